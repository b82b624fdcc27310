//! Signing in and out.

use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::text::clean;
use serde::Deserialize;
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

use super::AtDesk;
use crate::access::{Account, Viewer, begun, ended, token_in};
use crate::office::Desk;
use crate::trouble::Trouble;
use crate::visits::Deed;
use crate::{pages, words};

/// Where somebody wanted to go before signing in.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    toi: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Typed {
    ten: String,
    mat_khau: String,
    #[serde(default)]
    toi: String,
}

/// The address at which somebody signs in who wanted to see `wanted`.
pub(crate) fn sign_in_then(wanted: &str) -> String {
    match own(wanted) {
        "/" => "/dang-nhap".to_owned(),
        wanted => format!("/dang-nhap?toi={wanted}"),
    }
}

/// The form.
pub(super) async fn form(wanted: Result<Query<Wanted>, QueryRejection>) -> Response {
    let wanted = wanted.map(|Query(wanted)| wanted.toi).unwrap_or_default();
    pages::sign_in(None, "", own(&wanted)).into_response()
}

/// Signs somebody in, or says alike of every name that it does not fit the passphrase.
pub(super) async fn enter(
    State(desk): AtDesk,
    form: Result<Form<Typed>, FormRejection>,
) -> Result<Response, Trouble> {
    let Ok(Form(typed)) = form else {
        return Ok(refuse(&desk, StatusCode::BAD_REQUEST, words::INCOMPLETE, ("", "/")));
    };
    let passphrase = Zeroizing::new(typed.mat_khau);
    let (name, then) = (clean(&typed.ten), own(&typed.toi));
    if name.is_empty() || passphrase.is_empty() {
        return Ok(refuse(&desk, StatusCode::BAD_REQUEST, words::INCOMPLETE, (&name, then)));
    }
    if !desk.attempts.may_try(&name, desk.clock.now()) {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return Ok(refuse(&desk, status, words::TOO_MANY, (&name, then)));
    }
    let Some(viewer) = known(&desk, name.clone(), passphrase).await? else {
        return Ok(refuse(&desk, StatusCode::FORBIDDEN, words::REFUSED, (&name, then)));
    };
    desk.attempts.forget(&name);
    let token = desk.sessions.begin(viewer, desk.clock.now(), &*desk.randomness);
    let cookie = begun(&token.map_err(|_| Trouble::Internal)?, desk.settings.secure);
    desk.note(&name, Deed::SignedIn);
    Ok(([(SET_COOKIE, cookie)], Redirect::to(then)).into_response())
}

/// Ends the session.
pub(super) async fn leave(desk: AtDesk, headers: HeaderMap) -> Response {
    if let Some(token) = token_in(&headers, desk.settings.secure) {
        let viewer = desk.sessions.viewer(token, desk.clock.now());
        desk.sessions.end(token);
        if let Some(viewer) = viewer {
            desk.note(&viewer.name, Deed::SignedOut);
        }
    }
    ([(SET_COOKIE, ended(desk.settings.secure))], Redirect::to("/dang-nhap")).into_response()
}

fn refuse(desk: &Desk, status: StatusCode, why: &str, (name, then): (&str, &str)) -> Response {
    desk.metrics.sign_in_refused();
    let accounts = &desk.settings.accounts;
    let known = accounts.iter().find(|account| account.name() == name);
    desk.note(known.map_or("", Account::name), Deed::Refused);
    (status, pages::sign_in(Some(why), name, then)).into_response()
}

/// Who opens with `name` and `passphrase`. A name that no account has takes as long as another one:
/// the passphrase is held against the first account then, to no avail.
async fn known(
    desk: &Arc<Desk>,
    name: String,
    passphrase: Zeroizing<String>,
) -> Result<Option<Viewer>, Trouble> {
    let turn = desk.checks.acquire().await.map_err(|_| Trouble::Internal)?;
    let at_desk = Arc::clone(desk);
    let found = spawn_blocking(move || {
        let accounts = &at_desk.settings.accounts;
        let named = accounts.iter().find(|account| account.name() == name);
        let opens = named.or(accounts.first()).is_some_and(|it| it.opens_with(&passphrase));
        let viewer = |it: &Account| Viewer { name: it.name().to_owned(), role: it.role() };
        named.filter(|_| opens).map(viewer)
    });
    let found = found.await.map_err(|_| Trouble::Internal);
    drop(turn);
    found
}

/// `path` where it is one of our pages that can be pointed to, else the first page: nobody is sent
/// on to another site.
fn own(path: &str) -> &str {
    let known = ["/dot/", "/van-ban/", "/kiem-tra", "/may", "/nhat-ky"];
    let is_plain = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-' || letter == b'/';
    let is_own = known.iter().any(|begin| path.starts_with(begin));
    if is_own && path.bytes().all(is_plain) { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_on_to_another_site() {
        assert_eq!(own("/dot/01900000-0000-7000-8000-000000000000").len(), 41);
        assert_eq!(sign_in_then("/kiem-tra"), "/dang-nhap?toi=/kiem-tra");
        for strange in ["", "//xau.vn", "https://xau.vn", "/dot/../\\xau", "/dot/?a=b", "/khac"] {
            assert_eq!(own(strange), "/", "{strange}");
        }
    }
}
