//! Certificates: their bytes, and the few things people ask of them.

use chrono::{DateTime, FixedOffset, Utc};
use ring::digest::{SHA256, digest};
use x509_parser::{
    certificate::X509Certificate, extensions::ParsedExtension, pem::Pem, prelude::FromDer as _,
    time::ASN1Time, x509::X509Name,
};

use crate::error::CertificateError;

/// An X.509 certificate, kept as the bytes it came in.
#[derive(Clone, Eq, PartialEq)]
pub struct Certificate {
    der: Vec<u8>,
    subject: String,
    organization: Option<String>,
    issuer: String,
    serial: String,
    not_before: DateTime<Utc>,
    not_after: DateTime<Utc>,
    self_issued: bool,
}

/// Where a moment lies to the validity of a certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Validity {
    /// Before it begins.
    NotYet,
    /// Within.
    Valid,
    /// After its end.
    Expired,
}

impl Certificate {
    /// Reads one certificate in DER.
    ///
    /// # Errors
    ///
    /// [`CertificateError::Unreadable`] also when bytes follow the certificate.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let (rest, parsed) =
            X509Certificate::from_der(der).map_err(|_| CertificateError::Unreadable)?;
        if !rest.is_empty() {
            return Err(CertificateError::Unreadable);
        }
        let validity = parsed.validity();
        Ok(Self {
            der: der.to_vec(),
            subject: common_name(parsed.subject()),
            organization: parsed.subject().iter_organization().next().map(text),
            issuer: common_name(parsed.issuer()),
            serial: parsed.raw_serial_as_string(),
            not_before: moment(validity.not_before)?,
            not_after: moment(validity.not_after)?,
            self_issued: parsed.subject().as_raw() == parsed.issuer().as_raw(),
        })
    }

    /// Reads every certificate of a PEM file, or the one of a DER file.
    ///
    /// # Errors
    ///
    /// [`CertificateError::Unreadable`] when one of them is damaged or there is none.
    pub fn list(bytes: &[u8]) -> Result<Vec<Self>, CertificateError> {
        if bytes.first() == Some(&0x30) {
            return Ok(vec![Self::from_der(bytes)?]);
        }
        let mut list = Vec::new();
        for block in Pem::iter_from_buffer(bytes) {
            let block = block.map_err(|_| CertificateError::Unreadable)?;
            if block.label == "CERTIFICATE" {
                list.push(Self::from_der(&block.contents)?);
            }
        }
        if list.is_empty() { Err(CertificateError::Unreadable) } else { Ok(list) }
    }

    /// The bytes, in DER.
    pub fn as_der(&self) -> &[u8] {
        &self.der
    }

    /// What tells it apart everywhere: the SHA-256 of its bytes, in hexadecimal.
    pub fn fingerprint(&self) -> String {
        let digest = digest(&SHA256, &self.der);
        digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The common name of the subject, or its whole name where it has none.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The organization of the subject.
    pub fn organization(&self) -> Option<&str> {
        self.organization.as_deref()
    }

    /// The common name of the issuer, or its whole name where it has none.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The serial number, as hexadecimal bytes with colons between.
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// When it begins to be valid.
    pub fn not_before(&self) -> DateTime<Utc> {
        self.not_before
    }

    /// When it stops being valid; the moment itself still counts (RFC 5280, 4.1.2.5).
    pub fn not_after(&self) -> DateTime<Utc> {
        self.not_after
    }

    /// Where `at` lies to its validity.
    pub fn validity_at(&self, at: DateTime<FixedOffset>) -> Validity {
        if at < self.not_before {
            Validity::NotYet
        } else if self.not_after < at {
            Validity::Expired
        } else {
            Validity::Valid
        }
    }

    /// Whether subject and issuer are the same, as in a root.
    pub fn is_self_issued(&self) -> bool {
        self.self_issued
    }

    /// Whether it may issue others (RFC 5280, 4.2.1.9).
    pub fn is_authority(&self) -> bool {
        self.parsed().is_ok_and(|parsed| parsed.is_ca())
    }

    /// Whether `above` carries the name of this certificate's issuer. Says nothing about signatures.
    pub(crate) fn is_issued_by(&self, above: &Self) -> bool {
        match (self.parsed(), above.parsed()) {
            (Ok(own), Ok(above)) => own.issuer().as_raw() == above.subject().as_raw(),
            _ => false,
        }
    }

    /// The bits of the public key: a DER `RSAPublicKey`, or a point.
    pub(crate) fn public_bits(&self) -> Result<Vec<u8>, CertificateError> {
        Ok(self.parsed()?.public_key().subject_public_key.data.to_vec())
    }

    /// The subject key identifier, if the certificate has one.
    pub(crate) fn key_id(&self) -> Option<Vec<u8>> {
        let parsed = self.parsed().ok()?;
        parsed.iter_extensions().find_map(|extension| {
            let ParsedExtension::SubjectKeyIdentifier(id) = extension.parsed_extension() else {
                return None;
            };
            Some(id.0.to_vec())
        })
    }

    /// The certificate, taken apart. It was readable when it came in.
    pub(crate) fn parsed(&self) -> Result<X509Certificate<'_>, CertificateError> {
        X509Certificate::from_der(&self.der)
            .map(|(_, parsed)| parsed)
            .map_err(|_| CertificateError::Unreadable)
    }
}

/// The certificates above `own` among `all`, which may hold anything in any order: nearest first.
/// Names alone decide, not signatures.
pub fn chain_above(own: &Certificate, all: &[Certificate]) -> Vec<Certificate> {
    let mut chain: Vec<Certificate> = Vec::new();
    let mut below = own.clone();
    while let Some(above) = all.iter().find(|candidate| {
        below.is_issued_by(candidate) && *candidate != own && !chain.contains(candidate)
    }) {
        chain.push(above.clone());
        below = above.clone();
    }
    chain
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Certificate")
            .field("subject", &self.subject)
            .field("issuer", &self.issuer)
            .field("serial", &self.serial)
            .finish_non_exhaustive()
    }
}

fn common_name(name: &X509Name<'_>) -> String {
    name.iter_common_name().next().map_or_else(|| name.to_string(), text)
}

/// The words of an attribute: UTF-8 and its subsets as they are, `BMPString` decoded.
fn text(attribute: &x509_parser::x509::AttributeTypeAndValue<'_>) -> String {
    const BMP_STRING: u32 = 30;
    if let Ok(text) = attribute.as_str() {
        return text.to_owned();
    }
    let bytes = attribute.as_slice();
    if attribute.attr_value().tag().0 == BMP_STRING {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte)))
            .collect();
        return String::from_utf16_lossy(&units);
    }
    String::from_utf8_lossy(bytes).into_owned()
}

fn moment(time: ASN1Time) -> Result<DateTime<Utc>, CertificateError> {
    DateTime::from_timestamp(time.timestamp(), 0).ok_or(CertificateError::Unreadable)
}
