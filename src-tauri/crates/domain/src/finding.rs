//! What the delegation says about what it saw (nhận xét).

use chrono::NaiveDate;

use crate::id::{FindingId, UnitId};

/// Praise or criticism.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum FindingKind {
    /// Ưu điểm.
    Strength,
    /// Tồn tại, hạn chế.
    Shortcoming,
}

impl FindingKind {
    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Shortcoming => "shortcoming",
        }
    }

    /// Finds the kind that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Strength, Self::Shortcoming].into_iter().find(|kind| kind.code() == code)
    }
}

/// What the leader makes of the unit's explanation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ruling {
    /// Chấp nhận giải trình.
    Accepted,
    /// Chấp nhận một phần.
    Partly,
    /// Giữ nguyên nhận xét.
    Kept,
}

impl Ruling {
    /// Every ruling.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Partly, Self::Kept];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Partly => "partly",
            Self::Kept => "kept",
        }
    }

    /// Finds the ruling that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ruling| ruling.code() == code)
    }
}

/// A strength or a shortcoming, with the whole loop of explanation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// Which finding.
    pub id: FindingId,
    /// Praise or criticism.
    pub kind: FindingKind,
    /// The sentence, as the papers will print it.
    pub text: String,
    /// Ids of the items it rests on; empty for a free-standing remark.
    pub items: Vec<String>,
    /// The units it concerns; several for a finding over a campaign.
    pub units: Vec<UnitId>,
    /// Whether the list of units ends in “…”.
    pub open_list: bool,
    /// What the unit said to it (giải trình).
    pub explanation: String,
    /// What the leader made of that.
    pub ruling: Option<Ruling>,
    /// What is to be done.
    pub recommendation: String,
    /// The title of whoever is to do it.
    pub responsible: String,
    /// Until when.
    pub deadline: Option<NaiveDate>,
}

impl Finding {
    /// The id of the area the finding belongs to: that of its first item.
    pub fn area(&self) -> Option<&str> {
        self.items.first().and_then(|item| item.split_once('-')).map(|(area, _)| area)
    }
}
