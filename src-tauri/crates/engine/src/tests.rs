//! One walk through a visit, from a campaign file to a sealed paper.

use std::sync::Arc;

use domain::answer::{PartValue, Rate, RateFigure, Verdict};
use domain::finding::FindingKind;
use domain::ratio::Ratio;
use domain::visit::VisitForm;

use crate::actions::{FindingDraft, PaperState, Person};
use crate::ports::{SystemClock, SystemRandomness};
use crate::record::AnswerField;
use crate::store::KeyCost;
use crate::{Engine, EngineError};

pub(crate) const CAMPAIGN: &str = r#"
[campaign]
key = "thu"
name = "Kiểm tra công tác cải cách hành chính năm 2022"
agency = { parent = "ỦY BAN NHÂN DÂN THÀNH PHỐ", name = "SỞ NỘI VỤ", place = "" }
delegation = { name = "Đoàn kiểm tra cải cách hành chính", kind = "doan" }
period = { from = 2022-01-01, to = 2022-09-15 }
dates = { from = 2022-09-15, to = 2022-09-15 }
[[campaign.papers]]
type = "KH"
number = "218/KH-UBND"
date = 2020-12-22
issuer = "UBND huyện"
subject = "kiểm tra cải cách hành chính"
[[campaign.members]]
title = "Trưởng phòng"
role = "leader"
[[campaign.units]]
key = "phuong"
name = "Phường Thử"
kind = "phuong"
visit = 2022-09-15
"#;

/// The file of a small campaign with one unit.
pub(crate) const fn campaign_file() -> &'static str {
    CAMPAIGN
}

/// An engine over a new store in `folder`.
pub(crate) fn engine(folder: &std::path::Path) -> Engine {
    let person =
        Person {
            name: "Người dùng thử".to_owned(), title: String::new(), office: String::new()
        };
    let doors = (Arc::new(SystemClock) as Arc<_>, Arc::new(SystemRandomness) as Arc<_>);
    let made = Engine::create(folder, &person, "mật khẩu thử", KeyCost::CHEAP, doors);
    made.unwrap().0
}

pub(crate) fn shortcoming(text: &str) -> FindingDraft {
    FindingDraft {
        kind: FindingKind::Shortcoming,
        text: text.to_owned(),
        items: vec!["CD-05".to_owned()],
        open_list: false,
        explanation: String::new(),
        ruling: None,
        recommendation: String::new(),
        responsible: String::new(),
        deadline: None,
    }
}

#[test]
fn a_visit_is_worked_through_and_its_paper_frozen() {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    assert_eq!(engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap(), campaign);
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let day = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
    let visit = engine.open_visit(campaign, unit, day, VisitForm::Planned).unwrap();

    engine.answer(visit, "CD-05", &AnswerField::Verdict(Some(Verdict::Partly))).unwrap();
    let part = engine
        .folder(visit)
        .unwrap()
        .view
        .item("CD-05")
        .unwrap()
        .parts
        .first()
        .unwrap()
        .name
        .clone();
    let rate = Rate::Counts(Ratio::new(14, 27).unwrap());
    let value = PartValue::Rate(RateFigure { rate, quoted: None, as_of: None });
    engine.answer(visit, "CD-05", &AnswerField::Part(part, Some(value))).unwrap();
    let offer = engine.offer_finding(visit, "CD-05").unwrap();
    assert!(offer.text.contains("14/27") && offer.text.contains("51,85%"), "{}", offer.text);
    let finding = engine.save_finding(visit, None, &shortcoming(&offer.text)).unwrap().0;
    engine.remove_finding(visit, finding).unwrap();
    assert_eq!(engine.undo(visit).unwrap(), "Xóa nhận xét");
    assert_eq!(engine.folder(visit).unwrap().findings.len(), 1);

    engine.seal(visit).unwrap();
    let sealed = engine.sealed_paper(visit).unwrap();
    assert!(matches!(engine.seal(visit), Err(EngineError::AlreadySealed)));
    engine.answer(visit, "CD-05", &AnswerField::Note("sau khi chốt".to_owned())).unwrap();
    let minutes = engine.minutes(visit).unwrap();
    assert_eq!(minutes.shelf.state(), PaperState::Sealed);
    assert_eq!(minutes.later.len(), 1, "{:?}", minutes.later);
    assert_eq!(engine.sealed_paper(visit).unwrap(), sealed);
    assert_eq!(engine.revise(visit, "Bổ sung ghi chú").unwrap(), 2);
    assert_eq!(engine.minutes(visit).unwrap().shelf.state(), PaperState::Draft);
}

#[test]
fn a_corrected_name_reaches_every_visit_that_is_not_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    let text = CAMPAIGN.replace("title = \"Trưởng phòng\"", "name = \"Tên cũ\"");
    let id = engine.import_campaign("thu.toml", &text, false).unwrap();
    let (mut campaign, planned) = engine.campaign(id).unwrap();
    let unit = campaign.units.first().unwrap().id;
    let day = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
    let visit = engine.open_visit(id, unit, day, VisitForm::Planned).unwrap();

    campaign.members.first_mut().unwrap().name = "Tên mới".to_owned();
    campaign.units.first_mut().unwrap().name = "Phường Đúng Tên".to_owned();
    engine.save_campaign(&campaign, &planned).unwrap();

    let read = engine.folder(visit).unwrap();
    assert_eq!(read.visit.delegation_present.first().unwrap().name, "Tên mới");
    assert_eq!(read.unit.name, "Phường Đúng Tên");
}

#[test]
fn a_sentence_with_an_open_place_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let day = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
    let visit = engine.open_visit(campaign, unit, day, VisitForm::Planned).unwrap();

    let refused = engine.save_finding(visit, None, &shortcoming("Chưa gửi báo cáo kỳ {ky}."));

    assert!(matches!(refused, Err(EngineError::BadInput { .. })));
    assert!(engine.folder(visit).unwrap().findings.is_empty());
}

#[test]
fn who_refuses_to_sign_is_named_with_the_reason_and_has_no_field() {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let day = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
    let visit = engine.open_visit(campaign, unit, day, VisitForm::Planned).unwrap();
    let reason = "chưa thống nhất số liệu";

    let refused = engine.refuse_to_sign(visit, "leader", Some(reason));
    assert!(matches!(refused, Err(EngineError::LeaderSigns)));
    let empty = engine.refuse_to_sign(visit, "unit", Some("  "));
    assert!(matches!(empty, Err(EngineError::BadInput { .. })));
    let before = engine.draft_minutes(visit).unwrap();
    engine.refuse_to_sign(visit, "unit", Some(reason)).unwrap();

    let state = engine.minutes(visit).unwrap();
    let closing = state.slots.iter().find(|slot| slot.id == "ket_thuc").unwrap();
    let says = "không ký biên bản; lý do: chưa thống nhất số liệu. Những người còn lại";
    assert!(closing.generated.contains(says), "{}", closing.generated);
    let unit = state.slots.iter().find(|slot| slot.id == "y_kien").unwrap();
    assert!(unit.generated.contains(reason), "{}", unit.generated);
    assert!(!unit.generated.contains("tiếp thu"), "{}", unit.generated);
    let named = |paper: &papers::Rendered| {
        paper.fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>()
    };
    let after = engine.draft_minutes(visit).unwrap();
    let left: Vec<String> = named(&before)
        .into_iter()
        .filter(|name| !["ky_don_vi", "dau_unit"].contains(&name.as_str()))
        .collect();
    assert_eq!(named(&after), left);

    engine.edit_slot(visit, "ket_thuc", Some("Biên bản lập thành 03 bản.")).unwrap();
    let Err(EngineError::SealRefused(checks)) = engine.seal(visit) else {
        panic!("sealed without a word on the refusal")
    };
    assert!(checks.iter().any(|check| check.text.contains(reason)));
    engine.edit_slot(visit, "ket_thuc", None).unwrap();
    engine.seal(visit).unwrap();
    let strokes = signing::Strokes {
        width: 100,
        height: 40,
        lines: vec![vec![(0, 0).into(), (50, 20).into()]],
    };
    let signed = engine.sign_drawn(visit, "unit", &strokes);
    assert!(matches!(signed, Err(EngineError::RefusedToSign)));
    let late = engine.refuse_to_sign(visit, "unit", None);
    assert!(matches!(late, Err(EngineError::AlreadySealed)));
}
