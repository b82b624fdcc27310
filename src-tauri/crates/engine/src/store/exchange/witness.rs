//! What receipts and forks tell of the record that is here.
//!
//! A receipt says that its device had an op, by its hash. That the op is not here is mostly nothing:
//! the device is ahead, and its bundle is still to come. It shows a loss in two cases alone:
//!
//! - the op is of a stream that this laptop wrote: nobody can have it who did not have it from here;
//! - the receipt is this laptop's own, come back from others ([`super::receipts`]): it signed for
//!   having the op, whoever wrote it.
//!
//! Both come about when the store was taken back to a snapshot or a backup after others had been given
//! more. A stream that had not begun by then is unknown here, and its number does not tell whose it is:
//! a loss of all of it shows only by this laptop's own receipt.
//!
//! That the op is here with another hash is a flaw only where this laptop itself signed for the other
//! one. Where another device did, both were signed by whoever wrote the stream, so two disks wrote it
//! and each of us had one of them first: nothing here is damaged, and a person has to know. The same is
//! told of forks, which are kept.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{DevicePublic, Digest, Holding, OpRef, Receipt, Segment, StreamId, find_fork};
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::super::check::{CheckReport, Flaw, Remark};
use super::super::device::{self, Place};
use super::super::error::StoreError;
use super::super::pen;
use super::{Writer, writer};

type Campaign = [u8; 16];

/// Holds receipts and forks against the record.
pub(in super::super) fn check(
    connection: &Connection,
    own: DevicePublic,
    report: &mut CheckReport,
) -> Result<(), StoreError> {
    let mut witness = Witness {
        connection,
        own,
        report,
        places: BTreeMap::new(),
        lost: BTreeMap::new(),
        exchanged: BTreeMap::new(),
        disputed: BTreeMap::new(),
    };
    witness.hear_receipts()?;
    witness.tell()?;
    check_forks(connection, report)
}

/// An answer for an op: its number, when it was given, by whom and in which campaign.
#[derive(Clone, Copy)]
struct Answer {
    seq: u32,
    wall_ms: u64,
    by: DevicePublic,
    campaign: Campaign,
}

struct Witness<'a> {
    connection: &'a Connection,
    own: DevicePublic,
    report: &'a mut CheckReport,
    places: BTreeMap<StreamId, Option<Place>>,
    /// The furthest answer for what is lost of a stream.
    lost: BTreeMap<StreamId, Answer>,
    /// The first answer of this laptop for another op.
    exchanged: BTreeMap<StreamId, Answer>,
    /// The first answer of each other device for another op.
    disputed: BTreeMap<(StreamId, DevicePublic), Answer>,
}

impl Witness<'_> {
    fn hear_receipts(&mut self) -> Result<(), StoreError> {
        let mut badges = Badges::read(self.connection)?;
        let mut statement = self
            .connection
            .prepare("select digest, campaign, device, bytes from receipt order by digest")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let digest = Digest::from_bytes(row.get(0)?);
            let campaign: Campaign = row.get(1)?;
            let device = DevicePublic::from_bytes(row.get(2)?);
            let bytes: Vec<u8> = row.get(3)?;
            let receipt = Receipt::read(bytes).ok().filter(|receipt| {
                Digest::of(receipt.bytes()) == digest
                    && receipt.device() == device
                    && receipt.draft().campaign == campaign
            });
            let Some(receipt) = receipt else {
                self.doubt(campaign, device)?;
                continue;
            };
            self.report.receipts = self.report.receipts.saturating_add(1);
            badges.prove(&receipt, digest);
            for holding in &receipt.draft().holds {
                self.hear(&receipt, holding)?;
            }
        }
        for (device, campaign) in badges.unproven(self.connection)? {
            self.doubt(campaign, device)?;
        }
        Ok(())
    }

    fn hear(&mut self, receipt: &Receipt, holding: &Holding) -> Result<(), StoreError> {
        let OpRef { stream, seq } = holding.last;
        let (by, draft) = (receipt.device(), receipt.draft());
        let answer = Answer { seq, wall_ms: draft.wall_ms, by, campaign: draft.campaign };
        let earlier = |first: &mut Answer| {
            if seq < first.seq {
                *first = answer;
            }
        };
        match hash_of(self.connection, holding.last)? {
            Some(hash) if hash == holding.tip => {}
            Some(_) if by == self.own => {
                self.exchanged.entry(stream).and_modify(earlier).or_insert(answer);
            }
            Some(_) => {
                self.disputed.entry((stream, by)).and_modify(earlier).or_insert(answer);
            }
            None => {
                let ours = self.place(stream)?.is_some_and(|place| place.own);
                if ours || by == self.own {
                    let furthest = self.lost.entry(stream).or_insert(answer);
                    // Of two who say the same, another is who can give it back.
                    let by_itself = furthest.seq == seq && furthest.by == self.own;
                    if furthest.seq < seq || by_itself {
                        *furthest = answer;
                    }
                }
            }
        }
        Ok(())
    }

    fn tell(&mut self) -> Result<(), StoreError> {
        for (stream, answer) in &self.lost {
            let here = pen::tip(self.connection, *stream)?.len();
            // A hole in between is a break of the chain, which is told as such.
            if here < answer.seq {
                self.report.flaws.push(Flaw::Lost {
                    first: OpRef::new(*stream, here.saturating_add(1)),
                    last: answer.seq,
                    by: writer(self.connection, answer.campaign, answer.by)?,
                    wall_ms: answer.wall_ms,
                });
            }
        }
        for (stream, answer) in &self.exchanged {
            let op = OpRef::new(*stream, answer.seq);
            self.report.flaws.push(Flaw::Exchanged { op, wall_ms: answer.wall_ms });
        }
        for ((stream, by), answer) in &self.disputed {
            let Some(place) = device::find_place(self.connection, *stream)? else { continue };
            self.report.remarks.push(Remark::Disputed {
                by: writer(self.connection, answer.campaign, *by)?,
                writer: named(self.connection, place)?,
                op: OpRef::new(*stream, answer.seq),
                wall_ms: answer.wall_ms,
            });
        }
        Ok(())
    }

    fn place(&mut self, stream: StreamId) -> Result<Option<Place>, StoreError> {
        if let Some(place) = self.places.get(&stream) {
            return Ok(*place);
        }
        let place = device::find_place(self.connection, stream)?;
        self.places.insert(stream, place);
        Ok(place)
    }

    /// Tells once of each device that it does not answer for what stands here under its name.
    fn doubt(&mut self, campaign: Campaign, device: DevicePublic) -> Result<(), StoreError> {
        let flaw = Flaw::Receipt { by: writer(self.connection, campaign, device)? };
        if !self.report.flaws.contains(&flaw) {
            self.report.flaws.push(flaw);
        }
        Ok(())
    }
}

/// What stands as answered for, and is still without the receipt that says so.
struct Badges {
    ops: BTreeSet<(Digest, DevicePublic, Holding)>,
    files: BTreeSet<(DevicePublic, Digest)>,
}

impl Badges {
    fn read(connection: &Connection) -> Result<Self, StoreError> {
        let mut statement =
            connection.prepare("select receipt, device, stream, seq, tip from acknowledged")?;
        let ops = statement.query_map([], |row| {
            let last = OpRef::new(StreamId::from_bytes(row.get(2)?), row.get(3)?);
            let holding = Holding { last, tip: Digest::from_bytes(row.get(4)?) };
            Ok((Digest::from_bytes(row.get(0)?), DevicePublic::from_bytes(row.get(1)?), holding))
        })?;
        let ops = ops.collect::<Result<_, _>>()?;
        let mut statement = connection.prepare("select device, sha256 from file_acknowledged")?;
        let files = statement.query_map([], |row| {
            Ok((DevicePublic::from_bytes(row.get(0)?), Digest::from_bytes(row.get(1)?)))
        })?;
        Ok(Self { ops, files: files.collect::<Result<_, _>>()? })
    }

    fn prove(&mut self, receipt: &Receipt, digest: Digest) {
        let device = receipt.device();
        for holding in &receipt.draft().holds {
            self.ops.remove(&(digest, device, *holding));
        }
        for file in &receipt.draft().files {
            self.files.remove(&(device, *file));
        }
    }

    /// Whose are left, and in which campaign each stands.
    fn unproven(
        &self,
        connection: &Connection,
    ) -> Result<Vec<(DevicePublic, Campaign)>, StoreError> {
        let devices: BTreeSet<_> = self.ops.iter().map(|(_, device, _)| *device).collect();
        let devices: BTreeSet<_> =
            devices.into_iter().chain(self.files.iter().map(|(device, _)| *device)).collect();
        let mut statement =
            connection.prepare("select campaign from receipt where device = :device limit 1")?;
        let mut unproven = Vec::new();
        for device in devices {
            let campaign: Option<Campaign> = statement
                .query_row(named_params! { ":device": device.as_bytes() }, |row| row.get(0))
                .optional()?;
            unproven.push((device, campaign.unwrap_or_default()));
        }
        Ok(unproven)
    }
}

/// Verifies the runs that are kept aside, and tells of each where it parts from the record.
fn check_forks(connection: &Connection, report: &mut CheckReport) -> Result<(), StoreError> {
    let mut statement = connection.prepare(
        "select stream, first_seq, hash, bytes from fork order by stream, first_seq, hash",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let stream = StreamId::from_bytes(row.get(0)?);
        let first_seq: u32 = row.get(1)?;
        let hash = Digest::from_bytes(row.get(2)?);
        let segment = Segment::read(row.get(3)?).ok().filter(|segment| {
            segment.hash() == hash
                && segment.header().stream == stream
                && segment.header().first_seq == first_seq
        });
        let (Some(segment), Some(place)) = (segment, device::find_place(connection, stream)?)
        else {
            report.flaws.push(Flaw::Signature { stream, first_seq });
            continue;
        };
        let mut here = BTreeMap::new();
        for op in segment.ops() {
            if let Some(hash) = hash_of(connection, op.op())? {
                here.insert(op.op(), hash);
            }
        }
        let fork = find_fork(segment.ops(), |op| here.get(&op).copied());
        let first = OpRef::new(stream, first_seq);
        report.remarks.push(Remark::Fork {
            writer: named(connection, place)?,
            op: fork.map_or(first, |fork| fork.op),
        });
    }
    Ok(())
}

fn named(connection: &Connection, place: Place) -> Result<Writer, StoreError> {
    writer(connection, place.campaign, place.device)
}

/// The hash of `op` as its row says; that its bytes have it is checked with the chain.
fn hash_of(connection: &Connection, op: OpRef) -> Result<Option<Digest>, StoreError> {
    let hash: Option<[u8; 32]> = connection
        .prepare_cached("select hash from op where stream = :stream and seq = :seq")?
        .query_row(named_params! { ":stream": op.stream.bytes(), ":seq": op.seq }, |row| row.get(0))
        .optional()?;
    Ok(hash.map(Digest::from_bytes))
}
