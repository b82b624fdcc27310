//! The register of publishing decisions (sổ quyết định công bố), filled from the published list.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::checklist::{NO, YES};
use domain::date;
use domain::id::VisitId;
use domain::procedures::{Decision, decisions, number_key};
use domain::unit::UnitKind;

use super::Sides;
use crate::actions::RowChange;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::record::Row;

/// The register of decisions.
pub(super) const DECISIONS: &str = "qd_cong_bo";

/// What filling the register of decisions did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FilledDecisions {
    /// Decisions of the published list that hold on the day of the visit.
    pub known: u32,
    /// Rows that were made.
    pub added: u32,
    /// Rows in which something was filled in.
    pub changed: u32,
}

impl Engine {
    /// Puts the decisions of the campaign's published list into their register, with their days
    /// and how many procedures they published; and, as far as the comparison with the wall says,
    /// whether the unit followed them and since when. What somebody typed stays.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn fill_decisions(&mut self, visit: VisitId) -> Result<FilledDecisions, EngineError> {
        let sides = self.sides_of(visit)?;
        let (_, day, unit) = self.place_of(visit)?;
        let wanted = due(&sides, (day, unit));
        let rows = self.rows_of(visit, DECISIONS)?;
        let known = crate::actions::campaigns::count(wanted.len());
        let mut filled = FilledDecisions { known, added: 0, changed: 0 };
        let mut changes = Vec::new();
        for decision in &wanted {
            let cells = cells(decision, &sides);
            let Some(row) = rows.iter().find(|row| is_of(row, decision)) else {
                filled.added += 1;
                changes.push(RowChange::Put { id: None, cells });
                continue;
            };
            let empty = |name: &String| row.cells.get(name).is_none_or(|it| it.trim().is_empty());
            let news: BTreeMap<_, _> = cells.into_iter().filter(|(name, _)| empty(name)).collect();
            if !news.is_empty() {
                filled.changed += 1;
                changes.push(RowChange::Put { id: Some(row.id), cells: news });
            }
        }
        if !changes.is_empty() {
            let name = "Lấy quyết định công bố từ danh mục".to_owned();
            self.save_rows(visit, DECISIONS, &changes, Some(name))?;
        }
        Ok(filled)
    }
}

/// The decisions that a unit of this kind had to follow by `day`.
fn due(sides: &Sides, (day, unit): (NaiveDate, UnitKind)) -> Vec<Decision> {
    let mut list = sides.list();
    // Places stay those of the list, so what does not concern the unit only loses its decision.
    for procedure in list.iter_mut().filter(|it| !it.concerns(unit)) {
        procedure.decision.clear();
    }
    let mut due = decisions(&list);
    due.retain(|it| it.effective.is_none_or(|effective| effective <= day));
    due
}

/// Fills in what follows from the days of a decision: that it was followed, and how many days after
/// it took effect; for one that is not followed yet, until the `day` of the visit.
pub(in crate::actions) fn complete(rows: &mut [Row], day: NaiveDate) {
    for row in rows.iter_mut().filter(|row| row.register == DECISIONS) {
        let day_in = |name: &str| row.cells.get(name).and_then(|text| date::parse(text.trim()));
        let (effective, updated) = (day_in("ngay_hieu_luc"), day_in("ngay_cap_nhat"));
        if updated.is_some() {
            row.cells.insert("da_cap_nhat".to_owned(), YES.to_owned());
        }
        let open = row.cells.get("da_cap_nhat").is_some_and(|said| said == NO);
        let until = updated.or(open.then_some(day));
        if let Some((from, until)) = effective.zip(until) {
            let late = (until - from).num_days().max(0);
            row.cells.insert("cham".to_owned(), late.to_string());
        }
    }
}

/// Whether `row` is about `decision`: the same number, and no other effective day.
fn is_of(row: &Row, decision: &Decision) -> bool {
    let text = |name: &str| row.cells.get(name).map_or("", |it| it.trim());
    let day = date::parse(text("ngay_hieu_luc"));
    number_key(text("so_qd")) == number_key(&decision.number)
        && (day.is_none() || day == decision.effective)
}

fn cells(decision: &Decision, sides: &Sides) -> BTreeMap<String, String> {
    let mut cells = BTreeMap::new();
    let mut put = |name: &str, text: String| drop(cells.insert(name.to_owned(), text));
    put("so_qd", decision.number.clone());
    put("so_tthc", decision.procedures.len().to_string());
    if let Some(signed) = decision.signed {
        put("ngay_ky", signed.to_string());
    }
    if let Some(effective) = decision.effective {
        put("ngay_hieu_luc", effective.to_string());
    }
    match followed(decision, sides) {
        Some(Followed::Not) => put("da_cap_nhat", NO.to_owned()),
        Some(Followed::Since(day)) => {
            put("da_cap_nhat", YES.to_owned());
            if let Some(day) = day {
                put("ngay_cap_nhat", day.to_string());
            }
        }
        None => {}
    }
    cells
}

enum Followed {
    Not,
    /// Everything hangs there, the last of it since this day, where days were written down.
    Since(Option<NaiveDate>),
}

/// Whether the wall shows what `decision` published; `None` while not all of it was looked at and
/// nothing is known to be missing.
fn followed(decision: &Decision, sides: &Sides) -> Option<Followed> {
    let posted = |procedure: &usize| {
        let at = sides.comparison.outcomes.iter().position(|it| it.procedure == Some(*procedure));
        at.and_then(|at| sides.posted.get(at))
    };
    let posted: Vec<_> = decision.procedures.iter().map(posted).collect();
    if posted.iter().flatten().any(|it| it.hangs == Some(false)) {
        return Some(Followed::Not);
    }
    let hang = posted.iter().all(|it| it.is_some_and(|it| it.hangs == Some(true)));
    let days: Option<Vec<_>> = posted.iter().map(|it| it.and_then(|it| it.since)).collect();
    hang.then(|| Followed::Since(days.and_then(|days| days.into_iter().max())))
}
