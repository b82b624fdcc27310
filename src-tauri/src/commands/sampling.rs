//! Samples of case files.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::id::{SampleId, VisitId};
use engine::actions::{Draft, RowChange};
use engine::record::{Draw, Row};
use engine::sampling::{self, BY_CHANNEL, BY_FIELD, COLUMNS, ListedFile, Look, REGISTER};
use engine::{Engine, EngineError, Noun};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::unpack;
use crate::failure::Failure;
use crate::screen::Screen;
use crate::shared_engine::SharedEngine;

/// A sample as it was drawn.
#[derive(Debug, Serialize, Type)]
pub(crate) struct DrawView {
    id: String,
    at: String,
    method: String,
    population: String,
    of: u32,
    source: String,
    by: String,
    size: u32,
    seed: String,
    codes: Vec<String>,
}

/// A row of the register of sampled files.
#[derive(Debug, Serialize, Type)]
pub(crate) struct SheetView {
    row: String,
    /// Whether it belongs to the last sample.
    drawn: bool,
    cells: BTreeMap<String, String>,
}

/// An error rate, in figures and in words.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ErrorRateView {
    part: String,
    faulty: u32,
    judged: u32,
    open: u32,
    percent: String,
    interval: String,
    sentence: String,
    /// The strata one by one, each at 95 % for itself; only of the whole, and of a sample with
    /// strata.
    strata: Vec<StratumRateView>,
}

/// What the drawn files of one stratum say.
#[derive(Debug, Serialize, Type)]
pub(crate) struct StratumRateView {
    name: String,
    of: u32,
    drawn: u32,
    faulty: u32,
    judged: u32,
    interval: String,
}

/// Everything the screen shows.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SamplesView {
    unit_name: String,
    file_name: String,
    draws: Vec<DrawView>,
    sheets: Vec<SheetView>,
    rates: Vec<ErrorRateView>,
}

/// A file on a list.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ListedFileView {
    code: String,
    procedure: String,
    field: String,
    channel: String,
    received: String,
    due: String,
    returned: String,
}

/// A stratum.
#[derive(Debug, Serialize, Type)]
pub(crate) struct StratumView {
    name: String,
    of: u32,
}

/// A column a list may have.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ListColumnView {
    name: String,
    label: String,
}

/// A list looked at before anything is drawn from it.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ListLookView {
    sheets: Vec<String>,
    sheet: String,
    headings: Vec<String>,
    wanted: Vec<ListColumnView>,
    columns: BTreeMap<String, u32>,
    count: u32,
    first: Vec<ListedFileView>,
    fields: Vec<StratumView>,
    channels: Vec<StratumView>,
    /// What keeps the list from being drawn from; empty when nothing does.
    trouble: String,
}

/// The file that lists the population, as the person picked and mapped it.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ListFile {
    name: String,
    bytes: String,
    sheet: Option<String>,
    columns: Option<BTreeMap<String, u32>>,
}

/// A sample about to be drawn, from a file or from typed codes.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct DrawInput {
    file: Option<ListFile>,
    typed: String,
    by: String,
    size: u32,
    seed: String,
}

/// What a second draw brought.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RedrawnView {
    codes: Vec<String>,
    same_population: bool,
    same_files: bool,
}

/// Reads the samples of a visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn samples(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<SamplesView, Failure> {
    engine.show(visit).await
}

/// Looks at a workbook of the one-stop software; nothing is kept of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look_at_list(
    engine: State<'_, SharedEngine>,
    file: ListFile,
) -> Result<ListLookView, Failure> {
    engine.aside(move || Ok(look_view(look(&file)?))).await
}

/// Looks at typed codes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look_at_codes(
    engine: State<'_, SharedEngine>,
    typed: String,
) -> Result<ListLookView, Failure> {
    engine
        .aside(move || {
            let files = sampling::typed(&typed)?;
            Ok(look_view(Look { files, ..Look::default() }))
        })
        .await
}

/// A seed that nobody could foresee.
#[tauri::command]
#[specta::specta]
pub(crate) async fn new_seed(engine: State<'_, SharedEngine>) -> Result<String, Failure> {
    engine.ask(|engine| engine.new_seed()).await
}

/// Draws a sample and records it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn draw_sample(
    engine: State<'_, SharedEngine>,
    visit: String,
    input: DrawInput,
) -> Result<SamplesView, Failure> {
    let DrawInput { file, typed, by, size, seed } = input;
    // A list of fifty thousand files takes a while to read; nobody who types waits for that.
    let (files, source) = engine
        .aside(move || match file {
            Some(file) => Ok((look(&file)?.files, file.name)),
            None => Ok((sampling::typed(&typed)?, String::new())),
        })
        .await?;
    engine
        .change(visit, move |engine, visit| {
            engine.draw_sample(visit, &Draft { files, source, by, size, seed })
        })
        .await
}

/// Draws a recorded sample again and compares.
#[tauri::command]
#[specta::specta]
pub(crate) async fn redraw_sample(
    engine: State<'_, SharedEngine>,
    visit: String,
    sample: String,
) -> Result<RedrawnView, Failure> {
    engine
        .ask(move |engine| {
            let (visit, sample) = ids(&visit, &sample)?;
            let again = engine.redraw_sample(visit, sample)?;
            Ok(RedrawnView {
                codes: again.codes,
                same_population: again.same_population,
                same_files: again.same_files,
            })
        })
        .await
}

/// Writes cells of one drawn file's sheet.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_sheet(
    engine: State<'_, SharedEngine>,
    visit: String,
    row: String,
    cells: BTreeMap<String, String>,
) -> Result<SamplesView, Failure> {
    engine
        .change(visit, move |engine, visit| {
            let id = Some(unpack::id(&row, Noun::Row)?);
            engine.save_rows(visit, REGISTER, &[RowChange::Put { id, cells }], None)
        })
        .await
}

/// Writes the list of files to fetch (`fetch`) or the population that was drawn from
/// (`population`) to a file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_sample_list(
    engine: State<'_, SharedEngine>,
    visit: String,
    sample: String,
    what: String,
    path: String,
) -> Result<(), Failure> {
    engine
        .ask(move |engine| {
            let (visit, sample) = ids(&visit, &sample)?;
            let path = PathBuf::from(path);
            match what.as_str() {
                "fetch" => engine.export_fetch_list(visit, sample, &path),
                "population" => engine.export_population(visit, sample, &path),
                other => Err(unpack::bad(engine::Field::Word, other)),
            }
        })
        .await
}

fn ids(visit: &str, sample: &str) -> Result<(VisitId, SampleId), EngineError> {
    Ok((unpack::id(visit, Noun::Visit)?, unpack::id(sample, Noun::Draw)?))
}

fn look(file: &ListFile) -> Result<Look, EngineError> {
    let bytes = unpack::bytes(&file.bytes)?;
    Ok(sampling::look(&bytes, &file.name, file.sheet.as_deref(), file.columns.as_ref())?)
}

/// Files shown of a list before it is drawn from.
const SHOWN: usize = 8;

fn look_view(look: Look) -> ListLookView {
    let trouble = match sampling::population(&look.files, "") {
        Ok(_) => String::new(),
        Err(_) if look.files.is_empty() => String::new(),
        Err(error) => engine::words::Failure::from(&EngineError::from(error)).message,
    };
    let strata = |by: &str| {
        let population = sampling::population(&look.files, by);
        let strata = population.iter().flat_map(|it| it.strata()).map(|(name, of)| StratumView {
            name: name.to_owned(),
            of: u32::try_from(of).unwrap_or(u32::MAX),
        });
        strata.collect()
    };
    let listed = |file: &ListedFile| ListedFileView {
        code: file.code.clone(),
        procedure: file.procedure.clone(),
        field: file.field.clone(),
        channel: file.channel.clone(),
        received: file.received.clone(),
        due: file.due.clone(),
        returned: file.returned.clone(),
    };
    let wanted = COLUMNS.iter().map(|(name, label, _)| ListColumnView {
        name: (*name).to_owned(),
        label: (*label).to_owned(),
    });
    ListLookView {
        wanted: wanted.collect(),
        count: u32::try_from(look.files.len()).unwrap_or(u32::MAX),
        first: look.files.iter().take(SHOWN).map(listed).collect(),
        fields: strata(BY_FIELD),
        channels: strata(BY_CHANNEL),
        trouble,
        sheets: look.sheets,
        sheet: look.sheet,
        headings: look.headings,
        columns: look.mapping.columns,
    }
}

impl Screen for SamplesView {
    type Place = VisitId;

    fn of(engine: &Engine, visit: VisitId) -> Result<Self, EngineError> {
        let folder = engine.folder(visit)?;
        let state = engine.samples_of(visit)?;
        let last = state.draws.last();
        let sheet = |row: &Row| SheetView {
            row: row.id.to_string(),
            drawn: last.is_some_and(|draw| {
                draw.codes.iter().any(|code| row.cells.get(sampling::CODE) == Some(code))
            }),
            cells: row.cells.clone(),
        };
        let rate = |judged: &sampling::Judged| ErrorRateView {
            part: judged.part.code().to_owned(),
            faulty: judged.rate.faulty,
            judged: judged.rate.judged,
            open: judged.rate.open,
            percent: judged.percent(),
            interval: judged.interval(),
            sentence: judged.sentence(last),
            strata: strata(judged),
        };
        let unit = domain::text::fold(&folder.unit.name).replace(' ', "-");
        Ok(Self {
            unit_name: folder.unit.name,
            file_name: format!("ho-so-mau-{unit}-{}", folder.visit.date),
            sheets: state.rows.iter().map(sheet).collect(),
            rates: state.judged.iter().map(rate).collect(),
            draws: state.draws.iter().map(draw_view).collect(),
        })
    }
}

fn strata(judged: &sampling::Judged) -> Vec<StratumRateView> {
    let told = judged.rate.strata.iter().filter(|_| judged.part == sampling::Part::Whole);
    told.map(|it| StratumRateView {
        name: it.stratum.clone(),
        of: it.of,
        drawn: it.judged.saturating_add(it.open),
        faulty: it.faulty,
        judged: it.judged,
        interval: it.interval.map(sampling::interval_text).unwrap_or_default(),
    })
    .collect()
}

fn draw_view(draw: &Draw) -> DrawView {
    DrawView {
        id: draw.id.to_string(),
        at: draw.at.clone(),
        method: draw.method.clone(),
        population: draw.population.clone(),
        of: draw.of,
        source: draw.source.clone(),
        by: draw.by.clone(),
        size: draw.size,
        seed: draw.seed.clone(),
        codes: draw.codes.clone(),
    }
}
