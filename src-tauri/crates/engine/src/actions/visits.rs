//! Visits: open one, read one with all that belongs to it, correct its details.

use std::collections::BTreeMap;

use domain::campaign::Campaign;
use domain::id::{CampaignId, PaperId, UnitId, VisitId};
use domain::progress::Progress;
use domain::unit::Unit;
use domain::visit::{Attendee, Visit, VisitForm};

use super::seal::PaperState;
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Noun};
use crate::fed;
use crate::folder::{self, Folder, Mark};
use crate::record::{self, BINNED, Paper, Sitting, kind};

/// A visit on the list of a campaign.
#[derive(Clone, Debug)]
pub struct VisitSummary {
    /// The visit.
    pub visit: Visit,
    /// How far its checklist has come.
    pub progress: Progress,
    /// How many shortcomings were noted.
    pub shortcomings: u32,
    /// The state of its minutes.
    pub state: PaperState,
}

impl Engine {
    /// Opens the visit of `unit` on `date`: the one that is there, or a new one with the delegation
    /// present as the campaign names it.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown campaign or unit, and [`EngineError`] when the store
    /// cannot be written.
    pub fn open_visit(
        &mut self,
        campaign: CampaignId,
        unit: UnitId,
        date: chrono::NaiveDate,
        form: VisitForm,
    ) -> Result<VisitId, EngineError> {
        if let Some(found) = self.find_visit(campaign, unit, date)? {
            return Ok(found);
        }
        let (campaign, _) = self.campaign(campaign)?;
        let named = campaign.units.iter().find(|known| known.id == unit);
        let named = named
            .ok_or_else(|| EngineError::NotFound { what: Noun::Unit, name: unit.to_string() })?;
        let kind = campaign.delegation_kind;
        let attendee = |member: &domain::campaign::Member| Attendee {
            name: member.name.clone(),
            title: attendee_title(&member.title, member.role, kind),
        };
        let visit = Visit {
            id: VisitId::from_bytes(self.new_id()?),
            campaign: campaign.id,
            unit,
            date,
            form,
            start: None,
            end: None,
            place: format!("Trụ sở {}", named.authority()),
            delegation_present: campaign.members.iter().map(attendee).collect(),
            unit_present: Vec::new(),
            period: None,
            copies: record::COPIES_DEFAULT,
            extent: None,
        };
        self.place(visit.id.bytes(), visit.campaign.bytes())?;
        self.save(visit.id.bytes(), &record::visit_edits(&visit)?, None)?;
        Ok(visit.id)
    }

    /// Finds the visit of `unit` on `date` in `campaign`, which is what identifies one.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn find_visit(
        &self,
        campaign: CampaignId,
        unit: UnitId,
        date: chrono::NaiveDate,
    ) -> Result<Option<VisitId>, EngineError> {
        for id in self.visit_ids_of(campaign)? {
            let facts = self.facts_of(id.bytes(), kind::VISIT)?;
            let visit = record::visit(&facts, id)?;
            if visit.is_some_and(|visit| visit.unit == unit && visit.date == date) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// Reads the visit `id` with everything that belongs to it.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn folder(&self, id: VisitId) -> Result<Folder, EngineError> {
        let facts = self.facts_of(id.bytes(), kind::VISIT)?;
        let visit = record::visit(&facts, id)?
            .ok_or_else(|| EngineError::NotFound { what: Noun::Visit, name: id.to_string() })?;
        let (campaign, _) = self.campaign(visit.campaign)?;
        let unit = campaign.units.iter().find(|unit| unit.id == visit.unit).cloned();
        let unit = unit.ok_or_else(|| EngineError::NotFound {
            what: Noun::Unit,
            name: visit.unit.to_string(),
        })?;
        self.folder_of(campaign, unit, visit)
    }

    /// Gathers what is recorded of `visit`, which may be nothing yet.
    pub(super) fn folder_of(
        &self,
        campaign: Campaign,
        unit: Unit,
        visit: Visit,
    ) -> Result<Folder, EngineError> {
        let id = visit.id;
        let facts = self.facts(id.bytes())?;
        let checklist = self.checklist_of(&campaign)?;
        let view = folder::view(checklist, self.catalogue.vocabulary(), &campaign, &unit, &visit);
        let mut rows = record::rows(&facts)?;
        super::procedures::complete_decisions(&mut rows, visit.date);
        crate::sampling::complete(&mut rows, visit.date);
        let mut answers = record::answers(&facts, id)?;
        fed::fill_from_registers(&view, &checklist.registers, &rows, &mut answers);
        let findings = record::findings(&facts)?;
        let finding_mark = |finding: &domain::finding::Finding| {
            Some((finding.id, Mark::from(facts.latest(kind::FINDING, finding.id.bytes())?)))
        };
        let papers = record::papers(&facts)?;
        let mut folder = Folder {
            sittings: sittings(&facts, id, &papers)?,
            number: String::new(),
            registers: checklist.registers.clone(),
            finding_marks: findings.iter().filter_map(finding_mark).collect(),
            review_marks: review_marks(&facts, id),
            last_mark: facts.latest_of_all().map(Mark::from),
            findings,
            evidence: record::evidence(&facts)?,
            draws: record::draws(&facts)?,
            slots: record::slot_edits(&facts, id)?,
            refusals: record::refusals(&facts, id, None)?,
            layout: self.layout(campaign.id)?,
            papers,
            disputes: facts.disputes(),
            disputed_items: disputed_items(&facts, id),
            campaign,
            unit,
            visit,
            view,
            answers,
            rows,
        };
        let number = record::number(&facts, folder.numbered())?;
        folder.number = number.map(|it| it.number).unwrap_or_default();
        folder.leave_out_unasked();
        Ok(folder)
    }

    /// Lists the visits of a campaign that are not in the bin, by day.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn visits_of(&self, campaign: CampaignId) -> Result<Vec<VisitSummary>, EngineError> {
        let mut list = Vec::new();
        for folder in self.folders_of(campaign)? {
            let shortcomings = folder
                .findings
                .iter()
                .filter(|finding| finding.kind == domain::finding::FindingKind::Shortcoming)
                .count();
            list.push(VisitSummary {
                progress: folder.progress().0,
                shortcomings: super::campaigns::count(shortcomings),
                state: folder.standing_state(),
                visit: folder.visit,
            });
        }
        Ok(list)
    }

    /// Saves the details of a visit: times, place, attendance, form, own period.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn save_visit(&mut self, visit: &Visit) -> Result<Saved, EngineError> {
        self.need_visit(visit.id)?;
        let edits = record::visit_edits(visit)?;
        self.save(visit.id.bytes(), &edits, Some("Sửa thông tin cuộc kiểm tra".to_owned()))
    }

    /// Says no when there is no visit `id`.
    pub(super) fn need_visit(&self, id: VisitId) -> Result<(), EngineError> {
        if self.facts_of(id.bytes(), kind::VISIT)?.has(kind::VISIT, id.bytes()) {
            return Ok(());
        }
        Err(EngineError::NotFound { what: Noun::Visit, name: id.to_string() })
    }

    /// The visits of a campaign that are not in the bin.
    pub(super) fn visit_ids_of(&self, campaign: CampaignId) -> Result<Vec<VisitId>, EngineError> {
        let all = self.visit_campaigns()?;
        Ok(all.into_iter().filter(|(_, of)| *of == campaign).map(|(visit, _)| visit).collect())
    }

    /// The visits of a campaign with everything that belongs to them, by day.
    pub(super) fn folders_of(&self, campaign: CampaignId) -> Result<Vec<Folder>, EngineError> {
        let visits = self.visit_ids_of(campaign)?;
        let folders: Result<Vec<Folder>, _> =
            visits.into_iter().map(|id| self.folder(id)).collect();
        let mut folders = folders?;
        folders.sort_by_key(|folder| (folder.visit.date, folder.visit.id));
        Ok(folders)
    }

    /// Every visit that is not in the bin, with its campaign.
    pub(super) fn visit_campaigns(&self) -> Result<Vec<(VisitId, CampaignId)>, EngineError> {
        let mut visits = Vec::new();
        for id in self.sections_of(kind::VISIT)? {
            let visit = VisitId::from_bytes(id);
            visits.extend(self.campaign_of_visit(visit)?.map(|campaign| (visit, campaign)));
        }
        Ok(visits)
    }

    /// The campaign of a visit that is not in the bin.
    pub(super) fn campaign_of_visit(
        &self,
        visit: VisitId,
    ) -> Result<Option<CampaignId>, EngineError> {
        let id = visit.bytes();
        let facts = self.facts_of(id, kind::VISIT)?;
        let campaign: Option<String> = facts.get(kind::VISIT, id, "campaign")?;
        let campaign = campaign.and_then(|text| text.parse().ok());
        Ok(campaign.filter(|_| !facts.flag(kind::VISIT, id, BINNED)))
    }
}

fn attendee_title(
    title: &str,
    role: domain::campaign::Role,
    kind: domain::campaign::DelegationKind,
) -> String {
    let role = crate::minutes::role_title(role, kind);
    if title.is_empty() { role.to_owned() } else { format!("{title} - {role}") }
}

/// Who was there when each supplement was made.
fn sittings(
    facts: &record::Facts,
    visit: VisitId,
    papers: &[Paper],
) -> Result<BTreeMap<PaperId, Sitting>, EngineError> {
    let mut sittings = BTreeMap::new();
    for paper in papers {
        if let Some(sitting) = record::sitting(facts, visit, paper)? {
            sittings.insert(paper.id, sitting);
        }
    }
    Ok(sittings)
}

/// Who last looked over each item: the lead, or the leader who came after.
fn review_marks(facts: &record::Facts, id: VisitId) -> BTreeMap<String, Mark> {
    let mut marks: BTreeMap<String, Mark> = BTreeMap::new();
    for of in [kind::REVIEW, kind::ACCEPTANCE] {
        for item in facts.fields(of, id.bytes(), "") {
            let Some(value) = facts.values(of, id.bytes(), item).first() else { continue };
            let mark = Mark::from(value);
            let known = marks.entry(item.to_owned()).or_insert(mark);
            if known.wall_ms < mark.wall_ms {
                *known = mark;
            }
        }
    }
    marks
}

fn disputed_items(facts: &record::Facts, id: VisitId) -> Vec<String> {
    let mut items: Vec<String> = facts
        .fields(kind::ANSWER, id.bytes(), "")
        .into_iter()
        .filter(|field| facts.disputed(kind::ANSWER, id.bytes(), field))
        .filter_map(|field| field.split_once('/').map(|(item, _)| item.to_owned()))
        .collect();
    items.dedup();
    items
}
