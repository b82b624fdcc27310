//! The file of the pad: records one after another, only ever added to.
//!
//! ```text
//! "BBP1" · length of the body, 4 bytes · first 8 bytes of the body's SHA-256 · body
//! ```
//!
//! A record cut short by a crash or a full disk costs itself and nothing else: the next one begins
//! with the mark again, and readers look for it.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::store::{StoreError, sync_folder};

const MARK: &[u8; 4] = b"BBP1";
const CHECK_BYTES: usize = 8;
const HEAD_BYTES: usize = MARK.len() + 4 + CHECK_BYTES;
/// No record of ours is longer; what says so was altered.
const BODY_BYTES_MAX: usize = 1024 * 1024;

/// Adds `body` to the file at `path`, durably. On failure the file is as it was, as far as the disk
/// allows; a rest that could not be cut off is passed over by readers.
pub(super) fn append(path: &Path, body: &[u8]) -> Result<(), StoreError> {
    let failed = |source| StoreError::io(path, source);
    let too_long = || failed(io::Error::from(io::ErrorKind::FileTooLarge));
    let length = u32::try_from(body.len()).map_err(|_| too_long())?;
    let is_new = !path.exists();
    let mut file = OpenOptions::new().create(true).append(true).open(path).map_err(failed)?;
    let before = file.metadata().map_err(failed)?.len();
    let record = [MARK, length.to_be_bytes().as_slice(), &check(body), body].concat();
    if let Err(source) = file.write_all(&record).and_then(|()| file.sync_data()) {
        // Half a record helps nobody, and a full disk needs every byte.
        drop(file.set_len(before));
        return Err(failed(source));
    }
    match path.parent() {
        Some(folder) if is_new => sync_folder(folder).map_err(failed),
        Some(_) | None => Ok(()),
    }
}

/// The bodies of all whole records in `bytes`, oldest first.
pub(super) fn bodies(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    while let Some(start) = bytes.windows(MARK.len()).position(|window| window == MARK) {
        bytes = bytes.get(start..).unwrap_or_default();
        let skip = match whole(bytes) {
            Some(body) => {
                found.push(body);
                HEAD_BYTES + body.len()
            }
            None => MARK.len(),
        };
        bytes = bytes.get(skip..).unwrap_or_default();
    }
    found
}

/// The body of the record that `bytes` begin with, if it is whole.
fn whole(bytes: &[u8]) -> Option<&[u8]> {
    let (_, rest) = bytes.split_first_chunk::<4>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (sum, rest) = rest.split_first_chunk::<CHECK_BYTES>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let body = rest.get(..length).filter(|_| length <= BODY_BYTES_MAX)?;
    (check(body) == *sum).then_some(body)
}

fn check(body: &[u8]) -> [u8; CHECK_BYTES] {
    let digest: [u8; 32] = Sha256::digest(body).into();
    digest.first_chunk().copied().unwrap_or_default()
}
