//! Pages become PDF operators.

use std::collections::BTreeMap;

use printpdf::{
    Color, CurTransMat, DictItem, ExternalStream, ExternalXObject, Greyscale, Line, LineCapStyle,
    LinePoint, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Px, TextItem,
    TextMatrix, XObject, XObjectId, XObjectTransform,
};

use crate::code::Code;
use crate::document::Rotation;
use crate::error::PaperError;
use crate::font::Face;
use crate::galley::{CodeMark, Galley, ImageMark, Mark, Piece, RuleMark, TextMark};
use crate::jpeg::Jpeg;
use crate::measure::Span;
use crate::page::Sheet;
use crate::subset::{Letters, font_id, fonts};
use crate::tree::{Tag, Tree};

/// The pages as PDF objects, and what each marked sequence on them means.
pub(crate) struct Written {
    pub(crate) pdf: lopdf::Document,
    /// For each page, the node of each marked sequence, by its number.
    pub(crate) marks: Vec<Vec<Tag>>,
}

/// Writes the pages.
pub(crate) fn write(galley: &Galley<'_>, sheets: &[Sheet]) -> Result<Written, PaperError> {
    let mut letters = Letters::new();
    let texts = sheets.iter().flat_map(|s| s.pieces.iter().filter_map(text_of).chain(&s.watermark));
    for text in texts {
        for span in text.spans.iter() {
            letters.entry(span.face).or_default().extend(span.text.chars().chain([' ']));
        }
    }
    let mut pdf = PdfDocument::new("");
    pdf.resources.fonts = fonts(&letters)?;
    for (index, jpeg) in galley.images.iter().enumerate() {
        pdf.resources.xobjects.map.insert(image_id(index), image(jpeg));
    }
    let codes = sheets.iter().flat_map(|sheet| sheet.pieces.iter().filter_map(code_of));
    let codes: Vec<XObject> = codes.map(|mark| stencil(&mark.code)).collect();
    let codes = codes.into_iter().enumerate().map(|(index, code)| (code_id(index), code));
    pdf.resources.xobjects.map.extend(codes);
    let mut marks = Vec::new();
    let mut codes = 0;
    for sheet in sheets {
        let page = galley.style.page.lying(sheet.orientation);
        let mut pen = Pen::new(page.height_mpt(), &galley.tree, codes);
        pen.sheet(sheet);
        codes = pen.codes;
        marks.push(pen.marks);
        let size = printpdf::Rect::from_wh(points(page.width_mpt()), points(page.height_mpt()));
        pdf.pages.push(PdfPage {
            media_box: size.clone(),
            trim_box: size.clone(),
            crop_box: size,
            ops: pen.ops,
        });
    }
    let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    let pdf = pdf.to_lopdf_document(&options, &mut Vec::new());
    Ok(Written { pdf, marks })
}

const fn text_of(piece: &Piece) -> Option<&TextMark> {
    match &piece.mark {
        Mark::Text(text) => Some(text),
        Mark::Rule(_) | Mark::Image(_) | Mark::Code(_) => None,
    }
}

/// Writes one page.
struct Pen<'t> {
    page_height: i64,
    tree: &'t Tree,
    ops: Vec<Op>,
    marks: Vec<Tag>,
    /// How many codes were drawn, on this page and before.
    codes: usize,
    /// The marked sequence that is open; `None` inside for furniture.
    open: Option<Option<Tag>>,
    /// What the page last set, which holds until it is set otherwise (ISO 32000-1, 8.4).
    state: State,
}

/// Part of the graphics state: nothing as long as the page has not set it.
#[derive(Default)]
struct State {
    fill: Option<f32>,
    face: Option<(Face, u16)>,
    /// Thickness of rules.
    rule: Option<i64>,
}

impl<'t> Pen<'t> {
    const fn new(page_height: i64, tree: &'t Tree, codes: usize) -> Self {
        Self {
            page_height,
            tree,
            ops: Vec::new(),
            marks: Vec::new(),
            codes,
            open: None,
            state: State { fill: None, face: None, rule: None },
        }
    }

    fn sheet(&mut self, sheet: &Sheet) {
        if let Some(words) = &sheet.watermark {
            self.begin(None);
            self.watermark(words);
        }
        for piece in &sheet.pieces {
            if text_of(piece).is_some_and(|text| text.spans.is_empty()) {
                continue;
            }
            self.begin(piece.tag);
            match &piece.mark {
                Mark::Text(text) => self.text(text),
                Mark::Rule(rule) => self.rule(rule),
                Mark::Image(image) => self.image(image),
                Mark::Code(code) => self.code(code),
            }
        }
        self.end();
    }

    /// Opens the marked sequence of a node, unless it is open.
    fn begin(&mut self, tag: Option<Tag>) {
        if self.open == Some(tag) {
            return;
        }
        self.end();
        self.open = Some(tag);
        let Some(tag) = tag else {
            self.ops.push(Op::BeginMarkedContent { tag: "Artifact".into() });
            return;
        };
        let number = i64::try_from(self.marks.len()).unwrap_or(i64::MAX);
        self.marks.push(tag);
        let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]);
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: self.tree.role(tag).name().into(),
            properties: DictItem::Dict { map },
        });
    }

    fn end(&mut self) {
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn text(&mut self, text: &TextMark) {
        self.ops.push(Op::StartTextSection);
        self.fill(0.0);
        let matrix = [1.0, 0.0, 0.0, 1.0, points(text.x).0, self.up(text.y).0];
        let last = text.spans.len().saturating_sub(1);
        for (index, span) in text.spans.iter().enumerate() {
            self.face(span.face, text.size_pt);
            if index == 0 {
                self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw(matrix) });
            }
            let spaced = text.spaced && index == last;
            self.ops.push(Op::ShowText { items: items(span, text, spaced) });
        }
        self.ops.push(Op::EndTextSection);
    }

    fn fill(&mut self, percent: f32) {
        if self.state.fill.replace(percent) != Some(percent) {
            self.ops.push(Op::SetFillColor { col: grey(percent) });
        }
    }

    fn face(&mut self, face: Face, size_pt: u16) {
        if self.state.face.replace((face, size_pt)) == Some((face, size_pt)) {
            return;
        }
        let font = PdfFontHandle::External(font_id(face));
        self.ops.push(Op::SetFont { font, size: Pt(f32::from(size_pt)) });
    }

    fn rule(&mut self, rule: &RuleMark) {
        let before = self.state.rule.replace(rule.thickness);
        if before.is_none() {
            self.ops.push(Op::SetOutlineColor { col: grey(0.0) });
            // Corners of tables meet squarely.
            self.ops.push(Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare });
        }
        if before != Some(rule.thickness) {
            self.ops.push(Op::SetOutlineThickness { pt: points(rule.thickness) });
        }
        let point = |(x, y): (i64, i64)| LinePoint {
            p: Point { x: points(x), y: self.up(y) },
            bezier: false,
        };
        let line = Line { points: vec![point(rule.from), point(rule.to)], is_closed: false };
        self.ops.push(Op::DrawLine { line });
    }

    fn image(&mut self, image: &ImageMark) {
        let (x, y) = (points(image.x).0, self.up(image.y + image.height).0);
        let (w, h) = (points(image.width).0, points(image.height).0);
        // The picture is the unit square; turned clockwise about its own middle.
        let matrix = match image.rotation {
            Rotation::None => [w, 0.0, 0.0, h, x, y],
            Rotation::Quarter => [0.0, -h, w, 0.0, x, y + h],
            Rotation::Half => [-w, 0.0, 0.0, -h, x + w, y + h],
            Rotation::ThreeQuarters => [0.0, h, -w, 0.0, x + w, y],
        };
        self.place(image_id(image.index), matrix);
    }

    fn code(&mut self, mark: &CodeMark) {
        self.fill(0.0);
        let side = points(mark.side).0;
        let (x, y) = (points(mark.x).0, self.up(mark.y + mark.side).0);
        self.place(code_id(self.codes), [side, 0.0, 0.0, side, x, y]);
        self.codes += 1;
    }

    /// Lays the unit square that a picture fills where `matrix` says.
    fn place(&mut self, id: XObjectId, matrix: [f32; 6]) {
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix) });
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        self.ops.push(Op::UseXobject { id, transform });
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// Large pale words from the lower left to the upper right, under everything else.
    fn watermark(&mut self, text: &TextMark) {
        // The slope of 3 to 4: cosine 0.6, sine 0.8.
        let (cos, sin) = (0.6, 0.8);
        let half = points(text.width / 2).0;
        let x = points(text.x).0 - half * cos;
        let y = self.up(text.y).0 - half * sin;
        self.ops.push(Op::StartTextSection);
        self.fill(0.92);
        for span in text.spans.iter() {
            self.face(span.face, text.size_pt);
            let matrix = TextMatrix::Raw([cos, sin, -sin, cos, x, y]);
            self.ops.push(Op::SetTextMatrix { matrix });
            self.ops.push(Op::ShowText { items: items(span, text, false) });
        }
        self.ops.push(Op::EndTextSection);
    }

    const fn up(&self, y: i64) -> Pt {
        points(self.page_height - y)
    }
}

/// A span as text with the shift after each space that justification asks for.
fn items(span: &Span, text: &TextMark, spaced: bool) -> Vec<TextItem> {
    let mut words = span.text.clone();
    if text.extra == 0 || text.gaps == 0 {
        if spaced {
            words.push(' ');
        }
        return vec![TextItem::Text(words)];
    }
    // Negative moves to the right, in thousandths of the size.
    let shift = -thousandths(text.extra, text.gaps * i64::from(text.size_pt));
    let mut items = Vec::new();
    for part in words.split_inclusive([' ', '\u{a0}']) {
        items.push(TextItem::Text(part.to_owned()));
        if part.ends_with([' ', '\u{a0}']) {
            items.push(TextItem::Offset(shift));
        }
    }
    if spaced {
        items.push(TextItem::Text(" ".into()));
    }
    items
}

fn image_id(index: usize) -> XObjectId {
    XObjectId(format!("P{index}"))
}

fn code_id(index: usize) -> XObjectId {
    XObjectId(format!("Q{index}"))
}

const fn code_of(piece: &Piece) -> Option<&CodeMark> {
    match &piece.mark {
        Mark::Code(code) => Some(code),
        Mark::Text(_) | Mark::Rule(_) | Mark::Image(_) => None,
    }
}

/// The dark squares of a code as a stencil, through which black is painted (ISO 32000-1, 8.9.6.2).
fn stencil(code: &Code) -> XObject {
    let side = i64::try_from(code.side()).unwrap_or(i64::MAX);
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(side)),
        ("Height".to_owned(), DictItem::Int(side)),
        ("ImageMask".to_owned(), DictItem::Bool(true)),
        ("BitsPerComponent".to_owned(), DictItem::Int(1)),
    ]);
    XObject::External(ExternalXObject {
        stream: ExternalStream { dict, content: code.stencil(), compress: false },
        width: Some(Px(code.side())),
        height: Some(Px(code.side())),
        dpi: None,
    })
}

fn name(text: &str) -> DictItem {
    DictItem::Name(text.as_bytes().to_vec())
}

/// The file as it is, with the filter that every viewer has.
fn image(jpeg: &Jpeg) -> XObject {
    let space = match jpeg.components {
        1 => "DeviceGray",
        _ => "DeviceRGB",
    };
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(i64::from(jpeg.width_px))),
        ("Height".to_owned(), DictItem::Int(i64::from(jpeg.height_px))),
        ("ColorSpace".to_owned(), name(space)),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
        ("Filter".to_owned(), name("DCTDecode")),
    ]);
    XObject::External(ExternalXObject {
        stream: ExternalStream { dict, content: jpeg.bytes.clone(), compress: false },
        width: Some(Px(usize::from(jpeg.width_px))),
        height: Some(Px(usize::from(jpeg.height_px))),
        dpi: None,
    })
}

const fn grey(percent: f32) -> Color {
    Color::Greyscale(Greyscale { percent, icc_profile: None })
}

/// Thousandths of a point as points. Papers are far smaller than what a float holds exactly.
#[expect(clippy::cast_precision_loss, reason = "a page has under 2^24 thousandths of a point")]
const fn points(mpt: i64) -> Pt {
    Pt(mpt as f32 / 1000.0)
}

#[expect(clippy::cast_precision_loss, reason = "both are at most a page wide")]
fn thousandths(amount: i64, of: i64) -> f32 {
    amount as f32 / of.max(1) as f32
}
