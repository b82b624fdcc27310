//! Workbooks of lists: damage to their bytes, absurd cells, and what a sheet claims of itself.

use super::*;

/// The workbook with `markup` put before the end of its first sheet, or of the rows in it.
fn with_markup(bytes: &[u8], before: &str, markup: &str) -> Vec<u8> {
    repacked(bytes, |_, _, name, part| {
        if name != "xl/worksheets/sheet1.xml" {
            return part;
        }
        let text = String::from_utf8(part).unwrap();
        assert!(text.contains(before));
        text.replacen(before, &format!("{markup}{before}"), 1).into_bytes()
    })
}

#[test]
fn no_damage_to_bytes_brings_an_import_down_or_changes_anything_by_halves() {
    let stage = RefCell::new(Stage::new());
    let books: Vec<_> = LISTS.iter().map(|list| (list, list.workbook(list.rows()))).collect();
    let inputs = (0..LISTS.len(), any::<bool>(), any::<usize>(), damages());
    let done = TestRunner::new(cases(48, 20_000)).run(&inputs, |(which, inside, part, damages)| {
        let (list, bytes) = &books[which];
        let bytes =
            if inside { damaged_inside(bytes, part, &damages) } else { damaged(bytes, &damages) };
        stage.borrow_mut().import(list.target, &bytes, Writing::All);
        read_everything_else(&bytes);
        Ok(())
    });
    done.unwrap();
    let report = stage.borrow_mut().engine.check().unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn no_cell_brings_an_import_down_or_is_taken_by_halves() {
    let stage = RefCell::new(Stage::new());
    let cells = prop::collection::vec((any::<usize>(), any::<usize>(), cell()), 1..8);
    let inputs = (0..LISTS.len(), cells);
    let done = TestRunner::new(cases(48, 10_000)).run(&inputs, |(which, cells)| {
        let list = &LISTS[which];
        let mut rows = list.rows();
        for (row, column, text) in cells {
            let count = rows.len();
            let cells = &mut rows[row % count];
            let column = column % (list.headings.len() + 1);
            cells.resize(cells.len().max(column + 1), String::new());
            cells[column] = text;
        }
        let bytes = list.workbook(rows);
        let mut stage = stage.borrow_mut();
        stage.import(list.target, &bytes, Writing::Nothing);
        stage.import(list.target, &bytes, Writing::All);
        drop(stage);
        read_everything_else(&bytes);
        Ok(())
    });
    done.unwrap();
}

#[test]
fn a_cell_that_is_to_blame_is_named() {
    let bad = [
        ("catalogue", 3, "31/02/2022"),
        ("catalogue", 1, ""),
        ("register", 1, "không thuộc loại nào"),
        ("register", 2, "hôm kia"),
        ("register", 4, "đang ở đâu đó"),
    ];
    for (target, column, text) in bad {
        let list = LISTS.iter().find(|list| list.target == target).unwrap();
        let mut stage = Stage::new();
        let mut rows = list.rows();
        rows[2][column] = text.to_owned();
        let bytes = list.workbook(rows);
        let before = stage.state();
        let mut file = TableFile::open("tep", &bytes).unwrap();
        let sheet = file.sheet("Danh mục", &mut |_| true).unwrap();
        let register = Some("chia_khoa".to_owned());
        let at = At { campaign: Some(stage.campaign), visit: Some(stage.visit), register };
        let mapping = stage.engine.suggest_columns(target, &at, &sheet).unwrap();
        let request = TableRequest { target: target.to_owned(), at, mapping, replace: false };
        let outcome = stage.engine.import_table(&request, &sheet, Writing::All).unwrap();
        let named: Vec<_> = outcome.problems.iter().map(|it| (it.row, it.column)).collect();
        assert_eq!(named, [(4, u32::try_from(column).ok())], "{target} {text}");
        assert!(!outcome.written);
        assert_eq!(stage.state(), before);
    }
}

#[test]
fn what_a_sheet_declares_costs_nothing() {
    let list = &LISTS[0];
    let bytes = list.workbook(list.rows());
    let million = (8..1_048_576).step_by(13).map(|row| format!("<row r=\"{row}\"/>"));
    let cases = [
        // Rows without end, and one at the very last place.
        with_markup(&bytes, "</sheetData>", &million.collect::<String>()),
        with_markup(&bytes, "</sheetData>", "<row r=\"1048576\"><c r=\"A1048576\" s=\"1\"/></row>"),
        // Everything merged with everything, again and again.
        with_markup(
            &bytes,
            "<pageMargins",
            &format!(
                "<mergeCells count=\"400\">{}</mergeCells>",
                "<mergeCell ref=\"A2:XFD1048576\"/>".repeat(400)
            ),
        ),
    ];
    for bytes in cases {
        let mut file = TableFile::open("tep", &bytes).unwrap();
        match file.sheet("Danh mục", &mut |_| true) {
            Ok(sheet) => assert!(sheet.rows.len() <= 8, "{}", sheet.rows.len()),
            Err(error) => told(error),
        }
        Stage::new().import("catalogue", &bytes, Writing::Nothing);
    }
}

#[test]
fn a_cell_beyond_every_limit_is_named_and_nothing_is_kept() {
    let list = &LISTS[0];
    let bytes = list.workbook(list.rows());
    let far = "<row r=\"9\"><c r=\"XFD9\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
    let bytes = with_markup(&bytes, "</sheetData>", far);
    let mut file = TableFile::open("tep", &bytes).unwrap();
    let error = file.sheet("Danh mục", &mut |_| true).unwrap_err();
    let TableError::TooMuch { place, .. } = &error else { panic!("{error}") };
    let named = (place.sheet.as_deref(), place.row, place.column);
    assert_eq!(named, (Some("Danh mục"), Some(9), Some(16_383)));
    let said = Failure::from(&EngineError::from(error)).message;
    assert!(said.starts_with("Trang “Danh mục”, dòng 9, cột XFD: "), "{said}");
    let mut stage = Stage::new();
    let before = stage.state();
    stage.import("catalogue", &bytes, Writing::All);
    assert_eq!(stage.state(), before);
}
