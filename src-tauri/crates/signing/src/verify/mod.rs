//! Reading signatures back: is the paper what was signed, by whom, and what came after.

pub(crate) mod locks;
mod report;

pub use report::{
    Change, Coverage, Distrust, Fault, Integrity, ObjectKind, Reason, Report, SignatureReport,
    Verdict,
};
