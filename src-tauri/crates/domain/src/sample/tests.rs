//! What a draw promises.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn entry(code: &str, stratum: &str) -> Entry {
    Entry { code: code.to_owned(), stratum: stratum.to_owned() }
}

fn numbered(size: u32) -> Population {
    Population::new((1..=size).map(|number| entry(&format!("H27-{number:04}"), ""))).unwrap()
}

fn codes_of(drawn: &Drawn) -> Vec<&str> {
    drawn.entries.iter().map(|entry| entry.code.as_str()).collect()
}

#[test]
fn twenty_of_4545_are_the_ones_that_standard_tools_draw() {
    // printf '%s\x1f%s' MAU-2022 H27-0001 | sha256sum, for each code; sort; head -n 3
    let drawn = numbered(4545).draw("MAU-2022", 20, false).unwrap();
    assert_eq!(drawn.entries.len(), 20);
    assert_eq!(codes_of(&drawn)[..3], FIRST_THREE);
}

const FIRST_THREE: [&str; 3] = ["H27-1025", "H27-3912", "H27-4211"];

#[test]
fn decomposed_letters_and_blanks_draw_the_same() {
    let composed = Population::new([entry("Đất-1", ""), entry("Đất-2", "")]).unwrap();
    let typed =
        Population::new([entry(" Đa\u{302}\u{301}t-2", ""), entry("Đất-1\r\n", "")]).unwrap();
    assert_eq!(composed, typed);
    assert_eq!(composed.digest(), typed.digest());
    let draw = |seed| codes_of(&composed.draw(seed, 1, false).unwrap()).join("");
    assert_eq!(draw("Hạt giống"), draw("  Ha\u{323}t gio\u{302}\u{301}ng"));
}

#[test]
fn the_digest_is_what_sha256sum_says_of_the_sorted_codes() {
    // printf 'A-1\nA-2\n' | sha256sum
    let population = Population::new([entry("A-2", ""), entry("A-1", "")]).unwrap();
    assert_eq!(population.digest(), DIGEST);
}

const DIGEST: &str = "7a4bd03b787535b62c9aedc5567a7f9fb434e06c6f6e34f849e5276efa0528f4";

#[test]
fn every_line_that_cannot_be_drawn_is_named() {
    let list = ["A-1", " ", "A-2", "A-1", "a-1", "A-1 "].map(|code| entry(code, ""));
    let expected = vec![
        Fault::NoCode { line: 2 },
        Fault::Twice { code: "A-1".to_owned(), lines: vec![1, 4, 6] },
    ];
    assert_eq!(Population::new(list), Err(expected));
    assert_eq!(Population::new([]), Err(vec![Fault::Nothing]));
}

#[test]
fn impossible_draws_are_refused() {
    let population = numbered(3);
    assert_eq!(population.draw(" ", 1, false), Err(BadDraw::NoSeed));
    assert_eq!(population.draw("a\u{1f}b", 1, false), Err(BadDraw::NoSeed));
    assert_eq!(population.draw("a", 0, false), Err(BadDraw::NoSize));
    assert_eq!(population.draw("a", 4, true), Err(BadDraw::TooMany { wanted: 4, all: 3 }));
}

fn strata() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::btree_map("[a-zđ0-9]{1,4}", 0_u8..4, 1..60).prop_map(|files| {
        files.into_iter().map(|(code, stratum)| entry(&code, &format!("LV{stratum}"))).collect()
    })
}

proptest! {
    #[test]
    fn neither_the_order_of_the_list_nor_a_second_draw_matters(
        (list, shuffled) in strata().prop_flat_map(|list| {
            (Just(list.clone()), Just(list).prop_shuffle())
        }),
        part in 0_usize..100,
        stratified: bool,
    ) {
        let size = 1 + part * (list.len() - 1) / 100;
        let (one, other) = (Population::new(list).unwrap(), Population::new(shuffled).unwrap());
        prop_assert_eq!(one.digest(), other.digest());
        let drawn = one.draw("S", size, stratified).unwrap();
        prop_assert_eq!(&drawn, &other.draw("S", size, stratified).unwrap());
        let distinct: BTreeSet<_> = drawn.entries.iter().collect();
        prop_assert_eq!(distinct.len(), size);
        prop_assert!(distinct.iter().all(|it| one.entries().contains(it)));
        prop_assert_eq!(drawn.shares.iter().map(|share| share.taken).sum::<usize>(), size);
    }

    #[test]
    fn a_larger_sample_begins_with_the_smaller_one(list in strata(), seed in "[A-Z2-7]{26}") {
        let population = Population::new(list).unwrap();
        let all = population.draw(&seed, population.size(), false).unwrap();
        let some = population.draw(&seed, 1 + population.size() / 3, false).unwrap();
        prop_assert!(all.entries.starts_with(&some.entries));
    }
}
