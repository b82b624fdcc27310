//! Keys: the door through which signatures come, and a key that lies in memory.

use ring::{
    error::KeyRejected,
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair,
        EcdsaSigningAlgorithm, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
    },
};

use x509_parser::public_key::PublicKey;

use crate::{
    Certificate,
    certificate::chain_above,
    der::{Reader, oid, tag, wrap, write},
    error::KeyError,
};

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

impl SignatureAlgorithm {
    /// How the key of `certificate` signs.
    ///
    /// # Errors
    ///
    /// [`KeyError::UnsupportedKey`] for RSA outside 2048 to 4096 bits, for other curves and other
    /// kinds of key.
    pub fn of(certificate: &Certificate) -> Result<Self, KeyError> {
        let parsed = certificate.parsed()?;
        let key = parsed.public_key();
        let name = key.algorithm.algorithm.as_bytes();
        if name == oid::RSA {
            let bits = match key.parsed() {
                Ok(PublicKey::RSA(key)) => key.key_size(),
                _ => 0,
            };
            let fits = (2048..=4096).contains(&bits);
            let kind = format!("RSA-{bits}");
            return if fits { Ok(Self::RsaSha256) } else { Err(KeyError::UnsupportedKey { kind }) };
        }
        let curve = key.algorithm.parameters.as_ref().map(|curve| curve.data);
        match curve {
            Some(oid::P256) if name == oid::EC => Ok(Self::EcdsaP256Sha256),
            Some(oid::P384) if name == oid::EC => Ok(Self::EcdsaP384Sha384),
            Some(curve) if name == oid::EC => {
                Err(KeyError::UnsupportedKey { kind: format!("EC {}", dotted(curve)) })
            }
            _ => Err(KeyError::UnsupportedKey { kind: dotted(name) }),
        }
    }
}

/// A signature of ECDSA as a `SEQUENCE` of r and s (RFC 3279, 2.2.3), from the two numbers of equal
/// length behind each other, as devices give it; `None` for what cannot be that.
pub fn ecdsa_in_der(raw: &[u8]) -> Option<Vec<u8>> {
    let (r, s) = raw.split_at_checked(raw.len() / 2)?;
    if r.is_empty() || r.len() != s.len() {
        return None;
    }
    Some(wrap(tag::SEQUENCE, &[&unsigned(r), &unsigned(s)]))
}

/// An `INTEGER` in DER: without idle zeroes in front, and with one where it would look negative.
fn unsigned(bytes: &[u8]) -> Vec<u8> {
    let zeroes = bytes.iter().take_while(|byte| **byte == 0).count();
    let number = bytes.get(zeroes..).unwrap_or_default();
    let needs_zero = number.first().is_none_or(|first| 0x80 <= *first);
    let sign: &[u8] = if needs_zero { &[0] } else { &[] };
    write(tag::INTEGER, &[sign, number].concat())
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

impl SoftwareKey {
    /// Puts a PKCS#8 key and its certificates together.
    ///
    /// `certificates` may hold anything in any order; the key's own is found by its public key.
    pub(crate) fn new(pkcs8: &[u8], certificates: &[Certificate]) -> Result<Self, KeyError> {
        let mut reader = Reader(pkcs8);
        let kind = key_kind(&mut reader).ok_or(KeyError::Damaged)?;
        match kind {
            KeyKind::Rsa => {
                let pair = RsaKeyPair::from_pkcs8(pkcs8).map_err(|reason| rsa_refusal(&reason))?;
                let public = pair.public_key().as_ref().to_vec();
                Self::pick(Pair::Rsa(Box::new(pair)), &public, certificates)
            }
            KeyKind::Ecdsa { algorithm, private } => Self::ecdsa(algorithm, private, certificates),
            KeyKind::Unknown(kind) => Err(KeyError::UnsupportedKey { kind }),
        }
    }

    /// Files may leave the public point out, so it is taken from the certificate it belongs to.
    fn ecdsa(
        algorithm: SignatureAlgorithm,
        private: &[u8],
        certificates: &[Certificate],
    ) -> Result<Self, KeyError> {
        let method = ecdsa_method(algorithm);
        let random = SystemRandom::new();
        for certificate in certificates {
            let Ok(point) = certificate.public_bits() else { continue };
            let pair =
                EcdsaKeyPair::from_private_key_and_public_key(method, private, &point, &random);
            if let Ok(pair) = pair {
                return Self::pick(Pair::Ecdsa(Box::new(pair), algorithm), &point, certificates);
            }
        }
        Err(KeyError::NoCertificate)
    }

    fn pick(pair: Pair, public: &[u8], certificates: &[Certificate]) -> Result<Self, KeyError> {
        let own = certificates
            .iter()
            .find(|certificate| certificate.public_bits().is_ok_and(|bits| bits == public))
            .cloned()
            .ok_or(KeyError::NoCertificate)?;
        let chain = chain_above(&own, certificates);
        Ok(Self { pair, certificate: own, chain })
    }
}

impl Signer for SoftwareKey {
    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        match &self.pair {
            Pair::Rsa(_) => SignatureAlgorithm::RsaSha256,
            Pair::Ecdsa(_, algorithm) => *algorithm,
        }
    }

    fn sign(&self, signed_attributes: &[u8]) -> Result<Vec<u8>, KeyError> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, signed_attributes, &mut signature)
                    .map_err(|_| KeyError::Refused)?;
                Ok(signature)
            }
            Pair::Ecdsa(pair, _) => pair
                .sign(&random, signed_attributes)
                .map(|signature| signature.as_ref().to_vec())
                .map_err(|_| KeyError::Refused),
        }
    }
}

enum KeyKind<'a> {
    Rsa,
    Ecdsa { algorithm: SignatureAlgorithm, private: &'a [u8] },
    Unknown(String),
}

/// Reads the kind of a PKCS#8 key (RFC 5208), and the scalar of an elliptic one (RFC 5915).
fn key_kind<'a>(reader: &mut Reader<'a>) -> Option<KeyKind<'a>> {
    let mut info = reader.expect(tag::SEQUENCE)?.inside();
    info.expect(tag::INTEGER)?;
    let mut algorithm = info.expect(tag::SEQUENCE)?.inside();
    let name = algorithm.expect(tag::OID)?.value;
    if name == oid::RSA {
        return Some(KeyKind::Rsa);
    }
    if name != oid::EC {
        return Some(KeyKind::Unknown(dotted(name)));
    }
    let curve = algorithm.expect(tag::OID)?.value;
    let algorithm = match curve {
        oid::P256 => SignatureAlgorithm::EcdsaP256Sha256,
        oid::P384 => SignatureAlgorithm::EcdsaP384Sha384,
        _ => return Some(KeyKind::Unknown(format!("EC {}", dotted(curve)))),
    };
    let mut inner = Reader(info.expect(tag::OCTET_STRING)?.value);
    let mut key = inner.expect(tag::SEQUENCE)?.inside();
    key.expect(tag::INTEGER)?;
    Some(KeyKind::Ecdsa { algorithm, private: key.expect(tag::OCTET_STRING)?.value })
}

/// `ring` names its reasons in words only.
fn rsa_refusal(reason: &KeyRejected) -> KeyError {
    match reason.to_string().as_str() {
        "TooSmall" | "TooLarge" | "PrivateModulusLenNotMultipleOf512Bits" => {
            KeyError::UnsupportedKey { kind: "RSA outside 2048 to 4096 bits".into() }
        }
        _ => KeyError::Damaged,
    }
}

const fn ecdsa_method(algorithm: SignatureAlgorithm) -> &'static EcdsaSigningAlgorithm {
    match algorithm {
        SignatureAlgorithm::EcdsaP384Sha384 => &ECDSA_P384_SHA384_ASN1_SIGNING,
        SignatureAlgorithm::EcdsaP256Sha256 | SignatureAlgorithm::RsaSha256 => {
            &ECDSA_P256_SHA256_ASN1_SIGNING
        }
    }
}

/// An object identifier as people write it.
fn dotted(bytes: &[u8]) -> String {
    let mut arcs: Vec<u64> = Vec::new();
    let mut arc = 0u64;
    for byte in bytes {
        arc = arc.wrapping_shl(7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            if arcs.is_empty() {
                let first = (arc / 40).min(2);
                arcs.push(first);
                arc -= first * 40;
            }
            arcs.push(arc);
            arc = 0;
        }
    }
    arcs.iter().map(u64::to_string).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_signatures_of_ecdsa_become_der() {
        let der = ecdsa_in_der(&[0, 0, 0x7f, 1, 0x80, 2, 3, 4]).unwrap();
        assert_eq!(der, [0x30, 11, 2, 2, 0x7f, 1, 2, 5, 0, 0x80, 2, 3, 4]);
        assert_eq!(ecdsa_in_der(&[0, 5]).unwrap(), [0x30, 6, 2, 1, 0, 2, 1, 5]);
        for bytes in [&[][..], &[1], &[1, 2, 3]] {
            assert_eq!(ecdsa_in_der(bytes), None);
        }
    }
}
