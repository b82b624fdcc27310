//! Drafts: begin one, read it with everything that is wrong in it and what it changes.

use chrono::{DateTime, Utc};
use domain::campaign::ChecklistPin;
use domain::checklist::{Amendments, Checklist, Difference};
use domain::id::ChecklistId;

use super::missing;
use crate::catalogue::Problem;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::reading;
use crate::record::{self, Edit, Facts, OwnChecklist, kind};
use crate::store::OpRef;

/// A draft on the list.
#[derive(Clone, Debug)]
pub struct DraftSummary {
    /// The draft.
    pub own: OwnChecklist,
    /// What people call it.
    pub title: String,
    /// How many areas and items it changes.
    pub changes: usize,
    /// How many things keep it from being published.
    pub problems: usize,
    /// When it was last written.
    pub written_at: DateTime<Utc>,
}

/// A draft with everything the editor shows.
#[derive(Clone, Debug)]
pub struct ChecklistDraft {
    /// The draft.
    pub own: OwnChecklist,
    /// The version it was made from.
    pub base: Checklist,
    /// The checklist as it would be published now.
    pub checklist: Checklist,
    /// What was changed.
    pub amendments: Amendments,
    /// What keeps it from being published.
    pub problems: Vec<Problem>,
    /// What it changes about the base.
    pub difference: Difference,
}

impl Engine {
    /// Begins a draft of checklist `checklist`, made from the version `base`.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown version, and [`EngineError`] when the store cannot
    /// be written.
    pub fn begin_draft(
        &mut self,
        checklist: &str,
        base: &ChecklistPin,
    ) -> Result<ChecklistId, EngineError> {
        let own = self.new_draft(checklist, base)?;
        self.save(own.id.bytes(), &record::own_checklist_edits(&own)?, None)?;
        Ok(own.id)
    }

    /// Begins a draft that says what `checklist`, which came out of a file, says, as a change of
    /// the version `base`. It goes by the version and day of the file, when they are others.
    ///
    /// # Errors
    ///
    /// As [`Self::begin_draft`]; there is no draft then.
    pub fn begin_draft_from(
        &mut self,
        base: &ChecklistPin,
        checklist: &Checklist,
    ) -> Result<ChecklistId, EngineError> {
        let mut own = self.new_draft(&checklist.id, base)?;
        if checklist.version != base.version {
            own.version.clone_from(&checklist.version);
            own.valid_from = Some(checklist.valid_from);
        }
        self.write_ground(own.clone(), checklist, Vec::new())?;
        Ok(own.id)
    }

    /// A draft of checklist `checklist` that is not written yet.
    fn new_draft(
        &mut self,
        checklist: &str,
        base: &ChecklistPin,
    ) -> Result<OwnChecklist, EngineError> {
        self.checklist_version(checklist, base)?;
        Ok(OwnChecklist {
            id: ChecklistId::from_bytes(self.new_id()?),
            checklist: checklist.to_owned(),
            base: base.clone(),
            ground: None,
            version: self.next_version(checklist, &base.version),
            valid_from: Some(self.today()),
            about: String::new(),
            sha256: String::new(),
            published_at: String::new(),
        })
    }

    /// Writes `own` with `checklist` under it, together with `edits`, in one transaction.
    fn write_ground(
        &mut self,
        own: OwnChecklist,
        checklist: &Checklist,
        mut edits: Vec<Edit>,
    ) -> Result<Vec<OpRef>, EngineError> {
        let section = own.id.bytes();
        let text = crate::catalogue::to_toml(checklist);
        let ground = Some(crate::actions::seal::sha256_hex(text.as_bytes()));
        edits.extend(record::own_checklist_edits(&OwnChecklist { ground, ..own })?);
        reading::write_with(&mut self.store, section, &edits, |tx| {
            tx.keep_file(&mut std::io::Cursor::new(text.as_bytes()), super::publish::MEDIA_TYPE)
                .map(drop)
        })
    }

    /// Lists the drafts, the one written last first.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn checklist_drafts(&self) -> Result<Vec<DraftSummary>, EngineError> {
        let mut list = Vec::new();
        for own in self.own_checklists()? {
            if own.is_published() {
                continue;
            }
            let facts = self.facts(own.id.bytes())?;
            let wall_ms = facts.latest_of_all().map(|value| value.wall_ms).unwrap_or_default();
            let draft = self.draft_of(own, &facts)?;
            let Difference { areas, items, orders, area_order, .. } = &draft.difference;
            list.push(DraftSummary {
                title: draft.checklist.title,
                changes: areas.len()
                    + items.len()
                    + orders.len()
                    + usize::from(!area_order.is_empty()),
                problems: draft.problems.len(),
                written_at: DateTime::from_timestamp_millis(
                    i64::try_from(wall_ms).unwrap_or_default(),
                )
                .unwrap_or_default(),
                own: draft.own,
            });
        }
        list.sort_by_key(|entry| std::cmp::Reverse((entry.written_at, entry.own.id)));
        Ok(list)
    }

    /// Reads the draft `id`; a published version is read too, as it was when it was a draft.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn draft(&self, id: ChecklistId) -> Result<ChecklistDraft, EngineError> {
        let facts = self.facts(id.bytes())?;
        let own = record::own_checklist(&facts, id)?.ok_or_else(|| missing(id.to_string()))?;
        self.draft_of(own, &facts)
    }

    /// The draft `id`, when it can still be changed.
    pub(in crate::actions) fn open_draft(
        &self,
        id: ChecklistId,
    ) -> Result<OwnChecklist, EngineError> {
        let own = record::own_checklist(&self.facts_of(id.bytes(), kind::CHECKLIST)?, id)?;
        let own = own.ok_or_else(|| missing(id.to_string()))?;
        if own.is_published() { Err(EngineError::Published) } else { Ok(own) }
    }

    /// What the bin calls a draft that lies in it.
    pub(in crate::actions) fn binned_draft_name(
        &self,
        id: ChecklistId,
    ) -> Result<String, EngineError> {
        let facts = self.facts_of(id.bytes(), kind::CHECKLIST)?;
        let text = |field| facts.get_or_default::<String>(kind::CHECKLIST, id.bytes(), field);
        Ok(format!("{} {}", text("checklist")?, text("version")?))
    }

    fn draft_of(&self, own: OwnChecklist, facts: &Facts) -> Result<ChecklistDraft, EngineError> {
        let base = self.checklist_version(&own.checklist, &own.base)?.clone();
        let ground = match &own.ground {
            Some(sha256) => self.ground(sha256)?,
            None => base.clone(),
        };
        let amendments = record::amendments(facts, own.id)?;
        let mut checklist = ground.amended(&amendments);
        checklist.id.clone_from(&own.checklist);
        checklist.version.clone_from(&own.version);
        checklist.valid_from = own.valid_from.unwrap_or(base.valid_from);
        Ok(ChecklistDraft {
            problems: self.catalogue.problems(&checklist, &base),
            difference: Difference::between(&base, &checklist),
            own,
            base,
            checklist,
            amendments,
        })
    }

    /// The checklist of a file that was read in.
    fn ground(&self, sha256: &str) -> Result<Checklist, EngineError> {
        let bytes = self.file(sha256)?;
        let text = String::from_utf8_lossy(&bytes);
        Ok(self.catalogue.read_loosely(sha256, &text)?)
    }

    /// Puts `checklist`, which came out of a file, in the place of everything the draft has. It is
    /// one act, which can be taken back.
    ///
    /// # Errors
    ///
    /// [`EngineError::Published`], [`EngineError::NotFound`], and [`EngineError`] when the store
    /// cannot be written; nothing is changed then.
    pub fn replace_draft(
        &mut self,
        id: ChecklistId,
        checklist: &Checklist,
    ) -> Result<(), EngineError> {
        let own = self.open_draft(id)?;
        let cleared = record::cleared_draft(&self.facts(id.bytes())?, id)?;
        let ops = self.write_ground(own, checklist, cleared)?;
        if !ops.is_empty() {
            self.remember(id.bytes(), "Nhập bộ nội dung từ tệp".to_owned(), ops);
        }
        Ok(())
    }

    /// The next free number after `version`: `1` → `1.1`, `1.1` → `1.2`.
    fn next_version(&self, checklist: &str, version: &str) -> String {
        let (head, mut minor) = match version.rsplit_once('.') {
            Some((head, minor)) => (head, minor.parse::<u32>().unwrap_or_default()),
            None => (version, 0),
        };
        let taken = |wanted: &str| {
            self.catalogue
                .every_version()
                .any(|it| it.checklist.id == checklist && it.checklist.version == wanted)
        };
        loop {
            minor = minor.saturating_add(1);
            let wanted = format!("{head}.{minor}");
            if !taken(&wanted) || minor == u32::MAX {
                return wanted;
            }
        }
    }
}
