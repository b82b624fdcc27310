//! Campaigns, their members and their units.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::campaign::{
    Agency, Campaign, ChecklistPin, DelegationKind, ItemPoints, LegalPaper, LocalBasis, Member,
    Period, Role, Threshold,
};
use domain::id::{CampaignId, MemberId, UnitId};
use domain::rule::{Gravity, Lack, Rule};
use domain::score::Points;
use domain::unit::{Unit, UnitKind};
use serde::{Deserialize, Serialize};

use super::checklist::PinRecord;
use super::{Edit, Edits, Facts, REMOVED, RecordError, kind, word};

/// The field that says which version of its checklist a campaign goes by.
const PIN: &str = "checklist_version";

#[derive(Deserialize, Serialize)]
struct AgencyRecord {
    parent: String,
    name: String,
    place: String,
}

#[derive(Deserialize, Serialize)]
struct DelegationRecord {
    name: String,
    kind: String,
}

/// Twin of [`Period`].
#[derive(Clone, Copy, Deserialize, Serialize)]
pub(super) struct PeriodRecord {
    from: NaiveDate,
    to: NaiveDate,
}

#[derive(Deserialize, Serialize)]
struct LegalPaperRecord {
    #[serde(rename = "type")]
    kind: String,
    number: String,
    date: Option<NaiveDate>,
    issuer: String,
    subject: String,
}

impl From<Period> for PeriodRecord {
    fn from(Period { from, to }: Period) -> Self {
        Self { from, to }
    }
}

impl TryFrom<PeriodRecord> for Period {
    type Error = RecordError;

    fn try_from(PeriodRecord { from, to }: PeriodRecord) -> Result<Self, RecordError> {
        Self::new(from, to)
            .map_err(|error| RecordError::Impossible { what: "period", reason: error.to_string() })
    }
}

/// The edits that write `campaign`, and take away members and units of `before` that it no longer
/// names. `planned` holds the planned day of each unit.
///
/// # Errors
///
/// [`RecordError`].
pub fn campaign_edits(
    campaign: &Campaign,
    before: Option<&Campaign>,
    planned: &BTreeMap<UnitId, NaiveDate>,
) -> Result<Vec<Edit>, RecordError> {
    let mut edits = head(campaign)?;
    for (order, member) in (0_u32..).zip(&campaign.members) {
        edits.extend(member_edits(member, order)?);
    }
    for (order, unit) in (0_u32..).zip(&campaign.units) {
        edits.extend(unit_edits(unit, order, planned.get(&unit.id).copied())?);
        let known = before.and_then(|before| before.units.iter().find(|it| it.id == unit.id));
        // A unit that never had a place says nothing of one.
        if unit.place.is_some() || known.is_some_and(|known| known.place.is_some()) {
            let place = unit.place.map(|place| place.to_string());
            edits.push(Edit::new(kind::UNIT, unit.id.bytes(), "place", &place)?);
        }
    }
    let Some(before) = before else { return Ok(edits) };
    let kept_members: Vec<MemberId> = campaign.members.iter().map(|member| member.id).collect();
    let gone_members = before.members.iter().filter(|member| !kept_members.contains(&member.id));
    for member in gone_members {
        edits.push(Edit::new(kind::MEMBER, member.id.bytes(), REMOVED, &true)?);
    }
    let kept_units: Vec<UnitId> = campaign.units.iter().map(|unit| unit.id).collect();
    for unit in before.units.iter().filter(|unit| !kept_units.contains(&unit.id)) {
        edits.push(Edit::new(kind::UNIT, unit.id.bytes(), REMOVED, &true)?);
    }
    Ok(edits)
}

fn head(campaign: &Campaign) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::CAMPAIGN, campaign.id.bytes());
    let Agency { parent, name, place } = campaign.agency.clone();
    let thresholds: BTreeMap<&str, u32> =
        campaign.thresholds.iter().map(|it| (it.item.as_str(), it.least)).collect();
    let points: BTreeMap<&str, u32> =
        campaign.points.iter().map(|it| (it.item.as_str(), it.most.hundredths())).collect();
    let bases: Vec<(&str, &str)> =
        campaign.local_bases.iter().map(|basis| (basis.of.as_str(), basis.text.as_str())).collect();
    edits.set("key", &campaign.key)?;
    edits.set("name", &campaign.name)?;
    edits.set("agency", &AgencyRecord { parent, name, place })?;
    edits.set(
        "delegation",
        &DelegationRecord {
            name: campaign.delegation_name.clone(),
            kind: campaign.delegation_kind.code().to_owned(),
        },
    )?;
    edits.set("checklist", &campaign.checklist)?;
    if let Some(pin) = &campaign.checklist_version {
        edits.set(PIN, &PinRecord::from(pin))?;
    }
    edits.set("period", &PeriodRecord::from(campaign.period))?;
    edits.set("dates", &PeriodRecord::from(campaign.dates))?;
    edits.set("areas_off", &campaign.areas_off)?;
    edits.set("papers", &campaign.papers.iter().map(legal_paper).collect::<Vec<_>>())?;
    edits.set("thresholds", &thresholds)?;
    edits.set("local_bases", &bases)?;
    edits.set("points", &points)?;
    let rules: Vec<(&str, &str, &str)> = campaign
        .rules
        .iter()
        .map(|rule| (rule.item.as_str(), rule.lack.code(), rule.gravity.code()))
        .collect();
    edits.set("rules", &rules)?;
    edits.set("sample", &campaign.sample)?;
    Ok(edits.edits)
}

fn legal_paper(paper: &LegalPaper) -> LegalPaperRecord {
    let LegalPaper { kind, number, date, issuer, subject } = paper.clone();
    LegalPaperRecord { kind, number, date, issuer, subject }
}

fn member_edits(member: &Member, order: u32) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::MEMBER, member.id.bytes());
    edits.set_personal("name", &member.name)?;
    edits.set("title", &member.title)?;
    edits.set("office", &member.office)?;
    edits.set("role", &member.role.code())?;
    edits.set("areas", &member.areas)?;
    edits.set("order", &order)?;
    edits.set(REMOVED, &false)?;
    Ok(edits.edits)
}

fn unit_edits(
    unit: &Unit,
    order: u32,
    planned: Option<NaiveDate>,
) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::UNIT, unit.id.bytes());
    edits.set("key", &unit.key)?;
    edits.set("name", &unit.name)?;
    edits.set("kind", &unit.kind.code())?;
    edits.set("planned", &planned)?;
    edits.set("order", &order)?;
    edits.set(REMOVED, &false)?;
    Ok(edits.edits)
}

/// The edit that makes a campaign go by `pin`.
///
/// # Errors
///
/// [`RecordError`].
pub fn pin_edit(id: CampaignId, pin: &ChecklistPin) -> Result<Edit, RecordError> {
    Edit::new(kind::CAMPAIGN, id.bytes(), PIN, &PinRecord::from(pin))
}

/// Reads the campaign `id`, if the section has it.
///
/// # Errors
///
/// [`RecordError`].
pub fn campaign(facts: &Facts, id: CampaignId) -> Result<Option<Campaign>, RecordError> {
    let (of, key) = (kind::CAMPAIGN, id.bytes());
    if !facts.has(of, key) {
        return Ok(None);
    }
    let agency: AgencyRecord = facts.need(of, key, "agency")?;
    let delegation: DelegationRecord = facts.need(of, key, "delegation")?;
    let period: PeriodRecord = facts.need(of, key, "period")?;
    let dates: PeriodRecord = facts.need(of, key, "dates")?;
    let papers: Vec<LegalPaperRecord> = facts.get_or_default(of, key, "papers")?;
    let thresholds: BTreeMap<String, u32> = facts.get_or_default(of, key, "thresholds")?;
    let points: BTreeMap<String, u32> = facts.get_or_default(of, key, "points")?;
    let points = points
        .into_iter()
        .map(|(item, most)| ItemPoints { item, most: Points::from_hundredths(most) });
    let bases: Vec<(String, String)> = facts.get_or_default(of, key, "local_bases")?;
    let papers =
        papers.into_iter().map(|LegalPaperRecord { kind, number, date, issuer, subject }| {
            LegalPaper { kind, number, date, issuer, subject }
        });
    Ok(Some(Campaign {
        id,
        key: facts.get_or_default(of, key, "key")?,
        name: facts.need(of, key, "name")?,
        agency: Agency { parent: agency.parent, name: agency.name, place: agency.place },
        delegation_name: delegation.name,
        delegation_kind: word(
            "delegation kind",
            &delegation.kind,
            DelegationKind::from_code(&delegation.kind),
        )?,
        checklist: facts.need(of, key, "checklist")?,
        checklist_version: facts.get::<PinRecord>(of, key, PIN)?.map(ChecklistPin::from),
        period: Period::try_from(period)?,
        dates: Period::try_from(dates)?,
        areas_off: facts.get_or_default(of, key, "areas_off")?,
        papers: papers.collect(),
        members: members(facts)?,
        units: units(facts)?,
        thresholds: thresholds.into_iter().map(|(item, least)| Threshold { item, least }).collect(),
        points: points.collect(),
        local_bases: bases.into_iter().map(|(of, text)| LocalBasis { of, text }).collect(),
        rules: rules(facts, key)?,
        sample: facts.get_or_default(of, key, "sample")?,
    }))
}

fn rules(facts: &Facts, campaign: [u8; 16]) -> Result<Vec<Rule>, RecordError> {
    let written: Vec<(String, String, String)> =
        facts.get_or_default(kind::CAMPAIGN, campaign, "rules")?;
    let read = |(item, lack, gravity): (String, String, String)| {
        Ok(Rule {
            item,
            lack: word("lack", &lack, Lack::from_code(&lack))?,
            gravity: word("gravity", &gravity, Gravity::from_code(&gravity))?,
        })
    };
    written.into_iter().map(read).collect()
}

/// Reads the planned day of each unit of a campaign that has one.
///
/// # Errors
///
/// [`RecordError`].
pub fn planned_days(facts: &Facts) -> Result<BTreeMap<UnitId, NaiveDate>, RecordError> {
    let mut days = BTreeMap::new();
    for id in facts.ids(kind::UNIT) {
        if let Some(day) = facts.get::<Option<NaiveDate>>(kind::UNIT, id, "planned")?.flatten() {
            days.insert(UnitId::from_bytes(id), day);
        }
    }
    Ok(days)
}

fn members(facts: &Facts) -> Result<Vec<Member>, RecordError> {
    let of = kind::MEMBER;
    let mut members = Vec::new();
    for id in facts.ids(of) {
        let role: String = facts.need(of, id, "role")?;
        let order: u32 = facts.get_or_default(of, id, "order")?;
        let member = Member {
            id: MemberId::from_bytes(id),
            name: facts.get_or_default(of, id, "name")?,
            title: facts.get_or_default(of, id, "title")?,
            office: facts.get_or_default(of, id, "office")?,
            role: word("role", &role, Role::from_code(&role))?,
            areas: facts.get_or_default(of, id, "areas")?,
        };
        members.push((order, member));
    }
    members.sort_by_key(|(order, member)| (*order, member.id));
    Ok(members.into_iter().map(|(_, member)| member).collect())
}

fn units(facts: &Facts) -> Result<Vec<Unit>, RecordError> {
    let of = kind::UNIT;
    let mut units = Vec::new();
    for id in facts.ids(of) {
        let code: String = facts.need(of, id, "kind")?;
        let order: u32 = facts.get_or_default(of, id, "order")?;
        let place: Option<String> = facts.get(of, id, "place")?.flatten();
        let unit = Unit {
            id: UnitId::from_bytes(id),
            key: facts.get_or_default(of, id, "key")?,
            name: facts.get_or_default(of, id, "name")?,
            kind: word("unit kind", &code, UnitKind::from_code(&code))?,
            place: place.map(|id| word("place", &id, id.parse().ok())).transpose()?,
        };
        units.push((order, unit));
    }
    units.sort_by_key(|(order, unit)| (*order, unit.id));
    Ok(units.into_iter().map(|(_, unit)| unit).collect())
}
