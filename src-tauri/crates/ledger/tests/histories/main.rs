//! Random histories of a delegation, held against oracles that share no code with the register.
//!
//! Two to six devices write up to four fields, hand parts of what they hold to one another, lose
//! parcels, get them twice and in any order, start again, break; clocks show anything from 1970 to
//! 2106; the founder ends devices and takes others in. In the end everybody who is left hands
//! everything to everybody.
//!
//! What is compared:
//! - after every step, what the acting device reads with [`Oracle::Sets`]: of the ops it answered
//!   for and that count, those stand that none of the others names. So nothing vanishes but by an op
//!   that names it, and nothing that was replaced or ended comes back;
//! - at every restart, registers as stored with registers made again from the ops in any order;
//! - in the end, all devices with one another, with everything that anybody left had answered for,
//!   and with the oracle.
//!
//! Automerge keeps concurrent values as we do, but differs in three things, so it judges twice.
//! A `put` replaces all that is seen, a plain edit of ours at most one version. A change waits for
//! all that its author had seen, our streams do not wait for each other. Nothing can be taken back,
//! while a charter ends what others may have built on.
//! - [`Oracle::Live`]: a document for each device, after every step. Histories in which parcels
//!   carry what their authors had seen and nobody is ended; automerge decides what is replaced.
//! - [`Oracle::Told`]: one document in the end, of any history. Each edit that counts is made in the
//!   past it names; automerge decides what is left of all of them.
//!
//! All this hands edits on as they are in memory. [`Oracle::Bytes`] is no judge of merging: once more,
//! what everybody reads in the end is signed, sealed and handed to a laptop that has nothing.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by falling over"
)]

mod carried;
mod chance;
mod delegation;
mod live;
mod plan;
mod replica;
mod sets;
mod shorten;
mod stage;
mod tally;
mod told;

use std::env;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use delegation::Delegation;
use plan::{Kind, Plan};
use tally::Tally;

/// Who says what should stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Oracle {
    Sets,
    Told,
    Live,
    Bytes,
}

impl Oracle {
    fn plan(self, seed: u64) -> Plan {
        let kind = if self == Self::Live { Kind::Causal } else { Kind::Free };
        Plan::draw(seed, kind)
    }

    /// Plays a plan, and says what is wrong with it.
    fn judge(self, plan: &Plan) -> Result<Tally, String> {
        let play = || {
            let mut delegation = Delegation::new(plan, self);
            delegation.play()?;
            delegation.check_end()?;
            Ok(Tally { histories: 1, ..delegation.tally })
        };
        catch_unwind(AssertUnwindSafe(play)).unwrap_or_else(|_| Err("it fell over".to_owned()))
    }

    /// Plays the history of each seed. To see one again, give its seed alone.
    fn hold(self, seeds: Range<u64>) -> Tally {
        let mut tally = Tally::default();
        for seed in seeds {
            let plan = self.plan(seed);
            match self.judge(&plan) {
                Ok(more) => tally += more,
                Err(_) => self.complain(seed, &plan),
            }
        }
        tally
    }

    /// Fails with the seed, and with the least that has to happen.
    fn complain(self, seed: u64, plan: &Plan) -> ! {
        let shortest = plan.shortened(|plan| self.judge(plan).is_err());
        let why = self.judge(&shortest).unwrap_err();
        panic!("history {seed} against {self:?}: {why}\n{shortest:#?}")
    }
}

/// How many histories: a few each time, many when there is time.
fn count(usually: u64, long: u64) -> Range<u64> {
    0..if env::var_os("BIENBAN_LONG").is_some() { long } else { usually }
}

#[test]
fn all_replicas_read_what_nobody_replaced_whatever_happens_to_parcels_clocks_and_devices() {
    let tally = Oracle::Sets.hold(count(5_000, 1_000_000));

    let happened = [
        tally.written,
        tally.resolved,
        tally.lost,
        tally.refused,
        tally.repeated,
        tally.restarted,
        tally.ended,
        tally.enrolled,
        tally.rejudged,
        tally.quarantined,
        tally.disagreements,
    ];
    assert!(!happened.contains(&0), "something never happened: {tally:?}");
}

#[test]
fn automerge_shows_every_device_the_same_versions_at_every_moment() {
    let tally = Oracle::Live.hold(count(300, 100_000));
    assert!(0 < tally.resolved && 0 < tally.disagreements, "too little happened: {tally:?}");
}

#[test]
fn automerge_told_what_each_edit_names_is_left_with_the_same_versions() {
    let tally = Oracle::Told.hold(count(300, 1_000_000));
    assert!(0 < tally.ended && 0 < tally.disagreements, "too little happened: {tally:?}");
}

#[test]
fn a_laptop_that_gets_it_all_as_signed_bytes_in_any_order_reads_the_same() {
    let tally = Oracle::Bytes.hold(count(300, 20_000));
    assert!(0 < tally.quarantined && 0 < tally.disagreements, "too little happened: {tally:?}");
}
