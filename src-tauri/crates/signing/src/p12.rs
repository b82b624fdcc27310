//! Key files: PKCS#12 (RFC 7292), as certificate authorities hand them out.

use p12_keystore::{Pkcs12Archive, error::Error as ArchiveError};
use zeroize::Zeroizing;

use crate::{
    Certificate,
    der::{Reader, tag},
    error::KeyError,
    key::SoftwareKey,
};

/// Opens a key file.
///
/// Known encryptions are PBES2 (AES) and the two old ones, RC2-40 and triple DES; known keys are
/// RSA of 2048 to 4096 bits, P-256 and P-384. `password` is tried as typed and must be NFC.
///
/// # Errors
///
/// [`KeyError::WrongPassword`] when the password does not fit, and the other variants for what
/// they say. Nobody can tell a wrong password from a damaged body under an intact frame.
pub fn open_p12(bytes: &[u8], password: &str) -> Result<SoftwareKey, KeyError> {
    let sealed = has_mac(bytes).ok_or(KeyError::Damaged)?;
    let archive =
        Pkcs12Archive::from_pkcs12(bytes, password).map_err(|error| because(&error, sealed))?;
    let keys: Vec<Zeroizing<Vec<u8>>> =
        archive.keys.iter().map(|bag| Zeroizing::new(bag.key.as_der().to_vec())).collect();
    let certificates = archive
        .certs
        .iter()
        .map(|bag| Certificate::from_der(bag.cert.as_der()))
        .collect::<Result<Vec<_>, _>>()?;
    // What the archive holds of the key is freed here; its memory cannot be wiped from outside.
    drop(archive);
    match keys.as_slice() {
        [] => Err(KeyError::NoKey),
        [key] => SoftwareKey::new(key, &certificates),
        several => Err(KeyError::SeveralKeys { count: several.len() }),
    }
}

/// Whether the file carries a MAC; `None` when its frame is not that of a PKCS#12 file.
fn has_mac(bytes: &[u8]) -> Option<bool> {
    let mut reader = Reader(bytes);
    let mut file = reader.expect(tag::SEQUENCE)?.inside();
    if !reader.is_empty() || file.expect(tag::INTEGER)?.value != [3] {
        return None;
    }
    let mut safe = file.expect(tag::SEQUENCE)?.inside();
    safe.expect(tag::OID)?;
    Reader(safe.expect(tag::CONTEXT_0)?.value).expect(tag::OCTET_STRING)?;
    match file.optional(tag::SEQUENCE) {
        Some(_) => Some(true),
        None => file.is_empty().then_some(false),
    }
}

/// Once the MAC fits, what fails later is damage; without one, garbage after decryption means a
/// wrong password.
fn because(error: &ArchiveError, sealed: bool) -> KeyError {
    let unknown = matches!(
        error,
        ArchiveError::UnsupportedEncryptionScheme | ArchiveError::UnsupportedMacAlgorithm
    );
    let garbage = matches!(
        error,
        ArchiveError::Pkcs5Error(_)
            | ArchiveError::UnpadError
            | ArchiveError::DerError(_)
            | ArchiveError::InvalidPrivateKey
    );
    if matches!(error, ArchiveError::MacError(_)) || (garbage && !sealed) {
        KeyError::WrongPassword
    } else if unknown {
        KeyError::UnknownEncryption
    } else {
        KeyError::Damaged
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SignatureAlgorithm, Signer as _, testing};

    #[track_caller]
    fn check(file: &str, algorithm: SignatureAlgorithm, chain: usize) {
        let key = testing::key(file);

        assert_eq!(key.algorithm(), algorithm);
        assert_eq!(key.chain().len(), chain);
        assert!(key.certificate().subject().starts_with("KHÓA THỬ – KHÔNG CÓ GIÁ TRỊ"));
        assert_eq!(key.certificate().issuer(), "NƠI CẤP THỬ – KHÔNG CÓ GIÁ TRỊ");
    }

    #[track_caller]
    fn refuse(file: &str, password: &str, error: &KeyError) {
        assert_eq!(&open_p12(&testing::fixture(file), password).unwrap_err(), error);
    }

    #[test]
    fn opens_every_encryption_and_kind_of_key() {
        check("rsa2048.p12", SignatureAlgorithm::RsaSha256, 2);
        check("rsa4096.p12", SignatureAlgorithm::RsaSha256, 2);
        check("p256.p12", SignatureAlgorithm::EcdsaP256Sha256, 2);
        check("p384.p12", SignatureAlgorithm::EcdsaP384Sha384, 2);
        check("rsa2048-rc2.p12", SignatureAlgorithm::RsaSha256, 2);
        check("rsa2048-3des.p12", SignatureAlgorithm::RsaSha256, 2);
        check("rsa2048-nomac.p12", SignatureAlgorithm::RsaSha256, 2);
        check("rsa2048-nochain.p12", SignatureAlgorithm::RsaSha256, 0);
    }

    #[test]
    fn tells_a_wrong_password_from_a_damaged_file() {
        for file in ["rsa2048.p12", "p256.p12", "rsa2048-rc2.p12", "rsa2048-nomac.p12"] {
            refuse(file, "matkhau", &KeyError::WrongPassword);
            refuse(file, "", &KeyError::WrongPassword);
        }
        let whole = testing::fixture("rsa2048.p12");
        let half = whole.get(..whole.len() / 2).unwrap();
        assert_eq!(open_p12(half, testing::PASSWORD).unwrap_err(), KeyError::Damaged);
        assert_eq!(open_p12(b"", testing::PASSWORD).unwrap_err(), KeyError::Damaged);
        assert_eq!(open_p12(b"%PDF-1.7", testing::PASSWORD).unwrap_err(), KeyError::Damaged);
    }

    #[test]
    fn names_keys_that_it_does_not_support() {
        let kind = "RSA outside 2048 to 4096 bits".into();
        refuse("rsa1024.p12", testing::PASSWORD, &KeyError::UnsupportedKey { kind });
        let kind = "1.3.101.112".into();
        refuse("ed25519.p12", testing::PASSWORD, &KeyError::UnsupportedKey { kind });
        refuse("nokey.p12", testing::PASSWORD, &KeyError::NoKey);
    }

    #[test]
    fn keeps_the_secret_out_of_debug_output() {
        let shown = format!("{:?}", testing::key("rsa2048.p12"));
        assert!(shown.len() < 400, "{shown}");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]

        #[test]
        fn never_falls_over_damaged_files(cut in 0usize..5000, at in 0usize..200, flip in 1u8..) {
            let mut bytes = testing::fixture("p256.p12");
            bytes.truncate(cut);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= flip;
            }
            proptest::prop_assert!(open_p12(&bytes, "x").is_err());
        }
    }
}
