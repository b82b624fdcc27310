//! Short names for tests: devices, streams and edits by number.

use proptest::prelude::*;

use crate::{
    Action, Chain, ContentKey, DeviceKey, Epoch, Extra, Hlc, KeyId, OpBody, OpHeader, OpRef,
    SealedOp, SectionId, StreamId, Target, Value, seal_op,
};

pub(crate) fn device(n: u8) -> DeviceKey {
    DeviceKey::from_seed(&[n; 32])
}

pub(crate) fn epoch(n: u8) -> Epoch {
    Epoch::from_bytes([n; 16])
}

/// The stream of device `n` in epoch 1.
pub(crate) fn stream(n: u8) -> StreamId {
    StreamId::of(&device(n).public(), epoch(1))
}

pub(crate) fn op(n: u8, seq: u32) -> OpRef {
    OpRef::new(stream(n), seq)
}

pub(crate) fn section(n: u8) -> SectionId {
    SectionId::from_bytes([n; 16])
}

pub(crate) fn key_id(n: u8) -> KeyId {
    KeyId::from_bytes([n; 16])
}

pub(crate) fn content_key(n: u8) -> ContentKey {
    ContentKey::from_bytes([n; 32])
}

pub(crate) fn target(field: &str) -> Target {
    Target::new("answer", [5; 16], field).unwrap()
}

pub(crate) fn set_of(value: Value, replaces: &[OpRef]) -> OpBody {
    OpBody::new(Hlc::new(1, 0), 1, target("CD-05/verdict"), Action::Set(value), replaces.to_vec())
        .unwrap()
}

pub(crate) fn set(text: &str, replaces: &[OpRef]) -> OpBody {
    set_of(Value::plain(text), replaces)
}

pub(crate) fn header(n: u8, seq: u32) -> OpHeader {
    let prev = crate::Digest::of(b"before");
    OpHeader { stream: stream(n), seq, section: section(1), key_id: key_id(1), prev }
}

/// What device `n` writes into a fresh stream.
pub(crate) fn run(n: u8, texts: &[&str]) -> Vec<SealedOp> {
    let mut chain = Chain::new(stream(n));
    let mut ops = Vec::new();
    for text in texts {
        let header = chain.next_header(section(1), key_id(1)).unwrap();
        let sealed = seal_op(header, &set(text, &[]), &content_key(1)).unwrap();
        chain.append(&sealed).unwrap();
        ops.push(sealed);
    }
    ops
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Cleared),
        prop::collection::vec(any::<u8>(), 0..700).prop_map(Value::Plain),
        (any::<[u8; 16]>(), prop::collection::vec(any::<u8>(), 0..60))
            .prop_map(|(key, sealed)| Value::Locked { key_id: KeyId::from_bytes(key), sealed }),
    ]
}

fn any_op_ref() -> impl Strategy<Value = OpRef> {
    (1..9_u8, 1..2000_u32).prop_map(|(n, seq)| op(n, seq))
}

fn any_action() -> impl Strategy<Value = (Action, usize)> {
    prop_oneof![
        any_value().prop_map(|value| (Action::Set(value), 1)),
        (any_value(), "[a-zđ]{1,20}")
            .prop_map(|(value, reason)| (Action::Resolve { value, reason }, 4)),
        Just((Action::Retract, 1)),
        prop::collection::vec(any::<u8>(), 0..100).prop_map(|bytes| (Action::Seal(bytes), 1)),
        (any_op_ref(), any_value()).prop_map(|(of, value)| (Action::Undo { of, value }, 1)),
        (6..300_u64).prop_map(|code| {
            (Action::Unknown { code, payload: Extra::one(20, &[0x61, 0x61]) }, 4)
        }),
    ]
}

/// Any edit that devices 1 to 8 could write, for device 9 to close.
pub(crate) fn any_body() -> impl Strategy<Value = OpBody> {
    let replaces = prop::collection::vec(any_op_ref(), 1..4);
    let name = "[a-z][A-Z0-9/.-]{0,20}";
    (any::<u64>(), any::<u64>(), name, any::<[u8; 16]>(), any_action(), replaces).prop_map(
        |(hlc, wall, field, id, (action, most), mut replaces)| {
            replaces.truncate(most);
            let target = Target::new("answer", id, field).unwrap();
            OpBody::new(Hlc::from_u64(hlc), wall, target, action, replaces).unwrap()
        },
    )
}
