//! Writing and reading are each other's opposite.

use proptest::prelude::*;

use super::to_toml;
use crate::catalogue::Catalogue;
use crate::catalogue::invented::{checklists, shipped};

#[track_caller]
fn comes_back(checklist: &domain::checklist::Checklist) {
    let text = to_toml(checklist);
    match Catalogue::builtin().unwrap().read("rieng.toml", &text) {
        Ok(read) => assert_eq!(&read, checklist),
        Err(error) => panic!("{error}\n{text}"),
    }
}

#[test]
fn the_shipped_checklist_comes_back_from_one_file() {
    comes_back(&shipped());
}

#[test]
fn a_file_begins_with_what_it_is_and_leaves_out_what_goes_without_saying() {
    let text = to_toml(&shipped());
    assert!(text.starts_with("[checklist]\nid = \"cchc\"\nversion = \"1\"\n"), "{}", &text[..200]);
    assert!(text.contains("valid_from = 2011-11-08\n"));
    assert!(!text.contains("optional = false") && !text.contains("note = \"\""));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if crate::long_run() { 2000 } else { 48 }))]

    #[test]
    fn every_checklist_comes_back_from_its_file(checklist in checklists()) {
        comes_back(&checklist);
        prop_assert_eq!(to_toml(&checklist), to_toml(&checklist.clone()));
    }
}
