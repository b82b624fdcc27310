//! kill -9 at every call that changes the disk.

use acceptance::strace::{self, Trouble};

use super::{Act, chosen, evidence, import, save, seal};

/// Kills `act` at its calls; `usually` at how many in a run that is not long.
#[track_caller]
fn kill(act: &Act, usually: usize, seed: u64) {
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

#[test]
fn an_import_that_is_killed_at_any_call_is_wholly_in_or_not_at_all() {
    if !strace::can_watch() {
        return;
    }
    let Some((act, _leader)) = import() else { return };
    kill(&act, 2, 0x0001_2d0a);
}

#[test]
fn a_save_that_is_killed_at_any_call_keeps_what_was_acknowledged() {
    if !strace::can_watch() {
        return;
    }
    let Some(act) = save() else { return };
    kill(&act, 1, 0x0002_54fe);
}

#[test]
fn a_seal_that_is_killed_at_any_call_stands_or_was_never_made() {
    if !strace::can_watch() {
        return;
    }
    let Some(act) = seal() else { return };
    kill(&act, 1, 0x0003_5ea1);
}

#[test]
fn a_photograph_whose_keeping_is_killed_at_any_call_is_there_whole_or_not_at_all() {
    if !strace::can_watch() {
        return;
    }
    let Some(act) = evidence() else { return };
    kill(&act, 1, 0x0004_f070);
}
