//! How a person mapped columns before. Kept by the words of the headings, so that it holds for the
//! next list of the same office even when a column moved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tables::{HEADING_ROWS, Mapping, Sheet, fold};

use super::{At, TableRequest};
use crate::engine::Engine;
use crate::error::EngineError;

/// Mappings kept of one kind of import.
const KEPT_MAX: usize = 20;

/// The wanted names with the folded headings they were found under.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
struct Kept(BTreeMap<String, String>);

/// The local fact of a kind of import.
pub(super) fn key(target: &str, at: &At) -> String {
    match &at.register {
        Some(register) => format!("table/{target}/{register}"),
        None => format!("table/{target}"),
    }
}

/// The mapping of a kept one whose headings all stand in one row of `sheet`, latest first.
pub(super) fn recall(
    engine: &Engine,
    key: &str,
    sheet: &Sheet,
) -> Result<Option<Mapping>, EngineError> {
    let kept = read(engine, key)?;
    let mut rows = sheet.rows.iter().take(HEADING_ROWS).enumerate().rev();
    Ok(rows.find_map(|(index, row)| {
        let headings: Vec<String> = row.iter().map(|cell| fold(cell)).collect();
        let columns = kept.iter().rev().find_map(|kept| columns(kept, &headings))?;
        Some(Mapping { heading_row: Some(sheet.row_number(index)), columns })
    }))
}

fn columns(kept: &Kept, headings: &[String]) -> Option<BTreeMap<String, u32>> {
    let found = kept.0.iter().map(|(name, heading)| {
        let column = headings.iter().position(|it| it == heading)?;
        Some((name.clone(), u32::try_from(column).ok()?))
    });
    let columns: Option<BTreeMap<String, u32>> = found.collect();
    columns.filter(|columns| !columns.is_empty())
}

/// Keeps the mapping of `request`, in place of an older one of the same headings. A mapping
/// without headings says nothing of the next list.
pub(super) fn keep(
    engine: &mut Engine,
    key: &str,
    request: &TableRequest,
    sheet: &Sheet,
) -> Result<(), EngineError> {
    let Some(row) = request.mapping.heading_row.and_then(|row| row.checked_sub(sheet.first_row))
    else {
        return Ok(());
    };
    let Some(row) = usize::try_from(row).ok().and_then(|row| sheet.rows.get(row)) else {
        return Ok(());
    };
    let named = request.mapping.columns.iter().filter_map(|(name, column)| {
        let heading = fold(row.get(usize::try_from(*column).ok()?)?);
        (!heading.is_empty()).then(|| (name.clone(), heading))
    });
    let new = Kept(named.collect());
    if new.0.is_empty() {
        return Ok(());
    }
    let mut kept = read(engine, key)?;
    kept.retain(|old| old.0.values().ne(new.0.values()) && *old != new);
    kept.push(new);
    let surplus = kept.len().saturating_sub(KEPT_MAX);
    kept.drain(..surplus);
    // Maps of texts always have a spelling in JSON.
    let text = serde_json::to_string(&kept).unwrap_or_default();
    Ok(engine.store.set_local(key, &text)?)
}

fn read(engine: &Engine, key: &str) -> Result<Vec<Kept>, EngineError> {
    let text = engine.store.local(key)?;
    // What another version kept is as good as none: it is a convenience, not a record.
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}
