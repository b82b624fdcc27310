//! What edits do: settle, disagree, undo, and survive a rebuild. Here is the store that they write to.

mod edits;
mod streams;
mod undo;

use ledger::{Hlc, OpBody, StreamId};
use proptest::prelude::*;

use super::testing::Colleague;
use super::tests::{Bench, bench};
use super::*;

const CAMPAIGN: [u8; 16] = [1; 16];

const VISIT: [u8; 16] = [2; 16];

fn verdict() -> Target {
    Target::new(VISIT, "answer", VISIT, "CD-05/verdict")
}

fn set(store: &mut Store, target: &Target, value: &str) -> Option<OpRef> {
    let write = |tx: &mut Tx<'_>| tx.set(target, value.as_bytes(), Secrecy::Shared);
    store.write::<_, StoreError>(write).unwrap().value
}

/// What stands, as words; several in the order of time.
#[track_caller]
fn stands(store: &Store, target: &Target, expected: &[&str]) {
    let words = |head: Head| match head.value {
        Value::Set(bytes) => String::from_utf8(bytes).unwrap(),
        silent @ (Value::Retracted | Value::Purged | Value::Withheld) => format!("{silent:?}"),
    };
    let found: Vec<String> = match store.field(target).unwrap() {
        Field::Absent => Vec::new(),
        Field::Settled(head) => vec![words(head)],
        Field::Disagreement(heads) => heads.into_iter().map(words).collect(),
    };
    assert_eq!(found, expected);
}

/// An open store in which the visit is placed.
fn placed(bench: &Bench) -> Store {
    let mut store = bench.open().unwrap();
    store.write::<_, StoreError>(|tx| tx.place(VISIT, CAMPAIGN)).unwrap();
    store
}
