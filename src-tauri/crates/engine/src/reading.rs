//! Between the store's rows and the record's fields.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use domain::answer::Answer;
use domain::finding::Finding;
use domain::id::{CampaignId, UnitId, VisitId};
use domain::visit::Visit;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::record::{Edit, Facts, Row, Value, kind};
use crate::store::{self, Edition, Head, OpRef, Secrecy, Store, StoreError, Target, Tx};

/// What one visit says, before it is known what was asked there.
#[derive(Debug)]
pub(crate) struct VisitRead {
    /// The visit itself.
    pub(crate) visit: Visit,
    /// As they were typed.
    pub(crate) answers: Arc<BTreeMap<String, Answer>>,
    /// Rows of registers, with what follows for their cells from the day.
    pub(crate) rows: Vec<Row>,
    /// Its findings, each with its units.
    pub(crate) findings: Vec<Finding>,
    /// Whether its minutes are sealed.
    pub(crate) sealed: bool,
    /// Fields that hold different values side by side.
    pub(crate) disputes: u32,
}

/// The visits of the campaign that was looked at last.
#[derive(Debug, Default)]
pub(crate) struct VisitsRead(pub(crate) Mutex<VisitsKept>);

/// What [`VisitsRead`] holds.
#[derive(Debug, Default)]
pub(crate) struct VisitsKept {
    /// Whose visits they are.
    pub(crate) campaign: Option<CampaignId>,
    /// Each as it stood at an edition of its section; `None` where nothing says that there is one.
    pub(crate) visits: HashMap<VisitId, (Edition, Option<Arc<VisitRead>>)>,
}

/// So many things are looked up one by one; for more all of their kind are read in one go.
const THINGS_ALONE: usize = 32;

/// Reads everything that is recorded in a section.
pub(crate) fn facts(store: &Store, section: [u8; 16]) -> Result<Facts, EngineError> {
    Ok(gather(store.heads(section)?))
}

/// Reads everything that is recorded of one thing, wherever it belongs.
pub(crate) fn facts_of_thing(
    store: &Store,
    kind: &str,
    id: [u8; 16],
) -> Result<Facts, EngineError> {
    Ok(gather(store.heads_of(kind, id)?))
}

/// Writes `edits` in one transaction and returns the ops that were needed.
pub(crate) fn write(
    store: &mut Store,
    section: [u8; 16],
    edits: &[Edit],
) -> Result<Vec<OpRef>, EngineError> {
    write_with(store, section, edits, |_| Ok(()))
}

/// As [`write`], with something more to do first in the same transaction.
pub(crate) fn write_with(
    store: &mut Store,
    section: [u8; 16],
    edits: &[Edit],
    first: impl FnOnce(&mut Tx<'_>) -> Result<(), StoreError>,
) -> Result<Vec<OpRef>, EngineError> {
    let written = store.write(|tx| {
        tx.expect(edits.len());
        first(tx)?;
        for edit in edits {
            let target = Target::new(section, edit.kind, edit.id, edit.field.as_str());
            let secrecy = if edit.personal { Secrecy::Personal } else { Secrecy::Shared };
            tx.set(&target, &edit.value, secrecy)?;
        }
        Ok::<(), StoreError>(())
    })?;
    Ok(written.ops)
}

/// Takes `ops` back in one transaction, latest first, and returns the ops that did.
pub(crate) fn undo(store: &mut Store, ops: &[OpRef]) -> Result<Vec<OpRef>, EngineError> {
    let written = store.write(|tx| {
        tx.expect(ops.len());
        for op in ops.iter().rev() {
            tx.undo(*op)?;
        }
        Ok::<(), StoreError>(())
    })?;
    Ok(written.ops)
}

impl Engine {
    /// Reads what is recorded of things of one kind under the id of their section.
    pub(crate) fn facts_of(&self, section: [u8; 16], kind: &str) -> Result<Facts, EngineError> {
        let heads = self.store.heads_of_kind(section, kind)?;
        Ok(gather(heads))
    }

    /// Reads what is recorded of all things of one kind, wherever they belong.
    pub(crate) fn facts_everywhere(&self, kind: &str) -> Result<Facts, EngineError> {
        Ok(gather(self.store.heads_of_kind_everywhere(kind)?))
    }

    /// Reads what is recorded of at least the things `ids` of one kind of a section.
    pub(crate) fn facts_of_things(
        &self,
        section: [u8; 16],
        kind: &str,
        ids: &BTreeSet<[u8; 16]>,
    ) -> Result<Facts, EngineError> {
        if THINGS_ALONE < ids.len() {
            return self.facts_of(section, kind);
        }
        let mut heads = Vec::new();
        for id in ids {
            heads.extend(self.store.heads_of(kind, *id)?);
        }
        heads.retain(|head| head.target.section == section);
        Ok(gather(heads))
    }

    /// Reads the campaign `campaign` itself and of its units only `unit`.
    pub(crate) fn facts_of_campaign_at(
        &self,
        campaign: CampaignId,
        unit: UnitId,
    ) -> Result<Facts, EngineError> {
        let mut heads = self.store.heads_of_kind(campaign.bytes(), kind::CAMPAIGN)?;
        let of_unit = self.store.heads_of(kind::UNIT, unit.bytes())?;
        heads.extend(of_unit.into_iter().filter(|head| head.target.section == campaign.bytes()));
        Ok(gather(heads))
    }

    /// The sections that hold a thing of `kind` under their own id, oldest first.
    pub(crate) fn sections_of(&self, kind: &str) -> Result<Vec<[u8; 16]>, EngineError> {
        let ids = self.store.list_ids(kind)?;
        Ok(ids
            .into_iter()
            .filter(|thing| thing.section == thing.id)
            .map(|thing| thing.id)
            .collect())
    }
}

fn gather(heads: Vec<Head>) -> Facts {
    let mut facts = Facts::default();
    for head in heads {
        let bytes = match head.value {
            store::Value::Set(bytes) => bytes,
            // Taken back, erased by law, or not for this laptop: nothing stands there to be shown.
            store::Value::Retracted | store::Value::Purged | store::Value::Withheld => Vec::new(),
        };
        let value = Value { bytes, wall_ms: head.wall_ms, stream: head.op.stream.bytes() };
        facts.add(&head.target.kind, head.target.id, &head.target.field, value);
    }
    facts
}
