//! Tokens and modules that misbehave, each built by the C compiler from one small module.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by falling over")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use signing::{Certificate, Signer as _};
use tempfile::TempDir;
use tokens::{Choice, Pin, PinState, TokenError, TokenKey, TriesLeft, Wait, read, unlock};

const PIN: &str = "12345678";

/// A module that behaves as `how` says, in a folder of its own.
struct Module {
    folder: TempDir,
    path: PathBuf,
}

impl Module {
    fn new(how: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let pem = std::fs::read(here.join("../../../tests/fixtures/keys/issuing.pem")).unwrap();
        let certificate = folder.path().join("certificate.der");
        std::fs::write(&certificate, Certificate::list(&pem).unwrap()[0].as_der()).unwrap();
        let path = folder.path().join("module.so");
        compile(
            &here.join("tests/modules/token.c"),
            &path,
            &[format!("-D{how}"), format!("-DCERTIFICATE=\"{}\"", certificate.display())],
        );
        Self { folder, path }
    }

    fn unlock(&self, pin: &str) -> Result<TokenKey, TokenError> {
        unlock(&self.path, Choice::default(), Pin::new(pin), &patient())
    }
}

fn compile(source: &Path, library: &Path, more: &[String]) {
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-fPIC", "-o"]).arg(library).args(more).arg(source);
    assert!(cc.status().unwrap().success());
}

fn patient() -> Wait {
    Wait::new(Wait::USUAL, || false)
}

/// Wants to stop as soon as anybody asks.
fn leaving() -> Wait {
    Wait::new(Wait::USUAL, || true)
}

#[test]
fn a_token_shows_its_name_and_certificates_without_a_pin() {
    let module = Module::new("LOCKS");

    let tokens = read(&module.path, &patient()).unwrap();

    let [token] = tokens.as_slice() else { panic!("{tokens:?}") };
    assert_eq!(token.label, "Nguyễn Văn An");
    assert_eq!(token.maker, "Nhà sản xuất");
    assert_eq!(token.key(), "0123456789ABCDEF");
    assert_eq!(token.pin, PinState::Fine);
    // The only certificate issues others, and its key hides until the PIN is entered.
    assert!(token.certificates.is_empty());
}

#[test]
fn a_token_says_how_close_it_is_to_being_locked() {
    let module = Module::new("LOCKS");
    let refused = |pin| module.unlock(pin).err();
    let state = || read(&module.path, &patient()).unwrap()[0].pin;

    assert_eq!(refused("sai"), Some(TokenError::WrongPin { left: TriesLeft::Fewer }));
    assert_eq!(state(), PinState::SomeWrong);
    assert_eq!(refused("sai"), Some(TokenError::WrongPin { left: TriesLeft::Last }));
    assert_eq!(state(), PinState::LastTry);
    assert_eq!(refused(PIN), None);
    assert_eq!(state(), PinState::Fine);

    assert!((0..2).all(|_| refused("sai").is_some()));
    assert_eq!(refused("sai"), Some(TokenError::PinLocked));
    assert_eq!(state(), PinState::Locked);
    assert_eq!(refused(PIN), Some(TokenError::PinLocked));
}

#[test]
fn what_keeps_a_token_from_signing_is_told_by_kind() {
    let kind = |how| Module::new(how).unlock(PIN).err();
    assert_eq!(kind("EXPIRED"), Some(TokenError::PinExpired));
    assert_eq!(kind("EMPTY"), Some(TokenError::NoToken));
    let Some(TokenError::NoKey { certificate }) = kind("KEYLESS") else { panic!() };
    assert!(!certificate.is_empty());
}

#[test]
fn a_token_pulled_out_or_unable_refuses_with_its_reason() {
    let refusal = |how| {
        let key = Module::new(how).unlock(PIN).unwrap();
        assert!(key.sign(b"attributes").is_err());
        key.refusal().unwrap()
    };
    assert_eq!(refusal("PULLED"), TokenError::Removed);
    let mechanism = "CKM_RSA_PKCS";
    assert_eq!(refusal("DEAF"), TokenError::UnsupportedMechanism { mechanism });
}

#[test]
fn a_module_that_hangs_can_be_left_and_counts_as_busy_from_there_on() {
    let module = Module::new("HANGS");
    assert_eq!(read(&module.path, &leaving()), Err(TokenError::Stopped));
    let at_once = Wait::new(Duration::ZERO, || false);
    assert_eq!(read(&module.path, &at_once), Err(TokenError::Busy));

    let silent = Module::new("HANGS");
    assert_eq!(read(&silent.path, &at_once), Err(TokenError::Silent { seconds: 0 }));
}

#[test]
fn a_token_that_hangs_while_it_signs_can_be_left() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    let module = Module::new("HANGS_LATER");
    let leaves = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&leaves);
    let wait = Wait::new(Wait::USUAL, move || asked.load(Ordering::Relaxed));
    let key = unlock(&module.path, Choice::default(), Pin::new(PIN), &wait).unwrap();

    leaves.store(true, Ordering::Relaxed);

    assert!(key.sign(b"attributes").is_err());
    assert_eq!(key.refusal(), Some(TokenError::Stopped));
}

#[test]
fn tokens_and_certificates_are_found_by_every_name_they_have() {
    let module = Module::new("LOCKS");
    let open = |token: &str, certificate: &str| {
        let choice = Choice { token: token.to_owned(), certificate: certificate.to_owned() };
        unlock(&module.path, choice, Pin::new(PIN), &patient()).map(drop)
    };
    for token in ["", "0123456789ABCDEF", "Nguyễn Văn An", "Nguye\u{302}\u{303}n Va\u{306}n An"]
    {
        for certificate in ["", "01a2", "01:A2", "Chứng thư ký"] {
            assert_eq!(open(token, certificate), Ok(()), "{token} {certificate}");
        }
    }
    let other = open("Trần Văn Bình", "");
    let known = vec!["Nguyễn Văn An".to_owned()];
    assert_eq!(other, Err(TokenError::UnknownToken { name: "Trần Văn Bình".to_owned(), known }));
    assert!(matches!(open("", "khác"), Err(TokenError::UnknownCertificate { .. })));
}

#[test]
fn what_is_no_module_is_refused_before_and_after_loading() {
    let module = Module::new("LOCKS");
    let at = |name: &str| module.folder.path().join(name);
    let refused = |path: &Path| read(path, &patient()).unwrap_err();

    assert_eq!(refused(&at("none.so")), TokenError::NoModule { path: at("none.so") });
    assert_eq!(
        refused(module.folder.path()),
        TokenError::NoModule { path: module.folder.path().to_path_buf() }
    );

    let text = at("text.so");
    std::fs::write(&text, "không phải thư viện").unwrap();
    assert!(matches!(refused(&text), TokenError::NotAModule { .. }));

    // A library, but not of PKCS#11.
    let (source, library) = (at("other.c"), at("other.so"));
    std::fs::write(&source, "int nothing = 1;").unwrap();
    compile(&source, &library, &[]);
    assert!(matches!(refused(&library), TokenError::NotAModule { .. }));

    // The head of a library and nothing behind it.
    let half = at("half.so");
    let whole = std::fs::read(&module.path).unwrap();
    std::fs::write(&half, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(refused(&half), TokenError::NotAModule { .. }));
}

#[test]
fn a_module_replaced_by_another_file_is_loaded_anew() {
    let module = Module::new("LOCKS");
    assert!(read(&module.path, &patient()).is_ok());
    std::fs::remove_file(&module.path).unwrap();
    assert!(matches!(read(&module.path, &patient()), Err(TokenError::NoModule { .. })));
    let other = Module::new("EMPTY");
    std::fs::copy(&other.path, &module.path).unwrap();
    assert_eq!(read(&module.path, &patient()), Err(TokenError::NoToken));
}
