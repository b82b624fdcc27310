//! Why a workbook gives no checklist, and where.

use tables::TableError;
use thiserror::Error;

use crate::catalogue;
use crate::import::LineFlaw;

/// Why a workbook gives no checklist; nothing of it was taken.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ChecklistRefused {
    /// It cannot be read as a workbook.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It can, and everything that is wrong in it is listed.
    #[error("{} problems in the workbook", .0.len())]
    Problems(Vec<SheetProblem>),
}

/// One mistake in a workbook.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SheetProblem {
    /// The sheet.
    pub sheet: String,
    /// The row as Excel shows it, where one can be named.
    pub row: Option<u32>,
    /// The column, from 0, where one can be named.
    pub column: Option<u32>,
    /// What is wrong there.
    pub flaw: SheetFlaw,
}

/// What is wrong at a place of a workbook.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SheetFlaw {
    /// There is no such sheet.
    NoSheet,
    /// The sheet lacks a column of this heading.
    NoColumn(String),
    /// A line of the first sheet is missing, by what it is called.
    NoLine(String),
    /// A cell cannot be taken.
    Cell {
        /// The heading of its column.
        label: String,
        /// What stands there.
        text: String,
        /// Why it cannot be taken.
        flaw: LineFlaw,
    },
    /// The workbook holds another checklist.
    OtherChecklist {
        /// The id that was awaited.
        wanted: String,
        /// The id that stands there.
        found: String,
    },
    /// An area of the version it is based on is not there.
    MissingArea(String),
    /// An item of the version it is based on is not there.
    MissingItem(String),
    /// An item begins with no known area.
    NoArea(String),
    /// A line belongs to an item that is not in the workbook.
    NoItem(String),
    /// Another line says otherwise of the same area.
    Differs,
    /// A cell is filled that parts of this kind do not have.
    NotForKind {
        /// The heading of its column.
        label: String,
        /// The kind.
        kind: &'static str,
    },
    /// A sheet that is only to be looked at was changed.
    ShownOnly,
    /// A rule that every checklist keeps is broken.
    Rule {
        /// The field, as files name it: `MC-19.truc_tuyen`.
        path: String,
        /// How.
        flaw: catalogue::Flaw,
    },
}
