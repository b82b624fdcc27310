//! Checklists: which versions there are, which one a campaign goes by, and making new ones.

mod draft;
mod edits;
mod moving;
mod publish;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::campaign::{Campaign, ChecklistPin};
use domain::checklist::Checklist;
use domain::id::ChecklistId;

use crate::engine::Engine;
use crate::error::{EngineError, Noun};
use crate::record::{self, Edit, OwnChecklist, kind};

pub use draft::{ChecklistDraft, DraftSummary};
pub use edits::{AddedArea, AddedItem};
pub use moving::{MovePreview, VisitMove};
pub use publish::Publication;

/// A version on the list.
#[derive(Clone, Debug)]
pub struct VersionSummary {
    /// Id of the checklist.
    pub checklist: String,
    /// How a campaign names it.
    pub pin: ChecklistPin,
    /// What people call the checklist.
    pub title: String,
    /// The first day of campaigns that use it.
    pub valid_from: chrono::NaiveDate,
    /// How many areas and items it has.
    pub counts: (usize, usize),
    /// The draft it was, for one that the office made.
    pub own: Option<OwnChecklist>,
    /// How many campaigns go by it, those in the bin left out.
    pub campaigns: usize,
}

impl Engine {
    /// The checklist that `campaign` goes by: the version it names, or the shipped one of its first
    /// day where it is older than the naming of versions.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] when this laptop does not have the version.
    pub fn checklist_of(&self, campaign: &Campaign) -> Result<&Checklist, EngineError> {
        match &campaign.checklist_version {
            Some(pin) => self.checklist_version(&campaign.checklist, pin),
            None => self
                .catalogue
                .checklist(&campaign.checklist, campaign.dates.from)
                .ok_or_else(|| missing(campaign.checklist.clone())),
        }
    }

    /// The checklist `id` in the version `pin`.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`].
    pub fn checklist_version(
        &self,
        id: &str,
        pin: &ChecklistPin,
    ) -> Result<&Checklist, EngineError> {
        let found = self.catalogue.pinned(id, pin);
        found.ok_or_else(|| missing(format!("{id}@{}", pin.version)))
    }

    /// How to name the version that `campaign` goes by.
    ///
    /// # Errors
    ///
    /// As [`Self::checklist_of`].
    pub fn pin_of(&self, campaign: &Campaign) -> Result<ChecklistPin, EngineError> {
        let version = &self.checklist_of(campaign)?.version;
        let shipped = || ChecklistPin { version: version.clone(), sha256: None };
        Ok(campaign.checklist_version.clone().unwrap_or_else(shipped))
    }

    /// SHA-256 of the checklist that `campaign` goes by, as its minutes state it.
    pub(crate) fn checklist_digest(&self, campaign: &Campaign) -> Option<[u8; 32]> {
        let pin = self.pin_of(campaign).ok()?;
        self.catalogue.pinned_digest(&campaign.checklist, &pin)
    }

    /// Lists every version, the latest of each checklist first.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn checklist_versions(&self) -> Result<Vec<VersionSummary>, EngineError> {
        let own: BTreeMap<String, OwnChecklist> = self
            .own_checklists()?
            .into_iter()
            .filter(OwnChecklist::is_published)
            .map(|own| (own.sha256.clone(), own))
            .collect();
        let mut used: BTreeMap<(String, String), usize> = BTreeMap::new();
        for entry in self.campaigns()? {
            // A campaign whose version is not here is told so where it is opened.
            if let Ok(pin) = self.pin_of(&entry.campaign) {
                *used.entry((entry.campaign.checklist, key(&pin))).or_default() += 1;
            }
        }
        let summary = |version: crate::catalogue::Version<'_>| {
            let (checklist, pin) = (version.checklist, version.pin());
            let own = pin.sha256.as_ref().and_then(|sha256| own.get(sha256)).cloned();
            VersionSummary {
                checklist: checklist.id.clone(),
                title: checklist.title.clone(),
                valid_from: checklist.valid_from,
                counts: (checklist.areas.len(), checklist.items().count()),
                campaigns: used.get(&(checklist.id.clone(), key(&pin))).copied().unwrap_or(0),
                own,
                pin,
            }
        };
        let mut list: Vec<VersionSummary> = self.catalogue.every_version().map(summary).collect();
        list.reverse();
        list.sort_by(|one, other| {
            (&one.checklist, other.valid_from).cmp(&(&other.checklist, one.valid_from))
        });
        Ok(list)
    }

    /// Puts the published versions of this laptop on the shelf: the office's own, and those that
    /// campaigns brought along.
    pub(super) fn shelve_own_checklists(&mut self) -> Result<(), EngineError> {
        let mut published: Vec<OwnChecklist> = Vec::new();
        for thing in self.store.list_ids(kind::CHECKLIST)? {
            let facts = self.facts_of_things(thing.section, kind::CHECKLIST, &[thing.id].into())?;
            let own = record::own_checklist(&facts, ChecklistId::from_bytes(thing.id))?;
            published.extend(own.filter(OwnChecklist::is_published));
        }
        published.sort_by(|one, other| one.published_at.cmp(&other.published_at));
        for own in published {
            // A file that is missing or damaged is for `check` to report; who opens a campaign that
            // goes by it is told that the version is not here.
            let Ok(bytes) = self.file(&own.sha256) else { continue };
            let name = format!("{}@{}", own.checklist, own.version);
            if let Ok(text) = String::from_utf8(bytes) {
                drop(self.catalogue.shelve(&name, &text));
            }
        }
        Ok(())
    }

    /// Every draft and own version of this laptop that is not in the bin, oldest first.
    pub(super) fn own_checklists(&self) -> Result<Vec<OwnChecklist>, EngineError> {
        let mut list = Vec::new();
        for id in self.sections_of(kind::CHECKLIST)? {
            let facts = self.facts_of(id, kind::CHECKLIST)?;
            list.extend(record::own_checklist(&facts, ChecklistId::from_bytes(id))?);
        }
        Ok(list)
    }

    /// What a campaign that goes by an own version carries of it in its own section, so that it can
    /// be given to others with everything it needs.
    pub(super) fn carried(&self, campaign: &Campaign) -> Result<Vec<Edit>, EngineError> {
        let sha256 = campaign.checklist_version.as_ref().and_then(|pin| pin.sha256.as_ref());
        let Some(sha256) = sha256 else { return Ok(Vec::new()) };
        let own = self.own_checklists()?.into_iter().find(|own| own.sha256 == *sha256);
        Ok(own.as_ref().map(record::own_checklist_edits).transpose()?.unwrap_or_default())
    }
}

fn key(pin: &ChecklistPin) -> String {
    pin.sha256.clone().unwrap_or_else(|| pin.version.clone())
}

fn missing(name: String) -> EngineError {
    EngineError::NotFound { what: Noun::Checklist, name }
}
