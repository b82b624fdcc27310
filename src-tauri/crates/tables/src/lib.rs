//! Workbooks and lists of values: bytes in, rows of text out, and back.
//!
//! Reads `.xlsx`, `.xls`, `.ods` and `.csv` as they come from offices: decomposed letters, merged
//! headings, a million declared empty rows, names that lie about the kind. Whatever the bytes are,
//! reading ends within the limits of [`limits`] and says where the trouble is.
//!
//! **Invariant:** nothing here touches a file, a clock or a socket, and nothing knows inspections.

mod biff;
mod csv;
mod error;
#[cfg(test)]
mod fixtures;
mod grid;
mod kind;
pub mod limits;
mod mapping;
#[cfg(test)]
mod mutations;
mod ods;
mod text;
mod workbook;
mod write;
mod write_csv;
mod xls;
mod xlsx;

pub use error::{Limit, Looks, Place, TableError};
pub use grid::{Fault, HEADING_ROWS, Sheet, Watch};
pub use mapping::{Line, Mapping, Wanted, extract, suggest};
pub use text::{fold, letters};
pub use workbook::{Workbook, open};
pub use write::{Column, ColumnKind, SheetOut, write};
pub use write_csv::write_csv;
