//! Coming into a delegation by the code that the leader reads.

use super::*;

/// A leader with a campaign and an open door, and somebody who is not in the delegation.
fn leader_and_newcomer() -> (Laptop, Laptop, CampaignId) {
    let (leader, newcomer) = (Laptop::of("Trưởng đoàn"), Laptop::of("Thành viên đến sau"));
    let campaign = leader.with(|engine| engine.import_sample("2022-cau-tre").unwrap());
    (leader, newcomer, campaign)
}

fn invite(leader: &Laptop, open: &Open, campaign: CampaignId, areas: &[&str]) -> String {
    let areas = areas.iter().map(|area| (*area).to_owned()).collect();
    let seat = (Seat::Person(Role::Member), areas);
    leader.with(|engine| open.invitations.invite(engine, campaign, seat).unwrap().code)
}

#[test]
fn a_newcomer_types_the_code_and_has_the_campaign_at_once() {
    let (leader, newcomer, campaign) = leader_and_newcomer();
    let open = Open::of(&leader);
    let code = invite(&leader, &open, campaign, &["CD"]);

    let meeting = newcomer.comes_in(&open, &code).unwrap();

    assert_eq!(meeting.name, "Trưởng đoàn");
    assert!(meeting.campaigns[0].brought.taken.new_campaign);
    let visits = |engine: &mut Engine| engine.visits_of(campaign).unwrap().len();
    assert_eq!(newcomer.with(visits), leader.with(visits));
    let came = leader.with(|engine| engine.participants(campaign).unwrap());
    let came = came.iter().find(|it| !it.own).unwrap();
    assert_eq!((came.name.as_str(), came.areas.clone()), ("Thành viên đến sau", vec!["CD".into()]));
    assert_eq!(came.seat, Some(Seat::Person(Role::Member)));
    assert_eq!(came.lacks, 0);
    assert_eq!(open.invitations.open(), None);
}

#[test]
fn a_wrong_code_is_told_with_the_tries_left_and_lets_nobody_in() {
    let (leader, newcomer, campaign) = leader_and_newcomer();
    let open = Open::of(&leader);
    let code = invite(&leader, &open, campaign, &[]);
    let wrong = if code == "0000 0000" { "0000 0001" } else { "0000 0000" };

    for tries_left in [2, 1, 0] {
        let refused = newcomer.comes_in(&open, wrong).unwrap_err();
        let EngineError::Handover(HandoverFault::Line(LineFault::Refused(why))) = refused else {
            panic!("{refused}")
        };
        assert_eq!(why.code, "E-CODE-WRONG");
        let told = if tries_left == 0 {
            "không còn lượt"
        } else {
            &format!("Còn {tries_left} lượt")
        };
        assert!(why.sentence.contains(told), "{}", why.sentence);
    }

    let over = newcomer.comes_in(&open, &code).unwrap_err();
    assert!(words::Failure::from(&over).message.contains("E-CODE-OVER"));
    assert_eq!(leader.with(|engine| engine.participants(campaign).unwrap().len()), 1);
    let nonsense = newcomer.comes_in(&open, "48210").unwrap_err();
    assert_eq!(words::Failure::from(&nonsense).code, "E-CODE-FORM");
}

#[test]
fn an_invitation_that_was_taken_back_or_replaced_lets_nobody_in() {
    let (leader, newcomer, campaign) = leader_and_newcomer();
    let open = Open::of(&leader);
    let first = invite(&leader, &open, campaign, &[]);
    let second = invite(&leader, &open, campaign, &[]);
    if first != second {
        assert!(newcomer.comes_in(&open, &first).is_err());
    }

    open.invitations.withdraw();

    let refused = newcomer.comes_in(&open, &second).unwrap_err();
    assert!(words::Failure::from(&refused).message.contains("E-CODE-OVER"));
}

#[test]
fn only_the_laptop_that_made_the_delegation_invites() {
    let (leader, newcomer, campaign) = leader_and_newcomer();
    let open = Open::of(&leader);
    let code = invite(&leader, &open, campaign, &[]);
    newcomer.comes_in(&open, &code).unwrap();

    let seat = (Seat::Person(Role::Member), Vec::new());
    let refused = newcomer.with(|engine| Invitations::default().invite(engine, campaign, seat));

    let refused = words::Failure::from(&refused.unwrap_err());
    assert_eq!(refused.code, "E-CHARTER-FOUNDER");
}

#[test]
fn a_laptop_that_was_ended_does_not_come_back_by_a_code() {
    let (leader, newcomer, campaign) = leader_and_newcomer();
    let open = Open::of(&leader);
    let code = invite(&leader, &open, campaign, &[]);
    newcomer.comes_in(&open, &code).unwrap();
    let device = newcomer.with(|engine| engine.line_key().unwrap().public().to_string());
    leader.with(|engine| engine.end_participant(campaign, &device).map(drop)).unwrap();

    let code = invite(&leader, &open, campaign, &[]);
    let refused = newcomer.comes_in(&open, &code).unwrap_err();

    assert!(words::Failure::from(&refused).message.contains("E-BUNDLE-ENDED"));
}
