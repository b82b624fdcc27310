//! What is on the pad: sheets, each with the text that was last kept on it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::journal;
use super::sealed::PadSecret;
use crate::ports::Randomness;
use crate::store::{StoreError, hex};

/// The longest text of one sheet, in bytes: some twenty typed pages.
pub const TEXT_BYTES_MAX: usize = 64 * 1024;

/// The number of a sheet, drawn when it is begun.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct SheetId([u8; 8]);

impl SheetId {
    /// Draws a new number.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoRandomness`].
    pub fn draw(randomness: &dyn Randomness) -> Result<Self, StoreError> {
        let mut bytes = [0; 8];
        randomness.fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// Reads what [`SheetId::to_hex`] wrote.
    pub fn from_hex(text: &str) -> Option<Self> {
        hex::decode(text)?.try_into().ok().map(Self)
    }

    /// Spelled out.
    pub fn to_hex(self) -> String {
        hex::encode(&self.0)
    }
}

/// One record of the pad.
pub(super) enum Entry {
    /// What stands on a sheet, all of it.
    Text { sheet: SheetId, at_ms: i64, text: String },
    /// A sheet was dealt with, or was not after all.
    Away { sheet: SheetId, away: bool },
}

/// A record as it is spelled inside its seal. Only ever added to.
#[derive(Deserialize, Serialize)]
struct Spelled {
    sheet: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    away: Option<bool>,
}

/// Sealed lengths are rounded up to this many bytes, so that they tell little of the text.
const ROUND_BYTES: usize = 256;

impl Entry {
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, StoreError> {
        let spelled = match self {
            Self::Text { sheet, at_ms, text } => Spelled {
                sheet: sheet.to_hex(),
                at_ms: Some(*at_ms),
                text: Some(text.clone()),
                away: None,
            },
            Self::Away { sheet, away } => {
                Spelled { sheet: sheet.to_hex(), at_ms: None, text: None, away: Some(*away) }
            }
        };
        let mut bytes = serde_json::to_vec(&spelled)
            .map_err(|_| StoreError::Unreadable { what: "sheet of the pad" })?;
        // White space after a JSON value means nothing.
        bytes.resize(bytes.len().next_multiple_of(ROUND_BYTES), b' ');
        Ok(bytes)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let Spelled { sheet, at_ms, text, away } = serde_json::from_slice(bytes).ok()?;
        let sheet = SheetId::from_hex(&sheet)?;
        match (text, away) {
            (Some(text), _) => Some(Self::Text { sheet, at_ms: at_ms?, text }),
            (None, Some(away)) => Some(Self::Away { sheet, away }),
            (None, None) => None,
        }
    }
}

/// A sheet that was read back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Note {
    /// Its number.
    pub sheet: SheetId,
    /// When it was last written to.
    pub at: DateTime<Utc>,
    /// What stands on it.
    pub text: String,
    /// Whether it was dealt with and put away.
    pub away: bool,
}

/// Everything that could be read back.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Collected {
    /// The sheets with text on them, latest first.
    pub notes: Vec<Note>,
    /// Whole records that this key does not open: another store's, or a newer program's.
    pub unreadable: u32,
}

/// Reads the records of a pad.
pub(super) fn collect(secret: &PadSecret, bytes: &[u8]) -> Collected {
    let mut sheets: BTreeMap<SheetId, Note> = BTreeMap::new();
    let mut unreadable = 0;
    for body in journal::bodies(bytes) {
        match secret.open(body).and_then(|plain| Entry::from_bytes(&plain)) {
            Some(Entry::Text { sheet, at_ms, text }) => {
                let at = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
                sheets.insert(sheet, Note { sheet, at, text, away: false });
            }
            Some(Entry::Away { sheet, away }) => {
                if let Some(note) = sheets.get_mut(&sheet) {
                    note.away = away;
                }
            }
            None => unreadable += 1,
        }
    }
    let mut notes: Vec<Note> =
        sheets.into_values().filter(|note| !note.text.trim().is_empty()).collect();
    notes.sort_by(|one, other| other.at.cmp(&one.at).then(one.sheet.cmp(&other.sheet)));
    Collected { notes, unreadable }
}
