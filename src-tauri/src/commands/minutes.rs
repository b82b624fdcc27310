//! The minutes of a visit: slots, checks, who does not sign, what adds to sealed ones.

use domain::id::VisitId;
use domain::visit::Extent;
use engine::actions::MinutesState;
use engine::minutes::CheckLevel;
use engine::record::Sitting;
use engine::{Engine, EngineError};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::unpack;
use crate::conduct::{AttendeeView, details};
use crate::failure::Failure;
use crate::paper_view::{FileName, StandingView};
use crate::screen::Screen;
use crate::shared_engine::SharedEngine;
use crate::slot_view::SlotView;

/// One thing looked at before signing.
#[derive(Debug, Serialize, Type)]
pub(crate) struct PreSignCheck {
    level: CheckLevelView,
    text: String,
    item: String,
}

/// How much a check matters.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "lowercase")]
#[serde(rename = "CheckLevel")]
pub(crate) enum CheckLevelView {
    /// In order.
    Ok,
    /// To be looked at.
    Warn,
    /// Sealing is refused.
    Block,
}

/// The minutes of a visit.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MinutesView {
    visit: String,
    paper: StandingView,
    /// The sealed paper that the one at work adds to, while it can be signed.
    added_to: Option<StandingView>,
    /// Who was there when the supplement at work was made; `null` for minutes.
    attendance: Option<AttendanceView>,
    /// `full` or `short` where a person chose how much is told, else empty.
    extent: String,
    /// What is usual for the kind of unit.
    usual_extent: String,
    slots: Vec<SlotView>,
    checks: Vec<PreSignCheck>,
    pages: u32,
    version: String,
    file_name: String,
    unit_name: String,
    campaign_name: String,
    campaign: String,
    /// The number of the paper without what follows it; empty while it has none.
    number: String,
    /// What follows the number.
    symbol: String,
    /// The next number of the series.
    next_number: String,
}

/// Who was there, on both sides.
#[derive(Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AttendanceView {
    delegation_present: Vec<AttendeeView>,
    unit_present: Vec<AttendeeView>,
}

/// Reads the minutes of a visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn minutes(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<MinutesView, Failure> {
    engine.show(visit).await
}

/// Keeps a person's wording; `null` goes back to the generated text.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_slot(
    engine: State<'_, SharedEngine>,
    visit: String,
    slot: String,
    text: Option<String>,
) -> Result<MinutesView, Failure> {
    engine.change(visit, move |engine, id| engine.edit_slot(id, &slot, text.as_deref())).await
}

/// Records why a signatory does not sign; `null` takes it back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn refuse_to_sign(
    engine: State<'_, SharedEngine>,
    visit: String,
    role: String,
    reason: Option<String>,
) -> Result<MinutesView, Failure> {
    engine
        .change(visit, move |engine, id| engine.refuse_to_sign(id, &role, reason.as_deref()))
        .await
}

/// Chooses how much the minutes tell: `full`, `short`, or empty for what is usual for the unit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_extent(
    engine: State<'_, SharedEngine>,
    visit: String,
    extent: String,
) -> Result<MinutesView, Failure> {
    engine
        .change(visit, move |engine, id| {
            let chosen = match extent.as_str() {
                "" => None,
                code => Some(unpack::word(code, Extent::from_code(code))?),
            };
            engine.choose_extent(id, chosen)
        })
        .await
}

/// Gives the paper at work its number; an empty one takes it back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn give_number(
    engine: State<'_, SharedEngine>,
    visit: String,
    number: String,
) -> Result<MinutesView, Failure> {
    engine.change(visit, move |engine, id| engine.give_number(id, &number)).await
}

/// Begins a paper that adds to the sealed minutes; `number` is what the clerk gave those.
#[tauri::command]
#[specta::specta]
pub(crate) async fn supplement(
    engine: State<'_, SharedEngine>,
    visit: String,
    reason: String,
    number: String,
) -> Result<MinutesView, Failure> {
    engine.change(visit, move |engine, id| engine.supplement(id, &reason, &number)).await
}

/// Says who was there when the supplement at work was made.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attend_supplement(
    engine: State<'_, SharedEngine>,
    visit: String,
    attendance: AttendanceView,
) -> Result<MinutesView, Failure> {
    engine
        .change(visit, move |engine, id| {
            let delegation = details::read_people(&attendance.delegation_present);
            let unit = details::read_people(&attendance.unit_present);
            engine.attend_supplement(id, delegation, unit)
        })
        .await
}

impl Screen for MinutesView {
    type Place = VisitId;

    fn of(engine: &Engine, id: VisitId) -> Result<Self, EngineError> {
        let state = engine.minutes(id)?;
        let folder = &state.folder;
        let name = FileName::about("BienBan", &folder.unit.name, folder.visit.date);
        Ok(Self {
            visit: id.to_string(),
            paper: StandingView::of(engine, &state.shelf, &state.later, &name)?,
            added_to: StandingView::of_added_to(engine, &state.shelf)?,
            attendance: folder.supplement().map(|paper| attendance(&folder.sitting(Some(paper)))),
            slots: slots(&state),
            checks: state.checks.iter().map(check).collect(),
            extent: folder.visit.extent.map(Extent::code).unwrap_or_default().to_owned(),
            usual_extent: Extent::usual_for(folder.unit.kind).code().to_owned(),
            pages: state.version.pages,
            version: state.version.version.clone(),
            file_name: name.of(folder.papers.last()),
            unit_name: folder.unit.name.clone(),
            campaign_name: folder.campaign.name.clone(),
            campaign: folder.campaign.id.to_string(),
            number: state.number.given.clone(),
            symbol: state.number.symbol.clone(),
            next_number: state.number.proposed.clone(),
        })
    }
}

fn attendance(sitting: &Sitting) -> AttendanceView {
    AttendanceView {
        delegation_present: details::people(&sitting.delegation_present),
        unit_present: details::people(&sitting.unit_present),
    }
}

fn slots(state: &MinutesState) -> Vec<SlotView> {
    let edits = &state.folder.slots;
    state.slots.iter().map(|slot| SlotView::of(slot, edits.get(&slot.id))).collect()
}

/// Shows what was looked at.
pub(crate) fn check(check: &engine::minutes::Check) -> PreSignCheck {
    PreSignCheck {
        level: match check.level {
            CheckLevel::Ok => CheckLevelView::Ok,
            CheckLevel::Warn => CheckLevelView::Warn,
            CheckLevel::Block => CheckLevelView::Block,
        },
        text: check.text.clone(),
        item: check.item.clone(),
    }
}
