//! A campaign in the shape of the campaign file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::campaign::{Campaign, LegalPaper, Member, Period};
use domain::finding::Finding;
use domain::id::UnitId;
use serde::Serialize;

use super::visit::{FindingShown, finding};
use crate::actions::CampaignSaid;
use crate::import::{AgencyFile, DelegationFile, ItemPointsFile, LocalBasisFile, VisitPeriodFile};

/// `campaign show ID --json`: the campaign file's one table, with the id of this laptop.
#[derive(Debug, Serialize)]
pub struct CampaignShown {
    /// The campaign's id on this laptop.
    pub id: String,
    /// The importer's own key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Who inspects.
    pub agency: AgencyFile,
    /// The delegation.
    pub delegation: DelegationFile,
    /// Id of the checklist.
    pub checklist: String,
    /// The days whose work is inspected.
    pub period: VisitPeriodFile,
    /// The days on which the delegation goes out.
    pub dates: VisitPeriodFile,
    /// Optional areas that are switched off.
    pub areas_off: Vec<String>,
    /// Legal papers in the order of citing.
    pub papers: Vec<PaperShown>,
    /// The delegation's members.
    pub members: Vec<MemberShown>,
    /// The units.
    pub units: Vec<UnitShown>,
    /// Limits under which rates are pointed out.
    pub thresholds: Vec<ThresholdShown>,
    /// What items can bring.
    pub points: Vec<ItemPointsFile>,
    /// Legal bases that only this province or agency has.
    pub local_bases: Vec<LocalBasisFile>,
    /// Findings that rest on no visit or on several.
    pub findings: Vec<FindingShown>,
    /// What its visits come to: sentences that follow from what was recorded there.
    pub sentences: Vec<SentenceShown>,
    /// Whether it was made from a sample.
    pub sample: bool,
}

/// A sentence that follows from what was recorded at visits.
#[derive(Debug, Serialize)]
pub struct SentenceShown {
    /// `strength` or `shortcoming`.
    pub kind: &'static str,
    /// The item it rests on.
    pub item: String,
    /// The sentence.
    pub text: String,
    /// Keys of the units of which it is true.
    pub units: Vec<String>,
}

/// A legal paper.
#[derive(Debug, Serialize)]
pub struct PaperShown {
    /// Type symbol.
    #[serde(rename = "type")]
    pub kind: String,
    /// Number and symbol.
    pub number: String,
    /// The day it was signed, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// What it is about.
    pub subject: String,
}

/// A member.
#[derive(Debug, Serialize)]
pub struct MemberShown {
    /// The name.
    pub name: String,
    /// The post.
    pub title: String,
    /// The office.
    pub office: String,
    /// `leader`, `deputy`, `secretary` or `member`.
    pub role: &'static str,
}

/// A unit.
#[derive(Debug, Serialize)]
pub struct UnitShown {
    /// The importer's own key.
    pub key: String,
    /// The name with its kind.
    pub name: String,
    /// The kind, as files name it.
    pub kind: &'static str,
    /// The planned day, ISO 8601; absent for a unit without a visit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visit: Option<String>,
    /// Which commune of the dated list it is; absent where nobody has said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// A limit.
#[derive(Debug, Serialize)]
pub struct ThresholdShown {
    /// The item.
    pub item: String,
    /// Per cent with a decimal comma.
    pub least: String,
}

/// Says everything planned for a campaign, and what its visits come to.
pub fn campaign_shown(
    campaign: &Campaign,
    planned: &BTreeMap<UnitId, NaiveDate>,
    findings: &[Finding],
    sentences: &[CampaignSaid],
) -> CampaignShown {
    CampaignShown {
        id: campaign.id.to_string(),
        key: campaign.key.clone(),
        name: campaign.name.clone(),
        agency: AgencyFile {
            parent: campaign.agency.parent.clone(),
            name: campaign.agency.name.clone(),
            place: campaign.agency.place.clone(),
        },
        delegation: DelegationFile {
            name: campaign.delegation_name.clone(),
            kind: campaign.delegation_kind.code().to_owned(),
        },
        checklist: campaign.checklist.clone(),
        period: period(campaign.period),
        dates: period(campaign.dates),
        areas_off: campaign.areas_off.clone(),
        papers: campaign.papers.iter().map(paper).collect(),
        members: campaign.members.iter().map(member).collect(),
        units: campaign
            .units
            .iter()
            .map(|unit| UnitShown {
                key: unit.key.clone(),
                name: unit.name.clone(),
                kind: unit.kind.code(),
                visit: planned.get(&unit.id).map(ToString::to_string),
                place: unit.place.map(|place| place.to_string()),
            })
            .collect(),
        thresholds: campaign
            .thresholds
            .iter()
            .map(|it| ThresholdShown { item: it.item.clone(), least: printed(it.least) })
            .collect(),
        points: campaign
            .points
            .iter()
            .map(|it| ItemPointsFile { item: it.item.clone(), most: it.most.printed() })
            .collect(),
        local_bases: campaign
            .local_bases
            .iter()
            .map(|basis| LocalBasisFile { of: basis.of.clone(), text: basis.text.clone() })
            .collect(),
        findings: findings.iter().map(|it| finding(it, campaign)).collect(),
        sentences: sentences.iter().map(|it| sentence(it, campaign)).collect(),
        sample: campaign.sample,
    }
}

fn sentence(of: &CampaignSaid, campaign: &Campaign) -> SentenceShown {
    let units = campaign.units.iter().filter(|unit| of.units.contains(&unit.id));
    SentenceShown {
        kind: of.said.kind.code(),
        item: of.said.item.clone(),
        text: of.said.text.clone(),
        units: units.map(|unit| unit.key.clone()).collect(),
    }
}

fn period(period: Period) -> VisitPeriodFile {
    VisitPeriodFile { from: period.from.to_string(), to: period.to.to_string() }
}

fn paper(paper: &LegalPaper) -> PaperShown {
    PaperShown {
        kind: paper.kind.clone(),
        number: paper.number.clone(),
        date: paper.date.map(|day| day.to_string()),
        issuer: paper.issuer.clone(),
        subject: paper.subject.clone(),
    }
}

fn member(member: &Member) -> MemberShown {
    MemberShown {
        name: member.name.clone(),
        title: member.title.clone(),
        office: member.office.clone(),
        role: member.role.code(),
    }
}

/// Hundredths of a per cent, as people write them.
fn printed(least: u32) -> String {
    format!("{},{:02}", least / 100, least % 100)
}
