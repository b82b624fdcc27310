//! A visit (cuộc kiểm tra): one unit, one day.

use chrono::{NaiveDate, NaiveTime};

use crate::campaign::Period;
use crate::id::{CampaignId, UnitId, VisitId};
use crate::unit::UnitKind;

/// How the visit came about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum VisitForm {
    /// Theo kế hoạch, announced before.
    Planned,
    /// Đột xuất, unannounced.
    Unannounced,
    /// Phúc tra, looking at what an earlier visit asked for.
    FollowUp,
}

impl VisitForm {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Unannounced, Self::FollowUp];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Unannounced => "unannounced",
            Self::FollowUp => "follow-up",
        }
    }

    /// Finds the form that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code)
    }
}

/// How much the minutes of a visit tell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Extent {
    /// Đầy đủ: every area with its tables, and what was not checked.
    Full,
    /// Rút gọn: only what was checked, what falls short and what is to be done, without tables.
    Short,
}

impl Extent {
    /// Every extent.
    pub const ALL: [Self; 2] = [Self::Full, Self::Short];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
        }
    }

    /// Finds the extent that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|extent| extent.code() == code)
    }

    /// What a unit of this kind gets unless somebody chooses: a school or a health station is asked
    /// little, so that a full paper would be empty tables.
    pub const fn usual_for(kind: UnitKind) -> Self {
        match kind {
            UnitKind::Truong | UnitKind::Tram => Self::Short,
            UnitKind::Xa
            | UnitKind::Phuong
            | UnitKind::ThiTran
            | UnitKind::DacKhu
            | UnitKind::Phong
            | UnitKind::Khac => Self::Full,
        }
    }
}

/// Somebody who was there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Attendee {
    /// The name, or empty where only the office is on record.
    pub name: String,
    /// The post, or the part of the office.
    pub title: String,
}

/// One unit, visited on one day in one campaign.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Visit {
    /// Which visit.
    pub id: VisitId,
    /// The campaign it belongs to.
    pub campaign: CampaignId,
    /// Who is visited.
    pub unit: UnitId,
    /// The day.
    pub date: NaiveDate,
    /// How it came about.
    pub form: VisitForm,
    /// When the session began, local time.
    pub start: Option<NaiveTime>,
    /// When it ended, local time.
    pub end: Option<NaiveTime>,
    /// Where it was held.
    pub place: String,
    /// Who came from the delegation.
    pub delegation_present: Vec<Attendee>,
    /// Who received them.
    pub unit_present: Vec<Attendee>,
    /// The days inspected at this unit, where they differ from the campaign's.
    pub period: Option<Period>,
    /// How many copies of the minutes are made.
    pub copies: u32,
    /// How much the minutes tell, where a person chose; else [`Extent::usual_for`] the unit.
    pub extent: Option<Extent>,
}
