//! What other programs read: a visit as JSON, a verdict as JSON, a checklist as a workbook.

mod beside;
mod campaign;
mod checklist;
mod crosscheck;
mod extension;
mod follow_up;
mod proven;
mod verify;
mod visit;
mod xlsform;

pub use beside::{StoreShown, store_shown};
pub use campaign::{
    CampaignShown, MemberShown, PaperShown, SentenceShown, ThresholdShown, UnitShown,
    campaign_shown,
};
pub use checklist::checklist_to_xlsx;
pub use crosscheck::{DataShown, DifferenceShown, RemarkShown, data_shown};
pub use extension::extension_in_words;
pub use follow_up::{CountsShown, DemandShown, FollowUpShown, follow_up_shown};
pub use proven::{VerifiedRevocation, VerifiedTimestamp};
pub use verify::{
    VerifiedSignature, VerifyReport, added_in_words, change_in_words, place_in_words,
    reason_in_words, verdict,
};
pub use visit::{FindingShown, RateShown, VisitShown, shown};
pub use xlsform::checklist_to_xlsform;
