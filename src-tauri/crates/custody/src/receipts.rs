//! Who answers for which ops, and whether those are here.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{DevicePublic, Digest, OpRef, Receipt, StreamId};

use crate::Flaw;
use crate::streams::Streams;

/// What somebody answered for, and when, by their clock.
#[derive(Clone, Copy, Debug)]
struct Answer {
    seq: u32,
    wall_ms: u64,
}

type Whose = (DevicePublic, StreamId);

/// What every device answers for.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// The furthest op of each stream that a device answers for.
    furthest: BTreeMap<Whose, Answer>,
    /// The first op of each stream for which a device answers by another hash than the one here.
    altered: BTreeMap<Whose, Answer>,
    /// The furthest op of each stream that is here just as a device other than its author answers.
    confirmed: BTreeMap<StreamId, u32>,
    files: BTreeSet<Digest>,
}

impl Answers {
    /// Takes a receipt whose signature fits, of a device that takes part.
    pub(crate) fn take(&mut self, receipt: &Receipt, streams: &Streams) {
        let (by, draft) = (receipt.device(), receipt.draft());
        for holding in &draft.holds {
            let OpRef { stream, seq } = holding.last;
            let answer = Answer { seq, wall_ms: draft.wall_ms };
            let furthest = self.furthest.entry((by, stream)).or_insert(answer);
            if furthest.seq < seq {
                *furthest = answer;
            }
            match streams.hash(holding.last) {
                Some(hash) if hash == holding.tip => self.confirm(by, holding.last, streams),
                Some(_) => {
                    let first = self.altered.entry((by, stream)).or_insert(answer);
                    if seq < first.seq {
                        *first = answer;
                    }
                }
                None => {}
            }
        }
        self.files.extend(&draft.files);
    }

    fn confirm(&mut self, by: DevicePublic, op: OpRef, streams: &Streams) {
        if streams.get(op.stream).is_some_and(|stream| stream.device != by) {
            let furthest = self.confirmed.entry(op.stream).or_default();
            *furthest = op.seq.max(*furthest);
        }
    }

    /// Everything that somebody answers for and that is not here, or is another one. What `writer`, who
    /// made the record, answers for itself comes after what others do: they can give it back.
    pub(crate) fn flaws(&self, streams: &Streams, writer: DevicePublic) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        for ((by, id), Answer { seq, wall_ms }) in &self.furthest {
            let stream = streams.get(*id);
            let lacking = stream.map_or_else(|| vec![(1, *seq)], |stream| stream.lacks(*seq));
            flaws.extend(lacking.into_iter().map(|(first, last)| Flaw::Missing {
                by: *by,
                wall_ms: *wall_ms,
                device: stream.map(|stream| stream.device),
                first: OpRef::new(*id, first),
                last,
            }));
        }
        flaws.sort_by_key(|flaw| matches!(flaw, Flaw::Missing { by, .. } if *by == writer));
        for ((by, id), Answer { seq, wall_ms }) in &self.altered {
            flaws.extend(streams.get(*id).map(|stream| Flaw::Altered {
                by: *by,
                wall_ms: *wall_ms,
                device: stream.device,
                op: OpRef::new(*id, *seq),
            }));
        }
        flaws
    }

    /// How many ops nobody but their author answers for.
    pub(crate) fn unconfirmed(&self, streams: &Streams) -> u32 {
        streams.iter().fold(0, |sum, (id, stream)| {
            let confirmed = self.confirmed.get(&id).copied().unwrap_or_default();
            sum.saturating_add(stream.len().saturating_sub(confirmed))
        })
    }

    /// How many files somebody answers for that are not among `listed`.
    pub(crate) fn files_beside(&self, listed: &BTreeSet<Digest>) -> u32 {
        u32::try_from(self.files.difference(listed).count()).unwrap_or(u32::MAX)
    }
}
