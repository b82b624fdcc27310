//! What a concluding notice is laid out from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use domain::finding::FindingKind;
use domain::id::{CampaignId, FindingId, UnitId, VisitId};
use domain::notice::{Remark, Wording};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Made;
use super::fields::{self, Entry};
use super::sheet::{AreaEntry, item, parts};
use crate::notice::{self, Agenda, AgendaArea, AgendaItem, Gathered, Material, NoticeSlot, Seen};
use crate::record::{self, NoticeRecord, Paper, RecordError, kind};

/// Everything that the pages of a notice are laid out from.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct NoticeSource {
    /// How and when it was laid out.
    pub(crate) made: Made,
    /// Which campaign.
    pub(crate) campaign: String,
    /// Why it replaces the former one; empty for the first.
    pub(crate) reason: String,
    /// The campaign and what was decided of the notice, field by field as in the ledger.
    pub(crate) record: Vec<Entry>,
    /// What was asked.
    pub(crate) agenda: Vec<AreaEntry>,
    /// What was recorded at each visit.
    pub(crate) seen: Vec<SeenEntry>,
    /// The findings, in their order.
    pub(crate) remarks: Vec<RemarkEntry>,
    /// What people wrote in the place of generated text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) slots: BTreeMap<String, String>,
}

/// What was recorded at one visit.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct SeenEntry {
    /// Which visit.
    pub(crate) visit: String,
    /// Whose.
    pub(crate) unit: String,
    /// When.
    #[schemars(with = "String")]
    pub(crate) date: NaiveDate,
    /// Verdicts and figures, field by field as in the ledger.
    pub(crate) record: Vec<Entry>,
    /// Items at which something is recorded that does not travel.
    pub(crate) bare: Vec<String>,
}

/// One finding.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct RemarkEntry {
    /// The visit at which it was noted; absent for one over the campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) visit: Option<String>,
    /// Which finding.
    pub(crate) finding: String,
    /// The finding, field by field as in the ledger.
    pub(crate) record: Vec<Entry>,
}

/// The praise that the leader left out: it stands nowhere in the notice, and so does not travel.
struct LeftOut<'g> {
    findings: BTreeSet<usize>,
    keys: BTreeSet<&'g Wording>,
}

impl<'g> LeftOut<'g> {
    fn of(gathered: &'g Gathered<'_>) -> Self {
        let paragraphs = gathered.paragraphs.iter();
        let material = gathered.material;
        let visited = material.visited();
        let out = paragraphs.filter(|it| it.left_out && it.kind == FindingKind::Strength);
        // A unit may be known by being praised alone, and what asks for something is printed.
        let known = |unit: &UnitId| visited.contains(unit) || material.planned.contains_key(unit);
        let asks = |at: &usize| {
            let remark = material.remarks.get(*at);
            remark.is_none_or(|remark| !remark.finding.recommendation.is_empty())
        };
        let out = out.filter(|it| it.units.iter().all(known) && !it.remarks.iter().any(asks));
        let out: Vec<_> = out.collect();
        let findings = out.iter().flat_map(|it| it.remarks.iter().copied()).collect();
        Self { findings, keys: out.into_iter().map(|it| &it.key).collect() }
    }
}

impl NoticeSource {
    /// What the notice of `gathered` is laid out from.
    ///
    /// # Errors
    ///
    /// [`RecordError`].
    pub(crate) fn of(
        gathered: &Gathered<'_>,
        slots: &[NoticeSlot],
        made: Made,
    ) -> Result<Self, RecordError> {
        let material = gathered.material;
        let out = LeftOut::of(gathered);
        let about = fields::campaign_told(&material.campaign, material.campaign.units.clone());
        let mut edits = record::campaign_edits(&about, None, &material.planned)?;
        let NoticeRecord { decisions, extremes, .. } = &material.record;
        for decision in decisions.iter().filter(|it| !out.keys.contains(&it.key)) {
            edits.push(record::decision_edit(about.id, &decision.key, Some(decision))?);
        }
        for rate in extremes {
            edits.push(record::extremes_edit(about.id, rate, true)?);
        }
        let remarks = material.remarks.iter().enumerate();
        let remarks = remarks.filter(|(at, _)| !out.findings.contains(at));
        Ok(Self {
            made,
            campaign: about.id.to_string(),
            reason: material.papers.last().map(|paper| paper.reason.clone()).unwrap_or_default(),
            record: fields::entries(edits)?,
            agenda: material.agenda.areas.iter().map(area).collect(),
            seen: material.seen.iter().map(seen).collect::<Result<_, _>>()?,
            remarks: remarks.map(|(_, it)| remark(it)).collect::<Result<_, _>>()?,
            slots: fields::slots_told(slots.iter().map(|slot| &slot.slot), &material.record.slots),
        })
    }

    /// The material; `revision` and `checklist` are what the paper says beside it.
    ///
    /// # Errors
    ///
    /// [`RecordError`].
    pub(crate) fn read(&self, revision: u32, checklist: &str) -> Result<Material, RecordError> {
        let facts = fields::facts(&self.record)?;
        let id: CampaignId = fields::id_of("campaign id", &self.campaign)?;
        let campaign = record::campaign(&facts, id)?
            .ok_or(RecordError::Missing { kind: kind::CAMPAIGN, field: "name" })?;
        let mut material = Material {
            planned: record::planned_days(&facts)?,
            campaign,
            agenda: Agenda {
                version: checklist.to_owned(),
                areas: self.agenda.iter().map(area_read).collect(),
            },
            seen: self.seen.iter().map(seen_read).collect::<Result<_, _>>()?,
            remarks: self.remarks.iter().map(remark_read).collect::<Result<_, _>>()?,
            record: record::notice(&facts, id)?,
            papers: vec![Paper { revision, reason: self.reason.clone(), ..Paper::empty() }],
        };
        let outline = notice::outline(&Gathered::new(&material));
        let slots = fields::slots_read(outline.iter().map(|slot| &slot.slot), &self.slots);
        material.record.slots = slots;
        Ok(material)
    }
}

fn area(area: &AgendaArea) -> AreaEntry {
    let items = area.items.iter().map(|it| item((&it.id, &it.title, &it.parts)));
    AreaEntry { id: area.id.clone(), title: area.title.clone(), items: items.collect() }
}

fn area_read(area: &AreaEntry) -> AgendaArea {
    let items = area.items.iter().map(|item| AgendaItem {
        id: item.id.clone(),
        title: item.title.clone(),
        parts: parts(item),
    });
    AgendaArea { id: area.id.clone(), title: area.title.clone(), items: items.collect() }
}

fn seen(seen: &Seen) -> Result<SeenEntry, RecordError> {
    let (edits, bare) = fields::answers_told(seen.visit, &seen.answers)?;
    Ok(SeenEntry {
        visit: seen.visit.to_string(),
        unit: seen.unit.to_string(),
        date: seen.date,
        record: fields::entries(edits)?,
        bare,
    })
}

fn seen_read(seen: &SeenEntry) -> Result<Seen, RecordError> {
    let visit: VisitId = fields::id_of("visit id", &seen.visit)?;
    let unit: UnitId = fields::id_of("unit id", &seen.unit)?;
    let answers = Arc::new(fields::answers_read(&fields::facts(&seen.record)?, visit, &seen.bare)?);
    Ok(Seen { visit, unit, date: seen.date, sealed: true, disputes: 0, answers })
}

fn remark(remark: &Remark) -> Result<RemarkEntry, RecordError> {
    Ok(RemarkEntry {
        visit: remark.visit.map(|visit| visit.to_string()),
        finding: remark.finding.id.to_string(),
        record: fields::entries(record::finding_edits(&remark.finding)?)?,
    })
}

fn remark_read(remark: &RemarkEntry) -> Result<Remark, RecordError> {
    let id: FindingId = fields::id_of("finding id", &remark.finding)?;
    let found =
        record::findings(&fields::facts(&remark.record)?)?.into_iter().find(|it| it.id == id);
    Ok(Remark {
        visit: remark.visit.as_deref().map(|visit| fields::id_of("visit id", visit)).transpose()?,
        finding: found.ok_or(RecordError::Missing { kind: kind::FINDING, field: "kind" })?,
    })
}
