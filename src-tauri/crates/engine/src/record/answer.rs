//! Answers: each named thing at an item is a field of its own, so that two people who work on
//! different parts of one item never disagree.

use std::collections::BTreeMap;

use domain::answer::{Answer, PartValue, Verdict};
use domain::id::VisitId;
use domain::score::Points;

use super::part::PartRecord;
use super::{Edit, Facts, RecordError, kind, word};

/// What is written at one item.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerField {
    /// The judgement; `None` takes it back.
    Verdict(Option<Verdict>),
    /// The note.
    Note(String),
    /// A named part; `None` takes it back.
    Part(String, Option<PartValue>),
    /// The points the unit gave itself; `None` takes them back.
    SelfPoints(Option<Points>),
    /// The points the delegation gave; `None` takes them back.
    Points(Option<Points>),
}

impl AnswerField {
    fn name(&self) -> String {
        match self {
            Self::Verdict(_) => "verdict".to_owned(),
            Self::Note(_) => "note".to_owned(),
            Self::Part(name, _) => format!("part/{name}"),
            Self::SelfPoints(_) => "self_points".to_owned(),
            Self::Points(_) => "points".to_owned(),
        }
    }
}

/// The edit that writes `field` of `item`. A value taken back is spelled `null`.
///
/// # Errors
///
/// [`RecordError`].
pub fn answer_edit(visit: VisitId, item: &str, field: &AnswerField) -> Result<Edit, RecordError> {
    let name = format!("{item}/{}", field.name());
    let id = visit.bytes();
    match field {
        AnswerField::Verdict(verdict) => {
            Edit::new(kind::ANSWER, id, name, &verdict.map(Verdict::code))
        }
        AnswerField::Note(note) => Edit::new(kind::ANSWER, id, name, note),
        AnswerField::Part(_, value) => {
            Edit::new(kind::ANSWER, id, name, &value.as_ref().map(PartRecord::from))
        }
        AnswerField::SelfPoints(points) | AnswerField::Points(points) => {
            Edit::new(kind::ANSWER, id, name, &points.map(Points::hundredths))
        }
    }
}

/// The area a field lies in, by which a charter may give it to some members only: what is written at
/// an item belongs to the area its code begins with, `MC-19/verdict` to `MC`.
pub fn area_of<'f>(target_kind: &str, field: &'f str) -> Option<&'f str> {
    match target_kind {
        kind::ANSWER | kind::REVIEW | kind::ACCEPTANCE => {
            let item = field.split('/').next()?;
            item.split_once('-').map(|(area, _)| area)
        }
        _ => None,
    }
}

fn points(facts: &Facts, visit: VisitId, name: &str) -> Result<Option<Points>, RecordError> {
    let hundredths: Option<u32> = facts.get(kind::ANSWER, visit.bytes(), name)?.flatten();
    Ok(hundredths.map(Points::from_hundredths))
}

/// Reads every answer of a visit, by item.
///
/// # Errors
///
/// [`RecordError`].
pub fn answers(facts: &Facts, visit: VisitId) -> Result<BTreeMap<String, Answer>, RecordError> {
    let id = visit.bytes();
    let mut answers: BTreeMap<String, Answer> = BTreeMap::new();
    for name in facts.fields(kind::ANSWER, id, "") {
        let Some((item, field)) = name.split_once('/') else { continue };
        let answer = answers.entry(item.to_owned()).or_default();
        match field {
            "verdict" => {
                let code: Option<String> = facts.get(kind::ANSWER, id, name)?.flatten();
                let found =
                    code.as_deref().map(|code| word("verdict", code, Verdict::from_code(code)));
                answer.verdict = found.transpose()?;
            }
            "note" => answer.note = facts.get_or_default(kind::ANSWER, id, name)?,
            "self_points" => answer.self_points = points(facts, visit, name)?,
            "points" => answer.points = points(facts, visit, name)?,
            // Read with the reviews.
            "reviewed" => {}
            other => {
                // A field of a later version is kept in the ledger and not shown here.
                let Some(part) = other.strip_prefix("part/") else { continue };
                let value: Option<PartRecord> = facts.get(kind::ANSWER, id, name)?.flatten();
                if let Some(value) = value {
                    answer.parts.insert(part.to_owned(), value.read()?);
                }
            }
        }
    }
    for (item, review) in super::reviews(facts, visit)? {
        answers.entry(item).or_default().review = review;
    }
    answers.retain(|_, answer| !answer.is_empty());
    Ok(answers)
}
