//! Why a file could not be read as a table, and where.

use thiserror::Error;

/// A place in a workbook, as far as it is known.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Place {
    /// The sheet's name.
    pub sheet: Option<String>,
    /// The row as Excel shows it, from 1.
    pub row: Option<u32>,
    /// The column, from 0; [`crate::letters`] gives its name.
    pub column: Option<u32>,
}

impl Place {
    /// A sheet as a whole.
    pub fn sheet(name: &str) -> Self {
        Self { sheet: Some(name.to_owned()), row: None, column: None }
    }

    /// One cell, with the row counted from 1 and the column from 0.
    pub fn cell(name: &str, row: u32, column: u32) -> Self {
        Self { sheet: Some(name.to_owned()), row: Some(row), column: Some(column) }
    }
}

/// What a file is that is not a table.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Looks {
    /// Nothing in it.
    Empty,
    /// A PDF.
    Pdf,
    /// A Word document.
    Word,
    /// A web page, often saved with the name of a workbook.
    WebPage,
    /// A picture.
    Picture,
    /// Excel's binary form, `.xlsb`.
    BinaryExcel,
    /// A workbook of Excel 95 or older.
    OldExcel,
    /// None of the known kinds.
    Unknown,
}

/// A limit that keeps a hostile or mistaken file from filling the memory.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Limit {
    /// Bytes of the file.
    File,
    /// Bytes after unpacking.
    Unpacked,
    /// Sheets.
    Sheets,
    /// Rows of a sheet.
    Rows,
    /// Columns of a sheet.
    Columns,
    /// Cells of a sheet.
    Cells,
    /// Bytes of text in a sheet.
    Text,
}

/// Why a file could not be read or written.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum TableError {
    /// The bytes are something else than a table, whatever the name says.
    #[error("not a table: {0:?}")]
    NotATable(Looks),
    /// A password protects the file.
    #[error("protected by a password")]
    Protected,
    /// A limit is exceeded.
    #[error("more than {max} of {what:?} at {place:?}")]
    TooMuch {
        /// Which limit.
        what: Limit,
        /// The limit.
        max: u64,
        /// Where it was exceeded.
        place: Place,
    },
    /// The file is damaged.
    #[error("damaged at {place:?}: {reason}")]
    Damaged {
        /// Where, as far as it is known.
        place: Place,
        /// What the reader saw.
        reason: String,
    },
    /// There is no such sheet.
    #[error("no sheet {0}")]
    NoSuchSheet(String),
    /// The person stopped the reading.
    #[error("stopped")]
    Stopped,
    /// The workbook could not be written.
    #[error("cannot write: {0}")]
    Writing(String),
}

impl TableError {
    pub(crate) fn damaged(reason: &impl std::fmt::Display) -> Self {
        Self::Damaged { place: Place::default(), reason: reason.to_string() }
    }

    pub(crate) fn damaged_in(sheet: &str, reason: &impl std::fmt::Display) -> Self {
        Self::Damaged { place: Place::sheet(sheet), reason: reason.to_string() }
    }
}
