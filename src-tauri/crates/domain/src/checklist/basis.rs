//! Legal bases (căn cứ) with the days on which they hold.

use chrono::{Days, NaiveDate};

use super::Validity;

/// What sort of basis it is; only some belong on a paper.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BasisKind {
    /// A law, decree, circular or decision with its number.
    Law,
    /// A plan, rule or conclusion of the locality; the campaign names it.
    Local,
    /// The practice of inspections; nothing to cite.
    Practice,
    /// A rule known to exist whose number a jurist must supply.
    Open,
}

impl BasisKind {
    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Local => "local",
            Self::Practice => "practice",
            Self::Open => "open",
        }
    }

    /// Whether a paper may cite it.
    pub const fn is_citable(self) -> bool {
        match self {
            Self::Law | Self::Local => true,
            Self::Practice | Self::Open => false,
        }
    }

    /// Finds the kind that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Law, Self::Local, Self::Practice, Self::Open]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// One legal basis for some days.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Basis {
    /// What is cited.
    pub text: String,
    /// When it holds.
    pub validity: Validity,
    /// What sort it is.
    pub kind: BasisKind,
    /// Whether it was matched to a source; otherwise a jurist must check it.
    pub certain: bool,
    /// What is doubtful, or where the days come from.
    pub note: String,
}

impl Basis {
    /// The citation with its days: `NĐ 61/2018/NĐ-CP (từ 21/6/2018 đến 05/12/2021)`.
    pub fn with_days(&self) -> String {
        match self.validity.in_words() {
            days if days.is_empty() => self.text.clone(),
            days => format!("{} ({days})", self.text),
        }
    }
}

/// Days for which no basis is stated, and why.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Gap {
    /// Which days.
    pub validity: Validity,
    /// Why.
    pub reason: String,
}

/// The first day within `window` that none of `covers` holds on, if any.
///
/// A window or cover without an end reaches to the end of the calendar.
pub fn uncovered(window: Validity, covers: &[Validity]) -> Option<NaiveDate> {
    let mut day = window.from.unwrap_or(NaiveDate::MIN);
    let last = window.to.unwrap_or(NaiveDate::MAX);
    while day <= last {
        let reach = covers
            .iter()
            .filter(|cover| cover.holds(day))
            .map(|cover| cover.to.unwrap_or(NaiveDate::MAX))
            .max();
        let Some(reach) = reach else { return Some(day) };
        match reach.checked_add_days(Days::new(1)) {
            Some(next) => day = next,
            None => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn validity(from: &str, to: &str) -> Validity {
        Validity { from: from.parse().ok(), to: to.parse().ok() }
    }

    #[test]
    fn finds_the_first_day_that_nothing_covers() {
        let covers = [validity("", "2020-12-31"), validity("2021-07-15", "")];
        assert_eq!(uncovered(Validity::ALWAYS, &covers), "2021-01-01".parse().ok());
        assert_eq!(uncovered(validity("2021-07-15", ""), &covers), None);
        assert_eq!(uncovered(validity("", "2020-12-31"), &covers), None);
        assert_eq!(uncovered(Validity::ALWAYS, &[Validity::ALWAYS]), None);
    }

    #[test]
    fn every_kind_is_found_by_its_code() {
        for kind in [BasisKind::Law, BasisKind::Local, BasisKind::Practice, BasisKind::Open] {
            assert_eq!(BasisKind::from_code(kind.code()), Some(kind));
        }
    }
}
