//! Who used the pages, and for what: the last of it in memory, for those who look after the hub; all of
//! it told to the journal, which is what lasts.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::{DateTime, FixedOffset};

use crate::events::{PageEvent, PageJournal};

/// Visits in memory; what is older stands in the journal alone.
const KEPT: usize = 5_000;

/// Letters of a name of a file; what people bring may be called anything.
const NAME_MAX: usize = 120;

/// What somebody did at the pages.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Deed {
    /// Signed in.
    SignedIn,
    /// Tried to sign in and was refused.
    Refused,
    /// Signed out.
    SignedOut,
    /// Had a paper, by the name of its file.
    Downloaded(String),
    /// Had a file judged that is called so.
    Verified(String),
}

/// Something that somebody did at the pages.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Visit {
    /// When, by the clock of this machine.
    pub at: DateTime<FixedOffset>,
    /// The name of the account; empty for a name that no account has. What was typed there may be a
    /// passphrase, so it is noted nowhere.
    pub who: String,
    /// What.
    pub deed: Deed,
}

/// The last visits.
#[derive(Default)]
pub(crate) struct Visits {
    recent: Mutex<VecDeque<Visit>>,
    journal: OnceLock<Arc<PageJournal>>,
}

impl Visits {
    /// From now on `journal` hears of every visit. The first one stays.
    pub(crate) fn tell_to(&self, journal: Arc<PageJournal>) {
        self.journal.get_or_init(|| journal);
    }

    /// Notes what `who` did.
    pub(crate) fn note(&self, at: DateTime<FixedOffset>, who: &str, deed: Deed) {
        let deed = match deed {
            Deed::Downloaded(name) => Deed::Downloaded(shortened(&name)),
            Deed::Verified(name) => Deed::Verified(shortened(&name)),
            plain @ (Deed::SignedIn | Deed::Refused | Deed::SignedOut) => plain,
        };
        let visit = Visit { at, who: who.to_owned(), deed };
        if let Some(journal) = self.journal.get() {
            journal(PageEvent::Visit(visit.clone()));
        }
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if KEPT <= recent.len() {
            recent.pop_back();
        }
        recent.push_front(visit);
    }

    /// The last visits, latest first.
    pub(crate) fn recent(&self) -> Vec<Visit> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().cloned().collect()
    }
}

fn shortened(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_control()).take(NAME_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> DateTime<FixedOffset> {
        "2022-09-15T08:00:00+07:00".parse().unwrap()
    }

    #[test]
    fn the_latest_visits_stay_in_memory_and_every_one_is_told() {
        let visits = Visits::default();
        let heard = Arc::new(Mutex::new(0));
        let hears = Arc::clone(&heard);
        visits.tell_to(Arc::new(Box::new(move |_| *hears.lock().unwrap() += 1)));
        for number in 0..KEPT + 3 {
            visits.note(at(), "vanthu", Deed::Downloaded(number.to_string()));
        }
        let recent = visits.recent();
        assert_eq!((recent.len(), *heard.lock().unwrap()), (KEPT, KEPT + 3));
        assert_eq!(recent[0].deed, Deed::Downloaded((KEPT + 2).to_string()));
    }

    #[test]
    fn the_name_of_a_file_has_an_end_and_stays_on_its_line() {
        let visits = Visits::default();
        let name = format!("a\r\nb\u{1b}[31m{}", "x".repeat(100_000));
        visits.note(at(), "vanthu", Deed::Verified(name));
        let Deed::Verified(name) = &visits.recent()[0].deed else { panic!() };
        assert!(name.starts_with("ab[31mxx") && name.chars().count() == NAME_MAX, "{name}");
    }
}
