//! Opening a store with a year of work in it against opening an empty one.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use engine::Engine;
use engine::store::KeyCost;

use crate::measure::interleave;
use crate::stores;
use crate::table::{Aim, Row};
use crate::{Outcome, place};

const PAIRS: usize = 25;
const VISITS: usize = 300;

/// Measures the opening after a clean end, with the list that the first screen shows, and after
/// the program was killed.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let folder = place::scratch()?;
    let (full, empty) = (folder.path().join("full"), folder.path().join("empty"));
    stores::make_full(&full, KeyCost::STANDARD, VISITS)?;
    stores::make_empty(&empty, KeyCost::STANDARD)?.close()?;

    let [open, first_screen] = interleave(PAIRS, |_| open(&full), |_| open(&empty))?;
    let [killed, _] = interleave(PAIRS, |_| open_unsure(&full), |_| open_unsure(&empty))?;
    let against = "the same with an empty store";
    let size_mb = fs::metadata(full.join("store.db"))?.len() / 1_000_000;
    Ok(vec![
        Row::measured(
            format!(
                "opening a store of {VISITS} visits with {} answers ({size_mb} MB)",
                stores::ANSWERS
            ),
            against,
            Aim::AtMost(1.2),
            open,
        ),
        Row::measured("… and listing its campaigns", against, Aim::None, first_screen),
        Row::measured("… opening after a kill, every page read", against, Aim::None, killed),
    ])
}

/// Opens the store with its passphrase, lists the campaigns, and closes it out of time.
fn open(folder: &Path) -> Outcome<[Duration; 2]> {
    let started = Instant::now();
    let engine = Engine::open(folder, &stores::secret(), stores::doors())?;
    let opened = started.elapsed();
    engine.campaigns()?;
    let listed = started.elapsed();
    engine.close()?;
    Ok([opened, listed])
}

/// As [`open`], without the word that the store was left whole.
fn open_unsure(folder: &Path) -> Outcome<[Duration; 2]> {
    fs::remove_file(folder.join("sound.json"))?;
    open(folder)
}
