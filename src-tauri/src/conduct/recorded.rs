//! What was recorded at a visit, and how far it has come.

use std::cell::RefCell;
use std::collections::BTreeMap;

use domain::answer::Answer;
use domain::checklist::ItemView as Asked;
use domain::finding::Finding;
use domain::progress::{Meter, Progress};
use domain::review::Review;
use domain::score::Points;
use engine::minutes::Unmet;
use engine::{Engine, EngineError, Folder, Mark};

use super::shapes::{
    AnswerView, AreaProgressView, FindingInput, FindingView, MeterView, ProgressView, ReviewView,
    UnmetView,
};
use crate::commands::unpack;
use crate::part_value;

/// What the views of a visit need besides its folder.
pub(super) struct Teller<'a> {
    engine: &'a Engine,
    folder: &'a Folder,
    unmet: Vec<Unmet>,
    /// What figures point out, by item.
    pub(super) warnings: BTreeMap<String, Vec<String>>,
    /// Names of who wrote, by device.
    writers: RefCell<BTreeMap<[u8; 32], String>>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(engine: &'a Engine, folder: &'a Folder) -> Self {
        let writers = RefCell::default();
        Self { engine, folder, unmet: folder.unmet(), warnings: folder.warnings(), writers }
    }

    /// Who wrote something, and when: `15/09/2022 09:52`.
    pub(super) fn told(&self, mark: Option<&Mark>) -> Result<(String, String), EngineError> {
        let Some(mark) = mark else { return Ok(Default::default()) };
        let at = self.engine.moment_of(mark.wall_ms).format("%d/%m/%Y %H:%M").to_string();
        if let Some(known) = self.writers.borrow().get(&mark.stream) {
            return Ok((known.clone(), at));
        }
        let name = self.engine.writer(mark.stream)?;
        self.writers.borrow_mut().insert(mark.stream, name.clone());
        Ok((name, at))
    }

    fn unmet(&self, item: &str) -> Vec<UnmetView> {
        let of_item = self.unmet.iter().filter(|one| one.item == item);
        let view = |one: &Unmet| UnmetView {
            gravity: one.gravity.code().to_owned(),
            text: engine::minutes::lack_words(one.lack).to_owned(),
        };
        of_item.map(view).collect()
    }

    fn review(&self, item: &str, review: &Review) -> Result<ReviewView, EngineError> {
        let (by, at) = self.told(self.folder.review_marks.get(item))?;
        let state = review.state.code().to_owned();
        Ok(ReviewView { state, remark: review.remark.clone(), by, at })
    }
}

/// The items at which something stands, figures point something out, or something is missing.
pub(super) fn answers(teller: &Teller<'_>) -> Result<Vec<AnswerView>, EngineError> {
    let mut views = Vec::new();
    for item in teller.folder.view.items() {
        let view = answer_or_empty(teller, item)?;
        let known = teller.folder.answers.contains_key(&item.id);
        let is_marked = !(view.unmet.is_empty() && view.warnings.is_empty());
        if known || view.evidence + view.findings != 0 || is_marked {
            views.push(view);
        }
    }
    Ok(views)
}

pub(super) fn answer_or_empty(
    teller: &Teller<'_>,
    item: &Asked,
) -> Result<AnswerView, EngineError> {
    let folder = teller.folder;
    let empty = Answer::default();
    let answer = folder.answers.get(&item.id).unwrap_or(&empty);
    let threshold = folder.campaign.thresholds.iter().find(|it| it.item == item.id);
    let least = |name: &str| item.parts.iter().find(|it| it.name == name)?.least(threshold);
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(AnswerView {
        item: item.id.clone(),
        verdict: answer.verdict.map(|it| it.code().to_owned()).unwrap_or_default(),
        note: answer.note.clone(),
        review: teller.review(&item.id, &answer.review)?,
        unmet: teller.unmet(&item.id),
        parts: answer
            .parts
            .iter()
            .map(|(name, value)| part_value::view(name, value, least(name)))
            .collect(),
        warnings: teller.warnings.get(&item.id).cloned().unwrap_or_default(),
        self_points: answer.self_points.map(Points::printed).unwrap_or_default(),
        points: answer.points.map(Points::printed).unwrap_or_default(),
        disagreement: folder.disputed_items.contains(&item.id),
        evidence: count(folder.evidence.iter().filter(|it| it.proves(&item.id)).count()),
        findings: count(folder.findings.iter().filter(|it| it.items.contains(&item.id)).count()),
    })
}

pub(super) fn findings(teller: &Teller<'_>) -> Result<Vec<FindingView>, EngineError> {
    teller.folder.findings.iter().map(|it| finding(teller, it)).collect()
}

fn finding(teller: &Teller<'_>, finding: &Finding) -> Result<FindingView, EngineError> {
    let (author, at) = teller.told(teller.folder.finding_marks.get(&finding.id))?;
    Ok(FindingView {
        id: finding.id.to_string(),
        input: FindingInput {
            kind: finding.kind.code().to_owned(),
            text: finding.text.clone(),
            items: finding.items.clone(),
            open_list: finding.open_list,
            explanation: finding.explanation.clone(),
            ruling: finding.ruling.map(|it| it.code().to_owned()).unwrap_or_default(),
            recommendation: finding.recommendation.clone(),
            responsible: finding.responsible.clone(),
            deadline: unpack::iso(finding.deadline),
        },
        author,
        at,
    })
}

pub(super) fn area_progress(areas: &[(String, Progress)]) -> Vec<AreaProgressView> {
    let view = |(area, progress): &(String, Progress)| AreaProgressView {
        area: area.clone(),
        progress: progress_view(progress),
    };
    areas.iter().map(view).collect()
}

pub(super) fn progress_view(progress: &Progress) -> ProgressView {
    let meter = |meter: Meter| MeterView { done: meter.done, of: meter.of };
    ProgressView {
        answered: meter(progress.answered),
        reviewed: meter(progress.reviewed),
        accepted: meter(progress.accepted),
        evidenced: meter(progress.evidenced),
        met: progress.met,
        partly: progress.partly,
        not_met: progress.not_met,
        not_applicable: progress.not_applicable,
    }
}
