//! Scoring (chấm điểm): what an item can bring, what the unit gave itself, what the delegation gave.
//!
//! An item that does not apply leaves the sum and the most that could be reached; where nothing
//! applies there is no score at all, which papers call “chưa đánh giá”.

use std::iter::Sum;
use std::ops::Add;

use thiserror::Error;

use crate::ratio::{Percent, Ratio};

/// Points, exact to the hundredth.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Points(u32);

/// Text that should have been points, but is not.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("not points with at most two decimals, up to 9999,99")]
pub struct BadPoints;

/// The most points that one item can have.
const POINTS_MAX: u32 = 999_999;

impl Points {
    /// Takes so many hundredths of a point.
    pub const fn from_hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// How many hundredths of a point.
    pub const fn hundredths(self) -> u32 {
        self.0
    }

    /// Reads `2`, `1,5`, `0,25`.
    ///
    /// # Errors
    ///
    /// [`BadPoints`].
    pub fn parse(text: &str) -> Result<Self, BadPoints> {
        let hundredths = Percent::parse(text).ok().and_then(Percent::hundredths);
        hundredths.filter(|it| *it <= POINTS_MAX).map(Self).ok_or(BadPoints)
    }

    /// With a decimal comma and no needless zeros: `1,5`.
    pub fn printed(self) -> String {
        let whole = crate::number::grouped(u64::from(self.0 / 100));
        match self.0 % 100 {
            0 => whole,
            tenths if tenths.is_multiple_of(10) => format!("{whole},{}", tenths / 10),
            hundredths => format!("{whole},{hundredths:02}"),
        }
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::default(), Self::add)
    }
}

/// The score of one item.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ItemScore {
    /// What it can bring.
    pub most: Points,
    /// What the unit gave itself (tự chấm).
    pub self_assessed: Option<Points>,
    /// What the delegation gave (thẩm định).
    pub appraised: Option<Points>,
    /// Whether the item applies to the unit.
    pub applies: bool,
}

/// Who gave the points.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scorer {
    /// The unit.
    Unit,
    /// The delegation.
    Delegation,
}

/// A sum of scores.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Score {
    /// Nothing applies: chưa đánh giá.
    NotAssessed,
    /// So many points of so many.
    Assessed {
        /// The sum.
        points: Points,
        /// What could be reached.
        of: Points,
        /// Items that apply and have no points yet; they count as zero.
        open: u32,
    },
}

impl Score {
    /// Adds up what `scorer` gave.
    pub fn of(items: &[ItemScore], scorer: Scorer) -> Self {
        let given = |item: &ItemScore| match scorer {
            Scorer::Unit => item.self_assessed,
            Scorer::Delegation => item.appraised,
        };
        let applying = || items.iter().filter(|item| item.applies);
        if applying().next().is_none() {
            return Self::NotAssessed;
        }
        let open = applying().filter(|item| given(item).is_none()).count();
        Self::Assessed {
            points: applying().filter_map(given).sum(),
            of: applying().map(|item| item.most).sum(),
            open: u32::try_from(open).unwrap_or(u32::MAX),
        }
    }

    /// How much of what could be reached, in per cent; `None` without a score.
    pub fn percent(self) -> Option<Percent> {
        match self {
            Self::NotAssessed => None,
            Self::Assessed { points, of, .. } => {
                Ratio::new(points.0, of.0).ok().map(Ratio::percent)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(most: &str, appraised: Option<&str>, applies: bool) -> ItemScore {
        let points = |text| Points::parse(text).unwrap();
        ItemScore {
            most: points(most),
            self_assessed: Some(points(most)),
            appraised: appraised.map(points),
            applies,
        }
    }

    #[test]
    fn points_are_read_and_printed_as_people_write_them() {
        for (typed, printed) in [("2", "2"), ("1,50", "1,5"), ("0.25", "0,25"), ("1000", "1.000")] {
            assert_eq!(Points::parse(typed).unwrap().printed(), printed);
        }
        for wrong in ["", "-1", "1,005", "10000", "hai"] {
            assert_eq!(Points::parse(wrong), Err(BadPoints), "{wrong}");
        }
    }

    #[test]
    fn what_does_not_apply_leaves_the_sum_and_the_most() {
        let items =
            [item("2", Some("1,5"), true), item("3", Some("3"), false), item("1", None, true)];
        let score = Score::of(&items, Scorer::Delegation);

        let points = |text| Points::parse(text).unwrap();
        assert_eq!(score, Score::Assessed { points: points("1,5"), of: points("3"), open: 1 });
        assert_eq!(score.percent().unwrap().printed(), "50,00");
        let by_unit = Score::of(&items, Scorer::Unit);
        assert_eq!(by_unit, Score::Assessed { points: points("3"), of: points("3"), open: 0 });
    }

    #[test]
    fn where_nothing_applies_there_is_no_score() {
        assert_eq!(Score::of(&[item("2", None, false)], Scorer::Delegation), Score::NotAssessed);
        assert_eq!(Score::of(&[], Scorer::Unit), Score::NotAssessed);
        assert_eq!(Score::NotAssessed.percent(), None);
    }
}
