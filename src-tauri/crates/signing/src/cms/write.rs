//! Making a detached signature: first what is signed, then the container around it.

use ring::digest::{SHA256, digest};

use crate::{
    Certificate,
    der::{oid, set_of, tag, wrap, write},
    error::KeyError,
    key::{SignatureAlgorithm, Signer},
};

/// The signed attributes as they are signed: a DER `SET OF` (RFC 5652, 5.4).
///
/// They are those of `CAdES` baseline B without a signing time, which PAdES keeps in `/M`
/// (ETSI EN 319 142-1, 6.3).
///
/// # Errors
///
/// [`KeyError::Certificate`] when the certificate cannot be read.
pub(crate) fn attributes(signer: &dyn Signer, message_digest: &[u8]) -> Result<Vec<u8>, KeyError> {
    let content_type = attribute(oid::CONTENT_TYPE, &write(tag::OID, oid::DATA));
    let message = attribute(oid::MESSAGE_DIGEST, &write(tag::OCTET_STRING, message_digest));
    let certificate = signing_certificate(signer.certificate())?;
    let certificate = attribute(oid::SIGNING_CERTIFICATE_V2, &certificate);
    Ok(set_of(vec![content_type, message, certificate]))
}

/// Puts attributes and signature into a container with the certificates, the root left out, and a
/// timestamp over the signature where there is one.
///
/// # Errors
///
/// [`KeyError::Certificate`] when the certificate cannot be read.
pub(crate) fn finish(
    signer: &dyn Signer,
    attributes: &[u8],
    (signature, timestamp): (&[u8], Option<&[u8]>),
) -> Result<Vec<u8>, KeyError> {
    let certificate = signer.certificate();
    let digest_algorithm = algorithm(digest_oid(signer.algorithm()), &[]);
    let mut certificates = vec![certificate.as_der().to_vec()];
    for above in signer.chain() {
        // A root proves nothing from in here, and being unused it could be altered unnoticed.
        if !above.is_self_issued() {
            certificates.push(above.as_der().to_vec());
        }
    }
    let parsed = certificate.parsed()?;
    let serial = write(tag::INTEGER, parsed.raw_serial());
    let unsigned = timestamp.map(|token| attribute(oid::TIMESTAMP, token));
    let unsigned = unsigned.map(|attribute| write(tag::CONTEXT_1, &attribute)).unwrap_or_default();
    let signer_info = wrap(
        tag::SEQUENCE,
        &[
            &write(tag::INTEGER, &[1]),
            &wrap(tag::SEQUENCE, &[parsed.issuer().as_raw(), &serial]),
            &digest_algorithm,
            &retag(tag::CONTEXT_0, attributes),
            &signature_algorithm(signer.algorithm()),
            &write(tag::OCTET_STRING, signature),
            &unsigned,
        ],
    );
    let mut certificates = set_of(certificates);
    if let Some(first) = certificates.first_mut() {
        *first = tag::CONTEXT_0;
    }
    let signed_data = wrap(
        tag::SEQUENCE,
        &[
            &write(tag::INTEGER, &[1]),
            &wrap(tag::SET, &[&digest_algorithm]),
            &wrap(tag::SEQUENCE, &[&write(tag::OID, oid::DATA)]),
            &certificates,
            &wrap(tag::SET, &[&signer_info]),
        ],
    );
    let content = write(tag::CONTEXT_0, &signed_data);
    Ok(wrap(tag::SEQUENCE, &[&write(tag::OID, oid::SIGNED_DATA), &content]))
}

fn attribute(name: &[u8], value: &[u8]) -> Vec<u8> {
    wrap(tag::SEQUENCE, &[&write(tag::OID, name), &write(tag::SET, value)])
}

/// `SigningCertificateV2` (RFC 5035, 3) with SHA-256, which is the default and so not written.
fn signing_certificate(certificate: &Certificate) -> Result<Vec<u8>, KeyError> {
    const DIRECTORY_NAME: u8 = 0xa4;
    let parsed = certificate.parsed()?;
    let hash = write(tag::OCTET_STRING, digest(&SHA256, certificate.as_der()).as_ref());
    let names = write(tag::SEQUENCE, &write(DIRECTORY_NAME, parsed.issuer().as_raw()));
    let serial = write(tag::INTEGER, parsed.raw_serial());
    let issuer_serial = wrap(tag::SEQUENCE, &[&names, &serial]);
    let id = wrap(tag::SEQUENCE, &[&hash, &issuer_serial]);
    Ok(write(tag::SEQUENCE, &write(tag::SEQUENCE, &id)))
}

fn algorithm(name: &[u8], parameters: &[u8]) -> Vec<u8> {
    wrap(tag::SEQUENCE, &[&write(tag::OID, name), parameters])
}

const fn digest_oid(algorithm: SignatureAlgorithm) -> &'static [u8] {
    match algorithm {
        SignatureAlgorithm::RsaSha256 | SignatureAlgorithm::EcdsaP256Sha256 => oid::SHA256,
        SignatureAlgorithm::EcdsaP384Sha384 => oid::SHA384,
    }
}

fn signature_algorithm(kind: SignatureAlgorithm) -> Vec<u8> {
    match kind {
        SignatureAlgorithm::RsaSha256 => algorithm(oid::RSA, &write(tag::NULL, &[])),
        SignatureAlgorithm::EcdsaP256Sha256 => algorithm(oid::ECDSA_SHA256, &[]),
        SignatureAlgorithm::EcdsaP384Sha384 => algorithm(oid::ECDSA_SHA384, &[]),
    }
}

/// The same element under another tag.
fn retag(tag: u8, element: &[u8]) -> Vec<u8> {
    let mut out = element.to_vec();
    if let Some(first) = out.first_mut() {
        *first = tag;
    }
    out
}
