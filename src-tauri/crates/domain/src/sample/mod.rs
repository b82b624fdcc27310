//! Case files drawn at random from a seed that is on record, so that anyone can draw them again.
//!
//! # The method, [`METHOD`]
//!
//! 1. Every code is trimmed and brought into Unicode NFC, and so is the seed.
//! 2. Every file gets the number SHA-256(seed ‖ 0x1F ‖ code), all as UTF-8.
//! 3. The files are put in the ascending order of their numbers; the first *n* are the sample.
//!
//! With strata each stratum is ordered by itself and gives as many as [`Share`] says. Nothing
//! depends on the order of the list, on a program or on a machine:
//!
//! ```text
//! while read -r code; do printf '%s\x1f%s' "$SEED" "$code" | sha256sum | cut -c1-64 | tr '\n' ' '
//! echo "$code"; done < codes.txt | LC_ALL=C sort | head -n 20
//! ```

mod seed;
mod share;
mod typed;
mod verdict;

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use thiserror::Error;

pub use seed::seed_text;
pub use share::Share;
pub use typed::{BadCodes, CODES_MAX, codes};
pub use verdict::{Checked, Criterion, ErrorRate, Group, Standing, StratumRate};

use crate::text::clean;

/// The name of the method, kept with every sample.
pub const METHOD: &str = "sha256-1";

/// Stands between seed and code: the ASCII unit separator, which no code contains.
const SEPARATOR: u8 = 0x1f;

/// One file of the population.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Entry {
    /// The file's code.
    pub code: String,
    /// The stratum it belongs to, such as its field or channel; empty where none is known.
    pub stratum: String,
}

/// Why a list cannot be drawn from.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Fault {
    /// A line has no code.
    #[error("line {line} has no code")]
    NoCode {
        /// The line, the first being 1.
        line: usize,
    },
    /// A code stands on several lines.
    #[error("{code} stands on lines {lines:?}")]
    Twice {
        /// The code.
        code: String,
        /// The lines, the first being 1.
        lines: Vec<usize>,
    },
    /// The list has no lines.
    #[error("there is nothing to draw from")]
    Nothing,
}

/// Why nothing was drawn.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum BadDraw {
    /// The seed is empty or contains control characters.
    #[error("there is no readable seed")]
    NoSeed,
    /// None are wanted.
    #[error("a sample of none")]
    NoSize,
    /// More are wanted than there are.
    #[error("{wanted} wanted of {all}")]
    TooMany {
        /// How many are wanted.
        wanted: usize,
        /// How many there are.
        all: usize,
    },
}

/// Files to draw from: every code once, none empty.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Population {
    /// Sorted by code.
    entries: Vec<Entry>,
}

/// What was drawn.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Drawn {
    /// The files in the order of the draw; with strata, one stratum after another.
    pub entries: Vec<Entry>,
    /// How many each stratum gave; without strata one share without a name.
    pub shares: Vec<Share>,
}

impl Population {
    /// Takes a list in any order.
    ///
    /// # Errors
    ///
    /// Every [`Fault`] of the list: empty codes first, then codes that stand twice.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Result<Self, Vec<Fault>> {
        let (mut faults, mut lines_of) = (Vec::new(), BTreeMap::<String, Vec<usize>>::new());
        let mut kept = Vec::new();
        for (line, entry) in (1..).zip(entries) {
            let code = clean(&entry.code);
            if code.is_empty() {
                faults.push(Fault::NoCode { line });
                continue;
            }
            lines_of.entry(code.clone()).or_default().push(line);
            kept.push(Entry { code, stratum: clean(&entry.stratum) });
        }
        let twice = lines_of.into_iter().filter(|(_, lines)| 1 < lines.len());
        faults.extend(twice.map(|(code, lines)| Fault::Twice { code, lines }));
        if kept.is_empty() && faults.is_empty() {
            faults.push(Fault::Nothing);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        kept.sort();
        Ok(Self { entries: kept })
    }

    /// How many files there are; at least one.
    pub fn size(&self) -> usize {
        self.entries.len()
    }

    /// The files, sorted by code.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many files each stratum has, sorted by name.
    pub fn strata(&self) -> Vec<(&str, usize)> {
        let mut strata = BTreeMap::<&str, usize>::new();
        for entry in &self.entries {
            *strata.entry(&entry.stratum).or_default() += 1;
        }
        strata.into_iter().collect()
    }

    /// SHA-256, in hexadecimal, of the sorted codes with a line end after each; a stratum stands
    /// after its code and 0x1F. Two lists are the same population when this is the same.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for entry in &self.entries {
            hash.update(entry.code.as_bytes());
            if !entry.stratum.is_empty() {
                hash.update([SEPARATOR]);
                hash.update(entry.stratum.as_bytes());
            }
            hash.update(b"\n");
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Draws `size` files by `seed`, from the whole or from each stratum its share.
    ///
    /// # Errors
    ///
    /// [`BadDraw`].
    pub fn draw(&self, seed: &str, size: usize, stratified: bool) -> Result<Drawn, BadDraw> {
        let seed = clean(seed);
        if seed.is_empty() || seed.chars().any(char::is_control) {
            return Err(BadDraw::NoSeed);
        }
        if size == 0 {
            return Err(BadDraw::NoSize);
        }
        if self.size() < size {
            return Err(BadDraw::TooMany { wanted: size, all: self.size() });
        }
        if !stratified {
            let share = Share { stratum: String::new(), of: self.size(), taken: size };
            let entries = first(&seed, self.entries.iter(), size);
            return Ok(Drawn { entries, shares: vec![share] });
        }
        let shares = share::shares(&self.strata(), size);
        let taken = shares.iter().flat_map(|share| {
            let of_it = self.entries.iter().filter(|entry| entry.stratum == share.stratum);
            first(&seed, of_it, share.taken)
        });
        Ok(Drawn { entries: taken.collect(), shares })
    }
}

fn first<'a>(seed: &str, entries: impl Iterator<Item = &'a Entry>, size: usize) -> Vec<Entry> {
    let mut numbered: Vec<_> = entries.map(|entry| (number(seed, &entry.code), entry)).collect();
    numbered.sort();
    numbered.into_iter().take(size).map(|(_, entry)| entry.clone()).collect()
}

fn number(seed: &str, code: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(seed.as_bytes());
    hash.update([SEPARATOR]);
    hash.update(code.as_bytes());
    hash.finalize().into()
}

#[cfg(test)]
mod tests;
