//! Samples made from five published articles, one click away and removable.

use domain::id::CampaignId;

use crate::engine::Engine;
use crate::error::{EngineError, Noun};
use crate::samples::{SAMPLES, SampleFiles};

/// A sample on offer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sample {
    /// Its id.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Which article it was made from.
    pub about: &'static str,
    /// The campaign, if it is here and not in the bin.
    pub campaign: Option<CampaignId>,
}

impl Engine {
    /// Lists the samples.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn samples(&self) -> Result<Vec<Sample>, EngineError> {
        let here = self.campaigns()?;
        let sample = |files: &SampleFiles| {
            let found = here.iter().find(|it| it.campaign.sample && it.campaign.key == files.id);
            Sample {
                id: files.id,
                name: files.name,
                about: files.about,
                campaign: found.map(|it| it.campaign.id),
            }
        };
        Ok(SAMPLES.iter().map(sample).collect())
    }

    /// Imports the sample `id` with its visits; takes it out of the bin if it lies there.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn import_sample(&mut self, id: &str) -> Result<CampaignId, EngineError> {
        let files = SAMPLES.iter().find(|files| files.id == id);
        let files = files
            .ok_or_else(|| EngineError::NotFound { what: Noun::Sample, name: id.to_owned() })?;
        let campaign = self.import_campaign(&format!("{id}.toml"), files.campaign, true)?;
        self.bin_campaign(campaign, false)?;
        for (name, text) in files.visits {
            self.import_visit(name, text)?;
        }
        Ok(campaign)
    }

    /// Puts every sample into the bin and says how many there were.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be written.
    pub fn remove_samples(&mut self) -> Result<u32, EngineError> {
        let samples: Vec<CampaignId> = self
            .campaigns()?
            .into_iter()
            .filter(|it| it.campaign.sample)
            .map(|it| it.campaign.id)
            .collect();
        for id in &samples {
            self.bin_campaign(*id, true)?;
        }
        Ok(super::campaigns::count(samples.len()))
    }
}
