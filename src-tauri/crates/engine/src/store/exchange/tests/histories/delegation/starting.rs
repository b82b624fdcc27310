//! Starting again: a store closed and opened, put back to a snapshot, its projections made again.

use std::collections::BTreeSet;

use super::Delegation;
use super::checking::tables;
use crate::store::exchange::tests::Laptop;
use crate::store::exchange::tests::histories::chance::Chance;
use crate::store::exchange::tests::histories::stage::secret;
use crate::store::{Home, Ports, Reason, Secret, Store, StoreError, restore_snapshot};

impl Delegation<'_> {
    /// After a store was opened.
    pub(super) fn set_up(&mut self, device: usize) {
        let watched = self.is_watched(device);
        let store = &mut self.laptops[device].store;
        // That nothing is lost when the power fails is tried elsewhere, with kills.
        store.connection.pragma_update(None, "synchronous", "off").unwrap();
        if watched {
            store.heed_arrivals();
        }
        self.memories[device].shown.clear();
    }

    /// Whether somebody sits before an open screen.
    pub(super) fn is_watched(&self, device: usize) -> bool {
        self.plan.watched & (1 << device) != 0
    }

    /// Screens are read anew.
    pub(super) fn look(&mut self, device: usize) {
        let store = &mut self.laptops[device].store;
        store.saw(store.arrivals());
        self.memories[device].shown.clear();
    }

    pub(super) fn restart(&mut self, device: usize, chance: &mut Chance) -> Result<(), String> {
        let is_closed = chance.once_in(2);
        self.reopen(device, is_closed, Store::open)?;
        self.tally.restarted += 1;
        self.check(device)
    }

    pub(super) fn rebuild(&mut self, device: usize) -> Result<(), String> {
        let store = &mut self.laptops[device].store;
        let stored = tables(store);
        store.rebuild().map_err(|error| error.to_string())?;
        self.tally.rebuilt += 1;
        if stored != tables(store) {
            return Err(format!("device {device} stored {stored:?}, not {:?}", tables(store)));
        }
        self.check(device)
    }

    pub(super) fn take_snapshot(&mut self, device: usize) -> Result<(), String> {
        let snapshot = self.laptops[device].store.take_snapshot(Reason::Asked);
        let snapshot = snapshot.map_err(|error| error.to_string())?;
        self.snapshots[device].insert(snapshot.name, self.memories[device].clone());
        Ok(())
    }

    /// Puts any snapshot that is left in the place of the store.
    pub(super) fn put_back(&mut self, device: usize, chance: &mut Chance) -> Result<(), String> {
        let left = self.laptops[device].store.snapshots().map_err(|error| error.to_string())?;
        let left: BTreeSet<_> = left.into_iter().map(|snapshot| snapshot.name).collect();
        let known: Vec<_> = self.snapshots[device].keys().filter(|it| left.contains(*it)).collect();
        if known.is_empty() {
            return Ok(());
        }
        let name = known[chance.below(known.len())].clone();
        let revisions = self.memories[device].revisions;
        self.memories[device] = self.snapshots[device][&name].clone();
        if self.memories[device].revisions != 0 {
            // Nobody forgets a charter of a campaign that is still there.
            self.memories[device].revisions = revisions;
        }
        let restore =
            |home: &Home, secret: &Secret, ports| restore_snapshot(home, secret, &name, ports);
        self.reopen(device, chance.once_in(2), restore)?;
        self.put_back.insert(device);
        self.tally.put_back += 1;
        self.check(device)
    }

    fn reopen(
        &mut self,
        device: usize,
        is_closed: bool,
        open: impl FnOnce(&Home, &Secret, Ports) -> Result<Store, StoreError>,
    ) -> Result<(), String> {
        let Laptop { store, clock, number, folder } = self.laptops.remove(device);
        let (home, ports) = (store.home().clone(), store.ports.clone());
        if is_closed {
            store.close().map_err(|error| error.to_string())?;
        } else {
            drop(store);
        }
        let store = open(&home, &secret(), ports).map_err(|error| error.to_string())?;
        self.laptops.insert(device, Laptop { store, clock, number, folder });
        self.set_up(device);
        Ok(())
    }
}
