//! Days on which something holds.

use chrono::NaiveDate;

use crate::campaign::Period;
use crate::date;

/// From one day to another, both included; an open end means “not stated”.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Validity {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

impl Validity {
    /// Always.
    pub const ALWAYS: Self = Self { from: None, to: None };

    /// Whether it holds on `day`.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether it holds on any day of `period`.
    pub fn touches(self, period: Period) -> bool {
        self.from.is_none_or(|from| from <= period.to) && self.to.is_none_or(|to| period.from <= to)
    }

    /// Whether it holds on every day of `period`.
    pub fn spans(self, period: Period) -> bool {
        self.holds(period.from) && self.holds(period.to)
    }

    /// Whether its last day lies before its first.
    pub fn is_backward(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }

    /// Its days in words: `từ 15/7/2021`, `đến 20/6/2018`; empty for always.
    pub fn in_words(self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) => {
                format!("từ {} đến {}", date::cited(from), date::cited(to))
            }
            (Some(from), None) => format!("từ {}", date::cited(from)),
            (None, Some(to)) => format!("đến {}", date::cited(to)),
            (None, None) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn both_ends_are_included() {
        let validity = Validity { from: Some(day("2018-06-21")), to: Some(day("2025-06-30")) };
        assert!(!validity.holds(day("2018-06-20")));
        assert!(validity.holds(day("2018-06-21")));
        assert!(validity.holds(day("2025-06-30")));
        assert!(!validity.holds(day("2025-07-01")));
        assert_eq!(validity.in_words(), "từ 21/6/2018 đến 30/6/2025");
    }

    #[test]
    fn a_period_may_cross_the_boundary() {
        let old = Validity { from: None, to: Some(day("2018-06-20")) };
        let period = Period::new(day("2018-01-01"), day("2018-12-31")).unwrap();
        assert!(old.touches(period));
        assert!(!old.spans(period));
        assert!(Validity::ALWAYS.spans(period));
    }
}
