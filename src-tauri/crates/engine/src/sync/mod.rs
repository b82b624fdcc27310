//! Handing work to other laptops, and taking theirs: files of bundles, read and written whole.

mod bundle;
mod parts;

pub(crate) use bundle::{read_bundle, write_bundle};
