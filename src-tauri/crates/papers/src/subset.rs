//! Only the letters a paper uses go into it.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{FontId, ParsedFont, PdfFont, PdfFontMap};
use sha2::{Digest as _, Sha256};
use subsetter::GlyphRemapper;

use crate::error::PaperError;
use crate::font::Face;

/// The letters of each face.
pub(crate) type Letters = BTreeMap<Face, BTreeSet<char>>;

/// Name under which pages refer to a face.
pub(crate) fn font_id(face: Face) -> FontId {
    FontId(
        match face {
            Face::Regular => "R",
            Face::Bold => "B",
            Face::Italic => "I",
            Face::BoldItalic => "BI",
        }
        .into(),
    )
}

/// Subset fonts for all faces that are used.
pub(crate) fn fonts(letters: &Letters) -> Result<PdfFontMap, PaperError> {
    let mut map = BTreeMap::new();
    for (&face, characters) in letters {
        map.insert(font_id(face), PdfFont::new(subset(face, characters)?));
    }
    Ok(PdfFontMap { map })
}

fn subset(face: Face, characters: &BTreeSet<char>) -> Result<ParsedFont, PaperError> {
    let damaged = || PaperError::BadFont(face.name());
    let whole = face.parse()?;
    let mut remapper = GlyphRemapper::new();
    let mut codes = Vec::new();
    for &character in characters {
        let glyph = whole.glyph_index(character).ok_or_else(damaged)?;
        codes.push((u32::from(character), remapper.remap(glyph.0)));
    }
    let bytes = subsetter::subset(face.file(), 0, &remapper).map_err(|_| damaged())?;
    let tag = tag(&bytes);
    let mut font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or_else(damaged)?;
    for (code, glyph) in codes {
        font.set_codepoint_mapping(code, glyph);
    }
    font.font_name = Some(format!("{tag}+{}", face.name()));
    Ok(font)
}

/// Six capital letters that depend on the subset alone (ISO 32000-1, 9.6.4).
fn tag(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
