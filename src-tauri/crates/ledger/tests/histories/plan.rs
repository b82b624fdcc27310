//! What happens in one history, drawn from a seed before any of it is played.
//!
//! A step holds numbers, not references: they are reduced to what is there when
//! the step is played. So any part of a plan is a plan, and a failing one can be
//! made shorter by leaving steps out.

use crate::chance::Chance;
use crate::shorten::shortened;

/// The last second that 32 bits of seconds since 1970 can name: in 2106.
const WALL_END_MS: u64 = 4_294_967_295_000;
/// 20/11/2026, about when people write whose clocks are right.
const NOW_MS: u64 = 1_795_132_800_000;

/// What somebody does to a field.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    Set,
    /// As a program does that has not looked: over nothing.
    SetBeside,
    Retract,
    Undo,
    /// Names everything that is seen.
    Resolve,
    /// Of a newer version of the program.
    Unknown,
}

/// One edit, before anybody knows what its author will see.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edit {
    pub(crate) act: Act,
    pub(crate) wall_ms: u64,
    pub(crate) luck: u64,
}

/// Which rules a history keeps beyond those of the record.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// Everything may happen.
    Free,
    /// What is handed on comes with all that its authors had seen, and the charter stays as it
    /// is: what automerge can follow live.
    Causal,
}

/// One thing that happens. `luck` seeds what the step draws for itself.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Write {
        device: usize,
        field: usize,
        edit: Edit,
    },
    /// Hands on what is there, or a part of it, from hand to hand.
    Hand {
        from: usize,
        to: usize,
        luck: u64,
    },
    /// Packs what is there, or a part of it, for another device.
    Pack {
        from: usize,
        to: usize,
        luck: u64,
    },
    /// Any parcel under way arrives; it may arrive again.
    Arrive {
        luck: u64,
    },
    /// Any parcel under way is lost.
    Lose {
        luck: u64,
    },
    Restart {
        device: usize,
        luck: u64,
    },
    /// The founder ends a device up to an op.
    End {
        device: usize,
        luck: u64,
    },
    /// The founder takes a device into the delegation.
    Enrol {
        device: usize,
    },
    /// A device breaks, with what only it had.
    Break {
        device: usize,
    },
}

/// A whole history.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) kind: Kind,
    /// The first is the founder's.
    pub(crate) devices: usize,
    pub(crate) fields: usize,
    /// Whether only the founder may write the last field.
    pub(crate) reserved: bool,
    /// How many devices the first charter knows.
    pub(crate) enrolled: usize,
    pub(crate) steps: Vec<Step>,
    /// Seeds the order in which everything reaches everybody at the end.
    pub(crate) ending: u64,
}

impl Plan {
    pub(crate) fn draw(seed: u64, kind: Kind) -> Self {
        let mut chance = Chance::of(seed);
        let devices = 2 + chance.below(5);
        let late = kind == Kind::Free && chance.once_in(4);
        let longest = if chance.once_in(4) { 160 } else { 50 };
        let length = 6 + chance.below(longest);
        Self {
            kind,
            devices,
            fields: 1 + chance.below(4),
            reserved: chance.once_in(6),
            enrolled: if late { devices - 1 } else { devices },
            steps: (0..length).map(|_| Step::draw(&mut chance, kind)).collect(),
            ending: chance.next(),
        }
    }

    /// The shortest plan that fails as well, as far as leaving out steps leads.
    pub(crate) fn shortened(&self, fails: impl Fn(&Self) -> bool) -> Self {
        let with = |steps: &[Step]| Self { steps: steps.to_vec(), ..self.clone() };
        with(&shortened(&self.steps, |steps| fails(&with(steps))))
    }
}

impl Step {
    fn draw(chance: &mut Chance, kind: Kind) -> Self {
        let luck = chance.next();
        let (device, other) = (chance.below(60), chance.below(60));
        match chance.below(if kind == Kind::Free { 63 } else { 60 }) {
            0..28 => {
                let edit = Edit { act: Act::draw(chance), wall_ms: wall_ms(chance), luck };
                Self::Write { device, field: other, edit }
            }
            28..38 => Self::Hand { from: device, to: other, luck },
            38..47 => Self::Pack { from: device, to: other, luck },
            47..57 => Self::Arrive { luck },
            57 => Self::Lose { luck },
            58 => Self::Restart { device, luck },
            59 if chance.once_in(4) => Self::Break { device },
            59 => Self::Restart { device, luck },
            60 => Self::End { device, luck },
            _ => Self::Enrol { device },
        }
    }
}

impl Act {
    fn draw(chance: &mut Chance) -> Self {
        match chance.below(32) {
            0..17 => Self::Set,
            17 => Self::SetBeside,
            18..21 => Self::Retract,
            21..24 => Self::Undo,
            24..31 => Self::Resolve,
            _ => Self::Unknown,
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
