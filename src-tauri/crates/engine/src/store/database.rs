//! The encrypted SQLite file: opening, settings, versions, soundness.

use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, named_params};
use rusqlite_migration::{M, Migrations};
use zeroize::Zeroizing;

use super::cipher::Key;
use super::error::StoreError;
use super::hex;

/// One file a step. A step that shipped is never edited; tables of the ledger
/// are only ever added to, projections may be dropped and made again.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("migrations/01-ledger.sql")),
    M::up(include_str!("migrations/02-projections.sql")),
    M::up(include_str!("migrations/03-search.sql")),
    M::up(include_str!("migrations/04-search-by-form.sql")),
    M::up(include_str!("migrations/05-search-by-beginning.sql")),
    M::up(include_str!("migrations/06-search-papers.sql")),
    M::up(include_str!("migrations/07-exchange.sql")),
];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// Version of the tables that this program writes.
pub(super) fn newest_version() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

/// Opens or makes the file `path` under `key`, with the cipher set up and
/// nothing else: neither journal nor version is touched.
pub(super) fn connect(path: &Path, key: &Key) -> Result<Connection, StoreError> {
    connect_with(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
}

/// Opens the file `path` under `key` to read only.
pub(super) fn connect_to_read(path: &Path, key: &Key) -> Result<Connection, StoreError> {
    connect_with(path, key, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

fn connect_with(path: &Path, key: &Key, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // SQLCipher would print every damaged page to standard error.
    ask(&connection, "pragma cipher_log_level = none")?;
    let digits = Zeroizing::new(hex::encode(key.bytes()));
    let statement = Zeroizing::new(format!("pragma key = \"x'{}'\"", digits.as_str()));
    ask(&connection, &statement)?;
    Ok(connection)
}

/// Runs a pragma that may or may not answer.
fn ask(connection: &Connection, statement: &str) -> Result<(), StoreError> {
    let mut prepared = connection.prepare(statement)?;
    let mut rows = prepared.query([])?;
    while rows.next()?.is_some() {}
    Ok(())
}

/// Refuses a file from a newer program, before anything is written.
pub(super) fn refuse_the_future(connection: &Connection) -> Result<u32, StoreError> {
    // Leaving must not fold the log into a file that is not ours to write.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let found = version(connection)?;
    let known = newest_version();
    if known < found {
        return Err(StoreError::TooNew { found, known });
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(found)
}

/// Sets the connection up for work.
///
/// `synchronous = full` costs one more wait for the disk at each save; without
/// it a power cut may take back what the screen has called saved.
pub(super) fn prepare(connection: &mut Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", "on")?;
    connection.pragma_update(None, "secure_delete", "on")?;
    connection.pragma_update(None, "trusted_schema", "off")?;
    // In KiB. An act of thousands of edits, such as a table pasted from Excel, touches more pages
    // than SQLite keeps by itself; each one it has to put away and fetch again is ciphered twice.
    connection.pragma_update(None, "cache_size", -32_768)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Brings the tables to the newest version, all steps or none.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    MIGRATIONS.to_latest(connection).map_err(|error| {
        if let rusqlite_migration::Error::RusqliteError { err, .. } = error {
            StoreError::from(err)
        } else {
            StoreError::Unreadable { what: "version of the tables" }
        }
    })
}

/// Reads every page; [`StoreError::Damaged`] names no snapshots yet.
pub(super) fn quick_check(connection: &Connection) -> Result<(), StoreError> {
    let damaged = StoreError::Damaged { snapshots: Vec::new() };
    let verdict = connection.query_row("pragma quick_check(1)", [], |row| row.get::<_, String>(0));
    match verdict {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(_) => Err(damaged),
        // What SQLCipher makes of a page whose digest is wrong, where an index of words is asked.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::OutOfMemory) => Err(damaged),
        Err(error) => Err(error.into()),
    }
}

/// Folds the log into the database file.
pub(super) fn checkpoint(connection: &Connection) -> Result<(), StoreError> {
    ask(connection, "pragma wal_checkpoint(truncate)")
}

/// Notes in a copy that it is one.
pub(super) fn mark_as_copy(copy: &Connection, now: DateTime<Utc>) -> Result<(), StoreError> {
    copy.execute(
        "insert or replace into meta (name, number) values ('copied_at_ms', :now)",
        named_params! { ":now": now.timestamp_millis() },
    )?;
    Ok(())
}

/// Whether this database is a copy that has not been taken into use yet.
pub(super) fn is_copy(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection
        .query_row("select 1 from meta where name = 'copied_at_ms'", [], |_| Ok(()))
        .optional()?
        .is_some())
}

/// Takes a copy into use.
pub(super) fn unmark_copy(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("delete from meta where name = 'copied_at_ms'", [])?;
    Ok(())
}

fn version(connection: &Connection) -> Result<u32, StoreError> {
    let found: i64 = connection.query_row("pragma user_version", [], |row| row.get(0))?;
    u32::try_from(found).map_err(|_| StoreError::Damaged { snapshots: Vec::new() })
}
