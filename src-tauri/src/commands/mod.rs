//! What the screens may ask. One file for each feature folder of `ui/`.
//!
//! **Invariant:** a command unpacks its arguments, asks the engine one question
//! and packs the answer. Anything longer belongs in `engine::actions`.

pub(crate) mod answers;
pub(crate) mod campaigns;
pub(crate) mod checklists;
pub(crate) mod consolidation;
pub(crate) mod custody;
pub(crate) mod delegation;
pub(crate) mod dossiers;
pub(crate) mod evidence;
pub(crate) mod findings;
pub(crate) mod follow_up;
pub(crate) mod incoming;
pub(crate) mod invitation;
pub(crate) mod last_time;
pub(crate) mod layout;
pub(crate) mod letters;
pub(crate) mod machine;
pub(crate) mod minutes;
pub(crate) mod network;
pub(crate) mod notice;
pub(crate) mod pad;
pub(crate) mod places;
pub(crate) mod procedures;
pub(crate) mod registers;
pub(crate) mod sampling;
pub(crate) mod session;
pub(crate) mod signing;
pub(crate) mod tables;
pub(crate) mod timeline;
pub(crate) mod tokens;
pub(crate) mod trust;
pub(crate) mod unpack;
pub(crate) mod visits;
pub(crate) mod work;
