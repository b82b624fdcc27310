//! Deciding and starting again: what makes a laptop read everything it holds once more.

use std::rc::Rc;

use super::Delegation;
use crate::chance::Chance;
use crate::stage::Revision;

impl Delegation<'_> {
    /// The founder ends a device, mostly with all that came from it.
    pub(super) fn end(&mut self, device: usize, luck: u64) -> Result<(), String> {
        let mut chance = Chance::of(luck);
        let mut next = self.newest();
        if next.ended.iter().any(|(ended, _)| *ended == device) {
            return Ok(());
        }
        let held = self.replicas[0].held[device];
        let last = if chance.once_in(2) { held } else { chance.up_to(held) };
        next.ended.push((device, last));
        self.tally.ended += 1;
        self.decide(next, &mut chance)
    }

    /// The founder takes a device in; what it wrote before stays a stranger's.
    pub(super) fn enrol(&mut self, device: usize) -> Result<(), String> {
        let mut next = self.newest();
        if next.members.contains(&device) {
            return Ok(());
        }
        next.members.push(device);
        self.tally.enrolled += 1;
        self.decide(next, &mut Chance::of(0))
    }

    fn newest(&self) -> Revision {
        self.revisions[self.revisions.len() - 1].clone()
    }

    fn decide(&mut self, next: Revision, chance: &mut Chance) -> Result<(), String> {
        let founder = &mut self.replicas[0];
        let signed = Rc::new(next.sign(founder.charters.last().map(Rc::as_ref)));
        let mut charters = founder.charters.clone();
        charters.push(signed);
        founder.hear(&charters)?;
        self.revisions.push(next);
        self.receipts[0].1 = charters.len();
        self.rebuild(0, chance);
        self.check(0)
    }

    /// A new charter may end what applied and let in what waited: everything is judged again.
    pub(super) fn rebuild(&mut self, device: usize, chance: &mut Chance) {
        let places = self.places_held(device, chance);
        let replica = &mut self.replicas[device];
        let before = replica.fields.clone();
        replica.rebuild(places.into_iter().map(|place| &self.written[place]));
        self.tally.rejudged += usize::from(replica.fields != before);
    }

    /// Stored registers, and registers made again from the ops, have to say the same.
    pub(super) fn restart(&mut self, device: usize, luck: u64) -> Result<(), String> {
        let places = self.places_held(device, &mut Chance::of(luck));
        let replica = &mut self.replicas[device];
        replica.restart();
        let stored = replica.fields.clone();
        replica.rebuild(places.into_iter().map(|place| &self.written[place]));
        self.tally.restarted += 1;
        if stored != replica.fields {
            return Err(format!(
                "device {device} stored {stored:?} and reads {:?}",
                replica.fields
            ));
        }
        self.check(device)
    }

    /// The places of all ops that `device` holds, in any order.
    fn places_held(&self, device: usize, chance: &mut Chance) -> Vec<usize> {
        let held = self.replicas[device].held.iter().zip(&self.streams);
        let mut places: Vec<usize> =
            held.flat_map(|(held, stream)| &stream[..*held as usize]).copied().collect();
        chance.shuffle(&mut places);
        places
    }
}
