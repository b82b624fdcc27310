//! What hangs on the items of a workbook: parts and legal bases.

use std::collections::BTreeMap;

use domain::checklist::{Basis, Checklist, Feed, Gap, Part, PartKind};
use domain::ratio::Percent;
use tables::Line;

use super::desk::{Desk, Table, several};
use super::forms::{BASIS_KINDS, NO_BASIS, PART_KINDS};
use super::items::Hanging;
use super::problem::SheetFlaw;
use crate::catalogue::Flaw;
use crate::import::LineFlaw;

/// Adds the parts of `table`.
pub(super) fn parts(desk: &mut Desk, table: &Table, hanging: &mut BTreeMap<String, Hanging>) {
    for line in &table.lines {
        if !desk.sound(table, line) {
            continue;
        }
        let item = Table::text(line, "item");
        let name = Table::text(line, "name");
        desk.stands(table, line, &format!("{item}.{name}"), "name");
        desk.stands(table, line, &format!("{item}.part"), "primary");
        let Some(kind) = part_kind(desk, table, line) else { continue };
        let register = Table::text(line, "register");
        let rule = Some(Table::text(line, "rule")).filter(|rule| !rule.is_empty());
        if register.is_empty() && rule.is_some() {
            desk.refuse(table, line, "register", LineFlaw::Missing);
        }
        let part = Part {
            name,
            label: Table::text(line, "label"),
            kind,
            primary: desk.yes(table, line, "primary"),
            feed: (!register.is_empty()).then_some(Feed { register, rule }),
        };
        hanging.entry(item).or_default().parts.push(part);
    }
}

fn part_kind(desk: &mut Desk, table: &Table, line: &Line) -> Option<PartKind> {
    let words = PART_KINDS.map(|(_, word)| word);
    let at = desk.word((table, line, "kind"), line.get("kind"), &words)?;
    let (code, word) = PART_KINDS.get(at).copied()?;
    let (kind, own): (PartKind, &[&str]) = match code {
        "count" => (PartKind::Count { unit: Table::text(line, "unit") }, &["unit"]),
        "rate" => {
            let numerator = Table::text(line, "numerator");
            let denominator = Table::text(line, "denominator");
            let percent_only = desk.yes(table, line, "percent_only");
            let least = least(desk, table, line);
            let kind = PartKind::Rate { numerator, denominator, percent_only, least };
            (kind, &["numerator", "denominator", "percent_only", "least"])
        }
        "choice" => {
            let options = several(line.get("options"), &['\n']);
            (PartKind::Choice { options }, &["options"])
        }
        "date" => (PartKind::Date, &[]),
        "document" => (PartKind::Document, &[]),
        _ => (PartKind::Text, &[]),
    };
    let needed = |key: &&&str| !matches!(**key, "percent_only" | "least");
    for key in own.iter().filter(needed).filter(|key| line.get(key).is_empty()) {
        desk.refuse(table, line, key, LineFlaw::Missing);
    }
    for key in ["unit", "numerator", "denominator", "percent_only", "least", "options"] {
        let stray = !own.contains(&key) && !line.get(key).is_empty();
        if stray {
            let label = table.heading(key).to_owned();
            desk.note_at(table, line, key, SheetFlaw::NotForKind { label, kind: word });
        }
    }
    Some(kind)
}

/// The default threshold of a rate, in hundredths of a per cent.
fn least(desk: &mut Desk, table: &Table, line: &Line) -> Option<u32> {
    let text = Table::text(line, "least");
    if text.is_empty() {
        return None;
    }
    let read = Percent::parse(&text).ok().and_then(Percent::hundredths);
    if read.is_none() {
        let path = format!("{}.{}", Table::text(line, "item"), Table::text(line, "name"));
        let flaw = SheetFlaw::Rule { path, flaw: Flaw::BadThreshold(text) };
        desk.note_at(table, line, "least", flaw);
    }
    read
}

/// Takes the default thresholds of `base` where a workbook of an earlier program has no column for
/// them.
pub(super) fn keep_least(table: &Table, base: &Checklist, hanging: &mut BTreeMap<String, Hanging>) {
    if table.has("least") {
        return;
    }
    for item in base.items() {
        let parts = hanging.get_mut(&item.id).map(|it| it.parts.as_mut_slice()).unwrap_or_default();
        for part in parts {
            let known = item.part(&part.name).and_then(|known| known.least(None));
            if let PartKind::Rate { least, .. } = &mut part.kind {
                *least = known;
            }
        }
    }
}

/// Adds the legal bases of `table`, and the days without one.
pub(super) fn bases(desk: &mut Desk, table: &Table, hanging: &mut BTreeMap<String, Hanging>) {
    let words: Vec<&str> = BASIS_KINDS.iter().map(|(_, word)| *word).chain([NO_BASIS]).collect();
    for line in &table.lines {
        if !desk.sound(table, line) {
            continue;
        }
        let item = Table::text(line, "item");
        for field in ["bases", "basis", "basis.kind"] {
            desk.stands(table, line, &format!("{item}.{field}"), "text");
        }
        let validity = desk.validity(table, line);
        if validity.is_backward() {
            let flaw = SheetFlaw::Rule { path: item.clone(), flaw: Flaw::Backward };
            desk.note_at(table, line, "to", flaw);
        }
        let text = Table::text(line, "text");
        let Some(at) = desk.word((table, line, "kind"), line.get("kind"), &words) else { continue };
        let hangs = hanging.entry(item).or_default();
        match BASIS_KINDS.get(at) {
            Some((kind, _)) => {
                if line.get("certain").is_empty() {
                    desk.refuse(table, line, "certain", LineFlaw::Missing);
                }
                let certain = desk.yes(table, line, "certain");
                let note = Table::text(line, "note");
                hangs.bases.push(Basis { text, validity, kind: *kind, certain, note });
            }
            None => {
                for key in ["certain", "note"].iter().filter(|key| !line.get(key).is_empty()) {
                    let label = table.heading(key).to_owned();
                    let flaw = SheetFlaw::NotForKind { label, kind: NO_BASIS };
                    desk.note_at(table, line, key, flaw);
                }
                hangs.gaps.push(Gap { validity, reason: text });
            }
        }
    }
}

/// Notes the lines of `table` that belong to an item which is not in the workbook.
pub(super) fn strays(desk: &mut Desk, table: &Table, hanging: &BTreeMap<String, Hanging>) {
    for line in &table.lines {
        let item = Table::text(line, "item");
        if hanging.contains_key(&item) {
            desk.note_at(table, line, "item", SheetFlaw::NoItem(item));
        }
    }
}
