//! Minutes: the slots and their edits, the draft as PDF.

use chrono::Datelike as _;
use domain::id::VisitId;
use domain::visit::Extent;
use papers::{Document, Rendered, Timestamp};

use super::numbers::NumberState;
use super::papers::{Shelf, sealed_version};
use super::seal::sha256_hex;
use super::sealed_since::LaterChange;
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Noun};
use crate::folder::Folder;
use crate::minutes::{self, Check, Stamp};
use crate::record::{self, Edit, kind};
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
    /// Where the paper stands, and who signs.
    pub shelf: Shelf,
    /// The slots, in the order in which they are printed, with the pages that are read out.
    pub slots: Vec<Slot>,
    /// The paper that goes with them.
    pub version: PaperVersion,
    /// What was looked at before signing.
    pub checks: Vec<Check>,
    /// What was edited after sealing.
    pub later: Vec<LaterChange>,
    /// The number of the paper, and what could be one.
    pub number: NumberState,
}

impl Engine {
    /// Reads the minutes of a visit.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn minutes(&self, visit: VisitId) -> Result<MinutesState, EngineError> {
        let mut folder = self.folder(visit)?;
        let material = self.material(&folder)?;
        // What is sealed is not laid out again.
        let version = match folder.sealed().map(|paper| (sealed_version(paper), paper)) {
            Some((Some(version), _)) => version,
            Some((None, paper)) => PaperVersion {
                version: paper.current.clone(),
                pages: self.drafted(&folder)?.1.pages,
            },
            None => {
                let draft = self.drafted(&folder)?.1;
                PaperVersion { version: sha256_hex(&draft.pdf), pages: draft.pages }
            }
        };
        let missing = self.missing_evidence(&folder.evidence);
        let mut checks = minutes::checks(&material, &folder.slots, folder.disputes, missing);
        if material.addition.is_none() {
            checks.extend(minutes::rule_checks(&folder.unmet()));
            checks.extend(minutes::misplaced_check(&folder.misplaced()));
        }
        checks.extend(minutes::clock_checks(&self.clock_notes(&folder)?));
        let (number, repeated) = self.number_state(&folder, &material)?;
        checks.extend(repeated);
        checks.sort_by_key(|check| std::cmp::Reverse(check.level));
        let read_out = |text: &mut String| *text = minutes::with_pages(text, Some(version.pages));
        let mut slots = minutes::outline(&material);
        slots.iter_mut().for_each(|slot| read_out(&mut slot.generated));
        for edit in folder.slots.values_mut() {
            read_out(&mut edit.text);
            read_out(&mut edit.generated);
        }
        let shelf = folder.shelf();
        Ok(MinutesState {
            slots,
            number,
            version,
            checks,
            later: self.changes_after_seal(&shelf)?,
            shelf,
            folder,
        })
    }

    /// Chooses how much the minutes tell; `None` goes back to what is usual for the kind of unit.
    ///
    /// # Errors
    ///
    /// [`EngineError::AlreadySealed`], [`EngineError::NotFound`], and [`EngineError`] when the store
    /// cannot be written.
    pub fn choose_extent(
        &mut self,
        visit: VisitId,
        extent: Option<Extent>,
    ) -> Result<Saved, EngineError> {
        if self.folder(visit)?.sealed().is_some() {
            return Err(EngineError::AlreadySealed);
        }
        let edit = record::extent_edit(visit, extent)?;
        self.save(visit.bytes(), &[edit], Some("Chọn dạng biên bản".to_owned()))
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
        let slots = minutes::outline(&self.material(&folder)?);
        let known = slots
            .iter()
            .find(|known| known.id == slot)
            .ok_or_else(|| EngineError::NotFound { what: Noun::Slot, name: slot.to_owned() })?;
        let edit = text.map(|text| known.edit(&minutes::without_pages(text)));
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
        Ok(self.drafted(&self.folder(visit)?)?.1)
    }

    /// The minutes as they stand, for a draft.
    pub(super) fn drafted(&self, folder: &Folder) -> Result<(Document, Rendered), EngineError> {
        let style = self.style(folder.visit.date);
        let material = self.material_with_photos(folder)?;
        let created = day_stamp(folder);
        Ok(minutes::settled(&mut self.laid_out(), |pages| {
            let stamp = Stamp { created, draft: true, foot: None, data: None, pages };
            minutes::document(&material, &folder.slots, style, stamp)
        })?)
    }

    /// What the minutes are made of, photographs included.
    pub(super) fn material_with_photos(
        &self,
        folder: &Folder,
    ) -> Result<minutes::Material, EngineError> {
        let photos = self.photos(folder);
        self.completed(folder, minutes::Material { photos, ..folder.material() })
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
