//! How the value of one part of an item is spelled.

use chrono::NaiveDate;
use domain::answer::{DocumentRef, PartValue, Rate, RateFigure};
use domain::ratio::{Percent, Ratio};
use serde::{Deserialize, Serialize};

use super::RecordError;

/// Twin of [`PartValue`].
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PartRecord {
    Count(u32),
    Rate(RateRecord),
    Date(NaiveDate),
    Choice(String),
    Text(String),
    Document { number: String, date: Option<NaiveDate>, subject: String },
}

/// Twin of [`RateFigure`].
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct RateRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    numerator: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    numerator_to: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    denominator: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    percent_only: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quoted: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<NaiveDate>,
}

impl From<&PartValue> for PartRecord {
    fn from(value: &PartValue) -> Self {
        match value {
            PartValue::Count(count) => Self::Count(*count),
            PartValue::Rate(figure) => Self::Rate(figure.into()),
            PartValue::Date(date) => Self::Date(*date),
            PartValue::Choice(choice) => Self::Choice(choice.clone()),
            PartValue::Text(text) => Self::Text(text.clone()),
            PartValue::Document(DocumentRef { number, date, subject }) => {
                Self::Document { number: number.clone(), date: *date, subject: subject.clone() }
            }
        }
    }
}

impl From<&RateFigure> for RateRecord {
    fn from(figure: &RateFigure) -> Self {
        let mut record = Self {
            quoted: figure.quoted.map(Percent::printed),
            as_of: figure.as_of,
            ..Self::default()
        };
        match figure.rate {
            Rate::Counts(ratio) => {
                record.numerator = Some(ratio.numerator());
                record.denominator = Some(ratio.denominator());
            }
            Rate::PercentOnly(percent) => record.percent_only = Some(percent.printed()),
            Rate::Range { from, to, denominator } => {
                record.numerator = Some(from);
                record.numerator_to = Some(to);
                record.denominator = Some(denominator);
            }
            Rate::Stated => {}
        }
        record
    }
}

impl PartRecord {
    pub(super) fn read(self) -> Result<PartValue, RecordError> {
        Ok(match self {
            Self::Count(count) => PartValue::Count(count),
            Self::Rate(rate) => PartValue::Rate(rate.read()?),
            Self::Date(date) => PartValue::Date(date),
            Self::Choice(choice) => PartValue::Choice(choice),
            Self::Text(text) => PartValue::Text(text),
            Self::Document { number, date, subject } => {
                PartValue::Document(DocumentRef { number, date, subject })
            }
        })
    }
}

impl RateRecord {
    fn read(self) -> Result<RateFigure, RecordError> {
        let rate = match (self.numerator, self.numerator_to, self.denominator) {
            (Some(from), Some(to), Some(denominator)) => Rate::Range { from, to, denominator },
            (Some(numerator), None, Some(denominator)) => Rate::Counts(
                Ratio::new(numerator, denominator).map_err(|error| impossible(&error))?,
            ),
            _ => match &self.percent_only {
                Some(text) => Rate::PercentOnly(percent(text)?),
                None => Rate::Stated,
            },
        };
        let quoted = self.quoted.as_deref().map(percent).transpose()?;
        Ok(RateFigure { rate, quoted, as_of: self.as_of })
    }
}

/// Reads the value of a part as an answer's field spells it; `None` when it was taken back.
///
/// # Errors
///
/// [`RecordError::Unreadable`] and [`RecordError::Impossible`].
pub fn read_part(bytes: &[u8]) -> Result<Option<PartValue>, RecordError> {
    let record: Option<PartRecord> =
        serde_json::from_slice(bytes).map_err(|source| RecordError::Unreadable {
            kind: super::kind::ANSWER.to_owned(),
            field: "part".to_owned(),
            source,
        })?;
    record.map(PartRecord::read).transpose()
}

fn percent(text: &str) -> Result<Percent, RecordError> {
    Percent::parse(text).map_err(|error| impossible(&error))
}

fn impossible(error: &dyn std::error::Error) -> RecordError {
    RecordError::Impossible { what: "rate", reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &PartValue, spelled: &str) {
        let record = PartRecord::from(value);
        assert_eq!(serde_json::to_string(&record).unwrap(), spelled);
        let again: PartRecord = serde_json::from_str(spelled).unwrap();
        assert_eq!(&again.read().unwrap(), value);
    }

    fn rate(rate: Rate) -> PartValue {
        PartValue::Rate(RateFigure { rate, quoted: None, as_of: None })
    }

    #[test]
    fn every_way_of_knowing_a_rate_keeps_its_spelling() {
        let counts = Rate::Counts(Ratio::new(14, 27).unwrap());
        check(&rate(counts), r#"{"rate":{"numerator":14,"denominator":27}}"#);
        let range = Rate::Range { from: 3, to: 4, denominator: 9 };
        check(&rate(range), r#"{"rate":{"numerator":3,"numerator_to":4,"denominator":9}}"#);
        let reported = Rate::PercentOnly(Percent::parse("44,66").unwrap());
        check(&rate(reported), r#"{"rate":{"percent_only":"44,66"}}"#);
        check(&rate(Rate::Stated), r#"{"rate":{}}"#);
    }

    #[test]
    fn other_parts_keep_their_spelling() {
        check(&PartValue::Count(4545), r#"{"count":4545}"#);
        check(
            &PartValue::Date(NaiveDate::from_ymd_opt(2022, 9, 15).unwrap()),
            r#"{"date":"2022-09-15"}"#,
        );
        check(&PartValue::Text("đủ".to_owned()), r#"{"text":"đủ"}"#);
    }
}
