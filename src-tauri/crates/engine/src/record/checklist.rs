//! Checklists that the office makes itself: drafts and published versions.
//!
//! A draft and the version it becomes are one thing in a section of its own. The edits of a draft
//! are fields of their own, so that two people who word different items never disagree. A campaign
//! that goes by such a version carries a copy of the thing's fields in its own section, so that it
//! can be given to others with everything it needs.

use chrono::NaiveDate;
use domain::campaign::ChecklistPin;
use domain::id::ChecklistId;
use serde::{Deserialize, Serialize};

use super::{BINNED, Edit, Edits, Facts, RecordError, kind};

/// Twin of [`ChecklistPin`].
#[derive(Deserialize, Serialize)]
pub(super) struct PinRecord {
    version: String,
    sha256: Option<String>,
}

impl From<&ChecklistPin> for PinRecord {
    fn from(pin: &ChecklistPin) -> Self {
        Self { version: pin.version.clone(), sha256: pin.sha256.clone() }
    }
}

impl From<PinRecord> for ChecklistPin {
    fn from(PinRecord { version, sha256 }: PinRecord) -> Self {
        Self { version, sha256 }
    }
}

/// A draft of a checklist, or the version it became.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OwnChecklist {
    /// Which draft.
    pub id: ChecklistId,
    /// Id of the checklist: `cchc`.
    pub checklist: String,
    /// The version it was made from.
    pub base: ChecklistPin,
    /// SHA-256 of a file that was read in, in hexadecimal; the edits then stand on that file, and
    /// the base is only what they are compared with.
    pub ground: Option<String>,
    /// The version it becomes or became; empty while nobody has said.
    pub version: String,
    /// The first day of campaigns that use it.
    pub valid_from: Option<NaiveDate>,
    /// What changed, in a few words.
    pub about: String,
    /// SHA-256 of the published file in hexadecimal; empty for a draft.
    pub sha256: String,
    /// When it was published, RFC 3339; empty for a draft.
    pub published_at: String,
}

impl OwnChecklist {
    /// Whether nothing of it can be changed any more.
    pub const fn is_published(&self) -> bool {
        !self.sha256.is_empty()
    }

    /// How a campaign names it, once it is published.
    pub fn pin(&self) -> ChecklistPin {
        ChecklistPin { version: self.version.clone(), sha256: Some(self.sha256.clone()) }
    }
}

/// The edits that write every field of `own`.
///
/// # Errors
///
/// [`RecordError`].
pub fn own_checklist_edits(own: &OwnChecklist) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::CHECKLIST, own.id.bytes());
    edits.set("checklist", &own.checklist)?;
    edits.set("base", &PinRecord::from(&own.base))?;
    edits.set("ground", &own.ground)?;
    edits.set("version", &own.version)?;
    edits.set("valid_from", &own.valid_from)?;
    edits.set("about", &own.about)?;
    edits.set("sha256", &own.sha256)?;
    edits.set("published_at", &own.published_at)?;
    Ok(edits.edits)
}

/// Reads the draft or version `id`, if `facts` have it and its making was not taken back.
///
/// # Errors
///
/// [`RecordError`].
pub fn own_checklist(facts: &Facts, id: ChecklistId) -> Result<Option<OwnChecklist>, RecordError> {
    let (of, key) = (kind::CHECKLIST, id.bytes());
    let Some(base) = facts.get::<PinRecord>(of, key, "base")? else { return Ok(None) };
    if facts.flag(of, key, BINNED) {
        return Ok(None);
    }
    Ok(Some(OwnChecklist {
        id,
        checklist: facts.need(of, key, "checklist")?,
        base: base.into(),
        ground: facts.get(of, key, "ground")?.flatten(),
        version: facts.get_or_default(of, key, "version")?,
        valid_from: facts.get(of, key, "valid_from")?.flatten(),
        about: facts.get_or_default(of, key, "about")?,
        sha256: facts.get_or_default(of, key, "sha256")?,
        published_at: facts.get_or_default(of, key, "published_at")?,
    }))
}
