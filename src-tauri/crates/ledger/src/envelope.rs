//! Signed bytes: format, header, body, signature. Kept exactly as received.
//!
//! Layout: 4 bytes of format, length and bytes of the header, length and bytes
//! of the body (lengths in 4 bytes, big end first), 64 bytes of Ed25519 over
//! SHA-256(format ‖ header with its length ‖ SHA-256(body with its length)).

use thiserror::Error;

use crate::{BadSignature, DeviceKey, DevicePublic, Digest};

/// Why bytes are not a signed envelope.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum EnvelopeError {
    /// The bytes end before the envelope does.
    #[error("the bytes end early, after {found}")]
    CutOff {
        /// How many bytes there are.
        found: usize,
    },
    /// Bytes follow where the envelope ends.
    #[error("{found} bytes follow the signature")]
    LeftOver {
        /// How many are too many.
        found: usize,
    },
    /// Another kind of bytes, or a format of a newer version: keep and relay them.
    #[error("the bytes are of format {found:02x?}, not {expected:02x?}")]
    UnknownFormat {
        /// The first four bytes.
        found: [u8; 4],
        /// What they should be.
        expected: [u8; 4],
    },
    /// The signature does not fit.
    #[error(transparent)]
    Signature(#[from] BadSignature),
}

/// The parts of an envelope whose signature is still to be checked.
#[derive(Debug)]
pub(crate) struct Envelope<'b> {
    pub(crate) header: &'b [u8],
    pub(crate) body: &'b [u8],
    signed: Digest,
    signature: [u8; DeviceKey::SIGNATURE_SIZE],
}

impl<'b> Envelope<'b> {
    /// Parts the bytes. Nothing in them is to be believed before [`Self::verify`].
    pub(crate) fn open(expected: [u8; 4], bytes: &'b [u8]) -> Result<Self, EnvelopeError> {
        let cut_off = EnvelopeError::CutOff { found: bytes.len() };
        let (found, rest) = bytes.split_first_chunk::<4>().ok_or(cut_off)?;
        if *found != expected {
            return Err(EnvelopeError::UnknownFormat { found: *found, expected });
        }
        let (header, rest) = part(rest).ok_or(cut_off)?;
        let (body, rest) = part(rest).ok_or(cut_off)?;
        let (signature, left) = rest.split_first_chunk().ok_or(cut_off)?;
        if !left.is_empty() {
            return Err(EnvelopeError::LeftOver { found: left.len() });
        }
        let signed = signed(expected, header, body);
        Ok(Self { header, body, signed, signature: *signature })
    }

    /// Checks that `device` signed all of it.
    pub(crate) fn verify(&self, device: &DevicePublic) -> Result<(), BadSignature> {
        device.verify(self.signed.as_bytes(), &self.signature)
    }
}

/// Signs header and body.
pub(crate) fn sign(format: [u8; 4], header: &[u8], body: &[u8], key: &DeviceKey) -> Vec<u8> {
    let signature = key.sign(signed(format, header, body).as_bytes());
    let parts: [&[u8]; 6] = [&format, &length(header), header, &length(body), body, &signature];
    parts.concat()
}

fn signed(format: [u8; 4], header: &[u8], body: &[u8]) -> Digest {
    let body = Digest::of_parts(&[&length(body), body]);
    Digest::of_parts(&[&format, &length(header), header, body.as_bytes()])
}

/// Envelopes are bounded far below 4 GiB; a longer part would not open again.
fn length(part: &[u8]) -> [u8; 4] {
    u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes()
}

fn part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(u32::from_be_bytes(*length).try_into().ok()?)
}
