//! How much others may leave here.

use super::*;

/// What the other laptop said when it refused.
#[track_caller]
fn refusal_of(met: Result<Meeting, EngineError>) -> exchange::Denial {
    match met {
        Err(EngineError::Handover(HandoverFault::Line(LineFault::Refused(why)))) => why,
        other => panic!("{other:?}"),
    }
}

/// A leader and a member who have the same, and the campaign.
fn in_agreement() -> (Laptop, Laptop, VisitId, CampaignId) {
    let (leader, member, visit) = delegation();
    let open = Open::of(&leader);
    let met = member.calls(&open, &Gauge::default()).unwrap();
    (leader, member, visit, met.campaigns[0].brought.campaign)
}

#[test]
fn what_would_be_too_much_for_a_campaign_is_refused_whole_and_nothing_is_lost() {
    let (leader, member, visit, campaign) = in_agreement();
    let used = leader.with(|engine| engine.campaign_bytes(campaign)).unwrap();
    let room = Quotas { campaign_bytes: Some(used + 20_000), ..Quotas::default() };
    let open = Open::with(&leader, room);
    member.says(visit, "còn chỗ cho câu này");
    assert_eq!(member.calls(&open, &Gauge::default()).unwrap().campaigns[0].lacks, 0);

    let big = vec![b'%'; 30_000];
    member.with(|engine| {
        engine.add_evidence(visit, "CD-05", "a.pdf", &[b"%PDF-1.7\n", &big[..]].concat()).unwrap()
    });
    leader.says(visit, "ghi của trưởng đoàn");
    let why = refusal_of(member.calls(&open, &Gauge::default()));

    assert_eq!(why.code, "E-QUOTA-CAMPAIGN");
    assert!(why.sentence.contains("Hãy báo người quản trị máy chủ"), "{}", why.sentence);
    let after = leader.with(|engine| engine.campaign_bytes(campaign)).unwrap();
    assert!(used < after && after < used + 20_000, "what was there stays, and no more came");
    // The other is not taken to have it, so nothing here turns green.
    let lacks = |laptop: &Laptop| {
        let states = laptop.with(|engine| engine.participants(campaign)).unwrap();
        states.iter().map(|state| state.lacks).collect::<Vec<_>>()
    };
    assert!(lacks(&member).iter().any(|lacks| *lacks != 0));
    // What is to be had there came all the same.
    member.with(|engine| {
        let folder = engine.folder(visit).unwrap();
        let notes = format!("{:?}", folder.answers);
        assert!(notes.contains("ghi của trưởng đoàn"));
    });
    leader.with(|engine| assert!(engine.check().unwrap().is_sound()));

    drop(open);
    let open = Open::of(&leader);
    assert_eq!(member.calls(&open, &Gauge::default()).unwrap().campaigns[0].lacks, 0);
    assert_eq!(lacks(&member), [0, 0]);
}

#[test]
fn a_laptop_sends_so_much_a_day_and_goes_on_the_next_day() {
    let (leader, member, visit, _) = in_agreement();
    let day = Quotas { device_bytes_per_day: Some(520_000), ..Quotas::default() };
    let send = |number: u8| {
        let mut file = b"%PDF-1.7\n".to_vec();
        file.resize(200_000, number);
        member.with(|engine| engine.add_evidence(visit, "CD-05", "a.pdf", &file).unwrap());
    };
    let open = Open::with(&leader, day);
    send(1);
    member.calls(&open, &Gauge::default()).unwrap();
    send(2);
    send(3);
    let why = refusal_of(member.calls(&open, &Gauge::default()));
    assert_eq!(why.code, "E-QUOTA-DAY");
    assert!(why.sentence.contains("Hãy gửi tiếp vào ngày mai"), "{}", why.sentence);

    // A new start forgets nothing.
    drop(open);
    let open = Open::with(&leader, day);
    assert_eq!(refusal_of(member.calls(&open, &Gauge::default())).code, "E-QUOTA-DAY");
    leader.clock.set(24 * 60);
    assert_eq!(member.calls(&open, &Gauge::default()).unwrap().campaigns[0].lacks, 0);
}
