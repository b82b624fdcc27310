//! Units against items (tổng hợp): what one square of the matrix says, and how it compares with
//! the time before.

use crate::answer::{PartValue, Rate, RateFigure, Verdict};
use crate::ratio::Ratio;

/// What is known of one item at one unit.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Square {
    /// The item is not asked of this kind of unit, or not on that day.
    #[default]
    NotAsked,
    /// Asked, and not judged yet.
    Open,
    /// Judged.
    Judged(Verdict),
    /// Judged in different ways by different people, until one opinion is chosen.
    Disputed,
}

impl Square {
    /// The verdict that stands; none while people disagree.
    pub const fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Judged(verdict) => Some(verdict),
            Self::NotAsked | Self::Open | Self::Disputed => None,
        }
    }
}

/// How an item fares against the time before.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Change {
    /// Judged better than before.
    Better,
    /// Judged as before.
    Same,
    /// Judged worse than before.
    Worse,
}

impl Change {
    /// Compares two verdicts; nothing can be said where one is missing or does not apply.
    pub fn between(before: Option<Verdict>, now: Option<Verdict>) -> Option<Self> {
        let (before, now) = (rank(before?)?, rank(now?)?);
        Some(match now.cmp(&before) {
            std::cmp::Ordering::Less => Self::Worse,
            std::cmp::Ordering::Equal => Self::Same,
            std::cmp::Ordering::Greater => Self::Better,
        })
    }
}

/// The verdict on which all agree; none of none.
pub fn together(verdicts: &[Verdict]) -> Option<Verdict> {
    let first = verdicts.first()?;
    verdicts.iter().all(|verdict| verdict == first).then_some(*first)
}

/// What figures of several units are of one that is made of them: counts are added, and rates as
/// their counts. None where one of them is no sum of counts, or the sum is too large to count.
pub fn summed(figures: &[&PartValue]) -> Option<PartValue> {
    let (first, others) = figures.split_first()?;
    others.iter().try_fold((*first).clone(), |sum, figure| add(&sum, figure))
}

fn add(one: &PartValue, other: &PartValue) -> Option<PartValue> {
    match (one, other) {
        (PartValue::Count(one), PartValue::Count(other)) => {
            one.checked_add(*other).map(PartValue::Count)
        }
        (PartValue::Rate(one), PartValue::Rate(other)) => {
            let (Rate::Counts(one), Rate::Counts(other)) = (one.rate, other.rate) else {
                return None;
            };
            let numerator = one.numerator().checked_add(other.numerator())?;
            let denominator = one.denominator().checked_add(other.denominator())?;
            let rate = Rate::Counts(Ratio::new(numerator, denominator).ok()?);
            Some(PartValue::Rate(RateFigure { rate, quoted: None, as_of: None }))
        }
        _ => None,
    }
}

const fn rank(verdict: Verdict) -> Option<u8> {
    match verdict {
        Verdict::NotMet => Some(0),
        Verdict::Partly => Some(1),
        Verdict::Met => Some(2),
        Verdict::NotApplicable => None,
    }
}

/// How the verdicts on one item, or at one unit, are spread. Squares that are not asked count
/// nowhere.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Verdicts {
    /// Met.
    pub met: u32,
    /// Met on the whole.
    pub partly: u32,
    /// Not met.
    pub not_met: u32,
    /// Not applicable.
    pub not_applicable: u32,
    /// Asked and open, or disputed.
    pub open: u32,
}

impl Verdicts {
    /// Counts one more square.
    pub const fn count(&mut self, square: Square) {
        match square {
            Square::NotAsked => {}
            Square::Open | Square::Disputed => self.open += 1,
            Square::Judged(Verdict::Met) => self.met += 1,
            Square::Judged(Verdict::Partly) => self.partly += 1,
            Square::Judged(Verdict::NotMet) => self.not_met += 1,
            Square::Judged(Verdict::NotApplicable) => self.not_applicable += 1,
        }
    }

    /// Squares judged on their merits: the denominator of every rate of verdicts.
    pub const fn judged(self) -> u32 {
        self.met + self.partly + self.not_met
    }
}

impl FromIterator<Square> for Verdicts {
    fn from_iter<I: IntoIterator<Item = Square>>(squares: I) -> Self {
        let mut verdicts = Self::default();
        for square in squares {
            verdicts.count(square);
        }
        verdicts
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Square, Verdicts, summed, together};
    use crate::answer::{PartValue, Rate, RateFigure, Verdict};
    use crate::ratio::Ratio;

    #[test]
    fn what_does_not_apply_is_neither_better_nor_worse() {
        let met = Some(Verdict::Met);
        assert_eq!(Change::between(Some(Verdict::NotMet), met), Some(Change::Better));
        assert_eq!(Change::between(met, Some(Verdict::Partly)), Some(Change::Worse));
        assert_eq!(Change::between(met, met), Some(Change::Same));
        assert_eq!(Change::between(Some(Verdict::NotApplicable), met), None);
        assert_eq!(Change::between(None, met), None);
    }

    #[test]
    fn figures_of_several_units_are_added_as_counts_or_not_at_all() {
        let rate = |rate| PartValue::Rate(RateFigure { rate, quoted: None, as_of: None });
        let counts = |one, of| rate(Rate::Counts(Ratio::new(one, of).unwrap()));
        let (three, four) = (counts(3, 9), counts(4, 9));
        assert_eq!(summed(&[&three, &four]), Some(counts(7, 18)));
        assert_eq!(summed(&[&three]), Some(three.clone()));
        assert_eq!(summed(&[&three, &rate(Rate::Stated)]), None);
        assert_eq!(summed(&[&three, &PartValue::Count(1)]), None);
        let (two, five) = (PartValue::Count(2), PartValue::Count(5));
        assert_eq!(summed(&[&two, &five]), Some(PartValue::Count(7)));
        assert_eq!(summed(&[&PartValue::Count(u32::MAX), &two]), None);
        assert_eq!(summed(&[]), None);
    }

    #[test]
    fn a_verdict_stands_for_several_units_only_where_all_agree() {
        assert_eq!(together(&[Verdict::Met, Verdict::Met]), Some(Verdict::Met));
        assert_eq!(together(&[Verdict::Met, Verdict::NotMet]), None);
        assert_eq!(together(&[]), None);
    }

    #[test]
    fn squares_that_are_not_asked_or_do_not_apply_are_in_no_denominator() {
        let squares = [
            Square::NotAsked,
            Square::Open,
            Square::Disputed,
            Square::Judged(Verdict::Met),
            Square::Judged(Verdict::NotMet),
            Square::Judged(Verdict::NotApplicable),
        ];
        let verdicts: Verdicts = squares.into_iter().collect();
        assert_eq!((verdicts.judged(), verdicts.open, verdicts.not_applicable), (2, 2, 1));
    }
}
