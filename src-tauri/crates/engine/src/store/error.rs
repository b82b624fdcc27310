//! What can go wrong between this program and its folder.
//!
//! The engine maps each variant to a stable code; `Display` is for the log.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

use super::home;
use super::snapshot::Snapshot;
use crate::gauge::Stopped;
use crate::ports::NoRandomness;

/// Why the store could not do what it was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The folder holds no store.
    #[error("no store in {path}")]
    NoStore {
        /// The folder that was asked.
        path: PathBuf,
    },
    /// The folder holds a store, or something else, already.
    #[error("{path} is not empty")]
    AlreadyThere {
        /// The folder that was to become a store.
        path: PathBuf,
    },
    /// Another program has this store open.
    #[error("the store in {path} is open in another program")]
    InUse {
        /// The folder of the store.
        path: PathBuf,
    },
    /// The folder or a file in it may not be written.
    #[error("cannot write to {path}")]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// Somebody wanted it stopped; nothing of this change was kept.
    #[error("stopped on request")]
    Stopped,
    /// The disk is full; nothing of this change was kept.
    #[error("the disk is full")]
    DiskFull,
    /// The passphrase opens nothing.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The recovery code is well formed and opens nothing.
    #[error("wrong recovery code")]
    WrongRecoveryCode,
    /// The key file is damaged.
    #[error("key file {path} is damaged: {flaw}")]
    KeysDamaged {
        /// The key file.
        path: PathBuf,
        /// What is wrong with it.
        flaw: KeyFileFlaw,
    },
    /// A newer program wrote this store; nothing was touched.
    #[error("the store has version {found}, this program knows {known}")]
    TooNew {
        /// The version found.
        found: u32,
        /// The newest version this program knows.
        known: u32,
    },
    /// The database is missing, truncated or altered.
    #[error("the database is damaged; {} snapshots to choose from", snapshots.len())]
    Damaged {
        /// The verified snapshots that may be restored, newest first.
        snapshots: Vec<Snapshot>,
    },
    /// The snapshot asked for is missing or damaged.
    #[error("snapshot {name} cannot be read")]
    SnapshotDamaged {
        /// File name of the snapshot.
        name: String,
    },
    /// The backup file is not one, is cut short or was altered.
    #[error("backup {path} is damaged at {entry}")]
    BackupDamaged {
        /// The backup file.
        path: PathBuf,
        /// The entry that failed, or the entry that is missing.
        entry: String,
    },
    /// A file that the ledger names is not here.
    #[error("file {sha256} is missing")]
    FileMissing {
        /// Digest of the plain bytes, in hexadecimal.
        sha256: String,
    },
    /// A stored file does not hold what its name says.
    #[error("file {sha256} is damaged")]
    FileDamaged {
        /// Digest of the plain bytes, in hexadecimal.
        sha256: String,
    },
    /// The key was destroyed by a lawful purge: the text is gone for good.
    #[error("the content was purged")]
    Purged,
    /// A row holds what no version of this program writes.
    #[error("unreadable {what} in the database")]
    Unreadable {
        /// What the row should have held.
        what: &'static str,
    },
    /// A change was asked for that the ledger's rules do not allow.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// The system has no randomness to give.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The operating system refused.
    #[error("cannot use {path}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The database refused.
    #[error("database error")]
    Sqlite {
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

/// What is wrong with a key file.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum KeyFileFlaw {
    /// It is not the JSON that this program writes.
    #[error("not a key file")]
    Shape,
    /// Its own check sum does not match.
    #[error("check sum differs")]
    CheckSum,
    /// It asks for a derivation no laptop can do, or none at all.
    #[error("impossible cost parameters")]
    Cost,
    /// It is not there although a database is.
    #[error("missing")]
    Missing,
}

/// Why a change was not allowed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum Refusal {
    /// The heads named do not stand at that target (any more).
    #[error("the versions named are no heads of this field")]
    NotAHead,
    /// There is nothing to settle.
    #[error("nothing to settle")]
    NothingToSettle,
    /// The change named is not in this ledger, or is no edit of a field.
    #[error("no such change")]
    NoSuchChange,
    /// A settlement has to say why.
    #[error("no reason given")]
    NoReason,
    /// The kind or field has a name that the ledger cannot hold.
    #[error("not a name for a kind or field")]
    BadName,
    /// The section belongs to another campaign.
    #[error("the section belongs to another campaign")]
    PlacedElsewhere,
    /// The value is larger than an op may be.
    #[error("the value is too large")]
    TooLarge,
    /// The charter gives it to others.
    #[error("the charter gives this to others")]
    NotEntitled,
    /// The change is no longer what stands; undoing it would undo another.
    #[error("the field was changed again since")]
    ChangedSince,
}

impl StoreError {
    /// Names `path` in an error of the operating system.
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        use io::ErrorKind as Kind;
        if matches!(source.kind(), Kind::StorageFull | Kind::QuotaExceeded) {
            Self::DiskFull
        } else if matches!(source.kind(), Kind::PermissionDenied | Kind::ReadOnlyFilesystem) {
            Self::ReadOnly { path }
        } else {
            Self::Io { path, source }
        }
    }

    /// Whether the database itself is what failed.
    pub(crate) const fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. })
    }
}

impl From<Stopped> for StoreError {
    fn from(Stopped: Stopped) -> Self {
        Self::Stopped
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(source: rusqlite::Error) -> Self {
        let Some(failure) = source.sqlite_error() else {
            return Self::Sqlite { source };
        };
        use ErrorCode as Code;
        // Shared memory of the write-ahead log is a file too.
        let full = failure.code == Code::DiskFull
            || failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
        if full {
            Self::DiskFull
        } else if matches!(failure.code, Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen)
        {
            Self::ReadOnly { path: PathBuf::from(home::DATABASE) }
        } else if matches!(failure.code, Code::DatabaseCorrupt | Code::NotADatabase) {
            Self::Damaged { snapshots: Vec::new() }
        } else {
            Self::Sqlite { source }
        }
    }
}
