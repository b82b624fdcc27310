//! Evidence: keep a file, caption it, take it away, show it.

use std::io::Cursor;

use domain::id::{EvidenceId, VisitId};
use domain::text::clean;

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Noun};
use crate::evidence as files;
use crate::reading;
use crate::record::{self, Edit, Evidence, REMOVED, kind};
use crate::store::{FileDigest, StoreError};

impl Engine {
    /// Keeps `bytes` as evidence of `item`. The original is never changed; the same bytes at the
    /// same item are kept once.
    ///
    /// # Errors
    ///
    /// [`EngineError::TooLarge`], [`EngineError::NotFound`] for an unknown item, and
    /// [`EngineError`] when the store cannot be written; the file is on the disk before anything
    /// names it.
    pub fn add_evidence(
        &mut self,
        visit: VisitId,
        item: &str,
        file_name: &str,
        bytes: &[u8],
    ) -> Result<(EvidenceId, Saved), EngineError> {
        let folder = self.folder(visit)?;
        if folder.view.item(item).is_none() {
            return Err(EngineError::NotFound { what: Noun::Item, name: item.to_owned() });
        }
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if files::BYTES_MAX < size {
            return Err(EngineError::TooLarge { bytes: size, most: files::BYTES_MAX });
        }
        let looked = files::look(bytes, file_name);
        let kept =
            self.store.write(|tx| tx.keep_file(&mut Cursor::new(bytes), looked.media_type))?;
        let sha256 = kept.value.digest.to_string();
        let same =
            folder.evidence.iter().find(|piece| piece.sha256 == sha256 && piece.item == item);
        if let Some(same) = same {
            return Ok((same.id, Saved { at: self.clock.local(), changed: false }));
        }
        let evidence = Evidence {
            id: EvidenceId::from_bytes(self.new_id()?),
            item: item.to_owned(),
            sha256,
            file_name: clean(file_name),
            media_type: looked.media_type.to_owned(),
            size: u32::try_from(size).unwrap_or(u32::MAX),
            caption: String::new(),
            taken_at: looked.taken_at,
        };
        let edits = record::evidence_edits(&evidence)?;
        let saved =
            self.save(visit.bytes(), &edits, Some(format!("Thêm minh chứng – mục {item}")))?;
        Ok((evidence.id, saved))
    }

    /// Says what a piece of evidence shows.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn caption_evidence(
        &mut self,
        visit: VisitId,
        id: EvidenceId,
        caption: &str,
    ) -> Result<Saved, EngineError> {
        self.need_evidence(visit, id)?;
        let edit = Edit::new(kind::EVIDENCE, id.bytes(), "caption", &clean(caption))?;
        self.save(visit.bytes(), &[edit], Some("Sửa chú thích minh chứng".to_owned()))
    }

    /// Takes a piece of evidence away; its bytes stay, and undo brings it back.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn remove_evidence(
        &mut self,
        visit: VisitId,
        id: EvidenceId,
    ) -> Result<Saved, EngineError> {
        self.need_evidence(visit, id)?;
        let edit = Edit::new(kind::EVIDENCE, id.bytes(), REMOVED, &true)?;
        self.save(visit.bytes(), &[edit], Some("Bỏ minh chứng".to_owned()))
    }

    /// The original bytes of a piece of evidence with their media type.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the file is missing or damaged.
    pub fn evidence_bytes(&self, id: EvidenceId) -> Result<(Vec<u8>, String), EngineError> {
        let missing = || EngineError::NotFound { what: Noun::Evidence, name: id.to_string() };
        let sections = self.store.list_ids(kind::EVIDENCE)?;
        let thing = sections.into_iter().find(|thing| thing.id == id.bytes());
        let thing = thing.ok_or_else(missing)?;
        let facts = reading::facts(&self.store, thing.section)?;
        let sha256: String = facts.need(kind::EVIDENCE, id.bytes(), "sha256")?;
        let media_type = facts.get_or_default(kind::EVIDENCE, id.bytes(), "media_type")?;
        Ok((self.file(&sha256)?, media_type))
    }

    /// A picture of a piece of evidence, turned upright, at most `edge_px` wide and high, as JPEG.
    ///
    /// # Errors
    ///
    /// [`EngineError::Picture`] when it is none, and those of [`Self::evidence_bytes`].
    pub fn evidence_picture(&self, id: EvidenceId, edge_px: u32) -> Result<Vec<u8>, EngineError> {
        let (bytes, _) = self.evidence_bytes(id)?;
        files::upright(&bytes, edge_px).ok_or(EngineError::Picture)
    }

    /// How many pieces of evidence of a visit are missing or damaged.
    pub(super) fn missing_evidence(&self, evidence: &[Evidence]) -> u32 {
        let broken = evidence.iter().filter(|piece| !self.file_is_sound(&piece.sha256)).count();
        super::campaigns::count(broken)
    }

    /// The bytes of the file that the ledger calls `sha256`.
    pub(super) fn file(&self, sha256: &str) -> Result<Vec<u8>, EngineError> {
        let missing = || StoreError::FileMissing { sha256: sha256.to_owned() };
        let digest: FileDigest = sha256.parse().map_err(|_| missing())?;
        Ok(self.store.read_file(digest)?)
    }

    fn file_is_sound(&self, sha256: &str) -> bool {
        let Ok(digest) = sha256.parse::<FileDigest>() else { return false };
        self.store.copy_file(digest, &mut std::io::sink()).is_ok()
    }

    fn need_evidence(&self, visit: VisitId, id: EvidenceId) -> Result<(), EngineError> {
        if self.facts_of(visit.bytes(), kind::EVIDENCE)?.has(kind::EVIDENCE, id.bytes()) {
            return Ok(());
        }
        Err(EngineError::NotFound { what: Noun::Evidence, name: id.to_string() })
    }
}
