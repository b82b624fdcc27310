//! How an earlier shortcoming is told: what became of it, as far as anybody said.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::answer::{Answer, PartValue, Verdict};
use domain::checklist::ItemView;
use domain::consolidation::{summed, together};
use domain::finding::Finding;
use domain::follow_up::{Due, Standing, State};
use domain::id::FindingId;
use domain::visit::VisitForm;

use super::last::{LastTime, PastFinding, PastItem, PastState};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::folder::Folder;
use crate::minutes::{self, Material, SeenAgain};
use crate::record::{self, LookBack, PastEntry, kind};
use crate::store::Stated;

impl Engine {
    /// What the minutes of `folder` are made of, what was seen again of last time included.
    pub(crate) fn material(&self, folder: &Folder) -> Result<Material, EngineError> {
        self.completed(folder, folder.material())
    }

    /// `material` with what other visits and other papers have to do with it.
    pub(super) fn completed(
        &self,
        folder: &Folder,
        mut material: Material,
    ) -> Result<Material, EngineError> {
        if folder.visit.form == VisitForm::FollowUp {
            let visit = folder.visit.id;
            let back = record::look_back(&self.facts(visit.bytes())?, visit)?;
            let last = self.last_time_of(folder)?;
            material.looked_back = last.findings.iter().map(|it| seen_again(it, &back)).collect();
        }
        self.only_added(folder, material)
    }

    /// The versions that minutes state because they look back: the findings of the earlier visit and
    /// the time given for them.
    pub(super) fn stated_of_last(&self, folder: &Folder) -> Result<Stated, EngineError> {
        if folder.visit.form != VisitForm::FollowUp {
            return Ok(Stated::new());
        }
        let LastTime { from, beside, findings, .. } = self.last_time_of(folder)?;
        let ids: Vec<[u8; 16]> = findings.iter().map(|it| it.id.bytes()).collect();
        let mut stated = Stated::new();
        for past in from.into_iter().chain(beside) {
            stated.extend(self.store.stated(past.visit.bytes(), &[])?);
            let campaign = self.folder(past.visit)?.campaign.id;
            stated.extend(self.store.stated(campaign.bytes(), &[])?);
        }
        stated.retain(|target, _| {
            let is_told = match target.kind() {
                kind::FINDING => true,
                kind::REMEDY => !target.field().starts_with("verified/"),
                _ => false,
            };
            is_told && ids.contains(&target.id())
        });
        Ok(stated)
    }
}

/// An earlier finding as minutes tell it: only what this visit says itself counts as seen.
fn seen_again(past: &PastFinding, back: &LookBack) -> SeenAgain {
    SeenAgain {
        text: past.text.clone(),
        recommendation: past.recommendation.clone(),
        paper: past.paper.clone(),
        deadline: past.deadline,
        mended: back.mended.get(&past.id).copied(),
    }
}

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

/// What was recorded at `past`, in the order of its checklist; at several units that became one:
/// counts are added up, and what cannot be added stands side by side.
pub(super) fn past_items(past: &[Folder]) -> Vec<PastItem> {
    let mut known = BTreeSet::new();
    let views = past.iter().flat_map(|folder| folder.view.items());
    let items = views.filter(|item| known.insert(item.id.as_str()));
    items.filter_map(|item| past_item(item, past)).collect()
}

fn past_item(item: &ItemView, past: &[Folder]) -> Option<PastItem> {
    let answers: Vec<(&str, &Answer)> = past
        .iter()
        .filter_map(|folder| Some((folder.unit.name.as_str(), folder.answers.get(&item.id)?)))
        .collect();
    let verdicts: Vec<Verdict> = answers.iter().filter_map(|(_, it)| it.verdict).collect();
    let verdict = together(&verdicts);
    let judged = |(unit, answer): &(&str, &Answer)| {
        let word = minutes::verdict_word(Some(answer.verdict?));
        Some(format!("{unit}: {word}"))
    };
    let noted = answers.iter().filter(|(_, answer)| !answer.note.is_empty());
    let note = |(unit, answer): &(&str, &Answer)| match past {
        [_] => answer.note.clone(),
        _ => format!("{unit}: {}", answer.note),
    };
    let figures = item.parts.iter().filter_map(|part| figure(&part.name, &answers, past.len()));
    (!answers.is_empty()).then(|| PastItem {
        item: item.id.clone(),
        verdict,
        each: match verdict {
            Some(_) => String::new(),
            None => answers.iter().filter_map(judged).collect::<Vec<_>>().join("; "),
        },
        figures: figures.collect::<Vec<_>>().join(" · "),
        note: noted.map(note).collect::<Vec<_>>().join("\n"),
    })
}

/// One figure of `units` units, of which `answers` are those that have one.
fn figure(part: &str, answers: &[(&str, &Answer)], units: usize) -> Option<String> {
    let values = answers.iter().filter_map(|(unit, it)| Some((*unit, it.parts.get(part)?)));
    let values: Vec<(&str, &PartValue)> = values.collect();
    match values.as_slice() {
        [] => None,
        [(_, only)] if units == 1 => Some(minutes::printed(only)),
        several => {
            let all: Vec<&PartValue> = several.iter().map(|(_, value)| *value).collect();
            let sum = summed(&all).filter(|_| all.len() == units);
            Some(match sum {
                Some(sum) => format!("cộng {units} đơn vị: {}", minutes::printed(&sum)),
                None => {
                    let each = several.iter();
                    let each = each.map(|(unit, it)| format!("{unit}: {}", minutes::printed(it)));
                    each.collect::<Vec<_>>().join("; ")
                }
            })
        }
    }
}
