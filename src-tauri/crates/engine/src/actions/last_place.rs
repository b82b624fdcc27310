//! Where the person was last: ids, kept inside the encrypted store, to be offered at the next start.

use domain::id::{CampaignId, VisitId};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::record::{self, BINNED, kind};

/// A place in the program.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Place {
    /// The screen: `campaign`, `visit`, `minutes`, …
    pub screen: String,
    /// The campaign or the visit.
    pub id: String,
    /// The item of a visit, or empty.
    #[serde(default)]
    pub item: String,
}

/// A place that is still there, with its name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LastPlace {
    /// The place.
    pub place: Place,
    /// How people call it: the unit, or the campaign.
    pub name: String,
}

const PLACE: &str = "place";

impl Engine {
    /// Notes where the person is.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn keep_place(&mut self, place: &Place) -> Result<(), EngineError> {
        if self.local::<Place>(PLACE)?.as_ref() == Some(place) {
            return Ok(());
        }
        self.save_local(PLACE, place)
    }

    /// Where the person was last, if that is still there and not in the bin.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn last_place(&self) -> Result<Option<LastPlace>, EngineError> {
        let Some(place) = self.local::<Place>(PLACE)? else { return Ok(None) };
        let name = match (place.id.parse::<VisitId>(), place.screen.as_str()) {
            (Ok(visit), "visit" | "minutes") => self.name_of_visit(visit)?,
            (Ok(id), "campaign") => self.name_of_campaign(CampaignId::from_bytes(id.bytes()))?,
            (Ok(_) | Err(_), _) => None,
        };
        Ok(name.filter(|name| !name.is_empty()).map(|name| LastPlace { place, name }))
    }

    fn name_of_visit(&self, id: VisitId) -> Result<Option<String>, EngineError> {
        let facts = self.facts_of(id.bytes(), kind::VISIT)?;
        let Some(visit) = record::visit(&facts, id)? else { return Ok(None) };
        if facts.flag(kind::VISIT, id.bytes(), BINNED)
            || self.name_of_campaign(visit.campaign)?.is_none()
        {
            return Ok(None);
        }
        let (campaign, _) = self.campaign(visit.campaign)?;
        Ok(campaign.units.into_iter().find(|unit| unit.id == visit.unit).map(|unit| unit.name))
    }

    fn name_of_campaign(&self, id: CampaignId) -> Result<Option<String>, EngineError> {
        let facts = self.facts_of(id.bytes(), kind::CAMPAIGN)?;
        if !facts.has(kind::CAMPAIGN, id.bytes()) || facts.flag(kind::CAMPAIGN, id.bytes(), BINNED)
        {
            return Ok(None);
        }
        Ok(facts.get(kind::CAMPAIGN, id.bytes(), "name")?)
    }
}
