//! Looking answers over: the area's lead reviews, the leader accepts, either returns.

use domain::id::{CampaignId, VisitId};
use domain::review::{Review, ReviewState, ReviewStep, Standing};
use domain::text::clean;

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Need, Noun};
use crate::folder::Folder;
use crate::record;

/// What a person does with an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ReviewAct {
    /// One step on: reviewed, then accepted.
    Forward,
    /// Back to whoever answered, with a remark.
    Back(String),
    /// What was decided is taken back.
    Reopen,
}

impl Engine {
    /// What the person at this laptop is in a campaign's delegation.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn standing(&self, campaign: CampaignId) -> Result<Standing, EngineError> {
        let (of, _) = self.campaign(campaign)?;
        let may_lead = self.store.may_lead(campaign.bytes())?;
        Ok(Standing::of(&of, &self.person()?.name, may_lead))
    }

    /// Says no when the person at this laptop does not lead at `visit`.
    pub(super) fn need_leader(&self, visit: VisitId) -> Result<(), EngineError> {
        let campaign = self.folder(visit)?.campaign.id;
        match self.standing(campaign)? {
            Standing::Leads => Ok(()),
            Standing::LooksOver(_) | Standing::Belongs | Standing::Stranger => {
                Err(EngineError::NotEntitled(Need::Leader))
            }
        }
    }

    /// Does `act` with the answer at `item`.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotEntitled`] says whose step it is, [`EngineError::NothingToReview`] where
    /// nothing was judged or everything is accepted, [`EngineError::BadInput`] for a return without
    /// a remark, and [`EngineError`] when the store cannot be written.
    pub fn review(
        &mut self,
        visit: VisitId,
        item: &str,
        act: &ReviewAct,
    ) -> Result<Saved, EngineError> {
        let folder = self.folder(visit)?;
        let (step, review) = self.step(&folder, item, act)?;
        let facts = self.facts(visit.bytes())?;
        let edits = record::review_edits(&facts, visit, item, &review)?;
        let name = match step {
            ReviewStep::Review => "Rà soát",
            ReviewStep::Accept => "Chấp nhận",
            ReviewStep::Return => "Trả lại",
            ReviewStep::Reopen => "Bỏ rà soát",
        };
        self.save(visit.bytes(), &edits, Some(format!("{name} – mục {item}")))
    }

    /// The step that `act` is at `item`, when this person may take it, and what it decides.
    fn step(
        &self,
        folder: &Folder,
        item: &str,
        act: &ReviewAct,
    ) -> Result<(ReviewStep, Review), EngineError> {
        let area = folder
            .view
            .areas
            .iter()
            .find(|area| area.items.iter().any(|known| known.id == item))
            .map(|area| area.id.as_str())
            .ok_or_else(|| EngineError::NotFound { what: Noun::Item, name: item.to_owned() })?;
        let answer = folder.answers.get(item).filter(|answer| answer.verdict.is_some());
        let answer = answer.ok_or(EngineError::NothingToReview { accepted: false })?;
        let state = answer.review.state;
        let (step, next, remark) = match act {
            ReviewAct::Forward => match state {
                ReviewState::Open | ReviewState::Edited | ReviewState::Returned => {
                    (ReviewStep::Review, ReviewState::Reviewed, String::new())
                }
                ReviewState::Reviewed => (ReviewStep::Accept, ReviewState::Accepted, String::new()),
                ReviewState::Accepted => {
                    return Err(EngineError::NothingToReview { accepted: true });
                }
            },
            ReviewAct::Back(remark) => (ReviewStep::Return, ReviewState::Returned, clean(remark)),
            ReviewAct::Reopen => (ReviewStep::Reopen, ReviewState::Open, String::new()),
        };
        if !self.standing(folder.campaign.id)?.may(step, state, area) {
            let by_leader = step == ReviewStep::Accept || state == ReviewState::Accepted;
            let need = if by_leader { Need::Leader } else { Need::LeadOf(area.to_owned()) };
            return Err(EngineError::NotEntitled(need));
        }
        if step == ReviewStep::Return && remark.is_empty() {
            return Err(EngineError::BadInput { field: Field::Remark, entered: String::new() });
        }
        Ok((step, Review { state: next, remark }))
    }
}
