//! Photographs with their captions: the very bytes of our own paper, turned by Word.

use crate::document::{Figure, Rotation, Run};
use crate::error::PaperError;
use crate::figure::{Fitted, Room, fit, gallery_rooms, single_room};

use super::package::Kind;
use super::paragraph::Format;
use super::table::{Cell, plain_table};
use super::text::Words;
use super::writer::Writer;
use super::xml::Xml;

const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// A picture that is part of the file: where it is, what it shows, how it stands.
struct Drawing<'f> {
    relation: String,
    number: String,
    figure: &'f Figure,
    /// Width and height as it will stand, in thousandths of a point.
    size: (i64, i64),
}

impl Writer<'_> {
    /// A photograph as wide as the text or as high as half a page.
    pub(super) fn figure(&mut self, figure: &Figure) -> Result<(), PaperError> {
        let drawing = self.drawing(figure, single_room(&self.page))?;
        let caption = Words::flowing(&[Run::plain(&figure.caption)], &self.style.elements.note)?;
        let format = Format {
            keep_next: !figure.caption.is_empty(),
            before: Some(crate::style::pt(8)),
            ..Format::of("FigureCaption")
        };
        self.put(format, |xml| drawing.write(xml));
        if !figure.caption.is_empty() {
            self.put(Format::of("FigureCaption"), |xml| caption.write(xml));
        }
        Ok(())
    }

    /// Photographs in rows; a row is never divided.
    pub(super) fn gallery(&mut self, columns: u8, figures: &[Figure]) -> Result<(), PaperError> {
        if columns <= 1 {
            return figures.iter().try_for_each(|figure| self.figure(figure));
        }
        let rooms = gallery_rooms(&self.page, columns);
        let widths = vec![self.width() / i64::from(columns); usize::from(columns)];
        let mut rows = Vec::new();
        for figures in figures.chunks(usize::from(columns)) {
            let mut cells = Vec::new();
            for ((figure, room), &width) in figures.iter().zip(&rooms).zip(&widths) {
                let mut cell = Cell::new(width);
                let drawing = self.drawing(figure, *room)?;
                let note = &self.style.elements.note;
                let words = Words::flowing(&[Run::plain(&figure.caption)], note)?;
                let format = Format {
                    keep_next: true,
                    before: Some(crate::style::pt(8)),
                    ..Format::of("FigureCaption")
                };
                format.write(&mut cell.content, |xml| drawing.write(xml));
                Format::of("FigureCaption").write(&mut cell.content, |xml| words.write(xml));
                cells.push(cell);
            }
            cells.resize_with(widths.len(), || Cell::new(widths.first().copied().unwrap_or(1)));
            rows.push(cells);
        }
        self.before_table(0);
        plain_table(&mut self.body, &widths, rows)
    }

    fn drawing<'f>(&mut self, figure: &'f Figure, room: Room) -> Result<Drawing<'f>, PaperError> {
        let Fitted { jpeg, width, height } = fit(figure, room)?;
        self.pictures += 1;
        let relation = self.package.add(Kind::Image, jpeg.bytes);
        let number = self.pictures.to_string();
        Ok(Drawing { relation, number, figure, size: (width, height) })
    }
}

impl Drawing<'_> {
    fn write(&self, xml: &mut Xml) {
        let (turn, is_across) = match self.figure.rotation {
            Rotation::None => ("0", false),
            Rotation::Quarter => ("5400000", true),
            Rotation::Half => ("10800000", false),
            Rotation::ThreeQuarters => ("16200000", true),
        };
        // Word turns the picture about its middle and wants its size from before the turn; at quarter
        // turns it changes the sides of the box itself, so nothing reaches over it.
        let (width, height) = if is_across { (self.size.1, self.size.0) } else { self.size };
        let size = [("cx", emu(width)), ("cy", emu(height))];
        let size: Vec<_> = size.iter().map(|(name, value)| (*name, value.as_str())).collect();
        xml.inside("w:r", &[], |xml| {
            xml.inside("w:drawing", &[], |xml| {
                let apart = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
                xml.inside("wp:inline", &apart, |xml| {
                    xml.leaf("wp:extent", &size);
                    let reach = [("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")];
                    xml.leaf("wp:effectExtent", &reach);
                    self.name(xml, "wp:docPr");
                    xml.inside("a:graphic", &[], |xml| {
                        xml.inside("a:graphicData", &[("uri", PICTURE)], |xml| {
                            self.picture(xml, turn, &size);
                        });
                    });
                });
            });
        });
    }

    fn name(&self, xml: &mut Xml, element: &str) {
        let name = format!("Ảnh {}", self.number);
        let name = [("id", self.number.as_str()), ("name", &name), ("descr", &self.figure.caption)];
        xml.leaf(element, &name);
    }

    fn picture(&self, xml: &mut Xml, turn: &str, size: &[(&str, &str)]) {
        xml.inside("pic:pic", &[], |xml| {
            xml.inside("pic:nvPicPr", &[], |xml| {
                self.name(xml, "pic:cNvPr");
                xml.leaf("pic:cNvPicPr", &[]);
            });
            xml.inside("pic:blipFill", &[], |xml| {
                xml.leaf("a:blip", &[("r:embed", &self.relation)]);
                xml.inside("a:stretch", &[], |xml| xml.leaf("a:fillRect", &[]));
            });
            xml.inside("pic:spPr", &[], |xml| {
                xml.inside("a:xfrm", &[("rot", turn)], |xml| {
                    xml.leaf("a:off", &[("x", "0"), ("y", "0")]);
                    xml.leaf("a:ext", size);
                });
                xml.inside("a:prstGeom", &[("prst", "rect")], |xml| xml.leaf("a:avLst", &[]));
            });
        });
    }
}

/// Thousandths of a point in the format's own unit, 12,700 to a point.
fn emu(mpt: i64) -> String {
    (mpt * 127 / 10).to_string()
}
