//! How an earlier shortcoming is told: what became of it, as far as anybody said.

use chrono::NaiveDate;
use domain::finding::Finding;
use domain::follow_up::{Due, Standing, State};
use domain::id::FindingId;

use super::last::{PastFinding, PastItem, PastState};
use crate::folder::Folder;
use crate::minutes;
use crate::record::{LookBack, PastEntry};

/// What became of `finding` on the day of the visit that looks back: what that visit says itself,
/// else what follow-up knows, else what the days say.
pub(super) fn state(finding: &PastFinding, back: &LookBack, today: NaiveDate) -> PastState {
    match (back.mended.get(&finding.id), finding.state) {
        (Some(true), _) => PastState::Mended,
        (None, known) if known != PastState::Open => known,
        _ if finding.deadline.is_some_and(|deadline| deadline < today) => PastState::Overdue,
        _ => PastState::Open,
    }
}

/// A shortcoming of last time with what follow-up knows of it: its last day after terms and
/// extensions, and whether the unit reported or the delegation looked since.
pub(super) fn past_finding(
    finding: &Finding,
    paper: &str,
    standing: Option<&Standing>,
) -> PastFinding {
    let state = match standing.map(|it| it.state) {
        Some(State::Closed) => PastState::Mended,
        Some(State::Reported) => PastState::Reported,
        Some(State::Overdue) => PastState::Overdue,
        Some(State::Partly) => PastState::Partly,
        Some(State::DueSoon) if standing.is_some_and(|it| it.partly) => PastState::Partly,
        Some(State::DueSoon | State::Open | State::Carried) | None => PastState::Open,
    };
    let deadline = match standing.map(|it| it.due) {
        Some(Due::On(day)) => Some(day),
        Some(Due::Unset | Due::Undelivered | Due::NoCalendar { .. }) => None,
        None => finding.deadline,
    };
    PastFinding {
        id: finding.id,
        items: finding.items.clone(),
        text: finding.text.clone(),
        recommendation: finding.recommendation.clone(),
        responsible: finding.responsible.clone(),
        deadline,
        paper: paper.to_owned(),
        state,
        by_hand: false,
    }
}

pub(super) fn by_hand(id: FindingId, entry: &PastEntry) -> PastFinding {
    PastFinding {
        id,
        items: if entry.item.is_empty() { Vec::new() } else { vec![entry.item.clone()] },
        text: entry.text.clone(),
        recommendation: entry.recommendation.clone(),
        responsible: String::new(),
        deadline: entry.deadline,
        paper: entry.paper.clone(),
        state: PastState::Open,
        by_hand: true,
    }
}

pub(super) fn past_items(past: &Folder) -> Vec<PastItem> {
    let recorded = past.view.items().filter_map(|item| {
        let answer = past.answers.get(&item.id)?;
        let figures = item.parts.iter().filter_map(|part| answer.parts.get(&part.name));
        Some(PastItem {
            item: item.id.clone(),
            verdict: answer.verdict,
            figures: figures.map(minutes::printed).collect::<Vec<_>>().join(" · "),
            note: answer.note.clone(),
        })
    });
    recorded.collect()
}
