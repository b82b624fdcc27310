//! Reading what a notice is made of: every visit of a campaign, each once.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use domain::campaign::Campaign;
use domain::checklist::{Checklist, View};
use domain::finding::Finding;
use domain::id::{CampaignId, VisitId};
use domain::notice::Remark;
use domain::unit::{Unit, UnitKind};
use domain::visit::Visit;

use crate::engine::Engine;
use crate::error::{EngineError, Noun};
use crate::fed;
use crate::folder;
use crate::notice::{Agenda, AgendaArea, AgendaItem, Material, Seen};
use crate::record;

impl Engine {
    /// Reads what the notice of a campaign is made of.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn notice_material(&self, id: CampaignId) -> Result<Material, EngineError> {
        let facts = self.facts(id.bytes())?;
        let campaign = record::campaign(&facts, id)?
            .ok_or_else(|| EngineError::NotFound { what: Noun::Campaign, name: id.to_string() })?;
        let over = record::findings(&facts)?;
        let mut remarks: Vec<Remark> =
            over.into_iter().map(|finding| Remark { visit: None, finding }).collect();
        let mut reading = Reading::new(self, &campaign)?;
        let mut visits = Vec::new();
        for visit in self.visit_ids_of(id)? {
            visits.extend(reading.visit(visit)?);
        }
        visits.sort_by_key(|(seen, _)| (seen.date, seen.visit));
        let agenda = reading.agenda();
        let mut seen = Vec::with_capacity(visits.len());
        for (visit, findings) in visits {
            let id = Some(visit.visit);
            remarks.extend(findings.into_iter().map(|finding| Remark { visit: id, finding }));
            seen.push(visit);
        }
        Ok(Material {
            planned: record::planned_days(&facts)?,
            record: record::notice(&facts, id)?,
            papers: notice_papers(&facts)?,
            campaign,
            agenda,
            seen,
            remarks,
        })
    }
}

/// What is asked of a kind of unit on a day, in a period.
type Asked = (NaiveDate, UnitKind, NaiveDate, NaiveDate);

struct Reading<'a> {
    engine: &'a Engine,
    campaign: &'a Campaign,
    checklist: &'a Checklist,
    units: HashMap<domain::id::UnitId, &'a Unit>,
    views: HashMap<Asked, (View, HashSet<String>)>,
}

impl<'a> Reading<'a> {
    fn new(engine: &'a Engine, campaign: &'a Campaign) -> Result<Self, EngineError> {
        Ok(Self {
            engine,
            campaign,
            checklist: engine.checklist_of(campaign)?,
            units: campaign.units.iter().map(|unit| (unit.id, unit)).collect(),
            views: HashMap::new(),
        })
    }

    /// Reads one visit; `None` when its unit was taken off the campaign.
    fn visit(&mut self, id: VisitId) -> Result<Option<(Seen, Vec<Finding>)>, EngineError> {
        let Some(read) = self.engine.visit_read(self.campaign.id, id)? else { return Ok(None) };
        let Some(unit) = self.units.get(&read.visit.unit).copied() else { return Ok(None) };
        let registers = &self.checklist.registers;
        let (view, items) = self.view(unit, &read.visit);
        let mut answers = Arc::clone(&read.answers);
        if !read.rows.is_empty() {
            fed::fill_from_registers(view, registers, &read.rows, Arc::make_mut(&mut answers));
        }
        // Most visits have nothing to leave out, and share what was read.
        if !answers.keys().all(|item| items.contains(item)) {
            Arc::make_mut(&mut answers).retain(|item, _| items.contains(item));
        }
        let seen = Seen {
            visit: id,
            unit: read.visit.unit,
            date: read.visit.date,
            sealed: read.sealed,
            disputes: read.disputes,
            answers,
        };
        Ok(Some((seen, read.findings.clone())))
    }

    /// What is asked at a visit, made once for all visits that are asked the same.
    fn view(&mut self, unit: &Unit, visit: &Visit) -> &(View, HashSet<String>) {
        let period = visit.period.unwrap_or(self.campaign.period);
        let asked = (visit.date, unit.kind, period.from, period.to);
        self.views.entry(asked).or_insert_with(|| {
            let vocabulary = self.engine.catalogue.vocabulary();
            let view = folder::view(self.checklist, vocabulary, self.campaign, unit, visit);
            let items = view.items().map(|item| item.id.clone()).collect();
            (view, items)
        })
    }

    /// What was asked anywhere, in the order of the checklist.
    fn agenda(&self) -> Agenda {
        let items = self.checklist.areas.iter().flat_map(|area| &area.items);
        let order: BTreeMap<&str, usize> =
            items.enumerate().map(|(at, item)| (item.id.as_str(), at)).collect();
        let mut views: Vec<&View> = self.views.values().map(|(view, _)| view).collect();
        views.sort_by_key(|view| view.on);
        let mut areas: Vec<AgendaArea> = Vec::new();
        let mut known = HashSet::new();
        for area in views.iter().flat_map(|view| &view.areas) {
            let at = areas.iter().position(|it| it.id == area.id).unwrap_or_else(|| {
                let (id, title) = (area.id.clone(), area.title.clone());
                areas.push(AgendaArea { id, title, items: Vec::new() });
                areas.len() - 1
            });
            let new = area.items.iter().filter(|item| known.insert(item.id.as_str()));
            let new: Vec<AgendaItem> = new.map(agenda_item).collect();
            if let Some(area) = areas.get_mut(at) {
                area.items.extend(new);
            }
        }
        let place = |id: &str| order.get(id).copied().unwrap_or(usize::MAX);
        for area in &mut areas {
            area.items.sort_by_key(|item| place(&item.id));
        }
        areas.sort_by_key(|area| area.items.first().map(|item| place(&item.id)));
        let version = views.first().map(|view| format!("{}@{}", view.id, view.version));
        Agenda { version: version.unwrap_or_default(), areas }
    }
}

/// The revisions of the notice itself, not of letters.
fn notice_papers(facts: &record::Facts) -> Result<Vec<record::Paper>, EngineError> {
    let mut papers = record::papers(facts)?;
    papers.retain(|paper| paper.letter.is_none());
    Ok(papers)
}

fn agenda_item(item: &domain::checklist::ItemView) -> AgendaItem {
    AgendaItem {
        id: item.id.clone(),
        title: item.title.clone(),
        parts: item.parts.iter().map(folder::sheet_part).collect(),
    }
}
