//! The file as entries: a tar that has one spelling, written and read back bit by bit.

use std::io::{self, Read, Write};

use ledger::MAX_SEGMENT_BYTES;
use tar::{EntryType, Header};

/// A tar is made of blocks of so many bytes.
const BLOCK: usize = 512;
/// So many zeros end a tar.
const END: usize = 2 * BLOCK;

const KIB: u64 = 1 << 10;
const MIB: u64 = KIB << 10;

/// A kind of entry.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Part {
    /// The signed list of contents.
    Contents,
    /// A charter.
    Charter,
    /// A segment of the record.
    Segment,
    /// A segment that gives other ops under numbers that are taken.
    Fork,
    /// A receipt.
    Receipt,
    /// The manifest of a seal.
    Seal,
}

impl Part {
    /// The word in names of entries.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Contents => "contents",
            Self::Charter => "charter",
            Self::Segment => "segment",
            Self::Fork => "fork",
            Self::Receipt => "receipt",
            Self::Seal => "seal",
        }
    }

    /// The name of the entry at `place`, from 0: `segment-1`.
    pub fn name(self, place: usize) -> String {
        match self {
            Self::Contents => self.word().to_owned(),
            Self::Charter | Self::Segment | Self::Fork | Self::Receipt | Self::Seal => {
                format!("{}-{}", self.word(), place.saturating_add(1))
            }
        }
    }

    /// An entry is not longer.
    pub(crate) fn most_bytes(self) -> u64 {
        match self {
            // A million segments, receipts and files.
            Self::Contents => 128 * MIB,
            Self::Charter => MIB,
            Self::Segment | Self::Fork => u64::try_from(MAX_SEGMENT_BYTES).unwrap_or(u64::MAX),
            Self::Receipt => 16 * MIB,
            Self::Seal => 64 * MIB,
        }
    }
}

/// Writes a record of custody, entry by entry, in the order of its list of contents.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    last: Part,
    place: usize,
}

impl<W: Write> Writer<W> {
    /// Begins with the list of contents.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn begin(out: W, contents: &[u8]) -> io::Result<Self> {
        let mut writer = Self { out, last: Part::Contents, place: 0 };
        writer.entry(Part::Contents, contents)?;
        Ok(writer)
    }

    /// Writes the next entry.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn put(&mut self, part: Part, bytes: &[u8]) -> io::Result<()> {
        self.place = if part == self.last { self.place.saturating_add(1) } else { 0 };
        self.last = part;
        self.entry(part, bytes)
    }

    /// Ends the file, and hands back what it was written to.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(&[0; END])?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn entry(&mut self, part: Part, bytes: &[u8]) -> io::Result<()> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.out.write_all(head(&part.name(self.place), size)?.as_bytes())?;
        self.out.write_all(bytes)?;
        self.out.write_all(&vec![0; padding(bytes.len())])
    }
}

/// Why the next entry is not the one that is expected.
#[derive(Debug)]
pub(crate) enum EntryFault {
    /// It is another one, is too long, is cut, or is spelt in another way.
    Altered,
    /// What it is read from cannot be used.
    Io(io::Error),
}

/// Reads a record of custody, entry by entry.
pub(crate) struct Entries<'i> {
    input: &'i mut dyn Read,
}

impl<'i> Entries<'i> {
    pub(crate) const fn new(input: &'i mut dyn Read) -> Self {
        Self { input }
    }

    /// Reads the next entry, which has to be this one, and at most `room` bytes long.
    pub(crate) fn next(
        &mut self,
        part: Part,
        place: usize,
        room: u64,
    ) -> Result<Vec<u8>, EntryFault> {
        let mut block = [0; BLOCK];
        self.fill(&mut block)?;
        let size = Header::from_byte_slice(&block).entry_size().map_err(|_| EntryFault::Altered)?;
        let expected = head(&part.name(place), size).map_err(|_| EntryFault::Altered)?;
        if *expected.as_bytes() != block || part.most_bytes().min(room) < size {
            return Err(EntryFault::Altered);
        }
        let mut bytes = Vec::new();
        let read = (&mut *self.input).take(size).read_to_end(&mut bytes).map_err(EntryFault::Io)?;
        if u64::try_from(read) != Ok(size) {
            return Err(EntryFault::Altered);
        }
        self.zeros(padding(bytes.len()))?;
        Ok(bytes)
    }

    /// Checks that the file ends here, as one does.
    pub(crate) fn end(&mut self) -> Result<(), EntryFault> {
        self.zeros(END)?;
        match self.input.read_exact(&mut [0; 1]) {
            Ok(()) => Err(EntryFault::Altered),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(()),
            Err(error) => Err(EntryFault::Io(error)),
        }
    }

    fn zeros(&mut self, count: usize) -> Result<(), EntryFault> {
        let mut block = vec![1; count];
        self.fill(&mut block)?;
        if block.iter().all(|byte| *byte == 0) { Ok(()) } else { Err(EntryFault::Altered) }
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EntryFault> {
        self.input.read_exact(bytes).map_err(|error| {
            if error.kind() == io::ErrorKind::UnexpectedEof {
                EntryFault::Altered
            } else {
                EntryFault::Io(error)
            }
        })
    }
}

/// Says nothing of any laptop: no user, no time.
fn head(name: &str, size: u64) -> io::Result<Header> {
    let mut header = Header::new_ustar();
    header.set_path(name)?;
    header.set_entry_type(EntryType::Regular);
    header.set_mode(0o600);
    header.set_size(size);
    header.set_cksum();
    Ok(header)
}

/// So many zeros follow an entry of `length` bytes.
const fn padding(length: usize) -> usize {
    (BLOCK - length % BLOCK) % BLOCK
}
