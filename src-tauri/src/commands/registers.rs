//! Registers: rows behind figures.

use std::collections::BTreeMap;

use domain::checklist::{FieldKind, Register};
use domain::id::VisitId;
use engine::{Engine, EngineError, Noun};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// A register with its rows.
#[derive(Debug, Serialize, Type)]
pub(crate) struct RegisterView {
    id: String,
    title: String,
    fields: Vec<RegisterFieldView>,
    rows: Vec<RegisterRowView>,
}

/// A column.
#[derive(Debug, Serialize, Type)]
pub(crate) struct RegisterFieldView {
    name: String,
    label: String,
    kind: String,
    options: Vec<String>,
}

/// A row; its cells in the order of the columns.
#[derive(Debug, Serialize, Type)]
pub(crate) struct RegisterRowView {
    id: String,
    cells: Vec<String>,
}

/// Reads a register of a visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn register(
    engine: State<'_, SharedEngine>,
    visit: String,
    register: String,
) -> Result<RegisterView, Failure> {
    engine.ask(move |engine| view(engine, unpack::id(&visit, Noun::Visit)?, &register)).await
}

/// Saves a row; without an id it is a new one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_register_row(
    engine: State<'_, SharedEngine>,
    visit: String,
    register: String,
    id: Option<String>,
    cells: Vec<String>,
) -> Result<RegisterView, Failure> {
    engine
        .ask(move |engine| {
            let visit: VisitId = unpack::id(&visit, Noun::Visit)?;
            let id = id.map(|id| unpack::id(&id, Noun::Register)).transpose()?;
            let folder = engine.folder(visit)?;
            let known = find(&folder.registers, &register)?;
            let names = known.fields.iter().map(|field| field.name.clone());
            let cells: BTreeMap<String, String> = names.zip(cells).collect();
            engine.save_row(visit, &register, id, &cells)?;
            view(engine, visit, &register)
        })
        .await
}

/// Takes a row away; undo brings it back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_register_row(
    engine: State<'_, SharedEngine>,
    visit: String,
    register: String,
    id: String,
) -> Result<RegisterView, Failure> {
    engine
        .ask(move |engine| {
            let visit: VisitId = unpack::id(&visit, Noun::Visit)?;
            engine.remove_row(visit, unpack::id(&id, Noun::Register)?)?;
            view(engine, visit, &register)
        })
        .await
}

fn find<'a>(registers: &'a [Register], id: &str) -> Result<&'a Register, EngineError> {
    let found = registers.iter().find(|register| register.id == id);
    found.ok_or_else(|| EngineError::NotFound { what: Noun::Register, name: id.to_owned() })
}

fn view(engine: &Engine, visit: VisitId, id: &str) -> Result<RegisterView, EngineError> {
    let folder = engine.folder(visit)?;
    let register = find(&folder.registers, id)?;
    let field = |field: &domain::checklist::Field| RegisterFieldView {
        name: field.name.clone(),
        label: field.label.clone(),
        kind: field.kind.code().to_owned(),
        options: match &field.kind {
            FieldKind::Choice(options) => options.clone(),
            FieldKind::Text | FieldKind::Date | FieldKind::YesNo | FieldKind::Count => Vec::new(),
        },
    };
    let row = |row: &engine::record::Row| RegisterRowView {
        id: row.id.to_string(),
        cells: register
            .fields
            .iter()
            .map(|field| row.cells.get(&field.name).cloned().unwrap_or_default())
            .collect(),
    };
    Ok(RegisterView {
        id: register.id.clone(),
        title: register.title.clone(),
        fields: register.fields.iter().map(field).collect(),
        rows: folder.rows.iter().filter(|it| it.register == register.id).map(row).collect(),
    })
}
