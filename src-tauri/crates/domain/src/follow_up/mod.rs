//! Follow-up (theo dõi khắc phục): what units were told to do, until when, and whether they did.
//!
//! A demand is a finding with its recommendation, on one unit. Its last day and its state follow
//! from what was recorded, so that they are right on every day on which somebody looks.

mod calendar;
mod standing;
mod term;
#[cfg(test)]
mod tests;

pub use calendar::{BadWorkYear, NoCalendar, WorkCalendar, WorkYear};
pub use standing::{Due, Outcome, Recorded, SOON_DAYS, Standing, State, due, standing};
pub use term::{Counting, Start, Term, last_day};

/// How many demands are in each state.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Quá hạn.
    pub overdue: u32,
    /// Sắp đến hạn.
    pub due_soon: u32,
    /// Đã báo cáo, chờ kiểm tra lại.
    pub reported: u32,
    /// Khắc phục một phần.
    pub partly: u32,
    /// Chưa khắc phục.
    pub open: u32,
    /// Chuyển sang kỳ sau.
    pub carried: u32,
    /// Đã khắc phục.
    pub closed: u32,
}

impl Counts {
    /// Counts `states`.
    pub fn of(states: impl IntoIterator<Item = State>) -> Self {
        let mut counts = Self::default();
        for state in states {
            let count = match state {
                State::Overdue => &mut counts.overdue,
                State::DueSoon => &mut counts.due_soon,
                State::Reported => &mut counts.reported,
                State::Partly => &mut counts.partly,
                State::Open => &mut counts.open,
                State::Carried => &mut counts.carried,
                State::Closed => &mut counts.closed,
            };
            *count = count.saturating_add(1);
        }
        counts
    }

    /// All of them.
    pub const fn all(&self) -> u32 {
        self.overdue
            .saturating_add(self.due_soon)
            .saturating_add(self.reported)
            .saturating_add(self.partly)
            .saturating_add(self.open)
            .saturating_add(self.carried)
            .saturating_add(self.closed)
    }
}
