//! The paper as one endless column: strips that pages are cut from.

use std::sync::Arc;

use crate::captions::Series;
use crate::code::Code;
use crate::document::{FieldKind, Orientation, Rotation};
use crate::font::{ASCENT_PERMILLE, DESCENT_PERMILLE};
use crate::measure::Span;
use crate::memory::Memory;
use crate::references::PageNumbers;
use crate::style::{Page, StyleSheet};
use crate::tree::{Tag, Tree};

/// Something that leaves ink. Lengths in thousandths of a point; x from the left edge of the paper,
/// y downwards from the top of what holds it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    /// What it means; `None` for rules and other furniture.
    pub(crate) tag: Option<Tag>,
    pub(crate) mark: Mark,
}

/// Kinds of ink.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    Text(TextMark),
    Rule(RuleMark),
    Image(ImageMark),
    Code(CodeMark),
}

/// A QR code.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CodeMark {
    pub(crate) x: i64,
    pub(crate) y: i64,
    /// Width and height.
    pub(crate) side: i64,
    pub(crate) code: Code,
}

/// A line of letters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TextMark {
    pub(crate) x: i64,
    /// Base line.
    pub(crate) y: i64,
    pub(crate) size_pt: u16,
    pub(crate) spans: Arc<[Span]>,
    /// Natural width with `extra` added.
    pub(crate) width: i64,
    /// What all spaces together gain; negative when they lose.
    pub(crate) extra: i64,
    /// How many spaces share it.
    pub(crate) gaps: i64,
    /// Whether a space follows that the line's end swallowed.
    pub(crate) spaced: bool,
}

/// A straight line, upright or level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RuleMark {
    pub(crate) from: (i64, i64),
    pub(crate) to: (i64, i64),
    pub(crate) thickness: i64,
}

/// A photograph in its box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ImageMark {
    /// Which of the paper's images.
    pub(crate) index: usize,
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) width: i64,
    pub(crate) height: i64,
    pub(crate) rotation: Rotation,
}

/// Room for a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FieldMark {
    pub(crate) name: String,
    /// What a screen reader says.
    pub(crate) label: String,
    pub(crate) kind: FieldKind,
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) width: i64,
    pub(crate) height: i64,
}

/// Whether a page may begin with a strip.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum PageStart {
    Allowed,
    Forbidden,
    Forced,
}

/// A level cut of the column that is never divided.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Strip {
    pub(crate) start: PageStart,
    /// Distance to the strip above; nothing on top of a page.
    pub(crate) before: i64,
    pub(crate) height: i64,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) fields: Vec<FieldMark>,
    /// Names of this place, for page numbers that are asked for elsewhere.
    pub(crate) labels: Vec<String>,
    /// Level and words of the heading that begins here.
    pub(crate) outline: Option<(u8, String)>,
    /// The table whose head is repeated when a page begins here.
    pub(crate) table: Option<usize>,
    /// Empty height when a page begins here, inside a row.
    pub(crate) opening: i64,
    /// Drawn when a page ends here.
    pub(crate) closing: Option<Piece>,
}

/// Everything that is set, before pages are known.
pub(crate) struct Galley<'a> {
    pub(crate) style: &'a StyleSheet,
    pub(crate) strips: Vec<Strip>,
    pub(crate) tree: Tree,
    /// Heads of tables, as repeated.
    pub(crate) heads: Vec<Strip>,
    /// JPEG files, as they go into the paper.
    pub(crate) images: Vec<crate::jpeg::Jpeg>,
    /// Where the next strip may stand.
    pub(crate) next_start: PageStart,
    /// Empty height asked for before the next strip.
    pub(crate) space: i64,
    /// The page on which the next strip will stand.
    pub(crate) page: Page,
    /// Where pages begin to lie another way: the first strip on such a page.
    turns: Vec<(usize, Orientation)>,
    /// Words at the top of every page.
    pub(crate) running: Option<String>,
    /// Names of the place where the next strip will stand.
    pub(crate) labels: Vec<String>,
    /// What is printed for the page of each label.
    pub(crate) numbers: &'a PageNumbers,
    /// How many figures of each series there are.
    pub(crate) series: Series,
    /// What was set before.
    pub(crate) memory: &'a mut Memory,
}

impl<'a> Galley<'a> {
    pub(crate) fn new(
        style: &'a StyleSheet,
        numbers: &'a PageNumbers,
        memory: &'a mut Memory,
    ) -> Self {
        Self {
            style,
            strips: Vec::new(),
            tree: Tree::new(),
            heads: Vec::new(),
            images: Vec::new(),
            next_start: PageStart::Allowed,
            space: 0,
            page: style.page.clone(),
            turns: Vec::new(),
            running: None,
            labels: Vec::new(),
            numbers,
            series: Series::default(),
            memory,
        }
    }

    /// Left edge of the text.
    pub(crate) fn left(&self) -> i64 {
        self.page.left_mpt()
    }

    /// Width of the text.
    pub(crate) fn width(&self) -> i64 {
        self.page.text_width_mpt()
    }

    /// Begins a new page that lies this way.
    pub(crate) fn turn(&mut self, orientation: Orientation) {
        self.page = self.style.page.lying(orientation);
        self.turns.push((self.strips.len(), orientation));
        self.next_start = PageStart::Forced;
    }

    /// How the page lies on which the strip with this index stands.
    pub(crate) fn orientation_at(&self, strip: usize) -> Orientation {
        let turn = self.turns.iter().rev().find(|(first, _)| *first <= strip);
        turn.map(|(_, orientation)| *orientation).unwrap_or_default()
    }

    /// Adds the first strip of a block: what was asked for before it applies to it.
    pub(crate) fn begin(&mut self, mut strip: Strip) {
        if self.next_start != PageStart::Allowed && strip.start != PageStart::Forced {
            strip.start = self.next_start;
        }
        strip.labels.append(&mut self.labels);
        strip.before += self.space;
        self.space = 0;
        self.next_start = PageStart::Allowed;
        self.strips.push(strip);
    }
}

impl Strip {
    pub(crate) fn new(before: i64, height: i64, pieces: Vec<Piece>) -> Self {
        Self {
            start: PageStart::Allowed,
            before,
            height,
            pieces,
            fields: Vec::new(),
            labels: Vec::new(),
            outline: None,
            table: None,
            opening: 0,
            closing: None,
        }
    }
}

impl Piece {
    /// The same ink farther down, and farther right.
    pub(crate) fn moved(&self, dx: i64, dy: i64) -> Self {
        let at = |(x, y): (i64, i64)| (x + dx, y + dy);
        let mark = match &self.mark {
            Mark::Text(text) => {
                Mark::Text(TextMark { x: text.x + dx, y: text.y + dy, ..text.clone() })
            }
            Mark::Rule(rule) => {
                Mark::Rule(RuleMark { from: at(rule.from), to: at(rule.to), ..*rule })
            }
            Mark::Code(code) => {
                Mark::Code(CodeMark { x: code.x + dx, y: code.y + dy, ..code.clone() })
            }
            Mark::Image(image) => {
                Mark::Image(ImageMark { x: image.x + dx, y: image.y + dy, ..*image })
            }
        };
        Self { tag: self.tag, mark }
    }

    /// A level rule.
    pub(crate) fn level(x: i64, width: i64, y: i64, thickness: i64) -> Self {
        let mark = Mark::Rule(RuleMark { from: (x, y), to: (x + width, y), thickness });
        Self { tag: None, mark }
    }

    /// An upright rule.
    pub(crate) fn upright(x: i64, (top, bottom): (i64, i64), thickness: i64) -> Self {
        let mark = Mark::Rule(RuleMark { from: (x, top), to: (x, bottom), thickness });
        Self { tag: None, mark }
    }
}

/// Where the base line lies in a line of this height, so that letters stand in its middle.
pub(crate) fn base_line(size_pt: u16, leading: i64) -> i64 {
    let size = i64::from(size_pt);
    let ascent = ASCENT_PERMILLE * size;
    let descent = DESCENT_PERMILLE * size;
    (leading - ascent - descent) / 2 + ascent
}
