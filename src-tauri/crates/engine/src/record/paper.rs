//! Slots of the minutes that people edited, and papers that were sealed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::id::{LetterId, PaperId, VisitId};
use domain::scan::{ScanMatch, Scanned};
use serde::{Deserialize, Serialize};

use super::{Edit, Edits, Facts, RecordError, kind, word};

/// A person's text for a slot, beside the generated one it was made from.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct SlotEdit {
    /// The person's words.
    pub text: String,
    /// What the program had generated when the person wrote; if it generates something else now,
    /// the data has moved on.
    pub generated: String,
}

/// Reads every edited slot of a visit.
///
/// # Errors
///
/// [`RecordError`].
pub fn slot_edits(
    facts: &Facts,
    visit: VisitId,
) -> Result<BTreeMap<String, SlotEdit>, RecordError> {
    let id = visit.bytes();
    let mut edits = BTreeMap::new();
    for slot in facts.fields(kind::SLOT, id, "") {
        if let Some(edit) = facts.get::<Option<SlotEdit>>(kind::SLOT, id, slot)?.flatten() {
            edits.insert(slot.to_owned(), edit);
        }
    }
    Ok(edits)
}

/// How somebody signed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SigningWay {
    /// Strokes on the screen.
    Drawn,
    /// A certificate.
    Certificate,
    /// On paper, or with another tool; brought back afterwards.
    Elsewhere,
}

/// One signature on a paper.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Signing {
    /// The field in the PDF; empty for a scan.
    pub field: String,
    /// How it was made.
    pub way: SigningWay,
    /// Name in the certificate, or of the person who drew.
    pub signer: String,
    /// The time this laptop claimed, RFC 3339.
    pub claimed_at: String,
    /// The strokes of a drawn signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strokes: Option<Drawing>,
}

/// Where a pen was: x, y, milliseconds since the first touch, and pressure in thousandths where the
/// pen told it.
pub type PenPoint = (i32, i32, u32, Option<u16>);

/// A signature as it was drawn, bound to the bytes of the paper that it was drawn on.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(from = "DrawingForm")]
pub struct Drawing {
    /// Width of the surface, in the unit of the points.
    pub width: u32,
    /// Height of the surface.
    pub height: u32,
    /// For each touch of the pen its points.
    pub lines: Vec<Vec<PenPoint>>,
    /// SHA-256 of the paper that it was laid on, in hexadecimal; empty where it was drawn before
    /// this was kept.
    pub over: String,
    /// SHA-256 of the paper that came of it, in hexadecimal; empty likewise.
    pub made: String,
}

/// A drawing as stores hold it: at first it was two sides and the places alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum DrawingForm {
    Places(u32, u32, Vec<Vec<i32>>),
    Drawing { width: u32, height: u32, lines: Vec<Vec<PenPoint>>, over: String, made: String },
}

impl From<DrawingForm> for Drawing {
    fn from(form: DrawingForm) -> Self {
        match form {
            DrawingForm::Places(width, height, lines) => {
                let places = |line: &Vec<i32>| {
                    line.as_chunks::<2>().0.iter().map(|[x, y]| (*x, *y, 0, None)).collect()
                };
                let lines = lines.iter().map(places).collect();
                Self { width, height, lines, ..Self::default() }
            }
            DrawingForm::Drawing { width, height, lines, over, made } => {
                Self { width, height, lines, over, made }
            }
        }
    }
}

/// A sealed paper and what was signed on it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Paper {
    /// Which paper.
    pub id: PaperId,
    /// The letter that it is; `None` for the one paper that its section is about: the minutes of a
    /// visit, the notice of a campaign.
    pub letter: Option<LetterId>,
    /// 1 for the first one, n+1 for the one that replaces the n-th.
    pub revision: u32,
    /// 0 for minutes; k for the k-th paper that adds to those of this revision (biên bản bổ sung).
    pub supplement: u32,
    /// Why it replaces the former one, or adds to it; empty for the first.
    pub reason: String,
    /// The number that the paper it adds to was given, such as `12/BB-ĐKT`; may be empty.
    pub adds_to: String,
    /// The day on which a supplement was begun; `None` for others.
    pub begun: Option<NaiveDate>,
    /// Digest of the seal, in hexadecimal; empty for a revision that is open.
    pub seal: String,
    /// When it was sealed, RFC 3339; empty for a revision that is open.
    pub sealed_at: String,
    /// SHA-256 of the list of everything the paper states, in hexadecimal.
    pub manifest: String,
    /// SHA-256 of the PDF as sealed, in hexadecimal.
    pub pdf: String,
    /// SHA-256 of the PDF with all signatures so far.
    pub current: String,
    /// How many pages it has; 0 where it was sealed before they were counted.
    pub pages: u32,
    /// The signatures, in the order in which they were made.
    pub signings: Vec<Signing>,
    /// Scans of the paper signed in ink.
    pub scans: Vec<Scan>,
    /// When it was taken in as a signed PDF that another laptop sealed, RFC 3339; empty for a paper
    /// that was sealed here.
    pub received_at: String,
}

/// A scan of a paper signed in ink.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(from = "ScanForm")]
pub struct Scan {
    /// The files, by SHA-256 in hexadecimal.
    pub files: Vec<String>,
    /// Which page of the paper each page is, in order; 0 where no code could be read.
    pub pages: Vec<u32>,
}

/// A scan as stores hold it: before pages had codes it was the digest of one file.
#[derive(Deserialize)]
#[serde(untagged)]
enum ScanForm {
    File(String),
    Scan { files: Vec<String>, pages: Vec<u32> },
}

impl From<ScanForm> for Scan {
    fn from(form: ScanForm) -> Self {
        match form {
            ScanForm::File(file) => Self { files: vec![file], pages: Vec::new() },
            ScanForm::Scan { files, pages } => Self { files, pages },
        }
    }
}

impl Paper {
    /// A paper without anything in it, to be filled in.
    pub const fn empty() -> Self {
        Self {
            id: PaperId::from_bytes([0; 16]),
            letter: None,
            revision: 1,
            supplement: 0,
            reason: String::new(),
            adds_to: String::new(),
            begun: None,
            seal: String::new(),
            sealed_at: String::new(),
            manifest: String::new(),
            pdf: String::new(),
            current: String::new(),
            pages: 0,
            signings: Vec::new(),
            scans: Vec::new(),
            received_at: String::new(),
        }
    }
}

impl Paper {
    /// How each scan of the paper fits it, as it was read when it came back.
    pub fn scan_matches(&self) -> Vec<ScanMatch> {
        let read = |page: &u32| if *page == 0 { Scanned::Unread } else { Scanned::Page(*page) };
        let found = |scan: &Scan| ScanMatch {
            pages: self.pages,
            scanned: scan.pages.iter().map(read).collect(),
        };
        self.scans.iter().map(found).collect()
    }
}

/// The paper of `papers` that is sealed and not replaced by an open revision.
pub fn sealed(papers: &[Paper]) -> Option<&Paper> {
    papers.last().filter(|paper| !paper.seal.is_empty())
}

/// The revision of `papers` that is being worked on, or was sealed last.
pub fn revision(papers: &[Paper]) -> u32 {
    papers.last().map_or(1, |paper| paper.revision)
}

const LETTER: &str = "letter";

/// The edits that write every field of `paper`.
///
/// # Errors
///
/// [`RecordError`].
pub fn paper_edits(paper: &Paper) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::PAPER, paper.id.bytes());
    if let Some(letter) = paper.letter {
        edits.set(LETTER, &letter.to_string())?;
    }
    edits.set("revision", &paper.revision)?;
    edits.set("reason", &paper.reason)?;
    if paper.supplement != 0 {
        edits.set("supplement", &paper.supplement)?;
        edits.set("adds_to", &paper.adds_to)?;
        edits.set("begun", &paper.begun)?;
    }
    edits.set("seal", &paper.seal)?;
    edits.set("sealed_at", &paper.sealed_at)?;
    edits.set("manifest", &paper.manifest)?;
    edits.set("pdf", &paper.pdf)?;
    edits.set("current", &paper.current)?;
    edits.set("pages", &paper.pages)?;
    edits.set_personal("signings", &paper.signings)?;
    edits.set("scans", &paper.scans)?;
    if !paper.received_at.is_empty() {
        edits.set("received_at", &paper.received_at)?;
    }
    Ok(edits.edits)
}

/// The paper that stands among those of a visit: the last one where it is sealed, and the one before
/// where somebody only began to add to it. Minutes that are being replaced stand no more.
pub fn standing(papers: &[Paper]) -> Option<&Paper> {
    let last = papers.last()?;
    if last.seal.is_empty() && last.supplement == 0 {
        return None;
    }
    papers.iter().rev().find(|paper| !paper.seal.is_empty())
}

/// Reads every paper of a section, first revision first, each followed by what adds to it.
///
/// # Errors
///
/// [`RecordError`].
pub fn papers(facts: &Facts) -> Result<Vec<Paper>, RecordError> {
    let of = kind::PAPER;
    let read = |id| {
        let letter: Option<String> = facts.get(of, id, LETTER)?;
        let letter = letter.map(|it| word("letter id", &it, it.parse().ok())).transpose()?;
        Ok(Paper {
            letter,
            id: PaperId::from_bytes(id),
            revision: facts.need(of, id, "revision")?,
            supplement: facts.get_or_default(of, id, "supplement")?,
            reason: facts.get_or_default(of, id, "reason")?,
            adds_to: facts.get_or_default(of, id, "adds_to")?,
            begun: facts.get(of, id, "begun")?.flatten(),
            seal: facts.get_or_default(of, id, "seal")?,
            sealed_at: facts.get_or_default(of, id, "sealed_at")?,
            manifest: facts.get_or_default(of, id, "manifest")?,
            pdf: facts.get_or_default(of, id, "pdf")?,
            current: facts.get_or_default(of, id, "current")?,
            pages: facts.get_or_default(of, id, "pages")?,
            signings: facts.get_or_default(of, id, "signings")?,
            scans: facts.get_or_default(of, id, "scans")?,
            received_at: facts.get_or_default(of, id, "received_at")?,
        })
    };
    let mut papers: Vec<Paper> =
        facts.ids(of).into_iter().map(read).collect::<Result<_, RecordError>>()?;
    papers.sort_by_key(|paper| (paper.revision, paper.supplement));
    Ok(papers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_of_the_first_form_is_read() {
        let read: Drawing = serde_json::from_str("[100, 40, [[0, 1, 50, 20], [7, 8]]]").unwrap();

        let lines = vec![vec![(0, 1, 0, None), (50, 20, 0, None)], vec![(7, 8, 0, None)]];
        assert_eq!(read, Drawing { width: 100, height: 40, lines, ..Drawing::default() });
        let again = serde_json::to_string(&read).unwrap();
        assert_eq!(serde_json::from_str::<Drawing>(&again).unwrap(), read);
    }
}
