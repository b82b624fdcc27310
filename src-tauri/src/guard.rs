//! Keeps the window at home.
//!
//! A content security policy stops requests but not navigation: a page that
//! sends itself to `http://elsewhere/?what=is-known` leaks it in the address.
//! So every navigation is asked here first.

use tauri::plugin::{Builder, TauriPlugin};
use tauri::{Url, Wry};

/// The plugin that refuses to leave.
pub(crate) fn stay_home() -> TauriPlugin<Wry> {
    Builder::new("stay-home").on_navigation(|_, url| is_ours(url)).build()
}

/// Whether `url` is a page of this program.
pub(crate) fn is_ours(url: &Url) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) => true, // Linux, macOS
        ("http" | "https", Some("tauri.localhost")) => true, // Windows
        ("about", _) => url.as_str() == "about:blank",
        _ => tauri::is_dev() && url.host_str() == Some("127.0.0.1") && url.port() == Some(5173),
    }
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(url: &str, ours: bool) {
        assert_eq!(super::is_ours(&url.parse().unwrap()), ours, "{url}");
    }

    #[test]
    fn our_own_pages_open() {
        check("tauri://localhost/", true);
        check("http://tauri.localhost/index.html", true);
        check("about:blank", true);
    }

    #[test]
    fn nothing_else_opens() {
        check("http://127.0.0.1:8080/", false);
        check("https://example.org/?secret", false);
        check("https://tauri.localhost.example.org/", false);
        check("file:///etc/passwd", false);
        check("data:text/html,x", false);
        check("bienban://localhost/evidence/1", false);
        check("about:srcdoc", false);
    }
}
