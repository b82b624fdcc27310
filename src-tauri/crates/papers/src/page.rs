//! The column is cut into pages.

use crate::document::{FieldPlace, Orientation, OutlineEntry, Rect};
use crate::error::PaperError;
use crate::galley::{FieldMark, Galley, Mark, PageStart, Piece, Strip, TextMark};
use crate::style::mm;

/// A page: everything on it at its place, y downwards from the upper edge of the paper.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) fields: Vec<FieldMark>,
    /// Headings, each with the height it begins at.
    pub(crate) outline: Vec<(OutlineEntry, i64)>,
    /// Labels that name places on the page.
    pub(crate) labels: Vec<String>,
    /// Pale words under everything else.
    pub(crate) watermark: Option<TextMark>,
    /// Which way the page lies.
    pub(crate) orientation: Orientation,
}

/// Cuts the column so that no page begins where it must not, and repeats the heads of tables.
pub(crate) fn paginate(galley: &Galley<'_>) -> Result<Vec<Sheet>, PaperError> {
    let mut sheets = Vec::new();
    let mut start = 0;
    while start < galley.strips.len() {
        let end = page_end(galley, start, text_height(galley, start))?;
        let number = u32::try_from(sheets.len()).unwrap_or(u32::MAX).saturating_add(1);
        sheets.push(sheet(galley, (start, end), number));
        start = end;
    }
    if sheets.is_empty() {
        sheets.push(Sheet::default());
    }
    Ok(sheets)
}

impl FieldMark {
    /// The place of the field on a page of this height.
    pub(crate) fn place(&self, page: u32, page_height: i64) -> FieldPlace {
        let rect = Rect {
            left_mpt: self.x,
            bottom_mpt: page_height - self.y - self.height,
            right_mpt: self.x + self.width,
            top_mpt: page_height - self.y,
        };
        FieldPlace { name: self.name.clone(), kind: self.kind, page, rect }
    }
}

/// Height between the margins of the page that begins with this strip.
fn text_height(galley: &Galley<'_>, start: usize) -> i64 {
    galley.style.page.lying(galley.orientation_at(start)).text_height_mpt()
}

/// Head that is repeated on a page which begins with this strip.
fn repeated<'g>(galley: &'g Galley<'_>, strip: &Strip, height: i64) -> Option<&'g Strip> {
    let head = galley.heads.get(strip.table?)?;
    // A head that leaves no room for rows is not repeated.
    (head.height < height / 2).then_some(head)
}

/// Index after the last strip of the page that begins with `start`.
fn page_end(galley: &Galley<'_>, start: usize, height: i64) -> Result<usize, PaperError> {
    let strips = galley.strips.get(start..).unwrap_or_default();
    let first = strips.first();
    let mut y = first.and_then(|s| repeated(galley, s, height)).map_or(0, |head| head.height)
        + first.map_or(0, |strip| strip.opening);
    let mut last_allowed = None;
    for (index, strip) in strips.iter().enumerate() {
        if index > 0 {
            match strip.start {
                PageStart::Forced => return Ok(start + index),
                PageStart::Allowed => last_allowed = Some(start + index),
                PageStart::Forbidden => {}
            }
            y += strip.before;
        }
        y += strip.height;
        if y > height {
            // Nothing may be parted: then part what does not fit.
            let forced = if index == 0 { None } else { Some(start + index) };
            return last_allowed.or(forced).ok_or(PaperError::TooTall("an element"));
        }
    }
    Ok(start + strips.len())
}

fn sheet(galley: &Galley<'_>, (start, end): (usize, usize), number: u32) -> Sheet {
    let height = text_height(galley, start);
    let mut sheet = Sheet { orientation: galley.orientation_at(start), ..Sheet::default() };
    let mut y = mm(galley.style.page.top_mm);
    let strips = galley.strips.get(start..end).unwrap_or_default();
    if let Some(head) = strips.first().and_then(|s| repeated(galley, s, height)) {
        // Readers that listen hear a head once: repeated ones are furniture.
        let furniture = head.pieces.iter().map(|p| Piece { tag: None, ..p.moved(0, y) });
        sheet.pieces.extend(furniture);
        y += head.height;
    }
    y += strips.first().map_or(0, |strip| strip.opening);
    for (index, strip) in strips.iter().enumerate() {
        if index > 0 {
            y += strip.before;
        }
        sheet.pieces.extend(strip.pieces.iter().map(|piece| piece.moved(0, y)));
        let fields = strip.fields.iter().map(|f| FieldMark { y: f.y + y, ..f.clone() });
        sheet.fields.extend(fields);
        sheet.labels.extend_from_slice(&strip.labels);
        if let Some((level, text)) = &strip.outline {
            let entry = OutlineEntry { level: *level, text: text.clone(), page: number };
            sheet.outline.push((entry, y));
        }
        let is_last = index + 1 == strips.len();
        if is_last && let Some(closing) = &strip.closing {
            sheet.pieces.push(closing.moved(0, y));
        }
        y += strip.height;
    }
    join_uprights(&mut sheet.pieces);
    // Furniture first, then what is read, in reading order: cells of a long row stay whole.
    sheet.pieces.sort_by_key(|piece| piece.tag);
    sheet
}

/// Joins upright rules that touch: a table draws one a line of text.
fn join_uprights(pieces: &mut Vec<Piece>) {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    // For each place across the page, which kept piece ended there last.
    let mut ends: Vec<(i64, usize)> = Vec::new();
    for piece in pieces.drain(..) {
        if let Mark::Rule(rule) = &piece.mark
            && rule.from.0 == rule.to.0
        {
            let found = ends.iter().find(|(x, _)| *x == rule.from.0).copied();
            if let Some((_, index)) = found
                && let Some(Piece { mark: Mark::Rule(open), .. }) = kept.get_mut(index)
                && (open.from.1..=open.to.1).contains(&rule.from.1)
                && open.thickness == rule.thickness
            {
                open.to.1 = open.to.1.max(rule.to.1);
                continue;
            }
            ends.retain(|(x, _)| *x != rule.from.0);
            ends.push((rule.from.0, kept.len()));
        }
        kept.push(piece);
    }
    *pieces = kept;
}
