//! Who answers for having what: receipts given, receipts kept.

use std::collections::BTreeMap;

use ledger::{
    Charter, DevicePublic, Digest, Holding, OpRef, Receipt, ReceiptDraft, Role, StreamId,
};
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::super::blobs::FileDigest;
use super::super::error::StoreError;
use super::super::field::{Field, Target};
use super::super::{Store, device, pen, record};
use super::outgoing;

/// One device of a delegation, and what it answers for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MemberState {
    /// The device.
    pub device: DevicePublic,
    /// The name the charter gives it.
    pub name: String,
    /// What its person is in the delegation.
    pub role: Role,
    /// The areas given to the person; none means all.
    pub areas: Vec<String>,
    /// Whether it is this laptop.
    pub own: bool,
    /// Whether it founded the delegation.
    pub founder: bool,
    /// Whether it takes part no longer.
    pub ended: bool,
    /// Ops that are here and that it does not answer for yet; 0 for this laptop.
    pub lacks: u32,
    /// When its last receipt came, in milliseconds since 1970, by this laptop's clock.
    pub heard_ms: Option<i64>,
}

/// Signs what this laptop holds of `campaign`.
pub(super) fn own(
    connection: &Connection,
    home: &super::super::Home,
    campaign: [u8; 16],
    wall_ms: u64,
) -> Result<Receipt, StoreError> {
    let mut holds = Vec::new();
    for stream in device::streams_of(connection, campaign, None)? {
        let chain = pen::tip(connection, stream)?;
        if !chain.is_empty() {
            holds.push(Holding { last: OpRef::new(stream, chain.len()), tip: chain.tip() });
        }
    }
    let files = outgoing::files_of(connection, campaign)?.into_iter();
    let here = files.filter(|file| super::super::blobs::path_of(home, file.digest).exists());
    let files = here.map(|file| Digest::from_bytes(file.digest.0)).collect();
    let draft = ReceiptDraft { campaign, wall_ms, holds, files };
    Ok(Receipt::sign(draft, &device::key(connection)?))
}

/// Keeps the receipts of those who take part; others' say nothing here. `own` is this laptop, with the
/// time in milliseconds since 1970. Returns who answers for something else than what is here.
///
/// Its own that come back from others are kept too: they are no second copy of anything, but they prove
/// what once was here, should the store have been taken back since.
pub(super) fn hear(
    connection: &Connection,
    newest: &Charter,
    (own, now_ms): (DevicePublic, i64),
    came: &[Vec<u8>],
) -> Result<Vec<DevicePublic>, StoreError> {
    let draft = newest.draft();
    let mut contradicted = Vec::new();
    for bytes in came {
        let Ok(receipt) = Receipt::read(bytes.clone()) else { continue };
        let device = receipt.device();
        let takes_part = draft.members.iter().any(|member| member.device == device);
        if !takes_part || receipt.draft().campaign != draft.campaign {
            continue;
        }
        let digest = put(connection, &receipt, now_ms)?;
        if device != own && acknowledge(connection, &receipt, digest)? {
            contradicted.push(device);
        }
    }
    Ok(contradicted)
}

/// Whether `fresh` says just what its device said last, as it does every minute that nothing happens;
/// then it is not kept beside that one, which was heard again.
pub(super) fn says_as_before(
    connection: &Connection,
    fresh: &Receipt,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let last: Option<Vec<u8>> = connection
        .prepare_cached(
            "select bytes from receipt where device = :device and campaign = :campaign
             order by came_ms desc, digest limit 1",
        )?
        .query_row(
            named_params! {
                ":device": fresh.device().as_bytes(),
                ":campaign": fresh.draft().campaign,
            },
            |row| row.get(0),
        )
        .optional()?;
    let Some(last) = last.and_then(|bytes| Receipt::read(bytes).ok()) else { return Ok(false) };
    let (before, now) = (last.draft(), fresh.draft());
    if before.holds != now.holds || before.files != now.files {
        return Ok(false);
    }
    // Where the clock here went back, another one was heard since; what that said more is forgotten.
    if answers_beyond(connection, fresh)? {
        return Ok(false);
    }
    connection
        .prepare_cached("update receipt set came_ms = :now_ms where digest = :digest")?
        .execute(named_params! {
            ":now_ms": now_ms,
            ":digest": Digest::of(last.bytes()).bytes(),
        })?;
    Ok(true)
}

/// Whether the device is believed to have more of the campaign than it says now.
fn answers_beyond(connection: &Connection, fresh: &Receipt) -> Result<bool, StoreError> {
    let answered = answered(connection, fresh.device())?;
    let said = |stream| {
        let mut holds = fresh.draft().holds.iter();
        holds.find(|holding| holding.last.stream == stream).map(|holding| holding.last.seq)
    };
    let streams = device::streams_of(connection, fresh.draft().campaign, None)?;
    Ok(streams.into_iter().any(|stream| said(stream) < answered.get(&stream).copied()))
}

/// Forgets what `device` answers for of `campaign`, before it says so anew. The receipts themselves stay.
pub(super) fn forget(
    connection: &Connection,
    campaign: [u8; 16],
    device: DevicePublic,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "delete from acknowledged
             where device = :device and stream in (select id from stream where campaign = :campaign)",
        )?
        .execute(named_params! { ":device": device.as_bytes(), ":campaign": campaign })?;
    let mut forget = connection.prepare_cached(
        "delete from file_acknowledged where device = :device and sha256 = :sha256",
    )?;
    for file in outgoing::files_of(connection, campaign)? {
        forget.execute(named_params! { ":device": device.as_bytes(), ":sha256": file.digest.0 })?;
    }
    Ok(())
}

/// Keeps a receipt as the bytes that prove it.
fn put(connection: &Connection, receipt: &Receipt, came_ms: i64) -> Result<Digest, StoreError> {
    let digest = Digest::of(receipt.bytes());
    connection
        .prepare_cached(
            "insert or ignore into receipt (digest, campaign, device, bytes, came_ms)
             values (:digest, :campaign, :device, :bytes, :came_ms)",
        )?
        .execute(named_params! {
            ":digest": digest.bytes(),
            ":campaign": receipt.draft().campaign,
            ":device": receipt.device().as_bytes(),
            ":bytes": receipt.bytes(),
            ":came_ms": came_ms,
        })?;
    Ok(digest)
}

/// Notes what another device answers for. Returns whether one of its ops is another one here.
fn acknowledge(
    connection: &Connection,
    receipt: &Receipt,
    digest: Digest,
) -> Result<bool, StoreError> {
    let mut contradicted = false;
    for holding in &receipt.draft().holds {
        let here = record::find_sealed(connection, holding.last)?;
        if here.is_some_and(|op| op.hash() != holding.tip) {
            // It answers for another op than ours, so for nothing of ours.
            contradicted = true;
            continue;
        }
        connection
            .prepare_cached(
                "insert into acknowledged (device, stream, seq, tip, receipt)
                 values (:device, :stream, :seq, :tip, :receipt)
                 on conflict (device, stream) do update
                 set seq = excluded.seq, tip = excluded.tip, receipt = excluded.receipt
                 where acknowledged.seq < excluded.seq",
            )?
            .execute(named_params! {
                ":device": receipt.device().as_bytes(),
                ":stream": holding.last.stream.bytes(),
                ":seq": holding.last.seq,
                ":tip": holding.tip.bytes(),
                ":receipt": digest.bytes(),
            })?;
    }
    for file in &receipt.draft().files {
        connection
            .prepare_cached(
                "insert or ignore into file_acknowledged (device, sha256) values (:device, :sha256)",
            )?
            .execute(named_params! {
                ":device": receipt.device().as_bytes(),
                ":sha256": file.bytes(),
            })?;
    }
    Ok(contradicted)
}

/// The receipts that say the most, to be handed on: those that some acknowledgement goes back to.
pub(super) fn telling(
    connection: &Connection,
    campaign: [u8; 16],
) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select bytes from receipt
         where campaign = :campaign and digest in (select receipt from acknowledged)
         order by digest",
    )?;
    let rows = statement.query_map(named_params! { ":campaign": campaign }, |row| row.get(0))?;
    rows.map(|row| row.map_err(StoreError::from)).collect()
}

/// How far `device` answers for each stream.
pub(super) fn answered(
    connection: &Connection,
    device: DevicePublic,
) -> Result<BTreeMap<StreamId, u32>, StoreError> {
    let mut statement =
        connection.prepare_cached("select stream, seq from acknowledged where device = :device")?;
    let rows = statement.query_map(named_params! { ":device": device.as_bytes() }, |row| {
        Ok((StreamId::from_bytes(row.get(0)?), row.get(1)?))
    })?;
    rows.map(|row| row.map_err(StoreError::from)).collect()
}

/// Whether `device` answers for the file `digest`.
pub(super) fn has_file(
    connection: &Connection,
    device: DevicePublic,
    digest: FileDigest,
) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(
            "select 1 from file_acknowledged where device = :device and sha256 = :sha256",
        )?
        .exists(named_params! { ":device": device.as_bytes(), ":sha256": digest.0 })?)
}

impl Store {
    /// The devices that answer for the op that stands settled at `target`, and for every one of `files`,
    /// with when the last of their receipts came, in milliseconds since 1970 by this laptop's clock.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn witnesses(
        &self,
        target: &Target,
        files: &[FileDigest],
    ) -> Result<Vec<(DevicePublic, i64)>, StoreError> {
        let Field::Settled(head) = self.field(target)? else { return Ok(Vec::new()) };
        let mut statement = self.connection.prepare_cached(
            "select acknowledged.device, receipt.came_ms
             from acknowledged join receipt on receipt.digest = acknowledged.receipt
             where stream = :stream and :seq <= seq order by came_ms, acknowledged.device",
        )?;
        let op = head.op;
        let given = named_params! { ":stream": op.stream.bytes(), ":seq": op.seq };
        let rows = statement
            .query_map(given, |row| Ok((DevicePublic::from_bytes(row.get(0)?), row.get(1)?)))?;
        let mut witnesses = Vec::new();
        for row in rows {
            let (device, came_ms) = row?;
            let mut has_all = true;
            for file in files {
                has_all &= has_file(&self.connection, device, *file)?;
            }
            if has_all {
                witnesses.push((device, came_ms));
            }
        }
        Ok(witnesses)
    }

    /// Every device of the delegation, those that were ended last, and what each answers for.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn member_states(&self, campaign: [u8; 16]) -> Result<Vec<MemberState>, StoreError> {
        let charters = device::charters(&self.connection, campaign)?;
        let Some(newest) = charters.last() else { return Ok(Vec::new()) };
        let mut states = Vec::new();
        for member in &newest.draft().members {
            states.push(self.state_of(newest, member, false)?);
        }
        for ended in &newest.draft().ended {
            let members = charters.iter().rev().flat_map(|charter| &charter.draft().members);
            let mut members = members.filter(|member| member.device == ended.device);
            if let Some(member) = members.next() {
                states.push(self.state_of(newest, member, true)?);
            }
        }
        Ok(states)
    }

    fn state_of(
        &self,
        newest: &Charter,
        member: &ledger::CharterMember,
        ended: bool,
    ) -> Result<MemberState, StoreError> {
        let own = member.device == self.device()?;
        let answered = answered(&self.connection, member.device)?;
        let mut lacks = 0_u32;
        let streams = device::streams_of(&self.connection, newest.draft().campaign, None)?;
        for stream in streams.into_iter().filter(|_| !own) {
            let last = pen::tip(&self.connection, stream)?.len();
            let has = answered.get(&stream).copied().unwrap_or_default();
            lacks = lacks.saturating_add(last.saturating_sub(has));
        }
        // What comes back of this laptop's own is no sign of it.
        let heard_ms: Option<i64> = self
            .connection
            .prepare_cached(
                "select max(came_ms) from receipt
                 where device = :device and campaign = :campaign and not :own",
            )?
            .query_row(
                named_params! {
                    ":device": member.device.as_bytes(),
                    ":campaign": newest.draft().campaign,
                    ":own": own,
                },
                |row| row.get(0),
            )
            .optional()?
            .flatten();
        Ok(MemberState {
            device: member.device,
            name: member.name.clone(),
            role: member.role,
            areas: member.areas.clone(),
            own,
            founder: member.device == newest.founder(),
            ended,
            lacks,
            heard_ms,
        })
    }
}
