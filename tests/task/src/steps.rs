//! The steps of `cargo verify`, in their order.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::complaints::Complaints;
use crate::count::{self, Tally};
use crate::place;
use crate::problem::Problem;
use crate::{python, tool};

/// One step: a check, or a program of tests.
pub(crate) struct Step {
    /// What to call it on the command line.
    pub(crate) name: &'static str,
    /// What it proves.
    pub(crate) about: &'static str,
    /// Does it.
    pub(crate) work: fn(Length) -> Result<Outcome, Problem>,
}

/// How a step ended.
pub(crate) enum Outcome {
    /// It ran; so many passed and failed, and so it told of failures.
    Ran(Tally, Complaints),
    /// It cannot run on this system, for this reason.
    Skipped(&'static str),
}

/// How much of the long tests to run.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Length {
    /// Counts that fit into every run.
    Short,
    /// The full counts.
    Long,
}

/// Every step, the quick ones first; what a step needs built comes before it.
pub(crate) const STEPS: &[Step] = &[
    Step { name: "format", about: "Rust is formatted", work: format },
    Step { name: "screens", about: "the screens can be built", work: screens },
    Step { name: "types", about: "the screens are typed", work: types },
    Step { name: "lint", about: "the screens keep their laws", work: lint },
    Step { name: "unit", about: "tests of components", work: unit },
    Step { name: "browser", about: "the screens in a browser", work: browser },
    Step { name: "clippy", about: "Rust keeps its laws", work: clippy },
    Step { name: "build", about: "every program can be built", work: build },
    Step { name: "rust", about: "tests of the crates and whole walks", work: rust },
    Step { name: "window", about: "the real window, driven from outside", work: window },
];

/// Where the tests of the window lie inside the package of whole walks.
const WINDOW: &str = "window::";

fn format(_: Length) -> Result<Outcome, Problem> {
    check(tool::cargo(&["fmt", "--all", "--check"]))
}

fn clippy(_: Length) -> Result<Outcome, Problem> {
    check(tool::cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn screens(_: Length) -> Result<Outcome, Problem> {
    check(tool::npm(&["run", "--silent", "build"]))
}

fn types(_: Length) -> Result<Outcome, Problem> {
    check(tool::npm(&["run", "--silent", "check"]))
}

fn lint(_: Length) -> Result<Outcome, Problem> {
    check(tool::npm(&["run", "--silent", "lint"]))
}

fn build(_: Length) -> Result<Outcome, Problem> {
    // With the tests, so that what they stand on has one set of features and is built once.
    check(tool::cargo(&["build", "--workspace", "--all-targets"]))
}

fn unit(_: Length) -> Result<Outcome, Problem> {
    let report = place::ui().join("test-results/vitest.json");
    let words = ["run", "--silent", "test", "--", "--reporter=default", "--reporter=json"];
    let mut command = tool::npm(&words);
    command.arg("--outputFile.json=test-results/vitest.json");
    reported(command, &report, count::vitest)
}

fn browser(_: Length) -> Result<Outcome, Problem> {
    let known = env::var_os("BIENBAN_CHROMIUM").map(PathBuf::from);
    let Some(chromium) = known.or_else(|| tool::find("chromium")) else {
        return Ok(Outcome::Skipped("there is no Chromium; name one in BIENBAN_CHROMIUM"));
    };
    let mut command = tool::npm(&["run", "--silent", "e2e"]);
    command.env("BIENBAN_CHROMIUM", chromium);
    reported(command, &place::ui().join("test-results/results.json"), count::playwright)
}

fn rust(length: Length) -> Result<Outcome, Problem> {
    let words = ["test", "--workspace", "--no-fail-fast", "--", "--skip", WINDOW];
    cargo_tests(&words, length)
}

fn window(length: Length) -> Result<Outcome, Problem> {
    if !cfg!(target_os = "linux") {
        return Ok(Outcome::Skipped(
            "the window is driven by WebKitWebDriver, which only Linux has",
        ));
    }
    // One window at a time: they share the processor, and a person has one screen too.
    let words = [
        "test",
        "--package",
        "acceptance",
        "--test",
        "acceptance",
        WINDOW,
        "--",
        "--test-threads=1",
    ];
    cargo_tests(&words, length)
}

/// Runs Rust tests and counts them.
fn cargo_tests(words: &[&str], length: Length) -> Result<Outcome, Problem> {
    let mut command = tool::cargo(words);
    command
        .env("BIENBAN_APP", place::built("bienban-app"))
        .env("BIENBAN_CLI", place::built("bienban"))
        .env("BIENBAN_AUDIT", place::built("bienban-audit"))
        .env("BIENBAN_PYTHON", python::interpreter()?);
    if cfg!(target_os = "linux") {
        // Programs from outside are installed here; a test that misses one fails.
        command.env("BIENBAN_VERIFY", "1");
    }
    if length == Length::Long {
        command.env("BIENBAN_LONG", "1");
    }
    let mut tally = Tally::default();
    let mut complaints = Complaints::default();
    let ended_well = tool::follow(command, |line| {
        complaints.hear(line);
        if let Some(more) = count::rust(line) {
            tally += more;
            complaints.end_of_part(more.failed == 0);
        }
    })?;
    complaints.end_of_part(ended_well);
    Ok(Outcome::Ran(tally.of_program(ended_well), complaints))
}

/// Runs a program of tests that writes a report, and reads it.
fn reported(command: Command, report: &Path, read: fn(&str) -> Tally) -> Result<Outcome, Problem> {
    if report.exists() {
        let gone = fs::remove_file(report);
        gone.map_err(|source| Problem::File { path: report.to_path_buf(), source })?;
    }
    let (ended_well, complaints) = listen(command)?;
    let tally = fs::read_to_string(report).map_or_else(|_| Tally::default(), |text| read(&text));
    Ok(Outcome::Ran(tally.of_program(ended_well), complaints))
}

/// Runs a check that counts as one.
fn check(command: Command) -> Result<Outcome, Problem> {
    listen(command).map(|(passed, complaints)| Outcome::Ran(Tally::one(passed), complaints))
}

/// Runs a program and keeps what it complained of.
fn listen(command: Command) -> Result<(bool, Complaints), Problem> {
    let mut complaints = Complaints::default();
    let ended_well = tool::follow(command, |line| complaints.hear(line))?;
    complaints.end_of_part(ended_well);
    Ok((ended_well, complaints))
}
