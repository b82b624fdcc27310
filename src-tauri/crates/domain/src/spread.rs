//! One rate over several units: “3–4/9 tại 2 đơn vị”.

use crate::answer::Rate;
use crate::number;
use crate::ratio::Ratio;

/// How a rate lies over several units.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Spread {
    /// All have the same whole: the smallest and the largest part of it.
    OfOneWhole {
        /// The smallest part.
        low: u32,
        /// The largest part.
        high: u32,
        /// The whole.
        denominator: u32,
    },
    /// The wholes differ, or only percentages are known: the lowest and the
    /// highest rate, in hundredths of a per cent.
    Percentages {
        /// The lowest.
        low: u32,
        /// The highest.
        high: u32,
    },
}

impl Spread {
    /// The spread of `rates`; `None` when one of them has no number, or there are none.
    pub fn of(rates: &[Rate]) -> Option<Self> {
        one_whole(rates).or_else(|| percentages(rates))
    }

    /// As papers print it: `3–4/9`, `4/9`, `51,85–74,07%`.
    pub fn printed(self) -> String {
        let grouped = |count: u32| number::grouped(u64::from(count));
        let percent =
            |hundredths: u32| format!("{},{:02}", grouped(hundredths / 100), hundredths % 100);
        match self {
            Self::OfOneWhole { low, high, denominator } if low == high => {
                format!("{}/{}", grouped(low), grouped(denominator))
            }
            Self::OfOneWhole { low, high, denominator } => {
                format!("{}–{}/{}", grouped(low), grouped(high), grouped(denominator))
            }
            Self::Percentages { low, high } if low == high => format!("{}%", percent(low)),
            Self::Percentages { low, high } => format!("{}–{}%", percent(low), percent(high)),
        }
    }
}

fn one_whole(rates: &[Rate]) -> Option<Spread> {
    let mut spread: Option<(u32, u32, u32)> = None;
    for rate in rates {
        let (from, to, whole) = match *rate {
            Rate::Counts(ratio) => (ratio.numerator(), ratio.numerator(), ratio.denominator()),
            Rate::Range { from, to, denominator } => (from, to, denominator),
            Rate::PercentOnly(_) | Rate::Stated => return None,
        };
        spread = Some(match spread {
            None => (from, to, whole),
            Some((low, high, same)) if same == whole => (low.min(from), high.max(to), whole),
            Some(_) => return None,
        });
    }
    spread.map(|(low, high, denominator)| Spread::OfOneWhole { low, high, denominator })
}

fn percentages(rates: &[Rate]) -> Option<Spread> {
    let mut ends = Vec::new();
    for rate in rates {
        let of = |part, whole| Ratio::new(part, whole).ok()?.percent().hundredths();
        match *rate {
            Rate::Counts(ratio) => ends.push(ratio.percent().hundredths()?),
            Rate::PercentOnly(percent) => ends.push(percent.hundredths()?),
            Rate::Range { from, to, denominator } => {
                ends.push(of(from, denominator)?);
                ends.push(of(to, denominator)?);
            }
            Rate::Stated => return None,
        }
    }
    let (low, high) = (ends.iter().min()?, ends.iter().max()?);
    Some(Spread::Percentages { low: *low, high: *high })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratio::Percent;

    fn counts(part: u32, whole: u32) -> Rate {
        Rate::Counts(Ratio::new(part, whole).unwrap())
    }

    #[track_caller]
    fn check(rates: &[Rate], expected: Option<&str>) {
        assert_eq!(Spread::of(rates).map(Spread::printed).as_deref(), expected);
    }

    #[test]
    fn the_keys_of_two_communes_are_told_as_the_article_tells_them() {
        check(&[counts(4, 9), counts(3, 9)], Some("3–4/9"));
        check(&[counts(4, 9), counts(4, 9)], Some("4/9"));
        check(&[counts(5, 9), Rate::Range { from: 3, to: 4, denominator: 9 }], Some("3–5/9"));
    }

    #[test]
    fn different_wholes_are_told_by_their_rates() {
        let percent = |text| Rate::PercentOnly(Percent::parse(text).unwrap());
        check(&[counts(14, 27), counts(20, 28)], Some("51,85–71,43%"));
        check(&[percent("44,66"), counts(1, 2)], Some("44,66–50,00%"));
        check(&[percent("44,66"), Rate::Stated], None);
        check(&[], None);
    }

    #[test]
    fn a_rate_as_printed_counts_to_the_hundredth() {
        check(&[counts(2, 3), counts(1, 3), counts(1, 4)], Some("25,00–66,67%"));
    }
}
