//! A sample campaign at one look, and read back from every file it is written to.

use domain::answer::Verdict;
use domain::consolidation::Square;

use crate::actions::ExportFormat;

#[test]
fn units_stand_against_items_and_unvisited_units_stay_in_sight() {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = crate::tests::engine(&folder.path().join("kho"));
    let campaign = engine.import_sample("2017-dak-lak-3027").unwrap();

    let matrix = engine.consolidation(campaign).unwrap();

    let (about, _) = engine.campaign(campaign).unwrap();
    assert_eq!(matrix.units.len(), about.units.len());
    let counted: u32 = matrix.areas.iter().map(|area| area.items).sum();
    assert_eq!(usize::try_from(counted).unwrap(), matrix.items.len());
    for unit in &matrix.units {
        let expected = if unit.visit.is_some() { matrix.items.len() } else { 0 };
        assert_eq!(unit.cells.len(), expected, "{}", unit.name);
    }
    let from_desk = matrix.units.iter().filter(|unit| unit.from_desk).count();
    assert_eq!(from_desk, 4, "four units were looked at without a visit");
    let judged: u32 = matrix.items.iter().map(|item| item.verdicts.judged()).sum();
    let of_units: u32 = matrix.units.iter().map(|unit| unit.verdicts.judged()).sum();
    assert_eq!(judged, of_units);
    assert!(judged > 0);
    let short = |unit: &super::MatrixUnit| {
        unit.cells.iter().any(|cell| cell.square == Square::Judged(Verdict::NotMet))
    };
    assert!(matrix.units.iter().any(short));
}

#[test]
fn everything_of_a_campaign_reads_back_from_the_workbook_and_the_archive() {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = crate::tests::engine(&folder.path().join("kho"));
    let campaign = engine.import_sample("2017-can-loc").unwrap();
    let out = |name: &str| folder.path().join(name);

    engine.export_campaign(campaign, ExportFormat::Xlsx, &out("x.xlsx")).unwrap();
    let bytes = std::fs::read(out("x.xlsx")).unwrap();
    let mut book = tables::open(&bytes, "x.xlsx").unwrap();
    let names = book.sheets();
    assert!(names.starts_with(&["Ma trận", "Kết quả", "Số liệu", "Nhận xét"].map(str::to_owned)));
    let (about, _) = engine.campaign(campaign).unwrap();
    let squares = book.read("Ma trận").unwrap();
    for unit in &about.units {
        assert!(squares.rows.iter().any(|row| row.first() == Some(&unit.name)), "{}", unit.name);
    }
    let figures = book.read("Số liệu").unwrap();
    let keys = figures.rows.iter().find(|row| row.get(2).is_some_and(|item| item == "CN-01"));
    assert_eq!(keys.unwrap().get(4..6).unwrap(), ["4", "9"]);
    let keys_sheet = names.iter().find(|name| name.contains("khóa"));
    let rows = book.read(keys_sheet.unwrap()).unwrap().rows;
    assert!(rows.len() > 9, "{rows:?}");

    engine.export_campaign(campaign, ExportFormat::Csv, &out("x.zip")).unwrap();
    let archive = std::fs::read(out("x.zip")).unwrap();
    assert!(archive.starts_with(b"PK"));
}
