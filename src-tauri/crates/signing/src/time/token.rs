//! A timestamp token (RFC 3161, 2.4.2): what it is over, when it was made, and whether it holds.

use chrono::{DateTime, FixedOffset};

use crate::{
    Certificate,
    cms::{Digest, SignedCms, time},
    der::{Reader, oid, tag},
    verify::Fault,
};

/// A token, taken apart. It says nothing yet about whom to trust.
#[derive(Debug)]
pub(crate) struct Token<'a> {
    pub(crate) cms: SignedCms<'a>,
    /// When it was made.
    pub(crate) time: DateTime<FixedOffset>,
    /// The number that the request brought.
    pub(crate) nonce: Option<&'a [u8]>,
    digest: Option<Digest>,
    imprint: &'a [u8],
}

impl<'a> Token<'a> {
    /// Reads a token that fills `der`.
    ///
    /// # Errors
    ///
    /// [`Fault::CmsUnreadable`] and [`Fault::SignedAttributes`].
    pub(crate) fn read(der: &'a [u8]) -> Result<Self, Fault> {
        let cms = SignedCms::read_as(der, oid::TIMESTAMP_INFO)?;
        let content = cms.content.ok_or(Fault::CmsUnreadable)?;
        let info = Info::read(content).ok_or(Fault::CmsUnreadable)?;
        let Info { time, nonce, digest, imprint } = info;
        Ok(Self { cms, time, nonce, digest, imprint })
    }

    /// Checks that the token is over `pieces`, and is signed by a certificate made for that.
    ///
    /// # Errors
    ///
    /// [`Fault`], the first that is found.
    pub(crate) fn check(&self, pieces: &[&[u8]]) -> Result<(), Fault> {
        let digest = self.digest.ok_or(Fault::UnknownAlgorithm)?;
        if digest.compute(pieces) != self.imprint {
            return Err(Fault::ForeignTimestamp);
        }
        if digest == Digest::Sha1 {
            return Err(Fault::Weak);
        }
        if !self.cms.is_bound() {
            return Err(Fault::SignedAttributes);
        }
        self.cms.check(&[self.cms.content.unwrap_or_default()])?;
        let certificate = self.cms.certificate().ok_or(Fault::CertificateMissing)?;
        if is_for_time(certificate) { Ok(()) } else { Err(Fault::NotForTime) }
    }
}

/// Whether a certificate is for timestamps and nothing else, and says so with weight
/// (RFC 3161, 2.3).
fn is_for_time(certificate: &Certificate) -> bool {
    let Ok(parsed) = certificate.parsed() else { return false };
    let Ok(Some(usage)) = parsed.extended_key_usage() else { return false };
    let others = usage.value.any
        || usage.value.server_auth
        || usage.value.client_auth
        || usage.value.code_signing
        || usage.value.email_protection
        || usage.value.ocsp_signing
        || !usage.value.other.is_empty();
    usage.critical && usage.value.time_stamping && !others
}

/// What of `TSTInfo` matters here.
struct Info<'a> {
    time: DateTime<FixedOffset>,
    nonce: Option<&'a [u8]>,
    digest: Option<Digest>,
    imprint: &'a [u8],
}

impl<'a> Info<'a> {
    fn read(content: &'a [u8]) -> Option<Self> {
        let mut reader = Reader(content);
        let mut info = reader.expect(tag::SEQUENCE)?.inside();
        (reader.is_empty() && info.expect(tag::INTEGER)?.value == [1]).then_some(())?;
        info.expect(tag::OID)?;
        let mut imprint = info.expect(tag::SEQUENCE)?.inside();
        let digest = imprint.expect(tag::SEQUENCE)?.inside().expect(tag::OID)?.value;
        let digest = Digest::of_oid(digest);
        let imprint = imprint.expect(tag::OCTET_STRING)?.value;
        info.expect(tag::INTEGER)?;
        let time = time(info.expect(tag::GENERALIZED_TIME)?)?;
        info.optional(tag::SEQUENCE);
        info.optional(tag::BOOLEAN);
        let nonce = info.optional(tag::INTEGER).map(|it| it.value);
        Some(Self { time, nonce, digest, imprint })
    }
}
