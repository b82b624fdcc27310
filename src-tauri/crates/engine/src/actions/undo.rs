//! Taking back acts of this session, doing them again, and listing them.
//!
//! Both are new ops, so that nothing is lost, not even the mistake.

use chrono::{DateTime, FixedOffset};
use domain::id::{CampaignId, ChecklistId, VisitId};

use crate::engine::{Engine, Step};
use crate::error::EngineError;
use crate::store::{OpRef, Refusal, StoreError};

/// An act of this session at a visit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Act {
    /// What was done and where, in Vietnamese: `Đạt – mục MC-03`.
    pub name: String,
    /// When, as the person at this laptop reads the clock.
    pub at: DateTime<FixedOffset>,
}

/// The acts of this session at a visit, each list latest first.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Acts {
    /// What can be taken back.
    pub done: Vec<Act>,
    /// What was taken back and can be done again.
    pub undone: Vec<Act>,
}

impl Engine {
    /// What undo would take back at a visit, in Vietnamese.
    pub fn undo_name(&self, visit: VisitId) -> Option<&str> {
        let steps = self.undo.get(&visit.bytes())?;
        steps.last().map(|step| step.name.as_str())
    }

    /// What redo would do again at a visit, in Vietnamese.
    pub fn redo_name(&self, visit: VisitId) -> Option<&str> {
        let steps = self.redo.get(&visit.bytes())?;
        steps.last().map(|step| step.name.as_str())
    }

    /// What undo would take back at a campaign as a whole, in Vietnamese.
    pub fn undo_name_at_campaign(&self, campaign: CampaignId) -> Option<&str> {
        let steps = self.undo.get(&campaign.bytes())?;
        steps.last().map(|step| step.name.as_str())
    }

    /// What undo would take back at a draft of a checklist, in Vietnamese.
    pub fn undo_name_at_draft(&self, draft: ChecklistId) -> Option<&str> {
        let steps = self.undo.get(&draft.bytes())?;
        steps.last().map(|step| step.name.as_str())
    }

    /// What redo would do again at a draft of a checklist, in Vietnamese.
    pub fn redo_name_at_draft(&self, draft: ChecklistId) -> Option<&str> {
        let steps = self.redo.get(&draft.bytes())?;
        steps.last().map(|step| step.name.as_str())
    }

    /// What redo would do again at a campaign as a whole, in Vietnamese.
    pub fn redo_name_at_campaign(&self, campaign: CampaignId) -> Option<&str> {
        let steps = self.redo.get(&campaign.bytes())?;
        steps.last().map(|step| step.name.as_str())
    }

    /// The acts of this session at a visit.
    pub fn acts(&self, visit: VisitId) -> Acts {
        let list = |steps: Option<&Vec<Step>>| {
            let latest_first = steps.into_iter().flatten().rev();
            latest_first.map(|step| Act { name: step.name.clone(), at: step.at }).collect()
        };
        let section = visit.bytes();
        Acts { done: list(self.undo.get(&section)), undone: list(self.redo.get(&section)) }
    }

    /// Takes back the latest act of this session at a visit.
    ///
    /// # Errors
    ///
    /// [`EngineError::NothingToUndo`], and [`EngineError`] when the store cannot be written or the
    /// field was changed by somebody else since; such an act leaves the list, because it can never
    /// be taken back.
    pub fn undo(&mut self, visit: VisitId) -> Result<String, EngineError> {
        self.take_back(visit.bytes())
    }

    /// Takes back the latest act of this session at a campaign as a whole.
    ///
    /// # Errors
    ///
    /// As [`Engine::undo`].
    pub fn undo_at_campaign(&mut self, campaign: CampaignId) -> Result<String, EngineError> {
        self.take_back(campaign.bytes())
    }

    /// Does the act again that was taken back last at a campaign as a whole.
    ///
    /// # Errors
    ///
    /// As [`Engine::redo`].
    pub fn redo_at_campaign(&mut self, campaign: CampaignId) -> Result<String, EngineError> {
        self.do_again(campaign.bytes())
    }

    /// Takes back the latest act of this session in a section.
    pub(super) fn take_back(&mut self, section: [u8; 16]) -> Result<String, EngineError> {
        self.keep_campaign(section)?;
        let steps = self.undo.get_mut(&section).ok_or(EngineError::NothingToUndo)?;
        let step = steps.last().cloned().ok_or(EngineError::NothingToUndo)?;
        let written = crate::reading::undo(&mut self.store, &step.ops);
        if written.is_ok() || is_hopeless(written.as_ref().err()) {
            steps.pop();
        }
        let ops = written?;
        // An act that had settled a disagreement opened it again: that takes more ops than it had,
        // and is decided anew rather than repeated.
        if ops.len() == step.ops.len() {
            self.redo.entry(section).or_default().push(Step { ops, ..step.clone() });
        } else {
            self.redo.remove(&section);
        }
        Ok(step.name)
    }

    /// Takes back the latest `count` acts of this session at a visit, and says how many it were.
    ///
    /// # Errors
    ///
    /// As [`Self::undo`], when not even the first could be taken back.
    pub fn undo_many(&mut self, visit: VisitId, count: usize) -> Result<usize, EngineError> {
        for done in 0..count {
            match self.undo(visit) {
                Ok(_) => {}
                Err(error) if done == 0 => return Err(error),
                Err(_) => return Ok(done),
            }
        }
        Ok(count)
    }

    /// Takes back the latest act of this session at a draft of a checklist.
    ///
    /// # Errors
    ///
    /// As [`Engine::undo`].
    pub fn undo_at_draft(&mut self, draft: ChecklistId) -> Result<String, EngineError> {
        self.take_back(draft.bytes())
    }

    /// Does the act again that was taken back last at a draft of a checklist.
    ///
    /// # Errors
    ///
    /// As [`Self::redo`].
    pub fn redo_at_draft(&mut self, draft: ChecklistId) -> Result<String, EngineError> {
        self.do_again(draft.bytes())
    }

    /// Does the act again that was taken back last.
    ///
    /// # Errors
    ///
    /// [`EngineError::NothingToRedo`], and as [`Self::undo`].
    pub fn redo(&mut self, visit: VisitId) -> Result<String, EngineError> {
        self.do_again(visit.bytes())
    }

    fn do_again(&mut self, section: [u8; 16]) -> Result<String, EngineError> {
        let steps = self.redo.get_mut(&section).ok_or(EngineError::NothingToRedo)?;
        let step = steps.last().cloned().ok_or(EngineError::NothingToRedo)?;
        let written = crate::reading::undo(&mut self.store, &step.ops);
        if written.is_ok() || is_hopeless(written.as_ref().err()) {
            steps.pop();
        }
        let ops: Vec<OpRef> = written?;
        self.undo.entry(section).or_default().push(Step { ops, ..step.clone() });
        Ok(step.name)
    }

    /// Forgets the acts at a visit or campaign: what a paper states is not taken back in passing.
    pub(super) fn forget_acts(&mut self, section: [u8; 16]) {
        self.undo.remove(&section);
        self.redo.remove(&section);
    }
}

/// Whether no later try can succeed.
const fn is_hopeless(error: Option<&EngineError>) -> bool {
    matches!(
        error,
        Some(EngineError::Store(
            StoreError::Refused(Refusal::ChangedSince | Refusal::NoSuchChange) | StoreError::Purged
        ))
    )
}
