//! What a sealed paper is laid out from, as it travels inside the paper.
//!
//! Whoever has only the file can lay the paper out again and compare it with the pages
//! ([`crate::crosscheck`]), or take the visit in ([`crate::actions`]). Nouns are spelled as in the
//! ledger, field by field, so nothing is told in two shapes.
//!
//! **Invariant:** what belongs to the delegation does not travel: notes, reviews, points, rows of
//! registers, and praise that a person took out of the text stay on the laptop. What does not stand on
//! the pages travels in these cases alone, and [`crate::crosscheck`] tells it as unprinted: figures and
//! verdicts of items, where a person wrote over the text that tells them or an agency leaves its
//! tables of figures out; praise from which something else on the pages follows.

mod annexed;
mod earlier;
mod fields;
mod letter;
mod minutes;
mod notice;
mod sheet;

use std::ops::RangeInclusive;

use chrono::{DateTime, FixedOffset};
use papers::{Document, Layouts, StyleSheet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::RecordError;
use fields::impossible;

pub(crate) use fields::answers_told;
pub(crate) use letter::LetterSource;
pub(crate) use minutes::MinutesSource;
pub(crate) use notice::NoticeSource;

/// Which wording and layout the papers of this program have. It grows with every change of what
/// equal material comes to look like, so that an older paper is never said to have been changed
/// because the program was; a test pins how the papers of this number look.
pub(crate) const FORMS: u32 = 2;
/// The forms that this program can lay out again: papers of the first ones lack the field for an
/// electronic copy and look like those of today otherwise.
pub(crate) const FORMS_KNOWN: RangeInclusive<u32> = 1..=FORMS;

/// How and when a paper was laid out.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub(crate) struct Made {
    /// [`FORMS`] of the program that did.
    pub(crate) forms: u32,
    /// Name of the layout, such as `nd30-2020`.
    pub(crate) layout: String,
    /// When it was sealed, RFC 3339.
    pub(crate) sealed_at: String,
}

impl Made {
    /// Made by this program at `at`, in the layout `style`.
    pub(crate) fn here(at: DateTime<FixedOffset>, style: &StyleSheet) -> Self {
        Self { forms: FORMS, layout: style.name.clone(), sealed_at: at.to_rfc3339() }
    }

    /// The document as the forms of that day had it.
    pub(crate) fn in_its_forms(&self, document: Document) -> Document {
        let copy_field = document.copy_field.filter(|_| 2 <= self.forms);
        Document { copy_field, ..document }
    }

    /// When the paper was sealed.
    ///
    /// # Errors
    ///
    /// [`RecordError::Impossible`].
    pub(crate) fn at(&self) -> Result<DateTime<FixedOffset>, RecordError> {
        DateTime::parse_from_rfc3339(&self.sealed_at)
            .map_err(|error| impossible("sealed_at", &error))
    }

    /// The layout, among those that hold on `day`; `None` for one that this program does not have.
    pub(crate) fn style<'l>(
        &self,
        layouts: &'l Layouts,
        day: chrono::NaiveDate,
    ) -> Option<&'l StyleSheet> {
        let style = layouts.on(&day.to_string());
        (style.name == self.layout).then_some(style)
    }
}

/// What the attachment of a sealed paper says: what it states, for whoever reads it, and what it is
/// laid out from.
#[derive(Debug, JsonSchema, Serialize)]
pub(crate) struct SealedData<D, S> {
    /// What it states.
    #[serde(flatten)]
    pub(crate) data: D,
    /// Everything that its pages are laid out from.
    pub(crate) source: S,
}
