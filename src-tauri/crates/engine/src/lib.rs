//! What a laptop can do, without a window.
//!
//! **Invariant:** the engine knows no Tauri. The window, the command line and
//! the tests call the same verbs.

pub mod catalogue;
pub mod ports;
pub mod store;
