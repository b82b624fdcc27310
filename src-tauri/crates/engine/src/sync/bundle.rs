//! The file of a bundle: written beside its name, read back, and only then called what it is.

use std::fs;
use std::io::{self, BufReader, BufWriter, Read};
use std::path::Path;

use exchange::{Identity, ReadFault, TakeFile};
use ledger::{BundleManifest, CarriedFile, ContentKey};

use super::parts::{self, part_path};
use super::watched::Watched;
use crate::error::{EngineError, HandoverFault};
use crate::gauge::Gauge;
use crate::store::{
    self, Arrival, ArrivedFile, Drafts, ExchangeFault, FileDigest, Outgoing, StoreError,
};

/// Under 4 GiB, with room to spare.
const PART_BYTES: u64 = 3_758_096_384;

/// A bundle that lies where it was wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Packed {
    /// Files it consists of.
    pub(crate) parts: u32,
    /// Their bytes together.
    pub(crate) size_bytes: u64,
}

/// Writes `outgoing` to the file `out`, in several where one would be too long for a stick; reads it
/// back with `identity` before it gets its name.
///
/// # Errors
///
/// [`StoreError::Stopped`], those of the disk, and a bundle that does not read back. Nothing is left
/// behind then, and what lay there before is as it was.
pub(crate) fn write_bundle(
    outgoing: &Outgoing,
    identity: &Identity,
    out: &Path,
    gauge: &Gauge,
) -> Result<Packed, EngineError> {
    let draft = store::draft_of(out);
    let packed = write_draft(outgoing, identity, &draft, gauge)
        .and_then(|packed| name(&draft, out, packed.parts).map(|()| packed));
    if packed.is_err() {
        for number in 1.. {
            let part = part_path(&draft, number);
            if !part.exists() {
                break;
            }
            store::discard(&part);
        }
    }
    packed
}

fn write_draft(
    outgoing: &Outgoing,
    identity: &Identity,
    draft: &Path,
    gauge: &Gauge,
) -> Result<Packed, EngineError> {
    let stopped = gauge.attend();
    // Written once and read once.
    gauge.expect(outgoing.shipment.files.len().saturating_add(1).saturating_mul(2));
    let parts = parts::Writer::create(draft, PART_BYTES).map_err(|error| failed(draft, error))?;
    let mut out = Watched::new(BufWriter::new(parts), &stopped);
    let mut open = |file: &CarriedFile| {
        gauge.step(1).map_err(|_| io::Error::other("stopped"))?;
        outgoing.open(file)
    };
    let written = exchange::write(&mut out, &outgoing.recipients, &outgoing.shipment, &mut open);
    written.map_err(|error| unless_stopped(&stopped, draft, error.into()))?;
    let parts = out.into_inner().into_inner().map_err(|error| failed(draft, error.into_error()))?;
    let parts = parts.finish().map_err(|error| failed(draft, error))?;
    let mut take = |_: &BundleManifest, _: &CarriedFile, bytes: &mut dyn Read| {
        gauge.step(1).map_err(StoreError::from)?;
        io::copy(bytes, &mut io::sink()).map(drop).map_err(|error| StoreError::io(draft, error))
    };
    read(draft, identity, &stopped, &mut take)?;
    let mut size_bytes = 0_u64;
    for number in 1..=parts {
        let part = part_path(draft, number);
        let length = fs::metadata(&part).map_err(|error| failed(&part, error))?.len();
        size_bytes = size_bytes.saturating_add(length);
    }
    Ok(Packed { parts, size_bytes })
}

/// Gives the parts their names, and takes away those of a longer bundle that lay there before.
fn name(draft: &Path, out: &Path, parts: u32) -> Result<(), EngineError> {
    for number in 1..=parts {
        store::move_into_place(&part_path(draft, number), &part_path(out, number))?;
    }
    for number in parts.saturating_add(1).. {
        let old = part_path(out, number);
        if !old.exists() {
            break;
        }
        fs::remove_file(&old).map_err(|error| failed(&old, error))?;
    }
    Ok(())
}

/// Reads and verifies the bundle `path`; files are put where they will lie, under names of drafts.
///
/// # Errors
///
/// [`HandoverFault`], [`StoreError::Stopped`], and those of the disk. Nothing is left behind then.
pub(crate) fn read_bundle(
    path: &Path,
    identity: &Identity,
    drafts: &Drafts,
    gauge: &Gauge,
) -> Result<Arrival, EngineError> {
    let stopped = gauge.attend();
    let mut files = Vec::new();
    let mut take = |manifest: &BundleManifest, carried: &CarriedFile, bytes: &mut dyn Read| {
        gauge.expect(manifest.files.len());
        gauge.step(1).map_err(StoreError::from)?;
        let bad = || StoreError::FileDamaged { sha256: carried.sha256.to_string() };
        let key = manifest.keys.iter().find(|key| key.id == carried.key_id).ok_or_else(bad)?;
        let file = (FileDigest(carried.sha256.bytes()), carried.size_bytes);
        let draft = drafts.adopt(file, *ContentKey::expose(&key.key), bytes)?;
        files.push(ArrivedFile { carried: carried.clone(), draft });
        Ok(())
    };
    let bundle = read(path, identity, &stopped, &mut take)?;
    Ok(Arrival { bundle, files })
}

fn read(
    path: &Path,
    identity: &Identity,
    stopped: &dyn Fn() -> bool,
    take: TakeFile<'_, StoreError>,
) -> Result<exchange::Bundle, EngineError> {
    let parts = parts::Reader::open(path).map_err(|error| failed(path, error))?;
    let mut input = Watched::new(BufReader::new(parts), stopped);
    exchange::read(&mut input, identity, take).map_err(|fault| {
        let error = match fault {
            ReadFault::NotABundle => EngineError::Handover(HandoverFault::NotABundle),
            ReadFault::NotForUs => EngineError::Handover(HandoverFault::NotForUs),
            ReadFault::Damaged { entry } => EngineError::Handover(HandoverFault::Damaged { entry }),
            ReadFault::Contents(_) => damaged("contents"),
            ReadFault::Charter(_) => damaged("charter"),
            ReadFault::Segment(_) => damaged("segment"),
            ReadFault::Io(error) => failed(path, error),
            ReadFault::Refused(StoreError::FileDamaged { sha256 }) => {
                ExchangeFault::BadFile { sha256 }.into()
            }
            ReadFault::Refused(error) => error.into(),
        };
        unless_stopped(stopped, path, error)
    })
}

fn damaged(entry: &str) -> EngineError {
    EngineError::Handover(HandoverFault::Damaged { entry: entry.to_owned() })
}

/// An error of the disk, with the file that it is about; or that somebody wanted it stopped.
fn unless_stopped(stopped: &dyn Fn() -> bool, path: &Path, error: EngineError) -> EngineError {
    if stopped() {
        return StoreError::Stopped.into();
    }
    if let EngineError::Store(StoreError::Io { source, .. }) = error {
        failed(path, source)
    } else {
        error
    }
}

fn failed(path: &Path, source: io::Error) -> EngineError {
    StoreError::io(path, source).into()
}
