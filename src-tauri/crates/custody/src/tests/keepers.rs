//! Who may sign the next charter, as a record tells it.

use super::*;

#[test]
fn who_took_the_charter_over_is_told_and_who_had_no_right_to_is_a_flaw() {
    let as_what = |role: Role| {
        let (mut parts, ..) = record();
        let mut draft = charters(None)[1].draft().clone();
        draft.members[1].role = role;
        let second = Charter::found(draft.clone(), &device(1));
        (draft.revision, draft.previous, draft.wall_ms) = (3, Some(second.digest()), 3);
        parts.charters[1] = second.bytes().to_vec();
        parts.charters.push(Charter::found(draft, &device(2)).bytes().to_vec());
        parts.judged()
    };

    let report = as_what(Role::Deputy);
    let told = Takeover { device: device(2).public(), revision: 3, wall_ms: 3 };
    assert_eq!((report.founder, report.takeovers), (Some(device(1).public()), vec![told]));
    assert!(!report.flaws.iter().any(|flaw| matches!(flaw, Flaw::Charters { .. })));

    let report = as_what(Role::Secretary);
    assert_eq!(report.takeovers, []);
    assert!(report.flaws.contains(&Flaw::Charters { place: 3 }));
}

#[test]
fn charters_of_another_founder_lend_nobody_a_place() {
    let (mut parts, ..) = record();
    let mut draft = charters(None)[1].draft().clone();
    draft.members.push(member(9));
    parts.charters[1] = Charter::found(draft, &device(9)).bytes().to_vec();

    let flaws = parts.judged().flaws;
    assert_eq!(flaws[0], Flaw::Charters { place: 2 });
    assert!(flaws.iter().any(|flaw| matches!(flaw, Flaw::UnknownCharter { .. })), "{flaws:?}");
    assert!(flaws.iter().any(|flaw| matches!(flaw, Flaw::Stranger { .. })), "{flaws:?}");
}
