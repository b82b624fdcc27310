//! Signing with tokens: three sign and outsiders judge; what a token or its module can refuse.

use std::fs;
use std::path::{Path, PathBuf};

use acceptance::{Answer, Laptop, SoftTokens};
use serde_json::Value;

use super::papers::{outsiders_accept, verify};
use super::{CAU_TRE, with_cau_tre, word};

/// A label of 32 bytes, which fills the field: nothing is left to pad.
const OFFICE: &str = "UBND phường Cầu Tre – ký";
const LEADER: &str = "Nguyễn Thị Thanh Hồng";
const PIN: &str = "24681357";

/// A laptop with a sealed paper, and tokens plugged into it.
struct Desk {
    laptop: Laptop,
    tokens: SoftTokens,
    sealed: PathBuf,
}

impl Desk {
    fn new() -> Option<Self> {
        let tokens = SoftTokens::new()?;
        let laptop = with_cau_tre()?;
        laptop.run(&["minutes", "seal", CAU_TRE]).done();
        let sealed = laptop.on_desk("sealed.pdf");
        laptop.run(&["minutes", "export", CAU_TRE, "--out", word(&sealed)]).done();
        Some(Self { laptop, tokens, sealed })
    }

    fn run(&self, words: &[&str]) -> Answer {
        let (name, value) = self.tokens.surroundings();
        self.laptop.command(words).env(name, value).output().unwrap().into()
    }

    /// Asks for a signature of `role` with these further words.
    fn sign(&self, paper: &Path, role: &str, more: &[&str]) -> (Answer, PathBuf) {
        let out = self.laptop.on_desk(&format!("signed-{role}.pdf"));
        let words = ["--json", "sign", word(paper), "--as", role, "--out", word(&out)];
        let module = ["--pkcs11-module", word(self.tokens.module())];
        (self.run(&[&words[..], &module[..], more].concat()), out)
    }

    fn pin(&self, pin: &str) -> PathBuf {
        self.laptop.put(&format!("pin-{pin}.txt"), pin)
    }

    /// The tokens as `bienban tokens` lists them.
    fn listed(&self) -> Vec<Value> {
        let words = ["--json", "tokens", "--pkcs11-module", word(self.tokens.module())];
        let told = self.run(&words).done().json();
        told["modules"][0]["tokens"].as_array().unwrap().clone()
    }

    fn listed_as(&self, label: &str) -> Value {
        self.listed().into_iter().find(|token| token["label"] == label).unwrap()
    }
}

#[test]
fn three_sign_with_tokens_and_everybody_accepts_each() {
    let Some(desk) = Desk::new() else { return };
    for label in [OFFICE, LEADER] {
        desk.tokens.add(label, PIN);
        desk.tokens.put_issuer((label, PIN));
    }
    desk.tokens.put((LEADER, PIN), "rsa2048.p12", "01a2");
    desk.tokens.put((OFFICE, PIN), "p256.p12", "02");
    desk.tokens.put((OFFICE, PIN), "p384.p12", "03");
    let pin = desk.pin(PIN);
    let pin = ["--pin-file", word(&pin)];

    // By its label, with the only certificate; by serial number and id; by fingerprint.
    let (answer, by_leader) =
        desk.sign(&desk.sealed, "leader", &[&["--token", LEADER], &pin[..]].concat());
    assert_eq!(answer.done().json()["recorded"], true);
    let office = desk.listed_as(OFFICE);
    let serial = ["--token", office["serial"].as_str().unwrap(), "--certificate", "02"];
    let (answer, by_unit) = desk.sign(&by_leader, "unit", &[&serial[..], &pin[..]].concat());
    answer.done();
    let certificates = office["certificates"].as_array().unwrap();
    let third = certificates.iter().find(|one| one["id"] == "03").unwrap();
    let print = &third["fingerprint"].as_str().unwrap()[..16];
    let third = ["--token", OFFICE, "--certificate", print];
    let (answer, signed) = desk.sign(&by_unit, "secretary", &[&third[..], &pin[..]].concat());
    let answer = answer.done();

    assert!(!answer.out.contains(PIN) && !answer.err.contains(PIN));
    assert_eq!(desk.laptop.ask(&["visit", "show", CAU_TRE])["state"], "signed");
    let verdict = verify(&desk.laptop, &signed).done().json();
    assert_eq!(verdict["verdict"], "intact", "{verdict:#}");
    assert!(verdict["signatures"].as_array().unwrap().iter().all(|it| it["trusted"] == true));
    outsiders_accept(&signed, 3);
    assert_eq!(desk.laptop.ask(&["check"])["sound"], true);
}

#[test]
fn a_key_that_wants_the_pin_each_time_gets_it() {
    let Some(desk) = Desk::new() else { return };
    desk.tokens.add(OFFICE, PIN);
    desk.tokens.put_issuer((OFFICE, PIN));
    desk.tokens.put_wary((OFFICE, PIN), "rsa4096.p12", "04");
    let pin = desk.pin(PIN);

    let (answer, signed) = desk.sign(&desk.sealed, "leader", &["--pin-file", word(&pin)]);

    answer.done();
    outsiders_accept(&signed, 1);
}

#[test]
fn tokens_are_listed_with_their_names_and_certificates() {
    let Some(desk) = Desk::new() else { return };
    let module = word(desk.tokens.module());
    desk.run(&["tokens", "--pkcs11-module", module]).refused(2, "E-TOKEN-NONE");
    desk.tokens.add(OFFICE, PIN);
    desk.tokens.put((OFFICE, PIN), "rsa2048.p12", "01a2");
    desk.tokens.put_issuer((OFFICE, PIN));

    let token = desk.listed_as(OFFICE);

    assert_eq!((&token["maker"], &token["pin"]), (&"SoftHSM project".into(), &"fine".into()));
    let [certificate] = token["certificates"].as_array().unwrap().as_slice() else {
        panic!("whoever issues signs no papers: {token:#}")
    };
    assert_eq!(
        (&certificate["id"], &certificate["label"]),
        (&"01a2".into(), &"Chứng thư ký".into())
    );
    assert_eq!(certificate["key_seen"], true);
    let told = desk.run(&["tokens", "--pkcs11-module", module]).done().out;
    assert!(told.contains(OFFICE) && told.contains("đến 31/12/2099"), "{told}");
    // Without a module, those known on this machine are looked at.
    let all = desk.run(&["--json", "tokens"]).done().json();
    let here = all["modules"].as_array().unwrap();
    assert!(here.iter().any(|it| it["path"] == module && it["tokens"][0]["label"] == OFFICE));
}

#[test]
fn a_wrong_pin_is_told_and_the_right_one_still_signs() {
    let Some(desk) = Desk::new() else { return };
    desk.tokens.add(OFFICE, PIN);
    desk.tokens.put((OFFICE, PIN), "p256.p12", "02");
    let wrong = desk.pin("99999999");

    // SoftHSM marks a token after a wrong PIN and never locks it, however many there were.
    for _ in 0..12 {
        let (answer, out) = desk.sign(&desk.sealed, "leader", &["--pin-file", word(&wrong)]);
        let answer = answer.refused(2, "E-TOKEN-PIN");
        assert!(answer.err.contains("đã giảm"), "{answer:#?}");
        assert!(!answer.err.contains("99999999"));
        assert!(!out.exists());
    }
    assert_eq!(desk.listed_as(OFFICE)["pin"], "some-wrong");
    let short = desk.pin("1");
    let (answer, _) = desk.sign(&desk.sealed, "leader", &["--pin-file", word(&short)]);
    answer.refused(2, "E-TOKEN-PIN");
    let right = desk.pin(PIN);
    let (answer, _) = desk.sign(&desk.sealed, "leader", &["--pin-file", word(&right)]);
    answer.done();
    assert_eq!(desk.listed_as(OFFICE)["pin"], "fine");
}

#[test]
fn what_keeps_a_token_from_signing_is_named_and_nothing_is_written() {
    let Some(desk) = Desk::new() else { return };
    desk.tokens.add(OFFICE, PIN);
    desk.tokens.put((OFFICE, PIN), "p256.p12", "02");
    desk.tokens.put_certificate((OFFICE, PIN), "rsa2048.p12", "01a2");
    desk.tokens.add(LEADER, PIN);
    desk.tokens.add(LEADER, PIN);
    let pin = desk.pin(PIN);
    let pin = ["--pin-file", word(&pin)];
    let cases: &[(&[&str], &str)] = &[
        (&["--token", OFFICE, "--certificate", "01a2"], "E-TOKEN-KEY"),
        (&["--token", OFFICE, "--certificate", "zz"], "E-TOKEN-CERTIFICATE"),
        (&["--token", "Trần Văn Bình"], "E-TOKEN-OTHER"),
        (&["--token", LEADER], "E-TOKEN-SEVERAL"),
        (&[], "E-TOKEN-SEVERAL"),
    ];
    for (more, code) in cases {
        let (answer, out) = desk.sign(&desk.sealed, "leader", &[more, &pin[..]].concat());
        answer.refused(2, code);
        assert!(!out.exists(), "{more:?}");
    }
    let empty = desk.listed().into_iter().find(|token| token["label"] == LEADER).unwrap();
    let serial = ["--token", empty["serial"].as_str().unwrap()];
    let (answer, _) = desk.sign(&desk.sealed, "leader", &[&serial[..], &pin[..]].concat());
    answer.refused(2, "E-TOKEN-CERTIFICATE");

    desk.tokens.pull_out();
    let (answer, out) = desk.sign(&desk.sealed, "leader", &pin);
    answer.refused(2, "E-TOKEN-NONE");
    assert!(!out.exists());
    assert_eq!(desk.laptop.ask(&["visit", "show", CAU_TRE])["state"], "sealed");
}

#[test]
fn a_module_that_is_gone_or_another_file_is_named() {
    let Some(desk) = Desk::new() else { return };
    desk.tokens.add(OFFICE, PIN);
    let copy = desk.laptop.on_desk("module.so");
    fs::copy(desk.tokens.module(), &copy).unwrap();
    let list = |path: &Path| desk.run(&["tokens", "--pkcs11-module", word(path)]);
    list(&copy).done();

    fs::remove_file(&copy).unwrap();
    list(&copy).refused(2, "E-TOKEN-MODULE-MISSING");
    fs::write(&copy, "không phải trình điều khiển").unwrap();
    list(&copy).refused(2, "E-TOKEN-MODULE");
    let whole = fs::read(desk.tokens.module()).unwrap();
    fs::write(&copy, &whole[..whole.len() / 3]).unwrap();
    list(&copy).refused(2, "E-TOKEN-MODULE");
    // A library of this machine, but not of PKCS#11: the program itself.
    list(&acceptance::cli()).refused(2, "E-TOKEN-MODULE");
}
