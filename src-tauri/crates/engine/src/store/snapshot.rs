//! Verified copies of the database: taken often, kept in a ring, offered when
//! the database is damaged. A copy gets its name only after it was read back.
//!
//! A copy says of itself that it is one (`meta.copied_at_ms`). Whoever opens it
//! later starts a new stream: the old one may have gone on elsewhere, and two
//! different changes under one number would be a fork.

use std::fs::{self, File};
use std::path::Path;

use chrono::{DateTime, NaiveDateTime, Utc};
use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::cipher::Key;
use super::database;
use super::error::StoreError;
use super::home::{self, Home};
use super::ring;

/// Why a snapshot was taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reason {
    /// An hour of work has passed.
    Hourly,
    /// Changes of other people are about to come in.
    BeforeImport,
    /// A person asked for it, or a new version is about to change the tables.
    Asked,
}

/// One verified copy of the database.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Snapshot {
    /// File name; what `restore_snapshot` wants.
    pub name: String,
    /// When it was taken, by the clock of this laptop.
    pub taken_at: DateTime<Utc>,
    /// Why.
    pub reason: Reason,
    /// Size in bytes.
    pub size_bytes: u64,
}

impl Reason {
    const fn word(self) -> &'static str {
        match self {
            Self::Hourly => "hourly",
            Self::BeforeImport => "import",
            Self::Asked => "asked",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Hourly, Self::BeforeImport, Self::Asked]
            .into_iter()
            .find(|reason| reason.word() == word)
    }
}

/// Sorts by name as by time; no colon, for Windows.
const TIME: &str = "%Y%m%dT%H%M%S%3fZ";

impl Snapshot {
    pub(super) fn named(taken_at: DateTime<Utc>, reason: Reason, size_bytes: u64) -> Self {
        let name = format!("{}-{}.db", taken_at.format(TIME), reason.word());
        Self { name, taken_at, reason, size_bytes }
    }

    fn from_name(name: &str, size_bytes: u64) -> Option<Self> {
        let (time, word) = name.strip_suffix(".db")?.split_once('-')?;
        let taken_at = NaiveDateTime::parse_from_str(time, TIME).ok()?.and_utc();
        Some(Self { name: name.to_owned(), taken_at, reason: Reason::from_word(word)?, size_bytes })
    }
}

/// The snapshots of `home`, newest first.
///
/// # Errors
///
/// [`StoreError::Io`] when the folder cannot be read; a missing one is empty.
pub fn list(home: &Home) -> Result<Vec<Snapshot>, StoreError> {
    let folder = home.snapshots();
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let failed = |source| StoreError::io(&folder, source);
    let mut all = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let size_bytes = entry.metadata().map_err(failed)?.len();
        all.extend(
            entry.file_name().to_str().and_then(|name| Snapshot::from_name(name, size_bytes)),
        );
    }
    all.sort_by(|left, right| right.name.cmp(&left.name));
    Ok(all)
}

/// Copies the database into the ring, and lets go of what is superfluous.
pub(super) fn take(
    connection: &Connection,
    home: &Home,
    key: &Key,
    reason: Reason,
    now: DateTime<Utc>,
) -> Result<Snapshot, StoreError> {
    let mut snapshot = Snapshot::named(now, reason, 0);
    let path = home.snapshots().join(&snapshot.name);
    let draft = home::draft_of(&path);
    home.make_folders()?;
    if let Err(error) = copy(connection, key, &draft, now) {
        home::discard(&draft);
        return Err(error);
    }
    home::move_into_place(&draft, &path)?;
    snapshot.size_bytes =
        fs::metadata(&path).map_err(|source| StoreError::io(&path, source))?.len();
    for old in ring::superfluous(list(home)?) {
        home::discard(&home.snapshots().join(old.name));
    }
    Ok(snapshot)
}

/// Whether the time of the hourly snapshot has come.
pub(super) fn is_due(home: &Home, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let newest = list(home)?.first().map(|snapshot| snapshot.taken_at);
    Ok(ring::is_due(newest, now))
}

/// Writes a whole, verified copy of the database to `draft` and syncs it.
pub(super) fn copy(
    connection: &Connection,
    key: &Key,
    draft: &Path,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    home::discard(draft);
    let mut copy = database::connect(draft, key)?;
    Backup::new(connection, &mut copy)?.step(-1)?;
    // One file, without a log beside it.
    copy.pragma_update(None, "journal_mode", "delete")?;
    database::mark_as_copy(&copy, now)?;
    database::quick_check(&copy)?;
    copy.close().map_err(|(_, error)| error)?;
    File::open(draft)
        .and_then(|file| file.sync_all())
        .map_err(|source| StoreError::io(draft, source))
}

/// Reads the snapshot `name` through.
pub(super) fn verify(home: &Home, key: &Key, name: &str) -> Result<(), StoreError> {
    let damaged = || StoreError::SnapshotDamaged { name: name.to_owned() };
    if Snapshot::from_name(name, 0).is_none() {
        return Err(damaged());
    }
    let path = home.snapshots().join(name);
    if !path.exists() {
        return Err(damaged());
    }
    database::connect_to_read(&path, key)
        .and_then(|copy| database::quick_check(&copy))
        .map_err(|error| if error.is_damage() { damaged() } else { error })
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    #[test]
    fn a_name_tells_time_and_reason() {
        let taken_at = Utc.with_ymd_and_hms(2022, 9, 15, 8, 0, 0).unwrap();
        let snapshot = Snapshot::named(taken_at, Reason::BeforeImport, 7);

        assert_eq!(snapshot.name, "20220915T080000000Z-import.db");
        assert_eq!(Snapshot::from_name(&snapshot.name, 7), Some(snapshot));
    }

    #[test]
    fn ignores_files_that_are_no_snapshots() {
        for name in ["store.db", "20220915T080000000Z-import.db.draft", "x-hourly.db", ""] {
            assert_eq!(Snapshot::from_name(name, 0), None);
        }
    }
}
