//! Photographs with their captions.

use crate::document::{Align, Figure, Rotation};
use crate::error::PaperError;
use crate::galley::{Galley, ImageMark, Mark, Piece, Strip};
use crate::jpeg::Jpeg;
use crate::pile::Pile;
use crate::style::{Page, mm, pt};
use crate::tree::{Role, Tree};

/// Greatest height, so that two fit on a page with their captions.
const HEIGHT_MAX: i64 = mm(105);

/// Distance between photographs that stand side by side.
const BETWEEN: i64 = pt(12);

/// Where a photograph and its caption may stand.
#[derive(Clone, Copy)]
pub(crate) struct Room {
    /// Left edge, from the edge of the paper.
    left: i64,
    pub(crate) width: i64,
    /// Greatest height of the photograph alone.
    height: i64,
}

/// A photograph as large as its room allows.
pub(crate) struct Fitted {
    pub(crate) jpeg: Jpeg,
    pub(crate) width: i64,
    pub(crate) height: i64,
}

/// Room for a photograph alone: as wide as the text or as high as half a page.
pub(crate) fn single_room(page: &Page) -> Room {
    let height = HEIGHT_MAX.min(page.text_height_mpt() / 2 - pt(40));
    Room { left: page.left_mpt(), width: page.text_width_mpt(), height }
}

/// Rooms for photographs side by side.
pub(crate) fn gallery_rooms(page: &Page, columns: u8) -> Vec<Room> {
    let count = i64::from(columns);
    let width = (page.text_width_mpt() - BETWEEN * (count - 1)) / count;
    let half = page.text_height_mpt() / 2 - pt(60);
    let room = |index: i64| Room {
        left: page.left_mpt() + index * (width + BETWEEN),
        width,
        height: width.min(half),
    };
    (0..count).map(room).collect()
}

impl Galley<'_> {
    /// Adds a photograph as wide as the text or as high as half a page.
    pub(crate) fn figure(&mut self, figure: &Figure) -> Result<(), PaperError> {
        let room = single_room(&self.page);
        self.photographs(std::slice::from_ref(figure), &[room])
    }

    /// Adds photographs in rows; a row is never divided.
    pub(crate) fn gallery(&mut self, columns: u8, figures: &[Figure]) -> Result<(), PaperError> {
        if columns <= 1 {
            return figures.iter().try_for_each(|figure| self.figure(figure));
        }
        let rooms = gallery_rooms(&self.page, columns);
        figures.chunks(usize::from(columns)).try_for_each(|row| self.photographs(row, &rooms))
    }

    /// Adds photographs side by side, their captions beginning on one line.
    fn photographs(&mut self, figures: &[Figure], rooms: &[Room]) -> Result<(), PaperError> {
        let fitted = figures.iter().zip(rooms).map(|(figure, room)| fit(figure, *room));
        let fitted = fitted.collect::<Result<Vec<_>, _>>()?;
        let highest = fitted.iter().map(|it| it.height).max().unwrap_or_default();
        let (mut pieces, mut height) = (Vec::new(), 0);
        for ((figure, room), fitted) in figures.iter().zip(rooms).zip(fitted) {
            let caption = self.series.caption(figure);
            let tag = self.tree.describe(Role::Figure, Tree::ROOT, caption.clone());
            let image = ImageMark {
                index: self.images.len(),
                x: room.left + (room.width - fitted.width) / 2,
                y: highest - fitted.height,
                width: fitted.width,
                height: fitted.height,
                rotation: figure.rotation,
            };
            self.images.push(fitted.jpeg);
            let mut pile = Pile::new(&self.style.body, room.left, room.width);
            pile.pieces.push(Piece { tag: Some(tag), mark: Mark::Image(image) });
            pile.space(highest + pt(2));
            if !caption.is_empty() {
                let tag = self.tree.add(Role::Caption, tag);
                pile.text(&caption, &self.style.elements.note, Align::Centre, tag)?;
            }
            height = height.max(pile.height);
            pieces.extend(pile.pieces);
        }
        self.begin(Strip::new(pt(8), height, pieces));
        Ok(())
    }
}

/// The photograph as large as its room allows.
pub(crate) fn fit(figure: &Figure, room: Room) -> Result<Fitted, PaperError> {
    let jpeg =
        Jpeg::read(&figure.jpeg).ok_or_else(|| PaperError::BadJpeg(figure.caption.clone()))?;
    let (across, down) = (i64::from(jpeg.width_px), i64::from(jpeg.height_px));
    let (across, down) = match figure.rotation {
        Rotation::None | Rotation::Half => (across, down),
        Rotation::Quarter | Rotation::ThreeQuarters => (down, across),
    };
    let width = room.width.min(room.height * across / down);
    let height = (width * down / across).max(1);
    Ok(Fitted { jpeg, width, height })
}
