//! Judging one signature by itself: its range, its container, its certificate.

use chrono::{DateTime, FixedOffset, NaiveDateTime};

use super::{
    byterange::Covered,
    proven,
    report::{Coverage, Distrust, Fault, Integrity, SignatureReport},
};
use crate::{
    Certificate, DocumentTimestamp, Level, Revocation,
    cms::{CmsFault, SignedCms},
    der::definite,
    dss::{self, Proofs},
    pdf::{Dict, Indirect, Object, PdfFile},
};

/// Whom to trust, when, and on what proofs.
#[derive(Clone, Copy)]
pub(crate) struct Trust<'a> {
    pub(crate) anchors: &'a [Certificate],
    /// The moment to judge validity at; the proven time where there is none, or else the claimed.
    pub(crate) at: Option<DateTime<FixedOffset>>,
    /// What the paper itself brings.
    pub(crate) proofs: &'a Proofs,
    /// The earliest time that timestamps over the whole file prove for a signature.
    pub(crate) proven: Option<DateTime<FixedOffset>>,
}

/// Judges the signature object `signature`, which the revision `made_in` brought.
pub(crate) fn examine(
    file: &PdfFile<'_>,
    signature: &Indirect,
    made_in: usize,
    (field, trust): (&str, Trust<'_>),
) -> SignatureReport {
    let empty = Dict::default();
    let dict = signature.value.as_dict().unwrap_or(&empty);
    let contents = dict.get("Contents").and_then(Object::as_bytes).unwrap_or_default();
    let mut report = unread(field);
    sayings(&mut report, dict);
    let covered = match Covered::read(file, signature, made_in) {
        Ok(covered) => {
            let whole = made_in == file.newest();
            report.covers = if whole { Coverage::WholeFile } else { Coverage::Revision };
            Ok(covered)
        }
        Err(fault) => Err(fault),
    };
    let must_name = match dict.get("SubFilter").and_then(Object::as_name) {
        Some(b"ETSI.CAdES.detached") => Some(true),
        Some(b"adbe.pkcs7.detached") => Some(false),
        _ => None,
    };
    let outcome = match (covered, must_name) {
        (Err(fault), _) => {
            if let Some((der, _)) = definite(contents)
                && let Ok(cms) = SignedCms::read(&der)
            {
                describe(&mut report, &cms);
            }
            report.distrust = Some(Distrust::Broken);
            Err(fault)
        }
        (Ok(_), None) => Err(Fault::UnknownKind),
        (Ok(covered), Some(must_name)) => {
            check(&mut report, contents, &covered.pieces(file.bytes), (must_name, trust))
        }
    };
    settle(&mut report, outcome);
    report
}

/// Whether a signature dictionary is that of a timestamp over the whole file.
pub(crate) fn is_timestamp(dict: &Dict) -> bool {
    dict.get("SubFilter").and_then(Object::as_name) == Some(b"ETSI.RFC3161")
}

/// Judges a timestamp over the whole file, which the revision `made_in` brought.
pub(crate) fn examine_timestamp(
    file: &PdfFile<'_>,
    signature: &Indirect,
    made_in: usize,
    (field, trust): (&str, Trust<'_>),
) -> DocumentTimestamp {
    let empty = Dict::default();
    let dict = signature.value.as_dict().unwrap_or(&empty);
    let contents = dict.get("Contents").and_then(Object::as_bytes).unwrap_or_default();
    let whole = made_in == file.newest();
    let (pieces, covers, fault) = match Covered::read(file, signature, made_in) {
        Ok(covered) if whole => (covered.pieces(file.bytes), Coverage::WholeFile, None),
        Ok(covered) => (covered.pieces(file.bytes), Coverage::Revision, None),
        Err(fault) => ([&[][..]; 2], Coverage::Nothing, Some(fault)),
    };
    let mut timestamp = proven::timestamp(contents, &pieces, trust);
    timestamp.fault = fault.or(timestamp.fault);
    DocumentTimestamp { field: field.to_owned(), covers, timestamp }
}

/// A signature of which nothing is known yet.
pub(crate) fn unread(field: &str) -> SignatureReport {
    SignatureReport {
        signer: String::new(),
        certificate: None,
        field: field.to_owned(),
        integrity: Integrity::CannotJudge,
        fault: None,
        covers: Coverage::Nothing,
        trusted: false,
        distrust: Some(Distrust::Unreadable),
        certifies: false,
        claimed_time: None,
        trusted_time: None,
        timestamp: None,
        revocation: Revocation::Unknown,
        level: Level::Basic,
        reason: None,
        later_changes: Vec::new(),
    }
}

/// Notes what a signature dictionary says of itself.
pub(crate) fn sayings(report: &mut SignatureReport, dict: &Dict) {
    report.claimed_time = dict.get("M").and_then(Object::as_words).and_then(|it| pdf_date(&it));
    report.reason = dict.get("Reason").and_then(Object::as_words);
}

/// Notes who claims to have signed, even where the signature does not hold.
fn describe(report: &mut SignatureReport, cms: &SignedCms<'_>) {
    if let Some(certificate) = cms.certificate() {
        certificate.subject().clone_into(&mut report.signer);
        report.certificate = Some(certificate.clone());
    }
}

/// Checks a container over the bytes it covers, and whether its certificate is trusted.
pub(crate) fn check(
    report: &mut SignatureReport,
    contents: &[u8],
    pieces: &[&[u8]],
    (must_name, trust): (bool, Trust<'_>),
) -> Result<(), Fault> {
    let (der, padding) = definite(contents).ok_or(Fault::CmsUnreadable)?;
    let cms = SignedCms::read(&der)?;
    describe(report, &cms);
    if padding.iter().any(|byte| *byte != 0) {
        return Err(Fault::ContentsPadding);
    }
    if must_name && !cms.names_certificate {
        return Err(Fault::SignedAttributes);
    }
    report.claimed_time = report.claimed_time.or(cms.signing_time);
    let token = cms.timestamps.first();
    report.timestamp = token.map(|token| proven::timestamp(token, &[cms.signature], trust));
    let stamped = report.timestamp.as_ref().and_then(proven::Timestamp::proven);
    report.trusted_time = stamped.into_iter().chain(trust.proven).min();
    if let Some(certificate) = cms.certificate() {
        judge(report, certificate, &cms.certificates, trust);
    }
    Ok(cms.check(pieces)?)
}

/// Judges whether the signer's certificate is trusted, and whether it was revoked.
fn judge(
    report: &mut SignatureReport,
    certificate: &Certificate,
    others: &[Certificate],
    trust: Trust<'_>,
) {
    let sure = trust.at.or(report.trusted_time);
    let at = sure.or(report.claimed_time);
    let (chain, distrust) = proven::chain(certificate, others, trust, at);
    report.distrust = distrust;
    // Whoever has the key can claim any time, so a claim does not save a revoked certificate.
    let condemns = |it: &dss::Withdrawal| sure.is_none_or(|sure| it.since <= sure);
    let standing = dss::of_chain(&chain, trust.anchors, trust.proofs, at, &condemns);
    report.revocation = standing.revocation;
    if standing.condemned && report.distrust.is_none() {
        report.distrust = Some(Distrust::Revoked);
    }
}

/// Draws the conclusion from `outcome`. A signature that does not hold makes nobody trusted.
pub(crate) fn settle(report: &mut SignatureReport, outcome: Result<(), Fault>) {
    report.fault = outcome.err();
    report.integrity = report.fault.map_or(Integrity::Ok, Fault::integrity);
    if report.fault.is_some() && report.distrust.is_none() {
        report.distrust = Some(Distrust::Broken);
    }
    report.trusted = report.distrust.is_none();
}

impl From<CmsFault> for Fault {
    fn from(fault: CmsFault) -> Self {
        match fault {
            CmsFault::Unreadable => Self::CmsUnreadable,
            CmsFault::Attributes => Self::SignedAttributes,
            CmsFault::CertificateMissing => Self::CertificateMissing,
            CmsFault::CertificateSwapped => Self::CertificateSwapped,
            CmsFault::DigestMismatch => Self::DigestMismatch,
            CmsFault::SignatureMismatch => Self::SignatureMismatch,
            CmsFault::Weak => Self::Weak,
            CmsFault::UnknownAlgorithm => Self::UnknownAlgorithm,
        }
    }
}

/// Reads a date as PDF writes it (ISO 32000-2, 7.9.4). Without a zone it counts as UTC.
fn pdf_date(text: &str) -> Option<DateTime<FixedOffset>> {
    let text = text.strip_prefix("D:")?;
    let naive = NaiveDateTime::parse_from_str(text.get(..14)?, "%Y%m%d%H%M%S").ok()?;
    let zone = text.get(14..)?;
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let part = |from: usize| digits.get(from..from + 2).and_then(|it| it.parse::<i32>().ok());
    let seconds = part(0).unwrap_or(0) * 3600 + part(2).unwrap_or(0) * 60;
    let seconds = if zone.starts_with('-') { -seconds } else { seconds };
    naive.and_local_timezone(FixedOffset::east_opt(seconds)?).single()
}
