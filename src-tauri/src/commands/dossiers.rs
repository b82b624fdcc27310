//! Figures of form 06/VPCP/KSTT.

use std::collections::BTreeMap;

use domain::dossiers::{Rate, Source};
use domain::id::VisitId;
use engine::actions::RowChange;
use engine::sampling::dossiers::{Block, COLUMNS, QUOTES, REGISTER, Said};
use engine::{Engine, EngineError, Noun};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::unpack;
use crate::failure::Failure;
use crate::screen::Screen;
use crate::shared_engine::SharedEngine;

/// A column of the form.
#[derive(Debug, Serialize, Type)]
pub(crate) struct DossierColumnView {
    name: String,
    label: String,
    /// Whether it is the sum of the columns after it.
    total: bool,
}

/// What one source says.
#[derive(Debug, Serialize, Type)]
pub(crate) struct DossierSaidView {
    row: String,
    source: String,
    /// What is stated, by column, counts as digits and quoted rates as typed.
    stated: BTreeMap<String, String>,
    /// Totals that follow from their parts, where none is stated.
    sums: BTreeMap<String, String>,
    /// Rates that follow from the counts, by the column of the quoted one.
    rates: BTreeMap<String, String>,
}

/// Something to be looked at.
#[derive(Debug, Serialize, Type)]
pub(crate) struct DossierNoteView {
    row: String,
    columns: Vec<String>,
    text: String,
    wrong: bool,
}

/// One period and field.
#[derive(Debug, Serialize, Type)]
pub(crate) struct DossierBlockView {
    from: String,
    to: String,
    field: String,
    said: Vec<DossierSaidView>,
    notes: Vec<DossierNoteView>,
}

/// Everything the screen shows.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DossiersView {
    unit_name: String,
    period_from: String,
    period_to: String,
    columns: Vec<DossierColumnView>,
    quotes: Vec<DossierColumnView>,
    blocks: Vec<DossierBlockView>,
    totals: Vec<DossierBlockView>,
}

/// What is to be done to one row of a register.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct CellsInput {
    row: Option<String>,
    cells: BTreeMap<String, String>,
    remove: bool,
}

impl CellsInput {
    fn change(self) -> Result<RowChange, EngineError> {
        let Self { row, cells, remove } = self;
        let id = row.map(|id| unpack::id(&id, Noun::Row)).transpose()?;
        Ok(match id {
            Some(id) if remove => RowChange::Remove { id },
            Some(_) | None => RowChange::Put { id, cells },
        })
    }
}

/// Reads the figures of a visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn dossiers(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<DossiersView, Failure> {
    engine.show(visit).await
}

/// Writes cells of the figures as one act.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_dossiers(
    engine: State<'_, SharedEngine>,
    visit: String,
    changes: Vec<CellsInput>,
) -> Result<DossiersView, Failure> {
    engine
        .change(visit, move |engine, visit| {
            let changes: Result<Vec<_>, _> = changes.into_iter().map(CellsInput::change).collect();
            engine.save_rows(visit, REGISTER, &changes?, None)
        })
        .await
}

impl Screen for DossiersView {
    type Place = VisitId;

    fn of(engine: &Engine, visit: VisitId) -> Result<Self, EngineError> {
        let folder = engine.folder(visit)?;
        let book = engine.dossiers(visit)?;
        let period = folder.period();
        let column =
            |(figure, name, label): &(domain::dossiers::Figure, &str, &str)| DossierColumnView {
                name: (*name).to_owned(),
                label: (*label).to_owned(),
                total: !figure.parts().is_empty(),
            };
        let quote = |(_, name, label): &(Rate, &str, &str)| DossierColumnView {
            name: (*name).to_owned(),
            label: (*label).to_owned(),
            total: false,
        };
        Ok(Self {
            unit_name: folder.unit.name.clone(),
            period_from: unpack::iso(Some(period.from)),
            period_to: unpack::iso(Some(period.to)),
            columns: COLUMNS.iter().map(column).collect(),
            quotes: QUOTES.iter().map(quote).collect(),
            blocks: book.blocks.iter().map(block).collect(),
            totals: book.totals.iter().map(total).collect(),
        })
    }
}

fn block(block: &Block) -> DossierBlockView {
    DossierBlockView {
        from: unpack::iso(block.pair.period.0),
        to: unpack::iso(block.pair.period.1),
        field: block.pair.field.clone(),
        said: block.said.iter().map(said).collect(),
        notes: block
            .notes
            .iter()
            .map(|note| DossierNoteView {
                row: note.row.map(|row| row.to_string()).unwrap_or_default(),
                columns: note.columns.iter().map(|name| (*name).to_owned()).collect(),
                text: note.text.clone(),
                wrong: note.is_wrong,
            })
            .collect(),
    }
}

/// A total has no rows; each source's sums stand as one.
fn total(of: &Block) -> DossierBlockView {
    let said = of.pair.said.iter().map(|(source, counts)| DossierSaidView {
        row: String::new(),
        source: word(*source).to_owned(),
        stated: BTreeMap::new(),
        sums: COLUMNS
            .iter()
            .filter_map(|(figure, name, _)| {
                Some(((*name).to_owned(), counts.value(*figure)?.to_string()))
            })
            .collect(),
        rates: rates(counts),
    });
    DossierBlockView { said: said.collect(), ..block(of) }
}

fn said(said: &Said) -> DossierSaidView {
    let stated = COLUMNS.iter().filter_map(|(figure, name, _)| {
        Some(((*name).to_owned(), said.counts.stated(*figure)?.to_string()))
    });
    let quoted = QUOTES.iter().zip(&said.quoted).filter(|(_, text)| !text.is_empty());
    let quoted = quoted.map(|((_, name, _), text)| ((*name).to_owned(), text.clone()));
    let sums = COLUMNS.iter().filter(|(figure, _, _)| said.counts.stated(*figure).is_none());
    DossierSaidView {
        row: said.row.to_string(),
        source: word(said.source).to_owned(),
        stated: stated.chain(quoted).collect(),
        sums: sums
            .filter_map(|(figure, name, _)| {
                Some(((*name).to_owned(), said.counts.sum(*figure)?.to_string()))
            })
            .collect(),
        rates: rates(&said.counts),
    }
}

fn rates(counts: &domain::dossiers::Counts) -> BTreeMap<String, String> {
    QUOTES
        .iter()
        .filter_map(|(rate, name, _)| {
            Some(((*name).to_owned(), counts.rate(*rate)?.percent().printed()))
        })
        .collect()
}

const fn word(source: Source) -> &'static str {
    match source {
        Source::Report => "report",
        Source::Software => "software",
        Source::Unknown => "unknown",
    }
}
