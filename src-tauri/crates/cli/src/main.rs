//! `bienban`, the command line: a thin front on the engine and on signing.
//!
//! Names, exit codes and JSON shapes are a contract that scripts rely on. What
//! people read is Vietnamese; each failure is one line with a stable code.

mod answer;
mod args;
mod commands;
mod failure;
mod files;
mod shell;
mod store;

use std::env;
use std::process::ExitCode;

use args::Asked;

fn main() -> ExitCode {
    let words: Vec<_> = env::args_os().collect();
    let json = words.iter().any(|word| word == "--json");
    let outcome = match args::read(words) {
        Ok(Asked::Command(arguments)) => commands::run(&arguments),
        Ok(Asked::Help(text)) => Ok(answer::Answer::text(text)),
        Err(failure) => Err(failure),
    };
    shell::tell(outcome, json)
}
