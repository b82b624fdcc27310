//! A full disk at every write of an import.

use acceptance::strace::{self, Call, Trouble};
use serde_json::Value;

use super::{Act, chosen};

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

/// Fills the disk at the writes of `act`, an import: from there on, and for a moment.
#[track_caller]
pub(super) fn fill(act: &Act, usually: usize, seed: u64) {
    let mut writes: Vec<Call> = act.calls.iter().filter(|call| call.wants_room).cloned().collect();
    for trouble in [Trouble::FullOnce, Trouble::FullFromHere] {
        if trouble == Trouble::FullFromHere {
            // What the program says to people is written by the same call, and must come through.
            writes.retain(|call| call.name != "write");
        }
        let chosen = chosen(&writes, usually, seed);
        let refused = chosen.iter().filter(|call| meet(act, trouble, call)).count();
        eprintln!("{trouble:?}: {refused} of {} refused", chosen.len());
        assert!(0 < refused, "{trouble:?}: no write was met");
    }
}
