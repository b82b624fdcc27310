//! Taking back the latest act of this session.

use domain::id::{CampaignId, VisitId};

use crate::engine::Engine;
use crate::error::EngineError;

impl Engine {
    /// What undo would take back at a visit, in Vietnamese.
    pub fn undo_name(&self, visit: VisitId) -> Option<&str> {
        let steps = self.undo.get(&visit.bytes())?;
        steps.last().map(|step| step.name.as_str())
    }

    /// Takes back the latest act of this session at a visit: new ops that restore what stood there
    /// before, so that nothing is lost, not even the mistake.
    ///
    /// # Errors
    ///
    /// [`EngineError::NothingToUndo`], and [`EngineError`] when the store cannot be written or the
    /// field was changed by somebody else since.
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

    /// Takes back the latest act of this session in a section.
    pub(super) fn take_back(&mut self, section: [u8; 16]) -> Result<String, EngineError> {
        let steps = self.undo.get_mut(&section).ok_or(EngineError::NothingToUndo)?;
        let step = steps.pop().ok_or(EngineError::NothingToUndo)?;
        crate::reading::undo(&mut self.store, &step.ops)?;
        Ok(step.name)
    }
}
