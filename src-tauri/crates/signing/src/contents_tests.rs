//! Reading our own papers, whole and torn.

use super::*;
use crate::testing::{printed, sealed};

#[test]
fn the_words_of_our_pages_are_read_as_they_are_printed() {
    let read = contents(printed()).unwrap();
    assert_eq!(read.pages.len(), 2);
    let words = |page: usize| {
        let words: Vec<&str> = read.pages[page].words.split_whitespace().collect();
        words.join(" ")
    };
    assert!(words(0).contains("Tổng số 4.545 hồ sơ, đạt 60,64%."), "{}", words(0));
    assert!(words(1).contains("14/27 trạm đạt yêu cầu."), "{}", words(1));
}

#[test]
fn the_file_inside_is_read_with_what_it_is_to_the_paper() {
    let read = contents(printed()).unwrap();
    let expected = Attached {
        name: "bien-ban.json".to_owned(),
        relationship: "Data".to_owned(),
        bytes: b"{\"ho_so\":4545}".to_vec(),
    };
    assert_eq!(read.attachments, [expected]);
}

#[test]
fn signatures_leave_what_pages_show_as_it_was() {
    assert_eq!(contents(sealed(3)).unwrap(), contents(printed()).unwrap());
}

#[test]
fn a_paper_cut_anywhere_is_refused_or_read_without_a_panic() {
    let whole = printed();
    for end in (0..whole.len()).step_by(997) {
        assert!(contents(&whole[..end]).is_err());
    }
}
