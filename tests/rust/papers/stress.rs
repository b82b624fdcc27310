//! A very long paper: pages by the hundred are as sound as one.

use std::env;
use std::process::Command;

use acceptance::{judges, sample_papers};
use tempfile::TempDir;

/// Times the middle of the long minutes is repeated: about nine pages each.
const TIMES: &str = "4";
/// With the full counts: more than 500 pages.
const TIMES_LONG: &str = "60";

#[test]
fn a_very_long_paper_is_whole_numbered_and_tagged() {
    let Some(program) = sample_papers() else { return };
    let folder = TempDir::new().unwrap();
    let pdf = folder.path().join("huge.pdf");
    let is_long = env::var_os("BIENBAN_LONG").is_some();
    let times = if is_long { TIMES_LONG } else { TIMES };
    let status = Command::new(program).arg(&pdf).args(["long", "times", times]).status().unwrap();
    assert!(status.success());

    let Some(text) = judges::written_in(&pdf) else { return };
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(pages.len() >= if is_long { 500 } else { 30 }, "{} pages", pages.len());
    for (page, number) in pages.iter().zip(1_usize..).skip(1) {
        assert_eq!(page.lines().next().unwrap(), number.to_string());
    }
    // Each time the middle is printed whole: its rows are numbered from 1 to 14 and from 1 to 60.
    let tables = text.matches("Bảng 1. Kết quả kiểm tra theo bộ tiêu chí").count();
    let closing = text.matches("III. ĐÁNH GIÁ, NHẬN XÉT").count();
    assert_eq!((tables, closing), (2 * (times.parse::<usize>().unwrap() + 1), 1));
    assert_eq!(judges::is_sound(&pdf), Some(true));
}
