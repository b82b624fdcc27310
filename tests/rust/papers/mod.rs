//! Papers as others see them: the same document as PDF and as a file for Word.

mod decree;
mod letters;
mod office;
mod word_file;
