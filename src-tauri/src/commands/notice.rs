//! The concluding notice of a campaign: slots and paragraphs.

use domain::notice::Wording;
use engine::Engine;
use tauri::State;

use crate::failure::Failure;
use crate::notice_view::{NoticeView, PhrasingForm};
use crate::shared_engine::SharedEngine;

/// Reads the notice of a campaign.
#[tauri::command]
#[specta::specta]
pub(crate) async fn notice(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<NoticeView, Failure> {
    engine.show(campaign).await
}

/// Keeps a person's wording; `null` goes back to the generated text.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_notice_slot(
    engine: State<'_, SharedEngine>,
    campaign: String,
    slot: String,
    text: Option<String>,
) -> Result<NoticeView, Failure> {
    engine
        .change(campaign, move |engine, id| engine.edit_notice_slot(id, &slot, text.as_deref()))
        .await
}

/// Puts paragraphs together under the first one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn merge_paragraphs(
    engine: State<'_, SharedEngine>,
    campaign: String,
    keys: Vec<String>,
) -> Result<NoticeView, Failure> {
    let keys: Vec<Wording> = keys.into_iter().map(Wording::kept).collect();
    engine.change(campaign, move |engine, id| engine.merge_paragraphs(id, &keys)).await
}

/// Lets the findings of a paragraph stand alone again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn split_paragraph(
    engine: State<'_, SharedEngine>,
    campaign: String,
    key: String,
) -> Result<NoticeView, Failure> {
    let key = Wording::kept(key);
    engine.change(campaign, move |engine, id| engine.split_paragraph(id, &key)).await
}

/// Does not suggest again to put these paragraphs together.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_apart(
    engine: State<'_, SharedEngine>,
    campaign: String,
    keys: Vec<String>,
) -> Result<NoticeView, Failure> {
    let keys: Vec<Wording> = keys.into_iter().map(Wording::kept).collect();
    engine.change(campaign, move |engine, id| engine.keep_apart(id, &keys)).await
}

/// Says how a paragraph is worded and its units are listed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn phrase_paragraph(
    engine: State<'_, SharedEngine>,
    campaign: String,
    key: String,
    phrasing: PhrasingForm,
) -> Result<NoticeView, Failure> {
    let key = Wording::kept(key);
    engine
        .change(campaign, move |engine, id| engine.phrase_paragraph(id, &key, &phrasing.read()?))
        .await
}

/// Leaves a paragraph out of the notice, or takes it in again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn leave_out_paragraph(
    engine: State<'_, SharedEngine>,
    campaign: String,
    key: String,
    left_out: bool,
) -> Result<NoticeView, Failure> {
    let key = Wording::kept(key);
    engine.change(campaign, move |engine, id| engine.leave_out_paragraph(id, &key, left_out)).await
}

/// Says whether the units with the highest and lowest rate are named.
#[tauri::command]
#[specta::specta]
pub(crate) async fn name_extremes(
    engine: State<'_, SharedEngine>,
    campaign: String,
    rate: String,
    named: bool,
) -> Result<NoticeView, Failure> {
    engine.change(campaign, move |engine, id| engine.name_extremes(id, &rate, named)).await
}

/// Takes back the latest act of this session at the campaign.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_notice(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<NoticeView, Failure> {
    engine.change(campaign, Engine::undo_at_campaign).await
}
