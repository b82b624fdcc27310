//! What every answer tells the browser: run nothing, keep nothing, say nothing to others.

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// Pages are made of text, one style sheet and one picture; they run nothing.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// Adds to each answer what it does not say itself.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    say(headers, CONTENT_SECURITY_POLICY, POLICY);
    say(headers, REFERRER_POLICY, "no-referrer");
    say(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    say(headers, CACHE_CONTROL, "no-store");
    response
}

fn say(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
