//! Runs: words in one face, with the line feeds and the fixed spaces of our own layout.

use crate::breaking::{BreakKind, breaks};
use crate::document::{Block, Document, Run};
use crate::error::PaperError;
use crate::fit::{Measure, fit};
use crate::font::Face;
use crate::measure::{Glyph, letters, shape, shape_text, trimmed, width_mpt};
use crate::memory::Memory;
use crate::references::PageNumbers;
use crate::render::settled;
use crate::style::Element;

use super::xml::Xml;

/// Private characters that stand for fields while words are made ready.
const FIRST_MARK: u32 = 0xE000;
const LAST_MARK: u32 = 0xF8FF;

/// Words that are ready to be written, in the letters of their element.
pub(super) struct Words {
    glyphs: Vec<Glyph>,
    /// The face of the paragraph's style: runs only say where they differ.
    face: Face,
    fields: Vec<Field>,
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
        words.hold();
        Ok(words)
    }

    fn hold(&mut self) {
        // A field will be a number.
        let letter = |glyph: &Glyph| match self.field_of(glyph.character) {
            Some(_) => '1',
            None => glyph.character,
        };
        let text: String = self.glyphs.iter().map(letter).collect();
        for torn in breaks(&text).iter().filter(|found| found.kind == BreakKind::Torn) {
            if let Some(before) = torn.at.checked_sub(1).and_then(|at| self.glyphs.get_mut(at))
                && before.character == ' '
            {
                before.character = '\u{a0}';
            }
        }
    }

    /// As [`Self::flowing`] or [`Self::held`], with fields for the numbers of pages.
    pub(super) fn referring(
        runs: &[Run],
        element: &Element,
        references: &References,
        is_held: bool,
    ) -> Result<Self, PaperError> {
        let mut words = Self::of(Vec::new(), element);
        for run in runs {
            if let Some(label) = &run.page_of {
                let face = Face::of(run.bold || element.bold, run.italic || element.italic);
                let character = words.mark();
                words.glyphs.push(Glyph { character, face, width: 0 });
                words.fields.push(references.field(label));
            } else {
                words.glyphs.extend(letters(std::slice::from_ref(run), element)?);
            }
        }
        words.glyphs = trimmed(words.glyphs);
        if is_held {
            words.hold();
        }
        Ok(words)
    }

    /// The character that stands for the next field: one that no paper can hold.
    fn mark(&self) -> char {
        let count = u32::try_from(self.fields.len()).unwrap_or(u32::MAX);
        char::from_u32(FIRST_MARK + count.min(LAST_MARK - FIRST_MARK)).unwrap_or('0')
    }

    fn field_of(&self, mark: char) -> Option<&Field> {
        let index = u32::from(mark).checked_sub(FIRST_MARK)?;
        self.fields.get(usize::try_from(index).ok()?)
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
        Self { glyphs, face, fields: Vec::new(), last_width: 0, lines: 1 }
    }

    /// Writes the runs.
    pub(super) fn write(&self, xml: &mut Xml) {
        let is_mark = |glyph: &Glyph| self.field_of(glyph.character).is_some();
        let alike =
            |one: &Glyph, other: &Glyph| one.face == other.face && !is_mark(one) && !is_mark(other);
        for letters in self.glyphs.chunk_by(alike) {
            let face = letters.first().map_or(self.face, |glyph| glyph.face);
            let properties = |xml: &mut Xml| {
                if face != self.face {
                    face_properties(xml, face);
                }
            };
            let marked = letters.first().and_then(|glyph| self.field_of(glyph.character));
            if let Some(Field { instruction, shown }) = marked {
                xml.inside("w:fldSimple", &[("w:instr", instruction)], |xml| {
                    xml.inside("w:r", &[], |xml| {
                        properties(xml);
                        plain(xml, shown);
                    });
                });
                continue;
            }
            let text: String = letters.iter().map(|glyph| glyph.character).collect();
            xml.inside("w:r", &[], |xml| {
                properties(xml);
                lines(xml, &text);
            });
        }
    }
}

/// What Word is asked to fill in, and what stands there until it does.
#[derive(Clone, Debug)]
pub(super) struct Field {
    instruction: String,
    shown: String,
}

/// Places with names, and the pages on which our own layout has them.
pub(super) struct References {
    labels: Vec<String>,
    numbers: PageNumbers,
}

impl References {
    pub(super) fn of(document: &Document) -> Result<Self, PaperError> {
        let labels = document.blocks.iter().filter_map(|block| {
            if let Block::Label(name) = block { Some(name.clone()) } else { None }
        });
        Ok(Self { labels: labels.collect(), numbers: settled(document, &mut Memory::default())? })
    }

    /// Number of a label, from 1, by which its bookmark is called.
    pub(super) fn number(&self, label: &str) -> usize {
        self.labels.iter().position(|known| known == label).map_or(0, |index| index + 1)
    }

    fn field(&self, label: &str) -> Field {
        Field {
            instruction: format!(" PAGEREF {} ", bookmark(self.number(label))),
            shown: self.numbers.page(label).to_string(),
        }
    }
}

/// Word allows letters, digits and underscores only.
pub(super) fn bookmark(number: usize) -> String {
    format!("_Ref{number:08}")
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
