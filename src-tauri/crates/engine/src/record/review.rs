//! Looking answers over: what the lead and the leader decided, and of which words.
//!
//! A decision names the digest of what it saw, so that an edit that comes later, from wherever,
//! takes the answer out of it, and undoing that edit brings it back. Acceptances are a kind of their
//! own: a charter can reserve kinds to the leader.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::id::VisitId;
use domain::review::{Review, ReviewState};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Edit, Facts, RecordError, kind, word};

/// What the lead decided.
#[derive(Deserialize, Serialize)]
struct DecisionRecord {
    /// `reviewed`, `returned`, or `open` once it was taken back.
    state: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    remark: String,
    /// Digest of the answer it was decided about, in hexadecimal.
    of: String,
}

/// That the leader accepted, and what.
#[derive(Deserialize, Serialize)]
struct AcceptanceRecord {
    of: String,
}

/// The edits that decide `review` of `item`, as its answer stands in `facts`.
///
/// # Errors
///
/// [`RecordError`].
pub fn review_edits(
    facts: &Facts,
    visit: VisitId,
    item: &str,
    review: &Review,
) -> Result<Vec<Edit>, RecordError> {
    let id = visit.bytes();
    let of = seen(facts, id, item);
    let state = match review.state {
        ReviewState::Reviewed | ReviewState::Accepted => ReviewState::Reviewed,
        ReviewState::Returned => ReviewState::Returned,
        ReviewState::Open | ReviewState::Edited => ReviewState::Open,
    };
    let decision = DecisionRecord {
        state: state.code().to_owned(),
        remark: review.remark.clone(),
        of: of.clone(),
    };
    let accepted = review.state == ReviewState::Accepted;
    let mut edits = Vec::new();
    let standing: Option<DecisionRecord> = facts.get(kind::REVIEW, id, item)?;
    let same = standing.is_some_and(|it| it.state == decision.state && it.of == decision.of);
    // Accepting repeats nothing of the lead's: it stays the lead's decision.
    if !(accepted && same) {
        edits.push(Edit::new(kind::REVIEW, id, item, &decision)?);
    }
    if accepted || facts.has(kind::ACCEPTANCE, id) {
        let acceptance = accepted.then_some(AcceptanceRecord { of });
        edits.push(Edit::new(kind::ACCEPTANCE, id, item, &acceptance)?);
    }
    Ok(edits)
}

/// Reads where the looking over of every item stands that somebody looked over.
///
/// # Errors
///
/// [`RecordError`].
pub fn reviews(facts: &Facts, visit: VisitId) -> Result<BTreeMap<String, Review>, RecordError> {
    let id = visit.bytes();
    let mut reviews = BTreeMap::new();
    // The mark of earlier versions said no more than that somebody had looked.
    for field in facts.fields(kind::ANSWER, id, "") {
        if let Some(item) = field.strip_suffix("/reviewed")
            && facts.flag(kind::ANSWER, id, field)
        {
            let review = Review { state: ReviewState::Reviewed, remark: String::new() };
            reviews.insert(item.to_owned(), review);
        }
    }
    for item in facts.fields(kind::REVIEW, id, "") {
        let Some(decision) = facts.get::<DecisionRecord>(kind::REVIEW, id, item)? else { continue };
        let decided = word("review", &decision.state, ReviewState::from_code(&decision.state))?;
        let of = seen(facts, id, item);
        let accepted: Option<AcceptanceRecord> =
            facts.get::<Option<AcceptanceRecord>>(kind::ACCEPTANCE, id, item)?.flatten();
        let state = match decided {
            ReviewState::Open | ReviewState::Edited => ReviewState::Open,
            _ if decision.of != of => ReviewState::Edited,
            ReviewState::Returned => ReviewState::Returned,
            ReviewState::Reviewed | ReviewState::Accepted => {
                let accepted = accepted.is_some_and(|it| it.of == of);
                if accepted { ReviewState::Accepted } else { ReviewState::Reviewed }
            }
        };
        let is_returned = state == ReviewState::Returned;
        let remark = if is_returned { decision.remark } else { String::new() };
        reviews.insert(item.to_owned(), Review { state, remark });
    }
    Ok(reviews)
}

/// Digest of an answer: of every value that stands at its fields, disagreements included. Empty
/// values count as none, so that what was cleared and written again is what it was.
fn seen(facts: &Facts, visit: [u8; 16], item: &str) -> String {
    let mut digest = Sha256::new();
    for field in facts.fields(kind::ANSWER, visit, &format!("{item}/")) {
        if field.ends_with("/reviewed") {
            continue;
        }
        let standing = facts.values(kind::ANSWER, visit, field).iter();
        let mut values: Vec<&[u8]> = standing.map(|value| value.bytes.as_slice()).collect();
        values.retain(|bytes| !matches!(*bytes, b"" | b"null" | b"\"\""));
        values.sort_unstable();
        values.dedup();
        for bytes in values {
            for part in [field.as_bytes(), bytes] {
                digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
                digest.update(part);
            }
        }
    }
    let mut hex = String::new();
    for byte in digest.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Value;

    const VISIT: [u8; 16] = [2; 16];

    fn facts(fields: &[(&str, &str, &str)]) -> Facts {
        let mut facts = Facts::default();
        for (kind, field, value) in fields {
            let bytes = value.as_bytes().to_vec();
            facts.add(kind, VISIT, field, Value { bytes, wall_ms: 0, stream: [0; 32] });
        }
        facts
    }

    fn with_review(answer: &[(&str, &str, &str)], state: ReviewState) -> Vec<(String, String)> {
        let facts = facts(answer);
        let review = Review { state, remark: "Xem lại".to_owned() };
        let edits = review_edits(&facts, VisitId::from_bytes(VISIT), "MC-03", &review).unwrap();
        let text = |edit: Edit| (edit.kind.to_owned(), String::from_utf8(edit.value).unwrap());
        edits.into_iter().map(text).collect()
    }

    fn state(answer: &[(&str, &str, &str)], decided: &[(String, String)]) -> ReviewState {
        let mut all = answer.to_vec();
        all.extend(decided.iter().map(|(kind, value)| (kind.as_str(), "MC-03", value.as_str())));
        let reviews = reviews(&facts(&all), VisitId::from_bytes(VISIT)).unwrap();
        reviews.get("MC-03").cloned().unwrap_or_default().state
    }

    const MET: (&str, &str, &str) = ("answer", "MC-03/verdict", "\"met\"");

    #[test]
    fn an_edit_after_review_takes_the_answer_out_of_it_and_its_undoing_brings_it_back() {
        let decided = with_review(&[MET], ReviewState::Reviewed);
        assert_eq!(state(&[MET], &decided), ReviewState::Reviewed);
        let edited = ("answer", "MC-03/note", "\"thêm\"");
        assert_eq!(state(&[MET, edited], &decided), ReviewState::Edited);
        let emptied = ("answer", "MC-03/note", "\"\"");
        assert_eq!(state(&[MET, emptied], &decided), ReviewState::Reviewed);
    }

    #[test]
    fn an_acceptance_holds_only_for_the_words_that_were_accepted() {
        let decided = with_review(&[MET], ReviewState::Accepted);
        assert_eq!(state(&[MET], &decided), ReviewState::Accepted);
        let other = ("answer", "MC-03/verdict", "\"not-met\"");
        assert_eq!(state(&[other], &decided), ReviewState::Edited);
    }

    #[test]
    fn a_second_opinion_that_arrives_takes_the_answer_out_of_review() {
        let decided = with_review(&[MET], ReviewState::Reviewed);
        let other = ("answer", "MC-03/verdict", "\"partly\"");
        assert_eq!(state(&[MET, other], &decided), ReviewState::Edited);
    }

    #[test]
    fn the_mark_of_earlier_versions_still_counts_as_reviewed() {
        let mark = ("answer", "MC-03/reviewed", "true");
        assert_eq!(state(&[MET, mark], &[]), ReviewState::Reviewed);
    }
}
