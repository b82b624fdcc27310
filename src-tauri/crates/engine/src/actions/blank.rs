//! Sheets to write on by hand: the blank checklist of a visit with its registers.

use std::collections::BTreeMap;
use std::path::Path;

use domain::id::VisitId;
use papers::{Rendered, StyleSheet};

use super::last::{LastTime, PastState};
use crate::blank::{self, Blank};
use crate::engine::Engine;
use crate::error::EngineError;

impl Engine {
    /// Lays out the blank checklist of a visit in the words of its day, with what was found last
    /// time, and its registers with empty lines.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], [`EngineError::Paper`], and [`EngineError`] when the store cannot
    /// be read.
    pub fn blank_sheets(&self, visit: VisitId) -> Result<Rendered, EngineError> {
        let folder = self.folder(visit)?;
        let past = past_lines(&self.last_time(visit)?);
        let created = super::minutes::day_stamp(&folder);
        let blank = Blank { folder: &folder, past: &past, created };
        Ok(papers::render(&blank::document(blank, &StyleSheet::working()?))?)
    }

    /// Writes the blank sheets to `out`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`] of the disk, and those of [`Self::blank_sheets`].
    pub fn export_blank(&self, visit: VisitId, out: &Path) -> Result<(), EngineError> {
        let sheets = self.blank_sheets(visit)?;
        Ok(crate::store::write_whole(out, &sheets.pdf)?)
    }
}

/// What was found last time, by item, one line each. What rests on no item stands at KP-01, where
/// the checklist asks for all of it.
fn past_lines(last: &LastTime) -> BTreeMap<String, Vec<String>> {
    let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in last.items.iter().filter(|it| !it.figures.is_empty()) {
        lines.entry(item.item.clone()).or_default().push(item.figures.clone());
    }
    for finding in last.findings.iter().filter(|it| it.state != PastState::Mended) {
        let deadline = finding.deadline.map(|day| format!(" (hạn {})", domain::date::short(day)));
        let line = format!("{}{}", finding.text, deadline.unwrap_or_default());
        let item = finding.items.first().cloned().unwrap_or_else(|| "KP-01".to_owned());
        lines.entry(item).or_default().push(line);
    }
    lines
}
