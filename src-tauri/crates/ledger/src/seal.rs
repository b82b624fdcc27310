//! What one paper states, exactly.
//!
//! A sealed paper is a pure function of the ops its manifest lists, so later
//! edits can never change it; they only show as having come after the sealing.
//! The digest of the manifest is what is printed on the pages.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::cbor::{MapReader, MapWriter, Reader, Writer};
use crate::op_codec::{op_ref, put_op_ref};
use crate::segment_codec::digest;
use crate::{BadTarget, CborError, Digest, Extra, OpRef, Target};

const FORMAT: u64 = 0;
const CAMPAIGN: u64 = 1;
const SUBJECT: u64 = 2;
const REVISION: u64 = 3;
const PREVIOUS: u64 = 4;
const SEALED_MS: u64 = 5;
const CHECKLIST: u64 = 6;
const CHARTER: u64 = 7;
const HEADS: u64 = 8;
const EVIDENCE: u64 = 9;
const LABELS: u64 = 10;

const VERSION: u64 = 1;

/// Why bytes are not the manifest of a seal.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SealError {
    /// Not canonical CBOR of the right shape.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// A target has no proper name.
    #[error(transparent)]
    Target(#[from] BadTarget),
    /// A manifest of a newer version.
    #[error("the seal has version {0}, which is newer than this program")]
    UnknownVersion(u64),
}

/// A version that a paper states: the op and its hash.
///
/// The hash makes it exact even where a stream has forked.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct StatedHead {
    /// The op.
    pub op: OpRef,
    /// Its hash ([`crate::SealedOp::hash`]).
    pub hash: Digest,
}

/// What one paper states.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SealManifest {
    /// The campaign, by the bytes of a UUID.
    pub campaign: [u8; 16],
    /// What the paper is about, such as a visit, by the bytes of a UUID.
    pub subject: [u8; 16],
    /// 1, then one more for each paper that replaces the one before.
    pub revision: u32,
    /// The digest of the seal this one replaces or, where it is labelled `supplement`, adds to.
    pub previous: Option<Digest>,
    /// What the sealing device's clock showed, in milliseconds since 1970 (UTC).
    pub sealed_ms: u64,
    /// The digest of the checklist version.
    pub checklist: Digest,
    /// The digest of the charter.
    pub charter: Digest,
    /// The heads of every target that the paper states. Several heads of one
    /// target say the same; a disagreement is not sealed.
    pub heads: BTreeMap<Target, BTreeSet<StatedHead>>,
    /// The SHA-256 of every piece of evidence that the paper refers to.
    pub evidence: BTreeSet<Digest>,
    /// What else fixes the paper, by name: layout, vocabulary, program version.
    pub labels: BTreeMap<String, String>,
    /// What a newer version added.
    pub extra: Extra,
}

/// How a target moved on after the sealing.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum DriftKind {
    /// It was written again.
    Rewritten,
    /// It did not exist when the paper was sealed.
    Added,
    /// What the paper states is not here (not yet arrived, or purged).
    Missing,
}

/// A target that stands otherwise than the paper states: "sau khi chốt".
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Drift {
    /// Which target.
    pub target: Target,
    /// How it moved on.
    pub kind: DriftKind,
}

impl SealManifest {
    /// Returns the canonical bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut map = MapWriter::with(&self.extra);
        map.put(FORMAT, |w| w.uint(VERSION));
        map.put(CAMPAIGN, |w| w.bytes(&self.campaign));
        map.put(SUBJECT, |w| w.bytes(&self.subject));
        map.put(REVISION, |w| w.uint(self.revision.into()));
        if let Some(previous) = self.previous {
            map.put(PREVIOUS, |w| w.bytes(previous.as_bytes()));
        }
        map.put(SEALED_MS, |w| w.uint(self.sealed_ms));
        map.put(CHECKLIST, |w| w.bytes(self.checklist.as_bytes()));
        map.put(CHARTER, |w| w.bytes(self.charter.as_bytes()));
        map.put(HEADS, |w| {
            w.array(self.heads.len());
            self.heads.iter().for_each(|(target, heads)| put_heads(w, target, heads));
        });
        map.put(EVIDENCE, |w| {
            w.array(self.evidence.len());
            self.evidence.iter().for_each(|hash| w.bytes(hash.as_bytes()));
        });
        map.put(LABELS, |w| {
            w.array(self.labels.len());
            for (name, label) in &self.labels {
                w.array(2);
                w.text(name);
                w.text(label);
            }
        });
        map.finish()
    }

    /// Reads what [`Self::encode`] wrote, or a newer version of it.
    ///
    /// # Errors
    ///
    /// [`SealError`]; never a panic.
    pub fn decode(bytes: &[u8]) -> Result<Self, SealError> {
        let mut map = MapReader::read(bytes)?;
        let version = map.take(FORMAT, Reader::uint)?;
        if version != VERSION {
            return Err(SealError::UnknownVersion(version));
        }
        let heads = map.take(HEADS, |r| r.list(stated))?;
        let manifest = Self {
            campaign: map.take(CAMPAIGN, |r| r.bytes()?.try_into().ok())?,
            subject: map.take(SUBJECT, |r| r.bytes()?.try_into().ok())?,
            revision: map.take(REVISION, Reader::seq)?,
            previous: map.take_optional(PREVIOUS, digest)?,
            sealed_ms: map.take(SEALED_MS, Reader::uint)?,
            checklist: map.take(CHECKLIST, digest)?,
            charter: map.take(CHARTER, digest)?,
            heads: heads.into_iter().collect::<Result<_, _>>()?,
            evidence: map.take(EVIDENCE, |r| r.list(digest))?.into_iter().collect(),
            labels: map.take(LABELS, |r| r.list(label))?.into_iter().collect(),
            extra: map.rest(),
        };
        if manifest.encode() == bytes { Ok(manifest) } else { Err(CborError::NotCanonical.into()) }
    }

    /// Returns the digest that is printed on the paper.
    pub fn digest(&self) -> Digest {
        Digest::of_parts(&[b"bienban seal 1", &self.encode()])
    }

    /// Lists what moved on since the sealing, in the order of targets.
    ///
    /// `now` holds the heads of every target within the paper's scope.
    pub fn drift(&self, now: &BTreeMap<Target, BTreeSet<StatedHead>>) -> Vec<Drift> {
        let targets: BTreeSet<_> = self.heads.keys().chain(now.keys()).collect();
        targets
            .into_iter()
            .filter_map(|target| {
                let kind = match (self.heads.get(target), now.get(target)) {
                    (Some(stated), Some(now)) if stated == now => return None,
                    (Some(_), Some(_)) => DriftKind::Rewritten,
                    (Some(_), None) => DriftKind::Missing,
                    (None, Some(_) | None) => DriftKind::Added,
                };
                Some(Drift { target: target.clone(), kind })
            })
            .collect()
    }
}

fn put_heads(writer: &mut Writer, target: &Target, heads: &BTreeSet<StatedHead>) {
    writer.array(4);
    writer.text(target.kind());
    writer.bytes(&target.id());
    writer.text(target.field());
    writer.array(heads.len());
    for head in heads {
        writer.array(2);
        put_op_ref(writer, head.op);
        writer.bytes(head.hash.as_bytes());
    }
}

type Stated = (Target, BTreeSet<StatedHead>);

fn stated(reader: &mut Reader<'_>) -> Option<Result<Stated, BadTarget>> {
    (reader.array()? == 4).then_some(())?;
    let kind = reader.text()?;
    let id = reader.bytes()?.try_into().ok()?;
    let field = reader.text()?;
    let heads = reader.list(|head| {
        (head.array()? == 2).then_some(())?;
        Some(StatedHead { op: op_ref(head)?, hash: digest(head)? })
    })?;
    Some(Target::new(kind, id, field).map(|target| (target, heads.into_iter().collect())))
}

fn label(reader: &mut Reader<'_>) -> Option<(String, String)> {
    (reader.array()? == 2).then_some(())?;
    Some((reader.text()?.to_owned(), reader.text()?.to_owned()))
}

#[cfg(test)]
mod tests;
