//! Reading a record of custody, of which nothing is believed before it was verified.

use std::io::{self, Read};

use ledger::{Charter, CustodyError, CustodyList, Digest, Receipt, SealManifest, Segment};
use thiserror::Error;

use crate::entries::{Entries, EntryFault};
use crate::judge::Judge;
use crate::{Part, Report};

/// Entries have at most so many bytes together: a delegation writes a few MiB in a month.
const BYTES_MAX: u64 = 4 << 30;

/// Why a file cannot be judged entry by entry.
#[derive(Debug, Error)]
pub enum ReadFault {
    /// Another kind of file.
    #[error("not a record of custody")]
    NotARecord,
    /// A record of a newer version.
    #[error("a record of custody of a newer version")]
    TooNew,
    /// Cut short, altered, or more than its signed list of contents says.
    #[error("the record is cut or altered at {entry}")]
    Altered {
        /// The entry.
        entry: String,
    },
    /// What it is read from cannot be used.
    #[error(transparent)]
    Io(io::Error),
}

/// Reads and verifies a whole record.
///
/// Entry by entry the file is held against its signed list of contents; what the entries say is then
/// held against their signatures and each other, and what does not hold is in the report.
///
/// # Errors
///
/// [`ReadFault`]; never a panic, and of the entries no more than one in memory at a time.
pub fn verify(input: &mut dyn Read) -> Result<Report, ReadFault> {
    let mut reading = Reading { entries: Entries::new(input), room: BYTES_MAX };
    let (list, writer) = reading.contents()?;
    let mut judge = Judge::new(&list, writer);
    for (place, digest) in list.charters.iter().enumerate() {
        let bytes = reading.named(Part::Charter, place, *digest)?;
        judge.charter(place, Charter::read(bytes).ok());
    }
    for (place, digest) in list.segments.iter().enumerate() {
        let bytes = reading.named(Part::Segment, place, *digest)?;
        judge.segment(place, Segment::read(bytes).ok());
    }
    for (place, digest) in list.forks.iter().enumerate() {
        let bytes = reading.named(Part::Fork, place, *digest)?;
        judge.fork(place, Segment::read(bytes).ok());
    }
    for (place, digest) in list.receipts.iter().enumerate() {
        let bytes = reading.named(Part::Receipt, place, *digest)?;
        judge.receipt(place, Receipt::read(bytes).ok());
    }
    for (place, paper) in list.papers.iter().filter(|paper| paper.carried).enumerate() {
        let bytes = reading.named(Part::Seal, place, paper.manifest)?;
        judge.seal(place, *paper, SealManifest::decode(&bytes).ok());
    }
    reading.entries.end().map_err(|fault| told(fault, "end"))?;
    Ok(judge.report())
}

struct Reading<'i> {
    entries: Entries<'i>,
    room: u64,
}

impl Reading<'_> {
    fn contents(&mut self) -> Result<(CustodyList, ledger::DevicePublic), ReadFault> {
        let contents = self.entries.next(Part::Contents, 0, self.room).map_err(|fault| {
            if let EntryFault::Io(error) = fault {
                ReadFault::Io(error)
            } else {
                ReadFault::NotARecord
            }
        })?;
        CustodyList::read(&contents).map_err(|error: CustodyError| {
            if error.is_newer() {
                ReadFault::TooNew
            } else {
                ReadFault::Altered { entry: Part::Contents.name(0) }
            }
        })
    }

    fn named(&mut self, part: Part, place: usize, digest: Digest) -> Result<Vec<u8>, ReadFault> {
        let name = part.name(place);
        let bytes =
            self.entries.next(part, place, self.room).map_err(|fault| told(fault, &name))?;
        self.room = self.room.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if Digest::of(&bytes) == digest {
            Ok(bytes)
        } else {
            Err(ReadFault::Altered { entry: name })
        }
    }
}

fn told(fault: EntryFault, entry: &str) -> ReadFault {
    match fault {
        EntryFault::Altered => ReadFault::Altered { entry: entry.to_owned() },
        EntryFault::Io(error) => ReadFault::Io(error),
    }
}
