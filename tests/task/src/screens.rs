//! The screens: their packages and their build, each only when stale.

use std::fs;

use crate::place;
use crate::problem::Problem;
use crate::tool;

/// What goes into the built screens.
const SOURCES: &[&str] =
    &["src", "public", "index.html", "package-lock.json", "vite.config.ts", "svelte.config.js"];

/// Installs the packages of the screens if the lock file changed since.
pub(crate) fn install() -> Result<(), Problem> {
    let lock = place::ui().join("package-lock.json");
    let installed = place::ui().join("node_modules/.installed-lock.json");
    let wanted = fs::read(&lock).map_err(|source| Problem::File { path: lock, source })?;
    if fs::read(&installed).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    tool::run(tool::npm(&["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&installed, wanted).map_err(|source| Problem::File { path: installed, source })
}

/// Whether a source is newer than the built screens.
pub(crate) fn are_stale() -> bool {
    let built = place::newest(&place::ui().join("dist/index.html"));
    let changed = SOURCES.iter().filter_map(|name| place::newest(&place::ui().join(name))).max();
    built.is_none() || built < changed
}

/// Builds the screens if a source is newer.
pub(crate) fn build() -> Result<(), Problem> {
    if are_stale() {
        tool::run(tool::npm(&["run", "--silent", "build"]))?;
    }
    Ok(())
}
