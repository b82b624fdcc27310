//! Rows of registers: save one, take one away.

use std::collections::BTreeMap;

use domain::checklist::Register;
use domain::id::{RowId, VisitId};
use domain::text::clean;

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::record::{self, Edit, REMOVED, Row, kind};

impl Engine {
    /// Saves a row of a register: the one called `id`, or a new one.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown register or column, [`EngineError::BadInput`] for a
    /// row without anything in it, and [`EngineError`] when the store cannot be written.
    pub fn save_row(
        &mut self,
        visit: VisitId,
        register: &str,
        id: Option<RowId>,
        cells: &BTreeMap<String, String>,
    ) -> Result<(RowId, Saved), EngineError> {
        let folder = self.folder(visit)?;
        let known =
            folder.registers.iter().find(|known| known.id == register).ok_or_else(|| {
                EngineError::NotFound { what: Noun::Register, name: register.to_owned() }
            })?;
        let row = Row {
            id: match id {
                Some(id) => id,
                None => RowId::from_bytes(self.new_id()?),
            },
            register: register.to_owned(),
            cells: checked(known, cells)?,
        };
        let name = format!("Sửa sổ “{}”", known.title);
        let saved = self.save(visit.bytes(), &record::row_edits(&row)?, Some(name))?;
        Ok((row.id, saved))
    }

    /// Takes a row away; undo brings it back.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be written.
    pub fn remove_row(&mut self, visit: VisitId, id: RowId) -> Result<Saved, EngineError> {
        let edit = Edit::new(kind::ROW, id.bytes(), REMOVED, &true)?;
        self.save(visit.bytes(), &[edit], Some("Xóa dòng trong sổ".to_owned()))
    }
}

/// The cells in NFC, empty ones left out.
pub(super) fn checked(
    register: &Register,
    cells: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, EngineError> {
    let mut kept = BTreeMap::new();
    for (column, text) in cells {
        if register.field(column).is_none() {
            return Err(EngineError::NotFound { what: Noun::Register, name: column.clone() });
        }
        let text = clean(text);
        if !text.is_empty() {
            kept.insert(column.clone(), text);
        }
    }
    if kept.is_empty() {
        return Err(EngineError::BadInput { field: Field::Name, entered: String::new() });
    }
    Ok(kept)
}
