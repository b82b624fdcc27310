//! Whom this laptop trusts and asks for the time, and giving signed papers lasting proof.

use engine::actions::extend_papers as extend_papers_of;
use engine::{Engine, EngineError, Gauge};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// Whom this laptop trusts.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TrustView {
    /// Address of the office's time authority; empty for none.
    time_url: String,
    anchors: Vec<AnchorView>,
}

/// A certificate that chains may lead to.
#[derive(Debug, Serialize, Type)]
pub(crate) struct AnchorView {
    subject: String,
    issuer: String,
    /// What tells it apart: SHA-256 in hexadecimal.
    fingerprint: String,
    /// The last day on which it is valid, dd/mm/yyyy.
    until: String,
}

/// What came of giving signed papers lasting proof.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ExtensionView {
    /// Whether every paper has all of it.
    whole: bool,
    /// In Vietnamese.
    lines: Vec<String>,
}

/// Tells whom this laptop trusts.
#[tauri::command]
#[specta::specta]
pub(crate) async fn trust(engine: State<'_, SharedEngine>) -> Result<TrustView, Failure> {
    engine.ask(|engine| view(engine)).await
}

/// Changes where timestamps are to be had; empty for nowhere.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_time_url(
    engine: State<'_, SharedEngine>,
    url: String,
) -> Result<TrustView, Failure> {
    engine
        .ask(move |engine| {
            engine.save_time_url(&url)?;
            view(engine)
        })
        .await
}

/// Trusts the certificates of a file from now on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_anchors(
    engine: State<'_, SharedEngine>,
    base64: String,
) -> Result<TrustView, Failure> {
    engine
        .ask(move |engine| {
            engine.add_anchors(&unpack::bytes(&base64)?)?;
            view(engine)
        })
        .await
}

/// No longer trusts a certificate.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_anchor(
    engine: State<'_, SharedEngine>,
    fingerprint: String,
) -> Result<TrustView, Failure> {
    engine
        .ask(move |engine| {
            engine.remove_anchor(&fingerprint)?;
            view(engine)
        })
        .await
}

/// Gives every signed paper what makes its signatures last, as far as others answer. It can be
/// stopped; each paper is kept by itself.
#[tauri::command]
#[specta::specta]
pub(crate) async fn extend_papers(
    engine: State<'_, SharedEngine>,
) -> Result<ExtensionView, Failure> {
    let extend =
        |store: &mut SharedEngine, gauge: &Gauge| extend_papers_of(store, gauge, None, &[]);
    let done = engine.by_moments(extend).await?;
    let lines = engine::export::extension_in_words(&done);
    Ok(ExtensionView { whole: done.is_whole(), lines })
}

fn view(engine: &Engine) -> Result<TrustView, EngineError> {
    let trust = engine.trust()?;
    let anchors = trust.anchors.iter().map(|it| AnchorView {
        subject: it.subject().to_owned(),
        issuer: it.issuer().to_owned(),
        fingerprint: it.fingerprint(),
        until: it.not_after().format("%d/%m/%Y").to_string(),
    });
    Ok(TrustView { anchors: anchors.collect(), time_url: trust.time_url })
}
