//! One edit: what it touches, what it says, and which versions its author saw.

use thiserror::Error;

use crate::{Extra, Hlc, KeyId, OpRef};

/// What an edit touches: one field of one thing.
///
/// The names belong to the engine; here they are only compared.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Target {
    kind: String,
    id: [u8; 16],
    field: String,
}

/// A target's name is empty, too long, or has signs outside ASCII letters,
/// digits and `-_./:`.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("`{name}` cannot name a {part}")]
pub struct BadTarget {
    /// `kind` or `field`.
    pub part: &'static str,
    /// The name that was given.
    pub name: String,
}

impl Target {
    /// The longest kind or field, in bytes.
    pub const MAX_NAME: usize = 64;

    /// Names the `field` of the thing `id` (the bytes of a UUID) of some `kind`.
    ///
    /// # Errors
    ///
    /// [`BadTarget`] for the first name that is empty, longer than
    /// [`Self::MAX_NAME`], or not made of ASCII letters, digits and `-_./:`.
    pub fn new(
        kind: impl Into<String>,
        id: [u8; 16],
        field: impl Into<String>,
    ) -> Result<Self, BadTarget> {
        let kind = checked("kind", kind.into())?;
        let field = checked("field", field.into())?;
        Ok(Self { kind, id, field })
    }

    /// The sort of thing, such as `answer`.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The bytes of the thing's UUID.
    pub const fn id(&self) -> [u8; 16] {
        self.id
    }

    /// The field, such as `CD-05/verdict`.
    pub fn field(&self) -> &str {
        &self.field
    }
}

fn checked(part: &'static str, name: String) -> Result<String, BadTarget> {
    let fits = (1..=Target::MAX_NAME).contains(&name.len());
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./:".contains(&byte));
    if fits && plain { Ok(name) } else { Err(BadTarget { part, name }) }
}

/// What a field holds, as bytes that only the engine can read.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Value {
    /// The author emptied the field. Not the same as a field nobody wrote.
    Cleared,
    /// The engine's canonical bytes; equal values must have equal bytes.
    Plain(Vec<u8>),
    /// A personal value under a key of its own ([`crate::lock_value`]). When
    /// that key is destroyed the op, its place and what it replaced remain.
    Locked {
        /// Which key opens it.
        key_id: KeyId,
        /// Nonce and ciphertext.
        sealed: Vec<u8>,
    },
}

impl Value {
    /// Takes the engine's bytes.
    pub fn plain(bytes: impl Into<Vec<u8>>) -> Self {
        Self::Plain(bytes.into())
    }

    /// Borrows the bytes of a plain value.
    pub fn as_plain(&self) -> Option<&[u8]> {
        match self {
            Self::Plain(bytes) => Some(bytes),
            Self::Cleared | Self::Locked { .. } => None,
        }
    }
}

/// What an edit does to its target.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Action {
    /// Writes a value over the one version the author was looking at, or over none.
    Set(Value),
    /// Settles a disagreement: names every version it settles, and why.
    Resolve {
        /// The value decided on.
        value: Value,
        /// Why, in the words of who decided. Never empty.
        reason: String,
    },
    /// Removes the value or element. Nothing is ever inferred from absence.
    Retract,
    /// States what a paper says: the bytes of a [`crate::SealManifest`].
    Seal(Vec<u8>),
    /// Restores a former value. `of` is the op being undone; nothing is erased.
    ///
    /// Undoing a [`Action::Resolve`] takes one such op for each former value:
    /// the first replaces the resolution, the others replace nothing.
    Undo {
        /// The op whose effect is undone.
        of: OpRef,
        /// The value as it was before.
        value: Value,
    },
    /// An action of a newer version: kept, relayed and not applied until an upgrade.
    Unknown {
        /// The number of the action. From [`Action::FIRST_CRITICAL`] on, a reader that
        /// does not know it must not write to the campaign any more.
        code: u64,
        /// What came under the keys of actions, as CBOR.
        payload: Extra,
    },
}

impl Action {
    /// From this code on an action is critical: who does not know it only reads and relays.
    pub const FIRST_CRITICAL: u64 = 128;

    /// Tells whether a reader that does not know the action must stop writing.
    pub const fn is_critical_unknown(&self) -> bool {
        matches!(self, Self::Unknown { code, .. } if *code >= Self::FIRST_CRITICAL)
    }

    /// Returns the action's name, for lists and logs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Set(_) => "set",
            Self::Resolve { .. } => "resolve",
            Self::Retract => "retract",
            Self::Seal(_) => "seal",
            Self::Undo { .. } => "undo",
            Self::Unknown { .. } => "unknown",
        }
    }
}

/// An edit that breaks the rules every edit keeps.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum BadOp {
    /// Only a resolution may replace several versions at once.
    #[error("a {action} replaces {found} versions; only a resolve may replace several")]
    ReplacesSeveral {
        /// The action's name.
        action: &'static str,
        /// How many versions it names.
        found: usize,
    },
    /// A resolution that settles nothing.
    #[error("a resolve names no version")]
    ResolvesNothing,
    /// A resolution without a reason.
    #[error("a resolve gives no reason")]
    NoReason,
    /// The same version named twice, or the names not in ascending order.
    #[error("the replaced versions are not in ascending order at {0}")]
    Disordered(OpRef),
    /// An op that names itself, or one its own stream has yet to write.
    #[error("the op replaces {0}, which its own stream had not written")]
    ReplacesTheFuture(OpRef),
}

/// One edit, as its author wrote it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OpBody {
    hlc: Hlc,
    wall_ms: u64,
    target: Target,
    action: Action,
    replaces: Vec<OpRef>,
    extra: Extra,
}

impl OpBody {
    /// Writes an edit of `target`, stamped `hlc`, when the wall showed `wall_ms`
    /// (milliseconds since 1970, UTC).
    ///
    /// `replaces` are the versions (heads) its author saw and means to replace,
    /// in any order; doubles are dropped.
    ///
    /// # Errors
    ///
    /// [`BadOp`]: only [`Action::Resolve`] may replace more than one version,
    /// and it must replace at least one and give a reason.
    pub fn new(
        hlc: Hlc,
        wall_ms: u64,
        target: Target,
        action: Action,
        mut replaces: Vec<OpRef>,
    ) -> Result<Self, BadOp> {
        replaces.sort_unstable();
        replaces.dedup();
        let body = Self { hlc, wall_ms, target, action, replaces, extra: Extra::default() };
        body.checked()
    }

    pub(crate) fn with_extra(mut self, extra: Extra) -> Self {
        self.extra = extra;
        self
    }

    /// The stamp that orders lists. It decides nothing.
    pub const fn hlc(&self) -> Hlc {
        self.hlc
    }

    /// What the device's clock showed, in milliseconds since 1970 (UTC).
    pub const fn wall_ms(&self) -> u64 {
        self.wall_ms
    }

    /// What the edit touches.
    pub const fn target(&self) -> &Target {
        &self.target
    }

    /// What it does.
    pub const fn action(&self) -> &Action {
        &self.action
    }

    /// The versions it replaces, in ascending order.
    pub fn replaces(&self) -> &[OpRef] {
        &self.replaces
    }

    /// What a newer version added to the edit.
    pub const fn extra(&self) -> &Extra {
        &self.extra
    }

    fn checked(self) -> Result<Self, BadOp> {
        let found = self.replaces.len();
        match &self.action {
            Action::Set(_) | Action::Retract | Action::Seal(_) | Action::Undo { .. } => {
                if found > 1 {
                    return Err(BadOp::ReplacesSeveral { action: self.action.name(), found });
                }
            }
            Action::Resolve { reason, .. } => {
                if found == 0 {
                    return Err(BadOp::ResolvesNothing);
                }
                if reason.trim().is_empty() {
                    return Err(BadOp::NoReason);
                }
            }
            Action::Unknown { .. } => {}
        }
        Ok(self)
    }

    /// Refuses names of ops that stream had not written when it wrote `own`.
    pub(crate) fn check_place(&self, own: OpRef) -> Result<(), BadOp> {
        let named = match &self.action {
            Action::Undo { of, .. } => Some(of),
            Action::Set(_)
            | Action::Resolve { .. }
            | Action::Retract
            | Action::Seal(_)
            | Action::Unknown { .. } => None,
        };
        self.replaces
            .iter()
            .chain(named)
            .find(|op| op.stream == own.stream && op.seq >= own.seq)
            .map_or(Ok(()), |op| Err(BadOp::ReplacesTheFuture(*op)))
    }
}
