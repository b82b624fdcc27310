//! A campaign at one look, and everything of it as tables.

use std::collections::BTreeMap;
use std::path::Path;

use domain::id::{CampaignId, VisitId};

use super::earlier::PastVisits;
use super::last::PastItem;
use super::last_told::past_items;
use crate::consolidation::{self, Before, BeforeItem, Matrix};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::folder::Folder;
use crate::record::{self, kind};

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
        let past = self.past_visits()?;
        let mut before = BTreeMap::new();
        for folder in &folders {
            before.insert(folder.visit.id, self.seen_before(folder, &past)?);
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

    /// What was seen at the earlier visit that this one looks back on, or at those to the units of
    /// which this one was made.
    fn seen_before(&self, folder: &Folder, past: &PastVisits) -> Result<Before, EngineError> {
        let id = folder.visit.id;
        let chosen = record::look_back(&self.facts_of(id.bytes(), kind::LAST)?, id)?.chosen;
        let visits: Vec<VisitId> = match chosen {
            Some(chosen) => vec![chosen],
            None => {
                let latest = past.generations(folder).into_iter().next();
                latest.into_iter().flat_map(|it| it.visits).map(|it| it.visit).collect()
            }
        };
        let folders = visits.into_iter().map(|visit| self.folder(visit));
        let folders = folders.collect::<Result<Vec<_>, _>>()?;
        let units = if folders.len() < 2 { &[][..] } else { &folders };
        Ok(Before {
            made_of: units.iter().map(|folder| folder.unit.name.clone()).collect(),
            items: past_items(&folders).into_iter().map(before_item).collect(),
        })
    }
}

fn before_item(past: PastItem) -> (String, BeforeItem) {
    let PastItem { item, verdict, each, figures, note: _ } = past;
    (item, BeforeItem { verdict, each, figures })
}
