//! The cookie that names a session.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// Over https browsers keep a cookie of this prefix from every other host and from http.
const SECURE_NAME: &str = "__Host-bienban";
const PLAIN_NAME: &str = "bienban";

/// The token that the request names.
pub(crate) fn token_in(headers: &HeaderMap, secure: bool) -> Option<&str> {
    let name = name(secure);
    let sent = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = sent.flat_map(|line| line.split(';'));
    pairs.find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// What makes the browser keep `token` until it is closed.
pub(crate) fn begun(token: &str, secure: bool) -> String {
    set(token, "", secure)
}

/// What makes the browser forget its token.
pub(crate) fn ended(secure: bool) -> String {
    set("", "; Max-Age=0", secure)
}

fn set(token: &str, life: &str, secure: bool) -> String {
    let only_secure = if secure { "; Secure" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Strict{life}{only_secure}", name(secure))
}

const fn name(secure: bool) -> &'static str {
    if secure { SECURE_NAME } else { PLAIN_NAME }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_other_sites_and_http_do_not_get_the_session() {
        let cookie = begun("abc", true);
        assert_eq!(cookie, "__Host-bienban=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
        assert_eq!(begun("abc", false), "bienban=abc; Path=/; HttpOnly; SameSite=Strict");
        assert!(ended(false).contains("Max-Age=0"));
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, "a=1; bienban2=no; bienban=yes".parse().unwrap());
        assert_eq!(token_in(&headers, false), Some("yes"));
        assert_eq!(token_in(&headers, true), None, "another name is another cookie");
    }
}
