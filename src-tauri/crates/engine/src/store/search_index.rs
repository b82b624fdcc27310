//! The index over every standing text.
//!
//! It follows the ops with a cursor. [`Store::texts`](super::Store::texts) brings it up first, so
//! what was saved a moment ago is found, and a save never waits for it.

use ledger::StreamId;
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::error::StoreError;
use super::field::{Target, Value};
use super::project;
use super::record::{self, Opened};
use super::search::Form;
use crate::gauge::Gauge;
use crate::record::words_of;

/// Takes every op after the cursor into the index, in one transaction.
pub(super) fn catch_up(connection: &Connection, gauge: &Gauge) -> Result<(), StoreError> {
    let behind = behind(connection)?;
    if behind.is_empty() {
        return Ok(());
    }
    let transaction = connection.unchecked_transaction()?;
    let fresh = transaction
        .query_row("select 1 from search_cursor limit 1", [], |_| Ok(()))
        .optional()?
        .is_none();
    if fresh {
        rebuild(&transaction, gauge)?;
    } else {
        let ops = behind.iter().map(|(_, from, to)| to.saturating_sub(*from));
        gauge.begin(steps(ops.fold(0, u32::saturating_add)));
        for (stream, from, to) in &behind {
            follow(&transaction, *stream, (*from, *to), gauge)?;
        }
    }
    for (stream, _, to) in &behind {
        transaction
            .prepare_cached(
                "insert into search_cursor (stream, seq) values (:stream, :seq)
                 on conflict (stream) do update set seq = excluded.seq",
            )?
            .execute(named_params! { ":stream": stream.bytes(), ":seq": to })?;
    }
    transaction.commit()?;
    Ok(())
}

/// Forgets everything, words included; the next search makes the index again.
pub(super) fn forget(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("delete from main.search_text; delete from main.search_cursor;")?;
    index_again(connection)
}

/// Makes both indexes from the table of texts.
fn index_again(connection: &Connection) -> Result<(), StoreError> {
    for index in Form::ALL.map(Form::index) {
        connection.execute(&format!("insert into {index} ({index}) values ('rebuild')"), [])?;
    }
    Ok(())
}

/// The streams that have ops after the cursor, with the cursor and their last op.
fn behind(connection: &Connection) -> Result<Vec<(StreamId, u32, u32)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select stream.id, coalesce(search_cursor.seq, 0) as known,
                (select max(seq) from op where op.stream = stream.id) as last
         from stream left join search_cursor on search_cursor.stream = stream.id
         where known < last",
    )?;
    let rows = statement
        .query_map([], |row| Ok((StreamId::from_bytes(row.get(0)?), row.get(1)?, row.get(2)?)))?;
    rows.map(|row| row.map_err(StoreError::from)).collect()
}

/// Makes the whole index from what stands, in steps between which it can be stopped.
fn rebuild(connection: &Connection, gauge: &Gauge) -> Result<(), StoreError> {
    connection.execute("delete from search_text", [])?;
    let versions: u32 =
        connection.query_row("select count(*) from version", [], |row| row.get(0))?;
    // A text is read once and goes into either index.
    let of = |versions: u32, texts: u32| versions.saturating_add(texts.saturating_mul(2));
    gauge.begin(steps(of(versions, versions)));
    fill(connection, gauge)?;
    let (texts, last): (u32, i64) = connection.query_row(
        "select count(*), coalesce(max(no), 0) from search_text",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    gauge.expect(steps(of(versions, texts)));
    for form in Form::ALL {
        let (index, column) = (form.index(), form.column());
        connection.execute(&format!("insert into {index} ({index}) values ('delete-all')"), [])?;
        let mut piece = connection.prepare(&format!(
            "insert into {index} (rowid, {column})
             select no, {column} from search_text where :from < no and no <= :to",
        ))?;
        let mut from = 0;
        while from < last {
            let to = last.min(from.saturating_add(PIECE));
            let taken = piece.execute(named_params! { ":from": from, ":to": to })?;
            gauge.step(u32::try_from(taken).unwrap_or(u32::MAX))?;
            from = to;
        }
        merge(connection, index, gauge)?;
    }
    Ok(())
}

/// Joins the pieces that an index was made in: a word is then looked up once and not in each.
fn merge(connection: &Connection, index: &str, gauge: &Gauge) -> Result<(), StoreError> {
    let mut statement = connection
        .prepare(&format!("insert into {index} ({index}, rank) values ('merge', :pages)"))?;
    // Below zero it begins with what lies deepest; after that it goes on where it stopped.
    let mut pages = -PAGES;
    loop {
        let before = connection.total_changes();
        statement.execute(named_params! { ":pages": pages })?;
        gauge.step(0)?;
        // The insertion itself counts for one: FTS5 says so that there was nothing left to join.
        if connection.total_changes().saturating_sub(before) < 2 {
            return Ok(());
        }
        pages = PAGES;
    }
}

/// So many pages of an index are joined before anybody looks up.
const PAGES: i64 = 500;

/// So many texts go into an index before anybody looks up.
const PIECE: i64 = 2_000;

fn steps(of: u32) -> usize {
    usize::try_from(of).unwrap_or(usize::MAX)
}

/// Fills the table of texts from the versions that stand.
///
/// Also for a comparison, where temporary tables take the place of both.
pub(super) fn fill(connection: &Connection, gauge: &Gauge) -> Result<(), StoreError> {
    let mut statement = connection.prepare(
        "select section, kind, id, field, stream, seq, value from version where state = 'set'
         order by stream, seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        gauge.step(1)?;
        let (kind, field): (String, String) = (row.get(1)?, row.get(3)?);
        let value = row.get_ref(6)?.as_blob().unwrap_or_default();
        let Some(words) = words_of(&kind, &field, value) else { continue };
        let target = Target { section: row.get(0)?, kind, id: row.get(2)?, field };
        put(connection, &target, (row.get(4)?, row.get(5)?), &words)?;
    }
    Ok(())
}

fn follow(
    connection: &Connection,
    stream: StreamId,
    (from, to): (u32, u32),
    gauge: &Gauge,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "select bytes from op where stream = :stream and :from < seq and seq <= :to order by seq",
    )?;
    let mut rows =
        statement.query(named_params! { ":stream": stream.bytes(), ":from": from, ":to": to })?;
    while let Some(row) = rows.next()? {
        gauge.step(1)?;
        let sealed = record::decode(row.get_ref(0)?.as_blob().unwrap_or_default());
        let Ok(sealed) = sealed else { continue };
        match record::open(connection, &sealed) {
            Ok(Opened::Entry(entry)) => renew(connection, &entry.version.head.target)?,
            // Nothing to read there; `check` reports what should have been readable.
            Ok(Opened::Unknown | Opened::Purged | Opened::Withheld)
            | Err(StoreError::Unreadable { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Makes the texts at `target` again.
fn renew(connection: &Connection, target: &Target) -> Result<(), StoreError> {
    let place = named_params! {
        ":section": target.section,
        ":kind": target.kind,
        ":id": target.id,
        ":field": target.field,
    };
    for (index, column) in Form::ALL.map(|form| (form.index(), form.column())) {
        connection
            .prepare_cached(&format!(
                "insert into {index} ({index}, rowid, {column})
                 select 'delete', no, {column} from search_text
                 where section = :section and kind = :kind and id = :id and field = :field",
            ))?
            .execute(place)?;
    }
    connection
        .prepare_cached(
            "delete from search_text
             where section = :section and kind = :kind and id = :id and field = :field",
        )?
        .execute(place)?;
    for head in project::heads(connection, target)? {
        let Value::Set(bytes) = &head.value else { continue };
        let Some(words) = words_of(&target.kind, &target.field, bytes) else { continue };
        put(connection, target, (head.op.stream.bytes(), head.op.seq), &words)?;
        let no = connection.last_insert_rowid();
        for (index, column) in Form::ALL.map(|form| (form.index(), form.column())) {
            connection
                .prepare_cached(&format!(
                    "insert into {index} (rowid, {column})
                     select no, {column} from search_text where no = :no",
                ))?
                .execute(named_params! { ":no": no })?;
        }
    }
    Ok(())
}

fn put(
    connection: &Connection,
    target: &Target,
    (stream, seq): ([u8; 32], u32),
    words: &str,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "insert into search_text (section, kind, id, field, stream, seq, exact, folded)
             values (:section, :kind, :id, :field, :stream, :seq, :exact, :folded)",
        )?
        .execute(named_params! {
            ":section": target.section,
            ":kind": target.kind,
            ":id": target.id,
            ":field": target.field,
            ":stream": stream,
            ":seq": seq,
            ":exact": words,
            ":folded": domain::text::fold(words),
        })?;
    Ok(())
}

/// Whether the indexes say what the table of texts says.
pub(super) fn is_sound(connection: &Connection) -> Result<bool, StoreError> {
    for index in Form::ALL.map(Form::index) {
        let check =
            format!("insert into main.{index} ({index}, rank) values ('integrity-check', 1)");
        match connection.execute(&check, []) {
            Ok(_) => {}
            Err(rusqlite::Error::SqliteFailure(error, _))
                if error.code == rusqlite::ErrorCode::DatabaseCorrupt =>
            {
                return Ok(false);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(true)
}
