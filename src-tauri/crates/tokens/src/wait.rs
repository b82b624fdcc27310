//! Waiting for a module: on a thread of its own, one call into each module at a time.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::error::TokenError;

/// How often it is asked whether somebody wants to stop.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How long somebody waits for a module, and whether they still want to.
#[derive(Clone)]
pub struct Wait {
    limit: Duration,
    stopped: Arc<dyn Fn() -> bool + Send + Sync>,
}

impl Wait {
    /// Time for a person to press a button on the device, and for a slow one to sign.
    pub const USUAL: Duration = Duration::from_secs(90);

    /// Waits so long for each answer, or until `stopped` says that nobody waits any more.
    pub fn new(limit: Duration, stopped: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self { limit, stopped: Arc::new(stopped) }
    }

    /// The answer that comes through `answers`.
    ///
    /// # Errors
    ///
    /// [`TokenError::Stopped`], [`TokenError::Silent`], and what the answer says.
    pub(crate) fn for_answer<T>(
        &self,
        answers: &Receiver<Result<T, TokenError>>,
    ) -> Result<T, TokenError> {
        let began = Instant::now();
        loop {
            match answers.recv_timeout(LOOK_EVERY) {
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(TokenError::Failed { said: "nothing".to_owned() });
                }
                Err(RecvTimeoutError::Timeout) => self.still_waits(began, self.silent())?,
            }
        }
    }

    fn silent(&self) -> TokenError {
        TokenError::Silent { seconds: self.limit.as_secs() }
    }

    fn still_waits(&self, began: Instant, at_last: TokenError) -> Result<(), TokenError> {
        if (self.stopped)() {
            return Err(TokenError::Stopped);
        }
        if self.limit <= began.elapsed() { Err(at_last) } else { Ok(()) }
    }
}

impl std::fmt::Debug for Wait {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Wait").field("limit", &self.limit).finish_non_exhaustive()
    }
}

/// Modules that somebody speaks to. One whose call never returns stays in here.
static BUSY: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
static FREED: Condvar = Condvar::new();

/// The right to speak to a module. It moves into the thread that does, and ends with that.
#[derive(Debug)]
pub(crate) struct Turn(PathBuf);

impl Turn {
    /// Waits until nobody else speaks to the module at `path`.
    ///
    /// # Errors
    ///
    /// [`TokenError::Busy`] and [`TokenError::Stopped`].
    pub(crate) fn take(path: &Path, wait: &Wait) -> Result<Self, TokenError> {
        // Two names of one file are one module.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let began = Instant::now();
        let mut busy = held(&BUSY);
        while !busy.insert(path.clone()) {
            wait.still_waits(began, TokenError::Busy)?;
            let woken = FREED.wait_timeout(busy, LOOK_EVERY);
            busy = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
        Ok(Self(path))
    }

    /// The module, by the one name of its file.
    pub(crate) fn module(&self) -> &Path {
        &self.0
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        held(&BUSY).remove(&self.0);
        FREED.notify_all();
    }
}

/// What lies behind `lock`; a panic of another holder leaves nothing half done here.
pub(crate) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
