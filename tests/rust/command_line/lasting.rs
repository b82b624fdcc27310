//! Proof that lasts: timestamps when signing, and what is added when the network is back, judged by
//! us and by pyHanko in both directions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use acceptance::judges::python_with;
use acceptance::{Laptop, artifacts, root};
use authority::{PASSWORD, Server};
use serde_json::{Value, json};

use super::{CAU_TRE, with_cau_tre, word};

/// The time at the authorities, and a moment after it.
const NOW: &str = "2026-11-30T02:00:00+00:00";
const SOON: &str = "2026-11-30T02:30:00+00:00";

fn open() -> Server {
    Server::open(NOW.parse().unwrap())
}

/// Puts what a signer needs on the desk.
fn lay_out(laptop: &Laptop, server: &Server) {
    let authority = server.authority();
    laptop.put("person.p12", authority.person_p12());
    laptop.put("root.pem", authority.root_pem());
    laptop.put("issuing.crl", authority.crl());
    laptop.put("root.crl", authority.root_crl());
    laptop.put("password.txt", PASSWORD);
}

fn sealed(laptop: &Laptop) -> PathBuf {
    laptop.run(&["minutes", "seal", CAU_TRE]).done();
    export(laptop, "sealed.pdf")
}

fn export(laptop: &Laptop, name: &str) -> PathBuf {
    let out = laptop.on_desk(name);
    laptop.run(&["minutes", "export", CAU_TRE, "--out", word(&out)]).done();
    out
}

fn sign(laptop: &Laptop, paper: &Path, role: &str, more: &[&str]) -> Value {
    let out = laptop.on_desk(&format!("by-{role}.pdf"));
    let (p12, password) = (laptop.on_desk("person.p12"), laptop.on_desk("password.txt"));
    let words = [
        "sign",
        word(paper),
        "--as",
        role,
        "--p12",
        word(&p12),
        "--p12-password-file",
        word(&password),
        "--out",
        word(&out),
    ];
    laptop.ask(&[&words[..], more].concat())
}

fn verdict(laptop: &Laptop, paper: &Path) -> Value {
    let trust = laptop.on_desk("root.pem");
    laptop.run(&["--json", "verify", word(paper), "--trust", word(&trust)]).done().json()
}

/// What pyHanko says, or makes.
fn pyhanko(words: &[&str]) -> Option<Value> {
    let script = root().join("tests/python/lasting_signature.py");
    let output = Command::new(python_with("pyhanko")?).arg(script).args(words).output().unwrap();
    let said = serde_json::from_slice(&output.stdout);
    assert!(said.is_ok(), "{}", String::from_utf8_lossy(&output.stderr));
    said.ok()
}

/// Two sign, one with a timestamp and one without network; later both are made to last.
#[test]
fn signatures_are_made_to_last_when_the_network_is_back() {
    let Some(laptop) = with_cau_tre() else { return };
    let server = open();
    lay_out(&laptop, &server);
    let paper = sealed(&laptop);
    let url = server.time_url();
    let first = sign(&laptop, &paper, "leader", &["--timestamp-url", &url]);
    assert_eq!(first["timestamp"], NOW);
    server.set_silent(true);
    let by_leader = laptop.on_desk("by-leader.pdf");
    let second = sign(&laptop, &by_leader, "unit", &["--timestamp-url", &url]);
    assert_eq!(second["timestamp"], Value::Null);
    assert_eq!(second["timestamp_note"], "Chưa có dấu thời gian; sẽ bổ sung khi có mạng.");

    let trust = laptop.on_desk("root.pem");
    let extend = ["extend-signed", "--timestamp-url", &url, "--trust", word(&trust)];
    laptop.run(&extend).refused(1, "E-EXTEND");
    let before = export(&laptop, "before.pdf");
    assert!(fs::read(&before).unwrap() == fs::read(laptop.on_desk("by-unit.pdf")).unwrap());

    server.set_silent(false);
    let done = laptop.ask(&extend);
    assert_eq!((&done["extended"], &done["waiting"]), (&json!(1), &json!(0)), "{done}");
    let asked = server.asked();
    let again = laptop.ask(&extend);
    assert_eq!((&again["complete"], &again["extended"]), (&json!(1), &json!(0)));
    assert_eq!(server.asked(), asked, "what is there is not asked for again");

    let lasting = export(&laptop, "lasting.pdf");
    assert!(fs::read(&lasting).unwrap().starts_with(&fs::read(&before).unwrap()));
    let said = verdict(&laptop, &lasting);
    assert_eq!(said["verdict"], "extended", "{said:#}");
    let signatures = said["signatures"].as_array().unwrap();
    assert_eq!(signatures.len(), 2);
    for signature in signatures {
        assert_eq!(signature["level"], "B-LTA", "{signature:#}");
        assert_eq!((&signature["trusted"], &signature["integrity"]), (&json!(true), &json!("ok")));
        assert_eq!(signature["trusted_time"], NOW);
        assert_eq!(signature["revocation"]["state"], "good");
    }
    assert_eq!(laptop.ask(&["visit", "show", CAU_TRE])["state"], "partly-signed");
    assert_eq!(laptop.ask(&["check"])["sound"], true);

    fs::create_dir_all(artifacts()).unwrap();
    fs::copy(&lasting, artifacts().join("lasting.pdf")).unwrap();
    fs::copy(&trust, artifacts().join("lasting-root.pem")).unwrap();
    let Some(judged) = pyhanko(&["judge", word(&lasting), word(&trust), SOON]) else { return };
    let [with_own, without] = judged["signatures"].as_array().unwrap().as_slice() else {
        panic!("{judged:#}");
    };
    assert_eq!(with_own["indication"], "AdESPassed.OK", "{judged:#}");
    assert_eq!(without["modification_level"], "LTA_UPDATES", "{judged:#}");
}

/// The clock falls silent in the middle: what was proven until then is whole, and the next time
/// goes on.
#[test]
fn an_authority_that_fails_midway_leaves_whole_papers() {
    let Some(laptop) = with_cau_tre() else { return };
    let server = open();
    lay_out(&laptop, &server);
    let paper = sealed(&laptop);
    let url = server.time_url();
    server.set_silent(true);
    sign(&laptop, &paper, "leader", &["--timestamp-url", &url]);
    server.set_silent(false);
    let trust = laptop.on_desk("root.pem");
    let extend = ["extend-signed", "--timestamp-url", &url, "--trust", word(&trust)];
    let mut before = export(&laptop, "before.pdf");
    for (stamps, level, waiting) in [(0, "B-B", 1), (1, "B-LT", 1), (usize::MAX, "B-LTA", 0)] {
        server.set_stamps(stamps);
        assert_eq!(laptop.run(&extend).code, waiting);
        let after = export(&laptop, &format!("{level}.pdf"));
        assert!(fs::read(&after).unwrap().starts_with(&fs::read(&before).unwrap()));
        let said = verdict(&laptop, &after);
        assert_eq!(said["signatures"][0]["level"], level, "{said:#}");
        let sound = if stamps == 0 { "intact" } else { "extended" };
        assert_eq!(said["verdict"], sound);
        assert_eq!(laptop.ask(&["check"])["sound"], true);
        before = after;
    }
}

/// pyHanko validates every level by the rules of ETSI, for both kinds of keys.
#[test]
fn pyhanko_validates_every_level_of_rsa_and_ec() {
    for rsa in [false, true] {
        let Some(laptop) = with_cau_tre() else { return };
        let server = open();
        lay_out(&laptop, &server);
        if rsa {
            let key = fs::read(root().join("tests/fixtures/keys/rsa2048.p12")).unwrap();
            let person = server.authority().person_p12_of(&key);
            laptop.put("person.p12", person);
        }
        let paper = sealed(&laptop);
        let (url, trust) = (server.time_url(), laptop.on_desk("root.pem"));
        sign(&laptop, &paper, "leader", &["--timestamp-url", &url]);
        let extend = ["extend-signed", "--timestamp-url", &url, "--trust", word(&trust)];
        for (level, stamps) in [("B-T", 0), ("B-LT", 0), ("B-LTA", usize::MAX)] {
            server.set_stamps(stamps);
            if level != "B-T" {
                laptop.run(&extend);
            }
            let proven = export(&laptop, &format!("{level}.pdf"));
            let said = verdict(&laptop, &proven);
            assert_eq!(said["signatures"][0]["level"], level, "{said:#}");
            let lists = ["issuing.crl", "root.crl"].map(|name| laptop.on_desk(name));
            let mut words = vec!["judge", word(&proven), word(&trust)];
            if level == "B-T" {
                // The paper brings none itself.
                words.extend(lists.iter().map(|list| word(list)));
            }
            words.push(SOON);
            let Some(judged) = pyhanko(&words) else { return };
            let signature = &judged["signatures"][0];
            assert_eq!(signature["indication"], "AdESPassed.OK", "rsa {rsa}, {level}: {judged:#}");
            assert_eq!(signature["docmdp_ok"], true, "{judged:#}");
        }
    }
}

/// pyHanko's own long-term papers are sound to us, also where nothing may be changed any more.
#[test]
fn long_term_papers_of_pyhanko_are_accepted() {
    let Some(laptop) = with_cau_tre() else { return };
    let server = open();
    lay_out(&laptop, &server);
    let paper = sealed(&laptop);
    let (desk, url) = (laptop.on_desk(""), server.time_url());
    for (level, permission) in [("lt", "2"), ("lta", "2"), ("lta", "1")] {
        let out = laptop.on_desk(&format!("{level}-{permission}.pdf"));
        let field = "ky_truong_doan";
        let places = ["make", word(&paper), word(&out), field, level, permission, word(&desk)];
        let words = [&places[..], &[url.as_str(), NOW]].concat();
        if pyhanko(&words).is_none() {
            return;
        }
        let said = verdict(&laptop, &out);
        assert_eq!(said["verdict"], "extended", "{level} {permission}: {said:#}");
        let signature = &said["signatures"][0];
        assert_eq!(signature["trusted_time"], NOW, "{said:#}");
        assert_eq!(signature["trusted"], true);
        let wanted = if level == "lta" { "B-LTA" } else { "B-LT" };
        assert_eq!(signature["level"], wanted, "{said:#}");
    }
}

/// A certificate that was revoked before the proven time is told, with the reason.
#[test]
fn a_revoked_certificate_is_told() {
    let Some(laptop) = with_cau_tre() else { return };
    let server = open();
    lay_out(&laptop, &server);
    let paper = sealed(&laptop);
    let url = server.time_url();
    sign(&laptop, &paper, "leader", &["--timestamp-url", &url]);
    server.authority().revoke_person("2026-11-01T00:00:00Z".parse().unwrap(), 1);
    let trust = laptop.on_desk("root.pem");
    laptop.ask(&["extend-signed", "--timestamp-url", &url, "--trust", word(&trust)]);
    let said = verdict(&laptop, &export(&laptop, "lasting.pdf"));
    let signature = &said["signatures"][0];
    assert_eq!((&said["verdict"], &signature["trusted"]), (&json!("extended"), &json!(false)));
    assert_eq!(signature["revocation"]["state"], "revoked");
    assert_eq!(signature["revocation"]["reason"], "lộ khóa");
}
