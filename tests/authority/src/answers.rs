//! What authorities answer: timestamps (RFC 3161), single answers (RFC 6960), lists (RFC 5280).

use chrono::{DateTime, Utc};
use ring::digest::{SHA256, digest};

use crate::Holder;
use crate::certificates::algorithm;
use crate::der::{elements, inside, integer, octets, oid, sequence, short_time, time, wrap};

/// From when and until when an answer counts.
type Span = (DateTime<Utc>, DateTime<Utc>);

pub(crate) fn stamp(
    clock: &Holder,
    above: &[&Holder],
    request: &[u8],
    now: DateTime<Utc>,
) -> Vec<u8> {
    let asked = elements(inside(request, &[0]));
    let imprint = asked.get(1).unwrap().2;
    let nonce = asked.iter().skip(2).find(|(tag, ..)| *tag == 2).map_or(&[][..], |it| it.2);
    let info = sequence(&[
        &integer(1),
        &oid("1.3.6.1.4.1.99999.1"),
        imprint,
        &integer(77),
        &time(now),
        nonce,
    ]);
    let granted = sequence(&[&integer(0)]);
    sequence(&[&granted, &token(clock, above, &info)])
}

/// A signed container around the statement of a time.
fn token(clock: &Holder, above: &[&Holder], info: &[u8]) -> Vec<u8> {
    let kind = oid("1.2.840.113549.1.9.16.1.4");
    let sha256 = sequence(&[&oid("2.16.840.1.101.3.4.2.1")]);
    let attribute = |name: &str, value: &[u8]| sequence(&[&oid(name), &wrap(0x31, &[value])]);
    let named = octets(digest(&SHA256, &clock.certificate).as_ref());
    let named = sequence(&[&sequence(&[&sequence(&[&named])])]);
    let mut attributes = [
        attribute("1.2.840.113549.1.9.3", &kind),
        attribute("1.2.840.113549.1.9.4", &octets(digest(&SHA256, info).as_ref())),
        attribute("1.2.840.113549.1.9.16.2.47", &named),
    ];
    attributes.sort();
    let attributes = attributes.concat();
    let signature = clock.sign(&wrap(0x31, &[&attributes]));
    let issuer = above.first().unwrap();
    let signer = sequence(&[
        &integer(1),
        &sequence(&[&issuer.name, &integer(clock.serial)]),
        &sha256,
        &wrap(0xa0, &[&attributes]),
        &algorithm(),
        &octets(&signature),
    ]);
    let mut certificates = vec![clock.certificate.clone()];
    certificates.extend(above.iter().map(|it| it.certificate.clone()));
    certificates.sort();
    let signed = sequence(&[
        &integer(3),
        &wrap(0x31, &[&sha256]),
        &sequence(&[&kind, &wrap(0xa0, &[&octets(info)])]),
        &wrap(0xa0, &[&certificates.concat()]),
        &wrap(0x31, &[&signer]),
    ]);
    sequence(&[&oid("1.2.840.113549.1.7.2"), &wrap(0xa0, &[&signed])])
}

pub(crate) fn ocsp(
    responder: &Holder,
    request: &[u8],
    (now, next): Span,
    revoked: impl Fn(u8) -> Option<(DateTime<Utc>, u8)>,
) -> Vec<u8> {
    // Request, to be signed, list, first of it: there stands the name of the certificate.
    let asked = inside(request, &[0, 0, 0, 0]);
    let id = elements(asked).first().unwrap().2;
    let serial = *inside(id, &[0, 3]).last().unwrap();
    let status = match revoked(serial) {
        Some((at, reason)) => wrap(0xa1, &[&time(at), &wrap(0xa0, &[&wrap(0x0a, &[&[reason]])])]),
        None => wrap(0x80, &[]),
    };
    let answer = sequence(&[id, &status, &time(now), &wrap(0xa0, &[&time(next)])]);
    let by = wrap(0xa2, &[&octets(&responder.key_digest())]);
    let body = sequence(&[&by, &time(now), &sequence(&[&answer])]);
    let signature = crate::der::bits(&responder.sign(&body));
    let certificates = wrap(0xa0, &[&sequence(&[&responder.certificate])]);
    let basic = sequence(&[&body, &algorithm(), &signature, &certificates]);
    let bytes = sequence(&[&oid("1.3.6.1.5.5.7.48.1.1"), &octets(&basic)]);
    sequence(&[&wrap(0x0a, &[&[0]]), &wrap(0xa0, &[&bytes])])
}

pub(crate) fn crl(
    issuer: &Holder,
    revoked: &[(u8, DateTime<Utc>, u8)],
    (now, next): Span,
) -> Vec<u8> {
    let mut entries = Vec::new();
    for (serial, at, reason) in revoked {
        let reason = octets(&wrap(0x0a, &[&[*reason]]));
        let extensions = sequence(&[&sequence(&[&oid("2.5.29.21"), &reason])]);
        entries.extend(sequence(&[&integer(*serial), &short_time(*at), &extensions]));
    }
    let entries = if entries.is_empty() { Vec::new() } else { sequence(&[&entries]) };
    let number = sequence(&[&oid("2.5.29.20"), &octets(&integer(1))]);
    let above = octets(&sequence(&[&wrap(0x80, &[&issuer.key_digest()])]));
    let above = sequence(&[&oid("2.5.29.35"), &above]);
    let body = sequence(&[
        &integer(1),
        &algorithm(),
        &issuer.name,
        &short_time(now),
        &short_time(next),
        &entries,
        &wrap(0xa0, &[&sequence(&[&above, &number])]),
    ]);
    issuer.signed(&body)
}
