//! What the screens may ask. One file for each feature folder of `ui/`.
//!
//! **Invariant:** a command unpacks its arguments, asks the engine one question
//! and packs the answer. Anything longer belongs in `engine::actions`.

pub(crate) mod about;
