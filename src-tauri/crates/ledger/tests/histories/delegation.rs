//! Plays a plan: people write, parcels travel, laptops break, the founder decides.

mod checking;
mod deciding;
mod handing;
mod writing;

use std::rc::Rc;

use ledger::{Charter, OpBody, OpRef};

use crate::Oracle;
use crate::chance::Chance;
use crate::live::Live;
use crate::plan::{Plan, Step};
use crate::replica::Replica;
use crate::sets::Delivered;
use crate::stage::Revision;
use crate::tally::Tally;

/// One edit, beside what the model remembers of it.
pub(crate) struct Written {
    pub(crate) op: OpRef,
    pub(crate) body: OpBody,
    pub(crate) author: usize,
    pub(crate) seq: u32,
    pub(crate) field: usize,
    /// Whether only the leader may write the field.
    pub(crate) reserved: bool,
    /// The revision its author knew, from 0.
    pub(crate) under: usize,
    /// The places of the ops it replaces among all that were written.
    pub(crate) names: Vec<usize>,
    /// How much of each stream its author held.
    held: Vec<u32>,
}

/// A run of one stream, as a segment is.
#[derive(Clone, Copy)]
struct Run {
    author: usize,
    first: u32,
    last: u32,
}

struct Parcel {
    to: usize,
    runs: Vec<Run>,
    charters: Vec<Rc<Charter>>,
}

/// Everybody, and everything that was ever written.
pub(crate) struct Delegation<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) written: Vec<Written>,
    pub(crate) revisions: Vec<Revision>,
    pub(crate) replicas: Vec<Replica>,
    pub(crate) tally: Tally,
    /// What each device answered for: how much of each stream, and how many charters. Kept apart
    /// from the replicas, which have to hold it.
    receipts: Vec<(Vec<u32>, usize)>,
    /// For each stream, the places of its ops among all that were written.
    streams: Vec<Vec<usize>>,
    parcels: Vec<Parcel>,
    broken: Vec<usize>,
    oracle: Oracle,
    /// Empty for other oracles.
    live: Live,
}

impl<'p> Delegation<'p> {
    pub(crate) fn new(plan: &'p Plan, oracle: Oracle) -> Self {
        let devices = plan.devices;
        let first = Revision { members: (0..plan.enrolled).collect(), ended: vec![] };
        let charter = Rc::new(first.sign(None));
        let replica = |_| Replica::new(devices, plan.fields, Rc::clone(&charter));
        Self {
            plan,
            written: vec![],
            revisions: vec![first],
            replicas: (0..devices).map(replica).collect(),
            tally: Tally::default(),
            receipts: vec![(vec![0; devices], 1); devices],
            streams: vec![vec![]; devices],
            parcels: vec![],
            broken: vec![],
            oracle,
            live: Live::new(if oracle == Oracle::Live { devices } else { 0 }),
        }
    }

    /// Plays the plan to its end, when everybody who is left has heard of everything.
    pub(crate) fn play(&mut self) -> Result<(), String> {
        for step in &self.plan.steps {
            self.step(*step)?;
        }
        self.meet()
    }

    /// The devices that have not broken.
    pub(crate) fn left(&self) -> Vec<usize> {
        (0..self.plan.devices).filter(|device| !self.broken.contains(device)).collect()
    }

    /// What `device` answered for.
    pub(crate) fn delivered(&self, device: usize) -> Delivered<'_> {
        let (receipts, revisions) = &self.receipts[device];
        Delivered { written: &self.written, receipts, revisions: &self.revisions[..*revisions] }
    }

    fn step(&mut self, step: Step) -> Result<(), String> {
        let acting = |device: usize| {
            let device = device % self.plan.devices;
            (!self.broken.contains(&device)).then_some(device)
        };
        match step {
            Step::Write { device, field, edit } => {
                let Some(device) = acting(device) else { return Ok(()) };
                self.write(device, field % self.plan.fields, edit)
            }
            Step::Pack { from, to, luck } => {
                let (Some(from), Some(to)) = (acting(from), acting(to)) else { return Ok(()) };
                let parcel = self.pack(from, to, &mut Chance::of(luck));
                self.parcels.push(parcel);
                Ok(())
            }
            Step::Hand { from, to, luck } => {
                let (Some(from), Some(to)) = (acting(from), acting(to)) else { return Ok(()) };
                let mut chance = Chance::of(luck);
                let parcel = self.pack(from, to, &mut chance);
                self.take(&parcel, &mut chance)
            }
            Step::Arrive { luck } => self.arrive(&mut Chance::of(luck)),
            Step::Lose { luck } => {
                if !self.parcels.is_empty() {
                    self.parcels.swap_remove(Chance::of(luck).below(self.parcels.len()));
                    self.tally.lost += 1;
                }
                Ok(())
            }
            Step::Restart { device, luck } => {
                acting(device).map_or(Ok(()), |device| self.restart(device, luck))
            }
            Step::End { device, luck } => {
                let founder = acting(0);
                let device = device % self.plan.devices;
                founder
                    .filter(|founder| *founder != device)
                    .map_or(Ok(()), |_| self.end(device, luck))
            }
            Step::Enrol { device } => {
                let device = device % self.plan.devices;
                acting(0).map_or(Ok(()), |_| self.enrol(device))
            }
            Step::Break { device } => {
                // Two have to be left to agree.
                let device = acting(device).filter(|_| self.broken.len() + 2 < self.plan.devices);
                self.broken.extend(device);
                Ok(())
            }
        }
    }
}
