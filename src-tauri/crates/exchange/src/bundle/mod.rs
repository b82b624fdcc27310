//! A shipment in one file.
//!
//! ```text
//! age v1 ( tar ( contents · charter… · segment… · file… ) )
//! ```
//!
//! The contents come first and are signed; every entry after them stands in the order they name, and
//! nothing else does. Names of entries are compared and never used as paths. age authenticates every
//! 64 KiB and the end, so a file that was cut is noticed wherever it was cut.

mod read;
#[cfg(test)]
mod tests;
mod write;

use ledger::{CarriedFile, Charter, DevicePublic, Digest, Segment};

pub use read::{ReadFault, TakeFile, read};
pub use write::{OpenFile, WriteFault, write};

/// The signed list of contents.
const CONTENTS: &str = "contents";

/// What one device hands to the others.
#[derive(Clone, Debug, Default)]
pub struct Shipment {
    /// The list of contents, signed by the sender ([`ledger::BundleManifest`]).
    pub contents: Vec<u8>,
    /// Every charter as it was signed, first revision first.
    pub charters: Vec<Vec<u8>>,
    /// Segments as they were signed.
    pub segments: Vec<Vec<u8>>,
    /// Which files come along.
    pub files: Vec<CarriedFile>,
}

/// What was read and verified, but for its place in anybody's record.
#[derive(Debug)]
pub struct Bundle {
    /// The list of contents.
    pub manifest: ledger::BundleManifest,
    /// Who signed it.
    pub sender: DevicePublic,
    /// Every charter, first revision first.
    pub charters: Vec<Charter>,
    /// Segments in the order they are to be taken in.
    pub segments: Vec<Segment>,
}

fn charter_name(place: usize) -> String {
    format!("charter-{}", place.saturating_add(1))
}

fn segment_name(place: usize) -> String {
    format!("segment-{}", place.saturating_add(1))
}

fn file_name(digest: Digest) -> String {
    format!("file-{digest}")
}
