//! The gate before every page: who is signed in, and whose form was sent.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::account::Role;
use super::cookie;
use super::sessions::Viewer;
use crate::office::Desk;
use crate::routes::sign_in_then;
use crate::trouble::Trouble;

/// Lets those through who are signed in, and tells the page who it is; sends others to sign in.
pub(crate) async fn let_in(
    State(desk): State<Arc<Desk>>,
    mut request: Request,
    next: Next,
) -> Response {
    let token = cookie::token_in(request.headers(), desk.settings.secure);
    let viewer = token.and_then(|token| desk.sessions.viewer(token, desk.clock.now()));
    let Some(viewer) = viewer else {
        let wanted = if request.method() == Method::GET { request.uri().path() } else { "/" };
        return Redirect::to(&sign_in_then(wanted)).into_response();
    };
    request.extensions_mut().insert(viewer);
    next.run(request).await
}

/// Lets those through who look after the hub.
pub(crate) async fn admins_only(
    Extension(viewer): Extension<Viewer>,
    request: Request,
    next: Next,
) -> Result<Response, Trouble> {
    match viewer.role {
        Role::Admin => Ok(next.run(request).await),
        Role::Viewer => Err(Trouble::AdminsOnly),
    }
}

/// Refuses what a page of another site makes a browser send. The session's cookie does not come with
/// such a request either; this also keeps others from signing somebody in as somebody else.
pub(crate) async fn same_site(request: Request, next: Next) -> Result<Response, Trouble> {
    let only_reads = request.method() == Method::GET || request.method() == Method::HEAD;
    if !only_reads && is_foreign(request.headers()) {
        return Err(Trouble::Foreign);
    }
    Ok(next.run(request).await)
}

/// Whether the browser says that another site sent this.
///
/// Over https it says so in `Sec-Fetch-Site`. Over plain http there is only `Origin`, and that says
/// `null` of our own forms too, since our pages forbid to tell where a reader comes from.
fn is_foreign(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site != "same-origin";
    }
    let Some(origin) = headers.get(ORIGIN).filter(|origin| *origin != "null") else { return false };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let origin = origin.to_str().ok().and_then(|origin| Some(origin.split_once("://")?.1));
    host.is_none() || host != origin
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    #[track_caller]
    fn check(headers: &[(&'static str, &str)], foreign: bool) {
        let pair = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), value.parse().unwrap())
        };
        assert_eq!(is_foreign(&headers.iter().map(pair).collect()), foreign, "{headers:?}");
    }

    #[test]
    fn a_form_of_another_site_is_told_from_our_own() {
        check(&[("sec-fetch-site", "same-origin"), ("origin", "null")], false);
        check(&[("sec-fetch-site", "cross-site")], true);
        check(&[("sec-fetch-site", "same-site")], true);
        check(&[("host", "hub.vn:8443"), ("origin", "https://hub.vn:8443")], false);
        check(&[("host", "hub.vn"), ("origin", "https://xau.vn")], true);
        check(&[("host", "hub.vn"), ("origin", "https://hub.vn.xau.vn")], true);
        check(&[("origin", "https://hub.vn")], true);
        check(&[("host", "hub.vn"), ("origin", "null")], false);
        check(&[("host", "hub.vn")], false);
    }
}
