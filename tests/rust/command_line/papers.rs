//! What happens to a sealed paper: three sign, outsiders judge, one byte is changed.

use std::fs;
use std::path::{Path, PathBuf};

use acceptance::judges;
use acceptance::{Answer, Laptop};
use serde_json::{Value, json};

use super::{CAU_TRE, key, with_cau_tre, word};

/// The password of every worthless key.
const KEY_PASSWORD: &str = "mậtkhẩu";

/// How often DỰ THẢO stands across a page. It is slanted, so each letter has a line of its own.
pub(super) fn marks_of_a_draft(text: &str) -> usize {
    text.matches("D\nỰ\nT\nH\nẢ\nO\n").count()
}

/// The words of each page of a paper in one line, without what every page repeats.
pub(super) struct Pages(Vec<String>);

impl Pages {
    /// Takes the pages of `text` apart and leaves out the `seal` at their foot.
    pub(super) fn new(text: &str, seal: &str) -> Self {
        let page = |page: &str| {
            let is_number = |line: &str| line.parse::<u32>().is_ok();
            let lines = page
                .lines()
                .enumerate()
                .filter(|(index, line)| !(line.contains(seal) || *index == 0 && is_number(line)));
            let words = lines.flat_map(|(_, line)| line.split_whitespace());
            words.collect::<Vec<_>>().join(" ")
        };
        Self(text.split('\u{c}').map(page).collect())
    }

    /// Whether `sentence` stands in the paper, in one piece or broken once between two pages: a
    /// cell of a table goes on after the head that is repeated.
    pub(super) fn say(&self, sentence: &str) -> bool {
        let broken = |first: &str, second: &str| {
            sentence.match_indices(' ').any(|(at, _)| {
                first.contains(&sentence[..at]) && second.contains(&sentence[at + 1..])
            })
        };
        self.0.iter().any(|page| page.contains(sentence))
            || self.0.windows(2).any(|pages| broken(&pages[0], &pages[1]))
    }
}

/// Asks `bienban verify`, trusting the root of the worthless keys.
pub(super) fn verify(laptop: &Laptop, paper: &Path) -> Answer {
    laptop.run(&["--json", "verify", word(paper), "--trust", word(&key("root.pem"))])
}

/// Signs a paper with one of the worthless keys; the store keeps it.
pub(super) fn sign(laptop: &Laptop, paper: &Path, name: &str, role: &str) -> PathBuf {
    let out = laptop.on_desk(&format!("signed-{role}.pdf"));
    let password = laptop.put("key-password.txt", KEY_PASSWORD);
    let p12 = key(name);
    let signed = laptop.ask(&[
        "sign",
        word(paper),
        "--p12",
        word(&p12),
        "--p12-password-file",
        word(&password),
        "--as",
        role,
        "--out",
        word(&out),
    ]);
    assert_eq!(signed["recorded"], true);
    out
}

/// Three people sign with RSA, P-256 and an old key file; everybody who can judge accepts each
/// signature, and none of them once a byte is changed.
pub(super) fn sign_by_three(laptop: &Laptop, visit: &str, sealed: &Path) {
    let by_leader = sign(laptop, sealed, "rsa2048.p12", "leader");
    assert_eq!(laptop.ask(&["visit", "show", visit])["state"], "partly-signed");
    let by_unit = sign(laptop, &by_leader, "p256.p12", "unit");
    let signed = sign(laptop, &by_unit, "rsa2048-3des.p12", "secretary");

    assert_eq!(laptop.ask(&["visit", "show", visit])["state"], "signed");
    let exported = laptop.on_desk("exported.pdf");
    laptop.run(&["minutes", "export", visit, "--out", word(&exported)]).done();
    let bytes = fs::read(&signed).unwrap();
    assert!(fs::read(&exported).unwrap() == bytes, "the store keeps what was signed last");
    assert!(bytes.starts_with(&fs::read(sealed).unwrap()), "signing only adds");

    let verdict = verify(laptop, &signed).done().json();
    assert_eq!(verdict["verdict"], "intact", "{verdict:#}");
    let signatures = verdict["signatures"].as_array().unwrap();
    assert_eq!(signatures.len(), 3);
    for signature in signatures {
        assert_eq!((&signature["integrity"], &signature["trusted"]), (&json!("ok"), &json!(true)));
        assert_eq!(signature["trusted_time"], Value::Null);
    }
    assert_eq!(signatures[2]["covers"], "whole-file");
    outsiders_accept(&signed, 3);
    for at in [sealed_middle(sealed), bytes.len() / 2 - 20_000] {
        refused_by_all(laptop, &signed, at);
    }
    assert_eq!(laptop.ask(&["check"])["sound"], true);
}

fn sealed_middle(sealed: &Path) -> usize {
    usize::try_from(fs::metadata(sealed).unwrap().len() / 2).unwrap()
}

/// Everybody who can judge accepts each of `count` signatures.
#[track_caller]
pub(super) fn outsiders_accept(paper: &Path, count: usize) {
    assert_eq!(judges::is_sound(paper), Some(true));
    let said = judges::pdfsig(paper).unwrap();
    assert_eq!(said.matches("Signature is Valid").count(), count, "{said}");
    let Some(said) = judges::pyhanko(paper, &key("root.pem")) else { return };
    let verdicts = said["signatures"].as_array().unwrap();
    assert_eq!(verdicts.len(), count);
    assert!(verdicts.iter().all(|it| it["bottom_line"] == true), "{said:#}");
}

/// Changes one byte of a signed paper and asks everybody again.
#[track_caller]
fn refused_by_all(laptop: &Laptop, signed: &Path, at: usize) {
    let mut bytes = fs::read(signed).unwrap();
    bytes[at] ^= 1;
    let changed = laptop.put("changed.pdf", bytes);

    let ours = verify(laptop, &changed);
    assert_eq!(ours.code, 1, "byte {at}: {ours:#?}");
    assert!(["changed", "cannot-judge"].iter().any(|it| ours.json()["verdict"] == *it));
    assert!(ours.err.starts_with("E-VERIFY"), "{ours:#?}");
    let said = judges::pdfsig(&changed).unwrap();
    assert!(said.matches("Signature is Valid").count() < 3, "byte {at}: {said}");
    let Some(said) = judges::pyhanko(&changed, &key("root.pem")) else { return };
    let verdicts = said["signatures"].as_array().unwrap();
    let sound = verdicts.iter().filter(|it| it["bottom_line"] == true).count();
    assert!(sound < 3, "byte {at}: {said:#}");
}

#[test]
fn trust_changes_no_verdict() {
    let Some(laptop) = with_cau_tre() else { return };
    let signed = sealed_and_signed(&laptop);

    let stranger = key("stranger.pem");
    let answer = laptop.run(&["--json", "verify", word(&signed), "--trust", word(&stranger)]);

    let verdict = answer.done().json();
    assert_eq!(verdict["verdict"], "intact");
    assert_eq!(verdict["signatures"][0]["trusted"], false);
    let nobody = laptop.run(&["verify", word(&signed)]).done();
    assert!(nobody.out.contains("Nguyên vẹn"), "{nobody:#?}");
}

#[test]
fn a_sealed_paper_does_not_move_when_the_visit_does() {
    let Some(laptop) = with_cau_tre() else { return };
    laptop.run(&["minutes", "seal", CAU_TRE]).done();
    let out = laptop.on_desk("before.pdf");
    laptop.run(&["minutes", "export", CAU_TRE, "--out", word(&out)]).done();

    let file = fs::read_to_string(super::sample("2022-cau-tre/cau-tre.json")).unwrap();
    let file = laptop.put("later.json", file.replace("08:00", "07:30"));
    laptop.run(&["visit", "import", word(&file)]).done();

    let after = laptop.on_desk("after.pdf");
    laptop.run(&["minutes", "export", CAU_TRE, "--out", word(&after)]).done();
    assert!(fs::read(out).unwrap() == fs::read(after).unwrap());
    laptop.run(&["minutes", "revise", CAU_TRE, "--reason", "Ghi lại giờ bắt đầu"]).done();
    laptop.run(&["minutes", "export", CAU_TRE, "--out", "new.pdf"]).refused(1, "E-SEAL-NOT");
    laptop.run(&["minutes", "seal", CAU_TRE]).done();
    let second = laptop.on_desk("second.pdf");
    laptop.run(&["minutes", "export", CAU_TRE, "--out", word(&second)]).done();
    let Some(text) = judges::text_of(&second) else { return };
    assert!(text.contains("07 giờ 30 phút") && text.contains("Lý do: Ghi lại giờ"), "{text}");
}

#[test]
fn a_paper_signed_elsewhere_comes_back_and_a_strange_one_does_not() {
    let Some(laptop) = with_cau_tre() else { return };
    laptop.run(&["minutes", "seal", CAU_TRE]).done();
    let sealed = laptop.on_desk("sealed.pdf");
    laptop.run(&["minutes", "export", CAU_TRE, "--out", word(&sealed)]).done();
    // A laptop without any store signs it, as an outside tool would.
    let Some(other) = Laptop::new() else { return };
    let password = other.put("key-password.txt", KEY_PASSWORD);
    let out = other.on_desk("signed.pdf");
    let answer = std::process::Command::new(acceptance::cli())
        .args(["--json", "sign", word(&sealed), "--as", "leader", "--out", word(&out)])
        .args(["--p12", word(&key("p256.p12")), "--p12-password-file", word(&password)])
        .env_remove("BIENBAN_PASSPHRASE_FILE")
        .output()
        .unwrap();
    assert_eq!(Answer::from(answer).done().json()["recorded"], false);

    let draft = laptop.on_desk("draft.pdf");
    laptop.run(&["minutes", "draft", CAU_TRE, "--out", word(&draft)]).done();
    laptop.run(&["attach-signed", CAU_TRE, word(&draft)]).refused(1, "E-ATTACH-OTHER");
    assert_eq!(laptop.ask(&["attach-signed", CAU_TRE, word(&out)])["kind"], "signed");

    let damaged = laptop.put("scan.png", b"\x89PNG\r\n\x1a\n and so on");
    let brought = ["attach-signed", CAU_TRE, word(&damaged), "--incomplete"];
    laptop.run(&brought).refused(2, "E-SCAN-UNREADABLE");
    assert_eq!(laptop.ask(&["visit", "show", CAU_TRE])["state"], "partly-signed");
    assert_eq!(laptop.ask(&["check"])["sound"], true);
}

#[test]
fn a_key_that_cannot_be_used_is_named() {
    let Some(laptop) = with_cau_tre() else { return };
    laptop.run(&["minutes", "seal", CAU_TRE]).done();
    let sealed = laptop.on_desk("sealed.pdf");
    laptop.run(&["minutes", "export", CAU_TRE, "--out", word(&sealed)]).done();
    let right = laptop.put("right.txt", KEY_PASSWORD);
    let wrong = laptop.put("wrong.txt", "sai mật khẩu");
    let damaged = laptop.put("damaged.p12", b"not a key");
    let cases = [
        (key("rsa2048.p12"), &wrong, "leader", "E-KEY-PASSWORD"),
        (damaged, &right, "leader", "E-KEY-DAMAGED"),
        (key("nokey.p12"), &right, "leader", "E-KEY-EMPTY"),
        (key("rsa1024.p12"), &right, "leader", "E-KEY-KIND"),
        (key("rsa2048.p12"), &right, "chairman", "E-NOT-FOUND"),
        (laptop.on_desk("none.p12"), &right, "leader", "E-FILE"),
    ];
    for (p12, password, role, code) in cases {
        let words = ["sign", word(&sealed), "--as", role, "--out", "x.pdf"];
        let more = ["--p12", word(&p12), "--p12-password-file", word(password)];
        laptop.run(&[&words[..], &more[..]].concat()).refused(2, code);
        assert!(!laptop.on_desk("x.pdf").exists());
    }
    assert_eq!(laptop.ask(&["visit", "show", CAU_TRE])["state"], "sealed");
}

fn sealed_and_signed(laptop: &Laptop) -> PathBuf {
    laptop.run(&["minutes", "seal", CAU_TRE]).done();
    let sealed = laptop.on_desk("sealed.pdf");
    laptop.run(&["minutes", "export", CAU_TRE, "--out", word(&sealed)]).done();
    sign(laptop, &sealed, "rsa2048.p12", "leader")
}
