//! Rows of registers: one act changes as many as it needs, in one transaction.

use std::collections::BTreeMap;

use domain::checklist::Register;
use domain::id::{RowId, VisitId};

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::record::{self, Edit, Facts, Row, kind};

/// What happens to one row of a register.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RowChange {
    /// Writes cells: of the row `id`, whose other cells stay as they are, or of a new row.
    Put {
        /// Which row; a new one at the end without it.
        id: Option<RowId>,
        /// The cells as typed, by column; an empty text empties a cell.
        cells: BTreeMap<String, String>,
    },
    /// Puts a new row under another one.
    PutBelow {
        /// The row above.
        above: RowId,
        /// The cells as typed, by column.
        cells: BTreeMap<String, String>,
    },
    /// Takes a row away; undo brings it back.
    Remove {
        /// Which row.
        id: RowId,
    },
}

impl Engine {
    /// Changes rows of a register as one act, which undo takes back as a whole under `name`
    /// (“Sửa sổ …” without one). Returns the row of each change, in their order.
    ///
    /// What a column cannot read is kept as it was typed; [`Register::faults`] says where.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown visit, register, column or row;
    /// [`EngineError::BadInput`] for a row with nothing in it: an emptied row is removed, not put.
    /// Nothing is written on failure.
    pub fn save_rows(
        &mut self,
        visit: VisitId,
        register: &str,
        changes: &[RowChange],
        name: Option<String>,
    ) -> Result<(Vec<RowId>, Saved), EngineError> {
        let register = self.register_at(visit, register)?;
        let named = changes.iter().filter_map(RowChange::names).map(RowId::bytes).collect();
        let known = self.facts_of_things(visit.bytes(), kind::ROW, &named)?;
        let row_at = |id: RowId| row_at(&known, &register, id);
        let mut ids = Vec::with_capacity(changes.len());
        let mut edits = Vec::new();
        for change in changes {
            let id = match change {
                RowChange::Put { id: Some(id), cells } => {
                    edits.extend(cell_edits(&register, row_at(*id)?, cells)?);
                    *id
                }
                RowChange::Put { id: None, cells } => {
                    self.new_row(&register, cells, None, &mut edits)?
                }
                RowChange::PutBelow { above, cells } => {
                    row_at(*above)?;
                    self.new_row(&register, cells, Some(*above), &mut edits)?
                }
                RowChange::Remove { id } => {
                    row_at(*id)?;
                    edits.push(record::row_removed(*id, true)?);
                    *id
                }
            };
            ids.push(id);
        }
        let name = name.unwrap_or_else(|| format!("Sửa sổ “{}”", register.title));
        let saved = self.save(visit.bytes(), &edits, Some(name))?;
        Ok((ids, saved))
    }

    /// The register `id` of the checklist by which `visit` is conducted.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn register_at(&self, visit: VisitId, id: &str) -> Result<Register, EngineError> {
        let missing = |what, name: String| EngineError::NotFound { what, name };
        let visit = record::visit(&self.facts_of(visit.bytes(), kind::VISIT)?, visit)?
            .ok_or_else(|| missing(Noun::Visit, visit.to_string()))?;
        let facts = self.facts_of_campaign_at(visit.campaign, visit.unit)?;
        let campaign = record::campaign(&facts, visit.campaign)?
            .ok_or_else(|| missing(Noun::Campaign, visit.campaign.to_string()))?;
        let checklist = self.checklist_of(&campaign)?;
        let found = checklist.register(id).cloned();
        found.ok_or_else(|| missing(Noun::Register, id.to_owned()))
    }

    fn new_row(
        &mut self,
        register: &Register,
        cells: &BTreeMap<String, String>,
        below: Option<RowId>,
        edits: &mut Vec<Edit>,
    ) -> Result<RowId, EngineError> {
        let cells = checked(register, cells)?;
        let id = RowId::from_bytes(self.new_id()?);
        let row = Row { id, register: register.id.clone(), cells };
        edits.extend(record::row_edits(&row, below)?);
        Ok(id)
    }
}

impl RowChange {
    /// The row that must be there.
    const fn names(&self) -> Option<RowId> {
        match self {
            Self::Put { id, .. } => *id,
            Self::PutBelow { above: id, .. } | Self::Remove { id } => Some(*id),
        }
    }
}

fn row_at(known: &Facts, register: &Register, id: RowId) -> Result<Row, EngineError> {
    let row = record::row(known, id)?.filter(|row| row.register == register.id);
    row.ok_or_else(|| EngineError::NotFound { what: Noun::Row, name: id.to_string() })
}

/// The edits of the cells of a row that differ from what stands there.
fn cell_edits(
    register: &Register,
    mut row: Row,
    cells: &BTreeMap<String, String>,
) -> Result<Vec<Edit>, EngineError> {
    let mut edits = Vec::new();
    for (column, typed) in cells {
        let text = read(register, column, typed)?;
        if row.cells.get(column).map_or("", String::as_str) != text {
            edits.push(record::cell_edit(row.id, column, &text)?);
            row.cells.insert(column.clone(), text);
        }
    }
    if row.cells.values().all(String::is_empty) { Err(empty_row()) } else { Ok(edits) }
}

/// The cells as their columns read them, empty ones left out.
pub(super) fn checked(
    register: &Register,
    cells: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, EngineError> {
    let mut kept = BTreeMap::new();
    for (column, typed) in cells {
        let text = read(register, column, typed)?;
        if !text.is_empty() {
            kept.insert(column.clone(), text);
        }
    }
    if kept.is_empty() { Err(empty_row()) } else { Ok(kept) }
}

fn read(register: &Register, column: &str, typed: &str) -> Result<String, EngineError> {
    let field = register.field(column);
    let field = field
        .ok_or_else(|| EngineError::NotFound { what: Noun::Register, name: column.to_owned() })?;
    Ok(field.kind.read(typed).text)
}

fn empty_row() -> EngineError {
    EngineError::BadInput { field: Field::Row, entered: String::new() }
}

#[cfg(test)]
#[path = "registers_tests.rs"]
mod tests;
