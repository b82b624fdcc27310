//! The hand that writes ops: stamps, encrypts, chains and stores them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::{DateTime, Utc};
use ledger::{
    Action, BadOp, BadTarget, Chain, Charter, ContentKey, DevicePublic, Digest, HlcClock, KeyId,
    OpBody, OpError, OpRef, SealedOp, SectionId, StreamId, Value as Signed, lock_value, seal_op,
};
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::content_keys::{self, Purpose};
use super::error::{Refusal, StoreError};
use super::exchange::rights;
use super::field::{Head, Target, Value};
use super::write::Secrecy;
use super::{cipher, device, project, record};
use crate::ports::Randomness;

/// An edit that is about to become an op.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) target: Target,
    pub(super) change: Change,
    pub(super) replaces: Vec<OpRef>,
}

/// What an edit does.
#[derive(Clone, Debug)]
pub(super) enum Change {
    Set { value: Vec<u8>, secrecy: Secrecy },
    Retract,
    Resolve { value: Vec<u8>, secrecy: Secrecy, reason: String },
    Undo { of: OpRef, value: Option<Vec<u8>>, secrecy: Secrecy },
    Seal(Vec<u8>),
}

impl Change {
    /// What the field will say.
    fn value(&self) -> Value {
        match self {
            Self::Set { value, .. } | Self::Resolve { value, .. } | Self::Seal(value) => {
                Value::Set(value.clone())
            }
            Self::Undo { value, .. } => value.clone().map_or(Value::Retracted, Value::Set),
            Self::Retract => Value::Retracted,
        }
    }

    /// Whether the field says this already.
    pub(super) fn says(&self, value: &Value) -> bool {
        self.value() == *value
    }
}

/// Where the ops of one section go.
#[derive(Clone, Debug)]
struct Desk {
    campaign: [u8; 16],
    key_id: KeyId,
    key: ContentKey,
}

/// The pen of one transaction.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    now: DateTime<Utc>,
    wall_ms: u64,
    clock: &'a mut HlcClock,
    desks: BTreeMap<[u8; 16], Desk>,
    chains: BTreeMap<[u8; 16], Chain>,
    /// This laptop, and the charters it is bound by; none where it may do everything.
    bonds: BTreeMap<[u8; 16], Option<(DevicePublic, Charter)>>,
}

impl<'a> Pen<'a> {
    pub(super) fn new(now: DateTime<Utc>, clock: &'a mut HlcClock) -> Self {
        // Before 1970 the clock is broken; the ledger counts from there.
        let wall_ms = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        Self {
            now,
            wall_ms,
            clock,
            desks: BTreeMap::new(),
            chains: BTreeMap::new(),
            bonds: BTreeMap::new(),
        }
    }

    pub(super) const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Stores `draft` as the next op of its campaign's stream.
    pub(super) fn append(
        &mut self,
        connection: &Connection,
        randomness: &dyn Randomness,
        draft: &Draft,
    ) -> Result<Head, StoreError> {
        let section = SectionId::from_bytes(draft.target.section);
        let desk = self.desk(connection, randomness, section)?;
        let chain = self.chain(connection, randomness, desk.campaign)?;
        self.check_right(connection, desk.campaign, &draft.target)?;
        let hlc = self.clock.tick(self.wall_ms);
        let target = ledger::Target::new(
            draft.target.kind.as_str(),
            draft.target.id,
            draft.target.field.as_str(),
        )?;
        let action = sign(connection, randomness, (section, &target), &draft.change)?;
        let body = OpBody::new(hlc, self.wall_ms, target, action, draft.replaces.clone())?;
        let header = chain.next_header(section, desk.key_id)?;
        let sealed = seal_op(header, &body, &desk.key)?;
        let mut longer = chain;
        let hash = longer.append(&sealed)?;
        put(connection, &sealed, hlc.to_u64(), hash)?;
        self.chains.insert(desk.campaign, longer);
        Ok(Head {
            target: draft.target.clone(),
            op: sealed.op(),
            hlc: hlc.to_u64(),
            wall_ms: self.wall_ms,
            value: draft.change.value(),
        })
    }

    /// Refuses what every other laptop would put into quarantine.
    fn check_right(
        &mut self,
        connection: &Connection,
        campaign: [u8; 16],
        target: &Target,
    ) -> Result<(), StoreError> {
        let bond = match self.bonds.entry(campaign) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let own = device::key(connection)?.public();
                let charter = device::find_charter(connection, campaign)?;
                let bound = charter.filter(|charter| charter.founder() != own);
                place.insert(bound.map(|charter| (own, charter)))
            }
        };
        let Some((own, charter)) = bond else { return Ok(()) };
        let ended = charter.draft().ended.iter().any(|ended| ended.device == *own);
        if ended || rights::may(charter, own, (&target.kind, &target.field)).is_some() {
            return Err(Refusal::NotEntitled.into());
        }
        Ok(())
    }

    fn desk(
        &mut self,
        connection: &Connection,
        randomness: &dyn Randomness,
        section: SectionId,
    ) -> Result<Desk, StoreError> {
        if let Some(desk) = self.desks.get(section.as_bytes()) {
            return Ok(desk.clone());
        }
        let campaign = match record::find_campaign(connection, section.bytes())? {
            Some(campaign) => campaign,
            None => {
                record::place(connection, section.bytes(), section.bytes())?;
                section.bytes()
            }
        };
        let (key_id, key) = match content_keys::find_section(connection, section)? {
            Some(found) => found,
            None => content_keys::draw(connection, randomness, Purpose::Section, Some(section))?,
        };
        let desk = Desk { campaign, key_id, key };
        self.desks.insert(section.bytes(), desk.clone());
        Ok(desk)
    }

    fn chain(
        &mut self,
        connection: &Connection,
        randomness: &dyn Randomness,
        campaign: [u8; 16],
    ) -> Result<Chain, StoreError> {
        if let Some(chain) = self.chains.get(&campaign) {
            return Ok(*chain);
        }
        let stream = match device::find_stream(connection, campaign)? {
            Some(stream) => stream,
            None => device::begin_stream(connection, randomness, campaign, self.wall_ms)?,
        };
        tip(connection, stream)
    }
}

/// The end of `stream` as it is stored.
pub(super) fn tip(connection: &Connection, stream: StreamId) -> Result<Chain, StoreError> {
    let last: Option<(u32, [u8; 32])> = connection
        .prepare_cached(
            "select seq, hash from op where stream = :stream order by seq desc limit 1",
        )?
        .query_row(named_params! { ":stream": stream.bytes() }, |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(last.map_or_else(
        || Chain::new(stream),
        |(seq, hash)| Chain::resume(stream, seq, Digest::from_bytes(hash)),
    ))
}

/// Stores the bytes of one op.
pub(super) fn put(
    connection: &Connection,
    sealed: &SealedOp,
    hlc: u64,
    hash: Digest,
) -> Result<(), StoreError> {
    let header = sealed.header();
    connection
        .prepare_cached(
            "insert into op (stream, seq, section, hlc, hash, bytes)
             values (:stream, :seq, :section, :hlc, :hash, :bytes)",
        )?
        .execute(named_params! {
            ":stream": header.stream.bytes(),
            ":seq": header.seq,
            ":section": header.section.bytes(),
            ":hlc": project::signed(hlc)?,
            ":hash": hash.bytes(),
            ":bytes": sealed.encode(),
        })?;
    Ok(())
}

/// Turns a change into the action that is signed, locking personal values.
fn sign(
    connection: &Connection,
    randomness: &dyn Randomness,
    (section, target): (SectionId, &ledger::Target),
    change: &Change,
) -> Result<Action, StoreError> {
    let lock = |value: &Vec<u8>, secrecy: Secrecy| match secrecy {
        Secrecy::Shared => Ok(Signed::Plain(value.clone())),
        Secrecy::Personal => {
            let (key_id, key) =
                content_keys::draw(connection, randomness, Purpose::Value, Some(section))?;
            let nonce = cipher::draw_nonce(randomness)?;
            Ok::<_, StoreError>(lock_value(value, target, (key_id, &key), nonce))
        }
    };
    Ok(match change {
        Change::Set { value, secrecy } => Action::Set(lock(value, *secrecy)?),
        Change::Retract => Action::Retract,
        Change::Resolve { value, secrecy, reason } => {
            Action::Resolve { value: lock(value, *secrecy)?, reason: reason.clone() }
        }
        Change::Undo { of, value: Some(value), secrecy } => {
            Action::Undo { of: *of, value: lock(value, *secrecy)? }
        }
        Change::Undo { of, value: None, .. } => Action::Undo { of: *of, value: Signed::Cleared },
        Change::Seal(manifest) => Action::Seal(manifest.clone()),
    })
}

impl From<BadTarget> for StoreError {
    fn from(_: BadTarget) -> Self {
        Refusal::BadName.into()
    }
}

impl From<BadOp> for StoreError {
    fn from(error: BadOp) -> Self {
        match error {
            BadOp::NoReason => Refusal::NoReason.into(),
            BadOp::ResolvesNothing => Refusal::NothingToSettle.into(),
            BadOp::ReplacesSeveral { .. } | BadOp::Disordered(_) | BadOp::ReplacesTheFuture(_) => {
                Refusal::NotAHead.into()
            }
        }
    }
}

impl From<OpError> for StoreError {
    fn from(error: OpError) -> Self {
        match error {
            OpError::TooLong { .. } => Refusal::TooLarge.into(),
            OpError::Rule(rule) => rule.into(),
            OpError::Target(target) => target.into(),
            OpError::TooShort { .. }
            | OpError::UnknownFormat { .. }
            | OpError::CannotOpen { .. }
            | OpError::NoEdit { .. }
            | OpError::Cbor(_) => Self::Unreadable { what: "op" },
        }
    }
}

impl From<ledger::ChainBreak> for StoreError {
    fn from(_: ledger::ChainBreak) -> Self {
        Self::Unreadable { what: "chain of ops" }
    }
}
