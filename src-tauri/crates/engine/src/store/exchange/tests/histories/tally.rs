//! What happened in many histories, so that nobody trusts histories in which nothing does.

use std::ops::AddAssign;

/// How often.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) histories: usize,
    /// Ops that were written.
    pub(super) written: usize,
    /// Resolves that named several versions.
    pub(super) resolved: usize,
    /// Changes that were taken back.
    pub(super) undone: usize,
    /// Edits beside something that came and no screen showed.
    pub(super) beside_unseen: usize,
    /// Edits that the charter did not give to their author.
    pub(super) not_entitled: usize,
    /// Bundles that were taken in.
    pub(super) taken: usize,
    /// Bundles that were refused whole, for who sent or got them.
    pub(super) refused: usize,
    pub(super) lost: usize,
    /// Runs that were left out for what was missing before them.
    pub(super) gaps: usize,
    /// Runs that were here already.
    pub(super) repeated: usize,
    pub(super) restarted: usize,
    pub(super) rebuilt: usize,
    pub(super) put_back: usize,
    pub(super) ended: usize,
    pub(super) narrowed: usize,
    pub(super) enrolled: usize,
    /// Ops that everybody holds and nobody applies.
    pub(super) quarantined: usize,
    /// Fields in which people disagree in the end.
    pub(super) disagreements: usize,
    /// Fields in which several say the same in the end.
    pub(super) agreements: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        for (sum, more) in self.counts_mut().into_iter().zip(more.counts()) {
            *sum += more;
        }
    }
}

impl Tally {
    /// Every count, so that none that stayed 0 goes unnoticed.
    pub(super) fn counts(mut self) -> [usize; 20] {
        self.counts_mut().map(|count| *count)
    }

    fn counts_mut(&mut self) -> [&mut usize; 20] {
        [
            &mut self.histories,
            &mut self.written,
            &mut self.resolved,
            &mut self.undone,
            &mut self.beside_unseen,
            &mut self.not_entitled,
            &mut self.taken,
            &mut self.refused,
            &mut self.lost,
            &mut self.gaps,
            &mut self.repeated,
            &mut self.restarted,
            &mut self.rebuilt,
            &mut self.put_back,
            &mut self.ended,
            &mut self.narrowed,
            &mut self.enrolled,
            &mut self.quarantined,
            &mut self.disagreements,
            &mut self.agreements,
        ]
    }
}
