//! Sections: which way their pages lie, and what stands in the margins.

use crate::document::{Align, Block, Document, Orientation};
use crate::error::PaperError;
use crate::style::{NumberPlace, Page, mm, pt};

use super::NAMESPACE;
use super::package::{Kind, Package};
use super::paragraph::{Format, twips};
use super::text::{Words, field, plain};
use super::xml::Xml;

/// Words over a paper that is not sealed.
const DRAFT: &str = "DỰ THẢO";

/// A section: pages that lie alike.
pub(super) struct Section {
    pub(super) orientation: Orientation,
    /// Whether it holds the first page of the paper.
    pub(super) is_first: bool,
}

impl Section {
    /// Writes `w:sectPr`, and the parts with what stands in its margins.
    pub(super) fn write(
        &self,
        xml: &mut Xml,
        document: &Document,
        package: &mut Package,
    ) -> Result<(), PaperError> {
        let page = document.style.page.lying(self.orientation);
        let margins = Margins { document, page: &page, running: running(document) };
        // The first page has no number, by either rule.
        let is_bare = self.is_first && margins.running.is_none();
        let mut references = vec![("default", margins.header(true)?, margins.footer(true)?)];
        if is_bare {
            references.push(("first", margins.header(false)?, margins.footer(false)?));
        }
        let references: Vec<_> = references
            .into_iter()
            .map(|(when, header, footer)| {
                (when, package.add(Kind::Header, header), package.add(Kind::Footer, footer))
            })
            .collect();
        xml.inside("w:sectPr", &[], |xml| {
            for (when, header, footer) in &references {
                xml.leaf("w:headerReference", &[("w:type", when), ("r:id", header)]);
                xml.leaf("w:footerReference", &[("w:type", when), ("r:id", footer)]);
            }
            xml.value("w:type", "nextPage");
            self.paper(xml, &page);
            margins.distances(xml);
            if is_bare {
                xml.leaf("w:titlePg", &[]);
            }
        });
        Ok(())
    }

    fn paper(&self, xml: &mut Xml, page: &Page) {
        let (width, height) = (twips(page.width_mpt()), twips(page.height_mpt()));
        let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
        if self.orientation == Orientation::Wide {
            size.push(("w:orient", "landscape"));
        }
        xml.leaf("w:pgSz", &size);
    }
}

/// Words at the top of every page, if the paper has them.
fn running(document: &Document) -> Option<&str> {
    document.blocks.iter().rev().find_map(|block| {
        if let Block::RunningHead(text) = block { Some(text.as_str()) } else { None }
    })
}

/// What stands in the margins of the pages of a section.
struct Margins<'d> {
    document: &'d Document,
    page: &'d Page,
    running: Option<&'d str>,
}

impl Margins<'_> {
    fn header(&self, numbered: bool) -> Result<Vec<u8>, PaperError> {
        let element = &self.document.style.elements.page_number;
        let running = match self.running {
            Some(text) => Some(Words::balanced(text, element, self.page.text_width_mpt())?),
            None => None,
        };
        self.part("w:hdr", |xml| {
            let is_middle = self.page.number_at == NumberPlace::TopCentre;
            let align = if running.is_none() { Some(Align::Centre) } else { None };
            let format = Format { align, ..Format::of("Header") };
            xml.inside("w:p", &[], |xml| {
                xml.inside("w:pPr", &[], |xml| {
                    xml.value("w:pStyle", "Header");
                    if running.is_some() {
                        let place = twips(self.page.text_width_mpt());
                        xml.inside("w:tabs", &[], |xml| {
                            xml.leaf("w:tab", &[("w:val", "right"), ("w:pos", &place)]);
                        });
                    }
                    Format { style: "", ..format }.properties(xml);
                });
                if self.document.draft {
                    xml.inside("w:r", &[], watermark);
                }
                if let Some(words) = &running {
                    words.write(xml);
                    xml.inside("w:r", &[], |xml| {
                        xml.leaf("w:tab", &[]);
                        plain(xml, "Trang ");
                    });
                    field(xml, " PAGE ", "1");
                    xml.inside("w:r", &[], |xml| plain(xml, "/"));
                    field(xml, " NUMPAGES ", "1");
                } else if numbered && is_middle {
                    field(xml, " PAGE ", "2");
                }
            });
        })
    }

    fn footer(&self, numbered: bool) -> Result<Vec<u8>, PaperError> {
        let element = &self.document.style.elements.foot;
        let foot = match &self.document.foot {
            Some(foot) => Some(Words::balanced(&foot.text, element, self.page.text_width_mpt())?),
            None => None,
        };
        let number =
            numbered && self.running.is_none() && self.page.number_at == NumberPlace::BottomRight;
        self.part("w:ftr", |xml| {
            if number {
                let format = Format { align: Some(Align::Right), ..Format::of("Header") };
                format.write(xml, |xml| field(xml, " PAGE ", "2"));
            }
            if foot.is_some() || !number {
                Format::of("Footer").write(xml, |xml| {
                    if let Some(foot) = &foot {
                        foot.write(xml);
                    }
                });
            }
        })
    }

    fn part(&self, name: &str, write: impl FnOnce(&mut Xml)) -> Result<Vec<u8>, PaperError> {
        let mut xml = Xml::new();
        let names = [
            ("xmlns:w", NAMESPACE),
            ("xmlns:v", "urn:schemas-microsoft-com:vml"),
            ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
            ("xmlns:w10", "urn:schemas-microsoft-com:office:word"),
        ];
        xml.inside(name, &names, write);
        xml.finish()
    }

    fn distances(&self, xml: &mut Xml) {
        let style = &self.document.style;
        let leading = style.body.leading_mpt(&style.elements.page_number);
        // In the middle of the margin's height, as on our own pages.
        let header = twips((mm(self.page.top_mm) - leading).max(0) / 2);
        let foot = style.body.leading_mpt(&style.elements.foot);
        let footer = twips((mm(self.page.bottom_mm) - pt(14) - foot).max(pt(6)));
        let (top, bottom) = (twips(mm(self.page.top_mm)), twips(mm(self.page.bottom_mm)));
        let (left, right) = (twips(mm(self.page.left_mm)), twips(mm(self.page.right_mm)));
        let margins = [
            ("w:top", top.as_str()),
            ("w:right", &right),
            ("w:bottom", &bottom),
            ("w:left", &left),
            ("w:header", &header),
            ("w:footer", &footer),
            ("w:gutter", "0"),
        ];
        xml.leaf("w:pgMar", &margins);
    }
}

/// Large pale words from the lower left to the upper right, as Word's own watermarks are made.
fn watermark(xml: &mut Xml) {
    let place = "position:absolute;margin-left:0;margin-top:0;width:430pt;height:100pt;\
                 rotation:307;z-index:-251658752;mso-position-horizontal:center;\
                 mso-position-horizontal-relative:margin;mso-position-vertical:center;\
                 mso-position-vertical-relative:margin";
    xml.inside("w:pict", &[], |xml| {
        let kind = [
            ("id", "_x0000_t136"),
            ("coordsize", "21600,21600"),
            ("o:spt", "136"),
            ("adj", "10800"),
            ("path", "m@7,l@8,m@5,21600l@6,21600e"),
        ];
        xml.inside("v:shapetype", &kind, |xml| {
            xml.inside("v:formulas", &[], |xml| {
                for formula in FORMULAS {
                    xml.leaf("v:f", &[("eqn", formula)]);
                }
            });
            xml.leaf("v:path", &[("textpathok", "t")]);
            xml.leaf("v:textpath", &[("on", "t"), ("fitshape", "t")]);
        });
        let shape = [
            ("id", "PowerPlusWaterMarkObject1"),
            ("type", "#_x0000_t136"),
            ("style", place),
            ("o:allowincell", "f"),
            ("fillcolor", "#ebebeb"),
            ("stroked", "f"),
            ("alt", DRAFT),
        ];
        xml.inside("v:shape", &shape, |xml| {
            let font = "font-family:\"Times New Roman\";font-size:1pt;font-weight:bold";
            xml.leaf("v:textpath", &[("style", font), ("string", DRAFT)]);
            xml.leaf("w10:wrap", &[("anchorx", "margin"), ("anchory", "margin")]);
        });
    });
}

/// How lettering of shape 136 stretches its words over its box.
const FORMULAS: [&str; 12] = [
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
];
