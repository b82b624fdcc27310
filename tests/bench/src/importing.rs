//! Fifty thousand dossiers out of a workbook against calamine alone.
//!
//! Every side begins with the bytes of one file. The first of ours checks its weight, reads the
//! sheet as people see it, finds the headings and hands out every line by name; the second is what
//! a person does with such a file: the list is looked at, a sample is drawn from it and recorded,
//! and the list is kept, encrypted, so that anyone can draw again. The other side only reads cells.

use std::io::Cursor;
use std::time::{Duration, Instant};

use calamine::{Reader as _, Xlsx};
use domain::id::VisitId;
use engine::Engine;
use engine::actions::Draft;
use engine::sampling;
use engine::store::KeyCost;
use tables::{Column, ColumnKind, SheetOut, Wanted, extract, open, suggest, write};

use crate::measure::interleave;
use crate::stores::{self, make_full};
use crate::table::{Aim, Row};
use crate::{Outcome, place};

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

const AGAINST: &str = "calamine alone reading the cells of the same file";
const AIM: Aim = Aim::AtMost(3.0);

/// Measures all sides on one file.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let bytes = workbook()?;
    let folder = place::scratch()?;
    let home = folder.path().join("kho");
    let (visits, _) = make_full(&home, KeyCost::CHEAP, 1)?;
    let visit = visits.first().copied().ok_or("no visit to measure on")?;
    let mut engine = Engine::open(&home, &stores::secret(), stores::doors())?;
    let [read, recorded] = interleave(
        PAIRS,
        |turn| Ok([ours(&bytes)?, record(&mut engine, visit, &bytes, turn)?]),
        |_| Ok([theirs(&bytes)?, theirs(&bytes)?]),
    )?;
    engine.close()?;
    let what = "reading 50.000 dossiers of 10 columns out of an .xlsx, as an import does";
    let whole = "the same, a sample of 20 drawn and recorded, the list kept encrypted";
    Ok(vec![Row::measured(what, AGAINST, AIM, read), Row::measured(whole, AGAINST, AIM, recorded)])
}

/// Draws from the list of the workbook. One code is another at each turn, so that no list is there
/// already.
fn record(engine: &mut Engine, visit: VisitId, bytes: &[u8], turn: usize) -> Outcome<Duration> {
    let started = Instant::now();
    let mut files = sampling::look(bytes, "ho-so.xlsx", None, None)?.files;
    if files.len() != usize::try_from(LINES)? {
        return Err(format!("{} dossiers were read", files.len()).into());
    }
    if let Some(first) = files.first_mut() {
        first.code = format!("000.00.26.H45-2210-{turn:06}");
    }
    let seed = engine.new_seed()?;
    let source = "ho-so.xlsx".to_owned();
    engine.draw_sample(visit, &Draft { files, source, by: String::new(), size: 20, seed })?;
    Ok(started.elapsed())
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
