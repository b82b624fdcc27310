//! Campaigns: list them, read one, save one.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use domain::campaign::{Agency, Campaign, DelegationKind, Period};
use domain::finding::Finding;
use domain::id::{CampaignId, UnitId, VisitId};

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, HandoverFault, Noun};
use crate::record::{self, BINNED, kind};

/// A campaign on the list.
#[derive(Clone, Debug)]
pub struct CampaignSummary {
    /// The campaign.
    pub campaign: Campaign,
    /// How many visits it has that are not in the bin.
    pub visits: u32,
    /// How many of them have sealed minutes.
    pub sealed: u32,
}

impl Engine {
    /// Lists the campaigns that are not in the bin, latest first.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn campaigns(&self) -> Result<Vec<CampaignSummary>, EngineError> {
        let visits = self.visits_by_campaign()?;
        let mut list = Vec::new();
        for id in self.sections_of(kind::CAMPAIGN)? {
            let facts = self.facts(id)?;
            if facts.flag(kind::CAMPAIGN, id, BINNED) {
                continue;
            }
            let id = CampaignId::from_bytes(id);
            let Some(campaign) = record::campaign(&facts, id)? else { continue };
            let own = visits.get(&id).map_or(&[][..], Vec::as_slice);
            let sealed = own.iter().filter(|(_, sealed)| *sealed).count();
            list.push(CampaignSummary {
                campaign,
                visits: count(own.len()),
                sealed: count(sealed),
            });
        }
        list.sort_by_key(|entry| std::cmp::Reverse((entry.campaign.dates.from, entry.campaign.id)));
        Ok(list)
    }

    /// Reads the campaign `id` with the planned day of each unit.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn campaign(
        &self,
        id: CampaignId,
    ) -> Result<(Campaign, BTreeMap<UnitId, NaiveDate>), EngineError> {
        let facts = self.facts(id.bytes())?;
        let campaign = record::campaign(&facts, id)?
            .ok_or_else(|| EngineError::NotFound { what: Noun::Campaign, name: id.to_string() })?;
        Ok((campaign, record::planned_days(&facts)?))
    }

    /// Reads the findings of a campaign that rest on no visit, or on several.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn campaign_findings(&self, id: CampaignId) -> Result<Vec<Finding>, EngineError> {
        Ok(record::findings(&self.facts(id.bytes())?)?)
    }

    /// A campaign with the values a new one begins with; nothing is written.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn blank_campaign(&mut self) -> Result<Campaign, EngineError> {
        let id = CampaignId::from_bytes(self.new_id()?);
        let today = self.today();
        let year_begins = today.with_ordinal(1).unwrap_or(today);
        let person = self.person()?;
        Ok(Campaign {
            id,
            key: id.to_string(),
            name: format!("Kiểm tra công tác cải cách hành chính năm {}", today.year()),
            agency: Agency { parent: String::new(), name: person.office, place: String::new() },
            delegation_name: "Đoàn kiểm tra cải cách hành chính".to_owned(),
            delegation_kind: DelegationKind::Doan,
            checklist: "cchc".to_owned(),
            checklist_version: None,
            period: Period { from: year_begins, to: today },
            dates: Period { from: today, to: today },
            areas_off: Vec::new(),
            papers: Vec::new(),
            members: Vec::new(),
            units: Vec::new(),
            thresholds: Vec::new(),
            points: Vec::new(),
            local_bases: Vec::new(),
            rules: Vec::new(),
            sample: false,
        })
    }

    /// Finds the campaign that its importer calls `key`; in the bin only where no other is called so.
    ///
    /// # Errors
    ///
    /// [`HandoverFault::SameKey`] when two are, and [`EngineError`] when the store cannot be read.
    pub fn campaign_by_key(&self, key: &str) -> Result<Option<CampaignId>, EngineError> {
        let (mut open, mut binned) = (Vec::new(), Vec::new());
        for id in self.sections_of(kind::CAMPAIGN)? {
            let facts = self.facts(id)?;
            let found: Option<String> = facts.get(kind::CAMPAIGN, id, "key")?;
            if found.as_deref() == Some(key) {
                let shelf =
                    if facts.flag(kind::CAMPAIGN, id, BINNED) { &mut binned } else { &mut open };
                shelf.push(CampaignId::from_bytes(id));
            }
        }
        match open.as_slice() {
            [] => Ok(binned.first().copied()),
            [only] => Ok(Some(*only)),
            [_, _, ..] => Err(EngineError::Handover(HandoverFault::SameKey(key.to_owned()))),
        }
    }

    /// Finds a campaign by its id or by its key, as the command line names it.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn campaign_named(&self, name: &str) -> Result<CampaignId, EngineError> {
        if let Ok(id) = name.parse::<CampaignId>()
            && self.facts(id.bytes())?.has(kind::CAMPAIGN, id.bytes())
        {
            return Ok(id);
        }
        self.campaign_by_key(name)?
            .ok_or_else(|| EngineError::NotFound { what: Noun::Campaign, name: name.to_owned() })
    }

    /// Saves `campaign`: only what differs is written, and names corrected here are corrected
    /// everywhere, since papers and screens read them from here.
    ///
    /// # Errors
    ///
    /// [`EngineError::BadInput`] for an empty name, and [`EngineError`] when the store cannot be
    /// written.
    pub fn save_campaign(
        &mut self,
        campaign: &Campaign,
        planned: &BTreeMap<UnitId, NaiveDate>,
    ) -> Result<Saved, EngineError> {
        let named = [&campaign.name, &campaign.agency.name, &campaign.delegation_name];
        if named.into_iter().any(|name| name.trim().is_empty()) {
            return Err(EngineError::BadInput { field: Field::Name, entered: String::new() });
        }
        let section = campaign.id.bytes();
        let before = record::campaign(&self.facts(section)?, campaign.id)?;
        let campaign = &self.pinned(campaign, before.as_ref())?;
        let mut edits = record::campaign_edits(campaign, before.as_ref(), planned)?;
        edits.extend(self.carried(campaign)?);
        let saved = self.save(section, &edits, Some("Sửa đợt kiểm tra".to_owned()))?;
        if let Some(before) = before {
            self.correct_attendance(&before, campaign)?;
        }
        Ok(saved)
    }

    /// A new campaign goes by the version it names, or by the latest one for its first day; another
    /// one stays with its own, which only moving it changes.
    fn pinned(
        &self,
        campaign: &Campaign,
        before: Option<&Campaign>,
    ) -> Result<Campaign, EngineError> {
        let mut pinned = campaign.clone();
        let known = before.filter(|before| before.checklist == campaign.checklist);
        if let Some(before) = known {
            pinned.checklist_version.clone_from(&before.checklist_version);
        } else if campaign.checklist_version.is_none() || before.is_some() {
            let latest = self.catalogue.latest(&campaign.checklist, campaign.dates.from);
            pinned.checklist_version = latest;
        }
        self.checklist_of(&pinned)?;
        Ok(pinned)
    }

    /// Carries corrected names of members into the attendance of every visit that is not sealed.
    fn correct_attendance(
        &mut self,
        before: &Campaign,
        after: &Campaign,
    ) -> Result<(), EngineError> {
        let corrected: BTreeMap<&str, &str> = before
            .members
            .iter()
            .filter_map(|old| Some((old, after.members.iter().find(|new| new.id == old.id)?)))
            .filter(|(old, new)| !old.name.is_empty() && old.name != new.name)
            .map(|(old, new)| (old.name.as_str(), new.name.as_str()))
            .collect();
        if corrected.is_empty() {
            return Ok(());
        }
        for (id, of) in self.visit_campaigns()? {
            if of != after.id {
                continue;
            }
            let folder = self.folder(id)?;
            if folder.sealed().is_some() {
                continue;
            }
            let mut sitting = folder.sitting(folder.papers.last());
            for person in &mut sitting.delegation_present {
                if let Some(name) = corrected.get(person.name.as_str()) {
                    person.name = (*name).to_owned();
                }
            }
            let edits = match folder.supplement() {
                Some(paper) => record::sitting_edits(id, paper, &sitting)?,
                None => record::visit_edits(&domain::visit::Visit {
                    delegation_present: sitting.delegation_present,
                    ..folder.visit
                })?,
            };
            self.save(id.bytes(), &edits, None)?;
        }
        Ok(())
    }

    /// The visits of every campaign, with whether their minutes are sealed.
    fn visits_by_campaign(
        &self,
    ) -> Result<BTreeMap<CampaignId, Vec<(VisitId, bool)>>, EngineError> {
        let mut visits: BTreeMap<CampaignId, Vec<(VisitId, bool)>> = BTreeMap::new();
        for (id, campaign) in self.visit_campaigns()? {
            let papers = record::papers(&self.facts_of(id.bytes(), kind::PAPER)?)?;
            let sealed = record::standing(&papers).is_some();
            visits.entry(campaign).or_default().push((id, sealed));
        }
        Ok(visits)
    }
}

pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
