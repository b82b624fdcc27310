//! The shape of bad news on its way to the screens.

use engine::EngineError;
use serde::Serialize;
use specta::Type;

/// Why a command failed: the engine's stable code and its Vietnamese sentence.
#[derive(Debug, Serialize, Type)]
pub(crate) struct Failure {
    /// The stable code: `E-STORE-PASSPHRASE`.
    code: String,
    /// What happened and what to do.
    message: String,
}

impl Failure {
    /// Something that should not happen did.
    pub(crate) fn internal() -> Self {
        engine::words::Failure::internal().into()
    }

    /// The failure as the screens read it where no command answers.
    pub(crate) fn to_json(&self) -> Vec<u8> {
        // Two plain texts always have a spelling in JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Whether the store is locked.
    pub(crate) fn is_locked(&self) -> bool {
        self.code == engine::words::Failure::locked().code
    }

    /// Signatures are being made to last already.
    pub(crate) fn extending_already() -> Self {
        engine::words::Failure::extending_already().into()
    }

    /// No port of this machine can be listened on.
    pub(crate) fn no_listening() -> Self {
        engine::words::cannot_listen().into()
    }

    /// The store is locked.
    pub(crate) fn locked() -> Self {
        engine::words::Failure::locked().into()
    }
}

impl From<engine::words::Failure> for Failure {
    fn from(failure: engine::words::Failure) -> Self {
        Self { code: failure.code.to_owned(), message: failure.message }
    }
}

impl From<&EngineError> for Failure {
    fn from(error: &EngineError) -> Self {
        engine::words::Failure::from(error).into()
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Self::from(&error)
    }
}
