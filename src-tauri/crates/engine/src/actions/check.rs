//! Looking the whole store over.

use chrono::{DateTime, FixedOffset, Utc};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::store::CheckReport;

impl Engine {
    /// Verifies chains, signatures, files, snapshots and projections; repairs nothing.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`] only where looking itself failed.
    pub fn check(&mut self) -> Result<CheckReport, EngineError> {
        Ok(self.store.check()?)
    }

    /// How many changes have no second copy yet.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn unshared(&self) -> Result<u32, EngineError> {
        Ok(self.store.unshared()?)
    }

    /// A moment as the person at this laptop reads the clock.
    pub fn local_time(&self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        at.with_timezone(self.clock.local().offset())
    }
}
