//! Posted procedures beside the published list.

use domain::id::VisitId;
use domain::procedures::{State as Standing, TallyLine};
use engine::actions::{FilledDecisions, PostedLine, ProcedureDesk, ProcedureSentence, Tick};
use engine::{Engine, EngineError, Field, Noun};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::failure::Failure;
use crate::screen::Screen;
use crate::shared_engine::SharedEngine;

/// The comparison as a screen shows it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProcedureDeskView {
    published: u32,
    absent: u32,
    stale: bool,
    open: u32,
    all: ProcedureCount,
    counts: Vec<ProcedureCount>,
    lines: Vec<ProcedureLine>,
    sentences: Vec<ProcedureSentenceView>,
}

/// Counts of one authority or level, or of all.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ProcedureCount {
    name: String,
    fields: u32,
    due: u32,
    posted: u32,
    missing: u32,
    ended: u32,
}

/// One posted procedure.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProcedureLine {
    id: String,
    code: String,
    name: String,
    field: String,
    authority: String,
    /// `yes`, `no`, or empty while nobody looked.
    hangs: String,
    /// `known`, `ended`, `early`, `repeated`, `unknown`, `foreign`.
    state: String,
    incomplete: bool,
    missing_parts: String,
    surplus: Vec<String>,
    lacking: Vec<String>,
    differs: bool,
    late_days: Option<u32>,
    near: Vec<ProcedureChoice>,
}

/// A published procedure that a line might mean.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ProcedureChoice {
    id: String,
    code: String,
    name: String,
}

/// A default sentence, filled.
#[derive(Debug, Serialize, Type)]
#[serde(rename = "ProcedureSentence")]
pub(crate) struct ProcedureSentenceView {
    item: String,
    title: String,
    text: String,
    recommendation: String,
    /// The verdict of the item, empty while there is none.
    verdict: String,
    noted: bool,
}

/// Lays the register of a visit beside the published list.
#[tauri::command]
#[specta::specta]
pub(crate) async fn procedures(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<ProcedureDeskView, Failure> {
    engine.show(visit).await
}

/// Puts the published list into the register.
#[tauri::command]
#[specta::specta]
pub(crate) async fn fill_procedures(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<ProcedureDeskView, Failure> {
    engine.change(visit, Engine::fill_procedures).await
}

/// Writes the comparison into the register.
#[tauri::command]
#[specta::specta]
pub(crate) async fn settle_procedures(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<ProcedureDeskView, Failure> {
    engine.change(visit, Engine::settle_procedures).await
}

/// Says the same of several rows: `hangs`, `missing`, `complete`, `incomplete`, `foreign`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn tick_procedures(
    engine: State<'_, SharedEngine>,
    visit: String,
    rows: Vec<String>,
    tick: String,
) -> Result<ProcedureDeskView, Failure> {
    engine
        .change(visit, move |engine, visit| {
            let rows: Result<Vec<_>, _> = rows.iter().map(|id| unpack::id(id, Noun::Row)).collect();
            let tick = Tick::from_code(&tick).ok_or_else(|| unpack::bad(Field::Word, &tick))?;
            engine.tick_procedures(visit, &rows?, tick)
        })
        .await
}

/// Says which published procedure a row means.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_procedure(
    engine: State<'_, SharedEngine>,
    visit: String,
    row: String,
    procedure: String,
) -> Result<ProcedureDeskView, Failure> {
    engine
        .change(visit, move |engine, visit| {
            let row = unpack::id(&row, Noun::Row)?;
            engine.choose_procedure(visit, row, unpack::id(&procedure, Noun::Procedure)?)
        })
        .await
}

/// What filling the register of decisions did.
#[derive(Debug, Serialize, Type)]
pub(crate) struct FilledDecisionsView {
    known: u32,
    added: u32,
    changed: u32,
}

/// Fills the register of publishing decisions from the published list.
#[tauri::command]
#[specta::specta]
pub(crate) async fn fill_decisions(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<FilledDecisionsView, Failure> {
    let FilledDecisions { known, added, changed } =
        engine.ask(move |engine| engine.fill_decisions(unpack::id(&visit, Noun::Visit)?)).await?;
    Ok(FilledDecisionsView { known, added, changed })
}

impl Screen for ProcedureDeskView {
    type Place = VisitId;

    fn of(engine: &Engine, visit: VisitId) -> Result<Self, EngineError> {
        engine.procedure_desk(visit).map(Self::from)
    }
}

impl From<ProcedureDesk> for ProcedureDeskView {
    fn from(desk: ProcedureDesk) -> Self {
        let authorities = desk.tally.authorities.iter();
        let counts = authorities
            .map(|(authority, line)| count(authority.code(), *line))
            .chain(desk.tally.levels.iter().map(|(level, line)| count(level, *line)));
        Self {
            published: desk.published,
            absent: desk.absent,
            stale: desk.stale,
            open: desk.tally.open,
            all: count("", desk.tally.all),
            counts: counts.collect(),
            lines: desk.lines.into_iter().map(ProcedureLine::from).collect(),
            sentences: desk.sentences.into_iter().map(ProcedureSentenceView::from).collect(),
        }
    }
}

fn count(name: &str, line: TallyLine) -> ProcedureCount {
    let TallyLine { fields, due, posted, missing, ended } = line;
    ProcedureCount { name: name.to_owned(), fields, due, posted, missing, ended }
}

impl From<PostedLine> for ProcedureLine {
    fn from(line: PostedLine) -> Self {
        let choice = |(id, code, name): (domain::id::ProcedureId, String, String)| {
            ProcedureChoice { id: id.to_string(), code, name }
        };
        Self {
            id: line.id.to_string(),
            code: line.code,
            name: line.name,
            field: line.field,
            authority: line.authority,
            hangs: match line.hangs {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            }
            .to_owned(),
            state: standing(line.state).to_owned(),
            incomplete: line.incomplete,
            missing_parts: line.missing_parts,
            surplus: line.components.surplus,
            lacking: line.components.lacking,
            differs: line.differs,
            late_days: line.late_days,
            near: line.near.into_iter().map(choice).collect(),
        }
    }
}

const fn standing(state: Standing) -> &'static str {
    match state {
        Standing::Known(_) => "known",
        Standing::Ended(_) => "ended",
        Standing::Early(_) => "early",
        Standing::Repeated(_) => "repeated",
        Standing::Unknown => "unknown",
        Standing::Foreign => "foreign",
    }
}

impl From<ProcedureSentence> for ProcedureSentenceView {
    fn from(sentence: ProcedureSentence) -> Self {
        Self {
            item: sentence.item,
            title: sentence.title,
            text: sentence.text,
            recommendation: sentence.recommendation,
            verdict: sentence.verdict.map(|it| it.code().to_owned()).unwrap_or_default(),
            noted: sentence.noted,
        }
    }
}
