//! A campaign (đợt kiểm tra): what authorises it, who goes, where and when.

use chrono::NaiveDate;

use crate::id::{CampaignId, MemberId};
use crate::rule::Rule;
use crate::score::Points;
use crate::unit::Unit;

/// Days from `from` to `to`, both included.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day, never before the first.
    pub to: NaiveDate,
}

/// A period whose end lies before its start.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the period ends on {to}, before it starts on {from}")]
pub struct BackwardPeriod {
    /// The stated start.
    pub from: NaiveDate,
    /// The stated end.
    pub to: NaiveDate,
}

impl Period {
    /// Takes the days from `from` to `to`.
    ///
    /// # Errors
    ///
    /// [`BackwardPeriod`].
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, BackwardPeriod> {
        if to < from { Err(BackwardPeriod { from, to }) } else { Ok(Self { from, to }) }
    }
}

/// The agency that inspects, as the head of its papers names it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Agency {
    /// Cơ quan chủ quản, in the case in which it is printed; may be empty.
    pub parent: String,
    /// Cơ quan ban hành.
    pub name: String,
    /// Địa danh, for papers that carry a place-date line.
    pub place: String,
}

/// Whether the body calls itself đoàn or tổ.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DelegationKind {
    /// Đoàn kiểm tra.
    Doan,
    /// Tổ công tác.
    To,
}

impl DelegationKind {
    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Doan => "doan",
            Self::To => "to",
        }
    }

    /// Finds the kind that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Doan, Self::To].into_iter().find(|kind| kind.code() == code)
    }
}

/// What a member may do, and where the name stands on papers.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Role {
    /// Trưởng đoàn: leads, concludes, signs.
    Leader,
    /// Phó trưởng đoàn: may chair.
    Deputy,
    /// Thư ký: writes the minutes.
    Secretary,
    /// Thành viên.
    Member,
}

impl Role {
    /// Every role, in the order in which papers list them.
    pub const ALL: [Self; 4] = [Self::Leader, Self::Deputy, Self::Secretary, Self::Member];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Deputy => "deputy",
            Self::Secretary => "secretary",
            Self::Member => "member",
        }
    }

    /// Finds the role that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// A member of the delegation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Member {
    /// Which member.
    pub id: MemberId,
    /// The name, without academic titles.
    pub name: String,
    /// The post held: `Phó Trưởng phòng Nội vụ`.
    pub title: String,
    /// The office the member comes from.
    pub office: String,
    /// The part played in the delegation.
    pub role: Role,
    /// Ids of the areas whose answers the member looks over; none means none.
    pub areas: Vec<String>,
}

/// A paper that authorises the campaign, in the order of citing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LegalPaper {
    /// Type symbol: `KH`, `QĐ`, `CV`.
    pub kind: String,
    /// Number and symbol: `218/KH-UBND`.
    pub number: String,
    /// The day it was signed, where known.
    pub date: Option<NaiveDate>,
    /// Who issued it.
    pub issuer: String,
    /// What it is about, without the leading “về”.
    pub subject: String,
}

impl LegalPaper {
    /// The type written out, as a citation begins: `Kế hoạch`. Unknown symbols
    /// stand as they are.
    ///
    /// # Source
    ///
    /// Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I.
    pub fn kind_in_full(&self) -> &str {
        match self.kind.as_str() {
            "KH" => "Kế hoạch",
            "QĐ" => "Quyết định",
            "CT" => "Chỉ thị",
            "NQ" => "Nghị quyết",
            "TB" => "Thông báo",
            "BC" => "Báo cáo",
            "CTr" => "Chương trình",
            "HD" => "Hướng dẫn",
            "TTr" => "Tờ trình",
            "CV" => "Công văn",
            other => other,
        }
    }
}

/// A limit under which a rate is pointed out, per item, in hundredths of a
/// per cent (9.800 is 98,00 %).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Threshold {
    /// The item's id: `MC-12`.
    pub item: String,
    /// The least rate that is not pointed out, in hundredths of a per cent.
    pub least: u32,
}

/// What an item can bring, in a campaign that scores.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ItemPoints {
    /// The item's id: `MC-12`.
    pub item: String,
    /// The most points it can bring.
    pub most: Points,
}

/// A legal basis of the province, the district or the agency itself.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LocalBasis {
    /// The item it belongs to, or the area when it names one (`MC`).
    pub of: String,
    /// How the paper is cited.
    pub text: String,
}

/// Which version of its checklist a campaign goes by.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ChecklistPin {
    /// The version, unique under the checklist's id among those that ship with the program.
    pub version: String,
    /// SHA-256 of the file in hexadecimal, for a version that the office made itself: two offices
    /// may call different content by the same number.
    pub sha256: Option<String>,
}

/// A campaign with everything its papers name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Campaign {
    /// Which campaign.
    pub id: CampaignId,
    /// The importer's own key; importing the same key twice changes nothing.
    pub key: String,
    /// What the campaign is called.
    pub name: String,
    /// Who inspects.
    pub agency: Agency,
    /// The name of the delegation, as the decision gives it.
    pub delegation_name: String,
    /// Đoàn or tổ.
    pub delegation_kind: DelegationKind,
    /// Id of the checklist: `cchc`.
    pub checklist: String,
    /// The version it goes by; a campaign from before versions could be made goes by the shipped
    /// one of its first day.
    pub checklist_version: Option<ChecklistPin>,
    /// The days whose work is inspected.
    pub period: Period,
    /// The days on which the delegation goes out.
    pub dates: Period,
    /// Ids of optional areas that are switched off.
    pub areas_off: Vec<String>,
    /// Plan, decision and others, in the order in which they are cited.
    pub papers: Vec<LegalPaper>,
    /// The delegation, leader first.
    pub members: Vec<Member>,
    /// Who is inspected.
    pub units: Vec<Unit>,
    /// Limits under which rates are pointed out.
    pub thresholds: Vec<Threshold>,
    /// What items can bring; empty where the campaign does not score.
    pub points: Vec<ItemPoints>,
    /// Legal bases that only this province or agency has.
    pub local_bases: Vec<LocalBasis>,
    /// How much it matters when something is missing at an item.
    pub rules: Vec<Rule>,
    /// Made from a sample; marked as such on every screen, removable at once.
    pub sample: bool,
}

impl Campaign {
    /// The member who holds `role` first, if any does.
    pub fn member_as(&self, role: Role) -> Option<&Member> {
        self.members.iter().find(|member| member.role == role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_cannot_run_backward() {
        let day = |day| NaiveDate::from_ymd_opt(2022, 9, day).unwrap();
        assert!(Period::new(day(1), day(1)).is_ok());
        assert_eq!(Period::new(day(2), day(1)), Err(BackwardPeriod { from: day(2), to: day(1) }));
    }
}
