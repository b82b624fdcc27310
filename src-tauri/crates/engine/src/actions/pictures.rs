//! The pictures of evidence, for screens and papers.

use std::path::Path;

use domain::id::{EvidenceId, VisitId};
use papers::{Block, Document, Figure, Timestamp};

use crate::engine::Engine;
use crate::error::{EngineError, Noun};
use crate::evidence::{Marks, Size, Source};
use crate::folder::Folder;
use crate::minutes::{self, Photo};
use crate::reading;
use crate::record::{self, Evidence, kind};
use crate::store::{FileDigest, StoreError};

/// What a contact sheet is made of; laid out without a hold on the engine.
#[derive(Debug)]
pub struct ContactSheet {
    title: String,
    subject: String,
    author: String,
    created: Timestamp,
    style: papers::StyleSheet,
    pieces: Vec<(Source, String, String)>,
}

impl Engine {
    /// The way to the pictures of a piece of evidence, in the bin or not.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn evidence_source(&self, id: EvidenceId) -> Result<Source, EngineError> {
        let missing = || EngineError::NotFound { what: Noun::Evidence, name: id.to_string() };
        let facts = reading::facts_of_thing(&self.store, kind::EVIDENCE, id.bytes())?;
        if !facts.has(kind::EVIDENCE, id.bytes()) {
            return Err(missing());
        }
        self.source(&record::piece(&facts, id.bytes())?)
    }

    fn source(&self, piece: &Evidence) -> Result<Source, EngineError> {
        let access = self.store.access(digest(&piece.sha256)?)?;
        Ok(Source::new(access, piece.marks.clone()))
    }

    /// The photographs of the annex, marks painted in; a blurred original is not among them. One
    /// that cannot be read has no bytes: the checks say so, and sealing is refused.
    pub(super) fn photos(&self, folder: &Folder) -> Vec<Photo> {
        let with_bytes = |(photo, piece): (Photo, &Evidence)| {
            let picture = self.source(piece).and_then(|it| it.picture(Size::Work, Marks::Painted));
            Photo { jpeg: picture.map(Into::into).ok(), ..photo }
        };
        folder.material().photos.into_iter().zip(folder.annex()).map(with_bytes).collect()
    }

    /// Gathers a contact sheet of these pictures of a visit, or of all its pictures.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn contact_sheet(
        &self,
        visit: VisitId,
        ids: &[EvidenceId],
    ) -> Result<ContactSheet, EngineError> {
        let folder = self.folder(visit)?;
        let wanted = |piece: &&Evidence| ids.is_empty() || ids.contains(&piece.id);
        let numbers: Vec<EvidenceId> = folder.annex().map(|piece| piece.id).collect();
        let mut pieces = Vec::new();
        for piece in folder.evidence.iter().filter(|piece| piece.is_picture()).filter(wanted) {
            let place = numbers.iter().position(|id| *id == piece.id).map(|at| at + 1);
            pieces.push((self.source(piece)?, label(piece, place), piece.taken_at.clone()));
        }
        let day = domain::date::short(folder.visit.date);
        Ok(ContactSheet {
            title: "BẢNG ẢNH MINH CHỨNG".to_owned(),
            subject: format!("{}, ngày {day}", folder.unit.authority_in_full()),
            author: folder.campaign.agency.name.clone(),
            created: crate::seal::moment(self.clock.local()),
            style: self.style(folder.visit.date).clone(),
            pieces,
        })
    }

    /// The bytes of the file that the ledger calls `sha256`.
    pub(crate) fn file(&self, sha256: &str) -> Result<Vec<u8>, EngineError> {
        Ok(self.store.read_file(digest(sha256)?)?)
    }
}

impl ContactSheet {
    /// How many pictures it has.
    pub const fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Writes the sheet to `out`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`EngineError::Paper`], and [`EngineError::Store`] of the disk.
    pub fn write(self, out: &Path) -> Result<(), EngineError> {
        Ok(crate::store::write_whole(out, &self.render()?)?)
    }

    /// Lays the sheet out. A picture that cannot be read is named instead of shown.
    ///
    /// # Errors
    ///
    /// [`EngineError::Paper`].
    pub fn render(self) -> Result<Vec<u8>, EngineError> {
        let mut figures = Vec::new();
        let mut lost = Vec::new();
        for (source, label, taken_at) in self.pieces {
            let caption = [label.as_str(), taken_at.as_str()].join(" ").trim().to_owned();
            match source.picture(Size::Thumb, Marks::Painted) {
                Ok(jpeg) => figures.push(Figure { jpeg, caption, ..Figure::default() }),
                Err(_) => lost.push(caption),
            }
        }
        let mut blocks = vec![
            Block::Title(papers::Title {
                kind: self.title.clone(),
                subject: vec![self.subject.clone()],
            }),
            Block::Gallery { columns: 3, figures },
        ];
        blocks.extend(lost.into_iter().map(|caption| {
            let words = format!("Không đọc được: {caption}");
            Block::Paragraph(papers::Paragraph::plain(papers::ParagraphStyle::Note, words))
        }));
        let document = Document {
            title: self.title,
            subject: self.subject,
            author: self.author,
            created: self.created,
            draft: false,
            style: self.style,
            foot: None,
            copy_field: None,
            blocks,
            attachments: Vec::new(),
        };
        Ok(papers::render(&document)?.pdf)
    }
}

/// What stands under a picture on the sheet: its number in the annex, what it shows, its items.
fn label(piece: &Evidence, number: Option<usize>) -> String {
    let number = number.and_then(|number| u32::try_from(number).ok());
    let number = number.map(minutes::photo_number).unwrap_or_default();
    let name = if piece.caption.is_empty() { &piece.file_name } else { &piece.caption };
    let items = piece.items.join(", ");
    let words = [number.as_str(), name, items.as_str()].into_iter().filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join(" · ")
}

fn digest(sha256: &str) -> Result<FileDigest, EngineError> {
    let missing = |_| StoreError::FileMissing { sha256: sha256.to_owned() };
    Ok(sha256.parse().map_err(missing)?)
}
