//! Edits are kept or not at all, and replace only what their author saw.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The tables are `ledger::Register`, whatever the order of arrival.
    #[test]
    fn the_tables_say_what_the_register_says(
        edits in prop::collection::vec((0..3_u8, 0..3_u8, 0..6_usize), 1..12),
        order in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let bench = bench();
        let store = bench.open().unwrap();
        let mut register = ledger::Register::new();
        let target = ledger::Target::new("answer", VISIT, "CD-05/verdict").unwrap();
        let mut seqs = [0_u32; 3];
        let mut written: Vec<(OpRef, OpBody)> = Vec::new();
        for (device, value, seen) in edits {
            let stream = StreamId::from_bytes([device; 32]);
            seqs[usize::from(device)] += 1;
            let op = OpRef::new(stream, seqs[usize::from(device)]);
            let replaces = written.iter().rev().nth(seen).map(|(op, _)| *op).into_iter().collect();
            let hlc = Hlc::new(1000 + written.len() as u64, 0);
            let action = ledger::Action::Set(ledger::Value::plain([value]));
            written.push((op, OpBody::new(hlc, 1, target.clone(), action, replaces).unwrap()));
        }

        for (op, body) in order.iter().filter_map(|place| written.get(*place)) {
            register.apply(*op, body);
            let value = body.action();
            let ledger::Action::Set(ledger::Value::Plain(bytes)) = value else { panic!() };
            let head = Head {
                target: verdict(),
                op: *op,
                hlc: body.hlc().to_u64(),
                wall_ms: 1,
                value: Value::Set(bytes.clone()),
            };
            project::apply(&store.connection, &head, body.replaces()).unwrap();
        }

        let stored: Vec<OpRef> =
            project::heads(&store.connection, &verdict()).unwrap().iter().map(|head| head.op).collect();
        prop_assert_eq!(stored, register.all_heads());
        let left: u32 = store
            .connection
            .query_row("select count(*) from superseded", [], |row| row.get(0))
            .unwrap();
        prop_assert_eq!(left, 0, "every op has come");
    }
}

#[test]
fn keeps_what_was_written_over_a_restart() {
    let bench = bench();
    let mut store = placed(&bench);

    let written =
        store.write::<_, StoreError>(|tx| tx.set(&verdict(), b"\"met\"", Secrecy::Shared)).unwrap();
    assert_eq!(written.targets, [verdict()]);
    assert_eq!(written.ops.len(), 1);
    drop(store);

    stands(&bench.open().unwrap(), &verdict(), &["\"met\""]);
}

#[test]
fn writes_nothing_when_the_value_stands_already() {
    let bench = bench();
    let mut store = placed(&bench);
    set(&mut store, &verdict(), "a");

    assert_eq!(set(&mut store, &verdict(), "a"), None);
    assert_eq!(store.history(&verdict()).unwrap().len(), 1);
}

#[test]
fn keeps_nothing_of_a_transaction_that_fails() {
    let bench = bench();
    let mut store = placed(&bench);
    set(&mut store, &verdict(), "a");

    let failed = store.write::<(), StoreError>(|tx| {
        tx.set(&verdict(), b"b", Secrecy::Shared)?;
        Err(Refusal::NothingToSettle.into())
    });

    assert!(failed.is_err());
    stands(&store, &verdict(), &["a"]);
    set(&mut store, &verdict(), "c");
    assert_eq!(store.history(&verdict()).unwrap().len(), 2);
}

#[test]
fn a_plain_edit_never_collapses_a_disagreement() {
    let bench = bench();
    let mut store = placed(&bench);
    let mine = set(&mut store, &verdict(), "a").unwrap();
    let mut colleague = Colleague::join(&store, CAMPAIGN, 7);
    let other = colleague.says(&store, &verdict(), "b", &[]);
    stands(&store, &verdict(), &["a", "b"]);

    set(&mut store, &verdict(), "c");
    stands(&store, &verdict(), &["c", "b"]);

    let history = store.history(&verdict()).unwrap();
    assert!(history.iter().any(|version| version.stands && version.replaces == [mine]));
    assert!(history.iter().any(|version| version.head.op == other && version.stands));
}

#[test]
fn an_onlooker_adds_a_third_opinion_and_replaces_none() {
    let bench = bench();
    let mut store = placed(&bench);
    set(&mut store, &Target::new(VISIT, "answer", VISIT, "other"), "x");
    Colleague::join(&store, CAMPAIGN, 7).says(&store, &verdict(), "a", &[]);
    Colleague::join(&store, CAMPAIGN, 8).says(&store, &verdict(), "b", &[]);

    set(&mut store, &verdict(), "c");

    let Field::Disagreement(heads) = store.field(&verdict()).unwrap() else { panic!("settled") };
    assert_eq!(heads.len(), 3);
}

#[test]
fn equal_values_of_two_people_are_settled() {
    let bench = bench();
    let mut store = placed(&bench);
    set(&mut store, &verdict(), "a");
    Colleague::join(&store, CAMPAIGN, 7).says(&store, &verdict(), "a", &[]);

    stands(&store, &verdict(), &["a"]);
}

#[test]
fn only_resolving_settles_and_only_what_it_names() {
    let bench = bench();
    let mut store = placed(&bench);
    let mine = set(&mut store, &verdict(), "a").unwrap();
    let other = Colleague::join(&store, CAMPAIGN, 7).says(&store, &verdict(), "b", &[]);
    let third = Colleague::join(&store, CAMPAIGN, 8).says(&store, &verdict(), "c", &[]);

    let settle = |tx: &mut Tx<'_>| tx.resolve(&verdict(), &[mine, other], b"b", "đã đối chiếu sổ");
    store.write::<_, StoreError>(settle).unwrap();

    let history = store.history(&verdict()).unwrap();
    let standing: Vec<_> =
        history.iter().filter(|version| version.stands).map(|version| version.head.op).collect();
    assert_eq!(standing.len(), 2);
    assert!(standing.contains(&third));
    assert_eq!(
        history.iter().filter_map(|version| version.reason.as_deref()).collect::<Vec<_>>(),
        ["đã đối chiếu sổ"]
    );
}

#[test]
fn refuses_to_settle_what_does_not_stand_or_without_a_reason() {
    let bench = bench();
    let mut store = placed(&bench);
    let first = set(&mut store, &verdict(), "a").unwrap();
    let second = set(&mut store, &verdict(), "b").unwrap();

    let mut refusal = |settled: &[OpRef], reason: &str| {
        let settle = |tx: &mut Tx<'_>| tx.resolve(&verdict(), settled, b"c", reason);
        match store.write::<_, StoreError>(settle) {
            Err(StoreError::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    };

    assert_eq!(refusal(&[first], "x"), Refusal::NotAHead);
    assert_eq!(refusal(&[], "x"), Refusal::NothingToSettle);
    assert_eq!(refusal(&[second], " "), Refusal::NoReason);
}

#[test]
fn retracting_is_an_edit_like_any_other() {
    let bench = bench();
    let mut store = placed(&bench);
    let retract = |store: &mut Store| {
        store.write::<_, StoreError>(|tx| tx.retract(&verdict())).unwrap().value
    };

    assert_eq!(retract(&mut store), None);
    set(&mut store, &verdict(), "a");
    assert!(retract(&mut store).is_some());
    assert_eq!(retract(&mut store), None);
    stands(&store, &verdict(), &["Retracted"]);
}

#[test]
fn reads_one_visit_and_lists_things_by_kind() {
    let bench = bench();
    let mut store = placed(&bench);
    let elsewhere = Target::new([3; 16], "answer", [3; 16], "CD-05/verdict");
    set(&mut store, &verdict(), "a");
    set(&mut store, &Target::new(VISIT, "visit", VISIT, "place"), "p");
    set(&mut store, &elsewhere, "b");

    assert_eq!(store.heads(VISIT).unwrap().len(), 2);
    assert_eq!(store.heads_of("answer", VISIT).unwrap().len(), 1);
    assert_eq!(
        store.list_ids("answer").unwrap(),
        [Thing { section: VISIT, id: VISIT }, Thing { section: [3; 16], id: [3; 16] }]
    );
}

#[test]
fn a_personal_value_is_under_a_key_of_its_own() {
    let bench = bench();
    let mut store = placed(&bench);
    let name = Target::new(VISIT, "row", [9; 16], "holder");
    let write = |tx: &mut Tx<'_>| tx.set(&name, "Nguyễn Văn A".as_bytes(), Secrecy::Personal);
    let op = store.write::<_, StoreError>(write).unwrap().value.unwrap();

    stands(&store, &name, &["Nguyễn Văn A"]);
    let again = store
        .write::<_, StoreError>(|tx| tx.set(&name, "Nguyễn Văn A".as_bytes(), Secrecy::Shared))
        .unwrap();
    assert_eq!(again.value, None);

    // The law asks for it: the key goes, the op stays.
    store
        .connection
        .execute("update content_key set key = null, purged_at_ms = 1 where purpose = 'value'", [])
        .unwrap();
    let entry = record::find(&store.connection, op).unwrap().unwrap();
    assert_eq!(entry.version.head.value, Value::Purged);
}

#[test]
fn refuses_a_name_the_ledger_cannot_hold() {
    let bench = bench();
    let mut store = placed(&bench);
    let bad = Target::new(VISIT, "câu trả lời", VISIT, "x");

    let refused = store.write::<_, StoreError>(|tx| tx.set(&bad, b"a", Secrecy::Shared));

    assert!(matches!(refused, Err(StoreError::Refused(Refusal::BadName))));
}

#[test]
fn nothing_is_seen_before_it_is_committed() {
    let bench = bench();
    let mut store = placed(&bench);
    let path = bench.home.database();
    let key = store.key.clone();

    store
        .write::<_, StoreError>(|tx| {
            tx.set(&verdict(), b"a", Secrecy::Shared)?;
            let onlooker = database::connect_to_read(&path, &key)?;
            assert_eq!(project::field(&onlooker, &verdict())?, Field::Absent);
            Ok(())
        })
        .unwrap();

    stands(&store, &verdict(), &["a"]);
    assert!(StreamId::from_slice(&[0; 31]).is_none());
}

#[test]
fn closing_onto_a_full_disk_is_no_failure_and_the_next_start_goes_on_from_there() {
    let bench = bench();
    let mut store = placed(&bench);
    let words: Vec<String> = (0..4000).map(|number: u32| format!("mục{number}")).collect();
    let words = format!("\"{}\"", words.join(" "));
    let note = Target::new(VISIT, "answer", VISIT, "CD-05/note");
    set(&mut store, &note, &words);
    let pages: i64 = store.connection.query_row("pragma page_count", [], |row| row.get(0)).unwrap();
    // From here on there is no room for a page more, and the index wants some.
    store.connection.pragma_update(None, "max_page_count", pages).unwrap();
    assert!(matches!(store.index(), Err(StoreError::DiskFull)));

    store.close().unwrap();

    let mut store = bench.open().unwrap();
    stands(&store, &note, &[&words]);
    store.index().unwrap();
    assert!(store.check().unwrap().is_sound());
}
