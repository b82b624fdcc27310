//! Runs: words in one face, with the line feeds and the fixed spaces of our own layout.

use crate::breaking::{BreakKind, breaks};
use crate::document::Run;
use crate::error::PaperError;
use crate::fit::{Measure, fit};
use crate::font::Face;
use crate::measure::{Glyph, shape, shape_text, width_mpt};
use crate::style::Element;

use super::xml::Xml;

/// Words that are ready to be written, in the letters of their element.
pub(super) struct Words {
    glyphs: Vec<Glyph>,
    /// The face of the paragraph's style: runs only say where they differ.
    face: Face,
    /// Width of the last line, in thousandths of a point.
    pub(super) last_width: i64,
    pub(super) lines: usize,
}

impl Words {
    /// Words that Word breaks into lines; refuses the characters that our own paper refuses.
    pub(super) fn flowing(runs: &[Run], element: &Element) -> Result<Self, PaperError> {
        Ok(Self::of(shape(runs, element)?, element))
    }

    /// As [`Self::flowing`], with what a clerk never parts held together by fixed spaces. For wide
    /// lines only: in a narrow cell such a group would be torn anywhere.
    pub(super) fn held(runs: &[Run], element: &Element) -> Result<Self, PaperError> {
        let mut words = Self::flowing(runs, element)?;
        let text: String = words.glyphs.iter().map(|glyph| glyph.character).collect();
        for torn in breaks(&text).iter().filter(|found| found.kind == BreakKind::Torn) {
            if let Some(before) = torn.at.checked_sub(1).and_then(|at| words.glyphs.get_mut(at))
                && before.character == ' '
            {
                before.character = '\u{a0}';
            }
        }
        Ok(words)
    }

    /// Words in the middle of a width, parted into even lines as our own layout does.
    pub(super) fn balanced(text: &str, element: &Element, width: i64) -> Result<Self, PaperError> {
        let glyphs = shape_text(text, element)?;
        let size = i64::from(element.size_pt).max(1);
        let room = width / size;
        let measure = Measure { first: room, rest: room, justify: false, balance: true };
        let ranges = fit(&glyphs, measure);
        let mut words = Self::of(Vec::new(), element);
        words.lines = ranges.len();
        for range in ranges {
            let letters = glyphs.get(range.start..range.end).unwrap_or_default();
            words.last_width = width_mpt(letters, element.size_pt);
            if let Some(last) = words.glyphs.last().copied() {
                words.glyphs.push(Glyph { character: '\n', ..last });
            }
            words.glyphs.extend_from_slice(letters);
        }
        Ok(words)
    }

    fn of(glyphs: Vec<Glyph>, element: &Element) -> Self {
        let face = Face::of(element.bold, element.italic);
        Self { glyphs, face, last_width: 0, lines: 1 }
    }

    /// Writes the runs.
    pub(super) fn write(&self, xml: &mut Xml) {
        for letters in self.glyphs.chunk_by(|one, other| one.face == other.face) {
            let face = letters.first().map_or(self.face, |glyph| glyph.face);
            let text: String = letters.iter().map(|glyph| glyph.character).collect();
            xml.inside("w:r", &[], |xml| {
                if face != self.face {
                    face_properties(xml, face);
                }
                lines(xml, &text);
            });
        }
    }
}

/// Says both, so that a plain run in a bold paragraph is plain.
fn face_properties(xml: &mut Xml, face: Face) {
    let on = |is_on: bool| if is_on { "1" } else { "0" };
    let bold = on(matches!(face, Face::Bold | Face::BoldItalic));
    let italic = on(matches!(face, Face::Italic | Face::BoldItalic));
    xml.inside("w:rPr", &[], |xml| {
        xml.value("w:b", bold);
        xml.value("w:bCs", bold);
        xml.value("w:i", italic);
        xml.value("w:iCs", italic);
    });
}

fn lines(xml: &mut Xml, text: &str) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            xml.leaf("w:br", &[]);
        }
        if !line.is_empty() {
            plain(xml, line);
        }
    }
}

/// Words of a run, spaces at their ends kept.
pub(super) fn plain(xml: &mut Xml, words: &str) {
    xml.inside("w:t", &[("xml:space", "preserve")], |xml| xml.words(words));
}

/// A field that Word fills in; until then it shows `shown`.
pub(super) fn field(xml: &mut Xml, instruction: &str, shown: &str) {
    xml.inside("w:fldSimple", &[("w:instr", instruction)], |xml| {
        xml.inside("w:r", &[], |xml| plain(xml, shown));
    });
}
