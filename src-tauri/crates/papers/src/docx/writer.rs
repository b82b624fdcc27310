//! Blocks in their order, and what stands between them.

use crate::captions::Series;
use crate::document::{
    Block, Document, ListKind, Orientation, Paragraph, ParagraphStyle, Run, SignatureBlock,
};
use crate::error::PaperError;
use crate::merges::Merges;
use crate::style::{Page, StyleSheet, pt};

use super::NAMESPACE;
use super::numbering;
use super::package::{Kind, Package};
use super::paragraph::Format;
use super::section::Section;
use super::text::{References, Words, bookmark};
use super::xml::Xml;

/// Height of a paragraph that only keeps two tables apart.
const APART: i64 = pt(4);

/// The main part as it grows.
pub(super) struct Writer<'d> {
    pub(super) document: &'d Document,
    pub(super) style: &'d StyleSheet,
    pub(super) package: Package,
    /// What is written since the last section ended.
    pub(super) body: Xml,
    /// The page on which the next block will stand.
    pub(super) page: Page,
    orientation: Orientation,
    /// Sections that are closed.
    sections: usize,
    /// Whether the next block begins on a new page.
    page_break: bool,
    /// Empty height asked for before the next block.
    space: i64,
    /// Whether the section has no block yet.
    is_bare: bool,
    /// Whether a table was written last: another one right after it would become one with it.
    after_table: bool,
    /// How many pictures there are.
    pub(super) pictures: usize,
    /// Places with names.
    pub(super) references: References,
    /// Numbers of the labels of the place where the next block begins.
    labels: Vec<usize>,
    /// How many figures of each series there are.
    pub(super) series: Series,
    /// The lists so far, each with its depth.
    pub(super) lists: Vec<(ListKind, usize)>,
}

impl<'d> Writer<'d> {
    pub(super) fn new(document: &'d Document, package: Package) -> Result<Self, PaperError> {
        Ok(Self {
            document,
            style: &document.style,
            package,
            body: Xml::fragment(),
            page: document.style.page.clone(),
            orientation: Orientation::Upright,
            sections: 0,
            page_break: false,
            space: 0,
            is_bare: true,
            after_table: false,
            pictures: 0,
            references: References::of(document)?,
            labels: Vec::new(),
            series: Series::default(),
            lists: Vec::new(),
        })
    }

    /// Writes every block.
    pub(super) fn blocks(&mut self) -> Result<(), PaperError> {
        let mut blocks = self.document.blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            let before_signatures = matches!(blocks.peek(), Some(Block::Signatures(_)));
            match block {
                Block::Head(head) => self.head(head)?,
                Block::Title(title) => self.title(title)?,
                Block::Annex { label, title } => self.annex(label, title)?,
                Block::Heading { level, text } => self.heading(*level, text)?,
                Block::Paragraph(paragraph) => self.paragraph(paragraph, before_signatures)?,
                Block::Table(table) => self.table(table, &Merges::default())?,
                Block::MergedTable(merged) => self.table(&merged.table, &Merges::of(merged)?)?,
                Block::List(list) => self.list(list)?,
                Block::Label(name) => self.labels.push(self.references.number(name)),
                Block::Signatures(signatures) => {
                    let recipients = match blocks.peek() {
                        Some(Block::Recipients(lines)) => Some(lines.as_slice()),
                        _ => None,
                    };
                    self.signatures(signatures, recipients)?;
                    if recipients.is_some() {
                        blocks.next();
                    }
                }
                Block::Recipients(lines) => self.recipients(lines)?,
                Block::Figure(figure) => self.figure(figure)?,
                Block::Gallery { columns, figures } => self.gallery(*columns, figures)?,
                Block::PageBreak => self.page_break = true,
                Block::Turn(orientation) => self.turn(*orientation)?,
                // Stands in the margins: see `section`.
                Block::RunningHead(_) => {}
                Block::Space(points) => self.space += pt(*points),
            }
        }
        Ok(())
    }

    /// The main part and what it points to.
    pub(super) fn finish(mut self) -> Result<(Vec<u8>, Package), PaperError> {
        if self.after_table || self.is_bare || !self.labels.is_empty() {
            // Word wants a paragraph after the last table.
            self.apart(APART);
        }
        if !self.lists.is_empty() {
            let part = numbering::part(&self.lists, self.style)?;
            self.package.add(Kind::Numbering, part);
        }
        let properties = self.section()?;
        let body = self.body.text()?;
        let mut xml = Xml::new();
        let names = [
            ("xmlns:w", NAMESPACE),
            ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
            ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
            ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
            ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ];
        xml.inside("w:document", &names, |xml| {
            xml.inside("w:body", &[], |xml| {
                xml.raw(&body);
                xml.raw(&properties);
            });
        });
        Ok((xml.finish()?, self.package))
    }

    /// Width of the text.
    pub(super) fn width(&self) -> i64 {
        self.page.text_width_mpt()
    }

    /// Writes a paragraph of the body, with what was asked for before it.
    pub(super) fn put(&mut self, mut format: Format, content: impl FnOnce(&mut Xml)) {
        format.page_break |= std::mem::take(&mut self.page_break) && !self.is_bare;
        let space = std::mem::take(&mut self.space);
        if space > 0 {
            let own = format.before.unwrap_or_else(|| self.gap(format.style));
            format.before = Some(own + space);
        }
        let labels = std::mem::take(&mut self.labels);
        format.write(&mut self.body, |xml| {
            labels.into_iter().for_each(|number| bookmarked(xml, number));
            content(xml);
        });
        self.is_bare = false;
        self.after_table = false;
    }

    /// Asks for empty height before the next block.
    pub(super) const fn add_space(&mut self, height: i64) {
        self.space += height;
    }

    /// Makes ready for a table: nothing touches it, and what was asked for stands before it.
    pub(super) fn before_table(&mut self, distance: i64) {
        let height = self.space + distance;
        if self.page_break || self.after_table || height > 0 || !self.labels.is_empty() {
            self.space = 0;
            self.apart(height.max(pt(1)));
        }
        self.after_table = true;
        self.is_bare = false;
    }

    /// What follows is no table.
    pub(super) const fn end_of_table(&mut self) {
        self.after_table = false;
    }

    /// An empty paragraph of this height, which stays with what follows.
    fn apart(&mut self, height: i64) {
        let format = Format {
            keep_next: true,
            before: Some(0),
            exact: Some(height),
            ..Format::of("Normal")
        };
        self.put(format, |_| {});
    }

    /// Distance to the paragraph above in a style.
    fn gap(&self, style: &str) -> i64 {
        match style {
            "BodyText" | "List" | "Basis" | "Note" | "Heading1" | "Heading2" | "Heading3" => {
                self.style.body.gap_mpt()
            }
            _ => 0,
        }
    }

    fn heading(&mut self, level: u8, text: &str) -> Result<(), PaperError> {
        let elements = &self.style.elements;
        let (style, element) = match level {
            0 | 1 => ("Heading1", &elements.heading1),
            2 => ("Heading2", &elements.heading2),
            _ => ("Heading3", &elements.heading3),
        };
        let words = Words::held(&[Run::plain(text)], element)?;
        self.put(Format::of(style), |xml| words.write(xml));
        Ok(())
    }

    fn paragraph(
        &mut self,
        paragraph: &Paragraph,
        before_signatures: bool,
    ) -> Result<(), PaperError> {
        let elements = &self.style.elements;
        let (style, element) = match paragraph.style {
            ParagraphStyle::Body | ParagraphStyle::ListItem => ("BodyText", &elements.body),
            ParagraphStyle::Basis => ("Basis", &elements.basis),
            ParagraphStyle::Note => ("Note", &elements.note),
            ParagraphStyle::Centred => ("Normal", &elements.body),
        };
        let is_centred = paragraph.style == ParagraphStyle::Centred;
        let words = Words::referring(&paragraph.runs, element, &self.references, true)?;
        let format = Format {
            // Names on a page without any words they vouch for could be put under other words.
            keep_next: paragraph.keep_with_next || before_signatures,
            align: is_centred.then_some(crate::document::Align::Centre),
            before: is_centred.then(|| self.style.body.gap_mpt()),
            ..Format::of(style)
        };
        self.put(format, |xml| words.write(xml));
        Ok(())
    }

    /// Ends the section and begins one whose pages lie this way.
    fn turn(&mut self, orientation: Orientation) -> Result<(), PaperError> {
        if !self.is_bare {
            let properties = self.section()?;
            let is_apart = self.after_table;
            self.after_table = false;
            // The paragraph that ends a section is as low as can be: it holds no words.
            let format = Format {
                before: Some(0),
                exact: Some(if is_apart { APART } else { pt(1) }),
                ..Format::of("Normal")
            };
            self.body.inside("w:p", &[], |xml| {
                xml.inside("w:pPr", &[], |xml| {
                    format.properties(xml);
                    xml.raw(&properties);
                });
            });
            self.sections += 1;
        }
        self.is_bare = true;
        self.page_break = false;
        self.orientation = orientation;
        self.page = self.style.page.lying(orientation);
        Ok(())
    }

    fn section(&mut self) -> Result<String, PaperError> {
        let section = Section { orientation: self.orientation, is_first: self.sections == 0 };
        let mut xml = Xml::fragment();
        section.write(&mut xml, self.document, &mut self.package)?;
        xml.text()
    }

    /// Everybody who signs, and where copies go.
    fn signatures(
        &mut self,
        blocks: &[SignatureBlock],
        recipients: Option<&[String]>,
    ) -> Result<(), PaperError> {
        let beside = if blocks.len() == 1 { recipients } else { None };
        self.signers(blocks, beside)?;
        match (beside, recipients) {
            (None, Some(lines)) => self.recipients(lines),
            _ => Ok(()),
        }
    }
}

/// A bookmark at the beginning of what it names.
fn bookmarked(xml: &mut Xml, number: usize) {
    let (id, name) = (number.to_string(), bookmark(number));
    xml.leaf("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
    xml.leaf("w:bookmarkEnd", &[("w:id", &id)]);
}
