//! A still clock and a known randomness, for the tests of this folder.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use chrono::{DateTime, FixedOffset, Utc};
use sha2::{Digest as _, Sha256};

use crate::ports::{Clock, NoRandomness, Randomness};

/// Different bytes at each call, the same in each run.
#[derive(Default)]
pub(crate) struct Counting(AtomicU64);

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
