//! A still clock and a known randomness, for the tests of this folder.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use chrono::{DateTime, FixedOffset, Utc};
use ledger::{Chain, Charter, CharterMember, DeviceKey, DevicePublic, HlcClock, OpBody, Role};
use sha2::{Digest as _, Sha256};

use crate::ports::{Clock, NoRandomness, Randomness};

use super::{OpRef, Store, Target, content_keys, device, pen, project, record};

/// Different bytes at each call, the same in each run.
#[derive(Default)]
pub(crate) struct Counting(AtomicU64);

impl Counting {
    /// Other bytes than those of another laptop.
    pub(crate) fn of_laptop(number: u8) -> Self {
        Self(AtomicU64::new(u64::from(number) << 32))
    }
}

impl Randomness for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        for chunk in bytes.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::Relaxed);
            let drawn = Sha256::digest(count.to_be_bytes());
            chunk.copy_from_slice(&drawn[..chunk.len()]);
        }
        Ok(())
    }
}

/// A clock that moves when told to; starts on 15/9/2022, 01:00 UTC.
pub(crate) struct Still(AtomicI64);

impl Default for Still {
    fn default() -> Self {
        Self(AtomicI64::new(1_663_203_600_000))
    }
}

impl Still {
    pub(crate) fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::Relaxed);
    }
}

impl Clock for Still {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::Relaxed)).unwrap()
    }

    fn local(&self) -> DateTime<FixedOffset> {
        self.now().with_timezone(&FixedOffset::east_opt(7 * 3600).unwrap())
    }
}

/// A shared still clock.
pub(crate) fn still() -> Arc<Still> {
    Arc::new(Still::default())
}

/// Writes `device` into the charter of `campaign`, which is made where there is none.
fn take_into_charter(store: &Store, campaign: [u8; 16], device: DevicePublic) {
    let key = device::key(&store.connection).unwrap();
    let before = device::find_charter(&store.connection, campaign).unwrap();
    let mut draft = match &before {
        Some(charter) => {
            let mut draft = charter.draft().clone();
            draft.revision += 1;
            draft.previous = Some(charter.digest());
            draft
        }
        None => Charter::alone(campaign, [1; 16], 1, &key).draft().clone(),
    };
    draft.members.push(CharterMember {
        device,
        person: [2; 16],
        role: Role::Leader,
        areas: Vec::new(),
        name: String::new(),
        recipient: String::new(),
    });
    device::put_charter(&store.connection, &Charter::found(draft, &key)).unwrap();
}

/// Another laptop, whose ops are put straight into the tables.
pub(crate) struct Colleague {
    chain: Chain,
    clock: HlcClock,
}

impl Colleague {
    pub(crate) fn join(store: &Store, campaign: [u8; 16], seed: u8) -> Self {
        let public = DeviceKey::from_seed(&[seed; 32]).public();
        take_into_charter(store, campaign, public);
        let epoch = ledger::Epoch::from_bytes([seed; 16]);
        let stream = device::put_stream(&store.connection, campaign, public, epoch, false).unwrap();
        Self { chain: Chain::new(stream), clock: HlcClock::default() }
    }

    pub(crate) fn says(
        &mut self,
        store: &Store,
        target: &Target,
        value: &str,
        replaces: &[OpRef],
    ) -> OpRef {
        let section = ledger::SectionId::from_bytes(target.section);
        let found = content_keys::find_section(&store.connection, section).unwrap();
        let (key_id, key) = found.expect("something was written in the section before");
        let hlc = self.clock.tick(1_663_203_700_000);
        let body = OpBody::new(
            hlc,
            hlc.ms(),
            ledger::Target::new(&*target.kind, target.id, &*target.field).unwrap(),
            ledger::Action::Set(ledger::Value::plain(value)),
            replaces.to_vec(),
        )
        .unwrap();
        let sealed =
            ledger::seal_op(self.chain.next_header(section, key_id).unwrap(), &body, &key).unwrap();
        let hash = self.chain.append(&sealed).unwrap();
        pen::put(&store.connection, &sealed, hlc.to_u64(), hash).unwrap();
        let record::Opened::Entry(entry) = record::open(&store.connection, &sealed).unwrap() else {
            panic!("a colleague's op opens");
        };
        project::apply(&store.connection, &entry.version.head, replaces).unwrap();
        sealed.op()
    }
}
