//! A full disk at every write of an import.

use acceptance::strace::{self, Call, Trouble};
use serde_json::Value;

use super::{Act, chosen, import};

/// Whether a run did all, with everything in, or refused with one clear code, with nothing in.
#[track_caller]
fn meet(act: &Act, trouble: Trouble, call: &Call) -> bool {
    let about = format!("{trouble:?} at {} {}: {}", call.name, call.number, call.words);
    let laptop = act.laptop.twin();
    let answer = strace::run_into(trouble, call, &act.command(&laptop), act.input());
    let stage = act.look(&laptop, 0, &about);
    if answer.code == 0 {
        assert_eq!(stage, 1, "{about}: said to be in");
    } else {
        assert_eq!(stage, 0, "{about}: said not to be in: {answer:#?}");
        answer.clone().refused(3, "E-STORE-FULL");
        assert_eq!(answer.err.lines().count(), 1, "{answer:#?}");
    }
    // There is room again.
    let report = laptop.ask(&act.words.iter().map(String::as_str).collect::<Vec<_>>());
    let count = |name: &str| report[name].as_u64().unwrap();
    let (new, known) = if stage == 0 { ("added", "known") } else { ("known", "added") };
    assert!(0 < count(new) && count(known) == 0, "{about}: {report:#}");
    assert_eq!(report["quarantined"], Value::from(0), "{about}");
    act.look(&laptop, 1, &about);
    answer.code != 0
}

#[test]
fn an_import_onto_a_disk_that_is_full_at_any_write_changes_nothing_and_goes_through_later() {
    if !strace::can_watch() {
        return;
    }
    let Some((act, _leader)) = import() else { return };
    let writes: Vec<Call> = act.calls.iter().filter(|call| call.wants_room).cloned().collect();
    let mut refused = [0, 0];
    for (index, trouble) in [Trouble::FullFromHere, Trouble::FullOnce].into_iter().enumerate() {
        let seed = 0x00f0_11d1 + u64::try_from(index).unwrap();
        // What the program says to people is written by the same call, and must come through.
        let met = |call: &&Call| trouble == Trouble::FullOnce || call.name != "write";
        let writes: Vec<Call> = writes.iter().filter(met).cloned().collect();
        for call in chosen(&writes, 1 + index, seed) {
            refused[index] += usize::from(meet(&act, trouble, &call));
        }
    }
    eprintln!("refused {refused:?} times at {} writes", writes.len());
    assert!(refused.iter().all(|&count| 0 < count), "{refused:?}");
}
