//! A personal value under a key of its own.
//!
//! The op around it stays readable with the section's key, so that destroying
//! the value's key leaves the op, its target and what it replaced in place:
//! "purged" is a state, and no older value comes back by it.

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use thiserror::Error;

use crate::{ContentKey, KeyId, Target, Value};

const NONCE: usize = 24;

/// Why a personal value cannot be read.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum LockError {
    /// The value is not a locked one.
    #[error("the value is not locked")]
    NotLocked,
    /// Another key, another target, or altered bytes.
    #[error("the value does not open with key {key_id}")]
    CannotOpen {
        /// The key that the value names.
        key_id: KeyId,
    },
}

/// Locks the bytes of a personal value of `target` with `key`, which is named `key_id`.
///
/// `nonce` is 24 random bytes, fresh for every call with the same key.
pub fn lock_value(
    plain: &[u8],
    target: &Target,
    (key_id, key): (KeyId, &ContentKey),
    nonce: [u8; NONCE],
) -> Value {
    let aad = aad(target, key_id);
    let payload = Payload { msg: plain, aad: &aad };
    // The cipher refuses only messages beyond 256 GiB, which no memory holds.
    let words = cipher(key).encrypt(&nonce.into(), payload).unwrap_or_default();
    let mut sealed = nonce.to_vec();
    sealed.extend_from_slice(&words);
    Value::Locked { key_id, sealed }
}

/// Opens a value that [`lock_value`] locked for `target`.
///
/// # Errors
///
/// [`LockError`]; never a panic.
pub fn open_value(value: &Value, target: &Target, key: &ContentKey) -> Result<Vec<u8>, LockError> {
    let Value::Locked { key_id, sealed } = value else { return Err(LockError::NotLocked) };
    let cannot = LockError::CannotOpen { key_id: *key_id };
    let (nonce, words) = sealed.split_first_chunk::<NONCE>().ok_or(cannot)?;
    let aad = aad(target, *key_id);
    let payload = Payload { msg: words, aad: &aad };
    cipher(key).decrypt(&(*nonce).into(), payload).map_err(|_| cannot)
}

fn cipher(key: &ContentKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose().into())
}

/// Names cannot contain a zero byte, so the parts stay apart.
fn aad(target: &Target, key_id: KeyId) -> Vec<u8> {
    [
        b"bienban value 1".as_slice(),
        target.kind().as_bytes(),
        &[0],
        target.field().as_bytes(),
        &[0],
        &target.id(),
        key_id.as_bytes(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use crate::testing::{content_key, key_id, target};

    use super::*;

    fn locked() -> Value {
        let plain = "Nguyễn Văn A".as_bytes();
        lock_value(plain, &target("citizen"), (key_id(1), &content_key(1)), [3; NONCE])
    }

    #[test]
    fn opens_with_its_key_and_nothing_else() {
        let open = |field, key| open_value(&locked(), &target(field), &content_key(key));
        let cannot = Err(LockError::CannotOpen { key_id: key_id(1) });

        assert_eq!(open("citizen", 1), Ok("Nguyễn Văn A".as_bytes().to_vec()));
        assert_eq!(open("citizen", 2), cannot);
        assert_eq!(open("note", 1), cannot);
    }

    #[test]
    fn a_cut_or_plain_value_is_an_error() {
        let short = Value::Locked { key_id: key_id(1), sealed: vec![0; 5] };
        assert!(open_value(&short, &target("a"), &content_key(1)).is_err());
        let plain = open_value(&Value::plain("a"), &target("a"), &content_key(1));
        assert_eq!(plain, Err(LockError::NotLocked));
    }
}
