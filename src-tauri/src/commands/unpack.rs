//! From the screens' texts to the values of the domain.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{NaiveDate, NaiveTime};
use domain::campaign::Period;
use domain::score::Points;
use engine::{EngineError, Field, Noun};

/// Says that `entered` cannot be what `field` holds.
pub(crate) fn bad(field: Field, entered: &str) -> EngineError {
    EngineError::BadInput { field, entered: entered.to_owned() }
}

/// Reads an id.
pub(crate) fn id<T: std::str::FromStr>(text: &str, what: Noun) -> Result<T, EngineError> {
    text.parse().map_err(|_| EngineError::NotFound { what, name: text.to_owned() })
}

/// Reads a day that must be there.
pub(crate) fn day(text: &str) -> Result<NaiveDate, EngineError> {
    domain::date::parse(text).ok_or_else(|| bad(Field::Date, text))
}

/// Reads a day that may be missing.
pub(crate) fn optional_day(text: &str) -> Result<Option<NaiveDate>, EngineError> {
    if text.trim().is_empty() { Ok(None) } else { day(text).map(Some) }
}

/// Reads a time of day that may be missing.
pub(crate) fn optional_time(text: &str) -> Result<Option<NaiveTime>, EngineError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let time = NaiveTime::parse_from_str(text.trim(), "%H:%M");
    time.map(Some).map_err(|_| bad(Field::Time, text))
}

/// Reads a period that must be there.
pub(crate) fn period(from: &str, to: &str) -> Result<Period, EngineError> {
    Period::new(day(from)?, day(to)?).map_err(|_| bad(Field::Period, &format!("{from} – {to}")))
}

/// Reads points that may be missing.
pub(crate) fn points(text: &str) -> Result<Option<Points>, EngineError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Points::parse(text).map(Some).map_err(|_| bad(Field::Points, text))
}

/// Reads a word of a closed list.
pub(crate) fn word<T>(text: &str, found: Option<T>) -> Result<T, EngineError> {
    found.ok_or_else(|| bad(Field::Word, text))
}

/// Reads the content of a file.
pub(crate) fn bytes(base64: &str) -> Result<Vec<u8>, EngineError> {
    STANDARD.decode(base64).map_err(|_| bad(Field::Bytes, ""))
}

/// A day as the screens spell it; empty when there is none.
pub(crate) fn iso(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
