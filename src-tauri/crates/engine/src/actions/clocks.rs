//! Clocks of the laptops of a delegation: compared when two are connected, never a reason to refuse.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::folder::Folder;
use crate::minutes::ClockNote;

/// Where the clocks of others are remembered, on this laptop alone.
const CLOCKS: &str = "clocks";
/// A clock that differs by less is in step: people set theirs by hand.
const IN_STEP_MS: i64 = 2 * 60 * 1000;
/// What was compared is noted anew when it changed by so much.
const NOTED_MS: i64 = 30 * 1000;
/// A clock that goes back by less was set right.
const STEP_BACK_MS: u32 = 5 * 60 * 1000;
const MINUTE_MS: u64 = 60 * 1000;

/// A clock, as it was compared last.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
struct Compared {
    ahead_ms: i64,
    at_ms: i64,
}

impl Engine {
    /// Notes that the clock of the laptop `device` (hexadecimal) is `ahead_ms` milliseconds ahead of
    /// this laptop's.
    pub(crate) fn note_clock(&mut self, device: &str, ahead_ms: i64) -> Result<(), EngineError> {
        let mut known: BTreeMap<String, Compared> = self.local(CLOCKS)?.unwrap_or_default();
        let before = known.get(device).map_or(0, |compared| compared.ahead_ms);
        if before.abs_diff(ahead_ms) < NOTED_MS.unsigned_abs() {
            return Ok(());
        }
        let at_ms = self.clock.now().timestamp_millis();
        known.insert(device.to_owned(), Compared { ahead_ms, at_ms });
        self.save_local(CLOCKS, &known)
    }

    /// What is known of the clocks by which a visit was written: those that differ from this laptop's,
    /// and those that went back midway.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub(super) fn clock_notes(&self, folder: &Folder) -> Result<Vec<ClockNote>, EngineError> {
        let mut notes = Vec::new();
        let known: BTreeMap<String, Compared> = self.local(CLOCKS)?.unwrap_or_default();
        let of_campaign = self.participants(folder.campaign.id)?;
        for one in of_campaign.into_iter().filter(|one| !one.own) {
            let Some(compared) = known.get(&one.device) else { continue };
            if IN_STEP_MS <= compared.ahead_ms.abs() {
                let minutes = compared.ahead_ms / (60 * 1000);
                let at = self.told_moment(u64::try_from(compared.at_ms).unwrap_or_default());
                notes.push(ClockNote::Differs { who: one.name, minutes, at });
            }
        }
        for step in self.store.steps_back(folder.visit.id.bytes(), STEP_BACK_MS)? {
            notes.push(ClockNote::WentBack {
                who: self.writer(step.stream.bytes())?,
                minutes: step.before_ms.saturating_sub(step.after_ms) / MINUTE_MS,
                at: self.told_moment(step.after_ms),
            });
        }
        Ok(notes)
    }

    fn told_moment(&self, wall_ms: u64) -> String {
        self.moment_of(wall_ms).format("%H:%M ngày %d/%m/%Y").to_string()
    }
}
