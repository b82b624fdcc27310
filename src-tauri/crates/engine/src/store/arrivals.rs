//! What came from others while somebody works at a screen that does not show it yet.
//!
//! A plain edit replaces the version its author saw. When a colleague's version comes in beside an open
//! screen, the version that was seen is no longer the one that stands, and an edit made on that screen
//! belongs beside the colleague's, not in its place.

use std::collections::HashMap;

use super::Store;
use super::field::{Head, Target, Value};

/// What came since the screens were read last. A store that nobody sits at remembers nothing.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    heeded: bool,
    count: u64,
    unseen: HashMap<Target, Unseen>,
}

/// What stood at a field before each arrival that no screen shows yet, first arrival first.
#[derive(Clone, Debug, Default)]
pub(super) struct Unseen(Vec<(u64, Vec<Head>)>);

impl Unseen {
    /// What the screen shows.
    pub(super) fn seen(&self) -> &[Head] {
        self.0.first().map_or(&[], |(_, seen)| seen)
    }

    /// Whether an edit, which `says` a value, says just what the screen shows, and so changes nothing.
    pub(super) fn is_left(&self, says: impl Fn(&Value) -> bool) -> bool {
        match self.seen() {
            [] => says(&Value::Retracted),
            [only] => says(&only.value),
            [_, _, ..] => false,
        }
    }
}

impl Arrivals {
    /// Whether somebody sits here, so that what is about to change has to be kept.
    pub(super) const fn heeded(&self) -> bool {
        self.heeded
    }

    /// A bundle changed fields, at which `seen` stood before.
    pub(super) fn note(&mut self, seen: HashMap<Target, Vec<Head>>) {
        if seen.is_empty() {
            return;
        }
        self.count = self.count.saturating_add(1);
        for (target, seen) in seen {
            self.unseen.entry(target).or_default().0.push((self.count, seen));
        }
    }

    /// What a screen still shows of `target`, if that is not what stands.
    pub(super) fn unseen(&self, target: &Target) -> Option<&Unseen> {
        self.unseen.get(target)
    }

    /// Somebody said something at `targets`, knowing what their screen shows.
    pub(super) fn said(&mut self, targets: &[Target]) {
        for target in targets {
            self.unseen.remove(target);
        }
    }
}

impl Store {
    /// Somebody sits here from now on: what comes from others is unseen until [`Self::saw`].
    pub fn heed_arrivals(&mut self) {
        self.arrivals.heeded = true;
    }

    /// How often something came that changed what screens show.
    pub const fn arrivals(&self) -> u64 {
        self.arrivals.count
    }

    /// Whether something came that no screen shows yet.
    pub fn has_unseen(&self) -> bool {
        !self.arrivals.unseen.is_empty()
    }

    /// Screens were read anew after the first `count` arrivals.
    pub fn saw(&mut self, count: u64) {
        self.arrivals.unseen.retain(|_, unseen| {
            unseen.0.retain(|(arrival, _)| count < *arrival);
            !unseen.0.is_empty()
        });
    }
}
