//! Units against items.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::answer::{Answer, PartValue, Verdict};
use domain::campaign::Campaign;
use domain::checklist::ItemView;
use domain::consolidation::{Change, Square, Verdicts};
use domain::finding::{Finding, FindingKind};
use domain::id::{UnitId, VisitId};
use domain::unit::UnitKind;

use crate::folder::Folder;
use crate::minutes;

/// Units against items.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Matrix {
    /// The areas that are asked of any of the units.
    pub areas: Vec<MatrixArea>,
    /// The items of all areas, in order; every unit has one cell for each.
    pub items: Vec<MatrixItem>,
    /// The visits in the order of the campaign's units, and the units that nobody visited.
    pub units: Vec<MatrixUnit>,
}

/// An area.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MatrixArea {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many of the items are its own; they stand together.
    pub items: u32,
}

/// An item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MatrixItem {
    /// Its id.
    pub id: String,
    /// Its short name.
    pub title: String,
    /// How it was judged over the units.
    pub verdicts: Verdicts,
}

/// A unit of the campaign: one visit to it, or none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MatrixUnit {
    /// Which unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// What kind of body it is.
    pub kind: UnitKind,
    /// The visit; none for a unit that was looked at from the desk, or not at all.
    pub visit: Option<VisitId>,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// The units that became this one and were visited the time before; none for a unit that was
    /// visited itself.
    pub made_of: Vec<String>,
    /// Whether findings of the campaign name a unit that nobody visited.
    pub from_desk: bool,
    /// How it was judged over the items.
    pub verdicts: Verdicts,
    /// One cell for each item; none without a visit.
    pub cells: Vec<MatrixCell>,
}

/// One item at one unit.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct MatrixCell {
    /// What is known.
    pub square: Square,
    /// How many shortcomings rest on the item.
    pub shortcomings: u32,
    /// Its figures in one line; may be empty.
    pub figure: String,
    /// How it was judged the time before; at several units that became one, where all agree.
    pub before: Option<Verdict>,
    /// How it was judged at each of several units that became one and do not agree.
    pub before_each: String,
    /// Its figures the time before, added up over several units that became one; may be empty.
    pub figure_before: String,
    /// How that compares.
    pub change: Option<Change>,
}

/// What was seen the time before at a unit, or at the units of which it was made.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Before {
    /// The units of which it was made, where there are several.
    pub made_of: Vec<String>,
    /// What was recorded, by item.
    pub items: BTreeMap<String, BeforeItem>,
}

/// What was recorded the time before at one item.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct BeforeItem {
    /// How it was judged, where all agree.
    pub verdict: Option<Verdict>,
    /// How it was judged at each of several units that do not agree.
    pub each: String,
    /// Its figures in one line.
    pub figures: String,
}

/// Lays the visits of a campaign side by side. `before` holds what earlier visits to the same
/// units said, by visit and item; `own` are the findings that rest on no visit.
pub fn matrix(
    campaign: &Campaign,
    folders: &[Folder],
    before: &BTreeMap<VisitId, Before>,
    own: &[Finding],
) -> Matrix {
    let (areas, mut items) = asked(folders);
    let mut units = Vec::new();
    for unit in &campaign.units {
        let visits = folders.iter().filter(|folder| folder.unit.id == unit.id);
        let known = units.len();
        for folder in visits {
            let past = before.get(&folder.visit.id);
            let cell = |item: &MatrixItem| cell(folder, &item.id, past);
            let cells: Vec<MatrixCell> = items.iter().map(cell).collect();
            units.push(MatrixUnit {
                unit: unit.id,
                name: unit.name.clone(),
                kind: unit.kind,
                visit: Some(folder.visit.id),
                date: Some(folder.visit.date),
                made_of: past.map(|past| past.made_of.clone()).unwrap_or_default(),
                from_desk: false,
                verdicts: cells.iter().map(|cell| cell.square).collect(),
                cells,
            });
        }
        if units.len() == known {
            units.push(MatrixUnit {
                unit: unit.id,
                name: unit.name.clone(),
                kind: unit.kind,
                visit: None,
                date: None,
                made_of: Vec::new(),
                from_desk: own.iter().any(|finding| finding.units.contains(&unit.id)),
                verdicts: Verdicts::default(),
                cells: Vec::new(),
            });
        }
    }
    for (place, item) in items.iter_mut().enumerate() {
        let squares = units.iter().filter_map(|unit| unit.cells.get(place));
        item.verdicts = squares.map(|cell| cell.square).collect();
    }
    Matrix { areas, items, units }
}

/// What is asked of any of the units: areas with their items, in the order of the checklist. A visit
/// to a unit of another kind may ask items that the first one does not.
fn asked(folders: &[Folder]) -> (Vec<MatrixArea>, Vec<MatrixItem>) {
    let mut areas: Vec<(MatrixArea, Vec<MatrixItem>)> = Vec::new();
    for view in folders.iter().flat_map(|folder| &folder.view.areas) {
        let place = areas.iter().position(|(area, _)| area.id == view.id).unwrap_or_else(|| {
            let area = MatrixArea { id: view.id.clone(), title: view.title.clone(), items: 0 };
            areas.push((area, Vec::new()));
            areas.len() - 1
        });
        let Some((_, items)) = areas.get_mut(place) else { continue };
        let mut after = 0;
        for item in &view.items {
            match items.iter().position(|known| known.id == item.id) {
                Some(known) => after = known + 1,
                None => {
                    items.insert(after, of_view(item));
                    after += 1;
                }
            }
        }
    }
    let mut all = Vec::new();
    let mut named = Vec::new();
    for (area, items) in areas {
        let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
        named.push(MatrixArea { items: count, ..area });
        all.extend(items);
    }
    (named, all)
}

fn of_view(item: &ItemView) -> MatrixItem {
    MatrixItem { id: item.id.clone(), title: item.title.clone(), verdicts: Verdicts::default() }
}

fn cell(folder: &Folder, item: &str, past: Option<&Before>) -> MatrixCell {
    if folder.view.item(item).is_none() {
        return MatrixCell::default();
    }
    let answer = folder.answers.get(item);
    let verdict = answer.and_then(|answer| answer.verdict);
    let disputed = folder.disputed_items.iter().any(|one| one == item);
    let square = match verdict {
        _ if disputed => Square::Disputed,
        Some(verdict) => Square::Judged(verdict),
        None => Square::Open,
    };
    let rests = |finding: &&Finding| {
        finding.kind == FindingKind::Shortcoming && finding.items.iter().any(|one| one == item)
    };
    let past = past.and_then(|past| past.items.get(item));
    let before = past.and_then(|past| past.verdict);
    MatrixCell {
        square,
        shortcomings: u32::try_from(folder.findings.iter().filter(rests).count())
            .unwrap_or(u32::MAX),
        figure: answer.map(figures).unwrap_or_default(),
        before,
        before_each: past.map(|past| past.each.clone()).unwrap_or_default(),
        figure_before: past.map(|past| past.figures.clone()).unwrap_or_default(),
        change: Change::between(before, square.verdict()),
    }
}

fn figures(answer: &Answer) -> String {
    let printed = answer
        .parts
        .values()
        .filter(|value| matches!(value, PartValue::Rate(_) | PartValue::Count(_)));
    printed.map(minutes::printed).collect::<Vec<_>>().join("; ")
}

/// The mark of a square: readable without colour, one sign wide.
pub const fn mark(square: Square) -> &'static str {
    match square {
        Square::NotAsked => "",
        Square::Open => "·",
        Square::Judged(Verdict::Met) => "✓",
        Square::Judged(Verdict::Partly) => "◐",
        Square::Judged(Verdict::NotMet) => "✕",
        Square::Judged(Verdict::NotApplicable) => "–",
        Square::Disputed => "?",
    }
}

/// The square in words.
pub const fn spoken(square: Square) -> &'static str {
    match square {
        Square::NotAsked => "không hỏi",
        Square::Open => minutes::verdict_word(None),
        Square::Judged(verdict) => minutes::verdict_word(Some(verdict)),
        Square::Disputed => "có ý kiến khác nhau",
    }
}
