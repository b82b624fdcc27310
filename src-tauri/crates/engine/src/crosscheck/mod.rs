//! Whether what a paper prints is what the data inside it say, from the file alone.
//!
//! The data hold everything that the pages are laid out from ([`crate::carried`]). So the paper is
//! laid out again, and what the pages of the file are painted with has to be the same: every figure,
//! every sentence, every rule and letter shape, in both directions. Where it is not, the words of both
//! are compared, so that a person is told which figure or finding differs, and on which page.
//!
//! # Limits
//!
//! - A paper of another wording and layout ([`FORMS_KNOWN`](crate::carried::FORMS_KNOWN)) cannot be laid out again
//!   as it was, so it is not judged.
//! - What a person wrote in the place of a generated text is in page and data alike, and what it says of
//!   a figure or a verdict is compared with nothing: it is named beside the verdict, and so are figures
//!   that no page prints ([`Beside`]).
//! - What lies over pages to be signed or filled in later (fields, their looks) is judged by the
//!   signatures; anything else laid over a page is told here, apart from what was laid there after the
//!   signing with leave of the signatures.
//! - Tags for screen readers and the description of the file are not compared.
//! - Whoever makes both pages and data says the same in both: that it is true, only seals and
//!   signatures vouch for.

mod beside;
mod bounds;
mod differences;
mod facts;
mod inside;
mod kinds;

use papers::Layouts;
use signing::{Contents, PageContent, PdfError, Unsupported, Verdict};

use crate::carried::FORMS_KNOWN;
use differences::{in_looks, in_words, laid_over};
use kinds::Again;

pub use beside::{Beside, Unprinted};
pub use differences::{DIFFERENCES_MAX, Differing};
pub(crate) use kinds::{Kind, MinutesRead, minutes_read};

/// The largest data that are read, in bytes; those of papers are a hundred times smaller.
const DATA_MAX: usize = 16 * 1024 * 1024;

/// What a paper prints, beside what the data inside it say.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CrossCheck {
    /// The same, in all that both say; the rest is told beside.
    Agrees(Beside),
    /// Something else; what, in the order of the pages.
    Disagrees(Vec<Differing>),
    /// Nobody can say.
    CannotCompare(WhyNot),
}

/// Why page and data are not compared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WhyNot {
    /// The file cannot be taken apart here.
    Unreadable,
    /// No data are inside: a paper of another program, or a scan.
    NoData,
    /// More than one file inside calls itself the data, and they differ.
    TwoData,
    /// The data are larger than any paper's.
    TooLarge,
    /// The data cannot be read.
    Damaged,
    /// The data are of a version that did not hold what the pages are laid out from.
    OldVersion(u32),
    /// The data are of a later version.
    NewVersion(u32),
    /// The paper is a draft: its data are not those of a seal.
    Draft,
    /// The paper was laid out in other words or in a layout that this program does not have.
    OtherForms,
}

/// What a paper is, as far as the data inside say; believed only where they agree with the pages.
pub(crate) struct Inside {
    /// Which paper.
    pub(crate) kind: Kind,
    /// The data.
    pub(crate) bytes: Vec<u8>,
}

/// Compares what `pdf` prints with what the data inside it say.
pub fn crosscheck(pdf: &[u8]) -> CrossCheck {
    judged(pdf).unwrap_or_else(CrossCheck::CannotCompare)
}

fn judged(pdf: &[u8]) -> Result<CrossCheck, WhyNot> {
    let contents = signing::contents(pdf).map_err(|error| unread(&error))?;
    let inside = inside(&contents)?;
    let layouts = Layouts::shipped().map_err(|_| WhyNot::OtherForms)?;
    let again = inside.kind.again(&inside.bytes, &contents, &layouts)?;
    compared(again, &inside, (pdf, &contents))
}

fn unread(error: &PdfError) -> WhyNot {
    match error {
        PdfError::Unsupported(Unsupported::Size) => WhyNot::TooLarge,
        PdfError::NotPdf
        | PdfError::Unsupported(_)
        | PdfError::Damaged { .. }
        | PdfError::TrailingBytes { .. } => WhyNot::Unreadable,
    }
}

/// The data inside a paper of ours.
///
/// # Errors
///
/// [`WhyNot`].
pub(crate) fn inside(contents: &Contents) -> Result<Inside, WhyNot> {
    let mut found =
        contents.attachments.iter().filter_map(|file| Some((Kind::of(&file.name)?, file)));
    let (kind, file) = found.next().ok_or(WhyNot::NoData)?;
    if found.next().is_some() {
        return Err(WhyNot::TwoData);
    }
    if file.relationship != "Data" {
        return Err(WhyNot::NoData);
    }
    if DATA_MAX < file.bytes.len() {
        return Err(WhyNot::TooLarge);
    }
    Ok(Inside { kind, bytes: file.bytes.clone() })
}

fn compared(
    again: Again,
    inside: &Inside,
    (pdf, contents): (&[u8], &Contents),
) -> Result<CrossCheck, WhyNot> {
    let other = signing::contents(&again.pdf).map_err(|_| WhyNot::Unreadable)?;
    if !FORMS_KNOWN.contains(&again.forms) {
        return Err(WhyNot::OtherForms);
    }
    let mut differing = inside::differing(&inside.bytes, &again.data);
    differing.extend(again.photographs.iter().map(|number| Differing::Photograph(*number)));
    if !same_pages(&contents.pages, &other.pages) {
        let worded = in_words(&contents.pages, &other.pages, &again.facts);
        differing.extend(worded);
        if differing.is_empty() {
            differing.extend(in_looks(&contents.pages, &other.pages));
        }
    }
    let mut laid = laid_over(&contents.pages, &other.pages);
    if !laid.later.is_empty() && signing::verify(pdf, &[], None).verdict != Verdict::Extended {
        laid.signed.append(&mut laid.later);
    }
    differing.extend(laid.signed.into_iter().map(|page| Differing::LaidOver { page }));
    if let Some(part) = contents.parts.difference(&other.parts).next() {
        differing.push(Differing::Part(differences::shortened(part)));
    }
    differing.truncate(DIFFERENCES_MAX);
    Ok(if differing.is_empty() {
        CrossCheck::Agrees(Beside { later: laid.later, ..again.beside })
    } else {
        CrossCheck::Disagrees(differing)
    })
}

fn same_pages(own: &[PageContent], other: &[PageContent]) -> bool {
    own.iter().map(|page| page.digest).eq(other.iter().map(|page| page.digest))
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::{forged_minutes, strange_minutes};
