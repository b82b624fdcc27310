//! The names the record gives to streams, ops, sections, keys and bytes.

use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::DevicePublic;

macro_rules! byte_names {
    ($($(#[$doc:meta])* $name:ident($size:literal);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name([u8; $size]);

        impl $name {
            /// How many bytes the name has.
            pub const SIZE: usize = $size;

            /// Takes the bytes as they are.
            pub const fn from_bytes(bytes: [u8; $size]) -> Self {
                Self(bytes)
            }

            /// Takes the bytes if there are exactly as many as the name has.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }

            /// Returns the bytes.
            pub const fn bytes(self) -> [u8; $size] {
                self.0
            }

            /// Borrows the bytes.
            pub const fn as_bytes(&self) -> &[u8; $size] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}({self})", stringify!($name))
            }
        }
    )*};
}

byte_names! {
    /// A SHA-256 of bytes.
    Digest(32);
    /// One device writing in one epoch: SHA-256 of its public key and the epoch.
    StreamId(32);
    /// What separates two streams of one device.
    ///
    /// A fresh one is drawn for each campaign and after every restored backup,
    /// so that a sequence number is never used twice.
    Epoch(16);
    /// The part of the record that one content key opens: a visit, or the campaign.
    SectionId(16);
    /// Which content key closed some bytes. The key itself travels beside the record.
    KeyId(16);
}

impl Digest {
    /// The hash before the first: what the first op or segment of a stream follows.
    pub const NONE: Self = Self([0; 32]);

    /// Returns the SHA-256 of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self::of_parts(&[bytes])
    }

    /// Returns the SHA-256 of the parts, one after the other.
    ///
    /// Callers keep the parts apart: all but one have a fixed length.
    pub(crate) fn of_parts(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part);
        }
        Self(hash.finalize().into())
    }
}

impl StreamId {
    /// Returns the stream that `device` writes in `epoch`.
    pub fn of(device: &DevicePublic, epoch: Epoch) -> Self {
        Self(Digest::of_parts(&[b"bienban stream 1", device.as_bytes(), &epoch.0]).0)
    }
}

/// One op: the `seq`-th of `stream`. The first is number 1.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OpRef {
    /// Who wrote it.
    pub stream: StreamId,
    /// Its place among what the stream wrote, from 1.
    pub seq: u32,
}

impl OpRef {
    /// Names the `seq`-th op of `stream`.
    pub const fn new(stream: StreamId, seq: u32) -> Self {
        Self { stream, seq }
    }
}

impl fmt::Display for OpRef {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}#{}", self.stream, self.seq)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{device, epoch};

    use super::*;

    #[test]
    fn a_new_epoch_is_a_new_stream_of_the_same_device() {
        let public = device(1).public();

        assert_eq!(StreamId::of(&public, epoch(1)), StreamId::of(&public, epoch(1)));
        assert_ne!(StreamId::of(&public, epoch(1)), StreamId::of(&public, epoch(2)));
        assert_ne!(StreamId::of(&public, epoch(1)), StreamId::of(&device(2).public(), epoch(1)));
    }
}
