//! The list of contents of a record of custody (`.hoso`): what one campaign's record consists of,
//! under the signature of the device that wrote it down.
//!
//! It is for somebody outside the delegation, so nothing in it opens a word: charters, segments,
//! forks and receipts stand in the record as they were signed, without a content key; of evidence
//! and papers it lists digests and sizes.

use thiserror::Error;

use crate::cbor::{MapReader, MapWriter, Reader, Writer};
use crate::envelope::{self, Envelope};
use crate::segment_codec::digest;
use crate::{CborError, DeviceKey, DevicePublic, Digest, EnvelopeError};

const FORMAT: [u8; 4] = *b"BBA\x01";

const CAMPAIGN: u64 = 0;
const WRITER: u64 = 1;
const WALL_MS: u64 = 2;
const CHARTERS: u64 = 3;
const SEGMENTS: u64 = 4;
const FORKS: u64 = 5;
const RECEIPTS: u64 = 6;
const PAPERS: u64 = 7;
const FILES: u64 = 8;

/// Why bytes are not the list of contents of a record of custody.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CustodyError {
    /// Not a signed envelope, or the writer's signature does not fit.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The contents are not what they should be.
    #[error(transparent)]
    Cbor(#[from] CborError),
}

impl CustodyError {
    /// Whether it is such a list of a newer version, which this program cannot judge.
    pub fn is_newer(&self) -> bool {
        let Self::Envelope(EnvelopeError::UnknownFormat { found, .. }) = self else { return false };
        found.starts_with(b"BBA") && *found != FORMAT
    }
}

/// A paper that was sealed, by digests alone.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ListedPaper {
    /// The digest that is printed on its pages ([`crate::SealManifest::digest`]).
    pub seal: Digest,
    /// The SHA-256 of the manifest.
    pub manifest: Digest,
    /// The SHA-256 of the PDF as it was sealed.
    pub pdf: Digest,
    /// The SHA-256 of the PDF as it stands now, with its signatures.
    pub current: Digest,
    /// Whether the manifest stands in the record; it does not where it has not arrived at the writer.
    pub carried: bool,
}

/// A piece of evidence or a paper that the campaign names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListedFile {
    /// The SHA-256 of its plain bytes.
    pub sha256: Digest,
    /// Length of the plain bytes.
    pub size_bytes: u64,
    /// Media type.
    pub media_type: String,
    /// Whether the writer has it.
    pub here: bool,
}

/// What a record of custody consists of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CustodyList {
    /// The campaign, by the bytes of a UUID.
    pub campaign: [u8; 16],
    /// What the writer's clock showed, in milliseconds since 1970 (UTC).
    pub wall_ms: u64,
    /// The SHA-256 of every charter, first revision first.
    pub charters: Vec<Digest>,
    /// The SHA-256 of every segment, stream by stream, first ops first.
    pub segments: Vec<Digest>,
    /// The SHA-256 of every segment that gives other ops under numbers that are taken.
    pub forks: Vec<Digest>,
    /// The SHA-256 of every receipt.
    pub receipts: Vec<Digest>,
    /// Every paper that was sealed.
    pub papers: Vec<ListedPaper>,
    /// Every piece of evidence and every paper.
    pub files: Vec<ListedFile>,
}

impl CustodyList {
    /// Returns the bytes, signed by the device that writes the record.
    pub fn sign(&self, key: &DeviceKey) -> Vec<u8> {
        let mut map = MapWriter::default();
        map.put(CAMPAIGN, |w| w.bytes(&self.campaign));
        map.put(WRITER, |w| w.bytes(key.public().as_bytes()));
        map.put(WALL_MS, |w| w.uint(self.wall_ms));
        map.put(CHARTERS, |w| put_digests(w, &self.charters));
        map.put(SEGMENTS, |w| put_digests(w, &self.segments));
        map.put(FORKS, |w| put_digests(w, &self.forks));
        map.put(RECEIPTS, |w| put_digests(w, &self.receipts));
        map.put(PAPERS, |w| {
            w.array(self.papers.len());
            self.papers.iter().for_each(|paper| put_paper(w, paper));
        });
        map.put(FILES, |w| {
            w.array(self.files.len());
            self.files.iter().for_each(|file| put_file(w, file));
        });
        envelope::sign(FORMAT, &map.finish(), &[], key)
    }

    /// Verifies a list of contents from its bytes alone; returns it with the device that signed it.
    ///
    /// Whether that device takes part is the charter's to say.
    ///
    /// # Errors
    ///
    /// [`CustodyError`]; never a panic.
    pub fn read(bytes: &[u8]) -> Result<(Self, DevicePublic), CustodyError> {
        let envelope = Envelope::open(FORMAT, bytes)?;
        let mut map = MapReader::read(envelope.header)?;
        let writer = map.take(WRITER, |r| r.bytes()?.try_into().ok())?;
        let writer = DevicePublic::from_bytes(writer);
        envelope.verify(&writer).map_err(EnvelopeError::from)?;
        let list = Self {
            campaign: map.take(CAMPAIGN, |r| r.bytes()?.try_into().ok())?,
            wall_ms: map.take(WALL_MS, Reader::uint)?,
            charters: map.take(CHARTERS, |r| r.list(digest))?,
            segments: map.take(SEGMENTS, |r| r.list(digest))?,
            forks: map.take(FORKS, |r| r.list(digest))?,
            receipts: map.take(RECEIPTS, |r| r.list(digest))?,
            papers: map.take(PAPERS, |r| r.list(paper))?,
            files: map.take(FILES, |r| r.list(file))?,
        };
        Ok((list, writer))
    }
}

fn put_digests(writer: &mut Writer, digests: &[Digest]) {
    writer.array(digests.len());
    digests.iter().for_each(|digest| writer.bytes(digest.as_bytes()));
}

fn put_paper(writer: &mut Writer, paper: &ListedPaper) {
    writer.array(5);
    for digest in [paper.seal, paper.manifest, paper.pdf, paper.current] {
        writer.bytes(digest.as_bytes());
    }
    writer.uint(paper.carried.into());
}

fn paper(reader: &mut Reader<'_>) -> Option<ListedPaper> {
    (reader.array()? == 5).then_some(())?;
    Some(ListedPaper {
        seal: digest(reader)?,
        manifest: digest(reader)?,
        pdf: digest(reader)?,
        current: digest(reader)?,
        carried: flag(reader)?,
    })
}

fn put_file(writer: &mut Writer, file: &ListedFile) {
    writer.array(4);
    writer.bytes(file.sha256.as_bytes());
    writer.uint(file.size_bytes);
    writer.text(&file.media_type);
    writer.uint(file.here.into());
}

fn file(reader: &mut Reader<'_>) -> Option<ListedFile> {
    (reader.array()? == 4).then_some(())?;
    Some(ListedFile {
        sha256: digest(reader)?,
        size_bytes: reader.uint()?,
        media_type: reader.text()?.to_owned(),
        here: flag(reader)?,
    })
}

fn flag(reader: &mut Reader<'_>) -> Option<bool> {
    match reader.uint()? {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::device;

    fn list() -> CustodyList {
        let digest = |text: &str| Digest::of(text.as_bytes());
        CustodyList {
            campaign: [7; 16],
            wall_ms: 9,
            charters: vec![digest("charter")],
            segments: vec![digest("one"), digest("two")],
            forks: vec![digest("fork")],
            receipts: vec![digest("receipt")],
            papers: vec![ListedPaper {
                seal: digest("seal"),
                manifest: digest("manifest"),
                pdf: digest("pdf"),
                current: digest("signed"),
                carried: true,
            }],
            files: vec![ListedFile {
                sha256: digest("photo"),
                size_bytes: 5,
                media_type: "image/jpeg".to_owned(),
                here: false,
            }],
        }
    }

    #[test]
    fn a_list_is_read_as_it_was_signed_and_equal_lists_are_equal_bytes() {
        let bytes = list().sign(&device(2));

        assert_eq!(CustodyList::read(&bytes), Ok((list(), device(2).public())));
        assert_eq!(list().sign(&device(2)), bytes);
    }

    #[test]
    fn the_bytes_of_a_list_stay_as_they_were_in_the_first_version() {
        let bytes = list().sign(&device(2));

        assert_eq!(
            Digest::of(&bytes).to_string(),
            "256daa84bbca93c13e376ce946ddf8121c5abee1f653a48193a540f94d2364b6"
        );
    }

    #[test]
    fn a_list_of_a_newer_version_is_told_from_other_bytes() {
        let mut newer = list().sign(&device(2));
        newer[3] = 2;

        assert!(CustodyList::read(&newer).unwrap_err().is_newer());
        assert!(!CustodyList::read(b"BBM\x01").unwrap_err().is_newer());
        assert!(!CustodyList::read(b"BBA\x01").unwrap_err().is_newer());
    }

    proptest! {
        #[test]
        fn any_flipped_bit_is_refused(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
            let mut bytes = list().sign(&device(2));
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert!(CustodyList::read(&bytes).is_err());
        }
    }
}
