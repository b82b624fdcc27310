//! What the data of minutes say and no page prints: where a person wrote over a generated text, or an
//! agency leaves its tables of figures out.

use std::collections::BTreeMap;

use domain::finding::{Finding, FindingKind};
use domain::layout::Leavable;
use domain::visit::Extent;

use super::figures::{self, FigureRow};
use super::material::{Material, SheetArea};
use super::outline::{outline, slot_id};
use crate::record::SlotEdit;
use crate::slots::texts;

/// The figures that no page prints, given the texts that people wrote.
pub(crate) fn unprinted_figures(
    material: &Material,
    edits: &BTreeMap<String, SlotEdit>,
) -> Vec<FigureRow> {
    let texts = texts(&outline(material), edits);
    let tabled = Tabled::of(material);
    let mut found = Vec::new();
    for area in &material.sheet.areas {
        let text = texts.get(&area_slot(material, area)).map_or("", String::as_str);
        let has_table = tabled.has(area);
        let rows = figures::rows(material, area).into_iter();
        let has_number = |row: &FigureRow| !row.counts.is_empty() || !row.rate.is_empty();
        found.extend(rows.filter(|row| !has_table && has_number(row) && !is_told(row, text)));
    }
    found
}

/// The strengths that no page prints, likewise.
pub(crate) fn unprinted_strengths<'m>(
    material: &'m Material,
    edits: &BTreeMap<String, SlotEdit>,
) -> Vec<&'m Finding> {
    if material.addition.is_some() {
        return Vec::new();
    }
    let slots = outline(material);
    let mut found = Vec::new();
    for area in material.areas_to_print() {
        let id = area_slot(material, &area);
        let slot = slots.iter().find(|slot| slot.id == id);
        let Some((slot, edit)) = slot.zip(edits.get(&id)) else { continue };
        let is_out = |finding: &&Finding| {
            // Short minutes tell what asks for something among what falls short.
            let is_asked = material.extent() == Extent::Short && !finding.recommendation.is_empty();
            let said = finding.text.trim().trim_end_matches('.');
            finding.kind == FindingKind::Strength
                && finding.area().unwrap_or_default() == area.id
                && edit.text != slot.generated
                && !is_asked
                && !edit.text.contains(said)
        };
        found.extend(material.findings.iter().filter(is_out));
    }
    found
}

/// `material` without the strengths that a person took out of the text, as far as nothing else on the
/// pages follows from them: what is printed nowhere does not travel.
pub(crate) fn without_unprinted(
    material: Material,
    edits: &BTreeMap<String, SlotEdit>,
) -> Material {
    let is_plain = |finding: &Finding| {
        let Finding { explanation, recommendation, deadline, .. } = finding;
        explanation.is_empty() && recommendation.is_empty() && deadline.is_none()
    };
    let out = unprinted_strengths(&material, edits);
    let out: Vec<_> = out.into_iter().filter(|it| is_plain(it)).map(|it| it.id).collect();
    let mut less = material.clone();
    less.findings.retain(|finding| !out.contains(&finding.id));
    let ids = |of: &Material| of.areas_to_print().into_iter().map(|it| it.id).collect::<Vec<_>>();
    // An area of which there is nothing else would take the person's text along.
    if ids(&less) == ids(&material) { less } else { material }
}

/// Which areas have their table of figures printed.
struct Tabled(Vec<String>);

impl Tabled {
    fn of(material: &Material) -> Self {
        let has_tables =
            material.extent() == Extent::Full && !material.layout.leaves_out(Leavable::Figures);
        let areas = has_tables.then(|| material.areas_to_print()).into_iter().flatten();
        Self(areas.map(|area| area.id).collect())
    }

    fn has(&self, area: &SheetArea) -> bool {
        self.0.contains(&area.id)
    }
}

/// The slot in which the figures and strengths of an area are told.
fn area_slot(material: &Material, area: &SheetArea) -> String {
    let id = match (&material.addition, material.extent()) {
        (Some(_), _) => "bo_sung".to_owned(),
        (None, Extent::Short) => format!("rut_gon/{}", area.id),
        (None, Extent::Full) => format!("uu_diem/{}", area.id),
    };
    slot_id(material, &id)
}

/// Whether the slot `id` holds what the unit said.
pub(crate) fn is_of_unit(id: &str) -> bool {
    id.rsplit('/').next() == Some("y_kien")
}

/// Whether `text` tells a figure. A count alone may be any number: it is told by its name.
fn is_told(row: &FigureRow, text: &str) -> bool {
    let FigureRow { label, counts, rate, .. } = row;
    let is_named = !rate.is_empty() || text.to_lowercase().contains(&label.to_lowercase());
    is_named && has_number(text, counts) && has_number(text, rate)
}

/// Whether `number` stands in `text`, and not as a part of another one.
fn has_number(text: &str, number: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_digit();
    let joins = |mark: char| matches!(mark, '.' | ',' | '/');
    number.is_empty()
        || text.match_indices(number).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + number.len()..).unwrap_or_default();
            let mut back = before.chars().rev();
            let mut on = after.chars();
            let (last, next) = (back.next(), on.next());
            let goes_on = |first: Option<char>, second: Option<char>| {
                first.is_some_and(is_part)
                    || first.is_some_and(joins) && second.is_some_and(is_part)
            };
            !goes_on(last, back.next()) && !goes_on(next, on.next())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_a_part_of_another_is_not_that_number() {
        for text in ["đạt 60,64%.", "60,64%", "(60,64%)", "đạt 60,64%, tăng"] {
            assert!(has_number(text, "60,64%"), "{text}");
        }
        for text in ["160,64%", "1.060,64%", "60,6%", "3/60,64%"] {
            assert!(!has_number(text, "60,64%"), "{text}");
        }
        assert!(!has_number("12/27 trạm", "12"));
        assert!(!has_number("1.234 hồ sơ", "234"));
        assert!(has_number("có 12. Sau đó", "12"));
    }
}
