//! Starting the window against an empty window of the same kit.
//!
//! `cargo bench-all` builds both programs and names them: `BIENBAN_APP` is ours, `BIENBAN_EMPTY_APP`
//! the example of the package `app`. Without a display they get one that nobody sees.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead as _, BufReader};
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
        return not("needs the two programs that `cargo bench-all` builds");
    };
    let screen = Screen::open()?;
    let home = place::scratch()?;
    let place = Place { home: home.path(), display: &screen.display };
    let start = |program| Ok([first_shown(program, &place)?]);
    let [shown] = interleave(PAIRS, |_| start(&ours), |_| start(&empty))?;
    Ok(vec![Row::measured(what, against, AIM, shown)])
}

/// Where a program is started.
struct Place<'a> {
    home: &'a Path,
    display: &'a OsStr,
}

/// The display of the person who measures, or one of our own.
struct Screen {
    server: Option<Child>,
    display: OsString,
}

impl Screen {
    fn open() -> Outcome<Self> {
        if let Some(display) = env::var_os("DISPLAY") {
            return Ok(Self { server: None, display });
        }
        // The server writes the number of the display it took to standard output.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut number = String::new();
        if let Some(said) = server.stdout.take() {
            BufReader::new(said).read_line(&mut number)?;
        }
        Ok(Self { server: Some(server), display: format!(":{}", number.trim()).into() })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            drop(server.kill());
            drop(server.wait());
        }
    }
}

/// Starts `program` until a start brings a window. Ours ends at once while the session bus still
/// holds the name of the one that was killed before it; such a start measures nothing.
fn first_shown(program: &OsStr, place: &Place<'_>) -> Outcome<Duration> {
    for _ in 0..STARTS_MAX {
        if let Some(shown) = start(program, place)? {
            return Ok(shown);
        }
    }
    Err("the program ended before it showed a window".into())
}

/// How long `program` took to show its window; `None` when it ended before.
fn start(program: &OsStr, place: &Place<'_>) -> Outcome<Option<Duration>> {
    let started = Instant::now();
    let mut child = Command::new(program)
        .env("DISPLAY", place.display)
        .env("HOME", place.home)
        .env("XDG_DATA_HOME", place.home.join("data"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let shown = wait_for_window(&mut child, place.display, started);
    child.kill()?;
    child.wait()?;
    shown
}

fn wait_for_window(
    child: &mut Child,
    display: &OsStr,
    started: Instant,
) -> Outcome<Option<Duration>> {
    let pid = child.id().to_string();
    while started.elapsed() < PATIENCE {
        let found = Command::new("xdotool")
            .args(["search", "--onlyvisible", "--pid", &pid, "--name", "."])
            .env("DISPLAY", display)
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
