//! `cargo bench-all`: measurements, which are not tests.

use std::process::ExitCode;

use crate::problem::Problem;
use crate::{place, python, system, tool};

/// Runs the package of benchmarks with `words`.
pub(crate) fn bench(words: &[String]) -> Result<ExitCode, Problem> {
    system::prepare_to_verify()?;
    let python =
        python::environment("tests/bench/requirements.txt", &place::target().join("venv"))?;
    let mut command = tool::cargo(&["run", "--release", "--package", "bench", "--"]);
    command.args(words).env("BIENBAN_PYTHON", python);
    tool::run(command)?;
    Ok(ExitCode::SUCCESS)
}
