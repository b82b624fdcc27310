//! Letters (công văn) that the office sends to units: their text, and their layout as a document.
//!
//! # Source
//!
//! Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.5 (công văn).

mod naming;
mod reminder;

pub(crate) use naming::habit_of;
pub(crate) use reminder::{Reminder, SIGNER, SIGNER_FIELD, document, signatory};
