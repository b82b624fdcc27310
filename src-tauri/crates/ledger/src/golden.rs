//! Bytes written once must read for ever: hashes of a fixed record.
//!
//! A failure here means the format changed. Give it a new number and keep
//! reading the old one; never mend these hashes.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Action, Chain, Charter, ContentKey, DeviceKey, Digest, Epoch, Hlc, KeyId, OpBody, Register,
    SealManifest, SealedOp, SectionId, Segment, SegmentLink, StatedHead, StreamId, Target, Value,
    open_op, seal_op,
};

const EPOCH: Epoch = Epoch::from_bytes([1; 16]);
const CAMPAIGN: [u8; 16] = [2; 16];
const VISIT: [u8; 16] = [3; 16];
const NOON: u64 = 1_663_200_000_000;

fn device() -> DeviceKey {
    DeviceKey::from_seed(&[4; 32])
}

fn key() -> ContentKey {
    ContentKey::from_bytes([5; 32])
}

fn answer() -> Target {
    Target::new("answer", VISIT, "CD-05/verdict").unwrap()
}

/// One op of each kind, as one device writes them.
fn bodies(chain_stream: StreamId) -> Vec<OpBody> {
    let op = |seq| crate::OpRef::new(chain_stream, seq);
    let edits = [
        (Action::Set(Value::plain("not-met")), vec![]),
        (Action::Set(Value::plain("partly")), vec![op(1)]),
        (Action::Undo { of: op(2), value: Value::plain("not-met") }, vec![op(2)]),
        (Action::Resolve { value: Value::Cleared, reason: "kiểm lại sổ".to_owned() }, vec![op(3)]),
        (Action::Retract, vec![op(4)]),
        (Action::Seal(vec![0xa0]), vec![]),
    ];
    (0_u16..)
        .zip(edits)
        .map(|(n, (action, replaces))| {
            OpBody::new(Hlc::new(NOON, n), NOON, answer(), action, replaces).unwrap()
        })
        .collect()
}

fn ops() -> Vec<SealedOp> {
    let stream = StreamId::of(&device().public(), EPOCH);
    let mut chain = Chain::new(stream);
    let mut ops = Vec::new();
    for body in bodies(stream) {
        let (section, key_id) = (SectionId::from_bytes(VISIT), KeyId::from_bytes([6; 16]));
        let header = chain.next_header(section, key_id).unwrap();
        let op = seal_op(header, &body, &key()).unwrap();
        chain.append(&op).unwrap();
        ops.push(op);
    }
    ops
}

fn charter() -> Charter {
    Charter::alone(CAMPAIGN, [7; 16], NOON, &device())
}

fn segment() -> Segment {
    let link = SegmentLink {
        epoch: EPOCH,
        prev_segment: Digest::NONE,
        charter: charter().digest(),
        hlc_last: Hlc::new(NOON, 5),
    };
    Segment::close(link, ops(), &device()).unwrap()
}

fn manifest() -> SealManifest {
    let ops = ops();
    let first = ops.first().unwrap();
    let stated = BTreeSet::from([StatedHead { op: first.op(), hash: first.hash() }]);
    SealManifest {
        campaign: CAMPAIGN,
        subject: VISIT,
        revision: 1,
        previous: None,
        sealed_ms: NOON,
        checklist: Digest::of(b"cchc 1"),
        charter: charter().digest(),
        heads: BTreeMap::from([(answer(), stated)]),
        evidence: BTreeSet::from([Digest::of(b"photo")]),
        labels: BTreeMap::from([("layout".to_owned(), "nd30-2020".to_owned())]),
        extra: crate::Extra::default(),
    }
}

#[track_caller]
fn is(digest: Digest, expected: &str) {
    assert_eq!(digest.to_string(), expected);
}

#[test]
fn an_op_keeps_its_bytes() {
    is(
        ops().last().unwrap().hash(),
        "d54b9d85058d8bf7c528b1a965b8a7ebec9fcfd1900314942eb7150b65a9c4e0",
    );
}

#[test]
fn a_segment_keeps_its_bytes() {
    is(segment().hash(), "973bc606c752e664f7c91f3dd51013d1c36038cfa16de1a113cfd49525fefae4");
}

#[test]
fn a_charter_keeps_its_bytes() {
    is(charter().digest(), "acefba1454a04ea3f83ab8e3784d08f5c0e5a146b32b687ab7023106b963805f");
}

#[test]
fn a_seal_keeps_its_digest() {
    is(manifest().digest(), "ef291b9a512dd242350f4ffb22ba5d2d9fd21db3b31708cad4d984afd5de0f30");
}

#[test]
fn a_record_reads_from_its_bytes_and_its_key_alone() {
    let segment = Segment::read(segment().bytes().to_vec()).unwrap();
    let mut register = Register::new();

    for op in segment.ops() {
        register.apply(op.op(), &open_op(op, &key()).unwrap());
    }

    let heads: Vec<_> = register.heads().map(|head| head.op.seq).collect();
    assert_eq!(heads, [5, 6]);
}
