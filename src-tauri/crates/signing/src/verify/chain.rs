//! From a certificate to an anchor: names, signatures, validity and the right to issue.
//!
//! Revocation is judged afterwards, over the chain that is found here.

use chrono::{DateTime, FixedOffset};
use x509_parser::{certificate::X509Certificate, extensions::ParsedExtension};

use super::report::Distrust;
use crate::{Certificate, Validity, cms::is_signed_by};

/// Longer chains are not followed. Real ones have two or three certificates.
const LENGTH_MAX: usize = 8;

/// What is known when a chain is built.
struct Search<'a> {
    anchors: &'a [Certificate],
    others: &'a [Certificate],
    at: DateTime<FixedOffset>,
}

/// Looks for a chain from `certificate` to one of `anchors`, valid at `at`; both ends are in it.
///
/// # Errors
///
/// [`Distrust`]: of several attempts, the reason of the one that came nearest.
pub(crate) fn path(
    certificate: &Certificate,
    others: &[Certificate],
    anchors: &[Certificate],
    at: Option<DateTime<FixedOffset>>,
) -> Result<Vec<Certificate>, Distrust> {
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
    let mut path = Search { anchors, others, at }.climb(certificate, 0)?;
    path.reverse();
    Ok(path)
}

/// As much of a chain as can be told from the certificates at hand, whoever may be trusted.
pub(crate) fn guess(certificate: &Certificate, others: &[Certificate]) -> Vec<Certificate> {
    let mut chain = vec![certificate.clone()];
    while let Some(last) = chain.last()
        && !last.is_self_issued()
        && chain.len() < LENGTH_MAX
    {
        let Some(above) = issuer_of(last, others) else { break };
        chain.push(above.clone());
    }
    chain
}

/// The certificate among `others` that issued `certificate`.
pub(crate) fn issuer_of<'a>(
    certificate: &Certificate,
    others: &'a [Certificate],
) -> Option<&'a Certificate> {
    others.iter().find(|above| *above != certificate && issued(above, certificate, 0))
}

impl Search<'_> {
    /// `below` counts the certificates between `certificate` and the signer's own.
    /// The chain comes with the anchor first.
    fn climb(&self, certificate: &Certificate, below: usize) -> Result<Vec<Certificate>, Distrust> {
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
            return Ok(vec![certificate.clone()]);
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
                Ok(mut path) => {
                    path.push(certificate.clone());
                    return Ok(path);
                }
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
    may_issue && may_sign && is_signed_by(certificate.as_der(), above).is_some_and(|fits| fits)
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
