//! The checklist of a visit, in the words of its day.

use domain::campaign::Threshold;
use domain::checklist::{ItemView as Asked, Part, PartKind};
use domain::rule::Gravity;
use engine::Folder;

use super::shapes::{AreaView, BasisView, ItemView, PartKindView, PartView};
use crate::commands::unpack;
use crate::part_value;

pub(super) fn area_view(folder: &Folder, area: &domain::checklist::AreaView) -> AreaView {
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
    let own = threshold.map(|it| it.least);
    let least = own.or_else(|| item.parts.iter().find_map(|part| part.least(None)));
    let most = folder.campaign.points.iter().find(|it| it.item == item.id);
    ItemView {
        id: item.id.clone(),
        area: area.to_owned(),
        title: item.title.clone(),
        question: item.question.clone(),
        evidence: item.evidence.clone(),
        bases: item.bases.iter().map(basis).chain(local).collect(),
        certain: item.certain,
        parts: item.parts.iter().map(|part| part_view(part, threshold)).collect(),
        register: item.registers.first().cloned().unwrap_or_default(),
        note: item.note.clone(),
        threshold: least.map(part_value::printed).unwrap_or_default(),
        points: most.map(|it| it.most.printed()).unwrap_or_default(),
        critical: critical(folder, &item.id),
    }
}

/// How much the gravest rule on an item matters; empty when nothing is ruled that matters.
fn critical(folder: &Folder, item: &str) -> String {
    let rules = folder.campaign.rules.iter().filter(|rule| rule.item == item);
    let gravest = rules.map(|rule| rule.gravity).max().filter(|it| *it != Gravity::Ignore);
    gravest.map(|it| it.code().to_owned()).unwrap_or_default()
}

fn part_view(part: &Part, threshold: Option<&Threshold>) -> PartView {
    let mut view = PartView {
        name: part.name.clone(),
        label: part.label.clone(),
        kind: PartKindView::Text,
        unit: String::new(),
        numerator_label: String::new(),
        denominator_label: String::new(),
        options: Vec::new(),
        least: part.least(threshold).map(part_value::printed).unwrap_or_default(),
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
