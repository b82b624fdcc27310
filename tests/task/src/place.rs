//! Where things are, and which of two is newer.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The top of the project.
pub(crate) fn root() -> PathBuf {
    // Cargo tells where the sources lie now; they may have moved since they were built.
    let here =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let here = PathBuf::from(here);
    here.ancestors().nth(2).map_or_else(|| here.clone(), Path::to_path_buf)
}

/// The folder of the screens.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// A program of ours that Cargo built for development.
pub(crate) fn built(name: &str) -> PathBuf {
    target().join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// Where Cargo builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// When the newest file under `path` was changed; `None` if there is none.
///
/// What a build leaves behind does not count.
pub(crate) fn newest(path: &Path) -> Option<SystemTime> {
    let about = fs::metadata(path).ok()?;
    if !about.is_dir() {
        return about.modified().ok();
    }
    fs::read_dir(path)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| !is_made(path))
        .filter_map(|path| newest(&path))
        .max()
}

fn is_made(path: &Path) -> bool {
    const MADE: &[&str] = &["node_modules", "dist", "test-results"];
    path.file_name().and_then(OsStr::to_str).is_some_and(|name| MADE.contains(&name))
}
