//! Minutes signed in ink: the pages come back from a scanner and are matched with the sealed paper.

use std::path::{Path, PathBuf};

use acceptance::{Laptop, judges};
use serde_json::json;

use super::{CAU_TRE, with_cau_tre, word};

/// Brings pages back in the order given.
fn bring_back(laptop: &Laptop, pages: &[PathBuf], more: &[&str]) -> acceptance::Answer {
    let mut words = vec!["--json", "attach-signed", CAU_TRE];
    words.extend(pages.iter().map(|page| word(page)));
    words.extend(more);
    laptop.run(&words)
}

fn sealed(laptop: &Laptop) -> PathBuf {
    let paper = laptop.on_desk("sealed.pdf");
    laptop.run(&["minutes", "seal", CAU_TRE]).done();
    laptop.run(&["minutes", "export", CAU_TRE, "--out", word(&paper)]).done();
    paper
}

fn state(laptop: &Laptop) -> serde_json::Value {
    laptop.ask(&["visit", "show", CAU_TRE])["state"].clone()
}

fn scanned(paper: &Path) -> Option<Vec<PathBuf>> {
    let pages = judges::scanned_pages(paper)?;
    assert!(pages.len() > 2, "the walk leaves pages out");
    Some(pages)
}

#[test]
fn pages_signed_in_ink_are_matched_with_the_sealed_paper_one_by_one() {
    let Some(laptop) = with_cau_tre() else { return };
    let paper = sealed(&laptop);
    let Some(pages) = scanned(&paper) else { return };

    let mut shuffled = pages.clone();
    shuffled.swap(0, 1);
    for (brought, told) in [
        (&pages[1..], "chưa thấy trang 1"),
        (&shuffled[..], "không đúng thứ tự"),
        (&[pages[0].clone(), pages[0].clone()][..], "trang 1 có hai lần"),
    ] {
        let refused = bring_back(&laptop, brought, &[]).refused(1, "E-SCAN-GAPS");
        assert!(refused.err.contains(told), "{refused:#?}");
        assert_eq!(state(&laptop), "sealed", "nothing is kept of a scan that does not fit");
    }

    let brought = bring_back(&laptop, &pages, &[]).done().json();
    assert_eq!((&brought["kind"], &brought["whole"]), (&json!("scan"), &json!(true)));
    assert_eq!(state(&laptop), "signed");
    assert_eq!(laptop.ask(&["check"])["sound"], true);
}

#[test]
fn a_person_may_take_a_scan_with_gaps_and_it_is_told_which() {
    let Some(laptop) = with_cau_tre() else { return };
    let Some(pages) = scanned(&sealed(&laptop)) else { return };
    let brought = bring_back(&laptop, &pages[..1], &["--incomplete"]).done().json();
    assert_eq!((&brought["whole"], &brought["scanned"]), (&json!(false), &json!([1])));
    assert_eq!(state(&laptop), "signed");
}

#[test]
fn pages_of_another_paper_are_never_taken() {
    let Some(laptop) = with_cau_tre() else { return };
    let Some(pages) = scanned(&sealed(&laptop)) else { return };
    let reason = ["minutes", "revise", CAU_TRE, "--reason", "Sửa số liệu"];
    laptop.run(&reason).done();
    laptop.run(&["minutes", "seal", CAU_TRE]).done();

    let refused = bring_back(&laptop, &pages, &["--incomplete"]).refused(1, "E-SCAN-OTHER");
    assert!(refused.err.contains("Chưa đính gì"), "{refused:#?}");
    let text = laptop.put("ghi-chu.txt", "không phải bản quét");
    bring_back(&laptop, &[text], &["--incomplete"]).refused(2, "E-SCAN-UNREADABLE");
    assert_eq!(state(&laptop), "sealed");
}
