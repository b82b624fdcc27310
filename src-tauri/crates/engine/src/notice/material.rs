//! What a notice is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use domain::answer::Answer;
use domain::campaign::{Campaign, Member, Role};
use domain::finding::FindingKind;
use domain::id::{UnitId, VisitId};
use domain::notice::{Named, Remark, named};

use crate::minutes::{SheetPart, Signatory, role_title};
use crate::record::{NoticeRecord, Paper};

/// What was asked in a campaign, over all its visits, in the order of the checklist.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Agenda {
    /// The checklist, `cchc@1`.
    pub version: String,
    /// The areas.
    pub areas: Vec<AgendaArea>,
}

/// One area (lĩnh vực).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AgendaArea {
    /// Its id: `MC`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The items.
    pub items: Vec<AgendaItem>,
}

/// One item (mục).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AgendaItem {
    /// Its id: `MC-19`.
    pub id: String,
    /// What it is about, in a few words.
    pub title: String,
    /// What is entered there besides the verdict.
    pub parts: Vec<SheetPart>,
}

/// What was recorded at one visit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Seen {
    /// The visit.
    pub visit: VisitId,
    /// Whose.
    pub unit: UnitId,
    /// When.
    pub date: NaiveDate,
    /// Whether its minutes are sealed.
    pub sealed: bool,
    /// Fields that hold different values side by side.
    pub disputes: u32,
    /// The answers, by item; register-fed figures are filled in where nothing was typed.
    pub answers: Arc<BTreeMap<String, Answer>>,
}

/// Everything a notice is made of.
#[derive(Clone, Debug)]
pub struct Material {
    /// The campaign.
    pub campaign: Campaign,
    /// The planned day of each unit that has one.
    pub planned: BTreeMap<UnitId, NaiveDate>,
    /// What was asked.
    pub agenda: Agenda,
    /// The visits by day.
    pub seen: Vec<Seen>,
    /// The findings: over the campaign first, then of the visits in their order.
    pub remarks: Vec<Remark>,
    /// What the leader decided of the notice.
    pub record: NoticeRecord,
    /// Its sealed revisions, and the one that is open.
    pub papers: Vec<Paper>,
}

impl Material {
    /// The units to which the delegation went: those with a visit.
    pub fn visited(&self) -> BTreeSet<UnitId> {
        self.seen.iter().map(|seen| seen.unit).collect()
    }

    /// The units that are looked at through systems only: named in a finding, and neither visited
    /// nor on the plan of visits.
    pub fn desk_checked(&self) -> BTreeSet<UnitId> {
        let visited = self.visited();
        let named = self.remarks.iter().flat_map(|remark| &remark.finding.units);
        named
            .filter(|unit| !visited.contains(unit) && !self.planned.contains_key(unit))
            .copied()
            .collect()
    }

    /// The units that are on the plan and have no visit yet.
    pub fn outstanding(&self) -> BTreeSet<UnitId> {
        let visited = self.visited();
        let planned = self.campaign.units.iter().map(|unit| unit.id);
        planned.filter(|unit| self.planned.contains_key(unit) && !visited.contains(unit)).collect()
    }

    /// Every unit of the campaign to be named, with whether it is only looked at through systems.
    pub fn named(&self) -> BTreeMap<UnitId, Named<'_>> {
        let desk = self.desk_checked();
        let units = &self.campaign.units;
        let there = units.iter().map(|unit| unit.id).filter(|id| !desk.contains(id)).collect();
        named(units, &there)
    }

    /// Where each item stands on the checklist.
    pub fn places(&self) -> BTreeMap<&str, usize> {
        let items = self.agenda.areas.iter().flat_map(|area| &area.items);
        items.enumerate().map(|(place, item)| (item.id.as_str(), place)).collect()
    }

    /// Who signs: the leader, or who leads in the leader's place.
    pub fn leads(&self) -> Option<&Member> {
        leads(&self.campaign)
    }

    /// The first and last day on which the delegation was out: as the campaign has them, and as the
    /// visits do where they lie outside.
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        let dates = self.campaign.dates;
        let days = || self.seen.iter().map(|seen| seen.date);
        let first = days().min().unwrap_or(dates.from).min(dates.from);
        (first, days().max().unwrap_or(dates.to).max(dates.to))
    }

    /// How many shortcomings the unit explained, and what the leader made of each.
    pub(super) fn explained(&self) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(|remark| {
            remark.visit.is_some()
                && remark.finding.kind == FindingKind::Shortcoming
                && !remark.finding.explanation.is_empty()
        })
    }
}

fn leads(campaign: &Campaign) -> Option<&Member> {
    campaign.member_as(Role::Leader).or_else(|| campaign.member_as(Role::Deputy))
}

/// Who signs the notice of `campaign`, and under which heading.
pub fn signatory(campaign: &Campaign) -> Signatory {
    let leads = leads(campaign);
    let role = leads.map_or(Role::Leader, |member| member.role);
    Signatory {
        role: "leader",
        field: "ky_truong_doan",
        heading: vec![role_title(role, campaign.delegation_kind).to_uppercase()],
        name: leads.map(|member| member.name.clone()).unwrap_or_default(),
        title: leads.map(|member| member.title.clone()).unwrap_or_default(),
        refusal: None,
    }
}
