//! Processes of the program: finding them, ending them, outliving them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// Ends every run of `program` on the data folder `home`, without a warning.
pub(super) fn kill_at_once(program: &Path, home: &Path) {
    for id in running(program, home) {
        // The shell's own `kill`: a bare system has no other.
        drop(Command::new("sh").arg("-c").arg(format!("kill -9 {id}")).status());
    }
    wait_until_gone(program, home);
}

/// Waits until no run of `program` on the data folder `home` is left.
pub(super) fn wait_until_gone(program: &Path, home: &Path) {
    let begun = Instant::now();
    while !running(program, home).is_empty() {
        assert!(begun.elapsed() < super::PATIENCE, "the program does not end");
        thread::sleep(Duration::from_millis(20));
    }
}

/// The process numbers of `program` with the data folder `home`.
fn running(program: &Path, home: &Path) -> Vec<u32> {
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
