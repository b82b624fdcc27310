//! How many files each stratum gives.

use std::cmp::Reverse;

/// What one stratum gives to a sample.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Share {
    /// The stratum.
    pub stratum: String,
    /// How many files it has.
    pub of: usize,
    /// How many of them are drawn.
    pub taken: usize,
}

/// Shares `size` places among `strata`, which are sorted by name and not empty.
///
/// Every stratum gets the whole part of its proportion; places left over go one each to the
/// largest remainders (equal ones: by name). Then, if there are places enough for all, each
/// stratum without a place takes one from the stratum that has most (equal ones: by name).
pub(super) fn shares(strata: &[(&str, usize)], size: usize) -> Vec<Share> {
    let all: usize = strata.iter().map(|(_, of)| of).sum();
    let product = |of: usize| wide(of) * wide(size);
    let mut shares: Vec<Share> = strata
        .iter()
        .map(|(stratum, of)| Share {
            stratum: (*stratum).to_owned(),
            of: *of,
            taken: usize::try_from(product(*of) / wide(all).max(1)).unwrap_or(*of),
        })
        .collect();
    let left = size.saturating_sub(shares.iter().map(|share| share.taken).sum());
    // The sort is stable: equal remainders stay in the order of the names.
    let mut by_remainder: Vec<&mut Share> = shares.iter_mut().collect();
    by_remainder.sort_by_key(|share| Reverse(product(share.of) % wide(all).max(1)));
    for share in by_remainder.into_iter().take(left) {
        share.taken += 1;
    }
    if strata.len() <= size {
        give_each_one(&mut shares);
    }
    shares
}

fn give_each_one(shares: &mut [Share]) {
    while let Some(without) = shares.iter().position(|share| share.taken == 0) {
        let most = shares.iter().map(|share| share.taken).max().unwrap_or_default();
        let Some(giver) = shares.iter_mut().find(|share| share.taken == most && 1 < most) else {
            return;
        };
        giver.taken -= 1;
        if let Some(share) = shares.get_mut(without) {
            share.taken = 1;
        }
    }
}

/// Products of two counts fit without loss.
fn wide(count: usize) -> u128 {
    u128::try_from(count).unwrap_or(u128::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(of: &[usize], size: usize, expected: &[usize]) {
        let names: Vec<String> = (0..of.len()).map(|index| format!("{index:03}")).collect();
        let strata: Vec<_> = names.iter().map(String::as_str).zip(of.iter().copied()).collect();
        let taken: Vec<_> = shares(&strata, size).iter().map(|share| share.taken).collect();
        assert_eq!(taken, expected);
    }

    #[test]
    fn places_follow_the_proportions() {
        check(&[50, 30, 20], 10, &[5, 3, 2]);
        check(&[2756, 1789], 20, &[12, 8]);
    }

    #[test]
    fn equal_remainders_go_by_name() {
        check(&[10, 10, 10], 4, &[2, 1, 1]);
    }

    #[test]
    fn a_small_stratum_is_not_forgotten_when_there_are_places_enough() {
        check(&[4000, 540, 5], 20, &[17, 2, 1]);
        check(&[1, 1, 1, 997], 4, &[1, 1, 1, 1]);
        check(&[1, 1, 1, 997], 3, &[0, 0, 0, 3]);
    }

    proptest! {
        #[test]
        fn places_are_all_given_and_no_stratum_gives_more_than_it_has(
            of in prop::collection::vec(1_usize..500, 1..20),
            part in 0_usize..1000,
        ) {
            let all: usize = of.iter().sum();
            let size = 1 + part * (all - 1) / 1000;
            let names: Vec<String> = (0..of.len()).map(|index| format!("{index:03}")).collect();
            let strata: Vec<_> = names.iter().map(String::as_str).zip(of.iter().copied()).collect();
            let shares = shares(&strata, size);
            prop_assert_eq!(shares.iter().map(|share| share.taken).sum::<usize>(), size);
            prop_assert!(shares.iter().all(|share| share.taken <= share.of));
            if strata.len() <= size {
                prop_assert!(shares.iter().all(|share| 0 < share.taken));
            }
        }
    }
}
