//! The minutes of a visit: slots, checks, sealing, export.

use std::path::PathBuf;

use domain::id::VisitId;
use domain::text::fold;
use domain::visit::Extent;
use engine::actions::{MinutesState, PaperState};
use engine::minutes::{CheckLevel, Signatory};
use engine::record::{Paper, SigningWay};
use engine::{Engine, EngineError, Folder, Noun};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::campaigns::PaperStateView;
use super::unpack;
use crate::failure::Failure;
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

/// Somebody who signs.
#[derive(Debug, Serialize, Type)]
pub(crate) struct SignerView {
    role: String,
    field: String,
    label: String,
    name: String,
    title: String,
    state: SignerState,
    detail: String,
    /// Why the person does not sign; empty for those who do.
    refusal: String,
}

/// Whether somebody has signed.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SignerState {
    /// Not yet.
    Empty,
    /// By hand on the screen.
    Drawn,
    /// With a certificate, or elsewhere.
    Signed,
}

/// An edit that came after sealing.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ChangeAfterSeal {
    at: String,
    text: String,
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
    state: PaperStateView,
    revision: u32,
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
    signers: Vec<SignerView>,
    pages: u32,
    version: String,
    sealed_at: String,
    seal_digest: String,
    after_seal: Vec<ChangeAfterSeal>,
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

/// Freezes what the minutes state.
#[tauri::command]
#[specta::specta]
pub(crate) async fn seal(
    engine: State<'_, SharedEngine>,
    visit: String,
) -> Result<MinutesView, Failure> {
    change(&engine, visit, |engine, id| engine.seal(id).map(drop)).await
}

/// Opens the next revision.
#[tauri::command]
#[specta::specta]
pub(crate) async fn revise(
    engine: State<'_, SharedEngine>,
    visit: String,
    reason: String,
) -> Result<MinutesView, Failure> {
    change(&engine, visit, move |engine, id| engine.revise(id, &reason).map(drop)).await
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

/// Writes the paper to a file and returns its path.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_minutes(
    engine: State<'_, SharedEngine>,
    visit: String,
    path: String,
) -> Result<String, Failure> {
    let out = PathBuf::from(&path);
    engine.ask(move |engine| engine.export_paper(unpack::id(&visit, Noun::Visit)?, &out)).await?;
    Ok(path)
}

/// Writes a copy for Word to a file, always as a draft, and returns its path.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_minutes_word(
    engine: State<'_, SharedEngine>,
    visit: String,
    path: String,
) -> Result<String, Failure> {
    let out = PathBuf::from(&path);
    engine.ask(move |engine| engine.export_word(unpack::id(&visit, Noun::Visit)?, &out)).await?;
    Ok(path)
}

/// Does `work` and shows the minutes after it.
pub(super) async fn change(
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
    let sealed = folder.sealed();
    Ok(MinutesView {
        visit: id.to_string(),
        state: state.state.into(),
        revision: folder.revision(),
        supplement: folder.supplement().map_or(0, |paper| paper.supplement),
        withdrawable: 1 < folder.papers.len() && sealed.is_none(),
        papers: sealed_papers(folder),
        slots: slots(&state),
        checks: state.checks.iter().map(check).collect(),
        signers: state.signatories.iter().map(|it| signer(it, sealed)).collect(),
        extent: folder.visit.extent.map(Extent::code).unwrap_or_default().to_owned(),
        usual_extent: Extent::usual_for(folder.unit.kind).code().to_owned(),
        pages: state.version.pages,
        version: state.version.version.clone(),
        sealed_at: sealed.map(|paper| time_in_words(&paper.sealed_at)).unwrap_or_default(),
        seal_digest: sealed.map(|paper| paper.seal.clone()).unwrap_or_default(),
        after_seal: state
            .later
            .iter()
            .map(|change| ChangeAfterSeal {
                at: engine.local_time(change.at).format("%H:%M %d/%m/%Y").to_string(),
                text: change.text.clone(),
            })
            .collect(),
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

fn sealed_papers(folder: &Folder) -> Vec<SealedPaper> {
    let sealed = folder.papers.iter().filter(|paper| !paper.seal.is_empty());
    let line = |paper: &Paper| SealedPaper {
        seal: paper.seal.clone(),
        revision: paper.revision,
        supplement: paper.supplement,
        state: PaperState::of_paper(folder, paper).into(),
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

fn signer(signatory: &Signatory, paper: Option<&Paper>) -> SignerView {
    let signing =
        paper.and_then(|paper| paper.signings.iter().rev().find(|it| it.field == signatory.field));
    let state = match signing.map(|signing| signing.way) {
        None => SignerState::Empty,
        Some(SigningWay::Drawn) => SignerState::Drawn,
        Some(SigningWay::Certificate | SigningWay::Elsewhere) => SignerState::Signed,
    };
    SignerView {
        role: signatory.role.to_owned(),
        field: signatory.field.to_owned(),
        label: signatory.heading.join(" "),
        name: signatory.name.clone(),
        title: signatory.title.clone(),
        state,
        detail: signing
            .map(|signing| format!("{} {}", signing.signer, time_in_words(&signing.claimed_at)))
            .unwrap_or_default(),
        refusal: signatory.refusal.clone().unwrap_or_default(),
    }
}

/// A moment kept as RFC 3339, as people read it.
fn time_in_words(rfc3339: &str) -> String {
    let time = chrono::DateTime::parse_from_rfc3339(rfc3339);
    time.map(|time| time.format("%H:%M %d/%m/%Y").to_string()).unwrap_or_default()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
