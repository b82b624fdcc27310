//! Runs the project: `cargo app`, `cargo verify`, `cargo bench-all`.
//!
//! It needs nothing but Rust to build, and looks after the rest: Node packages,
//! the built screens, system packages, a Python environment for the outside
//! judge of signatures. It behaves the same on Linux, Windows and macOS.
#![expect(clippy::print_stdout, reason = "a program of the command line speaks there")]

mod bench;
mod complaints;
mod count;
mod place;
mod problem;
mod python;
mod screens;
mod start;
mod steps;
mod system;
mod tool;
mod verify;

use std::env;
use std::process::ExitCode;

use problem::Problem;

const USAGE: &str = "\
cargo app [ARGUMENTS]           set up what is missing, build and start the program
cargo verify [--long] [STEP…]   every check and test, or only the steps named
cargo verify --list             the names of the steps
cargo bench-all [ARGUMENTS]     measure";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let outcome = match words.split_first() {
        Some((verb, rest)) => match verb.as_str() {
            "app" => start::start(rest),
            "verify" => verify::verify(rest),
            "bench" => bench::bench(rest),
            _ => Err(Problem::Usage),
        },
        None => Err(Problem::Usage),
    };
    match outcome {
        Ok(code) => code,
        Err(Problem::Usage) => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
