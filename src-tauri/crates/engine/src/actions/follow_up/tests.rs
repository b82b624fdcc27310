//! Promises of follow-up over a real store.

use std::num::NonZeroU16;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::follow_up::{Counting, Due, Outcome, Start, State, Term};
use domain::id::{CampaignId, FindingId, UnitId, VisitId};
use domain::visit::VisitForm;

use super::*;
use crate::actions::{FindingDraft, PastState, Person, ReportDraft};
use crate::record::{DeliveredPaper, Delivery, Extension, Verification};
use crate::store::KeyCost;
use crate::store::testing::{Still, still};
use crate::tests::{CAMPAIGN, shortcoming};
use crate::{Engine, EngineError, Field};

/// A visit on 15/9/2022, which is also the day on which the clock begins.
struct Stage {
    engine: Engine,
    clock: Arc<Still>,
    campaign: CampaignId,
    unit: UnitId,
    visit: VisitId,
    finding: FindingId,
    _folder: tempfile::TempDir,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn draft(text: &str, deadline: Option<&str>) -> FindingDraft {
    FindingDraft {
        recommendation: format!("Khắc phục: {text}"),
        deadline: deadline.map(day),
        ..shortcoming(text)
    }
}

fn stage(deadline: Option<&str>) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let clock = still();
    let person = Person { name: "Người dùng thử".to_owned(), ..Person::default() };
    let doors = (clock.clone() as Arc<_>, Arc::new(crate::ports::SystemRandomness) as Arc<_>);
    let home = folder.path().join("kho");
    let made = Engine::create(&home, &person, "mật khẩu thử", KeyCost::CHEAP, doors);
    let mut engine = made.unwrap().0;
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units[0].id;
    let visit = engine.open_visit(campaign, unit, day("2022-09-15"), VisitForm::Planned).unwrap();
    let finding = engine.save_finding(visit, None, &draft("Chưa niêm yết.", deadline)).unwrap().0;
    Stage { engine, clock, campaign, unit, visit, finding, _folder: folder }
}

impl Stage {
    fn go_to(&mut self, date: &str) {
        let days = (day(date) - self.engine.today()).num_days();
        self.clock.advance_ms(days * 86_400_000);
        assert_eq!(self.engine.today(), day(date));
    }

    fn deliver(&mut self, date: &str) -> Result<crate::Saved, EngineError> {
        let delivery = Delivery { date: day(date), to: "Văn phòng".to_owned() };
        let paper = DeliveredPaper::Minutes(self.visit);
        self.engine.record_delivery(self.campaign, self.unit, paper, Some(&delivery))
    }

    fn term(&mut self, days: u16, counting: Counting) {
        let days = NonZeroU16::new(days).unwrap();
        let term = Term { days, counting, start: Start::Minutes };
        self.engine.set_term(self.campaign, self.unit, &[self.finding], Some(term)).unwrap();
    }

    fn report(&mut self, received: &str) {
        let draft = ReportDraft {
            unit: self.unit,
            number: "45/BC-UBND".to_owned(),
            date: None,
            received: day(received),
            summary: "Đã niêm yết đủ.".to_owned(),
            evidence: String::new(),
            demands: vec![self.finding],
        };
        self.engine.save_remedy_report(self.campaign, None, &draft).unwrap();
    }

    fn verify(&mut self, on: &str, outcome: Outcome) {
        let seen = Verification {
            date: day(on),
            outcome,
            by: "Chuyên viên".to_owned(),
            note: String::new(),
        };
        self.engine.verify_demands(self.campaign, self.unit, &[self.finding], Some(&seen)).unwrap();
    }

    fn demand(&self) -> Demand {
        let follow_up = self.engine.follow_up(self.campaign).unwrap();
        follow_up.units[0].demands[0].clone()
    }
}

#[track_caller]
fn refused(result: Result<crate::Saved, EngineError>, wanted: Field) {
    match result {
        Err(EngineError::BadInput { field, .. }) => assert_eq!(field, wanted),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_term_begins_with_the_delivery_and_ends_on_a_day_that_is_worked() {
    let mut stage = stage(Some("2022-12-31"));
    assert_eq!(stage.demand().standing.due, Due::On(day("2022-12-31")));
    stage.term(10, Counting::Calendar);
    assert_eq!(stage.demand().standing.due, Due::Undelivered);

    stage.go_to("2022-09-20");
    stage.deliver("2022-09-15").unwrap();
    // The tenth day is Sunday 25/9.
    assert_eq!(stage.demand().standing.due, Due::On(day("2022-09-26")));
    stage.term(10, Counting::Working);
    assert_eq!(stage.demand().standing.due, Due::On(day("2022-09-29")));
    assert_eq!(stage.demand().state(), State::Open);
    stage.go_to("2022-09-30");
    assert_eq!(
        (stage.demand().state(), stage.demand().standing.days_left),
        (State::Overdue, Some(-1))
    );
}

#[test]
fn from_a_report_to_a_closed_demand_and_back_by_undo() {
    let mut stage = stage(Some("2022-10-31"));
    stage.go_to("2022-11-07");
    assert_eq!(stage.demand().state(), State::Overdue);
    stage.report("2022-11-05");
    assert_eq!(stage.demand().state(), State::Reported);
    assert_eq!(stage.demand().standing.reported_late, Some(5));
    stage.verify("2022-11-06", Outcome::Partly);
    assert_eq!((stage.demand().state(), stage.demand().standing.partly), (State::Overdue, true));

    let extension = Extension { to: day("2022-11-30"), reason: "Chờ kinh phí".to_owned() };
    let ids = [stage.finding];
    stage.engine.extend_demands(stage.campaign, stage.unit, &ids, Some(&extension)).unwrap();
    assert_eq!(stage.demand().state(), State::Partly);
    stage.verify("2022-11-07", Outcome::Fixed);
    assert_eq!(stage.demand().state(), State::Closed);

    let undone = stage.engine.undo_at_campaign(stage.campaign).unwrap();
    assert_eq!(undone, "Ghi kết quả kiểm tra lại – Phường Thử");
    assert_eq!(stage.demand().state(), State::Partly);
    stage.engine.redo_at_campaign(stage.campaign).unwrap();
    assert_eq!(stage.demand().state(), State::Closed);
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let mut stage = stage(Some("2022-10-31"));
    refused(stage.deliver("2022-09-14"), Field::EventDay);
    refused(stage.deliver("2022-09-16"), Field::EventDay);
    let (campaign, unit, ids) = (stage.campaign, stage.unit, [stage.finding]);
    let before = stage.engine.undo_name_at_campaign(campaign).map(str::to_owned);
    let earlier = Extension { to: day("2022-10-31"), reason: "x".to_owned() };
    let extended = stage.engine.extend_demands(campaign, unit, &ids, Some(&earlier));
    refused(extended, Field::NewDeadline);
    let silent = Extension { to: day("2022-11-30"), reason: " ".to_owned() };
    let extended = stage.engine.extend_demands(campaign, unit, &ids, Some(&silent));
    refused(extended, Field::ExtensionReason);
    refused(stage.engine.set_term(campaign, unit, &[], None), Field::Choices);
    let other = FindingId::from_bytes([9; 16]);
    let unknown = stage.engine.set_term(campaign, unit, &[other], None);
    assert!(matches!(unknown, Err(EngineError::NotFound { .. })));
    assert_eq!(stage.engine.undo_name_at_campaign(campaign), before.as_deref());
}

#[test]
fn a_year_nobody_announced_is_named_until_the_office_adds_it() {
    let mut stage = stage(None);
    stage.go_to("2026-12-20");
    stage.term(15, Counting::Working);
    stage.deliver("2026-12-20").unwrap();
    assert_eq!(stage.demand().standing.due, Due::NoCalendar { year: 2027 });
    assert_eq!(stage.engine.follow_up(stage.campaign).unwrap().missing_years, [2027]);

    let mut year = OfficeYear {
        year: 2027,
        off: vec![(day("2027-01-01"), "Tết Dương lịch".to_owned())],
        worked: vec![day("2027-01-04")],
        ..OfficeYear::default()
    };
    refused(stage.engine.add_office_year(&year), Field::WorkYear);
    year.worked.clear();
    stage.engine.add_office_year(&year).unwrap();
    assert_eq!(stage.demand().standing.due, Due::On(day("2027-01-11")));
    assert!(stage.engine.office_years().unwrap()[0].own);
    stage.engine.drop_office_year(2027).unwrap();
    assert_eq!(stage.demand().standing.due, Due::NoCalendar { year: 2027 });
}

#[test]
fn follow_up_does_not_touch_what_sealed_minutes_state() {
    let mut stage = stage(Some("2022-10-31"));
    stage.engine.seal(stage.visit).unwrap();
    stage.go_to("2022-11-07");
    stage.deliver("2022-09-15").unwrap();
    stage.report("2022-11-05");
    stage.verify("2022-11-06", Outcome::Fixed);
    stage.engine.make_letter(stage.campaign, stage.unit, &[stage.finding]).unwrap();

    assert!(stage.engine.minutes(stage.visit).unwrap().later.is_empty());
}

#[test]
fn two_opinions_on_an_outcome_stay_two() {
    let mut stage = stage(Some("2022-10-31"));
    stage.verify("2022-09-15", Outcome::Partly);
    let edit = crate::record::verification_edit(
        stage.finding,
        stage.unit,
        Some(&Verification {
            date: day("2022-09-15"),
            outcome: Outcome::Not,
            by: String::new(),
            note: String::new(),
        }),
    )
    .unwrap();
    let target =
        crate::store::Target::new(stage.campaign.bytes(), edit.kind, edit.id, edit.field.as_str());
    let campaign = stage.campaign.bytes();
    let mut colleague = crate::store::testing::Colleague::join(&stage.engine.store, campaign, 7);
    let told = String::from_utf8(edit.value).unwrap();
    colleague.says(&stage.engine.store, &target, &told, &[]);
    assert!(stage.demand().disputed);
}

/// The campaign of the year after, with the same unit.
fn next_campaign() -> String {
    CAMPAIGN.replace("2022", "2023").replace("key = \"thu\"", "key = \"sau\"")
}

#[test]
fn an_open_demand_is_carried_into_the_next_visit_with_its_state() {
    let mut stage = stage(Some("2022-10-31"));
    let second = draft("Chưa đeo thẻ.", Some("2023-12-31"));
    let second = stage.engine.save_finding(stage.visit, None, &second).unwrap().0;
    stage.go_to("2023-09-15");
    stage.report("2022-11-05");
    let campaign = stage.engine.import_campaign("sau.toml", &next_campaign(), false).unwrap();
    let unit = stage.engine.campaign(campaign).unwrap().0.units[0].id;
    let next =
        stage.engine.open_visit(campaign, unit, day("2023-09-15"), VisitForm::FollowUp).unwrap();
    let state = |stage: &Stage, id| {
        let last = stage.engine.last_time(next).unwrap();
        last.findings.iter().find(|it| it.id == id).unwrap().state
    };
    assert_eq!(state(&stage, stage.finding), PastState::Reported);
    assert_eq!(state(&stage, second), PastState::Open);

    // What the next visit sees closes the demand, or takes it over.
    let (first, old) = (stage.finding, stage.campaign);
    stage.engine.set_mended(next, first, Some(true)).unwrap();
    stage.engine.still_open(next, second).unwrap();
    let states: Vec<State> =
        stage.engine.follow_up(old).unwrap().units[0].demands.iter().map(Demand::state).collect();
    assert_eq!(states, [State::Closed, State::Carried]);
    let taken_over = stage.engine.follow_up(campaign).unwrap();
    assert_eq!(taken_over.units[0].demands[0].asked(), "Khắc phục: Chưa đeo thẻ.");
}

#[test]
fn a_visit_that_looks_again_sees_what_its_own_campaign_asked_for() {
    let mut stage = stage(Some("2022-10-31"));
    stage.go_to("2022-11-07");
    let (campaign, unit, first) = (stage.campaign, stage.unit, stage.finding);
    let open = |engine: &mut Engine, date: &str, form| {
        engine.open_visit(campaign, unit, day(date), form).unwrap()
    };
    let planned = open(&mut stage.engine, "2022-11-06", VisitForm::Planned);
    assert!(stage.engine.last_time(planned).unwrap().findings.is_empty());
    let again = open(&mut stage.engine, "2022-11-07", VisitForm::FollowUp);
    stage.engine.choose_last(again, Some(stage.visit)).unwrap();
    let last = stage.engine.last_time(again).unwrap();
    assert_eq!(
        last.findings.first().map(|it| (it.id, it.state)),
        Some((first, PastState::Overdue))
    );

    stage.engine.set_mended(again, first, Some(true)).unwrap();
    assert_eq!(stage.demand().state(), State::Closed);
}

#[test]
fn a_letter_says_what_was_overdue_on_its_day_and_does_not_change_after() {
    let mut stage = stage(Some("2022-10-31"));
    let nothing = stage.engine.make_letter(stage.campaign, stage.unit, &[]);
    refused(nothing.map(|_| unreachable!()), Field::Choices);

    stage.go_to("2022-11-07");
    let letter = stage.engine.make_letter(stage.campaign, stage.unit, &[]).unwrap();
    let before = stage.engine.letter_paper(stage.campaign, letter).unwrap();
    stage.verify("2022-11-07", Outcome::Fixed);
    let form = stage.engine.letter(stage.campaign, letter).unwrap();
    assert_eq!(form.letter.lines[0].days_left, Some(-7));
    assert_eq!(form.habit.agency, "Sở Nội vụ");
    assert_eq!(stage.engine.letter_paper(stage.campaign, letter).unwrap().pdf, before.pdf);
    assert_eq!(before.pages, 1);

    let draft =
        LetterDraft { date: day("2022-11-08"), reply_by: day("2022-11-07"), habit: form.habit };
    let wrong = stage.engine.correct_letter(stage.campaign, letter, &draft);
    refused(wrong, Field::NewDeadline);
    let draft = LetterDraft { reply_by: day("2022-11-20"), ..draft };
    stage.engine.correct_letter(stage.campaign, letter, &draft).unwrap();
    assert_eq!(
        stage.engine.letter(stage.campaign, letter).unwrap().letter.reply_by,
        day("2022-11-20")
    );
}

#[test]
fn a_file_that_came_with_a_report_is_given_back_byte_for_byte() {
    let mut stage = stage(Some("2022-10-31"));
    stage.report("2022-09-15");
    let id = stage.engine.follow_up(stage.campaign).unwrap().units[0].reports[0].id;
    let bytes = b"%PDF-1.4 b\xc3\xa1o c\xc3\xa1o".to_vec();
    let prepared = stage.engine.intake().prepare(&bytes, "bao-cao.pdf").unwrap();
    stage.engine.attach_to_report(stage.campaign, id, &prepared).unwrap();
    let report = stage.engine.follow_up(stage.campaign).unwrap().units[0].reports[0].clone();
    let out = stage._folder.path().join("ra.pdf");
    let file = &report.files[0];
    stage.engine.export_report_file(stage.campaign, id, &file.sha256, &out).unwrap();
    assert_eq!(std::fs::read(out).unwrap(), bytes);
    stage.engine.detach_from_report(stage.campaign, id, &file.sha256).unwrap();
    let report = stage.engine.follow_up(stage.campaign).unwrap().units[0].reports[0].clone();
    assert!(report.files.is_empty());
}

#[test]
fn days_off_are_read_as_people_type_them() {
    let text = "01/01 Tết Dương lịch\n\n05/02 - 07/02: Tết Nguyên đán\n2/9/2027 Quốc khánh\n";
    let days = OfficeYear::read_off(2027, text).unwrap();
    let told: Vec<String> = days.iter().map(|(day, name)| format!("{day} {name}")).collect();
    assert_eq!(
        told,
        [
            "2027-01-01 Tết Dương lịch",
            "2027-02-05 Tết Nguyên đán",
            "2027-02-06 Tết Nguyên đán",
            "2027-02-07 Tết Nguyên đán",
            "2027-09-02 Quốc khánh",
        ]
    );
    for wrong in ["31/02 x", "mai nghỉ", "07/02-05/02 ngược", "01/01/2026 năm khác"] {
        let read = OfficeYear::read_off(2027, wrong);
        assert!(matches!(read, Err(EngineError::BadInput { .. })), "{wrong}: {read:?}");
    }
    assert_eq!(OfficeYear::read_worked(2027, "22/8, 09/01").unwrap().len(), 2);
    assert!(OfficeYear::read_worked(2027, "22/8; x").is_err());
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reading_of_days_off(text in "[0-9/ -:a-zđ\n]{0,40}") {
        let _read = OfficeYear::read_off(2027, &text);
        let _read = OfficeYear::read_worked(2027, &text);
    }
}
