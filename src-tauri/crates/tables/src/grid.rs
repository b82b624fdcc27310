//! Cells as they arrive, gathered into a sheet within the limits.

use crate::error::{Limit, Place, TableError};
use crate::limits::{CELLS_MAX, COLUMNS_MAX, ROWS_MAX, TEXT_MAX};

/// Rows from the first filled one among which the heading is looked for.
pub const HEADING_ROWS: usize = 20;

/// A cell that shows an error of a formula: `#N/A`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// The row as Excel shows it, from 1.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
    /// What the cell shows.
    pub text: String,
}

/// A sheet as people see it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The number that Excel shows beside the first of `rows`, from 1.
    pub first_row: u32,
    /// The rows, without the empty ones at the end; within a row, without the empty cells at the
    /// end.
    pub rows: Vec<Vec<String>>,
    /// Cells that show an error; their text in `rows` is empty.
    pub faults: Vec<Fault>,
}

/// A merged area: first and last row and column, from 0.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Area {
    pub(crate) rows: (u32, u32),
    pub(crate) columns: (u32, u32),
}

/// Asked now and then while a sheet is read, with the rows read so far; `false` stops.
pub type Watch<'a> = &'a mut dyn FnMut(u32) -> bool;

/// A sheet in the making.
pub(crate) struct Grid<'w> {
    sheet: Sheet,
    cells: usize,
    text: usize,
    next_ask: usize,
    watch: Watch<'w>,
}

/// Cells between two questions to the watch.
const ASK_EVERY: usize = 8192;

impl<'w> Grid<'w> {
    pub(crate) fn new(name: &str, watch: Watch<'w>) -> Self {
        let sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
        Self { sheet, cells: 0, text: 0, next_ask: ASK_EVERY, watch }
    }

    /// Puts `text` at a row and column counted from 0; nothing for an empty one.
    pub(crate) fn put(&mut self, row: u32, column: u32, text: String) -> Result<(), TableError> {
        if text.is_empty() {
            return Ok(());
        }
        if ROWS_MAX <= row {
            return Err(self.too_much(Limit::Rows, u64::from(ROWS_MAX), row, column));
        }
        if COLUMNS_MAX <= column {
            return Err(self.too_much(Limit::Columns, u64::from(COLUMNS_MAX), row, column));
        }
        self.text += text.len();
        if TEXT_MAX < self.text {
            return Err(self.too_much(Limit::Text, TEXT_MAX as u64, row, column));
        }
        let (at_row, at_column) = (row as usize, column as usize);
        if self.sheet.rows.len() <= at_row {
            self.sheet.rows.resize_with(at_row + 1, Vec::new);
        }
        let mut added = 0;
        if let Some(cells) = self.sheet.rows.get_mut(at_row) {
            if cells.len() <= at_column {
                added = at_column + 1 - cells.len();
                cells.resize_with(at_column + 1, String::new);
            }
            if let Some(cell) = cells.get_mut(at_column) {
                *cell = text;
            }
        }
        self.cells += added;
        if CELLS_MAX < self.cells {
            return Err(self.too_much(Limit::Cells, CELLS_MAX as u64, row, column));
        }
        self.ask()
    }

    /// Notes that a cell shows an error.
    pub(crate) fn fault(&mut self, row: u32, column: u32, text: &str) {
        // A sheet full of errors needs no list of all of them.
        if self.sheet.faults.len() < 1000 {
            let text = text.to_owned();
            self.sheet.faults.push(Fault { row: row.saturating_add(1), column, text });
        }
    }

    fn ask(&mut self) -> Result<(), TableError> {
        if self.cells < self.next_ask {
            return Ok(());
        }
        self.next_ask = self.cells + ASK_EVERY;
        let rows = u32::try_from(self.sheet.rows.len()).unwrap_or(u32::MAX);
        if (self.watch)(rows) { Ok(()) } else { Err(TableError::Stopped) }
    }

    fn too_much(&self, what: Limit, max: u64, row: u32, column: u32) -> TableError {
        let place = Place::cell(&self.sheet.name, row.saturating_add(1), column);
        TableError::TooMuch { what, max, place }
    }

    /// Gives the sheet, with merged areas filled: downwards everywhere, so that each row knows the
    /// field it stands under; to the right only where headings are, for a title over all columns
    /// says nothing of each.
    pub(crate) fn finish(mut self, merged: &[Area]) -> Result<Sheet, TableError> {
        let first = self.sheet.rows.iter().position(|row| !row.is_empty()).unwrap_or(0);
        let last = self.sheet.rows.len();
        let width = self.sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut visited = 0_usize;
        for area in merged {
            let (top, left) = (area.rows.0 as usize, area.columns.0 as usize);
            let Some(text) = self.sheet.rows.get(top).and_then(|row| row.get(left)).cloned() else {
                continue;
            };
            let heading = top < first + HEADING_ROWS;
            let right = if heading { (area.columns.1 as usize).min(width) } else { left };
            for row in top..=(area.rows.1 as usize).min(last.saturating_sub(1)) {
                for column in left..=right.min(width.saturating_sub(1)) {
                    visited += 1;
                    self.fill(row, column, &text)?;
                }
            }
            if CELLS_MAX < visited {
                let place = Place::sheet(&self.sheet.name);
                let (what, max) = (Limit::Cells, CELLS_MAX as u64);
                return Err(TableError::TooMuch { what, max, place });
            }
        }
        Ok(self.trimmed(first))
    }

    fn fill(&mut self, row: usize, column: usize, text: &str) -> Result<(), TableError> {
        let taken = self.sheet.rows.get(row).and_then(|cells| cells.get(column));
        if taken.is_some_and(|cell| !cell.is_empty()) {
            return Ok(());
        }
        let (row, column) = (u32::try_from(row), u32::try_from(column));
        match (row, column) {
            (Ok(row), Ok(column)) => self.put(row, column, text.to_owned()),
            _ => Ok(()),
        }
    }

    fn trimmed(self, first: usize) -> Sheet {
        let mut sheet = self.sheet;
        sheet.rows.drain(..first.min(sheet.rows.len()));
        sheet.first_row = u32::try_from(first).unwrap_or(0) + 1;
        sheet
    }
}

impl Sheet {
    /// The number of the row at `index`, as Excel shows it.
    pub fn row_number(&self, index: usize) -> u32 {
        self.first_row.saturating_add(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The width of the widest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}
