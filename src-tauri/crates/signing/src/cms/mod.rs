//! Cryptographic Message Syntax (RFC 5652), as far as PAdES baseline B needs it.

mod algorithm;
mod read;
mod write;

pub(crate) use algorithm::{Check, Digest, Scheme, fits};
pub(crate) use read::{CmsFault, SignedCms};
pub(crate) use write::{attributes, finish};
