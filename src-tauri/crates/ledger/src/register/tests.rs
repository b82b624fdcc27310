//! The promises of merging, by example and against a naive oracle.

use proptest::prelude::*;

use super::*;
use crate::testing::{op, set, target};

fn said(register: &Register) -> Vec<String> {
    let text = |content: &Content| match content {
        Content::Value(value) => {
            String::from_utf8(value.as_plain().unwrap_or_default().to_vec()).unwrap()
        }
        Content::Retracted => "retracted".to_owned(),
    };
    match register.standing() {
        Standing::Unwritten => vec![],
        Standing::Settled(opinion) => vec![text(opinion.content)],
        Standing::Disagreement(opinions) => {
            opinions.iter().map(|opinion| text(opinion.content)).collect()
        }
    }
}

fn edit(action: Action, replaces: &[OpRef]) -> OpBody {
    OpBody::new(Hlc::new(9, 0), 9, target("CD-05/verdict"), action, replaces.to_vec()).unwrap()
}

fn resolve(text: &str, replaces: &[OpRef]) -> OpBody {
    let reason = "đếm lại sổ".to_owned();
    edit(Action::Resolve { value: Value::plain(text), reason }, replaces)
}

fn register(ops: &[(OpRef, OpBody)]) -> Register {
    let mut register = Register::new();
    ops.iter().for_each(|(op, body)| register.apply(*op, body));
    register
}

#[test]
fn an_edit_replaces_the_one_version_its_author_saw() {
    let register =
        register(&[(op(1, 1), set("12/40", &[])), (op(2, 1), set("12/38", &[op(1, 1)]))]);
    assert_eq!(said(&register), ["12/38"]);
    assert_eq!(register.only_head(), Some(op(2, 1)));
}

#[test]
fn two_who_did_not_see_each_other_disagree_until_a_person_resolves() {
    let mut register = register(&[(op(1, 1), set("12/40", &[])), (op(2, 1), set("12/38", &[]))]);
    assert_eq!(said(&register).len(), 2);
    assert_eq!((register.settled(), register.only_head()), (None, None));

    register.apply(op(3, 1), &resolve("12/38", &register.all_heads()));

    assert_eq!(said(&register), ["12/38"]);
}

#[test]
fn a_plain_edit_leaves_a_disagreement_standing() {
    let mut register = register(&[(op(1, 1), set("12/40", &[])), (op(2, 1), set("12/38", &[]))]);
    register.apply(op(1, 2), &set("13/40", &[op(1, 1)]));
    assert_eq!(said(&register).len(), 2);
}

#[test]
fn equal_values_are_one_opinion_with_two_authors() {
    let register = register(&[(op(1, 1), set("đạt", &[])), (op(2, 1), set("đạt", &[]))]);
    let Standing::Settled(opinion) = register.standing() else { panic!("{register:?}") };
    let mut authors: Vec<_> = opinion.heads.iter().map(|head| head.op).collect();
    authors.sort();
    let mut expected = vec![op(1, 1), op(2, 1)];
    expected.sort();
    assert_eq!(authors, expected);
    assert_eq!(register.only_head(), None);
}

#[test]
fn a_late_edit_that_a_resolve_did_not_see_reopens_the_question() {
    let mut register = register(&[
        (op(1, 1), set("a", &[])),
        (op(2, 1), set("b", &[])),
        (op(3, 1), resolve("a", &[op(1, 1), op(2, 1)])),
    ]);
    register.apply(op(2, 2), &set("c", &[op(2, 1)]));
    assert_eq!(said(&register).len(), 2);
}

#[test]
fn a_replaced_version_that_arrives_late_or_again_does_not_come_back() {
    let old = (op(1, 1), set("cũ", &[]));
    let new = (op(2, 1), set("mới", &[op(1, 1)]));
    assert_eq!(said(&register(&[new.clone(), old.clone()])), ["mới"]);
    assert_eq!(said(&register(&[old.clone(), new, old])), ["mới"]);
}

#[test]
fn removal_is_an_explicit_op_and_can_be_disputed() {
    let mut register = register(&[(op(1, 1), set("ảnh 3", &[]))]);
    register.apply(op(1, 2), &edit(Action::Retract, &[op(1, 1)]));
    assert_eq!(register.settled(), Some(&Content::Retracted));

    register.apply(op(2, 1), &set("ảnh 3, rõ hơn", &[op(1, 1)]));
    assert_eq!(said(&register).len(), 2);
}

#[test]
fn undo_is_a_new_op_that_restores_the_former_value() {
    let mut register = register(&[(op(1, 1), set("a", &[])), (op(1, 2), set("b", &[op(1, 1)]))]);
    let undo = Action::Undo { of: op(1, 2), value: Value::plain("a") };
    register.apply(op(1, 3), &edit(undo, &[op(1, 2)]));
    assert_eq!(said(&register), ["a"]);
    assert_eq!(register.only_head(), Some(op(1, 3)));
}

#[test]
fn undoing_a_resolve_restores_the_disagreement() {
    let mut register = register(&[
        (op(1, 1), set("a", &[])),
        (op(2, 1), set("b", &[])),
        (op(3, 1), resolve("a", &[op(1, 1), op(2, 1)])),
    ]);
    let undo = |text: &str| Action::Undo { of: op(3, 1), value: Value::plain(text) };
    register.apply(op(3, 2), &edit(undo("a"), &[op(3, 1)]));
    register.apply(op(3, 3), &edit(undo("b"), &[]));
    assert_eq!(said(&register), ["a", "b"]);
}

#[test]
fn an_emptied_field_is_not_an_unwritten_one() {
    assert_eq!(Register::new().standing(), Standing::Unwritten);
    let mut register = Register::new();
    register.apply(op(1, 1), &edit(Action::Set(Value::Cleared), &[]));
    assert_eq!(register.settled(), Some(&Content::Value(Value::Cleared)));
}

#[test]
fn lists_by_time_what_no_time_decides() {
    let at = |ms, text: &str| {
        let action = Action::Set(Value::plain(text));
        OpBody::new(Hlc::new(ms, 0), ms, target("x"), action, vec![]).unwrap()
    };
    let register = register(&[(op(1, 1), at(50, "sau")), (op(2, 1), at(20, "trước"))]);
    assert_eq!(said(&register), ["trước", "sau"]);
}

#[test]
fn continues_from_what_was_stored() {
    let whole = register(&[
        (op(1, 1), set("a", &[])),
        (op(2, 1), set("b", &[op(1, 1)])),
        (op(3, 1), set("c", &[])),
    ]);
    let stored = Register::resume(whole.heads().cloned(), whole.superseded());
    assert_eq!(stored, whole);
}

#[test]
fn an_action_of_a_newer_version_changes_nothing() {
    let unknown = Action::Unknown { code: 40, payload: crate::Extra::default() };
    let mut register = register(&[(op(1, 1), set("a", &[]))]);
    register.apply(op(2, 1), &edit(unknown, &[op(1, 1)]));
    assert_eq!(said(&register), ["a"]);
}

/// One device writes; it has seen some of what was written before it.
fn history() -> impl Strategy<Value = Vec<(OpRef, OpBody)>> {
    let step = (1..5_u8, 0..4_u8, 0..6_u8, any::<u64>());
    prop::collection::vec(step, 1..40).prop_map(|steps| {
        let mut written: Vec<(OpRef, OpBody)> = Vec::new();
        let mut seqs = [0_u32; 5];
        for (device, text, what, seen) in steps {
            seqs[usize::from(device)] += 1;
            let text = text.to_string();
            let picked = |at: u64| {
                let at = usize::try_from(at).unwrap();
                (!written.is_empty()).then(|| written[at % written.len()].0)
            };
            let one: Vec<_> = picked(seen % 1009).into_iter().collect();
            let several: Vec<_> =
                [seen % 101, seen % 103, seen % 107].into_iter().filter_map(picked).collect();
            let body = match what {
                0 => set(&text, &[]),
                1 | 2 => set(&text, &one),
                3 => edit(Action::Retract, &one),
                4 if !several.is_empty() => resolve(&text, &several),
                _ => edit(Action::Undo { of: op(8, 1), value: Value::plain(text) }, &one),
            };
            written.push((op(device, seqs[usize::from(device)]), body));
        }
        written
    })
}

/// What stands, said as plainly as possible: every op that no op names.
fn oracle(ops: &[(OpRef, OpBody)]) -> BTreeSet<OpRef> {
    ops.iter()
        .map(|(op, _)| *op)
        .filter(|op| !ops.iter().any(|(_, other)| other.replaces().contains(op)))
        .collect()
}

proptest! {
    #[test]
    fn never_loses_a_value_that_nobody_replaced(ops in history()) {
        let heads: BTreeSet<_> = register(&ops).heads().map(|head| head.op).collect();
        prop_assert_eq!(heads, oracle(&ops));
    }

    #[test]
    fn order_and_repetition_change_nothing(
        (ops, shuffled) in history().prop_flat_map(|ops| {
            let twice: Vec<_> = ops.iter().chain(&ops).cloned().collect();
            (Just(ops), Just(twice).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(register(&shuffled), register(&ops));
    }

    #[test]
    fn storing_half_way_changes_nothing(
        ops in history(), cut in any::<prop::sample::Index>(),
    ) {
        let (first, second) = ops.split_at(cut.index(ops.len()));
        let half = register(first);
        let mut stored = Register::resume(half.heads().cloned(), half.superseded());
        second.iter().for_each(|(op, body)| stored.apply(*op, body));
        prop_assert_eq!(stored, register(&ops));
    }
}
