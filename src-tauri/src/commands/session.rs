//! The store of this laptop: make, unlock, lock, keep safe.

use std::path::PathBuf;

use engine::Engine;
use engine::actions::{Person, Settings};
use engine::store::{Home, Snapshot, list_snapshots};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{State, WebviewWindow};

use super::machine::{LastPlaceView, LookView, last_place};
use crate::failure::Failure;
use crate::luggage::Luggage;
use crate::machine::SharedMachine;
use crate::shared_engine::{SharedEngine, secret};

/// Where the program stands.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SessionState {
    /// No store was ever made here.
    Fresh,
    /// The store waits for its passphrase.
    Locked,
    /// The store is open.
    Open,
    /// The database is damaged; a snapshot may take its place.
    Damaged,
}

/// Who works here.
#[derive(Clone, Debug, Deserialize, Serialize, Type)]
pub(crate) struct PersonView {
    name: String,
    title: String,
    office: String,
}

/// How this person likes the program.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SettingsView {
    idle_minutes: u32,
    digit_keys: bool,
    /// The tour was taken or waved away.
    tour_seen: bool,
}

/// A verified copy of the database.
#[derive(Debug, Serialize, Type)]
pub(crate) struct SnapshotView {
    name: String,
    at: String,
}

/// Everything the screens need to begin.
#[derive(Debug, Serialize, Type)]
pub(crate) struct SessionView {
    state: SessionState,
    person: Option<PersonView>,
    version: String,
    settings: SettingsView,
    /// How things look on this machine, locked or open.
    look: LookView,
    /// Where the person was last, while the store is open.
    place: Option<LastPlaceView>,
    snapshots: Vec<SnapshotView>,
}

/// What a new store needs.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetUpInput {
    name: String,
    title: String,
    office: String,
    passphrase: String,
}

/// What a check of the store found, in Vietnamese.
#[derive(Debug, Serialize, Type)]
pub(crate) struct CheckReportView {
    ok: bool,
    lines: Vec<String>,
}

/// Tells where the program stands.
#[tauri::command]
#[specta::specta]
pub(crate) async fn session(
    engine: State<'_, SharedEngine>,
    machine: State<'_, SharedMachine>,
) -> Result<SessionView, Failure> {
    let state = if engine.is_fresh() {
        SessionState::Fresh
    } else if engine.is_damaged() {
        SessionState::Damaged
    } else {
        SessionState::Locked
    };
    let home = Home::new(engine.home());
    let look = machine.look().into();
    match engine.ask(move |engine| open_session(engine, look)).await {
        Ok(view) => Ok(view),
        Err(_) => Ok(SessionView {
            state,
            person: None,
            version: version(),
            settings: Settings::default().into(),
            look,
            place: None,
            snapshots: list_snapshots(&home).unwrap_or_default().iter().map(snapshot).collect(),
        }),
    }
}

/// Makes a new store; returns the recovery code, which is shown once.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_up(
    engine: State<'_, SharedEngine>,
    input: SetUpInput,
) -> Result<String, Failure> {
    let SetUpInput { name, title, office, passphrase } = input;
    let code = engine.create(Person { name, title, office }, passphrase).await?;
    Ok(code.printed().to_string())
}

/// Unlocks the store with a passphrase or a recovery code.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlock(
    engine: State<'_, SharedEngine>,
    machine: State<'_, SharedMachine>,
    secret: String,
) -> Result<SessionView, Failure> {
    engine.unlock(secret).await?;
    let look = machine.look().into();
    engine.ask(move |engine| open_session(engine, look)).await
}

/// Locks the store.
#[tauri::command]
#[specta::specta]
pub(crate) async fn lock(
    engine: State<'_, SharedEngine>,
    luggage: State<'_, Luggage>,
) -> Result<(), Failure> {
    luggage.clear();
    engine.lock().await
}

/// Closes the window; the screens ask for it when open fields are saved.
#[tauri::command]
#[specta::specta]
pub(crate) async fn leave(window: WebviewWindow) -> Result<(), Failure> {
    window.destroy().map_err(|_| Failure::internal())
}

/// Puts a snapshot in the place of the damaged database.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_snapshot(
    engine: State<'_, SharedEngine>,
    machine: State<'_, SharedMachine>,
    name: String,
    secret: String,
) -> Result<SessionView, Failure> {
    engine.restore(name, secret).await?;
    let look = machine.look().into();
    engine.ask(move |engine| open_session(engine, look)).await
}

/// Replaces the passphrase.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_passphrase(
    engine: State<'_, SharedEngine>,
    current: String,
    next: String,
) -> Result<(), Failure> {
    engine.ask(move |engine| engine.change_passphrase(&secret(&current), &next)).await
}

/// Changes how the person likes the program.
#[tauri::command]
#[specta::specta]
pub(crate) async fn update_settings(
    engine: State<'_, SharedEngine>,
    settings: SettingsView,
) -> Result<SettingsView, Failure> {
    let SettingsView { idle_minutes, digit_keys, tour_seen } = settings;
    let settings = Settings { idle_minutes, digit_keys, tour_seen };
    engine.ask(move |engine| engine.save_settings(settings)).await.map(SettingsView::from)
}

/// Corrects who works here.
#[tauri::command]
#[specta::specta]
pub(crate) async fn update_person(
    engine: State<'_, SharedEngine>,
    person: PersonView,
) -> Result<PersonView, Failure> {
    let PersonView { name, title, office } = person;
    let person = Person { name, title, office };
    engine
        .ask(move |engine| {
            engine.save_person(&person)?;
            engine.person()
        })
        .await
        .map(PersonView::from)
}

/// Writes the whole store to one file and returns its path.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backup(
    engine: State<'_, SharedEngine>,
    path: String,
) -> Result<String, Failure> {
    let out = PathBuf::from(&path);
    engine.ask(move |engine| engine.backup(&out)).await?;
    Ok(path)
}

/// Verifies the whole store; repairs nothing.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_store(
    engine: State<'_, SharedEngine>,
) -> Result<CheckReportView, Failure> {
    let report = engine.ask(Engine::check).await?;
    Ok(CheckReportView { ok: report.is_sound(), lines: engine::words::check_lines(&report) })
}

fn open_session(engine: &Engine, look: LookView) -> Result<SessionView, engine::EngineError> {
    Ok(SessionView {
        state: SessionState::Open,
        person: Some(engine.person()?.into()),
        version: version(),
        settings: engine.settings()?.into(),
        look,
        place: last_place(engine)?,
        snapshots: Vec::new(),
    })
}

fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn snapshot(snapshot: &Snapshot) -> SnapshotView {
    SnapshotView {
        name: snapshot.name.clone(),
        at: snapshot.taken_at.format("%d/%m/%Y %H:%M").to_string(),
    }
}

impl From<Person> for PersonView {
    fn from(Person { name, title, office }: Person) -> Self {
        Self { name, title, office }
    }
}

impl From<Settings> for SettingsView {
    fn from(settings: Settings) -> Self {
        let Settings { idle_minutes, digit_keys, tour_seen } = settings;
        Self { idle_minutes, digit_keys, tour_seen }
    }
}
