//! Hybrid logical time. It orders what a screen lists and decides nothing.

use std::fmt;

/// How far ahead of the wall a clock heard from may pull ours: ten minutes.
///
/// Without a limit one laptop set to 2036 would drag every other with it, for
/// good. Beyond it the op keeps its stamp and only our clock stays behind.
pub const MAX_CLOCK_LEAD_MS: u64 = 10 * 60 * 1000;

const COUNTER_BITS: u32 = 16;
const MAX_MS: u64 = (1 << 48) - 1;

/// A moment: 48 bits of milliseconds since 1970 (UTC) and a 16-bit counter.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Hlc(u64);

impl Hlc {
    /// Takes milliseconds since 1970 and a counter. Later than 48 bits is clipped.
    pub const fn new(ms: u64, counter: u16) -> Self {
        let ms = if ms > MAX_MS { MAX_MS } else { ms };
        Self((ms << COUNTER_BITS) | counter as u64)
    }

    /// Takes the packed form: milliseconds in the high 48 bits.
    pub const fn from_u64(packed: u64) -> Self {
        Self(packed)
    }

    /// Returns the packed form, which sorts as the moments do.
    pub const fn to_u64(self) -> u64 {
        self.0
    }

    /// Returns the milliseconds since 1970.
    pub const fn ms(self) -> u64 {
        self.0 >> COUNTER_BITS
    }

    /// Returns the counter within the millisecond.
    pub const fn counter(self) -> u16 {
        let [.., high, low] = self.0.to_be_bytes();
        u16::from_be_bytes([high, low])
    }

    /// The next moment: a full counter runs over into the milliseconds.
    const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Hlc {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}+{}", self.ms(), self.counter())
    }
}

/// What hearing a stamp did to our clock.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Observed {
    /// The stamp is near our wall clock, or behind it.
    InStep,
    /// The stamp is further ahead than [`MAX_CLOCK_LEAD_MS`]; our clock ignored
    /// the excess. One of the two clocks is wrong, and a person should look.
    FarAhead {
        /// By how many milliseconds it leads our wall clock.
        lead_ms: u64,
    },
}

/// The clock of one device. It never goes back; keep its last stamp with the op.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct HlcClock {
    last: Hlc,
}

impl HlcClock {
    /// Continues after `last`, the newest stamp that was stored.
    pub const fn resume(last: Hlc) -> Self {
        Self { last }
    }

    /// Returns the newest stamp given or heard.
    pub const fn last(&self) -> Hlc {
        self.last
    }

    /// Returns the stamp for something written now, when the wall shows `wall_ms`.
    ///
    /// It is later than every stamp before it, even when the wall went back.
    pub fn tick(&mut self, wall_ms: u64) -> Hlc {
        self.last = Hlc::new(wall_ms, 0).max(self.last.next());
        self.last
    }

    /// Hears a stamp made elsewhere, when the wall here shows `wall_ms`.
    pub fn observe(&mut self, remote: Hlc, wall_ms: u64) -> Observed {
        let limit = wall_ms.saturating_add(MAX_CLOCK_LEAD_MS);
        let heard = if remote.ms() > limit { Hlc::new(limit, 0) } else { remote };
        self.last = self.last.max(heard);
        match remote.ms().checked_sub(wall_ms) {
            Some(lead_ms) if lead_ms > MAX_CLOCK_LEAD_MS => Observed::FarAhead { lead_ms },
            Some(_) | None => Observed::InStep,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: u64 = 1_663_200_000_000;

    #[test]
    fn never_gives_the_same_stamp_twice_even_when_the_wall_goes_back() {
        let mut clock = HlcClock::default();

        let first = clock.tick(NOON);
        let second = clock.tick(NOON);
        let third = clock.tick(NOON - 60_000);

        assert!(first < second && second < third);
        assert_eq!((first.ms(), first.counter()), (NOON, 0));
        assert_eq!((third.ms(), third.counter()), (NOON, 2));
    }

    #[test]
    fn writes_after_what_it_has_heard() {
        let mut clock = HlcClock::default();
        let remote = Hlc::new(NOON + 5_000, 7);

        assert_eq!(clock.observe(remote, NOON), Observed::InStep);

        assert!(clock.tick(NOON) > remote);
    }

    #[test]
    fn is_not_poisoned_by_a_clock_years_ahead() {
        let mut clock = HlcClock::default();
        let years = 10 * 365 * 86_400_000;

        let seen = clock.observe(Hlc::new(NOON + years, 0), NOON);

        assert_eq!(seen, Observed::FarAhead { lead_ms: years });
        assert!(clock.tick(NOON).ms() <= NOON + MAX_CLOCK_LEAD_MS);
    }

    #[test]
    fn a_full_counter_runs_over_into_the_milliseconds() {
        let mut clock = HlcClock::resume(Hlc::new(NOON, u16::MAX));

        let stamp = clock.tick(NOON);

        assert_eq!((stamp.ms(), stamp.counter()), (NOON + 1, 0));
    }

    #[test]
    fn clips_a_wall_beyond_forty_eight_bits() {
        assert_eq!(Hlc::new(u64::MAX, 3).ms(), MAX_MS);
        assert_eq!(Hlc::new(u64::MAX, 3).counter(), 3);
    }
}
