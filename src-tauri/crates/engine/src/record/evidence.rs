//! Evidence: what a photograph or file is, apart from its bytes.

use domain::id::EvidenceId;

use super::{Edit, Edits, Facts, RecordError, kind};

/// A piece of evidence as the ledger describes it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Evidence {
    /// Which piece.
    pub id: EvidenceId,
    /// The item it belongs to.
    pub item: String,
    /// SHA-256 of the original bytes, in hexadecimal.
    pub sha256: String,
    /// The name the file had.
    pub file_name: String,
    /// Its media type, as found from its first bytes.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u32,
    /// What the picture shows, in the inspector's words.
    pub caption: String,
    /// The moment the camera wrote down, as written: supporting evidence that can be wrong.
    pub taken_at: String,
}

/// The edits that write every field of `evidence`.
///
/// # Errors
///
/// [`RecordError`].
pub fn evidence_edits(evidence: &Evidence) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::EVIDENCE, evidence.id.bytes());
    edits.set("item", &evidence.item)?;
    edits.set("sha256", &evidence.sha256)?;
    edits.set("file_name", &evidence.file_name)?;
    edits.set("media_type", &evidence.media_type)?;
    edits.set("size", &evidence.size)?;
    edits.set("caption", &evidence.caption)?;
    edits.set("taken_at", &evidence.taken_at)?;
    edits.set(super::REMOVED, &false)?;
    Ok(edits.edits)
}

/// Reads every piece of evidence of a section, oldest first.
///
/// # Errors
///
/// [`RecordError`].
pub fn evidence(facts: &Facts) -> Result<Vec<Evidence>, RecordError> {
    let of = kind::EVIDENCE;
    let read = |id| {
        Ok(Evidence {
            id: EvidenceId::from_bytes(id),
            item: facts.get_or_default(of, id, "item")?,
            sha256: facts.need(of, id, "sha256")?,
            file_name: facts.get_or_default(of, id, "file_name")?,
            media_type: facts.get_or_default(of, id, "media_type")?,
            size: facts.get_or_default(of, id, "size")?,
            caption: facts.get_or_default(of, id, "caption")?,
            taken_at: facts.get_or_default(of, id, "taken_at")?,
        })
    };
    facts.ids(of).into_iter().map(read).collect()
}
