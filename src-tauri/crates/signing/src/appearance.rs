//! What a signature looks like on the page: words in a frame, and strokes above them.

mod later;

pub(crate) use later::entry;

use chrono::{DateTime, FixedOffset};
use unicode_normalization::UnicodeNormalization as _;

use crate::{
    drawing::{Point, Strokes},
    error::{PdfError, SignError},
    font::Font,
    pdf::{Dict, Id, Object},
    picture::Picture,
    update::Update,
};

/// Sizes of type that are tried, the largest first, in thousandths of a point.
const SIZES_MPT: [i64; 9] = [9000, 8500, 8000, 7500, 7000, 6500, 6000, 5500, 5000];
/// Distance of lines, in hundredths of the size. Stacked marks (Ẫ) do not collide at 1.2.
const LEADING: i64 = 120;
/// Distance between frame and words, in thousandths of a point.
const INSET_MPT: i64 = 3000;
/// Share of the height that the words may take beside strokes, in hundredths.
const WORDS_SHARE: i64 = 45;
/// Width of a pen that tells no pressure, in thousandths of a point.
const PEN_MPT: i64 = 1100;
/// Widths of a pen that is hardly pressed, and of one pressed as hard as can be.
const PRESSED_MPT: (i64, i64) = (500, 2000);
/// Ink: the blue of a pen, for strokes and words.
const INK: &str = "0.05 0.13 0.45";

/// The visible side of a certificate signature.
#[derive(Clone, Copy, Debug)]
pub struct Appearance<'a> {
    /// Who signs, as it is to be printed.
    pub name: &'a str,
    /// A line for the role, such as `Trưởng đoàn kiểm tra`; empty leaves it out.
    pub role: &'a str,
    /// A signature drawn by hand, shown above the words.
    pub strokes: Option<&'a Strokes>,
    /// A picture of the signature, shown alone: between title and name nothing else stands (decree
    /// 30/2020, annex I). That of a seal where it is one.
    pub picture: Option<&'a Picture>,
    /// What the signature is on the page.
    pub mark: Mark<'a>,
    /// The font: a TrueType file that has the Vietnamese letters.
    pub font: &'a [u8],
}

/// What a signature is on the page.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Mark<'a> {
    /// That of a person: strokes, a picture, or words in a frame.
    #[default]
    Person,
    /// The seal of an agency: its picture in its real size, as far as the field allows, at the right
    /// edge of the field, which lies over the left third of a signature.
    Seal,
    /// What is said of an electronic copy: these lines alone, black, in 10 points, from the top
    /// (decree 30/2020, annex I).
    Copy(&'a [String]),
}

/// Width and height of a field, in thousandths of a point.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Size {
    pub(crate) width: i64,
    pub(crate) height: i64,
}

impl Size {
    /// The size of an annotation's `/Rect`. An invisible one has none.
    ///
    /// # Errors
    ///
    /// [`PdfError::Damaged`] when it is not four numbers.
    pub(crate) fn of(rect: &Object) -> Result<Self, PdfError> {
        let sides = rect.as_array().unwrap_or_default().iter().map(thousandths);
        let sides: Option<Vec<i64>> = sides.collect();
        match sides.as_deref() {
            Some([left, bottom, right, top]) => Ok(Self {
                width: right.saturating_sub(*left).saturating_abs(),
                height: top.saturating_sub(*bottom).saturating_abs(),
            }),
            _ => Err(PdfError::Damaged { at: 0 }),
        }
    }

    fn is_visible(self) -> bool {
        0 < self.width && 0 < self.height
    }
}

/// The words that tell when somebody signed, by the signer's own clock.
pub(crate) fn time_line(at: DateTime<FixedOffset>) -> String {
    format!("Thời gian ký: {} (giờ máy)", at.format("%d/%m/%Y %H:%M:%S %:z"))
}

/// Writes the appearance of a certificate signature, over the strokes that the field shows in
/// `drawn` where the look brings none of its own.
///
/// # Errors
///
/// [`SignError::Font`] when the font does not do.
pub(crate) fn certificate(
    update: &mut Update<'_>,
    size: Size,
    look: &Appearance<'_>,
    at: DateTime<FixedOffset>,
    drawn: Option<Id>,
) -> Result<Id, SignError> {
    match (look.mark, look.picture) {
        (Mark::Copy(lines), _) => return later::copy(update, size, lines, look.font),
        (Mark::Seal, Some(picture)) => return Ok(later::seal(update, size, picture)),
        (Mark::Person, Some(picture)) => return Ok(pictured(update, size, picture)),
        (Mark::Person | Mark::Seal, None) => {}
    }
    let mut lines = vec![format!("Người ký: {}", look.name)];
    if !look.role.is_empty() {
        lines.push(look.role.to_owned());
    }
    lines.push(time_line(at));
    let frame = format!(
        "q {INK} RG 0.5 w 0.25 0.25 {} {} re S Q\n",
        points(size.width - 500),
        points(size.height - 500)
    );
    let font = look.font;
    let shown = Shown { frame: &frame, strokes: look.strokes, drawn, lines: &lines, font };
    form(update, size, &shown)
}

/// Writes the appearance of strokes with words under them.
///
/// # Errors
///
/// [`SignError::Font`] when the font does not do; it is not looked at without words.
pub(crate) fn drawn(
    update: &mut Update<'_>,
    size: Size,
    strokes: &Strokes,
    lines: &[String],
    font: &[u8],
) -> Result<Id, SignError> {
    form(update, size, &Shown { frame: "", strokes: Some(strokes), drawn: None, lines, font })
}

/// What an appearance is made of.
struct Shown<'a> {
    /// Operators that draw a frame.
    frame: &'a str,
    strokes: Option<&'a Strokes>,
    /// An appearance of the same size to show where strokes would stand.
    drawn: Option<Id>,
    lines: &'a [String],
    font: &'a [u8],
}

fn form(update: &mut Update<'_>, size: Size, shown: &Shown<'_>) -> Result<Id, SignError> {
    let Shown { frame, strokes, drawn, lines, font } = *shown;
    let mut content = Vec::new();
    let mut resources = Dict::default();
    if size.is_visible() {
        content.extend_from_slice(frame.as_bytes());
        let mut words_height = 0;
        if !lines.is_empty() {
            let mut font = Font::read(font)?;
            let shared = strokes.is_some() || drawn.is_some();
            let room = if shared { size.height * WORDS_SHARE / 100 } else { size.height };
            words_height = words(&mut content, &mut font, Size { height: room, ..size }, lines);
            let fonts = Dict::new([("F", Object::Ref(font.embed(update)?))]);
            resources.set("Font", Object::Dict(fonts));
        }
        if let Some(drawn) = drawn.filter(|_| strokes.is_none()) {
            resources.set("XObject", Object::Dict(Dict::new([("D", Object::Ref(drawn))])));
            place(&mut content, size, words_height);
        }
        if let Some(strokes) = strokes {
            let room = Size { height: size.height - words_height, ..size };
            draw(&mut content, strokes, room, words_height);
        }
    }
    Ok(written(update, size, resources, &content))
}

/// Writes the appearance of a picture: as large as the field allows, in the middle.
fn pictured(update: &mut Update<'_>, size: Size, picture: &Picture) -> Id {
    let shown = within(picture, size);
    let at = ((size.width - shown.width) / 2, (size.height - shown.height) / 2);
    hung(update, size, picture, (shown, at))
}

/// How large a picture is that fills `room` as far as it can.
fn within(picture: &Picture, room: Size) -> Size {
    let (wide, high) = picture.size();
    let (wide, high) = (i64::from(wide).max(1), i64::from(high).max(1));
    Size {
        width: room.width.min(room.height * wide / high),
        height: room.height.min(room.width * high / wide),
    }
}

/// Writes the appearance of a picture that is `shown` large, its lower left corner there.
fn hung(
    update: &mut Update<'_>,
    size: Size,
    picture: &Picture,
    (shown, (left, bottom)): (Size, (i64, i64)),
) -> Id {
    let mut resources = Dict::default();
    let mut content = String::new();
    if size.is_visible() {
        let [width, height, left, bottom] = [shown.width, shown.height, left, bottom].map(points);
        content = format!("q {width} 0 0 {height} {left} {bottom} cm /P Do Q\n");
        let picture = Object::Ref(picture.embed(update));
        resources.set("XObject", Object::Dict(Dict::new([("P", picture)])));
    }
    written(update, size, resources, content.as_bytes())
}

fn written(update: &mut Update<'_>, size: Size, resources: Dict, content: &[u8]) -> Id {
    let side = |mpt: i64| Object::Real(points(mpt).into_bytes());
    let bounds = vec![Object::Int(0), Object::Int(0), side(size.width), side(size.height)];
    let dict = Dict::new([
        ("Type", Object::name("XObject")),
        ("Subtype", Object::name("Form")),
        ("BBox", Object::Array(bounds)),
        ("Resources", Object::Dict(resources)),
    ]);
    update.add_stream(dict, content)
}

/// Shows the drawing `/D` above words of `words_height`, as much smaller as they take from it.
fn place(content: &mut Vec<u8>, size: Size, words_height: i64) {
    // The scale is written like points: three digits behind the point do.
    let scale = (size.height - words_height) * 1000 / size.height;
    let left = size.width * (1000 - scale) / 2000;
    let (scale, left, up) = (points(scale), points(left), points(words_height));
    content.extend_from_slice(format!("q {scale} 0 0 {scale} {left} {up} cm /D Do Q\n").as_bytes());
}

/// Sets `lines` as large as the room allows, in the middle of it; returns the height they take.
fn words(content: &mut Vec<u8>, font: &mut Font<'_>, room: Size, lines: &[String]) -> i64 {
    let width = room.width - 2 * INSET_MPT;
    let lines: Vec<String> = lines.iter().map(|line| line.nfc().collect()).collect();
    let mut best = (0, Vec::new());
    for size in SIZES_MPT {
        let broken: Vec<String> =
            lines.iter().flat_map(|line| broken(font, line, width * 1000 / size)).collect();
        let rows = i64::try_from(broken.len()).unwrap_or(i64::MAX);
        let fits = rows.saturating_mul(size * LEADING / 100) <= room.height - INSET_MPT;
        best = (size, broken);
        if fits {
            break;
        }
    }
    let (size, rows) = best;
    let leading = size * LEADING / 100;
    let height = i64::try_from(rows.len()).unwrap_or(0) * leading;
    // The first base line stands about nine tenths of the size below the top of the words.
    let slack = (room.height - height).max(0) / 2;
    let top = room.height - slack - size * 9 / 10;
    content.extend_from_slice(
        format!(
            "q BT {INK} rg /F {} Tf {} TL {} {} Td\n",
            points(size),
            points(leading),
            points(INSET_MPT),
            points(top)
        )
        .as_bytes(),
    );
    for row in &rows {
        font.encode(row).write(content);
        content.extend_from_slice(b" Tj T*\n");
    }
    content.extend_from_slice(b"ET Q\n");
    (height + INSET_MPT).min(room.height)
}

/// Breaks a line at spaces so that each part is at most `width` wide, in thousandths of an em.
fn broken(font: &mut Font<'_>, line: &str, width: i64) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = String::new();
    for word in line.split(' ') {
        let longer = if row.is_empty() { word.to_owned() } else { format!("{row} {word}") };
        if row.is_empty() || font.measure(&longer) <= width {
            row = longer;
        } else {
            rows.push(std::mem::replace(&mut row, word.to_owned()));
        }
    }
    rows.push(row);
    rows
}

/// Draws strokes as large as the room allows, in the middle, `lift` above the bottom.
fn draw(content: &mut Vec<u8>, strokes: &Strokes, room: Size, lift: i64) {
    let inner = Size { width: room.width - 2 * INSET_MPT, height: room.height - 2 * INSET_MPT };
    let (wide, high) = (i64::from(strokes.width).max(1), i64::from(strokes.height).max(1));
    if !inner.is_visible() {
        return;
    }
    // One scale for both sides: thousandths of a point for each unit of the drawing, times 1000.
    let scale = (inner.width * 1000 / wide).min(inner.height * 1000 / high);
    let left = (room.width - wide * scale / 1000) / 2;
    let top = lift + (room.height + high * scale / 1000) / 2;
    let place = |point: &Point| {
        let x = left + i64::from(point.x).clamp(0, wide) * scale / 1000;
        let y = top - i64::from(point.y).clamp(0, high) * scale / 1000;
        format!("{} {}", points(x), points(y))
    };
    content.extend_from_slice(format!("q {INK} RG {} w 1 J 1 j\n", points(PEN_MPT)).as_bytes());
    for line in &strokes.lines {
        let pressed = line.iter().any(|point| point.pressure.is_some());
        let Some((first, rest)) = line.split_first() else { continue };
        // A dot is a line of no length: it shows as a round cap.
        let rest = if rest.is_empty() { line } else { rest };
        if pressed {
            // A path has one width, so each piece between two points is a path of its own.
            for (from, to) in line.iter().zip(rest) {
                let (wide, from, to) = (points(width(from, to)), place(from), place(to));
                content.extend_from_slice(format!("{wide} w {from} m {to} l S\n").as_bytes());
            }
            content.extend_from_slice(format!("{} w\n", points(PEN_MPT)).as_bytes());
            continue;
        }
        content.extend_from_slice(format!("{} m", place(first)).as_bytes());
        for point in rest {
            content.extend_from_slice(format!(" {} l", place(point)).as_bytes());
        }
        content.extend_from_slice(b" S\n");
    }
    content.extend_from_slice(b"Q\n");
}

/// How wide the ink is between two points, by the pressure at both.
fn width(from: &Point, to: &Point) -> i64 {
    let pressure = |point: &Point| point.pressure.map_or(500, |it| i64::from(it).min(1000));
    let (least, most) = PRESSED_MPT;
    least + (most - least) * (pressure(from) + pressure(to)) / 2000
}

/// Thousandths of a point as a PDF number in points.
fn points(mpt: i64) -> String {
    let sign = if mpt < 0 { "-" } else { "" };
    let size = mpt.unsigned_abs();
    let text = format!("{sign}{}.{:03}", size / 1000, size % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A PDF number in points as thousandths; digits beyond the third are cut.
pub(crate) fn thousandths(number: &Object) -> Option<i64> {
    match number {
        Object::Int(whole) => whole.checked_mul(1000),
        Object::Real(digits) => {
            let text = std::str::from_utf8(digits).ok()?;
            let negative = text.starts_with('-');
            let (whole, part) = text.trim_start_matches(['+', '-']).split_once('.')?;
            let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
            let part: String = part.chars().chain("000".chars()).take(3).collect();
            let size = whole.checked_mul(1000)?.checked_add(part.parse().ok()?)?;
            Some(if negative { -size } else { size })
        }
        Object::Null
        | Object::Bool(_)
        | Object::Text(_)
        | Object::Hex(_)
        | Object::Name(_)
        | Object::Array(_)
        | Object::Dict(_)
        | Object::Ref(_) => None,
    }
}
