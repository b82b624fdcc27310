//! Tables: rows become strips, one for each line of text, so that long rows can go over the page.

use crate::columns::widths;
use crate::document::{Align, Column, Row, Table};
use crate::error::PaperError;
use crate::galley::{Galley, Mark, PageStart, Piece, Strip, TextMark, base_line};
use crate::measure::{shape, shape_text};
use crate::paragraph::{Setting, set};
use crate::style::{Element, pt};
use crate::tree::{Role, Tag, Tree};

/// Fewest lines of a row left at the bottom or taken to the top of a page.
const TOGETHER: usize = 2;
/// Space over the first and under the last line of a cell.
pub(crate) const CELL_GAP: i64 = 2500;

/// Where the columns are and how their rules look.
struct Grid {
    /// Left edges, and the right edge of the last column.
    edges: Vec<i64>,
    padding: i64,
    thickness: i64,
    leading: i64,
}

/// A cell's lines and its node.
struct Cell {
    lines: Vec<TextMark>,
    tag: Tag,
}

impl Galley<'_> {
    /// Adds a table.
    pub(crate) fn table(&mut self, table: &Table) -> Result<(), PaperError> {
        check(table)?;
        if table.columns.is_empty() {
            return Ok(());
        }
        let root = self.tree.add(Role::Table, Tree::ROOT);
        if let Some(caption) = &table.caption {
            self.caption(caption, root)?;
        }
        let grid = self.grid(table)?;
        let head = self.table_head(table, &grid, root)?;
        self.heads.push(head.clone());
        let index = self.heads.len() - 1;
        self.begin(Strip { before: pt(4), ..head });
        for (number, row) in table.rows.iter().enumerate() {
            let first = self.strips.len();
            self.row(row, &table.columns, &grid, root)?;
            for strip in self.strips.iter_mut().skip(first) {
                strip.table = Some(index);
            }
            if number == 0
                && let Some(strip) = self.strips.get_mut(first)
            {
                strip.start = PageStart::Forbidden;
            }
        }
        self.space = pt(4);
        Ok(())
    }

    fn caption(&mut self, caption: &str, root: Tag) -> Result<(), PaperError> {
        let element = &self.style.elements.caption;
        let tag = self.tree.add(Role::Caption, root);
        let mut pile = crate::pile::Pile::new(&self.style.body, self.left(), self.width());
        pile.text(caption, element, Align::Centre, tag)?;
        self.begin(Strip::new(self.style.body.gap_mpt(), pile.height, pile.pieces));
        self.next_start = PageStart::Forbidden;
        Ok(())
    }

    fn grid(&self, table: &Table) -> Result<Grid, PaperError> {
        let padding = pt(self.style.table.padding_pt);
        let elements = &self.style.elements;
        let mut edge = self.left();
        let mut edges = vec![edge];
        for width in widths(table, elements, self.width(), padding)? {
            edge += width;
            edges.push(edge);
        }
        let thickness = i64::from(self.style.table.rule_hundredths_pt) * 10;
        let leading = self.style.body.leading_mpt(&elements.table_cell);
        Ok(Grid { edges, padding, thickness, leading })
    }

    fn table_head(&mut self, table: &Table, grid: &Grid, root: Tag) -> Result<Strip, PaperError> {
        let element = &self.style.elements.table_head;
        let row = self.tree.add(Role::Row, root);
        let mut cells = Vec::new();
        for (index, column) in table.columns.iter().enumerate() {
            let glyphs = shape_text(&column.title, element)?;
            let setting = grid.setting(index, element, Align::Centre);
            let tag = self.tree.add(Role::HeadCell, row);
            cells.push(Cell { lines: set(&glyphs, setting), tag });
        }
        let most = cells.iter().map(|c| c.lines.len()).max().unwrap_or_default();
        let leading = self.style.body.leading_mpt(element);
        let height = leading * length(most) + 2 * CELL_GAP;
        let mut pieces = grid.uprights((0, height));
        pieces.push(grid.level(0));
        pieces.push(grid.level(height));
        for cell in cells {
            // Heads stand in the middle of their cell.
            let mut y = (height - leading * length(cell.lines.len())) / 2;
            for mut line in cell.lines {
                line.y = y + base_line(element.size_pt, leading);
                y += leading;
                pieces.push(Piece { tag: Some(cell.tag), mark: Mark::Text(line) });
            }
        }
        Ok(Strip::new(0, height, pieces))
    }

    fn row(
        &mut self,
        row: &Row,
        columns: &[Column],
        grid: &Grid,
        root: Tag,
    ) -> Result<(), PaperError> {
        let element = &self.style.elements.table_cell;
        let node = self.tree.add(Role::Row, root);
        let mut cells = Vec::new();
        for (index, column) in columns.iter().enumerate() {
            let runs = row.cells.get(index).map(Vec::as_slice).unwrap_or_default();
            let glyphs = shape(runs, element)?;
            let setting = grid.setting(index, element, column.align);
            let tag = self.tree.add(Role::Cell, node);
            cells.push(Cell { lines: set(&glyphs, setting), tag });
        }
        let count = cells.iter().map(|c| c.lines.len()).max().unwrap_or_default().max(1);
        for index in 0..count {
            let is_last = index + 1 == count;
            let top = if index == 0 { CELL_GAP } else { 0 };
            let height = top + grid.leading + if is_last { CELL_GAP } else { 0 };
            let mut pieces = grid.uprights((if index == 0 { 0 } else { -CELL_GAP }, height));
            for cell in &cells {
                if let Some(line) = cell.lines.get(index) {
                    let mut line = line.clone();
                    line.y = top + base_line(element.size_pt, grid.leading);
                    pieces.push(Piece { tag: Some(cell.tag), mark: Mark::Text(line) });
                }
            }
            let mut strip = Strip::new(0, height, pieces);
            if is_last {
                strip.pieces.push(grid.level(height));
            } else {
                strip.closing = Some(grid.level(height));
            }
            strip.opening = if index == 0 { 0 } else { CELL_GAP };
            let alone = index < TOGETHER || count - index < TOGETHER;
            if index > 0 && (alone || !row.may_break) {
                strip.start = PageStart::Forbidden;
            }
            self.strips.push(strip);
        }
        Ok(())
    }
}

impl Grid {
    fn setting(&self, column: usize, element: &Element, align: Align) -> Setting {
        let edge = |index: usize| self.edges.get(index).copied().unwrap_or_default();
        let x = edge(column) + self.padding;
        let width = (edge(column + 1) - self.padding - x).max(pt(1));
        Setting { size_pt: element.size_pt, x, width, indent: 0, align }
    }

    fn level(&self, y: i64) -> Piece {
        let left = self.edges.first().copied().unwrap_or_default();
        let right = self.edges.last().copied().unwrap_or_default();
        Piece::level(left, right - left, y, self.thickness)
    }

    fn uprights(&self, ends: (i64, i64)) -> Vec<Piece> {
        self.edges.iter().map(|&x| Piece::upright(x, ends, self.thickness)).collect()
    }
}

/// Refuses rows with more cells than columns.
pub(crate) fn check(table: &Table) -> Result<(), PaperError> {
    let columns = table.columns.len();
    match table.rows.iter().position(|row| row.cells.len() > columns) {
        None => Ok(()),
        Some(row) => {
            let cells = table.rows.get(row).map_or(0, |r| r.cells.len());
            Err(PaperError::TooManyCells { row, cells, columns })
        }
    }
}

fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
