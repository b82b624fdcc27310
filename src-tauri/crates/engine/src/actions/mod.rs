//! The verbs: what a person can do, one file each.

mod answers;
mod bin;
mod blank;
mod bring_back;
mod campaign_rates;
mod campaigns;
mod check;
mod checklists;
mod consolidation;
mod dossiers;
mod earlier;
mod evidence;
mod findings;
mod follow_up;
mod history;
mod import_campaign;
mod import_visit;
mod last;
mod last_place;
mod last_told;
mod layout;
mod layout_library;
mod minutes;
mod notice;
mod notice_import;
mod notice_material;
mod numbers;
mod pad;
mod papers;
mod pictures;
mod places;
mod procedures;
mod proof;
mod register_book;
mod registers;
mod review;
mod samples;
mod sampling;
mod seal;
mod sealed_since;
mod search;
mod sentences;
mod session;
mod sign;
mod sign_certificate;
mod supplement;
mod table_import;
mod trends;
mod undo;
mod unit_list;
mod visits;
mod visits_read;

pub use bin::Binned;
pub use bring_back::{Brought, Gaps};
pub use campaign_rates::{CampaignRate, UnitRate};
pub use campaigns::CampaignSummary;
pub use checklists::{
    AddedArea, AddedItem, ChecklistDraft, DraftSummary, MovePreview, Publication, VersionSummary,
    VisitMove,
};
pub use consolidation::ExportFormat;
pub use evidence::{Added, Sighting, Twice};
pub use findings::{FindingDraft, Offer};
pub use follow_up::{
    Demand, FollowUp, LetterDraft, LetterForm, OfficeYear, PaperDelivery, ReportDraft, Seen,
    UnitFollowUp,
};
pub use history::{Dispute, Opinion};
pub use last::{LastTime, PastFinding, PastItem, PastState, PastVisit};
pub use last_place::{LastPlace, Place};
pub use layout::LayoutState;
pub use minutes::{MinutesState, PaperVersion};
pub use notice::{NoticeState, Phrasing};
pub use numbers::NumberState;
pub use papers::{PaperOf, Shelf};
pub use pictures::ContactSheet;
pub use places::{PlaceLine, PlaceStory, RelatedVisit, UnitHistory};
pub use procedures::{FilledDecisions, PostedLine, ProcedureDesk, ProcedureSentence, Tick};
pub use proof::{Extension, Moments, Trust, extend_papers};
pub use register_book::{BookRow, FedFigure, RegisterBook, RegisterSummary};
pub use registers::RowChange;
pub use review::ReviewAct;
pub use samples::Sample;
pub use sampling::{Draft, Redrawn, SampleState};
pub use seal::PaperState;
pub use sealed_since::LaterChange;
pub use search::{Hit, HitKind};
pub use sentences::{CampaignSaid, Said};
pub use session::{Person, Settings};
pub use sign::{SignWish, StampedPaper, sign_unknown};
pub use sign_certificate::{PaperToSign, SignedBy, SignedPaper, TokenHabit};
pub use table_import::{At, TableOutcome, TableRequest, Writing};
pub use trends::{Trend, TrendPoint, UnitTrend};
pub use undo::{Act, Acts};
pub use unit_list::UnitFromList;
pub use visits::VisitSummary;
