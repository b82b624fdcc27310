//! Tables: those with rules that a reader sees, and those that only put things side by side.

use crate::columns::widths;
use crate::document::{Align, Run, Table};
use crate::error::PaperError;
use crate::memory::Memory;
use crate::merges::Merges;
use crate::style::{StyleSheet, TableStyle, pt};
use crate::table::CELL_GAP;

use super::paragraph::{Format, twips};
use super::text::Words;
use super::writer::Writer;
use super::xml::Xml;

/// A cell and what is written in it.
pub(super) struct Cell {
    place: Place,
    pub(super) content: Xml,
}

/// Where a cell is.
#[derive(Clone, Copy)]
struct Place {
    width: i64,
    /// How many columns it covers.
    columns: usize,
    /// Whether it covers the cell below (`restart`), or is covered by the one above (`continue`).
    down: Option<&'static str>,
    /// Whether its words stand in the middle of its height.
    is_middle: bool,
}

impl Cell {
    pub(super) fn new(width: i64) -> Self {
        Self::at(Place { width, columns: 1, down: None, is_middle: false })
    }
}

impl Cell {
    fn at(place: Place) -> Self {
        Self { place, content: Xml::fragment() }
    }
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table, merges: &Merges) -> Result<(), PaperError> {
        crate::table::check(table)?;
        if table.columns.is_empty() {
            return Ok(());
        }
        let style = self.style;
        let mut distance = pt(4);
        if let Some(caption) = &table.caption {
            let words = Words::flowing(&[Run::plain(caption)], &style.elements.caption)?;
            let before = Some(style.body.gap_mpt());
            let format = Format { keep_next: true, before, ..Format::of("Caption") };
            self.put(format, |xml| words.write(xml));
            distance = 0;
        }
        let padding = pt(style.table.padding_pt);
        let widths = widths(
            &mut Memory::default(),
            (table, merges),
            &style.elements,
            (self.width(), padding),
        )?;
        let head = head(table, merges, &widths, style)?;
        let mut rows = Vec::new();
        for number in 0..table.rows.len() {
            rows.push(self.body_row((table, merges), number, &widths)?);
        }
        self.before_table(distance);
        self.body.inside("w:tbl", &[], |xml| {
            xml.inside("w:tblPr", &[], |xml| properties(xml, &widths, &style.table));
            grid(xml, &widths);
            xml.raw(&head);
            rows.iter().for_each(|row| xml.raw(row));
        });
        self.add_space(pt(4));
        Ok(())
    }
}

/// The rows of heads, which stand again on top of every page.
fn head(
    table: &Table,
    merges: &Merges,
    widths: &[i64],
    style: &StyleSheet,
) -> Result<String, PaperError> {
    let mut text = String::new();
    let levels = if merges.groups.is_empty() { 1 } else { 2 };
    for level in 0..levels {
        let mut cells = Vec::new();
        for (index, (column, &width)) in table.columns.iter().zip(widths).enumerate() {
            let alone = if levels == 1 { None } else { Some("restart") };
            let (title, columns, down) = match merges.group_of(index) {
                Some(group) if level == 0 && group.first == index => {
                    (group.title.as_str(), group.columns, None)
                }
                Some(_) if level == 0 => continue,
                Some(_) => (column.title.as_str(), 1, None),
                None if level == 0 => (column.title.as_str(), 1, alone),
                None => ("", 1, Some("continue")),
            };
            let words = Words::flowing(&[Run::plain(title)], &style.elements.table_head)?;
            let width = if columns == 1 { width } else { together(widths, index, columns) };
            let mut cell = Cell::at(Place { width, columns, down, is_middle: true });
            let format = Format { keep_next: true, ..Format::of("TableHead") };
            format.write(&mut cell.content, |xml| words.write(xml));
            cells.push(cell);
        }
        text.push_str(&row(&["w:cantSplit", "w:tblHeader"], cells)?);
    }
    Ok(text)
}

impl Writer<'_> {
    fn body_row(
        &self,
        (table, merges): (&Table, &Merges),
        number: usize,
        widths: &[i64],
    ) -> Result<String, PaperError> {
        let element = &self.style.elements.table_cell;
        let words_of = table.rows.get(number);
        let nothing: &[Run] = &[];
        let mut cells = Vec::new();
        for (index, column) in table.columns.iter().enumerate() {
            let span = merges.owner(number, index);
            if span.column != index {
                continue;
            }
            let is_below = span.row != number;
            let own = words_of.and_then(|row| row.cells.get(index)).map_or(nothing, Vec::as_slice);
            let runs = if is_below { nothing } else { own };
            let words = Words::referring(runs, element, &self.references, false)?;
            let down = match (span.rows, is_below) {
                (1, _) => None,
                (_, false) => Some("restart"),
                (_, true) => Some("continue"),
            };
            let width = together(widths, index, span.columns);
            let place = Place { width, columns: span.columns, down, is_middle: false };
            let mut cell = Cell::at(place);
            let align = (column.align != Align::Left).then_some(column.align);
            let format = Format { align, ..Format::of("TableCell") };
            format.write(&mut cell.content, |xml| words.write(xml));
            cells.push(cell);
        }
        let may_break = words_of.is_some_and(|row| row.may_break);
        row(if may_break { &[] } else { &["w:cantSplit"] }, cells)
    }
}

/// Width of neighbouring columns.
fn together(widths: &[i64], first: usize, columns: usize) -> i64 {
    widths.iter().skip(first).take(columns).sum()
}

/// A table that only puts things side by side: no rules, no distance to its text.
pub(super) fn plain_table(
    xml: &mut Xml,
    widths: &[i64],
    rows: Vec<Vec<Cell>>,
) -> Result<(), PaperError> {
    let rows: Vec<String> = rows
        .into_iter()
        .map(|cells| row(&["w:cantSplit"], cells))
        .collect::<Result<_, PaperError>>()?;
    xml.inside("w:tbl", &[], |xml| {
        xml.inside("w:tblPr", &[], |xml| {
            width_of(xml, widths);
            xml.value_of("w:tblLayout", "w:type", "fixed");
            margins(xml, 0, 0);
        });
        grid(xml, widths);
        rows.iter().for_each(|row| xml.raw(row));
    });
    Ok(())
}

fn row(properties: &[&str], cells: Vec<Cell>) -> Result<String, PaperError> {
    let mut xml = Xml::fragment();
    let cells: Vec<(Place, String)> = cells
        .into_iter()
        .map(|cell| Ok((cell.place, cell.content.text()?)))
        .collect::<Result<_, PaperError>>()?;
    xml.inside("w:tr", &[], |xml| {
        if !properties.is_empty() {
            xml.inside("w:trPr", &[], |xml| properties.iter().for_each(|it| xml.leaf(it, &[])));
        }
        for (place, content) in &cells {
            xml.inside("w:tc", &[], |xml| {
                xml.inside("w:tcPr", &[], |xml| {
                    xml.leaf("w:tcW", &[("w:w", &twips(place.width)), ("w:type", "dxa")]);
                    if place.columns > 1 {
                        xml.value("w:gridSpan", &place.columns.to_string());
                    }
                    if let Some(down) = place.down {
                        xml.value("w:vMerge", down);
                    }
                    if place.is_middle {
                        xml.value("w:vAlign", "center");
                    }
                });
                if content.is_empty() {
                    // A cell without a paragraph is no cell.
                    Format::of("Normal").write(xml, |_| {});
                } else {
                    xml.raw(content);
                }
            });
        }
    });
    xml.text()
}

fn properties(xml: &mut Xml, widths: &[i64], style: &TableStyle) {
    width_of(xml, widths);
    // Eighths of a point.
    let thickness = (u32::from(style.rule_hundredths_pt) * 8 / 100).max(2).to_string();
    let rule =
        [("w:val", "single"), ("w:sz", thickness.as_str()), ("w:space", "0"), ("w:color", "auto")];
    xml.inside("w:tblBorders", &[], |xml| {
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            xml.leaf(&format!("w:{side}"), &rule);
        }
    });
    xml.value_of("w:tblLayout", "w:type", "fixed");
    margins(xml, CELL_GAP, pt(style.padding_pt));
}

fn width_of(xml: &mut Xml, widths: &[i64]) {
    let total = twips(widths.iter().sum());
    xml.leaf("w:tblW", &[("w:w", &total), ("w:type", "dxa")]);
}

/// Space between the rules of a cell and its words.
fn margins(xml: &mut Xml, across: i64, along: i64) {
    xml.inside("w:tblCellMar", &[], |xml| {
        for (side, size) in [("top", across), ("left", along), ("bottom", across), ("right", along)]
        {
            xml.leaf(&format!("w:{side}"), &[("w:w", &twips(size)), ("w:type", "dxa")]);
        }
    });
}

fn grid(xml: &mut Xml, widths: &[i64]) {
    xml.inside("w:tblGrid", &[], |xml| {
        for &width in widths {
            xml.leaf("w:gridCol", &[("w:w", &twips(width))]);
        }
    });
}
