//! What a device holds, under its signature: the end of every stream it knows.
//!
//! A receipt is what makes a badge green: somebody else answers for having the
//! op, by the hash it has there. It also tells what a bundle need not carry
//! again, and shows later that an op which is gone once was there.

use thiserror::Error;

use crate::cbor::{MapReader, MapWriter, Reader, Writer};
use crate::envelope::{self, Envelope};
use crate::op_codec::{op_ref, put_op_ref};
use crate::segment_codec::digest;
use crate::{CborError, DeviceKey, DevicePublic, Digest, EnvelopeError, OpRef};

const FORMAT: [u8; 4] = *b"BBR\x01";

const CAMPAIGN: u64 = 0;
const DEVICE: u64 = 1;
const WALL_MS: u64 = 2;
const HOLDS: u64 = 3;
const FILES: u64 = 4;

/// Why bytes are not a receipt.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ReceiptError {
    /// Not a signed envelope, or the signature does not fit.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The contents are not what they should be.
    #[error(transparent)]
    Cbor(#[from] CborError),
}

/// The end of one stream, as somebody has it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Holding {
    /// The last op.
    pub last: OpRef,
    /// Its hash, which covers all before it.
    pub tip: Digest,
}

/// What one device holds of one campaign.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReceiptDraft {
    /// The campaign, by the bytes of a UUID.
    pub campaign: [u8; 16],
    /// What the device's clock showed, in milliseconds since 1970 (UTC).
    pub wall_ms: u64,
    /// The streams it has, by their ends.
    pub holds: Vec<Holding>,
    /// The SHA-256 of every piece of evidence and paper that it has whole.
    pub files: Vec<Digest>,
}

/// A receipt whose signature fits, with the bytes that prove it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Receipt {
    draft: ReceiptDraft,
    device: DevicePublic,
    bytes: Vec<u8>,
}

impl Receipt {
    /// Signs what this device holds.
    pub fn sign(draft: ReceiptDraft, key: &DeviceKey) -> Self {
        let mut map = MapWriter::default();
        map.put(CAMPAIGN, |w| w.bytes(&draft.campaign));
        map.put(DEVICE, |w| w.bytes(key.public().as_bytes()));
        map.put(WALL_MS, |w| w.uint(draft.wall_ms));
        map.put(HOLDS, |w| {
            w.array(draft.holds.len());
            draft.holds.iter().for_each(|holding| put_holding(w, holding));
        });
        map.put(FILES, |w| {
            w.array(draft.files.len());
            draft.files.iter().for_each(|file| w.bytes(file.as_bytes()));
        });
        let bytes = envelope::sign(FORMAT, &map.finish(), &[], key);
        Self { draft, device: key.public(), bytes }
    }

    /// Verifies a receipt from its bytes alone, and keeps them.
    ///
    /// Whether the device takes part is the charter's to say.
    ///
    /// # Errors
    ///
    /// [`ReceiptError`]; never a panic.
    pub fn read(bytes: Vec<u8>) -> Result<Self, ReceiptError> {
        let envelope = Envelope::open(FORMAT, &bytes)?;
        let mut map = MapReader::read(envelope.header)?;
        let device = map.take(DEVICE, |r| r.bytes()?.try_into().ok())?;
        let device = DevicePublic::from_bytes(device);
        envelope.verify(&device).map_err(EnvelopeError::from)?;
        let draft = ReceiptDraft {
            campaign: map.take(CAMPAIGN, |r| r.bytes()?.try_into().ok())?,
            wall_ms: map.take(WALL_MS, Reader::uint)?,
            holds: map.take(HOLDS, |r| r.list(holding))?,
            files: map.take(FILES, |r| r.list(digest))?,
        };
        Ok(Self { draft, device, bytes })
    }

    /// What it says.
    pub const fn draft(&self) -> &ReceiptDraft {
        &self.draft
    }

    /// Who signed it.
    pub const fn device(&self) -> DevicePublic {
        self.device
    }

    /// The bytes to store and forward.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn put_holding(writer: &mut Writer, holding: &Holding) {
    writer.array(2);
    put_op_ref(writer, holding.last);
    writer.bytes(holding.tip.as_bytes());
}

fn holding(reader: &mut Reader<'_>) -> Option<Holding> {
    (reader.array()? == 2).then_some(())?;
    Some(Holding { last: op_ref(reader)?, tip: digest(reader)? })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{device, op};

    fn draft() -> ReceiptDraft {
        ReceiptDraft {
            campaign: [7; 16],
            wall_ms: 9,
            holds: vec![Holding { last: op(1, 12), tip: Digest::of(b"tip") }],
            files: vec![Digest::of(b"photo")],
        }
    }

    #[test]
    fn a_receipt_is_read_as_it_was_signed() {
        let receipt = Receipt::sign(draft(), &device(2));

        let read = Receipt::read(receipt.bytes().to_vec()).unwrap();

        assert_eq!((read.draft(), read.device()), (&draft(), device(2).public()));
    }

    proptest! {
        #[test]
        fn any_flipped_bit_is_refused(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
            let mut bytes = Receipt::sign(draft(), &device(2)).bytes().to_vec();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert!(Receipt::read(bytes).is_err());
        }
    }
}
