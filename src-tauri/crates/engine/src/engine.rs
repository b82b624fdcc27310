//! One opened store with everything its verbs need.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, FixedOffset};
use papers::{Layouts, StyleSheet};

use crate::catalogue::Catalogue;
use crate::error::EngineError;
use crate::ports::{Clock, Randomness};
use crate::reading::VisitsRead;
use crate::record::{Edit, Facts};
use crate::search::Places;
use crate::store::Store;

/// A laptop whose store is open. The verbs are in [`crate::actions`].
pub struct Engine {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) randomness: Arc<dyn Randomness>,
    pub(crate) catalogue: Catalogue,
    pub(crate) layouts: Layouts,
    /// Edits of this session that can be taken back, by section, latest last.
    pub(crate) undo: BTreeMap<[u8; 16], Vec<Step>>,
    /// Edits of this session that were taken back and can be done again, latest last.
    pub(crate) redo: BTreeMap<[u8; 16], Vec<Step>>,
    /// Visits as they were read last.
    pub(crate) visits_read: VisitsRead,
    pub(crate) ids: Ids,
    /// What the last preview was set from, for the next one.
    pub(crate) memory: Mutex<papers::Memory>,
    /// Where words were found before, as long as nothing was written since.
    pub(crate) places: RefCell<Places>,
}

/// One act of a person, as undo takes it back.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// What the person did, in Vietnamese: `Đạt – mục MC-03`.
    pub(crate) name: String,
    /// The ops it wrote, oldest first.
    pub(crate) ops: Vec<crate::store::OpRef>,
    /// When it was done, as the person at this laptop reads the clock.
    pub(crate) at: DateTime<FixedOffset>,
}

/// What an edit did.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Saved {
    /// When it was committed, as the person at this laptop reads the clock.
    pub at: DateTime<FixedOffset>,
    /// Whether anything differed from what stood there.
    pub changed: bool,
}

/// Steps kept for undo in one section.
const STEPS_MAX: usize = 200;

impl Engine {
    /// Reads everything that is recorded in a section.
    pub(crate) fn facts(&self, section: [u8; 16]) -> Result<Facts, EngineError> {
        crate::reading::facts(&self.store, section)
    }

    /// As [`Self::save`], together with a file that was encrypted before.
    pub(crate) fn save_draft(
        &mut self,
        section: [u8; 16],
        edits: &[Edit],
        name: String,
        prepared: &crate::evidence::Prepared,
    ) -> Result<Saved, EngineError> {
        let ops = crate::reading::write_with(&mut self.store, section, edits, |tx| {
            tx.keep_draft(&prepared.draft, prepared.media_type).map(drop)
        })?;
        Ok(self.saved(section, ops, Some(name)))
    }

    /// Writes `edits` into a section in one transaction; equal values write nothing. The act can be
    /// taken back under `name`, unless it has none.
    pub(crate) fn save(
        &mut self,
        section: [u8; 16],
        edits: &[Edit],
        name: Option<String>,
    ) -> Result<Saved, EngineError> {
        let ops = crate::reading::write(&mut self.store, section, edits)?;
        Ok(self.saved(section, ops, name))
    }

    /// Tells what was written, and notes it for undo when it has a name.
    fn saved(
        &mut self,
        section: [u8; 16],
        ops: Vec<crate::store::OpRef>,
        name: Option<String>,
    ) -> Saved {
        let changed = !ops.is_empty();
        if let Some(name) = name.filter(|_| changed) {
            self.remember(section, name, ops);
        }
        Saved { at: self.clock.local(), changed }
    }

    /// Notes an act that can be taken back. What was taken back before cannot be done again then:
    /// it belongs to a past that did not come about.
    pub(crate) fn remember(
        &mut self,
        section: [u8; 16],
        name: String,
        ops: Vec<crate::store::OpRef>,
    ) {
        let at = self.clock.local();
        self.redo.remove(&section);
        let steps = self.undo.entry(section).or_default();
        steps.push(Step { name, ops, at });
        if STEPS_MAX < steps.len() {
            steps.remove(0);
        }
    }

    /// Says that the section of a new visit belongs to `campaign`, before the first edit in it.
    pub(crate) fn place(
        &mut self,
        section: [u8; 16],
        campaign: [u8; 16],
    ) -> Result<(), EngineError> {
        self.store.write(|tx| tx.place(section, campaign))?;
        Ok(())
    }

    /// A new id, larger than every id this engine gave before.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`] when the system has no randomness to give.
    pub fn new_id(&mut self) -> Result<[u8; 16], EngineError> {
        let mut chance = [0; 10];
        self.randomness.fill(&mut chance).map_err(crate::store::StoreError::from)?;
        Ok(self.ids.next(self.clock.now().timestamp_millis(), chance))
    }

    /// What the last preview was set from: somebody types, and most of the paper stays.
    pub(crate) fn laid_out(&self) -> MutexGuard<'_, papers::Memory> {
        // Whatever a layout left there when it failed is only a memory of lines.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How papers made on `day` look.
    pub(crate) fn style(&self, day: chrono::NaiveDate) -> &StyleSheet {
        self.layouts.on(&day.to_string())
    }

    /// The present moment, as the person at this laptop reads the clock.
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.clock.local()
    }

    /// The present day, as the person at this laptop reads the calendar.
    pub fn today(&self) -> chrono::NaiveDate {
        self.clock.local().date_naive()
    }

    /// Lets `gauge` tell how far long acts come, and stop them.
    pub fn watch(&mut self, gauge: crate::Gauge) {
        self.store.watch(gauge);
    }

    /// Somebody sits at the screens of this engine: what comes from others is unseen until
    /// [`Self::saw_arrivals`], and what is edited meanwhile stands beside it.
    pub fn heed_arrivals(&mut self) {
        self.store.heed_arrivals();
    }

    /// How often something came from others that changed what screens show.
    pub const fn arrivals(&self) -> u64 {
        self.store.arrivals()
    }

    /// Screens were read anew after the first `count` arrivals.
    pub fn saw_arrivals(&mut self, count: u64) {
        self.store.saw(count);
    }

    /// The catalogue of checklists.
    pub const fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }
}

/// Makes ids in the form of RFC 9562 version 7 that never go back, even within
/// one millisecond or when the clock is set back.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ids {
    last_ms: u64,
    counter: u16,
}

/// The counter has the twelve bits that RFC 9562 calls `rand_a`.
const COUNTER_MAX: u16 = 0x0fff;

impl Ids {
    fn next(&mut self, now_ms: i64, chance: [u8; 10]) -> [u8; 16] {
        let now_ms = u64::try_from(now_ms).unwrap_or(0);
        if self.last_ms < now_ms {
            *self = Self { last_ms: now_ms, counter: 0 };
        } else if self.counter == COUNTER_MAX {
            *self = Self { last_ms: self.last_ms + 1, counter: 0 };
        } else {
            self.counter += 1;
        }
        let mut random = chance;
        if let Some((first, rest)) = random.split_first_chunk_mut::<2>() {
            *first = self.counter.to_be_bytes();
            debug_assert_eq!(rest.len(), 8);
        }
        uuid::Builder::from_unix_timestamp_millis(self.last_ms, &random).into_uuid().into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_never_go_back_even_when_the_clock_does() {
        let mut ids = Ids::default();
        let mut last = [0; 16];
        for now in [1000, 1000, 1000, 999, 0, 1001, -5].repeat(2000) {
            let id = ids.next(now, [0xff; 10]);
            assert!(last < id);
            last = id;
        }
    }
}
