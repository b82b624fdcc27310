//! Which ops apply: judged by the charter under which they were written and by the newest one.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use ledger::{Charter, DevicePublic, Digest, OpRef, Right, StreamId};
use rusqlite::{Connection, named_params};

use super::super::error::StoreError;
use super::super::record::{Entry, Opened};
use super::super::{device, project, record};
use crate::record::area_of;

/// Why an op does not apply.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unentitled {
    /// The device was not in the charter.
    Stranger,
    /// Only the leader writes such things.
    Reserved,
    /// The area was given to others.
    OutsideArea,
    /// The role is one of a newer version of this program.
    UnknownRole,
    /// The device had been ended before.
    Ended,
    /// The charter it was written under is not here.
    UnknownCharter,
}

impl Unentitled {
    /// The word used in the database and on the window's border.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stranger => "stranger",
            Self::Reserved => "reserved",
            Self::OutsideArea => "outside-area",
            Self::UnknownRole => "unknown-role",
            Self::Ended => "ended",
            Self::UnknownCharter => "unknown-charter",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        [
            Self::Stranger,
            Self::Reserved,
            Self::OutsideArea,
            Self::UnknownRole,
            Self::Ended,
            Self::UnknownCharter,
        ]
        .into_iter()
        .find(|why| why.code() == code)
    }

    const fn of(right: Right) -> Option<Self> {
        match right {
            Right::Granted => None,
            Right::Stranger => Some(Self::Stranger),
            Right::Reserved => Some(Self::Reserved),
            Right::OutsideArea => Some(Self::OutsideArea),
            Right::UnknownRole(_) => Some(Self::UnknownRole),
            Right::Ended => Some(Self::Ended),
        }
    }
}

/// Whether `device` may write `field` of a `kind` under `charter`.
pub(in crate::store) fn may(
    charter: &Charter,
    device: &DevicePublic,
    (kind, field): (&str, &str),
) -> Option<Unentitled> {
    Unentitled::of(charter.may(device, kind, area_of(kind, field)))
}

/// Judges ops one after the other, and remembers what their streams are.
#[derive(Debug, Default)]
pub(in crate::store) struct Judge {
    /// Of each campaign, by digest, first revision first.
    charters: HashMap<[u8; 16], Vec<(Digest, Charter)>>,
    streams: HashMap<StreamId, Bench>,
}

/// What is known of one stream.
#[derive(Debug)]
struct Bench {
    campaign: [u8; 16],
    device: DevicePublic,
    /// First and last op of each segment, and the charter it names.
    segments: Vec<(u32, u32, Option<Digest>)>,
}

impl Judge {
    /// Takes an op into the projections, or into quarantine. Returns whether it applies; an op that
    /// cannot be read does, once it can.
    pub(in crate::store) fn admit(
        &mut self,
        connection: &Connection,
        op: OpRef,
        opened: &Opened,
    ) -> Result<bool, StoreError> {
        let Opened::Entry(entry) = opened else { return Ok(true) };
        match self.why_not(connection, op, entry)? {
            None => {
                let version = &entry.version;
                project::apply(connection, &version.head, &version.replaces)?;
                Ok(true)
            }
            Some(why) => {
                quarantine(connection, entry, why)?;
                Ok(false)
            }
        }
    }

    fn why_not(
        &mut self,
        connection: &Connection,
        op: OpRef,
        entry: &Entry,
    ) -> Result<Option<Unentitled>, StoreError> {
        let bench = match self.streams.entry(op.stream) {
            Slot::Occupied(known) => known.into_mut(),
            Slot::Vacant(place) => place.insert(Bench::read(connection, op.stream)?),
        };
        let charters = match self.charters.entry(bench.campaign) {
            Slot::Occupied(known) => known.into_mut(),
            Slot::Vacant(place) => {
                let charters = device::charters(connection, bench.campaign)?.into_iter();
                place.insert(charters.map(|charter| (charter.digest(), charter)).collect())
            }
        };
        let newest = charters.last().map(|(_, charter)| charter);
        let named = match bench.charter_of(op.seq) {
            // Written since the last signature, so under the newest.
            None => newest,
            Some(named) => {
                let known = charters.iter().find(|(digest, _)| *digest == named);
                known.map(|(_, charter)| charter)
            }
        };
        let (Some(named), Some(newest)) = (named, newest) else {
            return Ok(Some(Unentitled::UnknownCharter));
        };
        let target = &entry.version.head.target;
        let then = may(named, &bench.device, (&target.kind, &target.field));
        Ok(then.or_else(|| Unentitled::of(newest.counts(&bench.device, op))))
    }

    /// Hears of a segment that was just stored.
    pub(super) fn hear(&mut self, stream: StreamId) {
        self.streams.remove(&stream);
    }
}

impl Bench {
    fn read(connection: &Connection, stream: StreamId) -> Result<Self, StoreError> {
        let place = device::find_place(connection, stream)?
            .ok_or(StoreError::Unreadable { what: "stream" })?;
        let mut statement = connection.prepare_cached(
            "select first_seq, first_seq + count - 1, charter from segment
             where stream = :stream order by first_seq",
        )?;
        let rows = statement.query_map(named_params! { ":stream": stream.bytes() }, |row| {
            let charter: Option<[u8; 32]> = row.get(2)?;
            Ok((row.get(0)?, row.get(1)?, charter.map(Digest::from_bytes)))
        })?;
        let segments = rows.collect::<Result<_, _>>()?;
        Ok(Self { campaign: place.campaign, device: place.device, segments })
    }

    fn charter_of(&self, seq: u32) -> Option<Digest> {
        let after = self.segments.partition_point(|(first, _, _)| *first <= seq);
        let (_, last, charter) = self.segments.get(after.checked_sub(1)?)?;
        (seq <= *last).then_some(*charter)?
    }
}

fn quarantine(connection: &Connection, entry: &Entry, why: Unentitled) -> Result<(), StoreError> {
    let head = &entry.version.head;
    connection
        .prepare_cached(
            "insert into quarantine (stream, seq, section, reason)
             values (:stream, :seq, :section, :reason)",
        )?
        .execute(named_params! {
            ":stream": head.op.stream.bytes(),
            ":seq": head.op.seq,
            ":section": head.target.section,
            ":reason": why.code(),
        })?;
    Ok(())
}

impl super::super::Store {
    /// The ops about `campaign` that their authors had no right to write, in the order of their names.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn quarantined(&self, campaign: [u8; 16]) -> Result<Vec<super::Quarantined>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "select quarantine.stream, seq, reason
             from quarantine join stream on stream.id = quarantine.stream
             where stream.campaign = :campaign order by quarantine.stream, seq",
        )?;
        let rows = statement.query_map(named_params! { ":campaign": campaign }, |row| {
            let op = OpRef::new(StreamId::from_bytes(row.get(0)?), row.get(1)?);
            Ok((op, row.get::<_, String>(2)?))
        })?;
        let mut found = Vec::new();
        for row in rows {
            let (op, reason) = row?;
            let why = Unentitled::from_code(&reason)
                .ok_or(StoreError::Unreadable { what: "quarantine" })?;
            let version = match record::find(&self.connection, op) {
                Ok(entry) => entry.map(|entry| entry.version),
                Err(StoreError::Purged) => None,
                Err(error) => return Err(error),
            };
            found.push(super::Quarantined { op, why, version });
        }
        Ok(found)
    }
}
