//! Paragraphs and headings: letters become lines, lines become strips.

use crate::document::{Align, Paragraph, ParagraphStyle, Run};
use crate::error::PaperError;
use crate::fit::{Measure, fit};
use crate::galley::{Galley, Mark, PageStart, Piece, Strip, TextMark, base_line};
use crate::measure::{Glyph, is_space, shape_text, spans, width_mpt};
use crate::style::Element;
use crate::tree::{Role, Tag, Tree};

/// How lines are set.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct Setting {
    pub(crate) size_pt: u16,
    /// Left edge, from the edge of the paper.
    pub(crate) x: i64,
    pub(crate) width: i64,
    /// How much farther right the first line begins.
    pub(crate) indent: i64,
    pub(crate) align: Align,
}

/// Fewest lines of a paragraph left at the bottom or taken to the top of a page.
const TOGETHER: usize = 2;

/// Lines of letters, each with its base line at 0.
pub(crate) fn set(glyphs: &[Glyph], setting: Setting) -> Vec<TextMark> {
    let size = i64::from(setting.size_pt).max(1);
    let measure = Measure {
        first: (setting.width - setting.indent) / size,
        rest: setting.width / size,
        justify: setting.align == Align::Justify,
        balance: setting.align == Align::Centre,
    };
    let ranges = fit(glyphs, measure);
    let mut lines = Vec::with_capacity(ranges.len());
    for (index, range) in ranges.iter().enumerate() {
        let letters = glyphs.get(range.start..range.end).unwrap_or_default();
        let indent = if index == 0 { setting.indent } else { 0 };
        let room = setting.width - indent;
        let natural = width_mpt(letters, setting.size_pt);
        let gaps = letters.iter().filter(|g| is_space(g.character)).count();
        let gaps = i64::try_from(gaps).unwrap_or(i64::MAX);
        let slack = room - natural;
        let (before, extra) = match setting.align {
            Align::Left => (0, 0),
            Align::Centre => (slack / 2, 0),
            Align::Right => (slack, 0),
            Align::Justify if gaps == 0 || (range.last && slack >= 0) => (0, 0),
            Align::Justify => (0, slack),
        };
        lines.push(TextMark {
            x: setting.x + indent + before,
            y: 0,
            size_pt: setting.size_pt,
            spans: spans(letters),
            width: natural + extra,
            extra,
            gaps,
            spaced: range.spaced,
        });
    }
    lines
}

impl Galley<'_> {
    /// Adds a paragraph.
    pub(crate) fn paragraph(&mut self, paragraph: &Paragraph) -> Result<(), PaperError> {
        let elements = &self.style.elements;
        let indent = self.style.body.indent_mpt();
        let (element, indent, align) = match paragraph.style {
            ParagraphStyle::Body => (&elements.body, indent, Align::Justify),
            ParagraphStyle::Basis => (&elements.basis, indent, Align::Justify),
            ParagraphStyle::ListItem => (&elements.body, indent, Align::Justify),
            ParagraphStyle::Note => (&elements.note, indent, Align::Justify),
            ParagraphStyle::Centred => (&elements.body, 0, Align::Centre),
        };
        let tag = self.tree.add(Role::Paragraph, Tree::ROOT);
        let runs = self.numbers.filled(&paragraph.runs);
        self.lines(&runs, element, (0, indent, align), tag)?;
        if paragraph.keep_with_next {
            self.next_start = PageStart::Forbidden;
        }
        Ok(())
    }

    /// Adds a heading; what follows stays with it.
    pub(crate) fn heading(&mut self, level: u8, text: &str) -> Result<(), PaperError> {
        let level = level.clamp(1, 3);
        let elements = &self.style.elements;
        let element = match level {
            1 => &elements.heading1,
            2 => &elements.heading2,
            _ => &elements.heading3,
        };
        let tag = self.tree.add(Role::Heading(level), Tree::ROOT);
        let first = self.strips.len();
        let place = (0, self.style.body.indent_mpt(), Align::Justify);
        self.lines(&[Run::plain(text)], element, place, tag)?;
        let words = shape_text(text, element)?;
        for (index, strip) in self.strips.iter_mut().skip(first).enumerate() {
            if index == 0 {
                strip.outline = Some((level, words.iter().map(|g| g.character).collect()));
            } else {
                strip.start = PageStart::Forbidden;
            }
        }
        self.next_start = PageStart::Forbidden;
        Ok(())
    }

    /// Adds lines as strips, so that no page begins or ends with a single line of several. The lines
    /// stand so far from the left margin, the first one farther by the indent.
    pub(crate) fn lines(
        &mut self,
        runs: &[Run],
        element: &Element,
        (left, indent, align): (i64, i64, Align),
        tag: Tag,
    ) -> Result<(), PaperError> {
        let leading = self.style.body.leading_mpt(element);
        let setting = Setting {
            size_pt: element.size_pt,
            x: self.left() + left,
            width: (self.width() - left).max(1),
            indent,
            align,
        };
        let lines = self.memory.lines(runs, element, setting)?;
        let count = lines.len();
        for (index, line) in lines.iter().enumerate() {
            let line = TextMark { y: base_line(element.size_pt, leading), ..line.clone() };
            let piece = Piece { tag: Some(tag), mark: Mark::Text(line) };
            let gap = if index == 0 { self.style.body.gap_mpt() } else { 0 };
            let mut strip = Strip::new(gap, leading, vec![piece]);
            if index == 0 {
                self.begin(strip);
            } else {
                if index < TOGETHER || count - index < TOGETHER {
                    strip.start = PageStart::Forbidden;
                }
                self.strips.push(strip);
            }
        }
        Ok(())
    }
}
