//! What every request needs: the store, and who is signed in.

use std::sync::Arc;

use axum::extract::FromRef;
use engine::actions::Moments;
use engine::ports::{Clock, Randomness};
use engine::{Engine, EngineError};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::access::{Attempts, Sessions};
use crate::metrics::Metrics;
use crate::settings::Settings;
use crate::trouble::Trouble;
use crate::usage::Usage;
use crate::visits::{Deed, Visits};

/// Passphrases that are checked at once: each takes as much memory as its hash was made with.
const CHECKS_AT_ONCE: usize = 2;

/// Files that are judged at once: each lies in memory, twice while it is laid out again.
const UPLOADS_AT_ONCE: usize = 3;

/// A store as requests have it: for a moment each, from any thread.
pub trait Store: Moments + Clone + Send + Sync + 'static {}

impl<M: Moments + Clone + Send + Sync + 'static> Store for M {}

/// The office whose store the pages show. Cheap to clone.
#[derive(Clone)]
pub struct Office<M> {
    store: M,
    desk: Arc<Desk>,
}

/// What requests share that is not the store.
pub(crate) struct Desk {
    pub(crate) settings: Settings,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) randomness: Arc<dyn Randomness>,
    pub(crate) sessions: Sessions,
    pub(crate) attempts: Attempts,
    pub(crate) metrics: Metrics,
    pub(crate) checks: Semaphore,
    pub(crate) uploads: Semaphore,
    pub(crate) usage: Usage,
    pub(crate) visits: Visits,
}

impl Desk {
    /// Notes what `who` did just now.
    pub(crate) fn note(&self, who: &str, deed: Deed) {
        self.visits.note(self.clock.local(), who, deed);
    }
}

impl<M: Store> Office<M> {
    /// The office that has `store`; nobody is signed in.
    pub fn new(
        store: M,
        settings: Settings,
        (clock, randomness): (Arc<dyn Clock>, Arc<dyn Randomness>),
    ) -> Self {
        let desk = Desk {
            settings,
            clock,
            randomness,
            sessions: Sessions::default(),
            attempts: Attempts::default(),
            metrics: Metrics::default(),
            checks: Semaphore::new(CHECKS_AT_ONCE),
            uploads: Semaphore::new(UPLOADS_AT_ONCE),
            usage: Usage::default(),
            visits: Visits::default(),
        };
        Self { store, desk: Arc::new(desk) }
    }

    /// Reads from the store, off the threads that answer requests. A reader that wants much should
    /// ask several times: laptops that hand over their work wait meanwhile.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Engine) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, Trouble> {
        let mut store = self.store.clone();
        // What `act` meets stays apart from what keeps the store away.
        let read = spawn_blocking(move || store.moment(|engine| Ok(act(engine))).ok());
        let read = read.await.map_err(|_| Trouble::Internal)?;
        Ok(read.ok_or(Trouble::NoStore)??)
    }

    pub(crate) fn desk(&self) -> Arc<Desk> {
        Arc::clone(&self.desk)
    }
}

impl<M: Store> FromRef<Office<M>> for Arc<Desk> {
    fn from_ref(office: &Office<M>) -> Self {
        office.desk()
    }
}
