//! The form in which a campaign is edited.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::campaign::{
    Agency, Campaign, ChecklistPin, DelegationKind, ItemPoints, LegalPaper, LocalBasis, Member,
    Role, Threshold,
};
use domain::id::{MemberId, UnitId};
use domain::ratio::{Percent, Ratio};
use domain::rule::{Gravity, Lack, Rule};
use domain::text::clean;
use domain::unit::{Unit, UnitKind};
use engine::{Engine, EngineError, Field, Noun};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::checklists::PinView;
use crate::commands::unpack;

/// What a person fills in about a campaign.
#[derive(Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CampaignInput {
    name: String,
    agency_parent: String,
    agency_name: String,
    agency_place: String,
    delegation_name: String,
    delegation_kind: String,
    checklist: String,
    /// The version a new campaign goes by; absent: the latest one for its first day.
    checklist_version: Option<PinView>,
    period_from: String,
    period_to: String,
    dates_from: String,
    dates_to: String,
    areas_off: Vec<String>,
    papers: Vec<LegalPaperView>,
    members: Vec<MemberView>,
    units: Vec<UnitView>,
    thresholds: Vec<ThresholdView>,
    points: Vec<ItemPointsView>,
    local_bases: Vec<LocalBasisView>,
    rules: Vec<RuleView>,
}

/// A legal paper.
#[derive(Debug, Deserialize, Serialize, Type)]
pub(crate) struct LegalPaperView {
    kind: String,
    number: String,
    date: String,
    issuer: String,
    subject: String,
}

/// A member of the delegation; the id of a new one is empty.
#[derive(Debug, Deserialize, Serialize, Type)]
pub(crate) struct MemberView {
    id: String,
    name: String,
    title: String,
    office: String,
    role: String,
    areas: Vec<String>,
}

/// A unit; the id of a new one is empty.
#[derive(Debug, Deserialize, Serialize, Type)]
pub(crate) struct UnitView {
    id: String,
    key: String,
    name: String,
    kind: String,
    planned: String,
    /// Its id on the dated list of communes; empty where nobody has said so.
    place: String,
}

/// The least rate of an item that is not pointed out: `98,00`.
#[derive(Debug, Deserialize, Serialize, Type)]
pub(crate) struct ThresholdView {
    item: String,
    least: String,
}

/// What an item can bring: `2`, `1,5`.
#[derive(Debug, Deserialize, Serialize, Type)]
pub(crate) struct ItemPointsView {
    item: String,
    most: String,
}

/// A legal basis of the province or the agency.
#[derive(Debug, Deserialize, Serialize, Type)]
pub(crate) struct LocalBasisView {
    of: String,
    text: String,
}

/// How much it matters when something is missing at an item.
#[derive(Debug, Deserialize, Serialize, Type)]
pub(crate) struct RuleView {
    item: String,
    lack: String,
    gravity: String,
}

/// Shows a campaign in the form.
pub(crate) fn view(campaign: &Campaign, planned: &BTreeMap<UnitId, NaiveDate>) -> CampaignInput {
    CampaignInput {
        name: campaign.name.clone(),
        agency_parent: campaign.agency.parent.clone(),
        agency_name: campaign.agency.name.clone(),
        agency_place: campaign.agency.place.clone(),
        delegation_name: campaign.delegation_name.clone(),
        delegation_kind: campaign.delegation_kind.code().to_owned(),
        checklist: campaign.checklist.clone(),
        checklist_version: campaign.checklist_version.as_ref().map(PinView::from),
        period_from: campaign.period.from.to_string(),
        period_to: campaign.period.to.to_string(),
        dates_from: campaign.dates.from.to_string(),
        dates_to: campaign.dates.to.to_string(),
        areas_off: campaign.areas_off.clone(),
        papers: campaign.papers.iter().map(paper_view).collect(),
        members: campaign.members.iter().map(member_view).collect(),
        units: campaign.units.iter().map(|unit| unit_view(unit, planned)).collect(),
        thresholds: campaign.thresholds.iter().map(threshold_view).collect(),
        points: campaign
            .points
            .iter()
            .map(|it| ItemPointsView { item: it.item.clone(), most: it.most.printed() })
            .collect(),
        local_bases: campaign
            .local_bases
            .iter()
            .map(|basis| LocalBasisView { of: basis.of.clone(), text: basis.text.clone() })
            .collect(),
        rules: campaign.rules.iter().map(rule_view).collect(),
    }
}

fn paper_view(paper: &LegalPaper) -> LegalPaperView {
    LegalPaperView {
        kind: paper.kind.clone(),
        number: paper.number.clone(),
        date: unpack::iso(paper.date),
        issuer: paper.issuer.clone(),
        subject: paper.subject.clone(),
    }
}

fn member_view(member: &Member) -> MemberView {
    MemberView {
        id: member.id.to_string(),
        name: member.name.clone(),
        title: member.title.clone(),
        office: member.office.clone(),
        role: member.role.code().to_owned(),
        areas: member.areas.clone(),
    }
}

fn rule_view(rule: &Rule) -> RuleView {
    RuleView {
        item: rule.item.clone(),
        lack: rule.lack.code().to_owned(),
        gravity: rule.gravity.code().to_owned(),
    }
}

fn unit_view(unit: &Unit, planned: &BTreeMap<UnitId, NaiveDate>) -> UnitView {
    UnitView {
        id: unit.id.to_string(),
        key: unit.key.clone(),
        name: unit.name.clone(),
        kind: unit.kind.code().to_owned(),
        planned: unpack::iso(planned.get(&unit.id).copied()),
        place: unit.place.map(|place| place.to_string()).unwrap_or_default(),
    }
}

fn threshold_view(threshold: &Threshold) -> ThresholdView {
    // Hundredths of a per cent are a ratio of 10.000, printed with two decimals.
    let least = Ratio::new(threshold.least, 10_000).map(|ratio| ratio.percent().printed());
    ThresholdView { item: threshold.item.clone(), least: least.unwrap_or_default() }
}

/// Reads the form over `before`, which gives id, key and sample mark.
///
/// # Errors
///
/// [`EngineError::BadInput`] names the first field that cannot be taken.
pub(crate) fn read(
    engine: &mut Engine,
    before: Campaign,
    input: CampaignInput,
) -> Result<(Campaign, BTreeMap<UnitId, NaiveDate>), EngineError> {
    let kind = DelegationKind::from_code(&input.delegation_kind);
    let mut planned = BTreeMap::new();
    let mut units: Vec<Unit> = Vec::new();
    for form in &input.units {
        let unit = unit(engine, form, &units)?;
        if let Some(day) = unpack::optional_day(&form.planned)? {
            planned.insert(unit.id, day);
        }
        units.push(unit);
    }
    let mut members = Vec::new();
    for form in &input.members {
        members.push(member(engine, form)?);
    }
    members.sort_by_key(|member: &Member| member.role);
    let campaign = Campaign {
        name: clean(&input.name),
        agency: Agency {
            parent: clean(&input.agency_parent),
            name: clean(&input.agency_name),
            place: clean(&input.agency_place),
        },
        delegation_name: clean(&input.delegation_name),
        delegation_kind: unpack::word(&input.delegation_kind, kind)?,
        checklist: input.checklist,
        checklist_version: input.checklist_version.map(ChecklistPin::from),
        period: unpack::period(&input.period_from, &input.period_to)?,
        dates: unpack::period(&input.dates_from, &input.dates_to)?,
        areas_off: input.areas_off,
        papers: input.papers.iter().map(paper).collect::<Result<_, _>>()?,
        members,
        units,
        thresholds: input.thresholds.iter().map(threshold).collect::<Result<_, _>>()?,
        points: input.points.iter().map(points).collect::<Result<_, _>>()?,
        local_bases: input.local_bases.iter().map(basis).collect(),
        rules: input.rules.iter().map(rule).collect::<Result<_, _>>()?,
        ..before
    };
    Ok((campaign, planned))
}

fn paper(form: &LegalPaperView) -> Result<LegalPaper, EngineError> {
    Ok(LegalPaper {
        kind: clean(&form.kind),
        number: clean(&form.number),
        date: unpack::optional_day(&form.date)?,
        issuer: clean(&form.issuer),
        subject: clean(&form.subject),
    })
}

fn member(engine: &mut Engine, form: &MemberView) -> Result<Member, EngineError> {
    let id = if form.id.is_empty() {
        MemberId::from_bytes(engine.new_id()?)
    } else {
        unpack::id(&form.id, Noun::Campaign)?
    };
    Ok(Member {
        id,
        name: clean(&form.name),
        title: clean(&form.title),
        office: clean(&form.office),
        role: unpack::word(&form.role, Role::from_code(&form.role))?,
        areas: form.areas.clone(),
    })
}

fn unit(engine: &mut Engine, form: &UnitView, earlier: &[Unit]) -> Result<Unit, EngineError> {
    let name = clean(&form.name);
    if name.is_empty() {
        return Err(unpack::bad(Field::Name, ""));
    }
    let id = if form.id.is_empty() {
        UnitId::from_bytes(engine.new_id()?)
    } else {
        unpack::id(&form.id, Noun::Unit)?
    };
    // A unit made on the screen has no key of an importer; its id serves.
    let key = if form.key.is_empty() { id.to_string() } else { form.key.clone() };
    if earlier.iter().any(|unit| unit.key == key) {
        return Err(unpack::bad(Field::Key, &key));
    }
    let kind = unpack::word(&form.kind, UnitKind::from_code(&form.kind))?;
    let place = Some(form.place.as_str()).filter(|id| !id.is_empty());
    Ok(Unit {
        id,
        key,
        name,
        kind,
        place: place.map(crate::commands::places::place_id).transpose()?,
    })
}

fn threshold(form: &ThresholdView) -> Result<Threshold, EngineError> {
    let least = Percent::parse(&form.least).ok().and_then(Percent::hundredths);
    let least = least.ok_or_else(|| unpack::bad(Field::Percent, &form.least))?;
    Ok(Threshold { item: form.item.clone(), least })
}

fn points(form: &ItemPointsView) -> Result<ItemPoints, EngineError> {
    let most = unpack::points(&form.most)?;
    let most = most.ok_or_else(|| unpack::bad(Field::Points, &form.most))?;
    Ok(ItemPoints { item: form.item.clone(), most })
}

fn rule(form: &RuleView) -> Result<Rule, EngineError> {
    Ok(Rule {
        item: clean(&form.item),
        lack: unpack::word(&form.lack, Lack::from_code(&form.lack))?,
        gravity: unpack::word(&form.gravity, Gravity::from_code(&form.gravity))?,
    })
}

fn basis(form: &LocalBasisView) -> LocalBasis {
    LocalBasis { of: form.of.clone(), text: clean(&form.text) }
}
