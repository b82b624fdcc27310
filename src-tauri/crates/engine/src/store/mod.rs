//! The encrypted store of one laptop.
//!
//! **Invariant:** [`Store::write`] is the only way in: one immediate
//! transaction holds the ops and what the projections make of them. What is
//! read was committed; what was committed is on the disk.
//!
//! One program has the folder open at a time, and one connection writes. The
//! engine keeps the [`Store`] behind its mutex.

mod arrivals;
mod backup;
mod blobs;
mod check;
pub(crate) mod cipher;
mod clocks;
mod content_keys;
mod custody;
mod database;
mod device;
mod error;
mod exchange;
mod field;
pub(crate) mod hex;
mod home;
mod keys;
mod local;
mod open;
mod pen;
mod project;
mod read;
mod rebuild;
mod record;
mod recovery;
mod ring;
mod search;
mod search_index;
mod segments;
mod side_copies;
mod snapshot;
mod sound;
mod stated;
#[cfg(test)]
pub(crate) mod testing;
mod vault;
mod write;
mod writes;

use std::cell::Cell;
use std::fmt;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use ledger::{Charter, DevicePublic, HlcClock};
use rusqlite::Connection;

pub use backup::{BackupSummary, restore};
pub use blobs::{BadDigest, Draft, Drafts, FileDigest, KeptFile};
pub use check::{CheckReport, Flaw, Remark};
pub use clocks::StepBack;
pub use error::{KeyFileFlaw, Refusal, StoreError};
pub use exchange::{
    Admission, Arrival, ArrivedFile, ExchangeFault, LeftOut, MemberState, Outgoing, Quarantined,
    TakenIn, Unentitled, Wanted, Writer,
};
pub use field::{Field, Head, OpRef, Target, Thing, Value, Version};
pub use home::Home;
pub use keys::{KeyCost, Passphrase, Secret};
pub use open::restore_snapshot;
pub use rebuild::Difference;
pub use recovery::{Mistyped, RecoveryCode};
pub use search::{Enough, Form, FoundText, Texts};
pub use side_copies::FileAccess;
pub use snapshot::{Reason, Snapshot, list as list_snapshots};
pub use stated::Stated;
pub use write::{Secrecy, Tx, Written};
pub use writes::Edition;

use crate::gauge::Gauge;
use crate::ports::{Clock, Randomness};
use arrivals::Arrivals;
use cipher::Key;
use home::Lock;
pub(crate) use home::{discard, draft_of, move_into_place, sync_folder, write_whole};
use keys::Keys;
use writes::Writes;

/// The doors of a store: where time and chance come in.
#[derive(Clone)]
pub struct Ports {
    /// Tells the time of saves and snapshots.
    pub clock: Arc<dyn Clock>,
    /// Draws keys, nonces and ids.
    pub randomness: Arc<dyn Randomness>,
}

impl fmt::Debug for Ports {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Ports(…)")
    }
}

/// An open, unlocked store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    home: Home,
    key: Key,
    ports: Ports,
    clock: HlcClock,
    /// How far what is under way came.
    gauge: Gauge,
    /// What [`Store::changes`] told when the index of words was last brought up.
    indexed: Cell<Option<u64>>,
    /// When every page of the database was last read.
    read_through: DateTime<Utc>,
    /// Which sections were written since it was opened.
    writes: Writes,
    /// What came from others and no screen shows yet.
    arrivals: Arrivals,
    /// Held last, so that it is let go after the connection.
    lock: Lock,
}

impl Store {
    /// Lets `gauge` tell how far long acts come, and stop them.
    pub fn watch(&mut self, gauge: Gauge) {
        self.gauge = gauge;
    }

    /// How far long acts come.
    pub(crate) const fn gauge(&self) -> &Gauge {
        &self.gauge
    }

    /// Where it lies.
    pub const fn home(&self) -> &Home {
        &self.home
    }

    /// The public half of the key this laptop signs with.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the database.
    pub fn device(&self) -> Result<DevicePublic, StoreError> {
        Ok(device::key(&self.connection)?.public())
    }

    /// The number of the person this laptop belongs to.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the database.
    pub fn person(&self) -> Result<[u8; 16], StoreError> {
        device::person(&self.connection)
    }

    /// The charter in force for `campaign`, once something was written about it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the database.
    pub fn charter(&self, campaign: [u8; 16]) -> Result<Option<Charter>, StoreError> {
        device::find_charter(&self.connection, campaign)
    }

    /// Replaces the passphrase, given a secret that opens the store today.
    ///
    /// # Errors
    ///
    /// [`StoreError::WrongPassphrase`] or [`StoreError::WrongRecoveryCode`] for
    /// `current`, and those of the disk. On failure the old one still opens.
    pub fn change_passphrase(
        &mut self,
        current: &Secret,
        new: &Passphrase,
    ) -> Result<(), StoreError> {
        let mut keys = Keys::read(&self.home)?;
        keys.unlock(current)?;
        keys.change_passphrase(&self.key, new, self.ports.randomness.as_ref())?;
        keys.write(&self.home)
    }

    /// Draws a new recovery code; the printed one opens nothing afterwards.
    ///
    /// # Errors
    ///
    /// As [`Store::change_passphrase`].
    pub fn change_recovery_code(&mut self, current: &Secret) -> Result<RecoveryCode, StoreError> {
        let mut keys = Keys::read(&self.home)?;
        keys.unlock(current)?;
        let code = RecoveryCode::draw(self.ports.randomness.as_ref())?;
        keys.change_recovery_code(&self.key, &code, self.ports.randomness.as_ref())?;
        keys.write(&self.home)?;
        Ok(code)
    }

    /// Decrypts the file `digest` to `out`, verified to the last byte.
    ///
    /// # Errors
    ///
    /// [`StoreError::FileMissing`], [`StoreError::FileDamaged`] and
    /// [`StoreError::Purged`]; `out` is then not to be used.
    pub fn copy_file(&self, digest: FileDigest, out: &mut dyn Write) -> Result<(), StoreError> {
        blobs::copy(&self.connection, &self.home, digest, out)
    }

    /// Reads the file `digest` into memory, verified.
    ///
    /// # Errors
    ///
    /// As [`Store::copy_file`].
    pub fn read_file(&self, digest: FileDigest) -> Result<Vec<u8>, StoreError> {
        let size = blobs::find(&self.connection, digest)?.map_or(0, |file| file.size_bytes);
        let mut plain = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        self.copy_file(digest, &mut plain)?;
        Ok(plain)
    }

    /// The place where files are encrypted before anything names them; needs no hold on the store.
    pub fn drafts(&self) -> Drafts {
        Drafts::new(self.home.clone(), Arc::clone(&self.ports.randomness))
    }

    /// Finds what the store knows of the file `digest`.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the database.
    pub fn find_file(&self, digest: FileDigest) -> Result<Option<KeptFile>, StoreError> {
        blobs::find(&self.connection, digest)
    }

    /// Takes a verified snapshot now.
    ///
    /// What was written is signed first: a copy that signed it by itself, under the same numbers
    /// as the store that goes on, would look like a fork.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] when the database does not read back, and those
    /// of the disk. A failed snapshot leaves the ring as it was.
    pub fn take_snapshot(&self, reason: Reason) -> Result<Snapshot, StoreError> {
        self.close_segments()?;
        let now = self.ports.clock.now();
        snapshot::take(&self.connection, &self.home, &self.key, reason, now)
    }

    /// Takes the hourly snapshot if an hour has passed since the last one.
    ///
    /// # Errors
    ///
    /// As [`Store::take_snapshot`].
    pub fn take_snapshot_if_due(&self) -> Result<Option<Snapshot>, StoreError> {
        if !snapshot::is_due(&self.home, self.ports.clock.now())? {
            return Ok(None);
        }
        self.take_snapshot(Reason::Hourly).map(Some)
    }

    /// The snapshots in the ring, newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the disk.
    pub fn snapshots(&self) -> Result<Vec<Snapshot>, StoreError> {
        snapshot::list(&self.home)
    }

    /// Writes the whole store to the one file `out`, read back and verified.
    ///
    /// # Errors
    ///
    /// Those of the disk; `out` is then as it was before.
    pub fn backup(&self, out: &Path) -> Result<BackupSummary, StoreError> {
        // As for a snapshot; but a disk that is full keeps nobody from a copy on another one, which
        // is signed when it is taken into use.
        drop(self.close_segments());
        backup::write(&self.connection, &self.home, &self.key, out, self.ports.clock.now())
    }
}

#[cfg(test)]
mod check_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod write_tests;
