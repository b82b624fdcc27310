//! How the minutes of a campaign are printed.

use std::path::PathBuf;

use domain::id::CampaignId;
use domain::layout::{Leavable, MinutesLayout, Section};
use engine::{Engine, EngineError, Noun};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::unpack;
use crate::failure::Failure;
use crate::screen::Screen;
use crate::shared_engine::SharedEngine;

/// What an agency chose; what is empty is as usual.
#[derive(Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LayoutForm {
    parent: String,
    agency: String,
    symbol: String,
    intro: String,
    closing: String,
    recipients: String,
    /// Every part in its order, by code.
    order: Vec<String>,
    /// What is left out, by code.
    left_out: Vec<String>,
}

/// The layout of a campaign beside minutes printed in it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LayoutView {
    campaign: String,
    campaign_name: String,
    sample: bool,
    /// Whose minutes are shown.
    unit_name: String,
    form: LayoutForm,
    /// Names and symbol where nothing is chosen.
    usual: LayoutForm,
    pages: u32,
    version: String,
    undo: Option<String>,
    redo: Option<String>,
    /// The layouts that the office keeps.
    kept: Vec<KeptLayoutView>,
    /// What would be taken back of those.
    kept_undo: Option<String>,
}

/// A layout that the office keeps.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "KeptLayout")]
pub(crate) struct KeptLayoutView {
    id: String,
    name: String,
    /// The campaign prints in just this one.
    in_use: bool,
}

/// Reads the layout of a campaign.
#[tauri::command]
#[specta::specta]
pub(crate) async fn layout(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<LayoutView, Failure> {
    engine.show(campaign).await
}

/// Prints the minutes of a campaign in this way from now on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_layout(
    engine: State<'_, SharedEngine>,
    campaign: String,
    form: LayoutForm,
) -> Result<LayoutView, Failure> {
    engine.change(campaign, move |engine, id| engine.save_layout(id, &read(&form)?)).await
}

/// Takes back the latest act of this session at the campaign.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_layout(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<LayoutView, Failure> {
    engine.change(campaign, Engine::undo_at_campaign).await
}

/// Does the act again that was taken back last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn redo_layout(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<LayoutView, Failure> {
    engine.change(campaign, Engine::redo_at_campaign).await
}

/// Takes the layout of a file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_layout(
    engine: State<'_, SharedEngine>,
    campaign: String,
    file_name: String,
    text: String,
) -> Result<LayoutView, Failure> {
    engine.change(campaign, move |engine, id| engine.import_layout(id, &file_name, &text)).await
}

/// Keeps the layout for the office under a name; one of that name is replaced.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_layout(
    engine: State<'_, SharedEngine>,
    campaign: String,
    name: String,
) -> Result<LayoutView, Failure> {
    engine.change(campaign, move |engine, id| engine.keep_layout(id, &name)).await
}

/// Prints the minutes of the campaign in a layout that the office keeps.
#[tauri::command]
#[specta::specta]
pub(crate) async fn use_office_layout(
    engine: State<'_, SharedEngine>,
    campaign: String,
    layout: String,
) -> Result<LayoutView, Failure> {
    engine
        .change(campaign, move |engine, id| {
            engine.use_office_layout(id, unpack::id(&layout, Noun::Layout)?)
        })
        .await
}

/// Names a layout of the office anew.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rename_office_layout(
    engine: State<'_, SharedEngine>,
    campaign: String,
    layout: String,
    name: String,
) -> Result<LayoutView, Failure> {
    engine
        .change(campaign, move |engine, _| {
            engine.rename_office_layout(unpack::id(&layout, Noun::Layout)?, &name)
        })
        .await
}

/// Takes a layout away from those that the office keeps.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_office_layout(
    engine: State<'_, SharedEngine>,
    campaign: String,
    layout: String,
) -> Result<LayoutView, Failure> {
    engine
        .change(campaign, move |engine, _| {
            engine.remove_office_layout(unpack::id(&layout, Noun::Layout)?)
        })
        .await
}

/// Takes back the latest act at the layouts that the office keeps.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_office_layouts(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<LayoutView, Failure> {
    engine.change(campaign, |engine, _| engine.undo_at_layouts()).await
}

/// Writes the layout to a file and returns its path.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_layout(
    engine: State<'_, SharedEngine>,
    campaign: String,
    path: String,
) -> Result<String, Failure> {
    let out = PathBuf::from(&path);
    engine
        .ask(move |engine| engine.export_layout(unpack::id(&campaign, Noun::Campaign)?, &out))
        .await?;
    Ok(path)
}

impl Screen for LayoutView {
    type Place = CampaignId;

    fn of(engine: &Engine, id: CampaignId) -> Result<Self, EngineError> {
        let state = engine.layout_state(id)?;
        let (campaign, _) = engine.campaign(id)?;
        let kept = engine.office_layouts()?.into_iter().map(|kept| KeptLayoutView {
            id: kept.id.to_string(),
            in_use: kept.layout == state.layout,
            name: kept.name,
        });
        Ok(Self {
            kept: kept.collect(),
            kept_undo: engine.undo_name_of_layouts().map(str::to_owned),
            campaign: id.to_string(),
            campaign_name: campaign.name,
            sample: campaign.sample,
            unit_name: state.unit,
            form: form(&state.layout),
            usual: form(&state.usual),
            pages: state.paper.pages,
            version: state.version,
            undo: engine.undo_name_at_campaign(id).map(str::to_owned),
            redo: engine.redo_name_at_campaign(id).map(str::to_owned),
        })
    }
}

fn form(layout: &MinutesLayout) -> LayoutForm {
    LayoutForm {
        parent: layout.parent.clone(),
        agency: layout.agency.clone(),
        symbol: layout.symbol.clone(),
        intro: layout.intro.clone(),
        closing: layout.closing.clone(),
        recipients: layout.recipients.clone(),
        order: layout.sections().into_iter().map(|it| it.code().to_owned()).collect(),
        left_out: layout.left_out.iter().map(|it| it.code().to_owned()).collect(),
    }
}

fn read(form: &LayoutForm) -> Result<MinutesLayout, EngineError> {
    let section = |code: &String| unpack::word(code, Section::from_code(code));
    let block = |code: &String| unpack::word(code, Leavable::from_code(code));
    let order: Vec<Section> = form.order.iter().map(section).collect::<Result<_, _>>()?;
    Ok(MinutesLayout {
        parent: form.parent.clone(),
        agency: form.agency.clone(),
        symbol: form.symbol.clone(),
        intro: form.intro.clone(),
        closing: form.closing.clone(),
        recipients: form.recipients.clone(),
        // The usual order is no choice.
        order: if order == Section::ALL { Vec::new() } else { order },
        left_out: form.left_out.iter().map(block).collect::<Result<_, _>>()?,
    })
}
