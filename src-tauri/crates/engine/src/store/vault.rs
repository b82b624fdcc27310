//! One file, encrypted in chunks: the STREAM construction over
//! XChaCha20-Poly1305, so that a 100 MB scan never lies in memory whole while
//! it is written, and a file cut short or reordered is noticed.
//!
//! ```text
//! "BBF1" · 19 random bytes · chunks of 64 KiB + 16, the last one shorter
//! ```

use std::io::{self, Read, Write};

use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::KeyInit as _;
use sha2::{Digest as _, Sha256};

use super::cipher::Key;

const MAGIC: &[u8; 4] = b"BBF1";
const PREFIX_BYTES: usize = 19;
const CHUNK_BYTES: usize = 64 * 1024;
const TAG_BYTES: usize = 16;

/// Bytes before the first chunk that [`encrypt`] wants to be drawn at random.
pub(super) type Prefix = [u8; PREFIX_BYTES];

/// Encrypts `plain` to `out`; returns the plain bytes' digest and length.
pub(super) fn encrypt(
    key: &Key,
    prefix: Prefix,
    plain: &mut dyn Read,
    out: &mut dyn Write,
) -> io::Result<([u8; 32], u64)> {
    let cipher = XChaCha20Poly1305::new(key.bytes().into());
    let mut stream = EncryptorBE32::from_aead(cipher, &prefix.into());
    let mut digest = Sha256::new();
    let mut size = 0_u64;
    out.write_all(MAGIC)?;
    out.write_all(&prefix)?;
    loop {
        let mut chunk = read_up_to(plain, CHUNK_BYTES)?;
        digest.update(&chunk);
        size += chunk.len() as u64;
        if chunk.len() < CHUNK_BYTES {
            stream.encrypt_last_in_place(MAGIC, &mut chunk).map_err(|_| too_long())?;
            out.write_all(&chunk)?;
            return Ok((digest.finalize().into(), size));
        }
        stream.encrypt_next_in_place(MAGIC, &mut chunk).map_err(|_| too_long())?;
        out.write_all(&chunk)?;
    }
}

/// Decrypts what [`encrypt`] wrote; returns the plain bytes' digest.
///
/// An error of kind [`io::ErrorKind::InvalidData`] means that the file is
/// damaged or the key is another one. What was written to `out` before that
/// is genuine but incomplete.
pub(super) fn decrypt(
    key: &Key,
    sealed: &mut dyn Read,
    out: &mut dyn Write,
) -> io::Result<[u8; 32]> {
    let mut magic = [0; MAGIC.len()];
    let mut prefix: Prefix = [0; PREFIX_BYTES];
    sealed.read_exact(&mut magic).map_err(|_| damaged())?;
    sealed.read_exact(&mut prefix).map_err(|_| damaged())?;
    if magic != *MAGIC {
        return Err(damaged());
    }
    let cipher = XChaCha20Poly1305::new(key.bytes().into());
    let mut stream = DecryptorBE32::from_aead(cipher, &prefix.into());
    let mut digest = Sha256::new();
    loop {
        let mut chunk = read_up_to(sealed, CHUNK_BYTES + TAG_BYTES)?;
        if chunk.len() < CHUNK_BYTES + TAG_BYTES {
            stream.decrypt_last_in_place(MAGIC, &mut chunk).map_err(|_| damaged())?;
            digest.update(&chunk);
            out.write_all(&chunk)?;
            return Ok(digest.finalize().into());
        }
        stream.decrypt_next_in_place(MAGIC, &mut chunk).map_err(|_| damaged())?;
        digest.update(&chunk);
        out.write_all(&chunk)?;
    }
}

fn read_up_to(source: &mut dyn Read, most: usize) -> io::Result<Vec<u8>> {
    let mut chunk = Vec::with_capacity(most + TAG_BYTES);
    source.take(most as u64).read_to_end(&mut chunk)?;
    Ok(chunk)
}

fn damaged() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

fn too_long() -> io::Error {
    io::Error::from(io::ErrorKind::FileTooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        Key::from_slice(&[3; 32]).unwrap()
    }

    fn sealed(plain: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let (digest, size) = encrypt(&key(), [1; 19], &mut &*plain, &mut out).unwrap();
        assert_eq!(digest, <[u8; 32]>::from(Sha256::digest(plain)));
        assert_eq!(size, plain.len() as u64);
        out
    }

    #[test]
    fn gives_back_files_of_every_length_around_a_chunk() {
        for length in [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES] {
            let plain: Vec<u8> = (0..=250).cycle().take(length).collect();
            let mut back = Vec::new();

            decrypt(&key(), &mut sealed(&plain).as_slice(), &mut back).unwrap();

            assert_eq!(back, plain);
        }
    }

    #[test]
    fn notices_truncation_and_any_flipped_bit() {
        let whole = sealed(&vec![7; CHUNK_BYTES + 100]);
        for length in [0, 10, 22, 23, 39, CHUNK_BYTES + 23 + 16, whole.len() - 1] {
            assert!(decrypt(&key(), &mut &whole[..length], &mut io::sink()).is_err());
        }
        for place in (0..whole.len()).step_by(997) {
            let mut altered = whole.clone();
            altered[place] ^= 1;
            assert!(decrypt(&key(), &mut altered.as_slice(), &mut io::sink()).is_err());
        }
    }
}
