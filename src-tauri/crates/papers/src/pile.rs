//! A few lines and rules on top of each other, set as one: heads, titles, signature blocks.

use crate::document::Align;
use crate::error::PaperError;
use crate::galley::{Mark, Piece, base_line};
use crate::measure::shape_text;
use crate::paragraph::{Setting, set};
use crate::style::{Body, Element};
use crate::tree::Tag;

/// What has been piled up so far.
pub(crate) struct Pile<'a> {
    body: &'a Body,
    /// Left edge, from the edge of the paper.
    pub(crate) x: i64,
    pub(crate) width: i64,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) height: i64,
}

impl<'a> Pile<'a> {
    pub(crate) const fn new(body: &'a Body, x: i64, width: i64) -> Self {
        Self { body, x, width, pieces: Vec::new(), height: 0 }
    }

    /// Adds words; gives back the width of their last line.
    pub(crate) fn text(
        &mut self,
        text: &str,
        element: &Element,
        align: Align,
        tag: Tag,
    ) -> Result<i64, PaperError> {
        let glyphs = shape_text(text, element)?;
        let setting =
            Setting { size_pt: element.size_pt, x: self.x, width: self.width, indent: 0, align };
        let leading = self.body.leading_mpt(element);
        let mut width = 0;
        for mut line in set(&glyphs, setting) {
            line.y = self.height + base_line(element.size_pt, leading);
            width = line.width;
            self.height += leading;
            self.pieces.push(Piece { tag: Some(tag), mark: Mark::Text(line) });
        }
        Ok(width)
    }

    /// Adds a rule in the middle, a little under the last line.
    pub(crate) fn rule(&mut self, width: i64) {
        let x = self.x + (self.width - width) / 2;
        self.pieces.push(Piece::level(x, width, self.height + RULE_GAP, RULE_THICKNESS));
        self.height += RULE_GAP + RULE_THICKNESS;
    }

    pub(crate) const fn space(&mut self, height: i64) {
        self.height += height;
    }
}

const RULE_GAP: i64 = 2000;
const RULE_THICKNESS: i64 = 750;
