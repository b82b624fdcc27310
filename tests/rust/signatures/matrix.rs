//! Every kind of signature, judged by everybody: ours by pyHanko and poppler, theirs by us.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use acceptance::{find, judges, root, signing_example, skip};
use serde_json::Value;
use tempfile::TempDir;

use super::verdict;

/// Where six people sign.
const PLACES: [&str; 6] = ["TruongDoan", "PhoDoan", "ThuKy", "ThanhVien", "DonVi", "ChungKien"];
/// Their keys: RSA and curves, in today's encryption and in the old ones.
const KEYS: [&str; 6] =
    ["rsa2048.p12", "p256.p12", "rsa2048-rc2.p12", "p384.p12", "rsa4096.p12", "rsa2048-3des.p12"];
/// The password of every worthless key.
const PASSWORD: &str = "mậtkhẩu";

fn key(name: &str) -> PathBuf {
    root().join("tests/fixtures/keys").join(name)
}

/// A paper with these places to sign.
fn paper(desk: &TempDir, places: &[&str]) -> Option<PathBuf> {
    let out = desk.path().join("paper.pdf");
    run(Command::new(signing_example("paper")?).arg(&out).args(places));
    Some(out)
}

/// The paper, signed in one more place.
fn signed(paper: &Path, key: &Path, password: &str, place: &str) -> PathBuf {
    signed_before(paper, (key, password), place, &[])
}

/// The same; the fields of `late` are left for after the last signature, which locks all others.
fn signed_before(
    paper: &Path,
    (key, password): (&Path, &str),
    place: &str,
    late: &[&str],
) -> PathBuf {
    let out = paper.with_file_name(format!("signed-{place}.pdf"));
    let mut sign = Command::new(signing_example("sign").unwrap());
    run(sign.arg(paper).arg(key).args([password, place]).arg(&out).args(late));
    out
}

fn run(command: &mut Command) -> Vec<u8> {
    let output = command.output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {complaint}");
    output.stdout
}

/// Everybody finds `count` signatures, each sound and by somebody trusted.
#[track_caller]
fn all_accept(paper: &Path, trust: &Path, count: usize) {
    let ours = verdict(paper, &[trust]);
    assert!(["intact", "extended"].iter().any(|it| ours["verdict"] == *it), "{ours:#}");
    let found = ours["signatures"].as_array().unwrap();
    assert_eq!(found.len(), count, "{ours:#}");
    assert!(found.iter().all(|it| it["integrity"] == "ok"), "{ours:#}");
    if let Some(said) = judges::pdfsig(paper) {
        assert_eq!(said.matches("Signature is Valid").count(), count, "{said}");
    }
    let Some(said) = judges::pyhanko(paper, trust) else { return };
    let theirs = said["signatures"].as_array().unwrap();
    assert_eq!(theirs.len(), count, "{said:#}");
    assert!(theirs.iter().all(|it| it["bottom_line"] == true), "{said:#}");
}

#[test]
fn one_to_six_sign_with_every_kind_of_key() {
    let desk = TempDir::new().unwrap();
    let Some(mut paper) = paper(&desk, &PLACES) else { return };
    for (count, (place, own)) in (1..).zip(PLACES.iter().zip(KEYS)) {
        paper = signed(&paper, &key(own), PASSWORD, place);
        all_accept(&paper, &key("root.pem"), count);
        assert_eq!(verdict(&paper, &[&key("root.pem")])["verdict"], "intact");
    }
}

#[test]
fn a_key_of_3072_bits_made_by_openssl_signs() {
    let Some(openssl) = openssl() else { return };
    let desk = TempDir::new().unwrap();
    let Some(paper) = paper(&desk, &PLACES) else { return };
    let at = |name: &str| desk.path().join(name);
    run(Command::new(&openssl)
        .args(["req", "-x509", "-newkey", "rsa:3072", "-nodes", "-days", "30"])
        .args(["-subj", "/CN=KHOA THU 3072", "-addext", "keyUsage=digitalSignature,nonRepudiation"])
        .arg("-keyout")
        .arg(at("key.pem"))
        .arg("-out")
        .arg(at("own.pem")));
    run(Command::new(&openssl)
        .args(["pkcs12", "-export", "-passout", "pass:thu", "-inkey"])
        .arg(at("key.pem"))
        .arg("-in")
        .arg(at("own.pem"))
        .arg("-out")
        .arg(at("own.p12")));
    all_accept(&signed(&paper, &at("own.p12"), "thu", "ThuKy"), &at("own.pem"), 1);
}

#[test]
fn a_seal_pressed_later_by_pyhanko_leaves_every_signature_sound() {
    let Some(python) = judges::python_with("pyhanko") else { return };
    let desk = TempDir::new().unwrap();
    let Some(mut paper) = paper(&desk, &PLACES) else { return };
    for (place, own) in PLACES.iter().take(3).zip(KEYS) {
        paper = signed(&paper, &key(own), PASSWORD, place);
    }
    let out = desk.path().join("sealed.pdf");
    run(Command::new(python)
        .arg(root().join("tests/python/press_seal.py"))
        .arg(&paper)
        .arg(&out)
        .arg("DonVi")
        .arg(key("rsa4096.p12"))
        .arg(PASSWORD));
    all_accept(&out, &key("root.pem"), 4);
    let after = signed(&out, &key("p384.p12"), PASSWORD, "ChungKien");
    all_accept(&after, &key("root.pem"), 5);
}

#[test]
fn the_last_signature_locks_the_paper_and_leaves_the_seal_for_later() {
    let Some(python) = judges::python_with("pyhanko") else { return };
    let desk = TempDir::new().unwrap();
    let Some(mut paper) = paper(&desk, &PLACES[..3]) else { return };
    for (place, own) in PLACES.iter().take(2).zip(KEYS) {
        paper = signed_before(&paper, (&key(own), PASSWORD), place, &["ThuKy", "So"]);
    }
    let locked = fs::read(&paper).unwrap();
    assert!(locked.windows(8).any(|it| it == b"FieldMDP"), "the last of two locks");
    all_accept(&paper, &key("root.pem"), 2);
    let out = desk.path().join("sealed.pdf");
    run(Command::new(python)
        .arg(root().join("tests/python/press_seal.py"))
        .arg(&paper)
        .arg(&out)
        .arg("ThuKy")
        .arg(key("rsa4096.p12"))
        .arg(PASSWORD));
    all_accept(&out, &key("root.pem"), 3);
}

#[test]
fn containers_made_by_openssl_are_judged_right() {
    let Some(openssl) = openssl() else { return };
    let desk = TempDir::new().unwrap();
    let Some(paper) = paper(&desk, &PLACES) else { return };
    let sound: [(&str, &[&str]); 7] = [
        ("rsa2048.p12", &["-md", "sha256"]),
        ("rsa2048.p12", &["-md", "sha512"]),
        ("rsa4096.p12", &["-md", "sha384"]),
        ("rsa2048.p12", &["-md", "sha256", "-keyid"]),
        (
            "rsa2048.p12",
            &["-md", "sha256", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:-1"],
        ),
        ("p256.p12", &["-md", "sha256"]),
        ("p384.p12", &["-md", "sha384"]),
    ];
    for (own, words) in sound {
        let out = resigned(&openssl, &signed(&paper, &key(own), PASSWORD, "ThuKy"), own, words);
        let ours = verdict(&out, &[&key("root.pem")]);
        assert_eq!(ours["verdict"], "intact", "{own} {words:?}: {ours:#}");
        assert_eq!(ours["signatures"][0]["trusted"], Value::Bool(true), "{own} {words:?}");
    }
    let weak = signed(&paper, &key("rsa2048.p12"), PASSWORD, "ThuKy");
    let weak = resigned(&openssl, &weak, "rsa2048.p12", &["-md", "sha1"]);
    let ours = verdict(&weak, &[&key("root.pem")]);
    assert_eq!(ours["verdict"], "cannot-judge", "{ours:#}");
    assert!(ours["reasons"][0].as_str().unwrap().contains("quá yếu"), "{ours:#}");
    let other = signed(&paper, &key("rsa2048.p12"), PASSWORD, "ThuKy");
    let other = resigned(&openssl, &other, "rsa2048.p12", &["-md", "md5"]);
    assert_ne!(verdict(&other, &[&key("root.pem")])["verdict"], "intact");
}

/// The paper with a container that openssl makes in place of ours.
fn resigned(openssl: &Path, paper: &Path, own: &str, words: &[&str]) -> PathBuf {
    let at = |name: &str| paper.with_file_name(name);
    // Each certificate may come in once only.
    for (which, out) in [(&["-clcerts"][..], "own.pem"), (&["-cacerts", "-nokeys"], "chain.pem")] {
        run(Command::new(openssl)
            .args(["pkcs12", "-nodes"])
            .args(which)
            .arg("-passin")
            .arg(format!("pass:{PASSWORD}"))
            .arg("-in")
            .arg(key(own))
            .arg("-out")
            .arg(at(out)));
    }
    let mut pdf = fs::read(paper).unwrap();
    let mark = b"/Contents <";
    let start = pdf.windows(mark.len()).rposition(|it| it == mark).unwrap() + mark.len();
    let end = start + pdf[start..].iter().position(|byte| *byte == b'>').unwrap();
    fs::write(at("covered"), [&pdf[..start - 1], &pdf[end + 1..]].concat()).unwrap();
    run(Command::new(openssl)
        .args(["cms", "-sign", "-binary", "-cades", "-outform", "DER", "-signer"])
        .arg(at("own.pem"))
        .arg("-certfile")
        .arg(at("chain.pem"))
        .arg("-in")
        .arg(at("covered"))
        .arg("-out")
        .arg(at("container"))
        .args(words));
    let container = fs::read(at("container")).unwrap();
    let hex: String = container.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(hex.len() <= end - start, "{}", hex.len());
    pdf.splice(start..end, format!("{hex:0<width$}", width = end - start).into_bytes());
    let out = at("resigned.pdf");
    fs::write(&out, pdf).unwrap();
    out
}

fn openssl() -> Option<PathBuf> {
    let found = find("openssl");
    if found.is_none() {
        skip("openssl is missing");
    }
    found
}
