//! Laptops of one delegation that hand bundles to each other: whatever the order, the repetition and
//! the malice, all end up with the same, and nothing is lost.

mod custody;
mod histories;
mod hostile;
mod merging;
mod mutations;
mod rights;

use std::io::Cursor;
use std::sync::Arc;

use ::exchange::{ReadFault, read, write};
use ledger::{BundleManifest, CarriedFile, DeviceCard, Role};
use rusqlite::types::Value as Cell;

use super::super::testing::{Counting, Still, still};
use super::super::*;

const CAMPAIGN: [u8; 16] = [1; 16];
const VISIT: [u8; 16] = [2; 16];

struct Laptop {
    store: Store,
    clock: Arc<Still>,
    number: u8,
    folder: tempfile::TempDir,
}

impl Laptop {
    fn new(number: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = still();
        let ports = ports(number, &clock);
        let home = Home::new(folder.path());
        let passphrase = Passphrase::new("mật khẩu");
        let (store, _) = Store::create(&home, &passphrase, KeyCost::CHEAP, ports).unwrap();
        Self { store, clock, number, folder }
    }

    fn name(&self) -> String {
        format!("Người {}", self.number)
    }

    fn card(&mut self) -> DeviceCard {
        let name = self.name();
        DeviceCard::read(&self.store.card((&name, "Chuyên viên", "Sở Nội vụ")).unwrap()).unwrap()
    }

    fn says(&mut self, field: &str, value: &str) -> Option<OpRef> {
        let target = target(field);
        let write = |tx: &mut Tx<'_>| tx.set(&target, value.as_bytes(), Secrecy::Shared);
        self.store.write::<_, StoreError>(write).unwrap().value
    }

    /// What stands at `field`, in the order of time.
    fn hears(&self, field: &str) -> Vec<String> {
        let words = |head: Head| String::from_utf8(head.value.bytes().unwrap().to_vec()).unwrap();
        match self.store.field(&target(field)).unwrap() {
            Field::Absent => Vec::new(),
            Field::Settled(head) => vec![words(head)],
            Field::Disagreement(heads) => heads.into_iter().map(words).collect(),
        }
    }

    /// What it hands over, as the bytes of a bundle.
    fn packs(&mut self) -> Vec<u8> {
        self.packs_of(Wanted::ByOthers)
    }

    fn packs_of(&mut self, wanted: Wanted) -> Vec<u8> {
        let outgoing = self.store.shipment(CAMPAIGN, wanted).unwrap();
        let mut out = Vec::new();
        let mut open = |file: &CarriedFile| outgoing.open(file);
        write(&mut out, &outgoing.recipients, &outgoing.shipment, &mut open).unwrap();
        out
    }

    fn opens(&mut self, bundle: &[u8]) -> Result<Arrival, ReadFault<StoreError>> {
        let identity = self.store.identity().unwrap();
        let drafts = self.store.drafts();
        let mut files = Vec::new();
        let mut take =
            |manifest: &BundleManifest, carried: &CarriedFile, bytes: &mut dyn std::io::Read| {
                let key = manifest.keys.iter().find(|key| key.id == carried.key_id).unwrap();
                let file = (FileDigest(carried.sha256.bytes()), carried.size_bytes);
                let draft = drafts.adopt(file, *key.key.expose(), bytes)?;
                files.push(ArrivedFile { carried: carried.clone(), draft });
                Ok(())
            };
        let bundle = read(&mut &*bundle, &identity, &mut take)?;
        Ok(Arrival { bundle, files })
    }

    fn takes(&mut self, bundle: &[u8]) -> Result<TakenIn, ExchangeFault> {
        let arrival = self.opens(bundle).expect("the bundle is for this laptop");
        self.store.take_in(&arrival)
    }

    fn is_sound(&mut self) -> bool {
        let report = self.store.check().unwrap();
        assert_eq!(report.flaws, []);
        report.is_sound()
    }
}

/// The rows that `statement` asks for.
fn rows(store: &Store, statement: &str) -> Vec<Vec<Cell>> {
    let mut statement = store.connection.prepare(statement).unwrap();
    let width = statement.column_count();
    let cells = |row: &rusqlite::Row<'_>| (0..width).map(|column| row.get(column)).collect();
    statement.query_map([], cells).unwrap().collect::<Result<_, _>>().unwrap()
}

fn ports(number: u8, clock: &Arc<Still>) -> Ports {
    Ports { clock: clock.clone(), randomness: Arc::new(Counting::of_laptop(number)) }
}

fn target(field: &str) -> Target {
    Target::new(VISIT, "answer", VISIT, field)
}

/// A leader with a visit, and so many members who have all of it.
fn delegation(members: u8) -> Vec<Laptop> {
    let mut leader = Laptop::new(1);
    leader.store.write::<_, StoreError>(|tx| tx.place(VISIT, CAMPAIGN)).unwrap();
    leader.says("CD-05/verdict", "met");
    let mut laptops = vec![leader];
    for number in 2..2 + members {
        let mut member = Laptop::new(number);
        admit(&mut laptops[0], &mut member, &[]);
        laptops.push(member);
    }
    let bundle = laptops[0].packs();
    for member in &mut laptops[1..] {
        member.takes(&bundle).unwrap();
    }
    laptops
}

fn admit(leader: &mut Laptop, member: &mut Laptop, areas: &[&str]) {
    let areas = areas.iter().map(|area| (*area).to_owned()).collect();
    let admission = Admission { card: member.card(), role: Role::Member, areas };
    leader.store.admit(CAMPAIGN, &admission, ("Người 1", "Trưởng đoàn", "Sở Nội vụ")).unwrap();
}

/// Everybody hands everybody what they have.
fn meet(laptops: &mut [Laptop]) {
    for _ in 0..2 {
        for from in 0..laptops.len() {
            let bundle = laptops[from].packs();
            for (_, other) in laptops.iter_mut().enumerate().filter(|(to, _)| *to != from) {
                other.takes(&bundle).unwrap();
            }
        }
    }
}
