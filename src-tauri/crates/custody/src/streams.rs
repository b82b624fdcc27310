//! The streams of a record: which ops are here, by their numbers and hashes.

use std::collections::BTreeMap;

use ledger::{Chain, DevicePublic, Digest, OpRef, Segment, SegmentHeader, StreamId};

/// How a run stands to what is here of its stream.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Joint {
    /// It follows.
    Follows,
    /// Ops before it are not here, from this number on.
    Gap(u32),
    /// It follows another past, or has numbers that are taken.
    Broken,
}

/// A run of ops without a gap.
#[derive(Debug)]
struct Run {
    first: u32,
    hashes: Vec<Digest>,
}

impl Run {
    fn hash(&self, seq: u32) -> Option<Digest> {
        let at = usize::try_from(seq.checked_sub(self.first)?).ok()?;
        self.hashes.get(at).copied()
    }

    fn last(&self) -> u32 {
        let count = u32::try_from(self.hashes.len()).unwrap_or(u32::MAX);
        self.first.saturating_add(count).saturating_sub(1)
    }
}

/// What is here of one stream.
#[derive(Debug)]
pub(crate) struct Stream {
    pub(crate) device: DevicePublic,
    end: Chain,
    last_segment: Digest,
    /// In the order of numbers; more than one where ops between them are not here.
    runs: Vec<Run>,
}

impl Stream {
    fn begin(header: &SegmentHeader) -> Self {
        Self {
            device: header.device,
            end: Chain::new(header.stream),
            last_segment: Digest::NONE,
            runs: Vec::new(),
        }
    }

    /// The number of the last op.
    pub(crate) const fn len(&self) -> u32 {
        self.end.len()
    }

    /// The hash of the op number `seq`, if it is here.
    pub(crate) fn hash(&self, seq: u32) -> Option<Digest> {
        self.runs.iter().find_map(|run| run.hash(seq))
    }

    /// The runs of numbers up to `last` that are not here.
    pub(crate) fn lacks(&self, last: u32) -> Vec<(u32, u32)> {
        let mut lacking = Vec::new();
        let mut due = 1_u32;
        for run in &self.runs {
            if due < run.first && due <= last {
                lacking.push((due, run.first.saturating_sub(1).min(last)));
            }
            due = run.last().saturating_add(1);
        }
        if due <= last {
            lacking.push((due, last));
        }
        lacking
    }

    fn take(&mut self, segment: &Segment) -> Joint {
        let header = segment.header();
        let due = self.end.len().saturating_add(1);
        if header.first_seq < due {
            return Joint::Broken;
        }
        let joint = if due < header.first_seq {
            Joint::Gap(due)
        } else if segment.check_follows(&self.end, self.last_segment).is_ok() {
            Joint::Follows
        } else {
            Joint::Broken
        };
        let hashes = segment.ops().iter().map(ledger::SealedOp::hash);
        match self.runs.last_mut() {
            Some(run) if joint != Joint::Gap(due) => run.hashes.extend(hashes),
            Some(_) | None => {
                self.runs.push(Run { first: header.first_seq, hashes: hashes.collect() });
            }
        }
        self.end = Chain::resume(header.stream, header.last_seq(), header.tip);
        self.last_segment = segment.hash();
        joint
    }
}

/// Every stream of a record.
#[derive(Debug, Default)]
pub(crate) struct Streams(BTreeMap<StreamId, Stream>);

impl Streams {
    /// Takes the next segment.
    pub(crate) fn take(&mut self, segment: &Segment) -> Joint {
        let header = segment.header();
        self.0.entry(header.stream).or_insert_with(|| Stream::begin(header)).take(segment)
    }

    pub(crate) fn get(&self, stream: StreamId) -> Option<&Stream> {
        self.0.get(&stream)
    }

    /// The hash of `op`, if it is here.
    pub(crate) fn hash(&self, op: OpRef) -> Option<Digest> {
        self.get(op.stream)?.hash(op.seq)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (StreamId, &Stream)> {
        self.0.iter().map(|(id, stream)| (*id, stream))
    }
}
