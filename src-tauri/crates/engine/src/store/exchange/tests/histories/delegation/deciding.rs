//! Deciding: the founder takes devices in, narrows members, ends devices.

use super::{Delegation, Revision};
use crate::store::exchange::tests::CAMPAIGN;
use crate::store::exchange::tests::histories::chance::Chance;
use crate::store::{Admission, ExchangeFault};
use ledger::{Charter, Role};

impl Delegation<'_> {
    /// Takes `device` in, or gives it this area alone.
    pub(super) fn admit(
        &mut self,
        device: usize,
        only: Option<&'static str>,
    ) -> Result<(), String> {
        let card = self.laptops[device].card();
        let areas = only.iter().map(|area| (*area).to_owned()).collect();
        let admission = Admission { card, role: Role::Member, areas };
        let founder = ("Người 1", "Trưởng đoàn", "Sở Nội vụ");
        let charter = self.laptops[0].store.admit(CAMPAIGN, &admission, founder);
        let mut next = self.newest();
        next.members.insert(device, only);
        self.decide(next, charter)
    }

    pub(super) fn enrol(&mut self) -> Result<(), String> {
        let last = self.plan.devices - 1;
        let newest = self.newest();
        let is_known = newest.members.contains_key(&last) || newest.ended.contains_key(&last);
        if is_known {
            return Ok(());
        }
        self.tally.enrolled += 1;
        self.admit(last, None)
    }

    pub(super) fn narrow(&mut self, device: usize, chance: &mut Chance) -> Result<(), String> {
        let only = [None, Some("CD"), Some("MC")][chance.below(3)];
        let newest = self.newest();
        let is_member = device != 0 && newest.members.contains_key(&device);
        if !is_member {
            return Ok(());
        }
        self.tally.narrowed += usize::from(only.is_some());
        self.admit(device, only)
    }

    /// Ends a device; what came of it to the founder still counts.
    pub(super) fn end(&mut self, device: usize) -> Result<(), String> {
        let mut next = self.newest();
        let is_member = device != 0 && next.members.contains_key(&device);
        // Two have to be left to agree.
        if !is_member || next.members.len() < 3 {
            return Ok(());
        }
        let key = self.laptops[device].store.device().unwrap();
        let charter = self.laptops[0].store.end_device(CAMPAIGN, key);
        let wrote = |stream| {
            let mut ops = self.written.iter().filter(|(op, _)| op.stream == stream);
            ops.any(|(_, written)| written.author == device)
        };
        let held = self.memories[0].held.iter().filter(|(stream, _)| wrote(**stream));
        next.ended.insert(device, held.map(|(stream, last)| (*stream, *last)).collect());
        next.members.remove(&device);
        self.tally.ended += 1;
        self.decide(next, charter)
    }

    fn newest(&self) -> Revision {
        self.revisions[self.revisions.len() - 1].clone()
    }

    fn decide(
        &mut self,
        next: Revision,
        charter: Result<Charter, ExchangeFault>,
    ) -> Result<(), String> {
        let charter = charter.map_err(|error| error.to_string())?;
        if self.newest() != next {
            self.revisions.push(next);
        }
        let revision = usize::try_from(charter.draft().revision).unwrap();
        if revision != self.revisions.len() {
            return Err(format!("revision {revision} of {}", self.revisions.len()));
        }
        self.memories[0].revisions = revision;
        self.check(0)
    }
}
