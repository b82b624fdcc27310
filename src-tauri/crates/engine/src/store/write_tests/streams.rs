//! Streams and their clock go on over restarts and restored snapshots.

use super::*;

#[test]
fn one_campaign_is_one_stream() {
    let bench = bench();
    let mut store = placed(&bench);
    let in_visit = set(&mut store, &verdict(), "a").unwrap();
    let in_campaign =
        set(&mut store, &Target::new(CAMPAIGN, "campaign", CAMPAIGN, "name"), "n").unwrap();
    let elsewhere =
        set(&mut store, &Target::new([3; 16], "campaign", [3; 16], "name"), "m").unwrap();

    assert_eq!(in_visit.stream, in_campaign.stream);
    assert_ne!(in_visit.stream, elsewhere.stream);
    assert_eq!((in_campaign.seq, elsewhere.seq), (2, 1));

    let misplaced = store.write::<_, StoreError>(|tx| tx.place(VISIT, [9; 16]));
    assert!(matches!(misplaced, Err(StoreError::Refused(Refusal::PlacedElsewhere))));
}

#[test]
fn a_restored_snapshot_goes_on_in_a_new_stream_and_sets_the_old_file_aside() {
    let bench = bench();
    let mut store = placed(&bench);
    let before = set(&mut store, &verdict(), "a").unwrap();
    let snapshot = store.take_snapshot(Reason::Asked).unwrap();
    set(&mut store, &verdict(), "b");
    store.close().unwrap();
    fs_damage(&bench);

    let mut store =
        restore_snapshot(&bench.home, &tests::secret(), &snapshot.name, bench.ports.clone())
            .unwrap();

    stands(&store, &verdict(), &["a"]);
    let after = set(&mut store, &verdict(), "c").unwrap();
    assert_ne!(before.stream, after.stream);
    assert_eq!(after.seq, 1);
    stands(&store, &verdict(), &["c"]);
    assert_eq!(std::fs::read_dir(bench.home.set_aside()).unwrap().count(), 1);
    store.close().unwrap();
    // Opened again, it is no copy any more.
    let mut store = bench.open().unwrap();
    assert_eq!(set(&mut store, &verdict(), "d").unwrap().stream, after.stream);
}

fn fs_damage(bench: &Bench) {
    let mut bytes = std::fs::read(bench.home.database()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(bench.home.database(), bytes).unwrap();
    assert!(matches!(bench.open(), Err(StoreError::Damaged { .. })));
}

#[test]
fn the_clock_goes_on_after_a_restart_even_if_the_wall_went_back() {
    let bench = bench();
    let mut store = placed(&bench);
    set(&mut store, &verdict(), "a");
    store.close().unwrap();
    bench.clock.advance_ms(-3_600_000);

    let mut store = bench.open().unwrap();
    set(&mut store, &verdict(), "b");

    let history = store.history(&verdict()).unwrap();
    assert!(Hlc::from_u64(history[0].head.hlc) < Hlc::from_u64(history[1].head.hlc));
    assert_eq!(history[1].head.value, Value::Set(b"b".to_vec()));
    assert!(history[1].head.wall_ms < history[0].head.wall_ms);
}
