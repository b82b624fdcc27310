//! What sealed papers state, and whether those ops are here.

use std::collections::BTreeSet;

use ledger::{Digest, ListedPaper, OpRef, SealManifest, StatedHead};

use crate::people::People;
use crate::streams::Streams;
use crate::{Flaw, Remark, SealedPaper};

/// What the ops of manifests are looked for in.
pub(crate) struct Shelf<'a> {
    pub(crate) campaign: [u8; 16],
    pub(crate) people: &'a People,
    pub(crate) streams: &'a Streams,
    /// Ops that stand in forks: a paper names its ops by their hashes, so it may state those.
    pub(crate) forked: &'a BTreeSet<(OpRef, Digest)>,
    pub(crate) files: &'a BTreeSet<Digest>,
    /// The digests of every seal that is here.
    pub(crate) seals: &'a BTreeSet<Digest>,
}

impl Shelf<'_> {
    /// Looks at one paper whose manifest is what its digests say.
    pub(crate) fn judge(&self, manifest: &SealManifest, seal: Digest) -> (Vec<Flaw>, Vec<Remark>) {
        let (mut flaws, mut remarks) = (Vec::new(), Vec::new());
        let by_none = manifest.charter == Digest::NONE;
        if manifest.campaign != self.campaign || !(by_none || self.people.knows(manifest.charter)) {
            flaws.push(Flaw::StrangeSeal { seal });
        }
        let stated = manifest.heads.values().flatten();
        let unproven: Vec<_> = stated.filter(|head| !self.has(head)).collect();
        if let Some(first) = unproven.first() {
            flaws.push(Flaw::Unproven { seal, ops: count(unproven.len()), first: first.op });
        }
        let unlisted = manifest.evidence.difference(self.files).count();
        if unlisted != 0 {
            remarks.push(Remark::EvidenceUnlisted { seal, files: count(unlisted) });
        }
        if manifest.previous.is_some_and(|previous| !self.seals.contains(&previous)) {
            remarks.push(Remark::PreviousAbsent { seal });
        }
        (flaws, remarks)
    }

    fn has(&self, head: &StatedHead) -> bool {
        self.streams.hash(head.op) == Some(head.hash) || self.forked.contains(&(head.op, head.hash))
    }
}

/// What is told of a paper.
pub(crate) fn told(paper: ListedPaper, manifest: &SealManifest) -> SealedPaper {
    SealedPaper {
        seal: paper.seal,
        pdf: paper.pdf,
        current: paper.current,
        revision: manifest.revision,
        sealed_ms: manifest.sealed_ms,
        fields: count(manifest.heads.len()),
        ops: count(manifest.heads.values().map(BTreeSet::len).sum()),
    }
}

pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
