//! Whether a revision is nothing but an update: objects, a table, a trailer, and no bytes beside.

use crate::pdf::{Entry, Object, PdfFile, Revision};

/// Entries that the trailer of an update may have (ISO 32000-2, table 15), and those of a
/// cross-reference stream (table 17), which is its own trailer.
const TRAILER_KEYS: [&[u8]; 11] = [
    b"Size",
    b"Prev",
    b"Root",
    b"Info",
    b"ID",
    b"Type",
    b"W",
    b"Index",
    b"Length",
    b"Filter",
    b"DecodeParms",
];

/// Whether every byte of revision `at` belongs to an object of its own table, or is white space.
///
/// Bytes that no table names are where a later table, or another reader, finds what was hidden.
pub(crate) fn is_sound(file: &PdfFile<'_>, at: usize) -> bool {
    let Some(revision) = file.revisions.get(at) else { return false };
    has_plain_trailer(revision) && is_tiled(file, revision, at).is_some_and(|tiled| tiled)
}

fn has_plain_trailer(revision: &Revision) -> bool {
    revision.trailer.iter().all(|(key, _)| TRAILER_KEYS.contains(&key))
}

fn is_tiled(file: &PdfFile<'_>, revision: &Revision, at: usize) -> Option<bool> {
    let mut spans = Vec::new();
    for (number, entry) in &revision.entries {
        if let Entry::InUse { generation, .. } = entry {
            spans.push(file.object((*number, *generation), at).ok()??.span.clone());
        }
    }
    spans.sort_by_key(|span| span.start);
    let mut end = revision.start;
    for span in spans {
        let between = file.bytes.get(end..span.start)?;
        if !between.iter().all(u8::is_ascii_whitespace) {
            return Some(false);
        }
        end = span.end;
    }
    let last = file.bytes.get(end..revision.xref_at)?;
    Some(last.iter().all(u8::is_ascii_whitespace))
}

/// Whether the trailers of `at` and of the revision before speak of the same document.
pub(crate) fn keeps_root(file: &PdfFile<'_>, at: usize) -> bool {
    let root = |at: usize| file.revisions.get(at)?.trailer.get("Root").and_then(Object::as_ref);
    at.checked_sub(1).is_none_or(|before| root(before).is_some() && root(before) == root(at))
}

/// Whether the trailers of `at` and of the revision before name the same information dictionary.
pub(crate) fn keeps_info(file: &PdfFile<'_>, at: usize) -> bool {
    let info = |at: usize| file.revisions.get(at).and_then(|it| it.trailer.get("Info").cloned());
    at.checked_sub(1).is_none_or(|before| info(before) == info(at))
}
