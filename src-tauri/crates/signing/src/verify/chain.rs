//! From a certificate to an anchor: names, signatures, validity and the right to issue.
//!
//! Revocation is judged afterwards, over the chain that is found here.

use std::cell::Cell;

use chrono::{DateTime, FixedOffset};
use x509_parser::{certificate::X509Certificate, extensions::ParsedExtension};

use super::report::Distrust;
use crate::{Certificate, Validity, cms::is_signed_by};

/// Longer chains are not followed. Real ones have two or three certificates.
const LENGTH_MAX: usize = 8;

/// How many signatures of certificates are checked in one search. Issuers that certified each other
/// lead to more ways than anybody can walk.
const CHECKS_MAX: usize = 200;

/// What is known when a chain is built.
struct Search<'a> {
    anchors: &'a [Certificate],
    others: &'a [Certificate],
    at: DateTime<FixedOffset>,
    /// How many signatures may still be checked.
    left: Cell<usize>,
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
    let search = Search { anchors, others, at, left: Cell::new(CHECKS_MAX) };
    let mut path = search.climb(certificate, &mut Vec::new())?;
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
    let above = others.iter().filter(|it| *it != certificate && may_issue(it, certificate, 0));
    above.take(CHECKS_MAX).find(|it| has_signed(it, certificate))
}

impl<'a> Search<'a> {
    /// `under` are the certificates from the signer's own to the one below `certificate`.
    /// The chain comes with the anchor first.
    fn climb(
        &self,
        certificate: &'a Certificate,
        under: &mut Vec<&'a Certificate>,
    ) -> Result<Vec<Certificate>, Distrust> {
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
        if LENGTH_MAX <= under.len() {
            return Err(Distrust::NoChain);
        }
        under.push(certificate);
        let found = self.climb_above(certificate, under);
        under.pop();
        let mut path = found?;
        path.push(certificate.clone());
        Ok(path)
    }

    /// The chain above `certificate`, which is the last of `path`.
    fn climb_above(
        &self,
        certificate: &'a Certificate,
        path: &mut Vec<&'a Certificate>,
    ) -> Result<Vec<Certificate>, Distrust> {
        let below = path.len().saturating_sub(1);
        let mut reason = Distrust::NoChain;
        for above in self.anchors.iter().chain(self.others) {
            let new = !path.contains(&above) && may_issue(above, certificate, below);
            if !new || !self.spend() || !has_signed(above, certificate) {
                continue;
            }
            match self.climb(above, path) {
                Err(Distrust::NoChain) => {}
                Err(nearer) => reason = nearer,
                found => return found,
            }
        }
        Err(reason)
    }

    /// Takes one check from those that are left; false when there is none.
    fn spend(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        0 < left
    }
}

/// Whether `above` may have issued `certificate`, with `below` CAs under it, by what they say.
fn may_issue(above: &Certificate, certificate: &Certificate, below: usize) -> bool {
    if !certificate.is_issued_by(above) {
        return false;
    }
    let Ok(issuer) = above.parsed() else { return false };
    let is_issuer = issuer.basic_constraints().is_ok_and(|constraints| {
        constraints.is_some_and(|constraints| {
            let room = constraints.value.path_len_constraint;
            let room = room.and_then(|room| usize::try_from(room).ok());
            constraints.value.ca && room.is_none_or(|room| below <= room)
        })
    });
    let may_sign =
        issuer.key_usage().is_ok_and(|usage| usage.is_none_or(|usage| usage.value.key_cert_sign()));
    is_issuer && may_sign
}

fn has_signed(above: &Certificate, certificate: &Certificate) -> bool {
    is_signed_by(certificate.as_der(), above).is_some_and(|fits| fits)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Signer as _,
        der::{oid, tag, wrap, write},
        testing::{key, noon, root},
    };

    /// A certificate of an issuer, by itself, one of many with the same name and key.
    fn crossed(number: u8) -> Certificate {
        let key = key("p256.p12");
        let parsed = key.certificate().parsed().unwrap();
        let name = parsed.subject().as_raw();
        let method = wrap(tag::SEQUENCE, &[&write(tag::OID, oid::ECDSA_SHA256)]);
        let moment = |text: &str| write(tag::UTC_TIME, text.as_bytes());
        let ca = wrap(tag::SEQUENCE, &[&write(tag::BOOLEAN, &[0xff])]);
        let constraints = [write(tag::OID, &[0x55, 0x1d, 0x13]), write(tag::OCTET_STRING, &ca)];
        let extension = wrap(tag::SEQUENCE, &[&constraints.concat()]);
        let body = wrap(
            tag::SEQUENCE,
            &[
                &wrap(tag::CONTEXT_0, &[&write(tag::INTEGER, &[2])]),
                &write(tag::INTEGER, &[number]),
                &method,
                name,
                &wrap(tag::SEQUENCE, &[&moment("200101000000Z"), &moment("400101000000Z")]),
                name,
                parsed.public_key().raw,
                &wrap(0xa3, &[&wrap(tag::SEQUENCE, &[&extension])]),
            ],
        );
        let signature = [vec![0], key.sign(&body).unwrap()].concat();
        let whole = wrap(tag::SEQUENCE, &[&body, &method, &write(tag::BIT_STRING, &signature)]);
        Certificate::from_der(&whole).unwrap()
    }

    #[test]
    fn gives_up_among_issuers_that_all_certified_each_other() {
        let many: Vec<Certificate> = (1..=12).map(crossed).collect();
        let own = many.first().unwrap();
        assert!(issuer_of(own, &many).is_some(), "each issued each");
        assert_eq!(path(own, &many, &root(), Some(noon())), Err(Distrust::NoChain));
        assert_eq!(guess(own, &many).len(), 1);
        let last = many.last().unwrap();
        let found = path(own, &many, std::slice::from_ref(last), Some(noon())).unwrap();
        assert_eq!(found, [own.clone(), last.clone()], "the anchors come first");
    }
}
