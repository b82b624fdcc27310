//! The emergency pad: words that must not be lost while the store is locked or broken.
//!
//! What is written here is sealed to a public key that lies beside the store. Whoever writes needs
//! no secret, and can read nothing back; only the open store holds the private half. So the pad
//! works without the database, and no word of it ever lies on the disk in the clear.
//!
//! **Invariant:** nothing here opens the database or waits for whoever has it open.

mod journal;
mod sealed;
mod sheet;

use std::fs;
use std::io;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ports::Randomness;
use crate::store::{Home, StoreError, write_whole};

pub use sealed::{PadKey, PadSecret};
pub use sheet::{Collected, Note, SheetId, TEXT_BYTES_MAX};

/// Why the pad cannot keep something.
#[derive(Debug, Error)]
pub enum PadError {
    /// No store was ever made here, so there is nobody to seal anything to.
    #[error("no store, so no key to seal to")]
    NoStore,
    /// The public key beside the store is missing or damaged.
    #[error("no usable key in {path}")]
    NoKey {
        /// The key file.
        path: PathBuf,
    },
    /// One sheet holds more than a pad is for.
    #[error("a sheet of {bytes} bytes, at most {TEXT_BYTES_MAX} are kept")]
    TooLong {
        /// Bytes of its text.
        bytes: usize,
    },
    /// The folder or the disk refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The pad of one folder. Cheap to make; reads nothing until asked.
#[derive(Clone, Debug)]
pub struct Pad {
    home: Home,
}

/// The public key, as written beside the store.
#[derive(Deserialize, Serialize)]
struct KeyFile {
    format: u32,
    key: String,
    /// Tells a damaged file from another key: words sealed to a wrong key are lost.
    check: String,
}

const FORMAT: u32 = 1;

impl Pad {
    /// The pad in the folder of `home`.
    pub const fn new(home: Home) -> Self {
        Self { home }
    }

    /// The key to seal to.
    ///
    /// # Errors
    ///
    /// [`PadError::NoStore`] before a store was made, [`PadError::NoKey`] when the key is missing or
    /// damaged. Nothing can be kept then, and people have to be told so.
    pub fn key(&self) -> Result<PadKey, PadError> {
        if !self.home.holds_a_store() {
            return Err(PadError::NoStore);
        }
        self.read_key()?.ok_or_else(|| PadError::NoKey { path: self.home.pad_key() })
    }

    /// Lays the public half of `secret` beside the store, unless it lies there already.
    ///
    /// # Errors
    ///
    /// [`PadError::Store`] of the disk.
    pub fn lay_key(&self, secret: &PadSecret) -> Result<(), PadError> {
        let key = secret.public();
        if self.read_key()?.as_ref() == Some(&key) {
            return Ok(());
        }
        let file = KeyFile { format: FORMAT, key: key.to_hex(), check: key.check() };
        let text = serde_json::to_vec_pretty(&file)
            .map_err(|_| StoreError::Unreadable { what: "key of the pad" })?;
        Ok(write_whole(&self.home.pad_key(), &text)?)
    }

    /// Keeps `text` as what now stands on `sheet`. When this returns, it is on the disk.
    ///
    /// # Errors
    ///
    /// [`PadError`]; what was kept before stays as it was.
    pub fn write(
        &self,
        sheet: SheetId,
        text: &str,
        at: DateTime<Utc>,
        randomness: &dyn Randomness,
    ) -> Result<(), PadError> {
        if TEXT_BYTES_MAX < text.len() {
            return Err(PadError::TooLong { bytes: text.len() });
        }
        let entry =
            sheet::Entry::Text { sheet, at_ms: at.timestamp_millis(), text: text.to_owned() };
        self.append(&self.key()?, &entry, randomness)
    }

    /// Puts `sheet` away, or takes it out again: it stays in the pad either way.
    ///
    /// # Errors
    ///
    /// As [`Pad::write`].
    pub fn put_away(
        &self,
        sheet: SheetId,
        away: bool,
        randomness: &dyn Randomness,
    ) -> Result<(), PadError> {
        self.append(&self.key()?, &sheet::Entry::Away { sheet, away }, randomness)
    }

    /// Reads everything that `secret` opens.
    ///
    /// # Errors
    ///
    /// [`PadError::Store`] when the file is there and cannot be read.
    pub fn collect(&self, secret: &PadSecret) -> Result<Collected, PadError> {
        let path = self.home.pad();
        match fs::read(&path) {
            Ok(bytes) => Ok(sheet::collect(secret, &bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Collected::default()),
            Err(error) => Err(StoreError::io(&path, error).into()),
        }
    }

    fn append(
        &self,
        key: &PadKey,
        entry: &sheet::Entry,
        randomness: &dyn Randomness,
    ) -> Result<(), PadError> {
        let sealed = key.seal(&entry.to_bytes()?, randomness)?;
        Ok(journal::append(&self.home.pad(), &sealed)?)
    }

    fn read_key(&self) -> Result<Option<PadKey>, PadError> {
        let path = self.home.pad_key();
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::io(&path, error).into()),
        };
        let Ok(file) = serde_json::from_slice::<KeyFile>(&text) else { return Ok(None) };
        let key = PadKey::from_hex(&file.key);
        Ok(key.filter(|key| file.format == FORMAT && key.check() == file.check))
    }
}

#[cfg(test)]
mod tests;
