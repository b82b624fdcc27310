//! Random histories of a delegation through stores as they are shipped: databases, bundles, charters.
//!
//! Two to five laptops write a few values to up to four fields, pack bundles that are lost, repeated,
//! taken in any order and in part, call one another, start again, are put back to snapshots; clocks
//! show anything from 1970 to 2106; the founder ends devices, narrows members and takes in late ones.
//! In the end everybody who still takes part gives everything to everybody.
//!
//! What is compared, after every step at the laptop that acted and in the end at all of them:
//! - which versions stand, with [`sets`]: so nothing vanishes but by an op that names it, and nothing
//!   that was replaced or ended comes back;
//! - what each laptop holds with what it was given: what was answered for is not missing;
//! - what an edit names with what its author saw;
//! - in the end the tables of all laptops with one another and with those made again from the ops,
//!   byte for byte, and all that `check` verifies.

#[path = "../../../../../ledger/tests/histories/chance.rs"]
pub(super) mod chance;
mod delegation;
mod plan;
mod sets;
#[path = "../../../../../ledger/tests/histories/shorten.rs"]
mod shorten;
mod stage;
mod tally;

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use delegation::Delegation;
use plan::Plan;
use stage::Stage;
use tally::Tally;

/// Plays a plan, and says what is wrong with it.
fn judge(stage: &Stage, plan: &Plan) -> Result<Tally, String> {
    let play = || {
        let mut delegation = Delegation::new(stage, plan)?;
        delegation.play()?;
        delegation.check_end()?;
        Ok(Tally { histories: 1, ..delegation.tally })
    };
    catch_unwind(AssertUnwindSafe(play)).unwrap_or_else(|_| Err("it fell over".to_owned()))
}

/// Plays the history of each seed. To see one again, give its seed alone.
fn hold(seeds: Range<u64>) -> Tally {
    let stage = Stage::set();
    let mut tally = Tally::default();
    for seed in seeds {
        let plan = Plan::draw(seed);
        match judge(&stage, &plan) {
            Ok(more) => tally += more,
            Err(why) => complain(&stage, seed, &plan, &why),
        }
    }
    tally
}

/// Fails with the seed, and with the least that has to happen.
fn complain(stage: &Stage, seed: u64, plan: &Plan, why: &str) -> ! {
    let shortest = plan.shortened(|plan| judge(stage, plan).is_err());
    let at_least = judge(stage, &shortest).unwrap_err();
    panic!("history {seed}: {why}\nat least: {at_least}\n{shortest:#?}")
}

#[test]
fn all_stores_read_what_nobody_replaced_whatever_happens_to_bundles_clocks_snapshots_and_devices() {
    let long = crate::long_run();
    let tally = hold(0..if long { 10_000 } else { 36 });

    assert!(!tally.counts().contains(&0), "something never happened: {tally:?}");
}
