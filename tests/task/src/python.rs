//! Python environments: of the outside judge of signatures, and of what we are measured against.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place;
use crate::problem::Problem;
use crate::tool;

/// The interpreter with everything of `tests/requirements.txt`, made if need be.
pub(crate) fn interpreter() -> Result<PathBuf, Problem> {
    environment("tests/requirements.txt", &place::root().join("tests/.venv"))
}

/// The interpreter in `folder` with everything of the file `requirements`, made if need be.
pub(crate) fn environment(requirements: &str, folder: &Path) -> Result<PathBuf, Problem> {
    let wanted_in = place::root().join(requirements);
    let wanted =
        fs::read(&wanted_in).map_err(|source| Problem::File { path: wanted_in, source })?;
    let inside = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let python = folder.join(inside);
    let installed = folder.join("installed.txt");
    if python.is_file() && fs::read(&installed).is_ok_and(|there| there == wanted) {
        return Ok(python);
    }

    let mut make = Command::new(system_python()?);
    make.args(["-m", "venv", "--clear"]).arg(folder);
    tool::run(make)?;
    let mut install = Command::new(&python);
    install
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(["--requirement", requirements])
        .current_dir(place::root());
    tool::run(install)?;
    fs::write(&installed, wanted).map_err(|source| Problem::File { path: installed, source })?;
    Ok(python)
}

/// The system's own Python 3.
fn system_python() -> Result<PathBuf, Problem> {
    // Debian's own knows `venv` once python3-venv is there, whatever else is in the way first.
    let debian = PathBuf::from("/usr/bin/python3");
    if debian.is_file() {
        return Ok(debian);
    }
    let remedy = "get Python 3.10 or newer from python.org";
    ["python3", "python"]
        .into_iter()
        .find_map(tool::find)
        .ok_or(Problem::MissingProgram { program: "python3".to_owned(), remedy })
}
