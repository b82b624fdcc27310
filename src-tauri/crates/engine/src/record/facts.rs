//! The fields of one section, as the ledger has them settled or disputed.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::{REMOVED, RecordError};

/// One value that nobody has seen and replaced yet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Value {
    /// The value as JSON; empty when it was taken back.
    pub bytes: Vec<u8>,
    /// When it was written, in milliseconds of the writer's clock since 1970.
    pub wall_ms: u64,
    /// Which device wrote it.
    pub stream: [u8; 32],
}

type Fields = BTreeMap<String, Vec<Value>>;

/// Everything a section says, by kind, id and field.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    things: BTreeMap<(String, [u8; 16]), Fields>,
}

impl Facts {
    /// Adds one more head of a field.
    pub fn add(&mut self, kind: &str, id: [u8; 16], field: &str, value: Value) {
        let fields = self.things.entry((kind.to_owned(), id)).or_default();
        fields.entry(field.to_owned()).or_default().push(value);
    }

    /// The ids of all things of `kind`, those that were taken away included.
    pub fn all_ids(&self, kind: &str) -> Vec<[u8; 16]> {
        self.things.keys().filter(|(its, _)| its == kind).map(|(_, id)| *id).collect()
    }

    /// The ids of all things of `kind` that were not taken away.
    pub fn ids(&self, kind: &str) -> Vec<[u8; 16]> {
        let all = self.all_ids(kind).into_iter();
        all.filter(|id| !self.flag(kind, *id, REMOVED)).collect()
    }

    /// Whether anything is known of a thing.
    pub fn has(&self, kind: &str, id: [u8; 16]) -> bool {
        self.things.contains_key(&(kind.to_owned(), id))
    }

    /// The names of the fields of a thing that begin with `prefix`.
    pub fn fields(&self, kind: &str, id: [u8; 16], prefix: &str) -> Vec<&str> {
        let fields = self.things.get(&(kind.to_owned(), id));
        let names = fields.into_iter().flat_map(BTreeMap::keys).map(String::as_str);
        names.filter(|name| name.starts_with(prefix)).collect()
    }

    /// The value of a field; the first one where people disagree, because something has to be
    /// shown beside the mark that says so. `None` when nobody wrote it, or it was taken back.
    ///
    /// # Errors
    ///
    /// [`RecordError::Unreadable`].
    pub fn get<T: DeserializeOwned>(
        &self,
        kind: &str,
        id: [u8; 16],
        field: &str,
    ) -> Result<Option<T>, RecordError> {
        let Some(value) = self.values(kind, id, field).first() else { return Ok(None) };
        if value.bytes.is_empty() {
            return Ok(None);
        }
        serde_json::from_slice(&value.bytes).map(Some).map_err(|source| RecordError::Unreadable {
            kind: kind.to_owned(),
            field: field.to_owned(),
            source,
        })
    }

    /// The value of a field, or the empty one of its type.
    ///
    /// # Errors
    ///
    /// [`RecordError::Unreadable`].
    pub fn get_or_default<T: DeserializeOwned + Default>(
        &self,
        kind: &str,
        id: [u8; 16],
        field: &str,
    ) -> Result<T, RecordError> {
        self.get(kind, id, field).map(Option::unwrap_or_default)
    }

    /// The value of a field that the thing must have.
    ///
    /// # Errors
    ///
    /// [`RecordError::Missing`] and [`RecordError::Unreadable`].
    pub fn need<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        id: [u8; 16],
        field: &'static str,
    ) -> Result<T, RecordError> {
        self.get(kind, id, field)?.ok_or(RecordError::Missing { kind, field })
    }

    /// Whether a yes-or-no field says yes; unreadable counts as no.
    pub fn flag(&self, kind: &str, id: [u8; 16], field: &str) -> bool {
        matches!(self.get::<bool>(kind, id, field), Ok(Some(true)))
    }

    /// Every value of a field that nobody has seen and replaced, oldest first.
    pub fn values(&self, kind: &str, id: [u8; 16], field: &str) -> &[Value] {
        let fields = self.things.get(&(kind.to_owned(), id));
        fields.and_then(|fields| fields.get(field)).map_or(&[], Vec::as_slice)
    }

    /// Whether a field holds different values side by side.
    pub fn disputed(&self, kind: &str, id: [u8; 16], field: &str) -> bool {
        distinct(self.values(kind, id, field))
    }

    /// How many fields hold different values side by side.
    pub fn disputes(&self) -> u32 {
        let values = self.things.values().flat_map(BTreeMap::values);
        u32::try_from(values.filter(|values| distinct(values)).count()).unwrap_or(u32::MAX)
    }

    /// When a field was last written, in milliseconds since 1970.
    pub fn written_at(&self, kind: &str, id: [u8; 16], field: &str) -> Option<u64> {
        self.values(kind, id, field).iter().map(|value| value.wall_ms).max()
    }
}

fn distinct(values: &[Value]) -> bool {
    values.windows(2).any(|pair| matches!(pair, [one, other] if one.bytes != other.bytes))
}
