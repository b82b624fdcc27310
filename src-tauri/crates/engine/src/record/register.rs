//! Rows of registers (sổ): keys, sampled files, staff on duty…

use std::collections::BTreeMap;

use domain::id::RowId;

use super::{Edit, Edits, Facts, RecordError, kind};

/// A row of a register.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// Which row.
    pub id: RowId,
    /// Which register, by its id in the checklist.
    pub register: String,
    /// The cells, by the name of the column.
    pub cells: BTreeMap<String, String>,
}

/// The edits that write `row`. Cells name people, so they get keys of their own.
///
/// # Errors
///
/// [`RecordError`].
pub fn row_edits(row: &Row) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::ROW, row.id.bytes());
    edits.set("register", &row.register)?;
    edits.set_personal("cells", &row.cells)?;
    edits.set(super::REMOVED, &false)?;
    Ok(edits.edits)
}

/// Reads every row of every register of a section, in the order in which they were made.
///
/// # Errors
///
/// [`RecordError`].
pub fn rows(facts: &Facts) -> Result<Vec<Row>, RecordError> {
    let read = |id| {
        Ok(Row {
            id: RowId::from_bytes(id),
            register: facts.need(kind::ROW, id, "register")?,
            cells: facts.get_or_default(kind::ROW, id, "cells")?,
        })
    };
    facts.ids(kind::ROW).into_iter().map(read).collect()
}
