//! What other programs read: a visit as JSON, a verdict as JSON.

mod verify;
mod visit;

pub use crate::minutes::MinutesData as MinutesDataSchema;
pub use verify::{VerifiedSignature, VerifyReport, change_in_words, reason_in_words, verdict};
pub use visit::{RateShown, VisitShown, shown};
