//! The same document for people who go on writing in Word (ECMA-376, `WordprocessingML`).
//!
//! Everything is what Word itself would have made of it: styles with names, headings that navigation
//! lists, rows of heads that repeat, fields for page numbers. Where our own layout knows more than
//! Word, the file says it in Word's words: groups that are never parted are held by fixed spaces,
//! titles are parted into even lines, the rules of the decree are borders of the right length.

mod head;
mod numbering;
mod package;
mod paragraph;
mod picture;
mod section;
mod settings;
mod signing;
mod styles;
mod table;
mod text;
mod writer;
mod xml;

use crate::document::Document;
use crate::error::PaperError;

use package::{Kind, Package};
use writer::Writer;

/// Font of every letter; the metrics of our own font are the same.
const FONT: &str = "Times New Roman";
const LANGUAGE: &str = crate::finish::LANGUAGE;
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Writes the document as a file for Word. Equal documents give equal bytes.
///
/// Fields for signatures and attached files are for the PDF alone.
///
/// # Errors
/// As [`render`](crate::render), but for fields and for elements taller than a page.
pub fn docx(document: &Document) -> Result<Vec<u8>, PaperError> {
    document.style.check()?;
    document.created.check()?;
    let mut package = Package::default();
    package.add(Kind::Styles, styles::part(&document.style)?);
    package.add(Kind::Settings, settings::part()?);
    let mut writer = Writer::new(document, package)?;
    writer.blocks()?;
    let (main, package) = writer.finish()?;
    package.finish(document, &main)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
