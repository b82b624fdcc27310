//! The window around the engine.
