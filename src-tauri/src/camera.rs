//! The camera, for our own page and nothing else.

use tauri::webview::{PermissionKind, PermissionResponse};
use tauri::{Webview, WebviewWindow, Wry};

use crate::guard;

/// Answers a page that asks for a device: our own page gets the camera, nobody gets anything else.
pub(crate) fn answer(webview: &Webview<Wry>, kind: PermissionKind) -> PermissionResponse {
    let ours = webview.url().is_ok_and(|url| guard::is_ours(&url));
    if ours && matches!(kind, PermissionKind::Camera) {
        PermissionResponse::Allow
    } else {
        PermissionResponse::Deny
    }
}

/// `WebKitGTK` knows no cameras until it is told that there may be some.
///
/// # Errors
///
/// When the web view is gone already.
#[cfg(target_os = "linux")]
pub(crate) fn enable(window: &WebviewWindow<Wry>) -> tauri::Result<()> {
    use webkit2gtk::{SettingsExt as _, WebViewExt as _};

    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_enable_media_stream(true);
        }
    })
}

/// Other systems' web views know their cameras.
///
/// # Errors
///
/// None.
#[cfg(not(target_os = "linux"))]
pub(crate) fn enable(_window: &WebviewWindow<Wry>) -> tauri::Result<()> {
    Ok(())
}
