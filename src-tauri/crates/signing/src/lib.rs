//! Signatures on papers: bytes and keys in, signed bytes or a verdict out.
//!
//! Certificate signatures follow PAdES baseline B (ETSI EN 319 142-1): a detached CMS signature in
//! an incremental update, so that every earlier byte, and every earlier signature, stays as it was.
//! The crate touches no file, clock or network. Times are what the caller claims; a trusted time
//! is never invented.
//!
//! ```text
//! open_p12 ─▶ SoftwareKey (a Signer) ─▶ sign ─▶ bytes ─▶ verify ─▶ Report
//!                          Strokes ─▶ lay_drawing ─┘        fields ─▶ FieldState
//! ```

mod certificate;
mod der;
mod error;
mod key;
mod p12;
#[cfg(test)]
mod testing;
mod verify;

pub use certificate::{Certificate, Validity};
pub use error::{CertificateError, KeyError, PdfError, SignError, Unsupported};
pub use key::{SignatureAlgorithm, Signer, SoftwareKey};
pub use p12::open_p12;
pub use verify::{
    Change, Coverage, Distrust, Fault, Integrity, ObjectKind, Reason, Report, SignatureReport,
    Verdict,
};
