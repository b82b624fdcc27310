//! Plays a plan: people write, bundles travel, laptops start again, the founder decides.

mod checking;
mod deciding;
mod handing;
mod starting;
mod writing;

use std::collections::{BTreeMap, BTreeSet};

use super::super::{CAMPAIGN, Laptop, VISIT};
use super::chance::Chance;
use super::plan::{Act, Edit, Plan, Step};
use super::sets::{Delivered, Held, Revision, Written};
use super::stage::Stage;
use super::tally::Tally;
use crate::store::{OpRef, Target};

/// A section that nobody has begun before all set out, so that several draw a key for it.
const OTHER_VISIT: [u8; 16] = [7; 16];

/// The area of each field.
const AREAS: [Option<&str>; 4] = [Some("CD"), Some("MC"), None, Some("CD")];

fn target(field: usize) -> Target {
    match field {
        0 => Target::new(VISIT, "answer", VISIT, "CD-05/note"),
        1 => Target::new(VISIT, "answer", VISIT, "MC-19/note"),
        2 => Target::new(CAMPAIGN, "campaign", CAMPAIGN, "name"),
        _ => Target::new(OTHER_VISIT, "answer", OTHER_VISIT, "CD-06/verdict"),
    }
}

/// What the model remembers of one laptop.
#[derive(Clone, Default)]
struct Memory {
    /// How much of each stream it was given or wrote.
    held: Held,
    /// How many revisions of the charter it knows; none before it takes part.
    revisions: usize,
    /// What an open screen still shows of fields that changed beside it.
    shown: BTreeMap<usize, BTreeSet<OpRef>>,
}

impl Memory {
    /// How many ops are held.
    fn count(&self) -> u32 {
        self.held.values().sum()
    }
}

/// A bundle under way.
struct Parcel {
    bytes: Vec<u8>,
    from: usize,
    /// Who can open it.
    readers: BTreeSet<usize>,
}

/// Everybody, and everything that was ever written.
pub(super) struct Delegation<'p> {
    plan: &'p Plan,
    laptops: Vec<Laptop>,
    memories: Vec<Memory>,
    /// What each laptop remembered when a snapshot was taken, by its name.
    snapshots: Vec<BTreeMap<String, Memory>>,
    written: BTreeMap<OpRef, Written>,
    revisions: Vec<Revision>,
    parcels: Vec<Parcel>,
    /// How much of each stream came to anybody but its author, ever.
    copies: Held,
    /// Laptops that once were put back, and may lack what they answered for.
    put_back: BTreeSet<usize>,
    pub(super) tally: Tally,
}

impl<'p> Delegation<'p> {
    /// The founder writes something, takes the others in, and gives them all there is.
    pub(super) fn new(stage: &Stage, plan: &'p Plan) -> Result<Self, String> {
        let laptops = (0..plan.devices).map(|device| stage.laptop(device)).collect();
        let alone = Revision { members: BTreeMap::from([(0, None)]), ended: BTreeMap::new() };
        let mut all = Self {
            plan,
            laptops,
            memories: vec![Memory::default(); plan.devices],
            snapshots: vec![BTreeMap::new(); plan.devices],
            written: BTreeMap::new(),
            revisions: vec![alone],
            parcels: vec![],
            copies: Held::new(),
            put_back: BTreeSet::new(),
            tally: Tally::default(),
        };
        for device in 0..plan.devices {
            all.set_up(device);
        }
        all.memories[0].revisions = 1;
        all.write(0, 0, Edit { act: Act::Set, wall_ms: 1, luck: 0 })?;
        let enrolled = plan.devices - usize::from(plan.is_last_late);
        for device in 1..enrolled {
            all.admit(device, None)?;
        }
        let parcel = all.pack(0, crate::store::Wanted::ByOthers)?;
        for device in 1..enrolled {
            all.take(device, &parcel, None)?;
        }
        Ok(all)
    }

    /// Plays the plan to its end, when everybody who takes part has heard of everything.
    pub(super) fn play(&mut self) -> Result<(), String> {
        for step in &self.plan.steps {
            self.step(*step).map_err(|why| format!("{why}, at {step:?}"))?;
        }
        self.meet()
    }

    fn step(&mut self, step: Step) -> Result<(), String> {
        let here = |device: usize| device % self.plan.devices;
        let joined = |device: usize| {
            let device = here(device);
            (self.memories[device].revisions != 0).then_some(device)
        };
        match step {
            Step::Write { device, field, edit } => {
                let Some(device) = joined(device) else { return Ok(()) };
                self.write(device, field % self.plan.fields, edit)
            }
            Step::Pack { from, luck } => {
                let Some(from) = joined(from) else { return Ok(()) };
                self.pack_any(from, &mut Chance::of(luck))
            }
            Step::Arrive { to, luck } => self.arrive(here(to), &mut Chance::of(luck)),
            Step::Lose { luck } => {
                if !self.parcels.is_empty() {
                    self.parcels.swap_remove(Chance::of(luck).below(self.parcels.len()));
                    self.tally.lost += 1;
                }
                Ok(())
            }
            Step::Call { from, to } => match (joined(from), joined(to)) {
                (Some(from), Some(to)) if from != to => self.call(from, to),
                _ => Ok(()),
            },
            Step::Look { device } => {
                self.look(here(device));
                Ok(())
            }
            Step::Restart { device, luck } => self.restart(here(device), &mut Chance::of(luck)),
            Step::Rebuild { device } => self.rebuild(here(device)),
            Step::Snapshot { device } => {
                joined(device).map_or(Ok(()), |device| self.take_snapshot(device))
            }
            Step::PutBack { device, luck } => self.put_back(here(device), &mut Chance::of(luck)),
            Step::End { device } => self.end(here(device)),
            Step::Narrow { device, luck } => self.narrow(here(device), &mut Chance::of(luck)),
            Step::Enrol => self.enrol(),
        }
    }

    /// What `device` was given.
    fn delivered(&self, device: usize) -> Delivered<'_> {
        let memory = &self.memories[device];
        Delivered {
            written: &self.written,
            held: &memory.held,
            revisions: &self.revisions[..memory.revisions],
            areas: &AREAS,
        }
    }

    /// The newest revision that `device` knows.
    fn charter_at(&self, device: usize) -> &Revision {
        &self.revisions[self.memories[device].revisions - 1]
    }

    /// Whose laptop it is.
    fn number_of(&self, key: ledger::DevicePublic) -> usize {
        let is_it = |laptop: &Laptop| laptop.store.device().unwrap() == key;
        self.laptops.iter().position(is_it).unwrap()
    }
}
