//! Visits as they were read last: a notice looks at every visit of a campaign after every edit, and
//! an edit changes one of them.

use std::sync::{Arc, PoisonError};

use domain::id::{CampaignId, VisitId};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::reading::{VisitRead, VisitsKept};
use crate::record;

impl Engine {
    /// Reads a visit of `campaign`, or gives what was read of it while nothing was written there;
    /// `None` when nothing says that there is one.
    pub(super) fn visit_read(
        &self,
        campaign: CampaignId,
        id: VisitId,
    ) -> Result<Option<Arc<VisitRead>>, EngineError> {
        let edition = self.store.edition(id.bytes());
        let mut kept = self.visits_read.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.campaign != Some(campaign) {
            *kept = VisitsKept { campaign: Some(campaign), ..VisitsKept::default() };
        }
        if let Some((_, read)) = kept.visits.get(&id).filter(|(of, _)| *of == edition) {
            return Ok(read.clone());
        }
        let read = self.read_visit(id)?.map(Arc::new);
        kept.visits.insert(id, (edition, read.clone()));
        Ok(read)
    }

    fn read_visit(&self, id: VisitId) -> Result<Option<VisitRead>, EngineError> {
        let facts = self.facts(id.bytes())?;
        let Some(visit) = record::visit(&facts, id)? else { return Ok(None) };
        let mut rows = record::rows(&facts)?;
        if !rows.is_empty() {
            super::procedures::complete_decisions(&mut rows, visit.date);
            crate::sampling::complete(&mut rows, visit.date);
        }
        let mut findings = record::findings(&facts)?;
        for finding in findings.iter_mut().filter(|finding| finding.units.is_empty()) {
            finding.units.push(visit.unit);
        }
        Ok(Some(VisitRead {
            answers: Arc::new(record::answers(&facts, id)?),
            rows,
            findings,
            sealed: record::standing(&record::papers(&facts)?).is_some(),
            disputes: facts.disputes(),
            visit,
        }))
    }
}
