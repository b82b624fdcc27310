//! Letters of reminder, and the days off by which terms are counted.

use domain::id::{CampaignId, LetterId, UnitId};
use engine::actions::{LetterDraft, OfficeYear, PaperOf};
use engine::record::LetterHabit;
use engine::{Engine, EngineError, Noun};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::{follow_up, unpack};
use crate::failure::Failure;
use crate::paper_view::{FileName, StandingView};
use crate::shared_engine::SharedEngine;

/// A letter of reminder.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LetterView {
    id: String,
    unit: String,
    addressee: String,
    fields: LetterFields,
    paper: StandingView,
    /// How many demands it names.
    demands: u32,
    /// Changes whenever the paper does.
    version: String,
    file_name: String,
}

/// What a person decides about a letter.
#[derive(Clone, Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LetterFields {
    date: String,
    reply_by: String,
    symbol: String,
    agency: String,
    /// One line each.
    signer_title: String,
    signer: String,
    archive: String,
}

/// The days off of a year.
#[derive(Debug, Serialize, Type)]
pub(crate) struct OfficeYearView {
    year: i32,
    /// One line each, as a person would type them.
    off: String,
    worked: String,
    source: String,
    own: bool,
}

/// The days off of a year as a person typed them.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct OfficeYearInput {
    year: i32,
    off: String,
    worked: String,
    source: String,
}

/// Makes a letter about these demands, or with none about everything that is overdue or due soon.
#[tauri::command]
#[specta::specta]
pub(crate) async fn make_letter(
    engine: State<'_, SharedEngine>,
    campaign: String,
    unit: String,
    demands: Vec<String>,
) -> Result<LetterView, Failure> {
    engine
        .ask(move |engine| {
            let campaign: CampaignId = unpack::id(&campaign, Noun::Campaign)?;
            let unit: UnitId = unpack::id(&unit, Noun::Unit)?;
            let id = engine.make_letter(campaign, unit, &follow_up::findings(&demands)?)?;
            view(engine, campaign, id)
        })
        .await
}

/// Reads a letter.
#[tauri::command]
#[specta::specta]
pub(crate) async fn letter(
    engine: State<'_, SharedEngine>,
    campaign: String,
    id: String,
) -> Result<LetterView, Failure> {
    at(&engine, campaign, id, view).await
}

/// Corrects a letter.
#[tauri::command]
#[specta::specta]
pub(crate) async fn correct_letter(
    engine: State<'_, SharedEngine>,
    campaign: String,
    id: String,
    fields: LetterFields,
) -> Result<LetterView, Failure> {
    at(&engine, campaign, id, move |engine, campaign, id| {
        let draft = LetterDraft {
            date: unpack::day(&fields.date)?,
            reply_by: unpack::day(&fields.reply_by)?,
            habit: LetterHabit {
                symbol: fields.symbol,
                agency: fields.agency,
                signer_title: fields.signer_title.lines().map(str::to_owned).collect(),
                signer: fields.signer,
                archive: fields.archive,
            },
        };
        engine.correct_letter(campaign, id, &draft)?;
        view(engine, campaign, id)
    })
    .await
}

/// Takes a letter away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_letter(
    engine: State<'_, SharedEngine>,
    campaign: String,
    id: String,
) -> Result<(), Failure> {
    at(&engine, campaign, id, |engine, campaign, id| engine.remove_letter(campaign, id).map(drop))
        .await
}

/// The days off of every year that is known, latest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn office_years(
    engine: State<'_, SharedEngine>,
) -> Result<Vec<OfficeYearView>, Failure> {
    engine.ask(years).await
}

/// Adds the days off of a year.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_office_year(
    engine: State<'_, SharedEngine>,
    input: OfficeYearInput,
) -> Result<Vec<OfficeYearView>, Failure> {
    engine
        .ask(move |engine| {
            let OfficeYearInput { year, off, worked, source } = input;
            let off = OfficeYear::read_off(year, &off)?;
            let worked = OfficeYear::read_worked(year, &worked)?;
            engine.add_office_year(&OfficeYear { year, off, worked, source, own: true })?;
            years(engine)
        })
        .await
}

/// Takes away the days off that the office added for a year.
#[tauri::command]
#[specta::specta]
pub(crate) async fn drop_office_year(
    engine: State<'_, SharedEngine>,
    year: i32,
) -> Result<Vec<OfficeYearView>, Failure> {
    engine
        .ask(move |engine| {
            engine.drop_office_year(year)?;
            years(engine)
        })
        .await
}

async fn at<T: Send + 'static>(
    engine: &SharedEngine,
    campaign: String,
    id: String,
    work: impl FnOnce(&mut Engine, CampaignId, LetterId) -> Result<T, EngineError> + Send + 'static,
) -> Result<T, Failure> {
    engine
        .ask(move |engine| {
            let campaign: CampaignId = unpack::id(&campaign, Noun::Campaign)?;
            let id: LetterId = unpack::id(&id, Noun::Letter)?;
            work(engine, campaign, id)
        })
        .await
}

fn view(
    engine: &mut Engine,
    campaign: CampaignId,
    id: LetterId,
) -> Result<LetterView, EngineError> {
    let form = engine.letter(campaign, id)?;
    let habit = form.habit;
    let fields = LetterFields {
        date: form.letter.date.to_string(),
        reply_by: form.letter.reply_by.to_string(),
        symbol: habit.symbol,
        agency: habit.agency,
        signer_title: habit.signer_title.join("\n"),
        signer: habit.signer,
        archive: habit.archive,
    };
    let (shelf, later) = engine.paper_standing(PaperOf::Letter(campaign, id))?;
    let sealed = shelf.sealed().map(|paper| paper.current.clone());
    let name = FileName::about("DonDoc", &form.addressee, form.letter.date);
    Ok(LetterView {
        file_name: name.of(shelf.papers.last()),
        paper: StandingView::of(engine, &shelf, &later, &name)?,
        id: id.to_string(),
        unit: form.letter.unit.to_string(),
        addressee: form.addressee,
        demands: u32::try_from(form.letter.lines.len()).unwrap_or(u32::MAX),
        version: sealed.unwrap_or_else(|| version(&fields)),
        fields,
    })
}

/// Differs where the fields do.
fn version(fields: &LetterFields) -> String {
    let LetterFields { date, reply_by, symbol, agency, signer_title, signer, archive } = fields;
    [date, reply_by, symbol, agency, signer_title, signer, archive].map(String::as_str).join("|")
}

fn years(engine: &mut Engine) -> Result<Vec<OfficeYearView>, EngineError> {
    let short = |day: &chrono::NaiveDate| day.format("%d/%m").to_string();
    let view = |it: OfficeYear| OfficeYearView {
        year: it.year,
        off: it
            .off
            .iter()
            .map(|(day, name)| format!("{} {name}", short(day)))
            .collect::<Vec<_>>()
            .join("\n"),
        worked: it.worked.iter().map(short).collect::<Vec<_>>().join(", "),
        source: it.source,
        own: it.own,
    };
    Ok(engine.office_years()?.into_iter().map(view).collect())
}
