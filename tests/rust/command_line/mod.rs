//! Walks by the command line: what scripts and outside checks rely on.

mod after_signing;
mod bad_files;
mod checklists;
mod custody;
#[cfg(target_os = "linux")]
mod cuts;
mod delegation;
mod follow_up;
mod incoming;
mod ink;
mod kills;
mod lasting;
mod namespaces;
mod network;
mod notice;
mod papers;
mod samples;
mod shapes;
mod states;
mod tokens;
mod trouble;

use std::path::PathBuf;

use acceptance::{Laptop, root};

/// The sample with one visit on which most walks work.
const CAU_TRE: &str = "2022-cau-tre/cau-tre";

/// A laptop with the Cầu Tre campaign and its visit.
fn with_cau_tre() -> Option<Laptop> {
    let laptop = Laptop::set_up()?;
    laptop.run(&["sample", "import", "2022-cau-tre"]).done();
    Some(laptop)
}

/// A file of the samples.
fn sample(path: &str) -> PathBuf {
    root().join("assets/samples").join(path)
}

/// A worthless key or certificate.
fn key(name: &str) -> PathBuf {
    root().join("tests/fixtures/keys").join(name)
}

/// A path as a word of the command line.
fn word(path: &std::path::Path) -> &str {
    path.to_str().unwrap()
}
