//! Answers for which the checklist of a campaign has no place any more.
//!
//! They stay in the ledger. Nothing here says that they are wrong: a campaign moved back to the
//! version under which they were given has them again.

use std::collections::BTreeMap;

use super::{Part, PartKind, View};
use crate::answer::{Answer, PartValue};

/// What was recorded at an item and is asked there no longer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Misplaced {
    /// The item.
    pub item: String,
    /// Whether the whole item is not asked; otherwise only `answer.parts` have no place.
    pub whole: bool,
    /// What has no place.
    pub answer: Answer,
}

/// Everything in `answers` that `view` does not ask for, by item.
pub fn misplaced(view: &View, answers: &BTreeMap<String, Answer>) -> Vec<Misplaced> {
    let mut found = Vec::new();
    for (id, answer) in answers {
        let Some(item) = view.item(id) else {
            found.push(Misplaced { item: id.clone(), whole: true, answer: answer.clone() });
            continue;
        };
        let fits = |name: &String, value: &PartValue| {
            item.parts.iter().any(|part| part.name == *name && part.takes(value))
        };
        let lost: BTreeMap<String, PartValue> = answer
            .parts
            .iter()
            .filter(|(name, value)| !fits(name, value))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        if !lost.is_empty() {
            let answer = Answer { parts: lost, ..Answer::default() };
            found.push(Misplaced { item: id.clone(), whole: false, answer });
        }
    }
    found
}

impl Part {
    /// Whether `value` is what is entered here.
    pub fn takes(&self, value: &PartValue) -> bool {
        match (&self.kind, value) {
            (PartKind::Choice { options }, PartValue::Choice(chosen)) => options.contains(chosen),
            (PartKind::Count { .. }, PartValue::Count(_))
            | (PartKind::Rate { .. }, PartValue::Rate(_))
            | (PartKind::Date, PartValue::Date(_))
            | (PartKind::Text, PartValue::Text(_))
            | (PartKind::Document, PartValue::Document(_)) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Verdict;
    use crate::checklist::Selection;
    use crate::checklist::testing;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn what_is_not_asked_any_more_is_named_and_nothing_else() {
        let mut checklist = testing::checklist();
        let count = |count| ("so_may".to_owned(), PartValue::Count(count));
        let judged = Answer { verdict: Some(Verdict::Met), ..Answer::default() };
        let counted = Answer { parts: [count(3)].into(), ..judged.clone() };
        let answers: BTreeMap<String, Answer> =
            [("MC-01".to_owned(), counted.clone()), ("MC-02".to_owned(), judged.clone())].into();
        let day = "2024-01-01".parse().unwrap();
        let view = |checklist: &crate::checklist::Checklist| {
            checklist.on(&Vocabulary::default(), &Selection::day(day))
        };
        assert!(misplaced(&view(&checklist), &answers).is_empty());

        checklist.areas[0].items[0].parts[0].kind = PartKind::Text;
        checklist.areas[0].items[1].validity.to = "2023-12-31".parse().ok();
        let lost = misplaced(&view(&checklist), &answers);
        let only_part = Answer { parts: [count(3)].into(), ..Answer::default() };
        assert_eq!(
            lost,
            [
                Misplaced { item: "MC-01".to_owned(), whole: false, answer: only_part },
                Misplaced { item: "MC-02".to_owned(), whole: true, answer: judged },
            ]
        );
    }
}
