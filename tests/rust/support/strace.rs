//! Trouble at exactly one call to the system: the program is ended before it, or the disk is full.
//!
//! strace does it from outside, to the very program that ships.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::NamedTempFile;

use crate::{Answer, find, skip};

/// The calls by which a program changes a disk, or says that it has.
const CHANGES: &str = "write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,mkdir,openat";

/// Seconds after which a program that hangs is ended.
const LONGEST: &str = "300";

/// One call of a program by which it changes a disk.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Call {
    /// What the system calls it.
    pub name: String,
    /// Which of that name it is among those of its thread, from 1.
    pub number: usize,
    /// Whether it asks for room on the disk.
    pub wants_room: bool,
    /// Its words, for whoever reads of a failure.
    pub words: String,
}

/// What happens at a call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Trouble {
    /// The program is killed before the call is made.
    Killed,
    /// There is no room for this one; for those after it there is.
    FullOnce,
    /// There is no room for this one, nor for any of its kind after it.
    FullFromHere,
}

/// Whether programs can be watched here. Not every container allows that.
pub fn can_watch() -> bool {
    if find("strace").is_none() || find("timeout").is_none() {
        skip("strace is missing; on Debian `cargo verify` installs it");
        return false;
    }
    let tried = Command::new("strace").args(["-o", "/dev/null", "true"]).output().unwrap();
    if !tried.status.success() {
        eprintln!("skipped: {}", String::from_utf8_lossy(&tried.stderr).trim());
    }
    tried.status.success()
}

/// Runs `command` and lists the calls by which it changed the disk, in their order.
pub fn calls(command: &Command, input: Option<&Path>) -> Vec<Call> {
    let log = NamedTempFile::new().unwrap();
    let log_path = log.path().to_str().unwrap();
    let tool = ["-f", "-o", log_path, "-e", &format!("trace={CHANGES}")];
    run(&watched(&tool, command), input).done();
    read_calls(&fs::read_to_string(log.path()).unwrap())
}

/// Whether this is how a run ends that was killed: `timeout` ends the same way, or says so.
pub fn was_killed(answer: &Answer) -> bool {
    matches!(answer.code, -1 | 137)
}

/// Runs `command`, with `trouble` at `call`.
pub fn run_into(trouble: Trouble, call: &Call, command: &Command, input: Option<&Path>) -> Answer {
    let Call { name, number, .. } = call;
    let inject = injection(trouble, call);
    let tool = ["-f", "-o", "/dev/null", "-e", &format!("trace={name}"), "-e", &inject];
    let answer = run(&watched(&tool, command), input);
    assert!(answer.code != 124, "{name} {number}: it hangs: {answer:#?}");
    answer
}

/// `command` under strace as its child, so that who ends the one ends the other: what it says on
/// standard error is a list of calls. With `trouble` at a call, or none.
pub fn tied(trouble: Option<(Trouble, &Call)>, command: &Command) -> Command {
    let mut tied = Command::new("strace");
    tied.args(["-D", "-f", "-e", &format!("trace={CHANGES}")]);
    if let Some((trouble, call)) = trouble {
        tied.args(["-e", &injection(trouble, call)]);
    }
    tied.arg(command.get_program()).args(command.get_args()).stdin(Stdio::null());
    tied
}

/// The words that tell strace what to do at `call`.
fn injection(trouble: Trouble, Call { name, number, .. }: &Call) -> String {
    match trouble {
        Trouble::Killed => format!("inject={name}:signal=KILL:when={number}"),
        Trouble::FullOnce => format!("inject={name}:error=ENOSPC:when={number}"),
        Trouble::FullFromHere => format!("inject={name}:error=ENOSPC:when={number}+"),
    }
}

/// `command` under strace, which is told `words`, and under `timeout`.
pub(crate) fn watched(words: &[&str], command: &Command) -> Vec<std::ffi::OsString> {
    let tool = ["timeout", "--kill-after=10", LONGEST, "strace"];
    let tool = tool.iter().chain(words).map(|word| (*word).into());
    let asked = [command.get_program()].into_iter().chain(command.get_args());
    tool.chain(asked.map(ToOwned::to_owned)).collect()
}

pub(crate) fn run(words: &[std::ffi::OsString], input: Option<&Path>) -> Answer {
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]);
    let stdin = input.map_or_else(Stdio::null, |path| File::open(path).unwrap().into());
    command.stdin(stdin).output().unwrap().into()
}

/// Reads what strace wrote: `1234  pwrite64(5, "…", 4096, 0) = 4096`.
pub fn read_calls(log: &str) -> Vec<Call> {
    let mut counts = BTreeMap::new();
    let mut calls = Vec::new();
    for line in log.lines() {
        // On standard error the number of the thread stands in brackets: `[pid  1234] …`.
        let line = line.trim_start_matches("[pid").trim_start();
        let Some((thread, rest)) = line.split_once([' ', ']']) else { continue };
        let Some((name, words)) = rest.trim_start().split_once('(') else { continue };
        if !CHANGES.split(',').any(|change| change == name) {
            continue;
        }
        let count = counts.entry((thread.to_owned(), name.to_owned())).or_insert(0);
        *count += 1;
        if name == "openat" && !words.contains("O_CREAT") {
            continue;
        }
        let to_people = words.starts_with("1,") || words.starts_with("2,");
        calls.push(Call {
            name: name.to_owned(),
            number: *count,
            wants_room: matches!(name, "pwrite64" | "mkdir") || name == "write" && !to_people,
            words: words.chars().take(120).collect(),
        });
    }
    calls
}
