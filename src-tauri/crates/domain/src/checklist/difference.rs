//! What changed from one version of a checklist to another.
//!
//! **Invariant:** two checklists differ in nothing here exactly when everything an inspector or a
//! paper sees of their areas and items is equal. The head (version, day, source) is not compared:
//! it differs by nature.

use std::collections::BTreeSet;

use super::{Area, Basis, Checklist, Item, Part, PartKind, Validity, Wording};
use crate::unit::UnitKind;

/// Everything that changed; empty when nothing did.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Difference {
    /// Areas that came, went or are called something else.
    pub areas: Vec<AreaChange>,
    /// Items with changes, in the order of the later version; those that are gone come last.
    pub items: Vec<ItemChange>,
    /// Areas whose common items stand in another order, with their new order.
    pub orders: Vec<Reorder>,
    /// The common areas in the order of the later version; empty where it is the same.
    pub area_order: Vec<String>,
    /// Ids of registers that came, went or changed.
    pub registers: Vec<String>,
    /// Whether derived figures or conditions changed.
    pub formulas: bool,
}

/// What changed about an area.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AreaChange {
    /// The area's id.
    pub area: String,
    /// What it is called in the later version, or was in the former one when it is gone.
    pub title: String,
    /// What changed.
    pub kind: AreaChangeKind,
}

/// How an area changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AreaChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Gone,
    /// It is called something else.
    Titled {
        /// What it was called last.
        before: String,
    },
    /// A campaign may switch it off now, or may not any more.
    Optional(bool),
}

/// Common items of an area in another order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reorder {
    /// The area's id.
    pub area: String,
    /// The ids of the common items, in the order of the later version.
    pub items: Vec<String>,
}

/// What changed about one item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ItemChange {
    /// The item's id.
    pub item: String,
    /// The area that holds it.
    pub area: String,
    /// Its title in the later version, or in the former one when it is gone.
    pub title: String,
    /// What changed, at least one thing.
    pub changes: Vec<Change>,
}

/// One change of an item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Change {
    /// The item is new.
    Added,
    /// The later version does not have it at all.
    Gone,
    /// It stands in another area.
    Moved {
        /// The area it stood in.
        from: String,
    },
    /// The days on which it is asked are others.
    Days {
        /// The days before.
        before: Validity,
        /// The days now.
        after: Validity,
        /// Why, as the later version says it.
        reason: String,
    },
    /// A text reads differently.
    Worded {
        /// Which text.
        field: Wording,
        /// How it read.
        before: String,
        /// How it reads now.
        after: String,
    },
    /// It is asked of other units.
    Kinds {
        /// Of which it was asked.
        before: Vec<UnitKind>,
        /// Of which it is asked now.
        after: Vec<UnitKind>,
    },
    /// A legal basis came.
    BasisAdded(Basis),
    /// A legal basis went.
    BasisGone(Basis),
    /// A legal basis has other days, or is cited or judged otherwise.
    BasisChanged {
        /// The basis before.
        before: Basis,
        /// The basis now.
        after: Basis,
    },
    /// Bases are cited in another order, or times without one are told otherwise.
    BasesArranged,
    /// Something more is entered.
    PartAdded(Part),
    /// Something is not entered any more: its answers have no place.
    PartGone(Part),
    /// Something else is entered under the name: its answers have no place.
    PartRekinded {
        /// The part before.
        before: Part,
        /// The part now.
        after: Part,
    },
    /// A part is called or fed otherwise; its answers keep their place.
    PartChanged {
        /// The part before.
        before: Part,
        /// The part now.
        after: Part,
    },
    /// Parts stand in another order.
    PartsArranged,
    /// Other registers are filled at it.
    Registers(Vec<String>),
    /// It was matched to its sources, or is doubted now.
    Certain(bool),
}

impl Difference {
    /// What changed from `before` to `after`.
    pub fn between(before: &Checklist, after: &Checklist) -> Self {
        let mut items: Vec<ItemChange> = after
            .areas
            .iter()
            .flat_map(|area| area.items.iter().map(move |item| (area, item)))
            .filter_map(|(area, item)| item_change(before, area, item))
            .collect();
        let gone = before.areas.iter().flat_map(|area| {
            let lost = area.items.iter().filter(move |item| after.item(&item.id).is_none());
            lost.map(move |item| change_of(area, item, vec![Change::Gone]))
        });
        items.extend(gone);
        Self {
            areas: areas(before, after),
            items,
            orders: after.areas.iter().filter_map(|area| reorder(before, area)).collect(),
            area_order: {
                let ids = |list: &Checklist| list.areas.iter().map(|it| it.id.clone()).collect();
                moved(ids(before), ids(after)).unwrap_or_default()
            },
            registers: registers(before, after),
            formulas: before.indicators != after.indicators
                || before.conditions != after.conditions,
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same without the areas `off`, which a campaign does not ask.
    #[must_use]
    pub fn without_areas(mut self, off: &[String]) -> Self {
        self.areas.retain(|change| !off.contains(&change.area));
        self.items.retain(|change| !off.contains(&change.area));
        self.orders.retain(|change| !off.contains(&change.area));
        self
    }

    /// What changed about the item `id`; nothing when it did not change.
    pub fn of_item(&self, id: &str) -> &[Change] {
        let found = self.items.iter().find(|change| change.item == id);
        found.map_or(&[], |change| change.changes.as_slice())
    }
}

fn change_of(area: &Area, item: &Item, changes: Vec<Change>) -> ItemChange {
    ItemChange { item: item.id.clone(), area: area.id.clone(), title: item.title.clone(), changes }
}

fn item_change(before: &Checklist, area: &Area, item: &Item) -> Option<ItemChange> {
    let Some(old) = before.item(&item.id) else {
        return Some(change_of(area, item, vec![Change::Added]));
    };
    let mut changes = Vec::new();
    let from = before.area_of(&item.id).map(|area| area.id.clone()).unwrap_or_default();
    if from != area.id {
        changes.push(Change::Moved { from });
    }
    changes.extend(plain_changes(old, item));
    changes.extend(basis_changes(old, item));
    changes.extend(part_changes(&old.parts, &item.parts));
    (!changes.is_empty()).then(|| change_of(area, item, changes))
}

fn plain_changes(old: &Item, new: &Item) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.validity != new.validity || old.validity_reason != new.validity_reason {
        let reason = new.validity_reason.clone();
        changes.push(Change::Days { before: old.validity, after: new.validity, reason });
    }
    for field in Wording::ALL {
        let (before, after) = (field.of(old), field.of(new));
        if before != after {
            let (before, after) = (before.to_owned(), after.to_owned());
            changes.push(Change::Worded { field, before, after });
        }
    }
    if old.kinds != new.kinds {
        changes.push(Change::Kinds { before: old.kinds.clone(), after: new.kinds.clone() });
    }
    if old.registers != new.registers {
        changes.push(Change::Registers(new.registers.clone()));
    }
    if old.certain != new.certain {
        changes.push(Change::Certain(new.certain));
    }
    changes
}

/// Bases are the same when their text and first day are; what is left over came or went.
fn basis_changes(old: &Item, new: &Item) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut left: Vec<&Basis> = old.bases.iter().collect();
    let mut pairs: Vec<(&Basis, &Basis)> = Vec::new();
    let mut fresh: Vec<&Basis> = new.bases.iter().collect();
    let same: [fn(&Basis, &Basis) -> bool; 3] = [
        |one, other| one == other,
        |one, other| one.text == other.text && one.validity.from == other.validity.from,
        |one, other| one.text == other.text,
    ];
    for same in same {
        fresh.retain(|basis| match left.iter().position(|known| same(known, basis)) {
            Some(at) => {
                pairs.push((left.remove(at), *basis));
                false
            }
            None => true,
        });
    }
    for (before, after) in pairs.iter().filter(|(before, after)| before != after) {
        let (before, after) = ((*before).clone(), (*after).clone());
        changes.push(Change::BasisChanged { before, after });
    }
    changes.extend(fresh.iter().map(|basis| Change::BasisAdded((*basis).clone())));
    changes.extend(left.iter().map(|basis| Change::BasisGone((*basis).clone())));
    let arranged = changes.is_empty() && old.bases != new.bases;
    if arranged || old.gaps != new.gaps {
        changes.push(Change::BasesArranged);
    }
    changes
}

fn part_changes(old: &[Part], new: &[Part]) -> Vec<Change> {
    let mut changes = Vec::new();
    for part in new {
        match old.iter().find(|known| known.name == part.name) {
            None => changes.push(Change::PartAdded(part.clone())),
            Some(known) if known == part => {}
            Some(known) => {
                let (before, after) = (known.clone(), part.clone());
                changes.push(if keeps_answers(&known.kind, &part.kind) {
                    Change::PartChanged { before, after }
                } else {
                    Change::PartRekinded { before, after }
                });
            }
        }
    }
    let gone = old.iter().filter(|part| !new.iter().any(|it| it.name == part.name));
    changes.extend(gone.map(|part| Change::PartGone(part.clone())));
    if changes.is_empty() && old != new {
        changes.push(Change::PartsArranged);
    }
    changes
}

/// Whether what was entered in a part of kind `before` can stand in one of kind `after`.
pub fn keeps_answers(before: &PartKind, after: &PartKind) -> bool {
    match (before, after) {
        (PartKind::Choice { options: old }, PartKind::Choice { options: new }) => {
            old.iter().all(|option| new.contains(option))
        }
        _ => before.code() == after.code(),
    }
}

fn areas(before: &Checklist, after: &Checklist) -> Vec<AreaChange> {
    let mut changes = Vec::new();
    let title = |area: &Area| area.titles.last().map_or_else(String::new, |it| it.text.clone());
    let mut say = |area: &Area, kind| {
        changes.push(AreaChange { area: area.id.clone(), title: title(area), kind });
    };
    for area in &after.areas {
        match before.areas.iter().find(|known| known.id == area.id) {
            None => say(area, AreaChangeKind::Added),
            Some(known) => {
                if known.titles != area.titles {
                    say(area, AreaChangeKind::Titled { before: title(known) });
                }
                if known.optional != area.optional {
                    say(area, AreaChangeKind::Optional(area.optional));
                }
            }
        }
    }
    for area in &before.areas {
        if !after.areas.iter().any(|it| it.id == area.id) {
            say(area, AreaChangeKind::Gone);
        }
    }
    changes
}

fn reorder(before: &Checklist, area: &Area) -> Option<Reorder> {
    let known = before.areas.iter().find(|known| known.id == area.id)?;
    let ids = |items: &[Item]| items.iter().map(|item| item.id.clone()).collect();
    let items = moved(ids(&known.items), ids(&area.items))?;
    Some(Reorder { area: area.id.clone(), items })
}

/// What both have, in the order of the later one; `None` when it is the same order.
fn moved(mut old: Vec<String>, mut new: Vec<String>) -> Option<Vec<String>> {
    old.retain(|id| new.contains(id));
    new.retain(|id| old.contains(id));
    (old != new).then_some(new)
}

fn registers(before: &Checklist, after: &Checklist) -> Vec<String> {
    let ids = before.registers.iter().chain(&after.registers).map(|register| register.id.as_str());
    let changed = |id: &&str| before.register(id) != after.register(id);
    ids.filter(changed).collect::<BTreeSet<_>>().into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
#[path = "difference_tests.rs"]
mod tests;
