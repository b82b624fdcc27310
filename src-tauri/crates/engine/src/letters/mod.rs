//! Letters (công văn) that the office sends to units: their text, and their layout as a document.
//!
//! # Source
//!
//! Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.5 (công văn).

mod data;
mod naming;
mod reminder;

pub(crate) use data::LetterData;
pub(crate) use data::{LETTER_DATA_VERSION, data};
pub(crate) use naming::habit_of;
pub(crate) use reminder::{LetterMaterial, Reminder, SIGNER, document, signatory};
