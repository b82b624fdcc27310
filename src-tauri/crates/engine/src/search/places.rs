//! Where hits lie: read once, and kept until something is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::id::{CampaignId, UnitId, VisitId};

use crate::store::Target;

/// What a hit of a section has in common with the others.
#[derive(Debug)]
pub(crate) struct Section {
    /// The campaign.
    pub(crate) campaign: CampaignId,
    /// The visit, for the section of one.
    pub(crate) visit: Option<VisitId>,
    /// Its unit.
    pub(crate) unit: Option<UnitId>,
    /// Unit and day, or the campaign.
    pub(crate) about: String,
}

/// The visits that are not in the bin, with their campaigns.
pub(crate) type Visits = Arc<[(VisitId, CampaignId)]>;

/// What was read about hits. It holds for one state of the store: everything is forgotten as soon
/// as anything is written, whatever it was.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// What the store told of its changes when this was read.
    changes: u64,
    /// Sections by id; `None` for one in the bin.
    pub(crate) sections: BTreeMap<[u8; 16], Option<Arc<Section>>>,
    /// Whether things were taken away.
    removed: BTreeMap<([u8; 16], [u8; 16], String), bool>,
    /// The visits, once they were asked for.
    pub(crate) visits: Option<Visits>,
}

impl Places {
    /// Forgets what was read before the store told of `changes`.
    pub(crate) fn at(self, changes: u64) -> Self {
        if self.changes == changes { self } else { Self { changes, ..Self::default() } }
    }

    /// Whether the thing that `target` belongs to was taken away; `read` says so the first time.
    pub(crate) fn is_removed<E>(
        &mut self,
        target: &Target,
        read: impl FnOnce() -> Result<bool, E>,
    ) -> Result<bool, E> {
        let thing = (target.section, target.id, target.kind.clone());
        if let Some(known) = self.removed.get(&thing) {
            return Ok(*known);
        }
        let removed = read()?;
        self.removed.insert(thing, removed);
        Ok(removed)
    }
}
