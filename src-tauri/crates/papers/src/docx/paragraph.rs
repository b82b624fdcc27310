//! Paragraphs: how they stand, in the order in which the format wants its properties.

use crate::document::Align;
use crate::list::Indents;

use super::xml::Xml;

/// How a paragraph stands, where it differs from its style. Lengths in thousandths of a point.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Format {
    /// Identifier of its style.
    pub(super) style: &'static str,
    pub(super) align: Option<Align>,
    /// Whether the next paragraph begins on the same page.
    pub(super) keep_next: bool,
    pub(super) page_break: bool,
    /// Distance to the paragraph above.
    pub(super) before: Option<i64>,
    /// Height of all its lines, whatever stands in them.
    pub(super) exact: Option<i64>,
    /// Indents on the left and the right.
    pub(super) indents: Option<(i64, i64)>,
    /// The list of which it is a point, the depth there, and where it stands.
    pub(super) point: Option<(usize, usize, Indents)>,
    /// Whether a rule runs over it, from indent to indent.
    pub(super) ruled: bool,
}

impl Format {
    /// As the style has it.
    pub(super) fn of(style: &'static str) -> Self {
        Self { style, ..Self::default() }
    }

    /// Writes a paragraph.
    pub(super) fn write(self, xml: &mut Xml, content: impl FnOnce(&mut Xml)) {
        xml.inside("w:p", &[], |xml| {
            xml.inside("w:pPr", &[], |xml| self.properties(xml));
            content(xml);
        });
    }

    /// Writes the properties alone.
    pub(super) fn properties(self, xml: &mut Xml) {
        if !self.style.is_empty() {
            xml.value("w:pStyle", self.style);
        }
        if self.keep_next {
            xml.leaf("w:keepNext", &[]);
        }
        if self.page_break {
            xml.leaf("w:pageBreakBefore", &[]);
        }
        if let Some((list, depth, _)) = self.point {
            xml.inside("w:numPr", &[], |xml| {
                xml.value("w:ilvl", &depth.to_string());
                xml.value("w:numId", &list.to_string());
            });
        }
        if self.ruled {
            let rule = [("w:val", "single"), ("w:sz", "6"), ("w:space", "0"), ("w:color", "auto")];
            xml.inside("w:pBdr", &[], |xml| xml.leaf("w:top", &rule));
        }
        let before = self.before.map(twips);
        let line = self.exact.map(twips);
        let mut spacing = Vec::new();
        if let Some(before) = &before {
            spacing.push(("w:before", before.as_str()));
        }
        if let Some(line) = &line {
            spacing.extend([("w:line", line.as_str()), ("w:lineRule", "exact")]);
        }
        if !spacing.is_empty() {
            xml.leaf("w:spacing", &spacing);
        }
        if let Some((left, right)) = self.indents {
            let (left, right) = (twips(left), twips(right));
            xml.leaf("w:ind", &[("w:left", &left), ("w:right", &right), ("w:firstLine", "0")]);
        }
        if let Some((_, _, indents)) = self.point {
            let (left, hanging) = (twips(indents.words), twips(indents.words - indents.label));
            xml.leaf("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
        }
        if let Some(align) = self.align {
            xml.value("w:jc", justification(align));
        }
    }
}

/// The format's word for it.
pub(super) const fn justification(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
        Align::Justify => "both",
    }
}

/// Thousandths of a point as twentieths.
pub(super) fn twips(mpt: i64) -> String {
    (mpt / 50).to_string()
}
