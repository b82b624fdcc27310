//! Answers about single certificates (RFC 6960): asking, and reading what came.

use chrono::{DateTime, Utc};

use super::standing::{Said, Withdrawal};
use crate::{
    Certificate, RevocationReason, Validity,
    cms::{Digest, is_signed_by, time},
    der::{Element, Reader, oid, tag, wrap, write},
};

/// An `OCSPRequest` for one certificate. The issuer is named by SHA-1, which is what every
/// responder knows; nothing rests on it, since the answer is signed.
pub(crate) fn request(certificate: &Certificate, issuer: &Certificate) -> Option<Vec<u8>> {
    let own = certificate.parsed().ok()?;
    let name = Digest::Sha1.compute(&[own.issuer().as_raw()]);
    let key = Digest::Sha1.compute(&[&issuer.public_bits().ok()?]);
    let algorithm = wrap(tag::SEQUENCE, &[&write(tag::OID, oid::SHA1), &write(tag::NULL, &[])]);
    let id = wrap(
        tag::SEQUENCE,
        &[
            &algorithm,
            &write(tag::OCTET_STRING, &name),
            &write(tag::OCTET_STRING, &key),
            &write(tag::INTEGER, own.raw_serial()),
        ],
    );
    // Request, list of requests, request to be signed, request: one in the other.
    Some((0..4).fold(id, |inner, _| write(tag::SEQUENCE, &inner)))
}

/// What an `OCSPResponse` says of `certificate`; `None` when it is about others or does not hold.
pub(crate) fn read(der: &[u8], certificate: &Certificate, issuer: &Certificate) -> Option<Said> {
    const SUCCESSFUL: &[u8] = &[0];
    let mut reader = Reader(der);
    let mut response = reader.expect(tag::SEQUENCE)?.inside();
    (reader.is_empty() && response.expect(tag::ENUMERATED)?.value == SUCCESSFUL).then_some(())?;
    let mut bytes = response.expect(tag::CONTEXT_0)?.inside().expect(tag::SEQUENCE)?.inside();
    (bytes.expect(tag::OID)?.value == oid::OCSP_BASIC).then_some(())?;
    let basic = Reader(bytes.expect(tag::OCTET_STRING)?.value).expect(tag::SEQUENCE)?;
    let mut parts = basic.inside();
    let mut data = parts.expect(tag::SEQUENCE)?.inside();
    data.optional(tag::CONTEXT_0);
    data.next()?;
    let produced = moment(data.expect(tag::GENERALIZED_TIME)?)?;
    let mut answers = data.expect(tag::SEQUENCE)?.inside();
    is_authentic(basic, issuer, produced)?.then_some(())?;
    while !answers.is_empty() {
        let mut answer = answers.expect(tag::SEQUENCE)?.inside();
        if is_about(answer.expect(tag::SEQUENCE)?, certificate, issuer)? {
            return said(answer);
        }
    }
    None
}

/// Whether the answer is signed by the issuer, or by a certificate that the issuer made for that
/// (RFC 6960, 4.2.2.2).
fn is_authentic(basic: Element<'_>, issuer: &Certificate, at: DateTime<Utc>) -> Option<bool> {
    if is_signed_by(basic.whole, issuer)? {
        return Some(true);
    }
    let mut parts = basic.inside();
    for wanted in [tag::SEQUENCE, tag::SEQUENCE, tag::BIT_STRING] {
        parts.expect(wanted)?;
    }
    let Some(list) = parts.optional(tag::CONTEXT_0) else { return Some(false) };
    let mut list = list.inside().expect(tag::SEQUENCE)?.inside();
    while !list.is_empty() {
        let Ok(responder) = Certificate::from_der(list.next()?.whole) else { continue };
        let may = responder.is_issued_by(issuer)
            && responder.validity_at(at.fixed_offset()) == Validity::Valid
            && responder
                .parsed()
                .ok()?
                .extended_key_usage()
                .ok()?
                .is_some_and(|usage| usage.value.ocsp_signing)
            && is_signed_by(responder.as_der(), issuer).is_some_and(|fits| fits);
        if may && is_signed_by(basic.whole, &responder)? {
            return Some(true);
        }
    }
    Some(false)
}

/// Whether a `CertID` names `certificate`.
fn is_about(id: Element<'_>, certificate: &Certificate, issuer: &Certificate) -> Option<bool> {
    let mut id = id.inside();
    let digest = Digest::of_oid(id.expect(tag::SEQUENCE)?.inside().expect(tag::OID)?.value)?;
    let own = certificate.parsed().ok()?;
    let name = digest.compute(&[own.issuer().as_raw()]);
    let key = digest.compute(&[&issuer.public_bits().ok()?]);
    Some(
        id.expect(tag::OCTET_STRING)?.value == name
            && id.expect(tag::OCTET_STRING)?.value == key
            && id.expect(tag::INTEGER)?.value == own.raw_serial(),
    )
}

/// The rest of a `SingleResponse`, behind its `CertID`.
fn said(mut answer: Reader<'_>) -> Option<Said> {
    let status = answer.next()?;
    let revoked = match status.tag {
        tag::CONTEXT_0_PRIMITIVE => None,
        tag::CONTEXT_1 => {
            let mut inside = status.inside();
            let since = moment(inside.expect(tag::GENERALIZED_TIME)?)?;
            let reason = match inside.optional(tag::CONTEXT_0) {
                Some(code) => {
                    let code = code.inside().expect(tag::ENUMERATED)?.value.first()?;
                    Some(RevocationReason::of_code(*code))
                }
                None => None,
            };
            Some(Withdrawal { since, reason })
        }
        // The responder does not know the certificate.
        _ => return None,
    };
    let this_update = moment(answer.expect(tag::GENERALIZED_TIME)?)?;
    let next_update = match answer.optional(tag::CONTEXT_0) {
        Some(next) => Some(moment(next.inside().expect(tag::GENERALIZED_TIME)?)?),
        None => None,
    };
    Some(Said { this_update, next_update, revoked })
}

fn moment(element: Element<'_>) -> Option<DateTime<Utc>> {
    Some(time(element)?.to_utc())
}
