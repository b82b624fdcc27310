//! Checking a file that somebody brings. Nothing of it is kept.

use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use engine::Engine;
use engine::export::store_shown;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::{AtDesk, InOffice, SignedIn};
use crate::office::{Desk, Office, Store};
use crate::pages;
use crate::reading::{self, Judged};
use crate::trouble::Trouble;
use crate::visits::Deed;
use crate::words;

/// The field of the form that has the file.
const FIELD: &str = "tep";

/// A file comes in within this time, so that nobody keeps a place without sending anything.
const SENDING_MAX: Duration = Duration::from_secs(5 * 60);

/// Where the mark of a PDF must begin; what stands before it is for the verdict to tell.
const MARK_WITHIN: usize = 1024;
const MARK: &[u8] = b"%PDF-";

/// Why a file is not judged.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum UploadFault {
    /// It is longer than the office takes.
    #[error("too long")]
    TooLong,
    /// None was chosen.
    #[error("no file")]
    NoFile,
    /// It is something else.
    #[error("not a PDF")]
    NotPdf,
    /// It did not come in whole.
    #[error("broken off")]
    Broken,
    /// Others are being judged.
    #[error("busy")]
    Busy,
}

impl UploadFault {
    const fn status(self) -> StatusCode {
        match self {
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NoFile | Self::Broken => StatusCode::BAD_REQUEST,
            Self::NotPdf => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl From<MultipartError> for UploadFault {
    fn from(error: MultipartError) -> Self {
        let too_long = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
        if too_long { Self::TooLong } else { Self::Broken }
    }
}

/// The form.
pub(super) async fn form(State(desk): AtDesk, Extension(viewer): SignedIn) -> Html<String> {
    pages::check(&viewer, desk.settings.upload_max_bytes)
}

/// Judges the file that came, or says why not.
pub(super) async fn judge<M: Store>(
    State(office): InOffice<M>,
    Extension(viewer): SignedIn,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Trouble> {
    let desk = office.desk();
    let max = desk.settings.upload_max_bytes;
    let refused = |fault: UploadFault| {
        let problem = words::upload_fault(fault, max);
        (fault.status(), pages::upload_refused(&viewer, max, &problem)).into_response()
    };
    let Ok(turn) = desk.uploads.try_acquire() else { return Ok(refused(UploadFault::Busy)) };
    let (name, pdf) = match received(form, &desk).await {
        Ok(file) => file,
        Err(fault) => return Ok(refused(fault)),
    };
    let judged = verdict(&office, name, pdf).await?;
    drop(turn);
    desk.metrics.upload_verified();
    desk.note(&viewer.name, Deed::Verified(judged.name.clone()));
    Ok(pages::judged(&viewer, max, &judged).into_response())
}

/// The file of the form and what it is called.
async fn received(
    form: Result<Multipart, MultipartRejection>,
    desk: &Desk,
) -> Result<(String, Vec<u8>), UploadFault> {
    let form = form.map_err(|_| UploadFault::Broken)?;
    let file = timeout(SENDING_MAX, file_in(form)).await;
    let (name, bytes) = file.map_err(|_| UploadFault::Broken)??;
    if bytes.is_empty() {
        return Err(UploadFault::NoFile);
    }
    if desk.settings.upload_max_bytes < bytes.len() {
        return Err(UploadFault::TooLong);
    }
    let head = bytes.get(..MARK_WITHIN.min(bytes.len())).unwrap_or_default();
    if !head.windows(MARK.len()).any(|window| window == MARK) {
        return Err(UploadFault::NotPdf);
    }
    Ok((name, bytes))
}

async fn file_in(mut form: Multipart) -> Result<(String, Vec<u8>), UploadFault> {
    while let Some(field) = form.next_field().await? {
        if field.name() == Some(FIELD) {
            let name = field.file_name().unwrap_or_default().to_owned();
            return Ok((name, field.bytes().await?.into()));
        }
    }
    Err(UploadFault::NoFile)
}

/// Judges `pdf` by whom the office trusts, and sets it beside what the office has of the same paper.
async fn verdict<M: Store>(
    office: &Office<M>,
    name: String,
    pdf: Vec<u8>,
) -> Result<Judged, Trouble> {
    let anchors = office.read(Engine::trust).await?.anchors;
    let work = spawn_blocking(move || (reading::judged(name, &pdf, &anchors), pdf));
    let (mut judged, pdf) = work.await.map_err(|_| Trouble::Internal)?;
    if signing::first_state(&pdf).is_ok() {
        let beside = office.read(move |engine| engine.beside_store(&pdf)).await?;
        judged.report.store = Some(store_shown(beside.as_ref()));
    }
    Ok(judged)
}
