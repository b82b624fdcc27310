//! Handing work to other laptops, and taking theirs: files of bundles, read and written whole;
//! records of custody for those who look from outside.

mod audit;
mod bundle;
mod parts;
mod watched;

pub(crate) use audit::write_audit;
pub(crate) use bundle::{read_bundle, write_bundle};
