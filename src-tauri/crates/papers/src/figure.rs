//! Photographs with their captions.

use crate::document::{Align, Figure, Rotation};
use crate::error::PaperError;
use crate::galley::{Galley, ImageMark, Mark, Piece, Strip};
use crate::jpeg::Jpeg;
use crate::pile::Pile;
use crate::style::{mm, pt};
use crate::tree::{Role, Tree};

/// Greatest height, so that two fit on a page with their captions.
const HEIGHT_MAX: i64 = mm(105);

impl Galley<'_> {
    /// Adds a photograph as wide as the text or as high as half a page.
    pub(crate) fn figure(&mut self, figure: &Figure) -> Result<(), PaperError> {
        let jpeg =
            Jpeg::read(&figure.jpeg).ok_or_else(|| PaperError::BadJpeg(figure.caption.clone()))?;
        let (across, down) = (i64::from(jpeg.width_px), i64::from(jpeg.height_px));
        let (across, down) = match figure.rotation {
            Rotation::None | Rotation::Half => (across, down),
            Rotation::Quarter | Rotation::ThreeQuarters => (down, across),
        };
        let highest = HEIGHT_MAX.min(self.page.text_height_mpt() / 2 - pt(40));
        let width = self.width().min(highest * across / down);
        let height = width * down / across;
        let tag = self.tree.describe(Role::Figure, Tree::ROOT, figure.caption.clone());
        let image = ImageMark {
            index: self.images.len(),
            x: self.left() + (self.width() - width) / 2,
            y: 0,
            width,
            height: height.max(1),
            rotation: figure.rotation,
        };
        self.images.push(jpeg);
        let mut pile = Pile::new(&self.style.body, self.left(), self.width());
        pile.pieces.push(Piece { tag: Some(tag), mark: Mark::Image(image) });
        pile.space(height + pt(2));
        if !figure.caption.is_empty() {
            let tag = self.tree.add(Role::Caption, tag);
            pile.text(&figure.caption, &self.style.elements.note, Align::Centre, tag)?;
        }
        self.begin(Strip::new(pt(8), pile.height, pile.pieces));
        Ok(())
    }
}
