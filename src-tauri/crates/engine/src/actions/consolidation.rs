//! A campaign at one look, and everything of it as tables.

use std::collections::BTreeMap;
use std::path::Path;

use domain::answer::Verdict;
use domain::id::{CampaignId, VisitId};
use serde::Serialize;

use crate::consolidation::{self, Matrix};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::export::{CampaignShown, VisitShown, campaign_shown, shown};
use crate::folder::Folder;
use crate::record::{RecordError, kind};

/// What a campaign is exported as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ExportFormat {
    /// One workbook, one sheet a table.
    Xlsx,
    /// One archive, one `.csv` a table.
    Csv,
    /// One document: the campaign, and every visit in the shape of the visit file.
    Json,
}

#[derive(Serialize)]
struct Exported {
    campaign: CampaignShown,
    visits: Vec<VisitShown>,
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

    /// Writes everything of a campaign to `out`, whole or not at all.
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
        let (about, planned) = self.campaign(campaign)?;
        let own = self.campaign_findings(campaign)?;
        let tables = || {
            let matrix = consolidation::matrix(&about, &folders, &BTreeMap::new(), &own);
            consolidation::sheets(&about, &matrix, &folders, &own)
        };
        let bytes = match format {
            ExportFormat::Xlsx => tables::write(&tables()).map_err(EngineError::Table)?,
            ExportFormat::Csv => tables::write_csv(&tables()).map_err(EngineError::Table)?,
            ExportFormat::Json => {
                let said = self.campaign_sentences(campaign)?;
                let exported = Exported {
                    campaign: campaign_shown(&about, &planned, &own, &said),
                    visits: folders.iter().map(shown).collect(),
                };
                serde_json::to_vec_pretty(&exported).map_err(unspeakable)?
            }
        };
        Ok(crate::store::write_whole(out, &bytes)?)
    }

    /// The visits of a campaign, by day.
    fn folders_of(&self, campaign: CampaignId) -> Result<Vec<Folder>, EngineError> {
        let mut folders = Vec::new();
        for (id, of) in self.visit_campaigns()? {
            if of == campaign {
                folders.push(self.folder(id)?);
            }
        }
        folders.sort_by_key(|folder| (folder.visit.date, folder.visit.id));
        Ok(folders)
    }

    /// How the items were judged at the earlier visit that this one looks back on.
    fn judged_before(&self, visit: VisitId) -> Result<BTreeMap<String, Verdict>, EngineError> {
        let last = self.last_time(visit)?;
        Ok(last.items.into_iter().filter_map(|item| Some((item.item, item.verdict?))).collect())
    }
}

fn unspeakable(source: serde_json::Error) -> RecordError {
    RecordError::Unreadable { kind: kind::CAMPAIGN.to_owned(), field: "export".to_owned(), source }
}
