//! Areas and items of a workbook.

use std::collections::BTreeMap;

use domain::checklist::{Area, Basis, Gap, Item, Part, Title};
use domain::unit::UnitKind;
use tables::Line;

use super::desk::{Desk, Table, several};
use super::forms::kind_word;
use super::problem::SheetFlaw;
use crate::import::LineFlaw;

/// What hangs on an item besides its own line.
#[derive(Default)]
pub(super) struct Hanging {
    pub(super) parts: Vec<Part>,
    pub(super) bases: Vec<Basis>,
    pub(super) gaps: Vec<Gap>,
}

/// The areas of `table`, without items.
pub(super) fn areas(desk: &mut Desk, table: &Table) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for line in &table.lines {
        if !desk.sound(table, line) {
            continue;
        }
        let id = Table::text(line, "id");
        let title =
            Title { text: Table::text(line, "title"), validity: desk.validity(table, line) };
        let said = !line.get("optional").is_empty();
        let optional = desk.yes(table, line, "optional");
        desk.stands(table, line, &id, "id");
        desk.stands(table, line, &format!("{id}.title"), "title");
        match areas.iter_mut().find(|area| area.id == id) {
            Some(area) => {
                if said && optional != area.optional {
                    desk.note_at(table, line, "optional", SheetFlaw::Differs);
                }
                area.titles.push(title);
            }
            None => areas.push(Area { id, titles: vec![title], optional, items: Vec::new() }),
        }
    }
    areas
}

/// Puts the items of `table` into their areas, each with what hangs on it.
pub(super) fn items(
    desk: &mut Desk,
    table: &Table,
    areas: &mut [Area],
    hanging: &mut BTreeMap<String, Hanging>,
) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for line in &table.lines {
        let sound = desk.sound(table, line);
        let id = Table::text(line, "id");
        if id.is_empty() {
            continue;
        }
        if let Some(first) = seen.get(&id) {
            desk.refuse(table, line, "id", LineFlaw::Repeated(*first));
            continue;
        }
        seen.insert(id.clone(), line.row);
        let item = item(desk, table, line, &id, hanging.remove(&id).unwrap_or_default());
        let letters = id.split('-').next().unwrap_or_default().to_owned();
        match areas.iter_mut().find(|area| area.id == letters) {
            // What cannot be taken is kept too, so that nothing else is said to be missing.
            Some(area) => area.items.push(item),
            None if sound => desk.note_at(table, line, "id", SheetFlaw::NoArea(letters)),
            None => {}
        }
    }
}

fn item(desk: &mut Desk, table: &Table, line: &Line, id: &str, hanging: Hanging) -> Item {
    const FIELDS: [(&str, &str); 13] = [
        ("id", "id"),
        ("title", "title"),
        ("question", "question"),
        ("answer", "answer"),
        ("evidence", "evidence"),
        ("strength", "strength"),
        ("shortcoming", "shortcoming"),
        ("partly", "partly"),
        ("recommendation", "recommendation"),
        ("validity_reason", "reason"),
        ("valid_to", "to"),
        ("registers", "registers"),
        ("kinds", "kinds"),
    ];
    desk.stands(table, line, id, "id");
    for (field, key) in FIELDS {
        desk.stands(table, line, &format!("{id}.{field}"), key);
    }
    let text = |key: &str| Table::text(line, key);
    Item {
        id: id.to_owned(),
        title: text("title"),
        question: text("question"),
        answer: text("answer"),
        parts: hanging.parts,
        registers: several(line.get("registers"), &[',', ';', '\n']),
        evidence: text("evidence"),
        bases: hanging.bases,
        gaps: hanging.gaps,
        certain: desk.yes(table, line, "certain"),
        strength: text("strength"),
        shortcoming: text("shortcoming"),
        partly: text("partly"),
        recommendation: text("recommendation"),
        note: text("note"),
        validity: desk.validity(table, line),
        validity_reason: text("reason"),
        kinds: kinds(desk, table, line),
        seeds: several(line.get("seeds"), &[',', ';', '\n']),
    }
}

fn kinds(desk: &mut Desk, table: &Table, line: &Line) -> Vec<UnitKind> {
    let words = UnitKind::ALL.map(kind_word);
    let mut kinds = Vec::new();
    for text in several(line.get("kinds"), &[',', ';', '\n']) {
        match desk.word((table, line, "kinds"), &text, &words) {
            Some(index) => kinds.extend(UnitKind::ALL.get(index).copied()),
            // One word of the cell is enough to send a person there.
            None => return kinds,
        }
    }
    kinds
}
