//! Days off that the office added, beside those that ship with the program.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Edit, Facts, RecordError, kind};

/// Days off of a year, as an office adds them.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct WorkYearRecord {
    /// Days off with their names.
    pub off: Vec<(NaiveDate, String)>,
    /// Weekend days that are worked.
    pub worked: Vec<NaiveDate>,
    /// The papers that say so.
    pub source: String,
}

/// The section, and the thing in it, that holds the days off that the office added.
pub const WORK_YEARS: [u8; 16] = *b"bienban-workyear";

/// The edit that adds the days off of `year`; `None` takes them away.
///
/// # Errors
///
/// [`RecordError`].
pub fn work_year_edit(year: i32, days: Option<&WorkYearRecord>) -> Result<Edit, RecordError> {
    Edit::new(kind::WORK_YEARS, WORK_YEARS, format!("year/{year}"), &days)
}

/// Reads the days off that the office added, by year.
///
/// # Errors
///
/// [`RecordError`].
pub fn work_years(facts: &Facts) -> Result<Vec<(i32, WorkYearRecord)>, RecordError> {
    let mut years = Vec::new();
    for field in facts.fields(kind::WORK_YEARS, WORK_YEARS, "year/") {
        let year = field.strip_prefix("year/").and_then(|text| text.parse().ok());
        let days = facts.get::<Option<WorkYearRecord>>(kind::WORK_YEARS, WORK_YEARS, field)?;
        if let (Some(year), Some(days)) = (year, days.flatten()) {
            years.push((year, days));
        }
    }
    Ok(years)
}
