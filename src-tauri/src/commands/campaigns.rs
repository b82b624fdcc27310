//! Campaigns, samples and the bin.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::campaign::Campaign;
use domain::date;
use domain::id::{CampaignId, UnitId, VisitId};
use engine::actions::{Binned, CampaignSummary, VisitSummary};
use engine::{Engine, Noun};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::unpack;
use crate::campaign_form::{self, CampaignInput};
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// A campaign on the list.
#[derive(Debug, Serialize, Type)]
pub(crate) struct CampaignCard {
    id: String,
    name: String,
    agency: String,
    delegation: String,
    dates: String,
    units: u32,
    visits: u32,
    sealed: u32,
    sample: bool,
}

/// A sample on offer.
#[derive(Debug, Serialize, Type)]
pub(crate) struct SampleView {
    id: String,
    name: String,
    about: String,
    imported: bool,
}

/// Something in the bin.
#[derive(Debug, Serialize, Type)]
pub(crate) struct BinEntry {
    kind: BinKind,
    id: String,
    name: String,
    about: String,
}

/// What kind of thing lies in the bin.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub(crate) enum BinKind {
    /// A campaign.
    Campaign,
    /// A visit.
    Visit,
    /// A draft of a checklist.
    Draft,
}

/// A visit on the list of its campaign.
#[derive(Debug, Serialize, Type)]
pub(crate) struct VisitCard {
    id: String,
    unit: String,
    date: String,
    form: String,
    state: PaperStateView,
    answered: u32,
    items: u32,
    shortcomings: u32,
}

/// Where the minutes of a visit stand.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
#[serde(rename = "PaperState")]
pub(crate) enum PaperStateView {
    /// Being written.
    Draft,
    /// Sealed, signed by nobody.
    Sealed,
    /// Signed by some.
    PartlySigned,
    /// Signed by all.
    Signed,
    /// Another revision took its place.
    Replaced,
}

/// A campaign with everything the editor shows.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CampaignView {
    id: String,
    key: String,
    sample: bool,
    input: CampaignInput,
    visits: Vec<VisitCard>,
    /// What people call the checklist it goes by; empty when this laptop does not have it.
    checklist_title: String,
    /// Its version, likewise.
    version: String,
    /// How many procedures its published list has.
    procedures: u32,
    optional_areas: Vec<AreaChoice>,
    areas: Vec<AreaChoice>,
}

/// An area, by id and title.
#[derive(Debug, Serialize, Type)]
pub(crate) struct AreaChoice {
    id: String,
    title: String,
}

/// Lists the campaigns, latest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_campaigns(
    engine: State<'_, SharedEngine>,
) -> Result<Vec<CampaignCard>, Failure> {
    let list = engine.ask(|engine| engine.campaigns()).await?;
    Ok(list.iter().map(card).collect())
}

/// Lists the samples.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_samples(
    engine: State<'_, SharedEngine>,
) -> Result<Vec<SampleView>, Failure> {
    let list = engine.ask(|engine| engine.samples()).await?;
    let view = |sample: engine::actions::Sample| SampleView {
        id: sample.id.to_owned(),
        name: sample.name.to_owned(),
        about: sample.about.to_owned(),
        imported: sample.campaign.is_some(),
    };
    Ok(list.into_iter().map(view).collect())
}

/// Imports a sample and returns its campaign.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_sample(
    engine: State<'_, SharedEngine>,
    id: String,
) -> Result<String, Failure> {
    Ok(engine.ask(move |engine| engine.import_sample(&id)).await?.to_string())
}

/// Puts every sample into the bin; says how many there were.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_samples(engine: State<'_, SharedEngine>) -> Result<u32, Failure> {
    engine.ask(Engine::remove_samples).await
}

/// Imports a campaign file and returns its campaign.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_campaign(
    engine: State<'_, SharedEngine>,
    file_name: String,
    text: String,
) -> Result<String, Failure> {
    let id = engine
        .ask(move |engine| {
            engine.snapshot_before_import()?;
            engine.import_campaign(&file_name, &text, false)
        })
        .await?;
    Ok(id.to_string())
}

/// Reads a campaign.
#[tauri::command]
#[specta::specta]
pub(crate) async fn campaign(
    engine: State<'_, SharedEngine>,
    id: String,
) -> Result<CampaignView, Failure> {
    engine
        .ask(move |engine| {
            let id: CampaignId = unpack::id(&id, Noun::Campaign)?;
            let (campaign, planned) = engine.campaign(id)?;
            let visits = engine.visits_of(id)?;
            Ok(view(engine, &campaign, &planned, &visits))
        })
        .await
}

/// The values with which the editor of a new campaign begins.
#[tauri::command]
#[specta::specta]
pub(crate) async fn blank_campaign(
    engine: State<'_, SharedEngine>,
) -> Result<CampaignView, Failure> {
    engine
        .ask(|engine| {
            let blank = engine.blank_campaign()?;
            Ok(view(engine, &blank, &BTreeMap::new(), &[]))
        })
        .await
}

/// Saves a campaign and returns its id; without an id it is a new one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_campaign(
    engine: State<'_, SharedEngine>,
    id: Option<String>,
    input: CampaignInput,
) -> Result<String, Failure> {
    engine
        .ask(move |engine| {
            let before = match &id {
                Some(id) => engine.campaign(unpack::id(id, Noun::Campaign)?)?.0,
                None => engine.blank_campaign()?,
            };
            let (campaign, planned) = campaign_form::read(engine, before, input)?;
            engine.save_campaign(&campaign, &planned)?;
            Ok(campaign.id.to_string())
        })
        .await
}

/// Puts a campaign into the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bin_campaign(
    engine: State<'_, SharedEngine>,
    id: String,
) -> Result<(), Failure> {
    engine
        .ask(move |engine| engine.bin_campaign(unpack::id(&id, Noun::Campaign)?, true))
        .await
        .map(drop)
}

/// Lists what is in the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_bin(engine: State<'_, SharedEngine>) -> Result<Vec<BinEntry>, Failure> {
    let list = engine.ask(|engine| engine.bin()).await?;
    let entry = |binned| match binned {
        Binned::Campaign(id, name) => {
            BinEntry { kind: BinKind::Campaign, id: id.to_string(), name, about: String::new() }
        }
        Binned::Visit(id, name, day) => {
            BinEntry { kind: BinKind::Visit, id: id.to_string(), name, about: date::short(day) }
        }
        Binned::Draft(id, name) => {
            BinEntry { kind: BinKind::Draft, id: id.to_string(), name, about: String::new() }
        }
    };
    Ok(list.into_iter().map(entry).collect())
}

/// Takes something out of the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_from_bin(
    engine: State<'_, SharedEngine>,
    kind: BinKind,
    id: String,
) -> Result<(), Failure> {
    engine
        .ask(move |engine| match kind {
            BinKind::Campaign => engine.bin_campaign(unpack::id(&id, Noun::Campaign)?, false),
            BinKind::Visit => {
                let id: VisitId = unpack::id(&id, Noun::Visit)?;
                engine.bin_visit(id, false)
            }
            BinKind::Draft => engine.bin_draft(unpack::id(&id, Noun::Checklist)?, false),
        })
        .await
        .map(drop)
}

fn card(entry: &CampaignSummary) -> CampaignCard {
    let campaign = &entry.campaign;
    let (from, to) = (date::short(campaign.dates.from), date::short(campaign.dates.to));
    CampaignCard {
        id: campaign.id.to_string(),
        name: campaign.name.clone(),
        agency: campaign.agency.name.clone(),
        delegation: campaign.delegation_name.clone(),
        dates: if from == to { from } else { format!("{from} – {to}") },
        units: u32::try_from(campaign.units.len()).unwrap_or(u32::MAX),
        visits: entry.visits,
        sealed: entry.sealed,
        sample: campaign.sample,
    }
}

fn view(
    engine: &Engine,
    campaign: &Campaign,
    planned: &BTreeMap<UnitId, NaiveDate>,
    visits: &[VisitSummary],
) -> CampaignView {
    let checklist = engine.checklist_of(campaign).ok();
    let areas = checklist.map(|it| it.areas.as_slice()).unwrap_or_default();
    let choice = |area: &domain::checklist::Area| AreaChoice {
        id: area.id.clone(),
        title: area.title(campaign.dates.from).to_owned(),
    };
    let published = engine.procedures_of(campaign.id).map(|list| list.len()).unwrap_or_default();
    CampaignView {
        id: campaign.id.to_string(),
        key: campaign.key.clone(),
        sample: campaign.sample,
        input: campaign_form::view(campaign, planned),
        visits: visits.iter().map(visit_card).collect(),
        checklist_title: checklist.map(|it| it.title.clone()).unwrap_or_default(),
        version: checklist.map(|it| it.version.clone()).unwrap_or_default(),
        procedures: u32::try_from(published).unwrap_or(u32::MAX),
        optional_areas: areas.iter().filter(|area| area.optional).map(choice).collect(),
        areas: areas.iter().map(choice).collect(),
    }
}

fn visit_card(entry: &VisitSummary) -> VisitCard {
    VisitCard {
        id: entry.visit.id.to_string(),
        unit: entry.visit.unit.to_string(),
        date: entry.visit.date.to_string(),
        form: entry.visit.form.code().to_owned(),
        state: entry.state.into(),
        answered: entry.progress.answered.done,
        items: entry.progress.answered.of,
        shortcomings: entry.shortcomings,
    }
}

impl From<engine::actions::PaperState> for PaperStateView {
    fn from(state: engine::actions::PaperState) -> Self {
        use engine::actions::PaperState;
        match state {
            PaperState::Draft => Self::Draft,
            PaperState::Sealed => Self::Sealed,
            PaperState::PartlySigned => Self::PartlySigned,
            PaperState::Signed => Self::Signed,
            PaperState::Replaced => Self::Replaced,
        }
    }
}
