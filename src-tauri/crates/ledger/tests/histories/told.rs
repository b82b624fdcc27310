//! Automerge, told afterwards: one document in which every edit that counts is
//! made in the past its author named.
//!
//! Automerge cannot follow live what arrives without what its author had seen, nor
//! take back what a charter ended after others had built on it. So it is given the
//! edits that count in the end, each on the versions it names and nothing else, and
//! finds on its own what is still shown when all those pasts meet.

use std::collections::BTreeSet;

use automerge::ChangeHash;

use crate::live::{actor, document, put, shown};
use crate::sets::Delivered;

/// The places of what stands in each of so many fields.
pub(crate) fn heads(
    delivered: &Delivered<'_>,
    fields: usize,
) -> Result<Vec<BTreeSet<usize>>, String> {
    let mut document = document(0);
    let mut hashes: Vec<Option<ChangeHash>> = vec![None; delivered.written.len()];
    // In the order of writing, which no edit names against.
    for place in delivered.counted() {
        let written = &delivered.written[place];
        let past: Vec<_> = written.names.iter().filter_map(|name| hashes[*name]).collect();
        document.set_actor(actor(written.author));
        hashes[place] = Some(put(&mut document, written.field, place, Some(&past))?);
    }
    (0..fields).map(|field| shown(&document, field)).collect()
}
