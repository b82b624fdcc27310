//! A walk: the published list comes from a workbook, the commune's list from another, and figures
//! and sentences follow.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::answer::{PartValue, Rate, Verdict};
use domain::id::{CampaignId, VisitId};
use domain::visit::VisitForm;
use tables::{Column, Sheet, SheetOut, write};
use unicode_normalization::UnicodeNormalization as _;

use crate::actions::{At, TableOutcome, TableRequest, Tick, Writing};
use crate::import::{LineFlaw, TableFile};
use crate::record::AnswerField;
use crate::tests::{campaign_file, engine};
use crate::{Engine, EngineError};

/// In force in thirty fields; four more have ended.
const IN_FORCE: usize = 140;
const FIELDS: usize = 30;
const ENDED: usize = 4;
const MISSING: [usize; 9] = [0, 1, 2, 30, 60, 61, 62, 90, 120];

struct Stage {
    engine: Engine,
    campaign: CampaignId,
    visit: VisitId,
    _folder: tempfile::TempDir,
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut engine = engine(&folder.path().join("kho"));
        let campaign = engine.import_campaign("thu.toml", campaign_file(), false).unwrap();
        let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
        let day = NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
        let visit = engine.open_visit(campaign, unit, day, VisitForm::Planned).unwrap();
        Self { engine, campaign, visit, _folder: folder }
    }

    fn import(&mut self, target: &str, bytes: &[u8]) -> TableOutcome {
        self.try_import(target, bytes, Writing::All).unwrap()
    }

    fn try_import(
        &mut self,
        target: &str,
        bytes: &[u8],
        writing: Writing,
    ) -> Result<TableOutcome, EngineError> {
        let sheet = sheet(bytes);
        let at = At { campaign: Some(self.campaign), visit: Some(self.visit), register: None };
        let mapping = self.engine.suggest_columns(target, &at, &sheet)?;
        let request = TableRequest { target: target.to_owned(), at, mapping, replace: false };
        self.engine.import_table(&request, &sheet, writing)
    }

    fn parts(&self, item: &str) -> BTreeMap<String, PartValue> {
        self.engine.folder(self.visit).unwrap().answers.get(item).unwrap().parts.clone()
    }

    fn sentence(&self, item: &str) -> String {
        let desk = self.engine.procedure_desk(self.visit).unwrap();
        let found = desk.sentences.into_iter().find(|sentence| sentence.item == item);
        found.map(|sentence| sentence.text).unwrap_or_default()
    }
}

fn sheet(bytes: &[u8]) -> std::sync::Arc<Sheet> {
    let mut file = TableFile::open("danh-muc.xlsx", bytes).unwrap();
    let name = file.sheets().remove(0);
    file.sheet(&name, &mut |_| true).unwrap()
}

fn workbook(headings: &[&str], rows: Vec<Vec<String>>) -> Vec<u8> {
    let columns = headings.iter().map(|heading| Column::text(heading)).collect();
    write(&[SheetOut { name: "Danh mục".to_owned(), columns, rows }]).unwrap()
}

fn code(number: usize) -> String {
    format!("1.{number:06}")
}

fn name(number: usize) -> String {
    format!("Thủ tục về việc số {number}")
}

fn official() -> Vec<u8> {
    let rows = (0..IN_FORCE + ENDED).map(|number| {
        let ended = if number < IN_FORCE { "" } else { "01/07/2022" };
        let field = format!("Lĩnh vực {}", number % FIELDS);
        vec![
            code(number),
            name(number),
            field,
            "Cấp xã".to_owned(),
            "01/01/2021".to_owned(),
            ended.to_owned(),
        ]
    });
    let headings = [
        "Mã TTHC",
        "Tên thủ tục hành chính",
        "Lĩnh vực",
        "Cấp thực hiện",
        "Ngày hiệu lực",
        "Ngày hết hiệu lực",
    ];
    workbook(&headings, rows.collect())
}

fn wall() -> Vec<u8> {
    let posted = (0..IN_FORCE + ENDED).filter(|number| !MISSING.contains(number));
    let row = |number: usize| {
        // Every third one is known by its name alone, decomposed as a Mac writes it.
        if number.is_multiple_of(3) {
            vec![String::new(), name(number).nfd().collect()]
        } else {
            vec![code(number), name(number)]
        }
    };
    workbook(&["Mã số", "Tên thủ tục"], posted.map(row).collect())
}

#[test]
fn nine_missing_and_four_ended_of_a_hundred_and_forty_in_thirty_fields() {
    let mut stage = Stage::new();
    let outcome = stage.import("catalogue", &official());
    assert_eq!((outcome.added, outcome.problem_count, outcome.written), (144, 0, true));
    let outcome = stage.import("posted", &wall());
    assert_eq!((outcome.added, outcome.problem_count, outcome.written), (135, 0, true));

    let desk = stage.engine.procedure_desk(stage.visit).unwrap();
    let all = desk.tally.all;
    assert_eq!((all.fields, all.due, all.posted, all.missing, all.ended), (30, 140, 131, 9, 4));
    assert_eq!((desk.absent, desk.stale, desk.lines.len()), (0, false, 144));

    let said = stage.sentence("TT-04");
    let expected = "Niêm yết chưa đầy đủ bộ thủ tục hành chính: 131/140 thủ tục, thiếu ở các lĩnh vực Lĩnh vực 0, Lĩnh vực 1, Lĩnh vực 2.";
    assert_eq!(said, expected);
    let said = stage.sentence("TT-05");
    assert_eq!(said, "Còn niêm yết 04 thủ tục hành chính, văn bản đã hết hiệu lực.");

    for item in ["TT-04", "TT-05"] {
        let verdict = AnswerField::Verdict(Some(Verdict::NotMet));
        stage.engine.answer(stage.visit, item, &verdict).unwrap();
    }
    let parts = stage.parts("TT-04");
    let Some(PartValue::Rate(figure)) = parts.get("niem_yet") else { panic!("{parts:?}") };
    let Rate::Counts(ratio) = figure.rate else { panic!("{figure:?}") };
    assert_eq!((ratio.numerator(), ratio.denominator()), (131, 140));
    assert_eq!(parts.get("so_linh_vuc"), Some(&PartValue::Count(30)));
    assert_eq!(stage.parts("TT-05").get("het_hieu_luc"), Some(&PartValue::Count(4)));
}

#[test]
fn the_same_lists_twice_change_nothing_and_undo_takes_one_back_whole() {
    let mut stage = Stage::new();
    stage.import("catalogue", &official());
    stage.import("posted", &wall());

    let again = stage.import("catalogue", &official());
    assert_eq!((again.added, again.changed, again.same), (0, 0, 144));
    let again = stage.import("posted", &wall());
    assert_eq!((again.added, again.changed), (0, 0));

    assert_eq!(stage.engine.undo(stage.visit).unwrap(), "Nhập danh sách TTHC niêm yết");
    assert_eq!(stage.engine.procedure_desk(stage.visit).unwrap().lines.len(), 0);
    let undone = stage.engine.undo_at_campaign(stage.campaign).unwrap();
    assert_eq!(undone, "Nhập danh mục TTHC công bố");
    assert_eq!(stage.engine.procedures_of(stage.campaign).unwrap(), []);
}

#[test]
fn one_bad_line_keeps_everything_out_unless_a_person_leaves_it_out() {
    let mut stage = Stage::new();
    let rows = vec![
        vec!["1.1".to_owned(), "Đăng ký kết hôn".to_owned(), "31/02/2022".to_owned()],
        vec!["1.2".to_owned(), "Đăng ký khai sinh".to_owned(), "01/02/2022".to_owned()],
        vec!["1.3".to_owned(), String::new(), "01/02/2022".to_owned()],
    ];
    let bytes = workbook(&["Mã TTHC", "Tên TTHC", "Ngày hiệu lực"], rows);

    let outcome = stage.import("catalogue", &bytes);
    assert!(!outcome.written);
    let found: Vec<(u32, Option<u32>, &LineFlaw)> =
        outcome.problems.iter().map(|it| (it.row, it.column, &it.flaw)).collect();
    let expected = [(2, Some(2), &LineFlaw::NotADate), (4, Some(1), &LineFlaw::Missing)];
    assert_eq!(found, expected);
    assert_eq!(stage.engine.procedures_of(stage.campaign).unwrap(), []);

    stage.try_import("catalogue", &bytes, Writing::SoundLines).unwrap();
    assert_eq!(stage.engine.procedures_of(stage.campaign).unwrap().len(), 1);
}

#[test]
fn the_published_list_is_ticked_where_the_commune_has_none() {
    let mut stage = Stage::new();
    stage.import("catalogue", &official());
    stage.engine.fill_procedures(stage.visit).unwrap();
    let desk = stage.engine.procedure_desk(stage.visit).unwrap();
    assert_eq!((desk.lines.len(), desk.tally.open), (IN_FORCE, 140));

    let rows: Vec<_> = desk.lines.iter().map(|line| line.id).collect();
    stage.engine.tick_procedures(stage.visit, &rows, Tick::Hangs).unwrap();
    stage.engine.tick_procedures(stage.visit, &rows[..2], Tick::Missing).unwrap();
    let tally = stage.engine.procedure_desk(stage.visit).unwrap().tally;
    assert_eq!((tally.all.posted, tally.all.missing, tally.open), (138, 2, 0));
}

fn by_decision() -> Vec<u8> {
    let row = |code: &str, decision: &str, effective: &str| {
        [code, &format!("Thủ tục {code}"), "Hộ tịch", "Cấp xã", decision, effective]
            .map(str::to_owned)
            .to_vec()
    };
    let headings = [
        "Mã TTHC",
        "Tên thủ tục hành chính",
        "Lĩnh vực",
        "Cấp thực hiện",
        "Quyết định công bố",
        "Ngày hiệu lực",
    ];
    let first = "Quyết định số 1500/QĐ-UBND ngày 12/5/2022";
    let rows = vec![
        row("1.000001", first, "01/6/2022"),
        row("1.000002", first, "01/6/2022"),
        row("1.000003", "88/QĐ-UBND", "01/9/2022"),
        row("1.000004", "99/QĐ-UBND", "01/12/2022"),
    ];
    workbook(&headings, rows)
}

#[test]
fn decisions_come_from_the_list_and_are_followed_as_the_wall_says() {
    let mut stage = Stage::new();
    stage.import("catalogue", &by_decision());
    let posted = workbook(
        &["Mã số", "Tên thủ tục", "Ngày niêm yết"],
        vec![
            ["1.000001", "Thủ tục 1.000001", "01/6/2022"].map(str::to_owned).to_vec(),
            ["1.000002", "Thủ tục 1.000002", "11/6/2022"].map(str::to_owned).to_vec(),
        ],
    );
    stage.import("posted", &posted);
    stage.engine.settle_procedures(stage.visit).unwrap();

    let filled = stage.engine.fill_decisions(stage.visit).unwrap();
    assert_eq!((filled.known, filled.added, filled.changed), (2, 2, 0));
    let book = stage.engine.register_book(stage.visit, "qd_cong_bo").unwrap();
    let cell =
        |row: usize, name: &str| book.rows[row].row.cells.get(name).cloned().unwrap_or_default();
    let told =
        |row| ["so_qd", "so_tthc", "da_cap_nhat", "ngay_cap_nhat", "cham"].map(|it| cell(row, it));
    assert_eq!(told(0), ["88/QĐ-UBND", "1", "no", "", "14"]);
    assert_eq!(told(1), ["1500/QĐ-UBND", "2", "yes", "2022-06-11", "10"]);
    let texts: Vec<_> = book.sentences.iter().filter_map(|it| it.text.complete()).collect();
    assert_eq!(
        texts,
        [
            "Chưa cập nhật 01 quyết định công bố thủ tục hành chính: 88/QĐ-UBND.",
            "Cập nhật chậm 01 quyết định công bố thủ tục hành chính: 1500/QĐ-UBND (chậm 10 ngày).",
        ]
    );

    let again = stage.engine.fill_decisions(stage.visit).unwrap();
    assert_eq!((again.added, again.changed), (0, 0));
}

#[test]
fn a_person_says_what_a_name_without_marks_means() {
    let mut stage = Stage::new();
    stage.import("catalogue", &official());
    let posted = workbook(
        &["Mã số", "Tên thủ tục"],
        vec![vec![String::new(), "Thu tuc ve viec so 7".to_owned()]],
    );
    stage.import("posted", &posted);
    let desk = stage.engine.procedure_desk(stage.visit).unwrap();
    let line = desk.lines.iter().find(|line| line.code.is_empty()).unwrap();
    let (chosen, code, _) = line.near.first().unwrap();
    assert_eq!(code, "1.000007");

    stage.engine.choose_procedure(stage.visit, line.id, *chosen).unwrap();
    let tally = stage.engine.procedure_desk(stage.visit).unwrap().tally;
    assert_eq!((tally.all.posted, tally.all.missing, tally.all.due), (1, 139, 140));
}

#[test]
fn a_mapping_is_remembered_by_its_headings() {
    let mut stage = Stage::new();
    let headings = ["Ký hiệu", "Việc", "Ghi chú"];
    let row = |name: &str| vec!["1.1".to_owned(), name.to_owned(), String::new()];
    let first = sheet(&workbook(&headings, vec![row("Đăng ký kết hôn")]));
    let at = At { campaign: Some(stage.campaign), ..At::default() };
    assert!(stage.engine.suggest_columns("catalogue", &at, &first).unwrap().columns.is_empty());
    let columns = BTreeMap::from([("ma".to_owned(), 0), ("ten".to_owned(), 1)]);
    let mapping = tables::Mapping { heading_row: Some(1), columns: columns.clone() };
    let request =
        TableRequest { target: "catalogue".to_owned(), at: at.clone(), mapping, replace: false };
    stage.engine.import_table(&request, &first, Writing::All).unwrap();

    let mut moved = headings;
    moved.swap(0, 1);
    let second = sheet(&workbook(&moved, vec![row("x")]));
    let recalled = stage.engine.suggest_columns("catalogue", &at, &second).unwrap();
    assert_eq!(recalled.columns, BTreeMap::from([("ma".to_owned(), 1), ("ten".to_owned(), 0)]));
}
