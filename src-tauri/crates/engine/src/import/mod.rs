//! Files made elsewhere: campaigns (TOML), visits (JSON) and workbooks.
//!
//! The shapes are a contract (see `bienban schema`): fields are added, never
//! renamed, and unknown ones are refused with their path.

mod campaign;
mod checklist;
pub(crate) mod convert;
mod layout;
mod profile;
mod reading;
mod table;
mod unit_list;
mod visit;

pub use campaign::{
    AgencyFile, CampaignFile, CampaignHead, DelegationFile, FindingFile, ItemPointsFile,
    LocalBasisFile, MemberFile, NoticeParagraphFile, PaperFile, PeriodFile, RuleFile,
    ThresholdFile, UnitFile, read_campaign,
};
pub(crate) use checklist::forms;
pub use checklist::{
    ChecklistRefused, SheetFlaw, SheetProblem, checklist_from_xlsx, checklist_id_in_xlsx,
};
pub use layout::{LayoutHead, layout_text, read_layout};
pub use profile::{ProfileFile, ProfileHead, read_profile};
pub use reading::{Flaw, ImportError};
pub(crate) use table::Reader as TableReader;
pub use table::{LineFlaw, LineProblem, TableFile, WantedColumn};
pub use unit_list::{ListedUnit, read_unit_list};
pub use visit::{
    AnswerFile, AttendanceFile, DocumentFile, FigureFile, PartFile, PersonFile, VisitFile,
    VisitPeriodFile, read_visit,
};
