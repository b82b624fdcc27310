//! Where people sign, and nơi nhận (cells 7a to 9b).

use crate::document::{Run, SignatureBlock};
use crate::error::PaperError;
use crate::signature::{GUTTER, RECIPIENTS, abreast, recipient_line};
use crate::style::{Body, Element, Elements, StyleSheet, mm, pt};

use super::paragraph::Format;
use super::table::{Cell, plain_table};
use super::text::Words;
use super::writer::Writer;
use super::xml::Xml;

/// The lines over the room for a signature.
struct Heading {
    lines: Vec<(&'static str, Words)>,
    height: i64,
}

impl Writer<'_> {
    /// Blocks side by side; a single one stands on the right, nơi nhận to its left.
    pub(super) fn signers(
        &mut self,
        blocks: &[SignatureBlock],
        beside: Option<&[String]>,
    ) -> Result<(), PaperError> {
        let abreast = abreast(blocks.len());
        let columns = abreast.max(2);
        let width = self.width() / i64::try_from(columns).unwrap_or(2);
        let widths = vec![width; columns];
        let mut rows = Vec::new();
        for row in blocks.chunks(abreast.max(1)) {
            rows.push(self.signature_row(row, width, columns, beside)?);
        }
        self.before_table(pt(14));
        plain_table(&mut self.body, &widths, rows)
    }

    fn signature_row(
        &self,
        blocks: &[SignatureBlock],
        width: i64,
        columns: usize,
        beside: Option<&[String]>,
    ) -> Result<Vec<Cell>, PaperError> {
        let mut cells = Vec::new();
        if blocks.len() == 1 && columns > 1 {
            for index in 1..columns {
                let mut cell = Cell::new(width);
                if index == 1
                    && let Some(lines) = beside
                {
                    recipients(&mut cell.content, self.style, lines, 0)?;
                }
                cells.push(cell);
            }
        }
        let room = width - 2 * GUTTER;
        let mut headings = Vec::new();
        for block in blocks {
            headings.push(Heading::of(block, self.style, room)?);
        }
        let highest = headings.iter().map(|it| it.height).max().unwrap_or_default();
        let name = crate::signature::name_element(self.style, blocks, room)?;
        for (block, heading) in blocks.iter().zip(headings) {
            let mut cell = Cell::new(width);
            // Names stand level, whatever stands over them.
            let distance = highest - heading.height + mm(self.style.signature.room_mm);
            for (style, words) in heading.lines {
                let format = Format { keep_next: true, ..Format::of(style) };
                format.write(&mut cell.content, |xml| words.write(xml));
            }
            let words = Words::balanced(&block.name, &name, room)?;
            let format = Format { before: Some(distance), ..Format::of("SignerName") };
            format.write(&mut cell.content, |xml| words.write(xml));
            cells.push(cell);
        }
        cells.resize_with(columns, || Cell::new(width));
        Ok(cells)
    }

    /// Nơi nhận on the left half.
    pub(super) fn recipients(&mut self, lines: &[String]) -> Result<(), PaperError> {
        let right = self.width() / 2 + pt(12);
        self.before_table(pt(12));
        self.end_of_table();
        recipients(&mut self.body, self.style, lines, right)
    }
}

impl Heading {
    fn of(block: &SignatureBlock, style: &StyleSheet, width: i64) -> Result<Self, PaperError> {
        let Elements { signer_title, signer_hint, .. } = &style.elements;
        let mut heading = Self { lines: Vec::new(), height: 0 };
        for line in &block.heading {
            heading.add(("SignerTitle", line), signer_title, &style.body, width)?;
        }
        if let Some(hint) = &block.hint {
            heading.add(("SignerHint", hint), signer_hint, &style.body, width)?;
        }
        Ok(heading)
    }

    fn add(
        &mut self,
        (style, text): (&'static str, &str),
        element: &Element,
        body: &Body,
        width: i64,
    ) -> Result<(), PaperError> {
        let words = Words::balanced(text, element, width)?;
        let lines = i64::try_from(words.lines).unwrap_or(1);
        self.height += body.leading_mpt(element) * lines;
        self.lines.push((style, words));
        Ok(())
    }
}

fn recipients(
    xml: &mut Xml,
    style: &StyleSheet,
    lines: &[String],
    right: i64,
) -> Result<(), PaperError> {
    let elements = &style.elements;
    let words = Words::flowing(&[Run::plain(RECIPIENTS)], &elements.recipients_title)?;
    let keep = Format { keep_next: true, indents: Some((0, right)), ..Format::default() };
    Format { style: "RecipientsTitle", ..keep }.write(xml, |xml| words.write(xml));
    for (index, line) in lines.iter().enumerate() {
        let words = Words::flowing(&[Run::plain(recipient_line(line))], &elements.recipients_item)?;
        let keep_next = index + 1 < lines.len();
        Format { style: "RecipientsItem", keep_next, ..keep }.write(xml, |xml| words.write(xml));
    }
    Ok(())
}
