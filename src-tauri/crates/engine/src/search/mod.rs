//! What a person looks for, and how it is shown where it was found.

mod needle;

pub use needle::{Needle, Piece};
