//! Making the projections again from the ops, to compare or to replace them.
//!
//! For a comparison the tables are made a second time as temporary ones of the
//! same names. SQLite looks there first, so the very code that keeps the real
//! tables fills the other ones.

use rusqlite::Connection;

use super::error::StoreError;
use super::exchange::rights::Judge;
use super::record;
use super::{Store, search_index};
use crate::gauge::Gauge;

/// The projections, and a statement that counts how the rebuilt one differs.
const TABLES: &[(&str, &str)] = &[
    (
        "version",
        "select (select count(*) from
                    (select * from temp.version except select * from main.version)),
                (select count(*) from
                    (select * from main.version except select * from temp.version))",
    ),
    (
        "superseded",
        "select (select count(*) from
                    (select * from temp.superseded except select * from main.superseded)),
                (select count(*) from
                    (select * from main.superseded except select * from temp.superseded))",
    ),
    (
        "quarantine",
        "select (select count(*) from
                    (select * from temp.quarantine except select * from main.quarantine)),
                (select count(*) from
                    (select * from main.quarantine except select * from temp.quarantine))",
    ),
    (
        "thing",
        "select (select count(*) from (select * from temp.thing except select * from main.thing)),
                (select count(*) from (select * from main.thing except select * from temp.thing))",
    ),
    (
        "search_text",
        "select (select count(*) from
                    (select section, kind, id, field, stream, seq, exact, folded
                         from temp.search_text
                     except select section, kind, id, field, stream, seq, exact, folded
                         from main.search_text)),
                (select count(*) from
                    (select section, kind, id, field, stream, seq, exact, folded
                         from main.search_text
                     except select section, kind, id, field, stream, seq, exact, folded
                         from temp.search_text))",
    ),
];

/// How a stored projection differs from what the ops amount to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Difference {
    /// The table.
    pub table: &'static str,
    /// Rows that should be there and are not.
    pub missing: u64,
    /// Rows that are there and should not.
    pub surplus: u64,
}

impl Store {
    /// Makes the projections again from the ops, in one transaction.
    ///
    /// After keys came or went; a sound store reads the same before and after.
    ///
    /// # Errors
    ///
    /// [`StoreError`]; the old projections then stay.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        again(&transaction)?;
        transaction.commit()?;
        self.writes.note_all();
        Ok(())
    }
}

/// Makes the projections again from the ops.
pub(super) fn again(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "delete from main.version; delete from main.superseded; delete from main.thing;
         delete from main.quarantine;",
    )?;
    replay(connection)?;
    search_index::forget(connection)
}

/// Compares the stored projections with what the ops amount to, byte for byte.
pub(super) fn compare(connection: &Connection) -> Result<Vec<Difference>, StoreError> {
    connection.execute_batch(
        "pragma temp_store = memory;
         create temp table version as select * from main.version where false;
         create temp table superseded as select * from main.superseded where false;
         create temp table thing as select * from main.thing where false;
         create temp table quarantine as select * from main.quarantine where false;
         create temp table search_text as select * from main.search_text where false;
         create unique index temp.rebuilt_version
             on version (section, kind, id, field, stream, seq);
         create unique index temp.rebuilt_superseded
             on superseded (section, kind, id, field, stream, seq);
         create unique index temp.rebuilt_thing on thing (kind, id, section);",
    )?;
    let compared = replay(connection)
        .and_then(|()| search_index::fill(connection, &Gauge::default()))
        .and_then(|()| differences(connection));
    connection.execute_batch(
        "drop table temp.version; drop table temp.superseded; drop table temp.thing;
         drop table temp.quarantine; drop table temp.search_text;",
    )?;
    compared
}

fn differences(connection: &Connection) -> Result<Vec<Difference>, StoreError> {
    let mut found = Vec::new();
    for (table, statement) in TABLES.iter().copied() {
        let (missing, surplus): (i64, i64) =
            connection.query_row(statement, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if (missing, surplus) != (0, 0) {
            let (missing, surplus) = (missing.unsigned_abs(), surplus.unsigned_abs());
            found.push(Difference { table, missing, surplus });
        }
    }
    if found.is_empty() && !search_index::is_sound(connection)? {
        found.push(Difference { table: "search", missing: 1, surplus: 0 });
    }
    Ok(found)
}

/// Takes every op into the projections, stream by stream.
///
/// An op whose words are gone, or not given to this laptop, changes nothing;
/// neither does one that cannot be read, which `check` reports by itself. One that its author had no
/// right to write goes into quarantine.
fn replay(connection: &Connection) -> Result<(), StoreError> {
    let mut statement = connection.prepare("select bytes from op order by stream, seq")?;
    let mut rows = statement.query([])?;
    let mut judge = Judge::default();
    while let Some(row) = rows.next()? {
        let Ok(sealed) = record::decode(row.get_ref(0)?.as_blob().unwrap_or_default()) else {
            continue;
        };
        match record::open(connection, &sealed) {
            Ok(opened) => drop(judge.admit(connection, sealed.op(), &opened)?),
            Err(StoreError::Unreadable { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
