//! Checking: after every step the laptop that acted, and in the end all of them.

use std::collections::BTreeSet;
use std::fmt::Debug;

use ledger::{Content, Head, OpRef, Register, Standing};

use super::Delegation;
use crate::carried::Newcomer;
use crate::chance::Chance;
use crate::sets::Stand;
use crate::{Oracle, carried, stage, told};

impl Delegation<'_> {
    /// Whether `device` reads what the oracle says of what it was given.
    pub(super) fn check(&self, device: usize) -> Result<(), String> {
        match self.oracle {
            Oracle::Sets => {
                let expected = self.delivered(device).stands(self.plan.fields);
                self.compare(device, &expected, |register| self.stand(register))
            }
            Oracle::Live => {
                let fields = 0..self.plan.fields;
                let heads = fields.map(|field| self.live.heads(device, field));
                let expected: Vec<_> = heads.collect::<Result<_, _>>()?;
                self.compare(device, &expected, |register| self.heads(register))
            }
            // For the whole history at once, in the end.
            Oracle::Told | Oracle::Bytes => Ok(()),
        }
    }

    /// What has to be so once everybody has everything.
    pub(crate) fn check_end(&mut self) -> Result<(), String> {
        let left = self.left();
        let first = left[0];
        let promised = self.answered_for(&left);
        for device in &left {
            let (replica, other) = (&self.replicas[*device], &self.replicas[first]);
            if replica.held != promised {
                return Err(format!("device {device} holds {:?} of {promised:?}", replica.held));
            }
            self.check(*device)?;
            if replica.fields != other.fields {
                return Err(format!("devices {device} and {first} read differently"));
            }
        }
        if self.oracle == Oracle::Told {
            let expected = told::heads(&self.delivered(first), self.plan.fields)?;
            self.compare(first, &expected, |register| self.heads(register))?;
        }
        if self.oracle == Oracle::Bytes {
            self.compare(first, &self.carried_from(first)?, Register::clone)?;
        }
        for field in &self.replicas[first].fields {
            self.check_standing(field)?;
            self.tally.disagreements += usize::from(1 < field.heads().count());
        }
        let held: usize = promised.iter().map(|last| *last as usize).sum();
        self.tally.quarantined += held - self.delivered(first).counted().count();
        Ok(())
    }

    /// What a laptop reads that had nothing and got all of what `device` holds.
    fn carried_from(&self, device: usize) -> Result<Vec<Register>, String> {
        let mut chance = Chance::of(self.plan.ending);
        let replica = &self.replicas[device];
        let mut segments = Vec::new();
        for (author, held) in replica.held.iter().enumerate() {
            let wrote = self.streams[author][..*held as usize].iter();
            let wrote: Vec<_> = wrote.map(|place| &self.written[*place]).collect();
            // The founder made all charters, so also those its segments may name.
            let charters = &self.replicas[0].charters;
            segments.extend(carried::sign(stage::device(author), &wrote, charters, &mut chance)?);
        }
        let again: Vec<_> = segments.iter().filter(|_| chance.once_in(4)).cloned().collect();
        segments.extend(again);
        chance.shuffle(&mut segments);
        Newcomer::new(self.plan.fields, &replica.charters)?.reads(segments, self.plan.reserved)
    }

    fn compare<T: Debug + PartialEq>(
        &self,
        device: usize,
        expected: &[T],
        read: impl Fn(&Register) -> T,
    ) -> Result<(), String> {
        for (n, (field, expected)) in self.replicas[device].fields.iter().zip(expected).enumerate()
        {
            let found = read(field);
            if found != *expected {
                return Err(format!("field {n} of device {device}: {found:?}, not {expected:?}"));
            }
        }
        Ok(())
    }

    /// How much of each stream anybody who is left answered for or wrote.
    fn answered_for(&self, left: &[usize]) -> Vec<u32> {
        let most = |author| left.iter().map(|device| self.receipts[*device].0[author]).max();
        (0..self.plan.devices).map(|author| most(author).unwrap()).collect()
    }

    /// Equal contents are one opinion, and every head belongs to one.
    fn check_standing(&self, field: &Register) -> Result<(), String> {
        let opinions = match field.standing() {
            Standing::Unwritten => vec![],
            Standing::Settled(only) => vec![only],
            Standing::Disagreement(opinions) => opinions,
        };
        let said: Vec<&Content> = opinions.iter().map(|opinion| opinion.content).collect();
        let contents: BTreeSet<&Content> = field.heads().map(|head| &head.content).collect();
        let is_once = said.len() == contents.len() && contents == said.into_iter().collect();
        let heads = opinions.iter().flat_map(|opinion| &opinion.heads).copied();
        if is_once && self.places(heads) == self.heads(field) {
            Ok(())
        } else {
            Err(format!("{opinions:?} are not the opinions of {contents:?}"))
        }
    }

    fn stand(&self, register: &Register) -> Stand {
        let named = register.superseded().map(|op: OpRef| self.place(op)).collect();
        Stand { heads: self.heads(register), named }
    }

    fn heads(&self, register: &Register) -> BTreeSet<usize> {
        self.places(register.heads())
    }

    fn places<'h>(&self, heads: impl Iterator<Item = &'h Head>) -> BTreeSet<usize> {
        heads.map(|head| self.place(head.op)).collect()
    }
}
