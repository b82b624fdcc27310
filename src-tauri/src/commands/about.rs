//! What the program says of itself.

use serde::Serialize;
use specta::Type;
use tauri::State;

use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// The program, as the screen "Giới thiệu" shows it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AppInfo {
    /// Version of the program, such as `0.1.0`.
    version: String,
    /// The folder in which everything is kept.
    home: String,
}

/// Tells which program this is and where it keeps things.
#[tauri::command]
#[specta::specta]
pub(crate) async fn app_info(engine: State<'_, SharedEngine>) -> Result<AppInfo, Failure> {
    let home = engine.home().display().to_string();
    Ok(AppInfo { version: env!("CARGO_PKG_VERSION").to_owned(), home })
}
