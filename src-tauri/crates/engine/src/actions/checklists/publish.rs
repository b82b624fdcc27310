//! Publishing a draft: from then on nothing of it changes.

use chrono::NaiveDate;
use domain::campaign::ChecklistPin;
use domain::id::ChecklistId;
use domain::text::clean;

use crate::catalogue::{self, CatalogueError};
use crate::engine::Engine;
use crate::error::{EngineError, Field};
use crate::reading;
use crate::record::{self, OwnChecklist};

/// The media type of a published file.
pub(super) const MEDIA_TYPE: &str = "application/toml";

/// What a person says when publishing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Publication {
    /// The version: `1.1`.
    pub version: String,
    /// The first day of campaigns that use it.
    pub valid_from: NaiveDate,
    /// What changed, in a few words.
    pub about: String,
}

impl Engine {
    /// Notes what a person means to say when publishing, so that nothing typed is lost.
    ///
    /// # Errors
    ///
    /// [`EngineError::Published`], and [`EngineError`] when the store cannot be written.
    pub fn prepare_publication(
        &mut self,
        id: ChecklistId,
        publication: &Publication,
    ) -> Result<(), EngineError> {
        let own = self.open_draft(id)?;
        let Publication { version, valid_from, about } = publication.clone();
        let own = OwnChecklist {
            version: clean(&version),
            valid_from: Some(valid_from),
            about: clean(&about),
            ..own
        };
        self.save(id.bytes(), &record::own_checklist_edits(&own)?, None)?;
        Ok(())
    }

    /// Publishes a draft as it stands. Campaigns stay with the versions they go by.
    ///
    /// # Errors
    ///
    /// [`EngineError::DraftRefused`] with everything that is wrong in it,
    /// [`EngineError::VersionTaken`], [`EngineError::NothingChanged`],
    /// [`EngineError::BadInput`] for a version that cannot be one, and [`EngineError`] when the
    /// store cannot be written; nothing is published then.
    pub fn publish_draft(
        &mut self,
        id: ChecklistId,
        publication: &Publication,
    ) -> Result<ChecklistPin, EngineError> {
        self.prepare_publication(id, publication)?;
        let draft = self.draft(id)?;
        self.need_version(&draft.own)?;
        if !draft.problems.is_empty() {
            return Err(EngineError::DraftRefused(draft.problems));
        }
        let titled = draft.base.title != draft.checklist.title;
        if draft.difference.is_empty() && !titled {
            return Err(EngineError::NothingChanged);
        }
        let text = catalogue::to_toml(&draft.checklist);
        let name = format!("{}@{}", draft.own.checklist, draft.own.version);
        // What was looked over has to be what is kept.
        let read = self.catalogue.read(&name, &text)?;
        if read != draft.checklist {
            return Err(CatalogueError(self.catalogue.check(&name, &text)).into());
        }
        let own = OwnChecklist {
            sha256: crate::actions::seal::sha256_hex(text.as_bytes()),
            published_at: self.clock.local().to_rfc3339(),
            ..draft.own
        };
        let edits = record::own_checklist_edits(&own)?;
        reading::write_with(&mut self.store, id.bytes(), &edits, |tx| {
            tx.keep_file(&mut std::io::Cursor::new(text.as_bytes()), MEDIA_TYPE).map(drop)
        })?;
        self.catalogue.shelve(&name, &text)?;
        // What is published is not taken back in passing.
        self.undo.remove(&id.bytes());
        self.redo.remove(&id.bytes());
        Ok(own.pin())
    }

    fn need_version(&self, own: &OwnChecklist) -> Result<(), EngineError> {
        let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-');
        let version = &own.version;
        if version.is_empty() || version.len() > 20 || !version.chars().all(fits) {
            let entered = version.clone();
            return Err(EngineError::BadInput { field: Field::Version, entered });
        }
        let taken = self
            .catalogue
            .every_version()
            .any(|it| it.checklist.id == own.checklist && it.checklist.version == *version);
        if taken { Err(EngineError::VersionTaken(version.clone())) } else { Ok(()) }
    }
}
