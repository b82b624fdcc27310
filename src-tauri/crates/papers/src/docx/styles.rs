//! The style sheet as styles of Word: real headings, and a name for every element of the decree.

use crate::document::Align;
use crate::error::PaperError;
use crate::style::{Body, Element, Elements, StyleSheet, pt};

use super::paragraph::{justification, twips};
use super::xml::Xml;
use super::{FONT, LANGUAGE, NAMESPACE};

/// How paragraphs of a style stand.
#[derive(Clone, Copy)]
enum Stand {
    /// Justified, first line indented, apart from the one before.
    Running,
    /// In the middle, close to the one before.
    Middle,
    /// Flush left, close to the one before.
    Flush,
}

/// A paragraph style.
struct Style<'e> {
    id: &'static str,
    name: &'static str,
    element: &'e Element,
    stand: Stand,
    /// Level in the outline, from 0, for what navigation lists.
    outline: Option<&'static str>,
}

/// Writes `styles.xml`.
pub(super) fn part(sheet: &StyleSheet) -> Result<Vec<u8>, PaperError> {
    let mut xml = Xml::new();
    xml.inside("w:styles", &[("xmlns:w", NAMESPACE)], |xml| {
        defaults(xml, sheet);
        table_normal(xml);
        for style in styles(&sheet.elements) {
            style.write(xml, &sheet.body);
        }
    });
    xml.finish()
}

fn defaults(xml: &mut Xml, sheet: &StyleSheet) {
    xml.inside("w:docDefaults", &[], |xml| {
        xml.inside("w:rPrDefault", &[], |xml| {
            xml.inside("w:rPr", &[], |xml| {
                let font =
                    [("w:ascii", FONT), ("w:hAnsi", FONT), ("w:eastAsia", FONT), ("w:cs", FONT)];
                xml.leaf("w:rFonts", &font);
                size(xml, sheet.elements.body.size_pt);
                let tongues = [("w:val", LANGUAGE), ("w:eastAsia", LANGUAGE), ("w:bidi", "ar-SA")];
                xml.leaf("w:lang", &tongues);
            });
        });
        xml.inside("w:pPrDefault", &[], |xml| {
            xml.inside("w:pPr", &[], |xml| {
                xml.leaf("w:widowControl", &[]);
                spacing(xml, 0, &sheet.body);
            });
        });
    });
}

fn table_normal(xml: &mut Xml) {
    let table = [("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")];
    xml.inside("w:style", &table, |xml| {
        xml.value("w:name", "Normal Table");
        xml.value("w:uiPriority", "99");
        xml.leaf("w:semiHidden", &[]);
        xml.leaf("w:unhideWhenUsed", &[]);
    });
}

/// Every style, named as the decree names the element where it does.
fn styles(elements: &Elements) -> Vec<Style<'_>> {
    let style = |id, name, element, stand| Style { id, name, element, stand, outline: None };
    let heading = |id, name, element, level| Style {
        id,
        name,
        element,
        stand: Stand::Running,
        outline: Some(level),
    };
    let e = elements;
    vec![
        style("Normal", "Normal", &e.body, Stand::Flush),
        style("BodyText", "Body Text", &e.body, Stand::Running),
        style("List", "List", &e.body, Stand::Running),
        heading("Heading1", "heading 1", &e.heading1, "0"),
        heading("Heading2", "heading 2", &e.heading2, "1"),
        heading("Heading3", "heading 3", &e.heading3, "2"),
        style("Title", "Title", &e.kind, Stand::Middle),
        style("Subtitle", "Subtitle", &e.subject, Stand::Middle),
        style("Nation", "Quốc hiệu", &e.nation, Stand::Middle),
        style("Motto", "Tiêu ngữ", &e.motto, Stand::Middle),
        style("Parent", "Cơ quan chủ quản", &e.parent, Stand::Middle),
        style("Agency", "Cơ quan ban hành", &e.agency, Stand::Middle),
        style("Number", "Số, ký hiệu", &e.number, Stand::Middle),
        style("PlaceDate", "Địa danh và thời gian", &e.place_date, Stand::Middle),
        style("Basis", "Căn cứ", &e.basis, Stand::Running),
        style("Note", "Ghi chú", &e.note, Stand::Running),
        Style {
            outline: Some("0"),
            ..style("AnnexLabel", "Phụ lục", &e.annex_label, Stand::Middle)
        },
        style("AnnexTitle", "Tên phụ lục", &e.annex_title, Stand::Middle),
        style("Caption", "caption", &e.caption, Stand::Middle),
        style("FigureCaption", "Chú thích ảnh", &e.note, Stand::Middle),
        style("TableHead", "Đầu bảng", &e.table_head, Stand::Middle),
        style("TableCell", "Ô bảng", &e.table_cell, Stand::Flush),
        style("SignerTitle", "Chức vụ người ký", &e.signer_title, Stand::Middle),
        style("SignerHint", "Chỉ dẫn ký", &e.signer_hint, Stand::Middle),
        style("SignerName", "Họ tên người ký", &e.signer_name, Stand::Middle),
        style("RecipientsTitle", "Nơi nhận", &e.recipients_title, Stand::Flush),
        style("RecipientsItem", "Mục nơi nhận", &e.recipients_item, Stand::Flush),
        style("Header", "header", &e.page_number, Stand::Flush),
        style("Footer", "footer", &e.foot, Stand::Flush),
    ]
}

impl Style<'_> {
    fn write(&self, xml: &mut Xml, body: &Body) {
        let is_normal = self.id == "Normal";
        let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", self.id)];
        if is_normal {
            attributes.push(("w:default", "1"));
        }
        xml.inside("w:style", &attributes, |xml| {
            xml.value("w:name", self.name);
            if !is_normal {
                xml.value("w:basedOn", "Normal");
            }
            if self.id.starts_with("Heading") {
                xml.value("w:next", "BodyText");
            }
            xml.leaf("w:qFormat", &[]);
            xml.inside("w:pPr", &[], |xml| self.paragraph(xml, body));
            xml.inside("w:rPr", &[], |xml| self.letters(xml));
        });
    }

    fn paragraph(&self, xml: &mut Xml, body: &Body) {
        if self.outline.is_some() {
            xml.leaf("w:keepNext", &[]);
        }
        let (gap, indent, align) = match self.stand {
            Stand::Running => (body.gap_mpt(), body.indent_mpt(), Align::Justify),
            Stand::Middle => (0, 0, Align::Centre),
            Stand::Flush => (0, 0, Align::Left),
        };
        spacing(xml, gap, body);
        xml.leaf("w:ind", &[("w:firstLine", &twips(indent))]);
        xml.value("w:jc", justification(align));
        if let Some(level) = self.outline {
            xml.value("w:outlineLvl", level);
        }
    }

    fn letters(&self, xml: &mut Xml) {
        if self.element.bold {
            xml.leaf("w:b", &[]);
            xml.leaf("w:bCs", &[]);
        }
        if self.element.italic {
            xml.leaf("w:i", &[]);
            xml.leaf("w:iCs", &[]);
        }
        size(xml, self.element.size_pt);
    }
}

/// Distances between paragraphs and lines; Word's "single" is 1.15 of the size in Times New Roman.
fn spacing(xml: &mut Xml, before: i64, body: &Body) {
    let line = (u32::from(body.leading_permille) * 240 / 1150).to_string();
    let before = twips(before);
    let spacing = [
        ("w:before", before.as_str()),
        ("w:after", "0"),
        ("w:line", line.as_str()),
        ("w:lineRule", "auto"),
    ];
    xml.leaf("w:spacing", &spacing);
}

/// Half points.
fn size(xml: &mut Xml, size_pt: u16) {
    let halves = (pt(size_pt) / 500).to_string();
    xml.value("w:sz", &halves);
    xml.value("w:szCs", &halves);
}
