//! Two sides in turns, and what their durations amount to.

use std::time::Duration;

use crate::Outcome;

/// Parts of a run whose ratios show how far noise moves the result.
const SLICES: usize = 5;

/// The durations of one side, in the order they were measured.
#[derive(Clone, Debug, Default)]
pub(crate) struct Series(Vec<Duration>);

impl Series {
    /// The middle one; zero without any.
    pub(crate) fn median(&self) -> Duration {
        rank(&self.0, 50)
    }

    /// The one that 10 of 100 do not pass: as on a machine with nothing else to do.
    pub(crate) fn p10(&self) -> Duration {
        rank(&self.0, 10)
    }

    /// The one that 95 of 100 do not pass.
    pub(crate) fn p95(&self) -> Duration {
        rank(&self.0, 95)
    }

    /// The shortest and the longest.
    pub(crate) fn range(&self) -> (Duration, Duration) {
        (rank(&self.0, 0), rank(&self.0, 100))
    }
}

/// Both sides of a comparison.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pairs {
    /// What this program does.
    pub(crate) ours: Series,
    /// What it is measured against.
    pub(crate) theirs: Series,
}

impl Pairs {
    /// Two sides that were measured elsewhere, in turns.
    pub(crate) const fn of(ours: Vec<Duration>, theirs: Vec<Duration>) -> Self {
        Self { ours: Series(ours), theirs: Series(theirs) }
    }

    /// How many times each side was measured.
    pub(crate) const fn count(&self) -> usize {
        self.ours.0.len()
    }

    /// Our median as a multiple of theirs.
    pub(crate) fn ratio(&self) -> f64 {
        over(self.ours.median(), self.theirs.median())
    }

    /// Our 10th percentile as a multiple of theirs.
    pub(crate) fn ratio_p10(&self) -> f64 {
        over(self.ours.p10(), self.theirs.p10())
    }

    /// Our 95th percentile as a multiple of theirs.
    pub(crate) fn ratio_p95(&self) -> f64 {
        over(self.ours.p95(), self.theirs.p95())
    }

    /// The least and the greatest ratio of medians among consecutive slices of the run.
    pub(crate) fn ratio_range(&self) -> (f64, f64) {
        let size = self.count().div_ceil(SLICES).max(1);
        let slices = self.ours.0.chunks(size).zip(self.theirs.0.chunks(size));
        let ratios = slices.map(|(ours, theirs)| over(rank(ours, 50), rank(theirs, 50)));
        ratios.fold((f64::INFINITY, 0.0), |(least, most), it| (it.min(least), it.max(most)))
    }
}

/// Runs both sides `count` times in turns, the first to go changing each time. A side gets the
/// number of its turn, times itself, and may time `N` things at once; the first turn of each side
/// is not counted.
pub(crate) fn interleave<const N: usize>(
    count: usize,
    mut ours: impl FnMut(usize) -> Outcome<[Duration; N]>,
    mut theirs: impl FnMut(usize) -> Outcome<[Duration; N]>,
) -> Outcome<[Pairs; N]> {
    ours(0)?;
    theirs(0)?;
    let mut all: [Pairs; N] = std::array::from_fn(|_| Pairs::default());
    for turn in 1..=count {
        let (mine, other) = if turn % 2 == 0 {
            let mine = ours(turn)?;
            (mine, theirs(turn)?)
        } else {
            let other = theirs(turn)?;
            (ours(turn)?, other)
        };
        for ((pairs, mine), other) in all.iter_mut().zip(mine).zip(other) {
            pairs.ours.0.push(mine);
            pairs.theirs.0.push(other);
        }
    }
    Ok(all)
}

/// The duration that `percent` of all do not pass (nearest rank).
fn rank(durations: &[Duration], percent: usize) -> Duration {
    let mut sorted = durations.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default()
}

fn over(ours: Duration, theirs: Duration) -> f64 {
    ours.as_secs_f64() / theirs.as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(ms: impl IntoIterator<Item = u64>) -> Series {
        Series(ms.into_iter().map(Duration::from_millis).collect())
    }

    #[test]
    fn ranks_are_durations_that_were_measured() {
        let series = series((1..=200).rev());

        assert_eq!(series.median(), Duration::from_millis(100));
        assert_eq!(series.p95(), Duration::from_millis(190));
        assert_eq!(series.range(), (Duration::from_millis(1), Duration::from_millis(200)));
    }

    #[test]
    fn slices_show_a_machine_that_slowed_down() {
        let ours = series([2, 2, 2, 2, 2, 2, 2, 2, 6, 6]);
        let pairs = Pairs { ours, theirs: series([2; 10]) };

        assert!((pairs.ratio() - 1.0).abs() < 1e-9);
        assert!((pairs.ratio_range().0 - 1.0).abs() < 1e-9);
        assert!((pairs.ratio_range().1 - 3.0).abs() < 1e-9);
    }

    #[test]
    fn both_sides_go_first_equally_often() {
        let order = std::cell::RefCell::new(String::new());
        let side = |name: char| {
            let order = &order;
            move |_| {
                order.borrow_mut().push(name);
                Ok([Duration::from_millis(1)])
            }
        };

        let [pairs] = interleave(4, side('o'), side('t')).unwrap();

        assert_eq!(order.borrow().as_str(), "ottoottoot");
        assert_eq!(pairs.count(), 4);
    }
}
