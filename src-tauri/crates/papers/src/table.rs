//! Tables: rows become strips, one for each line of text, so that long rows can go over the page.

use std::sync::Arc;

use crate::columns::widths;
use crate::document::{Align, Span, Table};
use crate::error::PaperError;
use crate::galley::{Galley, Mark, PageStart, Piece, Strip, TextMark, base_line};
use crate::merges::Merges;
use crate::paragraph::Setting;
use crate::style::{Element, pt};
use crate::tree::{Role, Tag, Tree};

/// Fewest lines of a row left at the bottom or taken to the top of a page.
const TOGETHER: usize = 2;
/// Space over the first and under the last line of a cell.
pub(crate) const CELL_GAP: i64 = 2500;

/// Where the columns are and how their rules look.
pub(crate) struct Grid {
    /// Left edges, and the right edge of the last column.
    pub(crate) edges: Vec<i64>,
    padding: i64,
    pub(crate) thickness: i64,
    leading: i64,
}

/// A cell's lines, its node, and what it covers.
struct Cell {
    lines: Arc<[TextMark]>,
    tag: Tag,
    span: Span,
}

/// Rows that cells over several of them hold together; most are one row.
struct Bundle {
    /// Index of the first row.
    first: usize,
    /// Lines of each row.
    counts: Vec<usize>,
    /// Cells in reading order.
    cells: Vec<Cell>,
}

impl Galley<'_> {
    /// Adds a table.
    pub(crate) fn table(&mut self, table: &Table, merges: &Merges) -> Result<(), PaperError> {
        check(table)?;
        if table.columns.is_empty() {
            return Ok(());
        }
        let root = self.tree.add(Role::Table, Tree::ROOT);
        if let Some(caption) = &table.caption {
            self.caption(caption, root)?;
        }
        let grid = self.grid(table, merges)?;
        let head = self.table_head(table, merges, &grid, root)?;
        self.heads.push(head.clone());
        let index = self.heads.len() - 1;
        self.begin(Strip { before: pt(4), ..head });
        let first = self.strips.len();
        let mut number = 0;
        while number < table.rows.len() {
            let end = merges.bundle_end(number);
            let bundle = self.bundle((table, merges), number..end, &grid, root)?;
            for row in number..end {
                let may_break = table.rows.get(row).is_some_and(|row| row.may_break);
                self.row((&bundle, merges), (row, may_break), &grid);
            }
            number = end;
        }
        for strip in self.strips.iter_mut().skip(first) {
            strip.table = Some(index);
        }
        if let Some(strip) = self.strips.get_mut(first) {
            strip.start = PageStart::Forbidden;
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

    fn grid(&mut self, table: &Table, merges: &Merges) -> Result<Grid, PaperError> {
        let padding = pt(self.style.table.padding_pt);
        let elements = &self.style.elements;
        let mut edge = self.left();
        let mut edges = vec![edge];
        let room = self.width();
        for width in widths(self.memory, (table, merges), elements, (room, padding))? {
            edge += width;
            edges.push(edge);
        }
        let thickness = i64::from(self.style.table.rule_hundredths_pt) * 10;
        let leading = self.style.body.leading_mpt(&elements.table_cell);
        Ok(Grid { edges, padding, thickness, leading })
    }

    /// Rows that hang together, their cells set.
    fn bundle(
        &mut self,
        (table, merges): (&Table, &Merges),
        rows: std::ops::Range<usize>,
        grid: &Grid,
        root: Tag,
    ) -> Result<Bundle, PaperError> {
        let element = &self.style.elements.table_cell;
        let mut bundle = Bundle { first: rows.start, counts: Vec::new(), cells: Vec::new() };
        for (number, row) in table.rows.iter().enumerate().take(rows.end).skip(rows.start) {
            let node = self.tree.add(Role::Row, root);
            let mut count = 1;
            for (index, column) in table.columns.iter().enumerate() {
                if merges.is_covered(number, index) {
                    continue;
                }
                let runs = row.cells.get(index).map(Vec::as_slice).unwrap_or_default();
                let span = merges.owner(number, index);
                let setting = grid.setting((index, span.columns), element, column.align);
                let tag = self.tree.cell(Role::Cell, node, (span.rows, span.columns));
                let runs = self.numbers.filled(runs);
                let lines = self.memory.lines(&runs, element, setting)?;
                if span.rows == 1 {
                    count = count.max(lines.len());
                }
                bundle.cells.push(Cell { lines, tag, span });
            }
            bundle.counts.push(count);
        }
        bundle.make_room();
        Ok(bundle)
    }

    /// Adds the strips of a row of a bundle.
    fn row(
        &mut self,
        (bundle, merges): (&Bundle, &Merges),
        (number, may_break): (usize, bool),
        grid: &Grid,
    ) {
        let element = &self.style.elements.table_cell;
        let count = bundle.count(number);
        let goes_on = |column| merges.is_one((number, column), (number + 1, column));
        for index in 0..count {
            let is_last = index + 1 == count;
            let top = if index == 0 { CELL_GAP } else { 0 };
            let height = top + grid.leading + if is_last { CELL_GAP } else { 0 };
            let ends = (if index == 0 { 0 } else { -CELL_GAP }, height);
            let mut pieces = grid.uprights(ends, merges, number);
            for (cell, line) in bundle.lines(number, index) {
                let mut line = line.clone();
                line.y = top + base_line(element.size_pt, grid.leading);
                pieces.push(Piece { tag: Some(cell.tag), mark: Mark::Text(line) });
            }
            let mut strip = Strip::new(0, height, pieces);
            if is_last {
                strip.pieces.extend(grid.level_where(height, |column| !goes_on(column)));
            }
            if !is_last || (0..grid.columns()).any(goes_on) {
                strip.closing = grid.level(height);
            }
            strip.opening = if index == 0 { 0 } else { CELL_GAP };
            let alone = index < TOGETHER || count - index < TOGETHER;
            if index > 0 && (alone || !may_break) {
                strip.start = PageStart::Forbidden;
            }
            self.strips.push(strip);
        }
    }
}

impl Bundle {
    /// A cell over several rows that needs more lines than they have makes the last one higher.
    fn make_room(&mut self) {
        for cell in self.cells.iter().filter(|cell| cell.span.rows > 1) {
            let from = cell.span.row - self.first;
            let to = from + cell.span.rows;
            let has: usize = self.counts.get(from..to).unwrap_or_default().iter().sum();
            if let Some(last) = to.checked_sub(1).and_then(|last| self.counts.get_mut(last)) {
                *last += cell.lines.len().saturating_sub(has);
            }
        }
    }

    fn count(&self, row: usize) -> usize {
        self.counts.get(row - self.first).copied().unwrap_or(1)
    }

    /// The lines that stand in a line of a row, each with its cell.
    fn lines(&self, row: usize, index: usize) -> impl Iterator<Item = (&Cell, &TextMark)> {
        self.cells.iter().filter_map(move |cell| {
            let is_there = (cell.span.row..cell.span.row + cell.span.rows).contains(&row);
            let before = (cell.span.row..row).map(|earlier| self.count(earlier)).sum::<usize>();
            let line = cell.lines.get(before + index)?;
            is_there.then_some((cell, line))
        })
    }
}

impl Grid {
    /// How words stand in a cell over so many columns.
    pub(crate) fn setting(
        &self,
        (column, columns): (usize, usize),
        element: &Element,
        align: Align,
    ) -> Setting {
        let edge = |index: usize| self.edges.get(index).copied().unwrap_or_default();
        let x = edge(column) + self.padding;
        let width = (edge(column + columns) - self.padding - x).max(pt(1));
        Setting { size_pt: element.size_pt, x, width, indent: 0, align }
    }

    const fn columns(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// A level rule from side to side.
    pub(crate) fn level(&self, y: i64) -> Option<Piece> {
        self.level_where(y, |_| true).into_iter().next()
    }

    /// Level rules under those columns that want one, as few as can be.
    pub(crate) fn level_where(&self, y: i64, wanted: impl Fn(usize) -> bool) -> Vec<Piece> {
        let edges: Vec<(usize, &[i64])> = self.edges.windows(2).enumerate().collect();
        let stretches = edges.chunk_by(|one, other| wanted(one.0) == wanted(other.0));
        let rule = |stretch: &[(usize, &[i64])]| {
            let (first, edges) = *stretch.first()?;
            let (left, right) = (*edges.first()?, *stretch.last()?.1.last()?);
            wanted(first).then(|| Piece::level(left, right - left, y, self.thickness))
        };
        stretches.filter_map(rule).collect()
    }

    /// Upright rules of a row, but for those inside of a cell.
    fn uprights(&self, ends: (i64, i64), merges: &Merges, row: usize) -> Vec<Piece> {
        let is_shown = |index: usize| {
            index == 0 || index >= self.columns() || !merges.is_one((row, index - 1), (row, index))
        };
        let shown = self.edges.iter().enumerate().filter(|(index, _)| is_shown(*index));
        shown.map(|(_, &x)| Piece::upright(x, ends, self.thickness)).collect()
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

pub(crate) fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
