//! Minutes: the slots and their edits, the draft as PDF.

use std::path::Path;

use chrono::{Datelike as _, Offset as _, Timelike as _};
use domain::id::VisitId;
use papers::{Rendered, Timestamp};

use super::seal::{LaterChange, PaperState};
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Noun};
use crate::folder::Folder;
use crate::minutes::{self, Check, Signatory, Stamp};
use crate::record::{Edit, Paper, kind};
use crate::slots::Slot;

/// Which bytes a paper has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PaperVersion {
    /// Digest of the bytes, in hexadecimal.
    pub version: String,
    /// How many pages.
    pub pages: u32,
}

/// The minutes of a visit, as the screen shows them.
#[derive(Clone, Debug)]
pub struct MinutesState {
    /// Everything recorded at the visit.
    pub folder: Folder,
    /// Where the paper stands.
    pub state: PaperState,
    /// The slots, in the order in which they are printed.
    pub slots: Vec<Slot>,
    /// What was looked at before signing.
    pub checks: Vec<Check>,
    /// Who signs.
    pub signatories: Vec<Signatory>,
    /// What was edited after sealing.
    pub later: Vec<LaterChange>,
}

impl Engine {
    /// Reads the minutes of a visit.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn minutes(&self, visit: VisitId) -> Result<MinutesState, EngineError> {
        let folder = self.folder(visit)?;
        let material = folder.material();
        let missing = self.missing_evidence(&folder.evidence);
        let mut checks = minutes::checks(&material, &folder.slots, folder.disputes, missing);
        checks.extend(minutes::rule_checks(&folder.unmet()));
        checks.extend(minutes::misplaced_check(&folder.misplaced()));
        checks.sort_by_key(|check| std::cmp::Reverse(check.level));
        Ok(MinutesState {
            state: PaperState::of(&folder),
            slots: minutes::outline(&material),
            checks,
            signatories: material.signatories(),
            later: self.changes_after_seal(&folder)?,
            folder,
        })
    }

    /// Keeps a person's text for a slot beside the generated one; `None` goes back to that.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown slot, and [`EngineError`] when the store cannot be
    /// written.
    pub fn edit_slot(
        &mut self,
        visit: VisitId,
        slot: &str,
        text: Option<&str>,
    ) -> Result<Saved, EngineError> {
        let folder = self.folder(visit)?;
        let slots = minutes::outline(&folder.material());
        let known = slots
            .iter()
            .find(|known| known.id == slot)
            .ok_or_else(|| EngineError::NotFound { what: Noun::Slot, name: slot.to_owned() })?;
        let edit = text.map(|text| known.edit(text));
        let name = format!("Sửa phần “{}” của biên bản", known.title);
        let edit = Edit::new(kind::SLOT, visit.bytes(), slot, &edit)?;
        self.save(visit.bytes(), &[edit], Some(name))
    }

    /// Lays out the minutes as they stand, marked as a draft on every page.
    ///
    /// # Errors
    ///
    /// [`EngineError::Paper`], and [`EngineError`] when the store cannot be read.
    pub fn draft_minutes(&self, visit: VisitId) -> Result<Rendered, EngineError> {
        Ok(papers::render(&self.draft_document(visit)?)?)
    }

    /// The minutes as they stand, for people who go on writing in Word; a draft on every page, since
    /// nothing that leaves this way is sealed.
    ///
    /// # Errors
    ///
    /// As [`Self::draft_minutes`].
    pub fn draft_word(&self, visit: VisitId) -> Result<Vec<u8>, EngineError> {
        Ok(papers::docx(&self.draft_document(visit)?)?)
    }

    fn draft_document(&self, visit: VisitId) -> Result<papers::Document, EngineError> {
        let folder = self.folder(visit)?;
        let stamp = Stamp { created: day_stamp(&folder), draft: true, foot: None, data: None };
        let style = self.style(folder.visit.date);
        let material = self.material_with_photos(&folder);
        Ok(minutes::document(&material, &folder.slots, style, stamp))
    }

    /// What the minutes are made of, photographs included.
    pub(super) fn material_with_photos(&self, folder: &Folder) -> minutes::Material {
        minutes::Material { photos: self.photos(folder), ..folder.material() }
    }

    /// The paper as it is to be shown or printed: sealed and signed bytes where there are some, the
    /// draft otherwise.
    ///
    /// # Errors
    ///
    /// As [`Self::draft_minutes`].
    pub fn paper(&self, visit: VisitId) -> Result<Vec<u8>, EngineError> {
        let folder = self.folder(visit)?;
        match folder.sealed() {
            Some(paper) => self.file(&paper.current),
            None => Ok(self.draft_minutes(visit)?.pdf),
        }
    }

    /// Which bytes [`Self::paper`] gives, and on how many pages: changes whenever they do.
    ///
    /// # Errors
    ///
    /// As [`Self::draft_minutes`].
    pub fn paper_version(&self, visit: VisitId) -> Result<PaperVersion, EngineError> {
        let folder = self.folder(visit)?;
        let draft = self.draft_minutes(visit)?;
        let version = match folder.sealed() {
            Some(paper) => paper.current.clone(),
            None => super::seal::sha256_hex(&draft.pdf),
        };
        Ok(PaperVersion { version, pages: draft.pages })
    }

    /// Writes the paper to `out`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`] of the disk, and those of [`Self::paper`].
    pub fn export_paper(&self, visit: VisitId, out: &Path) -> Result<(), EngineError> {
        let bytes = self.paper(visit)?;
        Ok(crate::store::write_whole(out, &bytes)?)
    }

    /// Writes what [`Self::draft_word`] gives to `out`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`] of the disk, and those of [`Self::draft_word`].
    pub fn export_word(&self, visit: VisitId, out: &Path) -> Result<(), EngineError> {
        let bytes = self.draft_word(visit)?;
        Ok(crate::store::write_whole(out, &bytes)?)
    }

    /// The bytes that were sealed, with every signature added since.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`], and [`EngineError`] when the file is missing or damaged.
    pub fn sealed_paper(&self, visit: VisitId) -> Result<Vec<u8>, EngineError> {
        let folder = self.folder(visit)?;
        let paper: &Paper = folder.sealed().ok_or(EngineError::NotSealed)?;
        self.file(&paper.current)
    }
}

/// The present moment for a file's metadata.
pub(super) fn moment(now: chrono::DateTime<chrono::FixedOffset>) -> Timestamp {
    let small = |value: u32| u8::try_from(value).unwrap_or_default();
    Timestamp {
        year: u16::try_from(now.year()).unwrap_or_default(),
        month: small(now.month()),
        day: small(now.day()),
        hour: small(now.hour()),
        minute: small(now.minute()),
        second: small(now.second()),
        offset_minutes: i16::try_from(now.offset().fix().local_minus_utc() / 60)
            .unwrap_or_default(),
    }
}

/// The visit's day for a draft's metadata, so that an unchanged draft has unchanged bytes.
pub(super) fn day_stamp(folder: &Folder) -> Timestamp {
    day_of(folder.visit.date)
}

/// The beginning of a day in Việt Nam.
pub(super) fn day_of(date: chrono::NaiveDate) -> Timestamp {
    let small = |value: u32| u8::try_from(value).unwrap_or_default();
    Timestamp {
        year: u16::try_from(date.year()).unwrap_or_default(),
        month: small(date.month()),
        day: small(date.day()),
        hour: 0,
        minute: 0,
        second: 0,
        offset_minutes: VIETNAM_OFFSET_MINUTES,
    }
}

/// Minutes east of UTC in Việt Nam.
const VIETNAM_OFFSET_MINUTES: i16 = 420;
