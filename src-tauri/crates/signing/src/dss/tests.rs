//! Proofs in a file, and what they say of certificates: honest ones, old ones and forged ones.

use std::io::Read as _;

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

use super::{standing::Standing, *};
use crate::{
    Revocation, RevocationReason, Signer as _, SoftwareKey,
    der::{oid, tag, wrap, write},
    testing::{Office, key, noon, paper},
};

/// The reason code of a stolen key, and that of one on hold (RFC 5280, 5.3.1).
const STOLEN: u8 = 1;
const ON_HOLD: u8 = 6;
/// Where the certificates of the office say that the list is to be had.
const PLACE: &str = "http://localhost/issuing.crl";

fn day(days: i64) -> DateTime<Utc> {
    (noon() + TimeDelta::days(days)).to_utc()
}

fn extension(name: u8, value: &[u8]) -> Vec<u8> {
    let name = write(tag::OID, &[0x55, 0x1d, name]);
    wrap(tag::SEQUENCE, &[&name, &write(tag::OCTET_STRING, value)])
}

/// A list by `issuer`, known at `now`, of these certificates, since when and why; `extensions` are
/// those of the whole list.
fn list(
    issuer: &SoftwareKey,
    now: DateTime<Utc>,
    revoked: &[(&Certificate, DateTime<Utc>, Option<u8>)],
    extensions: &[u8],
) -> Vec<u8> {
    let moment =
        |at: DateTime<Utc>| write(tag::UTC_TIME, at.format("%y%m%d%H%M%SZ").to_string().as_bytes());
    let entry = |(certificate, at, reason): &(&Certificate, DateTime<Utc>, Option<u8>)| {
        let reason = reason
            .map(|code| wrap(tag::SEQUENCE, &[&extension(0x15, &write(tag::ENUMERATED, &[code]))]));
        let serial = write(tag::INTEGER, certificate.parsed().unwrap().raw_serial());
        wrap(tag::SEQUENCE, &[&serial, &moment(*at), &reason.unwrap_or_default()])
    };
    let entries: Vec<u8> = revoked.iter().flat_map(entry).collect();
    let some = |tag: u8, value: &[u8]| {
        if value.is_empty() { Vec::new() } else { wrap(tag, &[&write(0x30, value)]) }
    };
    let entries = if entries.is_empty() { entries } else { write(tag::SEQUENCE, &entries) };
    let method = wrap(tag::SEQUENCE, &[&write(tag::OID, oid::ECDSA_SHA256)]);
    let parsed = issuer.certificate().parsed().unwrap();
    let body = wrap(
        tag::SEQUENCE,
        &[
            &write(tag::INTEGER, &[1]),
            &method,
            parsed.subject().as_raw(),
            &moment(now),
            &moment(now + TimeDelta::days(7)),
            &entries,
            &some(tag::CONTEXT_0, extensions),
        ],
    );
    let signature = [vec![0], issuer.sign(&body).unwrap()].concat();
    wrap(tag::SEQUENCE, &[&body, &method, &write(tag::BIT_STRING, &signature)])
}

fn person() -> Certificate {
    Office::new().key().certificate().clone()
}

/// What the lists say of [`person`] as issued by the key of the fixtures; what was revoked before
/// `time` condemns.
fn told(crls: Vec<Vec<u8>>, person: &Certificate, time: DateTime<FixedOffset>) -> Standing {
    let proofs = Proofs { crls, ..Proofs::NONE };
    let chain = [person.clone(), key("p256.p12").certificate().clone()];
    of_chain(&chain, &chain, &proofs, Some(time), &|it| it.since <= time)
}

#[test]
fn a_late_revocation_of_a_signer_does_not_hide_an_early_one_of_the_issuer() {
    let (person, issuer) = (person(), key("p256.p12"));
    // The key of the fixtures issues in both places: names and signatures of lists are what counts.
    let stolen = issuer.certificate().clone();
    let late = list(&issuer, day(1), &[(&person, day(3000), Some(STOLEN))], &[]);
    let early = list(&issuer, day(1), &[(&stolen, day(-150), Some(STOLEN))], &[]);
    let chain = [person, stolen.clone(), stolen.clone()];
    let proofs = Proofs { crls: vec![late, early], ..Proofs::NONE };
    let told = of_chain(&chain, &chain, &proofs, Some(noon()), &|it| it.since <= noon());
    let (subject, reason) = (stolen.subject().to_owned(), RevocationReason::KeyCompromise);
    assert_eq!(told.revocation, Revocation::Revoked { subject, at: day(-150), reason });
    assert!(told.condemned);
}

#[test]
fn only_the_list_that_a_certificate_is_sent_to_clears_it() {
    let (person, issuer) = (person(), key("p256.p12"));
    let part = |place: &str| {
        let name = wrap(tag::CONTEXT_0, &[&write(0x86, place.as_bytes())]);
        let point = wrap(tag::SEQUENCE, &[&wrap(tag::CONTEXT_0, &[&name])]);
        told(vec![list(&issuer, day(0), &[], &extension(0x1c, &point))], &person, noon())
    };
    assert_eq!(part(PLACE).revocation, Revocation::Good { as_of: day(0) });
    assert_eq!(part("http://localhost/other.crl").revocation, Revocation::Unknown);
}

#[test]
fn a_hold_ends_when_a_later_list_is_clear() {
    let (person, issuer) = (person(), key("p256.p12"));
    let held = list(&issuer, day(-20), &[(&person, day(-30), Some(ON_HOLD))], &[]);
    let stolen = list(&issuer, day(-20), &[(&person, day(-30), Some(STOLEN))], &[]);
    let clear = |at| list(&issuer, at, &[], &[]);
    let lifted = told(vec![held.clone(), clear(day(0))], &person, noon());
    assert_eq!(lifted.revocation, Revocation::Good { as_of: day(0) });
    let earlier = told(vec![held, clear(day(-25))], &person, noon());
    assert!(earlier.condemned, "what was known before lifts nothing");
    assert!(told(vec![stolen, clear(day(0))], &person, noon()).condemned, "nothing lifts a theft");
}

#[test]
fn tells_a_missing_reason_from_one_that_is_not_specified() {
    let (person, issuer) = (person(), key("p256.p12"));
    let reason = |code| {
        let list = list(&issuer, day(1), &[(&person, day(0), code)], &[]);
        crl::read(&list, &person, issuer.certificate()).unwrap().revoked.unwrap().reason
    };
    assert_eq!((reason(None), reason(Some(0))), (None, Some(RevocationReason::Unspecified)));
}

/// The small paper with lists of zeros in ASN.1, `sizes` long before they were deflated, named
/// `times` over.
fn swollen(sizes: &[usize], times: usize) -> Vec<u8> {
    const HEAD: usize = 6;
    let pdf = paper();
    let file = PdfFile::read(&pdf).unwrap();
    let (root, mut catalog) = file.catalog(file.newest()).unwrap();
    let mut update = Update::new(&file);
    let ids: Vec<Object> = sizes
        .iter()
        .map(|size| {
            let mut deflated = Vec::new();
            let level = flate2::Compression::fast();
            let length = u32::try_from(size.saturating_sub(HEAD)).unwrap().to_be_bytes();
            let head = [vec![tag::OCTET_STRING, 0x84], length.to_vec()].concat();
            let head = head.get(..HEAD.min(*size)).unwrap();
            let zeros = std::io::repeat(0).take(u64::try_from(size - head.len()).unwrap());
            let mut reader = flate2::read::ZlibEncoder::new(head.chain(zeros), level);
            reader.read_to_end(&mut deflated).unwrap();
            let dict = Dict::new([("Filter", Object::name("FlateDecode"))]);
            Object::Ref(update.add_stream(dict, &deflated))
        })
        .collect();
    let list = Object::Array(std::iter::repeat_n(ids, times).flatten().collect());
    catalog.set("DSS", Object::Dict(Dict::new([("CRLs", list)])));
    update.put(root, &Object::Dict(catalog));
    update.finish().unwrap().bytes
}

#[test]
fn proofs_do_not_grow_to_fill_the_memory() {
    const MIB: usize = 1024 * 1024;
    let read = |pdf: &[u8]| {
        let file = PdfFile::read(pdf).unwrap();
        let crls = Proofs::read(&file, file.newest()).crls;
        (crls.len(), crls.iter().map(Vec::len).sum::<usize>())
    };
    assert_eq!(read(&swollen(&[MIB], 200)), (1, MIB), "each counts once");
    let (count, bytes) = read(&swollen(&[24 * MIB; 4], 1));
    assert_eq!((count, bytes), (2, 48 * MIB), "all share the room");
    assert_eq!(read(&swollen(&[1; 600], 1)).0, COUNT_MAX);
}

#[test]
fn proofs_that_unpack_to_more_than_a_file_may_are_none() {
    const MIB: usize = 1024 * 1024;
    let bare = paper();
    let bare = bare.trim_ascii_end();
    let repeated = swollen(&[MIB], 200);
    assert!(crate::without_proofs(&repeated).trim_ascii_end() == bare, "each counts once");
    let large = swollen(&[24 * MIB; 4], 1);
    assert!(crate::without_proofs(&large) == large, "all share the room");
}
