//! A campaign at one look, and everything of it as tables.

use std::collections::BTreeMap;
use std::path::Path;

use domain::answer::Verdict;
use domain::id::{CampaignId, VisitId};

use crate::consolidation::{self, Matrix};
use crate::engine::Engine;
use crate::error::EngineError;

/// What a campaign is exported as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ExportFormat {
    /// One workbook, one sheet a table.
    Xlsx,
    /// One archive, one `.csv` a table.
    Csv,
}

impl Engine {
    /// Lays the visits of a campaign side by side, with how each item was judged the time before.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn consolidation(&self, campaign: CampaignId) -> Result<Matrix, EngineError> {
        let folders = self.folders_of(campaign)?;
        let mut before = BTreeMap::new();
        for folder in &folders {
            before.insert(folder.visit.id, self.judged_before(folder.visit.id)?);
        }
        let own = self.campaign_findings(campaign)?;
        Ok(consolidation::matrix(&self.campaign(campaign)?.0, &folders, &before, &own))
    }

    /// Writes the tables of a campaign to `out`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], [`EngineError::Store`] of the disk, and [`EngineError`] when the
    /// store cannot be read.
    pub fn export_campaign(
        &self,
        campaign: CampaignId,
        format: ExportFormat,
        out: &Path,
    ) -> Result<(), EngineError> {
        let folders = self.folders_of(campaign)?;
        let (about, _) = self.campaign(campaign)?;
        let own = self.campaign_findings(campaign)?;
        let matrix = consolidation::matrix(&about, &folders, &BTreeMap::new(), &own);
        let sheets = consolidation::sheets(&about, &matrix, &folders, &own);
        let bytes = match format {
            ExportFormat::Xlsx => tables::write(&sheets),
            ExportFormat::Csv => tables::write_csv(&sheets),
        };
        let bytes = bytes.map_err(EngineError::Table)?;
        Ok(crate::store::write_whole(out, &bytes)?)
    }

    /// How the items were judged at the earlier visit that this one looks back on.
    fn judged_before(&self, visit: VisitId) -> Result<BTreeMap<String, Verdict>, EngineError> {
        let last = self.last_time(visit)?;
        Ok(last.items.into_iter().filter_map(|item| Some((item.item, item.verdict?))).collect())
    }
}
