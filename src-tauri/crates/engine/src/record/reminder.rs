//! Letters of reminder (công văn đôn đốc), and what all letters of a campaign have in common.

use chrono::NaiveDate;
use domain::id::{CampaignId, LetterId, UnitId};
use serde::{Deserialize, Serialize};

use super::{Edit, Edits, Facts, REMOVED, RecordError, kind, word};

/// A letter of reminder that was made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Letter {
    /// Which letter.
    pub id: LetterId,
    /// To whom.
    pub unit: UnitId,
    /// The day it bears.
    pub date: NaiveDate,
    /// Until when the unit is to answer.
    pub reply_by: NaiveDate,
    /// The demands it names, as they stood when it was made: what was sent does not change.
    pub lines: Vec<LetterLine>,
}

/// A demand as a letter names it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct LetterLine {
    /// Id of the finding.
    pub finding: String,
    /// What is to be done.
    pub text: String,
    /// The last day, where there is one.
    pub due: Option<NaiveDate>,
    /// Days from the day of the letter to the last day.
    pub days_left: Option<i64>,
    /// Whether a part of it was seen done.
    pub partly: bool,
}

/// What all letters of a campaign have in common.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct LetterHabit {
    /// What follows the number: `/SNV-CCHC`.
    pub symbol: String,
    /// The agency as a sentence calls it: `Sở Nội vụ`.
    pub agency: String,
    /// Whom the letter is signed by: the lines above the signature.
    pub signer_title: Vec<String>,
    /// The name below it; may be empty.
    pub signer: String,
    /// What stands after `Lưu: VT`: the unit that wrote it.
    pub archive: String,
}

const HABIT: &str = "letter";

/// The edits that write every field of `letter`.
///
/// # Errors
///
/// [`RecordError`].
pub fn letter_edits(letter: &Letter) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::REMINDER, letter.id.bytes());
    edits.set("unit", &letter.unit.to_string())?;
    edits.set("date", &letter.date)?;
    edits.set("reply_by", &letter.reply_by)?;
    edits.set("lines", &letter.lines)?;
    edits.set(REMOVED, &false)?;
    Ok(edits.edits)
}

/// Reads every letter of a campaign, in the order of writing.
///
/// # Errors
///
/// [`RecordError`].
pub fn letters(facts: &Facts) -> Result<Vec<Letter>, RecordError> {
    let of = kind::REMINDER;
    let read = |id| {
        let unit: String = facts.need(of, id, "unit")?;
        Ok(Letter {
            id: LetterId::from_bytes(id),
            unit: word("unit id", &unit, unit.parse().ok())?,
            date: facts.need(of, id, "date")?,
            reply_by: facts.need(of, id, "reply_by")?,
            lines: facts.get_or_default(of, id, "lines")?,
        })
    };
    facts.ids(of).into_iter().map(read).collect()
}

/// The edit that keeps what all letters of a campaign have in common.
///
/// # Errors
///
/// [`RecordError`].
pub fn letter_habit_edit(campaign: CampaignId, habit: &LetterHabit) -> Result<Edit, RecordError> {
    Ok(Edit::new(kind::FOLLOW_UP, campaign.bytes(), HABIT, habit)?.personal())
}

/// What all letters of a campaign have in common, once somebody said so.
///
/// # Errors
///
/// [`RecordError`].
pub fn letter_habit(
    facts: &Facts,
    campaign: CampaignId,
) -> Result<Option<LetterHabit>, RecordError> {
    facts.get(kind::FOLLOW_UP, campaign.bytes(), HABIT)
}
