//! What failed steps said, so that it can be told again at the end, where one looks first.

use std::collections::VecDeque;
use std::fmt::{Display, Formatter, Result};

/// How many of a failed part's last lines are kept.
const KEPT: usize = 60;

/// The last words of what failed.
#[derive(Debug, Default)]
pub(crate) struct Complaints {
    last: VecDeque<String>,
    kept: Vec<String>,
}

impl Complaints {
    /// Listens to a line.
    pub(crate) fn hear(&mut self, line: &str) {
        if self.last.len() == KEPT {
            self.last.pop_front();
        }
        self.last.push_back(line.to_owned());
    }

    /// A part of the step has ended, well or not; its last lines are kept or forgotten.
    pub(crate) fn end_of_part(&mut self, well: bool) {
        let lines = self.last.drain(..);
        if !well {
            self.kept.extend(lines);
        }
    }

    /// Whether nothing was complained of.
    pub(crate) const fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }
}

impl Display for Complaints {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}", self.kept.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Complaints, KEPT};

    #[test]
    fn what_went_well_is_forgotten_and_what_failed_is_kept() {
        let mut complaints = Complaints::default();
        complaints.hear("test one ... ok");
        complaints.end_of_part(true);
        assert!(complaints.is_empty());
        complaints.hear("test two ... FAILED");
        complaints.end_of_part(false);
        complaints.hear("test three ... ok");
        complaints.end_of_part(true);
        assert_eq!(complaints.to_string(), "test two ... FAILED");
    }

    #[test]
    fn only_the_last_lines_of_a_part_are_kept() {
        let mut complaints = Complaints::default();
        for number in 0..=KEPT {
            complaints.hear(&number.to_string());
        }
        complaints.end_of_part(false);
        let said = complaints.to_string();
        assert_eq!(said.lines().next(), Some("1"));
        assert_eq!(said.lines().count(), KEPT);
    }
}
