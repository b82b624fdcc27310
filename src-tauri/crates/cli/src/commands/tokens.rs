//! `tokens`: what is plugged in.

use std::path::{Path, PathBuf};

use engine::token::{self, ModuleHere, PinState, Token, TokenCertificate, Wait};
use engine::words::Failure;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::failure::Failed;

/// Waits as long as a token may take; whoever does not want to presses Ctrl C.
pub(super) fn patient() -> Wait {
    Wait::new(Wait::USUAL, || false)
}

/// Lists the tokens that one module sees, or those of every known module of this machine.
pub(super) fn list(module: Option<&Path>) -> Result<Answer, Failed> {
    if let Some(path) = module {
        let tokens = token::read(path, &patient())?;
        let (json, text) = told(&bare(path.to_path_buf()), Ok(&tokens));
        return Ok(Answer::new(json!({ "modules": [json] }), text));
    }
    let here = token::modules_here()?;
    if here.is_empty() {
        let text = "Không thấy trình điều khiển USB token nào đã biết. Hãy chỉ rõ bằng --pkcs11-module TỆP.";
        return Ok(Answer::new(json!({ "modules": [] }), text));
    }
    let each = here.iter().map(|module| {
        let read = token::read(&module.path, &patient());
        let failure = read.as_ref().err().map(Failure::from);
        told(module, read.as_deref().map_err(|_| failure))
    });
    let (json, text): (Vec<_>, Vec<_>) = each.unzip();
    Ok(Answer::new(json!({ "modules": json }), text.join("\n")))
}

/// A module of which nothing is known but its path.
fn bare(path: PathBuf) -> ModuleHere {
    ModuleHere { name: String::new(), path, verified: false }
}

/// One module with its tokens, for scripts and for people.
fn told(module: &ModuleHere, read: Result<&[Token], Option<Failure>>) -> (Value, String) {
    let (tokens, failure) = match read {
        Ok(tokens) => (tokens, None),
        Err(failure) => (&[][..], failure),
    };
    let json = json!({
        "name": module.name,
        "path": module.path.to_string_lossy(),
        "error": failure.as_ref().map(|it| json!({ "code": it.code, "message": it.message })),
        "tokens": tokens.iter().map(token_json).collect::<Vec<_>>(),
    });
    let mut lines = vec![format!("{} {}", module.name, module.path.display()).trim().to_owned()];
    lines.extend(failure.map(|failure| format!("  {}: {}", failure.code, failure.message)));
    lines.extend(tokens.iter().flat_map(token_lines));
    (json, lines.join("\n"))
}

fn token_json(token: &Token) -> Value {
    let certificates = token.certificates.iter().map(|one| {
        json!({
            "subject": one.certificate.subject(),
            "issuer": one.certificate.issuer(),
            "not_before": one.certificate.not_before().to_rfc3339(),
            "not_after": one.certificate.not_after().to_rfc3339(),
            "label": one.label,
            "id": one.id_hex(),
            "fingerprint": one.certificate.fingerprint(),
            "key_seen": one.key_seen,
        })
    });
    json!({
        "label": token.label,
        "serial": token.serial,
        "maker": token.maker,
        "model": token.model,
        "pin": pin_code(token.pin),
        "pin_on_device": token.pin_on_device,
        "certificates": certificates.collect::<Vec<_>>(),
    })
}

fn token_lines(token: &Token) -> Vec<String> {
    let Token { label, serial, maker, model, .. } = token;
    let mut lines = vec![format!("  “{label}” · sê-ri {serial} · {maker} {model}")];
    lines.extend(engine::words::pin_state(token.pin).map(|state| format!("    {state}")));
    if token.certificates.is_empty() {
        lines.push("    (không thấy chứng thư nào khi chưa nhập PIN)".to_owned());
    }
    lines.extend(token.certificates.iter().map(certificate_line));
    lines
}

fn certificate_line(one: &TokenCertificate) -> String {
    let certificate = &one.certificate;
    let until = certificate.not_after().format("%d/%m/%Y");
    let print: String = one.certificate.fingerprint().chars().take(16).collect();
    format!(
        "    {} (nơi cấp: {}), đến {until} · mã {} · dấu vân {print}",
        certificate.subject(),
        certificate.issuer(),
        one.id_hex(),
    )
}

/// How scripts read the state of a PIN.
const fn pin_code(state: PinState) -> &'static str {
    match state {
        PinState::Fine => "fine",
        PinState::SomeWrong => "some-wrong",
        PinState::LastTry => "last-try",
        PinState::Locked => "locked",
        PinState::ToBeChanged => "to-be-changed",
        PinState::Unset => "unset",
    }
}
