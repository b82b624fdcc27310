//! Which sections were written since the store was opened, so that what was read of one can be kept
//! for as long as it stands.

use std::collections::HashMap;

use super::Store;
use super::field::Target;

/// How often each section was written, and how often all of them.
#[derive(Debug, Default)]
pub(super) struct Writes {
    sections: HashMap<[u8; 16], u64>,
    all: u64,
}

/// The state of a section: equal editions of one open store mean that nothing was written between.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Edition {
    section: u64,
    all: u64,
}

impl Writes {
    /// One transaction wrote `targets`.
    pub(super) fn note(&mut self, targets: &[Target]) {
        for target in targets {
            *self.sections.entry(target.section).or_default() += 1;
        }
    }

    /// Everything was made again.
    pub(super) const fn note_all(&mut self) {
        self.all += 1;
    }
}

impl Store {
    /// The present edition of `section`.
    pub fn edition(&self, section: [u8; 16]) -> Edition {
        let Writes { sections, all } = &self.writes;
        Edition { section: sections.get(&section).copied().unwrap_or_default(), all: *all }
    }
}
