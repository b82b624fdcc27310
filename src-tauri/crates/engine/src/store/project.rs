//! The projections: what the ops amount to, kept beside them in the same
//! transaction.
//!
//! One rule for what was written here and what came from elsewhere, so that a
//! rebuild from the ops gives the same rows in whatever order they come:
//! a version stands while no op present replaces it; `superseded` holds the
//! replaced ones that have not come yet. That is `ledger::Register`, as tables.

use ledger::StreamId;
use rusqlite::{Connection, Row, ToSql, named_params};

use super::error::StoreError;
use super::field::{Field, Head, OpRef, Target, Thing, Value};

/// The projections during one transaction of our own, and what is known of them by now.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Whether some version was replaced before it came here.
    awaited: Option<bool>,
    /// The thing that was noted last: the fields of one come one after another.
    noted: Option<(String, [u8; 16], [u8; 16])>,
}

impl Pages {
    /// As [`apply`], without asking again what an act of thousands of edits asks of each.
    pub(super) fn apply(
        &mut self,
        connection: &Connection,
        head: &Head,
        replaces: &[OpRef],
    ) -> Result<(), StoreError> {
        for replaced in replaces {
            replace(connection, &head.target, *replaced)?;
        }
        let awaited = match self.awaited {
            Some(awaited) => awaited,
            None => *self
                .awaited
                .insert(connection.prepare_cached("select 1 from superseded limit 1")?.exists([])?),
        };
        // What is written now replaces only versions that are here, so none is awaited anew.
        let late = awaited && was_awaited(connection, head)?;
        put(connection, head, !late)?;
        let Target { section, kind, id, .. } = &head.target;
        let known = self
            .noted
            .as_ref()
            .is_some_and(|noted| noted.0 == *kind && noted.1 == *id && noted.2 == *section);
        if !known {
            put_thing(connection, &head.target)?;
            self.noted = Some((kind.clone(), *id, *section));
        }
        Ok(())
    }
}

/// Takes one op into the projections.
pub(super) fn apply(
    connection: &Connection,
    head: &Head,
    replaces: &[OpRef],
) -> Result<(), StoreError> {
    for replaced in replaces {
        replace(connection, &head.target, *replaced)?;
    }
    let late = was_awaited(connection, head)?;
    put(connection, head, !late)?;
    put_thing(connection, &head.target)
}

/// Whether an op that came earlier replaces this version; it is awaited no longer.
fn was_awaited(connection: &Connection, head: &Head) -> Result<bool, StoreError> {
    let found = connection
        .prepare_cached(
            "delete from superseded
             where section = :section and kind = :kind and id = :id and field = :field
               and stream = :stream and seq = :seq",
        )?
        .execute(place(&head.target, &head.op).as_slice())?;
    Ok(found != 0)
}

/// The versions that stand at `target`.
pub(super) fn heads(connection: &Connection, target: &Target) -> Result<Vec<Head>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select section, kind, id, field, stream, seq, hlc, wall_ms, state, value from head
         where section = :section and kind = :kind and id = :id and field = :field",
    )?;
    let rows = statement.query_and_then(
        named_params! {
            ":section": target.section,
            ":kind": target.kind,
            ":id": target.id,
            ":field": target.field,
        },
        read,
    )?;
    rows.collect()
}

/// What stands at `target`.
pub(super) fn field(connection: &Connection, target: &Target) -> Result<Field, StoreError> {
    heads(connection, target).map(Field::of)
}

/// Every version that stands in `section`, by kind, id, field and time.
pub(super) fn list_section(
    connection: &Connection,
    section: [u8; 16],
) -> Result<Vec<Head>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select section, kind, id, field, stream, seq, hlc, wall_ms, state, value from head
         where section = :section
         order by kind, id, field, stream, seq",
    )?;
    let rows = statement.query_and_then(named_params! { ":section": section }, read)?;
    rows.collect()
}

/// Every version that stands in `section` at things of `kind`.
pub(super) fn list_kind(
    connection: &Connection,
    section: [u8; 16],
    kind: &str,
) -> Result<Vec<Head>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select section, kind, id, field, stream, seq, hlc, wall_ms, state, value from head
         where section = :section and kind = :kind
         order by id, field, stream, seq",
    )?;
    let rows =
        statement.query_and_then(named_params! { ":section": section, ":kind": kind }, read)?;
    rows.collect()
}

/// Every version that stands at things of `kind`, in whatever section.
pub(super) fn list_kind_everywhere(
    connection: &Connection,
    kind: &str,
) -> Result<Vec<Head>, StoreError> {
    // Things are found by their kind, versions only by their section: the join must begin with things.
    let mut statement = connection.prepare_cached(
        "select section, kind, id, field, stream, seq, hlc, wall_ms, state, value
         from thing cross join head using (section, kind, id)
         where thing.kind = :kind
         order by section, id, field, stream, seq",
    )?;
    let rows = statement.query_and_then(named_params! { ":kind": kind }, read)?;
    rows.collect()
}

/// Every version that stands at any field of one thing.
pub(super) fn list_thing(
    connection: &Connection,
    kind: &str,
    id: [u8; 16],
) -> Result<Vec<Head>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select section, kind, id, field, stream, seq, hlc, wall_ms, state, value from head
         where kind = :kind and id = :id
           and section in (select section from thing where kind = :kind and id = :id)
         order by section, field, stream, seq",
    )?;
    let rows = statement.query_and_then(named_params! { ":kind": kind, ":id": id }, read)?;
    rows.collect()
}

/// Every thing of one kind, in the order of ids.
pub(super) fn list_ids(connection: &Connection, kind: &str) -> Result<Vec<Thing>, StoreError> {
    let mut statement = connection
        .prepare_cached("select section, id from thing where kind = :kind order by id, section")?;
    let rows = statement.query_map(named_params! { ":kind": kind }, |row| {
        Ok(Thing { section: row.get(0)?, id: row.get(1)? })
    })?;
    rows.map(|row| row.map_err(StoreError::from)).collect()
}

/// Every op that touched `target`, in no order of time.
pub(super) fn trace(connection: &Connection, target: &Target) -> Result<Vec<OpRef>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select stream, seq from version
         where section = :section and kind = :kind and id = :id and field = :field",
    )?;
    let rows = statement.query_and_then(
        named_params! {
            ":section": target.section,
            ":kind": target.kind,
            ":id": target.id,
            ":field": target.field,
        },
        |row| Ok(OpRef::new(StreamId::from_bytes(row.get(0)?), row.get(1)?)),
    )?;
    rows.collect()
}

/// Every op in `section`, in no order of time.
pub(super) fn trace_section(
    connection: &Connection,
    section: [u8; 16],
) -> Result<Vec<OpRef>, StoreError> {
    let mut statement =
        connection.prepare_cached("select stream, seq from version where section = :section")?;
    let rows = statement.query_and_then(named_params! { ":section": section }, |row| {
        Ok(OpRef::new(StreamId::from_bytes(row.get(0)?), row.get(1)?))
    })?;
    rows.collect()
}

/// SQLite has no unsigned integers; no time of ours reaches half of them.
pub(super) fn signed(value: u64) -> Result<i64, StoreError> {
    i64::try_from(value).map_err(|_| StoreError::Unreadable { what: "time" })
}

/// Reads back what [`signed`] wrote.
pub(super) fn unsigned(value: i64) -> Result<u64, StoreError> {
    u64::try_from(value).map_err(|_| StoreError::Unreadable { what: "time" })
}

fn replace(connection: &Connection, target: &Target, replaced: OpRef) -> Result<(), StoreError> {
    let here = connection
        .prepare_cached(
            "update version set state = 'replaced', value = null
             where section = :section and kind = :kind and id = :id and field = :field
               and stream = :stream and seq = :seq",
        )?
        .execute(place(target, &replaced).as_slice())?;
    if here == 0 {
        connection
            .prepare_cached(
                "insert or ignore into superseded (section, kind, id, field, stream, seq)
                 values (:section, :kind, :id, :field, :stream, :seq)",
            )?
            .execute(place(target, &replaced).as_slice())?;
    }
    Ok(())
}

/// The six columns that name an op at a field.
fn place<'a>(target: &'a Target, op: &'a OpRef) -> [(&'static str, &'a dyn ToSql); 6] {
    [
        (":section", &target.section),
        (":kind", &target.kind),
        (":id", &target.id),
        (":field", &target.field),
        (":stream", op.stream.as_bytes()),
        (":seq", &op.seq),
    ]
}

fn put(connection: &Connection, head: &Head, stands: bool) -> Result<(), StoreError> {
    let (state, value) = match &head.value {
        _ if !stands => (REPLACED, None),
        Value::Set(bytes) => (SET, Some(bytes)),
        Value::Retracted => (RETRACTED, None),
        Value::Purged => (PURGED, None),
        Value::Withheld => (WITHHELD, None),
    };
    connection
        .prepare_cached(
            "insert into version
                 (section, kind, id, field, stream, seq, hlc, wall_ms, state, value)
             values (:section, :kind, :id, :field, :stream, :seq, :hlc, :wall_ms, :state, :value)",
        )?
        .execute(named_params! {
            ":section": head.target.section,
            ":kind": head.target.kind,
            ":id": head.target.id,
            ":field": head.target.field,
            ":stream": head.op.stream.bytes(),
            ":seq": head.op.seq,
            ":hlc": signed(head.hlc)?,
            ":wall_ms": signed(head.wall_ms)?,
            ":state": state,
            ":value": value,
        })?;
    Ok(())
}

fn put_thing(connection: &Connection, target: &Target) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "insert or ignore into thing (kind, id, section) values (:kind, :id, :section)",
        )?
        .execute(named_params! {
            ":kind": target.kind,
            ":id": target.id,
            ":section": target.section,
        })?;
    Ok(())
}

const SET: &str = "set";
const RETRACTED: &str = "retracted";
const REPLACED: &str = "replaced";
const PURGED: &str = "purged";
const WITHHELD: &str = "withheld";

fn read(row: &Row<'_>) -> Result<Head, StoreError> {
    let state: String = row.get("state")?;
    let value = match (state.as_str(), row.get("value")?) {
        (SET, Some(bytes)) => Value::Set(bytes),
        (RETRACTED, None) => Value::Retracted,
        (PURGED, None) => Value::Purged,
        (WITHHELD, None) => Value::Withheld,
        _ => return Err(StoreError::Unreadable { what: "head" }),
    };
    Ok(Head {
        target: Target {
            section: row.get("section")?,
            kind: row.get("kind")?,
            id: row.get("id")?,
            field: row.get("field")?,
        },
        op: OpRef::new(StreamId::from_bytes(row.get("stream")?), row.get("seq")?),
        hlc: unsigned(row.get("hlc")?)?,
        wall_ms: unsigned(row.get("wall_ms")?)?,
        value,
    })
}
