//! What a paper says, before anybody knows where its lines end.
//!
//! A [`Document`] is the one description from which every format is made. It names elements the way
//! NĐ 30/2020/NĐ-CP, Phụ lục I does (quốc hiệu, số và ký hiệu, trích yếu, nơi nhận …) and leaves
//! sizes, cases and distances to the [`StyleSheet`](crate::StyleSheet).

mod list;
mod table;

pub use list::{List, ListItem, ListKind};
pub use table::{Align, Column, ColumnWidth, HeadGroup, MergedTable, Row, Span, Table};

use crate::moment::Timestamp;
use crate::style::StyleSheet;

/// A whole paper: its elements in reading order, and what travels inside the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Title in the file's metadata, shown in the window bar of a viewer.
    pub title: String,
    /// Subject in the file's metadata: the trích yếu on one line.
    pub subject: String,
    /// Agency that issues the paper; the author in the file's metadata.
    pub author: String,
    /// When the paper was made. Given by the caller: equal documents give equal bytes.
    pub created: Timestamp,
    /// Whether "DỰ THẢO" stands on every page.
    pub draft: bool,
    /// Page, sizes and cases.
    pub style: StyleSheet,
    /// What stands small in the bottom margin of every page.
    pub foot: Option<Foot>,
    /// The field at the top right of page 1 in which an electronic copy is signed (cell 14).
    pub copy_field: Option<String>,
    /// The elements in reading order.
    pub blocks: Vec<Block>,
    /// Files that travel inside the PDF.
    pub attachments: Vec<Attachment>,
}

/// What stands small in the bottom margin of every page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Foot {
    /// A line, such as the digest of the sealed content.
    pub text: String,
    /// What the QR code on every page begins with; `:3:11` follows on page 3 of 11. Without it there
    /// is no code. In capitals, digits and `$%*+-./:` alone the code is smallest (ISO/IEC 18004, 7.4.5).
    pub code: Option<String>,
}

impl Foot {
    /// A line without a code.
    pub fn line(text: impl Into<String>) -> Self {
        Self { text: text.into(), code: None }
    }
}

/// One element of a paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Agency on the left, quốc hiệu and tiêu ngữ on the right (cells 1 to 4).
    Head(Head),
    /// Type and trích yếu in the middle (cell 5a).
    Title(Title),
    /// Begins an annex on a new page (Phụ lục I, mục III).
    Annex {
        /// The word and its number, such as `Phụ lục I`.
        label: String,
        /// What the annex is about.
        title: String,
    },
    /// A numbered heading in the body. Never the last line of a page.
    Heading {
        /// 1 for "I. …", 2 for "1. …", 3 for "a) …". Greater values count as 3.
        level: u8,
        /// Number and words, as printed.
        text: String,
    },
    /// Running text.
    Paragraph(Paragraph),
    /// A table; its head is repeated on every page.
    Table(Table),
    /// A table some of whose cells are merged; its head is repeated as well.
    MergedTable(MergedTable),
    /// Points under each other, at most two deep.
    List(List),
    /// Names the place where the next block begins, for [`Run::page_of`]. Leaves no ink.
    Label(String),
    /// Where people sign, side by side. Stays with the paragraph before it, and whole on its page as
    /// long as both fit.
    Signatures(Vec<SignatureBlock>),
    /// Nơi nhận (cell 9b). Right after a single signature block it stands to its left, as NĐ 30/2020
    /// wants; otherwise below. Stays on the page of signatures before it.
    /// Each line gets its dash; its `;` or `.` is the caller's.
    Recipients(Vec<String>),
    /// A photograph.
    Figure(Figure),
    /// Photographs in rows of `columns`, each with its caption; one column is as many [`Block::Figure`].
    Gallery {
        /// How many stand side by side.
        columns: u8,
        /// The photographs in reading order.
        figures: Vec<Figure>,
    },
    /// What follows begins on a new page.
    PageBreak,
    /// What follows begins on a new page that lies this way.
    Turn(Orientation),
    /// Words at the top of every page, from the first one, with the number of the page and of all
    /// pages beside them: for working papers, whose sheets get apart.
    RunningHead(String),
    /// Empty height, in points. Vanishes at the top of a page.
    Space(u16),
}

/// Which way a page lies.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Orientation {
    /// As the style sheet has it.
    #[default]
    Upright,
    /// Turned by a quarter: wide tables.
    Wide,
}

/// The two columns at the top of the first page.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Head {
    /// Left column: parent agency, agency, number.
    pub left: Vec<HeadLine>,
    /// Right column: quốc hiệu, tiêu ngữ, and place and date where the type has one.
    pub right: Vec<HeadLine>,
}

/// A line of the head, named after its role.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum HeadLine {
    /// Tên cơ quan chủ quản trực tiếp; may need several lines.
    Parent(String),
    /// Tên cơ quan ban hành, with a rule of 1/3 to 1/2 of its text below. A line feed says where a
    /// long name parts.
    Agency(String),
    /// Số và ký hiệu.
    Number(Number),
    /// Trích yếu of a letter (công văn), which has no tên loại: `V/v …`, under the number.
    About(String),
    /// Quốc hiệu; see [`NATION`].
    Nation(String),
    /// Tiêu ngữ, with a rule exactly as long as the text below; see [`MOTTO`].
    Motto(String),
    /// Địa danh và thời gian ban hành. Minutes have none (Mẫu 1.9).
    PlaceDate(String),
}

/// Số và ký hiệu, such as `Số: 05/BB-ĐKT`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Number {
    /// The number with its leading zero; `None` leaves a gap for it.
    pub value: Option<String>,
    /// What follows the number, such as `/BB-ĐKT`.
    pub symbol: String,
    /// Name of a text field over the gap, for a number given after signing. Ignored with a value.
    pub slot: Option<String>,
}

/// Quốc hiệu (NĐ 30/2020, Phụ lục I, mục II.1).
pub const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";

/// Tiêu ngữ (NĐ 30/2020, Phụ lục I, mục II.1).
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// Tên loại and trích yếu.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Title {
    /// The type, such as `BIÊN BẢN`.
    pub kind: String,
    /// The subject; each entry begins a line.
    pub subject: Vec<String>,
}

/// A stretch of text in one face.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Run {
    /// The words. Line feeds end a line; all other white space is a space.
    pub text: String,
    /// Heavy.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// Prints the number of the page on which this [`Block::Label`] stands, in place of the words.
    pub page_of: Option<String>,
}

/// A paragraph of running text.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Paragraph {
    /// The text.
    pub runs: Vec<Run>,
    /// What kind of text it is.
    pub style: ParagraphStyle,
    /// Whether the next block begins on the page where this one ends.
    pub keep_with_next: bool,
}

/// Kinds of running text.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ParagraphStyle {
    /// Justified, first line indented.
    #[default]
    Body,
    /// A căn cứ: as body, in italics.
    Basis,
    /// A point of a list; as body, the whole block indented less than its first line.
    ListItem,
    /// A remark, smaller.
    Note,
    /// In the middle, not indented.
    Centred,
}

/// Where one person signs: title, room for the signature, name.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SignatureBlock {
    /// Name of the signature field in the PDF; unique in the paper. Empty where nobody will sign,
    /// such as for a person who refused to.
    pub field: String,
    /// Lines above the room, upper case and bold, such as `TRƯỞNG ĐOÀN`.
    pub heading: Vec<String>,
    /// A line in italics under the heading, such as `(Ký, ghi rõ họ tên)`.
    pub hint: Option<String>,
    /// Name of the person, bold. Empty leaves room to write it.
    pub name: String,
    /// Name of a further signature field, the agency's seal, over the left of the room.
    pub seal: Option<String>,
}

/// A photograph. Its bytes pass through unchanged, but for metadata such as the place it was taken.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Figure {
    /// A JPEG file.
    pub jpeg: Vec<u8>,
    /// How far to turn it, clockwise. EXIF orientation is not read.
    pub rotation: Rotation,
    /// Words below it.
    pub caption: String,
    /// What it is called before its number, such as `Hình`: figures of a series are counted through
    /// the paper. None leaves it without a number.
    pub series: Option<String>,
}

/// Quarter turns, clockwise.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Rotation {
    /// As it is.
    #[default]
    None,
    /// 90 degrees.
    Quarter,
    /// 180 degrees.
    Half,
    /// 270 degrees.
    ThreeQuarters,
}

/// A file inside the file (PDF/A-3, relationship `Data`).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Attachment {
    /// File name, such as `bien-ban.json`.
    pub name: String,
    /// Media type, such as `application/json`.
    pub mime: String,
    /// What it is, in words.
    pub description: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A laid out paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rendered {
    /// The PDF file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: u32,
    /// Every field it holds, in the order of the document.
    pub fields: Vec<FieldPlace>,
    /// Its headings, in order.
    pub outline: Vec<OutlineEntry>,
}

/// Where a field lies.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FieldPlace {
    /// Full name of the field.
    pub name: String,
    /// What belongs there.
    pub kind: FieldKind,
    /// Page, counted from 1.
    pub page: u32,
    /// The place on the page.
    pub rect: Rect,
}

/// What a field is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FieldKind {
    /// A person's signature.
    Signature,
    /// The agency's seal: a signature field too, filled last.
    Seal,
    /// The words and the signature of an electronic copy: a signature field too.
    Copy,
    /// The number of the paper: a text field.
    Number,
}

/// A rectangle on a page, in thousandths of a point from the lower left corner.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left_mpt: i64,
    /// Lower edge.
    pub bottom_mpt: i64,
    /// Right edge.
    pub right_mpt: i64,
    /// Upper edge.
    pub top_mpt: i64,
}

/// A heading and where it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OutlineEntry {
    /// 1 to 3, as in [`Block::Heading`].
    pub level: u8,
    /// The heading as printed.
    pub text: String,
    /// Page, counted from 1.
    pub page: u32,
}

impl Run {
    /// Text in the face of its surroundings.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Heavy text.
    #[must_use]
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: true, ..Self::default() }
    }

    /// Slanted text.
    #[must_use]
    pub fn italic(text: impl Into<String>) -> Self {
        Self { text: text.into(), italic: true, ..Self::default() }
    }
}

impl Run {
    /// The number of the page on which a label stands.
    #[must_use]
    pub fn page_of(label: impl Into<String>) -> Self {
        Self { page_of: Some(label.into()), ..Self::default() }
    }
}

impl Paragraph {
    /// A paragraph of one plain run.
    #[must_use]
    pub fn plain(style: ParagraphStyle, text: impl Into<String>) -> Self {
        Self { runs: vec![Run::plain(text)], style, keep_with_next: false }
    }
}

impl Head {
    /// The head of a paper: agencies and number on the left, quốc hiệu and tiêu ngữ on the right.
    #[must_use]
    pub fn national(parent: Option<String>, agency: String, number: Option<Number>) -> Self {
        let mut left: Vec<HeadLine> = parent.into_iter().map(HeadLine::Parent).collect();
        left.push(HeadLine::Agency(agency));
        left.extend(number.map(HeadLine::Number));
        let right = vec![HeadLine::Nation(NATION.into()), HeadLine::Motto(MOTTO.into())];
        Self { left, right }
    }
}
