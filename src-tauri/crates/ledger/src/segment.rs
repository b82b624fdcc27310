//! What one device wrote since its last segment, under one signature.
//!
//! Signing a run instead of each edit keeps merging within a few times the cost
//! of plain inserts. A segment is stored, forwarded and verified as the bytes
//! that were received; there is no way to a [`Segment`] but through the checks.

use thiserror::Error;

use crate::{
    CborError, Chain, ChainBreak, DeviceKey, DevicePublic, Digest, EnvelopeError, Epoch, Extra,
    Hlc, SealedOp, StreamId,
};

/// The most bytes a segment may have: 1 MiB.
pub const MAX_SEGMENT_BYTES: usize = 1 << 20;

/// What a segment's header and lengths take, with room for fields to come.
const HEADER_ROOM: usize = 2048;
/// What an op takes beside its closed bytes: section, key, lengths.
const OP_ROOM: usize = 64;

/// Why a segment cannot be closed or must not be taken in.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SegmentError {
    /// More than [`MAX_SEGMENT_BYTES`].
    #[error("the segment has {found} bytes, more than {MAX_SEGMENT_BYTES}")]
    TooLong {
        /// How many bytes it has.
        found: usize,
    },
    /// A segment without ops.
    #[error("the segment holds no op")]
    Empty,
    /// Not a signed envelope, or the signature does not fit.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// Header or body are not what they should be.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// The ops do not follow each other, or not what is here.
    #[error(transparent)]
    Chain(#[from] ChainBreak),
    /// The ops belong to another stream than device and epoch give.
    #[error("the ops are of stream {found}, the device writes {expected}")]
    NotOurStream {
        /// The stream of device and epoch.
        expected: StreamId,
        /// The stream of the ops.
        found: StreamId,
    },
    /// The header counts other ops than there are.
    #[error("a segment of stream {stream} claims {claimed} ops and holds {found}")]
    WrongCount {
        /// Whose segment.
        stream: StreamId,
        /// What the header says.
        claimed: u32,
        /// What there is.
        found: usize,
    },
    /// The ops lead to another hash than the header says.
    #[error("the ops of a segment of stream {stream} lead to {found}, not to {claimed}")]
    WrongTip {
        /// Whose segment.
        stream: StreamId,
        /// What the header says.
        claimed: Digest,
        /// Where the ops lead.
        found: Digest,
    },
    /// The segment follows another one than the last that is here.
    #[error("a segment of stream {stream} follows {found}, but {expected} is the last here")]
    OtherPast {
        /// Whose segment.
        stream: StreamId,
        /// The hash of the last segment here.
        expected: Digest,
        /// The hash that it names.
        found: Digest,
    },
}

/// What a closing device says about the segment beside its ops.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SegmentLink {
    /// The epoch in which the device writes.
    pub epoch: Epoch,
    /// The hash of the stream's previous segment, or [`Digest::NONE`].
    pub prev_segment: Digest,
    /// The digest of the charter it acted under.
    pub charter: Digest,
    /// The newest stamp among the ops.
    pub hlc_last: Hlc,
}

/// What a segment says about itself. Readable by anyone, also without a key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SegmentHeader {
    /// Who signed.
    pub device: DevicePublic,
    /// The stream of device and epoch.
    pub stream: StreamId,
    /// The number of the first op.
    pub first_seq: u32,
    /// How many ops there are, at least one.
    pub count: u32,
    /// The hash of the op before the first.
    pub prev_op: Digest,
    /// The hash of the last op.
    pub tip: Digest,
    /// Epoch, previous segment, charter and newest stamp.
    pub link: SegmentLink,
    /// What a newer version added.
    pub extra: Extra,
}

impl SegmentHeader {
    /// The number of the last op.
    pub const fn last_seq(&self) -> u32 {
        self.first_seq.saturating_add(self.count.saturating_sub(1))
    }
}

/// A verified run of ops, with the bytes that prove it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Segment {
    header: SegmentHeader,
    ops: Vec<SealedOp>,
    bytes: Vec<u8>,
}

impl Segment {
    /// Signs a run of ops of this device's stream.
    ///
    /// # Errors
    ///
    /// [`SegmentError::Empty`], [`SegmentError::NotOurStream`], the first
    /// [`ChainBreak`], or [`SegmentError::TooLong`]; see [`Self::fitting`].
    pub fn close(
        link: SegmentLink,
        ops: Vec<SealedOp>,
        key: &DeviceKey,
    ) -> Result<Self, SegmentError> {
        let first = ops.first().ok_or(SegmentError::Empty)?.header();
        let device = key.public();
        let stream = StreamId::of(&device, link.epoch);
        if first.stream != stream {
            return Err(SegmentError::NotOurStream { expected: stream, found: first.stream });
        }
        let mut chain = Chain::resume(stream, first.seq.saturating_sub(1), first.prev);
        let header = SegmentHeader {
            device,
            stream,
            first_seq: first.seq,
            count: u32::try_from(ops.len())
                .map_err(|_| SegmentError::TooLong { found: usize::MAX })?,
            prev_op: first.prev,
            tip: {
                chain.append_all(&ops)?;
                chain.tip()
            },
            link,
            extra: Extra::default(),
        };
        let bytes = header.sign(&ops, key);
        check_size(bytes.len())?;
        Ok(Self { header, ops, bytes })
    }

    /// Returns how many of `ops`, from the first, fit into one segment.
    ///
    /// At least one wherever there is one: an op is never too long for a segment.
    pub fn fitting(ops: &[SealedOp]) -> usize {
        let mut room = MAX_SEGMENT_BYTES.saturating_sub(HEADER_ROOM);
        ops.iter()
            .take_while(|op| {
                let left = room.checked_sub(op.closed().len().saturating_add(OP_ROOM));
                room = left.unwrap_or_default();
                left.is_some()
            })
            .count()
    }

    /// Verifies a segment from its bytes alone, and keeps them.
    ///
    /// Checks size, signature, that the stream is the device's, and that the ops
    /// lead from the hash before the first to the tip. Whether the device has the
    /// right to write is the charter's to say, and whether the segment follows
    /// what is here is asked with [`Self::check_follows`].
    ///
    /// # Errors
    ///
    /// [`SegmentError`]; nothing of the bytes is to be used. Never a panic. Bytes
    /// of an unknown format are worth keeping and relaying.
    pub fn read(bytes: Vec<u8>) -> Result<Self, SegmentError> {
        check_size(bytes.len())?;
        let (header, ops) = SegmentHeader::read(&bytes)?;
        Ok(Self { header, ops, bytes })
    }

    /// Checks that the segment continues `chain`, after the segment `last_segment`.
    ///
    /// # Errors
    ///
    /// [`SegmentError::Chain`] if ops are missing, were here before, or have
    /// another past; [`SegmentError::OtherPast`] if only the segments differ.
    pub fn check_follows(&self, chain: &Chain, last_segment: Digest) -> Result<(), SegmentError> {
        let mut longer = *chain;
        longer.append_all(&self.ops)?;
        let found = self.header.link.prev_segment;
        if found == last_segment {
            Ok(())
        } else {
            let stream = self.header.stream;
            Err(SegmentError::OtherPast { stream, expected: last_segment, found })
        }
    }

    /// What it says about itself.
    pub const fn header(&self) -> &SegmentHeader {
        &self.header
    }

    /// Its ops in order.
    pub fn ops(&self) -> &[SealedOp] {
        &self.ops
    }

    /// The bytes to store and forward.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The SHA-256 of the bytes: what the next segment follows.
    pub fn hash(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}

const fn check_size(found: usize) -> Result<(), SegmentError> {
    if found > MAX_SEGMENT_BYTES { Err(SegmentError::TooLong { found }) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
