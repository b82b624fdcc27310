//! What `printpdf` cannot say: PDF 1.7, archive metadata, fields, tags, attachments, own identity.

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};

use crate::document::Document;
use crate::error::PaperError;
use crate::objects::{number, text};
use crate::page::Sheet;
use crate::tree::Tree;
use crate::write::Written;
use crate::{attach, forms, metadata, numbering, outline, tags};

/// Language of every paper.
pub(crate) const LANGUAGE: &str = "vi-VN";

const PROFILE: &[u8] = include_bytes!("../../../../assets/icc/sRGB-v2-magic.icc");
/// Stands where the identity goes until the bytes it is made from are known.
const NO_IDENTITY: [u8; 16] = [0; 16];

/// Adds everything around the pages and writes the file, with one classic cross-reference table, as
/// signing by incremental update needs it.
pub(crate) fn finish(
    document: &Document,
    tree: &Tree,
    sheets: &[Sheet],
    written: Written,
) -> Result<Vec<u8>, PaperError> {
    let Written { mut pdf, marks } = written;
    pdf.version = "1.7".into();
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    for id in &pages {
        let page = pdf.get_dictionary_mut(*id)?;
        page.remove(b"Annots");
        page.set("Tabs", "S");
    }
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => pdf.catalog()?.get(b"Pages")?.clone(),
        "Lang" => Object::string_literal(LANGUAGE),
        "PageLayout" => "OneColumn",
        "PageMode" => "UseNone",
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "MarkInfo" => dictionary! { "Marked" => true },
    };
    catalog.set("Metadata", pdf.add_object(metadata::xmp(document)));
    let intent = output_intent(&mut pdf);
    catalog.set("OutputIntents", vec![intent]);
    attach::attach(&mut pdf, &mut catalog, document)?;
    let page = &document.style.page;
    forms::add(&mut pdf, &mut catalog, &pages, (sheets, page))?;
    tags::add(&mut pdf, &mut catalog, tree, (&pages, &marks))?;
    outline::add(&mut pdf, &mut catalog, &pages, (sheets, page));
    let root = pdf.add_object(catalog);
    let info = pdf.add_object(metadata::info(document));
    pdf.trailer = Dictionary::new();
    pdf.trailer.set("Root", root);
    pdf.trailer.set("Info", info);
    let identity = Object::String(NO_IDENTITY.to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![identity.clone(), identity]);
    numbering::number(&mut pdf);
    pdf.compress();
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes)?;
    Ok(identify(bytes))
}

/// Puts the identity into the trailer: made from all other bytes, so that equal papers are equal.
fn identify(mut bytes: Vec<u8>) -> Vec<u8> {
    let digest = Sha256::digest(&bytes);
    let identity: String = digest.iter().take(16).map(|byte| format!("{byte:02X}")).collect();
    let blank = "00".repeat(NO_IDENTITY.len());
    let tail = bytes.windows(7).rposition(|w| w == b"trailer").unwrap_or_default();
    let mut from = tail;
    while let Some(at) = find(&bytes, blank.as_bytes(), from) {
        if let Some(place) = bytes.get_mut(at..at + identity.len()) {
            place.copy_from_slice(identity.as_bytes());
        }
        from = at + identity.len();
    }
    bytes
}

fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let found = bytes.get(from..)?.windows(needle.len()).position(|w| w == needle)?;
    Some(from + found)
}

/// sRGB, as PDF/A wants when colours are device colours (ISO 19005-3, 6.2.3).
fn output_intent(pdf: &mut lopdf::Document) -> Object {
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, PROFILE.to_vec()));
    Object::Dictionary(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text("sRGB"),
        "Info" => text("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    })
}

/// A rectangle as PDF has it, from a place whose y grows downwards.
pub(crate) fn rect((x, y): (i64, i64), (width, height): (i64, i64), page_height: i64) -> Object {
    let bottom = page_height - y - height;
    let corners = [x, bottom, x + width, bottom + height];
    Object::Array(corners.map(number).to_vec())
}
