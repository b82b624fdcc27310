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
