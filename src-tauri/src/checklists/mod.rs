//! Checklists as the screens of the editor show them.

mod changes;
mod edit;
mod moving;
mod sheet;

use domain::campaign::ChecklistPin;
use domain::id::ChecklistId;
use engine::actions::{DraftSummary, VersionSummary};
use engine::words::flaw_in_words;
use engine::{Engine, EngineError};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::commands::unpack;
pub(crate) use changes::{DifferenceView, difference};
pub(crate) use edit::DraftEditInput;
pub(crate) use moving::{LostView, MovePreviewView, lost, preview};
pub(crate) use sheet::{ChecklistSheet, sheet};

/// How a campaign names a version; the digest is empty for those that ship with the program.
#[derive(Clone, Debug, Deserialize, Serialize, Type)]
#[serde(rename = "ChecklistPin")]
pub(crate) struct PinView {
    version: String,
    sha256: String,
}

impl From<&ChecklistPin> for PinView {
    fn from(pin: &ChecklistPin) -> Self {
        Self { version: pin.version.clone(), sha256: pin.sha256.clone().unwrap_or_default() }
    }
}

impl From<PinView> for ChecklistPin {
    fn from(PinView { version, sha256 }: PinView) -> Self {
        Self { version, sha256: Some(sha256).filter(|sha256| !sha256.is_empty()) }
    }
}

/// A version on the list.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VersionCard {
    checklist: String,
    pin: PinView,
    title: String,
    valid_from: String,
    areas: u32,
    items: u32,
    own: bool,
    /// What changed, in the words of who published it.
    about: String,
    /// When it was published; empty for a shipped one.
    published_at: String,
    campaigns: u32,
}

/// A draft on the list.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftCard {
    id: String,
    checklist: String,
    base: String,
    version: String,
    title: String,
    changes: u32,
    problems: u32,
    written_at: String,
}

/// Every version and every draft.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ChecklistLibrary {
    versions: Vec<VersionCard>,
    drafts: Vec<DraftCard>,
}

/// Something that keeps a draft from being published.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ProblemView {
    /// The item, area or register.
    at: String,
    /// The field of it: `question`; empty when it is the whole.
    field: String,
    text: String,
}

/// A draft with everything the editor shows.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftView {
    id: String,
    checklist: String,
    base: PinView,
    version: String,
    valid_from: String,
    about: String,
    sheet: ChecklistSheet,
    problems: Vec<ProblemView>,
    difference: DifferenceView,
    undo: String,
    redo: String,
}

/// What an edit of a draft brought.
#[derive(Debug, Serialize, Type)]
pub(crate) struct DraftSaved {
    draft: DraftView,
    /// The id of what was made, or what was taken back or done again.
    made: String,
    /// When it was saved.
    at: String,
}

/// Shows every version and every draft.
pub(crate) fn library(engine: &Engine) -> Result<ChecklistLibrary, EngineError> {
    let versions = engine.checklist_versions()?;
    let drafts = engine.checklist_drafts()?;
    Ok(ChecklistLibrary {
        versions: versions.iter().map(version_card).collect(),
        drafts: drafts.iter().map(|draft| draft_card(engine, draft)).collect(),
    })
}

fn version_card(version: &VersionSummary) -> VersionCard {
    let own = version.own.as_ref();
    VersionCard {
        checklist: version.checklist.clone(),
        pin: PinView::from(&version.pin),
        title: version.title.clone(),
        valid_from: version.valid_from.to_string(),
        areas: count(version.counts.0),
        items: count(version.counts.1),
        own: version.pin.sha256.is_some(),
        about: own.map(|own| own.about.clone()).unwrap_or_default(),
        published_at: own.map(|own| own.published_at.clone()).unwrap_or_default(),
        campaigns: count(version.campaigns),
    }
}

fn draft_card(engine: &Engine, draft: &DraftSummary) -> DraftCard {
    DraftCard {
        id: draft.own.id.to_string(),
        checklist: draft.own.checklist.clone(),
        base: draft.own.base.version.clone(),
        version: draft.own.version.clone(),
        title: draft.title.clone(),
        changes: count(draft.changes),
        problems: count(draft.problems),
        written_at: engine.local_time(draft.written_at).format("%d/%m/%Y %H:%M").to_string(),
    }
}

/// Shows a draft.
pub(crate) fn draft(engine: &Engine, id: ChecklistId) -> Result<DraftView, EngineError> {
    let draft = engine.draft(id)?;
    let problem = |problem: &engine::catalogue::Problem| {
        let (at, field) = problem.path.split_once('.').unwrap_or((&problem.path, ""));
        let text = flaw_in_words(&problem.flaw);
        ProblemView { at: at.to_owned(), field: field.to_owned(), text }
    };
    Ok(DraftView {
        id: id.to_string(),
        checklist: draft.own.checklist.clone(),
        base: PinView::from(&draft.own.base),
        version: draft.own.version.clone(),
        valid_from: unpack::iso(draft.own.valid_from),
        about: draft.own.about.clone(),
        sheet: sheet::draft_sheet(&draft),
        problems: draft.problems.iter().map(problem).collect(),
        difference: difference(&draft.difference),
        undo: engine.undo_name_at_draft(id).unwrap_or_default().to_owned(),
        redo: engine.redo_name_at_draft(id).unwrap_or_default().to_owned(),
    })
}

/// Shows what an edit of a draft brought.
pub(crate) fn saved(
    engine: &Engine,
    id: ChecklistId,
    made: String,
) -> Result<DraftSaved, EngineError> {
    let at = engine.now().format("%H:%M:%S").to_string();
    Ok(DraftSaved { draft: draft(engine, id)?, made, at })
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
