//! Signing: what was written since the last segment gets one signature.

use ledger::{Digest, Epoch, Hlc, OpRef, SealedOp, Segment, SegmentError, SegmentLink, StreamId};
use rusqlite::{
    Connection, OptionalExtension as _, Transaction, TransactionBehavior, named_params,
};

use super::check::{CheckReport, Flaw};
use super::error::StoreError;
use super::{Store, device, project, record};

impl Store {
    /// Signs everything written since the last segment of each stream, in one
    /// transaction; returns how many segments that took.
    ///
    /// To be called at a seal, at an exchange, at close, before a copy is taken
    /// and after some minutes of work. Cheap when there is nothing to sign.
    ///
    /// # Errors
    ///
    /// [`StoreError`]; nothing is signed then, and nothing that was saved is lost.
    pub fn close_segments(&self) -> Result<u32, StoreError> {
        // Unchecked, since copies are taken of a store that is only lent; no edit is under way then.
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let closed = close_all(&transaction)?;
        transaction.commit()?;
        Ok(closed)
    }
}

/// Signs everything written since the last segment of each stream that is in use.
pub(super) fn close_all(connection: &Connection) -> Result<u32, StoreError> {
    let mut closed = 0;
    for own in own_streams(connection)? {
        closed += close(connection, &own)?;
    }
    Ok(closed)
}

/// A stream that this laptop writes.
struct OwnStream {
    id: StreamId,
    campaign: [u8; 16],
    epoch: Epoch,
}

/// Where the signed part of a stream ends.
#[derive(Clone, Copy)]
pub(super) struct SignedEnd {
    pub(super) next_seq: u32,
    pub(super) segment: Digest,
}

fn own_streams(connection: &Connection) -> Result<Vec<OwnStream>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select id, campaign, epoch from stream where own = 1 and retired_at_ms is null",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(OwnStream {
            id: StreamId::from_bytes(row.get(0)?),
            campaign: row.get(1)?,
            epoch: Epoch::from_bytes(row.get(2)?),
        })
    })?;
    rows.map(|row| row.map_err(StoreError::from)).collect()
}

fn close(connection: &Connection, own: &OwnStream) -> Result<u32, StoreError> {
    let mut end = signed_end(connection, own.id)?;
    let mut closed = 0;
    loop {
        let (mut ops, mut stamps) = unsigned(connection, own.id, end.next_seq)?;
        let fitting = Segment::fitting(&ops);
        ops.truncate(fitting);
        stamps.truncate(fitting);
        let Some(hlc_last) = stamps.into_iter().max() else {
            return Ok(closed);
        };
        let charter = device::find_charter(connection, own.campaign)?
            .ok_or(StoreError::Unreadable { what: "charter" })?;
        let link = SegmentLink {
            epoch: own.epoch,
            prev_segment: end.segment,
            charter: charter.digest(),
            hlc_last,
        };
        let segment = Segment::close(link, ops, &device::key(connection)?)?;
        put(connection, &segment)?;
        end = SignedEnd {
            next_seq: segment.header().last_seq().saturating_add(1),
            segment: segment.hash(),
        };
        closed += 1;
    }
}

pub(super) fn signed_end(
    connection: &Connection,
    stream: StreamId,
) -> Result<SignedEnd, StoreError> {
    let last: Option<(u32, [u8; 32])> = connection
        .prepare_cached(
            "select first_seq + count, hash from segment
             where stream = :stream order by first_seq desc limit 1",
        )?
        .query_row(named_params! { ":stream": stream.bytes() }, |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(match last {
        None => SignedEnd { next_seq: 1, segment: Digest::NONE },
        Some((next_seq, hash)) => SignedEnd { next_seq, segment: Digest::from_bytes(hash) },
    })
}

/// The ops from `first_seq` on, as many as one segment may want, and their stamps.
fn unsigned(
    connection: &Connection,
    stream: StreamId,
    first_seq: u32,
) -> Result<(Vec<SealedOp>, Vec<Hlc>), StoreError> {
    let mut statement = connection.prepare_cached(
        "select bytes, hlc from op where stream = :stream and :first_seq <= seq
         order by seq limit 10000",
    )?;
    let mut rows =
        statement.query(named_params! { ":stream": stream.bytes(), ":first_seq": first_seq })?;
    let (mut ops, mut stamps) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        ops.push(record::decode(&row.get::<_, Vec<u8>>(0)?)?);
        stamps.push(Hlc::from_u64(project::unsigned(row.get(1)?)?));
    }
    Ok((ops, stamps))
}

/// Stores a segment as the bytes that were signed.
pub(super) fn put(connection: &Connection, segment: &Segment) -> Result<(), StoreError> {
    let header = segment.header();
    connection
        .prepare_cached(
            "insert into segment (stream, first_seq, count, hash, bytes, charter)
             values (:stream, :first_seq, :count, :hash, :bytes, :charter)",
        )?
        .execute(named_params! {
            ":stream": header.stream.bytes(),
            ":first_seq": header.first_seq,
            ":count": header.count,
            ":hash": segment.hash().bytes(),
            ":bytes": segment.bytes(),
            ":charter": header.link.charter.bytes(),
        })?;
    Ok(())
}

/// Verifies every signature, and that it covers the ops that are here.
pub(super) fn check(connection: &Connection, report: &mut CheckReport) -> Result<(), StoreError> {
    let mut statement = connection
        .prepare("select stream, first_seq, hash, bytes from segment order by stream, first_seq")?;
    let mut rows = statement.query([])?;
    let mut stream = None;
    let mut end = SignedEnd { next_seq: 1, segment: Digest::NONE };
    while let Some(row) = rows.next()? {
        let id = StreamId::from_bytes(row.get(0)?);
        if stream != Some(id) {
            stream = Some(id);
            end = SignedEnd { next_seq: 1, segment: Digest::NONE };
        }
        let first_seq: u32 = row.get(1)?;
        let hash = Digest::from_bytes(row.get(2)?);
        match Segment::read(row.get(3)?) {
            Ok(segment)
                if segment.hash() == hash
                    && segment.header().stream == id
                    && segment.header().first_seq == first_seq
                    && first_seq == end.next_seq
                    && segment.header().link.prev_segment == end.segment
                    && covers(connection, &segment)? =>
            {
                report.segments += 1;
                end.next_seq = segment.header().last_seq().saturating_add(1);
            }
            Ok(_) | Err(_) => {
                report.flaws.push(Flaw::Signature { stream: id, first_seq });
                end.next_seq = signed_end(connection, id)?.next_seq;
            }
        }
        end.segment = hash;
    }
    report.unsigned = count_unsigned(connection)?;
    Ok(())
}

/// Whether the ops of the segment are the ops that are here, by the hash they lead to.
fn covers(connection: &Connection, segment: &Segment) -> Result<bool, StoreError> {
    let header = segment.header();
    let last = OpRef::new(header.stream, header.last_seq());
    let tip = record::find_sealed(connection, last)?.map(|op| op.hash());
    Ok(tip == Some(header.tip))
}

fn count_unsigned(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.query_row(
        "select coalesce(sum(written - signed), 0) from (
             select max(seq) as written,
                    coalesce((select max(first_seq + count - 1) from segment
                              where segment.stream = op.stream), 0) as signed
             from op group by stream)",
        [],
        |row| row.get(0),
    )?)
}

impl From<SegmentError> for StoreError {
    fn from(error: SegmentError) -> Self {
        match error {
            SegmentError::NotOurStream { .. } => Self::Unreadable { what: "device key" },
            SegmentError::TooLong { .. }
            | SegmentError::Empty
            | SegmentError::Envelope(_)
            | SegmentError::Cbor(_)
            | SegmentError::Chain(_)
            | SegmentError::WrongCount { .. }
            | SegmentError::WrongTip { .. }
            | SegmentError::OtherPast { .. } => Self::Unreadable { what: "chain of ops" },
        }
    }
}
