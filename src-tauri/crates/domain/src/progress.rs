//! How far a visit has come, in meters that are never mixed.

use crate::answer::{Answer, Verdict};
use crate::review::ReviewState;

/// A count of items that are there of items that could be.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Meter {
    /// How many are done.
    pub done: u32,
    /// Of how many.
    pub of: u32,
}

/// The state of a checklist, or of one area of it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Progress {
    /// Items with a verdict, of all items.
    pub answered: Meter,
    /// Answered items that the lead has looked over, of the answered ones.
    pub reviewed: Meter,
    /// Answered items that the leader has accepted, of the answered ones.
    pub accepted: Meter,
    /// Items that fall short and have evidence, of those that fall short.
    pub evidenced: Meter,
    /// Items that are met.
    pub met: u32,
    /// Items that are met on the whole.
    pub partly: u32,
    /// Items that are not met.
    pub not_met: u32,
    /// Items that do not apply; in no denominator of a rate.
    pub not_applicable: u32,
}

impl Progress {
    /// Counts one more item with its `answer` and number of pieces of evidence.
    pub fn count(&mut self, answer: Option<&Answer>, evidence: usize) {
        self.answered.of += 1;
        let Some((verdict, answer)) = answer.and_then(|it| Some((it.verdict?, it))) else { return };
        self.answered.done += 1;
        self.reviewed.of += 1;
        self.reviewed.done += u32::from(answer.review.state.is_reviewed());
        self.accepted.of += 1;
        self.accepted.done += u32::from(answer.review.state == ReviewState::Accepted);
        if verdict.falls_short() {
            self.evidenced.of += 1;
            self.evidenced.done += u32::from(evidence != 0);
        }
        match verdict {
            Verdict::Met => self.met += 1,
            Verdict::Partly => self.partly += 1,
            Verdict::NotMet => self.not_met += 1,
            Verdict::NotApplicable => self.not_applicable += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(verdict: Option<Verdict>) -> Answer {
        Answer { verdict, ..Answer::default() }
    }

    #[test]
    fn an_unanswered_item_is_never_met() {
        let mut progress = Progress::default();
        progress.count(None, 0);
        progress.count(Some(&answer(None)), 3);
        assert_eq!(progress.answered, Meter { done: 0, of: 2 });
        assert_eq!(progress.met, 0);
    }

    #[test]
    fn only_what_falls_short_asks_for_evidence() {
        let mut progress = Progress::default();
        progress.count(Some(&answer(Some(Verdict::Met))), 0);
        progress.count(Some(&answer(Some(Verdict::NotMet))), 1);
        progress.count(Some(&answer(Some(Verdict::Partly))), 0);
        assert_eq!(progress.evidenced, Meter { done: 1, of: 2 });
        assert_eq!(progress.answered, Meter { done: 3, of: 3 });
    }
}
