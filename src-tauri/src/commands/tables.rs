//! Workbooks: open one, look at a sheet, import its lines.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use engine::actions::{At, TableOutcome, TableRequest, Writing};
use engine::import::{LineProblem, TableFile};
use engine::words::line_sentence;
use engine::{EngineError, Noun};
use serde::{Deserialize, Serialize};
use specta::Type;
use tables::{Mapping, Sheet, letters};
use tauri::{State, async_runtime};

use super::unpack;
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// Rows shown before anything is imported.
const PREVIEW_ROWS: usize = 30;

/// The file that is being imported, and how far its reading came. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct SharedTable {
    file: Arc<Mutex<Option<TableFile>>>,
    rows: Arc<AtomicU32>,
    stop: Arc<AtomicBool>,
}

/// A file that was opened.
#[derive(Debug, Serialize, Type)]
#[serde(rename = "TableFile")]
pub(crate) struct TableFileView {
    name: String,
    sheets: Vec<String>,
}

/// Where lines go.
#[derive(Clone, Debug, Deserialize, Type)]
pub(crate) struct TablePlace {
    /// `catalogue`, `posted` or `register`.
    target: String,
    campaign: Option<String>,
    visit: Option<String>,
    register: Option<String>,
}

/// Which column is which.
#[derive(Clone, Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TableColumns {
    /// The row of the headings as Excel shows it; absent: every row is a line.
    heading_row: Option<u32>,
    columns: Vec<TableColumn>,
}

/// One column of the mapping.
#[derive(Clone, Debug, Deserialize, Serialize, Type)]
pub(crate) struct TableColumn {
    name: String,
    /// From 0.
    column: u32,
}

/// The beginning of a sheet, and the columns an import wants of it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TablePreview {
    sheet: String,
    first_row: u32,
    rows: u32,
    /// The names Excel gives the columns.
    letters: Vec<String>,
    preview: Vec<Vec<String>>,
    wanted: Vec<WantedView>,
    suggested: TableColumns,
}

/// A column that an import wants.
#[derive(Debug, Serialize, Type)]
#[serde(rename = "TableWanted")]
pub(crate) struct WantedView {
    name: String,
    label: String,
    required: bool,
}

/// What a person decided on.
#[derive(Clone, Debug, Deserialize, Type)]
pub(crate) struct TableImport {
    place: TablePlace,
    sheet: String,
    mapping: TableColumns,
    /// Takes away what the list no longer names.
    replace: bool,
    /// `nothing` only says what would happen; `all` writes everything or nothing; `sound` leaves
    /// out the lines that have a problem.
    writing: TableWriting,
}

/// How far an import goes.
#[derive(Clone, Copy, Debug, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TableWriting {
    /// Only says what would happen.
    Nothing,
    /// Everything or nothing.
    All,
    /// Lines without a problem.
    Sound,
}

/// What an import did, or would do.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TableResult {
    lines: u32,
    added: u32,
    changed: u32,
    same: u32,
    removed: u32,
    problem_count: u32,
    problems: Vec<TableProblem>,
    written: bool,
}

/// Something wrong in a line.
#[derive(Debug, Serialize, Type)]
pub(crate) struct TableProblem {
    row: u32,
    /// The name of the column, empty where none is meant.
    column: String,
    sentence: String,
}

/// Opens a file; the one opened before is let go.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_table(
    table: State<'_, SharedTable>,
    file_name: String,
    base64: String,
) -> Result<TableFileView, Failure> {
    table
        .hold(move |file, _| {
            let opened = TableFile::open(&file_name, &unpack::bytes(&base64)?)?;
            let view = TableFileView { name: opened.name().to_owned(), sheets: opened.sheets() };
            *file = Some(opened);
            Ok(view)
        })
        .await
}

/// Lets the opened file go.
#[tauri::command]
#[specta::specta]
pub(crate) async fn close_table(table: State<'_, SharedTable>) -> Result<(), Failure> {
    table
        .hold(|file, _| {
            *file = None;
            Ok(())
        })
        .await
}

/// Reads a sheet and suggests which column is which.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_table(
    table: State<'_, SharedTable>,
    engine: State<'_, SharedEngine>,
    place: TablePlace,
    sheet: String,
) -> Result<TablePreview, Failure> {
    let read = table.sheet(sheet).await?;
    engine
        .ask(move |engine| {
            let at = place.at()?;
            let wanted = engine.table_columns(&place.target, &at)?;
            let suggested = engine.suggest_columns(&place.target, &at, &read)?;
            let view = |column: engine::import::WantedColumn| WantedView {
                name: column.wanted.name,
                label: column.label,
                required: column.wanted.required,
            };
            let width = u32::try_from(read.width()).unwrap_or(u32::MAX);
            Ok(TablePreview {
                sheet: read.name.clone(),
                first_row: read.first_row,
                rows: u32::try_from(read.rows.len()).unwrap_or(u32::MAX),
                letters: (0..width).map(letters).collect(),
                preview: read.rows.iter().take(PREVIEW_ROWS).cloned().collect(),
                wanted: wanted.into_iter().map(view).collect(),
                suggested: TableColumns::from(suggested),
            })
        })
        .await
}

/// Imports the lines of a sheet, or says what that would do.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_table(
    table: State<'_, SharedTable>,
    engine: State<'_, SharedEngine>,
    request: TableImport,
) -> Result<TableResult, Failure> {
    let read = table.sheet(request.sheet.clone()).await?;
    engine
        .ask(move |engine| {
            let asked = TableRequest {
                target: request.place.target.clone(),
                at: request.place.at()?,
                mapping: Mapping::from(request.mapping),
                replace: request.replace,
            };
            let writing = Writing::from(request.writing);
            if writing != Writing::Nothing {
                engine.snapshot_before_import()?;
            }
            engine.import_table(&asked, &read, writing).map(TableResult::from)
        })
        .await
}

/// How many rows of the sheet were read so far.
#[tauri::command]
#[specta::specta]
pub(crate) async fn table_progress(table: State<'_, SharedTable>) -> Result<u32, Failure> {
    Ok(table.rows.load(Ordering::Relaxed))
}

/// Stops the reading of a sheet, or the writing of what was read.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_table(
    table: State<'_, SharedTable>,
    engine: State<'_, SharedEngine>,
) -> Result<(), Failure> {
    table.stop.store(true, Ordering::Relaxed);
    engine.stop();
    Ok(())
}

/// Takes back what was last imported into a campaign as a whole; says what it was.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_at_campaign(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<String, Failure> {
    engine.ask(move |engine| engine.undo_at_campaign(unpack::id(&campaign, Noun::Campaign)?)).await
}

impl SharedTable {
    /// Reads a sheet of the opened file, off the window's thread.
    async fn sheet(&self, name: String) -> Result<Arc<Sheet>, Failure> {
        self.hold(move |file, watch| {
            let file = file
                .as_mut()
                .ok_or_else(|| EngineError::NotFound { what: Noun::Table, name: name.clone() })?;
            Ok(file.sheet(&name, watch)?)
        })
        .await
    }

    async fn hold<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Option<TableFile>, tables::Watch<'_>) -> Result<T, EngineError>
        + Send
        + 'static,
    ) -> Result<T, Failure> {
        let Self { file, rows, stop } = self.clone();
        async_runtime::spawn_blocking(move || {
            rows.store(0, Ordering::Relaxed);
            stop.store(false, Ordering::Relaxed);
            let mut watch = |read| {
                rows.store(read, Ordering::Relaxed);
                !stop.load(Ordering::Relaxed)
            };
            // Nothing is kept half-done behind a poisoned lock: a file is whole or not there.
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut file, &mut watch).map_err(|error| Failure::from(&error))
        })
        .await
        .unwrap_or_else(|_| Err(Failure::internal()))
    }
}

impl TablePlace {
    fn at(&self) -> Result<At, EngineError> {
        let campaign = self.campaign.as_deref();
        let visit = self.visit.as_deref();
        Ok(At {
            campaign: campaign.map(|id| unpack::id(id, Noun::Campaign)).transpose()?,
            visit: visit.map(|id| unpack::id(id, Noun::Visit)).transpose()?,
            register: self.register.clone(),
        })
    }
}

impl From<Mapping> for TableColumns {
    fn from(mapping: Mapping) -> Self {
        let column = |(name, column)| TableColumn { name, column };
        let columns = mapping.columns.into_iter().map(column).collect();
        Self { heading_row: mapping.heading_row, columns }
    }
}

impl From<TableColumns> for Mapping {
    fn from(view: TableColumns) -> Self {
        let columns = view.columns.into_iter().map(|it| (it.name, it.column)).collect();
        Self { heading_row: view.heading_row, columns }
    }
}

impl From<TableWriting> for Writing {
    fn from(writing: TableWriting) -> Self {
        match writing {
            TableWriting::Nothing => Self::Nothing,
            TableWriting::All => Self::All,
            TableWriting::Sound => Self::SoundLines,
        }
    }
}

impl From<TableOutcome> for TableResult {
    fn from(outcome: TableOutcome) -> Self {
        let problem = |problem: &LineProblem| TableProblem {
            row: problem.row,
            column: problem.column.map(letters).unwrap_or_default(),
            sentence: line_sentence(problem),
        };
        Self {
            lines: outcome.lines,
            added: outcome.added,
            changed: outcome.changed,
            same: outcome.same,
            removed: outcome.removed,
            problem_count: outcome.problem_count,
            problems: outcome.problems.iter().map(problem).collect(),
            written: outcome.written,
        }
    }
}
