//! Other programs: finding them, running them, listening to them.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::problem::Problem;

/// Cargo itself, the one that runs us.
pub(crate) fn cargo(words: &[&str]) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(words).current_dir(crate::place::root());
    command
}

/// `npm`, in the folder of the screens.
pub(crate) fn npm(words: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(words).current_dir(crate::place::ui());
    command
}

/// Where the program `name` is, looking as the system would.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .flat_map(|folder| endings.iter().map(move |it| folder.join(format!("{name}{it}"))))
        .find(|path| path.is_file())
}

/// Runs `command` and waits; its words go to the terminal.
pub(crate) fn run(mut command: Command) -> Result<(), Problem> {
    let status = command.status().map_err(|source| cannot_start(&command, source))?;
    if status.success() { Ok(()) } else { Err(Problem::Failed(line(&command))) }
}

/// Runs `command` and returns what it printed; `None` when it failed.
pub(crate) fn read(mut command: Command) -> Result<Option<String>, Problem> {
    let output =
        command.stderr(Stdio::null()).output().map_err(|source| cannot_start(&command, source))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(output.status.success().then_some(text))
}

/// Runs `command`, shows and hands on each line it prints, and tells whether it succeeded.
pub(crate) fn follow(mut command: Command, mut heard: impl FnMut(&str)) -> Result<bool, Problem> {
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|source| cannot_start(&command, source))?;
    if let Some(stdout) = child.stdout.take() {
        let mut lines = BufReader::new(stdout);
        let mut bytes = Vec::new();
        while 0 < lines.read_until(b'\n', &mut bytes).unwrap_or(0) {
            let text = String::from_utf8_lossy(&bytes);
            let text = text.trim_end_matches(['\r', '\n']);
            println!("{text}");
            heard(text);
            bytes.clear();
        }
    }
    let status = child.wait().map_err(|source| cannot_start(&command, source))?;
    Ok(status.success())
}

fn cannot_start(command: &Command, source: std::io::Error) -> Problem {
    Problem::CannotStart { program: name(command), source }
}

fn name(command: &Command) -> String {
    Path::new(command.get_program())
        .file_stem()
        .unwrap_or_else(|| command.get_program())
        .to_string_lossy()
        .into_owned()
}

fn line(command: &Command) -> String {
    let words = command.get_args().map(OsStr::to_string_lossy);
    std::iter::once(name(command).into()).chain(words).collect::<Vec<_>>().join(" ")
}
