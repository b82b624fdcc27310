//! Terms (thời hạn): so many days after a paper was delivered.

use std::num::NonZeroU16;

use chrono::{Datelike as _, Days, NaiveDate};

use super::calendar::{NoCalendar, WorkCalendar, next};

/// Which days count.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Counting {
    /// Ngày: every day.
    Calendar,
    /// Ngày làm việc: days on which offices work.
    Working,
}

impl Counting {
    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Working => "working",
        }
    }

    /// Finds the counting that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Calendar, Self::Working].into_iter().find(|it| it.code() == code)
    }
}

/// The paper with whose delivery a term begins.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Start {
    /// Biên bản of the visit.
    Minutes,
    /// Thông báo kết luận of the campaign.
    Notice,
}

impl Start {
    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Notice => "notice",
        }
    }

    /// Finds the start that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Minutes, Self::Notice].into_iter().find(|it| it.code() == code)
    }
}

/// A term: `15 ngày kể từ ngày nhận thông báo`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Term {
    /// How many days.
    pub days: NonZeroU16,
    /// Which days count.
    pub counting: Counting,
    /// From the delivery of which paper.
    pub start: Start,
}

/// The last day of a term of `days` that began with a delivery on `delivered`.
///
/// The day of delivery does not count, the day after it is day 1; a last day that is not worked
/// moves to the next one that is.
///
/// # Errors
///
/// [`NoCalendar`] when the days off of a year that matters are not known.
///
/// # Source
///
/// Bộ luật Dân sự 2015, Điều 147 khoản 2 (ngày đầu tiên không được tính) and Điều 148 khoản 5 (ngày
/// cuối cùng là ngày nghỉ thì kết thúc vào ngày làm việc tiếp theo).
pub fn last_day(
    delivered: NaiveDate,
    days: NonZeroU16,
    counting: Counting,
    calendar: &WorkCalendar,
) -> Result<NaiveDate, NoCalendar> {
    match counting {
        Counting::Calendar => {
            let last = delivered.checked_add_days(Days::new(u64::from(days.get())));
            calendar.worked_from(last.ok_or(NoCalendar { year: delivered.year() })?)
        }
        Counting::Working => {
            let mut day = delivered;
            for _ in 0..days.get() {
                day = calendar.worked_from(next(day)?)?;
            }
            Ok(day)
        }
    }
}
