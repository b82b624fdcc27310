//! Moving a campaign to another version of its checklist, and what that does to it.

use domain::campaign::ChecklistPin;
use domain::checklist::{Difference, Misplaced, misplaced};
use domain::id::{CampaignId, VisitId};

use super::missing;
use crate::engine::{Engine, Saved};
use crate::error::EngineError;
use crate::folder::{self, Folder};
use crate::record;

/// What moving a campaign would bring.
#[derive(Clone, Debug)]
pub struct MovePreview {
    /// The version it goes by now.
    pub from: ChecklistPin,
    /// The version it would go by.
    pub to: ChecklistPin,
    /// What changes for it: areas that it does not ask are left out.
    pub difference: Difference,
    /// Its visits, by day.
    pub visits: Vec<VisitMove>,
}

/// What moving a campaign would bring at one of its visits.
#[derive(Clone, Debug)]
pub struct VisitMove {
    /// The visit.
    pub visit: VisitId,
    /// Who is visited.
    pub unit: String,
    /// When.
    pub date: chrono::NaiveDate,
    /// Whether its minutes are sealed: they stay as they are.
    pub sealed: bool,
    /// Items that would be asked and are not asked now.
    pub asked_anew: Vec<String>,
    /// Answers that would lose their place.
    pub lost: Vec<Misplaced>,
    /// How many answers that have no place now would have one again.
    pub found: usize,
}

impl Engine {
    /// What moving `campaign` to the version `to` would bring.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown campaign or version, and [`EngineError`] when the
    /// store cannot be read.
    pub fn preview_move(
        &self,
        campaign: CampaignId,
        to: &ChecklistPin,
    ) -> Result<MovePreview, EngineError> {
        let (campaign, _) = self.campaign(campaign)?;
        let before = self.checklist_of(&campaign)?;
        let after = self.checklist_version(&campaign.checklist, to)?;
        let mut visits = Vec::new();
        for id in self.visit_ids_of(campaign.id)? {
            visits.push(self.move_at(&self.folder(id)?, after)?);
        }
        visits.sort_by_key(|visit| (visit.date, visit.visit));
        Ok(MovePreview {
            from: self.pin_of(&campaign)?,
            to: to.clone(),
            difference: Difference::between(before, after).without_areas(&campaign.areas_off),
            visits,
        })
    }

    fn move_at(
        &self,
        folder: &Folder,
        after: &domain::checklist::Checklist,
    ) -> Result<VisitMove, EngineError> {
        let vocabulary = self.catalogue.vocabulary();
        let (campaign, unit, visit) = (&folder.campaign, &folder.unit, &folder.visit);
        let before = folder::view(self.checklist_of(campaign)?, vocabulary, campaign, unit, visit);
        let view = folder::view(after, vocabulary, campaign, unit, visit);
        // Only what stands in the ledger: what follows from registers follows again.
        let facts = self.facts_of(visit.id.bytes(), record::kind::ANSWER)?;
        let answers = record::answers(&facts, visit.id)?;
        let without = misplaced(&before, &answers);
        let (lost, still): (Vec<_>, Vec<_>) =
            misplaced(&view, &answers).into_iter().partition(|it| !without.contains(it));
        let asked_anew = view.items().filter(|item| before.item(&item.id).is_none());
        Ok(VisitMove {
            visit: visit.id,
            unit: unit.name.clone(),
            date: visit.date,
            sealed: folder.sealed().is_some(),
            asked_anew: asked_anew.map(|item| item.id.clone()).collect(),
            found: without.len().saturating_sub(still.len()),
            lost,
        })
    }

    /// Makes `campaign` go by the version `to`. Nothing that was recorded is touched; sealed
    /// minutes stay as they are. It is one act, which can be taken back.
    ///
    /// # Errors
    ///
    /// As [`Self::preview_move`], and [`EngineError`] when the store cannot be written.
    pub fn move_campaign(
        &mut self,
        campaign: CampaignId,
        to: &ChecklistPin,
    ) -> Result<Saved, EngineError> {
        let (mut campaign, _) = self.campaign(campaign)?;
        if self.catalogue.pinned(&campaign.checklist, to).is_none() {
            return Err(missing(format!("{}@{}", campaign.checklist, to.version)));
        }
        campaign.checklist_version = Some(to.clone());
        let mut edits = vec![record::pin_edit(campaign.id, to)?];
        edits.extend(self.carried(&campaign)?);
        let name = format!("Chuyển sang bộ nội dung {}@{}", campaign.checklist, to.version);
        self.save(campaign.id.bytes(), &edits, Some(name))
    }
}
