//! What comes after whoever leads has signed: the number, the seal of the agency, electronic copies.

use std::fs;
use std::path::{Path, PathBuf};

use acceptance::{Answer, Laptop, judges};
use serde_json::json;

use super::papers::{outsiders_accept, verify};
use super::{CAU_TRE, key, with_cau_tre, word};

/// The password of every worthless key.
const KEY_PASSWORD: &str = "mậtkhẩu";

/// Signs `paper` into `out`, with more words for the command line.
fn sign(
    laptop: &Laptop,
    (paper, out): (&Path, &Path),
    (p12, role): (&str, &str),
    more: &[&str],
) -> Answer {
    let password = laptop.put("key-password.txt", KEY_PASSWORD);
    let p12 = key(p12);
    let words = ["--json", "sign", word(paper), "--p12", word(&p12), "--p12-password-file"];
    let rest = [word(&password), "--as", role, "--out", word(out)];
    laptop.run(&[&words[..], &rest[..], more].concat())
}

fn sealed_minutes(laptop: &Laptop) -> PathBuf {
    let paper = laptop.on_desk("bien-ban.pdf");
    laptop.run(&["minutes", "seal", CAU_TRE]).done();
    laptop.run(&["minutes", "export", CAU_TRE, "--out", word(&paper)]).done();
    paper
}

#[test]
fn the_clerk_numbers_and_seals_minutes_and_copies_them_and_everybody_accepts_all_of_it() {
    let Some(laptop) = with_cau_tre() else { return };
    let (hand, seal) = (key("signature.png"), key("seal.png"));
    let at = |name: &str| laptop.on_desk(name);
    let paper = sealed_minutes(&laptop);

    let early = at("som.pdf");
    let pressed = ["--picture", word(&seal)];
    let refused = sign(&laptop, (&paper, &early), ("rsa4096.p12", "seal"), &pressed);
    refused.refused(1, "E-SIGN-LEADER-FIRST");
    laptop
        .run(&["number", word(&paper), "--value", "12", "--out", word(&early)])
        .refused(1, "E-SIGN-LEADER-FIRST");
    assert!(!early.exists());

    let steps = [("unit", "p256.p12"), ("secretary", "rsa2048.p12"), ("leader", "p384.p12")];
    let mut last = paper.clone();
    for (role, p12) in steps {
        let out = at(&format!("{role}.pdf"));
        sign(&laptop, (&last, &out), (p12, role), &["--picture", word(&hand)]).done();
        last = out;
    }
    let numbered = at("co-so.pdf");
    let told = laptop.ask(&["number", word(&last), "--value", "12", "--out", word(&numbered)]);
    assert_eq!(told["recorded"], true);
    let again = laptop.run(&["number", word(&numbered), "--value", "13", "--out", word(&early)]);
    again.refused(1, "E-NUMBER-FIELD");

    let stamped = at("co-dau.pdf");
    sign(&laptop, (&numbered, &stamped), ("rsa4096.p12", "seal"), &[]).refused(1, "E-SEAL-PICTURE");
    let told = sign(&laptop, (&numbered, &stamped), ("rsa4096.p12", "seal"), &pressed);
    assert_eq!(told.done().json()["recorded"], true);
    let said = verify(&laptop, &stamped).done().json();
    assert_eq!(
        (&said["verdict"], &said["store"]["standing"]),
        (&json!("extended"), &json!("same"))
    );
    assert_eq!(said["data"]["verdict"], "agrees", "{said:#}");
    let later = said["signatures"][2]["later_changes"].as_array().unwrap();
    assert_eq!(later[0], "điền ô “Số, ký hiệu”.");
    assert!(later[1].as_str().unwrap().starts_with("đóng dấu cơ quan: "), "{later:?}");
    outsiders_accept(&stamped, 4);
    assert!(judges::text_of(&stamped).is_none_or(|text| text.contains("12")));
    assert_eq!(laptop.ask(&["visit", "show", CAU_TRE])["state"], "signed");
    copies(&laptop, &stamped);
    assert_eq!(laptop.ask(&["check"])["sound"], true);
}

/// A copy is signed into a file of its own, says what it is, and never becomes the original.
fn copies(laptop: &Laptop, original: &Path) {
    let copy = laptop.on_desk("sao-y.pdf");
    let form = ["--copy-form", "sao-y"];
    let seal = key("seal.png");
    sign(laptop, (original, &copy), ("rsa4096.p12", "copy"), &[]).refused(1, "E-COPY-FORM");
    sign(laptop, (original, &copy), ("rsa4096.p12", "seal"), &form).refused(2, "E-USAGE");
    let pictured = [&form[..], &["--picture", word(&seal)]].concat();
    sign(laptop, (original, &copy), ("rsa4096.p12", "copy"), &pictured)
        .refused(1, "E-COPY-PICTURE");

    let told = sign(laptop, (original, &copy), ("rsa4096.p12", "copy"), &form).done().json();

    assert_eq!(told["recorded"], false);
    let said = verify(laptop, &copy).done().json();
    let statement = said["signatures"][4]["statement"].as_str().unwrap();
    assert!(statement.starts_with("Bản sao (SAO Y) do ") && statement.ends_with(" ký."));
    assert!(said["store"]["text"].as_str().unwrap().contains("bản sao điện tử"), "{said:#}");
    outsiders_accept(&copy, 5);
    if let Some(text) = judges::text_of(&copy) {
        assert!(text.contains("SAO Y") && text.contains("Thời gian ký: 20"), "{text}");
    }
    laptop.run(&["attach-signed", CAU_TRE, word(&copy)]).refused(1, "E-COPY-BACK");
    let kept = laptop.on_desk("kept.pdf");
    laptop.run(&["minutes", "export", CAU_TRE, "--out", word(&kept)]).done();
    assert!(fs::read(&kept).unwrap() == fs::read(original).unwrap());
}

#[test]
fn what_was_added_elsewhere_is_told_when_the_paper_comes_back() {
    let Some(laptop) = with_cau_tre() else { return };
    let Some(other) = Laptop::set_up_for("Văn thư Sở Nội vụ") else { return };
    let paper = sealed_minutes(&laptop);
    let seal = key("seal.png");
    let at = |name: &str| other.on_desk(name);
    let (led, numbered, stamped) = (at("ky.pdf"), at("so.pdf"), at("dau.pdf"));
    let told = sign(&other, (&paper, &led), ("p256.p12", "leader"), &[]).done().json();
    assert_eq!(told["recorded"], false);
    other.run(&["number", word(&led), "--value", "05", "--out", word(&numbered)]).done();
    let pressed = ["--picture", word(&seal)];
    sign(&other, (&numbered, &stamped), ("rsa4096.p12", "seal"), &pressed).done();

    let brought = laptop.ask(&["attach-signed", CAU_TRE, word(&stamped)]);

    assert_eq!(brought["kind"], "signed");
    let added = brought["added"].as_array().unwrap();
    let text = |at: usize| added[at]["text"].as_str().unwrap().to_owned();
    assert_eq!(added.len(), 3, "{added:#?}");
    assert!(text(0).starts_with("Trưởng đoàn: ") && text(0).ends_with(" ký số."), "{}", text(0));
    assert_eq!(text(1), "Điền ô “Số, ký hiệu”: 05.");
    assert!(text(2).starts_with("Đóng dấu cơ quan: "), "{}", text(2));
    assert_eq!((&added[2]["field"], added[2]["signer"].is_string()), (&json!("dau_leader"), true));
    let again = laptop.run(&["attach-signed", CAU_TRE, word(&stamped)]).done();
    assert!(!again.out.contains("ký số."), "{again:#?}");
}
