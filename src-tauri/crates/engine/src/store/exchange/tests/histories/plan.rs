//! What happens in one history, drawn from a seed before any of it is played.
//!
//! A step holds numbers, which are reduced to what is there when the step is played. So any part of
//! a plan is a plan, and a failing one can be made shorter by leaving steps out.

use super::chance::Chance;
use super::shorten::shortened;

/// The last second that 32 bits of seconds since 1970 can name: in 2106.
const WALL_END_MS: u64 = 4_294_967_295_000;
/// 20/11/2026, about when people write whose clocks are right.
const NOW_MS: u64 = 1_795_132_800_000;

/// What somebody does to a field.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    Set,
    /// Sets it to what names a person, under a key of its own.
    SetName,
    Retract,
    /// Takes back any change that is here.
    Undo,
    /// Settles what is seen, all of it or a part.
    Resolve,
}

/// One edit, before anybody knows what its author will see.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edit {
    pub(super) act: Act,
    pub(super) wall_ms: u64,
    pub(super) luck: u64,
}

/// One thing that happens. `luck` seeds what the step draws for itself.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Write {
        device: usize,
        field: usize,
        edit: Edit,
    },
    /// Packs a bundle onto a stick.
    Pack {
        from: usize,
        luck: u64,
    },
    /// Any bundle that was packed arrives somewhere, whole or in part; it may arrive again.
    Arrive {
        to: usize,
        luck: u64,
    },
    /// Any bundle that was packed is lost.
    Lose {
        luck: u64,
    },
    /// One asks over the network what the other has, and gives it what it lacks.
    Call {
        from: usize,
        to: usize,
    },
    /// Screens are read anew.
    Look {
        device: usize,
    },
    Restart {
        device: usize,
        luck: u64,
    },
    /// Makes the projections again.
    Rebuild {
        device: usize,
    },
    Snapshot {
        device: usize,
    },
    /// Puts a snapshot in the place of the store.
    PutBack {
        device: usize,
        luck: u64,
    },
    /// The founder ends a device.
    End {
        device: usize,
    },
    /// The founder gives a member one area, or all of them.
    Narrow {
        device: usize,
        luck: u64,
    },
    /// The founder takes in the device that came late.
    Enrol,
}

/// A whole history.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The first is the founder's.
    pub(super) devices: usize,
    pub(super) fields: usize,
    /// Whether the last device is not taken in at the beginning.
    pub(super) is_last_late: bool,
    /// Devices at which somebody sits before open screens, by the bits of their numbers.
    pub(super) watched: u64,
    pub(super) steps: Vec<Step>,
    /// Seeds how everything reaches everybody at the end.
    pub(super) ending: u64,
}

impl Plan {
    pub(super) fn draw(seed: u64) -> Self {
        let mut chance = Chance::of(seed);
        let devices = if chance.once_in(6) { 2 } else { 3 + chance.below(3) };
        let longest = if chance.once_in(4) { 120 } else { 60 };
        let length = 10 + chance.below(longest);
        Self {
            devices,
            fields: 1 + chance.below(4),
            is_last_late: 2 < devices && chance.once_in(4),
            watched: chance.next(),
            steps: (0..length).map(|_| Step::draw(&mut chance)).collect(),
            ending: chance.next(),
        }
    }

    /// The shortest plan that fails as well, as far as leaving out steps leads.
    pub(super) fn shortened(&self, fails: impl Fn(&Self) -> bool) -> Self {
        let with = |steps: &[Step]| Self { steps: steps.to_vec(), ..self.clone() };
        with(&shortened(&self.steps, |steps| fails(&with(steps))))
    }
}

impl Step {
    fn draw(chance: &mut Chance) -> Self {
        let luck = chance.next();
        let (device, other) = (chance.below(60), chance.below(60));
        match chance.below(80) {
            0..26 => {
                let edit = Edit { act: Act::draw(chance), wall_ms: wall_ms(chance), luck };
                Self::Write { device, field: other, edit }
            }
            26..36 => Self::Pack { from: device, luck },
            36..50 => Self::Arrive { to: device, luck },
            50 => Self::Lose { luck },
            51..56 => Self::Call { from: device, to: other },
            56 => Self::Look { device },
            57..59 => Self::Restart { device, luck },
            59 => Self::Rebuild { device },
            60..66 => Self::Snapshot { device },
            66..73 => Self::PutBack { device, luck },
            73..76 => Self::End { device },
            76..78 => Self::Narrow { device, luck },
            _ => Self::Enrol,
        }
    }
}

impl Act {
    fn draw(chance: &mut Chance) -> Self {
        match chance.below(16) {
            0..8 => Self::Set,
            8 => Self::SetName,
            9..11 => Self::Retract,
            11..13 => Self::Undo,
            _ => Self::Resolve,
        }
    }
}

/// What a clock shows: nearly right, or anything from 1970 to 2106.
fn wall_ms(chance: &mut Chance) -> u64 {
    if chance.once_in(3) {
        chance.next() % (WALL_END_MS + 1)
    } else {
        NOW_MS + chance.next() % 10_000
    }
}
