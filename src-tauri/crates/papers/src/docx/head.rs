//! The head of the first page, the title, the beginning of an annex (cells 1 to 5a).

use crate::document::{Head, HeadLine, Number, Run, Title};
use crate::error::PaperError;
use crate::head::left_width;
use crate::style::{Element, StyleSheet, pt};

use super::paragraph::Format;
use super::table::{Cell, plain_table};
use super::text::Words;
use super::writer::Writer;
use super::xml::Xml;

/// Height of the paragraph that carries a rule.
const RULE: i64 = pt(3);
/// Fixed spaces that leave room for a number written later.
const NUMBER_GAP: usize = 12;

impl Writer<'_> {
    /// Two columns without borders; number and date on one line below them.
    pub(super) fn head(&mut self, head: &Head) -> Result<(), PaperError> {
        let left = left_width(self.style, self.width(), head)?;
        let widths = [left, self.width() - left];
        let is_second = |line: &&HeadLine| {
            matches!(line, HeadLine::Number(_) | HeadLine::About(_) | HeadLine::PlaceDate(_))
        };
        let mut rows = Vec::new();
        for second in [false, true] {
            let mut cells = Vec::new();
            for (lines, width) in [&head.left, &head.right].into_iter().zip(widths) {
                let mut cell = Cell::new(width);
                for line in lines.iter().filter(|line| is_second(line) == second) {
                    head_line(&mut cell.content, self.style, line, width)?;
                }
                cells.push(cell);
            }
            rows.push(cells);
        }
        self.before_table(0);
        plain_table(&mut self.body, &widths, rows)
    }

    pub(super) fn title(&mut self, title: &Title) -> Result<(), PaperError> {
        let elements = &self.style.elements;
        let kind = Words::balanced(&title.kind, &elements.kind, self.width())?;
        let mut width = kind.last_width;
        let format = Format { before: Some(pt(18)), keep_next: true, ..Format::of("Title") };
        self.put(format, |xml| kind.write(xml));
        let inset = self.width() / 20;
        for line in &title.subject {
            let words = Words::balanced(line, &elements.subject, self.width() - 2 * inset)?;
            width = words.last_width;
            let format = Format { keep_next: true, ..Format::of("Subtitle") };
            self.put(format, |xml| words.write(xml));
        }
        let length = width * i64::from(self.style.head.title_rule_permille) / 1000;
        let rule = rule(self.width(), length, pt(9));
        self.put(rule, |_| {});
        Ok(())
    }

    pub(super) fn annex(&mut self, label: &str, title: &str) -> Result<(), PaperError> {
        let elements = &self.style.elements;
        let words = Words::balanced(label, &elements.annex_label, self.width())?;
        let format = Format { page_break: true, ..Format::of("AnnexLabel") };
        self.put(format, |xml| words.write(xml));
        let words = Words::balanced(title, &elements.annex_title, self.width())?;
        let format = Format { keep_next: true, ..Format::of("AnnexTitle") };
        self.put(format, |xml| words.write(xml));
        self.add_space(pt(6));
        Ok(())
    }
}

/// A rule in the middle of a width, as the upper border of a low paragraph.
fn rule(width: i64, length: i64, height: i64) -> Format {
    let indent = (width - length).max(0) / 2;
    Format {
        keep_next: true,
        before: Some(pt(2)),
        exact: Some(height),
        indents: Some((indent, indent)),
        ruled: true,
        ..Format::of("Normal")
    }
}

fn head_line(
    xml: &mut Xml,
    style: &StyleSheet,
    line: &HeadLine,
    width: i64,
) -> Result<(), PaperError> {
    let elements = &style.elements;
    let mut put = |text: &str, id: &'static str, element: &Element| {
        let words = Words::balanced(text, element, width)?;
        Format::of(id).write(xml, |xml| words.write(xml));
        Ok::<i64, PaperError>(words.last_width)
    };
    match line {
        HeadLine::Parent(text) => {
            put(text, "Parent", &elements.parent)?;
        }
        HeadLine::Nation(text) => {
            put(text, "Nation", &elements.nation)?;
        }
        HeadLine::PlaceDate(text) => {
            put(text, "PlaceDate", &elements.place_date)?;
        }
        HeadLine::About(text) => {
            put(text, "Number", &elements.number)?;
        }
        HeadLine::Agency(text) => {
            let length = put(text, "Agency", &elements.agency)?;
            let length = length * i64::from(style.head.agency_rule_permille) / 1000;
            rule(width, length, RULE).write(xml, |_| {});
        }
        HeadLine::Motto(text) => {
            let length = put(text, "Motto", &elements.motto)?;
            rule(width, length, RULE).write(xml, |_| {});
        }
        HeadLine::Number(number) => {
            let words = Words::flowing(&[Run::plain(number_text(number))], &elements.number)?;
            Format::of("Number").write(xml, |xml| words.write(xml));
        }
    }
    Ok(())
}

fn number_text(number: &Number) -> String {
    let value = number.value.clone().unwrap_or_else(|| "\u{a0}".repeat(NUMBER_GAP));
    format!("Số: {value}{}", number.symbol)
}
