//! The list of contents of a bundle (`.doan`): what one device hands to the
//! others of its delegation, under its signature.
//!
//! Whoever can open the bundle may read it; the signature says who wrote it,
//! which encryption alone does not. The keys that open words travel here and
//! nowhere in the record, so that destroying one is possible.

use thiserror::Error;

use crate::cbor::{MapReader, MapWriter, Reader, Writer};
use crate::envelope::{self, Envelope};
use crate::segment_codec::digest;
use crate::{
    CborError, ContentKey, DeviceKey, DevicePublic, Digest, EnvelopeError, KeyId, SectionId,
};

const FORMAT: [u8; 4] = *b"BBM\x01";

const CAMPAIGN: u64 = 0;
const SENDER: u64 = 1;
const WALL_MS: u64 = 2;
const CHARTERS: u64 = 3;
const SEGMENTS: u64 = 4;
const FILES: u64 = 5;
const KEYS: u64 = 6;
const RECEIPTS: u64 = 7;

/// Why bytes are not the list of contents of a bundle.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum BundleError {
    /// Not a signed envelope, or the sender's signature does not fit.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The contents are not what they should be.
    #[error(transparent)]
    Cbor(#[from] CborError),
}

/// What a key opens.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum KeyPurpose {
    /// Every op of a section.
    Section,
    /// One personal value.
    Value,
    /// One file.
    File,
}

impl KeyPurpose {
    const fn code(self) -> u64 {
        match self {
            Self::Section => 1,
            Self::Value => 2,
            Self::File => 3,
        }
    }

    const fn of(code: u64) -> Option<Self> {
        match code {
            1 => Some(Self::Section),
            2 => Some(Self::Value),
            3 => Some(Self::File),
            _ => None,
        }
    }
}

/// A key that travels with a bundle.
#[derive(Clone, Debug)]
pub struct CarriedKey {
    /// Its name.
    pub id: KeyId,
    /// What it opens.
    pub purpose: KeyPurpose,
    /// The section it belongs to; none for a file.
    pub section: Option<SectionId>,
    /// The key itself.
    pub key: ContentKey,
}

/// A piece of evidence or a paper that travels with a bundle, encrypted under its own key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CarriedFile {
    /// The SHA-256 of its plain bytes.
    pub sha256: Digest,
    /// Length of the plain bytes.
    pub size_bytes: u64,
    /// Media type.
    pub media_type: String,
    /// The key that opens it.
    pub key_id: KeyId,
}

/// What a bundle holds.
#[derive(Clone, Debug)]
pub struct BundleManifest {
    /// The campaign, by the bytes of a UUID.
    pub campaign: [u8; 16],
    /// What the sender's clock showed, in milliseconds since 1970 (UTC).
    pub wall_ms: u64,
    /// The SHA-256 of every charter, first revision first.
    pub charters: Vec<Digest>,
    /// The SHA-256 of every segment, in the order they are to be taken in.
    pub segments: Vec<Digest>,
    /// The files that come along.
    pub files: Vec<CarriedFile>,
    /// The keys that open segments and files.
    pub keys: Vec<CarriedKey>,
    /// What the sender and others hold, as signed by each.
    pub receipts: Vec<Vec<u8>>,
}

impl BundleManifest {
    /// Returns the bytes, signed by the sender.
    pub fn sign(&self, key: &DeviceKey) -> Vec<u8> {
        let mut map = MapWriter::default();
        map.put(CAMPAIGN, |w| w.bytes(&self.campaign));
        map.put(SENDER, |w| w.bytes(key.public().as_bytes()));
        map.put(WALL_MS, |w| w.uint(self.wall_ms));
        map.put(CHARTERS, |w| put_digests(w, &self.charters));
        map.put(SEGMENTS, |w| put_digests(w, &self.segments));
        map.put(FILES, |w| {
            w.array(self.files.len());
            self.files.iter().for_each(|file| put_file(w, file));
        });
        map.put(KEYS, |w| {
            w.array(self.keys.len());
            self.keys.iter().for_each(|key| put_key(w, key));
        });
        map.put(RECEIPTS, |w| {
            w.array(self.receipts.len());
            self.receipts.iter().for_each(|receipt| w.bytes(receipt));
        });
        envelope::sign(FORMAT, &map.finish(), &[], key)
    }

    /// Verifies a list of contents from its bytes alone; returns it with its sender.
    ///
    /// Whether the sender takes part is the charter's to say.
    ///
    /// # Errors
    ///
    /// [`BundleError`]; never a panic.
    pub fn read(bytes: &[u8]) -> Result<(Self, DevicePublic), BundleError> {
        let envelope = Envelope::open(FORMAT, bytes)?;
        let mut map = MapReader::read(envelope.header)?;
        let sender = map.take(SENDER, |r| r.bytes()?.try_into().ok())?;
        let sender = DevicePublic::from_bytes(sender);
        envelope.verify(&sender).map_err(EnvelopeError::from)?;
        let manifest = Self {
            campaign: map.take(CAMPAIGN, |r| r.bytes()?.try_into().ok())?,
            wall_ms: map.take(WALL_MS, Reader::uint)?,
            charters: map.take(CHARTERS, |r| r.list(digest))?,
            segments: map.take(SEGMENTS, |r| r.list(digest))?,
            files: map.take(FILES, |r| r.list(file))?,
            keys: map.take(KEYS, |r| r.list(key))?,
            receipts: map.take(RECEIPTS, |r| r.list(|one| one.bytes().map(<[u8]>::to_vec)))?,
        };
        Ok((manifest, sender))
    }
}

fn put_digests(writer: &mut Writer, digests: &[Digest]) {
    writer.array(digests.len());
    digests.iter().for_each(|digest| writer.bytes(digest.as_bytes()));
}

fn put_file(writer: &mut Writer, file: &CarriedFile) {
    writer.array(4);
    writer.bytes(file.sha256.as_bytes());
    writer.uint(file.size_bytes);
    writer.text(&file.media_type);
    writer.bytes(file.key_id.as_bytes());
}

fn file(reader: &mut Reader<'_>) -> Option<CarriedFile> {
    (reader.array()? == 4).then_some(())?;
    Some(CarriedFile {
        sha256: digest(reader)?,
        size_bytes: reader.uint()?,
        media_type: reader.text()?.to_owned(),
        key_id: KeyId::from_slice(reader.bytes()?)?,
    })
}

fn put_key(writer: &mut Writer, key: &CarriedKey) {
    writer.array(4);
    writer.bytes(key.id.as_bytes());
    writer.uint(key.purpose.code());
    match key.section {
        Some(section) => writer.bytes(section.as_bytes()),
        None => writer.null(),
    }
    writer.bytes(key.key.expose());
}

fn key(reader: &mut Reader<'_>) -> Option<CarriedKey> {
    (reader.array()? == 4).then_some(())?;
    Some(CarriedKey {
        id: KeyId::from_slice(reader.bytes()?)?,
        purpose: KeyPurpose::of(reader.uint()?)?,
        section: if reader.null() { None } else { Some(SectionId::from_slice(reader.bytes()?)?) },
        key: ContentKey::from_bytes(reader.bytes()?.try_into().ok()?),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{content_key, device, key_id, section};

    fn manifest() -> BundleManifest {
        BundleManifest {
            campaign: [7; 16],
            wall_ms: 9,
            charters: vec![Digest::of(b"charter")],
            segments: vec![Digest::of(b"one"), Digest::of(b"two")],
            files: vec![CarriedFile {
                sha256: Digest::of(b"photo"),
                size_bytes: 5,
                media_type: "image/jpeg".to_owned(),
                key_id: key_id(2),
            }],
            keys: vec![
                CarriedKey {
                    id: key_id(1),
                    purpose: KeyPurpose::Section,
                    section: Some(section(1)),
                    key: content_key(1),
                },
                CarriedKey {
                    id: key_id(2),
                    purpose: KeyPurpose::File,
                    section: None,
                    key: content_key(2),
                },
            ],
            receipts: vec![vec![1, 2, 3]],
        }
    }

    #[test]
    fn the_contents_are_read_as_they_were_signed() {
        let bytes = manifest().sign(&device(1));

        let (read, sender) = BundleManifest::read(&bytes).unwrap();

        assert_eq!(sender, device(1).public());
        assert_eq!(read.sign(&device(1)), bytes);
        assert_eq!((read.files, read.segments), (manifest().files, manifest().segments));
    }

    proptest! {
        #[test]
        fn any_flipped_bit_is_refused(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
            let mut bytes = manifest().sign(&device(1));
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert!(BundleManifest::read(&bytes).is_err());
        }

        #[test]
        fn any_contents_are_a_list_or_an_error(
            contents in prop::collection::vec(any::<u8>(), 0..300),
        ) {
            let bytes = envelope::sign(FORMAT, &contents, &[], &device(1));
            prop_assert!(BundleManifest::read(&bytes).is_err());
        }
    }
}
