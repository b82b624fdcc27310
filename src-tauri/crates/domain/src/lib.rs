//! The nouns and rules of an inspection, as pure values.
//!
//! **Invariant:** nothing here reads a file, a clock, a socket or a database,
//! and no type here is serializable: what was signed must not change because a
//! field was renamed. The engine converts by hand.

pub mod answer;
pub mod campaign;
pub mod checklist;
pub mod collation;
pub mod consolidation;
pub mod date;
pub mod dossiers;
pub mod finding;
pub mod follow_up;
pub mod id;
pub mod interval;
pub mod layout;
pub mod notice;
pub mod number;
pub mod places;
pub mod procedures;
pub mod progress;
pub mod ratio;
pub mod review;
pub mod rule;
pub mod sample;
pub mod scan;
pub mod score;
pub mod spread;
pub mod text;
pub mod unit;
pub mod visit;
pub mod vocabulary;
pub mod weave;
