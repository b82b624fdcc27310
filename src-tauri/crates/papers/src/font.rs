//! The four faces of Liberation Serif: which letters they have and how wide each is.
//!
//! Widths are kept as the whole thousandths of an em that stand in the PDF's `/W` array, rounded
//! towards zero as `printpdf` does: viewers move the pen by those, so lines measured with anything
//! finer would drift away from the right margin.

use std::sync::atomic::{AtomicU16, Ordering};

use crate::error::PaperError;

/// One of the four faces.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) enum Face {
    #[default]
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

/// Height of letters over the base line, in thousandths of the size (hhea of Liberation Serif).
pub(crate) const ASCENT_PERMILLE: i64 = 891;
/// Depth of letters under the base line.
pub(crate) const DESCENT_PERMILLE: i64 = 216;
/// Characters below this have their width in a table; covers Vietnamese, punctuation and arrows.
const TABLE_LEN: usize = 0x2300;
/// No glyph.
const MISSING: u16 = u16::MAX;
/// Not looked up yet.
const UNKNOWN: u16 = u16::MAX - 1;

/// Widths of one face, by character, as far as they were asked for.
type Widths = [AtomicU16; TABLE_LEN];

impl Face {
    pub(crate) const fn of(bold: bool, italic: bool) -> Self {
        match (bold, italic) {
            (false, false) => Self::Regular,
            (true, false) => Self::Bold,
            (false, true) => Self::Italic,
            (true, true) => Self::BoldItalic,
        }
    }

    /// PostScript name of the face.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Regular => "LiberationSerif",
            Self::Bold => "LiberationSerif-Bold",
            Self::Italic => "LiberationSerif-Italic",
            Self::BoldItalic => "LiberationSerif-BoldItalic",
        }
    }

    /// The font file.
    pub(crate) const fn file(self) -> &'static [u8] {
        match self {
            Self::Regular => {
                include_bytes!("../../../../assets/fonts/LiberationSerif-Regular.ttf")
            }
            Self::Bold => include_bytes!("../../../../assets/fonts/LiberationSerif-Bold.ttf"),
            Self::Italic => include_bytes!("../../../../assets/fonts/LiberationSerif-Italic.ttf"),
            Self::BoldItalic => {
                include_bytes!("../../../../assets/fonts/LiberationSerif-BoldItalic.ttf")
            }
        }
    }

    /// Width of a character in thousandths of an em, if the face has it.
    pub(crate) fn width(self, character: char) -> Result<Option<u16>, PaperError> {
        static TABLES: [Widths; 4] = [const { [const { AtomicU16::new(UNKNOWN) }; TABLE_LEN] }; 4];
        let table = match self {
            Self::Regular => &TABLES[0],
            Self::Bold => &TABLES[1],
            Self::Italic => &TABLES[2],
            Self::BoldItalic => &TABLES[3],
        };
        let slot = usize::try_from(u32::from(character)).ok().and_then(|i| table.get(i));
        let known = slot.map_or(UNKNOWN, |slot| slot.load(Ordering::Relaxed));
        if known != UNKNOWN {
            return Ok((known != MISSING).then_some(known));
        }
        let width = width_of(&self.parse()?, character);
        if let Some(slot) = slot {
            slot.store(width.unwrap_or(MISSING), Ordering::Relaxed);
        }
        Ok(width)
    }

    /// The glyph of a character.
    pub(crate) fn parse(self) -> Result<ttf_parser::Face<'static>, PaperError> {
        ttf_parser::Face::parse(self.file(), 0).map_err(|_| PaperError::BadFont(self.name()))
    }
}

/// The width as `/W` will state it: see the module's comment.
fn width_of(face: &ttf_parser::Face<'_>, character: char) -> Option<u16> {
    let glyph = face.glyph_index(character)?;
    let advance = u32::from(face.glyph_hor_advance(glyph)?);
    u16::try_from(advance * 1000 / u32::from(face.units_per_em().max(1))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Face; 4] = [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic];

    /// All letters of Vietnamese, both cases, made from bases, shapes and tones.
    fn vietnamese() -> Vec<char> {
        use unicode_normalization::UnicodeNormalization as _;
        let mut letters: Vec<char> = "dđDĐ".chars().collect();
        for base in "aăâeêioôơuưy".chars() {
            for tone in ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"] {
                letters.extend(format!("{base}{tone}").nfc());
                letters.extend(format!("{}{tone}", base.to_uppercase()).nfc());
            }
        }
        letters
    }

    #[test]
    fn every_vietnamese_letter_has_a_glyph_in_every_face() {
        let letters = vietnamese();

        assert_eq!(letters.len(), 4 + 12 * 6 * 2);
        for face in ALL {
            for &letter in &letters {
                assert!(face.width(letter).unwrap().is_some(), "{letter} in {face:?}");
            }
        }
    }

    #[test]
    fn signs_that_minutes_use_have_glyphs() {
        for face in ALL {
            for sign in " \u{a0}…–—“”‘’«»°×÷±≤≥−²³½%‰§•·†€₫→".chars()
            {
                assert!(face.width(sign).unwrap().is_some(), "{sign} in {face:?}");
            }
        }
    }
}
