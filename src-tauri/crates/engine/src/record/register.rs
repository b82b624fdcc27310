//! Rows of registers (sổ): keys, sampled files, staff on duty…
//!
//! A row is made as one map of cells. Afterwards each cell that changes is a
//! field of its own, `cell.<column>`, laid over that map: two people who edit
//! different cells of one row never disagree.

use std::collections::BTreeMap;

use domain::id::RowId;

use super::{Edit, Edits, Facts, REMOVED, RecordError, kind};

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

/// Before the name of a column in the field of one cell.
const CELL: &str = "cell.";

/// Names the row under which a row stands; without it rows stand in the order in which they were
/// made.
const BELOW: &str = "below";

/// The edits that write a new row, under the row `below` where it does not stand at the end. Cells
/// name people, so they get keys of their own.
///
/// # Errors
///
/// [`RecordError`].
pub fn row_edits(row: &Row, below: Option<RowId>) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::ROW, row.id.bytes());
    edits.set("register", &row.register)?;
    edits.set_personal("cells", &row.cells)?;
    if let Some(below) = below {
        edits.set(BELOW, &below.to_string())?;
    }
    Ok(edits.edits)
}

/// The edit that writes one cell of a row that is there; an empty text empties it.
///
/// # Errors
///
/// [`RecordError`].
pub fn cell_edit(row: RowId, column: &str, text: &str) -> Result<Edit, RecordError> {
    Ok(Edit::new(kind::ROW, row.bytes(), format!("{CELL}{column}"), &text)?.personal())
}

/// The edit that takes a row away, or brings it back.
///
/// # Errors
///
/// [`RecordError`].
pub fn row_removed(row: RowId, removed: bool) -> Result<Edit, RecordError> {
    Edit::new(kind::ROW, row.bytes(), REMOVED, &removed)
}

/// Reads the row `id`; `None` when it was never made, was undone or taken away.
///
/// # Errors
///
/// [`RecordError`].
pub fn row(facts: &Facts, id: RowId) -> Result<Option<Row>, RecordError> {
    let (of, bytes) = (kind::ROW, id.bytes());
    if facts.flag(of, bytes, REMOVED) {
        return Ok(None);
    }
    let Some(register) = facts.get(of, bytes, "register")? else { return Ok(None) };
    let mut cells: BTreeMap<String, String> = facts.get_or_default(of, bytes, "cells")?;
    for field in facts.fields(of, bytes, CELL) {
        let Some(column) = field.strip_prefix(CELL) else { continue };
        match facts.get::<String>(of, bytes, field)? {
            None => {}
            Some(text) if text.is_empty() => drop(cells.remove(column)),
            Some(text) => drop(cells.insert(column.to_owned(), text)),
        }
    }
    Ok(Some(Row { id, register, cells }))
}

/// Reads every row of every register of a section, in the order in which they stand.
///
/// # Errors
///
/// [`RecordError`].
pub fn rows(facts: &Facts) -> Result<Vec<Row>, RecordError> {
    let mut rows = Vec::new();
    for id in placed(facts)? {
        rows.extend(row(facts, id)?);
    }
    Ok(rows)
}

/// Every row, each followed by those put under it, the latest first. A row that was taken away
/// still holds the place of those under it.
fn placed(facts: &Facts) -> Result<Vec<RowId>, RecordError> {
    let mut at_end = Vec::new();
    let mut under: BTreeMap<RowId, Vec<RowId>> = BTreeMap::new();
    for id in facts.all_ids(kind::ROW) {
        let below: Option<String> = facts.get(kind::ROW, id, BELOW)?;
        let above = below.and_then(|text| text.parse::<RowId>().ok());
        match above.filter(|above| facts.has(kind::ROW, above.bytes())) {
            Some(above) => under.entry(above).or_default().push(RowId::from_bytes(id)),
            None => at_end.push(RowId::from_bytes(id)),
        }
    }
    let mut waiting = at_end;
    waiting.reverse();
    let mut order = Vec::new();
    while let Some(id) = waiting.pop() {
        order.push(id);
        // Oldest first onto the pile, so that the latest comes off it first.
        waiting.extend(under.remove(&id).into_iter().flatten());
    }
    // Rows that name each other in a circle, which no screen brings about, stand at the end.
    order.extend(under.into_values().flatten());
    Ok(order)
}

/// The columns of `row` that hold different texts side by side.
pub fn disputed_cells(facts: &Facts, row: RowId) -> Vec<String> {
    let fields = facts.fields(kind::ROW, row.bytes(), CELL).into_iter();
    fields
        .filter(|field| facts.disputed(kind::ROW, row.bytes(), field))
        .filter_map(|field| field.strip_prefix(CELL).map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Value;

    fn id(last: u8) -> RowId {
        let mut bytes = [0; 16];
        if let Some(byte) = bytes.last_mut() {
            *byte = last;
        }
        RowId::from_bytes(bytes)
    }

    fn add(facts: &mut Facts, edits: Vec<Edit>) {
        for edit in edits {
            let value = Value { bytes: edit.value, wall_ms: 0, stream: [0; 32] };
            facts.add(edit.kind, edit.id, &edit.field, value);
        }
    }

    fn new_row(facts: &mut Facts, last: u8, below: Option<u8>) {
        let cells = [("ten".to_owned(), format!("dòng {last}"))].into();
        let row = Row { id: id(last), register: "mo_hinh".to_owned(), cells };
        add(facts, row_edits(&row, below.map(id)).unwrap());
    }

    fn order(facts: &Facts) -> Vec<u8> {
        rows(facts).unwrap().iter().filter_map(|row| row.id.bytes().last().copied()).collect()
    }

    #[test]
    fn a_cell_lies_over_the_map_the_row_was_made_of() {
        let mut facts = Facts::default();
        new_row(&mut facts, 1, None);
        add(&mut facts, vec![cell_edit(id(1), "hieu_qua", "tốt").unwrap()]);
        add(&mut facts, vec![cell_edit(id(1), "ten", "").unwrap()]);

        let row = row(&facts, id(1)).unwrap().unwrap();
        assert_eq!(row.cells, [("hieu_qua".to_owned(), "tốt".to_owned())].into());
    }

    #[test]
    fn rows_stand_under_the_row_they_were_put_under() {
        let mut facts = Facts::default();
        for last in [1, 2, 3] {
            new_row(&mut facts, last, None);
        }
        new_row(&mut facts, 4, Some(1));
        new_row(&mut facts, 5, Some(1));
        new_row(&mut facts, 6, Some(4));
        new_row(&mut facts, 7, Some(9));
        new_row(&mut facts, 8, Some(8));

        assert_eq!(order(&facts), [1, 5, 4, 6, 2, 3, 7, 8]);

        add(&mut facts, vec![row_removed(id(4), true).unwrap()]);
        assert_eq!(order(&facts), [1, 5, 6, 2, 3, 7, 8]);
    }

    #[test]
    fn a_row_whose_making_was_undone_is_not_there() {
        let mut facts = Facts::default();
        let nothing = Value { bytes: Vec::new(), wall_ms: 0, stream: [0; 32] };
        for field in ["register", "cells"] {
            facts.add(kind::ROW, id(1).bytes(), field, nothing.clone());
        }

        assert_eq!(rows(&facts).unwrap(), []);
    }
}
