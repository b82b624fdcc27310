//! Answers that need neither a store nor a session.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::InOffice;
use crate::office::Store;
use crate::trouble::Trouble;
use crate::usage;

const STYLE: &str = include_str!("../../assets/trang.css");
const ICON: &str = include_str!("../../../../../assets/icon/icon.svg");

/// These change with the program only.
const KEEP: &str = "public, max-age=3600";

/// Says that the hub answers.
pub(super) async fn health() -> &'static str {
    "ok"
}

/// Numbers for whoever watches over the hub, where that is wanted.
pub(super) async fn numbers<M: Store>(State(office): InOffice<M>) -> Response {
    let desk = office.desk();
    if !desk.settings.metrics {
        return Trouble::NotFound.into_response();
    }
    let kind = [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    let text = desk.metrics.text() + &usage::text(&usage::known(&office).await);
    (StatusCode::OK, kind, text).into_response()
}

/// The one style sheet.
pub(super) async fn style() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, KEEP)], STYLE)
}

/// The one picture.
pub(super) async fn icon() -> impl IntoResponse {
    ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, KEEP)], ICON)
}
