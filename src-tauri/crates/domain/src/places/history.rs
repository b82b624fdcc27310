//! What became of a place, and what it came of: mergers and splits, both ways.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Place, PlaceId, Places};

impl Places {
    /// The places whose end `id` was made of, by id.
    pub fn predecessors(&self, id: PlaceId) -> Vec<&Place> {
        let ids = self.predecessors.get(&id).into_iter().flatten();
        ids.filter_map(|id| self.place(*id)).collect()
    }

    /// What `id` became, the one that took most of it first; empty while it stands.
    pub fn successors(&self, id: PlaceId) -> Vec<&Place> {
        let ids = self.place(id).into_iter().flat_map(|place| &place.successors);
        ids.filter_map(|id| self.place(*id)).collect()
    }

    /// What `id` is by `day`: itself while it stands, else what it became, through every merger.
    pub fn became(&self, id: PlaceId, day: NaiveDate) -> Vec<&Place> {
        let mut found: Vec<&Place> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<PlaceId> = vec![id];
        while let Some(place) = open.pop().and_then(|id| self.place(id)) {
            if !seen.insert(place.id) {
                continue;
            }
            if place.stands_on(day) {
                found.push(place);
            } else {
                open.extend(place.successors.iter().rev());
            }
        }
        found
    }

    /// `id` with everything it came of and everything it became: whose visits tell of it.
    pub fn lineage(&self, id: PlaceId) -> BTreeSet<PlaceId> {
        let before = |id: PlaceId| self.predecessors.get(&id).cloned().unwrap_or_default();
        let after = |id: PlaceId| self.place(id).map_or_else(Vec::new, |it| it.successors.clone());
        let mut all = reach(id, before);
        all.extend(reach(id, after));
        all
    }
}

fn reach(from: PlaceId, next: impl Fn(PlaceId) -> Vec<PlaceId>) -> BTreeSet<PlaceId> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(next(id));
        }
    }
    reached
}
