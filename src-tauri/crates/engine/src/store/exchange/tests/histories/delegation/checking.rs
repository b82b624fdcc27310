//! Checking: what laptops read and hold against the model, the oracle and one another.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{DevicePublic, StreamId};
use rusqlite::types::Value as Cell;

use super::{CAMPAIGN, Delegation, target};
use crate::store::exchange::tests::histories::sets::Held;
use crate::store::exchange::tests::rows;
use crate::store::{Field, Flaw, OpRef, Store, Value};

/// The projections, row by row.
const TABLES: [&str; 4] = [
    "select * from version order by section, kind, id, field, stream, seq",
    "select * from superseded order by section, kind, id, field, stream, seq",
    "select * from thing order by kind, id, section",
    "select * from quarantine order by stream, seq",
];

/// What the projections of `store` hold.
pub(super) fn tables(store: &Store) -> Vec<Vec<Vec<Cell>>> {
    TABLES.iter().map(|statement| rows(store, statement)).collect()
}

/// How much of each stream `store` has.
fn held(store: &Store) -> Held {
    let mut statement = store
        .connection
        .prepare("select stream, max(seq), count(*) from op group by stream")
        .unwrap();
    let rows = statement.query_map([], |row| {
        let (last, count): (u32, u32) = (row.get(1)?, row.get(2)?);
        assert_eq!(last, count, "a hole in a stream");
        Ok((StreamId::from_bytes(row.get(0)?), last))
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// What each device is said to answer for.
fn answered(store: &Store) -> Vec<(DevicePublic, StreamId, u32)> {
    let mut statement =
        store.connection.prepare("select device, stream, seq from acknowledged").unwrap();
    let rows = statement.query_map([], |row| {
        let device = DevicePublic::from_bytes(row.get(0)?);
        Ok((device, StreamId::from_bytes(row.get(1)?), row.get(2)?))
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

impl Delegation<'_> {
    /// Holds what `device` has and reads against what it was given.
    pub(super) fn check(&self, device: usize) -> Result<(), String> {
        let (store, memory) = (&self.laptops[device].store, &self.memories[device]);
        let here = held(store);
        if here != memory.held {
            return Err(format!("device {device} has {here:?}, not {:?}", memory.held));
        }
        if memory.revisions == 0 {
            return Ok(());
        }
        let revision = store.charter(CAMPAIGN).unwrap().unwrap().draft().revision;
        if usize::try_from(revision) != Ok(memory.revisions) {
            return Err(format!("device {device} follows {revision}, not {}", memory.revisions));
        }
        self.check_copies(device)?;
        let delivered = self.delivered(device);
        for field in 0..self.plan.fields {
            self.check_field(device, field, &delivered.stands(field))?;
        }
        let quarantined = store.quarantined(CAMPAIGN).unwrap().into_iter();
        let quarantined: BTreeSet<_> = quarantined.map(|kept| kept.op).collect();
        if quarantined != delivered.quarantined() {
            return Err(format!("device {device} keeps {quarantined:?} in quarantine"));
        }
        Ok(())
    }

    /// Nothing is said to have a second copy that never came to anybody else.
    fn check_copies(&self, device: usize) -> Result<(), String> {
        let is_own = |stream: StreamId| {
            let first = self.written.get(&OpRef::new(stream, 1));
            first.is_some_and(|written| written.author == device)
        };
        let own = self.memories[device].held.iter().filter(|(stream, _)| is_own(**stream));
        let copied = |stream| self.copies.get(stream).copied().unwrap_or_default();
        let alone: u32 = own.map(|(stream, last)| last.saturating_sub(copied(stream))).sum();
        let unshared = self.laptops[device].store.unshared().unwrap();
        if unshared < alone {
            return Err(format!("device {device}: {unshared} unshared, of {alone} nobody has any"));
        }
        Ok(())
    }

    /// What stands, all of it, with what it says; and whether that is one opinion.
    fn check_field(
        &self,
        device: usize,
        field: usize,
        expected: &BTreeSet<OpRef>,
    ) -> Result<(), String> {
        let (store, target) = (&self.laptops[device].store, target(field));
        let expected: BTreeMap<OpRef, &Value> =
            expected.iter().map(|op| (*op, &self.written[op].value)).collect();
        let heads = store.heads(target.section).unwrap();
        let found: BTreeMap<OpRef, &Value> = heads
            .iter()
            .filter(|head| head.target == target)
            .map(|head| (head.op, &head.value))
            .collect();
        let opinions: BTreeSet<_> = expected.values().collect();
        let is_told = match store.field(&target).unwrap() {
            Field::Absent => expected.is_empty(),
            Field::Settled(head) => opinions.len() == 1 && expected.contains_key(&head.op),
            Field::Disagreement(heads) => {
                1 < opinions.len()
                    && heads.iter().map(|head| head.op).eq(in_time(&heads))
                    && heads.len() == expected.len()
            }
        };
        if found == expected && is_told {
            Ok(())
        } else {
            Err(format!("field {field} of device {device}: {found:?}, not {expected:?}"))
        }
    }

    /// Everybody who takes part has everything that any of them had, and reads it alike.
    pub(in super::super) fn check_end(&mut self) -> Result<(), String> {
        let left = self.left();
        let all = self.memories[left[0]].held.clone();
        for device in &left {
            self.check(*device)?;
            if self.memories[*device].held != all {
                return Err(format!("device {device} has not got everything"));
            }
        }
        self.check_answers(&left, &all)?;
        let read = tables(&self.laptops[left[0]].store);
        for device in &left {
            self.check_store(*device, &all)?;
            if tables(&self.laptops[*device].store) != read {
                return Err(format!("device {device} reads something else"));
            }
            self.rebuild(*device)?;
        }
        let delivered = self.delivered(left[0]);
        self.tally.quarantined += delivered.quarantined().len();
        for field in 0..self.plan.fields {
            let stands = self.delivered(left[0]).stands(field);
            let opinions: BTreeSet<_> = stands.iter().map(|op| &self.written[op].value).collect();
            let is_agreed = opinions.len() == 1 && 1 < stands.len();
            self.tally.disagreements += usize::from(1 < opinions.len());
            self.tally.agreements += usize::from(is_agreed);
        }
        Ok(())
    }

    /// An op that anybody answered for, who still takes part and was not put back, is with everybody.
    fn check_answers(&self, left: &[usize], all: &Held) -> Result<(), String> {
        for teller in left {
            for (device, stream, last) in answered(&self.laptops[*teller].store) {
                let by = self.number_of(device);
                let is_bound = left.contains(&by) && !self.put_back.contains(&by);
                if is_bound && all.get(&stream).is_none_or(|here| *here < last) {
                    return Err(format!("device {by} answered for {last} of {stream}: gone"));
                }
            }
        }
        Ok(())
    }

    /// All that `check` verifies. Told as lost is only what nobody has any more.
    fn check_store(&mut self, device: usize, all: &Held) -> Result<(), String> {
        let store = &mut self.laptops[device].store;
        let report = store.check().map_err(|error| error.to_string())?;
        let is_gone = |flaw: &Flaw| {
            let Flaw::Lost { first, .. } = flaw else { return false };
            all.get(&first.stream).is_none_or(|last| *last < first.seq)
        };
        let unshared = store.unshared().map_err(|error| error.to_string())?;
        let is_alone = report.flaws.iter().all(is_gone) && report.remarks.is_empty();
        if is_alone && report.unsigned == 0 && unshared == 0 && store.forks().unwrap() == 0 {
            Ok(())
        } else {
            Err(format!("device {device}: {unshared} unshared, {report:?}"))
        }
    }
}

/// Versions as they are listed: by time.
fn in_time(heads: &[crate::store::Head]) -> impl Iterator<Item = OpRef> + '_ {
    let mut sorted: Vec<_> = heads.iter().collect();
    sorted.sort_by_key(|head| (head.hlc, head.op));
    sorted.into_iter().map(|head| head.op)
}
