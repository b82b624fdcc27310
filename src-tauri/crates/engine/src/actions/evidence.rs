//! Evidence: keep a file, say what it shows and proves, mark it, put it into the bin and back.

use domain::id::{CampaignId, EvidenceId, VisitId};
use domain::text::clean;
use pictures::{Layer, Mark};

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::evidence::{Intake, Prepared};
use crate::record::{self, Edit, Evidence, REMOVED, kind};
use crate::store::FileDigest;

/// What came of adding a file.
#[derive(Debug)]
pub enum Added {
    /// It is evidence now.
    Kept(EvidenceId, Saved),
    /// The same bytes are evidence already, at these places; nothing was written.
    Known(Vec<Sighting>),
}

/// Where in a campaign the same bytes are evidence already.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sighting {
    /// At which visit.
    pub visit: VisitId,
    /// Whether it lies in the bin of that visit.
    pub binned: bool,
    /// As which piece.
    pub piece: Evidence,
}

/// What to do with bytes that are evidence in the campaign already.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Twice {
    /// Say where, and write nothing.
    Tell,
    /// Keep it here too: one more piece that names the same bytes, which are stored once.
    Keep,
}

impl Engine {
    /// The place where files are made ready while others work.
    pub fn intake(&self) -> Intake {
        Intake::new(self.store.drafts())
    }

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
        self.need_item(visit, item)?;
        let prepared = self.intake().prepare(bytes, file_name)?;
        let sha256 = prepared.sha256();
        let known = record::evidence(&self.facts_of(visit.bytes(), kind::EVIDENCE)?)?;
        let same = known.iter().find(|piece| piece.sha256 == sha256 && piece.proves(item));
        if let Some(same) = same {
            return Ok((same.id, Saved { at: self.clock.local(), changed: false }));
        }
        self.keep_prepared(visit, item, &prepared)
    }

    /// Keeps a file that was made ready, as evidence of `item`, or says where in the campaign the
    /// same bytes are evidence already.
    ///
    /// # Errors
    ///
    /// As [`Self::add_evidence`].
    pub fn add_prepared(
        &mut self,
        visit: VisitId,
        item: &str,
        prepared: &Prepared,
        twice: Twice,
    ) -> Result<Added, EngineError> {
        let campaign = self.need_item(visit, item)?;
        if twice == Twice::Tell {
            let known = self.sightings(campaign, prepared)?;
            if !known.is_empty() {
                return Ok(Added::Known(known));
            }
        }
        let (id, saved) = self.keep_prepared(visit, item, prepared)?;
        Ok(Added::Kept(id, saved))
    }

    fn keep_prepared(
        &mut self,
        visit: VisitId,
        item: &str,
        prepared: &Prepared,
    ) -> Result<(EvidenceId, Saved), EngineError> {
        let evidence = Evidence {
            id: EvidenceId::from_bytes(self.new_id()?),
            items: vec![item.to_owned()],
            sha256: prepared.sha256(),
            file_name: prepared.file_name.clone(),
            media_type: prepared.media_type.to_owned(),
            size: u32::try_from(prepared.draft.size_bytes()).unwrap_or(u32::MAX),
            caption: String::new(),
            taken_at: prepared.notes.taken_at.clone(),
            place: prepared.notes.place,
            marks: Layer::default(),
            annex: None,
        };
        let edits = record::evidence_edits(&evidence)?;
        let name = format!("Thêm minh chứng – mục {item}");
        let saved = self.save_draft(visit.bytes(), &edits, name, prepared)?;
        prepared.keep_copies(&self.store.access(prepared.draft.digest())?);
        Ok((evidence.id, saved))
    }

    /// Where in `campaign` the bytes are evidence already, the bins included.
    fn sightings(
        &self,
        campaign: CampaignId,
        prepared: &Prepared,
    ) -> Result<Vec<Sighting>, EngineError> {
        let mut found = Vec::new();
        // Bytes that were never kept are nowhere: most files end here.
        if self.store.find_file(prepared.draft.digest())?.is_none() {
            return Ok(found);
        }
        let sha256 = prepared.sha256();
        for visit in self.visit_ids_of(campaign)? {
            let facts = self.facts_of(visit.bytes(), kind::EVIDENCE)?;
            let here = record::evidence(&facts)?.into_iter().map(|piece| (piece, false));
            let binned = record::binned_evidence(&facts)?.into_iter().map(|piece| (piece, true));
            let same = here.chain(binned).filter(|(piece, _)| piece.sha256 == sha256);
            found.extend(same.map(|(piece, binned)| Sighting { visit, binned, piece }));
        }
        Ok(found)
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
        self.piece(visit, id)?;
        let edit = Edit::new(kind::EVIDENCE, id.bytes(), "caption", &clean(caption))?;
        self.save(visit.bytes(), &[edit], Some("Sửa chú thích minh chứng".to_owned()))
    }

    /// Ties pieces of evidence to `item`, or unties them. A piece may prove something about several
    /// items, or about none yet.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn link_evidence(
        &mut self,
        visit: VisitId,
        ids: &[EvidenceId],
        item: &str,
        tied: bool,
    ) -> Result<Saved, EngineError> {
        if tied {
            self.need_item(visit, item)?;
        }
        let mut edits = Vec::new();
        for id in ids {
            let mut items = self.piece(visit, *id)?.items;
            items.retain(|own| own != item);
            if tied {
                items.push(item.to_owned());
            }
            edits.push(record::items_edit(*id, &items)?);
        }
        let name = if tied { "Gắn minh chứng vào" } else { "Gỡ minh chứng khỏi" };
        self.save(visit.bytes(), &edits, Some(format!("{name} mục {item}")))
    }

    /// Marks a picture: the whole layer at once. The original is not touched.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], [`EngineError::Picture`] for what is none, and [`EngineError`]
    /// when the store cannot be written.
    pub fn mark_evidence(
        &mut self,
        visit: VisitId,
        id: EvidenceId,
        marks: Vec<Mark>,
    ) -> Result<Saved, EngineError> {
        if !self.piece(visit, id)?.is_picture() {
            return Err(EngineError::Picture);
        }
        let cleaned = marks.into_iter().map(|mark| match mark {
            Mark::Text { at, text } => Mark::Text { at, text: clean(&text) },
            Mark::Arrow { .. } | Mark::Ellipse(_) | Mark::Box(_) | Mark::Blur(_) => mark,
        });
        let bad = |flaw: pictures::LayerError| EngineError::BadInput {
            field: Field::Marks,
            entered: flaw.to_string(),
        };
        let layer = Layer::new(cleaned.collect()).map_err(bad)?;
        let edit = record::marks_edit(id, &layer)?;
        self.save(visit.bytes(), &[edit], Some("Đánh dấu trên ảnh".to_owned()))
    }

    /// Takes pictures into the annex of the minutes, or leaves them out.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn annex_evidence(
        &mut self,
        visit: VisitId,
        ids: &[EvidenceId],
        annex: bool,
    ) -> Result<Saved, EngineError> {
        let mut edits = Vec::new();
        for id in ids {
            self.piece(visit, *id)?;
            edits.push(record::annex_edit(*id, annex)?);
        }
        let name =
            if annex { "Đưa ảnh vào phụ lục" } else { "Bỏ ảnh khỏi phụ lục" };
        self.save(visit.bytes(), &edits, Some(name.to_owned()))
    }

    /// Puts pieces of evidence into the bin, or takes them out. Their bytes stay.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn bin_evidence(
        &mut self,
        visit: VisitId,
        ids: &[EvidenceId],
        binned: bool,
    ) -> Result<Saved, EngineError> {
        let mut edits = Vec::new();
        for id in ids {
            self.piece(visit, *id)?;
            edits.push(Edit::new(kind::EVIDENCE, id.bytes(), REMOVED, &binned)?);
        }
        let name = if binned { "Bỏ minh chứng" } else { "Lấy lại minh chứng" };
        self.save(visit.bytes(), &edits, Some(name.to_owned()))
    }

    /// What lies in the bin of a visit, oldest first.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn binned_evidence(&self, visit: VisitId) -> Result<Vec<Evidence>, EngineError> {
        Ok(record::binned_evidence(&self.facts_of(visit.bytes(), kind::EVIDENCE)?)?)
    }

    /// The piece `id` of a visit, in the bin or not.
    fn piece(&self, visit: VisitId, id: EvidenceId) -> Result<Evidence, EngineError> {
        let facts = self.facts_of(visit.bytes(), kind::EVIDENCE)?;
        if facts.has(kind::EVIDENCE, id.bytes()) {
            return Ok(record::piece(&facts, id.bytes())?);
        }
        Err(EngineError::NotFound { what: Noun::Evidence, name: id.to_string() })
    }

    /// Says no when the checklist of a visit has no `item`; names the campaign.
    fn need_item(&self, visit: VisitId, item: &str) -> Result<CampaignId, EngineError> {
        let folder = self.folder(visit)?;
        if folder.view.item(item).is_none() {
            return Err(EngineError::NotFound { what: Noun::Item, name: item.to_owned() });
        }
        Ok(folder.campaign.id)
    }

    /// How many pieces of evidence of a visit are not on this laptop.
    pub(super) fn missing_evidence(&self, evidence: &[Evidence]) -> u32 {
        let lost = evidence.iter().filter(|piece| {
            let access = digest(piece).and_then(|digest| self.store.access(digest).ok());
            !access.is_some_and(|access| access.is_there())
        });
        super::campaigns::count(lost.count())
    }

    /// How many are missing or damaged: every byte is read, which takes its time.
    pub(super) fn unsound_evidence(&self, evidence: &[Evidence]) -> u32 {
        let broken = evidence.iter().filter(|piece| {
            digest(piece).is_none_or(|it| self.store.copy_file(it, &mut std::io::sink()).is_err())
        });
        super::campaigns::count(broken.count())
    }
}

fn digest(piece: &Evidence) -> Option<FileDigest> {
    piece.sha256.parse().ok()
}
