//! The data that travel inside the PDF of a letter, so that the file alone can be read by a machine.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::reminder::Reminder;

/// Version of [`LetterData`]; grows when a field changes its meaning.
pub(crate) const LETTER_DATA_VERSION: u32 = 1;

/// What the attachment `cong-van.json` says. Field names are a contract.
#[derive(Debug, JsonSchema, Serialize)]
pub(crate) struct LetterData {
    /// Version of these data.
    pub(crate) version: u32,
    /// Key of the campaign.
    pub(crate) campaign: String,
    /// The unit, written out.
    pub(crate) addressee: String,
    /// The day it bears.
    #[schemars(with = "String")]
    pub(crate) date: NaiveDate,
    /// Until when the unit is to answer.
    #[schemars(with = "String")]
    pub(crate) reply_by: NaiveDate,
    /// The demands it names.
    pub(crate) demands: Vec<DemandData>,
    /// Digest of the seal in hexadecimal.
    pub(crate) seal: String,
}

/// One demand.
#[derive(Debug, JsonSchema, Serialize)]
pub(crate) struct DemandData {
    /// What is to be done.
    pub(crate) text: String,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub(crate) due: Option<NaiveDate>,
    /// Days from the day of the letter to the last day; negative when it is past.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) days_left: Option<i64>,
}

/// Says what the letter states, for a machine.
pub(crate) fn data(reminder: &Reminder<'_>, seal: &str) -> LetterData {
    let letter = reminder.letter;
    let demands = letter.lines.iter().map(|line| DemandData {
        text: line.text.clone(),
        due: line.due,
        days_left: line.days_left,
    });
    LetterData {
        version: LETTER_DATA_VERSION,
        campaign: reminder.campaign.key.clone(),
        addressee: reminder.addressee.to_owned(),
        date: letter.date,
        reply_by: letter.reply_by,
        demands: demands.collect(),
        seal: seal.to_owned(),
    }
}
