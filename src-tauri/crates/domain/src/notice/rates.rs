//! Which units have the highest and the lowest rate.

use std::cmp::Ordering;

use crate::answer::Rate;
use crate::id::UnitId;
use crate::ratio::Ratio;

/// The ends of a row of rates.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Extremes {
    /// The units with the highest rate.
    pub highest: Vec<UnitId>,
    /// That rate.
    pub high: Rate,
    /// The units with the lowest rate.
    pub lowest: Vec<UnitId>,
    /// That rate.
    pub low: Rate,
}

/// The highest and the lowest of `rates`, compared exactly; `None` where they are all equal or
/// fewer than two have a number.
pub fn extremes(rates: &[(UnitId, Rate)]) -> Option<Extremes> {
    let told: Vec<(UnitId, Rate, Exact)> =
        rates.iter().filter_map(|(unit, rate)| Some((*unit, *rate, Exact::of(*rate)?))).collect();
    let high = told.iter().max_by(|one, other| one.2.compare(&other.2))?;
    let low = told.iter().min_by(|one, other| one.2.compare(&other.2))?;
    if high.2.compare(&low.2) == Ordering::Equal {
        return None;
    }
    let at = |end: &Exact| {
        let same = told.iter().filter(|(_, _, rate)| rate.compare(end) == Ordering::Equal);
        same.map(|(unit, _, _)| *unit).collect()
    };
    Some(Extremes { highest: at(&high.2), high: high.1, lowest: at(&low.2), low: low.1 })
}

/// A rate as a fraction.
#[derive(Clone, Copy)]
struct Exact {
    part: u64,
    whole: u64,
}

impl Exact {
    fn of(rate: Rate) -> Option<Self> {
        let counts = |ratio: Ratio| Self {
            part: ratio.numerator().into(),
            whole: ratio.denominator().into(),
        };
        match rate {
            Rate::Counts(ratio) => Some(counts(ratio)),
            Rate::PercentOnly(percent) => {
                Some(Self { part: percent.hundredths()?.into(), whole: 10_000 })
            }
            Rate::Range { .. } | Rate::Stated => None,
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        (self.part * other.whole).cmp(&(other.part * self.whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratio::Percent;

    fn id(number: u8) -> UnitId {
        UnitId::from_bytes([number; 16])
    }

    #[test]
    fn rates_are_compared_exactly_whatever_their_wholes() {
        let counts = |part, whole| Rate::Counts(Ratio::new(part, whole).unwrap());
        let percent = Rate::PercentOnly(Percent::parse("33,33").unwrap());
        let rates =
            [(id(1), counts(1, 3)), (id(2), percent), (id(3), counts(2, 6)), (id(4), Rate::Stated)];
        let ends = extremes(&rates).unwrap();
        assert_eq!((ends.highest, ends.lowest), (vec![id(1), id(3)], vec![id(2)]));
    }

    #[test]
    fn equal_rates_have_no_ends() {
        let one = Rate::Counts(Ratio::new(1, 2).unwrap());
        let same = Rate::Counts(Ratio::new(2, 4).unwrap());
        assert_eq!(extremes(&[(id(1), one), (id(2), same)]), None);
        assert_eq!(extremes(&[(id(1), Rate::Stated)]), None);
    }
}
