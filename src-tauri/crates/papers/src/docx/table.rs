//! Tables: those with rules that a reader sees, and those that only put things side by side.

use crate::columns::widths;
use crate::document::{Align, Row, Run, Table};
use crate::error::PaperError;
use crate::style::{StyleSheet, TableStyle, pt};
use crate::table::CELL_GAP;

use super::paragraph::{Format, twips};
use super::text::Words;
use super::writer::Writer;
use super::xml::Xml;

/// A cell and what is written in it.
pub(super) struct Cell {
    width: i64,
    /// Whether its words stand in the middle of its height.
    is_middle: bool,
    pub(super) content: Xml,
}

impl Cell {
    pub(super) fn new(width: i64) -> Self {
        Self { width, is_middle: false, content: Xml::fragment() }
    }
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Result<(), PaperError> {
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
        let widths = widths(table, &style.elements, self.width(), padding)?;
        let head = head(table, &widths, style)?;
        let mut rows = Vec::new();
        for row in &table.rows {
            rows.push(body_row(table, row, &widths, style)?);
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

/// The row of heads, which stands again on top of every page.
fn head(table: &Table, widths: &[i64], style: &StyleSheet) -> Result<String, PaperError> {
    let element = &style.elements.table_head;
    let mut cells = Vec::new();
    for (column, &width) in table.columns.iter().zip(widths) {
        let words = Words::flowing(&[Run::plain(&column.title)], element)?;
        let mut cell = Cell { is_middle: true, ..Cell::new(width) };
        let format = Format { keep_next: true, ..Format::of("TableHead") };
        format.write(&mut cell.content, |xml| words.write(xml));
        cells.push(cell);
    }
    row(&["w:cantSplit", "w:tblHeader"], cells)
}

fn body_row(
    table: &Table,
    row_of_words: &Row,
    widths: &[i64],
    style: &StyleSheet,
) -> Result<String, PaperError> {
    let nothing: &[Run] = &[];
    let mut cells = Vec::new();
    for (index, (column, &width)) in table.columns.iter().zip(widths).enumerate() {
        let runs = row_of_words.cells.get(index).map_or(nothing, Vec::as_slice);
        let words = Words::flowing(runs, &style.elements.table_cell)?;
        let mut cell = Cell::new(width);
        let align = (column.align != Align::Left).then_some(column.align);
        let format = Format { align, ..Format::of("TableCell") };
        format.write(&mut cell.content, |xml| words.write(xml));
        cells.push(cell);
    }
    row(if row_of_words.may_break { &[] } else { &["w:cantSplit"] }, cells)
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
    let cells: Vec<(i64, bool, String)> = cells
        .into_iter()
        .map(|cell| Ok((cell.width, cell.is_middle, cell.content.text()?)))
        .collect::<Result<_, PaperError>>()?;
    xml.inside("w:tr", &[], |xml| {
        if !properties.is_empty() {
            xml.inside("w:trPr", &[], |xml| properties.iter().for_each(|it| xml.leaf(it, &[])));
        }
        for (width, is_middle, content) in &cells {
            xml.inside("w:tc", &[], |xml| {
                xml.inside("w:tcPr", &[], |xml| {
                    xml.leaf("w:tcW", &[("w:w", &twips(*width)), ("w:type", "dxa")]);
                    if *is_middle {
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
