//! Evidence: keep a file, caption it, take it away.

use domain::id::{EvidenceId, VisitId};
use engine::{Engine, EngineError, Noun, Saved as Written};
use tauri::State;

use super::unpack;
use crate::conduct::{self, Saved};
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// Keeps a file as evidence of an item. What it is, is read from its bytes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_evidence(
    engine: State<'_, SharedEngine>,
    visit: String,
    item: String,
    file_name: String,
    base64: String,
) -> Result<Saved, Failure> {
    engine
        .ask(move |engine| {
            let visit: VisitId = unpack::id(&visit, Noun::Visit)?;
            let bytes = unpack::bytes(&base64)?;
            let (_, written) = engine.add_evidence(visit, &item, &file_name, &bytes)?;
            conduct::saved(engine, &written, visit, Some(&item))
        })
        .await
}

/// Says what a piece of evidence shows.
#[tauri::command]
#[specta::specta]
pub(crate) async fn caption_evidence(
    engine: State<'_, SharedEngine>,
    visit: String,
    id: String,
    caption: String,
) -> Result<Saved, Failure> {
    change(&engine, visit, id, move |engine, visit, id| {
        engine.caption_evidence(visit, id, &caption)
    })
    .await
}

/// Takes a piece of evidence away; undo brings it back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_evidence(
    engine: State<'_, SharedEngine>,
    visit: String,
    id: String,
) -> Result<Saved, Failure> {
    change(&engine, visit, id, Engine::remove_evidence).await
}

async fn change(
    engine: &SharedEngine,
    visit: String,
    id: String,
    work: impl FnOnce(&mut Engine, VisitId, EvidenceId) -> Result<Written, EngineError> + Send + 'static,
) -> Result<Saved, Failure> {
    engine
        .ask(move |engine| {
            let visit: VisitId = unpack::id(&visit, Noun::Visit)?;
            let id: EvidenceId = unpack::id(&id, Noun::Evidence)?;
            let folder = engine.folder(visit)?;
            let item = folder.evidence.into_iter().find(|it| it.id == id).map(|it| it.item);
            let written = work(engine, visit, id)?;
            conduct::saved(engine, &written, visit, item.as_deref())
        })
        .await
}
