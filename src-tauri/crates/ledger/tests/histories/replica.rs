//! One laptop: the part of the record it holds, and the registers made of it.

use std::rc::Rc;

use ledger::{Charter, Hlc, HlcClock, Register, Right};

use crate::delegation::Written;
use crate::stage::device;

/// As the engine does it, without a database.
pub(crate) struct Replica {
    /// How much of each device's stream is here.
    pub(crate) held: Vec<u32>,
    pub(crate) fields: Vec<Register>,
    pub(crate) charters: Vec<Rc<Charter>>,
    clock: HlcClock,
    wall_ms: u64,
}

impl Replica {
    pub(crate) fn new(devices: usize, fields: usize, charter: Rc<Charter>) -> Self {
        Self {
            held: vec![0; devices],
            fields: vec![Register::new(); fields],
            charters: vec![charter],
            clock: HlcClock::default(),
            wall_ms: 0,
        }
    }

    /// The stamp for what is written when the wall shows `wall_ms`.
    pub(crate) fn tick(&mut self, wall_ms: u64) -> Hlc {
        self.wall_ms = wall_ms;
        self.clock.tick(wall_ms)
    }

    /// Takes the op into its register, if its author had the right to write it.
    pub(crate) fn apply(&mut self, written: &Written) {
        self.clock.observe(written.body.hlc(), self.wall_ms);
        if self.counts(written) {
            self.fields[written.field].apply(written.op, &written.body);
        }
    }

    /// Judges by the charter under which the op was written and by the newest one.
    fn counts(&self, written: &Written) -> bool {
        let (Some(then), Some(newest)) = (self.charters.get(written.under), self.charters.last())
        else {
            return false;
        };
        let author = &device(written.author).public;
        let kind = written.body.target().kind();
        then.may(author, kind, None) == Right::Granted
            && newest.counts(author, written.op) == Right::Granted
    }

    /// Hears of charters, the first revision first. Returns whether one is new.
    pub(crate) fn hear(&mut self, charters: &[Rc<Charter>]) -> Result<bool, String> {
        let known = self.charters.len();
        for charter in charters.iter().skip(known) {
            let before = &self.charters[self.charters.len() - 1];
            charter.check_succeeds(before).map_err(|error| error.to_string())?;
            self.charters.push(Rc::clone(charter));
        }
        Ok(known < self.charters.len())
    }

    /// Makes the registers again from everything that is held, in the order given.
    pub(crate) fn rebuild<'w>(&mut self, held: impl Iterator<Item = &'w Written>) {
        self.fields.fill(Register::new());
        held.for_each(|written| self.apply(written));
    }

    /// Starts again from what was stored.
    pub(crate) fn restart(&mut self) {
        for field in &mut self.fields {
            *field = Register::resume(field.heads().cloned(), field.superseded());
        }
        self.clock = HlcClock::resume(self.clock.last());
    }
}
