//! Posted procedures (niêm yết TTHC): the published list of the campaign laid beside the register
//! of a visit.

mod decisions;
mod desk;
mod rows;

use std::collections::BTreeMap;

use domain::checklist::{NO, YES};
use domain::id::{CampaignId, ProcedureId, RowId, VisitId};
use domain::procedures::{Comparison, Posted, Procedure, compare};
use domain::unit::UnitKind;

pub use decisions::FilledDecisions;
pub(super) use decisions::complete as complete_decisions;
pub use desk::{PostedLine, ProcedureDesk, ProcedureSentence};
pub(super) use rows::{Cells, REGISTER, about, posted, settled};

use super::RowChange;
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Noun};
use crate::record::{self, Row, kind};

/// What a person says of a posted procedure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tick {
    /// It hangs there.
    Hangs,
    /// It does not.
    Missing,
    /// It hangs there with all its parts.
    Complete,
    /// It hangs there, and parts are missing.
    Incomplete,
    /// The published list does not have it.
    Foreign,
}

impl Tick {
    /// The word used by screens.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "hangs" => Some(Self::Hangs),
            "missing" => Some(Self::Missing),
            "complete" => Some(Self::Complete),
            "incomplete" => Some(Self::Incomplete),
            "foreign" => Some(Self::Foreign),
            _ => None,
        }
    }

    const fn cells(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Hangs => &[("co_niem_yet", YES)],
            Self::Missing => &[("co_niem_yet", NO)],
            Self::Complete => &[("co_niem_yet", YES), ("du_bo_phan", YES), ("bo_phan_thieu", "")],
            Self::Incomplete => &[("co_niem_yet", YES), ("du_bo_phan", NO)],
            Self::Foreign => &[("doi_chieu", rows::FOREIGN)],
        }
    }
}

/// The published list, the rows of a visit, and the two side by side.
pub(super) struct Sides {
    pub(super) published: Vec<(ProcedureId, Procedure)>,
    pub(super) rows: Vec<Row>,
    pub(super) posted: Vec<Posted>,
    pub(super) comparison: Comparison,
    day: chrono::NaiveDate,
}

impl Sides {
    pub(super) fn procedure(&self, at: Option<usize>) -> Option<&Procedure> {
        self.published.get(at?).map(|(_, procedure)| procedure)
    }

    /// The published procedures alone, as the comparison counts them.
    pub(super) fn list(&self) -> Vec<Procedure> {
        self.published.iter().map(|(_, procedure)| procedure.clone()).collect()
    }
}

/// Lays rows beside the published list; what the unit has not to post is not missed.
pub(super) fn sides(
    published: Vec<(ProcedureId, Procedure)>,
    rows: Vec<Row>,
    (day, unit): (chrono::NaiveDate, UnitKind),
) -> Sides {
    let list: Vec<Procedure> = published.iter().map(|(_, procedure)| procedure.clone()).collect();
    let posted: Vec<Posted> = rows.iter().map(|row| posted(&row.cells)).collect();
    let mut comparison = compare(&list, &posted, day);
    comparison.absent.retain(|at| list.get(*at).is_some_and(|it| it.concerns(unit)));
    Sides { published, rows, posted, comparison, day }
}

impl Engine {
    /// The published list of a campaign, in the order in which it was imported.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn procedures_of(
        &self,
        campaign: CampaignId,
    ) -> Result<Vec<(ProcedureId, Procedure)>, EngineError> {
        Ok(record::procedures(&self.facts_of(campaign.bytes(), kind::PROCEDURE)?)?)
    }

    /// The rows of one register of a visit, in order.
    pub(super) fn rows_of(&self, visit: VisitId, register: &str) -> Result<Vec<Row>, EngineError> {
        let mut rows = record::rows(&self.facts_of(visit.bytes(), kind::ROW)?)?;
        rows.retain(|row| row.register == register);
        Ok(rows)
    }

    pub(super) fn sides_of(&self, visit: VisitId) -> Result<Sides, EngineError> {
        let (campaign, day, unit) = self.place_of(visit)?;
        let rows = self.rows_of(visit, REGISTER)?;
        Ok(sides(self.procedures_of(campaign)?, rows, (day, unit)))
    }

    /// The campaign of a visit, its day and the kind of the unit.
    pub(super) fn place_of(
        &self,
        visit: VisitId,
    ) -> Result<(CampaignId, chrono::NaiveDate, UnitKind), EngineError> {
        let missing = |what, name: String| EngineError::NotFound { what, name };
        let known = record::visit(&self.facts_of(visit.bytes(), kind::VISIT)?, visit)?
            .ok_or_else(|| missing(Noun::Visit, visit.to_string()))?;
        let (campaign, _) = self.campaign(known.campaign)?;
        let unit = campaign.units.iter().find(|unit| unit.id == known.unit);
        let unit = unit.ok_or_else(|| missing(Noun::Unit, known.unit.to_string()))?;
        Ok((campaign.id, known.date, unit.kind))
    }

    /// Puts every procedure that has to hang on the wall into the register, to be ticked there;
    /// rows that are there keep what was said of them.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn fill_procedures(&mut self, visit: VisitId) -> Result<Saved, EngineError> {
        let sides = self.sides_of(visit)?;
        let changes = changes(&sides, None);
        self.put_rows(visit, &changes, "Lấy danh mục TTHC công bố vào sổ")
    }

    /// Writes the comparison into the register: where each row stands, and a row that says no for
    /// each procedure that is in no row.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn settle_procedures(&mut self, visit: VisitId) -> Result<Saved, EngineError> {
        let sides = self.sides_of(visit)?;
        let changes = changes(&sides, Some(NO));
        self.put_rows(visit, &changes, "Đối chiếu TTHC niêm yết với danh mục công bố")
    }

    /// Says the same of several posted procedures.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn tick_procedures(
        &mut self,
        visit: VisitId,
        rows: &[RowId],
        tick: Tick,
    ) -> Result<Saved, EngineError> {
        let cells = || {
            let cells = tick.cells().iter();
            cells.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
        };
        let changes: Vec<RowChange> =
            rows.iter().map(|id| RowChange::Put { id: Some(*id), cells: cells() }).collect();
        self.put_rows(visit, &changes, "Tích TTHC niêm yết")
    }

    /// Says which published procedure a row means, where code and name did not tell.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn choose_procedure(
        &mut self,
        visit: VisitId,
        row: RowId,
        procedure: ProcedureId,
    ) -> Result<Saved, EngineError> {
        let mut sides = self.sides_of(visit)?;
        let chosen = sides.published.iter().find(|(id, _)| *id == procedure);
        let chosen = chosen.map(|(_, it)| it.clone()).ok_or_else(|| EngineError::NotFound {
            what: Noun::Procedure,
            name: procedure.to_string(),
        })?;
        let cells: BTreeMap<String, String> = about(&chosen);
        // What the wall says of it stays; only what names it is corrected.
        for known in sides.rows.iter_mut().filter(|known| known.id == row) {
            known.cells.extend(cells.clone());
            known.cells.remove("doi_chieu");
        }
        // A row that was made for the procedure because none was found is not needed any more.
        let twin = |other: &Row| {
            other.id != row
                && other.cells.get("co_niem_yet").map(String::as_str) == Some(NO)
                && about(&chosen).iter().all(|(name, text)| other.cells.get(name) == Some(text))
        };
        let mut changes: Vec<RowChange> = Vec::new();
        for other in sides.rows.iter().filter(|other| twin(other)) {
            changes.push(RowChange::Remove { id: other.id });
        }
        let mut written = cells;
        written.insert("doi_chieu".to_owned(), rows::BY_CODE.to_owned());
        if chosen.code.is_empty() {
            written.insert("doi_chieu".to_owned(), rows::BY_NAME.to_owned());
        }
        let ended = self.place_of(visit).map(|(_, day, _)| chosen.ended_by(day))?;
        let ended = if ended { YES } else { NO };
        written.insert("het_hieu_luc".to_owned(), ended.to_owned());
        changes.push(RowChange::Put { id: Some(row), cells: written });
        self.put_rows(visit, &changes, "Chọn TTHC trong danh mục công bố")
    }

    fn put_rows(
        &mut self,
        visit: VisitId,
        changes: &[RowChange],
        name: &str,
    ) -> Result<Saved, EngineError> {
        Ok(self.save_rows(visit, REGISTER, changes, Some(name.to_owned()))?.1)
    }
}

/// What the comparison changes: the rows that are there, and a new one for each procedure in none;
/// `absent` is what the new ones say of the wall.
pub(super) fn changes(sides: &Sides, absent: Option<&str>) -> Vec<RowChange> {
    let mut changes = Vec::new();
    for (row, outcome) in sides.rows.iter().zip(&sides.comparison.outcomes) {
        let cells = settled(&row.cells, outcome, sides.procedure(outcome.procedure));
        if !cells.is_empty() {
            changes.push(RowChange::Put { id: Some(row.id), cells });
        }
    }
    for at in &sides.comparison.absent {
        let Some(procedure) = sides.procedure(Some(*at)) else { continue };
        let mut cells = about(procedure);
        let by = if procedure.code.is_empty() { rows::BY_NAME } else { rows::BY_CODE };
        cells.insert("doi_chieu".to_owned(), by.to_owned());
        cells.insert("het_hieu_luc".to_owned(), NO.to_owned());
        if let Some(absent) = absent {
            cells.insert("co_niem_yet".to_owned(), absent.to_owned());
        }
        // Said at once, as the next comparison would say it.
        let alone = compare(std::slice::from_ref(procedure), &[posted(&cells)], sides.day);
        if let Some(days) = alone.outcomes.first().and_then(|outcome| outcome.late_days) {
            cells.insert("cham".to_owned(), days.to_string());
        }
        changes.push(RowChange::Put { id: None, cells });
    }
    changes
}
