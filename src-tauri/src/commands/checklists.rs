//! Checklists: versions, drafts, publishing, comparing, and moving a campaign.

use domain::campaign::ChecklistPin;
use domain::checklist::Difference;
use domain::id::{CampaignId, ChecklistId};
use engine::actions::Publication;
use engine::{EngineError, Noun};
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

fn draft_id(id: &str) -> Result<ChecklistId, EngineError> {
    unpack::id(id, Noun::Checklist)
}
