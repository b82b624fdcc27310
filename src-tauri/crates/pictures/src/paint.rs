//! Painting a layer into a copy of a photograph.

use image::RgbImage;
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, PixmapMut, Rect, Stroke,
    Transform,
};

use crate::layer::{Frame, Layer, Mark, PERMILLE, Point};
use crate::{PictureError, blur, copies, lettering};

/// Height of words, in thousandths of the picture's longer edge.
const TEXT_PERMILLE: f32 = 30.0;

/// Thickness of lines, in thousandths of the picture's longer edge.
const LINE_PERMILLE: f32 = 4.0;

/// Thinnest line, in pixels: marks stay visible on small copies.
const LINE_MIN_PX: f32 = 2.0;

/// Paints `layer` into the copy `jpeg` and gives back another JPEG. What a blur covers is gone from
/// it; everything else of the copy is as it was, but for being compressed again.
///
/// # Errors
///
/// [`PictureError`].
pub fn paint(jpeg: &[u8], layer: &Layer) -> Result<Vec<u8>, PictureError> {
    let mut picture = copies::pixels(jpeg)?;
    for mark in layer.marks() {
        match mark {
            Mark::Blur(frame) => blur::blur(&mut picture, *frame),
            Mark::Arrow { .. } | Mark::Ellipse(_) | Mark::Box(_) | Mark::Text { .. } => {}
        }
    }
    let mut canvas = canvas(&picture).ok_or(PictureError::Unwritable)?;
    let brush = Brush::of(&picture);
    for mark in layer.marks() {
        brush.draw(&mut canvas.as_mut(), mark);
    }
    for (to, from) in picture.pixels_mut().zip(canvas.pixels()) {
        to.0 = [from.red(), from.green(), from.blue()];
    }
    copies::jpeg(&picture)
}

fn canvas(picture: &RgbImage) -> Option<Pixmap> {
    let mut canvas = Pixmap::new(picture.width(), picture.height())?;
    for (from, to) in picture.pixels().zip(canvas.pixels_mut()) {
        let [red, green, blue] = from.0;
        *to = tiny_skia::PremultipliedColorU8::from_rgba(red, green, blue, u8::MAX)?;
    }
    Some(canvas)
}

/// Red lines with a white rim, so that they are seen on anything.
struct Brush {
    width: f32,
    height: f32,
    line: f32,
    text: f32,
}

impl Brush {
    fn of(picture: &RgbImage) -> Self {
        let (width, height) = (pixels(picture.width()), pixels(picture.height()));
        let long = width.max(height);
        let line = (long * LINE_PERMILLE / 1000.0).max(LINE_MIN_PX);
        Self { width, height, line, text: long * TEXT_PERMILLE / 1000.0 }
    }

    fn draw(&self, canvas: &mut PixmapMut<'_>, mark: &Mark) {
        match mark {
            Mark::Arrow { from, to } => {
                if let Some((shaft, head)) = self.arrow(*from, *to) {
                    stroke(canvas, &shaft, self.line * 2.2, white());
                    stroke(canvas, &head, self.line * 1.2, white());
                    stroke(canvas, &shaft, self.line, red());
                    fill(canvas, &head, red());
                }
            }
            Mark::Ellipse(frame) => {
                self.outlined(canvas, self.rect(*frame).and_then(PathBuilder::from_oval));
            }
            Mark::Box(frame) => {
                self.outlined(canvas, self.rect(*frame).map(PathBuilder::from_rect));
            }
            Mark::Text { at, text } => {
                if let Some(path) = lettering::outline(text, self.at(*at), self.text) {
                    stroke(canvas, &path, self.text / 6.0, white());
                    fill(canvas, &path, red());
                }
            }
            Mark::Blur(_) => {}
        }
    }

    fn outlined(&self, canvas: &mut PixmapMut<'_>, path: Option<Path>) {
        if let Some(path) = path {
            stroke(canvas, &path, self.line * 2.2, white());
            stroke(canvas, &path, self.line, red());
        }
    }

    fn at(&self, point: Point) -> (f32, f32) {
        let of = |permille: u16, edge: f32| f32::from(permille) * edge / f32::from(PERMILLE);
        (of(point.x, self.width), of(point.y, self.height))
    }

    fn rect(&self, frame: Frame) -> Option<Rect> {
        let ((left, top), (right, bottom)) = (self.at(frame.from), self.at(frame.to));
        Rect::from_ltrb(left, top, right, bottom)
    }

    /// The shaft, and the head as a triangle.
    fn arrow(&self, from: Point, to: Point) -> Option<(Path, Path)> {
        let ((x, y), (tip_x, tip_y)) = (self.at(from), self.at(to));
        let (dx, dy) = (tip_x - x, tip_y - y);
        let length = dx.hypot(dy);
        if length < 1.0 {
            return None;
        }
        let size = (self.line * 5.0).min(length);
        let (ux, uy) = (dx / length, dy / length);
        let (back_x, back_y) = (tip_x - ux * size, tip_y - uy * size);
        let mut shaft = PathBuilder::new();
        shaft.move_to(x, y);
        shaft.line_to(back_x, back_y);
        let mut head = PathBuilder::new();
        head.move_to(tip_x, tip_y);
        head.line_to(back_x - uy * size / 2.0, back_y + ux * size / 2.0);
        head.line_to(back_x + uy * size / 2.0, back_y - ux * size / 2.0);
        head.close();
        Some((shaft.finish()?, head.finish()?))
    }
}

fn stroke(canvas: &mut PixmapMut<'_>, path: &Path, width: f32, colour: Color) {
    let stroke =
        Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
    canvas.stroke_path(path, &solid(colour), &stroke, Transform::identity(), None);
}

fn fill(canvas: &mut PixmapMut<'_>, path: &Path, colour: Color) {
    canvas.fill_path(path, &solid(colour), FillRule::Winding, Transform::identity(), None);
}

fn solid(colour: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour);
    paint.anti_alias = true;
    paint
}

fn red() -> Color {
    Color::from_rgba8(211, 28, 28, u8::MAX)
}

const fn white() -> Color {
    Color::WHITE
}

#[expect(clippy::cast_precision_loss, reason = "a copy has under 2^24 pixels on an edge")]
const fn pixels(edge: u32) -> f32 {
    edge as f32
}

#[cfg(test)]
mod tests {
    use image::Rgb;
    use proptest::prelude::*;

    use super::*;
    use crate::testing::png;

    fn at(x: u16, y: u16) -> Point {
        Point { x, y }
    }

    fn painted(picture: &RgbImage, marks: Vec<Mark>) -> RgbImage {
        let jpeg = paint(&png(picture), &Layer::new(marks).unwrap()).unwrap();
        copies::pixels(&jpeg).unwrap()
    }

    fn is_red(pixel: Rgb<u8>) -> bool {
        pixel.0[0] > 150 && pixel.0[1] < 110 && pixel.0[2] < 110
    }

    #[test]
    fn each_mark_leaves_red_where_it_stands() {
        let grey = RgbImage::from_pixel(400, 300, Rgb([128; 3]));
        let frame = Frame::between(at(250, 250), at(750, 750));
        let picture = painted(&grey, vec![Mark::Box(frame)]);
        assert!(is_red(*picture.get_pixel(100, 150)) && is_red(*picture.get_pixel(200, 75)));
        assert!(!is_red(*picture.get_pixel(200, 150)));

        let picture = painted(&grey, vec![Mark::Ellipse(frame)]);
        assert!(is_red(*picture.get_pixel(100, 150)) && !is_red(*picture.get_pixel(101, 76)));

        let picture = painted(&grey, vec![Mark::Arrow { from: at(100, 500), to: at(900, 500) }]);
        assert!(is_red(*picture.get_pixel(200, 150)) && is_red(*picture.get_pixel(355, 150)));

        let text = Mark::Text { at: at(100, 100), text: "Thiếu niêm yết".to_owned() };
        let reds = |picture: &RgbImage| picture.pixels().filter(|it| is_red(**it)).count();
        assert!(reds(&painted(&grey, vec![text])) > 40);
    }

    #[test]
    fn a_blur_lies_under_the_other_marks_whatever_their_order() {
        let grey = RgbImage::from_pixel(400, 300, Rgb([128; 3]));
        let frame = Frame::between(at(0, 0), at(1000, 1000));
        let arrow = Mark::Arrow { from: at(100, 500), to: at(900, 500) };

        let picture = painted(&grey, vec![arrow, Mark::Blur(frame)]);

        assert!(is_red(*picture.get_pixel(200, 150)));
    }

    fn mark() -> impl Strategy<Value = Mark> {
        let point = || (0..=PERMILLE, 0..=PERMILLE).prop_map(|(x, y)| at(x, y));
        let frame = move || (point(), point()).prop_map(|(one, two)| Frame::between(one, two));
        prop_oneof![
            (point(), point()).prop_map(|(from, to)| Mark::Arrow { from, to }),
            frame().prop_map(Mark::Ellipse),
            frame().prop_map(Mark::Box),
            frame().prop_map(Mark::Blur),
            (point(), "\\PC{0,20}").prop_map(|(at, text)| Mark::Text { at, text }),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_layer_can_be_painted(
            marks in prop::collection::vec(mark(), 0..6), width in 1_u32..90, height in 1_u32..90,
        ) {
            let Ok(layer) = Layer::new(marks) else { return Ok(()) };
            let picture = RgbImage::from_pixel(width, height, Rgb([128; 3]));
            let jpeg = paint(&png(&picture), &layer).unwrap();
            prop_assert_eq!(copies::pixels(&jpeg).unwrap().dimensions(), (width, height));
        }
    }
}
