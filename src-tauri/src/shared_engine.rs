//! The engine, shared between commands.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use engine::actions::{Moments, Person};
use engine::ports::{Clock, Randomness, SystemClock, SystemRandomness};
use engine::store::{Home, KeyCost, Passphrase, RecoveryCode, Secret, StoreError};
use engine::token::Wait;
use engine::{Engine, EngineError, Gauge};
use tauri::async_runtime;

use crate::failure::Failure;

/// Names the folder to use in place of the person's own.
pub(crate) const HOME_VARIABLE: &str = "BIENBAN_HOME";

/// The one engine of this program, while its store is unlocked. Cheap to clone.
#[derive(Clone)]
pub(crate) struct SharedEngine {
    home: Arc<Path>,
    open: Arc<Mutex<Option<Engine>>>,
    /// How far what the engine is busy with came; read without waiting for it.
    gauge: Gauge,
    /// How far what goes on beside the engine came. It has its own: whatever the engine writes
    /// meanwhile begins the other one anew.
    beside: Gauge,
    /// How many acts go on beside the engine.
    besides: Arc<AtomicU32>,
    /// Whether somebody makes signatures last, for which papers and network are had by turns.
    by_turns: Arc<AtomicBool>,
    /// Held by whoever does slow work beside the engine.
    workbench: Arc<Mutex<()>>,
    /// Whether the last try to unlock met a damaged database.
    damaged: Arc<AtomicBool>,
    /// Whether somebody has asked to close the window.
    leaving: Arc<AtomicBool>,
}

impl SharedEngine {
    /// An engine that keeps everything in the folder `home`.
    pub(crate) fn new(home: PathBuf) -> Self {
        Self {
            home: home.into(),
            open: Arc::new(Mutex::new(None)),
            gauge: Gauge::default(),
            beside: Gauge::default(),
            besides: Arc::default(),
            by_turns: Arc::default(),
            workbench: Arc::new(Mutex::new(())),
            damaged: Arc::new(AtomicBool::new(false)),
            leaving: Arc::new(AtomicBool::new(false)),
        }
    }

    /// Steps done of what somebody waits for, and of how many; 0 where that is not known.
    pub(crate) fn reading(&self) -> (u32, u32) {
        let busy =
            if self.besides.load(Ordering::Relaxed) == 0 { &self.gauge } else { &self.beside };
        busy.reading()
    }

    /// Wants what somebody waits for stopped.
    pub(crate) fn stop(&self) {
        self.gauge.stop();
        self.beside.stop();
    }

    /// The folder in which everything is kept.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// Whether a store was ever made here.
    pub(crate) fn is_fresh(&self) -> bool {
        !Home::new(&*self.home).holds_a_store()
    }

    /// Whether the last try to unlock met a damaged database.
    pub(crate) fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// Notes that somebody asked to close the window; says whether somebody had before.
    pub(crate) fn ask_to_leave(&self) -> bool {
        self.leaving.swap(true, Ordering::Relaxed)
    }

    /// Lets `work` have the unlocked engine, off the window's thread.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Engine) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, Failure> {
        self.hold(move |open, _| match open {
            Some(engine) => work(engine).map_err(|error| Failure::from(&error)),
            None => Err(Failure::locked()),
        })
        .await
    }

    /// Runs slow work that needs no engine, one after another: two photographs read at once would
    /// take twice the memory.
    pub(crate) async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, Failure> {
        let workbench = Arc::clone(&self.workbench);
        async_runtime::spawn_blocking(move || {
            let turn = workbench.lock().unwrap_or_else(PoisonError::into_inner);
            let made = work().map_err(|error| Failure::from(&error));
            drop(turn);
            made
        })
        .await
        .unwrap_or_else(|_| Err(Failure::internal()))
    }

    /// Runs work that waits for a device or a network, without the engine; its gauge stops it.
    pub(crate) async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Gauge, &Wait) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, Failure> {
        self.go_beside(move |it, wait| Ok(work(&it.beside, wait)?)).await
    }

    /// Runs work that waits for a network and has the engine now and then. Two at once would add the
    /// same to the same papers, so whoever comes second is told.
    pub(crate) async fn by_moments<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Self, &Gauge) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        if self.by_turns.swap(true, Ordering::Relaxed) {
            return Err(Failure::extending_already());
        }
        let turn = Turn(Arc::clone(&self.by_turns));
        self.go_beside(move |it, _| {
            let gauge = it.beside.clone();
            let done = work(it, &gauge);
            drop(turn);
            done
        })
        .await
    }

    /// Runs work that waits for another machine and has the engine now and then.
    pub(crate) async fn reach<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Self, &Gauge) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.go_beside(move |it, _| {
            let gauge = it.beside.clone();
            work(it, &gauge)
        })
        .await
    }

    async fn go_beside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Self, &Wait) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let mut it = self.clone();
        it.besides.fetch_add(1, Ordering::Relaxed);
        let wait = Wait::new(Wait::USUAL, it.beside.attend());
        let done = async_runtime::spawn_blocking(move || work(&mut it, &wait)).await;
        self.besides.fetch_sub(1, Ordering::Relaxed);
        done.unwrap_or_else(|_| Err(Failure::internal()))
    }

    /// Makes a new store and leaves it unlocked; returns the recovery code.
    pub(crate) async fn create(
        &self,
        person: Person,
        passphrase: String,
    ) -> Result<RecoveryCode, Failure> {
        let gauge = self.gauge.clone();
        self.hold(move |open, home| {
            let made = Engine::create(home, &person, &passphrase, KeyCost::STANDARD, doors());
            let (mut engine, code) = made.map_err(|error| Failure::from(&error))?;
            attend(&mut engine, gauge);
            *open = Some(engine);
            Ok(code)
        })
        .await
    }

    /// Unlocks the store with what was typed: a passphrase, or else a recovery code.
    pub(crate) async fn unlock(&self, typed: String) -> Result<(), Failure> {
        let (damaged, gauge) = (Arc::clone(&self.damaged), self.gauge.clone());
        self.hold(move |open, home| {
            if open.is_some() {
                return Ok(());
            }
            let opened = Engine::open(home, &secret(&typed), doors());
            let is_damage = matches!(opened, Err(EngineError::Store(StoreError::Damaged { .. })));
            damaged.store(is_damage, Ordering::Relaxed);
            let mut engine = opened.map_err(|error| Failure::from(&error))?;
            attend(&mut engine, gauge);
            *open = Some(engine);
            Ok(())
        })
        .await
    }

    /// Puts a snapshot in the place of the damaged database and unlocks it.
    pub(crate) async fn restore(&self, name: String, typed: String) -> Result<(), Failure> {
        let (damaged, gauge) = (Arc::clone(&self.damaged), self.gauge.clone());
        self.hold(move |open, home| {
            let opened = Engine::open_snapshot(home, &secret(&typed), &name, doors());
            let mut engine = opened.map_err(|error| Failure::from(&error))?;
            attend(&mut engine, gauge);
            *open = Some(engine);
            damaged.store(false, Ordering::Relaxed);
            Ok(())
        })
        .await
    }

    /// Locks the store: signs what was written and lets the folder go.
    pub(crate) async fn lock(&self) -> Result<(), Failure> {
        self.hold(|open, _| {
            let Some(engine) = open.take() else { return Ok(()) };
            engine.close().map_err(|error| Failure::from(&error))
        })
        .await
    }

    /// Locks the store when the window closes; there is nobody left to tell of a failure, and what
    /// was acknowledged is on the disk.
    pub(crate) fn lock_at_exit(&self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = open.take() {
            drop(engine.close());
        }
    }

    async fn hold<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Option<Engine>, &Path) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let Self { home, open, .. } = self.clone();
        async_runtime::spawn_blocking(move || {
            // A panic inside an earlier `work` rolled its transaction back, so the engine behind a
            // poisoned lock is still sound.
            let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut open, &home)
        })
        .await
        .unwrap_or_else(|_| Err(Failure::internal()))
    }
}

/// The turn of one; it ends with whatever ends the work, a panic too.
struct Turn(Arc<AtomicBool>);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

impl Moments for SharedEngine {
    type Error = Failure;

    fn moment<T>(
        &mut self,
        act: impl FnOnce(&mut Engine) -> Result<T, EngineError>,
    ) -> Result<T, Failure> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let engine = open.as_mut().ok_or_else(Failure::locked)?;
        Ok(act(engine)?)
    }
}

/// What was typed, as a recovery code when it has the form of one.
pub(crate) fn secret(typed: &str) -> Secret {
    RecoveryCode::typed(typed)
        .map_or_else(|_| Secret::Passphrase(Passphrase::new(typed)), Secret::RecoveryCode)
}

/// What every engine behind a window gets: a gauge, and a mind for what comes beside open screens.
fn attend(engine: &mut Engine, gauge: Gauge) {
    engine.watch(gauge);
    engine.heed_arrivals();
}

fn doors() -> (Arc<dyn Clock>, Arc<dyn Randomness>) {
    (Arc::new(SystemClock), Arc::new(SystemRandomness))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_made_to_last_by_one_at_a_time() {
        let engine = SharedEngine::new(PathBuf::new());
        let second = engine.clone();
        let first = engine.by_moments(move |_, _| {
            // The panel was left and opened again.
            let refused = async_runtime::block_on(second.by_moments(|_, _| Ok(())));
            Ok(refused.is_err())
        });
        assert!(matches!(async_runtime::block_on(first), Ok(true)), "one is under way");
        let again = async_runtime::block_on(engine.by_moments(|_, _| Ok(())));
        assert!(again.is_ok(), "it is over");
    }
}
