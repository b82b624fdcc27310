//! Earlier papers as they travel: demands that were seen again, and minutes that are added to.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fields;
use crate::minutes::{Addition, SeenAgain, Since};
use crate::record::RecordError;

/// A demand of last time.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct SeenAgainEntry {
    /// What was found then.
    pub(crate) text: String,
    /// What was to be done.
    pub(crate) recommendation: String,
    /// The paper that said so.
    pub(crate) paper: String,
    /// Until when.
    #[schemars(with = "Option<String>")]
    pub(crate) deadline: Option<NaiveDate>,
    /// Whether this visit found it mended.
    pub(crate) mended: Option<bool>,
}

/// To what supplementary minutes add, and what.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct AdditionEntry {
    /// Which supplement, from 1.
    pub(crate) number: u32,
    /// The number of the minutes.
    pub(crate) to_number: String,
    /// The seal of the minutes.
    pub(crate) to_seal: String,
    /// The day it was begun.
    #[schemars(with = "Option<String>")]
    pub(crate) begun: Option<NaiveDate>,
    /// Why.
    pub(crate) reason: String,
    /// The items recorded since.
    pub(crate) items: BTreeMap<String, SinceEntry>,
    /// Findings that were worded anew.
    pub(crate) reworded: Vec<String>,
    /// How many findings were taken away.
    pub(crate) withdrawn: u32,
}

/// What became of what minutes told at an item.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct SinceEntry {
    /// Whether they told something else.
    pub(crate) rewritten: bool,
    /// What they told that stands no more.
    pub(crate) cleared: Vec<String>,
}

impl From<&SeenAgain> for SeenAgainEntry {
    fn from(seen: &SeenAgain) -> Self {
        let SeenAgain { text, recommendation, paper, deadline, mended } = seen.clone();
        Self { text, recommendation, paper, deadline, mended }
    }
}

impl From<&SeenAgainEntry> for SeenAgain {
    fn from(seen: &SeenAgainEntry) -> Self {
        let SeenAgainEntry { text, recommendation, paper, deadline, mended } = seen.clone();
        Self { text, recommendation, paper, deadline, mended }
    }
}

impl From<&Addition> for AdditionEntry {
    fn from(addition: &Addition) -> Self {
        let since = |(item, since): (&String, &Since)| {
            let Since { rewritten, cleared } = since.clone();
            (item.clone(), SinceEntry { rewritten, cleared })
        };
        Self {
            number: addition.number,
            to_number: addition.to_number.clone(),
            to_seal: addition.to_seal.clone(),
            begun: addition.begun,
            reason: addition.reason.clone(),
            items: addition.items.iter().map(since).collect(),
            reworded: addition.reworded.iter().map(ToString::to_string).collect(),
            withdrawn: addition.withdrawn,
        }
    }
}

impl AdditionEntry {
    /// Reads it back.
    ///
    /// # Errors
    ///
    /// [`RecordError::UnknownWord`].
    pub(super) fn read(&self) -> Result<Addition, RecordError> {
        let since = |(item, since): (&String, &SinceEntry)| {
            let SinceEntry { rewritten, cleared } = since.clone();
            (item.clone(), Since { rewritten, cleared })
        };
        let reworded = self.reworded.iter().map(|id| fields::id_of("finding id", id));
        Ok(Addition {
            number: self.number,
            to_number: self.to_number.clone(),
            to_seal: self.to_seal.clone(),
            begun: self.begun,
            reason: self.reason.clone(),
            items: self.items.iter().map(since).collect(),
            reworded: reworded.collect::<Result<_, _>>()?,
            withdrawn: self.withdrawn,
        })
    }
}
