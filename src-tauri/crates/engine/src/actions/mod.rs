//! The verbs: what a person can do, one file each.

mod answers;
mod bin;
mod campaign_rates;
mod campaigns;
mod check;
mod evidence;
mod findings;
mod import_campaign;
mod import_visit;
mod minutes;
mod places;
mod register_book;
mod registers;
mod samples;
mod seal;
mod search;
mod session;
mod sign;
mod undo;
mod unit_list;
mod visits;

pub use bin::Binned;
pub use campaign_rates::{CampaignRate, UnitRate};
pub use campaigns::CampaignSummary;
pub use findings::{FindingDraft, Offer};
pub use minutes::{MinutesState, PaperVersion};
pub use places::{PlaceLine, PlaceStory, RelatedVisit, UnitHistory};
pub use register_book::{BookRow, FedFigure, RegisterBook, RegisterSummary};
pub use registers::RowChange;
pub use samples::Sample;
pub use seal::{LaterChange, PaperState};
pub use search::{Hit, HitKind};
pub use session::{Person, Settings};
pub use sign::{Brought, SignedBy, sign_unknown};
pub use unit_list::UnitFromList;
pub use visits::VisitSummary;
