//! Keys: the device's signing key and the keys that open what is written.

use std::fmt;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use thiserror::Error;
use zeroize::Zeroizing;

/// A signature does not fit the bytes and the key, or the key is not one.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("the signature of device {device} does not fit")]
pub struct BadSignature {
    /// Who is said to have signed.
    pub device: DevicePublic,
}

/// The secret a device signs with (Ed25519, RFC 8032). Wiped when dropped.
#[derive(Clone)]
pub struct DeviceKey(SigningKey);

impl DeviceKey {
    /// Length of a signature in bytes.
    pub const SIGNATURE_SIZE: usize = 64;

    /// Takes a seed of 32 random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// Returns the seed, to be wrapped and stored.
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// Returns the public half.
    pub fn public(&self) -> DevicePublic {
        DevicePublic(self.0.verifying_key().to_bytes())
    }

    /// Signs `message`.
    pub fn sign(&self, message: &[u8]) -> [u8; Self::SIGNATURE_SIZE] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "DeviceKey(of {})", self.public())
    }
}

/// The public half of a device's signing key, as bytes.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DevicePublic([u8; 32]);

impl DevicePublic {
    /// Takes the 32 bytes of a public key; whether they are one shows at [`Self::verify`].
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Borrows the 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Checks that this device signed `message`.
    ///
    /// Strict: weak keys and second spellings of a signature are refused, so
    /// that all readers agree on what was signed.
    ///
    /// # Errors
    ///
    /// [`BadSignature`] names the device.
    pub fn verify(
        &self,
        message: &[u8],
        signature: &[u8; DeviceKey::SIGNATURE_SIZE],
    ) -> Result<(), BadSignature> {
        VerifyingKey::from_bytes(&self.0)
            .and_then(|key| key.verify_strict(message, &Signature::from_bytes(signature)))
            .map_err(|_| BadSignature { device: *self })
    }
}

impl fmt::Display for DevicePublic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for DevicePublic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "DevicePublic({self})")
    }
}

/// A key that opens words: of a section, or of one personal value. Wiped when dropped.
///
/// Destroying it everywhere is how personal data is lawfully erased.
#[derive(Clone)]
pub struct ContentKey(Zeroizing<[u8; 32]>);

impl ContentKey {
    /// Takes 32 random bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Borrows the bytes, to be wrapped and stored.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ContentKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::device;

    use super::*;

    #[test]
    fn verifies_what_was_signed_and_nothing_else() {
        let key = device(1);
        let signature = key.sign(b"60,64%");

        assert_eq!(key.public().verify(b"60,64%", &signature), Ok(()));
        assert!(key.public().verify(b"60,65%", &signature).is_err());
        assert!(device(2).public().verify(b"60,64%", &signature).is_err());
    }

    #[test]
    fn bytes_that_are_no_key_verify_nothing() {
        let nobody = DevicePublic::from_bytes([0; 32]);
        assert_eq!(nobody.verify(b"", &[0; 64]), Err(BadSignature { device: nobody }));
    }

    #[test]
    fn does_not_print_secrets() {
        let printed =
            format!("{:?} {:?}", DeviceKey::from_seed(&[7; 32]), ContentKey::from_bytes([7; 32]));
        assert!(!printed.contains("070707") && !printed.contains("7, 7"));
    }
}
