//! Undo is an edit of its own: it brings back what was there, and can be undone.

use super::*;

#[test]
fn undo_brings_back_what_was_there_and_undoing_that_does_it_again() {
    let bench = bench();
    let mut store = placed(&bench);
    let undo = |store: &mut Store, op| {
        store.write::<_, StoreError>(|tx| tx.undo(op)).map(|written| written.value)
    };
    let first = set(&mut store, &verdict(), "a").unwrap();
    let second = set(&mut store, &verdict(), "b").unwrap();

    assert!(matches!(undo(&mut store, first), Err(StoreError::Refused(Refusal::ChangedSince))));
    let undone = undo(&mut store, second).unwrap();
    stands(&store, &verdict(), &["a"]);
    undo(&mut store, undone[0]).unwrap();
    stands(&store, &verdict(), &["b"]);
    assert_eq!(store.history(&verdict()).unwrap().len(), 4);
}

#[test]
fn edits_of_one_field_are_undone_one_after_the_other() {
    let bench = bench();
    let mut store = placed(&bench);
    let edits = ["a", "b", "c"].map(|value| set(&mut store, &verdict(), value).unwrap());

    for (op, left) in edits.iter().rev().zip(["b", "a", "Retracted"]) {
        store.write::<_, StoreError>(|tx| tx.undo(*op)).unwrap();
        stands(&store, &verdict(), &[left]);
    }
}

#[test]
fn undoing_the_first_edit_empties_the_field() {
    let bench = bench();
    let mut store = placed(&bench);
    let first = set(&mut store, &verdict(), "a").unwrap();

    store.write::<_, StoreError>(|tx| tx.undo(first)).unwrap();

    stands(&store, &verdict(), &["Retracted"]);
}

#[test]
fn undoing_a_settlement_opens_the_disagreement_again() {
    let bench = bench();
    let mut store = placed(&bench);
    let mine = set(&mut store, &verdict(), "a").unwrap();
    let other = Colleague::join(&store, CAMPAIGN, 7).says(&store, &verdict(), "b", &[]);
    let settle = |tx: &mut Tx<'_>| tx.resolve(&verdict(), &[mine, other], b"c", "x");
    let settled = store.write::<_, StoreError>(settle).unwrap().value;
    stands(&store, &verdict(), &["c"]);

    store.write::<_, StoreError>(|tx| tx.undo(settled)).unwrap();

    let Field::Disagreement(heads) = store.field(&verdict()).unwrap() else { panic!("settled") };
    assert_eq!(heads.len(), 2);
}
