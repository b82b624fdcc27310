//! What later visits say about the demands of earlier ones, and the other way round.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::follow_up::{Outcome, Standing};
use domain::id::{FindingId, VisitId};

use super::Seen;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::folder::Folder;
use crate::record::{self, kind};

/// What later visits said about earlier findings.
pub(super) struct TakenUp(BTreeMap<FindingId, (VisitId, NaiveDate, bool)>);

impl TakenUp {
    /// What the latest of them saw.
    pub(super) fn seen(&self, finding: FindingId) -> Option<Seen> {
        let (visit, date, mended) = *self.0.get(&finding)?;
        let outcome = if mended { Outcome::Fixed } else { Outcome::Not };
        Some(Seen { date, outcome, by: String::new(), note: String::new(), visit: Some(visit) })
    }
}

impl Engine {
    /// Reads what every visit says about the time before it.
    pub(super) fn taken_up(&self) -> Result<TakenUp, EngineError> {
        let mut found: BTreeMap<FindingId, (VisitId, NaiveDate, bool)> = BTreeMap::new();
        for (visit, _) in self.visit_campaigns()? {
            let back = record::look_back(&self.facts_of(visit.bytes(), kind::LAST)?, visit)?;
            if back.mended.is_empty() {
                continue;
            }
            let facts = self.facts_of(visit.bytes(), kind::VISIT)?;
            let Some(date) = record::visit(&facts, visit)?.map(|it| it.date) else { continue };
            for (finding, mended) in back.mended {
                let known = found.entry(finding).or_insert((visit, date, mended));
                if known.1 < date {
                    *known = (visit, date, mended);
                }
            }
        }
        Ok(TakenUp(found))
    }

    /// Where the demands of an earlier visit stand on the day of a later one, by finding. What that
    /// later visit itself says is left to it.
    pub(in super::super) fn standings_of(
        &self,
        past: &Folder,
        on: NaiveDate,
    ) -> Result<BTreeMap<FindingId, Standing>, EngineError> {
        let calendar = self.work_calendar()?;
        let mut book = self.book(past.campaign.id, &calendar, on)?;
        book.taken_up.0.retain(|_, (_, date, _)| *date < on);
        let mut standings = BTreeMap::new();
        for finding in &past.findings {
            let demand = book.demand(finding, past.unit.id, Some(&past.visit))?;
            standings.insert(finding.id, demand.standing);
        }
        Ok(standings)
    }
}
