//! Automerge, live: one document for each device, which knows what its device knows.
//!
//! A field is a key of the root, and a version is the number of its op. What an
//! edit replaces is automerge's own finding: a `put` replaces what the document
//! shows. Only where an author replaces less than is seen (one opinion of several,
//! or none) is automerge told: the `put` is made in the past in which just those
//! versions were there.
//!
//! A retraction is a `put` too. Automerge's `delete` leaves nothing behind, while
//! ours is a version that others can dispute.

use std::collections::BTreeSet;

use automerge::transaction::Transactable as _;
use automerge::{ActorId, Automerge, Change, ChangeHash, PatchLog, ROOT, ReadDoc as _};

/// The documents, and the changes they exchange.
pub(crate) struct Live {
    documents: Vec<Automerge>,
    /// By the place of the op; none for an op that does not count.
    changes: Vec<Option<Change>>,
}

impl Live {
    pub(crate) fn new(devices: usize) -> Self {
        Self { documents: (0..devices).map(document).collect(), changes: vec![] }
    }

    /// An op was written that no document is to know.
    pub(crate) fn skip(&mut self) {
        self.changes.push(None);
    }

    /// `author` writes into `field`, over all it sees or over `only` these versions.
    pub(crate) fn write(
        &mut self,
        author: usize,
        field: usize,
        only: Option<&[usize]>,
    ) -> Result<(), String> {
        let place = self.changes.len();
        let past: Option<Vec<ChangeHash>> =
            only.map(|only| only.iter().filter_map(|place| self.hash(*place)).collect());
        let document = &mut self.documents[author];
        let hash = put(document, field, place, past.as_deref())?;
        self.changes.push(document.get_change_by_hash(&hash));
        Ok(())
    }

    /// The changes of the ops at these places reach `device`.
    pub(crate) fn hand(&mut self, device: usize, places: &[usize]) -> Result<(), String> {
        let changes: Vec<Change> =
            places.iter().filter_map(|place| self.changes[*place].clone()).collect();
        let document = &mut self.documents[device];
        document.apply_changes(changes).map_err(|error| error.to_string())?;
        let missing = document.get_missing_deps(&[]);
        if missing.is_empty() { Ok(()) } else { Err(format!("automerge waits for {missing:?}")) }
    }

    /// The places of what stands in `field` for `device`.
    pub(crate) fn heads(&self, device: usize, field: usize) -> Result<BTreeSet<usize>, String> {
        shown(&self.documents[device], field)
    }

    fn hash(&self, place: usize) -> Option<ChangeHash> {
        self.changes[place].as_ref().map(Change::hash)
    }
}

/// An empty document in which device `n` writes.
pub(crate) fn document(n: usize) -> Automerge {
    Automerge::new().with_actor(actor(n))
}

pub(crate) fn actor(n: usize) -> ActorId {
    ActorId::from([u8::try_from(n).unwrap() + 1; 16])
}

/// Writes the op's place into `field`: over what the document shows, or over what it showed when
/// only `past` was there.
pub(crate) fn put(
    document: &mut Automerge,
    field: usize,
    place: usize,
    past: Option<&[ChangeHash]>,
) -> Result<ChangeHash, String> {
    let mut transaction = match past {
        None => document.transaction(),
        Some(past) => document
            .transaction_at(PatchLog::inactive(), past)
            .map_err(|error| error.to_string())?,
    };
    let number = u64::try_from(place).unwrap();
    transaction.put(ROOT, key(field), number).map_err(|error| error.to_string())?;
    let (hash, _) = transaction.commit();
    hash.ok_or_else(|| "automerge wrote nothing".to_owned())
}

/// The places of all versions that the document shows in `field`.
pub(crate) fn shown(document: &Automerge, field: usize) -> Result<BTreeSet<usize>, String> {
    let versions = document.get_all(ROOT, key(field)).map_err(|error| error.to_string())?;
    let places = versions.iter().map(|(value, _)| value.as_u64().unwrap());
    Ok(places.map(|place| usize::try_from(place).unwrap()).collect())
}

fn key(field: usize) -> String {
    format!("CD-0{field}/verdict")
}
