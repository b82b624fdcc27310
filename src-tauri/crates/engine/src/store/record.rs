//! The record as rows: ops found, opened, and turned into what they say.
//!
//! Three shapes meet here and are converted by hand: the signed bytes, the row
//! that keeps them, and the version that the engine reads.

use ledger::{
    Action, OpBody, OpRef, SealedOp, SectionId, StreamId, Value as Signed, open_op, open_value,
};
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::content_keys::{self, Held};
use super::error::{Refusal, StoreError};
use super::field::{Head, Target, Value, Version};
use super::write::Secrecy;

/// One op, opened.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// What it says.
    pub(super) version: Version,
    /// Which key its value is under.
    pub(super) secrecy: Secrecy,
}

/// What became of the words of an op.
#[derive(Clone, Debug)]
pub(super) enum Opened {
    /// They can be read.
    Entry(Box<Entry>),
    /// They can be read and change nothing yet: an action of a newer version.
    Unknown,
    /// The key of the section was destroyed by a lawful purge.
    Purged,
    /// The key of the section was not given to this laptop.
    Withheld,
}

/// Finds the op named `op` and opens it.
///
/// # Errors
///
/// [`StoreError::Purged`] when its words are gone.
pub(super) fn find(connection: &Connection, op: OpRef) -> Result<Option<Entry>, StoreError> {
    let Some(sealed) = find_sealed(connection, op)? else {
        return Ok(None);
    };
    match open(connection, &sealed)? {
        Opened::Entry(entry) => Ok(Some(*entry)),
        Opened::Unknown => Ok(None),
        Opened::Purged | Opened::Withheld => Err(StoreError::Purged),
    }
}

/// What an op did, without what it said: enough to take it back.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    /// Where.
    pub(super) target: Target,
    /// The versions that it replaced.
    pub(super) replaces: Vec<OpRef>,
    /// The op that it undid.
    undoes: Option<OpRef>,
}

/// Finds the op named `op` and reads what it did; a personal value stays locked.
///
/// # Errors
///
/// [`StoreError::Purged`] when its words are gone.
pub(super) fn find_outline(
    connection: &Connection,
    op: OpRef,
) -> Result<Option<Outline>, StoreError> {
    let Some(sealed) = find_sealed(connection, op)? else {
        return Ok(None);
    };
    let Held::Key(key) = content_keys::find(connection, sealed.header().key_id)? else {
        return Err(StoreError::Purged);
    };
    let body = open_op(&sealed, &key).map_err(|_| StoreError::Unreadable { what: "op" })?;
    if matches!(body.action(), Action::Unknown { .. }) {
        return Ok(None);
    }
    let (section, target) = (sealed.header().section, body.target());
    Ok(Some(Outline {
        target: Target::new(section.bytes(), target.kind(), target.id(), target.field()),
        replaces: body.replaces().to_vec(),
        undoes: undone_by(body.action()),
    }))
}

const fn undone_by(action: &Action) -> Option<OpRef> {
    match action {
        Action::Undo { of, .. } => Some(*of),
        Action::Set(_)
        | Action::Resolve { .. }
        | Action::Seal(_)
        | Action::Retract
        | Action::Unknown { .. } => None,
    }
}

/// Whether `standing` is `op`, or brings back what `op` said because everything after it was undone.
pub(super) fn restores(
    connection: &Connection,
    standing: OpRef,
    op: OpRef,
) -> Result<bool, StoreError> {
    let mut now = standing;
    loop {
        if now == op {
            return Ok(true);
        }
        let Some(undone) = find_outline(connection, now)?.and_then(|outline| outline.undoes) else {
            return Ok(false);
        };
        let replaced = find_outline(connection, undone)?.map(|outline| outline.replaces);
        // An op names only earlier ones, so this comes to an end.
        match replaced.as_deref() {
            Some([only]) => now = *only,
            Some(_) | None => return Ok(false),
        }
    }
}

/// Finds the bytes of the op named `op`.
pub(super) fn find_sealed(
    connection: &Connection,
    op: OpRef,
) -> Result<Option<SealedOp>, StoreError> {
    let bytes: Option<Vec<u8>> = connection
        .prepare_cached("select bytes from op where stream = :stream and seq = :seq")?
        .query_row(named_params! { ":stream": op.stream.bytes(), ":seq": op.seq }, |row| row.get(0))
        .optional()?;
    bytes.map(|bytes| decode(&bytes)).transpose()
}

/// Reads the bytes of an op.
pub(super) fn decode(bytes: &[u8]) -> Result<SealedOp, StoreError> {
    SealedOp::decode(bytes).map_err(|_| StoreError::Unreadable { what: "op" })
}

/// Opens `sealed` with the keys that are here.
pub(super) fn open(connection: &Connection, sealed: &SealedOp) -> Result<Opened, StoreError> {
    let header = sealed.header();
    let key = match content_keys::find(connection, header.key_id)? {
        Held::Key(key) => key,
        Held::Purged => return Ok(Opened::Purged),
        Held::Absent => return Ok(Opened::Withheld),
    };
    let body = open_op(sealed, &key).map_err(|_| StoreError::Unreadable { what: "op" })?;
    entry(connection, sealed.op(), header.section, &body)
}

fn entry(
    connection: &Connection,
    op: OpRef,
    section: SectionId,
    body: &OpBody,
) -> Result<Opened, StoreError> {
    let (signed, reason) = match body.action() {
        Action::Set(value) | Action::Undo { value, .. } => (value.clone(), None),
        Action::Resolve { value, reason } => (value.clone(), Some(reason.clone())),
        Action::Seal(manifest) => (Signed::Plain(manifest.clone()), None),
        Action::Retract => (Signed::Cleared, None),
        Action::Unknown { .. } => return Ok(Opened::Unknown),
    };
    let undoes = undone_by(body.action());
    let (value, secrecy) = unlock(connection, body.target(), &signed)?;
    let target = body.target();
    let head = Head {
        target: Target::new(section.bytes(), target.kind(), target.id(), target.field()),
        op,
        hlc: body.hlc().to_u64(),
        wall_ms: body.wall_ms(),
        value,
    };
    let action = body.action().name();
    let replaces = body.replaces().to_vec();
    let version = Version { head, action, replaces, undoes, reason, stands: false };
    Ok(Opened::Entry(Box::new(Entry { version, secrecy })))
}

/// Opens a value under its own key, if it has one.
fn unlock(
    connection: &Connection,
    target: &ledger::Target,
    signed: &Signed,
) -> Result<(Value, Secrecy), StoreError> {
    match signed {
        Signed::Cleared => Ok((Value::Retracted, Secrecy::Shared)),
        Signed::Plain(bytes) => Ok((Value::Set(bytes.clone()), Secrecy::Shared)),
        Signed::Locked { key_id, .. } => {
            let value = match content_keys::find(connection, *key_id)? {
                Held::Key(key) => Value::Set(
                    open_value(signed, target, &key)
                        .map_err(|_| StoreError::Unreadable { what: "personal value" })?,
                ),
                Held::Purged => Value::Purged,
                Held::Absent => Value::Withheld,
            };
            Ok((value, Secrecy::Personal))
        }
    }
}

/// Whether this laptop writes, or once wrote, to `stream`.
pub(super) fn is_own(connection: &Connection, stream: StreamId) -> Result<bool, StoreError> {
    let own: Option<bool> = connection
        .prepare_cached("select own from stream where id = :id")?
        .query_row(named_params! { ":id": stream.bytes() }, |row| row.get(0))
        .optional()?;
    Ok(own.unwrap_or(false))
}

/// Says that `section` belongs to `campaign`.
pub(super) fn place(
    connection: &Connection,
    section: [u8; 16],
    campaign: [u8; 16],
) -> Result<(), StoreError> {
    match find_campaign(connection, section)? {
        Some(placed) if placed == campaign => Ok(()),
        Some(_) => Err(Refusal::PlacedElsewhere.into()),
        None => {
            connection
                .prepare_cached("insert into section (id, campaign) values (:id, :campaign)")?
                .execute(named_params! { ":id": section, ":campaign": campaign })?;
            Ok(())
        }
    }
}

/// Which campaign `section` belongs to, if it was placed.
pub(super) fn find_campaign(
    connection: &Connection,
    section: [u8; 16],
) -> Result<Option<[u8; 16]>, StoreError> {
    Ok(connection
        .prepare_cached("select campaign from section where id = :id")?
        .query_row(named_params! { ":id": section }, |row| row.get(0))
        .optional()?)
}
