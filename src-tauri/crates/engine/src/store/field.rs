//! The row shape of the record: what stands at a field, and since when.

pub use ledger::OpRef;

/// Where an edit goes: one field of one thing.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Target {
    /// The visit it belongs to, else the campaign: the unit of encryption.
    pub section: [u8; 16],
    /// Kind of the thing.
    pub kind: String,
    /// The thing.
    pub id: [u8; 16],
    /// Its field.
    pub field: String,
}

impl Target {
    /// Names the field `field` of the thing `id`.
    pub fn new(
        section: [u8; 16],
        kind: impl Into<String>,
        id: [u8; 16],
        field: impl Into<String>,
    ) -> Self {
        Self { section, kind: kind.into(), id, field: field.into() }
    }
}

/// A thing that has fields: where it belongs, and which it is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Thing {
    /// The visit it belongs to, else the campaign.
    pub section: [u8; 16],
    /// The thing.
    pub id: [u8; 16],
}

/// One version of a field that nobody has seen and replaced yet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Head {
    /// Which field.
    pub target: Target,
    /// Which op wrote it.
    pub op: OpRef,
    /// Hybrid time: orders what is shown, decides nothing.
    pub hlc: u64,
    /// The writer's own clock, in milliseconds since 1970.
    pub wall_ms: u64,
    /// The value as written.
    pub value: Value,
}

/// What a version says.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Value {
    /// It was set to these bytes.
    Set(Vec<u8>),
    /// It was taken back, or never there before an undo.
    Retracted,
    /// It was set, and its key has been destroyed by a lawful purge since.
    Purged,
    /// It was set under a key that this laptop was not given.
    Withheld,
}

impl Value {
    /// The bytes, if there are any to read.
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Set(bytes) => Some(bytes),
            Self::Retracted | Self::Purged | Self::Withheld => None,
        }
    }
}

/// What stands at a field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Field {
    /// Nobody wrote it.
    Absent,
    /// One version, or several that say the same (the earliest is given).
    Settled(Head),
    /// Versions that differ and wait for a person's decision, by time.
    Disagreement(Vec<Head>),
}

impl Field {
    pub(super) fn of(mut heads: Vec<Head>) -> Self {
        heads.sort_by_key(|head| (head.hlc, head.op));
        let agreed =
            heads.windows(2).all(|pair| matches!(pair, [one, other] if one.value == other.value));
        if agreed {
            heads.into_iter().next().map_or(Self::Absent, Self::Settled)
        } else {
            Self::Disagreement(heads)
        }
    }
}

/// One version of a field, standing or replaced.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Version {
    /// What it says, when, and in whose stream.
    pub head: Head,
    /// What was done: `set`, `retract`, `resolve`, `undo` or `seal`.
    pub action: &'static str,
    /// What it replaced.
    pub replaces: Vec<OpRef>,
    /// What it took back, where it is an undo.
    pub undoes: Option<OpRef>,
    /// The reason given, where several versions were settled.
    pub reason: Option<String>,
    /// Whether nobody has replaced it yet.
    pub stands: bool,
}
