//! Ids of papers that are free choices of whoever made them.

use std::path::Path;

use domain::campaign::Campaign;
use domain::id::{CampaignId, FindingId, MemberId, UnitId, VisitId};
use signing::open_p12;

use super::*;
use crate::actions::SignWish;
use crate::error::Misplaced;
use crate::minutes_kinds_tests::{Stage, sample_visit, stage};

fn signed(stage: &mut Stage) -> Vec<u8> {
    let visit = sample_visit(&mut stage.engine, "2022-cau-tre", "cau-tre");
    stage.engine.seal(visit).unwrap();
    let sealed = stage.engine.paper(visit).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/keys");
    let key = open_p12(&std::fs::read(folder.join("p256.p12")).unwrap(), "mậtkhẩu").unwrap();
    let wish = SignWish { role: "leader", time_url: None, picture: None, copy: None };
    stage.engine.sign_paper(&sealed, &key, &wish).unwrap().0.0
}

/// What a paper says after `forge`, on a laptop with `here`: why it has no place there.
#[track_caller]
fn misplaced(pdf: &[u8], here: &Engine, forge: impl Fn(&mut Material)) -> Misplaced {
    let mut judged = judge(pdf, &[]).unwrap();
    forge(&mut judged.read.material);
    match here.goes_to(&judged.read).map(|place| place.standing) {
        Err(EngineError::Incoming(IncomingFault::Misplaced(why))) => why,
        other => panic!("{other:?}"),
    }
}

/// The same, where only ids are forged.
#[track_caller]
fn stands_for_something(pdf: &[u8], here: &Engine, forge: impl Fn(&mut Material)) {
    assert_eq!(misplaced(pdf, here, forge), Misplaced::Ids);
}

/// A laptop with the sample of another delegation: a campaign and a visit of it.
fn other() -> (Stage, Campaign, VisitId) {
    let mut stage = stage();
    let campaign = stage.engine.import_sample("2017-dak-lak-3027").unwrap();
    let visit = stage.engine.visits_of(campaign).unwrap()[0].visit.id;
    let campaign = stage.engine.campaign(campaign).unwrap().0;
    (stage, campaign, visit)
}

fn under(material: &mut Material, visit: VisitId, campaign: CampaignId) {
    material.visit.id = visit;
    material.visit.campaign = campaign;
    material.campaign.id = campaign;
}

#[test]
fn a_visit_never_has_the_id_of_a_campaign_nor_a_campaign_that_of_a_visit() {
    let pdf = signed(&mut stage());
    let (other, campaign, visit) = other();
    let here = &other.engine;
    let as_visit = VisitId::from_bytes(campaign.id.bytes());
    let as_campaign = CampaignId::from_bytes(visit.bytes());
    stands_for_something(&pdf, here, |it| under(it, as_visit, campaign.id));
    stands_for_something(&pdf, here, |it| under(it, as_visit, it.campaign.id));
    stands_for_something(&pdf, here, |it| under(it, it.visit.id, as_campaign));
    stands_for_something(&pdf, here, |it| {
        under(it, VisitId::from_bytes(it.campaign.id.bytes()), it.campaign.id);
    });
    for reserved in [record::OFFICE_LAYOUTS, record::WORK_YEARS] {
        stands_for_something(&pdf, here, |it| {
            under(it, VisitId::from_bytes(reserved), it.campaign.id);
        });
    }
}

#[test]
fn what_a_paper_brings_never_has_the_id_of_something_that_is_here() {
    let pdf = signed(&mut stage());
    let (other, campaign, visit) = other();
    let here = &other.engine;
    let known = here.visits_of(campaign.id).unwrap();
    let mut findings = known.iter().flat_map(|it| here.folder(it.visit.id).unwrap().findings);
    let finding = findings.next().unwrap().id;
    stands_for_something(&pdf, here, |it| it.findings[0].id = finding);
    stands_for_something(&pdf, here, |it| it.findings[0].id = FindingId::from_bytes(visit.bytes()));
    stands_for_something(&pdf, here, |it| {
        it.findings[0].id = FindingId::from_bytes(it.visit.id.bytes());
    });
    stands_for_something(&pdf, here, |it| it.campaign.members[0].id = campaign.members[0].id);
    stands_for_something(&pdf, here, |it| {
        it.campaign.members[0].id = MemberId::from_bytes(visit.bytes());
    });
    stands_for_something(&pdf, here, |it| {
        it.unit.id = campaign.units[0].id;
        it.campaign.units[0].id = it.unit.id;
    });
    stands_for_something(&pdf, here, |it| {
        it.unit.id = UnitId::from_bytes(it.campaign.id.bytes());
        it.campaign.units[0].id = it.unit.id;
    });
}

#[test]
fn what_a_paper_prints_outweighs_the_ids_of_its_campaign_and_unit() {
    let pdf = signed(&mut stage());
    let mut other = stage();
    let visit = other.engine.receive(&pdf).unwrap().visit;
    let here = &other.engine;
    let known = here.folder(visit).unwrap().campaign;
    let named = |forge: fn(&mut Material)| {
        let why = misplaced(&pdf, here, forge);
        let Misplaced::Named { what, printed, here } = why else { panic!("{why:?}") };
        (what, printed, here)
    };
    let (what, printed, kept) = named(|it| it.unit.name = "Phường Khác".to_owned());
    assert_eq!(
        (what, printed.as_str(), kept.as_str()),
        ("tên đơn vị", "Phường Khác", "Phường Cầu Tre")
    );
    assert_eq!(named(|it| it.unit.kind = domain::unit::UnitKind::Xa).0, "loại đơn vị");
    let (what, _, kept) = named(|it| it.campaign.name = "Đợt khác".to_owned());
    assert_eq!((what, kept), ("tên đợt kiểm tra", known.name));
    assert_eq!(named(|it| it.campaign.agency.name = "SỞ KHÁC".to_owned()).0, "cơ quan kiểm tra");
}

#[test]
fn a_campaign_by_another_checklist_is_told_with_both_versions() {
    let pdf = signed(&mut stage());
    let mut other = stage();
    let visit = other.engine.receive(&pdf).unwrap().visit;
    let campaign = other.engine.folder(visit).unwrap().campaign;
    let pin = other.engine.pin_of(&campaign).unwrap();
    let newer = domain::campaign::ChecklistPin { version: "2099.1".to_owned(), sha256: None };
    let why = misplaced(&pdf, &other.engine, |it| {
        it.campaign.checklist_version = Some(newer.clone());
    });
    let said = crate::words::Failure::from(&EngineError::from(why)).message;
    let here = format!("dùng “cchc” phiên bản {} nên", pin.version);
    assert!(said.contains(&here) && said.contains("“cchc” phiên bản 2099.1,"), "{said}");
}
