//! The dated list of communes: choosing a unit, and its history through mergers.

use domain::places::PlaceId;
use engine::actions::{PlaceLine, PlaceStory, RelatedVisit, UnitFromList, UnitHistory};
use engine::{Engine, EngineError, Noun};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::campaigns::PaperStateView;
use super::unpack;
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// A commune of the dated list.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "PlaceView")]
pub(crate) struct PlaceView {
    id: String,
    name: String,
    kind: String,
    area: String,
    code: String,
    /// ISO 8601; empty when the list does not go back so far.
    from: String,
    /// ISO 8601; empty while it stands.
    until: String,
    /// The last day is exact; otherwise it ended no later.
    until_exact: bool,
    /// What was typed is another name of it.
    by_other_name: bool,
}

/// What a commune came of and became.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlaceStoryView {
    place: PlaceView,
    made_of: Vec<PlaceView>,
    today: Vec<PlaceView>,
}

/// A visit to the same commune, under whatever name.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RelatedVisitView {
    visit: String,
    campaign: String,
    campaign_name: String,
    unit_name: String,
    date: String,
    state: PaperStateView,
    shortcomings: u32,
}

/// A unit followed through mergers.
#[derive(Debug, Serialize, Type)]
pub(crate) struct UnitHistoryView {
    story: Option<PlaceStoryView>,
    visits: Vec<RelatedVisitView>,
}

/// A unit of an agency's own list.
#[derive(Debug, Serialize, Type)]
pub(crate) struct UnitFromListView {
    /// The row as Excel shows it.
    row: u32,
    name: String,
    kind: String,
    /// ISO 8601; empty where the list has no day.
    planned: String,
    place: Option<PlaceView>,
    /// How many communes it may be, where a person has to say which.
    choices: u32,
}

/// Communes standing on `day` that `text` may mean, nearest first. `near` is a commune whose
/// province comes first, or empty; an empty `day` is today.
#[tauri::command]
#[specta::specta]
pub(crate) async fn suggest_places(
    engine: State<'_, SharedEngine>,
    text: String,
    near: String,
    day: String,
) -> Result<Vec<PlaceView>, Failure> {
    engine
        .ask(move |engine| {
            let day = unpack::optional_day(&day)?.unwrap_or_else(|| engine.today());
            let near = Some(near.as_str()).filter(|id| !id.is_empty()).map(place_id).transpose()?;
            let found = engine.suggest_places(&text, near, day)?;
            Ok(found.into_iter().map(place_view).collect())
        })
        .await
}

/// The communes that have these ids, those that are known.
#[tauri::command]
#[specta::specta]
pub(crate) async fn known_places(
    engine: State<'_, SharedEngine>,
    ids: Vec<String>,
) -> Result<Vec<PlaceView>, Failure> {
    engine
        .ask(move |engine| {
            let story =
                |id: &String| Ok::<_, EngineError>(engine.place_story(place_id(id)?)?.place);
            ids.iter().map(|id| story(id).map(place_view)).collect()
        })
        .await
}

/// A unit with its history and the visits that anybody paid to it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unit_history(
    engine: State<'_, SharedEngine>,
    campaign: String,
    unit: String,
) -> Result<UnitHistoryView, Failure> {
    engine
        .ask(move |engine: &mut Engine| {
            let campaign = unpack::id(&campaign, Noun::Campaign)?;
            let UnitHistory { story, visits } =
                engine.unit_history(campaign, unpack::id(&unit, Noun::Unit)?)?;
            Ok(UnitHistoryView {
                story: story.map(story_view),
                visits: visits.into_iter().map(visit_view).collect(),
            })
        })
        .await
}

/// Reads a list of units from a workbook, for a campaign that begins on `day`; an empty `day` is
/// today. Nothing is written.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_unit_list(
    engine: State<'_, SharedEngine>,
    file_name: String,
    content: String,
    day: String,
) -> Result<Vec<UnitFromListView>, Failure> {
    engine
        .ask(move |engine| {
            let day = unpack::optional_day(&day)?.unwrap_or_else(|| engine.today());
            let list = engine.read_unit_list(&file_name, &unpack::bytes(&content)?, day)?;
            Ok(list.into_iter().map(listed_view).collect())
        })
        .await
}

fn listed_view(UnitFromList { unit, place, choices }: UnitFromList) -> UnitFromListView {
    // A commune that is known is called as the dated list calls it.
    let name = place.as_ref().map_or(unit.name, |place| place.name.clone());
    let kind = place.as_ref().map_or(unit.kind.code(), |place| place.kind);
    UnitFromListView {
        row: unit.row,
        name,
        kind: kind.to_owned(),
        planned: unpack::iso(unit.planned),
        place: place.map(place_view),
        choices,
    }
}

/// Reads the id of a place.
///
/// # Errors
///
/// [`EngineError::NotFound`].
pub(crate) fn place_id(id: &str) -> Result<PlaceId, EngineError> {
    unpack::id(id, Noun::Unit)
}

fn story_view(PlaceStory { place, made_of, today }: PlaceStory) -> PlaceStoryView {
    PlaceStoryView {
        place: place_view(place),
        made_of: made_of.into_iter().map(place_view).collect(),
        today: today.into_iter().map(place_view).collect(),
    }
}

fn place_view(line: PlaceLine) -> PlaceView {
    PlaceView {
        id: line.id.to_string(),
        name: line.name,
        kind: line.kind.to_owned(),
        area: line.area,
        code: line.code,
        from: unpack::iso(line.from),
        until: unpack::iso(line.until),
        until_exact: line.until_exact,
        by_other_name: line.by_other_name,
    }
}

fn visit_view(visit: RelatedVisit) -> RelatedVisitView {
    RelatedVisitView {
        visit: visit.visit.to_string(),
        campaign: visit.campaign.to_string(),
        campaign_name: visit.campaign_name,
        unit_name: visit.unit_name,
        date: visit.date.to_string(),
        state: visit.state.into(),
        shortcomings: visit.shortcomings,
    }
}
