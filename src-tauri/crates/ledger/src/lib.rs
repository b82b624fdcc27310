//! The signed record: what was written, by which device, after seeing what.
//!
//! One edit is an [`OpBody`]. It is encrypted and chained by hash when it is
//! saved ([`SealedOp`], [`Chain`]); a run of them is signed once ([`Segment`])
//! under the delegation's [`Charter`], which devices enter by their [`DeviceCard`].
//! A bundle hands it on ([`BundleManifest`]), and a [`Receipt`] answers for having it; a [`CustodyList`]
//! lists all of it for somebody outside. Reading is a [`Register`] for each
//! [`Target`]: what nobody has seen and replaced stands side by side. A
//! [`SealManifest`] lists exactly what one paper states.
//!
//! Nothing here reads a file, a clock or a random number: keys, times and
//! bytes are arguments, so that what was signed in 2026 verifies in 2046 from
//! its bytes alone. Kinds and fields of a target mean nothing to this crate.
//!
//! Five promises, each with a test:
//! - bytes are stored, forwarded and verified as received, never re-encoded;
//! - what this version does not know (keys, actions, roles) is kept and relayed;
//! - hashes cover ciphertext, so a destroyed key leaves every chain verifiable;
//! - the order and repetition of arrivals never change what a register says;
//! - no clock chooses between two values.

mod bundle;
mod card;
mod cbor;
mod chain;
mod charter;
mod clock;
mod custody;
mod envelope;
#[cfg(test)]
mod golden;
mod id;
mod key;
mod lock;
mod op;
mod op_codec;
mod receipt;
mod register;
mod seal;
mod sealed;
mod segment;
mod segment_codec;
#[cfg(test)]
mod testing;

pub use bundle::{BundleError, BundleManifest, CarriedFile, CarriedKey, KeyPurpose};
pub use card::{CardError, DeviceCard};
pub use cbor::{CborError, Extra};
pub use chain::{Chain, ChainBreak, Fork, find_fork};
pub use charter::{Charter, CharterDraft, CharterError, CharterMember, EndedDevice, Right, Role};
pub use clock::{Hlc, HlcClock, MAX_CLOCK_LEAD_MS, Observed};
pub use custody::{CustodyError, CustodyList, ListedFile, ListedPaper};
pub use envelope::EnvelopeError;
pub use id::{Digest, Epoch, KeyId, OpRef, SectionId, StreamId};
pub use key::{BadSignature, ContentKey, DeviceKey, DevicePublic};
pub use lock::{LockError, lock_value, open_value};
pub use op::{Action, BadOp, BadTarget, OpBody, Target, Value};
pub use receipt::{Holding, Receipt, ReceiptDraft, ReceiptError};
pub use register::{Content, Head, Opinion, Register, Standing};
pub use seal::{Drift, DriftKind, SealError, SealManifest, StatedHead};
pub use sealed::{MAX_BODY_BYTES, OpError, OpHeader, SealedOp, open_op, seal_op};
pub use segment::{MAX_SEGMENT_BYTES, Segment, SegmentError, SegmentHeader, SegmentLink};
