//! An edit as it is stored: encrypted, and chained to the one before it.
//!
//! Layout: format, stream, seq, section, key, hash of the previous op (the
//! header, [`OpHeader::SIZE`] bytes), then 16 bytes of commitment, then
//! XChaCha20-Poly1305. The header is authenticated with the words.
//!
//! **Why no nonce repeats.** The nonce is a hash of stream, sequence and the
//! commitment. A stream writes each number once, and a restored backup opens a
//! new epoch, hence a new stream. Should a cloned disk break that rule all the
//! same, the commitment, a hash over key, header and words, differs as soon as
//! the words do; two equal ops under one nonce are one op and reveal nothing.
//!
//! **Why the commitment is checked.** Poly1305 alone lets a cheat make bytes
//! that open to different words under two keys. The commitment binds key and
//! words, so whoever opens an op reads the same words.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use thiserror::Error;

use crate::{
    BadOp, BadTarget, CborError, ContentKey, Digest, KeyId, OpBody, OpRef, SectionId, StreamId,
};

/// The longest edit before encryption: it has to fit in one segment.
pub const MAX_BODY_BYTES: usize = 1_000_000;

const FORMAT: [u8; 4] = *b"BBO\x01";
const COMMITMENT: usize = 16;

/// Bodies longer than this are worth deflating (RFC 1951).
const DEFLATE_FROM: usize = 512;
const DEFLATE_LEVEL: u8 = 6;
const AS_IS: u8 = 0;
const DEFLATED: u8 = 1;

/// Why an op cannot be made or read.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum OpError {
    /// Too few bytes for an op.
    #[error("{found} bytes are too few for an op")]
    TooShort {
        /// How many there are.
        found: usize,
    },
    /// Another kind of bytes, or a format of a newer version.
    #[error("the op is of an unknown format {found:02x?}")]
    UnknownFormat {
        /// The first four bytes.
        found: [u8; 4],
    },
    /// The edit is too long for a segment.
    #[error("op {op} has {found} bytes, more than {MAX_BODY_BYTES}")]
    TooLong {
        /// Which op.
        op: OpRef,
        /// Its length before encryption.
        found: usize,
    },
    /// The key is not the one the op was closed with, or the op was altered.
    #[error("op {op} does not open with key {key_id}")]
    CannotOpen {
        /// Which op.
        op: OpRef,
        /// The key its header names.
        key_id: KeyId,
    },
    /// The op opens, but what is inside is not an edit.
    #[error("op {op} opens to something that is no edit")]
    NoEdit {
        /// Which op.
        op: OpRef,
    },
    /// The edit is not canonical CBOR of the right shape.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// The edit's target has no proper name.
    #[error(transparent)]
    Target(#[from] BadTarget),
    /// The edit breaks a rule of merging.
    #[error(transparent)]
    Rule(#[from] BadOp),
}

/// Where an op stands. Readable by anyone, also without a key.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct OpHeader {
    /// Who wrote it.
    pub stream: StreamId,
    /// Its place in the stream, from 1.
    pub seq: u32,
    /// The part of the record it belongs to.
    pub section: SectionId,
    /// The key that opens it.
    pub key_id: KeyId,
    /// The hash of the op before it, or [`Digest::NONE`].
    pub prev: Digest,
}

impl OpHeader {
    /// Length of the encoded header in bytes.
    pub const SIZE: usize = 104;

    /// Names the op.
    pub const fn op(&self) -> OpRef {
        OpRef::new(self.stream, self.seq)
    }

    fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Self::SIZE);
        bytes.extend_from_slice(&FORMAT);
        bytes.extend_from_slice(self.stream.as_bytes());
        bytes.extend_from_slice(&self.seq.to_be_bytes());
        bytes.extend_from_slice(self.section.as_bytes());
        bytes.extend_from_slice(self.key_id.as_bytes());
        bytes.extend_from_slice(self.prev.as_bytes());
        bytes
    }

    fn decode(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (stream, bytes) = bytes.split_first_chunk()?;
        let (seq, bytes) = bytes.split_first_chunk()?;
        let (section, bytes) = bytes.split_first_chunk()?;
        let (key_id, bytes) = bytes.split_first_chunk()?;
        let (prev, bytes) = bytes.split_first_chunk()?;
        let header = Self {
            stream: StreamId::from_bytes(*stream),
            seq: u32::from_be_bytes(*seq),
            section: SectionId::from_bytes(*section),
            key_id: KeyId::from_bytes(*key_id),
            prev: Digest::from_bytes(*prev),
        };
        Some((header, bytes))
    }
}

/// One op as it is stored, chained and forwarded.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct SealedOp {
    header: OpHeader,
    closed: Vec<u8>,
}

impl SealedOp {
    pub(crate) const fn from_parts(header: OpHeader, closed: Vec<u8>) -> Self {
        Self { header, closed }
    }

    /// Where the op stands.
    pub const fn header(&self) -> &OpHeader {
        &self.header
    }

    /// Names the op.
    pub const fn op(&self) -> OpRef {
        self.header.op()
    }

    /// The commitment and the ciphertext.
    pub fn closed(&self) -> &[u8] {
        &self.closed
    }

    /// Returns the bytes to store: header, then the closed words.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = self.header.encode();
        bytes.extend_from_slice(&self.closed);
        bytes
    }

    /// Reads what [`Self::encode`] wrote. Says nothing yet about the words.
    ///
    /// # Errors
    ///
    /// [`OpError::UnknownFormat`] or [`OpError::TooShort`].
    pub fn decode(bytes: &[u8]) -> Result<Self, OpError> {
        let short = OpError::TooShort { found: bytes.len() };
        let Some((format, rest)) = bytes.split_first_chunk() else { return Err(short) };
        if *format != FORMAT {
            return Err(OpError::UnknownFormat { found: *format });
        }
        let (header, closed) = OpHeader::decode(rest).ok_or(short)?;
        Ok(Self { header, closed: closed.to_vec() })
    }

    /// Returns the SHA-256 of header and ciphertext: what the next op follows.
    ///
    /// It covers no plain word, so it stays true when the key is destroyed.
    pub fn hash(&self) -> Digest {
        Digest::of_parts(&[&self.header.encode(), &self.closed])
    }
}

/// Closes `body` at the place `header` says, with the key that `header` names.
///
/// Equal arguments give equal bytes.
///
/// # Errors
///
/// [`OpError::Rule`] if it names an op its own stream has yet to write,
/// [`OpError::TooLong`] beyond [`MAX_BODY_BYTES`].
pub fn seal_op(header: OpHeader, body: &OpBody, key: &ContentKey) -> Result<SealedOp, OpError> {
    let op = header.op();
    body.check_place(op)?;
    let words = body.encode();
    if words.len() > MAX_BODY_BYTES {
        return Err(OpError::TooLong { op, found: words.len() });
    }
    let plain = packed(&words);
    let aad = header.encode();
    let commitment = commitment(key, &aad, &plain);
    let payload = Payload { msg: &plain, aad: &aad };
    let ciphertext = cipher(key)
        .encrypt(&nonce(op, &commitment), payload)
        .map_err(|_| OpError::TooLong { op, found: words.len() })?;
    let mut closed = commitment.to_vec();
    closed.extend_from_slice(&ciphertext);
    Ok(SealedOp { header, closed })
}

/// Opens an op with the key its header names.
///
/// # Errors
///
/// [`OpError::CannotOpen`] with another key or altered bytes; otherwise what
/// [`OpBody::decode`] says. Never a panic.
pub fn open_op(sealed: &SealedOp, key: &ContentKey) -> Result<OpBody, OpError> {
    let op = sealed.op();
    let cannot = || OpError::CannotOpen { op, key_id: sealed.header.key_id };
    let (claimed, ciphertext) =
        sealed.closed.split_first_chunk::<COMMITMENT>().ok_or_else(cannot)?;
    let aad = sealed.header.encode();
    let plain = cipher(key)
        .decrypt(&nonce(op, claimed), Payload { msg: ciphertext, aad: &aad })
        .map_err(|_| cannot())?;
    if commitment(key, &aad, &plain) != *claimed {
        return Err(cannot());
    }
    let words = unpacked(&plain).ok_or(OpError::NoEdit { op })?;
    let body = OpBody::decode(&words)?;
    body.check_place(op)?;
    Ok(body)
}

fn cipher(key: &ContentKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose().into())
}

fn nonce(op: OpRef, commitment: &[u8; COMMITMENT]) -> XNonce {
    let seq = op.seq.to_be_bytes();
    let parts: [&[u8]; 4] = [b"bienban op nonce 1", op.stream.as_bytes(), &seq, commitment];
    first_bytes(Digest::of_parts(&parts)).into()
}

/// The first bytes of a hash.
fn first_bytes<const N: usize>(digest: Digest) -> [u8; N] {
    let mut first = [0; N];
    first.iter_mut().zip(digest.bytes()).for_each(|(to, from)| *to = from);
    first
}

fn commitment(key: &ContentKey, aad: &[u8], plain: &[u8]) -> [u8; COMMITMENT] {
    first_bytes(Digest::of_parts(&[b"bienban op commitment 1", key.expose(), aad, plain]))
}

fn packed(words: &[u8]) -> Vec<u8> {
    let deflated = (words.len() > DEFLATE_FROM)
        .then(|| compress_to_vec(words, DEFLATE_LEVEL))
        .filter(|deflated| deflated.len() < words.len());
    let (form, bytes) = deflated.as_deref().map_or((AS_IS, words), |deflated| (DEFLATED, deflated));
    let mut plain = vec![form];
    plain.extend_from_slice(bytes);
    plain
}

fn unpacked(plain: &[u8]) -> Option<Vec<u8>> {
    match plain.split_first()? {
        (&AS_IS, words) => Some(words.to_vec()),
        (&DEFLATED, deflated) => decompress_to_vec_with_limit(deflated, MAX_BODY_BYTES).ok(),
        (_, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::testing::{any_body, content_key, header, op, set, set_of, target};
    use crate::{Action, Hlc, Value};

    use super::*;

    #[test]
    fn opens_only_with_its_own_key() {
        let sealed = seal_op(header(1, 1), &set("đạt", &[]), &content_key(1)).unwrap();

        assert_eq!(open_op(&sealed, &content_key(1)), Ok(set("đạt", &[])));
        let error = open_op(&sealed, &content_key(2)).unwrap_err();
        assert_eq!(error, OpError::CannotOpen { op: op(1, 1), key_id: header(1, 1).key_id });
    }

    #[test]
    fn a_header_moved_to_another_place_does_not_open() {
        let sealed = seal_op(header(1, 1), &set("đạt", &[]), &content_key(1)).unwrap();
        let moved = SealedOp::from_parts(header(1, 2), sealed.closed().to_vec());
        assert!(open_op(&moved, &content_key(1)).is_err());
    }

    #[test]
    fn a_cloned_disk_does_not_repeat_a_nonce() {
        let first = seal_op(header(1, 1), &set("đạt", &[]), &content_key(1)).unwrap();
        let clone = seal_op(header(1, 1), &set("sai", &[]), &content_key(1)).unwrap();

        let nonce_of =
            |sealed: &SealedOp| nonce(sealed.op(), sealed.closed().first_chunk().unwrap());
        assert_ne!(nonce_of(&first), nonce_of(&clone));
    }

    #[test]
    fn long_text_is_stored_shorter_than_it_is() {
        let note = "Chưa niêm yết đầy đủ thủ tục hành chính. ".repeat(100);
        let sealed = seal_op(header(1, 1), &set(&note, &[]), &content_key(1)).unwrap();

        assert!(sealed.encode().len() < note.len() / 4);
        assert_eq!(open_op(&sealed, &content_key(1)), Ok(set(&note, &[])));
    }

    #[test]
    fn refuses_an_edit_longer_than_a_segment_and_a_deflated_bomb() {
        let long = set_of(Value::Plain(vec![0; MAX_BODY_BYTES]), &[]);
        let error = seal_op(header(1, 1), &long, &content_key(1)).unwrap_err();
        assert!(matches!(error, OpError::TooLong { .. }));

        let mut bomb = vec![DEFLATED];
        bomb.extend(compress_to_vec(&vec![0; MAX_BODY_BYTES + 1], 6));
        assert_eq!(unpacked(&bomb), None);
    }

    #[test]
    fn refuses_an_edit_that_replaces_itself_or_what_its_stream_will_write() {
        for seq in [3, 4] {
            let body = set("đạt", &[op(1, seq)]);
            let error = seal_op(header(1, 3), &body, &content_key(1)).unwrap_err();
            assert_eq!(error, OpError::Rule(BadOp::ReplacesTheFuture(op(1, seq))));
        }
        let undo = Action::Undo { of: op(1, 3), value: Value::Cleared };
        let body = OpBody::new(Hlc::default(), 0, target("a"), undo, vec![]).unwrap();
        assert!(seal_op(header(1, 3), &body, &content_key(1)).is_err());
    }

    proptest! {
        #[test]
        fn what_is_closed_opens_and_survives_storing(body in any_body()) {
            let sealed = seal_op(header(9, 1), &body, &content_key(1)).unwrap();
            let stored = SealedOp::decode(&sealed.encode()).unwrap();
            prop_assert_eq!(&stored, &sealed);
            prop_assert_eq!(open_op(&stored, &content_key(1)).unwrap(), body);
        }

        #[test]
        fn a_flipped_bit_never_opens(
            body in any_body(), at in any::<prop::sample::Index>(), bit in 0..8_u8,
        ) {
            let mut bytes = seal_op(header(9, 1), &body, &content_key(1)).unwrap().encode();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            let opened = SealedOp::decode(&bytes).and_then(|op| open_op(&op, &content_key(1)));
            prop_assert!(opened.is_err());
        }

        #[test]
        fn any_bytes_are_an_op_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            drop(SealedOp::decode(&bytes).map(|op| open_op(&op, &content_key(1))));
        }
    }
}
