//! Attempts to sign in, so that passphrases cannot be tried out.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// Attempts on one name within [`NAME_WITHIN`].
const NAME_MAX: usize = 5;
const NAME_WITHIN: TimeDelta = TimeDelta::minutes(15);

/// Attempts on all names within [`ALL_WITHIN`]: as many as an office makes in a busy minute, and few
/// enough that hashing leaves the machine free.
const ALL_MAX: usize = 30;
const ALL_WITHIN: TimeDelta = TimeDelta::minutes(1);

/// Attempts of the last quarter of an hour that did not end in a session, oldest first.
///
/// Names that no account has count like the others, so that the limit tells nobody which there are.
#[derive(Default)]
pub(crate) struct Attempts(Mutex<VecDeque<(DateTime<Utc>, String)>>);

impl Attempts {
    /// Whether `name` may be tried at `now`; notes the attempt where it may.
    pub(crate) fn may_try(&self, name: &str, now: DateTime<Utc>) -> bool {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while made.front().is_some_and(|(at, _)| NAME_WITHIN <= now - *at) {
            made.pop_front();
        }
        let on_name = made.iter().filter(|(_, tried)| tried == name).count();
        let lately = made.iter().filter(|(at, _)| now - *at < ALL_WITHIN).count();
        let may = on_name < NAME_MAX && lately < ALL_MAX;
        if may {
            made.push_back((now, name.to_owned()));
        }
        may
    }

    /// Forgets the attempts of somebody who was let in.
    pub(crate) fn forget(&self, name: &str) {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        made.retain(|(_, tried)| tried != name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_663_203_600 + seconds, 0).unwrap()
    }

    #[test]
    fn a_name_is_tried_five_times_in_a_quarter_of_an_hour() {
        let attempts = Attempts::default();
        for second in 0..5 {
            assert!(attempts.may_try("vanthu", at(second)));
        }
        assert!(!attempts.may_try("vanthu", at(5)));
        assert!(attempts.may_try("quantri", at(5)), "another name is another matter");
        assert!(!attempts.may_try("vanthu", at(899)));
        assert!(attempts.may_try("vanthu", at(900)), "the first attempt is long ago");
        assert!(!attempts.may_try("vanthu", at(900)));
    }

    #[test]
    fn whoever_is_let_in_begins_anew() {
        let attempts = Attempts::default();
        for second in 0..5 {
            assert!(attempts.may_try("vanthu", at(second)));
        }
        attempts.forget("vanthu");
        assert!(attempts.may_try("vanthu", at(6)));
    }

    #[test]
    fn many_names_do_not_get_around_the_limit() {
        let attempts = Attempts::default();
        for number in 0..30 {
            assert!(attempts.may_try(&number.to_string(), at(number)));
        }
        assert!(!attempts.may_try("vanthu", at(59)));
        assert!(attempts.may_try("vanthu", at(60)), "a minute has passed since the first");
    }
}
