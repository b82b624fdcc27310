//! The stage for whole walks.
