//! Forged containers: the range is right, and what stands in it proves nothing.

use ring::digest::{SHA256, SHA512, digest};

use super::{
    Attack, Caught, attack, catch,
    forge::{
        attribute, container_of, content_type, judge_of, message_digest, names, resigned, swapped,
        with_container,
    },
};
use crate::{
    Signer as _,
    der::{oid, tag, wrap, write},
    testing::{key, sealed},
    verify::{Distrust, Fault, Verdict},
};

/// MD5 (RFC 3279).
const MD5: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05];

pub(super) fn attacks() -> Vec<Attack> {
    attributes().into_iter().chain(algorithms()).chain(parts()).collect()
}

fn forged(
    name: &'static str,
    caught: Caught,
    change: impl FnOnce(&mut super::forge::Forgery),
) -> Attack {
    attack(name, resigned(sealed(1), change), caught)
}

fn attributes() -> Vec<Attack> {
    let wrong = || Caught::Broken(Fault::SignedAttributes);
    let first =
        |forgery: &super::forge::Forgery, at: usize| forgery.attributes.get(at).unwrap().clone();
    vec![
        forged("container: nothing said of the kind of content", wrong(), |it| {
            it.attributes.remove(0);
        }),
        forged("container: kind of content said twice", wrong(), |it| {
            it.attributes.push(first(it, 0));
        }),
        forged("container: another kind of content", wrong(), |it| {
            let other = attribute(oid::CONTENT_TYPE, &write(tag::OID, oid::SIGNED_DATA));
            *it.attributes.first_mut().unwrap() = other;
        }),
        forged("container: two kinds of content in one", wrong(), |it| {
            let kind = write(tag::OID, oid::DATA);
            let both = [kind.as_slice(), &kind].concat();
            *it.attributes.first_mut().unwrap() = attribute(oid::CONTENT_TYPE, &both);
        }),
        forged("container: no digest", wrong(), |it| {
            it.attributes.remove(1);
        }),
        forged("container: digest given twice", wrong(), |it| {
            it.attributes.push(message_digest(digest(&SHA256, b"other").as_ref()));
        }),
        forged("container: certificate not named", wrong(), |it| {
            it.attributes.pop();
        }),
        forged(
            "container: another certificate named",
            Caught::Broken(Fault::CertificateSwapped),
            |it| {
                it.attributes.pop();
                it.attributes.push(names(key("expired.p12").certificate().as_der()));
            },
        ),
        forged("container: certificate named twice", wrong(), |it| {
            it.attributes.push(first(it, 2));
        }),
        forged("container: no signed attributes", Caught::Unknown(Fault::CmsUnreadable), |it| {
            it.unsigned = true;
        }),
        forged("container: empty list of signed attributes", wrong(), |it| it.attributes.clear()),
    ]
}

fn algorithm(name: &[u8]) -> Vec<u8> {
    wrap(tag::SEQUENCE, &[&write(tag::OID, name)])
}

fn algorithms() -> Vec<Attack> {
    let mismatch = || Caught::Broken(Fault::SignatureMismatch);
    let digests = || Caught::Broken(Fault::DigestMismatch);
    vec![
        forged("container: claims MD5", Caught::Unknown(Fault::UnknownAlgorithm), |it| {
            it.digest = algorithm(MD5);
        }),
        forged("container: claims SHA-1", digests(), |it| it.digest = algorithm(oid::SHA1)),
        forged("container: claims SHA-512", digests(), |it| it.digest = algorithm(oid::SHA512)),
        forged("container: one digest for the paper, one for the signature", mismatch(), |it| {
            it.scheme = algorithm(oid::RSA_SHA512);
        }),
        forged("container: digest of nothing in SHA-512", digests(), |it| {
            it.digest = algorithm(oid::SHA512);
            *it.attributes.get_mut(1).unwrap() = message_digest(digest(&SHA512, b"").as_ref());
            it.scheme = algorithm(oid::RSA_SHA512);
        }),
        forged(
            "container: RSA signature called ECDSA",
            Caught::Unknown(Fault::UnknownAlgorithm),
            |it| {
                it.scheme = algorithm(oid::ECDSA_SHA256);
            },
        ),
        forged("container: signature in SHA-1 claimed", mismatch(), |it| {
            it.scheme = algorithm(oid::RSA_SHA1);
        }),
        forged("container: unknown signature", Caught::Unknown(Fault::UnknownAlgorithm), |it| {
            it.scheme = algorithm(MD5);
        }),
        forged("container: digest of something else", digests(), |it| {
            *it.attributes.get_mut(1).unwrap() = message_digest(digest(&SHA256, b"x").as_ref());
        }),
        forged("container: empty digest", digests(), |it| {
            *it.attributes.get_mut(1).unwrap() = message_digest(b"");
        }),
    ]
}

fn parts() -> Vec<Attack> {
    let unreadable = || Caught::Unknown(Fault::CmsUnreadable);
    let pdf = sealed(1);
    let mut flipped = container_of(pdf);
    let last = flipped.len() - 9;
    *flipped.get_mut(last).unwrap() ^= 1;
    let changed = swapped(pdf, b"/Lang(vi-VN)", b"/Lang(vi-VM)");
    let gap = super::forge::gap(&changed);
    let covered = [changed.get(..gap.start).unwrap(), changed.get(gap.end..).unwrap()].concat();
    let mut patched = container_of(pdf);
    let old = [pdf.get(..gap.start).unwrap(), pdf.get(gap.end..).unwrap()].concat();
    let (old, new) = (digest(&SHA256, &old), digest(&SHA256, &covered));
    let at = patched.windows(32).position(|window| window == old.as_ref()).unwrap();
    patched.splice(at..at + 32, new.as_ref().iter().copied());
    vec![
        forged("container: no certificate", Caught::Unknown(Fault::CertificateMissing), |it| {
            it.certificates.clear();
        }),
        forged(
            "container: somebody else's certificate",
            Caught::Unknown(Fault::CertificateMissing),
            |it| {
                it.certificates = vec![key("p256.p12").certificate().as_der().to_vec()];
            },
        ),
        forged("container: two signers", unreadable(), |it| it.signers = 2),
        forged("container: no signer", unreadable(), |it| it.signers = 0),
        forged("container: content inside", unreadable(), |it| {
            it.content = write(tag::CONTEXT_0, &write(tag::OCTET_STRING, b"other"));
        }),
        attack(
            "container: signature flipped",
            with_container(pdf, &flipped),
            Caught::Broken(Fault::SignatureMismatch),
        ),
        attack(
            "container: digest patched for a changed paper",
            with_container(&changed, &patched),
            Caught::Broken(Fault::SignatureMismatch),
        ),
        attack(
            "container: cut short",
            with_container(pdf, container_of(pdf).get(..900).unwrap()),
            unreadable(),
        ),
        forged(
            "container: kind of content said in an empty value",
            Caught::Broken(Fault::SignedAttributes),
            |it| {
                *it.attributes.first_mut().unwrap() = attribute(oid::CONTENT_TYPE, &[]);
                it.attributes.push(content_type());
            },
        ),
    ]
}

#[test]
fn no_forged_container_passes() {
    catch(&attacks());
}

#[test]
fn the_forger_signs_soundly_where_nothing_is_forged() {
    let report = judge_of(&resigned(sealed(1), |_| {}));
    assert_eq!(report.verdict, Verdict::Intact, "{report:#?}");
    assert!(report.signatures.iter().all(|it| it.trusted));
}

#[test]
fn a_certificate_of_the_same_name_makes_nobody_trusted() {
    let report = judge_of(&resigned(sealed(1), |it| it.certificates.truncate(1)));
    let signature = report.signatures.first().unwrap();
    assert!(!signature.trusted);
    assert_eq!(signature.distrust, Some(Distrust::NoChain));
}
