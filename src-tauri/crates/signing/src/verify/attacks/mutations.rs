//! Thousands of random changes to a signed paper: none is accepted, and none makes the verifier
//! fall over or go on for ever.

use std::sync::LazyLock;

use proptest::{prelude::*, sample::Index, test_runner::RngSeed};

use super::forge::{appended, gap, judge_of};
use crate::{
    Report,
    pdf::{PdfFile, find},
    testing::{paper, sealed, signed},
    verify::{Integrity, Reason, Verdict},
};

/// Whether the long run is asked for: every number in full, at random.
fn long_run() -> bool {
    std::env::var_os("BIENBAN_LONG").is_some()
}

/// As many cases as `long` asks for, or always the same few.
fn config(long: u32, short: u32) -> ProptestConfig {
    let seed = if long_run() { RngSeed::Random } else { RngSeed::Fixed(2022) };
    let cases = if long_run() { long } else { short };
    ProptestConfig { rng_seed: seed, ..ProptestConfig::with_cases(cases) }
}

/// A change to the bytes of a paper.
#[derive(Clone, Debug)]
enum Mutation {
    Flip {
        at: Index,
        bit: u8,
    },
    Delete {
        at: Index,
        count: usize,
    },
    Insert {
        at: Index,
        bytes: Vec<u8>,
    },
    Overwrite {
        at: Index,
        bytes: Vec<u8>,
    },
    /// A piece from elsewhere in the file.
    Copy {
        from: Index,
        to: Index,
        count: usize,
    },
    SwapWords {
        one: Index,
        other: Index,
    },
    SwapObjects {
        one: Index,
        other: Index,
    },
    /// An update that gives one object the value of another.
    Append {
        one: Index,
        other: Index,
    },
    Cut {
        at: Index,
    },
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let at = any::<Index>;
    let bytes = || {
        prop_oneof![
            proptest::collection::vec(any::<u8>(), 1..40),
            "[ -~]{1,40}".prop_map(String::into_bytes),
            proptest::sample::select(vec![
                "null",
                "endobj",
                "endstream",
                "<<",
                ">>",
                "%",
                "(",
                "startxref",
                "1 0 R",
                "xref",
            ])
            .prop_map(|word| word.as_bytes().to_vec()),
        ]
    };
    prop_oneof![
        4 => (at(), 0u8..8).prop_map(|(at, bit)| Mutation::Flip { at, bit }),
        1 => (at(), 1usize..40).prop_map(|(at, count)| Mutation::Delete { at, count }),
        1 => (at(), bytes()).prop_map(|(at, bytes)| Mutation::Insert { at, bytes }),
        1 => (at(), bytes()).prop_map(|(at, bytes)| Mutation::Overwrite { at, bytes }),
        1 => (at(), at(), 1usize..400).prop_map(|(from, to, count)| Mutation::Copy { from, to, count }),
        1 => (at(), at()).prop_map(|(one, other)| Mutation::SwapWords { one, other }),
        1 => (at(), at()).prop_map(|(one, other)| Mutation::SwapObjects { one, other }),
        2 => (at(), at()).prop_map(|(one, other)| Mutation::Append { one, other }),
        1 => at().prop_map(|at| Mutation::Cut { at }),
    ]
}

/// Where each word of digits and letters stands.
fn words(pdf: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, byte) in pdf.iter().enumerate() {
        match (byte.is_ascii_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if at - from < 40 {
                    found.push(from..at);
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Where the body of each object stands.
fn bodies(pdf: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = pdf.get(at..).and_then(|rest| find(rest, b" obj")) {
        let start = at + start + 4;
        let Some(length) = pdf.get(start..).and_then(|rest| find(rest, b"endobj")) else { break };
        found.push(start..start + length);
        at = start + length;
    }
    found
}

fn swap(pdf: &[u8], places: &[std::ops::Range<usize>], one: &Index, other: &Index) -> Vec<u8> {
    let (one, other) = (one.get(places).clone(), other.get(places).clone());
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    if second.start < first.end {
        return pdf.to_vec();
    }
    [
        pdf.get(..first.start),
        pdf.get(second.clone()),
        pdf.get(first.end..second.start),
        pdf.get(first),
        pdf.get(second.end..),
    ]
    .map(Option::unwrap)
    .concat()
}

impl Mutation {
    fn apply(&self, pdf: &[u8]) -> Vec<u8> {
        static WORDS: LazyLock<Vec<std::ops::Range<usize>>> = LazyLock::new(|| words(sealed(2)));
        static BODIES: LazyLock<Vec<std::ops::Range<usize>>> = LazyLock::new(|| bodies(sealed(2)));
        let mut out = pdf.to_vec();
        let end = |at: usize, count: usize| (at + count).min(pdf.len());
        match self {
            Self::Flip { at, bit } => *at.get_mut(&mut out) ^= 1 << bit,
            Self::Delete { at, count } => {
                let at = at.index(pdf.len());
                out.drain(at..end(at, *count));
            }
            Self::Insert { at, bytes } => {
                let at = at.index(pdf.len());
                out.splice(at..at, bytes.iter().copied());
            }
            Self::Overwrite { at, bytes } => {
                let at = at.index(pdf.len());
                out.splice(at..end(at, bytes.len()), bytes.iter().copied());
            }
            Self::Copy { from, to, count } => {
                let (from, to) = (from.index(pdf.len()), to.index(pdf.len()));
                let piece = pdf.get(from..end(from, *count)).unwrap();
                out.splice(to..to, piece.iter().copied());
            }
            Self::SwapWords { one, other } => return swap(pdf, &WORDS, one, other),
            Self::SwapObjects { one, other } => return swap(pdf, &BODIES, one, other),
            Self::Append { one, other } => return rewritten(pdf, one, other),
            Self::Cut { at } => out.truncate(at.index(pdf.len())),
        }
        out
    }
}

/// An update in which one object has the value of another.
fn rewritten(pdf: &[u8], one: &Index, other: &Index) -> Vec<u8> {
    let file = PdfFile::read(pdf).unwrap();
    let mut objects = Vec::new();
    for at in 0..=file.newest() {
        file.each_of(at, &mut |id, _| objects.push(id)).unwrap();
    }
    let (one, other) = (*one.get(&objects), *other.get(&objects));
    let read = |id| file.object(id, file.newest()).unwrap().unwrap();
    let (old, new) = (read(one), read(other));
    if old.value == new.value {
        return pdf.to_vec();
    }
    appended(pdf, |_, update| match &new.stream {
        Some(place) => {
            let mut body = Vec::new();
            new.value.write(&mut body);
            body.extend_from_slice(b"\nstream\n");
            body.extend_from_slice(pdf.get(place.clone()).unwrap());
            body.extend_from_slice(b"\nendstream");
            update.put_raw(one, body);
        }
        None => update.put(one, &new.value),
    })
}

/// Whether a report would let somebody believe that nothing happened.
fn is_accepted(report: &Report) -> bool {
    let trusted = report.signatures.iter().all(|it| it.trusted);
    let told = report.reasons.iter().any(|it| matches!(it, Reason::Added(_)));
    match report.verdict {
        Verdict::Intact => trusted,
        // A look put into an empty field may be added, and is told.
        Verdict::Extended => !told,
        Verdict::Changed | Verdict::CannotJudge | Verdict::Unsigned => false,
    }
}

proptest! {
    #![proptest_config(config(10_000, 250))]

    #[test]
    fn no_random_change_is_accepted(mutation in mutation()) {
        let pdf = sealed(2);
        let changed = mutation.apply(pdf);
        prop_assume!(changed != pdf);
        let report = judge_of(&changed);
        prop_assert!(!is_accepted(&report), "{mutation:?}: {report:#?}");
    }
}

proptest! {
    #![proptest_config(config(1000, 48))]

    #[test]
    fn several_changes_at_once_are_not_accepted(
        mutations in proptest::collection::vec(mutation(), 2..6),
    ) {
        let pdf = sealed(2);
        let mut changed = pdf.to_vec();
        for mutation in mutations.iter().filter(|it| !matches!(it, Mutation::Append { .. })) {
            if matches!(mutation, Mutation::SwapWords { .. } | Mutation::SwapObjects { .. })
                && changed.len() != pdf.len()
            {
                continue;
            }
            if changed.is_empty() {
                break;
            }
            changed = mutation.apply(&changed);
        }
        prop_assume!(changed != pdf);
        prop_assert!(!is_accepted(&judge_of(&changed)), "{mutations:?}");
    }

    #[test]
    fn no_flipped_bit_outside_the_signature_leaves_it_sound(place in any::<Index>(), bit in 0u8..8) {
        let pdf = signed_once();
        let gap = gap(pdf);
        let mut at = place.index(pdf.len() - gap.len());
        if gap.start <= at {
            at += gap.len();
        }
        let mut flipped = pdf.to_vec();
        *flipped.get_mut(at).unwrap() ^= 1 << bit;
        let report = judge_of(&flipped);
        prop_assert!(!matches!(report.verdict, Verdict::Intact | Verdict::Extended));
        let sound = report.signatures.iter().any(|it| it.integrity == Integrity::Ok);
        prop_assert!(!sound, "byte {at} bit {bit}: {report:#?}");
    }

    #[test]
    fn small_structures_are_read_or_refused(text in "[ -~]{0,40}", at in any::<Index>()) {
        let mut pdf = paper();
        let at = at.index(pdf.len());
        pdf.splice(at..at, text.bytes());
        let report = judge_of(&pdf);
        prop_assert!(report.signatures.is_empty());
        let _fields = crate::fields(&pdf).is_ok();
    }
}

/// A signed paper, made once: signing in every case would take most of the time.
fn signed_once() -> &'static [u8] {
    static PDF: LazyLock<Vec<u8>> = LazyLock::new(|| signed(1));
    &PDF
}
