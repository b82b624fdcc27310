//! The minutes of a visit: slots, checks, who does not sign, what adds to sealed ones.

use std::path::PathBuf;

use domain::id::VisitId;
use domain::text::fold;
use domain::visit::Extent;
use engine::actions::{MinutesState, Shelf};
use engine::minutes::CheckLevel;
use engine::record::Paper;
use engine::{Engine, EngineError, Folder, Noun};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::campaigns::PaperStateView;
use super::unpack;
use crate::failure::Failure;
use crate::paper_view::{StandingView, time_in_words};
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

/// A sealed paper of a visit: minutes, a revision of them, or what adds to them.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SealedPaper {
    seal: String,
    revision: u32,
    /// 0 for minutes, k for the k-th paper that adds to them.
    supplement: u32,
    state: PaperStateView,
    sealed_at: String,
    file_name: String,
}

/// The minutes of a visit.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MinutesView {
    visit: String,
    paper: StandingView,
    /// 0 for minutes, k where the paper at work is the k-th that adds to them.
    supplement: u32,
    /// The paper at work was begun after a sealed one, and can be put away.
    withdrawable: bool,
    /// Every sealed paper of the visit, first one first.
    papers: Vec<SealedPaper>,
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
}

/// Reads the minutes of a visit.
#[tauri::command]
#[specta::specta]
pub(crate) async fn minutes(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<MinutesView, Failure> {
    engine.ask(move |engine| view(engine, unpack::id(&visit, Noun::Visit)?)).await
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
    change(&engine, visit, move |engine, id| engine.edit_slot(id, &slot, text.as_deref()).map(drop))
        .await
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
    change(&engine, visit, move |engine, id| {
        engine.refuse_to_sign(id, &role, reason.as_deref()).map(drop)
    })
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
    change(&engine, visit, move |engine, id| {
        let chosen = match extent.as_str() {
            "" => None,
            code => Some(unpack::word(code, Extent::from_code(code))?),
        };
        engine.choose_extent(id, chosen).map(drop)
    })
    .await
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
    change(&engine, visit, move |engine, id| engine.supplement(id, &reason, &number).map(drop))
        .await
}

/// Puts away the paper that was begun after a sealed one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn withdraw_paper(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<MinutesView, Failure> {
    change(&engine, visit, |engine, id| engine.withdraw_paper(id).map(drop)).await
}

/// Writes one sealed paper of a visit, named by its seal, to a file and returns its path.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_sealed_paper(
    engine: State<'_, SharedEngine>,
    visit: String,
    seal: String,
    path: String,
) -> Result<String, Failure> {
    let out = PathBuf::from(&path);
    engine
        .ask(move |engine| engine.export_sealed(unpack::id(&visit, Noun::Visit)?, &seal, &out))
        .await?;
    Ok(path)
}

/// Does `work` and shows the minutes after it.
async fn change(
    engine: &SharedEngine,
    visit: String,
    work: impl FnOnce(&mut Engine, VisitId) -> Result<(), EngineError> + Send + 'static,
) -> Result<MinutesView, Failure> {
    engine
        .ask(move |engine| {
            let id: VisitId = unpack::id(&visit, Noun::Visit)?;
            work(engine, id)?;
            view(engine, id)
        })
        .await
}

fn view(engine: &Engine, id: VisitId) -> Result<MinutesView, EngineError> {
    let state = engine.minutes(id)?;
    let folder = &state.folder;
    Ok(MinutesView {
        visit: id.to_string(),
        paper: StandingView::of(engine, &state.shelf, &state.later),
        supplement: folder.supplement().map_or(0, |paper| paper.supplement),
        withdrawable: 1 < folder.papers.len() && folder.sealed().is_none(),
        papers: sealed_papers(folder, &state.shelf),
        slots: slots(&state),
        checks: state.checks.iter().map(check).collect(),
        extent: folder.visit.extent.map(Extent::code).unwrap_or_default().to_owned(),
        usual_extent: Extent::usual_for(folder.unit.kind).code().to_owned(),
        pages: state.version.pages,
        version: state.version.version.clone(),
        file_name: file_name(folder, folder.papers.last()),
        unit_name: folder.unit.name.clone(),
        campaign_name: folder.campaign.name.clone(),
        campaign: folder.campaign.id.to_string(),
    })
}

/// `BienBan_PhuongCauTre_2022-09-15.pdf`, with which paper it is where there are several.
fn file_name(folder: &Folder, paper: Option<&Paper>) -> String {
    let unit = fold(&folder.unit.name).split_whitespace().map(capital).collect::<String>();
    let of = |is: fn(&Paper) -> u32| paper.map_or(0, is);
    let revision = match of(|paper| paper.revision) {
        0 | 1 => String::new(),
        revision => format!("_ban{revision}"),
    };
    let kind = match of(|paper| paper.supplement) {
        0 => "BienBan".to_owned(),
        number => format!("BienBanBoSung{number}"),
    };
    format!("{kind}_{unit}_{}{revision}.pdf", folder.visit.date)
}

fn sealed_papers(folder: &Folder, shelf: &Shelf) -> Vec<SealedPaper> {
    let sealed = shelf.papers.iter().filter(|paper| !paper.seal.is_empty());
    let line = |paper: &Paper| SealedPaper {
        seal: paper.seal.clone(),
        revision: paper.revision,
        supplement: paper.supplement,
        state: shelf.state_of(paper).into(),
        sealed_at: time_in_words(&paper.sealed_at),
        file_name: file_name(folder, Some(paper)),
    };
    sealed.map(line).collect()
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

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
