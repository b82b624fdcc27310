//! Which digests and signatures can be checked, and checking them.

use ring::{
    digest,
    signature::{self, UnparsedPublicKey, VerificationAlgorithm},
};
use x509_parser::{public_key::PublicKey, x509::SubjectPublicKeyInfo};

use crate::{
    Certificate,
    der::{Reader, oid, tag},
    key::{SignatureAlgorithm, Signer},
};

/// A digest, by its object identifier.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Digest {
    /// Read so that old signatures are recognised, never trusted.
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Digest {
    pub(crate) fn of_oid(name: &[u8]) -> Option<Self> {
        match name {
            oid::SHA1 => Some(Self::Sha1),
            oid::SHA256 => Some(Self::Sha256),
            oid::SHA384 => Some(Self::Sha384),
            oid::SHA512 => Some(Self::Sha512),
            _ => None,
        }
    }

    const fn method(self) -> &'static digest::Algorithm {
        match self {
            Self::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        }
    }

    /// The digest of several pieces in a row.
    pub(crate) fn compute(self, pieces: &[&[u8]]) -> Vec<u8> {
        let mut context = digest::Context::new(self.method());
        for piece in pieces {
            context.update(piece);
        }
        context.finish().as_ref().to_vec()
    }
}

/// How a signature is made: by its object identifier and parameters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Scheme {
    /// RSASSA-PKCS1-v1_5.
    Rsa(Digest),
    /// RSASSA-PSS with the digest also for the mask, and a salt as long as the digest.
    RsaPss(Digest),
    /// ECDSA.
    Ecdsa(Digest),
}

/// What came of checking a signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Check {
    Fits,
    DoesNotFit,
    /// It fits, but rests on SHA-1 or a short key, so anybody might have made it.
    Weak,
    /// Cannot be checked here.
    Unknown,
}

impl Scheme {
    /// Reads an `AlgorithmIdentifier`'s content. `digest` is used where the name does not say one.
    pub(crate) fn read(mut algorithm: Reader<'_>, digest: Option<Digest>) -> Option<Self> {
        match algorithm.expect(tag::OID)?.value {
            oid::RSA => Some(Self::Rsa(digest?)),
            oid::RSA_SHA1 => Some(Self::Rsa(Digest::Sha1)),
            oid::RSA_SHA256 => Some(Self::Rsa(Digest::Sha256)),
            oid::RSA_SHA384 => Some(Self::Rsa(Digest::Sha384)),
            oid::RSA_SHA512 => Some(Self::Rsa(Digest::Sha512)),
            oid::RSA_PSS => {
                // PSS parameters (RFC 4055, 3.1): the digest under [0]; without it, SHA-1.
                let mut parameters = algorithm.expect(tag::SEQUENCE)?.inside();
                let mut hash = Reader(parameters.expect(tag::CONTEXT_0)?.value);
                let name = hash.expect(tag::SEQUENCE)?.inside().expect(tag::OID)?.value;
                Some(Self::RsaPss(Digest::of_oid(name)?))
            }
            oid::ECDSA_SHA256 => Some(Self::Ecdsa(Digest::Sha256)),
            oid::ECDSA_SHA384 => Some(Self::Ecdsa(Digest::Sha384)),
            _ => None,
        }
    }

    /// The digest that the signature is over.
    pub(crate) const fn digest(self) -> Digest {
        match self {
            Self::Rsa(digest) | Self::RsaPss(digest) | Self::Ecdsa(digest) => digest,
        }
    }

    /// Checks `signature` over `message` with the public key of a certificate.
    pub(crate) fn check(
        self,
        key: &SubjectPublicKeyInfo<'_>,
        message: &[u8],
        signature: &[u8],
    ) -> Check {
        const RSA_BITS_MIN: usize = 2041;
        let short = match key.parsed() {
            Ok(PublicKey::RSA(rsa)) => rsa.key_size() < RSA_BITS_MIN,
            Ok(PublicKey::EC(_)) => false,
            _ => return Check::Unknown,
        };
        let Some(method) = self.method(key, short) else {
            return if short { Check::Weak } else { Check::Unknown };
        };
        let key = UnparsedPublicKey::new(method, &key.subject_public_key.data);
        match key.verify(message, signature) {
            Ok(()) if short || self.digest() == Digest::Sha1 => Check::Weak,
            Ok(()) => Check::Fits,
            Err(_) => Check::DoesNotFit,
        }
    }

    fn method(
        self,
        key: &SubjectPublicKeyInfo<'_>,
        short: bool,
    ) -> Option<&'static dyn VerificationAlgorithm> {
        let curve = || key.algorithm.parameters.as_ref().and_then(|curve| curve.as_oid().ok());
        match self {
            Self::Rsa(digest) if short => match digest {
                Digest::Sha1 => Some(&signature::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY),
                Digest::Sha256 => Some(&signature::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY),
                Digest::Sha512 => Some(&signature::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY),
                Digest::Sha384 => None,
            },
            Self::Rsa(Digest::Sha1) => {
                Some(&signature::RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY)
            }
            Self::Rsa(Digest::Sha256) => Some(&signature::RSA_PKCS1_2048_8192_SHA256),
            Self::Rsa(Digest::Sha384) => Some(&signature::RSA_PKCS1_2048_8192_SHA384),
            Self::Rsa(Digest::Sha512) => Some(&signature::RSA_PKCS1_2048_8192_SHA512),
            Self::RsaPss(Digest::Sha256) => Some(&signature::RSA_PSS_2048_8192_SHA256),
            Self::RsaPss(Digest::Sha384) => Some(&signature::RSA_PSS_2048_8192_SHA384),
            Self::RsaPss(Digest::Sha512) => Some(&signature::RSA_PSS_2048_8192_SHA512),
            Self::Ecdsa(digest) => match (curve()?.as_bytes(), digest) {
                (oid::P256, Digest::Sha256) => Some(&signature::ECDSA_P256_SHA256_ASN1),
                (oid::P256, Digest::Sha384) => Some(&signature::ECDSA_P256_SHA384_ASN1),
                (oid::P384, Digest::Sha256) => Some(&signature::ECDSA_P384_SHA256_ASN1),
                (oid::P384, Digest::Sha384) => Some(&signature::ECDSA_P384_SHA384_ASN1),
                _ => None,
            },
            Self::RsaPss(Digest::Sha1) => None,
        }
    }
}

/// Whether a signed structure of X.509 (what is signed, algorithm, signature) fits the key of
/// `signer`; `None` where that cannot be judged.
pub(crate) fn is_signed_by(der: &[u8], signer: &Certificate) -> Option<bool> {
    let mut whole = Reader(der).expect(tag::SEQUENCE)?.inside();
    let signed = whole.expect(tag::SEQUENCE)?.whole;
    let algorithm = whole.expect(tag::SEQUENCE)?.inside();
    let (unused_bits, signature) = whole.expect(tag::BIT_STRING)?.value.split_first()?;
    (*unused_bits == 0).then_some(())?;
    let scheme = Scheme::read(algorithm, None)?;
    let parsed = signer.parsed().ok()?;
    Some(scheme.check(parsed.public_key(), signed, signature) == Check::Fits)
}

/// Whether a fresh signature fits the certificate it is said to belong to.
pub(crate) fn fits(signer: &dyn Signer, attributes: &[u8], signature: &[u8]) -> bool {
    let scheme = match signer.algorithm() {
        SignatureAlgorithm::RsaSha256 => Scheme::Rsa(Digest::Sha256),
        SignatureAlgorithm::EcdsaP256Sha256 => Scheme::Ecdsa(Digest::Sha256),
        SignatureAlgorithm::EcdsaP384Sha384 => Scheme::Ecdsa(Digest::Sha384),
    };
    signer.certificate().parsed().is_ok_and(|certificate| {
        scheme.check(certificate.public_key(), attributes, signature) == Check::Fits
    })
}
