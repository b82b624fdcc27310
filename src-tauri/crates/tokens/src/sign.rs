//! One signature of a token: which mechanism, over what, and in which form it comes out.

use cryptoki::mechanism::{Mechanism, MechanismType};
use cryptoki::object::ObjectHandle;
use cryptoki::session::{Session, UserType};
use cryptoki::types::AuthPin;
use sha2::{Digest as _, Sha256, Sha384};
use signing::{SignatureAlgorithm, ecdsa_in_der};

use crate::error::{TokenError, failure};

/// What stands before a SHA-256 in a `DigestInfo` (RFC 8017, 9.2, note 1).
const DIGEST_INFO_SHA256: &[u8] = &[
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];

/// A way to sign: what the module is told to do, and what it is given.
struct Way<'a> {
    mechanism: Mechanism<'a>,
    data: Vec<u8>,
}

/// Signs the DER of the signed attributes. `again` is given where the key wants the PIN every time.
///
/// # Errors
///
/// [`TokenError::UnsupportedMechanism`], [`TokenError::Removed`] and what the module says.
pub(crate) fn sign(
    session: &Session,
    known: &[MechanismType],
    (key, algorithm): (ObjectHandle, SignatureAlgorithm),
    again: Option<AuthPin>,
    attributes: &[u8],
) -> Result<Vec<u8>, TokenError> {
    let way = way(known, algorithm, again.is_some(), attributes)?;
    let signed = match again {
        None => session.sign(&way.mechanism, key, &way.data),
        // The PIN belongs between the beginning of a signature and its data (PKCS #11, 5.6.9), for
        // which the pieces of a signature are asked for one by one.
        Some(pin) => session
            .sign_init(&way.mechanism, key)
            .and_then(|()| session.login(UserType::ContextSpecific, Some(&pin)))
            .and_then(|()| session.sign_update(&way.data))
            .and_then(|()| session.sign_final()),
    };
    let raw = signed.map_err(|error| failure(&error))?;
    let length = match algorithm {
        SignatureAlgorithm::RsaSha256 => return Ok(raw),
        SignatureAlgorithm::EcdsaP256Sha256 => 64,
        SignatureAlgorithm::EcdsaP384Sha384 => 96,
    };
    // Some modules give a finished SEQUENCE against the standard; whether it holds is seen next.
    if raw.len() == length { Ok(ecdsa_in_der(&raw).unwrap_or(raw)) } else { Ok(raw) }
}

/// Chooses a mechanism: over a digest of our own where that goes, since every token knows it and
/// only a few bytes travel; with hashing on the token where data must come in pieces.
fn way<'a>(
    known: &[MechanismType],
    algorithm: SignatureAlgorithm,
    in_pieces: bool,
    attributes: &[u8],
) -> Result<Way<'a>, TokenError> {
    let digest = match algorithm {
        SignatureAlgorithm::EcdsaP384Sha384 => Sha384::digest(attributes).to_vec(),
        SignatureAlgorithm::RsaSha256 | SignatureAlgorithm::EcdsaP256Sha256 => {
            Sha256::digest(attributes).to_vec()
        }
    };
    let (plain, hashing, name) = match algorithm {
        SignatureAlgorithm::RsaSha256 => (
            (MechanismType::RSA_PKCS, Mechanism::RsaPkcs),
            (MechanismType::SHA256_RSA_PKCS, Mechanism::Sha256RsaPkcs),
            "CKM_RSA_PKCS",
        ),
        SignatureAlgorithm::EcdsaP256Sha256 => (
            (MechanismType::ECDSA, Mechanism::Ecdsa),
            (MechanismType::ECDSA_SHA256, Mechanism::EcdsaSha256),
            "CKM_ECDSA",
        ),
        SignatureAlgorithm::EcdsaP384Sha384 => (
            (MechanismType::ECDSA, Mechanism::Ecdsa),
            (MechanismType::ECDSA_SHA384, Mechanism::EcdsaSha384),
            "CKM_ECDSA",
        ),
    };
    let over_digest = if algorithm == SignatureAlgorithm::RsaSha256 {
        [DIGEST_INFO_SHA256, &digest].concat()
    } else {
        digest
    };
    let knows_plain = known.contains(&plain.0);
    if known.contains(&hashing.0) && (in_pieces || !knows_plain) {
        return Ok(Way { mechanism: hashing.1, data: attributes.to_vec() });
    }
    // A module that lists nothing may still know it.
    if knows_plain || known.is_empty() {
        return Ok(Way { mechanism: plain.1, data: over_digest });
    }
    Err(TokenError::UnsupportedMechanism { mechanism: name })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(known: &[MechanismType], algorithm: SignatureAlgorithm, in_pieces: bool) -> String {
        match way(known, algorithm, in_pieces, b"attributes") {
            Ok(way) => format!("{:?} {}", way.mechanism.mechanism_type(), way.data.len()),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_token_is_given_a_digest_where_it_takes_one() {
        let rsa = [MechanismType::RSA_PKCS, MechanismType::SHA256_RSA_PKCS];
        let of =
            |algorithm| move |known: &[MechanismType], pieces| chosen(known, algorithm, pieces);
        let by_rsa = of(SignatureAlgorithm::RsaSha256);
        let (plain, hashing) = (by_rsa(&rsa[..1], false), by_rsa(&rsa[1..], false));
        assert!(plain.ends_with(" 51") && hashing.ends_with(" 10"), "{plain} {hashing}");
        assert_eq!(by_rsa(&rsa, false), plain);
        assert_eq!(by_rsa(&[], false), plain);
        assert_eq!(by_rsa(&rsa, true), hashing);
        assert_eq!(by_rsa(&[MechanismType::ECDSA], false), "the token does not know CKM_RSA_PKCS");
        let by_ec = |algorithm| chosen(&[MechanismType::ECDSA], algorithm, false);
        assert!(by_ec(SignatureAlgorithm::EcdsaP256Sha256).ends_with(" 32"));
        assert!(by_ec(SignatureAlgorithm::EcdsaP384Sha384).ends_with(" 48"));
    }
}
