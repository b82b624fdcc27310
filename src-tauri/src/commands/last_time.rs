//! Last time: what an earlier visit found, and what became of it.

use domain::id::{FindingId, VisitId};
use engine::actions::{LastTime, PastFinding, PastItem, PastVisit};
use engine::record::PastEntry;
use engine::{EngineError, Noun};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::unpack;
use crate::conduct::{self, Saved};
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// What is known of the time before a visit.
#[derive(Debug, Serialize, Type)]
pub(crate) struct LastTimeView {
    from: Option<PastVisitView>,
    /// Looked back on beside it: visits to the other units of which the unit was made.
    beside: Vec<PastVisitView>,
    chosen: bool,
    items: Vec<PastItemView>,
    findings: Vec<PastFindingView>,
    candidates: Vec<PastVisitView>,
}

/// An earlier visit.
#[derive(Debug, Serialize, Type)]
pub(crate) struct PastVisitView {
    visit: String,
    unit: String,
    campaign: String,
    date: String,
    same: bool,
}

/// What was recorded at one item last time.
#[derive(Debug, Serialize, Type)]
pub(crate) struct PastItemView {
    item: String,
    verdict: String,
    /// What was judged at each of several units that do not agree.
    each: String,
    figures: String,
    note: String,
}

/// A shortcoming of last time.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PastFindingView {
    id: String,
    items: Vec<String>,
    text: String,
    recommendation: String,
    responsible: String,
    deadline: String,
    paper: String,
    state: String,
    by_hand: bool,
}

/// A shortcoming of last time, entered by hand.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct PastInput {
    item: String,
    text: String,
    recommendation: String,
    deadline: String,
    paper: String,
}

/// How many rows a register was given, and what that brought.
#[derive(Debug, Serialize, Type)]
pub(crate) struct FilledView {
    rows: u32,
    saved: Saved,
}

/// Reads what is known of the time before a visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn last_time(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<LastTimeView, Failure> {
    let last = engine.ask(move |engine| engine.last_time(unpack::id(&visit, Noun::Visit)?)).await?;
    Ok(view(last))
}

/// Looks back on a visit that a person chose; an empty id lets the program find it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_last(
    engine: State<'_, SharedEngine>,
    visit: String,
    chosen: String,
) -> Result<Saved, Failure> {
    engine
        .save(visit, None, move |engine, id| {
            let chosen =
                if chosen.is_empty() { None } else { Some(unpack::id(&chosen, Noun::Visit)?) };
            engine.choose_last(id, chosen)
        })
        .await
}

/// Enters an earlier shortcoming by hand.
#[tauri::command]
#[specta::specta]
pub(crate) async fn enter_past(
    engine: State<'_, SharedEngine>,
    visit: String,
    input: PastInput,
) -> Result<Saved, Failure> {
    engine
        .save(visit, None, move |engine, id| {
            let deadline = unpack::optional_day(&input.deadline)?;
            let PastInput { item, text, recommendation, paper, .. } = input;
            engine.enter_past(id, &PastEntry { item, text, recommendation, deadline, paper })
        })
        .await
}

/// Takes away a shortcoming that was entered by hand.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_past(
    engine: State<'_, SharedEngine>,
    visit: String,
    id: String,
) -> Result<Saved, Failure> {
    engine.save(visit, None, move |engine, of| engine.remove_past(of, finding(&id)?)).await
}

/// Says that a shortcoming of last time is mended, or takes that back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_mended(
    engine: State<'_, SharedEngine>,
    visit: String,
    id: String,
    mended: bool,
) -> Result<Saved, Failure> {
    engine
        .save(visit, None, move |engine, of| {
            engine.set_mended(of, finding(&id)?, mended.then_some(true))
        })
        .await
}

/// Makes a finding of this visit from a shortcoming of last time.
#[tauri::command]
#[specta::specta]
pub(crate) async fn still_open(
    engine: State<'_, SharedEngine>,
    visit: String,
    id: String,
) -> Result<Saved, Failure> {
    engine.save(visit, None, move |engine, of| engine.still_open(of, finding(&id)?)).await
}

/// Takes the shortcomings of last time into the register of KP-01.
#[tauri::command]
#[specta::specta]
pub(crate) async fn fill_past_register(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<FilledView, Failure> {
    engine
        .ask(move |engine| {
            let id: VisitId = unpack::id(&visit, Noun::Visit)?;
            let (rows, written) = engine.fill_past_register(id)?;
            Ok(FilledView { rows, saved: conduct::saved(engine, &written, id, None)? })
        })
        .await
}

fn finding(id: &str) -> Result<FindingId, EngineError> {
    unpack::id(id, Noun::Finding)
}

fn view(last: LastTime) -> LastTimeView {
    LastTimeView {
        from: last.from.map(past_visit),
        beside: last.beside.into_iter().map(past_visit).collect(),
        chosen: last.chosen,
        items: last.items.into_iter().map(past_item).collect(),
        findings: last.findings.into_iter().map(past_finding).collect(),
        candidates: last.candidates.into_iter().map(past_visit).collect(),
    }
}

fn past_visit(past: PastVisit) -> PastVisitView {
    PastVisitView {
        visit: past.visit.to_string(),
        unit: past.unit,
        campaign: past.campaign,
        date: past.date.to_string(),
        same: past.same,
    }
}

fn past_item(past: PastItem) -> PastItemView {
    PastItemView {
        item: past.item,
        verdict: past.verdict.map(|it| it.code().to_owned()).unwrap_or_default(),
        each: past.each,
        figures: past.figures,
        note: past.note,
    }
}

fn past_finding(past: PastFinding) -> PastFindingView {
    PastFindingView {
        id: past.id.to_string(),
        items: past.items,
        text: past.text,
        recommendation: past.recommendation,
        responsible: past.responsible,
        deadline: unpack::iso(past.deadline),
        paper: past.paper,
        state: past.state.code().to_owned(),
        by_hand: past.by_hand,
    }
}
