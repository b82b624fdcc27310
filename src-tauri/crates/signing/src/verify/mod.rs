//! Reading signatures back: is the paper what was signed, by whom, and what came after.

mod byterange;
mod chain;
mod changes;
pub(crate) mod locks;
mod metadata;
mod report;
mod revisions;
mod scan;
mod signature;

#[cfg(test)]
mod attacks;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

pub use report::{
    Change, Coverage, Distrust, Fault, Integrity, ObjectKind, Reason, Report, SignatureReport,
    Verdict,
};

use crate::{
    Certificate,
    error::{PdfError, Unsupported},
    form::{FieldKind, Form},
    pdf::{Id, Object, PdfFile, find},
};
use changes::Mentions;
use locks::Lock;
use signature::{Trust, examine, settle};

/// Readers look for `%PDF-` in this many bytes, so what stands before it may be hidden there.
const HEADER_WITHIN: usize = 1024;

/// Judges the signatures of a paper.
///
/// `trust` are the certificates to trust. `at` is the moment at which certificates must be valid;
/// without it each signature is taken at its claimed time, which proves nothing. Any bytes may
/// come in: what cannot be read is not judged, and never passes for sound.
pub fn verify(pdf: &[u8], trust: &[Certificate], at: Option<DateTime<FixedOffset>>) -> Report {
    let trust = Trust { anchors: trust, at };
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

/// A field that is signed in some revision.
struct Signed {
    field: String,
    id: Id,
    /// The revision that brought the signature.
    made_in: usize,
    /// The newest revision that shows it.
    shown_in: usize,
}

fn judge(pdf: &[u8], trust: Trust<'_>) -> Result<Report, PdfError> {
    let file = PdfFile::read(pdf)?;
    let signed = signatures(&file)?;
    let mut reports = Vec::new();
    let mut locks = Vec::new();
    let mut seen = BTreeSet::new();
    for it in &signed {
        let inline = PdfError::Unsupported(Unsupported::InlineObject);
        let object = file.object(it.id, it.shown_in)?.ok_or(inline)?;
        let mut report = examine(&file, &object, it.made_in, (&it.field, trust));
        if !seen.insert((it.id, it.made_in)) {
            settle(&mut report, Err(Fault::Shared));
        }
        let lock = match object.value.as_dict() {
            Some(dict) => Lock::read(&file, dict, it.shown_in)?,
            None => Lock::default(),
        };
        report.certifies = lock.certifies.is_some();
        locks.push((it.made_in, lock));
        reports.push(report);
    }
    let mut mentions = Mentions::default();
    let oldest = signed.first().map(|it| it.made_in);
    for at in oldest.map_or(file.newest() + 1, |oldest| oldest + 1)..=file.newest() {
        let earlier: Vec<Lock> =
            locks.iter().filter(|(made, _)| *made < at).map(|(_, lock)| lock.clone()).collect();
        let found = changes::changes(&file, at, &earlier, &mut mentions)?;
        for (it, report) in signed.iter().zip(&mut reports) {
            if it.made_in < at {
                report.later_changes.extend(found.iter().cloned());
            }
        }
    }
    Ok(conclude(reports))
}

/// Every signature of every revision, oldest first: one that a later revision took out counts.
fn signatures(file: &PdfFile<'_>) -> Result<Vec<Signed>, PdfError> {
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
fn conclude(signatures: Vec<SignatureReport>) -> Report {
    if signatures.is_empty() {
        let reasons = vec![Reason::NoSignature];
        return Report { verdict: Verdict::Unsigned, reasons, signatures };
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
    if !signatures.iter().any(|it| it.covers == Coverage::WholeFile) {
        verdict = if verdict == Verdict::Intact { Verdict::Extended } else { verdict };
        reasons.push(Reason::LaterRevision);
    }
    Report { verdict, reasons, signatures }
}
