//! What stands on pages without being read: page numbers, the foot, "DỰ THẢO".

use crate::code::Code;
use crate::document::{Align, Document, FieldKind, Foot};
use crate::error::PaperError;
use crate::galley::{CodeMark, FieldMark, Galley, Mark, Piece, TextMark};
use crate::measure::{shape_text, spans, width_mpt};
use crate::page::Sheet;
use crate::pile::Pile;
use crate::style::{Element, NumberPlace, Page, StyleSheet, mm, pt};
use crate::tree::Tree;

/// Words over a paper that is not sealed.
const DRAFT: &str = "DỰ THẢO";
const DRAFT_SIZE_PT: u16 = 110;

/// A code's width: its squares are wide enough for a scan at 200 dots per inch, and it leaves room in
/// the smallest bottom margin of NĐ 30/2020 (20 mm) for its quiet zone and for what printers cannot
/// reach at the edge.
const CODE_MM: u16 = 13;
const CODE_EDGE_MM: u16 = 5;
/// Between a code and the line beside it; at least the quiet zone of four squares.
const CODE_GAP_MM: u16 = 3;

/// The place for an electronic copy: how wide it is, and how far from the upper edge of the paper.
const COPY_WIDE_MM: u16 = 100;
const COPY_EDGE_MM: u16 = 2;

/// Adds the furniture of every page.
pub(crate) fn furnish(
    document: &Document,
    galley: &mut Galley<'_>,
    sheets: &mut [Sheet],
) -> Result<(), PaperError> {
    let style = galley.style;
    let all = sheets.len();
    for (sheet, number) in sheets.iter_mut().zip(1_u32..) {
        let page = style.page.lying(sheet.orientation);
        sheet.watermark = if document.draft { Some(draft(&page)?) } else { None };
        let new_pile = || Pile::new(&style.body, page.left_mpt(), page.text_width_mpt());
        let mut furniture = Vec::new();
        let element = &style.elements.page_number;
        let leading = style.body.leading_mpt(element);
        // In the middle of the margin's height.
        let above = (mm(page.top_mm) - leading) / 2;
        let below = page.height_mpt() - (mm(page.bottom_mm) - leading) / 2 - leading;
        let mut put = |text: &str, align, top| -> Result<(), PaperError> {
            let mut pile = new_pile();
            pile.text(text, element, align, Tree::ROOT)?;
            furniture.extend(pile.pieces.iter().map(|p| p.moved(0, top)));
            Ok(())
        };
        if let Some(running) = &galley.running {
            put(running, Align::Left, above)?;
            put(&format!("Trang {number}/{all}"), Align::Right, above)?;
        } else if number > 1 {
            // Not on page 1, by either rule.
            match page.number_at {
                NumberPlace::TopCentre => put(&number.to_string(), Align::Centre, above)?,
                NumberPlace::BottomRight => put(&number.to_string(), Align::Right, below)?,
            }
        }
        if let (Some(name), 1) = (&document.copy_field, number) {
            sheet.fields.push(copy_field(name, &page));
        }
        if let Some(foot) = &document.foot {
            furniture.extend(feet(foot, style, &page, &format!(":{number}:{all}"))?);
        }
        let furniture = furniture.into_iter().map(|piece| Piece { tag: None, ..piece });
        sheet.pieces.splice(0..0, furniture);
    }
    Ok(())
}

/// The place for an electronic copy, in the upper margin above quốc hiệu (Phụ lục I, mục IV, cell 14):
/// four lines of 10 points, no picture.
fn copy_field(name: &str, page: &Page) -> FieldMark {
    let width = mm(COPY_WIDE_MM).min(page.text_width_mpt());
    FieldMark {
        name: name.to_owned(),
        label: "Chữ ký số của bản sao".into(),
        kind: FieldKind::Copy,
        x: page.left_mpt() + page.text_width_mpt() - width,
        y: mm(COPY_EDGE_MM),
        width,
        height: mm(page.top_mm.saturating_sub(COPY_EDGE_MM + 1)),
    }
}

/// The foot of a page, whose code ends with `place`.
fn feet(
    foot: &Foot,
    style: &StyleSheet,
    page: &Page,
    place: &str,
) -> Result<Vec<Piece>, PaperError> {
    let element = &style.elements.foot;
    let (mut left, mut top) = (page.left_mpt(), page.height_mpt() - mm(page.bottom_mm) + pt(14));
    let mut pieces = Vec::new();
    if let Some(code) = &foot.code {
        let code = Code::new(&format!("{code}{place}"))?;
        let (x, side) = (left, mm(CODE_MM));
        let y = page.height_mpt() - mm(CODE_EDGE_MM) - side;
        pieces.push(Piece { tag: None, mark: Mark::Code(CodeMark { x, y, side, code }) });
        left += side + mm(CODE_GAP_MM);
        top = y + (side - style.body.leading_mpt(element)) / 2;
    }
    let width = page.left_mpt() + page.text_width_mpt() - left;
    let mut pile = Pile::new(&style.body, left, width);
    pile.text(&foot.text, element, Align::Left, Tree::ROOT)?;
    pieces.extend(pile.pieces.iter().map(|piece| piece.moved(0, top)));
    Ok(pieces)
}

/// The words in the middle of the page; x and y are the middle of their base line.
fn draft(page: &Page) -> Result<TextMark, PaperError> {
    let element = Element { size_pt: DRAFT_SIZE_PT, bold: true, ..Element::default() };
    let glyphs = shape_text(DRAFT, &element)?;
    let size = i64::from(DRAFT_SIZE_PT);
    Ok(TextMark {
        x: page.width_mpt() / 2 + size * 300,
        y: page.height_mpt() / 2 + size * 150,
        size_pt: DRAFT_SIZE_PT,
        spans: spans(&glyphs),
        width: width_mpt(&glyphs, DRAFT_SIZE_PT),
        extra: 0,
        gaps: 0,
        spaced: false,
    })
}
