//! What a laptop can do, without a window.
//!
//! **Invariant:** the engine knows no Tauri. The window, the command line and
//! the tests call the same verbs.

pub mod actions;
mod blank;
mod blocks;
mod carried;
pub mod catalogue;
pub mod consolidation;
pub mod crosscheck;
mod engine;
mod error;
pub mod evidence;
pub mod export;
mod fed;
pub mod figures;
#[cfg(test)]
mod figures_tests;
mod folder;
mod gauge;
pub mod history;
pub mod import;
pub mod late;
mod letters;
pub mod machine;
pub mod minutes;
pub mod notice;
mod online;
pub mod pad;
pub mod ports;
mod reading;
pub mod record;
mod samples;
pub mod sampling;
pub mod schema;
mod seal;
pub mod search;
pub mod slots;
pub mod station;
pub mod store;
mod sync;
pub mod token;
pub mod words;

pub use engine::{Engine, Saved};
pub use error::{
    EngineError, Field, HandoverFault, IncomingFault, Misplaced, Need, Noun, Overfull, ScanFault,
    Standing,
};
pub use folder::{Folder, Mark};
pub use gauge::Gauge;
pub use ledger::DeviceCard;

#[cfg(test)]
mod around_tests;
#[cfg(test)]
mod layout_tests;
#[cfg(test)]
mod minutes_kinds_tests;
#[cfg(test)]
mod mutations_tests;
#[cfg(test)]
mod notice_tests;
#[cfg(test)]
mod papers_tests;
#[cfg(test)]
mod procedures_tests;
#[cfg(test)]
mod receive_tests;
#[cfg(test)]
mod samples_tests;
#[cfg(test)]
mod sampling_tests;
#[cfg(test)]
mod tests;

/// Whether property tests run their full numbers, as `cargo verify --long` wants.
#[cfg(test)]
fn long_run() -> bool {
    std::env::var_os("BIENBAN_LONG").is_some()
}
