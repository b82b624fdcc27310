//! Authenticated encryption of short texts: keys, and nothing larger.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::error::StoreError;
use crate::ports::Randomness;

/// Bytes of a key.
pub(crate) const KEY_BYTES: usize = 32;
/// Bytes of a nonce; long enough to be drawn at random without counting.
pub(crate) const NONCE_BYTES: usize = 24;

/// A secret key, wiped when dropped and never shown.
#[derive(Clone, Eq, PartialEq)]
pub(crate) struct Key(Zeroizing<[u8; KEY_BYTES]>);

impl Key {
    /// Draws a new key.
    pub(crate) fn draw(randomness: &dyn Randomness) -> Result<Self, StoreError> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        randomness.fill(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    /// Takes a key read from elsewhere; `None` when it has the wrong length.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        <[u8; KEY_BYTES]>::try_from(bytes).ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Key(…)")
    }
}

/// Draws a nonce.
pub(crate) fn draw_nonce(randomness: &dyn Randomness) -> Result<[u8; NONCE_BYTES], StoreError> {
    let mut nonce = [0; NONCE_BYTES];
    randomness.fill(&mut nonce)?;
    Ok(nonce)
}

/// Seals `plain` under `key`, bound to `context`.
pub(crate) fn seal(
    key: &Key,
    nonce: [u8; NONCE_BYTES],
    context: &[u8],
    plain: &[u8],
) -> Option<Vec<u8>> {
    let cipher = XChaCha20Poly1305::new(key.bytes().into());
    cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: context }).ok()
}

/// Opens what [`seal`] made; `None` for another key, another context or altered bytes.
pub(crate) fn open(
    key: &Key,
    nonce: [u8; NONCE_BYTES],
    context: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let cipher = XChaCha20Poly1305::new(key.bytes().into());
    let plain = cipher.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: context }).ok()?;
    Some(Zeroizing::new(plain))
}
