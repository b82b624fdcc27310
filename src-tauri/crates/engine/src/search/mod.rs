//! What a person looks for, and how it is shown where it was found.

mod needle;
mod places;

pub use needle::{Needle, Piece};
pub(crate) use places::{Places, Section, Visits};
