//! Visits: open, read, correct, take back, find words.

use std::path::PathBuf;

use domain::id::VisitId;
use domain::visit::VisitForm;
use engine::Noun;
use engine::actions::{Hit, HitKind};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::conduct::{self, Saved, VisitDetails, VisitView};
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// Where words were found.
#[derive(Debug, Serialize, Type)]
pub(crate) struct SearchHit {
    kind: SearchHitKind,
    shown: Vec<PieceView>,
    about: String,
    campaign: String,
    visit: String,
    item: String,
}

/// A run of shown text.
#[derive(Debug, Serialize, Type)]
#[serde(rename = "SearchPiece")]
pub(crate) struct PieceView {
    text: String,
    /// It is what was looked for.
    hit: bool,
}

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SearchHitKind {
    /// A campaign.
    Campaign,
    /// A unit without a visit.
    Unit,
    /// A visit.
    Visit,
    /// An item of the checklist.
    Item,
    /// A finding.
    Finding,
    /// A note at an item.
    Answer,
    /// A row of a register.
    Row,
    /// A picture or file.
    Evidence,
    /// A person.
    Person,
    /// Words or signatures of minutes.
    Minutes,
    /// Words or signatures of a concluding notice.
    Notice,
    /// A letter of reminder.
    Letter,
    /// What a unit reported, and what else follow-up recorded.
    Report,
    /// A paper that a campaign rests on.
    Paper,
    /// Anything else.
    Other,
}

/// Imports a visit file and returns the visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_visit(
    engine: State<'_, SharedEngine>,
    file_name: String,
    text: String,
) -> Result<String, Failure> {
    let id = engine
        .ask(move |engine| {
            engine.snapshot_before_import()?;
            engine.import_visit(&file_name, &text)
        })
        .await?;
    Ok(id.to_string())
}

/// Opens a visit; the same unit and day give the same visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_visit(
    engine: State<'_, SharedEngine>,
    campaign: String,
    unit: String,
    date: String,
    form: String,
) -> Result<String, Failure> {
    engine
        .ask(move |engine| {
            let form = unpack::word(&form, VisitForm::from_code(&form))?;
            let campaign = unpack::id(&campaign, Noun::Campaign)?;
            let unit = unpack::id(&unit, Noun::Unit)?;
            let id = engine.open_visit(campaign, unit, unpack::day(&date)?, form)?;
            Ok(id.to_string())
        })
        .await
}

/// Puts a visit into the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bin_visit(engine: State<'_, SharedEngine>, id: String) -> Result<(), Failure> {
    engine.ask(move |engine| engine.bin_visit(unpack::id(&id, Noun::Visit)?, true)).await.map(drop)
}

/// Reads a visit with everything its screen needs.
#[tauri::command]
#[specta::specta]
pub(crate) async fn visit(
    engine: State<'_, SharedEngine>,
    id: String,
) -> Result<VisitView, Failure> {
    engine
        .ask(move |engine| {
            let folder = engine.folder(unpack::id(&id, Noun::Visit)?)?;
            conduct::visit(engine, &folder)
        })
        .await
}

/// Corrects when, where and with whom.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_details(
    engine: State<'_, SharedEngine>,
    visit: String,
    details: VisitDetails,
) -> Result<Saved, Failure> {
    engine
        .save(visit, None, move |engine, visit| {
            let before = engine.folder(visit)?.visit;
            engine.save_visit(&conduct::read_details(&before, &details)?)
        })
        .await
}

/// Takes back the latest act of this session at a visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<VisitView, Failure> {
    engine
        .ask(move |engine| {
            let id: VisitId = unpack::id(&visit, Noun::Visit)?;
            engine.undo(id)?;
            let folder = engine.folder(id)?;
            conduct::visit(engine, &folder)
        })
        .await
}

/// Does the act again that was taken back last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn redo(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<VisitView, Failure> {
    engine
        .ask(move |engine| {
            let id: VisitId = unpack::id(&visit, Noun::Visit)?;
            engine.redo(id)?;
            let folder = engine.folder(id)?;
            conduct::visit(engine, &folder)
        })
        .await
}

/// Writes the blank checklist of a visit with its registers, to be filled in by hand.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_blank(
    engine: State<'_, SharedEngine>,
    visit: String,
    path: String,
) -> Result<String, Failure> {
    let out = PathBuf::from(&path);
    engine.ask(move |engine| engine.export_blank(unpack::id(&visit, Noun::Visit)?, &out)).await?;
    Ok(path)
}

/// Finds words everywhere, in one visit first if it is named.
#[tauri::command]
#[specta::specta]
pub(crate) async fn search(
    engine: State<'_, SharedEngine>,
    text: String,
    visit: String,
) -> Result<Vec<SearchHit>, Failure> {
    engine
        .ask(move |engine| {
            let within =
                if visit.is_empty() { None } else { Some(unpack::id(&visit, Noun::Visit)?) };
            engine.search(&text, within)
        })
        .await
        .map(|hits| hits.into_iter().map(hit).collect())
}

fn hit(hit: Hit) -> SearchHit {
    SearchHit {
        kind: match hit.kind {
            HitKind::Campaign => SearchHitKind::Campaign,
            HitKind::Unit => SearchHitKind::Unit,
            HitKind::Row => SearchHitKind::Row,
            HitKind::Evidence => SearchHitKind::Evidence,
            HitKind::Person => SearchHitKind::Person,
            HitKind::Minutes => SearchHitKind::Minutes,
            HitKind::Notice => SearchHitKind::Notice,
            HitKind::Letter => SearchHitKind::Letter,
            HitKind::Report => SearchHitKind::Report,
            HitKind::LegalPaper => SearchHitKind::Paper,
            HitKind::Other => SearchHitKind::Other,
            HitKind::Visit => SearchHitKind::Visit,
            HitKind::Item => SearchHitKind::Item,
            HitKind::Finding => SearchHitKind::Finding,
            HitKind::Answer => SearchHitKind::Answer,
        },
        shown: hit.shown.into_iter().map(|it| PieceView { text: it.text, hit: it.hit }).collect(),
        about: hit.about,
        campaign: hit.campaign.to_string(),
        visit: hit.visit.map(|id| id.to_string()).unwrap_or_default(),
        item: hit.item.unwrap_or_default(),
    }
}
