//! Which days are worked (ngày làm việc): weekends, public holidays and days swapped for others.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

/// The days off and the worked weekend days of one year, as they were announced for offices.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WorkYear {
    /// The year.
    pub year: i32,
    /// Days off with what they are for; compensating and swapped days among them.
    pub off: BTreeMap<NaiveDate, String>,
    /// Saturdays and Sundays worked in place of a weekday.
    pub worked: BTreeSet<NaiveDate>,
    /// The papers that say so.
    pub source: String,
}

/// A year that cannot be.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum BadWorkYear {
    /// A day lies in another year.
    #[error("{0} lies in another year")]
    OtherYear(NaiveDate),
    /// A day is off and worked at once.
    #[error("{0} is off and worked")]
    Both(NaiveDate),
    /// A worked day is no Saturday or Sunday, and so is worked anyway.
    #[error("{0} is a weekday and worked anyway")]
    Weekday(NaiveDate),
    /// Nothing is off: no year is without Tết.
    #[error("no day is off")]
    Empty,
}

impl WorkYear {
    /// Takes the days of `year`.
    ///
    /// # Errors
    ///
    /// [`BadWorkYear`].
    pub fn new(
        year: i32,
        off: BTreeMap<NaiveDate, String>,
        worked: BTreeSet<NaiveDate>,
        source: String,
    ) -> Result<Self, BadWorkYear> {
        if off.is_empty() {
            return Err(BadWorkYear::Empty);
        }
        if let Some(day) = off.keys().chain(&worked).find(|day| day.year() != year) {
            return Err(BadWorkYear::OtherYear(*day));
        }
        if let Some(day) = worked.iter().find(|day| off.contains_key(day)) {
            return Err(BadWorkYear::Both(*day));
        }
        if let Some(day) = worked.iter().find(|day| !is_weekend(**day)) {
            return Err(BadWorkYear::Weekday(*day));
        }
        Ok(Self { year, off, worked, source })
    }
}

/// Nobody has said yet which days of a year are off, so nothing can be counted there.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the days off of {year} are not known")]
pub struct NoCalendar {
    /// The year.
    pub year: i32,
}

/// The years whose days off are known.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct WorkCalendar {
    years: BTreeMap<i32, WorkYear>,
}

impl WorkCalendar {
    /// A calendar of `years`; of two for one year the later one holds.
    pub fn new(years: impl IntoIterator<Item = WorkYear>) -> Self {
        Self { years: years.into_iter().map(|it| (it.year, it)).collect() }
    }

    /// Puts `year` in the place of what was known of it.
    pub fn add(&mut self, year: WorkYear) {
        self.years.insert(year.year, year);
    }

    /// The years that are known, in order.
    pub fn years(&self) -> impl Iterator<Item = &WorkYear> {
        self.years.values()
    }

    /// Whether offices work on `day`.
    ///
    /// # Errors
    ///
    /// [`NoCalendar`].
    pub fn is_worked(&self, day: NaiveDate) -> Result<bool, NoCalendar> {
        let year = self.years.get(&day.year()).ok_or(NoCalendar { year: day.year() })?;
        Ok(year.worked.contains(&day) || !(is_weekend(day) || year.off.contains_key(&day)))
    }

    /// `day` itself where it is worked, else the next day that is.
    ///
    /// # Errors
    ///
    /// [`NoCalendar`].
    pub fn worked_from(&self, day: NaiveDate) -> Result<NaiveDate, NoCalendar> {
        let mut day = day;
        while !self.is_worked(day)? {
            day = next(day)?;
        }
        Ok(day)
    }
}

/// The day after `day`; the end of chrono's calendar is a year nobody has announced.
pub(super) fn next(day: NaiveDate) -> Result<NaiveDate, NoCalendar> {
    day.checked_add_days(Days::new(1)).ok_or(NoCalendar { year: day.year() })
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
