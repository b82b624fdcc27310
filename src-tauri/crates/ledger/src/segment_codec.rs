//! A segment as bytes.
//!
//! The header is a map. The body lists section and key pairs once, then each op
//! as the place of its pair and its closed bytes. Stream, numbers and previous
//! hashes are not repeated: they are worked out, so they cannot contradict.

use crate::cbor::{MapReader, MapWriter, Reader};
use crate::envelope::{self, Envelope};
use crate::{
    CborError, Chain, ChainBreak, DeviceKey, DevicePublic, Digest, EnvelopeError, Epoch, Hlc,
    KeyId, SealedOp, SectionId, SegmentError, SegmentHeader, SegmentLink, StreamId,
};

const FORMAT: [u8; 4] = *b"BBS\x01";

const DEVICE: u64 = 0;
const EPOCH: u64 = 1;
const FIRST_SEQ: u64 = 2;
const COUNT: u64 = 3;
const PREV_OP: u64 = 4;
const TIP: u64 = 5;
const PREV_SEGMENT: u64 = 6;
const CHARTER: u64 = 7;
const HLC_LAST: u64 = 8;

const PLACES: u64 = 0;
const OPS: u64 = 1;

type Place = (SectionId, KeyId);

impl SegmentHeader {
    pub(crate) fn sign(&self, ops: &[SealedOp], key: &DeviceKey) -> Vec<u8> {
        envelope::sign(FORMAT, &self.encode(), &encode_ops(ops), key)
    }

    /// Verifies a whole segment.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Self, Vec<SealedOp>), SegmentError> {
        let envelope = Envelope::open(FORMAT, bytes)?;
        let header = Self::decode(envelope.header)?;
        envelope.verify(&header.device).map_err(EnvelopeError::from)?;
        let ops = header.decode_ops(envelope.body)?;
        Ok((header, ops))
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut map = MapWriter::with(&self.extra);
        map.put(DEVICE, |w| w.bytes(self.device.as_bytes()));
        map.put(EPOCH, |w| w.bytes(self.link.epoch.as_bytes()));
        map.put(FIRST_SEQ, |w| w.uint(self.first_seq.into()));
        map.put(COUNT, |w| w.uint(self.count.into()));
        map.put(PREV_OP, |w| w.bytes(self.prev_op.as_bytes()));
        map.put(TIP, |w| w.bytes(self.tip.as_bytes()));
        map.put(PREV_SEGMENT, |w| w.bytes(self.link.prev_segment.as_bytes()));
        map.put(CHARTER, |w| w.bytes(self.link.charter.as_bytes()));
        map.put(HLC_LAST, |w| w.uint(self.link.hlc_last.to_u64()));
        map.finish()
    }

    fn decode(bytes: &[u8]) -> Result<Self, CborError> {
        let mut map = MapReader::read(bytes)?;
        let device = map.take(DEVICE, |r| r.bytes()?.try_into().ok())?;
        let device = DevicePublic::from_bytes(device);
        let epoch = map.take(EPOCH, |r| Epoch::from_slice(r.bytes()?))?;
        Ok(Self {
            device,
            stream: StreamId::of(&device, epoch),
            first_seq: map.take(FIRST_SEQ, |r| r.seq().filter(|seq| *seq > 0))?,
            count: map.take(COUNT, |r| r.seq().filter(|count| *count > 0))?,
            prev_op: map.take(PREV_OP, digest)?,
            tip: map.take(TIP, digest)?,
            link: SegmentLink {
                epoch,
                prev_segment: map.take(PREV_SEGMENT, digest)?,
                charter: map.take(CHARTER, digest)?,
                hlc_last: Hlc::from_u64(map.take(HLC_LAST, Reader::uint)?),
            },
            extra: map.rest(),
        })
    }

    fn decode_ops(&self, body: &[u8]) -> Result<Vec<SealedOp>, SegmentError> {
        let mut map = MapReader::read(body)?;
        let places = map.take(PLACES, |r| r.list(place))?;
        let closed = map.take(OPS, |r| r.list(|op| closed_op(op, &places)))?;
        let (stream, claimed) = (self.stream, self.count);
        if u32::try_from(closed.len()) != Ok(claimed) {
            return Err(SegmentError::WrongCount { stream, claimed, found: closed.len() });
        }
        let mut chain = Chain::resume(stream, self.first_seq.saturating_sub(1), self.prev_op);
        let ops = closed
            .into_iter()
            .map(|((section, key_id), closed)| {
                let op = SealedOp::from_parts(chain.next_header(section, key_id)?, closed.to_vec());
                chain.append(&op)?;
                Ok(op)
            })
            .collect::<Result<Vec<_>, ChainBreak>>()?;
        if chain.tip() == self.tip {
            Ok(ops)
        } else {
            Err(SegmentError::WrongTip { stream, claimed: self.tip, found: chain.tip() })
        }
    }
}

fn encode_ops(ops: &[SealedOp]) -> Vec<u8> {
    let mut places: Vec<Place> = Vec::new();
    let mut at = Vec::new();
    for op in ops {
        let place = (op.header().section, op.header().key_id);
        let known = places.iter().position(|known| *known == place);
        at.push(known.unwrap_or_else(|| {
            places.push(place);
            places.len().saturating_sub(1)
        }));
    }
    let mut map = MapWriter::default();
    map.put(PLACES, |w| {
        w.array(places.len());
        for (section, key_id) in &places {
            w.array(2);
            w.bytes(section.as_bytes());
            w.bytes(key_id.as_bytes());
        }
    });
    map.put(OPS, |w| {
        w.array(ops.len());
        for (op, at) in ops.iter().zip(at) {
            w.array(2);
            w.count(at);
            w.bytes(op.closed());
        }
    });
    map.finish()
}

fn place(reader: &mut Reader<'_>) -> Option<Place> {
    (reader.array()? == 2).then_some(())?;
    Some((SectionId::from_slice(reader.bytes()?)?, KeyId::from_slice(reader.bytes()?)?))
}

fn closed_op<'b>(reader: &mut Reader<'b>, places: &[Place]) -> Option<(Place, &'b [u8])> {
    (reader.array()? == 2).then_some(())?;
    let at = usize::try_from(reader.uint()?).ok()?;
    Some((*places.get(at)?, reader.bytes()?))
}

pub(crate) fn digest(reader: &mut Reader<'_>) -> Option<Digest> {
    Digest::from_slice(reader.bytes()?)
}
