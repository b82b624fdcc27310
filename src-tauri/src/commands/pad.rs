//! The emergency pad: written while the store may be locked or broken, read back when it is open.

use domain::id::VisitId;
use domain::text::clean;
use engine::pad::{Note, Pad, PadError, SheetId};
use engine::ports::{Clock as _, Randomness, SystemClock, SystemRandomness};
use engine::store::Home;
use engine::{EngineError, Noun};
use serde::Serialize;
use specta::Type;
use tauri::{State, async_runtime};

use super::unpack;
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// A sheet of the pad.
#[derive(Debug, Serialize, Type)]
pub(crate) struct PadNoteView {
    sheet: String,
    /// When it was last written to: `15/09/2022 10:19`.
    at: String,
    text: String,
    /// It was dealt with and put away.
    away: bool,
}

/// Everything on the pad that the open store can read.
#[derive(Debug, Serialize, Type)]
pub(crate) struct PadView {
    notes: Vec<PadNoteView>,
    /// How many records another key has sealed.
    unreadable: u32,
}

/// Begins a sheet; refuses where nothing could be kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn begin_pad_sheet(engine: State<'_, SharedEngine>) -> Result<String, Failure> {
    at_the_pad(&engine, |pad| {
        pad.key()?;
        Ok(SheetId::draw(&SystemRandomness)?.to_hex())
    })
    .await
}

/// Keeps what now stands on a sheet; answers the time, after it is on the disk.
#[tauri::command]
#[specta::specta]
pub(crate) async fn write_pad_sheet(
    engine: State<'_, SharedEngine>,
    sheet: String,
    text: String,
) -> Result<String, Failure> {
    let sheet = sheet_id(&sheet)?;
    at_the_pad(&engine, move |pad| {
        let chance: &dyn Randomness = &SystemRandomness;
        pad.write(sheet, &clean(&text), SystemClock.now(), chance)?;
        Ok(SystemClock.local().format("%H:%M:%S").to_string())
    })
    .await
}

/// Reads the pad.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pad_notes(engine: State<'_, SharedEngine>) -> Result<PadView, Failure> {
    let collected = engine.ask(|engine| engine.pad_notes()).await?;
    let notes = collected.notes.into_iter().map(PadNoteView::from).collect();
    Ok(PadView { notes, unreadable: collected.unreadable })
}

/// Puts a sheet away, or takes it out again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn put_pad_note_away(
    engine: State<'_, SharedEngine>,
    sheet: String,
    away: bool,
) -> Result<(), Failure> {
    let sheet = sheet_id(&sheet)?;
    engine.ask(move |engine| engine.put_pad_note_away(sheet, away)).await
}

/// Adds what stands on a sheet to the note of an item, and puts the sheet away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pad_note_to_item(
    engine: State<'_, SharedEngine>,
    sheet: String,
    visit: String,
    item: String,
) -> Result<(), Failure> {
    let sheet = sheet_id(&sheet)?;
    engine
        .ask(move |engine| {
            let visit: VisitId = unpack::id(&visit, Noun::Visit)?;
            engine.pad_note_to_item(sheet, visit, &item).map(drop)
        })
        .await
}

/// Lets `work` have the pad, off the window's thread and without waiting for the store.
async fn at_the_pad<T: Send + 'static>(
    engine: &SharedEngine,
    work: impl FnOnce(&Pad) -> Result<T, PadError> + Send + 'static,
) -> Result<T, Failure> {
    let pad = Pad::new(Home::new(engine.home()));
    let done = async_runtime::spawn_blocking(move || work(&pad)).await;
    done.map_err(|_| Failure::internal())?.map_err(|error| EngineError::from(error).into())
}

fn sheet_id(text: &str) -> Result<SheetId, EngineError> {
    SheetId::from_hex(text)
        .ok_or_else(|| EngineError::NotFound { what: Noun::Sheet, name: text.to_owned() })
}

impl From<Note> for PadNoteView {
    fn from(Note { sheet, at, text, away }: Note) -> Self {
        let at = at.with_timezone(SystemClock.local().offset());
        Self { sheet: sheet.to_hex(), at: at.format("%d/%m/%Y %H:%M").to_string(), text, away }
    }
}
