//! A checklist with the changes that an editor made to it.
//!
//! **Invariant:** nothing that the base has is ever left out, except parts that were taken out by
//! name. An amendment of something the base does not have any more is kept and has no effect.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Area, Basis, Checklist, Item, Part, PartKind, Title, Validity, Wording};
use crate::unit::UnitKind;

/// Everything that an editor changed. The default changes nothing.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Amendments {
    /// What people call the checklist.
    pub title: Option<String>,
    /// Where the content comes from.
    pub source: Option<String>,
    /// Who must check it before it is relied on.
    pub to_check: Option<String>,
    /// Areas, by id.
    pub areas: BTreeMap<String, AreaAmendment>,
    /// Items, by id.
    pub items: BTreeMap<String, ItemAmendment>,
    /// The order of items, by area; items that are not named follow as they stood.
    pub orders: BTreeMap<String, Vec<String>>,
    /// The order of areas; those that are not named follow as they stood.
    pub area_order: Option<Vec<String>>,
}

/// What was changed about an area.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AreaAmendment {
    /// Whether the editor made it; it then comes after those of the base, in the order of ids.
    pub added: bool,
    /// What it is called.
    pub title: Option<String>,
    /// Whether a campaign may switch it off.
    pub optional: Option<bool>,
}

/// What was changed about an item.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ItemAmendment {
    /// The area into which the editor put it as a new one.
    pub added_to: Option<String>,
    /// Its texts.
    pub wordings: BTreeMap<Wording, String>,
    /// Which units it is asked of.
    pub kinds: Option<Vec<UnitKind>>,
    /// From when it is not asked any more.
    pub retired: Option<Retirement>,
    /// The last days of bases it had before, by their place in the order of citation.
    pub ends: BTreeMap<usize, NaiveDate>,
    /// Bases that were added, cited last, in the order of their keys.
    pub bases: BTreeMap<String, Basis>,
    /// Parts, by name; `None` takes one out.
    pub parts: BTreeMap<String, Option<PartAmendment>>,
}

/// From when an item is not asked any more.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Retirement {
    /// The first day on which it is not asked.
    pub from: NaiveDate,
    /// Why.
    pub reason: String,
}

/// A part as the editor has it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PartAmendment {
    /// What the screen calls it.
    pub label: String,
    /// What is entered.
    pub kind: PartKind,
}

impl Checklist {
    /// This checklist with `amendments`.
    #[must_use]
    pub fn amended(&self, amendments: &Amendments) -> Self {
        let mut amended = self.clone();
        for (text, change) in [
            (&mut amended.title, &amendments.title),
            (&mut amended.source, &amendments.source),
            (&mut amended.to_check, &amendments.to_check),
        ] {
            if let Some(change) = change {
                text.clone_from(change);
            }
        }
        for (id, change) in &amendments.areas {
            amended.amend_area(id, change);
        }
        for (id, change) in &amendments.items {
            amended.amend_item(id, change);
        }
        for (id, order) in &amendments.orders {
            if let Some(area) = amended.areas.iter_mut().find(|area| area.id == *id) {
                let place = |item: &Item| order.iter().position(|it| *it == item.id);
                area.items.sort_by_key(|item| place(item).unwrap_or(usize::MAX));
            }
        }
        if let Some(order) = &amendments.area_order {
            let place = |area: &Area| order.iter().position(|it| *it == area.id);
            amended.areas.sort_by_key(|area| place(area).unwrap_or(usize::MAX));
        }
        amended
    }

    fn amend_area(&mut self, id: &str, change: &AreaAmendment) {
        let at = self.areas.iter().position(|area| area.id == id);
        if at.is_none() && change.added {
            let title = Title { text: String::new(), validity: Validity::ALWAYS };
            let (id, titles) = (id.to_owned(), vec![title]);
            self.areas.push(Area { id, titles, optional: false, items: Vec::new() });
        }
        let Some(area) = self.areas.iter_mut().find(|area| area.id == id) else { return };
        if let (Some(text), Some(title)) = (&change.title, area.titles.last_mut()) {
            title.text.clone_from(text);
        }
        area.optional = change.optional.unwrap_or(area.optional);
    }

    fn amend_item(&mut self, id: &str, change: &ItemAmendment) {
        let known = self.item(id).is_some();
        if let (false, Some(area)) = (known, &change.added_to)
            && let Some(area) = self.areas.iter_mut().find(|it| it.id == *area)
        {
            area.items.push(Item::blank(id));
        }
        let mut items = self.areas.iter_mut().flat_map(|area| &mut area.items);
        if let Some(item) = items.find(|item| item.id == id) {
            item.amend(change);
        }
    }
}

impl Item {
    /// An item of which nothing is written yet, asked of communes of every kind.
    fn blank(id: &str) -> Self {
        let kinds = UnitKind::ALL.into_iter().filter(|kind| kind.is_commune()).collect();
        Self {
            id: id.to_owned(),
            title: String::new(),
            question: String::new(),
            answer: "dat3".to_owned(),
            parts: Vec::new(),
            registers: Vec::new(),
            evidence: String::new(),
            bases: Vec::new(),
            gaps: Vec::new(),
            certain: true,
            strength: String::new(),
            shortcoming: String::new(),
            partly: String::new(),
            recommendation: String::new(),
            note: String::new(),
            validity: Validity::ALWAYS,
            validity_reason: String::new(),
            kinds,
            seeds: Vec::new(),
        }
    }

    fn amend(&mut self, change: &ItemAmendment) {
        for (wording, text) in &change.wordings {
            wording.of_mut(self).clone_from(text);
        }
        if let Some(kinds) = &change.kinds {
            self.kinds.clone_from(kinds);
        }
        if let Some(Retirement { from, reason }) = &change.retired {
            self.validity.to = from.pred_opt();
            self.validity_reason.clone_from(reason);
        }
        for (at, end) in &change.ends {
            if let Some(basis) = self.bases.get_mut(*at) {
                basis.validity.to = Some(*end);
            }
        }
        self.bases.extend(change.bases.values().cloned());
        for (name, part) in &change.parts {
            self.amend_part(name, part.as_ref());
        }
    }

    /// The part entered first stays the primary one; when it is taken out, the next one is.
    fn amend_part(&mut self, name: &str, change: Option<&PartAmendment>) {
        let at = self.parts.iter().position(|part| part.name == name);
        match (at, change) {
            (Some(at), None) => {
                self.parts.remove(at);
            }
            (None, None) => {}
            (Some(at), Some(change)) => {
                if let Some(part) = self.parts.get_mut(at) {
                    part.label.clone_from(&change.label);
                    part.kind = change.kind.clone();
                }
            }
            (None, Some(PartAmendment { label, kind })) => {
                let (name, label, kind) = (name.to_owned(), label.clone(), kind.clone());
                self.parts.push(Part { name, label, kind, primary: false, feed: None });
            }
        }
        if !self.parts.iter().any(|part| part.primary)
            && let Some(first) = self.parts.first_mut()
        {
            first.primary = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::testing::checklist;
    use crate::checklist::{Change, Difference};

    #[test]
    fn no_amendment_changes_nothing() {
        assert_eq!(checklist().amended(&Amendments::default()), checklist());
    }

    #[test]
    fn a_new_item_stands_last_until_it_is_put_elsewhere() {
        let mut amendments = Amendments::default();
        let added = ItemAmendment { added_to: Some("MC".to_owned()), ..ItemAmendment::default() };
        amendments.items.insert("MC-L01".to_owned(), added);
        let ids = |amendments: &Amendments| -> Vec<String> {
            checklist().amended(amendments).areas[0].items.iter().map(|it| it.id.clone()).collect()
        };
        assert_eq!(ids(&amendments), ["MC-01", "MC-02", "MC-L01"]);
        amendments.orders.insert("MC".to_owned(), vec!["MC-L01".to_owned(), "MC-02".to_owned()]);
        assert_eq!(ids(&amendments), ["MC-L01", "MC-02", "MC-01"]);
    }

    #[test]
    fn areas_stand_as_they_were_put_and_those_not_named_follow() {
        let mut amendments = Amendments::default();
        let added = AreaAmendment { added: true, ..AreaAmendment::default() };
        amendments.areas.insert("XA".to_owned(), added);
        amendments.area_order = Some(vec!["XA".to_owned()]);
        let amended = checklist().amended(&amendments);
        let ids: Vec<&str> = amended.areas.iter().map(|area| area.id.as_str()).collect();
        let base = checklist();
        let known = base.areas.iter().map(|area| area.id.as_str());
        assert_eq!(ids, std::iter::once("XA").chain(known).collect::<Vec<_>>());
        // A new area has no place of its own before: only what was there can be moved.
        assert!(Difference::between(&base, &amended).area_order.is_empty());
    }

    #[test]
    fn a_retired_item_stays_in_the_list_and_is_asked_until_the_day_before() {
        let mut amendments = Amendments::default();
        let from: NaiveDate = "2026-07-01".parse().unwrap();
        let retired = Some(Retirement { from, reason: "Đã bỏ thủ tục.".to_owned() });
        let change = ItemAmendment { retired, ..ItemAmendment::default() };
        amendments.items.insert("MC-02".to_owned(), change);
        let amended = checklist().amended(&amendments);
        let item = amended.item("MC-02").unwrap();
        assert!(item.validity.holds("2026-06-30".parse().unwrap()));
        assert!(!item.validity.holds(from));
        let difference = Difference::between(&checklist(), &amended);
        assert!(matches!(difference.of_item("MC-02"), [Change::Days { .. }]));
    }

    #[test]
    fn another_part_becomes_primary_when_the_primary_one_is_taken_out() {
        let mut amendments = Amendments::default();
        let kind = PartKind::Date;
        let part = PartAmendment { label: "Ngày lắp".to_owned(), kind };
        let change = ItemAmendment {
            parts: [("ngay_lap".to_owned(), Some(part)), ("so_may".to_owned(), None)].into(),
            ..ItemAmendment::default()
        };
        amendments.items.insert("MC-01".to_owned(), change);
        let amended = checklist().amended(&amendments);
        let parts = &amended.item("MC-01").unwrap().parts;
        assert_eq!(parts.len(), 1);
        assert!(parts[0].primary && parts[0].name == "ngay_lap");
    }
}
