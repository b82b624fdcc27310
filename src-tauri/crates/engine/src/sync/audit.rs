//! The file of a record of custody: written beside its name, verified from its bytes, and only then
//! called what it is.

use std::fs::File;
use std::io::{self, BufReader, BufWriter};
use std::path::Path;

use custody::{ReadFault, Report};
use ledger::ListedPaper;

use super::watched::Watched;
use crate::error::EngineError;
use crate::store::{self, ExchangeFault, Store, StoreError};

/// Writes the record of `campaign` to `out`, and verifies what it wrote as an auditor would. Returns
/// what the auditor will be told, and how many bytes there are.
///
/// # Errors
///
/// [`ExchangeFault::UnknownCampaign`], [`StoreError::Stopped`], and those of the disk. Nothing is left
/// behind then, and what lay there before is as it was.
pub(crate) fn write_audit(
    store: &mut Store,
    campaign: [u8; 16],
    papers: &[ListedPaper],
    out: &Path,
) -> Result<(Report, u64), EngineError> {
    let draft = store::draft_of(out);
    let stopped = store.gauge().attend();
    let written = write_draft(store, (campaign, papers), &draft, &stopped)
        .and_then(|written| Ok(store::move_into_place(&draft, out).map(|()| written)?));
    if written.is_err() {
        store::discard(&draft);
    }
    written
}

fn write_draft(
    store: &mut Store,
    (campaign, papers): ([u8; 16], &[ListedPaper]),
    draft: &Path,
    stopped: &dyn Fn() -> bool,
) -> Result<(Report, u64), EngineError> {
    let failed = |source| told(stopped, draft, source);
    let file = File::create(draft).map_err(failed)?;
    let mut out = Watched::new(BufWriter::new(file), stopped);
    store.write_audit(campaign, papers, &mut out).map_err(|fault| {
        if let ExchangeFault::Store(StoreError::Io { source, .. }) = fault {
            failed(source)
        } else {
            fault.into()
        }
    })?;
    let file = out.into_inner().into_inner().map_err(|error| failed(error.into_error()))?;
    file.sync_all().map_err(failed)?;
    let size_bytes = file.metadata().map_err(failed)?.len();
    drop(file);
    let file = File::open(draft).map_err(failed)?;
    let mut input = Watched::new(BufReader::new(file), stopped);
    let report = custody::verify(&mut input).map_err(|fault| match fault {
        ReadFault::Io(source) => failed(source),
        ReadFault::NotARecord | ReadFault::TooNew | ReadFault::Altered { .. } => {
            failed(io::Error::new(io::ErrorKind::InvalidData, fault))
        }
    })?;
    Ok((report, size_bytes))
}

/// An error of the disk, or that somebody wanted it stopped.
fn told(stopped: &dyn Fn() -> bool, path: &Path, source: io::Error) -> EngineError {
    if stopped() { StoreError::Stopped.into() } else { StoreError::io(path, source).into() }
}
