//! Checking: after every step the laptop that acted, and in the end all of them.

use std::collections::BTreeSet;
use std::fmt::Debug;

use ledger::{Content, Head, OpRef, Register, Standing};

use super::Delegation;
use crate::sets::Stand;
use crate::{Oracle, told};

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
            // One document for the whole history: asked once, in the end.
            Oracle::Told => Ok(()),
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
        for field in &self.replicas[first].fields {
            self.check_standing(field)?;
            self.tally.disagreements += usize::from(1 < field.heads().count());
        }
        let held: usize = promised.iter().map(|last| *last as usize).sum();
        self.tally.quarantined += held - self.delivered(first).counted().count();
        Ok(())
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
