//! Reading a signature, detached or around a timestamp. What cannot be read is not judged.

use chrono::{DateTime, FixedOffset, NaiveDateTime};

use super::{Check, Digest, Scheme};
use crate::{
    Certificate,
    der::{Element, Reader, oid, tag},
};

/// A signature by one signer.
#[derive(Debug)]
pub(crate) struct SignedCms<'a> {
    /// The certificates it brings, as they are.
    pub(crate) certificates: Vec<Certificate>,
    /// When its signing-time attribute says it was made.
    pub(crate) signing_time: Option<DateTime<FixedOffset>>,
    /// Whether it names its certificate in a signed attribute.
    pub(crate) names_certificate: bool,
    /// What is signed, where that stands inside.
    pub(crate) content: Option<&'a [u8]>,
    /// The bytes of the signature itself.
    pub(crate) signature: &'a [u8],
    /// Timestamps over it that were attached, as they are.
    pub(crate) timestamps: Vec<&'a [u8]>,
    signer: SignerId<'a>,
    digest: Option<Digest>,
    message_digest: &'a [u8],
    attributes: Vec<u8>,
    named: Option<(Digest, &'a [u8])>,
    scheme: Option<Scheme>,
}

#[derive(Debug)]
enum SignerId<'a> {
    IssuerSerial { issuer: &'a [u8], serial: &'a [u8] },
    KeyId(&'a [u8]),
}

/// Why a signature does not hold, or cannot be judged.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum CmsFault {
    Unreadable,
    Attributes,
    CertificateMissing,
    CertificateSwapped,
    DigestMismatch,
    SignatureMismatch,
    Weak,
    UnknownAlgorithm,
}

impl<'a> SignedCms<'a> {
    /// Reads a detached signature: a `ContentInfo` that fills `bytes`.
    ///
    /// # Errors
    ///
    /// [`CmsFault::Unreadable`] for what is not DER or not one detached signature, and
    /// [`CmsFault::Attributes`] when the signed attributes are not as they must be.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, CmsFault> {
        Self::read_as(bytes, oid::DATA)
    }

    /// Reads a `ContentInfo` that fills `bytes` and signs content of this kind; plain data must
    /// stand outside, anything else inside.
    ///
    /// # Errors
    ///
    /// As [`Self::read`].
    pub(crate) fn read_as(bytes: &'a [u8], kind: &[u8]) -> Result<Self, CmsFault> {
        let mut reader = Reader(bytes);
        let parts = Parts::read(&mut reader, kind).filter(|_| reader.is_empty());
        let parts = parts.ok_or(CmsFault::Unreadable)?;
        let attributes = Attributes::read(parts.attributes, kind).ok_or(CmsFault::Attributes)?;
        let mut set = parts.attributes.whole.to_vec();
        if let Some(first) = set.first_mut() {
            // They are signed under the tag of a SET, and stand here under an implicit one.
            *first = tag::SET;
        }
        let digest = Digest::of_oid(parts.digest);
        let signed = Self {
            certificates: parts
                .certificates
                .iter()
                .filter_map(|der| Certificate::from_der(der).ok())
                .collect(),
            signing_time: attributes.signing_time,
            names_certificate: attributes.names_certificate,
            content: parts.content,
            signature: parts.signature,
            timestamps: parts.timestamps,
            signer: parts.signer,
            digest,
            message_digest: attributes.message_digest,
            attributes: set,
            named: attributes.named,
            scheme: Scheme::read(parts.algorithm, digest),
        };
        Ok(signed)
    }

    /// Whether a signed attribute says which certificate is meant, in the old way or the new one.
    pub(crate) const fn is_bound(&self) -> bool {
        self.named.is_some()
    }

    /// The certificate of the signer, if it is there.
    pub(crate) fn certificate(&self) -> Option<&Certificate> {
        self.certificates.iter().find(|candidate| {
            candidate.parsed().is_ok_and(|parsed| match self.signer {
                SignerId::IssuerSerial { issuer, serial } => {
                    parsed.issuer().as_raw() == issuer && parsed.raw_serial() == serial
                }
                SignerId::KeyId(id) => candidate.key_id().is_some_and(|own| own == id),
            })
        })
    }

    /// Checks the signature over `pieces`.
    ///
    /// # Errors
    ///
    /// [`CmsFault`], the first that is found.
    pub(crate) fn check(&self, pieces: &[&[u8]]) -> Result<(), CmsFault> {
        let digest = self.digest.ok_or(CmsFault::UnknownAlgorithm)?;
        if digest.compute(pieces) != self.message_digest {
            return Err(CmsFault::DigestMismatch);
        }
        let certificate = self.certificate().ok_or(CmsFault::CertificateMissing)?;
        if let Some((digest, hash)) = self.named
            && digest.compute(&[certificate.as_der()]) != hash
        {
            return Err(CmsFault::CertificateSwapped);
        }
        let parsed = certificate.parsed().map_err(|_| CmsFault::CertificateMissing)?;
        let scheme = self.scheme.ok_or(CmsFault::UnknownAlgorithm)?;
        match scheme.check(parsed.public_key(), &self.attributes, self.signature) {
            Check::Fits if digest == Digest::Sha1 => Err(CmsFault::Weak),
            Check::Fits => Ok(()),
            Check::DoesNotFit => Err(CmsFault::SignatureMismatch),
            Check::Weak => Err(CmsFault::Weak),
            Check::Unknown => Err(CmsFault::UnknownAlgorithm),
        }
    }
}

/// The pieces of `SignedData` and of its only `SignerInfo` (RFC 5652, 5.1 and 5.3).
struct Parts<'a> {
    content: Option<&'a [u8]>,
    certificates: Vec<&'a [u8]>,
    signer: SignerId<'a>,
    digest: &'a [u8],
    attributes: Element<'a>,
    algorithm: Reader<'a>,
    signature: &'a [u8],
    timestamps: Vec<&'a [u8]>,
}

impl<'a> Parts<'a> {
    fn read(reader: &mut Reader<'a>, kind: &[u8]) -> Option<Self> {
        let mut info = reader.expect(tag::SEQUENCE)?.inside();
        (info.expect(tag::OID)?.value == oid::SIGNED_DATA).then_some(())?;
        let mut data = Reader(info.expect(tag::CONTEXT_0)?.value).expect(tag::SEQUENCE)?.inside();
        data.expect(tag::INTEGER)?;
        data.expect(tag::SET)?;
        let content = content(data.expect(tag::SEQUENCE)?.inside(), kind)?;
        let mut certificates = Vec::new();
        if let Some(set) = data.optional(tag::CONTEXT_0) {
            let mut set = set.inside();
            while !set.is_empty() {
                certificates.push(set.next()?.whole);
            }
        }
        data.optional(tag::CONTEXT_1);
        let mut signers = data.expect(tag::SET)?.inside();
        let mut signer = signers.expect(tag::SEQUENCE)?.inside();
        (signers.is_empty() && data.is_empty()).then_some(())?;
        signer.expect(tag::INTEGER)?;
        let id = if let Some(id) = signer.optional(tag::CONTEXT_0_PRIMITIVE) {
            SignerId::KeyId(id.value)
        } else {
            let mut id = signer.expect(tag::SEQUENCE)?.inside();
            let issuer = id.expect(tag::SEQUENCE)?.whole;
            SignerId::IssuerSerial { issuer, serial: id.expect(tag::INTEGER)?.value }
        };
        let digest = signer.expect(tag::SEQUENCE)?.inside().expect(tag::OID)?.value;
        let attributes = signer.expect(tag::CONTEXT_0)?;
        let algorithm = signer.expect(tag::SEQUENCE)?.inside();
        let signature = signer.expect(tag::OCTET_STRING)?.value;
        let timestamps = match signer.optional(tag::CONTEXT_1) {
            Some(unsigned) => timestamps(unsigned)?,
            None => Vec::new(),
        };
        signer.is_empty().then_some(())?;
        let signer = id;
        Some(Self {
            content,
            certificates,
            signer,
            digest,
            attributes,
            algorithm,
            signature,
            timestamps,
        })
    }
}

/// What an `EncapsulatedContentInfo` of this kind holds (RFC 5652, 5.2).
fn content<'a>(mut info: Reader<'a>, kind: &[u8]) -> Option<Option<&'a [u8]>> {
    (info.expect(tag::OID)?.value == kind).then_some(())?;
    if kind == oid::DATA {
        return info.is_empty().then_some(None);
    }
    let mut inside = info.expect(tag::CONTEXT_0)?.inside();
    let content = inside.expect(tag::OCTET_STRING)?.value;
    (inside.is_empty() && info.is_empty()).then_some(Some(content))
}

/// The timestamps among the attributes that nothing signs.
fn timestamps(unsigned: Element<'_>) -> Option<Vec<&[u8]>> {
    let mut found = Vec::new();
    let mut set = unsigned.inside();
    while !set.is_empty() {
        let mut attribute = set.expect(tag::SEQUENCE)?.inside();
        let name = attribute.expect(tag::OID)?.value;
        let mut values = attribute.expect(tag::SET)?.inside();
        while !values.is_empty() {
            let value = values.next()?;
            if name == oid::TIMESTAMP {
                found.push(value.whole);
            }
        }
    }
    Some(found)
}

/// The signed attributes that matter here; each may come once only.
struct Attributes<'a> {
    message_digest: &'a [u8],
    signing_time: Option<DateTime<FixedOffset>>,
    names_certificate: bool,
    named: Option<(Digest, &'a [u8])>,
}

impl<'a> Attributes<'a> {
    fn read(set: Element<'a>, kind: &[u8]) -> Option<Self> {
        let mut reader = set.inside();
        let mut values: Vec<(&[u8], Reader<'a>)> = Vec::new();
        while !reader.is_empty() {
            let mut attribute = reader.expect(tag::SEQUENCE)?.inside();
            let name = attribute.expect(tag::OID)?.value;
            let value = attribute.expect(tag::SET)?.inside();
            let fresh = attribute.is_empty() && values.iter().all(|(known, _)| *known != name);
            fresh.then_some(())?;
            values.push((name, value));
        }
        let get = |name: &[u8]| values.iter().find(|(known, _)| *known == name).map(|(_, it)| *it);
        let single = |name: &[u8], tag: u8| {
            let mut value = get(name)?;
            value.expect(tag).filter(|_| value.is_empty())
        };
        (single(oid::CONTENT_TYPE, tag::OID)?.value == kind).then_some(())?;
        let message_digest = single(oid::MESSAGE_DIGEST, tag::OCTET_STRING)?.value;
        let mut named = None;
        let mut names_certificate = false;
        if let Some(value) = get(oid::SIGNING_CERTIFICATE_V2) {
            named = Some(named_certificate(value, Digest::Sha256)?);
            names_certificate = true;
        } else if let Some(value) = get(oid::SIGNING_CERTIFICATE) {
            named = Some(named_certificate(value, Digest::Sha1)?);
            names_certificate = true;
        }
        let signing_time = get(oid::SIGNING_TIME).and_then(|mut value| time(value.next()?));
        Some(Self { message_digest, signing_time, names_certificate, named })
    }
}

/// The hash in a `SigningCertificate` or `SigningCertificateV2` (RFC 5035).
fn named_certificate(mut value: Reader<'_>, default: Digest) -> Option<(Digest, &[u8])> {
    let mut ids = value.expect(tag::SEQUENCE)?.inside().expect(tag::SEQUENCE)?.inside();
    let mut id = ids.expect(tag::SEQUENCE)?.inside();
    let digest = match id.optional(tag::SEQUENCE) {
        Some(algorithm) => Digest::of_oid(algorithm.inside().expect(tag::OID)?.value)?,
        None => default,
    };
    Some((digest, id.expect(tag::OCTET_STRING)?.value))
}

/// A `UTCTime` or `GeneralizedTime` in the form that DER demands, to the second.
pub(crate) fn time(element: Element<'_>) -> Option<DateTime<FixedOffset>> {
    let text = std::str::from_utf8(element.value).ok()?;
    let text = match element.tag {
        // Two digits mean 1950 to 2049 (RFC 5280, 4.1.2.5.1).
        tag::UTC_TIME if "50" <= text => format!("19{text}"),
        tag::UTC_TIME => format!("20{text}"),
        tag::GENERALIZED_TIME => text.to_owned(),
        _ => return None,
    };
    let naive = NaiveDateTime::parse_from_str(&text, "%Y%m%d%H%M%S%.fZ").ok()?;
    Some(naive.and_utc().fixed_offset())
}
