//! How many of all, when some of a random sample are: an exact 95 % interval.

use num_bigint::BigUint;
use thiserror::Error;

use crate::ratio::{Percent, Ratio};

/// Each side may be wrong once in this many samples: 2.5 % on each, 5 % together.
const SIDE: u32 = 40;

/// What is known of a population, or of one stratum of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Sampled {
    /// How many of those drawn are surely such things.
    pub found: u32,
    /// How many of those drawn nobody has judged yet.
    pub open: u32,
    /// How many were drawn, judged or not.
    pub drawn: u32,
    /// How many there are.
    pub population: u32,
}

/// Counts that no sample can have.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("{found} of {checked} out of {population} is no sample")]
pub struct BadSample {
    /// How many of the sample are.
    pub found: u32,
    /// How many were looked at.
    pub checked: u32,
    /// How many there are.
    pub population: u32,
}

/// The numbers of things in a population that a random sample does not contradict.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Interval {
    low: u32,
    high: u32,
    population: u32,
}

impl Interval {
    /// The exact 95 % interval for the number of things in a population of `population`, when
    /// `found` of `checked` drawn at random without replacement are such things.
    ///
    /// It holds every number that neither of two tests at 2.5 % rejects, so it never claims more
    /// than 95 %, and it is a single number when everything was looked at. Only integers are used.
    ///
    /// # Errors
    ///
    /// [`BadSample`] unless `found` ≤ `checked` ≤ `population` and `checked` is above zero.
    ///
    /// # Source
    ///
    /// Inversion of the equal-tailed hypergeometric test: H. S. Konijn, “Statistical Theory of
    /// Sample Survey Design and Analysis”, 1973; J. P. Buonaccorsi, “A Note on Confidence
    /// Intervals for Proportions in Finite Populations”, The American Statistician 41 (1987).
    pub fn exact_95(found: u32, checked: u32, population: u32) -> Result<Self, BadSample> {
        if checked == 0 {
            return Err(BadSample { found, checked, population });
        }
        Self::joint(&[Sampled { found, open: 0, drawn: checked, population }])
    }

    /// The same for a population of several strata, each drawn from by itself: the sum of an exact
    /// interval for each, which share the 5 % among them, so that all are right together in at
    /// least 95 of 100 samples. A stratum of which everything was drawn takes no share; one of
    /// which nothing was drawn may be anything.
    ///
    /// While some of the drawn are not judged, the lower end takes all of them for sound and the
    /// upper end none. So the interval holds every one that the finished sample can bring, in
    /// whatever order it is judged, and only grows narrower.
    ///
    /// # Errors
    ///
    /// [`BadSample`] unless `found` + `open` ≤ `drawn` ≤ `population` in every stratum.
    ///
    /// # Source
    ///
    /// The inequality of Bonferroni over the intervals of [`Self::exact_95`].
    pub fn joint(strata: &[Sampled]) -> Result<Self, BadSample> {
        let doubtful = |one: &&Sampled| 0 < one.drawn && one.drawn < one.population;
        let shares = u32::try_from(strata.iter().filter(doubtful).count()).unwrap_or(u32::MAX);
        let side = SIDE.saturating_mul(shares.max(1));
        let mut all = Self { low: 0, high: 0, population: 0 };
        for one in strata {
            let Sampled { found, open, drawn, population } = *one;
            let most = found.saturating_add(open);
            if drawn < most || population < drawn {
                return Err(BadSample { found: most, checked: drawn, population });
            }
            let urn = Urn::new(drawn, population, side);
            // What is not such a thing is counted the same way from the other end.
            let high = population - urn.fewest(drawn - most);
            all.low = all.low.saturating_add(urn.fewest(found));
            all.high = all.high.saturating_add(high);
            all.population = all.population.saturating_add(population);
        }
        Ok(all)
    }

    /// The smallest number, included.
    pub const fn low(self) -> u32 {
        self.low
    }

    /// The largest number, included.
    pub const fn high(self) -> u32 {
        self.high
    }

    /// Both ends as parts of the population, rounded half up to two decimals.
    pub fn percents(self) -> Option<(Percent, Percent)> {
        let percent = |count| Ratio::new(count, self.population).ok().map(Ratio::percent);
        Some((percent(self.low)?, percent(self.high)?))
    }
}

/// Drawing `drawn` of `all` without putting back.
struct Urn {
    drawn: u64,
    all: u64,
    ways: BigUint,
    /// Too unlikely is what comes up in less than one of this many draws.
    side: u32,
}

impl Urn {
    fn new(drawn: u32, all: u32, side: u32) -> Self {
        let (drawn, all) = (u64::from(drawn), u64::from(all));
        Self { drawn, all, ways: choose(all, drawn), side }
    }

    /// The fewest marked things with which drawing `found` or more is not too unlikely.
    fn fewest(&self, found: u32) -> u32 {
        let found = u64::from(found);
        let (mut low, mut high) = (found, self.all - (self.drawn - found));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.is_plausible(middle, found) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        u32::try_from(low).unwrap_or(u32::MAX)
    }

    /// Whether `found` or more marked things come up in more than one of `side` draws, when
    /// `marked` of all are.
    fn is_plausible(&self, marked: u64, found: u64) -> bool {
        let (fewest, most) = (self.drawn.saturating_sub(self.all - marked), self.drawn.min(marked));
        if found <= fewest {
            return true;
        }
        // The shorter tail is added up.
        let at_least = if found - fewest < most - found {
            &self.ways - self.sum(marked, fewest, found - 1)
        } else {
            self.sum(marked, found, most)
        };
        self.ways < at_least * self.side
    }

    /// In how many ways `from` to `to` marked things come up, both within what is possible.
    fn sum(&self, marked: u64, from: u64, to: u64) -> BigUint {
        let unmarked = self.all - marked;
        let mut ways = choose(marked, from) * choose(unmarked, self.drawn - from);
        let mut sum = ways.clone();
        for count in from..to {
            let left = self.drawn - count;
            ways = ways * (marked - count) * left / (count + 1) / (unmarked + 1 - left);
            sum += &ways;
        }
        sum
    }
}

fn choose(all: u64, some: u64) -> BigUint {
    if all < some {
        return BigUint::ZERO;
    }
    let some = some.min(all - some);
    let mut ways = BigUint::from(1_u32);
    for count in 0..some {
        ways = ways * (all - count) / (count + 1);
    }
    ways
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(found: u32, checked: u32, population: u32, low: u32, high: u32) {
        let interval = Interval::exact_95(found, checked, population).unwrap();
        assert_eq!((interval.low(), interval.high()), (low, high));
    }

    /// A small stratum: how many there are, are drawn and are marked.
    fn stratum() -> impl Strategy<Value = (u32, u32, u32)> {
        (1_u32..14).prop_flat_map(|all| (Just(all), 0..=all, 0..=all))
    }

    /// In how many ways `found` of `drawn` come up when `marked` of `all` are.
    fn ways(found: u32, drawn: u32, marked: u32, all: u32) -> u128 {
        choose_small(marked, found) * choose_small(all - marked, drawn - found)
    }

    fn choose_small(all: u32, some: u32) -> u128 {
        if all < some {
            return 0;
        }
        (0..u128::from(some)).fold(1, |ways, count| ways * (u128::from(all) - count) / (count + 1))
    }

    #[test]
    fn agrees_with_sums_done_elsewhere() {
        // Added up term by term with exact integers in another language.
        check(1, 20, 4545, 6, 1128);
        check(0, 20, 4545, 0, 763);
        check(3, 20, 4545, 147, 1720);
        check(20, 20, 4545, 3782, 4545);
        check(3, 10, 50, 5, 31);
        check(2, 100, 300, 2, 18);
    }

    #[test]
    fn stops_one_short_of_the_first_rejected_number_that_others_publish() {
        // README of the R package samplingbook (Kauermann, Küchenhoff): Sprop(m = 45, n = 100,
        // N = 300) prints [110, 161], the first numbers outside.
        check(45, 100, 300, 111, 160);
    }

    #[test]
    fn comes_close_to_the_published_binomial_limits_in_a_large_population() {
        // Clopper and Pearson for n = 20: 0 → 0–16,84; 1 → 0,13–24,87; 3 → 3,21–37,89.
        for (found, low, high) in [(0, "0,00", "16,84"), (1, "0,13", "24,87"), (3, "3,21", "37,89")]
        {
            let interval = Interval::exact_95(found, 20, 10_000_000).unwrap();
            let (from, to) = interval.percents().unwrap();
            assert_eq!((from.printed().as_str(), to.printed().as_str()), (low, high));
        }
    }

    #[test]
    fn everything_looked_at_leaves_no_doubt() {
        check(4, 27, 27, 4, 4);
        check(0, 1, 1, 0, 0);
    }

    #[test]
    fn refuses_what_no_sample_can_be() {
        for (found, checked, population) in [(3, 2, 9), (1, 0, 9), (0, 0, 0), (1, 10, 9)] {
            let wrong = BadSample { found, checked, population };
            assert_eq!(Interval::exact_95(found, checked, population), Err(wrong));
        }
    }

    #[test]
    fn a_large_sample_of_a_large_population_is_still_exact() {
        let interval = Interval::exact_95(10, 1_000, 34_336).unwrap();
        assert!(interval.low() < 344 && 344 < interval.high(), "{interval:?}");
    }

    fn sampled(found: u32, open: u32, drawn: u32, population: u32) -> Sampled {
        Sampled { found, open, drawn, population }
    }

    #[test]
    fn one_stratum_is_the_whole_population() {
        let joint = Interval::joint(&[sampled(3, 0, 20, 4545)]).unwrap();
        assert_eq!(joint, Interval::exact_95(3, 20, 4545).unwrap());
    }

    #[test]
    fn a_stratum_looked_at_whole_takes_no_share_of_the_doubt() {
        let alone = Interval::exact_95(3, 20, 4545).unwrap();
        let joint = Interval::joint(&[sampled(3, 0, 20, 4545), sampled(2, 0, 5, 5)]).unwrap();
        assert_eq!((joint.low(), joint.high()), (alone.low() + 2, alone.high() + 2));
    }

    #[test]
    fn a_stratum_nobody_drew_from_may_be_anything() {
        let joint = Interval::joint(&[sampled(0, 0, 4, 4), sampled(0, 0, 0, 7)]).unwrap();
        assert_eq!((joint.low(), joint.high()), (0, 7));
    }

    #[test]
    fn two_strata_agree_with_sums_done_elsewhere() {
        // Each side at 1,25 % in each stratum, added up term by term in another language.
        let joint = Interval::joint(&[sampled(2, 0, 12, 2756), sampled(1, 0, 8, 1789)]).unwrap();
        assert_eq!((joint.low(), joint.high()), (44, 2472));
    }

    proptest! {
        #[test]
        fn strata_are_right_together_in_95_of_100_samples(
            (one, other) in (stratum(), stratum()),
        ) {
            let mut inside = 0;
            for (first, second) in (0..=one.1).flat_map(|it| (0..=other.1).map(move |at| (it, at))) {
                let ways = ways(first, one.1, one.2, one.0) * ways(second, other.1, other.2, other.0);
                if 0 < ways {
                    let strata = [
                        sampled(first, 0, one.1, one.0),
                        sampled(second, 0, other.1, other.0),
                    ];
                    let joint = Interval::joint(&strata).unwrap();
                    if (joint.low()..=joint.high()).contains(&(one.2 + other.2)) {
                        inside += ways;
                    }
                }
            }
            let all = choose_small(one.0, one.1) * choose_small(other.0, other.1);
            prop_assert!(all * 95 <= inside * 100);
        }

        #[test]
        fn a_sample_half_judged_holds_every_end_it_may_come_to(
            (all, drawn, found, open) in (1_u32..40)
                .prop_flat_map(|all| (Just(all), 1..=all))
                .prop_flat_map(|(all, drawn)| (Just(all), Just(drawn), 0..=drawn))
                .prop_flat_map(|(all, drawn, found)| {
                    (Just(all), Just(drawn), Just(found), 0..=drawn - found)
                }),
        ) {
            let running = Interval::joint(&[sampled(found, open, drawn, all)]).unwrap();
            for end in found..=found + open {
                let last = Interval::exact_95(end, drawn, all).unwrap();
                prop_assert!(running.low() <= last.low() && last.high() <= running.high());
            }
        }

        #[test]
        fn the_true_number_is_inside_in_95_of_100_samples(
            (all, drawn, marked) in (1_u32..40).prop_flat_map(|all| (Just(all), 1..=all, 0..=all)),
        ) {
            let inside: u128 = (0..=drawn)
                .filter(|found| {
                    let interval = Interval::exact_95(*found, drawn, all).unwrap();
                    (interval.low()..=interval.high()).contains(&marked)
                })
                .map(|found| ways(found, drawn, marked, all))
                .sum();
            prop_assert!(choose_small(all, drawn) * 95 <= inside * 100);
        }

        #[test]
        fn holds_exactly_the_numbers_that_neither_test_rejects(
            (all, drawn, found) in (1_u32..40)
                .prop_flat_map(|all| (Just(all), 1..=all))
                .prop_flat_map(|(all, drawn)| (Just(all), Just(drawn), 0..=drawn)),
        ) {
            let interval = Interval::exact_95(found, drawn, all).unwrap();
            let tail = |marked, tail: std::ops::RangeInclusive<u32>| -> u128 {
                tail.map(|found| ways(found, drawn, marked, all)).sum()
            };
            let total = choose_small(all, drawn);
            for marked in 0..=all {
                let possible = found <= marked && drawn - found <= all - marked;
                let plausible = possible
                    && total < 40 * tail(marked, found..=drawn)
                    && total < 40 * tail(marked, 0..=found);
                let inside = (interval.low()..=interval.high()).contains(&marked);
                prop_assert_eq!(inside, plausible);
            }
        }
    }
}
