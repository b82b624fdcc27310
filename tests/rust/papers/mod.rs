//! Papers as others see them: the same document as PDF and as a file for Word.

mod access;
mod archive;
mod decree;
#[cfg(target_os = "linux")]
mod golden;
mod letters;
mod office;
mod stress;
mod word_file;
