//! The engine, shared between commands.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tauri::async_runtime;

use crate::failure::Failure;

/// Names the folder to use in place of the person's own.
pub(crate) const HOME_VARIABLE: &str = "BIENBAN_HOME";

/// The one engine of this program. Cheap to clone.
#[derive(Clone)]
pub(crate) struct SharedEngine {
    home: Arc<Path>,
}

impl SharedEngine {
    /// An engine that keeps everything in the folder `home`.
    pub(crate) fn new(home: PathBuf) -> Self {
        Self { home: home.into() }
    }

    /// The folder in which everything is kept.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// Does `work` off the window's thread.
    #[expect(dead_code, reason = "waits for the first command that asks the engine")]
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Path) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let home = Arc::clone(&self.home);
        async_runtime::spawn_blocking(move || work(&home)).await.unwrap_or(Err(Failure::INTERNAL))
    }
}
