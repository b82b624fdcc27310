//! Registers: rows behind figures.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{RowId, VisitId};
use engine::actions::RowChange;
use engine::{Engine, EngineError, Noun};
use serde::Deserialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::failure::Failure;
use crate::register_view::{
    CampaignRateView, CampaignSentenceView, RegisterSaved, RegisterSummaryView, RegisterView,
    follows, row,
};
use crate::shared_engine::SharedEngine;

/// What happens to one row.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct RowChangeInput {
    /// Which row; empty for a new one.
    id: String,
    /// The row under which a new one stands; empty for the end.
    above: String,
    /// Whether the row is taken away.
    remove: bool,
    /// The cells that are written.
    cells: Vec<CellInput>,
}

/// A cell as it was typed.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct CellInput {
    column: String,
    text: String,
}

/// Lists the registers of a visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn registers(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<Vec<RegisterSummaryView>, Failure> {
    let listed =
        engine.ask(move |engine| engine.registers(unpack::id(&visit, Noun::Visit)?)).await?;
    Ok(listed.into_iter().map(RegisterSummaryView::from).collect())
}

/// Reads a register of a visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn register(
    engine: State<'_, SharedEngine>,
    visit: String,
    register: String,
) -> Result<RegisterView, Failure> {
    engine
        .ask(move |engine| {
            let visit: VisitId = unpack::id(&visit, Noun::Visit)?;
            let undo = engine.undo_name(visit).unwrap_or_default().to_owned();
            Ok(RegisterView::of(&engine.register_book(visit, &register)?, undo))
        })
        .await
}

/// Changes rows of a register as one act, which undo takes back as a whole.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_register_rows(
    engine: State<'_, SharedEngine>,
    visit: String,
    register: String,
    changes: Vec<RowChangeInput>,
    name: Option<String>,
) -> Result<RegisterSaved, Failure> {
    engine
        .ask(move |engine| {
            let visit: VisitId = unpack::id(&visit, Noun::Visit)?;
            let changes: Vec<RowChange> =
                changes.into_iter().map(change).collect::<Result<_, _>>()?;
            let (ids, written) = engine.save_rows(visit, &register, &changes, name)?;
            saved(engine, visit, &register, &ids, &written)
        })
        .await
}

/// Gathers the rates that the units of a campaign have, each as a range over them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_rates(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<Vec<CampaignRateView>, Failure> {
    let rates = engine
        .ask(move |engine| engine.campaign_rates(unpack::id(&campaign, Noun::Campaign)?))
        .await?;
    Ok(rates.into_iter().map(CampaignRateView::from).collect())
}

/// Gathers the sentences that are true of more than one unit of a campaign.
#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign_sentences(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<Vec<CampaignSentenceView>, Failure> {
    engine
        .ask(move |engine| {
            let id = unpack::id(&campaign, Noun::Campaign)?;
            let campaign = engine.campaign(id)?.0;
            let mut said = engine.campaign_sentences(id)?;
            said.retain(|sentence| 1 < sentence.units.len());
            Ok(said.into_iter().map(|it| CampaignSentenceView::of(it, &campaign)).collect())
        })
        .await
}

fn saved(
    engine: &Engine,
    visit: VisitId,
    register: &str,
    ids: &[RowId],
    written: &engine::Saved,
) -> Result<RegisterSaved, EngineError> {
    let book = engine.register_book(visit, register)?;
    let changed: BTreeSet<RowId> = ids.iter().copied().collect();
    let touched = book.rows.iter().filter(|it| changed.contains(&it.row.id));
    Ok(RegisterSaved {
        at: written.at.format("%H:%M:%S").to_string(),
        undo: engine.undo_name(visit).unwrap_or_default().to_owned(),
        ids: ids.iter().map(RowId::to_string).collect(),
        rows: touched.map(|it| row(&book.register, it)).collect(),
        follows: follows(&book),
        state: engine.folder(visit)?.state().into(),
        unshared: engine.unshared()?,
    })
}

fn change(input: RowChangeInput) -> Result<RowChange, EngineError> {
    let RowChangeInput { id, above, remove, cells } = input;
    let row = |text: &str| unpack::id::<RowId>(text, Noun::Row);
    if remove {
        return Ok(RowChange::Remove { id: row(&id)? });
    }
    let cells: BTreeMap<String, String> =
        cells.into_iter().map(|cell| (cell.column, cell.text)).collect();
    if !above.is_empty() {
        return Ok(RowChange::PutBelow { above: row(&above)?, cells });
    }
    let id = if id.is_empty() { None } else { Some(row(&id)?) };
    Ok(RowChange::Put { id, cells })
}
