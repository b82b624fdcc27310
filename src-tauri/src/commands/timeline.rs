//! Who changed what, what this session can take back, and choosing where people disagree.

use domain::id::VisitId;
use engine::actions::{Act, Dispute, Opinion};
use engine::history::{Change, Event};
use engine::{Engine, EngineError, Noun};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::conduct::{self, VisitView};
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// One act at a visit, with the values before and after.
#[derive(Debug, Serialize, Type)]
pub(crate) struct EventView {
    at: String,
    who: String,
    kind: String,
    title: String,
    item: String,
    thing: String,
    deed: String,
    undone: bool,
    reason: String,
    changes: Vec<ChangeView>,
}

/// One field before and after.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ChangeView {
    label: String,
    before: String,
    after: String,
}

/// An act of this session.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ActView {
    name: String,
    at: String,
}

/// The acts of this session, each list latest first.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ActsView {
    done: Vec<ActView>,
    undone: Vec<ActView>,
}

/// A field on which people disagree.
#[derive(Debug, Serialize, Type)]
pub(crate) struct DisputeView {
    field: String,
    title: String,
    label: String,
    item: String,
    opinions: Vec<OpinionView>,
}

/// One of several opinions.
#[derive(Debug, Serialize, Type)]
pub(crate) struct OpinionView {
    version: String,
    who: String,
    at: String,
    text: String,
}

/// Tells everything that was changed at a visit, latest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn history(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<Vec<EventView>, Failure> {
    engine
        .ask(move |engine| {
            let events = engine.history(unpack::id(&visit, Noun::Visit)?)?;
            events.into_iter().map(|event| event_view(engine, event)).collect()
        })
        .await
}

/// Lists the acts of this session at a visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn acts(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<ActsView, Failure> {
    let acts = engine.ask(move |engine| Ok(engine.acts(unpack::id(&visit, Noun::Visit)?))).await?;
    let view =
        |act: &Act| ActView { name: act.name.clone(), at: act.at.format("%H:%M:%S").to_string() };
    Ok(ActsView {
        done: acts.done.iter().map(view).collect(),
        undone: acts.undone.iter().map(view).collect(),
    })
}

/// Takes back the latest `count` acts of this session at a visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_many(
    engine: State<'_, SharedEngine>,
    visit: String,
    count: u32,
) -> Result<VisitView, Failure> {
    engine
        .ask(move |engine| {
            let id: VisitId = unpack::id(&visit, Noun::Visit)?;
            engine.undo_many(id, usize::try_from(count).unwrap_or(usize::MAX))?;
            let folder = engine.folder(id)?;
            conduct::visit(engine, &folder)
        })
        .await
}

/// Lists the fields of a visit on which people disagree.
#[tauri::command]
#[specta::specta]
pub(crate) async fn disputes(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<Vec<DisputeView>, Failure> {
    engine
        .ask(move |engine| {
            let disputes = engine.disputes(unpack::id(&visit, Noun::Visit)?)?;
            disputes.into_iter().map(|dispute| dispute_view(engine, dispute)).collect()
        })
        .await
}

/// Chooses one opinion for a field, because of a reason.
#[tauri::command]
#[specta::specta]
pub(crate) async fn resolve(
    engine: State<'_, SharedEngine>,
    visit: String,
    field: String,
    version: String,
    reason: String,
) -> Result<VisitView, Failure> {
    engine
        .ask(move |engine| {
            let id: VisitId = unpack::id(&visit, Noun::Visit)?;
            engine.resolve(id, (&field, &version), &reason)?;
            let folder = engine.folder(id)?;
            conduct::visit(engine, &folder)
        })
        .await
}

fn event_view(engine: &Engine, event: Event) -> Result<EventView, EngineError> {
    let change = |it: Change| ChangeView { label: it.label, before: it.before, after: it.after };
    let thing: String = event.thing.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(EventView {
        at: engine.moment_of(event.wall_ms).format("%d/%m/%Y %H:%M:%S").to_string(),
        who: engine.writer(event.stream)?,
        kind: event.kind.code().to_owned(),
        title: event.title,
        item: event.item,
        thing,
        deed: event.deed.code().to_owned(),
        undone: event.undone,
        reason: event.reason,
        changes: event.changes.into_iter().map(change).collect(),
    })
}

fn dispute_view(engine: &Engine, dispute: Dispute) -> Result<DisputeView, EngineError> {
    let view = |opinion: Opinion| {
        let at = engine.moment_of(opinion.mark.wall_ms);
        Ok(OpinionView {
            version: opinion.version,
            who: engine.writer(opinion.mark.stream)?,
            at: at.format("%d/%m/%Y %H:%M").to_string(),
            text: opinion.text,
        })
    };
    Ok(DisputeView {
        field: dispute.field,
        title: dispute.title,
        label: dispute.label,
        item: dispute.item,
        opinions: dispute.opinions.into_iter().map(view).collect::<Result<_, EngineError>>()?,
    })
}
