//! Reading fifty thousand dossiers out of a workbook against calamine alone.
//!
//! Both sides begin with the bytes of one file. Ours checks its weight, reads the sheet as people
//! see it, finds the headings and hands out every line by name; the other only reads the cells.

use std::io::Cursor;
use std::time::{Duration, Instant};

use calamine::{Reader as _, Xlsx};
use tables::{Column, ColumnKind, SheetOut, Wanted, extract, open, suggest, write};

use crate::Outcome;
use crate::measure::interleave;
use crate::table::{Aim, Row};

const PAIRS: usize = 25;
const LINES: u32 = 50_000;
const SHEET: &str = "Hồ sơ";
const HEADINGS: [&str; 10] = [
    "Mã hồ sơ",
    "Thủ tục",
    "Lĩnh vực",
    "Kênh nộp",
    "Ngày nhận",
    "Ngày hẹn",
    "Ngày trả",
    "Tình trạng",
    "Cán bộ xử lý",
    "Số trang",
];

/// Measures both sides on one file.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let bytes = workbook()?;
    let [pairs] = interleave(PAIRS, |_| Ok([ours(&bytes)?]), |_| Ok([theirs(&bytes)?]))?;
    Ok(vec![Row::measured(
        "reading 50.000 dossiers of 10 columns out of an .xlsx, as an import does",
        "calamine alone reading the cells of the same file",
        Aim::AtMost(3.0),
        pairs,
    )])
}

fn ours(bytes: &[u8]) -> Outcome<Duration> {
    let wanted = HEADINGS.map(|heading| Wanted::new(heading, &[heading], true));
    let started = Instant::now();
    let sheet = open(bytes, "ho-so.xlsx")?.read(SHEET)?;
    let mapping = suggest(&sheet, &wanted);
    let filled: usize = extract(&sheet, &mapping).map(|line| line.cells.len()).sum();
    let spent = started.elapsed();
    checked(filled, spent)
}

fn theirs(bytes: &[u8]) -> Outcome<Duration> {
    let started = Instant::now();
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let range = workbook.worksheet_range(SHEET)?;
    let filled = range.used_cells().count().saturating_sub(HEADINGS.len());
    let spent = started.elapsed();
    checked(filled, spent)
}

fn checked(filled: usize, spent: Duration) -> Outcome<Duration> {
    let expected = usize::try_from(LINES)? * HEADINGS.len();
    if filled == expected { Ok(spent) } else { Err("not every cell was read".into()) }
}

fn workbook() -> Outcome<Vec<u8>> {
    let kind = |heading: &str| match heading {
        "Số trang" => ColumnKind::Number,
        heading if heading.starts_with("Ngày") => ColumnKind::Day,
        _ => ColumnKind::Text,
    };
    let column = |heading: &str| Column::new(heading, kind(heading));
    let columns = HEADINGS.iter().map(|heading| column(heading)).collect();
    let rows = (0..LINES).map(line).collect();
    Ok(write(&[SheetOut { name: SHEET.to_owned(), columns, rows }])?)
}

fn line(number: u32) -> Vec<String> {
    let day = |shift: u32| format!("2022-{:02}-{:02}", 1 + (number + shift) % 9, 1 + number % 28);
    vec![
        format!("000.00.26.H45-2209-{number:06}"),
        format!("Thủ tục hành chính thứ {} của bộ công bố", number % 140),
        format!("Lĩnh vực {}", number % 30),
        ["trực tiếp", "trực tuyến", "BCCI"]
            .get(number as usize % 3)
            .copied()
            .unwrap_or("")
            .to_owned(),
        day(0),
        day(1),
        day(2),
        if number.is_multiple_of(25) { "Quá hạn" } else { "Đúng hạn" }.to_owned(),
        format!("Công chức {}", number % 12),
        (1 + number % 40).to_string(),
    ]
}
