//! A visit as the screens show it.

mod checklist;
mod derived;
mod details;
mod evidence;
mod recorded;
mod shapes;

use engine::{Engine, EngineError, Folder, Saved as Written};

pub(crate) use details::read_details;
pub(crate) use evidence::{AddedView, EvidenceSheet, MarkView, evidence_sheet, known};
pub(crate) use shapes::{FindingInput, Saved, VisitDetails, VisitView};

/// Shows a visit.
pub(crate) fn visit(engine: &Engine, folder: &Folder) -> Result<VisitView, EngineError> {
    let (progress, areas) = folder.progress();
    let leader = folder.campaign.member_as(domain::campaign::Role::Leader);
    let backup = engine.keep_snapshots()?;
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
        answers: recorded::answers(folder),
        findings: recorded::findings(folder),
        evidence: evidence::views(folder),
        progress: recorded::progress_view(&progress),
        area_progress: recorded::area_progress(&areas),
        indicators: derived::indicators(folder),
        scores: derived::scores(folder),
        state: engine::actions::PaperState::of(folder).into(),
        revision: folder.revision(),
        disagreements: folder.disputes,
        undo: engine.undo_name(folder.visit.id).unwrap_or_default().to_owned(),
        last_saved: String::new(),
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
    let warnings = folder.warnings();
    Ok(Saved {
        at: written.at.format("%H:%M:%S").to_string(),
        undo: engine.undo_name(visit).unwrap_or_default().to_owned(),
        answer: asked.map(|asked| recorded::answer_or_empty(&folder, asked, &warnings)),
        indicators: derived::indicators(&folder),
        scores: derived::scores(&folder),
        warnings: derived::warnings(&warnings),
        asked: u32::try_from(folder.view.items().count()).unwrap_or(u32::MAX),
        progress: recorded::progress_view(&progress),
        area_progress: recorded::area_progress(&areas),
        findings: Some(recorded::findings(&folder)),
        evidence: Some(evidence::views(&folder)),
        state: engine::actions::PaperState::of(&folder).into(),
        unshared: engine.unshared()?,
    })
}
