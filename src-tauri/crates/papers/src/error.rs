//! Why a paper cannot be made.

use thiserror::Error;

/// Why a document was refused, or a file could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PaperError {
    /// A character that Liberation Serif does not have.
    #[error("no glyph for U+{code:04X} in {around:?}", code = u32::from(*character))]
    NoGlyph {
        /// The character.
        character: char,
        /// The words it stands in.
        around: String,
    },
    /// Two fields with one name: filling one would fill the other.
    #[error("field name {0:?} is used twice")]
    DuplicateField(String),
    /// A field name that is empty or holds a full stop, which PDF reads as a path.
    #[error("field name {0:?} is empty or holds a full stop")]
    BadFieldName(String),
    /// A row with more cells than the table has columns.
    #[error("row {row} has {cells} cells for {columns} columns")]
    TooManyCells {
        /// Index of the row, from 0.
        row: usize,
        /// Its cells.
        cells: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// A cell that covers cells which the table does not have, or which another one covers.
    #[error("the cell in row {row}, column {column} covers others it cannot")]
    BadSpan {
        /// Index of the row, from 0; `usize::MAX` for the head.
        row: usize,
        /// Index of the column, from 0.
        column: usize,
    },
    /// A page number was asked for of a place that has no name, or two places have it.
    #[error("label {0:?} is not given, or given twice")]
    BadLabel(String),
    /// A figure that is not a grey or colour JPEG (four inks are not for archives).
    #[error("figure {0:?} is not a grey or colour JPEG")]
    BadJpeg(String),
    /// The text of a page's code is longer than any code holds.
    #[error("the code of a page is too long")]
    CodeTooLong,
    /// A date that no calendar has.
    #[error("not a moment: {0}")]
    BadTimestamp(String),
    /// A page with no room for text, or a size out of range.
    #[error("style sheet: {0}")]
    BadStyle(&'static str),
    /// The style sheet file could not be read.
    #[error("style sheet is not readable")]
    StyleFile(#[from] toml::de::Error),
    /// A font in the program is damaged.
    #[error("font {0} is damaged")]
    BadFont(&'static str),
    /// An element taller than a page, such as a title of fifty lines.
    #[error("{0} is taller than a page")]
    TooTall(&'static str),
    /// The writer below us failed.
    #[error("cannot write the file")]
    Write(#[from] lopdf::Error),
    /// The writer below us failed.to hand over its bytes.
    #[error("cannot write the file")]
    Io(#[from] std::io::Error),
}
