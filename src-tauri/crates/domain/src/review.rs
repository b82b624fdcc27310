//! Looking answers over (rà soát): the area's lead reviews, the leader accepts, either returns.
//!
//! What a person may do is decided here alone, from roles and areas, so that a laptop that receives
//! the edit can decide it again.

use crate::campaign::{Campaign, Member, Role};

/// Where the looking over of one answer stands.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ReviewState {
    /// Nobody has looked it over.
    #[default]
    Open,
    /// Đã rà soát, by the area's lead.
    Reviewed,
    /// Trưởng đoàn đã chấp nhận.
    Accepted,
    /// Trả lại, with a remark, until it is answered again.
    Returned,
    /// The answer was edited after it had been looked over or returned.
    Edited,
}

impl ReviewState {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Open, Self::Reviewed, Self::Accepted, Self::Returned, Self::Edited];

    /// The word used in files and on the window's border.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reviewed => "reviewed",
            Self::Accepted => "accepted",
            Self::Returned => "returned",
            Self::Edited => "edited",
        }
    }

    /// Finds the state that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether the lead at least has looked the answer over, as it stands.
    pub const fn is_reviewed(self) -> bool {
        match self {
            Self::Reviewed | Self::Accepted => true,
            Self::Open | Self::Returned | Self::Edited => false,
        }
    }
}

/// The looking over of one answer.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Review {
    /// Where it stands.
    pub state: ReviewState,
    /// Why it was returned; empty in every other state.
    pub remark: String,
}

/// A step that a person takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReviewStep {
    /// The lead finds the answer in order.
    Review,
    /// The leader takes it over.
    Accept,
    /// Back to whoever answered.
    Return,
    /// What was decided is taken back.
    Reopen,
}

/// What the person at a laptop is in a delegation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Leads, or stands in for the leader.
    Leads,
    /// A member who looks over these areas.
    LooksOver(Vec<String>),
    /// A member without an area to look over.
    Belongs,
    /// Not on the list of members.
    Stranger,
}

impl Standing {
    /// What the person called `name` is in `campaign`. `may_lead` says that the laptops of the
    /// delegation take this one for the leader's or a deputy's, so that whoever is not on the list acts
    /// for the leader: somebody has to.
    ///
    /// Names are compared exactly; both are kept in NFC.
    pub fn of(campaign: &Campaign, name: &str, may_lead: bool) -> Self {
        let named = |member: &&Member| !name.is_empty() && member.name == name;
        match campaign.members.iter().find(named) {
            Some(Member { role: Role::Leader | Role::Deputy, .. }) => Self::Leads,
            Some(member) if member.areas.is_empty() => Self::Belongs,
            Some(member) => Self::LooksOver(member.areas.clone()),
            None if may_lead => Self::Leads,
            None => Self::Stranger,
        }
    }

    /// Whether the person may take `step` at an item of `area` whose answer is in `state`. What the
    /// leader accepted, only the leader takes up again.
    pub fn may(&self, step: ReviewStep, state: ReviewState, area: &str) -> bool {
        match self {
            Self::Leads => true,
            Self::LooksOver(areas) => {
                step != ReviewStep::Accept
                    && state != ReviewState::Accepted
                    && areas.iter().any(|own| own == area)
            }
            Self::Belongs | Self::Stranger => false,
        }
    }

    /// The next step that the person may take at an answer in `state`; `None` when there is none.
    pub fn next(&self, state: ReviewState, area: &str) -> Option<ReviewStep> {
        let step = match state {
            ReviewState::Open | ReviewState::Edited | ReviewState::Returned => ReviewStep::Review,
            ReviewState::Reviewed => ReviewStep::Accept,
            ReviewState::Accepted => return None,
        };
        self.may(step, state, area).then_some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(areas: &[&str]) -> Standing {
        Standing::LooksOver(areas.iter().map(|&area| area.to_owned()).collect())
    }

    #[test]
    fn a_lead_reviews_only_the_own_area_and_never_accepts() {
        let lead = lead(&["MC"]);
        assert!(lead.may(ReviewStep::Review, ReviewState::Open, "MC"));
        assert!(lead.may(ReviewStep::Return, ReviewState::Reviewed, "MC"));
        assert!(!lead.may(ReviewStep::Return, ReviewState::Accepted, "MC"));
        assert!(!lead.may(ReviewStep::Review, ReviewState::Open, "CD"));
        assert!(!lead.may(ReviewStep::Accept, ReviewState::Reviewed, "MC"));
        assert_eq!(lead.next(ReviewState::Reviewed, "MC"), None);
    }

    #[test]
    fn the_leader_goes_from_answered_to_reviewed_to_accepted() {
        let leader = Standing::Leads;
        assert_eq!(leader.next(ReviewState::Open, "MC"), Some(ReviewStep::Review));
        assert_eq!(leader.next(ReviewState::Reviewed, "MC"), Some(ReviewStep::Accept));
        assert_eq!(leader.next(ReviewState::Accepted, "MC"), None);
        assert_eq!(leader.next(ReviewState::Edited, "MC"), Some(ReviewStep::Review));
    }

    #[test]
    fn a_member_without_an_area_and_a_stranger_decide_nothing() {
        for one in [Standing::Belongs, Standing::Stranger] {
            assert!(!one.may(ReviewStep::Review, ReviewState::Open, "MC"));
            assert!(!one.may(ReviewStep::Return, ReviewState::Reviewed, "MC"));
        }
    }
}
