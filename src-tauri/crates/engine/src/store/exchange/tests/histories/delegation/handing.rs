//! Handing on: bundles are packed, lost, repeated and mixed up on their way.

use std::collections::BTreeSet;

use super::{Delegation, Parcel};
use crate::store::exchange::tests::CAMPAIGN;
use crate::store::exchange::tests::histories::chance::Chance;
use crate::store::exchange::tests::histories::sets::Revision;
use crate::store::{Arrival, LeftOut, Wanted};

impl Delegation<'_> {
    pub(super) fn pack_any(&mut self, from: usize, chance: &mut Chance) -> Result<(), String> {
        let to = chance.below(self.plan.devices);
        let wanted = match chance.below(4) {
            0 => Wanted::Everything,
            1 if to != from => Wanted::By(self.laptops[to].store.device().unwrap(), 0),
            _ => Wanted::ByOthers,
        };
        let parcel = self.pack(from, wanted)?;
        self.parcels.push(parcel);
        Ok(())
    }

    pub(super) fn pack(&mut self, from: usize, wanted: Wanted) -> Result<Parcel, String> {
        let bytes = self.laptops[from].packs_of(wanted);
        let readers = self.charter_at(from).members.keys().copied().collect();
        Ok(Parcel { bytes, from, readers })
    }

    pub(super) fn arrive(&mut self, to: usize, chance: &mut Chance) -> Result<(), String> {
        if self.parcels.is_empty() {
            return Ok(());
        }
        let which = chance.below(self.parcels.len());
        let parcel = self.parcels.swap_remove(which);
        let in_part = chance.once_in(2);
        if parcel.from != to {
            self.take(to, &parcel, in_part.then_some(&mut *chance))?;
        }
        if chance.once_in(2) {
            self.parcels.push(parcel);
        }
        Ok(())
    }

    /// `from` hears what `to` has, and gives it what it lacks.
    pub(super) fn call(&mut self, from: usize, to: usize) -> Result<(), String> {
        let knows = |one: usize, other: usize| {
            self.memories[one].revisions != 0 && self.charter_at(one).members.contains_key(&other)
        };
        if !knows(from, to) || !knows(from, from) {
            return Ok(());
        }
        self.tell(to, from)?;
        let peer = self.laptops[to].store.device().unwrap();
        let parcel = self.pack(from, Wanted::By(peer, 0))?;
        self.take(to, &parcel, None)
    }

    /// `from` tells `to` what it and others have.
    pub(super) fn tell(&mut self, from: usize, to: usize) -> Result<(), String> {
        let peer = self.laptops[from].store.device().unwrap();
        let receipts = self.laptops[from].store.receipts(CAMPAIGN).unwrap();
        let contradicted = self.laptops[to].store.hear(CAMPAIGN, &receipts, peer);
        match contradicted {
            Ok(devices) if devices.is_empty() => Ok(()),
            other => Err(format!("device {to} heard {from} and found {other:?}")),
        }
    }

    /// Takes a bundle in, whole or with runs missing, and holds what came of it against the model.
    pub(super) fn take(
        &mut self,
        to: usize,
        parcel: &Parcel,
        in_part: Option<&mut Chance>,
    ) -> Result<(), String> {
        let mut arrival = match self.laptops[to].opens(&parcel.bytes) {
            Ok(arrival) if parcel.readers.contains(&to) => arrival,
            Err(_) if !parcel.readers.contains(&to) => return Ok(()),
            opened => return Err(format!("device {to} opened what is for others: {opened:?}")),
        };
        if let Some(chance) = in_part {
            let segments = &mut arrival.bundle.segments;
            let all = u32::try_from(segments.len()).unwrap();
            if chance.once_in(2) {
                segments.truncate(usize::try_from(chance.up_to(all)).unwrap());
            }
            segments.retain(|_| !chance.once_in(2));
        }
        let sender = self.number_of(arrival.bundle.sender);
        let came = arrival.bundle.charters.len().max(self.memories[to].revisions);
        let why_not = why_not(&self.revisions[came - 1], sender, to);
        match (self.laptops[to].store.take_in(&arrival), why_not) {
            (Ok(report), None) => {
                let before = self.memories[to].count();
                self.memories[to].revisions = came;
                let left_out = self.deliver(to, &arrival);
                let told: BTreeSet<_> = report
                    .left_out
                    .iter()
                    .map(|(device, why)| (self.number_of(*device), *why == LeftOut::Gap))
                    .collect();
                let new = self.memories[to].count() - before;
                let is_counted = report.added + report.quarantined == new;
                if told != left_out || !is_counted || !report.contradicted.is_empty() {
                    return Err(format!("device {to}: {report:?}, not {new} and {left_out:?}"));
                }
                self.tally.taken += 1;
            }
            (Err(fault), Some(why)) if format!("{fault:?}") == why => self.tally.refused += 1,
            (other, why) => {
                return Err(format!("device {to} took from {sender}: {other:?}, not {why:?}"));
            }
        }
        self.check(to)
    }

    /// What the arrival brings by the model. Returns whose runs are left out for a gap.
    fn deliver(&mut self, to: usize, arrival: &Arrival) -> BTreeSet<(usize, bool)> {
        let before = self.memories[to].clone();
        let mut left_out = BTreeSet::new();
        let mut shut = BTreeSet::new();
        for segment in &arrival.bundle.segments {
            let header = segment.header();
            let last = self.memories[to].held.entry(header.stream).or_default();
            if shut.contains(&header.stream) {
                continue;
            }
            if header.last_seq() <= *last {
                self.tally.repeated += 1;
            } else if header.first_seq <= *last + 1 {
                *last = header.last_seq();
                if self.laptops[to].store.device().unwrap() != header.device {
                    let copied = self.copies.entry(header.stream).or_default();
                    *copied = header.last_seq().max(*copied);
                }
                let fresh = self.written.iter().filter(|(op, _)| {
                    let had = before.held.get(&op.stream).copied().unwrap_or_default();
                    op.stream == header.stream && had < op.seq && op.seq <= header.last_seq()
                });
                let fields: BTreeSet<_> = fresh.map(|(_, written)| written.field).collect();
                if self.is_watched(to) && before.revisions != 0 {
                    self.show_as_before(to, &before, &fields);
                }
            } else {
                shut.insert(header.stream);
                left_out.insert((self.number_of(header.device), true));
                self.tally.gaps += 1;
            }
        }
        self.memories[to].held.retain(|_, last| *last != 0);
        left_out
    }

    /// Screens go on showing what stood before.
    fn show_as_before(&mut self, to: usize, before: &super::Memory, fields: &BTreeSet<usize>) {
        for field in fields {
            let mut seen = before.clone();
            std::mem::swap(&mut self.memories[to], &mut seen);
            let stood = self.delivered(to).stands(*field);
            std::mem::swap(&mut self.memories[to], &mut seen);
            self.memories[to].shown.entry(*field).or_insert(stood);
        }
    }

    /// Everybody who takes part gives everything to everybody, in any order, some of it twice.
    pub(super) fn meet(&mut self) -> Result<(), String> {
        let mut chance = Chance::of(self.plan.ending);
        self.parcels.clear();
        let is_by_network = chance.once_in(2);
        // The second time for whom the first giver could not know, and for what went out in vain.
        for _ in 0..2 {
            let mut ways = self.ways();
            chance.shuffle(&mut ways);
            for (from, to) in ways {
                let is_repeated = chance.once_in(4);
                if self.memories[from].revisions == 0 {
                    continue;
                }
                if is_by_network && self.memories[to].revisions != 0 {
                    self.call(from, to)?;
                } else {
                    let parcel = self.pack(from, Wanted::Everything)?;
                    self.take(to, &parcel, None)?;
                    if is_repeated {
                        self.take(to, &parcel, None)?;
                    }
                }
            }
        }
        for (from, to) in self.ways() {
            self.tell(from, to)?;
        }
        Ok(())
    }

    /// From everybody who takes part to everybody else.
    fn ways(&self) -> Vec<(usize, usize)> {
        let left = self.left();
        let from_each = |from: &usize| left.iter().map(|to| (*from, *to)).collect::<Vec<_>>();
        left.iter().flat_map(from_each).filter(|(from, to)| from != to).collect()
    }

    /// Who takes part by the newest revision there is.
    pub(super) fn left(&self) -> Vec<usize> {
        self.revisions[self.revisions.len() - 1].members.keys().copied().collect()
    }
}

/// Why a bundle from `sender` is refused whole at `to`, where this revision is the newest.
fn why_not(newest: &Revision, sender: usize, to: usize) -> Option<&'static str> {
    if !newest.members.contains_key(&to) {
        Some("NotAMember")
    } else if newest.ended.contains_key(&sender) {
        Some("SenderEnded")
    } else if newest.members.contains_key(&sender) {
        None
    } else {
        Some("SenderStranger")
    }
}
