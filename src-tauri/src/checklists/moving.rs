//! What moving a campaign to another version brings, and answers without a place.

use domain::checklist::{Item, Misplaced};
use engine::Engine;
use engine::actions::{MovePreview, VisitMove};
use serde::Serialize;
use specta::Type;

use super::PinView;
use super::changes::{DifferenceView, difference};

/// What moving a campaign would bring.
#[derive(Debug, Serialize, Type)]
pub(crate) struct MovePreviewView {
    from: PinView,
    to: PinView,
    difference: DifferenceView,
    visits: Vec<VisitMoveView>,
}

/// What it would bring at a visit.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VisitMoveView {
    visit: String,
    unit: String,
    date: String,
    sealed: bool,
    asked_anew: Vec<String>,
    lost: Vec<LostView>,
    found: u32,
}

/// An answer without a place.
#[derive(Debug, Serialize, Type)]
pub(crate) struct LostView {
    item: String,
    /// The item's title in the latest version that has it.
    title: String,
    /// Whether the whole item is not asked; otherwise only its parts have no place.
    whole: bool,
    verdict: String,
    note: String,
    parts: Vec<LostPart>,
}

/// A figure without a place.
#[derive(Debug, Serialize, Type)]
pub(crate) struct LostPart {
    label: String,
    printed: String,
}

/// Shows what moving `checklist`'s campaign would bring.
pub(crate) fn preview(engine: &Engine, checklist: &str, preview: &MovePreview) -> MovePreviewView {
    let visit = |visit: &VisitMove| VisitMoveView {
        visit: visit.visit.to_string(),
        unit: visit.unit.clone(),
        date: visit.date.to_string(),
        sealed: visit.sealed,
        asked_anew: visit.asked_anew.clone(),
        lost: visit.lost.iter().map(|it| lost(engine, checklist, it)).collect(),
        found: super::count(visit.found),
    };
    MovePreviewView {
        from: PinView::from(&preview.from),
        to: PinView::from(&preview.to),
        difference: difference(&preview.difference),
        visits: preview.visits.iter().map(visit).collect(),
    }
}

/// Shows an answer without a place, in the words of the latest version of `checklist` that has one.
pub(crate) fn lost(engine: &Engine, checklist: &str, misplaced: &Misplaced) -> LostView {
    let items: Vec<&Item> = engine
        .catalogue()
        .every_version()
        .filter(|version| version.checklist.id == checklist)
        .filter_map(|version| version.checklist.item(&misplaced.item))
        .collect();
    let label = |name: &String| {
        let part = items.iter().rev().find_map(|item| item.part(name));
        part.map_or_else(|| name.clone(), |part| part.label.clone())
    };
    let answer = &misplaced.answer;
    LostView {
        item: misplaced.item.clone(),
        title: items.last().map(|item| item.title.clone()).unwrap_or_default(),
        whole: misplaced.whole,
        verdict: answer.verdict.map(|it| it.code().to_owned()).unwrap_or_default(),
        note: answer.note.clone(),
        parts: answer
            .parts
            .iter()
            .map(|(name, value)| LostPart {
                label: label(name),
                printed: engine::minutes::printed(value),
            })
            .collect(),
    }
}
