//! Checklists: versions, drafts, publishing, comparing, and moving a campaign.

use std::path::PathBuf;

use domain::campaign::ChecklistPin;
use domain::checklist::{Difference, Selection};
use domain::id::{CampaignId, ChecklistId};
use engine::actions::Publication;
use engine::words::checklist_refused;
use engine::{EngineError, Noun, export, import};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::checklists::{
    self, ChecklistLibrary, ChecklistSheet, DifferenceView, DraftEditInput, DraftSaved, DraftView,
    MovePreviewView, PinView,
};
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// Lists every version and every draft.
#[tauri::command]
#[specta::specta]
pub(crate) async fn checklist_library(
    engine: State<'_, SharedEngine>,
) -> Result<ChecklistLibrary, Failure> {
    engine.ask(|engine| checklists::library(engine)).await
}

/// Reads a version.
#[tauri::command]
#[specta::specta]
pub(crate) async fn checklist_version(
    engine: State<'_, SharedEngine>,
    checklist: String,
    pin: PinView,
) -> Result<ChecklistSheet, Failure> {
    engine
        .ask(move |engine| {
            Ok(checklists::sheet(engine.checklist_version(&checklist, &pin.into())?))
        })
        .await
}

/// Says what changed from one version to another.
#[tauri::command]
#[specta::specta]
pub(crate) async fn compare_checklists(
    engine: State<'_, SharedEngine>,
    checklist: String,
    from: PinView,
    to: PinView,
) -> Result<DifferenceView, Failure> {
    engine
        .ask(move |engine| {
            let before = engine.checklist_version(&checklist, &from.into())?;
            let after = engine.checklist_version(&checklist, &to.into())?;
            Ok(checklists::difference(&Difference::between(before, after)))
        })
        .await
}

/// Begins a draft and returns its id.
#[tauri::command]
#[specta::specta]
pub(crate) async fn begin_draft(
    engine: State<'_, SharedEngine>,
    checklist: String,
    base: PinView,
) -> Result<String, Failure> {
    let id = engine.ask(move |engine| engine.begin_draft(&checklist, &base.into())).await?;
    Ok(id.to_string())
}

/// Reads a draft.
#[tauri::command]
#[specta::specta]
pub(crate) async fn checklist_draft(
    engine: State<'_, SharedEngine>,
    id: String,
) -> Result<DraftView, Failure> {
    engine.ask(move |engine| checklists::draft(engine, draft_id(&id)?)).await
}

/// Writes one edit of a draft.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_draft(
    engine: State<'_, SharedEngine>,
    id: String,
    edit: DraftEditInput,
) -> Result<DraftSaved, Failure> {
    engine
        .ask(move |engine| {
            let id = draft_id(&id)?;
            let made = edit.write(engine, id)?;
            checklists::saved(engine, id, made)
        })
        .await
}

/// Takes back the latest act of this session at a draft, or does it again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_draft(
    engine: State<'_, SharedEngine>,
    id: String,
    again: bool,
) -> Result<DraftSaved, Failure> {
    engine
        .ask(move |engine| {
            let id = draft_id(&id)?;
            let name = if again { engine.redo_at_draft(id)? } else { engine.undo_at_draft(id)? };
            checklists::saved(engine, id, name)
        })
        .await
}

/// Puts a draft into the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bin_draft(engine: State<'_, SharedEngine>, id: String) -> Result<(), Failure> {
    engine.ask(move |engine| engine.bin_draft(draft_id(&id)?, true)).await.map(drop)
}

/// Publishes a draft and returns how campaigns name it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn publish_draft(
    engine: State<'_, SharedEngine>,
    id: String,
    version: String,
    valid_from: String,
    about: String,
) -> Result<PinView, Failure> {
    engine
        .ask(move |engine| {
            let valid_from = unpack::day(&valid_from)?;
            let publication = Publication { version, valid_from, about };
            let pin = engine.publish_draft(draft_id(&id)?, &publication)?;
            Ok(PinView::from(&pin))
        })
        .await
}

/// Says what moving a campaign to another version would bring.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_move(
    engine: State<'_, SharedEngine>,
    campaign: String,
    to: PinView,
) -> Result<MovePreviewView, Failure> {
    engine
        .ask(move |engine| {
            let id: CampaignId = unpack::id(&campaign, Noun::Campaign)?;
            let preview = engine.preview_move(id, &ChecklistPin::from(to))?;
            let checklist = engine.campaign(id)?.0.checklist;
            Ok(checklists::preview(engine, &checklist, &preview))
        })
        .await
}

/// Makes a campaign go by another version.
#[tauri::command]
#[specta::specta]
pub(crate) async fn move_campaign(
    engine: State<'_, SharedEngine>,
    campaign: String,
    to: PinView,
) -> Result<(), Failure> {
    engine
        .ask(move |engine| {
            let id: CampaignId = unpack::id(&campaign, Noun::Campaign)?;
            engine.move_campaign(id, &to.into())
        })
        .await
        .map(drop)
}

/// Reads a workbook into a draft, in the place of everything the draft has; it can be taken back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_into_draft(
    engine: State<'_, SharedEngine>,
    id: String,
    file_name: String,
    bytes: String,
) -> Result<DraftSaved, Failure> {
    let outcome = engine
        .ask(move |engine| {
            let (id, bytes) = (draft_id(&id)?, unpack::bytes(&bytes)?);
            let base = engine.draft(id)?.base;
            match import::checklist_from_xlsx(&file_name, &bytes, &base, engine.catalogue()) {
                Ok(read) => {
                    engine.replace_draft(id, &read)?;
                    checklists::saved(engine, id, String::new()).map(Ok)
                }
                Err(refused) => Ok(Err(refused)),
            }
        })
        .await?;
    outcome.map_err(|refused| Failure::from(checklist_refused(&refused)))
}

/// Writes a draft to a file: `xlsx` to be edited and read back, `xlsform` for telephones.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_draft(
    engine: State<'_, SharedEngine>,
    id: String,
    format: String,
    path: String,
) -> Result<(), Failure> {
    engine
        .ask(move |engine| {
            let checklist = engine.draft(draft_id(&id)?)?.checklist;
            let bytes = match format.as_str() {
                "xlsx" => export::checklist_to_xlsx(&checklist)?,
                "xlsform" => {
                    let day = Selection::day(engine.today());
                    let view = checklist.on(engine.catalogue().vocabulary(), &day);
                    export::checklist_to_xlsform(&view, &checklist.registers)?
                }
                other => return Err(unpack::bad(engine::Field::Word, other)),
            };
            let path = PathBuf::from(path);
            std::fs::write(&path, bytes).map_err(|source| EngineError::File { path, source })
        })
        .await
}

/// A function of the language of formulas.
#[derive(Debug, Serialize, Type)]
pub(crate) struct FormulaFunction {
    /// How it is called: `so(mục[, phần])`.
    call: String,
    /// What it means.
    about: String,
}

/// Lists the functions that formulas of checklists may use.
#[tauri::command]
#[specta::specta]
pub(crate) async fn formula_functions() -> Result<Vec<FormulaFunction>, Failure> {
    let told = engine::words::formula_functions().into_iter();
    Ok(told.map(|it| FormulaFunction { call: it.call, about: it.about.to_owned() }).collect())
}

fn draft_id(id: &str) -> Result<ChecklistId, EngineError> {
    unpack::id(id, Noun::Checklist)
}
