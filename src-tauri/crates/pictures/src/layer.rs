//! Marks on a photograph, as vectors: a layer beside the picture, never in it.

use thiserror::Error;

/// Places are counted in thousandths of the upright picture's width and height.
pub const PERMILLE: u16 = 1000;

/// Most shapes on one picture.
pub const SHAPES_MAX: usize = 200;

/// Most letters of one text.
pub const TEXT_MAX: usize = 200;

/// A place on the picture, in thousandths from its upper left corner.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Point {
    /// Thousandths of the width.
    pub x: u16,
    /// Thousandths of the height.
    pub y: u16,
}

/// An upright rectangle, in thousandths. Never without area.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Frame {
    /// Upper left corner.
    pub from: Point,
    /// Lower right corner.
    pub to: Point,
}

/// One mark.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Mark {
    /// Points at something.
    Arrow {
        /// Where it begins.
        from: Point,
        /// Its head.
        to: Point,
    },
    /// Circles something.
    Ellipse(Frame),
    /// Frames something.
    Box(Frame),
    /// Says something.
    Text {
        /// Upper left corner of the words.
        at: Point,
        /// The words, on one line.
        text: String,
    },
    /// Makes a face, a number or a name unreadable for good.
    Blur(Frame),
}

/// Why marks are refused.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum LayerError {
    /// A place outside the picture.
    #[error("a mark lies outside the picture")]
    Outside,
    /// A mark without extent, or a text without letters.
    #[error("a mark has no extent")]
    Empty,
    /// More than [`SHAPES_MAX`] marks, or a text longer than [`TEXT_MAX`].
    #[error("too many marks")]
    TooMany,
}

/// The marks of one picture, oldest first. Blurs are painted first, whatever their order.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Layer(Vec<Mark>);

impl Frame {
    /// The frame with these two opposite corners.
    pub fn between(one: Point, other: Point) -> Self {
        Self {
            from: Point { x: one.x.min(other.x), y: one.y.min(other.y) },
            to: Point { x: one.x.max(other.x), y: one.y.max(other.y) },
        }
    }

    const fn is_empty(self) -> bool {
        self.to.x <= self.from.x || self.to.y <= self.from.y
    }
}

impl Mark {
    fn check(&self) -> Result<(), LayerError> {
        let (points, empty) = match self {
            Self::Arrow { from, to } => ([*from, *to], from == to),
            Self::Ellipse(frame) | Self::Box(frame) | Self::Blur(frame) => {
                ([frame.from, frame.to], frame.is_empty())
            }
            Self::Text { at, text } => ([*at, *at], text.trim().is_empty()),
        };
        if points.iter().any(|point| PERMILLE < point.x || PERMILLE < point.y) {
            return Err(LayerError::Outside);
        }
        if empty {
            return Err(LayerError::Empty);
        }
        match self {
            Self::Text { text, .. } if TEXT_MAX < text.chars().count() => Err(LayerError::TooMany),
            Self::Text { .. }
            | Self::Arrow { .. }
            | Self::Ellipse(_)
            | Self::Box(_)
            | Self::Blur(_) => Ok(()),
        }
    }
}

impl Layer {
    /// A layer of these marks.
    ///
    /// # Errors
    ///
    /// [`LayerError`].
    pub fn new(marks: Vec<Mark>) -> Result<Self, LayerError> {
        if SHAPES_MAX < marks.len() {
            return Err(LayerError::TooMany);
        }
        marks.iter().try_for_each(Mark::check)?;
        Ok(Self(marks))
    }

    /// The marks, oldest first.
    pub fn marks(&self) -> &[Mark] {
        &self.0
    }

    /// Whether nothing is marked.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether something is made unreadable.
    pub fn hides(&self) -> bool {
        self.0.iter().any(|mark| matches!(mark, Mark::Blur(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_lie_on_the_picture_and_have_an_extent() {
        let at = |x, y| Point { x, y };
        let frame = Frame::between(at(900, 100), at(100, 900));
        let text = |text: &str| Mark::Text { at: at(1, 1), text: text.to_owned() };

        assert_eq!((frame.from, frame.to), (at(100, 100), at(900, 900)));
        assert!(Layer::new(vec![Mark::Blur(frame), text("Số CCCD")]).unwrap().hides());
        let outside = Mark::Arrow { from: at(0, 0), to: at(1001, 5) };
        assert_eq!(Layer::new(vec![outside]), Err(LayerError::Outside));
        let flat = Frame::between(at(5, 5), at(5, 90));
        assert_eq!(Layer::new(vec![Mark::Box(flat)]), Err(LayerError::Empty));
        assert_eq!(Layer::new(vec![text("  ")]), Err(LayerError::Empty));
        assert_eq!(Layer::new(vec![text(&"a".repeat(201))]), Err(LayerError::TooMany));
        assert_eq!(Layer::new(vec![text("a"); 201]), Err(LayerError::TooMany));
    }
}
