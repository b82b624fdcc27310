//! What a check notices, and that a rebuild changes nothing.

use std::fs;

use proptest::prelude::*;

use super::tests::{Bench, bench};
use super::*;

const VISIT: [u8; 16] = [2; 16];

fn field(number: u8) -> Target {
    Target::new(VISIT, "answer", VISIT, format!("CD-{number:02}/verdict"))
}

/// A store with some work in it: edits, an undo, a file, a snapshot, segments.
fn worked_in(bench: &Bench) -> Store {
    let mut store = bench.open().unwrap();
    store
        .write::<_, StoreError>(|tx| {
            tx.place(VISIT, [1; 16])?;
            for number in 0..5 {
                tx.set(&field(number), b"\"met\"", Secrecy::Shared)?;
            }
            let file = tx.keep_file(&mut &b"anh chup"[..], "image/jpeg")?;
            tx.set(&field(9), file.digest.to_string().as_bytes(), Secrecy::Personal)
        })
        .unwrap();
    assert_eq!(store.close_segments().unwrap(), 1);
    let again = |tx: &mut Tx<'_>| tx.set(&field(1), b"\"not-met\"", Secrecy::Shared);
    let op = store.write::<_, StoreError>(again).unwrap().value.unwrap();
    store.write::<_, StoreError>(|tx| tx.undo(op)).unwrap();
    store.take_snapshot(Reason::Asked).unwrap();
    store
}

#[test]
fn finds_nothing_wrong_with_a_sound_store() {
    let bench = bench();
    let mut store = worked_in(&bench);

    let report = store.check().unwrap();

    let expected = CheckReport {
        streams: 1,
        ops: 8,
        segments: 2,
        files: 1,
        snapshots: 1,
        ..CheckReport::default()
    };
    assert_eq!(report, expected);
    let once_more = |tx: &mut Tx<'_>| tx.set(&field(1), b"\"partly\"", Secrecy::Shared);
    store.write::<_, StoreError>(once_more).unwrap();
    assert_eq!(store.check().unwrap().unsigned, 1);
    store.close_segments().unwrap();
    assert_eq!(store.check().unwrap().unsigned, 0);
    assert_eq!(store.close_segments().unwrap(), 0);
}

#[track_caller]
fn notices(sql: &str, expected: impl Fn(&Flaw) -> bool) {
    let bench = bench();
    let mut store = worked_in(&bench);
    store.connection.execute_batch(sql).unwrap();

    let report = store.check().unwrap();

    assert!(report.flaws.iter().any(expected), "{sql}: {:?}", report.flaws);
}

#[test]
fn notices_rows_that_were_altered_by_hand() {
    notices("update version set value = x'31' where field = 'CD-02/verdict'", |flaw| {
        matches!(flaw, Flaw::Projection(Difference { table: "version", missing: 1, surplus: 1 }))
    });
    notices("delete from version where field = 'CD-01/verdict'", |flaw| {
        matches!(flaw, Flaw::Projection(Difference { table: "version", missing: 3, surplus: 0 }))
    });
    notices(
        "insert into superseded select section, kind, id, field, stream, 99 from version limit 1",
        |flaw| {
            matches!(
                flaw,
                Flaw::Projection(Difference { table: "superseded", missing: 0, surplus: 1 })
            )
        },
    );
    notices(
        "delete from op where seq = 2",
        |flaw| matches!(flaw, Flaw::Chain { op } if op.seq == 3),
    );
    notices(
        "update op set bytes = cast(substr(bytes, 1, length(bytes) - 1) || x'00' as blob) where seq = 2",
        |flaw| matches!(flaw, Flaw::Op { op } if op.seq == 2),
    );
    notices(
        "update op set bytes = x'' where seq = 2",
        |flaw| matches!(flaw, Flaw::Op { op } if op.seq == 2),
    );
    notices(
        "update op set hlc = hlc + 1 where seq = 2",
        |flaw| matches!(flaw, Flaw::Chain { op } if op.seq == 2),
    );
    notices(
        "update segment set bytes = cast(substr(bytes, 1, length(bytes) - 1) || x'00' as blob)",
        |flaw| matches!(flaw, Flaw::Signature { first_seq: 1, .. }),
    );
}

#[test]
fn notices_an_index_that_says_something_else() {
    for (sql, table) in [
        ("update search_text set exact = 'khác'", "search_text"),
        ("delete from search_text", "search_text"),
        ("insert into search_exact (rowid, exact) values (99, 'thừa')", "search"),
        ("insert into search_folded (rowid, folded) values (99, 'thua')", "search"),
    ] {
        let bench = bench();
        let mut store = worked_in(&bench);
        let note = Target::new(VISIT, "answer", VISIT, "CD-01/note");
        let write = |tx: &mut Tx<'_>| tx.set(&note, "\"đã niêm yết\"".as_bytes(), Secrecy::Shared);
        store.write::<_, StoreError>(write).unwrap();
        assert!(store.check().unwrap().is_sound());
        store.connection.execute_batch(sql).unwrap();

        let flaws = store.check().unwrap().flaws;

        let noticed = |flaw: &Flaw| matches!(flaw, Flaw::Projection(it) if it.table == table);
        assert!(flaws.iter().any(noticed), "{sql}: {flaws:?}");
        store.rebuild().unwrap();
        assert!(store.check().unwrap().is_sound(), "{sql}");
    }
}

#[test]
fn notices_a_missing_and_a_damaged_file() {
    let bench = bench();
    let mut store = worked_in(&bench);
    let digest = blobs::list(&store.connection).unwrap()[0].digest;
    let path = blobs::path_of(&bench.home, digest);
    let whole = fs::read(&path).unwrap();

    let mut flipped = whole.clone();
    flipped[30] ^= 1;
    fs::write(&path, &flipped).unwrap();
    assert_eq!(store.check().unwrap().flaws, [Flaw::FileDamaged(digest)]);
    assert!(matches!(store.read_file(digest), Err(StoreError::FileDamaged { .. })));
    fs::remove_file(&path).unwrap();
    assert_eq!(store.check().unwrap().flaws, [Flaw::FileMissing(digest)]);

    // The same bytes brought again heal it.
    let keep = |tx: &mut Tx<'_>| tx.keep_file(&mut &b"anh chup"[..], "image/jpeg");
    store.write::<_, StoreError>(keep).unwrap();
    assert!(store.check().unwrap().is_sound());
}

#[test]
fn notices_a_damaged_snapshot_and_key_file_and_names_strays() {
    let bench = bench();
    let mut store = worked_in(&bench);
    let name = store.snapshots().unwrap()[0].name.clone();
    let path = bench.home.snapshots().join(&name);
    let mut bytes = fs::read(&path).unwrap();
    bytes[5000] ^= 1;
    fs::write(&path, bytes).unwrap();
    fs::write(bench.home.keys(), "{").unwrap();
    fs::write(bench.home.root().join("note.txt"), "").unwrap();

    let report = store.check().unwrap();

    assert_eq!(report.flaws, [Flaw::Keys, Flaw::Snapshot { name: name.clone() }]);
    assert_eq!(report.strays, ["note.txt"]);
    drop(store);
    assert!(matches!(bench.open(), Err(StoreError::KeysDamaged { .. })));
}

#[test]
fn keeps_the_same_bytes_once_and_gives_them_back() {
    let bench = bench();
    let mut store = bench.open().unwrap();
    let photo: Vec<u8> = (0..200_000_u32).map(|place| (place % 253) as u8).collect();

    let keep = |tx: &mut Tx<'_>| {
        let first = tx.keep_file(&mut photo.as_slice(), "image/jpeg")?;
        let second = tx.keep_file(&mut photo.as_slice(), "image/png")?;
        assert_eq!(first, second);
        Ok::<_, StoreError>(first.digest)
    };
    let digest = store.write(keep).unwrap().value;

    assert_eq!(store.read_file(digest).unwrap(), photo);
    let sealed = fs::read(blobs::path_of(&bench.home, digest)).unwrap();
    assert!(!sealed.windows(64).any(|window| window == &photo[..64]));
    assert!(store.check().unwrap().strays.is_empty());
}

#[test]
fn a_file_of_a_failed_transaction_is_a_stray_and_no_promise() {
    let bench = bench();
    let mut store = bench.open().unwrap();

    let failed = store.write::<(), StoreError>(|tx| {
        tx.keep_file(&mut &b"x"[..], "text/plain")?;
        Err(StoreError::DiskFull)
    });

    assert!(failed.is_err());
    let report = store.check().unwrap();
    assert!(report.is_sound());
    assert_eq!(report.strays.len(), 1);
}

#[test]
fn a_backup_restores_elsewhere_and_writes_on_in_a_new_stream() {
    let bench = bench();
    let store = worked_in(&bench);
    let old = store.history(&field(1)).unwrap()[0].head.op.stream;
    let out = bench.home.root().join("../a.bbak");
    let made = store.backup(&out).unwrap();
    assert_eq!(made.files, 1);
    store.close().unwrap();

    let elsewhere = Home::new(bench.home.root().join("../elsewhere"));
    assert_eq!(restore(&out, &elsewhere).unwrap(), made);
    let mut store = Store::open(&elsewhere, &tests::secret(), bench.ports.clone()).unwrap();

    let digest = blobs::list(&store.connection).unwrap()[0].digest;
    assert_eq!(store.read_file(digest).unwrap(), b"anh chup");
    assert!(store.check().unwrap().is_sound());
    let write = |tx: &mut Tx<'_>| tx.set(&field(1), b"new", Secrecy::Shared);
    let op = store.write::<_, StoreError>(write).unwrap().value.unwrap();
    assert_ne!(op.stream, old);
    let report = {
        store.close_segments().unwrap();
        store.check().unwrap()
    };
    assert!(report.is_sound(), "{:?}", report.flaws);
    assert!(matches!(restore(&out, &elsewhere), Err(StoreError::AlreadyThere { .. })));
}

#[test]
fn refuses_a_damaged_backup_and_leaves_the_folder_as_it_was() {
    let bench = bench();
    let store = worked_in(&bench);
    let out = bench.home.root().join("../a.bbak");
    store.backup(&out).unwrap();
    let whole = fs::read(&out).unwrap();
    let elsewhere = Home::new(bench.home.root().join("../elsewhere"));

    let mut cases: Vec<Vec<u8>> =
        (0..10).map(|part| whole[..whole.len() * part / 10].to_vec()).collect();
    for place in (0..whole.len()).step_by(whole.len() / 50) {
        let mut flipped = whole.clone();
        flipped[place] ^= 0x41;
        cases.push(flipped);
    }
    for (number, case) in cases.into_iter().enumerate() {
        fs::write(&out, case).unwrap();
        match restore(&out, &elsewhere) {
            Err(StoreError::BackupDamaged { .. }) => assert!(!elsewhere.root().exists()),
            // Padding and header fields that mean nothing may change without harm.
            Ok(_) => {
                let opened =
                    Store::open(&elsewhere, &tests::secret(), bench.ports.clone()).unwrap();
                drop(opened);
                fs::remove_dir_all(elsewhere.root()).unwrap();
            }
            other => panic!("case {number}: {other:?}"),
        }
    }
}

#[test]
fn snapshots_come_hourly_and_leave_in_order() {
    let bench = bench();
    let store = bench.open().unwrap();

    assert!(store.take_snapshot_if_due().unwrap().is_some());
    assert!(store.take_snapshot_if_due().unwrap().is_none());
    bench.clock.advance_ms(3_600_000);
    assert!(store.take_snapshot_if_due().unwrap().is_some());

    let all = store.snapshots().unwrap();
    assert_eq!(all.len(), 2);
    assert!(all[1].taken_at < all[0].taken_at);
    assert!(all.iter().all(|snapshot| 0 < snapshot.size_bytes));
}

#[test]
fn a_snapshot_is_one_encrypted_file() {
    let bench = bench();
    let store = worked_in(&bench);

    let entries: Vec<_> = fs::read_dir(bench.home.snapshots()).unwrap().collect();
    let bytes = fs::read(entries[0].as_ref().unwrap().path()).unwrap();

    assert_eq!(entries.len(), 1);
    assert!(!bytes.starts_with(b"SQLite format 3"));
    drop(store);
}

/// One thing a person does.
#[derive(Clone, Debug)]
enum Act {
    Set(u8, u8),
    Retract(u8),
    UndoLast(u8),
    Settle(u8),
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..6_u8, 0..3_u8).prop_map(|(field, value)| Act::Set(field, value)),
        1 => (0..6_u8).prop_map(Act::Retract),
        2 => (0..6_u8).prop_map(Act::UndoLast),
        1 => (0..6_u8).prop_map(Act::Settle),
    ]
}

fn run(store: &mut Store, act: &Act) {
    let heads = |store: &Store, number| {
        let heads = store.heads(VISIT).unwrap();
        let here = heads.into_iter().filter(|head| head.target == field(number));
        here.map(|head| head.op).collect::<Vec<_>>()
    };
    match act {
        Act::Set(number, value) => {
            let secrecy = if *value == 2 { Secrecy::Personal } else { Secrecy::Shared };
            store.write::<_, StoreError>(|tx| tx.set(&field(*number), &[*value], secrecy)).unwrap();
        }
        Act::Retract(number) => {
            store.write::<_, StoreError>(|tx| tx.retract(&field(*number))).unwrap();
        }
        Act::UndoLast(number) => {
            if let Some(op) = heads(store, *number).first() {
                store.write::<_, StoreError>(|tx| tx.undo(*op)).unwrap();
            }
        }
        Act::Settle(number) => {
            let all = heads(store, *number);
            if !all.is_empty() {
                let settle = |tx: &mut Tx<'_>| tx.resolve(&field(*number), &all, b"s", "vì");
                store.write::<_, StoreError>(settle).unwrap();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_is_rebuilt_equals_what_is_stored(acts in prop::collection::vec(any_act(), 1..60)) {
        let bench = bench();
        let mut store = bench.open().unwrap();
        for act in &acts {
            run(&mut store, act);
        }

        let report = store.check().unwrap();
        prop_assert!(report.is_sound(), "{:?}", report.flaws);
        let before = store.heads(VISIT).unwrap();
        store.rebuild().unwrap();
        prop_assert_eq!(store.heads(VISIT).unwrap(), before);
    }
}
