//! `sign` and `attach-signed`.

use engine::actions::sign_unknown;
use engine::ports::Clock as _;
use engine::{Engine, EngineError};
use serde_json::json;
use signing::{SoftwareKey, open_p12};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::{minutes, paper};
use crate::answer::Answer;
use crate::args::{BroughtFiles, Common, Sign};
use crate::failure::Failed;
use crate::{files, store};

/// Signs a paper. With a passphrase the signature is recorded where the paper is kept; a paper of
/// somebody else's laptop needs no store at all.
pub(super) fn sign(common: &Common, asked: &Sign) -> Result<Answer, Failed> {
    let pdf = files::read(&asked.file)?;
    let key = key(asked)?;
    let Some(secret) = store::find_secret(common)? else {
        let now = engine::ports::SystemClock.local();
        let signed = sign_unknown(&pdf, &asked.role, &key, now)?;
        return finish(asked, &key, &signed, false);
    };
    let mut engine = Engine::open(&store::home(common)?, &secret, store::doors())?;
    let signed = engine.sign_paper(&pdf, &asked.role, &key);
    let closed = engine.close();
    let (signed, known) = signed?;
    closed?;
    finish(asked, &key, &signed, known.is_some())
}

fn key(asked: &Sign) -> Result<SoftwareKey, Failed> {
    let p12 = Zeroizing::new(files::read(&asked.p12)?);
    let password = files::read_secret(&asked.p12_password_file)?;
    let password: Zeroizing<String> = Zeroizing::new(password.nfc().collect());
    Ok(open_p12(&p12, &password).map_err(EngineError::from)?)
}

fn finish(asked: &Sign, key: &SoftwareKey, pdf: &[u8], recorded: bool) -> Result<Answer, Failed> {
    use signing::Signer as _;
    files::write(&asked.out, pdf)?;
    let certificate = key.certificate();
    let (signer, issuer) = (certificate.subject(), certificate.issuer());
    let noted = if recorded { "đã ghi vào kho" } else { "không ghi vào kho" };
    let text =
        format!("Đã ký: {signer} (nơi cấp: {issuer}), {noted}. Tệp: {}", asked.out.display());
    let json = json!({
        "out": asked.out.to_string_lossy(),
        "signer": signer,
        "issuer": issuer,
        "recorded": recorded,
    });
    Ok(Answer::new(json, text))
}

/// Brings back a paper signed elsewhere.
pub(super) fn attach(
    common: &Common,
    visit: &str,
    brought: &BroughtFiles,
) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        paper::attach(engine, store::visit(engine, visit)?, (minutes::NAME, brought))
    })
}
