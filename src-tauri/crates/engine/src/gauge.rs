//! How far a long act came, read and stopped from outside while the engine is busy with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// How far a long act of the store came, and whether somebody wants it stopped. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Gauge(Arc<Dial>);

#[derive(Debug, Default)]
struct Dial {
    done: AtomicU32,
    of: AtomicU32,
    stop: AtomicBool,
    /// The step at which tests stop the next act; 0 for none.
    #[cfg(test)]
    stop_at: AtomicU32,
}

/// Somebody wants the act under way stopped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Stopped;

impl Gauge {
    /// Steps done of the act under way or last, and of how many; 0 where that is not known.
    pub fn reading(&self) -> (u32, u32) {
        (self.0.done.load(Ordering::Relaxed), self.0.of.load(Ordering::Relaxed))
    }

    /// Wants the act under way stopped. What it wrote is taken back; an act that is through, or
    /// begins later, does not notice.
    pub fn stop(&self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }

    /// An act begins beside the engine, of unknown length; what is returned says whether somebody
    /// wants it stopped.
    pub fn attend(&self) -> impl Fn() -> bool + Send + Sync + 'static {
        self.begin(0);
        let gauge = self.clone();
        move || gauge.0.stop.load(Ordering::Relaxed)
    }

    /// An act begins, of so many steps; 0 where nobody knows.
    pub(crate) fn begin(&self, of: usize) {
        self.0.done.store(0, Ordering::Relaxed);
        self.0.stop.store(false, Ordering::Relaxed);
        self.expect(of);
    }

    /// It is known better how many steps there will be.
    pub(crate) fn expect(&self, of: usize) {
        self.0.of.store(u32::try_from(of).unwrap_or(u32::MAX), Ordering::Relaxed);
    }

    /// So many more steps are done.
    ///
    /// # Errors
    ///
    /// [`Stopped`].
    pub(crate) fn step(&self, steps: u32) -> Result<(), Stopped> {
        self.0.done.fetch_add(steps, Ordering::Relaxed);
        #[cfg(test)]
        self.stop_if_due();
        if self.0.stop.load(Ordering::Relaxed) { Err(Stopped) } else { Ok(()) }
    }

    /// Stops the next act that comes to its step `step`, as somebody outside would.
    #[cfg(test)]
    pub(crate) fn stop_at(&self, step: u32) {
        self.0.stop_at.store(step, Ordering::Relaxed);
    }

    #[cfg(test)]
    fn stop_if_due(&self) {
        let at = self.0.stop_at.load(Ordering::Relaxed);
        if at != 0 && at <= self.0.done.load(Ordering::Relaxed) {
            self.0.stop_at.store(0, Ordering::Relaxed);
            self.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_to_stop_ends_with_the_act_it_was_meant_for() {
        let gauge = Gauge::default();
        gauge.begin(3);
        gauge.step(1).unwrap();
        gauge.clone().stop();
        assert_eq!(gauge.step(1), Err(Stopped));
        assert_eq!(gauge.reading(), (2, 3));
        gauge.begin(1);
        assert_eq!(gauge.step(1), Ok(()));
    }

    #[test]
    fn an_act_beside_the_engine_hears_of_the_wish_to_stop_it() {
        let gauge = Gauge::default();
        gauge.stop();
        let stopped = gauge.attend();
        assert!(!stopped());
        gauge.stop();
        assert!(stopped());
    }
}
