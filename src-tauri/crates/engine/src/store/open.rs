//! Making, opening and restoring a store.

use std::cell::Cell;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use ledger::{Charter, HlcClock};

use super::arrivals::Arrivals;
use super::cipher::Key;
use super::error::StoreError;
use super::home::{self, Home, Lock};
use super::keys::{KeyCost, Keys, Passphrase, Secret};
use super::recovery::RecoveryCode;
use super::snapshot::Reason;
use super::writes::Writes;
use super::{Ports, Store, database, device, exchange, segments, snapshot, sound};
use crate::gauge::Gauge;

impl Store {
    /// Makes a new store and the recovery code that opens it too.
    ///
    /// The code is in no file: it is shown once, now.
    ///
    /// # Errors
    ///
    /// [`StoreError::AlreadyThere`], and those of the disk.
    pub fn create(
        home: &Home,
        passphrase: &Passphrase,
        cost: KeyCost,
        ports: Ports,
    ) -> Result<(Self, RecoveryCode), StoreError> {
        if home.holds_a_store() {
            return Err(StoreError::AlreadyThere { path: home.root().to_path_buf() });
        }
        home.make_folders()?;
        let lock = home.lock()?;
        home.begin_creation()?;
        let randomness = ports.randomness.as_ref();
        let key = Key::draw(randomness)?;
        let code = RecoveryCode::draw(randomness)?;
        let keys = Keys::wrap(&key, (passphrase, &code), cost, randomness)?;
        let mut connection = database::connect(&home.database(), &key)?;
        database::prepare(&mut connection)?;
        database::migrate(&mut connection)?;
        device::enrol(&connection, randomness)?;
        // Last, so that a store without keys was never promised to anyone.
        keys.write(home)?;
        home.end_creation()?;
        let clock = HlcClock::default();
        let read_through = ports.clock.now();
        let home = home.clone();
        Ok((
            Self {
                connection,
                home,
                key,
                ports,
                clock,
                gauge: Gauge::default(),
                indexed: Cell::default(),
                read_through,
                writes: Writes::default(),
                arrivals: Arrivals::default(),
                lock,
            },
            code,
        ))
    }

    /// Opens the store of `home`.
    ///
    /// A copy (a restored backup or snapshot) starts a new stream here.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoStore`], [`StoreError::InUse`],
    /// [`StoreError::WrongPassphrase`], [`StoreError::WrongRecoveryCode`],
    /// [`StoreError::KeysDamaged`], [`StoreError::TooNew`] (nothing is
    /// touched), [`StoreError::Damaged`] with the snapshots to choose from, and
    /// those of the disk. An empty database is never put in a lost one's place.
    pub fn open(home: &Home, secret: &Secret, ports: Ports) -> Result<Self, StoreError> {
        if !home.holds_a_store() {
            return Err(StoreError::NoStore { path: home.root().to_path_buf() });
        }
        let lock = home.lock()?;
        let key = Keys::read(home)?.unlock(secret)?;
        open_locked(home, key, ports, lock).map_err(|error| offer_snapshots(home, error))
    }

    /// Folds the log into the database and lets the folder go.
    ///
    /// A full disk is no failure here: what was saved is in the log, and the next start goes on from
    /// there. To say that it is not would have people do again what is done.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the database. Everything saved is safe even then.
    pub fn close(self) -> Result<(), StoreError> {
        let folded = match self.fold() {
            Err(StoreError::DiskFull) => false,
            folded => folded.map(|()| true)?,
        };
        let Self { connection, lock, home, read_through, .. } = self;
        connection.close().map_err(|(_, error)| error)?;
        if folded {
            sound::note(&home, read_through);
        }
        drop(lock);
        Ok(())
    }

    /// Signs and indexes what was written, and folds the log into the database.
    fn fold(&self) -> Result<(), StoreError> {
        self.close_segments()?;
        self.index()?;
        database::checkpoint(&self.connection)
    }
}

/// Puts the snapshot `name` in the place of the present database, and opens it.
///
/// The present database, damaged or not, is moved to `set-aside/` first and
/// never deleted. The store goes on in a new stream.
///
/// # Errors
///
/// [`StoreError::SnapshotDamaged`], and as [`Store::open`]. Until the snapshot
/// has been read through, nothing is moved.
pub fn restore_snapshot(
    home: &Home,
    secret: &Secret,
    name: &str,
    ports: Ports,
) -> Result<Store, StoreError> {
    let lock = home.lock()?;
    let key = Keys::read(home)?.unlock(secret)?;
    snapshot::verify(home, &key, name)?;
    let draft = home::draft_of(&home.database());
    let from = home.snapshots().join(name);
    fs::copy(&from, &draft)
        .and_then(|_| File::open(&draft)?.sync_all())
        .map_err(|source| StoreError::io(&draft, source))?;
    let charters = charters_at_hand(home, &key);
    set_aside(home, &ports)?;
    home::move_into_place(&draft, &home.database())?;
    let mut store =
        open_locked(home, key, ports, lock).map_err(|error| offer_snapshots(home, error))?;
    exchange::keep_charters(&mut store.connection, &charters)?;
    Ok(store)
}

/// Every charter of the present database. Whoever keeps the list of laptops has signed them, and others
/// may have them: going back behind one would make a second one of the same number. A database that
/// cannot be read has none to give, which is no reason not to go back.
fn charters_at_hand(home: &Home, key: &Key) -> Vec<Vec<Charter>> {
    let read = || {
        let connection = database::connect_to_read(&home.database(), key)?;
        device::all_charters(&connection)
    };
    read().unwrap_or_default()
}

fn open_locked(home: &Home, key: Key, ports: Ports, lock: Lock) -> Result<Store, StoreError> {
    if !home.database().exists() {
        return Err(StoreError::Damaged { snapshots: Vec::new() });
    }
    let mut connection = database::connect(&home.database(), &key)?;
    let version = database::refuse_the_future(&connection)?;
    if version == 0 {
        // A file cut to nothing reads as a new one.
        return Err(StoreError::Damaged { snapshots: Vec::new() });
    }
    home.make_folders()?;
    home.sweep_drafts();
    database::prepare(&mut connection)?;
    let now = ports.clock.now();
    let read_through = match sound::read_through_at(home, now) {
        Some(at) => at,
        None => {
            database::quick_check(&connection)?;
            now
        }
    };
    if version < database::newest_version() {
        snapshot::take(&connection, home, &key, Reason::Asked, now)?;
        database::migrate(&mut connection)?;
    }
    if database::is_copy(&connection)? {
        // One transaction: a copy half taken into use would write to old streams.
        let transaction = connection.transaction()?;
        // What nobody signed before the copy was taken would never be handed on from a stream that
        // is over.
        segments::close_all(&transaction)?;
        device::retire_streams(&transaction, now)?;
        database::unmark_copy(&transaction)?;
        transaction.commit()?;
    }
    let clock = device::resume_clock(&connection)?;
    Ok(Store {
        connection,
        home: home.clone(),
        key,
        ports,
        clock,
        gauge: Gauge::default(),
        indexed: Cell::default(),
        read_through,
        writes: Writes::default(),
        arrivals: Arrivals::default(),
        lock,
    })
}

/// Names the snapshots in an error that says the database is damaged.
fn offer_snapshots(home: &Home, error: StoreError) -> StoreError {
    if error.is_damage() {
        StoreError::Damaged { snapshots: snapshot::list(home).unwrap_or_default() }
    } else {
        error
    }
}

fn set_aside(home: &Home, ports: &Ports) -> Result<(), StoreError> {
    let all = home.set_aside();
    fs::create_dir_all(&all).map_err(|source| StoreError::io(&all, source))?;
    let mut folder = all.join(ports.clock.now().format("%Y%m%dT%H%M%S%3fZ").to_string());
    // Two restores in one moment must not lay one database over another.
    while folder.exists() {
        folder.as_mut_os_string().push("+");
    }
    fs::create_dir(&folder).map_err(|source| StoreError::io(&folder, source))?;
    for ending in ["", "-wal", "-shm"] {
        let name = format!("{}{ending}", home::DATABASE);
        move_if_there(&home.root().join(&name), &folder.join(&name))?;
    }
    home::sync_folder(&folder).map_err(|source| StoreError::io(&folder, source))
}

fn move_if_there(from: &Path, to: &Path) -> Result<(), StoreError> {
    match fs::rename(from, to) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(StoreError::io(from, error)),
    }
}
