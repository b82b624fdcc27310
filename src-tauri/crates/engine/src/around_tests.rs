//! Promises around a visit: looking over, taking back, the timeline, last time, critical items.

use chrono::NaiveDate;
use domain::answer::Verdict;
use domain::id::{CampaignId, VisitId};
use domain::review::ReviewState;
use domain::visit::VisitForm;

use crate::actions::{PastState, ReviewAct, RowChange};
use crate::history::{Deed, EventKind};
use crate::record::{AnswerField, PastEntry, kind};
use crate::store::{Target, testing::Colleague};
use crate::tests::{CAMPAIGN, engine, shortcoming};
use crate::{Engine, EngineError, Need};

/// An engine with one visit of the small campaign, in a folder that goes away with it.
struct Stage {
    engine: Engine,
    visit: VisitId,
    campaign: CampaignId,
    _folder: tempfile::TempDir,
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 9, day).unwrap()
}

fn open(engine: &mut Engine, text: &str, on: NaiveDate) -> (CampaignId, VisitId) {
    let campaign = engine.import_campaign("thu.toml", text, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    (campaign, engine.open_visit(campaign, unit, on, VisitForm::Planned).unwrap())
}

fn stage(text: &str) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    let (campaign, visit) = open(&mut engine, text, day(15));
    Stage { engine, visit, campaign, _folder: folder }
}

fn judge(stage: &mut Stage, item: &str, verdict: Verdict) {
    let field = AnswerField::Verdict(Some(verdict));
    stage.engine.answer(stage.visit, item, &field).unwrap();
}

fn note(stage: &mut Stage, item: &str, text: &str) {
    stage.engine.answer(stage.visit, item, &AnswerField::Note(text.to_owned())).unwrap();
}

fn state(stage: &Stage, item: &str) -> ReviewState {
    stage.engine.folder(stage.visit).unwrap().answers.get(item).unwrap().review.state
}

fn verdict(stage: &Stage, item: &str) -> Option<Verdict> {
    stage.engine.folder(stage.visit).unwrap().answers.get(item)?.verdict
}

/// The small campaign in which this laptop's person is a member who looks over `areas`.
fn with_me_as_lead_of(areas: &str) -> String {
    let me = format!(
        "[[campaign.members]]\nname = \"Người dùng thử\"\nrole = \"member\"\nareas = {areas}\n"
    );
    CAMPAIGN.replace("[[campaign.units]]", &format!("{me}[[campaign.units]]"))
}

#[test]
fn an_answer_goes_from_reviewed_to_accepted_and_an_edit_takes_it_out_again() {
    let mut stage = stage(CAMPAIGN);
    judge(&mut stage, "CD-05", Verdict::Met);
    for expected in [ReviewState::Reviewed, ReviewState::Accepted] {
        stage.engine.review(stage.visit, "CD-05", &ReviewAct::Forward).unwrap();
        assert_eq!(state(&stage, "CD-05"), expected);
    }
    let (progress, _) = stage.engine.folder(stage.visit).unwrap().progress();
    assert_eq!((progress.reviewed.done, progress.accepted.done), (1, 1));
    let again = stage.engine.review(stage.visit, "CD-05", &ReviewAct::Forward);
    assert!(matches!(again, Err(EngineError::NothingToReview { accepted: true })));

    note(&mut stage, "CD-05", "thêm một câu");
    assert_eq!(state(&stage, "CD-05"), ReviewState::Edited);
    stage.engine.undo(stage.visit).unwrap();
    assert_eq!(state(&stage, "CD-05"), ReviewState::Accepted);
}

#[test]
fn a_returned_answer_shows_the_remark_until_it_is_answered_again() {
    let mut stage = stage(CAMPAIGN);
    judge(&mut stage, "CD-05", Verdict::Met);
    let empty = stage.engine.review(stage.visit, "CD-05", &ReviewAct::Back("  ".to_owned()));
    assert!(matches!(empty, Err(EngineError::BadInput { .. })));
    let back = ReviewAct::Back("Xem lại số liệu".to_owned());
    stage.engine.review(stage.visit, "CD-05", &back).unwrap();
    let folder = stage.engine.folder(stage.visit).unwrap();
    assert_eq!(folder.answers.get("CD-05").unwrap().review.remark, "Xem lại số liệu");

    judge(&mut stage, "CD-05", Verdict::Partly);
    let folder = stage.engine.folder(stage.visit).unwrap();
    let review = &folder.answers.get("CD-05").unwrap().review;
    assert_eq!((review.state, review.remark.as_str()), (ReviewState::Edited, ""));
}

#[test]
fn a_lead_reviews_the_own_area_only_and_the_leader_alone_accepts() {
    let mut stage = stage(&with_me_as_lead_of("[\"CD\"]"));
    judge(&mut stage, "CD-05", Verdict::Met);
    judge(&mut stage, "MC-03", Verdict::Met);
    stage.engine.review(stage.visit, "CD-05", &ReviewAct::Forward).unwrap();
    let accept = stage.engine.review(stage.visit, "CD-05", &ReviewAct::Forward);
    assert!(matches!(accept, Err(EngineError::NotEntitled(Need::Leader))));
    let other = stage.engine.review(stage.visit, "MC-03", &ReviewAct::Forward);
    assert!(matches!(other, Err(EngineError::NotEntitled(Need::LeadOf(area))) if area == "MC"));
    let unjudged = stage.engine.review(stage.visit, "CD-01", &ReviewAct::Forward);
    assert!(matches!(unjudged, Err(EngineError::NothingToReview { accepted: false })));
}

#[test]
fn acts_are_taken_back_and_done_again_in_order_even_at_one_field() {
    let mut stage = stage(CAMPAIGN);
    for one in [Verdict::Met, Verdict::Partly, Verdict::NotMet] {
        judge(&mut stage, "CD-05", one);
    }
    for left in [Some(Verdict::Partly), Some(Verdict::Met), None] {
        stage.engine.undo(stage.visit).unwrap();
        assert_eq!(verdict(&stage, "CD-05"), left);
    }
    assert!(matches!(stage.engine.undo(stage.visit), Err(EngineError::NothingToUndo)));
    for back in [Verdict::Met, Verdict::Partly, Verdict::NotMet] {
        stage.engine.redo(stage.visit).unwrap();
        assert_eq!(verdict(&stage, "CD-05"), Some(back));
    }
    assert!(matches!(stage.engine.redo(stage.visit), Err(EngineError::NothingToRedo)));
    stage.engine.undo(stage.visit).unwrap();
    assert_eq!(verdict(&stage, "CD-05"), Some(Verdict::Partly));
}

#[test]
fn a_new_act_ends_what_could_be_done_again() {
    let mut stage = stage(CAMPAIGN);
    judge(&mut stage, "CD-05", Verdict::Met);
    stage.engine.undo(stage.visit).unwrap();
    note(&mut stage, "CD-05", "khác");
    assert!(stage.engine.redo_name(stage.visit).is_none());
}

#[test]
fn the_list_of_acts_names_them_and_takes_back_up_to_a_chosen_one() {
    let mut stage = stage(CAMPAIGN);
    judge(&mut stage, "CD-05", Verdict::Met);
    note(&mut stage, "CD-05", "một");
    judge(&mut stage, "CD-06", Verdict::NotMet);
    let acts = stage.engine.acts(stage.visit);
    let names: Vec<&str> = acts.done.iter().map(|act| act.name.as_str()).collect();
    assert_eq!(names, ["Chưa đạt – mục CD-06", "Ghi chú – mục CD-05", "Đạt – mục CD-05"]);

    assert_eq!(stage.engine.undo_many(stage.visit, 2).unwrap(), 2);
    let acts = stage.engine.acts(stage.visit);
    assert_eq!((acts.done.len(), acts.undone.len()), (1, 2));
    assert_eq!(verdict(&stage, "CD-06"), None);
    assert_eq!(verdict(&stage, "CD-05"), Some(Verdict::Met));
}

#[test]
fn the_timeline_tells_both_values_who_wrote_them_and_what_was_taken_back() {
    let mut stage = stage(CAMPAIGN);
    judge(&mut stage, "CD-05", Verdict::Met);
    judge(&mut stage, "CD-05", Verdict::NotMet);
    stage.engine.undo(stage.visit).unwrap();
    let events = stage.engine.history(stage.visit).unwrap();
    let of_item: Vec<_> = events.iter().filter(|event| event.item == "CD-05").collect();
    let told = |index: usize| {
        let event = of_item.get(index).unwrap();
        let change = event.changes.first().unwrap();
        (event.deed, event.undone, change.before.as_str(), change.after.as_str())
    };
    assert_eq!(told(0), (Deed::Undid, false, "Chưa đạt", "Đạt"));
    assert_eq!(told(1), (Deed::Wrote, true, "Đạt", "Chưa đạt"));
    assert_eq!(told(2), (Deed::Wrote, false, "", "Đạt"));
    let first = of_item.first().unwrap();
    assert_eq!(stage.engine.writer(first.stream).unwrap(), "Người dùng thử");
    assert_eq!(first.changes.first().unwrap().label, "Kết quả");
}

#[test]
fn the_timeline_tells_a_finding_as_one_act_and_its_removal_too() {
    let mut stage = stage(CAMPAIGN);
    let (id, _) =
        stage.engine.save_finding(stage.visit, None, &shortcoming("Chậm giao kế hoạch.")).unwrap();
    stage.engine.remove_finding(stage.visit, id).unwrap();
    let events = stage.engine.history(stage.visit).unwrap();
    let of_finding: Vec<_> =
        events.iter().filter(|event| event.kind == EventKind::Finding).collect();
    assert_eq!(of_finding.len(), 2);
    let [removed, written] = of_finding.as_slice() else { panic!("two acts") };
    assert_eq!((removed.deed, removed.item.as_str()), (Deed::Removed, "CD-05"));
    assert!(written.changes.iter().any(|it| it.after == "Chậm giao kế hoạch."));
}

#[test]
fn the_timeline_tells_rows_of_registers_with_their_columns() {
    let mut stage = stage(CAMPAIGN);
    let cell = |text: &str| [("ton_tai".to_owned(), text.to_owned())].into();
    let new = RowChange::Put { id: None, cells: cell("Chậm báo cáo") };
    let register = "ton_tai_ky_truoc";
    let made = stage.engine.save_rows(stage.visit, register, &[new], None).unwrap().0;
    let changed = RowChange::Put { id: made.first().copied(), cells: cell("Chưa báo cáo") };
    stage.engine.save_rows(stage.visit, register, &[changed], None).unwrap();
    let events = stage.engine.history(stage.visit).unwrap();
    let rows: Vec<_> = events.iter().filter(|event| event.kind == EventKind::Row).collect();
    let [cell, row] = rows.as_slice() else { panic!("two acts") };
    assert_eq!(row.title, "Sổ tồn tại kỳ trước");
    assert_eq!(row.changes.first().unwrap().after, "Tồn tại: Chậm báo cáo");
    let change = cell.changes.first().unwrap();
    assert_eq!(change.label, "Tồn tại");
    assert_eq!((change.before.as_str(), change.after.as_str()), ("Chậm báo cáo", "Chưa báo cáo"));
}

#[test]
fn two_opinions_stand_side_by_side_until_the_leader_chooses_one_with_a_reason() {
    let mut stage = stage(CAMPAIGN);
    judge(&mut stage, "CD-05", Verdict::Met);
    let visit = stage.visit.bytes();
    let mut colleague = Colleague::join(&stage.engine.store, stage.campaign.bytes(), 7);
    let target = Target::new(visit, kind::ANSWER, visit, "CD-05/verdict");
    colleague.says(&stage.engine.store, &target, "\"not-met\"", &[]);

    let disputes = stage.engine.disputes(stage.visit).unwrap();
    let [dispute] = disputes.as_slice() else { panic!("one dispute") };
    assert_eq!((dispute.item.as_str(), dispute.label.as_str()), ("CD-05", "Kết quả"));
    let texts: Vec<&str> = dispute.opinions.iter().map(|it| it.text.as_str()).collect();
    assert!(texts.contains(&"Đạt") && texts.contains(&"Chưa đạt"));
    let theirs = dispute.opinions.iter().find(|it| it.text == "Chưa đạt").unwrap();
    assert!(stage.engine.writer(theirs.mark.stream).unwrap().starts_with("Thành viên khác"));

    let pick = (dispute.field.as_str(), theirs.version.as_str());
    let unreasoned = stage.engine.resolve(stage.visit, pick, " ");
    assert!(matches!(unreasoned, Err(EngineError::BadInput { .. })));
    stage.engine.resolve(stage.visit, pick, "Đã kiểm lại sổ").unwrap();
    assert_eq!(verdict(&stage, "CD-05"), Some(Verdict::NotMet));
    assert!(stage.engine.disputes(stage.visit).unwrap().is_empty());
    let events = stage.engine.history(stage.visit).unwrap();
    let first = events.first().unwrap();
    assert_eq!((first.deed, first.reason.as_str()), (Deed::Resolved, "Đã kiểm lại sổ"));

    stage.engine.undo(stage.visit).unwrap();
    assert_eq!(stage.engine.disputes(stage.visit).unwrap().len(), 1);
    assert!(stage.engine.redo_name(stage.visit).is_none());
}

#[test]
fn who_does_not_lead_cannot_choose_between_opinions() {
    let mut stage = stage(&with_me_as_lead_of("[\"CD\"]"));
    let refused = stage.engine.resolve(stage.visit, ("answer", "1"), "vì thế");
    assert!(matches!(refused, Err(EngineError::NotEntitled(Need::Leader))));
}

#[test]
fn a_blocking_rule_refuses_the_seal_with_a_sentence_that_names_the_items() {
    let rules = "[[campaign.rules]]\nitem = \"MC-03\"\nwhen = \"not-answered\"\nlevel = \"block\"\n[[campaign.rules]]\nitem = \"CD-05\"\nwhen = \"no-finding\"\nlevel = \"ignore\"\n";
    let mut stage = stage(&format!("{CAMPAIGN}{rules}"));
    judge(&mut stage, "CD-05", Verdict::NotMet);
    let Err(EngineError::SealRefused(checks)) = stage.engine.seal(stage.visit) else {
        panic!("refused")
    };
    let failure = crate::words::Failure::from(&EngineError::SealRefused(checks.clone()));
    assert!(failure.message.contains("mục MC-03 chưa được đánh giá"), "{}", failure.message);
    assert!(!checks.iter().any(|check| check.text.contains("CD-05")), "{checks:?}");

    judge(&mut stage, "MC-03", Verdict::Met);
    stage.engine.seal(stage.visit).unwrap();
}

/// The same unit one year later, in another campaign.
fn next_year(text: &str) -> String {
    text.replace("key = \"thu\"", "key = \"thu-2023\"")
        .replace("to = 2022-09-15", "to = 2023-09-15")
        .replace("dates = { from = 2022-09-15", "dates = { from = 2023-09-15")
}

#[test]
fn the_same_unit_in_a_later_campaign_sees_what_it_was_told() {
    let mut stage = stage(CAMPAIGN);
    judge(&mut stage, "CD-05", Verdict::NotMet);
    let draft = crate::actions::FindingDraft {
        deadline: Some(NaiveDate::from_ymd_opt(2022, 12, 31).unwrap()),
        ..shortcoming("Chậm giao kế hoạch.")
    };
    stage.engine.save_finding(stage.visit, None, &draft).unwrap();
    let later = NaiveDate::from_ymd_opt(2023, 9, 15).unwrap();
    let (_, visit) = open(&mut stage.engine, &next_year(CAMPAIGN), later);

    let last = stage.engine.last_time(visit).unwrap();
    assert_eq!(last.from.as_ref().map(|it| it.visit), Some(stage.visit));
    let item = last.items.iter().find(|it| it.item == "CD-05").unwrap();
    assert_eq!(item.verdict, Some(Verdict::NotMet));
    let [past] = last.findings.as_slice() else { panic!("one finding") };
    assert_eq!((past.text.as_str(), past.state), ("Chậm giao kế hoạch.", PastState::Overdue));

    stage.engine.still_open(visit, past.id).unwrap();
    stage.engine.still_open(visit, past.id).unwrap();
    let findings = stage.engine.folder(visit).unwrap().findings;
    let [made] = findings.as_slice() else { panic!("one finding") };
    assert!(made.text.contains("Chậm giao kế hoạch."));
    assert_eq!(made.items, ["CD-05"]);

    assert_eq!(stage.engine.fill_past_register(visit).unwrap().0, 1);
    assert_eq!(stage.engine.fill_past_register(visit).unwrap().0, 0);
    let rows = stage.engine.folder(visit).unwrap().rows;
    let cells = &rows.first().unwrap().cells;
    assert_eq!(cells.get("da_khac_phuc").map(String::as_str), Some("no"));
    assert_eq!(cells.get("han").map(String::as_str), Some("2022-12-31"));

    stage.engine.set_mended(visit, past.id, Some(true)).unwrap();
    let state = stage.engine.last_time(visit).unwrap().findings.first().unwrap().state;
    assert_eq!(state, PastState::Mended);
    stage.engine.blank_sheets(visit).unwrap();
}

#[test]
fn a_unit_of_another_name_is_only_the_same_when_a_person_says_so() {
    let mut stage = stage(CAMPAIGN);
    stage.engine.save_finding(stage.visit, None, &shortcoming("Chậm giao kế hoạch.")).unwrap();
    let later = NaiveDate::from_ymd_opt(2023, 9, 15).unwrap();
    let renamed = next_year(CAMPAIGN).replace("Phường Thử", "Phuong Thu");
    let (_, visit) = open(&mut stage.engine, &renamed, later);
    assert_eq!(stage.engine.last_time(visit).unwrap().from, None);

    stage.engine.choose_last(visit, Some(stage.visit)).unwrap();
    let last = stage.engine.last_time(visit).unwrap();
    assert!(last.chosen);
    assert_eq!(last.findings.len(), 1);
}

#[test]
fn what_was_told_before_can_be_entered_by_hand_and_taken_away() {
    let mut stage = stage(CAMPAIGN);
    let entry = PastEntry {
        item: "MC-03".to_owned(),
        text: "Chưa niêm yết.".to_owned(),
        recommendation: String::new(),
        deadline: None,
        paper: "Kết luận số 12/KL-SNV".to_owned(),
    };
    stage.engine.enter_past(stage.visit, &entry).unwrap();
    let last = stage.engine.last_time(stage.visit).unwrap();
    let [past] = last.findings.as_slice() else { panic!("one finding") };
    assert!(past.by_hand);
    stage.engine.remove_past(stage.visit, past.id).unwrap();
    assert!(stage.engine.last_time(stage.visit).unwrap().findings.is_empty());
}

#[test]
fn no_register_on_paper_spills_onto_a_page_of_its_own() {
    let stage = stage(CAMPAIGN);
    let sheets = stage.engine.blank_sheets(stage.visit).unwrap();
    let folder = stage.engine.folder(stage.visit).unwrap();
    let is_register = |text: &str| folder.registers.iter().any(|it| it.title == text);

    let pages: Vec<u32> =
        sheets.outline.iter().filter(|it| is_register(&it.text)).map(|it| it.page).collect();

    assert!(pages.len() > 10, "{pages:?}");
    assert!(pages.windows(2).all(|two| two[1] - two[0] <= 1), "{pages:?}");
    assert_eq!(pages.last(), Some(&sheets.pages));
}
