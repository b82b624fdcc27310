//! Findings: offer the default wording, save, take away.

use domain::finding::{FindingKind, Ruling};
use domain::id::VisitId;
use engine::actions::FindingDraft;
use engine::{EngineError, Noun};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::conduct::{self, FindingInput, Saved};
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// The default wordings of an item; what is missing stands as `{place}`.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OfferView {
    strength: String,
    text: String,
    missing: Vec<String>,
    recommendation: String,
    recommendation_missing: Vec<String>,
}

/// Offers the default wordings at an item.
#[tauri::command]
#[specta::specta]
pub(crate) async fn offer_finding(
    engine: State<'_, SharedEngine>,
    visit: String,
    item: String,
) -> Result<OfferView, Failure> {
    let offer = engine
        .ask(move |engine| engine.offer_finding(unpack::id(&visit, Noun::Visit)?, &item))
        .await?;
    Ok(OfferView {
        strength: offer.strength,
        text: offer.text,
        missing: offer.missing,
        recommendation: offer.recommendation,
        recommendation_missing: offer.recommendation_missing,
    })
}

/// Saves a finding; without an id it is a new one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_finding(
    engine: State<'_, SharedEngine>,
    visit: String,
    id: Option<String>,
    input: FindingInput,
) -> Result<Saved, Failure> {
    let item = input.items.first().cloned();
    engine
        .save(visit, item, move |engine, visit| {
            let id = id.map(|id| unpack::id(&id, Noun::Finding)).transpose()?;
            engine.save_finding(visit, id, &draft(input)?).map(|(_, written)| written)
        })
        .await
}

/// Takes a finding away; undo brings it back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_finding(
    engine: State<'_, SharedEngine>,
    visit: String,
    id: String,
) -> Result<Saved, Failure> {
    engine
        .ask(move |engine| {
            let visit: VisitId = unpack::id(&visit, Noun::Visit)?;
            let id = unpack::id(&id, Noun::Finding)?;
            let folder = engine.folder(visit)?;
            let item =
                folder.findings.iter().find(|it| it.id == id).and_then(|it| it.items.first());
            let written = engine.remove_finding(visit, id)?;
            conduct::saved(engine, &written, visit, item.map(String::as_str))
        })
        .await
}

fn draft(input: FindingInput) -> Result<FindingDraft, EngineError> {
    let ruling = match input.ruling.as_str() {
        "" => None,
        code => Some(unpack::word(code, Ruling::from_code(code))?),
    };
    Ok(FindingDraft {
        kind: unpack::word(&input.kind, FindingKind::from_code(&input.kind))?,
        text: input.text,
        items: input.items,
        open_list: input.open_list,
        explanation: input.explanation,
        ruling,
        recommendation: input.recommendation,
        responsible: input.responsible,
        deadline: unpack::optional_day(&input.deadline)?,
    })
}
