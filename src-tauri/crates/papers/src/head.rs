//! The head of the first page and the title (cells 1 to 5a).

use crate::document::{Align, FieldKind, Head, HeadLine, Number, Title};
use crate::error::PaperError;
use crate::galley::{FieldMark, Galley, Mark, PageStart, Piece, Strip, TextMark, base_line};
use crate::measure::{shape_text, spans, width_mpt};
use crate::pile::Pile;
use crate::style::{StyleSheet, pt};
use crate::tree::{Role, Tree};

/// Width left for a number that is written later.
const NUMBER_GAP: i64 = pt(40);

impl Galley<'_> {
    /// Adds the two columns at the top of the first page.
    pub(crate) fn head(&mut self, head: &Head) -> Result<(), PaperError> {
        let body = &self.style.body;
        let left_width = left_width(self.style, self.width(), head)?;
        let right_x = self.left() + left_width;
        let mut left = Pile::new(body, self.left(), left_width - pt(6));
        let mut right = Pile::new(body, right_x, self.width() - left_width);
        let mut fields = Vec::new();

        let is_second = |line: &&HeadLine| {
            matches!(line, HeadLine::Number(_) | HeadLine::About(_) | HeadLine::PlaceDate(_))
        };
        for line in head.left.iter().filter(|l| !is_second(l)) {
            self.head_line(line, &mut left, &mut fields)?;
        }
        for line in head.right.iter().filter(|l| !is_second(l)) {
            self.head_line(line, &mut right, &mut fields)?;
        }
        // Number and date stand on one line (Phụ lục I, mục IV).
        let row = left.height.max(right.height) + pt(6);
        let both =
            head.left.iter().any(|l| is_second(&l)) && head.right.iter().any(|l| is_second(&l));
        left.height = if both { row } else { left.height + pt(6) };
        right.height = if both { row } else { right.height + pt(6) };
        for line in head.left.iter().filter(is_second) {
            self.head_line(line, &mut left, &mut fields)?;
        }
        for line in head.right.iter().filter(is_second) {
            self.head_line(line, &mut right, &mut fields)?;
        }
        let height = left.height.max(right.height);
        let mut pieces = left.pieces;
        pieces.extend(right.pieces);
        let mut strip = Strip::new(0, height, pieces);
        strip.fields = fields;
        self.begin(strip);
        self.next_start = PageStart::Forbidden;
        Ok(())
    }

    /// Adds tên loại, trích yếu and the rule under them.
    pub(crate) fn title(&mut self, title: &Title) -> Result<(), PaperError> {
        let elements = &self.style.elements;
        let mut pile = Pile::new(&self.style.body, self.left(), self.width());
        let tag = self.tree.add(Role::Title, Tree::ROOT);
        let mut width = pile.text(&title.kind, &elements.kind, Align::Centre, tag)?;
        // A title does not run into the margins' corners: nine tenths look right.
        let inset = self.width() / 20;
        pile.x += inset;
        pile.width -= 2 * inset;
        for line in &title.subject {
            let tag = self.tree.add(Role::Paragraph, Tree::ROOT);
            width = pile.text(line, &elements.subject, Align::Centre, tag)?;
        }
        pile.rule(width * i64::from(self.style.head.title_rule_permille) / 1000);
        pile.space(pt(6));
        self.begin(Strip::new(pt(18), pile.height, pile.pieces));
        self.next_start = PageStart::Forbidden;
        Ok(())
    }

    /// Begins an annex: its number, and under it its title, in the middle of a new page.
    pub(crate) fn annex(&mut self, label: &str, title: &str) -> Result<(), PaperError> {
        let elements = &self.style.elements;
        let mut pile = Pile::new(&self.style.body, self.left(), self.width());
        let tag = self.tree.add(Role::Heading(1), Tree::ROOT);
        pile.text(label, &elements.annex_label, Align::Centre, tag)?;
        let tag = self.tree.add(Role::Paragraph, Tree::ROOT);
        pile.text(title, &elements.annex_title, Align::Centre, tag)?;
        pile.space(pt(6));
        let mut strip = Strip::new(0, pile.height, pile.pieces);
        strip.start = PageStart::Forced;
        strip.outline = Some((1, format!("{label}. {title}")));
        self.begin(strip);
        self.next_start = PageStart::Forbidden;
        Ok(())
    }

    fn head_line(
        &mut self,
        line: &HeadLine,
        pile: &mut Pile<'_>,
        fields: &mut Vec<FieldMark>,
    ) -> Result<(), PaperError> {
        let elements = &self.style.elements;
        let tag = self.tree.add(Role::Paragraph, Tree::ROOT);
        match line {
            HeadLine::Parent(text) => {
                pile.text(text, &elements.parent, Align::Centre, tag)?;
            }
            HeadLine::Agency(text) => {
                let width = pile.text(text, &elements.agency, Align::Centre, tag)?;
                pile.rule(width * i64::from(self.style.head.agency_rule_permille) / 1000);
            }
            HeadLine::Nation(text) => {
                pile.text(text, &elements.nation, Align::Centre, tag)?;
            }
            HeadLine::Motto(text) => {
                let width = pile.text(text, &elements.motto, Align::Centre, tag)?;
                pile.rule(width);
            }
            HeadLine::PlaceDate(text) => {
                pile.text(text, &elements.place_date, Align::Centre, tag)?;
            }
            HeadLine::About(text) => {
                // Phụ lục I, mục II.5b: 12–13, upright, like the number above it.
                pile.space(pt(6));
                pile.text(text, &elements.number, Align::Centre, tag)?;
            }
            HeadLine::Number(number) => match &number.value {
                Some(value) => {
                    let text = format!("Số: {value}{}", number.symbol);
                    pile.text(&text, &elements.number, Align::Centre, tag)?;
                }
                None => self.open_number(number, pile, fields)?,
            },
        }
        Ok(())
    }

    /// "Số:", a gap, and the symbol, in the middle of the column.
    fn open_number(
        &mut self,
        number: &Number,
        pile: &mut Pile<'_>,
        fields: &mut Vec<FieldMark>,
    ) -> Result<(), PaperError> {
        let element = &self.style.elements.number;
        let leading = self.style.body.leading_mpt(element);
        let tag = self.tree.add(Role::Paragraph, Tree::ROOT);
        let word = shape_text("Số:", element)?;
        let symbol = shape_text(&number.symbol, element)?;
        let word_width = width_mpt(&word, element.size_pt);
        let symbol_width = width_mpt(&symbol, element.size_pt);
        let x = pile.x + (pile.width - word_width - NUMBER_GAP - symbol_width) / 2;
        let y = pile.height + base_line(element.size_pt, leading);
        let symbol_x = x + word_width + NUMBER_GAP;
        for (x, glyphs, width) in [(x, word, word_width), (symbol_x, symbol, symbol_width)] {
            let text = TextMark {
                x,
                y,
                size_pt: element.size_pt,
                spans: spans(&glyphs),
                width,
                extra: 0,
                gaps: 0,
                spaced: true,
            };
            pile.pieces.push(Piece { tag: Some(tag), mark: Mark::Text(text) });
        }
        if let Some(name) = &number.slot {
            fields.push(FieldMark {
                name: name.clone(),
                label: "Số văn bản".into(),
                kind: FieldKind::Number,
                x: x + word_width + pt(2),
                y: pile.height,
                width: NUMBER_GAP - pt(4),
                height: leading,
            });
        }
        pile.height += leading;
        Ok(())
    }
}

/// Width of the left column.
pub(crate) fn left_width(style: &StyleSheet, width: i64, head: &Head) -> Result<i64, PaperError> {
    let needed = widest(style, &head.right)?.min(width * 3 / 4);
    let share = width * i64::from(style.head.left_permille) / 1000;
    // Quốc hiệu stays on one line: a narrow page takes the width from the left column.
    Ok(share.min(width - needed - pt(2)).max(width / 4))
}

fn widest(style: &StyleSheet, lines: &[HeadLine]) -> Result<i64, PaperError> {
    let elements = &style.elements;
    let mut widest = 0;
    for line in lines {
        let (text, element) = match line {
            HeadLine::Nation(text) => (text, &elements.nation),
            HeadLine::Motto(text) => (text, &elements.motto),
            HeadLine::PlaceDate(text) => (text, &elements.place_date),
            HeadLine::Parent(_)
            | HeadLine::Agency(_)
            | HeadLine::Number(_)
            | HeadLine::About(_) => continue,
        };
        widest = widest.max(width_mpt(&shape_text(text, element)?, element.size_pt));
    }
    Ok(widest)
}
