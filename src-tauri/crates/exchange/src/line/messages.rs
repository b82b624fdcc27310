//! What is said besides receipts and bundles, as JSON.

use serde::{Deserialize, Serialize};

/// The version of the protocol. A station says it first; a caller that does not know it goes no further.
pub const PROTOCOL: u32 = 1;

/// How a station answers the first question.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Hello {
    /// The protocol it speaks ([`PROTOCOL`]).
    pub protocol: u32,
    /// What its clock shows, in milliseconds since 1970 (UTC).
    pub wall_ms: u64,
}

/// A campaign that a station has and the caller takes part in.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct CampaignState {
    /// The campaign: the bytes of a UUID in hexadecimal.
    pub id: String,
    /// The digest of the newest charter the station has, in hexadecimal.
    pub charter: String,
}

/// How a station answers one who came in by a code.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Joined {
    /// The campaign in which the caller takes part now: the bytes of a UUID in hexadecimal.
    pub campaign: String,
    /// What proves that the station knew the code: 32 bytes in hexadecimal.
    pub proof: String,
}

/// What became of a bundle that was handed over.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct TakenReport {
    /// Ops that are new there and apply.
    pub added: u32,
    /// Ops that were there.
    pub known: u32,
    /// Ops that their authors had no right to write; kept there beside the record.
    pub quarantined: u32,
    /// Runs of ops that were left out: an earlier one is missing, or two disks wrote one stream.
    pub left_out: u32,
    /// Files that are new there.
    pub files_added: u32,
}

/// Reads so many bytes in hexadecimal; `None` for anything else.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    let fits = digits.len() == N.saturating_mul(2) && digits.iter().all(u8::is_ascii_hexdigit);
    let mut bytes = [0_u8; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)).filter(|_| fits) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    fits.then_some(bytes)
}

/// Receipts one after the other: each after its length, in four bytes, the highest first.
pub(super) fn join(receipts: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for receipt in receipts {
        // A receipt is bounded far below 4 GiB; a longer one would not be read again.
        let length = u32::try_from(receipt.len()).unwrap_or(u32::MAX);
        bytes.extend(length.to_be_bytes());
        bytes.extend(receipt);
    }
    bytes
}

/// Reads what [`join`] wrote; `None` for anything else.
pub(super) fn split(mut bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut receipts = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk()?;
        let length = u32::from_be_bytes(*length).try_into().ok()?;
        let (receipt, rest) = rest.split_at_checked(length)?;
        receipts.push(receipt.to_vec());
        bytes = rest;
    }
    Some(receipts)
}

impl TakenReport {
    /// Whether anything was new there.
    pub const fn is_news(&self) -> bool {
        self.added != 0 || self.quarantined != 0 || self.files_added != 0
    }

    /// Adds what became of a later bundle of the same exchange; what was left out before may have come.
    pub const fn join(&mut self, later: Self) {
        self.added = self.added.saturating_add(later.added);
        self.known = self.known.saturating_add(later.known);
        self.quarantined = self.quarantined.saturating_add(later.quarantined);
        self.files_added = self.files_added.saturating_add(later.files_added);
        self.left_out = later.left_out;
    }
}

/// Why a station did not do what was asked, in words that the caller can show.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Denial {
    /// A stable code, such as `E-NOT-A-MEMBER`.
    pub code: String,
    /// One sentence in Vietnamese, from the station's point of view.
    pub sentence: String,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn receipts_are_read_as_they_were_joined(
            receipts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..6),
        ) {
            prop_assert_eq!(split(&join(&receipts)), Some(receipts));
        }

        #[test]
        fn any_bytes_are_receipts_or_nothing(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            if let Some(receipts) = split(&bytes) {
                prop_assert_eq!(join(&receipts), bytes);
            }
        }
    }
}
