//! Handing on: parcels are packed, lost, repeated and mixed up on their way.

use super::{Delegation, Parcel, Run};
use crate::Oracle;
use crate::chance::Chance;
use crate::plan::Kind;

impl Delegation<'_> {
    /// What `from` gives to `to`: all it has, or of each stream a part.
    pub(super) fn pack(&self, from: usize, to: usize, chance: &mut Chance) -> Parcel {
        let mut until = self.replicas[from].held.clone();
        if chance.once_in(2) {
            until.iter_mut().for_each(|last| *last = chance.up_to(*last));
        }
        let is_causal = self.plan.kind == Kind::Causal;
        if is_causal {
            self.close(&mut until);
        }
        let mut runs: Vec<Run> = Vec::new();
        for (author, last) in until.into_iter().enumerate().filter(|(_, last)| 0 < *last) {
            // Sometimes without the beginning: what the other may have by now.
            let first =
                if !is_causal && chance.once_in(4) { 1 + chance.up_to(last - 1) } else { 1 };
            runs.push(Run { author, first, last });
        }
        let are_left_behind = chance.once_in(4);
        let charters = if are_left_behind { vec![] } else { self.replicas[from].charters.clone() };
        Parcel { to, runs, charters }
    }

    /// Shortens runs until everything that their authors had seen is among them.
    fn close(&self, until: &mut [u32]) {
        loop {
            let before = until.to_vec();
            for author in 0..until.len() {
                while let Some(place) = until[author].checked_sub(1) {
                    let last = &self.written[self.streams[author][place as usize]];
                    if last.held.iter().zip(&*until).all(|(seen, until)| seen <= until) {
                        break;
                    }
                    until[author] -= 1;
                }
            }
            if before == until {
                return;
            }
        }
    }

    pub(super) fn arrive(&mut self, chance: &mut Chance) -> Result<(), String> {
        if self.parcels.is_empty() {
            return Ok(());
        }
        let which = chance.below(self.parcels.len());
        let parcel = self.parcels.swap_remove(which);
        if !self.broken.contains(&parcel.to) {
            self.take(&parcel, chance)?;
        }
        if chance.once_in(4) {
            self.parcels.push(parcel);
        }
        Ok(())
    }

    /// Takes a parcel in: runs that follow what is here, and repeats of what is here.
    pub(super) fn take(&mut self, parcel: &Parcel, chance: &mut Chance) -> Result<(), String> {
        let (replica, receipt) = (&mut self.replicas[parcel.to], &mut self.receipts[parcel.to]);
        let mut runs = parcel.runs.clone();
        chance.shuffle(&mut runs);
        let mut places = Vec::new();
        for run in runs {
            let held = &mut replica.held[run.author];
            if *held + 1 < run.first {
                // A segment is missing in between: asked for again, not taken.
                self.tally.refused += 1;
                continue;
            }
            self.tally.repeated += usize::from(run.first <= *held);
            *held = run.last.max(*held);
            receipt.0[run.author] = run.last.max(receipt.0[run.author]);
            let stream = &self.streams[run.author];
            places.extend_from_slice(&stream[run.first as usize - 1..run.last as usize]);
        }
        chance.shuffle(&mut places);
        let is_new = replica.hear(&parcel.charters)?;
        receipt.1 = parcel.charters.len().max(receipt.1);
        places.iter().for_each(|place| replica.apply(&self.written[*place]));
        if is_new {
            self.rebuild(parcel.to, chance);
        }
        if self.oracle == Oracle::Live {
            self.live.hand(parcel.to, &places)?;
        }
        self.check(parcel.to)
    }

    /// Everybody hands everything to everybody, in any order, some of it twice.
    pub(super) fn meet(&mut self) -> Result<(), String> {
        let mut chance = Chance::of(self.plan.ending);
        let left = self.left();
        self.parcels.clear();
        for from in &left {
            for to in left.iter().filter(|to| *to != from) {
                let held = self.replicas[*from].held.iter().enumerate();
                let runs = held.filter(|(_, last)| 0 < **last);
                let runs =
                    runs.map(|(author, last)| Run { author, first: 1, last: *last }).collect();
                let charters = self.replicas[*from].charters.clone();
                self.parcels.push(Parcel { to: *to, runs, charters });
            }
        }
        while !self.parcels.is_empty() {
            self.arrive(&mut chance)?;
        }
        Ok(())
    }
}
