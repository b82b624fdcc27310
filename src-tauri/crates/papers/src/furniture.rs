//! What stands on pages without being read: page numbers, the foot, "DỰ THẢO".

use crate::document::{Align, Document};
use crate::error::PaperError;
use crate::galley::{Galley, Piece, TextMark};
use crate::measure::{shape_text, spans, width_mpt};
use crate::page::Sheet;
use crate::pile::Pile;
use crate::style::{Element, NumberPlace, mm, pt};
use crate::tree::Tree;

/// Words over a paper that is not sealed.
const DRAFT: &str = "DỰ THẢO";
const DRAFT_SIZE_PT: u16 = 110;

/// Adds the furniture of every page.
pub(crate) fn furnish(
    document: &Document,
    galley: &mut Galley<'_>,
    sheets: &mut [Sheet],
) -> Result<(), PaperError> {
    let style = galley.style;
    let draft = if document.draft { Some(draft(galley)?) } else { None };
    for (sheet, number) in sheets.iter_mut().zip(1_u32..) {
        sheet.watermark.clone_from(&draft);
        let mut furniture = Vec::new();
        // Not on page 1, by either rule.
        if number > 1 {
            let element = &style.elements.page_number;
            // In the middle of the margin's height.
            let leading = style.body.leading_mpt(element);
            let (align, top) = match style.page.number_at {
                NumberPlace::TopCentre => (Align::Centre, (mm(style.page.top_mm) - leading) / 2),
                NumberPlace::BottomRight => {
                    let below = (mm(style.page.bottom_mm) - leading) / 2;
                    (Align::Right, style.page.height_mpt() - below - leading)
                }
            };
            let mut pile =
                Pile::new(&style.body, style.page.left_mpt(), style.page.text_width_mpt());
            pile.text(&number.to_string(), element, align, Tree::ROOT)?;
            furniture.extend(pile.pieces.iter().map(|p| p.moved(0, top)));
        }
        if let Some(foot) = &document.foot {
            let mut pile =
                Pile::new(&style.body, style.page.left_mpt(), style.page.text_width_mpt());
            pile.text(foot, &style.elements.foot, Align::Left, Tree::ROOT)?;
            let top = style.page.height_mpt() - mm(style.page.bottom_mm) + pt(14);
            furniture.extend(pile.pieces.iter().map(|p| p.moved(0, top)));
        }
        let furniture = furniture.into_iter().map(|piece| Piece { tag: None, ..piece });
        sheet.pieces.splice(0..0, furniture);
    }
    Ok(())
}

/// The words in the middle of the page; x and y are the middle of their base line.
fn draft(galley: &Galley<'_>) -> Result<TextMark, PaperError> {
    let element = Element { size_pt: DRAFT_SIZE_PT, bold: true, ..Element::default() };
    let glyphs = shape_text(DRAFT, &element)?;
    let page = &galley.style.page;
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
