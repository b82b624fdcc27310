//! What happened in many histories, so that nobody trusts histories in which nothing does.

use std::ops::AddAssign;

/// How often.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) histories: usize,
    /// Ops that were written.
    pub(crate) written: usize,
    /// Resolves that named several versions.
    pub(crate) resolved: usize,
    /// Parcels that were lost.
    pub(crate) lost: usize,
    /// Runs that did not follow what was there.
    pub(crate) refused: usize,
    /// Runs that were there already, wholly or in part.
    pub(crate) repeated: usize,
    pub(crate) restarted: usize,
    pub(crate) ended: usize,
    pub(crate) enrolled: usize,
    /// New charters that changed what a laptop reads.
    pub(crate) rejudged: usize,
    /// Ops that everybody holds and nobody applies.
    pub(crate) quarantined: usize,
    /// Fields in which several versions stand in the end.
    pub(crate) disagreements: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.histories += more.histories;
        self.written += more.written;
        self.resolved += more.resolved;
        self.lost += more.lost;
        self.refused += more.refused;
        self.repeated += more.repeated;
        self.restarted += more.restarted;
        self.ended += more.ended;
        self.enrolled += more.enrolled;
        self.rejudged += more.rejudged;
        self.quarantined += more.quarantined;
        self.disagreements += more.disagreements;
    }
}
