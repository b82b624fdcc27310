//! Taking in a visit from its signed minutes.

use domain::date;
use domain::finding::FindingKind;
use engine::actions::Incoming;
use engine::{Standing, words};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// A visit as its signed minutes tell it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IncomingView {
    visit: String,
    campaign: String,
    campaign_here: bool,
    unit: String,
    date: String,
    number: String,
    revision: u32,
    seal: String,
    strengths: Vec<String>,
    shortcomings: Vec<String>,
    figures: Vec<IncomingFigure>,
    answers: u32,
    photographs: u32,
    signers: Vec<String>,
    /// What was not compared with the pages, one sentence each.
    remarks: Vec<String>,
    /// Whether it can be taken in.
    is_new: bool,
    /// Whether the visit is here to be opened.
    can_open: bool,
    standing: String,
}

/// A figure that would be taken in.
#[derive(Debug, Serialize, Type)]
pub(crate) struct IncomingFigure {
    label: String,
    value: String,
}

/// Says what a signed paper would bring. Nothing is written.
#[tauri::command]
#[specta::specta]
pub(crate) async fn incoming_paper(
    engine: State<'_, SharedEngine>,
    base64: String,
) -> Result<IncomingView, Failure> {
    let bytes = unpack::bytes(&base64)?;
    engine.ask(move |engine| engine.incoming(&bytes).map(view)).await
}

/// Takes in the visit of a signed paper.
#[tauri::command]
#[specta::specta]
pub(crate) async fn receive_paper(
    engine: State<'_, SharedEngine>,
    base64: String,
) -> Result<IncomingView, Failure> {
    let bytes = unpack::bytes(&base64)?;
    engine.ask(move |engine| engine.receive(&bytes).map(view)).await
}

fn view(incoming: Incoming) -> IncomingView {
    let of = |kind: FindingKind| {
        let found = incoming.findings.iter().filter(|(own, _)| *own == kind);
        found.map(|(_, text)| text.clone()).collect::<Vec<_>>()
    };
    let (strengths, shortcomings) = (of(FindingKind::Strength), of(FindingKind::Shortcoming));
    let figures = incoming.figures.into_iter();
    let signers = incoming.signers.iter().map(|(name, trusted)| words::signer_told(name, *trusted));
    IncomingView {
        visit: incoming.visit.to_string(),
        campaign: incoming.campaign,
        campaign_here: incoming.campaign_here,
        unit: incoming.unit,
        date: date::short(incoming.date),
        number: incoming.number,
        revision: incoming.revision,
        seal: incoming.seal,
        strengths,
        shortcomings,
        figures: figures.map(|(label, value)| IncomingFigure { label, value }).collect(),
        answers: incoming.answers,
        photographs: incoming.photographs,
        signers: signers.collect(),
        remarks: words::beside_sentences(&incoming.beside),
        is_new: incoming.standing == Standing::New,
        can_open: !matches!(incoming.standing, Standing::New | Standing::Binned),
        standing: words::standing_sentence(incoming.standing).to_owned(),
    }
}
