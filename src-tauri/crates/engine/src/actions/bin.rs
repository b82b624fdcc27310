//! The bin: campaigns and visits go there and come back.

use domain::id::{CampaignId, ChecklistId, VisitId};

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Noun};
use crate::record::{self, BINNED, Edit, kind};

/// Something in the bin.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Binned {
    /// A campaign with its name.
    Campaign(CampaignId, String),
    /// A visit with the name of the unit and the day.
    Visit(VisitId, String, chrono::NaiveDate),
    /// A draft of a checklist, by the title and version of what it was made from.
    Draft(ChecklistId, String),
}

impl Engine {
    /// Puts a campaign into the bin, or takes it out; its visits stay with it.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when it is not here, or the store cannot be written.
    pub fn bin_campaign(&mut self, id: CampaignId, binned: bool) -> Result<Saved, EngineError> {
        self.campaign(id)?;
        let edit = Edit::new(kind::CAMPAIGN, id.bytes(), BINNED, &binned)?;
        self.save(id.bytes(), &[edit], None)
    }

    /// Puts a visit into the bin, or takes it out.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when it is not here, or the store cannot be written.
    pub fn bin_visit(&mut self, id: VisitId, binned: bool) -> Result<Saved, EngineError> {
        self.need_visit(id)?;
        let edit = Edit::new(kind::VISIT, id.bytes(), BINNED, &binned)?;
        self.save(id.bytes(), &[edit], None)
    }

    /// Puts a draft of a checklist into the bin, or takes it out. A published version stays.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when it is not here or published, or the store cannot be written.
    pub fn bin_draft(&mut self, id: ChecklistId, binned: bool) -> Result<Saved, EngineError> {
        if binned {
            self.open_draft(id)?;
        } else if !self.facts_of(id.bytes(), kind::CHECKLIST)?.has(kind::CHECKLIST, id.bytes()) {
            return Err(EngineError::NotFound { what: Noun::Checklist, name: id.to_string() });
        }
        let edit = Edit::new(kind::CHECKLIST, id.bytes(), BINNED, &binned)?;
        self.save(id.bytes(), &[edit], None)
    }

    /// Lists what is in the bin.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn bin(&self) -> Result<Vec<Binned>, EngineError> {
        let mut list = Vec::new();
        for id in self.sections_of(kind::CAMPAIGN)? {
            let facts = self.facts_of(id, kind::CAMPAIGN)?;
            if facts.flag(kind::CAMPAIGN, id, BINNED) {
                let name = facts.get_or_default(kind::CAMPAIGN, id, "name")?;
                list.push(Binned::Campaign(CampaignId::from_bytes(id), name));
            }
        }
        for id in self.sections_of(kind::VISIT)? {
            let facts = self.facts_of(id, kind::VISIT)?;
            if !facts.flag(kind::VISIT, id, BINNED) {
                continue;
            }
            let id = VisitId::from_bytes(id);
            let Some(visit) = record::visit(&facts, id)? else { continue };
            let (campaign, _) = self.campaign(visit.campaign)?;
            let unit = campaign.units.into_iter().find(|unit| unit.id == visit.unit);
            let name = unit.map(|unit| unit.name).unwrap_or_default();
            list.push(Binned::Visit(id, name, visit.date));
        }
        for id in self.sections_of(kind::CHECKLIST)? {
            if self.facts_of(id, kind::CHECKLIST)?.flag(kind::CHECKLIST, id, BINNED) {
                let id = ChecklistId::from_bytes(id);
                list.push(Binned::Draft(id, self.binned_draft_name(id)?));
            }
        }
        Ok(list)
    }
}
