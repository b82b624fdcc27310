//! Damaged files: whatever is cut, flipped or put in between, reading ends and nothing falls over.

use std::sync::LazyLock;

use proptest::prelude::*;

use crate::fixtures::{ODS, XLS};
use crate::{
    Column, Limit, Mapping, SheetOut, TableError, Wanted, Workbook, extract, open, suggest, write,
};

fn xlsx() -> Vec<u8> {
    let rows =
        (0..40).map(|row| vec![format!("1.{row:06}"), format!("Thủ tục số {row}")]).collect();
    let columns = vec![Column::text("Mã TTHC"), Column::text("Tên thủ tục")];
    write(&[SheetOut { name: "Danh mục".to_owned(), columns, rows }]).unwrap()
}

static XLSX: LazyLock<Vec<u8>> = LazyLock::new(xlsx);

const CSV: &str = "Mã TTHC;Tên thủ tục\r\n1.000894;\"Đăng ký; kết hôn\"\r\n1.000895;Khai sinh\r\n";

/// Reads everything there is, as an import would.
fn read_all(bytes: &[u8], name: &str) {
    let Ok(mut workbook) = open(bytes, name) else { return };
    let wanted = [Wanted::new("name", &["Tên thủ tục"], true)];
    for sheet in Workbook::sheets(&workbook) {
        let Ok(sheet) = workbook.read(&sheet) else { continue };
        let mapping = suggest(&sheet, &wanted);
        assert!(extract(&sheet, &mapping).count() <= sheet.rows.len());
        assert!(extract(&sheet, &Mapping::default()).count() <= sheet.rows.len());
    }
}

fn damaged(bytes: &[u8], cut: Option<usize>, flips: &[(usize, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (place, value) in flips {
        let length = bytes.len().max(1);
        if let Some(byte) = bytes.get_mut(place % length) {
            *byte = *value;
        }
    }
    if let Some(cut) = cut {
        bytes.truncate(cut % (bytes.len() + 1));
    }
    bytes
}

/// The parts of a packed file, each with its bytes.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Damage to the text inside a packed file, which damage to the packing would never reach.
fn damaged_inside(
    bytes: &[u8],
    which: usize,
    cut: Option<usize>,
    flips: &[(usize, u8)],
) -> Vec<u8> {
    let mut parts = parts(bytes);
    let which = which % parts.len();
    parts[which].1 = damaged(&parts[which].1, cut, flips);
    packed(&parts)
}

fn flips() -> impl Strategy<Value = Vec<(usize, u8)>> {
    prop::collection::vec((any::<usize>(), any::<u8>()), 0..12)
}

fn cut() -> impl Strategy<Value = Option<usize>> {
    prop::option::weighted(0.3, any::<usize>())
}

#[test]
fn a_small_file_that_unpacks_without_end_is_refused() {
    let mut parts = parts(&XLSX);
    let huge = usize::try_from(crate::limits::STRINGS_MAX).unwrap() + 1;
    for (name, bytes) in &mut parts {
        if name == "xl/sharedStrings.xml" {
            bytes.resize(huge, b' ');
        }
    }
    let error = open(&packed(&parts), "x.xlsx").err();
    assert!(matches!(error, Some(TableError::TooMuch { what: Limit::Text, .. })), "{error:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_damaged_packing_brings_reading_down(flips in flips(), cut in cut()) {
        read_all(&damaged(&XLSX, cut, &flips), "x.xlsx");
        read_all(&damaged(ODS, cut, &flips), "x.ods");
    }

    #[test]
    fn no_damaged_sheet_brings_reading_down(which: usize, flips in flips(), cut in cut()) {
        read_all(&damaged_inside(&XLSX, which, cut, &flips), "x.xlsx");
        read_all(&damaged_inside(ODS, which, cut, &flips), "x.ods");
    }

    #[test]
    fn no_damaged_old_workbook_brings_reading_down(flips in flips(), cut in cut()) {
        read_all(&damaged(XLS, cut, &flips), "x.xls");
    }

    #[test]
    fn no_damaged_list_brings_reading_down(flips in flips(), cut in cut()) {
        read_all(&damaged(CSV.as_bytes(), cut, &flips), "x.csv");
    }

    #[test]
    fn no_bytes_at_all_bring_reading_down(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_all(&bytes, "x");
    }
}
