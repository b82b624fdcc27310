//! What was seen at one item of the checklist.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ratio::{Percent, Ratio};
use crate::review::Review;
use crate::score::Points;

/// The judgement of an item (kết quả). An item without one is not yet checked,
/// which never counts as met.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// Đạt.
    Met,
    /// Cơ bản đạt.
    Partly,
    /// Chưa đạt.
    NotMet,
    /// Không áp dụng; leaves every denominator.
    NotApplicable,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 4] = [Self::Met, Self::Partly, Self::NotMet, Self::NotApplicable];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly",
            Self::NotMet => "not-met",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// Finds the verdict that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// Whether a shortcoming is to be expected.
    pub const fn falls_short(self) -> bool {
        match self {
            Self::Partly | Self::NotMet => true,
            Self::Met | Self::NotApplicable => false,
        }
    }
}

/// A rate, in one of the four ways in which it may be known.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rate {
    /// Both counts; the percentage is always computed.
    Counts(Ratio),
    /// Only a percentage was reported.
    PercentOnly(Percent),
    /// From `from` to `to` of `denominator`: `3–4/9`.
    Range {
        /// The smaller part.
        from: u32,
        /// The larger part.
        to: u32,
        /// The whole.
        denominator: u32,
    },
    /// Stated without any number: “còn thấp”.
    Stated,
}

impl Rate {
    /// Whether the rate is at least `hundredths` of a per cent; `None` where its numbers do not say.
    pub fn is_at_least(self, hundredths: u32) -> Option<bool> {
        match self {
            Self::Counts(ratio) => {
                let part = u64::from(ratio.numerator()) * 10_000;
                Some(u64::from(hundredths) * u64::from(ratio.denominator()) <= part)
            }
            Self::PercentOnly(percent) => percent.hundredths().map(|it| hundredths <= it),
            Self::Range { .. } | Self::Stated => None,
        }
    }
}

/// A rate as recorded, with what somebody else printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RateFigure {
    /// What is known.
    pub rate: Rate,
    /// The percentage the unit itself printed.
    pub quoted: Option<Percent>,
    /// The day for which the figure holds.
    pub as_of: Option<NaiveDate>,
}

impl RateFigure {
    /// Whether the quoted percentage follows from the counts; `None` where
    /// nothing was quoted, or there are no counts to judge by.
    pub fn quoted_agrees(&self) -> Option<bool> {
        match (self.rate, self.quoted) {
            (Rate::Counts(ratio), Some(quoted)) => Some(ratio.agrees_with(quoted)),
            (Rate::Counts(_), None)
            | (Rate::PercentOnly(_) | Rate::Range { .. } | Rate::Stated, _) => None,
        }
    }
}

/// A reference to a document seen.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct DocumentRef {
    /// Number and symbol: `12/KH-UBND`.
    pub number: String,
    /// The day it was signed.
    pub date: Option<NaiveDate>,
    /// What it is about.
    pub subject: String,
}

/// What was entered for one named part of an item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PartValue {
    /// A count.
    Count(u32),
    /// A rate.
    Rate(RateFigure),
    /// A day.
    Date(NaiveDate),
    /// One of the options the item offers.
    Choice(String),
    /// Words.
    Text(String),
    /// A document.
    Document(DocumentRef),
}

/// Everything recorded at one item of one visit.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Answer {
    /// The judgement, `None` while the item is not checked.
    pub verdict: Option<Verdict>,
    /// The inspector's note.
    pub note: String,
    /// The figures and references, by the name of the part.
    pub parts: BTreeMap<String, PartValue>,
    /// The points the unit gave itself (tự chấm).
    pub self_points: Option<Points>,
    /// The points the delegation gave (thẩm định).
    pub points: Option<Points>,
    /// Where the looking over of the answer stands.
    pub review: Review,
}

impl Answer {
    /// Whether anything at all is recorded.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_rate_is_judged_only_against_counts() {
        let quoted = Some(Percent::parse("51,8").unwrap());
        let figure = |rate| RateFigure { rate, quoted, as_of: None };
        let counts = Rate::Counts(Ratio::new(14, 27).unwrap());
        assert_eq!(figure(counts).quoted_agrees(), Some(false));
        assert_eq!(figure(Rate::Stated).quoted_agrees(), None);
        assert_eq!(RateFigure { quoted: None, ..figure(counts) }.quoted_agrees(), None);
    }
}
