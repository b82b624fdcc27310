//! The small oracle: what stands, from sets alone.
//!
//! It knows no register, no charter and no order of arrival: of the ops that
//! were delivered and count, those stand that none of the others names.

use std::collections::BTreeSet;

use ledger::Action;

use crate::delegation::Written;
use crate::stage::Revision;

/// What one device was given.
pub(crate) struct Delivered<'d> {
    /// Everything that anybody ever wrote.
    pub(crate) written: &'d [Written],
    /// How much of each stream was delivered.
    pub(crate) receipts: &'d [u32],
    /// The revisions of the charter that were delivered, the first one first.
    pub(crate) revisions: &'d [Revision],
}

/// What one field holds. An op is its place among all that were written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Stand {
    pub(crate) heads: BTreeSet<usize>,
    /// What ops that count replace, here or not.
    pub(crate) named: BTreeSet<usize>,
}

impl Delivered<'_> {
    /// The places in `written` of the ops that count.
    pub(crate) fn counted(&self) -> impl Iterator<Item = usize> {
        (0..self.written.len()).filter(|place| self.counts(&self.written[*place]))
    }

    fn counts(&self, written: &Written) -> bool {
        let author = written.author;
        let delivered = written.seq <= self.receipts[author];
        let known = !matches!(written.body.action(), Action::Unknown { .. });
        let entitled = author == 0
            || self
                .revisions
                .get(written.under)
                .is_some_and(|then| then.members.contains(&author) && !written.reserved);
        let newest = &self.revisions[self.revisions.len() - 1];
        let ended =
            newest.ended.iter().any(|(device, last)| *device == author && *last < written.seq);
        delivered && known && self.revisions.get(written.under).is_some() && entitled && !ended
    }

    /// How each of so many fields has to stand.
    pub(crate) fn stands(&self, fields: usize) -> Vec<Stand> {
        let mut stands = vec![Stand::default(); fields];
        for place in self.counted() {
            let written = &self.written[place];
            stands[written.field].named.extend(&written.names);
        }
        for place in self.counted() {
            let stand = &mut stands[self.written[place].field];
            if !stand.named.contains(&place) {
                stand.heads.insert(place);
            }
        }
        stands
    }
}
