//! `sign` and `attach-signed`.

use std::path::{Path, PathBuf};

use engine::actions::{
    Numbered, SignWish, StampedPaper, draw_unknown, extend_papers, number_unknown, sign_unknown,
};
use engine::export::extension_in_words;
use engine::late::CopyForm;
use engine::ports::Clock as _;
use engine::record::PenPoint;
use engine::token::{self, Choice, Pin, TokenKey};
use engine::words::stamped_sentence;
use engine::{Engine, EngineError, Gauge};
use serde::Deserialize;
use serde_json::json;
use signing::{Picture, Point, Signer, SoftwareKey, Strokes, open_p12};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::{minutes, paper, tokens, verify};
use crate::answer::Answer;
use crate::args::{BroughtFiles, Common, Number, Sign};
use crate::failure::Failed;
use crate::{files, store};

/// A key in a file or in a token.
enum Key {
    File(Box<SoftwareKey>),
    Token(Box<TokenKey>),
}

impl Key {
    fn signer(&self) -> &dyn Signer {
        match self {
            Self::File(key) => key.as_ref(),
            Self::Token(key) => key.as_ref(),
        }
    }

    /// What went wrong, with the token's own reason where there is one.
    fn why(&self, error: EngineError) -> EngineError {
        match self {
            Self::File(_) => error,
            Self::Token(key) => token::why_refused(error, key),
        }
    }
}

/// A signature drawn by hand, as a file holds it.
#[derive(Deserialize)]
struct DrawnFile {
    width: u32,
    height: u32,
    lines: Vec<Vec<PenPoint>>,
}

/// Lays a drawn signature into a paper; with a passphrase it is recorded where the paper is kept.
fn draw(common: &Common, asked: &Sign, drawn: &Path) -> Result<Answer, Failed> {
    let pdf = files::read(&asked.file)?;
    let DrawnFile { width, height, lines } =
        serde_json::from_slice(&files::read(drawn)?).map_err(|error| {
            Failed::input("E-STROKES", format!("Tệp nét ký không đúng dạng: {error}."))
        })?;
    let point = |(x, y, millis, pressure)| Point { x, y, millis, pressure };
    let lines = lines.into_iter().map(|line| line.into_iter().map(point).collect()).collect();
    let strokes = Strokes { width, height, lines };
    let (signed, recorded) = if store::find_secret(common)?.is_some() {
        store::with(common, |engine| Ok(engine.draw_on_paper(&pdf, &asked.role, &strokes)?))?
    } else {
        (draw_unknown(&pdf, &asked.role, &strokes)?, false)
    };
    files::write(&asked.out, &signed)?;
    let out = asked.out.display().to_string();
    let noted = if recorded { "đã ghi vào kho" } else { "không ghi vào kho" };
    let json = json!({ "out": out, "recorded": recorded });
    Ok(Answer::new(json, format!("Đã ký vẽ tay, {noted}. Tệp: {out}")))
}

/// Signs a paper. With a passphrase the signature is recorded where the paper is kept; a paper of
/// somebody else's laptop needs no store at all.
pub(super) fn sign(common: &Common, asked: &Sign) -> Result<Answer, Failed> {
    if asked.copy_form.is_some() && asked.role != "copy" {
        return Err(Failed::usage("--copy-form chỉ dùng với --as copy."));
    }
    if let Some(drawn) = &asked.strokes {
        return draw(common, asked, drawn);
    }
    let pdf = files::read(&asked.file)?;
    let secret = store::find_secret(common)?;
    let picture = asked.picture.as_ref().map(|path| picture(path)).transpose()?;
    let key = key(asked)?;
    let wish = SignWish {
        role: &asked.role,
        time_url: asked.timestamp_url.as_deref(),
        picture: picture.as_ref(),
        copy: asked.copy_form.as_deref().and_then(CopyForm::of_code),
    };
    let Some(secret) = secret else {
        let now = engine::ports::SystemClock.local();
        let signed = sign_unknown(&pdf, key.signer(), &wish, now);
        return finish(asked, &key, &signed.map_err(|error| key.why(error))?, false);
    };
    let mut engine = Engine::open(&store::home(common)?, &secret, store::doors())?;
    let signed = engine.sign_paper(&pdf, key.signer(), &wish);
    let closed = engine.close();
    let (signed, known) = signed.map_err(|error| key.why(error))?;
    closed?;
    finish(asked, &key, &signed, known.is_some())
}

fn picture(path: &Path) -> Result<Picture, Failed> {
    Ok(Picture::read(&files::read(path)?).map_err(EngineError::from)?)
}

fn key(asked: &Sign) -> Result<Key, Failed> {
    if let Some(module) = &asked.pkcs11_module {
        let pin = match &asked.pin_file {
            Some(path) => files::read_secret(path)?,
            // The device asks for it itself.
            None => Zeroizing::new(String::new()),
        };
        let choice = Choice {
            token: asked.token.clone().unwrap_or_default(),
            certificate: asked.certificate.clone().unwrap_or_default(),
        };
        let key = token::unlock(module, choice, Pin::new(&pin), &tokens::patient())?;
        return Ok(Key::Token(Box::new(key)));
    }
    let (Some(p12), Some(password)) = (&asked.p12, &asked.p12_password_file) else {
        return Err(Failed::usage("Thiếu tham số: --p12."));
    };
    let p12 = Zeroizing::new(files::read(p12)?);
    let password = files::read_secret(password)?;
    let password: Zeroizing<String> = Zeroizing::new(password.nfc().collect());
    let key = open_p12(&p12, &password).map_err(EngineError::from)?;
    Ok(Key::File(Box::new(key)))
}

fn finish(
    asked: &Sign,
    key: &Key,
    (pdf, stamped): &StampedPaper,
    recorded: bool,
) -> Result<Answer, Failed> {
    files::write(&asked.out, pdf)?;
    let certificate = key.signer().certificate();
    let (signer, issuer) = (certificate.subject(), certificate.issuer());
    let noted = if recorded { "đã ghi vào kho" } else { "không ghi vào kho" };
    let told = stamped_sentence(stamped.as_ref());
    let mut text =
        format!("Đã ký: {signer} (nơi cấp: {issuer}), {noted}. Tệp: {}", asked.out.display());
    if let Some(told) = &told {
        text.push_str(&format!("\n{told}"));
    }
    let time = stamped.as_ref().and_then(|it| it.as_ref().ok()).map(|it| it.time.to_rfc3339());
    let json = json!({
        "out": asked.out.to_string_lossy(),
        "signer": signer,
        "issuer": issuer,
        "recorded": recorded,
        "timestamp": time,
        "timestamp_note": told,
    });
    Ok(Answer::new(json, text))
}

/// Fills in the number of a signed paper; with a passphrase the store keeps it where it has the paper.
pub(super) fn number(common: &Common, asked: &Number) -> Result<Answer, Failed> {
    let pdf = files::read(&asked.file)?;
    let Numbered { pdf, recorded, repeated } = if store::find_secret(common)?.is_some() {
        store::with(common, |engine| Ok(engine.number_paper(&pdf, &asked.value)?))?
    } else {
        let pdf = number_unknown(&pdf, &asked.value)?;
        Numbered { pdf, recorded: false, repeated: None }
    };
    files::write(&asked.out, &pdf)?;
    let out = asked.out.display().to_string();
    let noted = if recorded { "đã ghi vào kho" } else { "không ghi vào kho" };
    let json = json!({ "out": out, "recorded": recorded, "repeated": repeated });
    let mut text = format!("Đã điền số, {noted}. Tệp: {out}");
    if let Some(repeated) = repeated {
        text.push_str(&format!("\nChú ý: {repeated}"));
    }
    Ok(Answer::new(json, text))
}

/// Gives signed papers what makes their signatures last.
pub(super) fn extend(
    common: &Common,
    time_url: Option<&str>,
    trust: &[PathBuf],
) -> Result<Answer, Failed> {
    let anchors = verify::anchors(trust)?;
    store::with(common, |engine| {
        let done = extend_papers(engine, &Gauge::default(), time_url, &anchors)?;
        let lines = extension_in_words(&done);
        let json = json!({
            "complete": done.complete,
            "extended": done.extended,
            "waiting": done.waiting,
            "too_late": done.too_late,
            "missing": done.missing,
            "early": done.early,
            "untrusted": done.untrusted,
            "expired": done.expired,
            "lines": lines,
        });
        let text = lines.join("\n");
        let answer = Answer::new(json, text);
        if done.is_whole() {
            return Ok(answer);
        }
        let first = lines.last().cloned().unwrap_or_default();
        Ok(answer.no(Failed::no("E-EXTEND", first)))
    })
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
