//! Who changed what at a visit, with both values; and choosing where people disagree.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::id::VisitId;
use domain::text::clean;

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::folder::Mark;
use crate::history::{self, Event};
use crate::store::{Head, OpRef, StoreError, Target};

/// One of several opinions on a field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Opinion {
    /// Names the version: the device in hexadecimal, a colon, the number of its op.
    pub version: String,
    /// Who wrote it, and when.
    pub mark: Mark,
    /// What it says, as a person reads it; empty for a value that was taken back.
    pub text: String,
}

/// A field on which people wrote different things that nobody has seen and replaced.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Dispute {
    /// Names the field: kind, id in hexadecimal and field, apart by `|`.
    pub field: String,
    /// The thing it belongs to: `Mục MC-03`.
    pub title: String,
    /// What the field is called: `Kết quả`.
    pub label: String,
    /// The item, or empty.
    pub item: String,
    /// What was written, in the order of time.
    pub opinions: Vec<Opinion>,
}

impl Engine {
    /// Tells everything that was changed at a visit, latest first.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn history(&self, visit: VisitId) -> Result<Vec<Event>, EngineError> {
        let folder = self.folder(visit)?;
        let versions = self.store.section_history(visit.bytes())?;
        let mut events = history::events(&versions, &folder);
        events.reverse();
        Ok(events)
    }

    /// The name of who wrote with a device: this laptop's person, whom the charter names, or what
    /// stands for a name that is not on this laptop.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn writer(&self, stream: [u8; 32]) -> Result<String, EngineError> {
        if self.store.wrote(ledger::StreamId::from_bytes(stream))? {
            return Ok(self.person()?.name);
        }
        let named = self.store.stream_writer(ledger::StreamId::from_bytes(stream))?;
        let name = named.map(|writer| writer.name).filter(|name| !name.is_empty());
        Ok(name.unwrap_or_else(|| history::stranger(stream)))
    }

    /// A moment of some writer's clock, as the person at this laptop reads the clock.
    pub fn moment_of(&self, wall_ms: u64) -> DateTime<chrono::FixedOffset> {
        let ms = i64::try_from(wall_ms).unwrap_or_default();
        self.local_time(DateTime::<Utc>::from_timestamp_millis(ms).unwrap_or_default())
    }

    /// The fields of a visit on which people disagree.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn disputes(&self, visit: VisitId) -> Result<Vec<Dispute>, EngineError> {
        let folder = self.folder(visit)?;
        let mut fields: BTreeMap<Target, Vec<Head>> = BTreeMap::new();
        for head in self.store.heads(visit.bytes())? {
            fields.entry(head.target.clone()).or_default().push(head);
        }
        let mut disputes = Vec::new();
        for (target, mut heads) in fields {
            heads.sort_by_key(|head| (head.hlc, head.op));
            let differs = heads
                .windows(2)
                .any(|pair| matches!(pair, [one, other] if one.value != other.value));
            if differs {
                let told = history::told_field(&target, &folder);
                disputes.push(Dispute {
                    field: field_name(&target),
                    title: told.title,
                    label: told.label,
                    item: told.item,
                    opinions: heads.iter().map(|head| opinion(head, &folder)).collect(),
                });
            }
        }
        Ok(disputes)
    }

    /// Chooses `version` for a field on which people disagree, because of `reason`. Only whoever
    /// leads may; the other opinions stay in the timeline.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotEntitled`], [`EngineError::BadInput`] without a reason,
    /// [`EngineError::NotFound`] when nobody disagrees there any more, and [`EngineError`] when the
    /// store cannot be written.
    pub fn resolve(
        &mut self,
        visit: VisitId,
        (field, version): (&str, &str),
        reason: &str,
    ) -> Result<Saved, EngineError> {
        self.need_leader(visit)?;
        let reason = clean(reason);
        if reason.is_empty() {
            return Err(EngineError::BadInput { field: Field::Reason, entered: String::new() });
        }
        let heads: Vec<Head> = self
            .store
            .heads(visit.bytes())?
            .into_iter()
            .filter(|head| field_name(&head.target) == field)
            .collect();
        let gone = || EngineError::NotFound { what: Noun::Opinion, name: version.to_owned() };
        let chosen = heads.iter().find(|head| op_name(head.op) == version).ok_or_else(gone)?;
        let bytes = chosen.value.bytes().unwrap_or(b"null").to_vec();
        let target = chosen.target.clone();
        let settled: Vec<OpRef> = heads.iter().map(|head| head.op).collect();
        let written = self.store.write(|tx| {
            tx.resolve(&target, &settled, &bytes, &reason)?;
            Ok::<(), StoreError>(())
        })?;
        self.remember(visit.bytes(), "Chọn giữa các ý kiến".to_owned(), written.ops);
        Ok(Saved { at: self.clock.local(), changed: true })
    }
}

fn opinion(head: &Head, folder: &crate::folder::Folder) -> Opinion {
    Opinion {
        version: op_name(head.op),
        mark: Mark { stream: head.op.stream.bytes(), wall_ms: head.wall_ms },
        text: history::told_value(head, folder),
    }
}

fn op_name(op: OpRef) -> String {
    format!("{}:{}", super::seal::hex(&op.stream.bytes()), op.seq)
}

fn field_name(target: &Target) -> String {
    format!("{}|{}|{}", target.kind, super::seal::hex(&target.id), target.field)
}
