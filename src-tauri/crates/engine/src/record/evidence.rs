//! Evidence: what a photograph or file is, apart from its bytes.

use domain::id::EvidenceId;
use pictures::{Layer, Place};

use super::{Edit, Edits, Facts, REMOVED, RecordError, kind, layer};

/// A piece of evidence as the ledger describes it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Evidence {
    /// Which piece.
    pub id: EvidenceId,
    /// The items it proves something about, the first one named first; may be none.
    pub items: Vec<String>,
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
    /// The place the camera wrote down; likewise.
    pub place: Option<Place>,
    /// What is marked on the picture.
    pub marks: Layer,
    /// Whether a person wants it among the photographs of the minutes; `None` leaves it to the
    /// findings.
    pub annex: Option<bool>,
}

impl Evidence {
    /// Whether it proves something about `item`.
    pub fn proves(&self, item: &str) -> bool {
        self.items.iter().any(|own| own == item)
    }

    /// Whether it is a picture that can be shown.
    pub fn is_picture(&self) -> bool {
        pictures::is_picture(&self.media_type)
    }
}

/// The edits that write every field of `evidence`.
///
/// # Errors
///
/// [`RecordError`].
pub fn evidence_edits(evidence: &Evidence) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::EVIDENCE, evidence.id.bytes());
    // The one item that versions before `items` knew.
    edits.set("item", &evidence.items.first().map_or("", String::as_str))?;
    edits.set("items", &evidence.items)?;
    edits.set("sha256", &evidence.sha256)?;
    edits.set("file_name", &evidence.file_name)?;
    edits.set("media_type", &evidence.media_type)?;
    edits.set("size", &evidence.size)?;
    edits.set("caption", &evidence.caption)?;
    edits.set("taken_at", &evidence.taken_at)?;
    edits.set("place", &evidence.place.map(|place| place.exact()).unwrap_or_default())?;
    if !evidence.marks.is_empty() {
        edits.edits.push(marks_edit(evidence.id, &evidence.marks)?);
    }
    if let Some(annex) = evidence.annex {
        edits.set("annex", &annex)?;
    }
    edits.set(REMOVED, &false)?;
    Ok(edits.edits)
}

/// The edit that says which items a piece of evidence proves something about.
///
/// # Errors
///
/// [`RecordError`].
pub fn items_edit(id: EvidenceId, items: &[String]) -> Result<Edit, RecordError> {
    Edit::new(kind::EVIDENCE, id.bytes(), "items", &items)
}

/// The edit that marks a picture.
///
/// # Errors
///
/// [`RecordError`].
pub fn marks_edit(id: EvidenceId, marks: &Layer) -> Result<Edit, RecordError> {
    Edit::new(kind::EVIDENCE, id.bytes(), layer::MARKS, &layer::spell(marks)?)
}

/// The edit that takes a picture into the annex of the minutes, or leaves it out.
///
/// # Errors
///
/// [`RecordError`].
pub fn annex_edit(id: EvidenceId, annex: bool) -> Result<Edit, RecordError> {
    Edit::new(kind::EVIDENCE, id.bytes(), "annex", &annex)
}

/// Reads every piece of evidence of a section, oldest first. One whose adding was undone has no
/// bytes and is not among them.
///
/// # Errors
///
/// [`RecordError`].
pub fn evidence(facts: &Facts) -> Result<Vec<Evidence>, RecordError> {
    let known = facts.ids(kind::EVIDENCE).into_iter();
    known.filter(|id| has_bytes(facts, *id)).map(|id| piece(facts, id)).collect()
}

/// Reads the pieces that were put into the bin, oldest first.
///
/// # Errors
///
/// [`RecordError`].
pub fn binned_evidence(facts: &Facts) -> Result<Vec<Evidence>, RecordError> {
    let known = facts.all_ids(kind::EVIDENCE).into_iter();
    known
        .filter(|id| facts.flag(kind::EVIDENCE, *id, REMOVED))
        .filter(|id| has_bytes(facts, *id))
        .map(|id| piece(facts, id))
        .collect()
}

fn has_bytes(facts: &Facts, id: [u8; 16]) -> bool {
    matches!(facts.get::<String>(kind::EVIDENCE, id, "sha256"), Ok(Some(_)))
}

/// Reads one piece of evidence.
///
/// # Errors
///
/// [`RecordError`].
pub fn piece(facts: &Facts, id: [u8; 16]) -> Result<Evidence, RecordError> {
    let of = kind::EVIDENCE;
    let item: String = facts.get_or_default(of, id, "item")?;
    let items: Option<Vec<String>> = facts.get(of, id, "items")?;
    let place: String = facts.get_or_default(of, id, "place")?;
    Ok(Evidence {
        id: EvidenceId::from_bytes(id),
        items: items
            .unwrap_or_else(|| Some(item).filter(|it| !it.is_empty()).into_iter().collect()),
        sha256: facts.need(of, id, "sha256")?,
        file_name: facts.get_or_default(of, id, "file_name")?,
        media_type: facts.get_or_default(of, id, "media_type")?,
        size: facts.get_or_default(of, id, "size")?,
        caption: facts.get_or_default(of, id, "caption")?,
        taken_at: facts.get_or_default(of, id, "taken_at")?,
        // A spelling of a later version is shown as none rather than keeping the visit shut.
        place: place.parse().ok(),
        marks: layer::read(facts.get_or_default(of, id, layer::MARKS)?)?,
        annex: facts.get(of, id, "annex")?,
    })
}
