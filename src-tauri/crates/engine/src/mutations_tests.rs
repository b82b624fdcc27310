//! Damaged and absurd files through every import: it ends, a cell that is to blame is named, and
//! what was refused has changed nothing. Here is how files are damaged, and how a store is seen.

mod checklists;
mod values;
mod workbooks;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use chrono::NaiveDate;
use domain::id::{CampaignId, VisitId};
use domain::visit::VisitForm;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use tables::{Column, Sheet, SheetOut, TableError, write};
use unicode_normalization::UnicodeNormalization as _;
use zip::write::SimpleFileOptions;

use crate::actions::{At, TableRequest, Writing};
use crate::catalogue::Catalogue;
use crate::catalogue::invented::shipped;
use crate::export::checklist_to_xlsx;
use crate::import::{ChecklistRefused, TableFile, checklist_from_xlsx};
use crate::record::AnswerField;
use crate::sampling;
use crate::tests::{campaign_file, engine};
use crate::words::{Failure, line_sentence, sheet_sentence};
use crate::{Engine, EngineError};

/// Cases of one property: few and always the same, or the full number.
fn cases(short: u32, long: u32) -> Config {
    let cases = if crate::long_run() { long } else { short };
    let seed = if crate::long_run() { RngSeed::Random } else { RngSeed::Fixed(2022) };
    Config { cases, rng_seed: seed, failure_persistence: None, ..Config::default() }
}

/// A list that an import takes, with a heading and some lines.
struct List {
    target: &'static str,
    headings: &'static [&'static str],
    row: &'static [&'static str],
}

const LISTS: [List; 3] = [
    List {
        target: "catalogue",
        headings: &["Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Ngày hiệu lực"],
        row: &["1.00", "Đăng ký khai sinh", "Hộ tịch", "01/01/2021"],
    },
    List {
        target: "posted",
        headings: &["Mã số", "Tên thủ tục"],
        row: &["1.00", "Đăng ký khai sinh"],
    },
    List {
        target: "register",
        headings: &["Mã, serial", "Loại", "Ngày cấp", "Người giữ", "Trạng thái"],
        row: &["K0", "khác", "15/9/2022", "văn thư", "đang dùng"],
    },
];

impl List {
    fn rows(&self) -> Vec<Vec<String>> {
        (0..6)
            .map(|number| {
                let numbered = |(at, text): (usize, &&str)| {
                    if at < 2 { format!("{text}{number}") } else { (*text).to_owned() }
                };
                let mut row: Vec<String> = self.row.iter().enumerate().map(numbered).collect();
                if self.target == "register" {
                    "khác".clone_into(&mut row[1]);
                }
                row
            })
            .collect()
    }

    fn workbook(&self, rows: Vec<Vec<String>>) -> Vec<u8> {
        let columns = self.headings.iter().map(|heading| Column::text(heading)).collect();
        write(&[SheetOut { name: "Danh mục".to_owned(), columns, rows }]).unwrap()
    }

    fn csv(&self) -> String {
        let lines = std::iter::once(self.headings.join(";"))
            .chain(self.rows().into_iter().map(|row| row.join(";")));
        lines.collect::<Vec<_>>().join("\r\n")
    }
}

struct Stage {
    engine: Engine,
    campaign: CampaignId,
    visit: VisitId,
    imports: u32,
    _folder: tempfile::TempDir,
}

/// Imports into one store; what sound files leave in it would slow down those that follow.
const IMPORTS_MAX: u32 = 200;

/// What a store holds, as far as an import could change it.
type State = (u32, String);

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut engine = engine(&folder.path().join("kho"));
        let campaign = engine.import_campaign("thu.toml", campaign_file(), false).unwrap();
        let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
        let day = NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
        let visit = engine.open_visit(campaign, unit, day, VisitForm::Planned).unwrap();
        let note = AnswerField::Note("ghi trước khi nhập".to_owned());
        engine.answer(visit, "CN-01", &note).unwrap();
        Self { engine, campaign, visit, imports: 0, _folder: folder }
    }

    fn state(&self) -> State {
        let rows = self.engine.folder(self.visit).unwrap().rows;
        let procedures = self.engine.procedures_of(self.campaign).unwrap();
        (self.engine.unshared().unwrap(), format!("{rows:?} {procedures:?}"))
    }

    /// Imports every sheet of a file into `target`, as the window does.
    fn import(&mut self, target: &str, bytes: &[u8], writing: Writing) {
        self.imports += 1;
        if IMPORTS_MAX < self.imports {
            *self = Self::new();
        }
        match TableFile::open("tep", bytes) {
            Err(error) => told(error),
            Ok(mut file) => {
                for name in file.sheets() {
                    match file.sheet(&name, &mut |_| true) {
                        Err(error) => {
                            if let TableError::TooMuch { place, .. } = &error {
                                assert_eq!(place.sheet.as_deref(), Some(name.as_str()), "{error}");
                            }
                            told(error);
                        }
                        Ok(sheet) => self.take(target, &sheet, writing),
                    }
                }
            }
        }
    }

    fn take(&mut self, target: &str, sheet: &Sheet, writing: Writing) {
        let before = self.state();
        let register = Some("chia_khoa".to_owned());
        let at = At { campaign: Some(self.campaign), visit: Some(self.visit), register };
        let mapping = self.engine.suggest_columns(target, &at, sheet).unwrap();
        let request = TableRequest { target: target.to_owned(), at, mapping, replace: false };
        match self.engine.import_table(&request, sheet, writing) {
            Err(error) => {
                assert!(!Failure::from(&error).message.is_empty());
                assert_eq!(self.state(), before, "refused by {error}, and yet something changed");
            }
            Ok(outcome) if !outcome.written => {
                assert_eq!(self.state(), before);
                assert!(writing == Writing::Nothing || 0 < outcome.problem_count);
                let last = sheet.row_number(sheet.rows.len());
                for problem in &outcome.problems {
                    assert!(0 < problem.row && problem.row < last, "{problem:?}");
                    let sentence = line_sentence(problem);
                    assert!(sentence.starts_with(&format!("Dòng {}", problem.row)), "{sentence}");
                }
            }
            Ok(outcome) => assert!(writing != Writing::Nothing, "{outcome:?}"),
        }
    }
}

/// Says the error as a person hears it: something, and what became of the store.
fn told(error: TableError) {
    let failure = Failure::from(&EngineError::from(error));
    assert!(
        failure.message.contains("Chưa ghi gì") || failure.message.contains("Hãy"),
        "{failure:?}"
    );
}

/// The files that are read without a store being there.
fn read_everything_else(bytes: &[u8]) {
    if let Ok(units) = crate::import::read_unit_list("tep", bytes) {
        assert!(units.iter().all(|unit| !unit.name.is_empty() && 0 < unit.row));
    }
    if let Ok(look) = sampling::look(bytes, "tep", None, None) {
        assert!(look.sheets.contains(&look.sheet));
    }
    drop(sampling::read_csv(bytes));
    read_checklist(bytes);
}

fn read_checklist(bytes: &[u8]) {
    static CATALOGUE: std::sync::LazyLock<Catalogue> =
        std::sync::LazyLock::new(|| Catalogue::builtin().unwrap());
    match checklist_from_xlsx("tep", bytes, &shipped(), &CATALOGUE) {
        Ok(read) => assert_eq!(CATALOGUE.flaws("tep", &read), []),
        Err(ChecklistRefused::Table(error)) => told(error),
        Err(ChecklistRefused::Problems(problems)) => {
            assert!(!problems.is_empty());
            for problem in &problems {
                let sentence = sheet_sentence(problem);
                assert!(sentence.starts_with(&format!("Trang “{}”", problem.sheet)), "{sentence}");
                assert!(sentence.to_lowercase().contains("hãy"), "{sentence}");
            }
        }
    }
}

/// Damage to bytes: some are changed, a stretch is doubled, wiped or cut away.
#[derive(Clone, Debug)]
enum Damage {
    Flip(usize, u8),
    Wipe(usize, usize),
    Double(usize, usize),
    Cut(usize),
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let stretch = 1_usize..400;
    let one = prop_oneof![
        4 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
        2 => (any::<usize>(), stretch.clone()).prop_map(|(at, long)| Damage::Wipe(at, long)),
        2 => (any::<usize>(), stretch).prop_map(|(at, long)| Damage::Double(at, long)),
        1 => any::<usize>().prop_map(Damage::Cut),
    ];
    prop::collection::vec(one, 1..6)
}

fn damaged(bytes: &[u8], damages: &[Damage]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for damage in damages {
        let length = bytes.len().max(1);
        let stretch = |at: usize, long: usize| (at % length)..(at % length + long).min(bytes.len());
        match damage {
            Damage::Flip(at, byte) => {
                if let Some(place) = bytes.get_mut(at % length) {
                    *place = *byte;
                }
            }
            Damage::Wipe(at, long) => {
                let range = stretch(*at, *long);
                if let Some(range) = bytes.get_mut(range) {
                    range.fill(0);
                }
            }
            Damage::Double(at, long) => {
                let range = stretch(*at, *long);
                let copy = bytes.get(range.clone()).unwrap_or_default().to_vec();
                drop(bytes.splice(range.start..range.start, copy));
            }
            Damage::Cut(at) => bytes.truncate(at % length),
        }
    }
    bytes
}

/// The same damage to one text inside a packed file, packed again with right sums.
fn damaged_inside(bytes: &[u8], which: usize, damages: &[Damage]) -> Vec<u8> {
    repacked(
        bytes,
        |number, count, _, part| {
            if number == which % count { damaged(&part, damages) } else { part }
        },
    )
}

fn repacked(
    bytes: &[u8],
    mut change: impl FnMut(usize, usize, &str, Vec<u8>) -> Vec<u8>,
) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let count = from.len();
    for number in 0..count {
        let mut part = from.by_index(number).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        to.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        to.write_all(&change(number, count, &name, text)).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// What people and programs put into cells.
fn cell() -> impl Strategy<Value = String> {
    let absurd = [
        "",
        " ",
        "31/02/2022",
        "2022-13-45",
        "45000,5",
        "99999999999999999999999999999999",
        "-1",
        "1e308",
        "NaN",
        "=1/0",
        "#REF!",
        "@SUM(A1)",
        "có thể",
        "\u{feff}",
        "\u{202e}đảo",
        "a\nb",
        "x\u{338}",
        "_x0000_",
    ];
    prop_oneof![
        3 => prop::sample::select(absurd.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,40}",
        1 => Just("Đăng ký khai sinh".nfd().collect::<String>()),
        1 => (1_usize..3000).prop_map(|long| "ấ".repeat(long)),
    ]
}
