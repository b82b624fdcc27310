//! What a paper can state: the versions that stand, with the hashes of their ops.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{Digest, OpRef, StatedHead, StreamId};
use rusqlite::{Row, named_params};

use super::Store;
use super::error::{Refusal, StoreError};

/// The versions of every field of some things, each with the hash of its op.
pub type Stated = BTreeMap<ledger::Target, BTreeSet<StatedHead>>;

impl Store {
    /// Every version that stands in `section` at things of any kind but those in `but`.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn stated(&self, section: [u8; 16], but: &[&str]) -> Result<Stated, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "select head.kind, head.id, head.field, head.stream, head.seq, op.hash
             from head join op on op.stream = head.stream and op.seq = head.seq
             where head.section = :section",
        )?;
        let mut rows = statement.query(named_params! { ":section": section })?;
        let mut stated = Stated::new();
        while let Some(row) = rows.next()? {
            let (target, head) = read(row)?;
            if !but.contains(&target.kind()) {
                stated.entry(target).or_default().insert(head);
            }
        }
        Ok(stated)
    }
}

fn read(row: &Row<'_>) -> Result<(ledger::Target, StatedHead), StoreError> {
    let (kind, field): (String, String) = (row.get("kind")?, row.get("field")?);
    let target = ledger::Target::new(kind, row.get("id")?, field)
        .map_err(|_| StoreError::Refused(Refusal::BadName))?;
    let op = OpRef::new(StreamId::from_bytes(row.get("stream")?), row.get("seq")?);
    Ok((target, StatedHead { op, hash: Digest::from_bytes(row.get("hash")?) }))
}
