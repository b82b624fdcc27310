//! What minutes are made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::answer::Answer;
use domain::campaign::{Campaign, Role};
use domain::finding::{Finding, FindingKind};
use domain::layout::MinutesLayout;
use domain::unit::Unit;
use domain::visit::{Extent, Visit};

use super::addition::Addition;
use super::figures::FigureRow;
use super::words;
use crate::record::Sitting;

/// The checklist in the words of the visit's day, as far as minutes need it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Sheet {
    /// `cchc@1`, for the record.
    pub version: String,
    /// The areas in order.
    pub areas: Vec<SheetArea>,
}

/// One area (lĩnh vực).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SheetArea {
    /// Its id: `MC`.
    pub id: String,
    /// Its title on that day.
    pub title: String,
    /// The items that exist on that day and apply to the unit.
    pub items: Vec<SheetItem>,
}

/// One item (mục).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SheetItem {
    /// Its id: `MC-19`.
    pub id: String,
    /// What it is about, in a few words.
    pub title: String,
    /// The question.
    pub question: String,
    /// The named parts.
    pub parts: Vec<SheetPart>,
}

/// One named part of an item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SheetPart {
    /// Its name in files and in the ledger.
    pub name: String,
    /// What it is called in tables.
    pub label: String,
    /// What is counted: `hồ sơ`; may be empty.
    pub unit: String,
}

/// What other sources than the items add to one area.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Extra {
    /// The area's id: `MC`.
    pub area: String,
    /// Rows for its table of figures.
    pub figures: Vec<FigureRow>,
    /// What has to be looked at before sealing, one sentence each.
    pub warnings: Vec<String>,
}

/// Everything the minutes of one visit are made of.
#[derive(Clone, Debug)]
pub struct Material {
    /// The campaign.
    pub campaign: Campaign,
    /// Who was visited.
    pub unit: Unit,
    /// The visit.
    pub visit: Visit,
    /// The checklist of that day.
    pub sheet: Sheet,
    /// What was recorded, by item.
    pub answers: BTreeMap<String, Answer>,
    /// The findings of this visit, in the order in which they were made.
    pub findings: Vec<Finding>,
    /// What samples of case files and their figures add.
    pub extras: Vec<Extra>,
    /// The photographs of the annex, by number. Their bytes are there only where a paper is made.
    pub photos: Vec<Photo>,
    /// Who does not sign, by role as in [`Signatory::role`], and why.
    pub refusals: BTreeMap<String, String>,
    /// What this visit saw of the demands of last time; for visits that look at them (phúc tra).
    pub looked_back: Vec<SeenAgain>,
    /// What supplementary minutes add, and to what; `None` for minutes that stand by themselves.
    pub addition: Option<Addition>,
    /// The number of the paper without what follows it; empty leaves a gap.
    pub number: String,
    /// How the agency prints its minutes.
    pub layout: MinutesLayout,
    /// 1, or n+1 for minutes that replace others.
    pub revision: u32,
    /// Why these minutes replace the former ones; empty for the first.
    pub reason: String,
}

/// A demand of last time, and what this visit saw of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SeenAgain {
    /// What was found then.
    pub text: String,
    /// What was to be done; may be empty.
    pub recommendation: String,
    /// The paper that said so: `Biên bản ngày 15/09/2022`; may be empty.
    pub paper: String,
    /// Until when, more time included.
    pub deadline: Option<NaiveDate>,
    /// Whether this visit found it mended; `None` while nobody said.
    pub mended: Option<bool>,
}

/// A photograph of the annex (Phụ lục ảnh).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Photo {
    /// Its number, from 1.
    pub number: u32,
    /// What it shows; may be empty.
    pub caption: String,
    /// The items it proves something about.
    pub items: Vec<String>,
    /// The moment the camera wrote down, as written; may be empty.
    pub taken_at: String,
    /// The picture as it is printed, marks and blurs painted in; `None` when it cannot be read, or
    /// was not asked for.
    pub jpeg: Option<Arc<[u8]>>,
}

/// Who signs, and under which heading.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signatory {
    /// `unit`, `secretary` or `leader`, as the command line names them.
    pub role: &'static str,
    /// The field in the PDF.
    pub field: &'static str,
    /// What stands above the signature, one line each.
    pub heading: Vec<String>,
    /// The name below; empty when nobody is on record.
    pub name: String,
    /// The post the person holds.
    pub title: String,
    /// Why the person does not sign; `None` for those who do.
    pub refusal: Option<String>,
}

impl Material {
    /// How much the minutes tell: as a person chose, else as usual for the kind of unit.
    pub fn extent(&self) -> Extent {
        if self.addition.is_some() {
            return Extent::Short;
        }
        self.visit.extent.unwrap_or(Extent::usual_for(self.unit.kind))
    }

    /// The demands of last time that this visit looked at again.
    pub(super) fn demands(&self) -> &[SeenAgain] {
        &self.looked_back
    }

    /// The three who sign, from left to right.
    pub fn signatories(&self) -> Vec<Signatory> {
        signatories(
            &self.campaign,
            &self.unit,
            &Sitting {
                delegation_present: Vec::new(),
                unit_present: self.visit.unit_present.clone(),
                refusals: self.refusals.clone(),
            },
        )
    }

    /// The findings of `kind` in the area `id`.
    pub fn findings_in<'a>(
        &'a self,
        id: &'a str,
        kind: FindingKind,
    ) -> impl Iterator<Item = &'a Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.kind == kind && finding.area().unwrap_or_default() == id)
    }

    /// The areas that have anything to print, in order; findings whose area is not on the sheet,
    /// or that have none, come last under a heading of their own.
    pub fn areas_to_print(&self) -> Vec<SheetArea> {
        let known: Vec<&str> = self.sheet.areas.iter().map(|area| area.id.as_str()).collect();
        let mut areas: Vec<SheetArea> =
            self.sheet.areas.iter().filter(|area| self.has_anything(area)).cloned().collect();
        let mut strays: Vec<&str> = Vec::new();
        for finding in &self.findings {
            let area = finding.area().unwrap_or_default();
            if !known.contains(&area) && !strays.contains(&area) {
                strays.push(area);
            }
        }
        areas.extend(strays.into_iter().map(|id| SheetArea {
            id: id.to_owned(),
            title: words::OTHER_AREA.to_owned(),
            items: Vec::new(),
        }));
        areas
    }

    fn has_anything(&self, area: &SheetArea) -> bool {
        area.items.iter().any(|item| self.answers.contains_key(&item.id))
            || self.findings.iter().any(|finding| finding.area() == Some(area.id.as_str()))
    }
}

/// The three who sign what was written at a sitting, from left to right.
pub fn signatories(campaign: &Campaign, of: &Unit, sitting: &Sitting) -> Vec<Signatory> {
    let kind = campaign.delegation_kind;
    let unit = sitting.unit_present.first();
    let leader = campaign.member_as(Role::Leader).or_else(|| campaign.member_as(Role::Deputy));
    let secretary = campaign.member_as(Role::Secretary);
    let leader_role = leader.map_or(Role::Leader, |member| member.role);
    let refusal = |role: &str| sitting.refusals.get(role).cloned();
    let member = |role, field, heading: &str, who: Option<&domain::campaign::Member>| Signatory {
        role,
        field,
        heading: vec![heading.to_uppercase()],
        name: who.map(|it| it.name.clone()).unwrap_or_default(),
        title: who.map(|it| it.title.clone()).unwrap_or_default(),
        refusal: refusal(role),
    };
    vec![
        Signatory {
            role: "unit",
            field: "ky_don_vi",
            heading: vec!["ĐẠI DIỆN".to_owned(), of.authority().to_uppercase()],
            name: unit.map(|it| it.name.clone()).unwrap_or_default(),
            title: unit.map(|it| it.title.clone()).unwrap_or_default(),
            refusal: refusal("unit"),
        },
        member("secretary", "ky_thu_ky", words::role_title(Role::Secretary, kind), secretary),
        member("leader", "ky_truong_doan", words::role_title(leader_role, kind), leader),
    ]
}
