//! The kinds of minutes, and what their tests share.

mod extent;
mod occasion;
mod supplement;

use chrono::NaiveDate;
use domain::answer::Verdict;
use domain::id::VisitId;
use domain::visit::{Extent, VisitForm};
use ledger::SealManifest;
use papers::{Block, Document, Run, Timestamp};
use signing::Strokes;

use crate::actions::{PaperState, RowChange};
use crate::minutes::{self, Check, CheckLevel, Stamp};
use crate::record::AnswerField;
use crate::tests::{CAMPAIGN, engine, shortcoming};
use crate::{Engine, EngineError};

pub(crate) struct Stage {
    pub(crate) engine: Engine,
    _folder: tempfile::TempDir,
}

pub(crate) fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    Stage { engine: engine(&folder.path().join("kho")), _folder: folder }
}

/// The visit of `unit` in a sample.
pub(crate) fn sample_visit(engine: &mut Engine, sample: &str, unit: &str) -> VisitId {
    let campaign = engine.import_sample(sample).unwrap();
    let units = engine.campaign(campaign).unwrap().0.units;
    let unit = units.iter().find(|it| it.key == unit).unwrap().id;
    let visits = engine.visits_of(campaign).unwrap();
    visits.iter().find(|it| it.visit.unit == unit).unwrap().visit.id
}

pub(crate) fn document(engine: &Engine, visit: VisitId) -> Document {
    let folder = engine.folder(visit).unwrap();
    let created = Timestamp {
        year: 2026,
        month: 1,
        day: 1,
        hour: 0,
        minute: 0,
        second: 0,
        offset_minutes: 420,
    };
    let material = engine.material(&folder).unwrap();
    let style = engine.style(folder.visit.date);
    let compose = |pages| {
        let stamp = Stamp { created, draft: true, foot: None, data: None, pages };
        minutes::document(&material, &folder.slots, style, stamp)
    };
    minutes::settled(&mut papers::Memory::default(), compose).unwrap().0
}

fn runs(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// The words of a paper, one block a line.
pub(crate) fn text(document: &Document) -> String {
    document.blocks.iter().map(said).collect::<Vec<_>>().join("\n")
}

fn rows(table: &papers::Table) -> String {
    let row = |row: &papers::Row| row.cells.iter().map(|cell| runs(cell)).collect::<Vec<_>>();
    table.rows.iter().map(|it| row(it).join(" | ")).collect::<Vec<_>>().join("\n")
}

fn points(list: &papers::List) -> String {
    let point = |item: &papers::ListItem| {
        let inner = item.inner.as_ref().map_or_else(String::new, points);
        format!("{}\n{inner}", runs(&item.runs))
    };
    list.items.iter().map(point).collect::<Vec<_>>().join("\n")
}

fn said(block: &Block) -> String {
    match block {
        Block::Head(head) => head.left.iter().map(|line| format!("{line:?}")).collect(),
        Block::Title(title) => format!("{} {}", title.kind, title.subject.join(" ")),
        Block::Heading { text, .. } => text.clone(),
        Block::Paragraph(paragraph) => runs(&paragraph.runs),
        Block::Table(table) => rows(table),
        Block::MergedTable(merged) => rows(&merged.table),
        Block::List(list) => points(list),
        Block::Signatures(blocks) => {
            let block =
                |it: &papers::SignatureBlock| format!("{} {}", it.heading.join(" "), it.name);
            blocks.iter().map(block).collect::<Vec<_>>().join("\n")
        }
        Block::Recipients(lines) => lines.join("\n"),
        Block::Annex { title, .. } => title.clone(),
        Block::Gallery { figures, .. } => {
            figures.iter().map(|it| it.caption.as_str()).collect::<Vec<_>>().join("\n")
        }
        Block::Figure(_)
        | Block::Label(_)
        | Block::PageBreak
        | Block::Turn(_)
        | Block::RunningHead(_)
        | Block::Space(_) => String::new(),
    }
}

#[track_caller]
pub(crate) fn says(text: &str, expected: &[&str]) {
    for part in expected {
        assert!(text.contains(part), "„{part}“ is not in\n{text}");
    }
}

pub(crate) fn tables(document: &Document) -> usize {
    document.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 9, day).unwrap()
}

/// Sealed minutes of the small campaign with one shortcoming.
pub(crate) fn sealed_minutes(engine: &mut Engine) -> (VisitId, String) {
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let visit = engine.open_visit(campaign, unit, day(15), VisitForm::Planned).unwrap();
    engine.answer(visit, "CD-05", &AnswerField::Verdict(Some(Verdict::NotMet))).unwrap();
    engine.save_finding(visit, None, &shortcoming("Chưa ban hành kế hoạch.")).unwrap();
    let seal = engine.seal(visit).unwrap();
    (visit, seal)
}
