//! A checklist goes to Excel and comes back; what a person does wrong there is named.

use chrono::NaiveDate;
use domain::checklist::{Basis, BasisKind, Checklist, Part, PartKind, Validity};
use proptest::prelude::*;
use tables::{Column, SheetOut};

use super::{ChecklistRefused, SheetFlaw, SheetProblem, checklist_from_xlsx};
use crate::catalogue::invented::{checklists, shipped, words};
use crate::catalogue::{Catalogue, Flaw};
use crate::export::checklist_to_xlsx;
use crate::import::LineFlaw;
use crate::words::sheet_sentence;

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: std::sync::LazyLock<Catalogue> =
        std::sync::LazyLock::new(|| Catalogue::builtin().unwrap());
    &CATALOGUE
}

fn read(bytes: &[u8], base: &Checklist) -> Result<Checklist, Vec<String>> {
    checklist_from_xlsx("bo.xlsx", bytes, base, catalogue()).map_err(|refused| match refused {
        ChecklistRefused::Table(error) => vec![error.to_string()],
        ChecklistRefused::Problems(problems) => problems.iter().map(sheet_sentence).collect(),
    })
}

/// The workbook of `checklist`, with its cells in hands that may change them.
fn opened(checklist: &Checklist) -> Vec<(String, Vec<Vec<String>>)> {
    let bytes = checklist_to_xlsx(checklist).unwrap();
    let mut workbook = tables::open(&bytes, "bo.xlsx").unwrap();
    workbook
        .sheets()
        .into_iter()
        .map(|name| (name.clone(), workbook.read(&name).unwrap().rows))
        .collect()
}

fn closed(sheets: &[(String, Vec<Vec<String>>)]) -> Vec<u8> {
    let sheet = |(name, rows): &(String, Vec<Vec<String>>)| SheetOut {
        name: name.clone(),
        columns: rows[0].iter().map(|heading| Column::text(heading)).collect(),
        rows: rows[1..].to_vec(),
    };
    tables::write(&sheets.iter().map(sheet).collect::<Vec<_>>()).unwrap()
}

/// What is said of the shipped checklist after `change` was made to the rows of `sheet`.
fn after(
    sheet: &str,
    change: impl FnOnce(&mut Vec<Vec<String>>),
) -> Result<Checklist, Vec<SheetProblem>> {
    let mut sheets = opened(&shipped());
    change(&mut sheets.iter_mut().find(|(name, _)| name == sheet).unwrap().1);
    checklist_from_xlsx("bo.xlsx", &closed(&sheets), &shipped(), catalogue()).map_err(|refused| {
        match refused {
            ChecklistRefused::Table(error) => panic!("{error}"),
            ChecklistRefused::Problems(problems) => problems,
        }
    })
}

fn row_of<'a>(rows: &'a mut [Vec<String>], id: &str) -> (u32, &'a mut Vec<String>) {
    let at = rows.iter().position(|row| row.first().is_some_and(|cell| cell == id)).unwrap();
    (u32::try_from(at).unwrap() + 1, &mut rows[at])
}

#[test]
fn the_shipped_checklist_comes_back_from_excel() {
    let bytes = checklist_to_xlsx(&shipped()).unwrap();
    assert_eq!(read(&bytes, &shipped()), Ok(shipped()));
    assert_eq!(bytes, checklist_to_xlsx(&shipped()).unwrap());
}

#[test]
fn the_order_of_rows_is_the_order_of_items() {
    let changed = after("Mục", |rows| {
        let last = rows.iter().rposition(|row| row[0].starts_with("CD-")).unwrap();
        let row = rows.remove(last);
        let first = rows.iter().position(|row| row[0] == "CD-01").unwrap();
        rows.insert(first, row);
    });
    let mut expected = shipped();
    expected.areas[0].items.rotate_right(1);
    assert_eq!(changed, Ok(expected));
}

#[test]
fn a_new_item_an_added_basis_and_a_retired_item_are_taken() {
    let mut sheets = opened(&shipped());
    for (name, rows) in &mut sheets {
        let mut copied = Vec::new();
        for row in rows.iter().filter(|row| row[0] == "NV-01") {
            let mut row = row.clone();
            row[0] = "NV-91".to_owned();
            copied.push(row);
        }
        if name == "Mục" {
            let (_, row) = row_of(rows, "NV-01");
            row.resize(17, String::new());
            row[12] = "30/06/2026".to_owned();
            row[13] = "thay bằng mục NV-91".to_owned();
        }
        if ["Mục", "Phần số liệu", "Căn cứ"].contains(&name.as_str()) {
            rows.extend(copied);
        }
        if name == "Căn cứ" {
            let cells = ["NV-91", "NĐ 1/2026/NĐ-CP", "văn bản pháp luật", "1/7/2026", "", "không"];
            rows.push(cells.map(str::to_owned).to_vec());
        }
    }
    let changed = read(&closed(&sheets), &shipped()).unwrap();
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let retired = changed.item("NV-01").unwrap();
    assert_eq!(retired.validity, Validity { from: None, to: day("2026-06-30") });
    let added = changed.item("NV-91").unwrap();
    assert_eq!(added.parts, shipped().item("NV-01").unwrap().parts);
    let basis = added.bases.last().unwrap();
    assert_eq!(basis.text, "NĐ 1/2026/NĐ-CP");
    assert_eq!(basis.validity.from, day("2026-07-01"));
    assert!(!basis.certain);
}

#[test]
fn a_changed_id_is_a_new_item_and_the_old_one_is_missed() {
    let problems =
        after("Mục", |rows| row_of(rows, "MC-19").1[0] = "MC-91".to_owned()).unwrap_err();
    let said: Vec<String> = problems.iter().map(sheet_sentence).collect();
    assert!(
        said.contains(&"Trang “Mục”: mục MC-19 không có trong tệp: mục không bị xóa, muốn thôi dùng thì ghi ngày ở cột “Thôi dùng sau ngày”. Nếu vừa đổi mã, hãy trả lại mã cũ.".to_owned()),
        "{said:#?}"
    );
    assert!(said.iter().any(|line| line.contains("không có mục “MC-19” ở trang “Mục”")));
}

/// Where the sheet of parts has its threshold.
const LEAST: usize = 8;

/// The default thresholds of a checklist, by item.
fn thresholds(checklist: &Checklist) -> Vec<(String, u32)> {
    let of = |item: &domain::checklist::Item| {
        let least = item.parts.iter().find_map(|part| part.least(None))?;
        Some((item.id.clone(), least))
    };
    checklist.items().filter_map(of).collect()
}

#[test]
fn a_threshold_is_written_in_excel_and_an_older_workbook_keeps_the_one_there_is() {
    let changed = after("Phần số liệu", |rows| {
        let cells = row_of(rows, "MC-19").1;
        cells[LEAST] = "98,5".to_owned();
    });
    let changed = changed.unwrap();
    assert_eq!(thresholds(&changed), [("MC-19".to_owned(), 9_850)]);

    let mut sheets = opened(&changed);
    let parts = sheets.iter_mut().find(|(name, _)| name == "Phần số liệu").unwrap();
    assert_eq!(row_of(&mut parts.1, "MC-19").1[LEAST], "98,50");
    for row in &mut parts.1 {
        if LEAST < row.len() {
            row.remove(LEAST);
        }
    }
    assert_eq!(read(&closed(&sheets), &changed), Ok(changed));
}

#[track_caller]
fn blames(
    sheet: &str,
    change: impl FnOnce(&mut Vec<Vec<String>>) -> (u32, Option<u32>),
    flaw: &SheetFlaw,
) {
    let mut at = (0, None);
    let problems = after(sheet, |rows| at = change(rows)).unwrap_err();
    let found = problems.iter().any(|it| {
        it.sheet == sheet && it.row == Some(at.0) && it.column == at.1 && it.flaw == *flaw
    });
    assert!(found, "{at:?} {problems:#?}");
}

#[test]
fn mistakes_are_named_by_sheet_row_and_column() {
    let cell = |label: &str, text: &str, flaw| SheetFlaw::Cell {
        label: label.to_owned(),
        text: text.to_owned(),
        flaw,
    };
    let set = |id: &'static str, column: usize, text: &'static str| {
        move |rows: &mut Vec<Vec<String>>| {
            let (row, cells) = row_of(rows, id);
            cells.resize(cells.len().max(column + 1), String::new());
            cells[column] = text.to_owned();
            (row, u32::try_from(column).ok())
        }
    };
    blames(
        "Mục",
        set("MC-19", 11, "31/02/2026"),
        &cell("Dùng từ ngày", "31/02/2026", LineFlaw::NotADate),
    );
    blames("Mục", set("MC-19", 2, ""), &cell("Câu hỏi", "", LineFlaw::Missing));
    blames(
        "Mục",
        set("MC-19", 14, "chắc thế"),
        &cell("Đã đối chiếu", "chắc thế", LineFlaw::NotYesNo),
    );
    let unknown = Flaw::UnknownPlaceholder("ngay_mai".to_owned());
    let rule = SheetFlaw::Rule { path: "MC-19.question".to_owned(), flaw: unknown };
    blames("Mục", set("MC-19", 2, "Có {ngay_mai}?"), &rule);
    let kind = SheetFlaw::NotForKind { label: "Đơn vị tính".to_owned(), kind: "tỷ lệ" };
    blames("Phần số liệu", set("MC-19", 4, "hồ sơ"), &kind);
    let least = Flaw::BadThreshold("gần hết".to_owned());
    let rule = SheetFlaw::Rule { path: "MC-19.truc_tuyen".to_owned(), flaw: least };
    blames("Phần số liệu", set("MC-19", LEAST, "gần hết"), &rule);
    let dangling = Flaw::Dangling { kind: "rule", name: "khong_co".to_owned() };
    let rule = SheetFlaw::Rule { path: "CN-01.su_dung".to_owned(), flaw: dangling };
    let mut row = 0;
    blames(
        "Phần số liệu",
        |rows| {
            let (at, cells) = row_of(rows, "CN-01");
            cells[12] = "khong_co".to_owned();
            row = at;
            (at, Some(1))
        },
        &rule,
    );
    let twice = |rows: &mut Vec<Vec<String>>| {
        let (_, cells) = row_of(rows, "MC-19");
        let cells = cells.clone();
        rows.push(cells);
        (u32::try_from(rows.len()).unwrap(), Some(0))
    };
    let first = opened(&shipped())
        .iter()
        .find(|it| it.0 == "Mục")
        .unwrap()
        .1
        .iter()
        .position(|row| row[0] == "MC-19");
    let first = u32::try_from(first.unwrap()).unwrap() + 1;
    blames("Mục", twice, &cell("Mã mục", "MC-19", LineFlaw::Repeated(first)));
    blames(
        "Sổ",
        |rows| {
            rows[2][3] = "Tên cột khác".to_owned();
            (3, None)
        },
        &SheetFlaw::ShownOnly,
    );
}

#[test]
fn every_mistake_is_told_at_once_and_none_twice() {
    let problems = after("Mục", |rows| {
        row_of(rows, "MC-01").1[1].clear();
        row_of(rows, "MC-02").1[11] = "hôm qua".to_owned();
        rows.retain(|row| row[0] != "KP-01");
    })
    .unwrap_err();
    let of_items = problems.iter().filter(|it| it.sheet == "Mục").count();
    assert_eq!(of_items, 3, "{problems:#?}");
}

#[test]
fn a_workbook_of_something_else_is_refused_as_a_whole() {
    let sheet = SheetOut {
        name: "Trang 1".to_owned(),
        columns: vec![Column::text("Tên")],
        rows: Vec::new(),
    };
    let problems = read(&tables::write(&[sheet]).unwrap(), &shipped()).unwrap_err();
    assert_eq!(problems.len(), 5, "{problems:#?}");
    assert!(problems[0].starts_with("Trang “Bộ nội dung”: tệp không có trang này."));
    assert!(matches!(
        checklist_from_xlsx("x.xlsx", b"%PDF-1.7", &shipped(), catalogue()),
        Err(ChecklistRefused::Table(_))
    ));
}

#[test]
fn another_checklist_is_not_taken_for_this_one() {
    let problems = after("Bộ nội dung", |rows| {
        let at = rows.iter().position(|row| row[0] == "Mã bộ nội dung").unwrap();
        rows[at][1] = "khac".to_owned();
    })
    .unwrap_err();
    let flaw = SheetFlaw::OtherChecklist { wanted: "cchc".to_owned(), found: "khac".to_owned() };
    assert_eq!(problems.iter().map(|it| &it.flaw).collect::<Vec<_>>(), [&flaw]);
}

/// One thing that a person changes.
#[derive(Clone, Debug)]
enum Change {
    Wording(usize, String),
    Retire(usize),
    Basis(usize, String),
    Part(usize, String),
    Turn(usize),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let one = prop_oneof![
        (any::<usize>(), words()).prop_map(|(item, text)| Change::Wording(item, text)),
        any::<usize>().prop_map(Change::Retire),
        (any::<usize>(), words()).prop_map(|(item, text)| Change::Basis(item, text)),
        (any::<usize>(), words()).prop_map(|(item, text)| Change::Part(item, text)),
        any::<usize>().prop_map(Change::Turn),
    ];
    prop::collection::vec(one, 1..6)
}

fn change(checklist: &mut Checklist, change: Change) {
    let count = checklist.items().count();
    let mut items: Vec<_> = checklist.areas.iter_mut().flat_map(|area| &mut area.items).collect();
    match change {
        Change::Wording(item, text) => items[item % count].title = text,
        Change::Retire(item) => {
            let item = &mut items[item % count];
            item.validity.to = NaiveDate::from_ymd_opt(2999, 12, 31);
            item.validity_reason = "thôi dùng".to_owned();
        }
        Change::Basis(item, text) => items[item % count].bases.push(Basis {
            text,
            validity: Validity::ALWAYS,
            kind: BasisKind::Local,
            certain: false,
            note: String::new(),
        }),
        Change::Part(item, label) => {
            let parts = &mut items[item % count].parts;
            let (primary, name) = (parts.is_empty(), format!("them_{}", parts.len()));
            parts.push(Part { name, label, kind: PartKind::Document, primary, feed: None });
        }
        Change::Turn(area) => {
            let count = checklist.areas.len();
            checklist.areas[area % count].items.rotate_left(1);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if crate::long_run() { 400 } else { 8 }))]

    #[test]
    fn whatever_was_changed_comes_back_from_excel(changes in changes()) {
        let mut changed = shipped();
        changes.into_iter().for_each(|it| change(&mut changed, it));
        let bytes = checklist_to_xlsx(&changed).unwrap();
        prop_assert_eq!(read(&bytes, &shipped()), Ok(changed));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if crate::long_run() { 2000 } else { 32 }))]

    #[test]
    fn every_checklist_comes_back_from_excel(checklist in checklists()) {
        let bytes = checklist_to_xlsx(&checklist).unwrap();
        prop_assert_eq!(read(&bytes, &checklist), Ok(checklist));
    }
}
