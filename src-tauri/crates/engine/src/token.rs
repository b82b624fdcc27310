//! Tokens, beside the engine: what is slow or may hang holds up nobody who works with the store.

use std::path::{Path, PathBuf};

use signing::{KeyError, SignError};
pub use tokens::{
    Choice, Pin, PinState, Token, TokenCertificate, TokenError, TokenKey, TriesLeft, Wait,
};

use crate::catalogue::token_modules;
use crate::error::EngineError;

/// A maker's module that lies on this machine.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ModuleHere {
    /// The maker, as people know it.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Whether it was tried with this program.
    pub verified: bool,
}

/// Finds the known modules of this machine. Loads none.
///
/// # Errors
///
/// [`EngineError::Catalogue`] when the shipped list is broken.
pub fn modules_here() -> Result<Vec<ModuleHere>, EngineError> {
    let of_system = token_modules()?.iter().filter(|it| it.system == std::env::consts::OS);
    let found = of_system.filter_map(|module| {
        let path = module.paths.iter().map(PathBuf::from).find(|path| path.is_file())?;
        Some(ModuleHere { name: module.name.clone(), path, verified: module.verified })
    });
    Ok(found.collect())
}

/// Reads which tokens a module sees, and their certificates.
///
/// # Errors
///
/// [`EngineError::Token`].
pub fn read(module: &Path, wait: &Wait) -> Result<Vec<Token>, EngineError> {
    Ok(tokens::read(module, wait)?)
}

/// Logs in to a token and finds the key of a certificate.
///
/// # Errors
///
/// [`EngineError::Token`].
pub fn unlock(
    module: &Path,
    choice: Choice,
    pin: Pin,
    wait: &Wait,
) -> Result<TokenKey, EngineError> {
    Ok(tokens::unlock(module, choice, pin, wait)?)
}

/// Why `key` did not sign, where signing could only say that it refused.
pub fn why_refused(error: EngineError, key: &TokenKey) -> EngineError {
    let refused = matches!(
        error,
        EngineError::Key(KeyError::Refused) | EngineError::Sign(SignError::Key(KeyError::Refused))
    );
    match key.refusal() {
        Some(reason) if refused => EngineError::Token(reason),
        _ => error,
    }
}
