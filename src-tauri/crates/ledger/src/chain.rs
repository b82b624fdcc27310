//! The chain of one stream: each op names the hash of the one before it.

use thiserror::Error;

use crate::{Digest, KeyId, OpHeader, OpRef, SealedOp, SectionId, StreamId};

/// The first op that does not follow.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ChainBreak {
    /// The op belongs to another stream.
    #[error("op {found} does not belong to stream {expected}")]
    OtherStream {
        /// The stream of the chain.
        expected: StreamId,
        /// The op that came.
        found: OpRef,
    },
    /// Ops are missing in between, or the op was here before.
    #[error("op {found} comes where number {expected} is due")]
    OutOfTurn {
        /// The number that is due.
        expected: u32,
        /// The op that came.
        found: OpRef,
    },
    /// The op follows another past than the one that is here.
    #[error("op {op} follows {found}, but {expected} is the tip here")]
    OtherPast {
        /// The op that came.
        op: OpRef,
        /// The tip here.
        expected: Digest,
        /// The hash that the op names.
        found: Digest,
    },
    /// The stream has written all it can number; a new epoch has to begin.
    #[error("stream {0} is full")]
    Full(StreamId),
}

/// The end of one stream: how many ops there are, and the hash of the last.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Chain {
    stream: StreamId,
    len: u32,
    tip: Digest,
}

impl Chain {
    /// A stream in which nothing is written yet.
    pub const fn new(stream: StreamId) -> Self {
        Self { stream, len: 0, tip: Digest::NONE }
    }

    /// A stream whose `len`-th and last op has the hash `tip`, as it was stored.
    pub const fn resume(stream: StreamId, len: u32, tip: Digest) -> Self {
        Self { stream, len, tip }
    }

    /// The stream.
    pub const fn stream(&self) -> StreamId {
        self.stream
    }

    /// How many ops it has; also the number of the last one.
    pub const fn len(&self) -> u32 {
        self.len
    }

    /// Tells whether nothing is written yet.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The hash of the last op, or [`Digest::NONE`].
    pub const fn tip(&self) -> Digest {
        self.tip
    }

    /// Returns the header for the next op of this stream.
    ///
    /// # Errors
    ///
    /// [`ChainBreak::Full`] after `u32::MAX` ops.
    pub fn next_header(&self, section: SectionId, key_id: KeyId) -> Result<OpHeader, ChainBreak> {
        let seq = self.due()?;
        Ok(OpHeader { stream: self.stream, seq, section, key_id, prev: self.tip })
    }

    /// Takes the next op and returns its hash. On an error the chain is as before.
    ///
    /// # Errors
    ///
    /// [`ChainBreak`] says how the op fails to follow.
    pub fn append(&mut self, op: &SealedOp) -> Result<Digest, ChainBreak> {
        let header = op.header();
        let expected = self.due()?;
        if header.stream != self.stream {
            return Err(ChainBreak::OtherStream { expected: self.stream, found: op.op() });
        }
        if header.seq != expected {
            return Err(ChainBreak::OutOfTurn { expected, found: op.op() });
        }
        if header.prev != self.tip {
            return Err(ChainBreak::OtherPast {
                op: op.op(),
                expected: self.tip,
                found: header.prev,
            });
        }
        self.len = expected;
        self.tip = op.hash();
        Ok(self.tip)
    }

    /// Takes a run of ops, all or none.
    ///
    /// # Errors
    ///
    /// The first [`ChainBreak`]; the chain is then as before.
    pub fn append_all<'o>(
        &mut self,
        ops: impl IntoIterator<Item = &'o SealedOp>,
    ) -> Result<(), ChainBreak> {
        let mut longer = *self;
        for op in ops {
            longer.append(op)?;
        }
        *self = longer;
        Ok(())
    }

    const fn due(&self) -> Result<u32, ChainBreak> {
        match self.len.checked_add(1) {
            Some(seq) => Ok(seq),
            None => Err(ChainBreak::Full(self.stream)),
        }
    }
}

/// Two ops with one name: a device wrote on from a copy of its own past.
///
/// Keep both, raise the alarm, and let a person decide which past counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Fork {
    /// The name that both ops bear.
    pub op: OpRef,
    /// The hash of the one that was here.
    pub known: Digest,
    /// The hash of the one that came.
    pub arrived: Digest,
}

/// Looks among the ops that arrived for the first one that is here with another hash.
///
/// `known` returns the hash of the op stored under a name, if there is one.
/// An op that is here with the same hash is a harmless repetition.
pub fn find_fork<'o>(
    arrived: impl IntoIterator<Item = &'o SealedOp>,
    known: impl Fn(OpRef) -> Option<Digest>,
) -> Option<Fork> {
    arrived.into_iter().find_map(|op| {
        let fork = Fork { op: op.op(), known: known(op.op())?, arrived: op.hash() };
        (fork.known != fork.arrived).then_some(fork)
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{content_key, key_id, op, run, section, set, stream};
    use crate::{open_op, seal_op};

    use super::*;

    #[test]
    fn each_op_follows_the_one_before() {
        let ops = run(1, &["12/40", "12/38", "đạt"]);
        let mut chain = Chain::new(stream(1));

        assert_eq!(chain.append_all(&ops), Ok(()));

        assert_eq!((chain.len(), chain.tip()), (3, ops[2].hash()));
        assert_eq!(ops[0].header().prev, Digest::NONE);
        assert_eq!(ops[2].header().prev, ops[1].hash());
    }

    #[test]
    fn names_the_first_break_and_keeps_the_chain_as_it_was() {
        let mut ops = run(1, &["a", "b", "c"]);
        ops.remove(1);
        let mut chain = Chain::new(stream(1));

        let error = chain.append_all(&ops).unwrap_err();

        assert_eq!(error, ChainBreak::OutOfTurn { expected: 2, found: op(1, 3) });
        assert_eq!(chain, Chain::new(stream(1)));
    }

    #[test]
    fn refuses_an_op_with_another_past() {
        let (ours, theirs) = (run(1, &["a", "b"]), run(1, &["x", "b"]));
        let mut chain = Chain::new(stream(1));
        chain.append(&ours[0]).unwrap();

        let error = chain.append(&theirs[1]).unwrap_err();

        assert!(matches!(error, ChainBreak::OtherPast { op: found, .. } if found == op(1, 2)));
        assert!(matches!(chain.append(&run(2, &["a"])[0]), Err(ChainBreak::OtherStream { .. })));
    }

    #[test]
    fn stays_verifiable_when_the_key_is_destroyed() {
        let ops = run(1, &["họ tên", "b"]);
        assert!(open_op(&ops[0], &content_key(99)).is_err());
        assert_eq!(Chain::new(stream(1)).append_all(&ops), Ok(()));
    }

    #[test]
    fn finds_a_fork_and_lets_repetition_pass() {
        let (ours, theirs) = (run(1, &["a", "b", "c"]), run(1, &["a", "x", "y"]));
        let known = |op: OpRef| ours.iter().find(|our| our.op() == op).map(SealedOp::hash);

        assert_eq!(find_fork(&ours, known), None);
        let fork = find_fork(&theirs, known).unwrap();
        assert_eq!(fork.op, op(1, 2));
        assert_eq!((fork.known, fork.arrived), (ours[1].hash(), theirs[1].hash()));
    }

    #[test]
    fn a_full_stream_asks_for_a_new_epoch() {
        let full = Chain::resume(stream(1), u32::MAX, Digest::of(b"tip"));
        let error = full.next_header(section(1), key_id(1)).unwrap_err();
        assert_eq!(error, ChainBreak::Full(stream(1)));
    }

    #[test]
    fn continues_from_what_was_stored() {
        let ops = run(1, &["a", "b"]);
        let stored = Chain::resume(stream(1), 2, ops[1].hash());

        let header = stored.next_header(section(1), key_id(1)).unwrap();
        let next = seal_op(header, &set("c", &[op(1, 2)]), &content_key(1)).unwrap();

        let mut chain = Chain::new(stream(1));
        assert_eq!(chain.append_all(ops.iter().chain([&next])), Ok(()));
    }
}
