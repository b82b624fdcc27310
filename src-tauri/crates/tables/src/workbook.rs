//! A file opened as a table: its sheets by name, each read when asked for.

use crate::error::{Limit, Place, TableError};
use crate::grid::{Sheet, Watch};
use crate::kind::{Kind, kind};
use crate::limits::{FILE_MAX, SHEETS_MAX};
use crate::{csv, ods, xls, xlsx};

/// An opened file.
pub struct Workbook {
    inner: Inner,
}

enum Inner {
    Xlsx(Box<xlsx::Book>),
    Ods(ods::Book),
    Xls(xls::Book),
    Csv(csv::Book),
}

/// Opens a file by its bytes; `file_name` only names the one sheet of a list of values.
///
/// # Errors
///
/// [`TableError`].
pub fn open(bytes: &[u8], file_name: &str) -> Result<Workbook, TableError> {
    if FILE_MAX < bytes.len() as u64 {
        let place = Place::default();
        return Err(TableError::TooMuch { what: Limit::File, max: FILE_MAX, place });
    }
    let inner = match kind(bytes)? {
        Kind::Xlsx => Inner::Xlsx(Box::new(xlsx::Book::open(bytes)?)),
        Kind::Ods => Inner::Ods(ods::Book::open(bytes)?),
        Kind::Xls => Inner::Xls(xls::Book::open(bytes)?),
        Kind::Csv => Inner::Csv(csv::Book::open(bytes, file_name)?),
    };
    let workbook = Workbook { inner };
    if SHEETS_MAX < workbook.sheets().len() {
        let place = Place::default();
        return Err(TableError::TooMuch { what: Limit::Sheets, max: SHEETS_MAX as u64, place });
    }
    Ok(workbook)
}

impl Workbook {
    /// The names of the sheets that can be seen, in order.
    pub fn sheets(&self) -> Vec<String> {
        match &self.inner {
            Inner::Xlsx(book) => book.sheets(),
            Inner::Ods(book) => book.sheets(),
            Inner::Xls(book) => book.sheets(),
            Inner::Csv(book) => book.sheets(),
        }
    }

    /// Reads the sheet called `sheet`.
    ///
    /// # Errors
    ///
    /// [`TableError`].
    pub fn read(&mut self, sheet: &str) -> Result<Sheet, TableError> {
        self.read_watched(sheet, &mut |_| true)
    }

    /// Reads the sheet called `sheet`; `watch` is told how far it came and may stop it.
    ///
    /// # Errors
    ///
    /// [`TableError`], [`TableError::Stopped`] among them.
    pub fn read_watched(&mut self, sheet: &str, watch: Watch<'_>) -> Result<Sheet, TableError> {
        if !self.sheets().iter().any(|name| name == sheet) {
            return Err(TableError::NoSuchSheet(sheet.to_owned()));
        }
        match &mut self.inner {
            Inner::Xlsx(book) => book.read(sheet, watch),
            Inner::Ods(book) => book.read(sheet, watch),
            Inner::Xls(book) => book.read(sheet, watch),
            Inner::Csv(book) => book.read(sheet, watch),
        }
    }
}
