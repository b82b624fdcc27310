//! Words become letters with widths.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use crate::document::Run;
use crate::error::PaperError;
use crate::font::Face;
use crate::style::Element;

/// A letter in its face.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) character: char,
    pub(crate) face: Face,
    /// In thousandths of the size.
    pub(crate) width: u16,
}

/// Letters of one face, in a row.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Span {
    pub(crate) face: Face,
    pub(crate) text: String,
}

/// The letters of some runs: NFC, in upper case where the element wants it, white space as spaces,
/// without spaces at either end. Line feeds stay.
pub(crate) fn shape(runs: &[Run], element: &Element) -> Result<Vec<Glyph>, PaperError> {
    Ok(trimmed(letters(runs, element)?))
}

/// As [`shape`], with the spaces at either end.
pub(crate) fn letters(runs: &[Run], element: &Element) -> Result<Vec<Glyph>, PaperError> {
    let mut glyphs = Vec::new();
    for run in runs {
        let face = Face::of(run.bold || element.bold, run.italic || element.italic);
        let text: String = if element.upper {
            run.text.to_uppercase().nfc().collect()
        } else {
            run.text.nfc().collect()
        };
        for character in text.chars() {
            glyphs.extend(glyph(character, face, &text)?);
        }
    }
    Ok(glyphs)
}

/// Without white space at either end.
pub(crate) fn trimmed(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let end = glyphs.iter().rposition(|g| !is_blank(g)).map_or(0, |i| i + 1);
    glyphs.truncate(end);
    let start = glyphs.iter().position(|g| !is_blank(g)).unwrap_or(0);
    glyphs.drain(..start);
    glyphs
}

/// The letters of plain words.
pub(crate) fn shape_text(text: &str, element: &Element) -> Result<Vec<Glyph>, PaperError> {
    shape(&[Run::plain(text)], element)
}

/// The first character that no paper can hold, so that it can be refused while it is typed.
#[must_use]
pub fn unprintable(text: &str) -> Option<char> {
    text.nfc().find(|&c| matches!(glyph(c, Face::Regular, ""), Err(PaperError::NoGlyph { .. })))
}

/// Width of letters on one line.
pub(crate) fn width_mpt(glyphs: &[Glyph], size_pt: u16) -> i64 {
    let units: i64 = glyphs.iter().map(|g| i64::from(g.width)).sum();
    units * i64::from(size_pt)
}

/// Letters as stretches of one face. Characters that only steer line breaks are left out.
pub(crate) fn spans(glyphs: &[Glyph]) -> Arc<[Span]> {
    let mut spans: Vec<Span> = Vec::new();
    for glyph in glyphs.iter().filter(|g| !is_invisible(g.character)) {
        match spans.last_mut() {
            Some(last) if last.face == glyph.face => last.text.push(glyph.character),
            _ => spans.push(Span { face: glyph.face, text: glyph.character.into() }),
        }
    }
    spans.into()
}

/// Whether justification may widen this character.
pub(crate) const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}')
}

fn is_blank(glyph: &Glyph) -> bool {
    matches!(glyph.character, ' ' | '\n')
}

/// Zero width space, word joiner, byte order mark, soft hyphen: they steer breaks, nothing else.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\n')
}

fn glyph(character: char, face: Face, around: &str) -> Result<Option<Glyph>, PaperError> {
    let character = match character {
        '\n' | '\u{2028}' => '\n',
        '\r' => return Ok(None),
        '\u{202f}' | '\u{2007}' => '\u{a0}',
        // The font has no non-breaking hyphen; no hyphen of ours breaks.
        '\u{2011}' => '-',
        c if c.is_whitespace() && c != '\u{a0}' => ' ',
        c => c,
    };
    if is_invisible(character) {
        return Ok(Some(Glyph { character, face, width: 0 }));
    }
    match face.width(character)? {
        Some(width) => Ok(Some(Glyph { character, face, width })),
        None => Err(PaperError::NoGlyph { character, around: around.chars().take(60).collect() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_out_composed_whatever_form_they_came_in() {
        let decomposed: String = "Đường Ệ ữ".nfd().collect();

        let glyphs = shape_text(&decomposed, &Element::default()).unwrap();

        let text: String = glyphs.iter().map(|g| g.character).collect();
        assert_eq!(text, "Đường Ệ ữ");
    }

    #[test]
    fn upper_case_keeps_the_marks() {
        let element = Element { upper: true, ..Element::default() };

        let text: String =
            shape_text("Ủy ban nhân dân", &element).unwrap().iter().map(|g| g.character).collect();

        assert_eq!(text, "ỦY BAN NHÂN DÂN");
    }

    #[test]
    fn names_the_character_that_has_no_glyph() {
        let error = shape_text("đạt ✓ rồi", &Element::default()).unwrap_err();

        assert_eq!(error.to_string(), "no glyph for U+2713 in \"đạt ✓ rồi\"");
        assert_eq!(unprintable("đạt ✓ rồi"), Some('✓'));
        assert_eq!(unprintable("đạt\t60,64 %\n"), None);
    }

    #[test]
    fn white_space_becomes_spaces_and_ends_are_bare() {
        let text: String = shape_text("\t a\tb \r\nc \n", &Element::default())
            .unwrap()
            .iter()
            .map(|g| g.character)
            .collect();

        assert_eq!(text, "a b \nc");
    }
}
