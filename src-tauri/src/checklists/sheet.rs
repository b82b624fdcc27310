//! The content of a checklist, item by item, with all its times.

use domain::checklist::{Area, Basis, Checklist, Item, Part, PartKind};
use engine::actions::ChecklistDraft;
use serde::Serialize;
use specta::Type;

use crate::commands::unpack;
use crate::part_value;

/// A checklist.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChecklistSheet {
    checklist: String,
    version: String,
    title: String,
    source: String,
    to_check: String,
    valid_from: String,
    areas: Vec<ContentArea>,
}

/// An area of it.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ContentArea {
    id: String,
    title: String,
    optional: bool,
    /// Whether the draft made it.
    added: bool,
    items: Vec<ContentItem>,
}

/// An item of it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ContentItem {
    id: String,
    title: String,
    question: String,
    evidence: String,
    strength: String,
    shortcoming: String,
    partly: String,
    recommendation: String,
    note: String,
    /// The kinds of units it is asked of.
    kinds: Vec<String>,
    certain: bool,
    /// The first day on which it is asked; empty when it always was.
    from: String,
    /// The first day on which it is not asked any more; empty while it is.
    retired: String,
    reason: String,
    bases: Vec<ContentBasis>,
    /// Times without a basis, with the reason.
    gaps: Vec<ContentBasis>,
    parts: Vec<ContentPart>,
    registers: Vec<String>,
    /// Whether the draft made it.
    added: bool,
}

/// A legal basis.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ContentBasis {
    /// The key of one that the draft added; empty for one of the base.
    key: String,
    text: String,
    from: String,
    to: String,
    kind: String,
    certain: bool,
    note: String,
}

/// What is entered besides the verdict.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ContentPart {
    name: String,
    label: String,
    kind: String,
    unit: String,
    numerator: String,
    denominator: String,
    percent_only: bool,
    /// The default threshold, `98,00`; empty for none.
    least: String,
    options: Vec<String>,
    primary: bool,
    /// `register` when it follows from one, `draft` when the draft added it (only then is its kind
    /// open to choice), else `base`.
    origin: String,
}

/// Shows a version.
pub(crate) fn sheet(checklist: &Checklist) -> ChecklistSheet {
    content(checklist, None)
}

/// Shows a draft, with what it added marked.
pub(super) fn draft_sheet(draft: &ChecklistDraft) -> ChecklistSheet {
    content(&draft.checklist, Some(draft))
}

fn content(checklist: &Checklist, draft: Option<&ChecklistDraft>) -> ChecklistSheet {
    let area = |area: &Area| ContentArea {
        id: area.id.clone(),
        title: area.titles.last().map(|title| title.text.clone()).unwrap_or_default(),
        optional: area.optional,
        added: draft.is_some_and(|draft| !draft.base.areas.iter().any(|it| it.id == area.id)),
        items: area.items.iter().map(|item| sheet_item(item, checklist, draft)).collect(),
    };
    ChecklistSheet {
        checklist: checklist.id.clone(),
        version: checklist.version.clone(),
        title: checklist.title.clone(),
        source: checklist.source.clone(),
        to_check: checklist.to_check.clone(),
        valid_from: checklist.valid_from.to_string(),
        areas: checklist.areas.iter().map(area).collect(),
    }
}

fn sheet_item(item: &Item, checklist: &Checklist, draft: Option<&ChecklistDraft>) -> ContentItem {
    let known = draft.map(|draft| draft.base.item(&item.id));
    let amended = draft.and_then(|draft| draft.amendments.items.get(&item.id));
    let keys: Vec<&String> = amended.map(|it| it.bases.keys().collect()).unwrap_or_default();
    // Those that the draft added are cited last.
    let first_added = item.bases.len().saturating_sub(keys.len());
    let basis = |(at, basis): (usize, &Basis)| {
        let key = at.checked_sub(first_added).and_then(|at| keys.get(at));
        sheet_basis(key.map_or("", |key| key.as_str()), basis)
    };
    let gap = |gap: &domain::checklist::Gap| ContentBasis {
        key: String::new(),
        text: gap.reason.clone(),
        from: unpack::iso(gap.validity.from),
        to: unpack::iso(gap.validity.to),
        kind: String::new(),
        certain: true,
        note: String::new(),
    };
    let title =
        |id: &String| checklist.register(id).map_or_else(|| id.clone(), |it| it.title.clone());
    ContentItem {
        id: item.id.clone(),
        title: item.title.clone(),
        question: item.question.clone(),
        evidence: item.evidence.clone(),
        strength: item.strength.clone(),
        shortcoming: item.shortcoming.clone(),
        partly: item.partly.clone(),
        recommendation: item.recommendation.clone(),
        note: item.note.clone(),
        kinds: item.kinds.iter().map(|kind| kind.code().to_owned()).collect(),
        certain: item.certain,
        from: unpack::iso(item.validity.from),
        retired: unpack::iso(item.validity.to.and_then(|last| last.succ_opt())),
        reason: item.validity_reason.clone(),
        bases: item.bases.iter().enumerate().map(basis).collect(),
        gaps: item.gaps.iter().map(gap).collect(),
        parts: item.parts.iter().map(|part| sheet_part(part, known.flatten(), draft)).collect(),
        registers: item.registers.iter().map(title).collect(),
        added: known.is_some_and(|known| known.is_none()),
    }
}

fn sheet_basis(key: &str, basis: &Basis) -> ContentBasis {
    ContentBasis {
        key: key.to_owned(),
        text: basis.text.clone(),
        from: unpack::iso(basis.validity.from),
        to: unpack::iso(basis.validity.to),
        kind: basis.kind.code().to_owned(),
        certain: basis.certain,
        note: basis.note.clone(),
    }
}

fn sheet_part(part: &Part, known: Option<&Item>, draft: Option<&ChecklistDraft>) -> ContentPart {
    let added = draft.is_some() && known.and_then(|item| item.part(&part.name)).is_none();
    let origin = match (added, &part.feed) {
        (true, _) => "draft",
        (false, Some(_)) => "register",
        (false, None) => "base",
    };
    let mut view = ContentPart {
        name: part.name.clone(),
        label: part.label.clone(),
        kind: part.kind.code().to_owned(),
        unit: String::new(),
        numerator: String::new(),
        denominator: String::new(),
        percent_only: false,
        least: part.least(None).map(part_value::printed).unwrap_or_default(),
        options: Vec::new(),
        primary: part.primary,
        origin: origin.to_owned(),
    };
    match &part.kind {
        PartKind::Count { unit } => view.unit.clone_from(unit),
        PartKind::Rate { numerator, denominator, percent_only, .. } => {
            view.numerator.clone_from(numerator);
            view.denominator.clone_from(denominator);
            view.percent_only = *percent_only;
        }
        PartKind::Choice { options } => view.options.clone_from(options),
        PartKind::Date | PartKind::Text | PartKind::Document => {}
    }
    view
}
