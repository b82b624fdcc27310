//! Work side by side: what comes together, what stands beside each other, what is answered for.

use proptest::prelude::*;

use super::*;

#[test]
fn a_member_gets_the_whole_visit_and_the_leader_gets_the_work_back() {
    let mut laptops = delegation(1);
    let [leader, member] = &mut laptops[..] else { panic!() };
    assert_eq!(member.hears("CD-05/verdict"), ["met"]);

    member.says("CD-05/note", "đủ hồ sơ");
    let report = leader.takes(&member.packs()).unwrap();

    assert_eq!((report.added, report.new_campaign), (1, false));
    assert_eq!(leader.hears("CD-05/note"), ["đủ hồ sơ"]);
    assert!(leader.is_sound() && member.is_sound());
}

#[test]
fn only_a_receipt_says_that_work_has_a_second_copy() {
    let mut laptops = delegation(1);
    let [leader, member] = &mut laptops[..] else { panic!() };
    member.says("CD-05/note", "một");
    member.says("CD-06/note", "hai");
    assert_eq!(member.store.unshared().unwrap(), 2);

    let bundle = member.packs();
    assert_eq!(member.store.unshared().unwrap(), 2, "a stick that left is no second copy");
    leader.takes(&bundle).unwrap();
    member.takes(&leader.packs()).unwrap();

    assert_eq!(member.store.unshared().unwrap(), 0);
    member.says("CD-07/note", "ba");
    assert_eq!(member.store.unshared().unwrap(), 1);
}

#[test]
fn taking_in_the_same_again_changes_nothing() {
    let mut laptops = delegation(1);
    let [leader, member] = &mut laptops[..] else { panic!() };
    member.says("CD-05/note", "đủ hồ sơ");
    let bundle = member.packs();
    leader.takes(&bundle).unwrap();

    let report = leader.takes(&bundle).unwrap();

    assert_eq!((report.added, report.known, report.quarantined), (0, 1, 0));
    assert!(report.left_out.is_empty());
    assert!(leader.is_sound());
}

#[test]
fn what_two_wrote_without_seeing_each_other_stands_side_by_side_until_one_decides() {
    let mut laptops = delegation(1);
    laptops[0].says("CD-05/verdict", "partly");
    laptops[1].clock.advance_ms(1000);
    laptops[1].says("CD-05/verdict", "not-met");
    meet(&mut laptops);
    for laptop in &laptops {
        assert_eq!(laptop.hears("CD-05/verdict"), ["partly", "not-met"]);
    }

    let at = target("CD-05/verdict");
    let Field::Disagreement(heads) = laptops[0].store.field(&at).unwrap() else { panic!() };
    let heads: Vec<_> = heads.iter().map(|head| head.op).collect();
    let settle = |tx: &mut Tx<'_>| tx.resolve(&at, &heads, b"not-met", "xem lại sổ");
    laptops[0].store.write::<_, StoreError>(settle).unwrap();
    laptops[1].says("CD-05/verdict", "met");
    meet(&mut laptops);

    // A late edit that the decision did not see opens the question again.
    for laptop in &mut laptops {
        let mut heard = laptop.hears("CD-05/verdict");
        heard.sort();
        assert_eq!(heard, ["met", "not-met"]);
        assert!(laptop.is_sound());
    }
}

#[test]
fn evidence_comes_along_once_and_can_be_read() {
    let mut laptops = delegation(1);
    let [leader, member] = &mut laptops[..] else { panic!() };
    let digest = keep_photo(member, b"a photograph");

    let bundle = member.packs();
    let report = leader.takes(&bundle).unwrap();
    assert_eq!((report.files_added, report.files_known), (1, 0));
    assert_eq!(leader.store.read_file(digest).unwrap(), b"a photograph");
    assert_eq!(leader.takes(&bundle).unwrap().files_known, 1);

    member.takes(&leader.packs()).unwrap();
    let again = member.store.shipment(CAMPAIGN, Wanted::ByOthers).unwrap();
    assert!(again.shipment.files.is_empty(), "the leader answers for it");
    assert!(leader.is_sound() && member.is_sound());
}

fn keep_photo(laptop: &mut Laptop, bytes: &[u8]) -> FileDigest {
    let target = Target::new(VISIT, "evidence", [9; 16], "sha256");
    let keep = |tx: &mut Tx<'_>| {
        let file = tx.keep_file(&mut Cursor::new(bytes), "image/jpeg")?;
        tx.set(&target, format!("\"{}\"", file.digest).as_bytes(), Secrecy::Shared)?;
        Ok(file.digest)
    };
    laptop.store.write::<_, StoreError>(keep).unwrap().value
}

#[test]
fn names_of_people_are_readable_for_those_who_were_given_their_keys() {
    let mut laptops = delegation(1);
    let [leader, member] = &mut laptops[..] else { panic!() };
    let at = target("CD-05/person");
    let write = |tx: &mut Tx<'_>| tx.set(&at, "Đoàn Thị Thuý".as_bytes(), Secrecy::Personal);
    member.store.write::<_, StoreError>(write).unwrap();

    leader.takes(&member.packs()).unwrap();

    assert_eq!(leader.hears("CD-05/person"), ["Đoàn Thị Thuý"]);
    assert!(leader.is_sound());
}

#[test]
fn what_a_colleague_holds_comes_by_way_of_another() {
    let mut laptops = delegation(2);
    laptops[2].says("CD-05/note", "của người thứ ba");
    let bundle = laptops[2].packs();
    laptops[1].takes(&bundle).unwrap();
    let bundle = laptops[1].packs();
    laptops[0].takes(&bundle).unwrap();

    assert_eq!(laptops[0].hears("CD-05/note"), ["của người thứ ba"]);
    let writer = laptops[0].says("CD-05/note", "đã xem");
    assert!(writer.is_some());
    let stream = laptops[2].store.history(&target("CD-05/note")).unwrap()[0].head.op.stream;
    let named = laptops[0].store.stream_writer(stream).unwrap().unwrap();
    assert_eq!(named.name, "Người 3");
}

#[test]
fn two_who_began_the_same_section_before_they_met_read_each_other() {
    let mut laptops = delegation(1);
    let (section, id) = ([7; 16], [7; 16]);
    for (place, value) in [(0, "của trưởng đoàn"), (1, "của thành viên")] {
        let target = Target::new(section, "answer", id, format!("CD-0{place}/note"));
        let write = |tx: &mut Tx<'_>| {
            tx.place(section, CAMPAIGN)?;
            tx.set(&target, value.as_bytes(), Secrecy::Shared)
        };
        laptops[place].store.write::<_, StoreError>(write).unwrap();
    }
    meet(&mut laptops);

    for laptop in &mut laptops {
        assert_eq!(laptop.store.heads(section).unwrap().len(), 2);
        assert!(laptop.is_sound());
    }
}

#[test]
fn a_clock_years_ahead_is_named_and_drags_nobody_along() {
    let mut laptops = delegation(1);
    let [leader, member] = &mut laptops[..] else { panic!() };
    member.clock.advance_ms(10 * 365 * 86_400_000);
    member.says("CD-05/note", "đồng hồ sai");

    let report = leader.takes(&member.packs()).unwrap();
    assert_eq!(report.ahead.len(), 1);
    leader.says("CD-06/note", "đồng hồ đúng");

    let here = leader.store.history(&target("CD-06/note")).unwrap();
    let there = leader.store.history(&target("CD-05/note")).unwrap();
    assert!(here[0].head.hlc < there[0].head.hlc, "the leader's clock stays its own");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Bundles in any order, lost and repeated: in the end all read the same, and every edit is there.
    #[test]
    fn all_laptops_end_with_the_same(
        acts in prop::collection::vec((0..3_usize, 0..4_u8, 0..3_usize, any::<bool>()), 1..14),
    ) {
        let mut laptops = delegation(2);
        let mut bundles: Vec<Vec<u8>> = Vec::new();
        for (place, (who, field, to, hand)) in acts.into_iter().enumerate() {
            laptops[who].clock.advance_ms(7);
            laptops[who].says(&format!("CD-0{field}/note"), &format!("{who} viết lần {place}"));
            if hand {
                bundles.push(laptops[who].packs());
            }
            // An old bundle, or the newest, or one that is repeated.
            if let Some(bundle) = bundles.get(place % bundles.len().max(1)) {
                laptops[to].takes(bundle).unwrap();
            }
        }
        meet(&mut laptops);

        let heads = |laptop: &Laptop| laptop.store.heads(VISIT).unwrap();
        prop_assert_eq!(heads(&laptops[0]), heads(&laptops[1]));
        prop_assert_eq!(heads(&laptops[0]), heads(&laptops[2]));
        for laptop in &mut laptops {
            prop_assert!(laptop.is_sound());
            prop_assert_eq!(laptop.store.unshared().unwrap(), 0);
        }
    }
}

#[test]
fn what_comes_beside_an_open_screen_is_not_replaced_by_whoever_did_not_see_it() {
    let mut laptops = delegation(1);
    let [leader, member] = &mut laptops[..] else { panic!() };
    leader.store.heed_arrivals();
    leader.says("CD-05/note", "như đã thấy");
    member.takes(&leader.packs()).unwrap();
    for field in ["CD-05/note", "CD-06/note", "CD-07/note"] {
        member.says(field, "của thành viên");
    }
    leader.takes(&member.packs()).unwrap();
    assert_eq!((leader.hears("CD-05/note").len(), leader.store.arrivals()), (1, 1));

    // The screen shows what stood before: a field left alone, two typed into, one saved twice.
    assert_eq!(leader.says("CD-05/note", "như đã thấy"), None);
    leader.says("CD-06/note", "của trưởng đoàn");
    leader.says("CD-06/note", "của trưởng đoàn, viết thêm");
    assert_eq!(leader.hears("CD-05/note"), ["của thành viên"]);
    let mut both = leader.hears("CD-06/note");
    both.sort();
    assert_eq!(both, ["của thành viên", "của trưởng đoàn, viết thêm"]);

    // Once the screen was read anew, an edit replaces what it shows.
    leader.store.saw(1);
    leader.says("CD-07/note", "của trưởng đoàn");
    assert_eq!(leader.hears("CD-07/note"), ["của trưởng đoàn"]);
    member.takes(&leader.packs()).unwrap();
    assert_eq!(member.hears("CD-06/note").len(), 2);
    assert!(leader.is_sound() && member.is_sound());
}

#[test]
fn what_comes_after_the_screen_was_read_stays_unseen() {
    let mut laptops = delegation(1);
    let [leader, member] = &mut laptops[..] else { panic!() };
    leader.store.heed_arrivals();
    for value in ["một", "hai"] {
        member.says("CD-05/note", value);
        leader.takes(&member.packs()).unwrap();
    }
    leader.store.saw(1);

    assert_eq!(leader.says("CD-05/note", "một"), None, "left as the screen shows it");
    leader.says("CD-05/note", "ba");

    let mut all = leader.hears("CD-05/note");
    all.sort();
    assert_eq!(all, ["ba", "hai"]);
}

#[test]
fn a_peer_that_says_the_same_every_minute_is_heard_and_its_receipts_do_not_pile_up() {
    let mut laptops = delegation(1);
    let [leader, member] = &mut laptops[..] else { panic!() };
    let peer = member.store.device().unwrap();
    let kept = |store: &Store| -> u32 {
        store.connection.query_row("select count(*) from receipt", [], |row| row.get(0)).unwrap()
    };
    let lacks = |store: &Store| store.member_states(CAMPAIGN).unwrap()[1].lacks;
    for minute in 0..5 {
        let receipts = member.store.receipts(CAMPAIGN).unwrap();
        leader.store.hear(CAMPAIGN, &receipts, peer).unwrap();
        leader.clock.advance_ms(60_000);
        member.clock.advance_ms(60_000);
        // Its own, and the one of ours that it keeps.
        assert_eq!((kept(&leader.store), lacks(&leader.store)), (2, 0), "minute {minute}");
    }

    // It says less than before: its store was taken back, and it is believed.
    let before = member.store.receipts(CAMPAIGN).unwrap();
    member.says("CD-05/note", "một");
    leader.takes(&member.packs()).unwrap();
    leader.store.hear(CAMPAIGN, &before, peer).unwrap();
    assert_eq!(lacks(&leader.store), 1);
}

#[test]
fn a_peer_that_lost_something_is_believed_even_where_the_clock_here_went_back() {
    let mut laptops = delegation(1);
    let [leader, member] = &mut laptops[..] else { panic!() };
    let peer = member.store.device().unwrap();
    let lacks = |store: &Store| store.member_states(CAMPAIGN).unwrap()[1].lacks;
    let years_ms = 10 * 365 * 86_400_000;
    leader.clock.advance_ms(years_ms);
    let before = member.store.receipts(CAMPAIGN).unwrap();
    leader.store.hear(CAMPAIGN, &before, peer).unwrap();
    leader.clock.advance_ms(-years_ms);
    leader.says("CD-05/note", "một");
    member.takes(&leader.packs()).unwrap();
    leader.store.hear(CAMPAIGN, &member.store.receipts(CAMPAIGN).unwrap(), peer).unwrap();
    assert_eq!(lacks(&leader.store), 0);

    // Its store was taken back: it says again what it said while the clock was ahead.
    leader.store.hear(CAMPAIGN, &before, peer).unwrap();

    assert_eq!(lacks(&leader.store), 1);
    member.takes(&leader.packs_of(Wanted::By(peer, 0))).unwrap();
}
