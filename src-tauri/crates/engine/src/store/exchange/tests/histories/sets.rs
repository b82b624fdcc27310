//! The oracle: what stands, from sets alone.
//!
//! It knows no table, no register and no order of arrival. Of the ops that a device was given and
//! that count, those stand that none of the others names.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{OpRef, StreamId};

use crate::store::Value;

/// How much of each stream somebody has.
pub(super) type Held = BTreeMap<StreamId, u32>;

/// One edit, as it was signed.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) author: usize,
    pub(super) field: usize,
    pub(super) stamp: u64,
    pub(super) value: Value,
    /// What it replaces.
    pub(super) names: BTreeSet<OpRef>,
    /// The revision of the charter that its author knew, from 1.
    pub(super) under: usize,
}

/// What one revision of the charter says, in plain terms.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Revision {
    /// Who takes part, and in which area alone, if in one.
    pub(super) members: BTreeMap<usize, Option<&'static str>>,
    /// Who takes part no longer, with how much of what they wrote counts.
    pub(super) ended: BTreeMap<usize, Held>,
}

impl Revision {
    /// Whether `device` may write a field of this area, or of none.
    pub(super) fn may(&self, device: usize, area: Option<&str>) -> bool {
        let narrowed_to = self.members.get(&device);
        device == 0
            || narrowed_to.is_some_and(|only| only.is_none() || area.is_none() || *only == area)
    }
}

/// What one device was given.
pub(super) struct Delivered<'d> {
    /// Everything that anybody ever wrote.
    pub(super) written: &'d BTreeMap<OpRef, Written>,
    pub(super) held: &'d Held,
    /// The revisions of the charter that it knows, the first one first.
    pub(super) revisions: &'d [Revision],
    /// The area of each field.
    pub(super) areas: &'d [Option<&'static str>],
}

impl<'d> Delivered<'d> {
    fn given(&self) -> impl Iterator<Item = (OpRef, &'d Written)> {
        let is_here = |op: OpRef| self.held.get(&op.stream).is_some_and(|last| op.seq <= *last);
        let here = self.written.iter().filter(move |(op, _)| is_here(**op));
        here.map(|(op, written)| (*op, written))
    }

    fn counts(&self, op: OpRef, written: &Written) -> bool {
        let author = written.author;
        let then = self.revisions.get(written.under - 1);
        let entitled = then.is_some_and(|then| then.may(author, self.areas[written.field]));
        let newest = &self.revisions[self.revisions.len() - 1];
        let over = newest
            .ended
            .get(&author)
            .is_some_and(|accepted| accepted.get(&op.stream).is_none_or(|last| *last < op.seq));
        entitled && !over
    }

    /// What stands in `field`.
    pub(super) fn stands(&self, field: usize) -> BTreeSet<OpRef> {
        let counted: Vec<_> = self
            .given()
            .filter(|(op, written)| written.field == field && self.counts(*op, written))
            .collect();
        let named: BTreeSet<_> = counted.iter().flat_map(|(_, it)| &it.names).copied().collect();
        counted.into_iter().map(|(op, _)| op).filter(|op| !named.contains(op)).collect()
    }

    /// What was given and does not count.
    pub(super) fn quarantined(&self) -> BTreeSet<OpRef> {
        self.given().filter(|(op, written)| !self.counts(*op, written)).map(|(op, _)| op).collect()
    }
}
