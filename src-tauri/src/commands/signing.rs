//! Signing a sealed paper, and judging a signed one.

use engine::export::VerifyReport;
use serde::{Deserialize, Serialize};
use signing::Strokes;
use specta::Type;
use tauri::State;

use super::minutes::{MinutesView, change};
use super::unpack;
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// A signature drawn by hand; each line is `x0, y0, x1, y1, …`.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct StrokesInput {
    width: u32,
    height: u32,
    lines: Vec<Vec<i32>>,
}

/// A verdict in words.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VerifyView {
    verdict: String,
    verdict_text: String,
    reasons: Vec<String>,
    signatures: Vec<VerifiedSignature>,
}

/// One signature of a paper.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VerifiedSignature {
    signer: String,
    field: String,
    integrity: String,
    covers: String,
    trusted: bool,
    claimed_time: String,
    later_changes: Vec<String>,
}

/// Signs by hand on the screen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sign_drawn(
    engine: State<'_, SharedEngine>,
    visit: String,
    role: String,
    strokes: StrokesInput,
) -> Result<MinutesView, Failure> {
    let StrokesInput { width, height, lines } = strokes;
    let lines = lines
        .iter()
        .map(|line| line.as_chunks::<2>().0.iter().map(|[x, y]| (*x, *y)).collect())
        .collect();
    let strokes = Strokes { width, height, lines };
    change(&engine, visit, move |engine, id| engine.sign_drawn(id, &role, &strokes)).await
}

/// Signs with a certificate file. The password is used once and kept nowhere.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sign_certificate(
    engine: State<'_, SharedEngine>,
    visit: String,
    role: String,
    base64: String,
    password: String,
) -> Result<MinutesView, Failure> {
    change(&engine, visit, move |engine, id| {
        let p12 = unpack::bytes(&base64)?;
        engine.sign_with_p12(id, &role, &p12, &password).map(drop)
    })
    .await
}

/// Brings back a paper that was signed elsewhere.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_signed(
    engine: State<'_, SharedEngine>,
    visit: String,
    base64: String,
) -> Result<MinutesView, Failure> {
    change(&engine, visit, move |engine, id| {
        engine.attach_signed(id, &unpack::bytes(&base64)?).map(drop)
    })
    .await
}

/// Judges a signed paper. Works without an unlocked store.
#[tauri::command]
#[specta::specta]
pub(crate) async fn verify_paper(base64: String) -> Result<VerifyView, Failure> {
    let bytes = unpack::bytes(&base64)?;
    let report = tauri::async_runtime::spawn_blocking(move || {
        engine::export::verdict(&signing::verify(&bytes, &[], None))
    })
    .await
    .map_err(|_| Failure::internal())?;
    Ok(view(report))
}

fn view(report: VerifyReport) -> VerifyView {
    VerifyView {
        verdict: report.verdict.to_owned(),
        verdict_text: engine::words::verdict_sentence(report.verdict).to_owned(),
        reasons: report.reasons,
        signatures: report
            .signatures
            .into_iter()
            .map(|signature| VerifiedSignature {
                signer: signature.signer,
                field: signature.field,
                integrity: signature.integrity.to_owned(),
                covers: signature.covers.to_owned(),
                trusted: signature.trusted,
                claimed_time: signature.claimed_time.unwrap_or_default(),
                later_changes: signature.later_changes,
            })
            .collect(),
    }
}
