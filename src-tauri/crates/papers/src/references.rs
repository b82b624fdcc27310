//! Numbers of pages that are printed on other pages.
//!
//! A number may push its own target over a page. The digits of our font are equally wide, so only
//! their count matters: each label keeps room for the most digits it ever needed, and the layout is
//! repeated until nothing needs more. A count only grows, so that ends.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Block, Document, List, Run, Table};
use crate::error::PaperError;
use crate::page::Sheet;

/// The page of each label, as far as it is known.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct PageNumbers(BTreeMap<String, Place>);

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Place {
    page: u32,
    digits: usize,
}

impl PageNumbers {
    /// A first guess for every label of the paper.
    pub(crate) fn guess(document: &Document) -> Result<Self, PaperError> {
        let mut numbers = Self::default();
        for block in &document.blocks {
            if let Block::Label(name) = block
                && numbers.0.insert(name.clone(), Place { page: 1, digits: 1 }).is_some()
            {
                return Err(PaperError::BadLabel(name.clone()));
            }
        }
        for name in asked_for(document) {
            if !numbers.0.contains_key(name) {
                return Err(PaperError::BadLabel(name.to_owned()));
            }
        }
        Ok(numbers)
    }

    /// The numbers that these pages show to be right.
    pub(crate) fn found(&self, sheets: &[Sheet]) -> Self {
        let mut found = self.clone();
        for (sheet, page) in sheets.iter().zip(1_u32..) {
            for label in &sheet.labels {
                if let Some(place) = found.0.get_mut(label) {
                    place.page = page;
                    place.digits = place.digits.max(page.to_string().len());
                }
            }
        }
        found
    }

    /// The page of a label.
    pub(crate) fn page(&self, label: &str) -> u32 {
        self.0.get(label).map_or(0, |place| place.page)
    }

    /// The runs as they are printed.
    pub(crate) fn filled<'r>(&self, runs: &'r [Run]) -> Cow<'r, [Run]> {
        if runs.iter().all(|run| run.page_of.is_none()) {
            return Cow::Borrowed(runs);
        }
        let fill = |run: &Run| match &run.page_of {
            None => run.clone(),
            Some(label) => Run { text: self.printed(label), page_of: None, ..run.clone() },
        };
        Cow::Owned(runs.iter().map(fill).collect())
    }

    /// The number, with fixed spaces before it where an earlier layout needed more digits.
    fn printed(&self, label: &str) -> String {
        let Some(place) = self.0.get(label) else { return String::new() };
        format!("{:\u{a0}>1$}", place.page, place.digits)
    }
}

/// Every label whose page somebody asks for.
fn asked_for(document: &Document) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => in_runs(&paragraph.runs, &mut names),
            Block::Table(table) => in_table(table, &mut names),
            Block::MergedTable(merged) => in_table(&merged.table, &mut names),
            Block::List(list) => in_list(list, &mut names),
            Block::Head(_)
            | Block::Title(_)
            | Block::Annex { .. }
            | Block::Heading { .. }
            | Block::Label(_)
            | Block::Signatures(_)
            | Block::Recipients(_)
            | Block::Figure(_)
            | Block::Gallery { .. }
            | Block::PageBreak
            | Block::Turn(_)
            | Block::RunningHead(_)
            | Block::Space(_) => {}
        }
    }
    names
}

fn in_table<'d>(table: &'d Table, names: &mut BTreeSet<&'d str>) {
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        in_runs(cell, names);
    }
}

fn in_list<'d>(list: &'d List, names: &mut BTreeSet<&'d str>) {
    for item in &list.items {
        in_runs(&item.runs, names);
        if let Some(inner) = &item.inner {
            in_list(inner, names);
        }
    }
}

fn in_runs<'d>(runs: &'d [Run], names: &mut BTreeSet<&'d str>) {
    names.extend(runs.iter().filter_map(|run| run.page_of.as_deref()));
}
