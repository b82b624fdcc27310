//! Files made elsewhere: campaigns (TOML) and visits (JSON).
//!
//! The shapes are a contract (see `bienban schema`): fields are added, never
//! renamed, and unknown ones are refused with their path.

mod campaign;
pub(crate) mod convert;
mod profile;
mod reading;
mod visit;

pub use campaign::{
    AgencyFile, CampaignFile, CampaignHead, DelegationFile, FindingFile, ItemPointsFile,
    LocalBasisFile, MemberFile, PaperFile, PeriodFile, RuleFile, ThresholdFile, UnitFile,
    read_campaign,
};
pub use profile::{ProfileFile, ProfileHead, read_profile};
pub use reading::{Flaw, ImportError};
pub use visit::{
    AnswerFile, AttendanceFile, DocumentFile, FigureFile, PartFile, PersonFile, VisitFile,
    VisitPeriodFile, read_visit,
};
