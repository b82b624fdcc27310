//! The concluding notice (thông báo kết luận kiểm tra) of a campaign: from what was recorded at all
//! units to a document.
//!
//! **Invariant:** nothing here reads the store, a file or a clock. Equal material gives an equal
//! document.

mod annexes;
mod checks;
mod compose;
mod data;
mod figures;
mod material;
mod outline;
mod sentences;
mod words;

pub use checks::checks;
pub use compose::{Annexes, document};
pub use data::{NOTICE_DATA_VERSION, NoticeData, data};
pub use figures::{FigureLine, UnitFigure};
pub use material::{Agenda, AgendaArea, AgendaItem, Material, Seen, signatory};
pub use outline::{Kept, NoticeSlot, Section, Source, kept, outline};
pub use sentences::Gathered;
