//! Signatures on papers: bytes and keys in, signed bytes or a verdict out.
//!
//! Certificate signatures follow PAdES baseline B (ETSI EN 319 142-1): a detached CMS signature in
//! an incremental update, so that every earlier byte, and every earlier signature, stays as it was.
//! A timestamp (RFC 3161) makes it level T; certificates and answers about revocation (`/DSS`) and
//! a timestamp over the whole file make it LT and LTA, as further updates. The crate touches no
//! file, clock or network: it asks through [`TimeAuthority`] and [`RevocationSource`]. Times are what
//! the caller claims or an authority signed; a trusted time is never invented.
//!
//! ```text
//! open_p12 ─▶ SoftwareKey (a Signer) ─▶ sign ─▶ bytes ─▶ verify ─▶ Report
//!                          Strokes ─▶ lay_drawing ─┘  │     fields ─▶ FieldState
//!                                             extend ◀─┘
//! ```

mod appearance;
mod certificate;
mod cms;
mod contents;
mod der;
mod drawing;
mod dss;
mod error;
mod extend;
mod fill;
mod font;
mod form;
mod key;
mod lock;
mod p12;
mod pdf;
mod picture;
mod placeholder;
mod sign;
mod signed;
#[cfg(test)]
mod testing;
mod time;
mod update;
mod verify;
mod words;

pub use appearance::{Appearance, Mark};
pub use certificate::{Certificate, Validity, chain_above};
pub use contents::{Attached, Contents, PageContent, contents};
pub use drawing::{Caption, Point, Strokes, lay_drawing};
pub use dss::RevocationSource;
pub use error::{
    CertificateError, ExtendError, KeyError, PdfError, PictureError, SignError, TimeError,
    Unreachable, Unsupported,
};
pub use extend::{Extended, extend};
pub use fill::{entries, fill_in};
pub use form::{FieldState, fields};
pub use key::{SignatureAlgorithm, Signer, SoftwareKey, ecdsa_in_der};
pub use p12::open_p12;
pub use picture::Picture;
pub use sign::{SignRequest, Stamped, sign, sign_with_time};
pub use signed::{SignedState, first_state, signed_states};
pub use time::{StampedTime, TimeAuthority};
pub use verify::{
    Change, Coverage, Distrust, DocumentTimestamp, Fault, Integrity, Level, ObjectKind, Reason,
    Report, Revocation, RevocationReason, SignatureReport, Timestamp, Verdict, added_since, verify,
    without_proofs,
};
