//! Processes of the program: finding them, ending them, outliving them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// Ends every run of `program` on the data folder `home`, without a warning.
pub(super) fn kill_at_once(program: &Path, home: &Path) {
    let ids = running(program, home);
    for id in &ids {
        // The shell's own `kill`: a bare system has no other.
        drop(Command::new("sh").arg("-c").arg(format!("kill -9 {id}")).status());
    }
    let begun = Instant::now();
    while ids.iter().any(|id| holds_files(*id)) {
        assert!(begun.elapsed() < super::PATIENCE, "the program does not die");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until the runs with these process numbers are gone, and with them what they held.
pub(super) fn wait_until_gone(ids: &[u32]) {
    let begun = Instant::now();
    while ids.iter().any(|id| holds_files(*id)) {
        assert!(begun.elapsed() < super::PATIENCE, "the program does not end");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Whether a process may still hold files and locks. Each of its threads gives them up last.
fn holds_files(id: u32) -> bool {
    let threads = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let runs = |state: String| {
        state.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with(['Z', 'X']))
    };
    threads.into_iter().any(|it| fs::read_to_string(it.path().join("stat")).is_ok_and(runs))
}

/// The process numbers of `program` with the data folder `home`.
pub(super) fn running(program: &Path, home: &Path) -> Vec<u32> {
    let wanted = format!("BIENBAN_HOME={}", home.display());
    let is_wanted = |id: &u32| {
        let folder = PathBuf::from(format!("/proc/{id}"));
        let same_program = fs::read_link(folder.join("exe")).is_ok_and(|exe| exe == program);
        let environment = fs::read(folder.join("environ")).unwrap_or_default();
        same_program && environment.split(|byte| *byte == 0).any(|it| it == wanted.as_bytes())
    };
    let entries = fs::read_dir("/proc").unwrap();
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(is_wanted)
        .collect()
}
