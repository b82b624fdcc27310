//! A visit as the screens show it.

mod checklist;
mod derived;
pub(crate) mod details;
mod evidence;
mod recorded;
mod shapes;

use chrono::{DateTime, FixedOffset};
use domain::review::Standing;
use engine::{Engine, EngineError, Folder, Saved as Written};

use crate::checklists;

pub(crate) use details::read_details;
pub(crate) use evidence::{AddedView, EvidenceSheet, MarkView, evidence_sheet, known};
use recorded::Teller;
pub(crate) use shapes::{AttendeeView, FindingInput, Saved, VisitDetails, VisitView};

/// Shows a visit.
pub(crate) fn visit(engine: &Engine, folder: &Folder) -> Result<VisitView, EngineError> {
    let (progress, areas) = folder.progress();
    let leader = folder.campaign.member_as(domain::campaign::Role::Leader);
    let backup = engine.keep_snapshots()?;
    let teller = Teller::new(engine, folder);
    let standing = engine.standing(folder.campaign.id)?;
    let last_saved = folder.last_mark.map(|mark| engine.moment_of(mark.wall_ms));
    Ok(VisitView {
        id: folder.visit.id.to_string(),
        campaign: folder.campaign.id.to_string(),
        campaign_name: folder.campaign.name.clone(),
        delegation: folder.campaign.delegation_name.clone(),
        leader: leader.map(|it| it.name.clone()).unwrap_or_default(),
        unit: folder.unit.id.to_string(),
        unit_name: folder.unit.name.clone(),
        unit_authority: folder.unit.authority(),
        sample: folder.campaign.sample,
        details: details::details(&folder.visit),
        areas: folder.view.areas.iter().map(|area| checklist::area_view(folder, area)).collect(),
        answers: recorded::answers(&teller)?,
        findings: recorded::findings(&teller)?,
        evidence: evidence::views(folder),
        progress: recorded::progress_view(&progress),
        area_progress: recorded::area_progress(&areas),
        indicators: derived::indicators(folder),
        scores: derived::scores(folder),
        lost: folder
            .misplaced()
            .iter()
            .map(|it| checklists::lost(engine, &folder.campaign.checklist, it))
            .collect(),
        state: folder.state().into(),
        revision: folder.revision(),
        disagreements: folder.disputes,
        undo: engine.undo_name(folder.visit.id).unwrap_or_default().to_owned(),
        redo: engine.redo_name(folder.visit.id).unwrap_or_default().to_owned(),
        leads: standing == Standing::Leads,
        looks_over: match standing {
            Standing::LooksOver(areas) => areas,
            Standing::Leads | Standing::Belongs | Standing::Stranger => Vec::new(),
        },
        last_saved: last_saved.map(|at| told_time(engine, at)).unwrap_or_default(),
        last_backup: backup
            .map(|at| engine.local_time(at).format("%H:%M").to_string())
            .unwrap_or_default(),
        unshared: engine.unshared()?,
    })
}

/// Shows what an edit of `item` brought.
pub(crate) fn saved(
    engine: &Engine,
    written: &Written,
    visit: domain::id::VisitId,
    item: Option<&str>,
) -> Result<Saved, EngineError> {
    let folder = engine.folder(visit)?;
    let (progress, areas) = folder.progress();
    let asked = item.and_then(|item| folder.view.item(item));
    let teller = Teller::new(engine, &folder);
    Ok(Saved {
        at: written.at.format("%H:%M:%S").to_string(),
        undo: engine.undo_name(visit).unwrap_or_default().to_owned(),
        redo: engine.redo_name(visit).unwrap_or_default().to_owned(),
        answer: asked.map(|asked| recorded::answer_or_empty(&teller, asked)).transpose()?,
        indicators: derived::indicators(&folder),
        scores: derived::scores(&folder),
        warnings: derived::warnings(&teller.warnings),
        asked: u32::try_from(folder.view.items().count()).unwrap_or(u32::MAX),
        progress: recorded::progress_view(&progress),
        area_progress: recorded::area_progress(&areas),
        findings: Some(recorded::findings(&teller)?),
        evidence: Some(evidence::views(&folder)),
        state: folder.state().into(),
        unshared: engine.unshared()?,
    })
}

/// A time of day, with the day before it where that is not today.
fn told_time(engine: &Engine, at: DateTime<FixedOffset>) -> String {
    let form = if at.date_naive() == engine.today() { "%H:%M:%S" } else { "%d/%m/%Y %H:%M" };
    at.format(form).to_string()
}
