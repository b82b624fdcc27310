//! What holds for every paper that is sealed: putting away what was begun after it, who was there and
//! signs it, and what supplements tell.

use domain::answer::{PartValue, Verdict};
use domain::id::VisitId;
use domain::layout::MinutesLayout;
use domain::visit::{Attendee, VisitForm};
use signing::{Point, Strokes};

use crate::actions::{PaperOf, PaperState};
use crate::minutes::CheckLevel;
use crate::minutes_kinds_tests::{document, says, sealed_minutes, stage, text};
use crate::record::AnswerField;
use crate::tests::{CAMPAIGN, shortcoming};
use crate::{Engine, EngineError};

fn strokes() -> Strokes {
    Strokes { width: 100, height: 40, lines: vec![vec![(0, 0).into(), (50, 20).into()]] }
}

fn person(name: &str) -> Attendee {
    Attendee { name: name.to_owned(), title: "Chủ tịch UBND".to_owned() }
}

#[test]
fn a_revision_of_any_paper_is_put_away_and_what_was_sealed_stands_as_before() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let (visit, _) = sealed_minutes(engine);
    let campaign = engine.folder(visit).unwrap().campaign.id;
    let (unit, finding) = {
        let folder = engine.folder(visit).unwrap();
        (folder.unit.id, folder.findings[0].id)
    };
    let letter = engine.make_letter(campaign, unit, &[finding]).unwrap();
    let letter = PaperOf::Letter(campaign, letter);
    engine.seal(campaign).unwrap();
    engine.seal(letter).unwrap();

    for of in [PaperOf::Minutes(visit), PaperOf::Notice(campaign), letter] {
        let sealed = engine.paper(of).unwrap();
        let seal = engine.shelf(of).unwrap().sealed().unwrap().seal.clone();
        assert!(matches!(engine.withdraw_paper(of), Err(EngineError::AlreadySealed)));
        assert_eq!(engine.revise(of, "ghi nhầm").unwrap(), 2);
        assert_eq!(engine.shelf(of).unwrap().begun().map(|paper| paper.revision), Some(2));
        assert_eq!(engine.paper_with_seal(of, &seal).unwrap(), sealed);

        engine.withdraw_paper(of).unwrap();
        let shelf = engine.shelf(of).unwrap();
        assert_eq!((shelf.state(), shelf.revision()), (PaperState::Sealed, 1));
        assert_eq!(engine.paper(of).unwrap(), sealed);
        engine.sign_drawn(of, shelf.signatories[0].role, &strokes()).unwrap();
    }
}

#[test]
fn a_supplement_without_anything_says_so_and_is_not_sealed() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let (visit, _) = sealed_minutes(engine);
    engine.supplement(visit, "kiểm tra thêm", "").unwrap();
    says(
        &text(&document(engine, visit)),
        &["II. NỘI DUNG BỔ SUNG\nChưa có nội dung bổ sung.\nIII. Ý KIẾN"],
    );
    let Err(EngineError::SealRefused(checks)) = engine.seal(visit) else {
        panic!("an empty supplement was sealed")
    };
    let blocks: Vec<_> = checks.iter().filter(|it| it.level == CheckLevel::Block).collect();
    assert_eq!(blocks.len(), 1);
    says(&blocks[0].text, &["Chưa có gì mới so với biên bản đã chốt"]);
}

#[test]
fn a_supplement_tells_what_was_cleared_of_an_answer_and_what_it_had_said() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let date = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
    let visit = engine.open_visit(campaign, unit, date, VisitForm::Planned).unwrap();
    let verdict = |engine: &mut Engine, item: &str, verdict: Option<Verdict>| {
        engine.answer(visit, item, &AnswerField::Verdict(verdict)).unwrap();
    };
    verdict(engine, "CD-01", Some(Verdict::Met));
    verdict(engine, "CD-11", Some(Verdict::Partly));
    let folder = engine.folder(visit).unwrap();
    let part = folder.view.item("CD-11").unwrap().parts.first().unwrap().clone();
    let field = |value| AnswerField::Part(part.name.clone(), value);
    engine.answer(visit, "CD-11", &field(Some(PartValue::Count(71)))).unwrap();
    // Judged and taken back before the seal: the minutes never told it.
    verdict(engine, "MC-03", Some(Verdict::Met));
    verdict(engine, "MC-03", None);
    engine.seal(visit).unwrap();

    engine.supplement(visit, "rà lại", "").unwrap();
    verdict(engine, "CD-01", None);
    engine.answer(visit, "CD-11", &field(None)).unwrap();
    verdict(engine, "MC-03", Some(Verdict::Met));
    verdict(engine, "MC-03", None);

    let said = text(&document(engine, visit));
    let title = |item: &str| folder.view.item(item).unwrap().title.clone();
    says(&said, &[&format!("- {}: xóa ghi nhận “đạt”.", title("CD-01"))]);
    let told = format!("- {} (ghi lại): cơ bản đạt; xóa ghi nhận “", title("CD-11"));
    says(&said, &[&told, "71”."]);
    assert!(!said.contains(&title("MC-03")), "{said}");
    engine.seal(visit).unwrap();
}

/// Sealed minutes with a person of the unit, and a supplement that was begun.
fn supplement(engine: &mut Engine) -> VisitId {
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let date = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
    let visit = engine.open_visit(campaign, unit, date, VisitForm::Planned).unwrap();
    let mut about = engine.folder(visit).unwrap().visit;
    about.unit_present = vec![person("Người Tiếp Đoàn")];
    engine.save_visit(&about).unwrap();
    engine.seal(visit).unwrap();
    engine.supplement(visit, "kiểm tra thêm", "").unwrap();
    visit
}

#[test]
fn a_supplement_has_its_own_list_of_those_present_which_begins_as_a_copy() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let visit = supplement(engine);
    says(&text(&document(engine, visit)), &["Người Tiếp Đoàn"]);

    let delegation = engine.folder(visit).unwrap().visit.delegation_present;
    engine
        .attend_supplement(visit, delegation, vec![person("Người Thay"), person("Người Cùng Dự")])
        .unwrap();
    let said = text(&document(engine, visit));
    says(&said, &["Người Thay", "Người Cùng Dự"]);
    assert!(!said.contains("Người Tiếp Đoàn"), "{said}");
    let folder = engine.folder(visit).unwrap();
    assert_eq!(folder.visit.unit_present, [person("Người Tiếp Đoàn")]);
    let names = |engine: &Engine| {
        let shelf = engine.shelf(visit).unwrap();
        let of = |at: usize| shelf.signatories_of(&shelf.papers[at])[0].name.clone();
        [of(0), of(1)]
    };
    assert_eq!(names(engine), ["Người Tiếp Đoàn", "Người Thay"]);
    engine.undo(visit).unwrap();
    assert_eq!(names(engine), ["Người Tiếp Đoàn", "Người Tiếp Đoàn"]);
    engine.redo(visit).unwrap();

    engine.save_finding(visit, None, &shortcoming("Chưa mở sổ.")).unwrap();
    engine.seal(visit).unwrap();
    assert!(engine.minutes(visit).unwrap().later.is_empty());
    let late = engine.attend_supplement(visit, Vec::new(), Vec::new());
    assert!(matches!(late, Err(EngineError::AlreadySealed)));
}

#[test]
fn who_does_not_sign_a_supplement_still_signs_the_minutes() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let visit = supplement(engine);
    engine.refuse_to_sign(visit, "unit", Some("không đồng ý bổ sung")).unwrap();
    says(&text(&document(engine, visit)), &["không ký biên bản; lý do: không đồng ý bổ sung"]);
    for role in ["unit", "secretary", "leader"] {
        engine.sign_drawn(visit, role, &strokes()).unwrap();
    }
    let shelf = engine.shelf(visit).unwrap();
    assert_eq!(shelf.state_of(shelf.standing().unwrap()), PaperState::Signed);

    engine.withdraw_paper(visit).unwrap();
    let state = engine.minutes(visit).unwrap();
    assert_eq!(state.shelf.state(), PaperState::Signed);
    assert!(state.later.is_empty(), "what was put away is no change: {:?}", state.later);
}

#[test]
fn minutes_are_signed_when_all_have_signed_who_do_not_refuse() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let (visit, _) = sealed_minutes(engine);
    engine.revise(visit, "đơn vị không ký").unwrap();
    engine.refuse_to_sign(visit, "unit", Some("không đồng ý")).unwrap();
    engine.seal(visit).unwrap();
    engine.sign_drawn(visit, "secretary", &strokes()).unwrap();
    assert_eq!(engine.shelf(visit).unwrap().state(), PaperState::PartlySigned);
    engine.sign_drawn(visit, "leader", &strokes()).unwrap();
    assert_eq!(engine.shelf(visit).unwrap().state(), PaperState::Signed);
}

#[test]
fn strokes_are_kept_as_drawn_and_bound_to_the_bytes_they_were_laid_on() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let (visit, _) = sealed_minutes(engine);
    let pen = |x, millis, pressure| Point { x, y: 20, millis, pressure };
    let strokes = Strokes {
        width: 100,
        height: 40,
        lines: vec![vec![pen(0, 0, Some(120)), pen(50, 16, Some(900))], vec![pen(60, 400, None)]],
    };

    engine.sign_drawn(visit, "unit", &strokes).unwrap();
    engine.sign_drawn(visit, "secretary", &strokes).unwrap();

    let shelf = engine.shelf(visit).unwrap();
    let paper = shelf.standing().unwrap();
    let drawn: Vec<_> = paper.signings.iter().map(|it| it.strokes.as_ref().unwrap()).collect();
    let points =
        vec![vec![(0, 20, 0, Some(120)), (50, 20, 16, Some(900))], vec![(60, 20, 400, None)]];
    assert_eq!(drawn[0].lines, points);
    assert_eq!(drawn[0].over, paper.pdf);
    assert_eq!(drawn[1].over, drawn[0].made);
    assert_eq!(drawn[1].made, paper.current);
}

/// Visits of the small campaign on the days of September that are named.
fn visits(engine: &mut Engine, days: &[u32]) -> Vec<VisitId> {
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let mut open = |day| {
        let date = chrono::NaiveDate::from_ymd_opt(2022, 9, day).unwrap();
        engine.open_visit(campaign, unit, date, VisitForm::Planned).unwrap()
    };
    days.iter().map(|day| open(*day)).collect()
}

#[test]
fn the_number_after_the_last_one_of_the_series_is_proposed_and_a_repeated_one_is_told() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let visits = visits(engine, &[15, 16, 17]);
    let state = |engine: &Engine, at: usize| engine.minutes(visits[at]).unwrap();
    assert_eq!(state(engine, 0).number.proposed, "1");

    engine.give_number(visits[0], "11/BB-ĐKT").unwrap();
    let number = state(engine, 1).number;
    assert_eq!((number.proposed.as_str(), number.symbol.as_str()), ("12", "/BB-ĐKT"));
    assert_eq!(number.given, "");
    engine.give_number(visits[1], "12").unwrap();
    assert_eq!(state(engine, 2).number.proposed, "13");
    says(&text(&document(engine, visits[1])), &["value: Some(\"12\")"]);

    engine.give_number(visits[2], "012").unwrap();
    let told = |engine: &Engine| {
        let checks = state(engine, 2).checks;
        let told = checks.into_iter().find(|it| it.text.starts_with("Số 12/BB-ĐKT năm 2022"));
        told.map(|it| it.level)
    };
    assert_eq!(told(engine), Some(CheckLevel::Warn));
    engine.seal(visits[2]).unwrap();

    engine.undo(visits[1]).unwrap();
    assert_eq!(told(engine), None);
    let late = engine.give_number(visits[2], "13");
    assert!(matches!(late, Err(EngineError::AlreadySealed)));
    for wrong in ["/BB-ĐKT", "số 5", "a5", "123456789"] {
        let refused = engine.give_number(visits[0], wrong);
        assert!(matches!(refused, Err(EngineError::BadInput { .. })), "{wrong}");
    }
}

#[test]
fn a_supplement_has_a_number_of_its_own_and_one_put_away_frees_it() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let visits = visits(engine, &[15, 16]);
    engine.give_number(visits[0], "1").unwrap();
    engine.seal(visits[0]).unwrap();
    engine.supplement(visits[0], "kiểm tra thêm", "1/BB-ĐKT").unwrap();
    let number = |engine: &Engine, at: usize| engine.minutes(visits[at]).unwrap().number;
    assert_eq!(number(engine, 0).given, "");
    engine.give_number(visits[0], "200").unwrap();
    engine.withdraw_paper(visits[0]).unwrap();

    let state = engine.minutes(visits[0]).unwrap();
    assert_eq!(state.number.given, "1");
    assert!(state.later.is_empty(), "{:?}", state.later);
    assert_ne!(number(engine, 1).proposed, "201");
}

#[test]
fn a_layout_of_one_campaign_is_kept_named_anew_and_used_in_another() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let one = engine.import_sample("2022-cau-tre").unwrap();
    let other = engine.import_sample("2017-can-loc").unwrap();
    let own = MinutesLayout { symbol: "/BB-SNV".to_owned(), ..MinutesLayout::default() };
    engine.save_layout(one, &own).unwrap();
    assert!(matches!(engine.keep_layout(one, " "), Err(EngineError::BadInput { .. })));
    engine.keep_layout(one, "Sở Nội vụ").unwrap();
    engine.keep_layout(other, "Mẫu chung").unwrap();

    let kept = engine.office_layouts().unwrap();
    let names: Vec<&str> = kept.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Mẫu chung", "Sở Nội vụ"]);
    let id = kept[1].id;
    engine.use_office_layout(other, id).unwrap();
    assert_eq!(engine.layout(other).unwrap(), own);
    engine.undo_at_campaign(other).unwrap();
    assert_eq!(engine.layout(other).unwrap(), MinutesLayout::default());

    let taken = engine.rename_office_layout(id, "Mẫu chung");
    assert!(matches!(taken, Err(EngineError::BadInput { .. })));
    engine.rename_office_layout(id, "Sở Nội vụ 2026").unwrap();
    engine.remove_office_layout(id).unwrap();
    assert_eq!(engine.office_layouts().unwrap().len(), 1);
    let gone = engine.use_office_layout(other, id);
    assert!(matches!(gone, Err(EngineError::NotFound { .. })));
    engine.undo_at_layouts().unwrap();
    let kept = engine.office_layouts().unwrap();
    assert_eq!((kept[1].name.as_str(), &kept[1].layout), ("Sở Nội vụ 2026", &own));
}
