//! Importing a campaign file. The same file twice changes nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::campaign::{
    Agency, Campaign, DelegationKind, ItemPoints, LegalPaper, LocalBasis, Member, Role, Threshold,
};
use domain::finding::{Finding, FindingKind, Ruling};
use domain::id::{CampaignId, FindingId, MemberId, UnitId};
use domain::places::PlaceId;
use domain::ratio::Percent;
use domain::rule::{Gravity, Lack, Rule};
use domain::score::Points;
use domain::text::clean;
use domain::unit::{Unit, UnitKind};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::import::convert::{self, At};
use crate::import::{CampaignHead, FindingFile, ImportError, read_campaign};
use crate::record::{self, Edit};

impl Engine {
    /// Imports the campaign file `text`, called `file` in messages.
    ///
    /// # Errors
    ///
    /// [`EngineError::Import`] with line and field, and [`EngineError`] when the store cannot be
    /// written; nothing is written then.
    pub fn import_campaign(
        &mut self,
        file: &str,
        text: &str,
        sample: bool,
    ) -> Result<CampaignId, EngineError> {
        let head = read_campaign(file, text)?;
        let known = self.campaign_by_key(&clean(&head.key))?;
        let id = match known {
            Some(id) => id,
            None => CampaignId::from_bytes(self.new_id()?),
        };
        let before = record::campaign(&self.facts(id.bytes())?, id)?;
        let (campaign, planned) = self.campaign_of(file, &head, id, before.as_ref())?;
        let campaign =
            Campaign { sample: sample || before.is_some_and(|it| it.sample), ..campaign };
        self.save_campaign(&campaign, &planned)?;
        let section = id.bytes();
        let standing = record::findings(&self.facts(section)?)?;
        let mut edits = Vec::new();
        for (index, finding) in head.findings.iter().enumerate() {
            let path = format!("campaign.findings[{index}]");
            let at = At { file, path: &path };
            let units = unit_ids(at, &campaign, &finding.units)?;
            edits.extend(self.finding_edits(&standing, at, (finding, units))?);
        }
        self.save(section, &edits, None)?;
        self.import_notice(file, &head.notice, id)?;
        Ok(id)
    }

    /// The edits that write a finding from a file: over the one among `standing` that says the very
    /// same, or a new one.
    pub(super) fn finding_edits(
        &mut self,
        standing: &[Finding],
        at: At<'_>,
        (file, units): (&FindingFile, Vec<UnitId>),
    ) -> Result<Vec<Edit>, EngineError> {
        let text = clean(&file.text);
        let same =
            standing.iter().find(|finding| finding.text == text && finding.items == file.items);
        let id = match same {
            Some(finding) => finding.id,
            None => FindingId::from_bytes(self.new_id()?),
        };
        Ok(record::finding_edits(&finding(at, file, id, units)?)?)
    }

    fn campaign_of(
        &mut self,
        file: &str,
        head: &CampaignHead,
        id: CampaignId,
        before: Option<&Campaign>,
    ) -> Result<(Campaign, BTreeMap<UnitId, NaiveDate>), EngineError> {
        let at = |path| At { file, path };
        let kind = DelegationKind::from_code(&head.delegation.kind);
        let delegation_kind =
            at("campaign.delegation.kind").word(&head.delegation.kind, kind, &["doan", "to"])?;
        let (units, planned) = self.units_of(file, head, before)?;
        let campaign = Campaign {
            id,
            key: clean(&head.key),
            name: clean(&head.name),
            agency: Agency {
                parent: clean(&head.agency.parent),
                name: clean(&head.agency.name),
                place: clean(&head.agency.place),
            },
            delegation_name: clean(&head.delegation.name),
            delegation_kind,
            checklist: head.checklist.clone(),
            checklist_version: None,
            period: convert::period(at("campaign.period"), head.period)?,
            dates: convert::period(at("campaign.dates"), head.dates)?,
            areas_off: head.areas_off.clone(),
            papers: papers(file, head)?,
            members: self.members_of(file, head, before)?,
            units,
            thresholds: thresholds(file, head)?,
            points: points(file, head)?,
            local_bases: head
                .local_bases
                .iter()
                .map(|basis| LocalBasis { of: basis.of.clone(), text: clean(&basis.text) })
                .collect(),
            rules: rules(file, head)?,
            sample: false,
        };
        Ok((campaign, planned))
    }

    fn members_of(
        &mut self,
        file: &str,
        head: &CampaignHead,
        before: Option<&Campaign>,
    ) -> Result<Vec<Member>, EngineError> {
        let known = before.map_or(&[][..], |campaign| &campaign.members);
        let mut members = Vec::new();
        for (index, member) in head.members.iter().enumerate() {
            let path = format!("campaign.members[{index}].role");
            let role = Role::from_code(&member.role);
            let allowed = ["leader", "deputy", "secretary", "member"];
            // The file has no key for people: the place on the list is what tells them apart.
            let id = match known.get(index) {
                Some(known) => known.id,
                None => MemberId::from_bytes(self.new_id()?),
            };
            members.push(Member {
                id,
                name: clean(&member.name),
                title: clean(&member.title),
                office: clean(&member.office),
                role: At { file, path: &path }.word(&member.role, role, &allowed)?,
                areas: member.areas.clone(),
            });
        }
        Ok(members)
    }

    fn units_of(
        &mut self,
        file: &str,
        head: &CampaignHead,
        before: Option<&Campaign>,
    ) -> Result<(Vec<Unit>, BTreeMap<UnitId, NaiveDate>), EngineError> {
        let known = before.map_or(&[][..], |campaign| &campaign.units);
        let (mut units, mut planned) = (Vec::new(), BTreeMap::new());
        let allowed = UnitKind::ALL.map(UnitKind::code);
        for (index, unit) in head.units.iter().enumerate() {
            let path = format!("campaign.units[{index}]");
            let at = At { file, path: &path };
            let id = match known.iter().find(|known| known.key == unit.key) {
                Some(known) => known.id,
                None => UnitId::from_bytes(self.new_id()?),
            };
            if let Some(day) = unit.visit {
                planned.insert(id, convert::day(at, day)?);
            }
            units.push(Unit {
                id,
                key: unit.key.clone(),
                name: clean(&unit.name),
                kind: at.word(&unit.kind, UnitKind::from_code(&unit.kind), &allowed)?,
                place: unit
                    .place
                    .as_deref()
                    .map(|id| self.listed_place(file, index, id))
                    .transpose()?,
            });
        }
        Ok((units, planned))
    }
}

impl Engine {
    /// The place that a file names, which has to be on the dated list.
    fn listed_place(&self, file: &str, index: usize, id: &str) -> Result<PlaceId, EngineError> {
        let path = format!("campaign.units[{index}].place");
        let places = self.places()?;
        let known = id.parse().ok().filter(|id| places.place(*id).is_some());
        Ok(At { file, path: &path }.word(id, known, &[])?)
    }
}

fn papers(file: &str, head: &CampaignHead) -> Result<Vec<LegalPaper>, ImportError> {
    let mut papers = Vec::new();
    for (index, paper) in head.papers.iter().enumerate() {
        let path = format!("campaign.papers[{index}].date");
        let day = paper.date.map(|day| convert::day(At { file, path: &path }, day)).transpose()?;
        papers.push(LegalPaper {
            kind: clean(&paper.kind),
            number: clean(&paper.number),
            date: day,
            issuer: clean(&paper.issuer),
            subject: clean(&paper.subject),
        });
    }
    Ok(papers)
}

fn thresholds(file: &str, head: &CampaignHead) -> Result<Vec<Threshold>, ImportError> {
    let mut thresholds = Vec::new();
    for (index, threshold) in head.thresholds.iter().enumerate() {
        let path = format!("campaign.thresholds[{index}].least");
        let least = Percent::parse(&threshold.least)
            .ok()
            .and_then(Percent::hundredths)
            .ok_or_else(|| At { file, path: &path }.impossible(&threshold.least))?;
        thresholds.push(Threshold { item: threshold.item.clone(), least });
    }
    Ok(thresholds)
}

fn points(file: &str, head: &CampaignHead) -> Result<Vec<ItemPoints>, ImportError> {
    let mut points = Vec::new();
    for (index, item) in head.points.iter().enumerate() {
        let path = format!("campaign.points[{index}].most");
        let most = Points::parse(&item.most)
            .map_err(|_| At { file, path: &path }.impossible(&item.most))?;
        points.push(ItemPoints { item: item.item.clone(), most });
    }
    Ok(points)
}

fn rules(file: &str, head: &CampaignHead) -> Result<Vec<Rule>, ImportError> {
    let mut rules = Vec::new();
    for (index, rule) in head.rules.iter().enumerate() {
        let path = format!("campaign.rules[{index}]");
        let at = At { file, path: &path };
        rules.push(Rule {
            item: clean(&rule.item),
            lack: at.word(&rule.when, Lack::from_code(&rule.when), &Lack::ALL.map(Lack::code))?,
            gravity: at.word(
                &rule.level,
                Gravity::from_code(&rule.level),
                &Gravity::ALL.map(Gravity::code),
            )?,
        });
    }
    Ok(rules)
}

/// The units that the keys of a file name.
pub(super) fn unit_ids(
    at: At<'_>,
    campaign: &Campaign,
    keys: &[String],
) -> Result<Vec<UnitId>, ImportError> {
    keys.iter()
        .map(|key| {
            let found = campaign.units.iter().find(|unit| unit.key == *key).map(|unit| unit.id);
            at.word(key, found, &[])
        })
        .collect()
}

fn finding(
    at: At<'_>,
    file: &FindingFile,
    id: FindingId,
    units: Vec<UnitId>,
) -> Result<Finding, ImportError> {
    let kind = FindingKind::from_code(&file.kind);
    let rulings = Ruling::ALL.map(Ruling::code);
    let ruling =
        file.ruling.as_deref().map(|code| at.word(code, Ruling::from_code(code), &rulings));
    Ok(Finding {
        id,
        kind: at.word(&file.kind, kind, &["strength", "shortcoming"])?,
        text: clean(&file.text),
        items: file.items.clone(),
        units,
        open_list: file.open_list,
        explanation: clean(&file.explanation),
        ruling: ruling.transpose()?,
        recommendation: clean(&file.recommendation),
        responsible: clean(&file.responsible),
        deadline: file.deadline.as_ref().map(|day| convert::deadline(at, day)).transpose()?,
    })
}
