//! The minutes (biên bản) of a visit: from what was recorded to a document.
//!
//! **Invariant:** nothing here reads the store, a file or a clock. Equal
//! material gives an equal document, so that a sealed paper can be explained
//! years later from what it lists.

mod addition;
mod annex;
mod clocks;
mod compose;
mod data;
mod figures;
mod material;
mod outline;
mod pages;
mod rules;
mod sections;
mod seen_again;
mod short;
mod slots;
mod statement;
mod tables;
mod unprinted;
mod words;

pub(crate) use addition::told as part_told;
pub use addition::{Addition, Since};
pub use annex::{photo_caption, photo_number};
pub use clocks::{ClockNote, clock_checks};
pub use compose::{Stamp, document};
pub use data::{DATA_VERSION, MinutesData, data};
pub(crate) use figures::rows as figure_rows;
pub use figures::{FigureRow, printed};
pub use material::{
    Extra, Material, Photo, SeenAgain, Sheet, SheetArea, SheetItem, SheetPart, Signatory,
    signatories,
};
pub use outline::{Check, CheckLevel, checks, file_checks, outline, unseen_check};
pub use pages::{settled, with_pages, without_pages};
pub use rules::{Unmet, lack_words, misplaced_check, rule_checks};
pub use sections::usual_layout;
pub(crate) use slots::{citation, sentence};
pub use statement::{Place, open_places};
pub(crate) use unprinted::{is_of_unit, unprinted_figures, unprinted_strengths, without_unprinted};
pub(crate) use words::{ARCHIVE, OTHER_AREA, SIGN_HINT, body_word, ruling_words};
pub use words::{role_title, verdict_word};
