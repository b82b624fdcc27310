//! This laptop as a writer: its signing key and the streams it writes.
//!
//! One stream for each campaign, so that one campaign can be handed on without
//! a word of another. A copy of the store (a backup, a snapshot) retires the
//! streams it finds and begins new ones at the next edit.

use chrono::{DateTime, Utc};
use ledger::{Charter, DeviceKey, DevicePublic, Epoch, Hlc, HlcClock, StreamId};
use rusqlite::{Connection, OptionalExtension as _, named_params};
use zeroize::Zeroizing;

use super::error::StoreError;
use super::project;
use crate::ports::Randomness;

/// Draws the signing key of this laptop and the number of its person. Once, when the store is made.
pub(super) fn enrol(
    connection: &Connection,
    randomness: &dyn Randomness,
) -> Result<(), StoreError> {
    let mut seed = Zeroizing::new([0; 32]);
    randomness.fill(seed.as_mut_slice())?;
    connection.execute(
        "insert into meta (name, bytes) values ('device_seed', :seed)",
        named_params! { ":seed": seed.as_slice() },
    )?;
    let mut person = [0; 16];
    randomness.fill(&mut person)?;
    connection.execute(
        "insert into meta (name, bytes) values ('person', :person)",
        named_params! { ":person": person },
    )?;
    Ok(())
}

/// The number of the person this laptop belongs to, drawn when the store was made.
pub(super) fn person(connection: &Connection) -> Result<[u8; 16], StoreError> {
    connection
        .prepare_cached("select bytes from meta where name = 'person'")?
        .query_row([], |row| row.get(0))
        .optional()?
        .ok_or(StoreError::Unreadable { what: "person" })
}

/// The signing key of this laptop.
pub(super) fn key(connection: &Connection) -> Result<DeviceKey, StoreError> {
    let seed: Option<[u8; 32]> = connection
        .prepare_cached("select bytes from meta where name = 'device_seed'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let seed = seed.map(Zeroizing::new).ok_or(StoreError::Unreadable { what: "device key" })?;
    Ok(DeviceKey::from_seed(&seed))
}

/// The stream this laptop writes about `campaign`, if it has begun one.
pub(super) fn find_stream(
    connection: &Connection,
    campaign: [u8; 16],
) -> Result<Option<StreamId>, StoreError> {
    let id: Option<[u8; 32]> = connection
        .prepare_cached(
            "select id from stream
             where campaign = :campaign and own = 1 and retired_at_ms is null",
        )?
        .query_row(named_params! { ":campaign": campaign }, |row| row.get(0))
        .optional()?;
    Ok(id.map(StreamId::from_bytes))
}

/// Begins a stream about `campaign`, and its charter if there is none yet.
pub(super) fn begin_stream(
    connection: &Connection,
    randomness: &dyn Randomness,
    campaign: [u8; 16],
    wall_ms: u64,
) -> Result<StreamId, StoreError> {
    let device = key(connection)?;
    if find_charter(connection, campaign)?.is_none() {
        put_charter(connection, &Charter::alone(campaign, person(connection)?, wall_ms, &device))?;
    }
    let mut epoch = [0; Epoch::SIZE];
    randomness.fill(&mut epoch)?;
    put_stream(connection, campaign, device.public(), Epoch::from_bytes(epoch), true)
}

/// Notes a stream, this laptop's or another's.
pub(super) fn put_stream(
    connection: &Connection,
    campaign: [u8; 16],
    device: DevicePublic,
    epoch: Epoch,
    own: bool,
) -> Result<StreamId, StoreError> {
    let id = StreamId::of(&device, epoch);
    connection
        .prepare_cached(
            "insert into stream (id, campaign, device, epoch, own)
             values (:id, :campaign, :device, :epoch, :own)",
        )?
        .execute(named_params! {
            ":id": id.bytes(),
            ":campaign": campaign,
            ":device": device.as_bytes(),
            ":epoch": epoch.bytes(),
            ":own": own,
        })?;
    Ok(id)
}

/// Notes a stream that this laptop wrote once and does not go on with.
pub(super) fn put_retired_stream(
    connection: &Connection,
    campaign: [u8; 16],
    (device, epoch): (DevicePublic, Epoch),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "insert into stream (id, campaign, device, epoch, own, retired_at_ms)
             values (:id, :campaign, :device, :epoch, 1, :now)",
        )?
        .execute(named_params! {
            ":id": StreamId::of(&device, epoch).bytes(),
            ":campaign": campaign,
            ":device": device.as_bytes(),
            ":epoch": epoch.bytes(),
            ":now": now.timestamp_millis(),
        })?;
    Ok(())
}

/// Where a stream belongs, and who writes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) campaign: [u8; 16],
    pub(super) device: DevicePublic,
    pub(super) own: bool,
}

/// Where `stream` belongs, if anything of it was ever here.
pub(super) fn find_place(
    connection: &Connection,
    stream: StreamId,
) -> Result<Option<Place>, StoreError> {
    Ok(connection
        .prepare_cached("select campaign, device, own from stream where id = :id")?
        .query_row(named_params! { ":id": stream.bytes() }, |row| {
            let device = DevicePublic::from_bytes(row.get(1)?);
            Ok(Place { campaign: row.get(0)?, device, own: row.get(2)? })
        })
        .optional()?)
}

/// The streams about `campaign`, of one device or of all, in the order of their names.
pub(super) fn streams_of(
    connection: &Connection,
    campaign: [u8; 16],
    device: Option<DevicePublic>,
) -> Result<Vec<StreamId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select id from stream
         where campaign = :campaign and (:device is null or device = :device) order by id",
    )?;
    let device = device.map(|device| *device.as_bytes());
    let rows = statement
        .query_map(named_params! { ":campaign": campaign, ":device": device }, |row| {
            Ok(StreamId::from_bytes(row.get(0)?))
        })?;
    rows.map(|row| row.map_err(StoreError::from)).collect()
}

/// Every charter of `campaign`, first revision first.
pub(super) fn charters(
    connection: &Connection,
    campaign: [u8; 16],
) -> Result<Vec<Charter>, StoreError> {
    let mut statement = connection
        .prepare_cached("select bytes from charter where campaign = :campaign order by revision")?;
    let rows = statement.query_map(named_params! { ":campaign": campaign }, |row| row.get(0))?;
    rows.map(|bytes| read_charter(bytes?)).collect()
}

/// The charters of every campaign, first revision first.
pub(super) fn all_charters(connection: &Connection) -> Result<Vec<Vec<Charter>>, StoreError> {
    let mut statement = connection.prepare_cached("select distinct campaign from charter")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.map(|campaign| charters(connection, campaign?)).collect()
}

fn read_charter(bytes: Vec<u8>) -> Result<Charter, StoreError> {
    Charter::read(bytes).map_err(|_| StoreError::Unreadable { what: "charter" })
}

/// The charter in force for `campaign`: the newest revision here.
pub(super) fn find_charter(
    connection: &Connection,
    campaign: [u8; 16],
) -> Result<Option<Charter>, StoreError> {
    let bytes: Option<Vec<u8>> = connection
        .prepare_cached(
            "select bytes from charter where campaign = :campaign order by revision desc limit 1",
        )?
        .query_row(named_params! { ":campaign": campaign }, |row| row.get(0))
        .optional()?;
    bytes.map(read_charter).transpose()
}

/// Notes a charter: the next revision of its campaign's.
pub(super) fn put_charter(connection: &Connection, charter: &Charter) -> Result<(), StoreError> {
    let draft = charter.draft();
    connection.execute(
        "insert into charter (campaign, revision, digest, bytes)
         values (:campaign, :revision, :digest, :bytes)",
        named_params! {
            ":campaign": draft.campaign,
            ":revision": draft.revision,
            ":digest": charter.digest().bytes(),
            ":bytes": charter.bytes(),
        },
    )?;
    Ok(())
}

/// Ends every stream of this laptop; the next edit begins new ones.
pub(super) fn retire_streams(
    connection: &Connection,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    connection.execute(
        "update stream set retired_at_ms = :now where own = 1 and retired_at_ms is null",
        named_params! { ":now": now.timestamp_millis() },
    )?;
    Ok(())
}

/// Ends one stream of this laptop: it went on somewhere else.
pub(super) fn retire_stream(
    connection: &Connection,
    stream: StreamId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    connection.execute(
        "update stream set retired_at_ms = :now
         where id = :id and own = 1 and retired_at_ms is null",
        named_params! { ":id": stream.bytes(), ":now": now.timestamp_millis() },
    )?;
    Ok(())
}

/// The clock, going on after the last stamp of every stream here.
pub(super) fn resume_clock(connection: &Connection) -> Result<HlcClock, StoreError> {
    let mut statement = connection.prepare_cached(
        "select coalesce((select hlc from op where stream = stream.id order by seq desc limit 1), 0)
         from stream where own = 1",
    )?;
    let mut last = 0;
    for hlc in statement.query_map([], |row| row.get::<_, i64>(0))? {
        last = last.max(project::unsigned(hlc?)?);
    }
    Ok(HlcClock::resume(Hlc::from_u64(last)))
}
