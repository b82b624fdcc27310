//! Reading a bundle, of which nothing is believed before it was verified.

use std::io::{self, BufReader, Read};
use std::iter;

use age::{DecryptError, Decryptor};
use ledger::{
    BundleError, BundleManifest, CarriedFile, Charter, CharterError, Digest, MAX_SEGMENT_BYTES,
    Segment, SegmentError,
};
use tar::{Archive, EntryType};
use thiserror::Error;

use super::{Bundle, CONTENTS, charter_name, file_name, segment_name};
use crate::identity::Identity;

/// A list of contents is not longer: a million keys and files.
const CONTENTS_BYTES_MAX: u64 = 128 << 20;
/// A charter is not longer: some thousand devices.
const CHARTER_BYTES_MAX: u64 = 1 << 20;
/// So many bytes of segments are held at once; a delegation writes a few in a day.
const SEGMENTS_BYTES_MAX: u64 = 512 << 20;
/// What encrypting a file adds to it, for each 64 KiB, and at its ends.
const FILE_ROOM_PER_CHUNK: u64 = 16;
const FILE_ROOM: u64 = 1024;

/// Why a file is no bundle that may be taken in. `E` is what whoever takes files says.
#[derive(Debug, Error)]
pub enum ReadFault<E> {
    /// Another kind of file.
    #[error("not a bundle")]
    NotABundle,
    /// It was encrypted to others.
    #[error("the bundle is not for this device")]
    NotForUs,
    /// Cut short or altered; names the entry that fails.
    #[error("the bundle is damaged at {entry}")]
    Damaged {
        /// Which entry.
        entry: String,
    },
    /// The list of contents does not hold.
    #[error(transparent)]
    Contents(#[from] BundleError),
    /// A charter does not hold.
    #[error(transparent)]
    Charter(#[from] CharterError),
    /// A segment does not hold.
    #[error(transparent)]
    Segment(#[from] SegmentError),
    /// What it is read from cannot be used.
    #[error(transparent)]
    Io(io::Error),
    /// Whoever takes files refused one.
    #[error("a file was refused")]
    Refused(E),
}

/// Gets the encrypted bytes of one file after the other, with what the list of contents says.
pub type TakeFile<'t, E> =
    &'t mut dyn FnMut(&BundleManifest, &CarriedFile, &mut dyn Read) -> Result<(), E>;

/// Reads and verifies a whole bundle. `take` gets the encrypted bytes of each file as they come.
///
/// # Errors
///
/// [`ReadFault`]; nothing that `take` got is to be used then. Never a panic, and no more memory than
/// the bounds of this module.
pub fn read<E>(
    input: &mut dyn Read,
    identity: &Identity,
    take: TakeFile<'_, E>,
) -> Result<Bundle, ReadFault<E>> {
    let decryptor = Decryptor::new_buffered(BufReader::new(input)).map_err(opening)?;
    let plain =
        decryptor.decrypt(iter::once(identity.key() as &dyn age::Identity)).map_err(opening)?;
    let mut archive = Archive::new(plain);
    let bundle = {
        let mut entries = Entries { inner: archive.entries().map_err(|error| at("", error))? };
        read_entries(&mut entries, take)?
    };
    // What was cut is noticed at the end at the latest, and the end has to be reached.
    let mut rest = archive.into_inner();
    io::copy(&mut rest, &mut io::sink()).map_err(|error| at("end", error))?;
    Ok(bundle)
}

fn read_entries<E, R: Read>(
    entries: &mut Entries<'_, R>,
    take: TakeFile<'_, E>,
) -> Result<Bundle, ReadFault<E>> {
    let (manifest, sender) = BundleManifest::read(&entries.bytes(CONTENTS, CONTENTS_BYTES_MAX)?)?;
    let mut charters = Vec::new();
    for (place, digest) in manifest.charters.iter().enumerate() {
        let bytes = entries.named(&charter_name(place), CHARTER_BYTES_MAX, *digest)?;
        charters.push(Charter::read(bytes)?);
    }
    let longest = u64::try_from(MAX_SEGMENT_BYTES).unwrap_or(u64::MAX);
    let mut room = SEGMENTS_BYTES_MAX;
    let mut segments = Vec::new();
    for (place, digest) in manifest.segments.iter().enumerate() {
        let name = segment_name(place);
        let bytes = entries.named(&name, longest.min(room), *digest)?;
        room = room.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        segments.push(Segment::read(bytes)?);
    }
    for file in &manifest.files {
        let chunks = file.size_bytes / (64 << 10);
        let room = chunks.saturating_mul(FILE_ROOM_PER_CHUNK).saturating_add(FILE_ROOM);
        let name = file_name(file.sha256);
        let mut entry = entries.next(&name, file.size_bytes.saturating_add(room))?;
        take(&manifest, file, &mut entry).map_err(ReadFault::Refused)?;
        // Whoever takes it may stop early; the next entry begins where this one ends.
        io::copy(&mut entry, &mut io::sink()).map_err(|error| at(&name, error))?;
    }
    entries.end()?;
    Ok(Bundle { manifest, sender, charters, segments })
}

/// The entries of the archive, of which each has to be the one that is expected.
struct Entries<'a, R: Read> {
    inner: tar::Entries<'a, R>,
}

impl<'a, R: Read> Entries<'a, R> {
    fn next<E>(&mut self, name: &str, most: u64) -> Result<tar::Entry<'a, R>, ReadFault<E>> {
        let damaged = || ReadFault::Damaged { entry: name.to_owned() };
        let entry = self.inner.next().ok_or_else(damaged)?.map_err(|error| at(name, error))?;
        let expected = entry.header().entry_type() == EntryType::Regular
            && *entry.path_bytes() == *name.as_bytes()
            && entry.size() <= most;
        if expected { Ok(entry) } else { Err(damaged()) }
    }

    fn bytes<E>(&mut self, name: &str, most: u64) -> Result<Vec<u8>, ReadFault<E>> {
        let mut entry = self.next(name, most)?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|error| at(name, error))?;
        Ok(bytes)
    }

    fn named<E>(&mut self, name: &str, most: u64, digest: Digest) -> Result<Vec<u8>, ReadFault<E>> {
        let bytes = self.bytes(name, most)?;
        if Digest::of(&bytes) == digest {
            Ok(bytes)
        } else {
            Err(ReadFault::Damaged { entry: name.to_owned() })
        }
    }

    fn end<E>(&mut self) -> Result<(), ReadFault<E>> {
        match self.inner.next() {
            None => Ok(()),
            Some(Ok(_)) => Err(ReadFault::Damaged { entry: "end".to_owned() }),
            Some(Err(error)) => Err(at("end", error)),
        }
    }
}

fn opening<E>(error: DecryptError) -> ReadFault<E> {
    // age may come to say more; whatever else it is, the file cannot be opened.
    if let DecryptError::Io(error) = error {
        at("head", error)
    } else if matches!(error, DecryptError::NoMatchingKeys) {
        ReadFault::NotForUs
    } else if matches!(error, DecryptError::InvalidMac | DecryptError::DecryptionFailed) {
        ReadFault::Damaged { entry: "head".to_owned() }
    } else {
        ReadFault::NotABundle
    }
}

/// An error while `entry` was read: that of the disk, or what damage looks like.
fn at<E>(entry: &str, error: io::Error) -> ReadFault<E> {
    use io::ErrorKind as Kind;
    let kind = error.kind();
    let torn = matches!(kind, Kind::InvalidData | Kind::UnexpectedEof | Kind::InvalidInput);
    // tar says so of heads that are none.
    let no_head =
        kind == Kind::Other && error.raw_os_error().is_none() && error.get_ref().is_some();
    if torn || no_head {
        ReadFault::Damaged { entry: entry.to_owned() }
    } else {
        ReadFault::Io(error)
    }
}
