//! Where the programs are that a walk runs.

use std::env;
use std::path::{Path, PathBuf};

/// The top of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The command line: the one named by `BIENBAN_CLI`, or the one Cargo built.
pub fn cli() -> PathBuf {
    program("BIENBAN_CLI", "bienban")
}

/// The verifier of records of custody: the one named by `BIENBAN_AUDIT`, or the one Cargo built.
pub fn auditor() -> PathBuf {
    program("BIENBAN_AUDIT", "bienban-audit")
}

/// The window: the one named by `BIENBAN_APP`, or the one Cargo built.
pub fn window_program() -> PathBuf {
    program("BIENBAN_APP", "bienban-app")
}

/// The program that writes sample papers of every kind: an example of the package `papers`.
pub fn sample_papers() -> Option<PathBuf> {
    let program = program("BIENBAN_SAMPLE_PAPERS", "examples/sample");
    if program.is_file() {
        return Some(program);
    }
    skip(&format!("{} is not built", program.display()));
    None
}

/// A program of the package `signing` that is an example of it: `paper` writes a paper with places
/// to sign, `sign` signs in one.
pub fn signing_example(name: &str) -> Option<PathBuf> {
    let program =
        program(&format!("BIENBAN_SIGNING_{}", name.to_uppercase()), &format!("examples/{name}"));
    if program.is_file() {
        return Some(program);
    }
    skip(&format!("{} is not built", program.display()));
    None
}

/// The Python that knows pyHanko and pyxform; `cargo verify` makes it.
pub fn python() -> PathBuf {
    let made = root().join("tests/.venv/bin/python");
    env::var_os("BIENBAN_PYTHON").map_or(made, PathBuf::from)
}

/// Where pictures and papers are kept for people to look at.
pub fn artifacts() -> PathBuf {
    root().join("tests/artifacts")
}

/// Where the program `name` of the system is.
pub fn find(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Says why a test cannot run. Under `cargo verify`, which sees to everything
/// that tests need, that is a failure.
#[track_caller]
pub fn skip(reason: &str) {
    assert!(env::var_os("BIENBAN_VERIFY").is_none(), "{reason}");
    eprintln!("skipped: {reason}");
}

/// The folder that Cargo builds in.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn program(variable: &str, name: &str) -> PathBuf {
    let built = target().join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX));
    let named = env::var_os(variable).map_or(built, PathBuf::from);
    named.canonicalize().unwrap_or(named)
}
