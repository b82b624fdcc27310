//! A checklist from a workbook that a person changed in Excel.
//!
//! What the workbook only shows (registers, their rules and sentences, formulas) comes from the
//! version it is based on. Every problem is found before anything is taken.

mod desk;
pub(crate) mod forms;
mod hanging;
mod items;
mod problem;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::checklist::Checklist;
use domain::text::clean;
use tables::TableError;

pub use problem::{ChecklistRefused, SheetFlaw, SheetProblem};

use crate::catalogue::{Catalogue, Flaw};
use crate::import::LineFlaw;
use desk::{Desk, Table};
use forms::{AREAS, BASES, FORMULAS, Form, HEAD, HEAD_LINES, ITEMS, PARTS, REGISTERS};

/// Reads the checklist in the workbook `bytes`, called `name`, that was made from `base`.
///
/// # Errors
///
/// [`ChecklistRefused`] with everything that is wrong: sheet, row and column. Items and areas of
/// `base` have to be there, for they are retired by a day and never deleted.
pub fn checklist_from_xlsx(
    name: &str,
    bytes: &[u8],
    base: &Checklist,
    catalogue: &Catalogue,
) -> Result<Checklist, ChecklistRefused> {
    let mut desk = Desk::open(name, bytes)?;
    let head = head(&mut desk, base)?;
    let areas = desk.table(&AREAS)?;
    let items = desk.table(&ITEMS)?;
    let parts = desk.table(&PARTS)?;
    let bases = desk.table(&BASES)?;
    shown_only(&mut desk, &REGISTERS, &forms::register_lines(base))?;
    shown_only(&mut desk, &FORMULAS, &forms::formula_lines(base))?;
    let (Some(head), Some(areas), Some(items), Some(parts), Some(bases)) =
        (head, areas, items, parts, bases)
    else {
        return Err(ChecklistRefused::Problems(desk.problems));
    };

    let mut hanging = BTreeMap::new();
    hanging::parts(&mut desk, &parts, &mut hanging);
    hanging::keep_least(&parts, base, &mut hanging);
    hanging::bases(&mut desk, &bases, &mut hanging);
    let mut read = items::areas(&mut desk, &areas);
    items::items(&mut desk, &items, &mut read, &mut hanging);
    hanging::strays(&mut desk, &parts, &hanging);
    hanging::strays(&mut desk, &bases, &hanging);

    let checklist = Checklist {
        areas: read,
        registers: base.registers.clone(),
        indicators: base.indicators.clone(),
        conditions: base.conditions.clone(),
        ..head
    };
    missing(&mut desk, base, &checklist);
    let mut broken = catalogue.flaws(name, &checklist);
    // What is missed was said already.
    let gone = |id: &str| base.item(id).is_some() && checklist.item(id).is_none();
    broken.retain(|it| !matches!(&it.flaw, Flaw::Dangling { kind: "item", name } if gone(name)));
    let of_head = format!("{}.", base.id);
    desk.note_rules(broken, |path| if path.starts_with(&of_head) { &HEAD } else { &REGISTERS });
    if desk.problems.is_empty() {
        Ok(checklist)
    } else {
        Err(ChecklistRefused::Problems(desk.problems))
    }
}

/// The id of the checklist that the workbook `bytes`, called `name`, says it holds; `None` where it
/// says nothing of the kind.
///
/// # Errors
///
/// [`TableError`] when it cannot be read.
pub fn checklist_id_in_xlsx(name: &str, bytes: &[u8]) -> Result<Option<String>, TableError> {
    let Some(table) = Desk::open(name, bytes)?.table(&HEAD)? else { return Ok(None) };
    let label = HEAD_LINES.iter().find(|(key, _)| *key == "id").map_or("", |(_, label)| *label);
    let line = table.lines.iter().find(|line| tables::fold(line.get("ten")) == tables::fold(label));
    Ok(line.map(|line| Table::text(line, "noi_dung")).filter(|id| !id.is_empty()))
}

/// The checklist as a whole, without areas.
fn head(desk: &mut Desk, base: &Checklist) -> Result<Option<Checklist>, TableError> {
    let Some(table) = desk.table(&HEAD)? else { return Ok(None) };
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    let mut valid_from: Option<NaiveDate> = None;
    for line in &table.lines {
        let label = tables::fold(line.get("ten"));
        let known = HEAD_LINES.iter().find(|(_, known)| tables::fold(known) == label);
        let Some((key, _)) = known else { continue };
        desk.stands(&table, line, &format!("{}.{key}", base.id), "noi_dung");
        let text = Table::text(line, "noi_dung");
        if text.is_empty() {
            desk.refuse(&table, line, "noi_dung", LineFlaw::Missing);
        } else if *key == "valid_from" {
            valid_from = desk.day(&table, line, "noi_dung");
        } else if *key == "id" && text != base.id {
            let (wanted, found) = (base.id.clone(), text.clone());
            let flaw = SheetFlaw::OtherChecklist { wanted, found };
            desk.note_at(&table, line, "noi_dung", flaw);
        }
        texts.insert(*key, text);
    }
    for (_, label) in HEAD_LINES.iter().filter(|(key, _)| !texts.contains_key(key)) {
        desk.note(&HEAD, None, SheetFlaw::NoLine((*label).to_owned()));
    }
    let mut text = |key: &str| texts.remove(key).unwrap_or_default();
    Ok(Some(Checklist {
        id: base.id.clone(),
        version: text("version"),
        title: text("title"),
        valid_from: valid_from.unwrap_or(base.valid_from),
        source: text("source"),
        to_check: text("to_check"),
        areas: Vec::new(),
        registers: Vec::new(),
        indicators: Vec::new(),
        conditions: Vec::new(),
    }))
}

/// Notes what of `base` is not in `checklist`.
fn missing(desk: &mut Desk, base: &Checklist, checklist: &Checklist) {
    for area in &base.areas {
        if !checklist.areas.iter().any(|it| it.id == area.id) {
            desk.note(&AREAS, None, SheetFlaw::MissingArea(area.id.clone()));
        }
    }
    for item in base.items().filter(|item| checklist.item(&item.id).is_none()) {
        desk.note(&ITEMS, None, SheetFlaw::MissingItem(item.id.clone()));
    }
}

/// Notes the lines of a sheet that is only to be looked at and says something else than the version
/// it is based on. It may be sorted, cut and missing.
fn shown_only(
    desk: &mut Desk,
    form: &'static Form,
    shown: &[Vec<String>],
) -> Result<(), TableError> {
    if !desk.has(form) {
        return Ok(());
    }
    let Some(table) = desk.table(form)? else { return Ok(()) };
    let mut shown: Vec<Vec<String>> =
        shown.iter().map(|line| line.iter().map(|text| clean(text)).collect()).collect();
    for line in &table.lines {
        let cells: Vec<String> =
            form.columns.iter().map(|column| Table::text(line, column.key)).collect();
        match shown.iter().position(|known| *known == cells) {
            Some(known) => {
                shown.swap_remove(known);
            }
            None => desk.note(form, Some(line.row), SheetFlaw::ShownOnly),
        }
    }
    Ok(())
}
