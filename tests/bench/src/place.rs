//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::Outcome;

/// The top of the project.
pub(crate) fn root() -> PathBuf {
    // Cargo tells where the sources lie now; they may have moved since they were built.
    let here =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let here = PathBuf::from(here);
    here.ancestors().nth(2).map_or_else(|| here.clone(), Path::to_path_buf)
}

/// Where Cargo builds; a real disk, which the system's folder for temporary files need not be.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A folder that is gone when it is let go.
pub(crate) fn scratch() -> Outcome<TempDir> {
    std::fs::create_dir_all(target())?;
    Ok(tempfile::Builder::new().prefix("bench-").tempdir_in(target())?)
}
