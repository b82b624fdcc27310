//! The record of custody of one campaign (`.hoso`), and whether it holds: for an auditor who has this
//! file and nothing else, no store, no key and no network.
//!
//! ```text
//! tar ( contents · charter… · segment… · fork… · receipt… · seal… )
//! ```
//!
//! The contents ([`ledger::CustodyList`]) come first and are signed by the device that wrote the
//! record; every entry after them stands in the order they name, and nothing else does. Everything is
//! as its author signed it. No content key comes along, so the record tells nobody's words: who wrote
//! when and how much, which fields a paper states, and digests. Manifests of seals come along since
//! they name fields and hashes of ops and no value.
//!
//! What [`verify`] believes follows from signatures and hashes alone. What it cannot see, and whoever
//! tells its answer has to say: ops at the end of a stream that nobody has answered for may be held
//! back, and so may receipts; that the founder is who should have founded the campaign is known
//! outside.
//!
//! **Invariant:** a file of one record has one spelling. Heads of entries, padding and end are compared
//! with what [`Writer`] writes, so no bit of the file can change unnoticed; names of entries are
//! compared and never used as paths. Sizes are checked before anything is read.

mod entries;
mod judge;
mod papers;
mod people;
mod receipts;
mod report;
mod streams;
#[cfg(test)]
mod tests;
mod verify;

pub use entries::{Part, Writer};
pub use report::{Counts, Flaw, Person, Remark, Report, SealedPaper, Takeover};
pub use verify::{ReadFault, verify};
