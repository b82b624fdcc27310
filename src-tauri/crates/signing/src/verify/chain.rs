//! From a certificate to an anchor: names, signatures, validity and the right to issue.
//!
//! Revocation is not looked at: it needs the network, or proofs that are not read yet.

use chrono::{DateTime, FixedOffset};
use x509_parser::{certificate::X509Certificate, extensions::ParsedExtension};

use super::report::Distrust;
use crate::{
    Certificate, Validity,
    cms::{Check, Scheme},
    der::{Reader, tag},
};

/// Longer chains are not followed. Real ones have two or three certificates.
const LENGTH_MAX: usize = 8;

/// What is known when a chain is built.
struct Search<'a> {
    anchors: &'a [Certificate],
    others: &'a [Certificate],
    at: DateTime<FixedOffset>,
}

/// Looks for a chain from `certificate` to one of `anchors`, valid at `at`.
///
/// # Errors
///
/// [`Distrust`]: of several attempts, the reason of the one that came nearest.
pub(crate) fn trust(
    certificate: &Certificate,
    others: &[Certificate],
    anchors: &[Certificate],
    at: Option<DateTime<FixedOffset>>,
) -> Result<(), Distrust> {
    if anchors.is_empty() {
        return Err(Distrust::NoAnchor);
    }
    let parsed = certificate.parsed().map_err(|_| Distrust::Unreadable)?;
    let at = at.ok_or(Distrust::NoTime)?;
    let meant_for_signing = parsed.key_usage().is_ok_and(|usage| {
        usage.is_none_or(|usage| usage.value.digital_signature() || usage.value.non_repudiation())
    });
    if !meant_for_signing {
        return Err(Distrust::WrongUse);
    }
    Search { anchors, others, at }.climb(certificate, 0)
}

impl Search<'_> {
    /// `below` counts the certificates between `certificate` and the signer's own.
    fn climb(&self, certificate: &Certificate, below: usize) -> Result<(), Distrust> {
        match certificate.validity_at(self.at) {
            Validity::NotYet => return Err(Distrust::NotYetValid),
            Validity::Expired => return Err(Distrust::Expired),
            Validity::Valid => {}
        }
        let parsed = certificate.parsed().map_err(|_| Distrust::Unreadable)?;
        if has_unknown_critical(&parsed) {
            return Err(Distrust::CriticalExtension);
        }
        if self.anchors.contains(certificate) {
            return Ok(());
        }
        if LENGTH_MAX <= below {
            return Err(Distrust::NoChain);
        }
        let mut reason = Distrust::NoChain;
        for above in self.anchors.iter().chain(self.others) {
            if above == certificate || !issued(above, certificate, below) {
                continue;
            }
            match self.climb(above, below + 1) {
                Ok(()) => return Ok(()),
                Err(Distrust::NoChain) => {}
                Err(nearer) => reason = nearer,
            }
        }
        Err(reason)
    }
}

/// Whether `above` may issue certificates and did issue `certificate`, with `below` CAs under it.
fn issued(above: &Certificate, certificate: &Certificate, below: usize) -> bool {
    if !certificate.is_issued_by(above) {
        return false;
    }
    let Ok(issuer) = above.parsed() else { return false };
    let may_issue = issuer.basic_constraints().is_ok_and(|constraints| {
        constraints.is_some_and(|constraints| {
            let room = constraints.value.path_len_constraint;
            let room = room.and_then(|room| usize::try_from(room).ok());
            constraints.value.ca && room.is_none_or(|room| below <= room)
        })
    });
    let may_sign =
        issuer.key_usage().is_ok_and(|usage| usage.is_none_or(|usage| usage.value.key_cert_sign()));
    may_issue && may_sign && is_signed_by(certificate, &issuer).is_some_and(|fits| fits)
}

/// Checks the signature of a certificate over its own bytes (RFC 5280, 4.1.1).
fn is_signed_by(certificate: &Certificate, issuer: &X509Certificate<'_>) -> Option<bool> {
    let mut whole = Reader(certificate.as_der()).expect(tag::SEQUENCE)?.inside();
    let signed = whole.expect(tag::SEQUENCE)?.whole;
    let algorithm = whole.expect(tag::SEQUENCE)?.inside();
    let (unused_bits, signature) = whole.expect(tag::BIT_STRING)?.value.split_first()?;
    (*unused_bits == 0).then_some(())?;
    let scheme = Scheme::read(algorithm, None)?;
    Some(scheme.check(issuer.public_key(), signed, signature) == Check::Fits)
}

/// Name constraints and policies are not evaluated: where they are critical, trust ends.
fn has_unknown_critical(certificate: &X509Certificate<'_>) -> bool {
    certificate.iter_extensions().any(|extension| {
        extension.critical
            && !matches!(
                extension.parsed_extension(),
                ParsedExtension::BasicConstraints(_)
                    | ParsedExtension::KeyUsage(_)
                    | ParsedExtension::ExtendedKeyUsage(_)
                    | ParsedExtension::CertificatePolicies(_)
                    | ParsedExtension::SubjectAlternativeName(_)
                    | ParsedExtension::SubjectKeyIdentifier(_)
                    | ParsedExtension::AuthorityKeyIdentifier(_)
            )
    })
}
