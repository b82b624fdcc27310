//! Files whose structure cannot be read: their signatures are looked for by their words.
//!
//! A signature found so can be shown to be broken. It can never be shown to be sound, since what
//! a viewer would show of such a file is not known here.

use super::{
    byterange::Covered,
    report::{Coverage, Fault, Integrity, Reason, Report, SignatureReport, Verdict},
    signature::{Trust, check, is_timestamp, sayings, settle, unread},
};
use crate::{
    error::PdfError,
    pdf::{Object, Parser, find, rfind},
};

/// More signatures than any paper has.
const SIGNATURES_MAX: usize = 32;
/// How many places that look like one are tried: each may take a walk to the end of the file.
const PLACES_MAX: usize = 256;
const KEY: &[u8] = b"/ByteRange";

/// Judges a file whose form shows no signature: one may be there all the same, left out by the
/// update or by the end of the file that readers follow.
pub(crate) fn dropped(pdf: &[u8], trust: Trust<'_>) -> Option<Report> {
    let mut signatures = signatures(pdf, trust);
    for signature in signatures.iter_mut().filter(|it| it.fault.is_none()) {
        settle(signature, Err(Fault::FileDamaged));
    }
    let (verdict, reasons) = (Verdict::Changed, vec![Reason::SignatureDropped]);
    (!signatures.is_empty()).then_some(Report {
        verdict,
        reasons,
        signatures,
        document_timestamps: Vec::new(),
    })
}

/// Judges a file that could not be read because of `error`.
pub(crate) fn report(pdf: &[u8], error: PdfError, trust: Trust<'_>) -> Report {
    let mut signatures = signatures(pdf, trust);
    if !matches!(error, PdfError::Unsupported(_)) {
        for signature in signatures.iter_mut().filter(|it| it.fault.is_none()) {
            settle(signature, Err(Fault::FileDamaged));
        }
    }
    let mut reasons = vec![Reason::Unreadable(error)];
    for signature in &signatures {
        if let Some(fault) = signature.fault {
            reasons.push(match signature.integrity {
                Integrity::Broken => Reason::SignatureBroken { field: String::new(), fault },
                Integrity::Ok | Integrity::CannotJudge => {
                    Reason::SignatureUnknown { field: String::new(), fault }
                }
            });
        }
    }
    let broken = signatures.iter().any(|it| it.integrity == Integrity::Broken);
    let verdict = if broken { Verdict::Changed } else { Verdict::CannotJudge };
    Report { verdict, reasons, signatures, document_timestamps: Vec::new() }
}

fn signatures(pdf: &[u8], trust: Trust<'_>) -> Vec<SignatureReport> {
    let mut signatures = Vec::new();
    let mut at = 0;
    for _ in 0..PLACES_MAX {
        let Some(place) = pdf.get(at..).and_then(|rest| find(rest, KEY)) else { break };
        at += place + KEY.len();
        if SIGNATURES_MAX <= signatures.len() {
            break;
        }
        signatures.extend(signature(pdf, at, trust));
    }
    signatures
}

/// The signature whose range stands at `at`; nothing when that is not a range at all.
fn signature(pdf: &[u8], at: usize, trust: Trust<'_>) -> Option<SignatureReport> {
    let range = Parser::new(pdf, at).value()?;
    let number = |value: &Object| value.as_int().and_then(|it| usize::try_from(it).ok());
    let numbers: Option<Vec<usize>> = range.as_array()?.iter().map(number).collect();
    let covered = match numbers?.as_slice() {
        [0, before, after, rest] => Covered::checked(*before, *after, *rest, pdf.len())?,
        _ => return None,
    };
    let mut parser = Parser::new(pdf, covered.gap.start);
    let Object::Hex(contents) = parser.value()? else { return None };
    (parser.at == covered.gap.end).then_some(())?;
    let mut report = unread("");
    let whole = covered.end == pdf.len();
    report.covers = if whole { Coverage::WholeFile } else { Coverage::Revision };
    if let Some(object) = pdf.get(..at).and_then(|head| rfind(head, b"obj"))
        && let Some(dict) = Parser::new(pdf, object + b"obj".len()).dictionary()
    {
        if is_timestamp(&dict) {
            return None;
        }
        sayings(&mut report, &dict);
    }
    let outcome = check(&mut report, &contents, &covered.pieces(pdf), (false, trust));
    settle(&mut report, outcome);
    if matches!(report.fault, Some(Fault::ContentsPadding | Fault::SignedAttributes)) {
        report.integrity = Integrity::CannotJudge;
    }
    Some(report)
}
