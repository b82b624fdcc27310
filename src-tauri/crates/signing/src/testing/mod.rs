//! What the tests of this crate share: worthless keys, and a small paper.

mod paper;

use std::path::Path;

pub(crate) use paper::{FIELDS, paper};

use crate::{Certificate, SoftwareKey, open_p12};

/// Password of every key under `tests/fixtures/keys`.
pub(crate) const PASSWORD: &str = "mậtkhẩu";

/// Reads a file of `tests/fixtures/keys`.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/keys");
    std::fs::read(folder.join(name)).unwrap()
}

/// Opens a key of the fixtures.
#[track_caller]
pub(crate) fn key(name: &str) -> SoftwareKey {
    open_p12(&fixture(name), PASSWORD).unwrap()
}

/// The root that issued the fixtures.
pub(crate) fn root() -> Vec<Certificate> {
    Certificate::list(&fixture("root.pem")).unwrap()
}
