//! The verbs: what a person can do, one file each.

mod answers;
mod bin;
mod campaigns;
mod check;
mod evidence;
mod findings;
mod import_campaign;
mod import_visit;
mod minutes;
mod pictures;
mod places;
mod registers;
mod samples;
mod seal;
mod search;
mod session;
mod sign;
mod undo;
mod visits;

pub use bin::Binned;
pub use campaigns::CampaignSummary;
pub use evidence::{Added, Sighting, Twice};
pub use findings::{FindingDraft, Offer};
pub use minutes::{MinutesState, PaperVersion};
pub use pictures::ContactSheet;
pub use places::{PlaceLine, PlaceStory, RelatedVisit, UnitHistory};
pub use samples::Sample;
pub use seal::{LaterChange, PaperState};
pub use search::{Hit, HitKind};
pub use session::{Person, Settings};
pub use sign::{Brought, SignedBy, sign_unknown};
pub use visits::VisitSummary;
