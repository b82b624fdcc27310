//! Signing with a token: which modules and tokens there are, and the signature itself. What waits
//! for a device waits beside the engine.

use std::path::PathBuf;

use engine::actions::TokenHabit;
use engine::ports::{Clock as _, SystemClock};
use engine::token::{self, Pin, PinState, Token, TokenCertificate};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::signing::SignAs;
use crate::failure::Failure;
use crate::paper_view::PaperRef;
use crate::shared_engine::SharedEngine;

/// A module, a token and a certificate: which key is meant.
#[derive(Debug, Deserialize, Serialize, Type)]
pub(crate) struct TokenChoice {
    /// The file of the module.
    module: String,
    /// What tells the token apart.
    token: String,
    /// Fingerprint of the certificate; empty for the only one with a key.
    certificate: String,
}

/// Which modules are offered.
#[derive(Debug, Serialize, Type)]
pub(crate) struct TokenModules {
    /// Those known that lie on this machine.
    here: Vec<TokenModuleView>,
    /// What was used last.
    last: Option<TokenChoice>,
}

/// A module that lies on this machine.
#[derive(Debug, Serialize, Type)]
pub(crate) struct TokenModuleView {
    name: String,
    path: String,
    /// Whether it was tried with this program.
    verified: bool,
}

/// A token that is plugged in.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TokenView {
    /// What tells it apart.
    key: String,
    label: String,
    serial: String,
    /// Maker and model.
    device: String,
    /// Whether the PIN is typed on the device itself.
    pin_on_device: bool,
    /// What there is to say of its PIN, or empty.
    pin_state: String,
    /// Whether no PIN can open it now.
    closed: bool,
    certificates: Vec<TokenCertificateView>,
}

/// A certificate on a token.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TokenCertificateView {
    fingerprint: String,
    subject: String,
    issuer: String,
    /// Its last day, `dd/mm/yyyy`.
    until: String,
    /// Whether that day is over.
    expired: bool,
}

/// Says which modules can be chosen, and which was used last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn token_modules(
    engine: State<'_, SharedEngine>,
) -> Result<TokenModules, Failure> {
    let last = engine.ask(|engine| engine.token_habit()).await?;
    let here = token::modules_here().map_err(|error| Failure::from(&error))?;
    Ok(TokenModules {
        here: here
            .into_iter()
            .map(|module| TokenModuleView {
                name: module.name,
                path: module.path.to_string_lossy().into_owned(),
                verified: module.verified,
            })
            .collect(),
        last: last.map(TokenChoice::from),
    })
}

/// Reads which tokens a module sees, and their certificates; asks for no PIN.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_tokens(
    engine: State<'_, SharedEngine>,
    module: String,
) -> Result<Vec<TokenView>, Failure> {
    let path = PathBuf::from(module);
    let tokens = engine.beside(move |_, wait| token::read(&path, wait)).await?;
    Ok(tokens.into_iter().map(TokenView::from).collect())
}

/// Signs with a certificate on a token, and remembers with which. The PIN is used once and kept
/// nowhere. Answers with what came of asking for the time, in Vietnamese; empty where nobody was
/// asked.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sign_token(
    engine: State<'_, SharedEngine>,
    paper: PaperRef,
    signer: SignAs,
    key: TokenChoice,
    pin: String,
) -> Result<String, Failure> {
    let (habit, pin) = (TokenHabit::from(key), Pin::from(pin));
    let paper = engine.ask(move |engine| signer.paper(engine, paper.read()?)).await?;
    let (signed, habit) = engine
        .beside(move |gauge, wait| {
            let key = habit.unlock(pin, wait)?;
            Ok((paper.heeding(gauge).sign_by_token(&key)?, habit))
        })
        .await?;
    let by = engine
        .ask(move |engine| {
            let by = engine.keep_signed_paper(signed)?;
            engine.keep_token_habit(&habit)?;
            Ok(by)
        })
        .await?;
    Ok(engine::words::stamped_sentence(by.stamped.as_ref()).unwrap_or_default())
}

impl From<Token> for TokenView {
    fn from(token: Token) -> Self {
        let now = SystemClock.local();
        let certificate = |one: TokenCertificate| TokenCertificateView {
            fingerprint: one.certificate.fingerprint(),
            subject: one.certificate.subject().to_owned(),
            issuer: one.certificate.issuer().to_owned(),
            until: one.certificate.not_after().format("%d/%m/%Y").to_string(),
            expired: one.certificate.not_after() < now,
        };
        Self {
            key: token.key().to_owned(),
            device: format!("{} {}", token.maker, token.model).trim().to_owned(),
            pin_on_device: token.pin_on_device,
            pin_state: engine::words::pin_state(token.pin).unwrap_or_default().to_owned(),
            closed: matches!(token.pin, PinState::Locked | PinState::Unset),
            certificates: token.certificates.into_iter().map(certificate).collect(),
            label: token.label,
            serial: token.serial,
        }
    }
}

impl From<TokenHabit> for TokenChoice {
    fn from(TokenHabit { module, token, certificate }: TokenHabit) -> Self {
        Self { module: module.to_string_lossy().into_owned(), token, certificate }
    }
}

impl From<TokenChoice> for TokenHabit {
    fn from(TokenChoice { module, token, certificate }: TokenChoice) -> Self {
        Self { module: PathBuf::from(module), token, certificate }
    }
}
