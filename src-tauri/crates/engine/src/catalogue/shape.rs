//! A checklist file as it is written, read from TOML and written to it. Unknown fields are refused;
//! what a reader would assume anyway is not written.

use std::collections::BTreeMap;
use std::ops::Not;

use chrono::{Datelike as _, NaiveDate};
use domain::checklist::Validity;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::value::{Date, Datetime};

/// A day of the calendar, written `2018-06-21` without quotes.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(try_from = "Datetime", into = "Datetime")]
pub(super) struct Day(pub(super) NaiveDate);

impl TryFrom<Datetime> for Day {
    type Error = &'static str;

    fn try_from(moment: Datetime) -> Result<Self, Self::Error> {
        let (Some(date), None, None) = (moment.date, moment.time, moment.offset) else {
            return Err("expected a day without a time");
        };
        NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            .map(Self)
            .ok_or("no such day")
    }
}

impl From<Day> for Datetime {
    fn from(Day(day): Day) -> Self {
        let small = |number: u32| u8::try_from(number).unwrap_or_default();
        Date {
            // A file that was read holds no other years than TOML can write.
            year: u16::try_from(day.year()).unwrap_or_default(),
            month: small(day.month()),
            day: small(day.day()),
        }
        .into()
    }
}

/// Joins two days.
pub(super) fn validity(from: Option<Day>, to: Option<Day>) -> Validity {
    Validity { from: from.map(|day| day.0), to: to.map(|day| day.0) }
}

/// The whole document.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub(super) checklist: Head,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) bases: BTreeMap<String, Vec<BasisShape>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) area: Vec<AreaShape>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) register: Vec<RegisterShape>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) indicator: Vec<IndicatorShape>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) condition: Vec<ItemConditionShape>,
}

/// A figure that follows from others.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndicatorShape {
    pub(super) id: Spanned<String>,
    pub(super) title: String,
    pub(super) numerator: String,
    pub(super) denominator: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) unit: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) warning: Vec<WarningShape>,
}

/// What figures say about one item.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemConditionShape {
    pub(super) item: Spanned<String>,
    pub(super) show_if: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) warning: Vec<WarningShape>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WarningShape {
    pub(super) when: String,
    pub(super) text: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) id: Spanned<String>,
    pub(super) version: String,
    pub(super) title: String,
    pub(super) valid_from: Day,
    pub(super) source: String,
    pub(super) to_check: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AreaShape {
    pub(super) id: Spanned<String>,
    #[serde(default, skip_serializing_if = "Not::not")]
    pub(super) optional: bool,
    pub(super) title: Vec<TitleShape>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) item: Vec<ItemShape>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleShape {
    pub(super) text: String,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemShape {
    pub(super) id: Spanned<String>,
    pub(super) title: String,
    pub(super) question: String,
    pub(super) answer: String,
    pub(super) evidence: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) registers: Vec<String>,
    pub(super) valid_from: Option<Day>,
    pub(super) valid_to: Option<Day>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) validity_reason: String,
    /// Names of shared sequences of bases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) bases: Vec<String>,
    /// Bases of this item alone, cited after the shared ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) basis: Vec<BasisShape>,
    pub(super) certain: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) strength: String,
    pub(super) shortcoming: String,
    /// The milder shortcoming.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) partly: String,
    pub(super) recommendation: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) note: String,
    /// Replaces the kinds of communes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) kinds: Vec<String>,
    /// Adds to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) also_for: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) seeds: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) part: Vec<PartShape>,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BasisShape {
    pub(super) text: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
    pub(super) kind: Option<String>,
    pub(super) certain: Option<bool>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) note: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartShape {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) kind: String,
    #[serde(default, skip_serializing_if = "Not::not")]
    pub(super) primary: bool,
    pub(super) unit: Option<String>,
    pub(super) numerator: Option<String>,
    pub(super) denominator: Option<String>,
    pub(super) percent_only: Option<bool>,
    /// The default threshold: `98,00`.
    pub(super) least: Option<String>,
    pub(super) options: Option<Vec<String>>,
    pub(super) from_register: Option<String>,
    pub(super) rule: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegisterShape {
    pub(super) id: Spanned<String>,
    pub(super) title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) field: Vec<FieldShape>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) rule: Vec<RuleShape>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) statement: Vec<StatementShape>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementShape {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) item: String,
    pub(super) rule: String,
    pub(super) when: String,
    pub(super) text: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) text_one: String,
    pub(super) listing: Option<ListingShape>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListingShape {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) rows: Vec<ConditionShape>,
    pub(super) each: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) tail: String,
    pub(super) days: Option<[String; 2]>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldShape {
    pub(super) name: String,
    pub(super) label: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) options: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Not::not")]
    pub(super) personal: bool,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleShape {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) numerator: MeasureShape,
    pub(super) denominator: Option<MeasureShape>,
    pub(super) quoted: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeasureShape {
    pub(super) rows: Option<Vec<ConditionShape>>,
    pub(super) sum: Option<Vec<String>>,
    pub(super) prefer: Option<PreferenceShape>,
    pub(super) distinct: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PreferenceShape {
    pub(super) field: String,
    pub(super) order: Vec<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionShape {
    pub(super) field: String,
    pub(super) any_of: Option<Vec<String>>,
    pub(super) filled: Option<bool>,
    pub(super) past: Option<bool>,
    pub(super) after: Option<String>,
    pub(super) not_after: Option<String>,
    pub(super) below: Option<String>,
}
