//! Signatures drawn by hand: strokes in, a paper with the strokes laid into a field out.

use crate::{
    appearance::{self, Size},
    error::{PdfError, SignError},
    form::{Field, Form},
    pdf::{Dict, Id, Object, PdfFile},
    update::Update,
};

/// A signature drawn by hand: lines through points, y growing downwards.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Strokes {
    /// Width of the surface it was drawn on, in the unit of the points.
    pub width: u32,
    /// Height of the surface.
    pub height: u32,
    /// One entry for each touch of the pen.
    pub lines: Vec<Vec<Point>>,
}

/// Where a pen was, and when, and how hard it was pressed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Point {
    /// From the left edge of the surface.
    pub x: i32,
    /// From its upper edge.
    pub y: i32,
    /// Milliseconds since the pen first touched the surface.
    pub millis: u32,
    /// In thousandths of the hardest that the pen can tell; `None` for a finger or a mouse.
    pub pressure: Option<u16>,
}

impl From<(i32, i32)> for Point {
    fn from((x, y): (i32, i32)) -> Self {
        Self { x, y, ..Self::default() }
    }
}

/// Words that stand under a drawn signature.
#[derive(Clone, Copy, Debug, Default)]
pub struct Caption<'a> {
    /// The lines, from the top. None leaves the whole field to the strokes.
    pub lines: &'a [String],
    /// The font: a TrueType file that has the Vietnamese letters. Not read without lines.
    pub font: &'a [u8],
}

/// Lays a drawn signature into the field `field` and returns the longer file.
///
/// The old bytes stay as they are; the strokes come as an incremental update. This is ink on paper,
/// not a certificate signature: nothing protects it until somebody signs with a certificate.
///
/// # Errors
///
/// [`SignError::AlreadyCertified`] once any certificate signature is there,
/// [`SignError::NoSuchField`], [`SignError::EmptyDrawing`], and what reading the file may give.
pub fn lay_drawing(
    pdf: &[u8],
    field: &str,
    strokes: &Strokes,
    caption: Caption<'_>,
) -> Result<Vec<u8>, SignError> {
    if strokes.width == 0 || strokes.height == 0 || strokes.lines.iter().all(Vec::is_empty) {
        return Err(SignError::EmptyDrawing);
    }
    let file = PdfFile::read(pdf)?;
    let form = Form::read(&file, file.newest())?;
    let field = form.signature_field(field)?;
    if form.has_signature() {
        return Err(SignError::AlreadyCertified);
    }
    let mut update = Update::new(&file);
    let size = size_of(&file, field)?;
    let look = appearance::drawn(&mut update, size, strokes, caption.lines, caption.font)?;
    let (id, mut dict) = widget(&file, field)?;
    show(&mut dict, look);
    update.put(id, &Object::Dict(dict));
    Ok(update.finish()?.bytes)
}

/// The annotation that shows `field`: the field itself, or its first widget.
///
/// # Errors
///
/// [`PdfError::Damaged`] when the widget is not a dictionary.
pub(crate) fn widget(file: &PdfFile<'_>, field: &Field) -> Result<(Id, Dict), PdfError> {
    let Some(id) = field.widgets.first() else { return Ok((field.id, field.dict.clone())) };
    let found = file.resolve(&Object::Ref(*id), file.newest())?;
    found.as_dict().map(|dict| (*id, dict.clone())).ok_or(PdfError::Damaged { at: 0 })
}

/// The size of the annotation that shows `field`.
///
/// # Errors
///
/// [`PdfError::Damaged`] when it has no rectangle.
pub(crate) fn size_of(file: &PdfFile<'_>, field: &Field) -> Result<Size, PdfError> {
    let (_, dict) = widget(file, field)?;
    Size::of(&file.resolve(dict.get("Rect").unwrap_or(&Object::Null), file.newest())?)
}

/// Makes `look` the only appearance of an annotation.
pub(crate) fn show(dict: &mut Dict, look: Id) {
    dict.set("AP", Object::Dict(Dict::new([("N", Object::Ref(look))])));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fields,
        testing::{PLACES, printed},
    };

    /// The operators that draw `lines` into the first place of the printed paper.
    fn drawn(lines: Vec<Vec<Point>>) -> String {
        let strokes = Strokes { width: 600, height: 200, lines };
        let paper = lay_drawing(printed(), PLACES[0], &strokes, Caption::default()).unwrap();
        assert!(fields(&paper).unwrap().iter().any(|it| it.name == PLACES[0] && it.drawn));
        String::from_utf8_lossy(paper.get(printed().len()..).unwrap()).into_owned()
    }

    #[test]
    fn a_pen_that_tells_pressure_draws_a_line_of_changing_width() {
        let pen = |x, y, pressure| Point { x, y, millis: 0, pressure: Some(pressure) };

        let text = drawn(vec![vec![pen(20, 150, 0), pen(200, 20, 0), pen(320, 180, 1000)]]);

        assert!(text.contains("\n0.5 w "), "{text}");
        assert!(text.contains("\n1.25 w "), "{text}");
    }

    #[test]
    fn a_finger_draws_one_path_and_a_touch_is_a_dot() {
        let line = [(20, 150), (200, 20), (320, 180)].map(Point::from).to_vec();

        let text = drawn(vec![line, vec![(300, 100).into()]]);

        assert_eq!(text.matches(" w ").count(), 1, "{text}");
        assert_eq!(text.matches(" S\n").count(), 2, "{text}");
    }
}
