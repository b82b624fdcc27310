//! A visit as the screens show it.

use domain::answer::Answer;
use domain::checklist::{ItemView as Asked, Part, PartKind};
use domain::finding::Finding;
use domain::progress::{Meter, Progress};
use domain::visit::{Attendee, Visit};
use engine::record::Evidence;
use engine::{Engine, EngineError, Folder, Saved as Written};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::commands::campaigns::PaperStateView;
use crate::commands::unpack;
use crate::part_value::{self, PartValueView};

/// A legal basis with its days.
#[derive(Debug, Serialize, Type)]
pub(crate) struct BasisView {
    text: String,
    from: String,
    to: String,
    certain: bool,
}

/// A named part of an item.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PartView {
    name: String,
    label: String,
    kind: PartKindView,
    unit: String,
    numerator_label: String,
    denominator_label: String,
    options: Vec<String>,
    primary: bool,
}

/// What is entered at a part.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "lowercase")]
#[serde(rename = "PartKind")]
pub(crate) enum PartKindView {
    /// A count.
    Count,
    /// A rate.
    Rate,
    /// A day.
    Date,
    /// One of the options.
    Choice,
    /// Words.
    Text,
    /// A document.
    Document,
}

/// An item of the checklist.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ItemView {
    id: String,
    area: String,
    title: String,
    question: String,
    evidence: String,
    bases: Vec<BasisView>,
    certain: bool,
    parts: Vec<PartView>,
    register: String,
    note: String,
    threshold: String,
}

/// An area of the checklist.
#[derive(Debug, Serialize, Type)]
pub(crate) struct AreaView {
    id: String,
    title: String,
    items: Vec<ItemView>,
}

/// What was recorded at an item.
#[derive(Debug, Serialize, Type)]
pub(crate) struct AnswerView {
    item: String,
    verdict: String,
    note: String,
    reviewed: bool,
    parts: Vec<PartValueView>,
    disagreement: bool,
    evidence: u32,
    findings: u32,
}

/// A meter.
#[derive(Debug, Serialize, Type)]
pub(crate) struct MeterView {
    done: u32,
    of: u32,
}

/// The three meters and the counts of verdicts.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProgressView {
    answered: MeterView,
    reviewed: MeterView,
    evidenced: MeterView,
    met: u32,
    partly: u32,
    not_met: u32,
    not_applicable: u32,
}

/// The meters of one area.
#[derive(Debug, Serialize, Type)]
pub(crate) struct AreaProgressView {
    area: String,
    progress: ProgressView,
}

/// Somebody who was there.
#[derive(Debug, Deserialize, Serialize, Type)]
pub(crate) struct AttendeeView {
    name: String,
    title: String,
}

/// When, where and with whom.
#[derive(Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VisitDetails {
    date: String,
    form: String,
    start: String,
    end: String,
    place: String,
    copies: u32,
    period_from: String,
    period_to: String,
    delegation_present: Vec<AttendeeView>,
    unit_present: Vec<AttendeeView>,
}

/// What a person writes into a finding.
#[derive(Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FindingInput {
    pub(crate) kind: String,
    pub(crate) text: String,
    pub(crate) items: Vec<String>,
    pub(crate) open_list: bool,
    pub(crate) explanation: String,
    pub(crate) ruling: String,
    pub(crate) recommendation: String,
    pub(crate) responsible: String,
    pub(crate) deadline: String,
}

/// A finding.
#[derive(Debug, Serialize, Type)]
pub(crate) struct FindingView {
    id: String,
    input: FindingInput,
    author: String,
    at: String,
}

/// A piece of evidence.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EvidenceView {
    id: String,
    item: String,
    file_name: String,
    media_type: String,
    size: u32,
    sha256: String,
    caption: String,
    taken_at: String,
    is_image: bool,
}

/// A visit with everything its screen needs.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VisitView {
    id: String,
    campaign: String,
    campaign_name: String,
    delegation: String,
    leader: String,
    unit: String,
    unit_name: String,
    unit_authority: String,
    sample: bool,
    details: VisitDetails,
    areas: Vec<AreaView>,
    answers: Vec<AnswerView>,
    findings: Vec<FindingView>,
    evidence: Vec<EvidenceView>,
    progress: ProgressView,
    area_progress: Vec<AreaProgressView>,
    state: PaperStateView,
    revision: u32,
    disagreements: u32,
    undo: String,
    last_saved: String,
    last_backup: String,
    unshared: u32,
}

/// What an edit brought, after its commit.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Saved {
    at: String,
    undo: String,
    answer: Option<AnswerView>,
    progress: ProgressView,
    area_progress: Vec<AreaProgressView>,
    findings: Option<Vec<FindingView>>,
    evidence: Option<Vec<EvidenceView>>,
    state: PaperStateView,
    unshared: u32,
}

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
        details: details(&folder.visit),
        areas: folder.view.areas.iter().map(|area| area_view(folder, area)).collect(),
        answers: folder.view.items().filter_map(|item| answer(folder, item)).collect(),
        findings: findings(folder),
        evidence: evidence(folder),
        progress: progress_view(&progress),
        area_progress: area_progress(areas),
        state: engine::actions::PaperState::of(folder).into(),
        revision: folder.revision(),
        disagreements: folder.disputes,
        undo: engine.undo_name(folder.visit.id).unwrap_or_default().to_owned(),
        last_saved: String::new(),
        last_backup: backup.map(|at| engine.local_time(at).format("%H:%M").to_string()).unwrap_or_default(),
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
    Ok(Saved {
        at: written.at.format("%H:%M:%S").to_string(),
        undo: engine.undo_name(visit).unwrap_or_default().to_owned(),
        answer: asked.map(|asked| answer_or_empty(&folder, asked)),
        progress: progress_view(&progress),
        area_progress: area_progress(areas),
        findings: Some(findings(&folder)),
        evidence: Some(evidence(&folder)),
        state: engine::actions::PaperState::of(&folder).into(),
        unshared: engine.unshared()?,
    })
}

/// Reads the details of a visit over `before`.
pub(crate) fn read_details(before: Visit, details: VisitDetails) -> Result<Visit, EngineError> {
    let form = domain::visit::VisitForm::from_code(&details.form);
    let attendee = |person: AttendeeView| Attendee {
        name: domain::text::clean(&person.name),
        title: domain::text::clean(&person.title),
    };
    let own_period = !(details.period_from.is_empty() && details.period_to.is_empty());
    let present = |people: Vec<AttendeeView>| {
        let people = people.into_iter().map(attendee);
        people.filter(|it| !(it.name.is_empty() && it.title.is_empty())).collect()
    };
    Ok(Visit {
        date: unpack::day(&details.date)?,
        form: unpack::word(&details.form, form)?,
        start: unpack::optional_time(&details.start)?,
        end: unpack::optional_time(&details.end)?,
        place: domain::text::clean(&details.place),
        copies: details.copies,
        period: own_period
            .then(|| unpack::period(&details.period_from, &details.period_to))
            .transpose()?,
        delegation_present: present(details.delegation_present),
        unit_present: present(details.unit_present),
        ..before
    })
}

fn details(visit: &Visit) -> VisitDetails {
    let time = |time: Option<chrono::NaiveTime>| {
        time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
    };
    let person =
        |it: &Attendee| AttendeeView { name: it.name.clone(), title: it.title.clone() };
    VisitDetails {
        date: visit.date.to_string(),
        form: visit.form.code().to_owned(),
        start: time(visit.start),
        end: time(visit.end),
        place: visit.place.clone(),
        copies: visit.copies,
        period_from: unpack::iso(visit.period.map(|period| period.from)),
        period_to: unpack::iso(visit.period.map(|period| period.to)),
        delegation_present: visit.delegation_present.iter().map(person).collect(),
        unit_present: visit.unit_present.iter().map(person).collect(),
    }
}

fn area_view(folder: &Folder, area: &domain::checklist::AreaView) -> AreaView {
    AreaView {
        id: area.id.clone(),
        title: area.title.clone(),
        items: area.items.iter().map(|item| item_view(folder, &area.id, item)).collect(),
    }
}

fn item_view(folder: &Folder, area: &str, item: &Asked) -> ItemView {
    let basis = |basis: &domain::checklist::Basis| BasisView {
        text: basis.text.clone(),
        from: unpack::iso(basis.validity.from),
        to: unpack::iso(basis.validity.to),
        certain: basis.certain,
    };
    let local = folder.campaign.local_bases.iter().filter(|it| it.of == item.id || it.of == area);
    let local = local.map(|it| BasisView {
        text: it.text.clone(),
        from: String::new(),
        to: String::new(),
        certain: true,
    });
    let threshold = folder.campaign.thresholds.iter().find(|it| it.item == item.id);
    ItemView {
        id: item.id.clone(),
        area: area.to_owned(),
        title: item.title.clone(),
        question: item.question.clone(),
        evidence: item.evidence.clone(),
        bases: item.bases.iter().map(basis).chain(local).collect(),
        certain: item.certain,
        parts: item.parts.iter().map(part_view).collect(),
        register: item.registers.first().cloned().unwrap_or_default(),
        note: item.note.clone(),
        threshold: threshold.map(part_value::threshold).unwrap_or_default(),
    }
}

fn part_view(part: &Part) -> PartView {
    let mut view = PartView {
        name: part.name.clone(),
        label: part.label.clone(),
        kind: PartKindView::Text,
        unit: String::new(),
        numerator_label: String::new(),
        denominator_label: String::new(),
        options: Vec::new(),
        primary: part.primary,
    };
    match &part.kind {
        PartKind::Count { unit } => {
            view.kind = PartKindView::Count;
            view.unit.clone_from(unit);
        }
        PartKind::Rate { numerator, denominator, .. } => {
            view.kind = PartKindView::Rate;
            view.numerator_label.clone_from(numerator);
            view.denominator_label.clone_from(denominator);
        }
        PartKind::Date => view.kind = PartKindView::Date,
        PartKind::Choice { options } => {
            view.kind = PartKindView::Choice;
            view.options.clone_from(options);
        }
        PartKind::Text => view.kind = PartKindView::Text,
        PartKind::Document => view.kind = PartKindView::Document,
    }
    view
}

fn answer(folder: &Folder, item: &Asked) -> Option<AnswerView> {
    let view = answer_or_empty(folder, item);
    let known = folder.answers.contains_key(&item.id) || view.evidence + view.findings != 0;
    known.then_some(view)
}

fn answer_or_empty(folder: &Folder, item: &Asked) -> AnswerView {
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
        disagreement: folder.disputed_items.contains(&item.id),
        evidence: count(folder.evidence.iter().filter(|it| it.item == item.id).count()),
        findings: count(folder.findings.iter().filter(|it| it.items.contains(&item.id)).count()),
    }
}

fn findings(folder: &Folder) -> Vec<FindingView> {
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

fn evidence(folder: &Folder) -> Vec<EvidenceView> {
    let view = |piece: &Evidence| EvidenceView {
        id: piece.id.to_string(),
        item: piece.item.clone(),
        file_name: piece.file_name.clone(),
        media_type: piece.media_type.clone(),
        size: piece.size,
        sha256: piece.sha256.clone(),
        caption: piece.caption.clone(),
        taken_at: piece.taken_at.clone(),
        is_image: engine::evidence::is_picture(&piece.media_type),
    };
    folder.evidence.iter().map(view).collect()
}

fn area_progress(areas: Vec<(String, Progress)>) -> Vec<AreaProgressView> {
    let view = |(area, progress): (String, Progress)| AreaProgressView {
        area,
        progress: progress_view(&progress),
    };
    areas.into_iter().map(view).collect()
}

fn progress_view(progress: &Progress) -> ProgressView {
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
