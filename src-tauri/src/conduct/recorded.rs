//! What was recorded at a visit, and how far it has come.

use std::collections::BTreeMap;

use domain::answer::Answer;
use domain::checklist::ItemView as Asked;
use domain::finding::Finding;
use domain::progress::{Meter, Progress};
use domain::score::Points;
use engine::Folder;

use super::shapes::{
    AnswerView, AreaProgressView, FindingInput, FindingView, MeterView, ProgressView,
};
use crate::commands::unpack;
use crate::part_value;

/// The items at which something stands, or figures point something out.
pub(super) fn answers(folder: &Folder) -> Vec<AnswerView> {
    let warnings = folder.warnings();
    let view = |item: &Asked| {
        let view = answer_or_empty(folder, item, &warnings);
        let known = folder.answers.contains_key(&item.id)
            || view.evidence + view.findings != 0
            || !view.warnings.is_empty();
        known.then_some(view)
    };
    folder.view.items().filter_map(view).collect()
}

pub(super) fn answer_or_empty(
    folder: &Folder,
    item: &Asked,
    warnings: &BTreeMap<String, Vec<String>>,
) -> AnswerView {
    let empty = Answer::default();
    let answer = folder.answers.get(&item.id).unwrap_or(&empty);
    let threshold = folder.campaign.thresholds.iter().find(|it| it.item == item.id);
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    AnswerView {
        item: item.id.clone(),
        verdict: answer.verdict.map(|it| it.code().to_owned()).unwrap_or_default(),
        note: answer.note.clone(),
        reviewed: answer.reviewed,
        parts: answer
            .parts
            .iter()
            .map(|(name, value)| part_value::view(name, value, threshold))
            .collect(),
        warnings: warnings.get(&item.id).cloned().unwrap_or_default(),
        self_points: answer.self_points.map(Points::printed).unwrap_or_default(),
        points: answer.points.map(Points::printed).unwrap_or_default(),
        disagreement: folder.disputed_items.contains(&item.id),
        evidence: count(folder.evidence.iter().filter(|it| it.proves(&item.id)).count()),
        findings: count(folder.findings.iter().filter(|it| it.items.contains(&item.id)).count()),
    }
}

pub(super) fn findings(folder: &Folder) -> Vec<FindingView> {
    folder.findings.iter().map(finding).collect()
}

fn finding(finding: &Finding) -> FindingView {
    FindingView {
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
        author: String::new(),
        at: String::new(),
    }
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
        evidenced: meter(progress.evidenced),
        met: progress.met,
        partly: progress.partly,
        not_met: progress.not_met,
        not_applicable: progress.not_applicable,
    }
}
