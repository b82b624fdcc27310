//! A sealed box: anyone may close it, only the holder of the private key opens it.
//!
//! X25519 between a key made for this one box and the key of the pad, SHA-256 over both public keys
//! and what they share, XChaCha20-Poly1305 under the result:
//!
//! ```text
//! 32 bytes of the box's own public key · sealed bytes
//! ```

use sha2::{Digest as _, Sha256};
use x25519_dalek::{PublicKey, SharedSecret, StaticSecret};
use zeroize::Zeroizing;

use crate::ports::Randomness;
use crate::store::StoreError;
use crate::store::cipher::{self, Key, NONCE_BYTES};
use crate::store::hex;

const CONTEXT: &[u8] = b"bienban pad 1";
const PUBLIC_BYTES: usize = 32;
/// A key seals one box only, so its nonce need not differ from box to box.
const NONCE: [u8; NONCE_BYTES] = [0; NONCE_BYTES];

/// The public half: enough to write, not to read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PadKey(PublicKey);

impl PadKey {
    /// Seals `plain`.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoRandomness`], and [`StoreError::Unreadable`] for a key that no honest program
    /// lays down.
    pub fn seal(&self, plain: &[u8], randomness: &dyn Randomness) -> Result<Vec<u8>, StoreError> {
        let unusable = || StoreError::Unreadable { what: "key of the pad" };
        let own = PadSecret::draw(randomness)?;
        let shared = own.0.diffie_hellman(&self.0);
        let key = derive(&own.public().0, &self.0, &shared).ok_or_else(unusable)?;
        let sealed = cipher::seal(&key, NONCE, CONTEXT, plain).ok_or_else(unusable)?;
        Ok([own.public().0.as_bytes().as_slice(), &sealed].concat())
    }

    pub(super) fn to_hex(&self) -> String {
        hex::encode(self.0.as_bytes())
    }

    pub(super) fn from_hex(text: &str) -> Option<Self> {
        let bytes: [u8; PUBLIC_BYTES] = hex::decode(text)?.try_into().ok()?;
        Some(Self(PublicKey::from(bytes)))
    }

    pub(super) fn check(&self) -> String {
        let digest = Sha256::new().chain_update(CONTEXT).chain_update(self.0.as_bytes()).finalize();
        hex::encode(&digest)
    }
}

/// The private half; lies only inside the encrypted store. Never shown.
#[derive(Clone)]
pub struct PadSecret(StaticSecret);

impl PadSecret {
    /// Draws a new key.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoRandomness`].
    pub fn draw(randomness: &dyn Randomness) -> Result<Self, StoreError> {
        let mut bytes = Zeroizing::new([0; 32]);
        randomness.fill(bytes.as_mut_slice())?;
        Ok(Self(StaticSecret::from(*bytes)))
    }

    /// The public half.
    pub fn public(&self) -> PadKey {
        PadKey(PublicKey::from(&self.0))
    }

    /// As the store keeps it.
    pub fn to_words(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.0.as_bytes()))
    }

    /// Reads what [`PadSecret::to_words`] wrote.
    pub fn from_words(words: &str) -> Option<Self> {
        let bytes = Zeroizing::new(hex::decode(words)?);
        Some(Self(StaticSecret::from(<[u8; 32]>::try_from(bytes.as_slice()).ok()?)))
    }

    /// Opens what [`PadKey::seal`] made; `None` for another key or altered bytes.
    pub fn open(&self, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (own, sealed) = sealed.split_first_chunk::<PUBLIC_BYTES>()?;
        let own = PublicKey::from(*own);
        let key = derive(&own, &self.public().0, &self.0.diffie_hellman(&own))?;
        cipher::open(&key, NONCE, CONTEXT, sealed)
    }
}

impl std::fmt::Debug for PadSecret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PadSecret(…)")
    }
}

/// The key of one box; `None` where a public key is one of the few that make every secret the same.
fn derive(own: &PublicKey, pad: &PublicKey, shared: &SharedSecret) -> Option<Key> {
    if !shared.was_contributory() {
        return None;
    }
    let digest = Sha256::new()
        .chain_update(CONTEXT)
        .chain_update(own.as_bytes())
        .chain_update(pad.as_bytes())
        .chain_update(shared.as_bytes())
        .finalize();
    Key::from_slice(&digest)
}
