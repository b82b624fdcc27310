//! The shape of bad news on its way to the screens.

use serde::Serialize;
use specta::Type;

/// Why a command failed. The sentence for each kind is in `ui/src/i18n`.
#[derive(Debug, Serialize, Type)]
pub(crate) struct Failure {
    kind: FailureKind,
}

/// Every kind of failure that the screens tell apart.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum FailureKind {
    /// Something that should not happen did.
    Internal,
}

impl Failure {
    /// Something that should not happen did.
    pub(crate) const INTERNAL: Self = Self { kind: FailureKind::Internal };
}
