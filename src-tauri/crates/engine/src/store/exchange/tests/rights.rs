//! Who may write what: refused at the own desk, quarantined from elsewhere, never dropped.

use super::*;

#[test]
fn a_member_cannot_write_what_was_given_to_others() {
    let mut leader = Laptop::new(1);
    leader.store.write::<_, StoreError>(|tx| tx.place(VISIT, CAMPAIGN)).unwrap();
    leader.says("CD-05/verdict", "met");
    let mut member = Laptop::new(2);
    admit(&mut leader, &mut member, &["CD"]);
    member.takes(&leader.packs()).unwrap();

    member.says("CD-05/note", "được phân công");
    let outside = target("MC-19/note");
    let write = |tx: &mut Tx<'_>| tx.set(&outside, b"ngoai", Secrecy::Shared);
    let refused = member.store.write::<_, StoreError>(write);

    assert!(matches!(refused, Err(StoreError::Refused(Refusal::NotEntitled))));
    assert_eq!(leader.takes(&member.packs()).unwrap().quarantined, 0);
}

#[test]
fn what_a_lost_laptop_wrote_after_it_was_ended_is_kept_and_does_not_apply() {
    let mut laptops = delegation(2);
    laptops[1].says("CD-05/note", "trước khi mất");
    let bundle = laptops[1].packs();
    laptops[0].takes(&bundle).unwrap();
    let lost = laptops[1].store.device().unwrap();
    laptops[0].store.end_device(CAMPAIGN, lost).unwrap();

    // Somebody goes on with it, and a member who has not heard of its end passes it on.
    laptops[1].says("CD-05/note", "sau khi mất");
    let bundle = laptops[1].packs();
    laptops[2].takes(&bundle).unwrap();
    assert_eq!(laptops[2].hears("CD-05/note"), ["sau khi mất"]);
    let bundle = laptops[2].packs();
    let report = laptops[0].takes(&bundle).unwrap();

    assert_eq!(report.quarantined, 1);
    assert_eq!(laptops[0].hears("CD-05/note"), ["trước khi mất"]);
    let kept = laptops[0].store.quarantined(CAMPAIGN).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].why, Unentitled::Ended);
    let said = kept[0].version.as_ref().unwrap().head.value.bytes().unwrap();
    assert_eq!(said, "sau khi mất".as_bytes());

    // The member hears of it, and judges the same.
    let bundle = laptops[0].packs();
    laptops[2].takes(&bundle).unwrap();
    assert_eq!(laptops[2].hears("CD-05/note"), ["trước khi mất"]);
    assert_eq!(laptops[2].store.quarantined(CAMPAIGN).unwrap().len(), 1);
    assert!(laptops[0].is_sound() && laptops[2].is_sound());
}

#[test]
fn a_lost_laptop_is_refused_itself_and_gets_nothing_more() {
    let mut laptops = delegation(1);
    let lost = laptops[1].store.device().unwrap();
    laptops[1].says("CD-05/note", "sau khi mất");
    let bundle = laptops[1].packs();
    let before = laptops[0].store.member_states(CAMPAIGN).unwrap();
    assert_eq!(before.iter().filter(|member| member.ended).count(), 0);
    laptops[0].store.end_device(CAMPAIGN, lost).unwrap();

    assert!(matches!(laptops[0].takes(&bundle), Err(ExchangeFault::SenderEnded)));
    assert!(matches!(
        laptops[0].store.shipment(CAMPAIGN, Wanted::ByOthers),
        Err(ExchangeFault::Alone)
    ));
    let after = laptops[0].store.member_states(CAMPAIGN).unwrap();
    assert_eq!(after.iter().filter(|member| member.ended).count(), 1);
    assert!(laptops[0].is_sound());
}

#[test]
fn whoever_founded_goes_on_leading_when_others_take_part_and_a_member_does_not() {
    let mut laptops = delegation(1);

    assert!(laptops[0].store.may_lead(CAMPAIGN).unwrap());
    assert!(!laptops[1].store.may_lead(CAMPAIGN).unwrap());

    let admission = Admission { card: laptops[1].card(), role: Role::Deputy, areas: Vec::new() };
    laptops[0].store.admit(CAMPAIGN, &admission, ("Người 1", "", "")).unwrap();
    let bundle = laptops[0].packs();
    laptops[1].takes(&bundle).unwrap();
    assert!(laptops[1].store.may_lead(CAMPAIGN).unwrap());
}

#[test]
fn only_the_founder_changes_the_charter() {
    let mut laptops = delegation(1);
    let mut third = Laptop::new(9);
    let admission = Admission { card: third.card(), role: Role::Leader, areas: Vec::new() };

    let refused = laptops[1].store.admit(CAMPAIGN, &admission, ("", "", ""));

    assert!(matches!(refused, Err(ExchangeFault::NotTheFounder)));
}

#[test]
fn a_late_member_gets_everything_from_the_beginning() {
    let mut laptops = delegation(1);
    laptops[1].says("CD-05/note", "đã có");
    meet(&mut laptops);
    let mut late = Laptop::new(7);
    admit(&mut laptops[0], &mut late, &[]);

    let report = late.takes(&laptops[0].packs()).unwrap();

    assert!(report.new_campaign);
    assert_eq!(late.hears("CD-05/note"), ["đã có"]);
    assert!(late.is_sound());
}

/// A leader, a deputy and a member who have all of it.
fn with_a_deputy() -> Vec<Laptop> {
    let mut laptops = delegation(2);
    let card = laptops[1].card();
    let admission = Admission { card, role: Role::Deputy, areas: Vec::new() };
    laptops[0].store.admit(CAMPAIGN, &admission, ("Người 1", "", "")).unwrap();
    let bundle = laptops[0].packs();
    for laptop in &mut laptops[1..] {
        laptop.takes(&bundle).unwrap();
    }
    laptops
}

const DEPUTY: (&str, &str, &str) = ("Người 2", "Phó đoàn", "Sở Nội vụ");

#[test]
fn a_deputy_takes_over_from_a_lost_laptop_and_the_delegation_goes_on() {
    let mut laptops = with_a_deputy();
    let lost = laptops[0].store.device().unwrap();
    laptops[1].store.take_over(CAMPAIGN, true, DEPUTY).unwrap();

    // The deputy now says who takes part, and everybody follows.
    let mut late = Laptop::new(9);
    admit(&mut laptops[1], &mut late, &[]);
    let bundle = laptops[1].packs();
    late.takes(&bundle).unwrap();
    laptops[2].takes(&bundle).unwrap();
    late.says("CD-05/note", "người đến sau");
    let from_late = late.packs();
    assert_eq!(laptops[2].takes(&from_late).unwrap().quarantined, 0);
    assert_eq!(laptops[2].hears("CD-05/note"), ["người đến sau"]);
    assert_eq!(laptops[2].hears("CD-05/verdict"), ["met"], "what the leader wrote still counts");

    // Whoever has the lost laptop gets nowhere with it.
    laptops[0].says("CD-05/note", "sau khi mất");
    let stolen = laptops[0].packs();
    assert!(matches!(laptops[2].takes(&stolen), Err(ExchangeFault::SenderEnded)));
    let states = laptops[2].store.member_states(CAMPAIGN).unwrap();
    let founders: Vec<_> = states.iter().filter(|it| it.founder).map(|it| it.device).collect();
    assert_eq!(founders, [laptops[1].store.device().unwrap()]);
    assert!(states.iter().any(|it| it.device == lost && it.ended));
    assert!(laptops[1].is_sound() && laptops[2].is_sound() && late.is_sound());
}

#[test]
fn a_leader_who_hands_over_goes_on_as_a_member_and_may_take_it_back() {
    let mut laptops = with_a_deputy();
    laptops[1].store.take_over(CAMPAIGN, false, DEPUTY).unwrap();
    let bundle = laptops[1].packs();
    laptops[0].takes(&bundle).unwrap();

    let other = laptops[2].store.device().unwrap();
    let refused = laptops[0].store.end_device(CAMPAIGN, other);
    assert!(matches!(refused, Err(ExchangeFault::NotTheFounder)));
    laptops[0].says("CD-05/note", "trưởng đoàn");
    let bundle = laptops[0].packs();
    assert_eq!(laptops[1].takes(&bundle).unwrap().quarantined, 0);

    laptops[0].store.take_over(CAMPAIGN, false, ("Người 1", "", "")).unwrap();
    let bundle = laptops[0].packs();
    laptops[1].takes(&bundle).unwrap();
    let own = laptops[0].store.device().unwrap();
    let states = laptops[1].store.member_states(CAMPAIGN).unwrap();
    assert!(states.iter().all(|it| it.founder == (it.device == own)));
}

#[test]
fn a_member_takes_nothing_over_and_a_charter_that_one_signed_is_refused() {
    let mut laptops = with_a_deputy();

    let refused = laptops[2].store.take_over(CAMPAIGN, true, ("Người 3", "", ""));

    assert!(matches!(refused, Err(ExchangeFault::NotTheDeputy)));
    assert!(laptops[2].is_sound());
}

#[test]
fn two_laptops_that_both_changed_the_charter_refuse_each_other_and_lose_nothing() {
    let mut laptops = with_a_deputy();
    let mut late = Laptop::new(9);
    laptops[1].store.take_over(CAMPAIGN, false, DEPUTY).unwrap();
    admit(&mut laptops[0], &mut late, &[]);
    laptops[0].says("CD-05/note", "trưởng đoàn");
    laptops[1].says("CD-05/note", "phó đoàn");

    let (of_leader, of_deputy) = (laptops[0].packs(), laptops[1].packs());
    assert!(matches!(laptops[1].takes(&of_leader), Err(ExchangeFault::SplitCharter)));
    assert!(matches!(laptops[0].takes(&of_deputy), Err(ExchangeFault::SplitCharter)));

    assert_eq!(laptops[0].hears("CD-05/note"), ["trưởng đoàn"]);
    assert_eq!(laptops[1].hears("CD-05/note"), ["phó đoàn"]);
    assert!(laptops[0].is_sound() && laptops[1].is_sound());
}
