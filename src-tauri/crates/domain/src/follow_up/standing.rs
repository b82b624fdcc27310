//! Where a demand stands today: computed from what was recorded, never kept.

use chrono::NaiveDate;

use super::calendar::WorkCalendar;
use super::term::{Term, last_day};

/// Days before a last day on which people are reminded of it.
pub const SOON_DAYS: i64 = 7;

/// What the delegation saw when it looked whether a demand was met.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// Đã khắc phục: the demand is closed.
    Fixed,
    /// Khắc phục một phần.
    Partly,
    /// Chưa khắc phục.
    Not,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Fixed, Self::Partly, Self::Not];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Partly => "partly",
            Self::Not => "not",
        }
    }

    /// Finds the outcome that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What was recorded about one demand on one unit.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Recorded {
    /// The last day that the minutes name.
    pub fixed: Option<NaiveDate>,
    /// A term counted from a delivery; goes before the named day.
    pub term: Option<Term>,
    /// When the paper that the term counts from was delivered.
    pub delivered: Option<NaiveDate>,
    /// The last day after an extension; goes before both.
    pub extended: Option<NaiveDate>,
    /// When reports of the unit that speak to the demand came in.
    pub reported: Vec<NaiveDate>,
    /// What the delegation saw last, and when.
    pub verified: Option<(NaiveDate, Outcome)>,
    /// Whether a later visit took it up again; it is followed there from then on.
    pub carried: bool,
}

/// Until when a demand is to be met.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Due {
    /// Nobody set a day.
    Unset,
    /// A term that has not begun: no delivery was recorded.
    Undelivered,
    /// The term runs into a year whose days off are not known; no day is guessed.
    NoCalendar {
        /// The year.
        year: i32,
    },
    /// This is the last day.
    On(NaiveDate),
}

/// The state of a demand.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum State {
    /// Quá hạn.
    Overdue,
    /// Sắp đến hạn: at most [`SOON_DAYS`] are left.
    DueSoon,
    /// Đã báo cáo, chờ kiểm tra lại.
    Reported,
    /// Khắc phục một phần, còn hạn.
    Partly,
    /// Chưa khắc phục, còn hạn or without one.
    Open,
    /// Chuyển sang kỳ sau: a later visit took it up again.
    Carried,
    /// Đã khắc phục.
    Closed,
}

impl State {
    /// Every state, the one to act on first named first.
    pub const ALL: [Self; 7] = [
        Self::Overdue,
        Self::DueSoon,
        Self::Reported,
        Self::Partly,
        Self::Open,
        Self::Carried,
        Self::Closed,
    ];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::DueSoon => "due-soon",
            Self::Reported => "reported",
            Self::Partly => "partly",
            Self::Open => "open",
            Self::Carried => "carried",
            Self::Closed => "closed",
        }
    }

    /// Finds the state that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Whether nothing more is asked for here.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Carried | Self::Closed)
    }

    /// Whether somebody should be reminded.
    pub const fn wants_reminder(self) -> bool {
        matches!(self, Self::Overdue | Self::DueSoon)
    }
}

/// Where a demand stands on a day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Standing {
    /// Its state.
    pub state: State,
    /// Until when it is to be met.
    pub due: Due,
    /// Days from today to the last day, negative when it has passed; absent without a last day and
    /// for a demand that is settled.
    pub days_left: Option<i64>,
    /// Whether the delegation saw a part of it done.
    pub partly: bool,
    /// Days by which the first report came after the last day; absent when it came in time.
    pub reported_late: Option<i64>,
}

/// Until when a demand is to be met, by `calendar`.
pub fn due(recorded: &Recorded, calendar: &WorkCalendar) -> Due {
    if let Some(day) = recorded.extended {
        return Due::On(day);
    }
    let Some(term) = recorded.term else {
        return recorded.fixed.map_or(Due::Unset, Due::On);
    };
    let Some(delivered) = recorded.delivered else { return Due::Undelivered };
    match last_day(delivered, term.days, term.counting, calendar) {
        Ok(day) => Due::On(day),
        Err(missing) => Due::NoCalendar { year: missing.year },
    }
}

/// Where a demand stands on `today`.
///
/// A report waits for the delegation until it looks on the day the report came in or later. While a
/// report waits, the unit has done its part, so nothing is overdue then.
pub fn standing(recorded: &Recorded, calendar: &WorkCalendar, today: NaiveDate) -> Standing {
    let due = due(recorded, calendar);
    let left = match due {
        Due::On(day) => Some((day - today).num_days()),
        Due::Unset | Due::Undelivered | Due::NoCalendar { .. } => None,
    };
    let outcome = recorded.verified.map(|(_, outcome)| outcome);
    let looked = recorded.verified.map(|(day, _)| day);
    let waits = recorded.reported.iter().any(|day| looked.is_none_or(|looked| looked < *day));
    let partly = outcome == Some(Outcome::Partly);
    let state = match left {
        _ if outcome == Some(Outcome::Fixed) => State::Closed,
        _ if recorded.carried => State::Carried,
        _ if waits => State::Reported,
        Some(left) if left < 0 => State::Overdue,
        Some(left) if left <= SOON_DAYS => State::DueSoon,
        _ if partly => State::Partly,
        _ => State::Open,
    };
    let late = match (recorded.reported.iter().min(), due) {
        (Some(first), Due::On(day)) => Some((*first - day).num_days()).filter(|days| 0 < *days),
        _ => None,
    };
    Standing {
        state,
        due,
        days_left: left.filter(|_| !state.is_settled()),
        partly,
        reported_late: late,
    }
}
