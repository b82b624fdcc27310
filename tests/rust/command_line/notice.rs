//! The concluding notice by the command line, judged from outside.

use std::fs;

use acceptance::{Laptop, judges};
use serde_json::{Value, json};

use super::papers::{Pages, marks_of_a_draft, outsiders_accept, sign, verify};
use super::word;

const TOWN: &str = "2017-dak-lak-3027";

/// A laptop with the campaign of the town.
fn with_town() -> Option<Laptop> {
    let laptop = Laptop::set_up()?;
    laptop.run(&["sample", "import", TOWN]).done();
    Some(laptop)
}

fn shortcomings(laptop: &Laptop) -> Vec<Value> {
    let slots = laptop.ask(&["notice", "slots", TOWN]);
    let is_one = |slot: &&Value| slot["id"].as_str().unwrap().starts_with("ton_tai/");
    slots["slots"].as_array().unwrap().iter().filter(is_one).cloned().collect()
}

#[test]
fn the_notice_names_exactly_the_units_of_the_article() {
    let Some(laptop) = with_town() else { return };
    let units: Vec<Value> =
        shortcomings(&laptop).into_iter().map(|slot| slot["units"].clone()).collect();
    assert_eq!(
        json!(units),
        json!([
            ["phong-tnmt", "ea-drong", "ea-sien", "ea-blang", "binh-thuan", "dat-hieu", "thien-an"],
            ["ea-drong", "ea-blang", "ea-sien"],
            [],
            [
                "an-binh",
                "an-lac",
                "thien-an",
                "thong-nhat",
                "doan-ket",
                "binh-thuan",
                "cu-bao",
                "ea-blang",
                "ea-drong",
                "ea-sien"
            ],
        ])
    );
}

#[test]
fn the_paper_says_every_slot_on_sound_pages_and_carries_its_data() {
    let Some(laptop) = with_town() else { return };
    let out = laptop.on_desk("thong-bao.pdf");
    let docx = laptop.on_desk("thong-bao.docx");
    let words = ["notice", "draft", TOWN, "--out", word(&out), "--docx", word(&docx)];
    laptop.run(&words).done();
    assert!(std::fs::read(&docx).unwrap().starts_with(b"PK"), "a package as Word reads it");
    let Some(text) = judges::written_in(&out) else { return };
    assert!(0 < marks_of_a_draft(&text), "a draft says so");
    let pages = Pages::new(&text, "—");
    for slot in shortcomings(&laptop) {
        let sentence = slot["text"].as_str().unwrap();
        assert!(pages.say(sentence), "„{sentence}“ is not in\n{text}");
    }
    for sentence in ["THÔNG BÁO", "TRƯỞNG ĐOÀN", "Lê Thị Ngọc Phượng", "Phụ lục IV"]
    {
        assert!(pages.say(sentence), "„{sentence}“ is not in\n{text}");
    }
    assert_eq!(judges::is_sound(&out), Some(true));
}

#[test]
fn an_unknown_campaign_is_refused_and_nothing_is_written() {
    let Some(laptop) = with_town() else { return };
    let out = laptop.on_desk("khong-co.pdf");
    laptop.run(&["notice", "draft", "khong-co", "--out", word(&out)]).refused(2, "E-NOT-FOUND");
    assert!(!out.exists());
}

#[test]
fn a_notice_is_sealed_signed_with_a_certificate_and_saved_as_it_was_signed() {
    let Some(laptop) = with_town() else { return };
    let out = laptop.on_desk("thong-bao-chot.pdf");
    laptop.run(&["notice", "export", TOWN, "--out", word(&out)]).refused(1, "E-SEAL-NOT");
    let seal = laptop.ask(&["notice", "seal", TOWN])["seal"].as_str().unwrap().to_owned();
    laptop.run(&["notice", "seal", TOWN]).refused(1, "E-SEAL-ALREADY");
    laptop.run(&["notice", "export", TOWN, "--out", word(&out)]).done();

    let signed = sign(&laptop, &out, "rsa2048.p12", "leader");

    let exported = laptop.on_desk("thong-bao-ky.pdf");
    laptop.run(&["notice", "export", TOWN, "--out", word(&exported)]).done();
    assert!(fs::read(&exported).unwrap() == fs::read(&signed).unwrap());
    let verdict = verify(&laptop, &signed).done().json();
    assert_eq!(verdict["verdict"], "intact", "{verdict:#}");
    assert_eq!(laptop.ask(&["notice", "revise", TOWN, "--reason", "Sót đơn vị"])["revision"], 2);
    assert_eq!(laptop.ask(&["check"])["sound"], true);
    let Some(text) = judges::written_in(&out) else { return };
    assert_eq!(marks_of_a_draft(&text), 0);
    let pages = text.matches('\u{c}').count();
    assert!(3 < pages, "the annexes are there");
    assert_eq!(text.split_whitespace().filter(|it| *it == seal).count(), pages);
    outsiders_accept(&signed, 1);
}
