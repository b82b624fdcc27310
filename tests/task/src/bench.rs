//! `cargo bench-all`: measurements, which are not tests.

use std::env;
use std::process::ExitCode;

use crate::problem::Problem;
use crate::{place, python, screens, system, tool};

/// Runs the package of benchmarks with `words`.
pub(crate) fn bench(words: &[String]) -> Result<ExitCode, Problem> {
    system::prepare_to_verify()?;
    let python =
        python::environment("tests/bench/requirements.txt", &place::target().join("venv"))?;
    let mut command = tool::cargo(&["run", "--release", "--package", "bench", "--"]);
    command.args(words).env("BIENBAN_PYTHON", python);
    let wants = |part: &str| {
        let mut parts = words.iter().filter(|word| !word.starts_with('-')).peekable();
        parts.peek().is_none() || parts.any(|it| it == part)
    };
    if wants("typing") {
        screens::install()?;
        screens::build()?;
    }
    if wants("window") {
        windows()?;
        let release = place::target().join("release");
        let named = |name: &str| release.join(format!("{name}{}", env::consts::EXE_SUFFIX));
        command
            .env("BIENBAN_APP", named("bienban-app"))
            .env("BIENBAN_EMPTY_APP", named("examples/empty-window"));
    }
    tool::run(command)?;
    Ok(ExitCode::SUCCESS)
}

/// Builds our window and the empty one it is measured against, as they ship.
fn windows() -> Result<(), Problem> {
    screens::install()?;
    screens::build()?;
    let build = ["build", "--release", "--package", "app", "--features", "empty-window"];
    for which in [["--bin", "bienban-app"], ["--example", "empty-window"]] {
        let mut command = tool::cargo(&build);
        command.args(which);
        tool::run(command)?;
    }
    Ok(())
}
