//! `visit.json`: a visit with the same fields the screens have.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::campaign::FindingFile;
use super::reading::{ImportError, from_json};

/// The file.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitFile {
    /// Key of the campaign.
    pub campaign: String,
    /// Key of the unit.
    pub unit: String,
    /// `planned`, `unannounced` or `follow-up`.
    #[serde(default = "default_form")]
    pub form: String,
    /// The day, ISO 8601.
    pub date: String,
    /// When it began, `HH:MM`.
    pub start: Option<String>,
    /// When it ended, `HH:MM`.
    pub end: Option<String>,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// How many copies of the minutes.
    pub copies: Option<u32>,
    /// How much the minutes tell: `full` or `short`; absent = as usual for the kind of unit.
    pub minutes: Option<String>,
    /// The unit's own inspected period.
    pub period: Option<VisitPeriodFile>,
    /// Who was there.
    #[serde(default)]
    pub attendance: AttendanceFile,
    /// What was seen.
    #[serde(default)]
    pub answers: Vec<AnswerFile>,
    /// Rows of registers, by register; cells by column.
    #[serde(default)]
    pub registers: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    /// Strengths and shortcomings.
    #[serde(default)]
    pub findings: Vec<FindingFile>,
}

fn default_form() -> String {
    "planned".to_owned()
}

/// First and last day, ISO 8601.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct VisitPeriodFile {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// Who was there, from both sides.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AttendanceFile {
    /// From the delegation.
    #[serde(default)]
    pub delegation: Vec<PersonFile>,
    /// From the unit; the first one signs for it.
    #[serde(default)]
    pub unit: Vec<PersonFile>,
}

/// Somebody who was there.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PersonFile {
    /// The name; may be empty where only the post is on record.
    #[serde(default)]
    pub name: String,
    /// The post.
    #[serde(default)]
    pub title: String,
}

/// What was seen at one item.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerFile {
    /// The item.
    pub item: String,
    /// `met`, `partly`, `not-met`, `not-applicable`; absent = not yet checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<String>,
    /// The inspector's note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whether the lead looked it over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reviewed: bool,
    /// The points the unit gave itself, with a decimal comma: `"1,5"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_points: Option<String>,
    /// The points the delegation gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
    /// Short for the primary part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<FigureFile>,
    /// The named parts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, PartFile>,
}

/// The value of a part: a bare word or number, a figure, or a document.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(untagged)]
pub enum PartFile {
    /// A count.
    Count(u32),
    /// A date, choice or text.
    Text(String),
    /// A document.
    Document(DocumentFile),
    /// A rate.
    Figure(FigureFile),
}

/// A rate in one of its four ways, or a count.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FigureFile {
    /// A plain count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<u32>,
    /// The larger part of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator_to: Option<u32>,
    /// The whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<u32>,
    /// Only a percentage was reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent_only: Option<String>,
    /// Stated without a number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stated: bool,
    /// The percentage the unit itself printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted: Option<String>,
    /// The day for which the figure holds, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
}

/// A document.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentFile {
    /// Number and symbol.
    pub number: String,
    /// The day it was signed, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
}

/// Reads a visit.
///
/// # Errors
///
/// [`ImportError`] with line and field.
pub fn read_visit(file: &str, text: &str) -> Result<VisitFile, ImportError> {
    from_json(file, text)
}
