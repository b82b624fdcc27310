//! Follow-up: what units were told to do, until when, and whether they did.

use std::num::NonZeroU16;
use std::path::PathBuf;

use domain::follow_up::{Counting, Outcome, Start, Term};
use domain::id::{FindingId, ReportId, UnitId, VisitId};
use engine::actions::ReportDraft;
use engine::record::{DeliveredPaper, Delivery, Extension, Verification};
use engine::{EngineError, Field, Noun};
use serde::Deserialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::failure::Failure;
use crate::follow_up_view::{FollowUpView, TermView};
use crate::luggage::Luggage;
use crate::shared_engine::SharedEngine;

/// When a paper came into a unit's hands.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct DeliveryInput {
    unit: String,
    /// The visit whose minutes it is, or `notice`.
    paper: String,
    date: String,
    to: String,
}

/// More time.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ExtensionInput {
    to: String,
    reason: String,
}

/// What the delegation saw.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SeenInput {
    date: String,
    /// `fixed`, `partly` or `not`.
    outcome: String,
    by: String,
    note: String,
}

/// A unit's report.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct RemedyReportInput {
    unit: String,
    number: String,
    date: String,
    received: String,
    summary: String,
    evidence: String,
    demands: Vec<String>,
}

/// Reads the demands of a campaign.
#[tauri::command]
#[specta::specta]
pub(crate) async fn follow_up(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<FollowUpView, Failure> {
    engine.show(campaign).await
}

/// Says when a paper was delivered; without a date the delivery is taken back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_delivery(
    engine: State<'_, SharedEngine>,
    campaign: String,
    input: DeliveryInput,
) -> Result<FollowUpView, Failure> {
    engine
        .change(campaign, move |engine, campaign| {
            let DeliveryInput { unit, paper, date, to } = input;
            let paper = if paper == Start::Notice.code() {
                DeliveredPaper::Notice
            } else {
                DeliveredPaper::Minutes(unpack::id::<VisitId>(&paper, Noun::Visit)?)
            };
            let date = unpack::optional_day(&date)?;
            let delivery = date.map(|date| Delivery { date, to });
            engine.record_delivery(campaign, unit_id(&unit)?, paper, delivery.as_ref())
        })
        .await
}

/// Counts the last day of demands from a delivery, or goes back to the day that the minutes name.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_term(
    engine: State<'_, SharedEngine>,
    campaign: String,
    unit: String,
    demands: Vec<String>,
    term: Option<TermView>,
) -> Result<FollowUpView, Failure> {
    engine
        .change(campaign, move |engine, campaign| {
            let term = term.map(|it| read_term(&it)).transpose()?;
            engine.set_term(campaign, unit_id(&unit)?, &findings(&demands)?, term)
        })
        .await
}

/// Gives demands more time, or takes that back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn extend_demands(
    engine: State<'_, SharedEngine>,
    campaign: String,
    unit: String,
    demands: Vec<String>,
    extension: Option<ExtensionInput>,
) -> Result<FollowUpView, Failure> {
    engine
        .change(campaign, move |engine, campaign| {
            let extension = match extension {
                Some(it) => Some(Extension { to: unpack::day(&it.to)?, reason: it.reason }),
                None => None,
            };
            let demands = findings(&demands)?;
            engine.extend_demands(campaign, unit_id(&unit)?, &demands, extension.as_ref())
        })
        .await
}

/// Says what the delegation saw of demands, or takes that back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn verify_demands(
    engine: State<'_, SharedEngine>,
    campaign: String,
    unit: String,
    demands: Vec<String>,
    seen: Option<SeenInput>,
) -> Result<FollowUpView, Failure> {
    engine
        .change(campaign, move |engine, campaign| {
            let seen = seen.map(read_seen).transpose()?;
            let demands = findings(&demands)?;
            engine.verify_demands(campaign, unit_id(&unit)?, &demands, seen.as_ref())
        })
        .await
}

/// Saves a unit's report: the one called `id`, or a new one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_remedy_report(
    engine: State<'_, SharedEngine>,
    campaign: String,
    id: Option<String>,
    input: RemedyReportInput,
) -> Result<FollowUpView, Failure> {
    engine
        .change(campaign, move |engine, campaign| {
            let id = id.map(|id| report_id(&id)).transpose()?;
            let draft = ReportDraft {
                unit: unit_id(&input.unit)?,
                number: input.number,
                date: unpack::optional_day(&input.date)?,
                received: unpack::day(&input.received)?,
                summary: input.summary,
                evidence: input.evidence,
                demands: findings(&input.demands)?,
            };
            engine.save_remedy_report(campaign, id, &draft)
        })
        .await
}

/// Takes a report away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_remedy_report(
    engine: State<'_, SharedEngine>,
    campaign: String,
    id: String,
) -> Result<FollowUpView, Failure> {
    engine
        .change(campaign, move |engine, campaign| {
            engine.remove_remedy_report(campaign, report_id(&id)?)
        })
        .await
}

/// Keeps a prepared file with a report.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_to_report(
    engine: State<'_, SharedEngine>,
    luggage: State<'_, Luggage>,
    campaign: String,
    id: String,
    upload: String,
) -> Result<FollowUpView, Failure> {
    let prepared = luggage.ready(&upload)?;
    let told = engine
        .change(campaign, move |engine, campaign| {
            engine.attach_to_report(campaign, report_id(&id)?, &prepared)
        })
        .await?;
    luggage.forget(&upload);
    Ok(told)
}

/// Takes a file off a report.
#[tauri::command]
#[specta::specta]
pub(crate) async fn detach_from_report(
    engine: State<'_, SharedEngine>,
    campaign: String,
    id: String,
    sha256: String,
) -> Result<FollowUpView, Failure> {
    engine
        .change(campaign, move |engine, campaign| {
            engine.detach_from_report(campaign, report_id(&id)?, &sha256)
        })
        .await
}

/// Writes a file that came with a report to a place the person chose.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_report_file(
    engine: State<'_, SharedEngine>,
    campaign: String,
    id: String,
    sha256: String,
    path: String,
) -> Result<String, Failure> {
    let out = PathBuf::from(&path);
    engine
        .ask(move |engine| {
            let campaign = unpack::id(&campaign, Noun::Campaign)?;
            engine.export_report_file(campaign, report_id(&id)?, &sha256, &out)
        })
        .await?;
    Ok(path)
}

/// Does again what was last taken back at a campaign as a whole; says what it was.
#[tauri::command]
#[specta::specta]
pub(crate) async fn redo_at_campaign(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<String, Failure> {
    engine.ask(move |engine| engine.redo_at_campaign(unpack::id(&campaign, Noun::Campaign)?)).await
}

fn unit_id(id: &str) -> Result<UnitId, EngineError> {
    unpack::id(id, Noun::Unit)
}

fn report_id(id: &str) -> Result<ReportId, EngineError> {
    unpack::id(id, Noun::Report)
}

/// Reads the ids of demands.
pub(super) fn findings(ids: &[String]) -> Result<Vec<FindingId>, EngineError> {
    ids.iter().map(|id| unpack::id(id, Noun::Finding)).collect()
}

fn read_term(term: &TermView) -> Result<Term, EngineError> {
    let days = term.days.trim();
    let number = days.parse().ok().and_then(NonZeroU16::new);
    Ok(Term {
        days: number.ok_or_else(|| unpack::bad(Field::Days, days))?,
        counting: unpack::word(&term.counting, Counting::from_code(&term.counting))?,
        start: unpack::word(&term.start, Start::from_code(&term.start))?,
    })
}

fn read_seen(input: SeenInput) -> Result<Verification, EngineError> {
    Ok(Verification {
        date: unpack::day(&input.date)?,
        outcome: unpack::word(&input.outcome, Outcome::from_code(&input.outcome))?,
        by: input.by,
        note: input.note,
    })
}
