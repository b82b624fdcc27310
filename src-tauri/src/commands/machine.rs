//! How things look on this machine, and where the person was last.

use engine::actions::Place;
use engine::machine::{Look, Theme};
use engine::{Engine, EngineError};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{State, async_runtime};

use crate::failure::Failure;
use crate::machine::SharedMachine;
use crate::shared_engine::SharedEngine;

/// The colours of the screens.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "lowercase")]
#[serde(rename = "Theme")]
pub(crate) enum ThemeView {
    /// As the system has it.
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black on white, with strong lines.
    Contrast,
}

/// How things look on this machine, locked or open.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LookView {
    theme: ThemeView,
    /// Size of everything on the screen, in per cent.
    zoom_percent: u32,
}

/// Where the person was last, while that is still there.
#[derive(Debug, Serialize, Type)]
pub(crate) struct LastPlaceView {
    screen: String,
    id: String,
    /// The item of a visit, or empty.
    item: String,
    /// How people call it: the unit, or the campaign.
    name: String,
}

/// Changes how things look.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_look(
    machine: State<'_, SharedMachine>,
    look: LookView,
) -> Result<LookView, Failure> {
    let machine = machine.inner().clone();
    let kept = async_runtime::spawn_blocking(move || machine.set_look(look.into())).await;
    let kept = kept.map_err(|_| Failure::internal())?;
    kept.map(LookView::from).map_err(|error| EngineError::from(error).into())
}

/// Notes where the person is, to be offered at the next start.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_place(
    engine: State<'_, SharedEngine>,
    screen: String,
    id: String,
    item: String,
) -> Result<(), Failure> {
    engine.ask(move |engine| engine.keep_place(&Place { screen, id, item })).await
}

/// Where the person was last.
pub(super) fn last_place(engine: &Engine) -> Result<Option<LastPlaceView>, EngineError> {
    let last = engine.last_place()?;
    Ok(last.map(|last| {
        let Place { screen, id, item } = last.place;
        LastPlaceView { screen, id, item, name: last.name }
    }))
}

impl From<Look> for LookView {
    fn from(Look { theme, zoom_percent }: Look) -> Self {
        let theme = match theme {
            Theme::System => ThemeView::System,
            Theme::Light => ThemeView::Light,
            Theme::Dark => ThemeView::Dark,
            Theme::Contrast => ThemeView::Contrast,
        };
        Self { theme, zoom_percent }
    }
}

impl From<LookView> for Look {
    fn from(LookView { theme, zoom_percent }: LookView) -> Self {
        let theme = match theme {
            ThemeView::System => Theme::System,
            ThemeView::Light => Theme::Light,
            ThemeView::Dark => Theme::Dark,
            ThemeView::Contrast => Theme::Contrast,
        };
        Self { theme, zoom_percent }
    }
}
