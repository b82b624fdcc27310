//! Bundles and receipts that were changed on their way or by whoever packed them: refused whole, with
//! a reason, and nothing of them is kept.

use ::exchange::Shipment;

use super::histories::chance::Chance;
use super::*;

/// Everything that is recorded, and what is made of it.
const TABLES: [&str; 14] = [
    "select * from op order by stream, seq",
    "select * from segment order by stream, first_seq",
    "select * from charter order by campaign, revision",
    "select * from stream order by id",
    "select * from section order by id",
    "select * from content_key order by id",
    "select * from blob order by sha256",
    "select * from fork order by stream, first_seq, hash",
    "select * from receipt order by digest",
    "select * from acknowledged order by device, stream",
    "select * from version order by section, kind, id, field, stream, seq",
    "select * from superseded order by section, kind, id, field, stream, seq",
    "select * from thing order by kind, id, section",
    "select * from quarantine order by stream, seq",
];

fn everything(store: &Store) -> Vec<Vec<Vec<Cell>>> {
    TABLES.iter().map(|statement| rows(store, statement)).collect()
}

/// A leader who has not got what a member wrote, and what the member would hand over.
struct Handover {
    leader: Laptop,
    outgoing: Outgoing,
    /// As it was a visit earlier, with other contents.
    earlier: Shipment,
}

impl Handover {
    fn new() -> Self {
        let mut laptops = delegation(1);
        let mut member = laptops.pop().unwrap();
        let leader = laptops.pop().unwrap();
        let mut shipments = Vec::new();
        for value in ["một", "hai", "ba"] {
            for field in ["CD-05/note", "CD-06/note"] {
                member.says(field, value);
            }
            shipments.push(member.store.shipment(CAMPAIGN, Wanted::Everything).unwrap());
        }
        let outgoing = shipments.pop().unwrap();
        Self { leader, outgoing, earlier: shipments.remove(0).shipment }
    }

    fn packed(&self, shipment: &Shipment) -> Vec<u8> {
        let mut out = Vec::new();
        let mut open = |file: &CarriedFile| self.outgoing.open(file);
        write(&mut out, &self.outgoing.recipients, shipment, &mut open).unwrap();
        out
    }

    /// Why it is refused; nothing where it is taken in.
    fn refusal(&mut self, bundle: &[u8]) -> Option<String> {
        match self.leader.opens(bundle) {
            Err(fault) => Some(format!("{fault}")),
            Ok(arrival) => self.leader.store.take_in(&arrival).err().map(|fault| fault.to_string()),
        }
    }
}

/// Changes `bytes` somewhere, as disks, programs and people do.
fn change(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let at = chance.below(bytes.len().max(1));
    let end = (at + 1 + chance.below(40)).min(bytes.len());
    match chance.below(8) {
        0..3 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
        3 => bytes.truncate(at),
        4 => drop(bytes.drain(at..end)),
        5 => {
            let run = bytes[at..end].to_vec();
            bytes.splice(at..at, run);
        }
        6 => bytes[at..end].fill(if chance.once_in(2) { u8::MAX } else { 0 }),
        _ => {
            let more = chance.next().to_be_bytes();
            bytes.splice(at..at, more);
        }
    }
}

/// Changes one part of what is packed, or which parts there are.
fn repack(shipment: &mut Shipment, earlier: &Shipment, chance: &mut Chance) {
    let other = match chance.below(3) {
        0 => return change(&mut shipment.contents, chance),
        1 => (&mut shipment.charters, &earlier.charters),
        _ => (&mut shipment.segments, &earlier.segments),
    };
    let (parts, earlier) = other;
    let which = chance.below(parts.len());
    match chance.below(8) {
        0..4 => change(&mut parts[which], chance),
        4 => drop(parts.remove(which)),
        5 => parts.push(parts[which].clone()),
        6 => parts.reverse(),
        _ => parts.splice(.., earlier.iter().cloned()).for_each(drop),
    }
}

fn count(usually: u64, long: u64) -> u64 {
    if crate::long_run() { long } else { usually }
}

#[test]
fn a_bundle_that_was_changed_is_refused_whole_and_the_store_stays_as_it_was() {
    let mut handover = Handover::new();
    let whole = handover.outgoing.shipment.clone();
    let honest = handover.packed(&whole);
    let before = everything(&handover.leader.store);

    for seed in 0..count(400, 500_000) {
        let mut chance = Chance::of(seed);
        let bundle = if chance.once_in(2) {
            let mut bundle = honest.clone();
            change(&mut bundle, &mut chance);
            if bundle == honest {
                continue;
            }
            bundle
        } else {
            let mut shipment = whole.clone();
            repack(&mut shipment, &handover.earlier, &mut chance);
            if (&shipment.contents, &shipment.charters, &shipment.segments)
                == (&whole.contents, &whole.charters, &whole.segments)
            {
                continue;
            }
            handover.packed(&shipment)
        };
        let why = handover.refusal(&bundle);
        assert!(why.is_some_and(|why| !why.is_empty()), "change {seed} was taken in");
        assert!(before == everything(&handover.leader.store), "change {seed} left something");
    }

    assert_eq!(handover.refusal(&honest), None, "and what nobody changed is taken in");
    assert_eq!(handover.leader.hears("CD-06/note"), ["ba"]);
    assert_eq!(handover.leader.store.check().unwrap().strays, Vec::<String>::new());
    assert!(handover.leader.is_sound());
}

#[test]
fn a_receipt_that_was_changed_answers_for_nothing() {
    let mut laptops = delegation(1);
    let [leader, member] = &mut laptops[..] else { panic!() };
    let peer = member.store.device().unwrap();
    leader.says("CD-05/note", "của trưởng đoàn");
    member.takes(&leader.packs()).unwrap();
    let honest = member.store.receipts(CAMPAIGN).unwrap();
    let before = (everything(&leader.store), leader.store.unshared().unwrap());
    assert_ne!(before.1, 0);

    for seed in 0..count(2_000, 500_000) {
        let mut chance = Chance::of(seed);
        let mut receipts = honest.clone();
        for receipt in &mut receipts {
            let whole = receipt.clone();
            while *receipt == whole {
                change(receipt, &mut chance);
            }
        }
        assert_eq!(leader.store.hear(CAMPAIGN, &receipts, peer).unwrap(), []);
        let after = (everything(&leader.store), leader.store.unshared().unwrap());
        assert!(before == after, "change {seed} of a receipt was believed");
    }

    leader.store.hear(CAMPAIGN, &honest, peer).unwrap();
    assert_eq!(leader.store.unshared().unwrap(), 0);
    assert!(leader.is_sound());
}
