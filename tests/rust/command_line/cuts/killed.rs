//! kill -9 at every call that changes the disk.

use acceptance::strace::{self, Trouble};

use super::{Act, chosen};

/// Kills `act` at its calls; `usually` at how many in a run that is not long.
#[track_caller]
pub(super) fn kill(act: &Act, usually: usize, seed: u64) {
    let chosen = chosen(&act.calls, usually, seed);
    let mut killed = 0;
    for call in &chosen {
        let laptop = act.laptop.twin();
        let answer = strace::run_into(Trouble::Killed, call, &act.command(&laptop), act.input());
        killed += usize::from(strace::was_killed(&answer));
        let about = format!("killed at {} {}: {}", call.name, call.number, call.words);
        let stage = act.look(&laptop, act.acknowledged(&answer), &about);
        act.finish(&laptop, stage, &about);
    }
    // One run may need a page less than another.
    assert!(
        chosen.len() <= killed + chosen.len() / 10,
        "only {killed} of {} were met",
        chosen.len()
    );
    eprintln!("killed {killed} times at {} calls", act.calls.len());
}
