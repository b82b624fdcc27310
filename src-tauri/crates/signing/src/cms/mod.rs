//! Cryptographic Message Syntax (RFC 5652), as far as PAdES needs it.

mod algorithm;
mod read;
mod write;

pub(crate) use algorithm::{Check, Digest, Scheme, fits, is_signed_by};
pub(crate) use read::{CmsFault, SignedCms, time};
pub(crate) use write::{attributes, finish};
