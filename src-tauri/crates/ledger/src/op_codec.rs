//! An edit as canonical CBOR. Keys are never reused and never change type.

use crate::cbor::{MapReader, MapWriter, Reader, Writer};
use crate::{
    Action, BadOp, CborError, Extra, Hlc, KeyId, OpBody, OpError, OpRef, StreamId, Target, Value,
};

const HLC: u64 = 0;
const WALL_MS: u64 = 1;
const KIND: u64 = 2;
const ID: u64 = 3;
const FIELD: u64 = 4;
const ACTION: u64 = 5;
const REPLACES: u64 = 6;

/// Keys from here to [`LAST_OF_ACTIONS`] belong to the action, known or not.
const FIRST_OF_ACTIONS: u64 = 16;
const LAST_OF_ACTIONS: u64 = 31;
const VALUE: u64 = 16;
const REASON: u64 = 17;
const OF: u64 = 18;
const MANIFEST: u64 = 19;

const SET: u64 = 1;
const RESOLVE: u64 = 2;
const RETRACT: u64 = 3;
const SEAL: u64 = 4;
const UNDO: u64 = 5;

impl OpBody {
    /// Returns the canonical bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut map = MapWriter::with(self.extra());
        map.put(HLC, |w| w.uint(self.hlc().to_u64()));
        map.put(WALL_MS, |w| w.uint(self.wall_ms()));
        map.put(KIND, |w| w.text(self.target().kind()));
        map.put(ID, |w| w.bytes(&self.target().id()));
        map.put(FIELD, |w| w.text(self.target().field()));
        if !self.replaces().is_empty() {
            map.put(REPLACES, |w| {
                w.array(self.replaces().len());
                self.replaces().iter().for_each(|op| put_op_ref(w, *op));
            });
        }
        put_action(&mut map, self.action());
        map.finish()
    }

    /// Reads what [`Self::encode`] wrote, or a newer version of it.
    ///
    /// # Errors
    ///
    /// [`OpError::Cbor`], [`OpError::Target`] or [`OpError::Rule`]; never a panic,
    /// whatever the bytes are.
    pub fn decode(bytes: &[u8]) -> Result<Self, OpError> {
        let mut map = MapReader::read(bytes)?;
        let hlc = Hlc::from_u64(map.take(HLC, Reader::uint)?);
        let wall_ms = map.take(WALL_MS, Reader::uint)?;
        let kind = map.take(KIND, Reader::text)?;
        let id = map.take(ID, |r| r.bytes()?.try_into().ok())?;
        let field = map.take(FIELD, Reader::text)?;
        let target = Target::new(kind, id, field)?;
        let replaces = map.take_optional(REPLACES, |r| r.list(op_ref))?.unwrap_or_default();
        let followed = replaces.iter().zip(replaces.iter().skip(1));
        if let Some((_, double)) = followed.into_iter().find(|(earlier, later)| earlier >= later) {
            return Err(BadOp::Disordered(*double).into());
        }
        let (action, extra) = take_action(map)?;
        let body = Self::new(hlc, wall_ms, target, action, replaces)?.with_extra(extra);
        if body.encode() == bytes { Ok(body) } else { Err(CborError::NotCanonical.into()) }
    }
}

fn put_action(map: &mut MapWriter, action: &Action) {
    let code = match action {
        Action::Set(value) => {
            map.put(VALUE, |w| put_value(w, value));
            SET
        }
        Action::Resolve { value, reason } => {
            map.put(VALUE, |w| put_value(w, value));
            map.put(REASON, |w| w.text(reason));
            RESOLVE
        }
        Action::Retract => RETRACT,
        Action::Seal(manifest) => {
            map.put(MANIFEST, |w| w.bytes(manifest));
            SEAL
        }
        Action::Undo { of, value } => {
            map.put(VALUE, |w| put_value(w, value));
            map.put(OF, |w| put_op_ref(w, *of));
            UNDO
        }
        Action::Unknown { code, payload } => {
            map.put_extra(payload);
            *code
        }
    };
    map.put(ACTION, |w| w.uint(code));
}

fn take_action(mut map: MapReader<'_>) -> Result<(Action, Extra), CborError> {
    let action = match map.take(ACTION, Reader::uint)? {
        SET => Action::Set(map.take(VALUE, value)?),
        RESOLVE => {
            let value = map.take(VALUE, value)?;
            Action::Resolve { value, reason: map.take(REASON, Reader::text)?.to_owned() }
        }
        RETRACT => Action::Retract,
        SEAL => Action::Seal(map.take(MANIFEST, Reader::bytes)?.to_vec()),
        UNDO => Action::Undo { of: map.take(OF, op_ref)?, value: map.take(VALUE, value)? },
        code => {
            let (payload, extra) = map.rest().split(FIRST_OF_ACTIONS..=LAST_OF_ACTIONS);
            return Ok((Action::Unknown { code, payload }, extra));
        }
    };
    Ok((action, map.rest()))
}

/// Null is cleared, bytes are plain, `[key, bytes]` is locked.
fn put_value(writer: &mut Writer, value: &Value) {
    match value {
        Value::Cleared => writer.null(),
        Value::Plain(bytes) => writer.bytes(bytes),
        Value::Locked { key_id, sealed } => {
            writer.array(2);
            writer.bytes(key_id.as_bytes());
            writer.bytes(sealed);
        }
    }
}

fn value(reader: &mut Reader<'_>) -> Option<Value> {
    if reader.null() {
        return Some(Value::Cleared);
    }
    if reader.is_array() {
        (reader.array()? == 2).then_some(())?;
        let key_id = KeyId::from_slice(reader.bytes()?)?;
        return Some(Value::Locked { key_id, sealed: reader.bytes()?.to_vec() });
    }
    reader.bytes().map(Value::plain)
}

pub(crate) fn put_op_ref(writer: &mut Writer, op: OpRef) {
    writer.array(2);
    writer.bytes(op.stream.as_bytes());
    writer.uint(op.seq.into());
}

pub(crate) fn op_ref(reader: &mut Reader<'_>) -> Option<OpRef> {
    (reader.array()? == 2).then_some(())?;
    Some(OpRef::new(StreamId::from_slice(reader.bytes()?)?, reader.seq()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::testing::{any_body, op, set, target};

    use super::*;

    /// The bytes of a set with one more field.
    fn with_field(key: u64, write: impl FnOnce(&mut Writer)) -> Vec<u8> {
        let fields = MapReader::read(&set("12/40", &[]).encode()).map(MapReader::rest).unwrap();
        let mut map = MapWriter::with(&fields);
        map.put(key, write);
        map.finish()
    }

    #[test]
    fn keeps_keys_of_a_newer_version_byte_for_byte() {
        let bytes = with_field(77, |w| w.text("từ bản sau"));

        let body = OpBody::decode(&bytes).unwrap();

        assert_eq!(body.extra().keys().collect::<Vec<_>>(), [77]);
        assert_eq!(body.encode(), bytes);
    }

    #[test]
    fn keeps_actions_of_a_newer_version_byte_for_byte() {
        let bytes = with_field(ACTION, |w| w.uint(200));

        let body = OpBody::decode(&bytes).unwrap();

        let Action::Unknown { code: 200, payload } = body.action() else { panic!("{body:?}") };
        assert_eq!(payload.keys().collect::<Vec<_>>(), [VALUE]);
        assert!(body.action().is_critical_unknown());
        assert_eq!(body.encode(), bytes);
    }

    #[test]
    fn refuses_a_set_that_replaces_several_when_written_and_when_read() {
        let several = vec![op(1, 1), op(2, 1)];
        let action = Action::Set(Value::Cleared);
        let written = OpBody::new(Hlc::default(), 0, target("a"), action, several);
        assert!(matches!(written, Err(BadOp::ReplacesSeveral { action: "set", found: 2 })));

        let bytes = with_field(REPLACES, |w| {
            w.array(2);
            let mut refs = [op(1, 1), op(2, 1)];
            refs.sort();
            refs.iter().for_each(|op| put_op_ref(w, *op));
        });
        let read = OpBody::decode(&bytes);
        assert!(matches!(read, Err(OpError::Rule(BadOp::ReplacesSeveral { .. }))), "{read:?}");
    }

    #[test]
    fn a_resolve_names_what_it_settles_and_why() {
        let resolve = |reason: &str, replaces| {
            let action = Action::Resolve { value: Value::Cleared, reason: reason.to_owned() };
            OpBody::new(Hlc::default(), 0, target("a"), action, replaces)
        };
        assert_eq!(resolve("đếm lại", vec![]), Err(BadOp::ResolvesNothing));
        assert_eq!(resolve(" ", vec![op(1, 1)]), Err(BadOp::NoReason));
        assert!(resolve("đếm lại", vec![op(1, 1), op(2, 1)]).is_ok());
    }

    #[test]
    fn refuses_a_second_spelling_of_the_same_edit() {
        let bytes = with_field(REPLACES, |w| w.array(0));
        let read = OpBody::decode(&bytes);
        assert_eq!(read, Err(OpError::Cbor(CborError::NotCanonical)));
    }

    #[test]
    fn refuses_replaced_versions_named_twice() {
        let bytes = with_field(REPLACES, |w| {
            w.array(2);
            put_op_ref(w, op(1, 1));
            put_op_ref(w, op(1, 1));
        });
        let read = OpBody::decode(&bytes);
        assert_eq!(read, Err(OpError::Rule(BadOp::Disordered(op(1, 1)))));
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out(body in any_body()) {
            let bytes = body.encode();
            prop_assert_eq!(OpBody::decode(&bytes).unwrap(), body);
        }

        #[test]
        fn any_bytes_are_an_edit_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            drop(OpBody::decode(&bytes).map(|body| body.encode()));
        }

        #[test]
        fn a_changed_edit_still_has_one_spelling(
            body in any_body(),
            at in any::<prop::sample::Index>(),
            byte in any::<u8>(),
        ) {
            let mut bytes = body.encode();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Ok(read) = OpBody::decode(&bytes) {
                prop_assert_eq!(read.encode(), bytes);
            }
        }
    }
}
