//! Keys: the door through which signatures come, and a key that lies in memory.

use ring::{
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair,
        EcdsaSigningAlgorithm, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
    },
};

use crate::{Certificate, error::KeyError};

/// How a signer signs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignatureAlgorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2).
    RsaSha256,
    /// ECDSA over P-256 with SHA-256; the signature is a DER `SEQUENCE` of r and s (RFC 3279).
    EcdsaP256Sha256,
    /// ECDSA over P-384 with SHA-384, in the same form.
    EcdsaP384Sha384,
}

/// Whoever can sign: a key in memory, a token, a service.
pub trait Signer {
    /// The certificate of the key.
    fn certificate(&self) -> &Certificate;

    /// Certificates above it, nearest first. A root may be among them; it is not put into the paper.
    fn chain(&self) -> &[Certificate];

    /// How [`Self::sign`] signs.
    fn algorithm(&self) -> SignatureAlgorithm;

    /// Signs the DER of the signed attributes (RFC 5652, 5.4); hashing them is part of signing.
    ///
    /// # Errors
    ///
    /// [`KeyError::Refused`] when the key does not sign.
    fn sign(&self, signed_attributes: &[u8]) -> Result<Vec<u8>, KeyError>;
}

/// A private key in memory, with its certificates.
///
/// It is used through `ring`, in constant time. `ring` draws the nonces of ECDSA and the blinding
/// of RSA from the operating system itself and lets no other source in; so this is the one place
/// of the crate where the same input gives other bytes.
pub struct SoftwareKey {
    pair: Pair,
    certificate: Certificate,
    chain: Vec<Certificate>,
}

enum Pair {
    Rsa(Box<RsaKeyPair>),
    Ecdsa(Box<EcdsaKeyPair>, SignatureAlgorithm),
}

impl std::fmt::Debug for SoftwareKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("SoftwareKey")
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}
