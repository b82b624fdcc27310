//! What must not come in, and what two disks of one stream do to each other.

use std::fs;
use std::path::Path;

use ledger::KeyId;

use super::*;

pub(super) fn copied(from: &Path) -> tempfile::TempDir {
    let to = tempfile::tempdir().unwrap();
    copy_folder(from, to.path());
    to
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Stops and starts again.
fn restarted(laptop: Laptop) -> Laptop {
    let Laptop { store, clock, number, folder } = laptop;
    store.close().unwrap();
    let copy = copied(folder.path());
    let secret = Secret::Passphrase(Passphrase::new("mật khẩu"));
    let store = Store::open(&Home::new(copy.path()), &secret, ports(number + 100, &clock)).unwrap();
    Laptop { store, clock, number, folder: copy }
}

#[test]
fn two_disks_of_one_stream_are_noticed_and_neither_is_lost() {
    let mut laptops = delegation(1);
    let member = laptops.pop().unwrap();
    let mut leader = laptops.pop().unwrap();
    let mut one = restarted(member);
    one.says("CD-05/note", "trước khi chép");
    let mut one = restarted(one);
    // The copy of the disk goes its own way under the same numbers.
    one.store.close_segments().unwrap();
    let clone = copied(one.folder.path());
    one.says("CD-06/note", "đĩa thứ nhất");
    let secret = Secret::Passphrase(Passphrase::new("mật khẩu"));
    let clock = one.clock.clone();
    let store = Store::open(&Home::new(clone.path()), &secret, ports(77, &clock)).unwrap();
    let mut other = Laptop { store, clock, number: 2, folder: clone };
    other.says("CD-06/note", "đĩa thứ hai");

    leader.takes(&one.packs()).unwrap();
    let report = leader.takes(&other.packs()).unwrap();

    assert_eq!(report.left_out.len(), 1);
    assert_eq!(report.left_out[0].1, LeftOut::Fork);
    assert_eq!(leader.hears("CD-06/note"), ["đĩa thứ nhất"]);
    assert_eq!(leader.store.forks().unwrap(), 1);
    assert!(leader.is_sound());
    let remarks = leader.store.check().unwrap().remarks;
    let forks: Vec<_> = remarks.iter().filter(|it| matches!(it, Remark::Fork { .. })).collect();
    assert!(
        matches!(&forks[..], [Remark::Fork { writer, op }] if writer.name == "Người 2" && op.seq == 2),
        "{remarks:?}"
    );
}

#[test]
fn a_missing_bundle_is_told_and_its_followers_wait_for_it() {
    let mut laptops = delegation(1);
    laptops[1].says("CD-05/note", "một");
    let first = laptops[1].packs();
    laptops[1].says("CD-06/note", "hai");
    // As if the leader had answered for the first already.
    let mut arrival = {
        let bundle = laptops[1].packs();
        laptops[0].opens(&bundle).unwrap()
    };
    arrival.bundle.segments.remove(0);

    let report = laptops[0].store.take_in(&arrival).unwrap();
    assert_eq!(report.left_out.len(), 1);
    assert_eq!(report.left_out[0].1, LeftOut::Gap);
    assert_eq!(laptops[0].hears("CD-06/note"), Vec::<String>::new());

    laptops[0].takes(&first).unwrap();
    let all = laptops[1].packs();
    laptops[0].takes(&all).unwrap();
    assert_eq!(laptops[0].hears("CD-06/note"), ["hai"]);
}

#[test]
fn a_campaign_with_another_founder_is_refused_whole() {
    let mut laptops = delegation(1);
    let mut others = {
        let mut leader = Laptop::new(21);
        leader.store.write::<_, StoreError>(|tx| tx.place(VISIT, CAMPAIGN)).unwrap();
        leader.says("CD-05/verdict", "forged");
        leader
    };
    let device = laptops[1].card();
    let admission = Admission { card: device, role: Role::Member, areas: Vec::new() };
    others.store.admit(CAMPAIGN, &admission, ("Người lạ", "", "")).unwrap();

    let refused = laptops[1].takes(&others.packs());

    assert!(matches!(refused, Err(ExchangeFault::OtherFounder)));
    assert_eq!(laptops[1].hears("CD-05/verdict"), ["met"]);
}

#[test]
fn a_section_of_another_campaign_is_refused_whole() {
    let mut laptops = delegation(1);
    laptops[0].store.write::<_, StoreError>(|tx| tx.place([8; 16], [9; 16])).unwrap();
    let theirs = Target::new([8; 16], "visit", [8; 16], "date");
    let write = |tx: &mut Tx<'_>| {
        tx.place([8; 16], CAMPAIGN)?;
        tx.set(&theirs, b"x", Secrecy::Shared)
    };
    laptops[1].store.write::<_, StoreError>(write).unwrap();

    let bundle = laptops[1].packs();
    let refused = laptops[0].takes(&bundle);

    assert!(matches!(refused, Err(ExchangeFault::OtherCampaign)));
    assert_eq!(laptops[0].store.heads([8; 16]).unwrap(), []);
    assert!(laptops[0].is_sound());
}

#[test]
fn a_key_that_does_not_fit_is_refused_whole() {
    let mut laptops = delegation(1);
    laptops[1].says("CD-05/note", "mới");
    let bundle = laptops[1].packs();
    let mut arrival = laptops[0].opens(&bundle).unwrap();
    for key in &mut arrival.bundle.manifest.keys {
        key.key = ledger::ContentKey::from_bytes([0; 32]);
    }

    assert!(matches!(laptops[0].store.take_in(&arrival), Err(ExchangeFault::BadKey)));

    for (place, key) in arrival.bundle.manifest.keys.iter_mut().enumerate() {
        key.id = KeyId::from_bytes([u8::try_from(place).unwrap(); 16]);
    }
    laptops[0].store.take_in(&arrival).unwrap();
    assert_eq!(
        laptops[0].hears("CD-05/note"),
        ["mới"],
        "a needless key opens nothing and hides nothing"
    );
    assert!(laptops[0].is_sound());
}

#[test]
fn whoever_is_in_no_charter_of_ours_cannot_send() {
    let mut laptops = delegation(1);
    laptops[1].says("CD-05/note", "mới");
    let bundle = laptops[1].packs();
    let mut arrival = laptops[0].opens(&bundle).unwrap();
    arrival.bundle.sender = ledger::DeviceKey::from_seed(&[66; 32]).public();

    assert!(matches!(laptops[0].store.take_in(&arrival), Err(ExchangeFault::SenderStranger)));
}

#[test]
fn stopping_midway_takes_in_nothing() {
    let mut laptops = delegation(1);
    for number in 0..5 {
        laptops[1].says(&format!("CD-0{number}/note"), "mới");
    }
    let bundle = laptops[1].packs();
    let before = laptops[0].store.heads(VISIT).unwrap();
    laptops[0].store.gauge().stop_at(3);

    let stopped = laptops[0].takes(&bundle);

    assert!(matches!(stopped, Err(ExchangeFault::Store(StoreError::Stopped))));
    assert_eq!(laptops[0].store.heads(VISIT).unwrap(), before);
    assert_eq!(laptops[0].takes(&bundle).unwrap().added, 5);
    assert!(laptops[0].is_sound());
}

/// Puts the snapshot `name` in the place of the store.
fn put_back(laptop: Laptop, name: &str) -> Laptop {
    let Laptop { store, clock, number, folder } = laptop;
    store.close().unwrap();
    let secret = Secret::Passphrase(Passphrase::new("mật khẩu"));
    let ports = ports(number + 50, &clock);
    let store = restore_snapshot(&Home::new(folder.path()), &secret, name, ports).unwrap();
    Laptop { store, clock, number, folder }
}

#[test]
fn a_laptop_that_was_put_back_gets_its_own_work_back_from_others() {
    let mut laptops = delegation(1);
    let member = laptops.pop().unwrap();
    let mut leader = laptops.pop().unwrap();
    let mut member = restarted(member);
    let snapshot = member.store.take_snapshot(Reason::Asked).unwrap();
    member.says("CD-05/note", "sau bản chụp");
    leader.takes(&member.packs()).unwrap();
    let mut member = put_back(member, &snapshot.name);
    assert_eq!(member.hears("CD-05/note"), Vec::<String>::new());
    // It goes on at once, in a stream of its own.
    member.says("CD-08/note", "trước khi nhận lại");

    member.takes(&leader.packs_of(Wanted::Everything)).unwrap();
    assert_eq!(member.hears("CD-05/note"), ["sau bản chụp"]);
    member.says("CD-06/note", "viết tiếp");
    leader.takes(&member.packs()).unwrap();

    assert_eq!(leader.hears("CD-06/note"), ["viết tiếp"]);
    assert!(leader.is_sound() && member.is_sound());
}

#[test]
fn what_was_not_signed_before_a_snapshot_reaches_others_and_goes_on_where_it_went_on() {
    let mut laptops = delegation(1);
    let mut member = laptops.pop().unwrap();
    let mut leader = laptops.pop().unwrap();
    member.says("CD-05/note", "trước bản chụp");
    let snapshot = member.store.take_snapshot(Reason::Asked).unwrap();
    member.says("CD-06/note", "sau bản chụp");
    leader.takes(&member.packs()).unwrap();

    let mut member = put_back(member, &snapshot.name);
    let report = member.takes(&leader.packs_of(Wanted::Everything)).unwrap();

    assert_eq!((report.left_out, report.added), (vec![], 1));
    assert_eq!(member.hears("CD-06/note"), ["sau bản chụp"]);
    leader.takes(&member.packs()).unwrap();
    assert!(leader.is_sound() && member.is_sound());
    assert_eq!((leader.store.forks().unwrap(), member.store.forks().unwrap()), (0, 0));
}

#[test]
fn what_only_a_snapshot_holds_and_nobody_signed_reaches_others() {
    let mut laptops = delegation(1);
    let mut member = laptops.pop().unwrap();
    let mut leader = laptops.pop().unwrap();
    member.says("CD-05/note", "chưa ký");
    // As older versions took them, and as this one does before it changes the tables.
    let Store { connection, home, key, ports, .. } = &member.store;
    let now = ports.clock.now();
    let taken = super::super::super::snapshot::take(connection, home, key, Reason::Asked, now);
    let name = taken.unwrap().name;

    let mut member = put_back(member, &name);
    leader.takes(&member.packs()).unwrap();

    assert_eq!(leader.hears("CD-05/note"), ["chưa ký"]);
    assert_eq!(member.store.check().unwrap().unsigned, 0);
    assert!(leader.is_sound() && member.is_sound());
}

#[test]
fn whoever_keeps_the_charter_and_was_put_back_goes_on_from_its_newest_revision() {
    let mut laptops = delegation(1);
    let mut leader = laptops.remove(0);
    let mut member = laptops.remove(0);
    let before = leader.store.take_snapshot(Reason::Asked).unwrap();
    let (mut second, mut third) = (Laptop::new(8), Laptop::new(9));
    admit(&mut leader, &mut second, &[]);
    member.takes(&leader.packs()).unwrap();

    let mut leader = put_back(leader, &before.name);
    admit(&mut leader, &mut third, &[]);
    leader.says("CD-05/note", "sau khi trở về");
    member.takes(&leader.packs()).unwrap();

    assert_eq!(member.hears("CD-05/note"), ["sau khi trở về"]);
    let of = |laptop: &Laptop| laptop.store.member_states(CAMPAIGN).unwrap().len();
    assert_eq!((of(&leader), of(&member)), (4, 4));
    assert!(leader.is_sound() && member.is_sound());
}
