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

mod appearance;
mod certificate;
mod cms;
mod contents;
mod der;
mod drawing;
mod error;
mod font;
mod form;
mod key;
mod lock;
mod p12;
mod pdf;
mod sign;
#[cfg(test)]
mod testing;
mod update;
mod verify;
mod words;

pub use appearance::Appearance;
pub use certificate::{Certificate, Validity, chain_above};
pub use contents::{Attached, Contents, PageContent, contents};
pub use drawing::{Caption, Strokes, lay_drawing};
pub use error::{CertificateError, KeyError, PdfError, SignError, Unsupported};
pub use form::{FieldState, fields};
pub use key::{SignatureAlgorithm, Signer, SoftwareKey, ecdsa_in_der};
pub use p12::open_p12;
pub use sign::{SignRequest, sign};
pub use verify::{
    Change, Coverage, Distrust, Fault, Integrity, ObjectKind, Reason, Report, SignatureReport,
    Verdict, verify,
};
