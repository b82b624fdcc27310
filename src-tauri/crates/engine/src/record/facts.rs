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
    things: BTreeMap<String, BTreeMap<[u8; 16], Fields>>,
}

impl Facts {
    /// Adds one more head of a field.
    pub fn add(&mut self, kind: &str, id: [u8; 16], field: &str, value: Value) {
        // A visit has tens of thousands of them, so names are not copied to be looked up.
        if !self.things.contains_key(kind) {
            self.things.insert(kind.to_owned(), BTreeMap::new());
        }
        let Some(things) = self.things.get_mut(kind) else { return };
        let fields = things.entry(id).or_default();
        match fields.get_mut(field) {
            Some(values) => values.push(value),
            None => drop(fields.insert(field.to_owned(), vec![value])),
        }
    }

    /// The ids of all things of `kind` that were not taken away. A thing whose making was undone
    /// has fields, and none of them says anything.
    pub fn ids(&self, kind: &str) -> Vec<[u8; 16]> {
        let said = self
            .of_kind(kind)
            .filter(|(_, fields)| fields.values().flatten().any(|value| !value.bytes.is_empty()));
        said.map(|(id, _)| *id).filter(|id| !self.flag(kind, *id, REMOVED)).collect()
    }

    /// The ids of all things of `kind`, those that were taken away and those undone among them.
    pub fn all_ids(&self, kind: &str) -> Vec<[u8; 16]> {
        self.of_kind(kind).map(|(id, _)| *id).collect()
    }

    /// Whether anything is known of a thing.
    pub fn has(&self, kind: &str, id: [u8; 16]) -> bool {
        self.thing(kind, id).is_some()
    }

    /// The names of the fields of a thing that begin with `prefix`.
    pub fn fields(&self, kind: &str, id: [u8; 16], prefix: &str) -> Vec<&str> {
        let fields = self.thing(kind, id);
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
        let fields = self.thing(kind, id);
        fields.and_then(|fields| fields.get(field)).map_or(&[], Vec::as_slice)
    }

    /// Whether a field holds different values side by side.
    pub fn disputed(&self, kind: &str, id: [u8; 16], field: &str) -> bool {
        distinct(self.values(kind, id, field))
    }

    /// How many fields hold different values side by side.
    pub fn disputes(&self) -> u32 {
        let values = self.all_fields().flat_map(BTreeMap::values);
        u32::try_from(values.filter(|values| distinct(values)).count()).unwrap_or(u32::MAX)
    }

    /// The value of a thing that was written last, by the clocks of the writers: what a screen
    /// says about it, never what decides.
    pub fn latest(&self, kind: &str, id: [u8; 16]) -> Option<&Value> {
        let fields = self.thing(kind, id)?;
        fields.values().flatten().max_by_key(|value| value.wall_ms)
    }

    /// The value of anything here that was written last.
    pub fn latest_of_all(&self) -> Option<&Value> {
        let values = self.all_fields().flat_map(BTreeMap::values).flatten();
        values.max_by_key(|value| value.wall_ms)
    }

    /// When a field was last written, in milliseconds since 1970.
    pub fn written_at(&self, kind: &str, id: [u8; 16], field: &str) -> Option<u64> {
        self.values(kind, id, field).iter().map(|value| value.wall_ms).max()
    }

    fn thing(&self, kind: &str, id: [u8; 16]) -> Option<&Fields> {
        self.things.get(kind)?.get(&id)
    }

    fn of_kind(&self, kind: &str) -> impl Iterator<Item = (&[u8; 16], &Fields)> {
        self.things.get(kind).into_iter().flatten()
    }

    fn all_fields(&self) -> impl Iterator<Item = &Fields> {
        self.things.values().flat_map(BTreeMap::values)
    }
}

fn distinct(values: &[Value]) -> bool {
    values.windows(2).any(|pair| matches!(pair, [one, other] if one.bytes != other.bytes))
}
