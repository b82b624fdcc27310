//! The number that a clerk gave a paper (số văn bản), with the series it counts in.

use serde::{Deserialize, Serialize};

use super::{Edit, Facts, RecordError, kind};

/// A paper's number: papers with one symbol are counted together, anew each year.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct PaperNumber {
    /// The number without what follows it: `12`, `12a`.
    pub number: String,
    /// What follows it: `/BB-ĐKT`.
    pub symbol: String,
    /// In which year it was given.
    pub year: i32,
}

const GIVEN: &str = "given";

/// The edit that gives a paper its number; `None` takes it back. `of` is the visit for minutes, the
/// paper for what adds to them.
///
/// # Errors
///
/// [`RecordError`].
pub fn number_edit(of: [u8; 16], number: Option<&PaperNumber>) -> Result<Edit, RecordError> {
    Edit::new(kind::NUMBER, of, GIVEN, &number)
}

/// Reads the number of a paper.
///
/// # Errors
///
/// [`RecordError`].
pub fn number(facts: &Facts, of: [u8; 16]) -> Result<Option<PaperNumber>, RecordError> {
    Ok(facts.get::<Option<PaperNumber>>(kind::NUMBER, of, GIVEN)?.flatten())
}
