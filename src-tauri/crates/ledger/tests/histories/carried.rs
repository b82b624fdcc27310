//! Carried: a laptop that has nothing gets the whole history as signed bytes.
//!
//! Here ops are sealed, chained, cut into segments and signed by their authors, and
//! arrive in any order, some twice. What does not follow yet is asked for again. The
//! charter of an op is the one that its segment names by digest.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use ledger::{
    Chain, ChainBreak, Charter, ContentKey, Digest, KeyId, Register, Right, SealedOp, SectionId,
    Segment, SegmentError, SegmentLink, StreamId, open_op, seal_op,
};

use crate::chance::Chance;
use crate::delegation::Written;
use crate::stage::{Device, target};

/// How many ops a device writes at most before it signs.
const RUN: usize = 6;

fn content_key() -> ContentKey {
    ContentKey::from_bytes([3; 32])
}

/// The segments in which `author` signed what it `wrote`, one after the other.
pub(crate) fn sign(
    author: &Device,
    wrote: &[&Written],
    charters: &[Rc<Charter>],
    chance: &mut Chance,
) -> Result<Vec<Vec<u8>>, String> {
    let mut chain = Chain::new(author.stream);
    let mut prev_segment = Digest::NONE;
    let mut signed = Vec::new();
    // A segment names one charter, so a new charter begins a new segment.
    for under in wrote.chunk_by(|one, next| one.under == next.under) {
        let mut rest = under;
        while !rest.is_empty() {
            let (run, after) = rest.split_at(rest.len().min(1 + chance.below(RUN)));
            rest = after;
            let link = SegmentLink {
                epoch: author.epoch,
                prev_segment,
                charter: charters[run[0].under].digest(),
                hlc_last: run[run.len() - 1].body.hlc(),
            };
            let ops = run.iter().map(|written| seal(&mut chain, written));
            let ops = ops.collect::<Result<_, _>>()?;
            let segment = Segment::close(link, ops, &author.key).map_err(|it| it.to_string())?;
            prev_segment = segment.hash();
            signed.push(segment.bytes().to_vec());
        }
    }
    Ok(signed)
}

fn seal(chain: &mut Chain, written: &Written) -> Result<SealedOp, String> {
    let (section, key_id) = (SectionId::from_bytes([1; 16]), KeyId::from_bytes([1; 16]));
    let header = chain.next_header(section, key_id).map_err(|it| it.to_string())?;
    let op = seal_op(header, &written.body, &content_key()).map_err(|it| it.to_string())?;
    chain.append(&op).map_err(|it| it.to_string())?;
    Ok(op)
}

/// The laptop that has nothing.
pub(crate) struct Newcomer {
    charters: Vec<Charter>,
    /// Of each stream, its end and its last segment.
    ends: BTreeMap<StreamId, (Chain, Digest)>,
    fields: Vec<Register>,
}

impl Newcomer {
    pub(crate) fn new(fields: usize, charters: &[Rc<Charter>]) -> Result<Self, String> {
        let read = charters.iter().map(|charter| Charter::read(charter.bytes().to_vec()));
        let charters: Vec<_> = read.collect::<Result<_, _>>().map_err(|it| it.to_string())?;
        Ok(Self { charters, ends: BTreeMap::new(), fields: vec![Register::new(); fields] })
    }

    /// What it reads when all of it has arrived.
    pub(crate) fn reads(
        mut self,
        segments: Vec<Vec<u8>>,
        reserved: bool,
    ) -> Result<Vec<Register>, String> {
        let mut waiting = VecDeque::from(segments);
        let mut put_back = 0;
        while let Some(bytes) = waiting.pop_front() {
            let segment = Segment::read(bytes).map_err(|it| it.to_string())?;
            let stream = segment.header().stream;
            let (chain, last) =
                self.ends.entry(stream).or_insert((Chain::new(stream), Digest::NONE));
            match segment.check_follows(chain, *last) {
                Ok(()) => {
                    chain.append_all(segment.ops()).map_err(|it| it.to_string())?;
                    *last = segment.hash();
                    put_back = 0;
                    self.take(&segment, reserved)?;
                }
                Err(SegmentError::Chain(ChainBreak::OutOfTurn { expected, found })) => {
                    if expected < found.seq {
                        put_back += 1;
                        waiting.push_back(segment.bytes().to_vec());
                    }
                    if waiting.len() < put_back {
                        return Err(format!("{} segments follow nothing", waiting.len()));
                    }
                }
                Err(error) => return Err(error.to_string()),
            }
        }
        Ok(self.fields)
    }

    fn take(&mut self, segment: &Segment, reserved: bool) -> Result<(), String> {
        let header = segment.header();
        let named = self.charters.iter().find(|it| it.digest() == header.link.charter);
        // Its author may have known a charter that nobody who is left does.
        let (Some(named), Some(newest)) = (named, self.charters.last()) else { return Ok(()) };
        for sealed in segment.ops() {
            let body = open_op(sealed, &content_key()).map_err(|it| it.to_string())?;
            let then = named.may(&header.device, body.target().kind(), None);
            let now = newest.counts(&header.device, sealed.op());
            let last = self.fields.len() - 1;
            let is_target = |n: &usize| target(*n, reserved && *n == last) == *body.target();
            let field = (0..=last).find(is_target).unwrap();
            if (then, now) == (Right::Granted, Right::Granted) {
                self.fields[field].apply(sealed.op(), &body);
            }
        }
        Ok(())
    }
}
