//! Reading signatures back: is the paper what was signed, by whom, and what came after.

pub(crate) mod byterange;
pub(crate) mod chain;
mod changes;
pub(crate) mod locks;
mod metadata;
mod proofs;
mod proven;
mod report;
mod revisions;
mod scan;
mod signature;
mod since;

#[cfg(test)]
mod attacks;

use std::{collections::BTreeSet, rc::Rc};

use chrono::{DateTime, FixedOffset};

pub use proven::{DocumentTimestamp, Level, Revocation, RevocationReason, Timestamp};
pub use report::{
    Change, Coverage, Distrust, Fault, Integrity, ObjectKind, Reason, Report, SignatureReport,
    Verdict,
};

use crate::{
    Certificate,
    dss::Proofs,
    error::{PdfError, Unsupported},
    form::{FieldKind, Form},
    pdf::{Dict, Id, Indirect, Object, PdfFile, find},
};
use changes::Mentions;
use locks::Lock;
use signature::{examine, examine_timestamp, settle};

pub(crate) use proven::timestamp as judge_timestamp;
pub(crate) use signature::{Trust, is_timestamp};
pub use since::added_since;

/// Readers look for `%PDF-` in this many bytes, so what stands before it may be hidden there.
const HEADER_WITHIN: usize = 1024;

/// Judges the signatures of a paper.
///
/// `trust` are the certificates to trust. `at` is the moment at which certificates must be valid;
/// without it each signature is taken at the time that a trusted timestamp proves, or else at its
/// claimed time, which proves nothing. Any bytes may come in: what cannot be read is not judged,
/// and never passes for sound.
pub fn verify(pdf: &[u8], trust: &[Certificate], at: Option<DateTime<FixedOffset>>) -> Report {
    let trust = Trust { anchors: trust, at, proofs: &Proofs::NONE, proven: None };
    let header = pdf.get(..HEADER_WITHIN.min(pdf.len())).and_then(|head| find(head, b"%PDF-"));
    let before = header.unwrap_or(0);
    let body = pdf.get(before..).unwrap_or_default();
    let mut report = match judge(body, trust) {
        Err(PdfError::TrailingBytes { count }) => with_trailing(body, count, trust),
        other => other,
    }
    .unwrap_or_else(|error| scan::report(pdf, error, trust));
    if report.verdict == Verdict::Unsigned
        && let Some(dropped) = scan::dropped(body, trust)
    {
        report = dropped;
    }
    if 0 < before && report.verdict != Verdict::Unsigned {
        // Every covered byte stands elsewhere than it was signed.
        report.reasons.insert(0, Reason::BytesBeforeHeader);
        report.verdict = Verdict::Changed;
        for signature in &mut report.signatures {
            signature.covers = Coverage::Nothing;
            settle(signature, Err(Fault::ByteRangeMalformed));
        }
    }
    report
}

/// Judges what stands before the trailing bytes, so that people learn who signed.
fn with_trailing(pdf: &[u8], count: usize, trust: Trust<'_>) -> Result<Report, PdfError> {
    let sound = pdf.get(..pdf.len().saturating_sub(count)).unwrap_or_default();
    let mut report = judge(sound, trust)?;
    if report.verdict != Verdict::Unsigned {
        report.reasons.insert(0, Reason::BytesAfterEnd);
        report.verdict = Verdict::Changed;
        for signature in &mut report.signatures {
            if signature.covers == Coverage::WholeFile {
                signature.covers = Coverage::Revision;
            }
        }
    }
    Ok(report)
}

/// The paper as it was before the revisions at its end that add nothing but proofs. What cannot be
/// read comes back whole.
pub fn without_proofs(pdf: &[u8]) -> &[u8] {
    let bare = || {
        let file = PdfFile::read(pdf).ok()?;
        let mut at = file.newest();
        while 0 < at {
            let found = changes::changes(&file, at, &[], &mut Mentions::default()).ok()?;
            if !changes::only_prove(&found) {
                break;
            }
            at -= 1;
        }
        (at < file.newest()).then(|| pdf.get(..file.revisions.get(at)?.marker_end)).flatten()
    };
    bare().unwrap_or(pdf)
}

/// A field that is signed in some revision.
pub(crate) struct Signed {
    pub(crate) field: String,
    pub(crate) id: Id,
    /// The revision that brought the signature.
    pub(crate) made_in: usize,
    /// The newest revision that shows it.
    pub(crate) shown_in: usize,
}

/// A signed field with what its signature is read from.
struct Found {
    signed: Signed,
    object: Rc<Indirect>,
    lock: Lock,
    /// Whether another field shows the same signature.
    shared: bool,
}

fn judge(pdf: &[u8], trust: Trust<'_>) -> Result<Report, PdfError> {
    let file = PdfFile::read(pdf)?;
    let found = found(&file)?;
    let proofs = Proofs::read(&file, file.newest());
    let mut judged = Judged::read(&file, &found, Trust { proofs: &proofs, ..trust });
    if let Some(at) = judged.newest_holding() {
        let protected = Proofs::read(&file, at);
        let then = Judged::read(&file, &found, Trust { proofs: &protected, ..trust });
        judged.settle_levels(Some((&then, at)));
    } else {
        judged.settle_levels(None);
    }
    let mut mentions = Mentions::default();
    let oldest = found.first().map(|it| it.signed.made_in);
    for at in oldest.map_or(file.newest() + 1, |oldest| oldest + 1)..=file.newest() {
        let earlier = found.iter().filter(|it| it.signed.made_in < at);
        let earlier: Vec<Lock> = earlier.map(|it| it.lock.clone()).collect();
        let found = changes::changes(&file, at, &earlier, &mut mentions)?;
        for (_, report) in judged.signatures.iter_mut().filter(|(made_in, _)| *made_in < at) {
            report.later_changes.extend(found.iter().cloned());
        }
    }
    Ok(judged.conclude())
}

/// Reads what every signature, and every timestamp over the whole file, consists of.
fn found(file: &PdfFile<'_>) -> Result<Vec<Found>, PdfError> {
    let mut seen = BTreeSet::new();
    let read = |signed: Signed| {
        let inline = PdfError::Unsupported(Unsupported::InlineObject);
        let object = file.object(signed.id, signed.shown_in)?.ok_or(inline)?;
        let empty = Dict::default();
        let lock = Lock::read(file, object.value.as_dict().unwrap_or(&empty), signed.shown_in)?;
        let shared = !seen.insert((signed.id, signed.made_in));
        Ok(Found { signed, object, lock, shared })
    };
    signatures(file)?.into_iter().map(read).collect()
}

/// What was judged so far, each with the revision that brought it.
#[derive(Default)]
struct Judged {
    signatures: Vec<(usize, SignatureReport)>,
    timestamps: Vec<(usize, DocumentTimestamp)>,
}

impl Judged {
    /// Judges each by itself; what proves times comes first.
    fn read(file: &PdfFile<'_>, found: &[Found], trust: Trust<'_>) -> Self {
        let mut judged = Self::default();
        let (timestamps, signatures): (Vec<&Found>, Vec<&Found>) =
            found.iter().partition(|it| it.object.value.as_dict().is_some_and(is_timestamp));
        for Found { signed, object, shared, .. } in timestamps {
            let mut report =
                examine_timestamp(file, object, signed.made_in, (&signed.field, trust));
            if *shared {
                report.timestamp.fault = Some(Fault::Shared);
            }
            judged.timestamps.push((signed.made_in, report));
        }
        for Found { signed, object, lock, shared } in signatures {
            let trust = Trust { proven: judged.proven_after(signed.made_in), ..trust };
            let mut report = examine(file, object, signed.made_in, (&signed.field, trust));
            if *shared {
                settle(&mut report, Err(Fault::Shared));
            }
            report.certifies = lock.certifies.is_some();
            judged.signatures.push((signed.made_in, report));
        }
        judged
    }

    /// Timestamps over the whole file that hold, with the revisions that brought them.
    fn holding(&self) -> impl Iterator<Item = (usize, &Timestamp)> {
        let all = self.timestamps.iter().map(|(at, it)| (*at, &it.timestamp));
        all.filter(|(_, it)| it.fault.is_none())
    }

    fn newest_holding(&self) -> Option<usize> {
        self.holding().map(|(at, _)| at).max()
    }

    fn proven_after(&self, made_in: usize) -> Option<DateTime<FixedOffset>> {
        let later = self.holding().filter(|(at, _)| made_in < *at);
        later.filter_map(|(_, it)| it.proven()).min()
    }

    /// Says how long each signature can be proven. `then` is what was judged by the proofs that
    /// the newest timestamp protects, with the revision of that.
    fn settle_levels(&mut self, then: Option<(&Self, usize)>) {
        let now = self.levels(usize::MAX);
        let then = then.map(|(then, at)| then.levels(at)).unwrap_or_default();
        let then = then.into_iter().map(Some).chain(std::iter::repeat(None));
        for ((now, then), (_, report)) in now.into_iter().zip(then).zip(&mut self.signatures) {
            let archival = now == Level::LongTerm && then == Some(Level::LongTerm);
            report.level = if archival { Level::Archival } else { now };
        }
    }

    /// The level of each signature below [`Level::Archival`], by timestamps from before revision
    /// `before`.
    fn levels(&self, before: usize) -> Vec<Level> {
        let known =
            |it: &Revocation| matches!(it, Revocation::Good { .. } | Revocation::Revoked { .. });
        let level = |(made_in, report): &(usize, SignatureReport)| {
            let own = report.timestamp.iter().filter(|it| it.fault.is_none());
            let later = self.holding().filter(|(at, _)| *made_in < *at && *at < before);
            let mut stamps = own.chain(later.map(|(_, it)| it)).peekable();
            if report.fault.is_some() || stamps.peek().is_none() {
                Level::Basic
            } else if known(&report.revocation) && stamps.any(|it| known(&it.revocation)) {
                Level::LongTerm
            } else {
                Level::Timed
            }
        };
        self.signatures.iter().map(level).collect()
    }

    fn conclude(self) -> Report {
        let timestamps = self.timestamps.into_iter().map(|(_, it)| it).collect();
        conclude(self.signatures.into_iter().map(|(_, it)| it).collect(), timestamps)
    }
}

/// Every signature of every revision, oldest first: one that a later revision took out counts.
pub(crate) fn signatures(file: &PdfFile<'_>) -> Result<Vec<Signed>, PdfError> {
    let mut list: Vec<Signed> = Vec::new();
    for at in (0..=file.newest()).rev() {
        for field in Form::read(file, at)?.fields {
            if field.kind != FieldKind::Signature {
                continue;
            }
            let Some(value) = &field.value else { continue };
            let id = value.as_ref().ok_or(PdfError::Unsupported(Unsupported::InlineObject))?;
            if let Some((made_in, entry)) = file.entry(id.0, at)
                && entry.generation().is_some()
            {
                let known = |known: &Signed| {
                    known.id == id && known.made_in == made_in && known.field == field.name
                };
                if list.iter().any(known) {
                    continue;
                }
                list.push(Signed { field: field.name, id, made_in, shown_in: at });
            } else if file.resolve(&Object::Ref(id), at)? != Object::Null {
                return Err(PdfError::Damaged { at: 0 });
            }
        }
    }
    list.sort_by_key(|it| it.made_in);
    Ok(list)
}

/// Draws the conclusion for the whole file from its signatures.
fn conclude(
    signatures: Vec<SignatureReport>,
    document_timestamps: Vec<DocumentTimestamp>,
) -> Report {
    if signatures.is_empty() {
        let reasons = vec![Reason::NoSignature];
        return Report { verdict: Verdict::Unsigned, reasons, signatures, document_timestamps };
    }
    let mut reasons = Vec::new();
    let mut verdict = Verdict::Intact;
    for signature in &signatures {
        let Some(fault) = signature.fault else { continue };
        let field = signature.field.clone();
        if signature.integrity == Integrity::Broken {
            verdict = Verdict::Changed;
            reasons.push(Reason::SignatureBroken { field, fault });
        } else {
            if verdict == Verdict::Intact {
                verdict = Verdict::CannotJudge;
            }
            reasons.push(Reason::SignatureUnknown { field, fault });
        }
    }
    let own = signatures.iter().filter_map(|it| Some((&it.field, it.timestamp.as_ref()?)));
    let over_all = document_timestamps.iter().map(|it| (&it.field, &it.timestamp));
    for (field, timestamp) in own.chain(over_all) {
        // One made in an unknown way proves nothing, and takes nothing from the paper.
        if let Some(fault) = timestamp.fault
            && fault.integrity() == Integrity::Broken
        {
            if fault.integrity_of_timestamp() == Integrity::Broken {
                verdict = Verdict::Changed;
            } else if verdict == Verdict::Intact {
                verdict = Verdict::CannotJudge;
            }
            reasons.push(Reason::TimestampBroken { field: field.clone(), fault });
        }
    }
    // The oldest signature has seen every change.
    for change in signatures.iter().take(1).flat_map(|it| &it.later_changes) {
        if !change.is_permitted() {
            verdict = Verdict::Changed;
            reasons.push(Reason::Forbidden(change.clone()));
        } else if !matches!(change, Change::Signed { .. }) {
            verdict = if verdict == Verdict::Intact { Verdict::Extended } else { verdict };
            reasons.push(Reason::Added(change.clone()));
        }
    }
    let covers = signatures.iter().map(|it| it.covers);
    let mut covers = covers.chain(document_timestamps.iter().map(|it| it.covers));
    if !covers.any(|covers| covers == Coverage::WholeFile) {
        verdict = if verdict == Verdict::Intact { Verdict::Extended } else { verdict };
        reasons.push(Reason::LaterRevision);
    }
    Report { verdict, reasons, signatures, document_timestamps }
}
