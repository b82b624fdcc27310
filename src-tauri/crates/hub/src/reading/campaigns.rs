//! The campaigns that the office has, one line each.

use domain::follow_up::Counts;
use domain::id::CampaignId;
use engine::actions::{CampaignSummary, PaperState};
use engine::{Engine, EngineError};

/// A campaign on the list.
pub(crate) struct CampaignLine {
    /// What the list of the engine says.
    pub(crate) summary: CampaignSummary,
    /// What its visits say; none where they cannot be read here, for want of the checklist that
    /// they go by.
    pub(crate) figures: Option<Figures>,
}

/// What the visits of a campaign add up to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Figures {
    /// Visits whose minutes everybody signed.
    pub(crate) signed: u32,
    /// Demands that are neither met nor taken up elsewhere.
    pub(crate) open: u32,
    /// Demands among them whose last day has passed.
    pub(crate) overdue: u32,
}

/// Adds up what the visits of `campaign` say.
pub(crate) fn figures(engine: &Engine, campaign: CampaignId) -> Result<Figures, EngineError> {
    let visits = engine.visits_of(campaign)?;
    let signed = visits.iter().filter(|visit| visit.state == PaperState::Signed).count();
    let counts = engine.follow_up(campaign)?.counts;
    Ok(Figures {
        signed: u32::try_from(signed).unwrap_or(u32::MAX),
        open: open(&counts),
        overdue: counts.overdue,
    })
}

/// Demands that are neither met nor taken up elsewhere.
pub(crate) const fn open(counts: &Counts) -> u32 {
    counts.all().saturating_sub(counts.closed).saturating_sub(counts.carried)
}
