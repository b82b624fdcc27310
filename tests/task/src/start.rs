//! `cargo app`: everything from a fresh checkout to an open window.

use std::process::ExitCode;

use crate::problem::Problem;
use crate::{screens, system, tool};

/// Sets up what is missing, builds the program and starts it with `words`.
pub(crate) fn start(words: &[String]) -> Result<ExitCode, Problem> {
    system::prepare_to_run()?;
    screens::install()?;
    screens::build()?;
    let mut command = tool::cargo(&["run", "--release", "--package", "app", "--"]);
    command.args(words);
    tool::run(command)?;
    Ok(ExitCode::SUCCESS)
}
