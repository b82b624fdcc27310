//! Tokens without a device: `SoftHSM`, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::programs::{find, root, skip};

/// Where Debian puts the module.
const MODULE: &str = "/usr/lib/softhsm/libsofthsm2.so";

/// The password of every worthless key.
const KEY_PASSWORD: &str = "mậtkhẩu";

/// A drawer of tokens that are all plugged in.
pub struct SoftTokens {
    folder: TempDir,
}

impl SoftTokens {
    /// An empty drawer, or `None` with a reason on the terminal where a program is missing.
    pub fn new() -> Option<Self> {
        for program in ["softhsm2-util", "pkcs11-tool", "openssl"] {
            if find(program).is_none() {
                skip(&format!("{program} is missing; on Debian `cargo verify` installs it"));
                return None;
            }
        }
        let tokens = Self { folder: TempDir::new().unwrap() };
        fs::create_dir(tokens.tokens()).unwrap();
        let settings = format!(
            "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
            tokens.tokens().display()
        );
        fs::write(tokens.settings(), settings).unwrap();
        Some(tokens)
    }

    /// The module that sees these tokens.
    pub fn module(&self) -> &'static Path {
        Path::new(MODULE)
    }

    /// What a program that is to see them needs in its surroundings.
    pub fn surroundings(&self) -> (&'static str, PathBuf) {
        ("SOFTHSM2_CONF", self.settings())
    }

    /// Sets up a token.
    pub fn add(&self, label: &str, pin: &str) {
        let words = ["--init-token", "--free", "--label", label, "--so-pin", "87654321", "--pin"];
        self.run("softhsm2-util", &[&words[..], &[pin]].concat());
    }

    /// Puts the key and the certificate of one of the worthless key files on a token.
    pub fn put(&self, (label, pin): (&str, &str), p12: &str, id: &str) {
        let key = self.key(p12);
        let words = ["--import", text(&key), "--token", label, "--label", p12, "--id", id, "--pin"];
        self.run("softhsm2-util", &[&words[..], &[pin]].concat());
        self.put_certificate((label, pin), p12, id);
    }

    /// As [`Self::put`], with an RSA key that wants the PIN for every signature.
    pub fn put_wary(&self, (label, pin): (&str, &str), p12: &str, id: &str) {
        let (key, der) = (self.key(p12), self.file("key.der"));
        let words = ["rsa", "-in", text(&key), "-outform", "DER", "-out", text(&der)];
        self.run("openssl", &words);
        let wary = ["--type", "privkey", "--always-auth", "--usage-sign", "--id", id];
        self.write_object((label, pin), &der, &wary);
        self.put_certificate((label, pin), p12, id);
    }

    /// Puts the certificate of one of the worthless key files on a token, without its key.
    pub fn put_certificate(&self, token: (&str, &str), p12: &str, id: &str) {
        let (pem, der) = (self.file("certificate.pem"), self.file("certificate.der"));
        self.open_p12(p12, &["-clcerts", "-nokeys"], &pem);
        let words = ["x509", "-in", text(&pem), "-outform", "DER", "-out", text(&der)];
        self.run("openssl", &words);
        self.write_object(token, &der, &["--type", "cert", "--label", "Chứng thư ký", "--id", id]);
    }

    /// Puts the certificate of whoever issues the worthless ones on a token.
    pub fn put_issuer(&self, token: (&str, &str)) {
        let (pem, der) = (root().join("tests/fixtures/keys/issuing.pem"), self.file("issuer.der"));
        let words = ["x509", "-in", text(&pem), "-outform", "DER", "-out", text(&der)];
        self.run("openssl", &words);
        self.write_object(token, &der, &["--type", "cert", "--label", "Nơi cấp", "--id", "ff"]);
    }

    /// Pulls every token out.
    pub fn pull_out(&self) {
        fs::remove_dir_all(self.tokens()).unwrap();
        fs::create_dir(self.tokens()).unwrap();
    }

    fn write_object(&self, (label, pin): (&str, &str), file: &Path, more: &[&str]) {
        let words = ["--module", MODULE, "--token-label", label, "--login", "--pin", pin];
        let object = ["--write-object", text(file)];
        self.run("pkcs11-tool", &[&words[..], &object[..], more].concat());
    }

    fn key(&self, p12: &str) -> PathBuf {
        let key = self.file("key.pem");
        self.open_p12(p12, &["-nocerts", "-nodes"], &key);
        key
    }

    fn open_p12(&self, p12: &str, what: &[&str], out: &Path) {
        let path = root().join("tests/fixtures/keys").join(p12);
        let password = format!("pass:{KEY_PASSWORD}");
        let words = ["pkcs12", "-in", text(&path), "-passin", &password, "-out", text(out)];
        self.run("openssl", &[&words[..], what].concat());
    }

    fn run(&self, program: &str, words: &[&str]) {
        let (name, value) = self.surroundings();
        let output = Command::new(program).args(words).env(name, value).output().unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program} {words:?}: {complaint}");
    }

    fn settings(&self) -> PathBuf {
        self.file("softhsm2.conf")
    }

    fn tokens(&self) -> PathBuf {
        self.file("tokens")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
