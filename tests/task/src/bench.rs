//! `cargo bench-all`: measurements, which are not tests.

use std::process::ExitCode;

use crate::problem::Problem;
use crate::{place, screens, system, tool};

/// Runs the package of benchmarks with `words`.
pub(crate) fn bench(words: &[String]) -> Result<ExitCode, Problem> {
    if !place::root().join("tests/bench/Cargo.toml").is_file() {
        println!("there is nothing to measure yet");
        return Ok(ExitCode::SUCCESS);
    }
    system::prepare_to_verify()?;
    screens::install()?;
    screens::build()?;
    let mut command = tool::cargo(&["run", "--release", "--package", "bench", "--"]);
    command.args(words);
    tool::run(command)?;
    Ok(ExitCode::SUCCESS)
}
