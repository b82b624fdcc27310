//! The checklist and its registers as sheets to write on by hand, for days without power.

mod registers;

use std::collections::BTreeMap;

use domain::checklist::{ItemView, Part, PartKind};
use domain::date;
use papers::{
    Align, Block, Column, Document, Foot, Orientation, Paragraph, ParagraphStyle, Row, Run,
    StyleSheet, Table, Timestamp, Title,
};

use crate::folder::Folder;

/// What the sheets are made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Blank<'a> {
    /// The visit with the checklist of its day.
    pub(crate) folder: &'a Folder,
    /// What was found last time, by item: one line each.
    pub(crate) past: &'a BTreeMap<String, Vec<String>>,
    /// When the sheets were made.
    pub(crate) created: Timestamp,
}

/// A box to tick. The font of papers has no ballot box.
const BOX: char = '□';
/// Nothing, in a line that keeps its height.
const EMPTY: char = '\u{a0}';
/// Dots that fill the narrow column, in letters of its size.
const LINE_DOTS: usize = 15;
/// Letters that take the place of one dot: a dot is as wide as the size, a letter half of that.
const LETTERS_PER_DOT: usize = 2;

/// Composes the sheets: what is asked, boxes and lines; then one wide sheet a register.
pub(crate) fn document(blank: Blank<'_>, style: &StyleSheet) -> Document {
    let folder = blank.folder;
    let day = date::short(folder.visit.date);
    let subject =
        vec![folder.campaign.name.clone(), format!("tại {}", folder.unit.authority_in_full())];
    let mut blocks = vec![
        Block::RunningHead(format!("{} – {day}", folder.unit.name)),
        Block::Title(Title { kind: "PHIẾU KIỂM TRA".to_owned(), subject: subject.clone() }),
        line("Người kiểm tra: ……………………………… Bắt đầu: …… giờ …… Kết thúc: …… giờ ……"),
        Block::Paragraph(Paragraph::plain(
            ParagraphStyle::Note,
            "Đánh dấu một ô ở mỗi mục; KAD: không áp dụng. Số trước ô là phím dùng khi nhập lại vào máy.",
        )),
    ];
    for (number, area) in (1..).zip(&folder.view.areas) {
        blocks.push(Block::Heading { level: 1, text: format!("{number}. {}", area.title) });
        blocks.push(Block::Table(checklist(&area.items, blank.past)));
    }
    let registers = registers::sheets(folder, style);
    if !registers.is_empty() {
        blocks.push(Block::Turn(Orientation::Wide));
        blocks.extend(registers);
    }
    Document {
        title: format!("Phiếu kiểm tra {}", subject.join(" ")),
        subject: subject.join(" "),
        author: folder.campaign.agency.name.clone(),
        created: blank.created,
        draft: false,
        style: style.clone(),
        copy_field: None,
        foot: Some(Foot::line("Phiếu làm việc, không thay biên bản.")),
        blocks,
        attachments: Vec::new(),
    }
}

fn line(text: &str) -> Block {
    Block::Paragraph(Paragraph::plain(ParagraphStyle::Body, text))
}

fn checklist(items: &[ItemView], past: &BTreeMap<String, Vec<String>>) -> Table {
    let row = |item: &ItemView| {
        let lines = past.get(&item.id).map_or(&[][..], Vec::as_slice);
        Row {
            cells: vec![
                vec![Run::bold(&item.id)],
                question(item, lines),
                vec![Run::plain(boxes())],
                vec![Run::plain(notes(item))],
            ],
            may_break: false,
        }
    };
    Table {
        caption: None,
        columns: vec![
            Column::share("Mục", 76, Align::Left),
            Column::share("Nội dung kiểm tra", 474, Align::Left),
            Column::share("Kết quả", 144, Align::Left),
            Column::share("Số liệu, ghi chú", 306, Align::Left),
        ],
        rows: items.iter().map(row).collect(),
    }
}

/// What is asked, what to look at, and what was found last time.
fn question(item: &ItemView, past: &[String]) -> Vec<Run> {
    let mut runs = vec![Run::plain(&item.question)];
    if !item.evidence.is_empty() {
        runs.push(Run::italic(format!("\nXem: {}", item.evidence)));
    }
    for line in past {
        runs.push(Run::italic(format!("\nLần trước: {line}")));
    }
    runs
}

/// The verdicts in the order of their keys.
fn boxes() -> String {
    let words = ["Đạt", "Chưa đạt", "KAD", "Cơ bản đạt"];
    let line = |(key, word): (u8, &str)| format!("{key} {BOX} {word}");
    (1..).zip(words).map(line).collect::<Vec<_>>().join("\n")
}

/// A line for each figure, then lines for words.
fn notes(item: &ItemView) -> String {
    let mut lines: Vec<String> = item.parts.iter().map(part).collect();
    lines.push(dotted("Ghi chú:"));
    let mut text = lines.join("\n");
    // As many lines as the boxes beside them have.
    while text.lines().count() < 4 {
        text.push('\n');
        text.push_str(&dotted(""));
    }
    text
}

fn part(part: &Part) -> String {
    let label = format!("{}:", part.label);
    match &part.kind {
        PartKind::Count { unit } => format!("{label} …………\u{a0}{}", unit.replace(' ', "\u{a0}")),
        PartKind::Rate { .. } => format!("{label} ………\u{a0}/\u{a0}………"),
        PartKind::Date => format!("{label} ……\u{a0}/\u{a0}……\u{a0}/\u{a0}………"),
        PartKind::Choice { options } => {
            let boxes: Vec<String> =
                options.iter().map(|option| format!("{BOX} {option}")).collect();
            format!("{label}\n{}", boxes.join("\n"))
        }
        PartKind::Text => dotted(&label),
        PartKind::Document => format!("{label}\nsố ………………\nngày ……\u{a0}/\u{a0}……\u{a0}/\u{a0}………"),
    }
}

/// `text` and dots to the end of the narrow column.
fn dotted(text: &str) -> String {
    let taken = text.chars().count().div_ceil(LETTERS_PER_DOT);
    let dots = "…".repeat(LINE_DOTS.saturating_sub(taken).max(5));
    if text.is_empty() { dots } else { format!("{text} {dots}") }
}
