//! What others have signed for shows what is gone, and the record of custody says it to anybody.

use ::custody::{Flaw as Told, Report, verify};

use super::hostile::copied;
use super::*;

/// The same laptop, as it was when `folder` was copied.
fn opened_again(laptop: &Laptop, folder: tempfile::TempDir) -> Laptop {
    let secret = Secret::Passphrase(Passphrase::new("mật khẩu"));
    let clock = laptop.clock.clone();
    let home = Home::new(folder.path());
    let store = Store::open(&home, &secret, ports(laptop.number + 100, &clock)).unwrap();
    Laptop { store, clock, number: laptop.number, folder }
}

/// A leader who has all of a member's two notes, and that member with the first of them alone.
fn taken_back() -> (Laptop, Laptop) {
    let mut laptops = delegation(1);
    let mut member = laptops.pop().unwrap();
    let mut leader = laptops.pop().unwrap();
    member.says("CD-05/note", "một");
    leader.takes(&member.packs()).unwrap();
    member.store.close_segments().unwrap();
    let before = copied(member.folder.path());
    member.says("CD-06/note", "hai");
    leader.takes(&member.packs()).unwrap();
    let mut member = opened_again(&member, before);
    member.takes(&leader.packs()).unwrap();
    (leader, member)
}

fn record(laptop: &mut Laptop) -> Vec<u8> {
    let mut out = Vec::new();
    laptop.store.write_audit(CAMPAIGN, &[], &mut out).unwrap();
    out
}

fn judged(laptop: &mut Laptop) -> Report {
    verify(&mut record(laptop).as_slice()).unwrap()
}

#[test]
fn a_store_taken_back_is_told_what_it_lost_until_it_is_given_back() {
    let (mut leader, mut member) = taken_back();

    let flaws = member.store.check().unwrap().flaws;
    let [Flaw::Lost { first, last: 2, by, .. }] = &flaws[..] else { panic!("{flaws:?}") };
    assert_eq!((first.seq, by.name.as_str()), (2, "Người 1"));

    member.takes(&leader.packs_of(Wanted::Everything)).unwrap();
    assert!(member.is_sound());
    assert_eq!(member.hears("CD-06/note"), ["hai"]);
}

#[test]
fn what_another_wrote_and_this_laptop_once_had_is_told_by_its_own_receipt() {
    let mut laptops = delegation(1);
    laptops[0].store.close_segments().unwrap();
    let before = copied(laptops[1].folder.path());
    laptops[0].says("CD-06/note", "hai");
    meet(&mut laptops);
    let mut member = opened_again(&laptops[1], before);
    let mut arrival = {
        let bundle = laptops[0].packs_of(Wanted::Everything);
        member.opens(&bundle).unwrap()
    };
    arrival.bundle.segments.clear();
    member.store.take_in(&arrival).unwrap();

    let flaws = member.store.check().unwrap().flaws;
    assert!(
        flaws.iter().any(|it| matches!(it, Flaw::Lost { by, .. } if by.name == "Người 2")),
        "{flaws:?}"
    );
}

#[test]
fn a_member_that_is_ahead_is_no_loss() {
    let mut laptops = delegation(1);
    laptops[1].says("CD-06/note", "chưa tới nơi");
    let mut arrival = {
        let bundle = laptops[1].packs();
        laptops[0].opens(&bundle).unwrap()
    };
    arrival.bundle.segments.clear();
    laptops[0].store.take_in(&arrival).unwrap();

    let report = laptops[0].store.check().unwrap();
    assert_eq!((&report.flaws, &report.remarks), (&vec![], &vec![]));
    assert_ne!(report.receipts, 0);
}

#[test]
fn what_a_device_is_said_to_have_is_proven_by_what_it_signed() {
    for sql in [
        "update acknowledged set seq = seq + 1",
        "update receipt set bytes = cast(substr(bytes, 2) as blob)",
        "insert into file_acknowledged select device, zeroblob(32) from acknowledged limit 1",
    ] {
        let mut laptops = delegation(1);
        meet(&mut laptops);
        assert!(laptops[0].is_sound());

        laptops[0].store.connection.execute_batch(sql).unwrap();

        let flaws = laptops[0].store.check().unwrap().flaws;
        assert!(flaws.iter().any(|it| matches!(it, Flaw::Receipt { .. })), "{sql}: {flaws:?}");
    }
}

#[test]
fn an_op_that_is_another_than_this_laptop_signed_for_is_told() {
    let mut laptops = delegation(1);
    meet(&mut laptops);
    let sql = "update op set hash = zeroblob(32)";
    laptops[1].store.connection.execute_batch(sql).unwrap();

    let report = laptops[1].store.check().unwrap();
    let told = |flaw: &Flaw| matches!(flaw, Flaw::Exchanged { .. });
    assert!(report.flaws.iter().any(told), "{report:?}");
    let disputed = |remark: &Remark| matches!(remark, Remark::Disputed { .. });
    assert!(report.remarks.iter().any(disputed), "{report:?}");
}

#[test]
fn a_record_of_custody_holds_is_the_same_twice_and_opens_no_word() {
    let mut laptops = delegation(1);
    laptops[1].says("CD-05/note", "ghi của thành viên");
    meet(&mut laptops);

    let report = judged(&mut laptops[0]);
    assert_eq!((&report.flaws, &report.remarks), (&vec![], &vec![]));
    assert_eq!((report.people.len(), report.counts.ops, report.counts.unconfirmed), (2, 2, 0));
    assert_eq!(record(&mut laptops[0]), record(&mut laptops[0]));

    let bytes = record(&mut laptops[0]);
    let mut statement = laptops[0].store.connection.prepare("select key from content_key").unwrap();
    let keys: Vec<Vec<u8>> =
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(!keys.is_empty());
    for secret in keys.iter().map(Vec::as_slice).chain(["ghi của thành viên".as_bytes()]) {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret));
    }
}

#[test]
fn the_record_of_a_store_taken_back_lacks_what_others_signed_for() {
    let (mut leader, mut member) = taken_back();
    assert!(judged(&mut leader).is_sound());

    let report = judged(&mut member);
    let lacking = |flaw: &Told| {
        matches!(flaw, Told::Missing { by, device, first, last: 2, .. } if first.seq == 2
            && (*by == report.writer || *device == Some(report.writer)))
    };
    assert!(!report.is_sound() && report.flaws.iter().all(lacking), "{report:?}");
}

#[test]
fn a_fork_stands_in_the_record_and_an_unknown_campaign_makes_none() {
    let (mut leader, mut member) = taken_back();
    // The copy goes its own way under the number that is taken; only a whole bundle carries that on,
    // since the leader answers for the number already.
    member.says("CD-07/note", "khác");
    leader.takes(&member.packs_of(Wanted::Everything)).unwrap();

    let report = judged(&mut leader);
    assert_eq!((report.counts.forks, leader.store.forks().unwrap()), (1, 1));
    assert!(report.remarks.iter().any(|it| matches!(it, ::custody::Remark::Fork { .. })));
    let unknown = leader.store.write_audit([9; 16], &[], &mut Vec::new());
    assert!(matches!(unknown, Err(ExchangeFault::UnknownCampaign)));
}
