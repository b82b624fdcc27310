//! What a delegation does on site, one job a walk, each from the door to what it leaves behind.

mod case_files;
mod catalogue;
mod io_keys;
mod long_paste;
mod marked_photo;
mod review;
mod versions;

use std::fs;
use std::path::PathBuf;

use acceptance::{artifacts, judges};

use super::Window;

/// Closes the window and drafts the minutes of `visit` from what is in the store: the paper as
/// `tests/artifacts/NAME.pdf`, and its words in one line, where somebody can read them.
fn draft(window: &mut Window, visit: &str, name: &str) -> (PathBuf, Option<String>) {
    window.close();
    fs::create_dir_all(artifacts()).unwrap();
    let paper = artifacts().join(format!("{name}.pdf"));
    window.laptop().run(&["minutes", "draft", visit, "--out", paper.to_str().unwrap()]).done();
    let text = judges::text_of(&paper);
    (paper, text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")))
}
