//! Words as outlines, so that they can be painted.

use tiny_skia::{Path, PathBuilder};
use ttf_parser::{Face, OutlineBuilder};

/// The face of papers, heavy: it has every Vietnamese letter.
const BOLD: &[u8] = include_bytes!("../../../../assets/fonts/LiberationSerif-Bold.ttf");

/// The outline of `text`, its upper left corner at `(x, y)`; `None` when nothing would be seen.
pub(crate) fn outline(text: &str, (x, y): (f32, f32), size_px: f32) -> Option<Path> {
    let face = Face::parse(BOLD, 0).ok()?;
    let scale = size_px / f32::from(face.units_per_em());
    let base = y + f32::from(face.ascender()) * scale;
    let mut pen = Pen { builder: PathBuilder::new(), x, base, scale };
    for letter in text.chars() {
        // A letter the face does not have becomes its empty box.
        let glyph = face.glyph_index(letter).unwrap_or_default();
        face.outline_glyph(glyph, &mut pen);
        pen.x += f32::from(face.glyph_hor_advance(glyph).unwrap_or_default()) * scale;
    }
    pen.builder.finish()
}

struct Pen {
    builder: PathBuilder,
    x: f32,
    base: f32,
    scale: f32,
}

impl Pen {
    const fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.base - y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.builder.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.builder.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_words_have_an_outline_and_blanks_have_none() {
        let path = outline("Ặng Ữỡ đ", (10.0, 20.0), 40.0).unwrap();

        assert!(path.bounds().left() > 9.0 && path.bounds().top() > 15.0);
        assert!(path.bounds().width() > 100.0);
        assert_eq!(outline("   ", (0.0, 0.0), 40.0), None);
    }
}
