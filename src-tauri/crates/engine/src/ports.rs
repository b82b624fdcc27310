//! The doors through which time and chance come in.
//!
//! Only this file may read the clock or the system's randomness, so that tests
//! can stop the one and fix the other.

use chrono::{DateTime, FixedOffset, Local, Utc};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present moment, in UTC.
    fn now(&self) -> DateTime<Utc>;

    /// The present moment as the person at this laptop reads it.
    fn local(&self) -> DateTime<FixedOffset>;
}

/// The clock of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn local(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }
}

/// Gives unpredictable bytes.
pub trait Randomness: Send + Sync {
    /// Fills `bytes` with random ones.
    ///
    /// # Errors
    ///
    /// [`NoRandomness`] when the system has none to give; nothing that needs a
    /// key may go on then.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness>;
}

/// The system gave no random bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the system gave no random bytes")]
pub struct NoRandomness;

/// The randomness of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        getrandom::fill(bytes).map_err(|_| NoRandomness)
    }
}
