//! Whole walks of a store: made, opened, locked, damaged, restored.

use std::fs;
use std::sync::Arc;

use super::testing::{Counting, Still, still};
use super::*;

pub(super) struct Bench {
    _folder: tempfile::TempDir,
    pub(super) home: Home,
    pub(super) ports: Ports,
    pub(super) clock: Arc<Still>,
    pub(super) code: RecoveryCode,
}

pub(super) fn secret() -> Secret {
    Secret::Passphrase(Passphrase::new("mật khẩu"))
}

/// An empty store, closed.
pub(super) fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path().join("home"));
    let clock = still();
    let ports = Ports { clock: clock.clone(), randomness: Arc::new(Counting::default()) };
    let (store, code) =
        Store::create(&home, &Passphrase::new("mật khẩu"), KeyCost::CHEAP, ports.clone()).unwrap();
    store.close().unwrap();
    Bench { _folder: folder, home, ports, clock, code }
}

impl Bench {
    pub(super) fn open(&self) -> Result<Store, StoreError> {
        Store::open(&self.home, &secret(), self.ports.clone())
    }
}

#[test]
fn opens_by_passphrase_and_by_recovery_code() {
    let bench = bench();

    bench.open().unwrap().close().unwrap();
    let by_code = Secret::RecoveryCode(bench.code.clone());

    assert!(Store::open(&bench.home, &by_code, bench.ports.clone()).is_ok());
}

#[test]
fn refuses_a_wrong_passphrase() {
    let bench = bench();
    let wrong = Secret::Passphrase(Passphrase::new("mật khẩu "));

    assert!(matches!(
        Store::open(&bench.home, &wrong, bench.ports.clone()),
        Err(StoreError::WrongPassphrase)
    ));
    assert!(bench.open().is_ok());
}

#[test]
fn changes_the_passphrase_only_for_who_knows_the_present_one() {
    let bench = bench();
    let mut store = bench.open().unwrap();
    let new = Passphrase::new("khóa mới");

    let refused =
        store.change_passphrase(&Secret::Passphrase(Passphrase::new("đoán")), &new).unwrap_err();
    assert!(matches!(refused, StoreError::WrongPassphrase));
    store.change_passphrase(&Secret::RecoveryCode(bench.code.clone()), &new).unwrap();
    store.close().unwrap();

    assert!(matches!(bench.open(), Err(StoreError::WrongPassphrase)));
    assert!(Store::open(&bench.home, &Secret::Passphrase(new), bench.ports.clone()).is_ok());
}

#[test]
fn draws_a_new_recovery_code_and_forgets_the_old_one() {
    let bench = bench();
    let mut store = bench.open().unwrap();

    let new = store.change_recovery_code(&secret()).unwrap();
    store.close().unwrap();

    let old = Secret::RecoveryCode(bench.code.clone());
    assert!(matches!(
        Store::open(&bench.home, &old, bench.ports.clone()),
        Err(StoreError::WrongRecoveryCode)
    ));
    assert!(Store::open(&bench.home, &Secret::RecoveryCode(new), bench.ports.clone()).is_ok());
}

#[test]
fn tells_the_second_program_that_the_store_is_in_use() {
    let bench = bench();
    let first = bench.open().unwrap();

    assert!(matches!(bench.open(), Err(StoreError::InUse { .. })));
    first.close().unwrap();
    assert!(bench.open().is_ok());
}

#[test]
fn makes_no_second_store_in_the_same_folder() {
    let bench = bench();

    let again =
        Store::create(&bench.home, &Passphrase::new("x"), KeyCost::CHEAP, bench.ports.clone());

    assert!(matches!(again, Err(StoreError::AlreadyThere { .. })));
}

#[test]
fn says_that_a_folder_holds_no_store() {
    let bench = bench();
    let elsewhere = Home::new(bench.home.root().join("elsewhere"));

    let opened = Store::open(&elsewhere, &secret(), bench.ports.clone());

    assert!(matches!(opened, Err(StoreError::NoStore { .. })));
    assert!(!elsewhere.root().exists());
}

#[test]
fn leaves_no_readable_header_and_no_log_behind() {
    let bench = bench();

    let bytes = fs::read(bench.home.database()).unwrap();

    assert!(!bytes.starts_with(b"SQLite format 3"));
    assert!(!bytes.windows(6).any(|window| window == b"create"));
    assert!(!bench.home.root().join("store.db-wal").exists());
}

#[test]
fn refuses_a_database_from_the_future_and_leaves_it_as_it_was() {
    let bench = bench();
    let store = bench.open().unwrap();
    store.connection.pragma_update(None, "user_version", 99).unwrap();
    store.close().unwrap();
    let before = fs::read(bench.home.database()).unwrap();

    let opened = bench.open();

    assert!(matches!(opened, Err(StoreError::TooNew { found: 99, .. })));
    drop(opened);
    assert_eq!(fs::read(bench.home.database()).unwrap(), before);
}

#[test]
fn opening_twice_migrates_once() {
    let bench = bench();

    bench.open().unwrap().close().unwrap();
    let store = bench.open().unwrap();

    let version: u32 =
        store.connection.query_row("pragma user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, database::newest_version());
}

#[test]
fn offers_snapshots_when_the_database_is_damaged() {
    let bench = bench();
    let store = bench.open().unwrap();
    let snapshot = store.take_snapshot(Reason::Asked).unwrap();
    store.close().unwrap();
    let whole = fs::read(bench.home.database()).unwrap();

    let mut cases: Vec<Vec<u8>> = vec![Vec::new(), whole[..100].to_vec()];
    cases.extend((1..8).map(|part| whole[..whole.len() * part / 8].to_vec()));
    for place in (0..whole.len()).step_by(whole.len() / 40) {
        let mut flipped = whole.clone();
        flipped[place] ^= 0x10;
        cases.push(flipped);
    }
    for (number, case) in cases.into_iter().enumerate() {
        fs::write(bench.home.database(), case).unwrap();
        match bench.open() {
            Err(StoreError::Damaged { snapshots }) => {
                assert_eq!(snapshots, std::slice::from_ref(&snapshot), "case {number}");
            }
            other => panic!("case {number}: {other:?}"),
        }
    }

    fs::remove_file(bench.home.database()).unwrap();
    assert!(matches!(bench.open(), Err(StoreError::Damaged { snapshots }) if snapshots.len() == 1));
    assert!(!bench.home.database().exists());
}

#[test]
fn reads_the_database_through_again_after_a_day_or_a_kill() {
    let bench = bench();
    let now = || bench.ports.clock.now();
    bench.open().unwrap().close().unwrap();
    assert!(sound::read_through_at(&bench.home, now()).is_some());

    let mut killed = bench.open().unwrap();
    killed.write::<_, StoreError>(|tx| tx.place([2; 16], [1; 16])).unwrap();
    assert_eq!(sound::read_through_at(&bench.home, now()), None);
    killed.close().unwrap();
    assert!(sound::read_through_at(&bench.home, now()).is_some());

    bench.clock.advance_ms(24 * 3_600_000);
    assert_eq!(sound::read_through_at(&bench.home, now()), None);
    bench.clock.advance_ms(-48 * 3_600_000);
    assert_eq!(sound::read_through_at(&bench.home, now()), None);
}

#[test]
fn makes_a_store_again_where_making_one_was_cut_short() {
    let bench = bench();
    fs::write(bench.home.root().join("unfinished"), "").unwrap();
    fs::write(bench.home.keys(), "half").unwrap();

    assert!(matches!(bench.open(), Err(StoreError::NoStore { .. })));
    let passphrase = Passphrase::new("mật khẩu");
    let made = Store::create(&bench.home, &passphrase, KeyCost::CHEAP, bench.ports.clone());
    made.unwrap().0.close().unwrap();

    assert!(bench.open().is_ok());
}

#[test]
fn clears_away_what_a_kill_left_half_written() {
    let bench = bench();
    let drafts =
        [bench.home.files().join("ab.draft"), bench.home.snapshots().join("x.db.draft-journal")];
    for draft in &drafts {
        fs::write(draft, "half").unwrap();
    }

    let mut store = bench.open().unwrap();

    assert!(drafts.iter().all(|draft| !draft.exists()));
    assert!(store.check().unwrap().strays.is_empty());
}
