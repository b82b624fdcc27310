//! Starting the window against an empty window of the same kit.
//!
//! Both programs are given from outside, since building two release windows takes long:
//! `BIENBAN_APP` is ours, `BIENBAN_EMPTY_APP` a Tauri program with an empty page.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::measure::interleave;
use crate::table::{Aim, Row};
use crate::{Outcome, place};

const PAIRS: usize = 11;
const AIM: Aim = Aim::AtMost(1.15);
const PATIENCE: Duration = Duration::from_secs(60);
const STARTS_MAX: usize = 50;

/// Measures from the start of the process until the window system shows its window.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let (what, against) = ("start until the window is shown", "an empty Tauri window");
    let not = |why: &str| Ok(vec![Row::not_measured(what, against, AIM, why)]);
    let (Some(ours), Some(empty)) = (env::var_os("BIENBAN_APP"), env::var_os("BIENBAN_EMPTY_APP"))
    else {
        return not("needs two release programs, see `tests/bench/src/window.rs`");
    };
    if env::var_os("DISPLAY").is_none() {
        return not("no display");
    }
    let home = place::scratch()?;
    let start = |program| Ok([first_shown(program, home.path())?]);
    let [shown] = interleave(PAIRS, |_| start(&ours), |_| start(&empty))?;
    Ok(vec![Row::measured(what, against, AIM, shown)])
}

/// Starts `program` until a start brings a window. Ours ends at once while the session bus still
/// holds the name of the one that was killed before it; such a start measures nothing.
fn first_shown(program: &OsString, home: &Path) -> Outcome<Duration> {
    for _ in 0..STARTS_MAX {
        if let Some(shown) = start(program, home)? {
            return Ok(shown);
        }
    }
    Err("the program ended before it showed a window".into())
}

/// How long `program` took to show its window; `None` when it ended before.
fn start(program: &OsString, home: &Path) -> Outcome<Option<Duration>> {
    let started = Instant::now();
    let mut child = Command::new(program)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let shown = wait_for_window(&mut child, started);
    child.kill()?;
    child.wait()?;
    shown
}

fn wait_for_window(child: &mut Child, started: Instant) -> Outcome<Option<Duration>> {
    let pid = child.id().to_string();
    while started.elapsed() < PATIENCE {
        let found = Command::new("xdotool")
            .args(["search", "--onlyvisible", "--pid", &pid, "--name", "."])
            .stderr(Stdio::null())
            .output()?;
        if !found.stdout.is_empty() {
            return Ok(Some(started.elapsed()));
        }
        if child.try_wait()?.is_some() {
            return Ok(None);
        }
    }
    Err("no window was shown".into())
}
