//! Photographs with their captions: the very bytes of our own paper, turned by Word.

use crate::captions::rest;
use crate::document::{Figure, Rotation, Run};
use crate::error::PaperError;
use crate::figure::{Fitted, Room, fit, gallery_rooms, single_room};

use super::package::Kind;
use super::paragraph::Format;
use super::table::{Cell, plain_table};
use super::text::{Words, field, plain};
use super::writer::Writer;
use super::xml::Xml;

const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// A picture that is part of the file: where it is, what it shows, how it stands.
struct Drawing {
    relation: String,
    number: String,
    rotation: Rotation,
    caption: Caption,
    /// Width and height as it will stand, in thousandths of a point.
    size: (i64, i64),
}

impl Writer<'_> {
    /// A photograph as wide as the text or as high as half a page.
    pub(super) fn figure(&mut self, figure: &Figure) -> Result<(), PaperError> {
        let drawing = self.drawing(figure, single_room(&self.page))?;
        let format = Format {
            keep_next: !drawing.caption.text.is_empty(),
            before: Some(crate::style::pt(8)),
            ..Format::of("FigureCaption")
        };
        self.put(format, |xml| drawing.write(xml));
        if !drawing.caption.text.is_empty() {
            self.put(Format::of("FigureCaption"), |xml| drawing.caption.write(xml));
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
                let format = Format {
                    keep_next: true,
                    before: Some(crate::style::pt(8)),
                    ..Format::of("FigureCaption")
                };
                format.write(&mut cell.content, |xml| drawing.write(xml));
                Format::of("FigureCaption")
                    .write(&mut cell.content, |xml| drawing.caption.write(xml));
                cells.push(cell);
            }
            cells.resize_with(widths.len(), || Cell::new(widths.first().copied().unwrap_or(1)));
            rows.push(cells);
        }
        self.before_table(0);
        plain_table(&mut self.body, &widths, rows)
    }

    /// The caption, its number as a field that Word counts on.
    fn numbered(&mut self, figure: &Figure) -> Result<Caption, PaperError> {
        let element = &self.style.elements.note;
        let count = figure.series.as_ref().map(|series| (series, self.series.next(series)));
        let Some((series, number)) = count else {
            let words = Words::flowing(&[Run::plain(&figure.caption)], element)?;
            return Ok(Caption { text: figure.caption.clone(), before: None, words });
        };
        let rest = rest(&figure.caption);
        let number = number.to_string();
        let text = format!("{series} {number}{rest}");
        let before =
            Some((Words::flowing(&[Run::plain(series)], element)?, series.clone(), number));
        Ok(Caption { text, before, words: Words::flowing(&[Run::plain(rest)], element)? })
    }

    fn drawing(&mut self, figure: &Figure, room: Room) -> Result<Drawing, PaperError> {
        let Fitted { jpeg, width, height } = fit(figure, room)?;
        self.pictures += 1;
        let relation = self.package.add(Kind::Image, jpeg.bytes);
        let number = self.pictures.to_string();
        let caption = self.numbered(figure)?;
        Ok(Drawing { relation, number, rotation: figure.rotation, caption, size: (width, height) })
    }
}

/// Words below a picture.
struct Caption {
    /// All of them.
    text: String,
    /// The name of the series, and the number.
    before: Option<(Words, String, String)>,
    words: Words,
}

impl Caption {
    fn write(&self, xml: &mut Xml) {
        if let Some((name, series, number)) = &self.before {
            name.write(xml);
            xml.inside("w:r", &[], |xml| plain(xml, " "));
            field(xml, &format!(" SEQ {series} \\* ARABIC "), number);
        }
        self.words.write(xml);
    }
}

impl Drawing {
    fn write(&self, xml: &mut Xml) {
        let (turn, is_across) = match self.rotation {
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
        let name = [("id", self.number.as_str()), ("name", &name), ("descr", &self.caption.text)];
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
