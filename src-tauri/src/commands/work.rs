//! What the engine is busy with: how far it came, and stopping it.

use serde::Serialize;
use specta::Type;
use tauri::State;

use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// How far the act under way came.
#[derive(Debug, Serialize, Type)]
pub(crate) struct WorkProgress {
    /// Steps done.
    done: u32,
    /// Of how many; 0 where that is not known.
    of: u32,
}

/// Says how far the engine came with what it is busy with, without waiting for it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn work_progress(
    engine: State<'_, SharedEngine>,
) -> Result<WorkProgress, Failure> {
    let (done, of) = engine.reading();
    Ok(WorkProgress { done, of })
}

/// Stops what the engine is busy with; nothing of it is kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_work(engine: State<'_, SharedEngine>) -> Result<(), Failure> {
    engine.stop();
    Ok(())
}
