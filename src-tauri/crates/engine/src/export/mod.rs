//! What other programs read: a visit as JSON, a verdict as JSON.

mod campaign;
mod verify;
mod visit;

pub use crate::minutes::MinutesData as MinutesDataSchema;
pub use campaign::{
    CampaignShown, MemberShown, PaperShown, SentenceShown, ThresholdShown, UnitShown,
    campaign_shown,
};
pub use verify::{VerifiedSignature, VerifyReport, change_in_words, reason_in_words, verdict};
pub use visit::{FindingShown, RateShown, VisitShown, shown};
