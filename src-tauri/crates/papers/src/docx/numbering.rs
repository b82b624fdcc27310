//! Lists as lists of Word: numbers that count by themselves, each list from the beginning.

use crate::document::{List, ListKind};
use crate::error::PaperError;
use crate::list::{DEEPEST, Indents};
use crate::style::StyleSheet;

use super::NAMESPACE;
use super::paragraph::{Format, twips};
use super::text::Words;
use super::writer::Writer;
use super::xml::Xml;

impl Writer<'_> {
    /// Writes a list.
    pub(super) fn list(&mut self, list: &List) -> Result<(), PaperError> {
        self.points(list, 0, None)
    }

    fn points(
        &mut self,
        list: &List,
        depth: usize,
        outer: Option<Indents>,
    ) -> Result<(), PaperError> {
        let style = self.style;
        let element = &style.elements.body;
        let indents = Indents::of(list, depth, outer, (&style.body, element))?;
        self.lists.push((list.kind, depth));
        let number = self.lists.len();
        for item in &list.items {
            let words = Words::referring(&item.runs, element, &self.references, true)?;
            let format = Format { point: Some((number, depth, indents)), ..Format::of("List") };
            self.put(format, |xml| words.write(xml));
            if let Some(inner) = &item.inner {
                self.points(inner, (depth + 1).min(DEEPEST), Some(indents))?;
            }
        }
        Ok(())
    }
}

/// Writes `numbering.xml`: what stands before points, once for each kind, and every list.
pub(super) fn part(lists: &[(ListKind, usize)], style: &StyleSheet) -> Result<Vec<u8>, PaperError> {
    let mut xml = Xml::new();
    xml.inside("w:numbering", &[("xmlns:w", NAMESPACE)], |xml| {
        for (id, kind) in [("0", ListKind::Dashed), ("1", ListKind::Numbered)] {
            xml.inside("w:abstractNum", &[("w:abstractNumId", id)], |xml| {
                xml.value("w:multiLevelType", "multilevel");
                for depth in 0..=DEEPEST {
                    level(xml, kind, depth, style);
                }
            });
        }
        for ((kind, depth), number) in lists.iter().zip(1..) {
            let id = if *kind == ListKind::Numbered { "1" } else { "0" };
            xml.inside("w:num", &[("w:numId", &format!("{number}"))], |xml| {
                xml.value("w:abstractNumId", id);
                let depth = depth.to_string();
                xml.inside("w:lvlOverride", &[("w:ilvl", &depth)], |xml| {
                    xml.value("w:startOverride", "1");
                });
            });
        }
    });
    xml.finish()
}

fn level(xml: &mut Xml, kind: ListKind, depth: usize, style: &StyleSheet) {
    let (format, text) = match (kind, depth) {
        (ListKind::Dashed, 0) => ("bullet", "-"),
        (ListKind::Dashed, _) => ("bullet", "+"),
        (ListKind::Numbered, 0) => ("decimal", "%1."),
        // Word counts Latin letters, without đ.
        (ListKind::Numbered, _) => ("lowerLetter", "%2)"),
    };
    xml.inside("w:lvl", &[("w:ilvl", &depth.to_string())], |xml| {
        xml.value("w:start", "1");
        xml.value("w:numFmt", format);
        xml.value("w:lvlText", text);
        xml.value("w:lvlJc", "left");
        xml.inside("w:pPr", &[], |xml| {
            let left = twips(style.body.indent_mpt());
            xml.leaf("w:ind", &[("w:left", &left), ("w:hanging", "0")]);
        });
    });
}
