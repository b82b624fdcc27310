//! Evidence: bring a file in, say what it shows and proves, mark it, put it into the bin and back.

use domain::id::{EvidenceId, VisitId};
use engine::actions::{Added, Twice};
use engine::evidence::{Marks, Size};
use engine::{Engine, EngineError, Noun, Saved as Written};
use serde::Deserialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::conduct::{self, AddedView, EvidenceSheet, MarkView, Saved};
use crate::failure::Failure;
use crate::luggage::Luggage;
use crate::raw_body::RawBody;
use crate::shared_engine::SharedEngine;

/// What becomes evidence of what.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct AddInput {
    /// The item it proves something about.
    item: String,
    /// The prepared file.
    upload: String,
    /// Keep it even if the same bytes are evidence already.
    again: bool,
}

/// Takes a piece of a file in. Called with raw bytes, many times for one file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn upload(luggage: State<'_, Luggage>, body: RawBody) -> Result<(), Failure> {
    Ok(luggage.append(&body.name, &body.bytes)?)
}

/// Forgets a file that was taken in: somebody changed their mind.
#[tauri::command]
#[specta::specta]
pub(crate) async fn drop_upload(
    luggage: State<'_, Luggage>,
    upload: String,
) -> Result<(), Failure> {
    luggage.forget(&upload);
    Ok(())
}

/// Looks at a file that was taken in, makes its copies and encrypts it, while others save.
#[tauri::command]
#[specta::specta]
pub(crate) async fn prepare_evidence(
    engine: State<'_, SharedEngine>,
    luggage: State<'_, Luggage>,
    upload: String,
    file_name: String,
) -> Result<(), Failure> {
    let bytes = luggage.take(&upload)?;
    let intake = engine.ask(|engine| Ok(engine.intake())).await?;
    let prepared = engine.aside(move || intake.prepare(&bytes, &file_name)).await?;
    luggage.put(upload, prepared);
    Ok(())
}

/// Makes a prepared file evidence of an item, or says where the same bytes are evidence already.
/// With `again` it is kept here too.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_evidence(
    engine: State<'_, SharedEngine>,
    luggage: State<'_, Luggage>,
    visit: String,
    input: AddInput,
) -> Result<AddedView, Failure> {
    let AddInput { item, upload, again } = input;
    let prepared = luggage.ready(&upload)?;
    let twice = if again { Twice::Keep } else { Twice::Tell };
    let added = engine
        .ask(move |engine| {
            let visit: VisitId = unpack::id(&visit, Noun::Visit)?;
            match engine.add_prepared(visit, &item, &prepared, twice)? {
                Added::Known(known) => conduct::known(engine, visit, &known),
                Added::Kept(_, written) => {
                    conduct::saved(engine, &written, visit, Some(&item)).map(AddedView::kept)
                }
            }
        })
        .await?;
    if added.is_kept() {
        luggage.forget(&upload);
    }
    Ok(added)
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
    change(&engine, visit, vec![id], None, move |engine, visit, ids| {
        only(ids).and_then(|id| engine.caption_evidence(visit, id, &caption))
    })
    .await
}

/// Ties pieces of evidence to an item, or unties them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn link_evidence(
    engine: State<'_, SharedEngine>,
    visit: String,
    ids: Vec<String>,
    item: String,
    tied: bool,
) -> Result<Saved, Failure> {
    let named = Some(item.clone());
    change(&engine, visit, ids, named, move |engine, visit, ids| {
        engine.link_evidence(visit, ids, &item, tied)
    })
    .await
}

/// Marks a picture: all its marks at once.
#[tauri::command]
#[specta::specta]
pub(crate) async fn mark_evidence(
    engine: State<'_, SharedEngine>,
    visit: String,
    id: String,
    marks: Vec<MarkView>,
) -> Result<Saved, Failure> {
    let piece: EvidenceId = unpack::id(&id, Noun::Evidence)?;
    let saved = change(&engine, visit, vec![id], None, move |engine, visit, ids| {
        let marks = marks.into_iter().map(MarkView::mark).collect();
        only(ids).and_then(|id| engine.mark_evidence(visit, id, marks))
    })
    .await?;
    paint_ahead(&engine, piece);
    Ok(saved)
}

/// Takes pictures into the annex of the minutes, or leaves them out.
#[tauri::command]
#[specta::specta]
pub(crate) async fn annex_evidence(
    engine: State<'_, SharedEngine>,
    visit: String,
    ids: Vec<String>,
    annex: bool,
) -> Result<Saved, Failure> {
    change(&engine, visit, ids, None, move |engine, visit, ids| {
        engine.annex_evidence(visit, ids, annex)
    })
    .await
}

/// Puts pieces of evidence into the bin, or takes them out.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bin_evidence(
    engine: State<'_, SharedEngine>,
    visit: String,
    ids: Vec<String>,
    binned: bool,
) -> Result<Saved, Failure> {
    change(&engine, visit, ids, None, move |engine, visit, ids| {
        engine.bin_evidence(visit, ids, binned)
    })
    .await
}

/// All evidence of a visit with its bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn evidence_sheet(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<EvidenceSheet, Failure> {
    engine
        .ask(move |engine| {
            let visit: VisitId = unpack::id(&visit, Noun::Visit)?;
            conduct::evidence_sheet(engine, &engine.folder(visit)?)
        })
        .await
}

/// Writes a contact sheet of these pictures, or of all pictures of a visit, as PDF.
#[tauri::command]
#[specta::specta]
pub(crate) async fn print_contact_sheet(
    engine: State<'_, SharedEngine>,
    visit: String,
    ids: Vec<String>,
    path: String,
) -> Result<(), Failure> {
    let sheet = engine
        .ask(move |engine| {
            let visit: VisitId = unpack::id(&visit, Noun::Visit)?;
            engine.contact_sheet(visit, &pieces(&ids)?)
        })
        .await?;
    engine.aside(move || sheet.write(path.as_ref())).await
}

/// Paints the marks into the copies now, beside the engine, so that the next draft finds them.
fn paint_ahead(engine: &SharedEngine, piece: EvidenceId) {
    let engine = engine.clone();
    tauri::async_runtime::spawn(async move {
        let Ok(source) = engine.ask(move |engine| engine.evidence_source(piece)).await else {
            return;
        };
        let painted = engine.aside(move || {
            source.picture(Size::Thumb, Marks::Painted)?;
            source.picture(Size::Work, Marks::Painted)
        });
        // Whoever needs the copy later makes it then.
        drop(painted.await);
    });
}

fn pieces(ids: &[String]) -> Result<Vec<EvidenceId>, EngineError> {
    ids.iter().map(|id| unpack::id(id, Noun::Evidence)).collect()
}

/// The one piece that was named.
fn only(ids: &[EvidenceId]) -> Result<EvidenceId, EngineError> {
    let none = || EngineError::NotFound { what: Noun::Evidence, name: String::new() };
    ids.first().copied().ok_or_else(none)
}

/// Writes with `work` about the named pieces.
async fn change(
    engine: &SharedEngine,
    visit: String,
    ids: Vec<String>,
    item: Option<String>,
    work: impl FnOnce(&mut Engine, VisitId, &[EvidenceId]) -> Result<Written, EngineError>
    + Send
    + 'static,
) -> Result<Saved, Failure> {
    engine.save(visit, item, move |engine, visit| work(engine, visit, &pieces(&ids)?)).await
}
