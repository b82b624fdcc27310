//! What every answer tells the browser: run nothing, keep nothing, say nothing to others.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::office::Desk;

/// Pages are made of text, one style sheet and one picture; they run nothing.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// Half a year, for this name alone: other services of the office may still speak http. An error of a
/// certificate cannot be clicked away meanwhile.
const STRICTLY: &str = "max-age=15552000";

/// Adds to each answer what it does not say itself.
pub(crate) async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    say(headers, CONTENT_SECURITY_POLICY, POLICY);
    say(headers, REFERRER_POLICY, "no-referrer");
    say(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    say(headers, CACHE_CONTROL, "no-store");
    if desk.settings.strict {
        say(headers, STRICT_TRANSPORT_SECURITY, STRICTLY);
    }
    response
}

fn say(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
