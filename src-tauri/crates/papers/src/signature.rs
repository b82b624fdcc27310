//! Where people sign, and nơi nhận (cells 7a to 9b).

use crate::document::{Align, FieldKind, SignatureBlock};
use crate::error::PaperError;
use crate::galley::{FieldMark, Galley, PageStart, Strip};
use crate::measure::shape_text;
use crate::paragraph::{Setting, set};
use crate::pile::Pile;
use crate::style::{Element, StyleSheet, mm, pt};
use crate::tree::{Role, Tree};

/// Words over the list of recipients (Phụ lục I, mục II.9b).
pub(crate) const RECIPIENTS: &str = "Nơi nhận:";
/// Room on either side of a block: twice this, between two names, is just wider than a space.
pub(crate) const GUTTER: i64 = pt(2);
/// Least size of a signer's name, in points (Phụ lục I, mục II.7b: 13 to 14).
const NAME_LEAST_PT: u16 = 13;

/// A rectangle in the strip: left, top, width, height.
#[derive(Clone, Copy)]
struct Room {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

impl<'a> Galley<'a> {
    /// Adds signature blocks, up to three side by side, and nơi nhận: next to a single block, below
    /// several.
    pub(crate) fn signatures(
        &mut self,
        blocks: &[SignatureBlock],
        recipients: Option<&[String]>,
    ) -> Result<(), PaperError> {
        let abreast = abreast(blocks.len());
        let (beside, below) =
            if blocks.len() == 1 { (recipients, None) } else { (None, recipients) };
        let first = self.strips.len();
        for row in blocks.chunks(abreast) {
            let strip = self.signature_row(row, abreast, beside)?;
            if self.strips.len() == first && self.next_start == PageStart::Allowed {
                self.next_start = PageStart::Forbidden;
            }
            self.begin(strip);
        }
        if let Some(lines) = below {
            self.recipients(lines)?;
        }
        self.keep_end(first, below.is_some());
        Ok(())
    }

    /// Keeps the lines before strip `first`, the rows from there on and nơi nhận on one page: names
    /// on a page without any words they vouch for could be put under other words. What is taller
    /// than a page parts between rows; nơi nhận then stays with the last of them.
    fn keep_end(&mut self, first: usize, has_recipients: bool) {
        let page = self.page.text_height_mpt();
        let before = self.strips.get(..=first).unwrap_or_default();
        let lead = before.iter().rposition(|strip| strip.start != PageStart::Forbidden);
        let kept = lead.unwrap_or(first);
        if self.height_from(kept) <= page {
            self.forbid_starts(first + 1);
        } else if has_recipients {
            let last_row = self.strips.len().saturating_sub(2).max(first);
            if self.height_from(last_row) <= page {
                self.forbid_starts(last_row + 1);
            }
        }
    }

    /// Height of a page that begins with this strip and holds all that follow.
    fn height_from(&self, first: usize) -> i64 {
        let strips = self.strips.get(first..).unwrap_or_default();
        let gaps: i64 = strips.iter().skip(1).map(|strip| strip.before).sum();
        gaps + strips.iter().map(|strip| strip.height).sum::<i64>()
    }

    fn forbid_starts(&mut self, from: usize) {
        for strip in self.strips.iter_mut().skip(from) {
            strip.start = PageStart::Forbidden;
        }
    }

    /// Adds nơi nhận on the left half.
    pub(crate) fn recipients(&mut self, lines: &[String]) -> Result<(), PaperError> {
        let pile = self.recipients_pile(lines)?;
        self.begin(Strip::new(pt(12), pile.height, pile.pieces));
        Ok(())
    }

    fn recipients_pile(&mut self, lines: &[String]) -> Result<Pile<'a>, PaperError> {
        let elements = &self.style.elements;
        let mut pile = Pile::new(&self.style.body, self.left(), self.width() / 2 - pt(12));
        let tag = self.tree.add(Role::Paragraph, Tree::ROOT);
        pile.text(RECIPIENTS, &elements.recipients_title, Align::Left, tag)?;
        for line in lines {
            let tag = self.tree.add(Role::Paragraph, Tree::ROOT);
            pile.text(&recipient_line(line), &elements.recipients_item, Align::Left, tag)?;
        }
        Ok(pile)
    }

    /// Blocks side by side, their names on one line. A single one stands on the right.
    fn signature_row(
        &mut self,
        blocks: &[SignatureBlock],
        abreast: usize,
        beside: Option<&[String]>,
    ) -> Result<Strip, PaperError> {
        let columns = i64::try_from(abreast.max(2)).unwrap_or(2);
        let width = self.width() / columns;
        let shift = if blocks.len() == 1 { columns - 1 } else { 0 };
        let first_x = self.left() + shift * width;
        let mut strip = Strip::new(pt(14), 0, Vec::new());
        if let Some(lines) = beside {
            let pile = self.recipients_pile(lines)?;
            strip.pieces = pile.pieces;
            strip.height = pile.height;
        }

        // Nodes are numbered in reading order, so each block is set whole; the tallest title is
        // needed before, so that rooms and names stand level.
        let mut title_height = 0;
        for block in blocks {
            let mut trial = Pile::new(&self.style.body, first_x, width - 2 * GUTTER);
            self.title_lines(block, &mut trial)?;
            title_height = title_height.max(trial.height);
        }
        let name = name_element(self.style, blocks, width - 2 * GUTTER)?;
        let mut x = first_x;
        for block in blocks {
            let pile = Pile::new(&self.style.body, x + GUTTER, width - 2 * GUTTER);
            self.signature_block(block, pile, (title_height, &name), &mut strip)?;
            x += width;
        }
        Ok(strip)
    }

    fn signature_block(
        &mut self,
        block: &SignatureBlock,
        mut pile: Pile<'_>,
        (title_height, name_element): (i64, &Element),
        strip: &mut Strip,
    ) -> Result<(), PaperError> {
        let style = &self.style.signature;
        self.title_lines(block, &mut pile)?;
        pile.height = title_height;
        let width = mm(style.field_width_mm).min(pile.width);
        let room = Room {
            x: pile.x + (pile.width - width) / 2,
            y: pile.height + pt(2),
            width,
            height: mm(style.room_mm) - pt(4),
        };
        let who = if block.name.is_empty() { block.heading.join(" ") } else { block.name.clone() };
        if !block.field.is_empty() {
            let label = format!("Chữ ký: {who}");
            strip.fields.push(field(&block.field, FieldKind::Signature, label, room));
        }
        if let Some(name) = &block.seal {
            let room = self.seal_room(room);
            strip.fields.push(field(name, FieldKind::Seal, "Dấu của cơ quan".into(), room));
        }
        pile.space(mm(style.room_mm));
        if block.name.is_empty() {
            pile.space(self.style.body.leading_mpt(name_element));
        } else {
            let tag = self.tree.add(Role::Paragraph, Tree::ROOT);
            pile.text(&block.name, name_element, Align::Centre, tag)?;
        }
        strip.height = strip.height.max(pile.height);
        strip.pieces.extend(pile.pieces);
        Ok(())
    }

    /// The lines over the room. Nodes of a trial stay empty, and empty nodes are not written.
    fn title_lines(
        &mut self,
        block: &SignatureBlock,
        pile: &mut Pile<'_>,
    ) -> Result<(), PaperError> {
        let elements = &self.style.elements;
        for line in &block.heading {
            let tag = self.tree.add(Role::Paragraph, Tree::ROOT);
            pile.text(line, &elements.signer_title, Align::Centre, tag)?;
        }
        if let Some(hint) = &block.hint {
            let tag = self.tree.add(Role::Paragraph, Tree::ROOT);
            pile.text(hint, &elements.signer_hint, Align::Centre, tag)?;
        }
        Ok(())
    }

    /// The seal in its real size over the left third of the signature (Phụ lục I, mục II.8), but
    /// never past the margin.
    fn seal_room(&self, room: Room) -> Room {
        let side = mm(self.style.signature.seal_mm);
        let x = (room.x + room.width / 3 - side).max(self.left());
        Room { x, y: room.y + (room.height - side) / 2, width: side, height: side }
    }
}

/// Letters of the names of a row, alike for all: the largest size that breaks fewest names.
pub(crate) fn name_element(
    style: &StyleSheet,
    blocks: &[SignatureBlock],
    width: i64,
) -> Result<Element, PaperError> {
    let largest = &style.elements.signer_name;
    let mut best = (usize::MAX, largest.size_pt);
    for size_pt in (NAME_LEAST_PT.min(largest.size_pt)..=largest.size_pt).rev() {
        let setting = Setting { size_pt, x: 0, width, indent: 0, align: Align::Centre };
        let mut lines = 0;
        for block in blocks {
            lines += set(&shape_text(&block.name, largest)?, setting).len();
        }
        if lines < best.0 {
            best = (lines, size_pt);
        }
    }
    Ok(Element { size_pt: best.1, ..largest.clone() })
}

/// How many of so many blocks stand side by side.
pub(crate) const fn abreast(blocks: usize) -> usize {
    match blocks {
        count @ 1..=3 => count,
        4 => 2,
        _ => 3,
    }
}

/// A line of nơi nhận with its dash.
pub(crate) fn recipient_line(line: &str) -> String {
    format!("- {}", line.trim_start().trim_start_matches("- "))
}

fn field(name: &str, kind: FieldKind, label: String, room: Room) -> FieldMark {
    FieldMark {
        name: name.to_owned(),
        label,
        kind,
        x: room.x,
        y: room.y,
        width: room.width,
        height: room.height,
    }
}
