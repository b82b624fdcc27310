//! Small elements that every paper is put together from.

use papers::{Block, Paragraph, ParagraphStyle, Row, Run};

/// A row of plain cells, whole on its page.
pub(crate) fn cells(texts: &[&str]) -> Row {
    Row { cells: texts.iter().map(|text| vec![Run::plain(*text)]).collect(), may_break: false }
}

/// A row of plain cells that may go on over the page.
pub(crate) fn long_cells(texts: &[&str]) -> Row {
    Row { may_break: true, ..cells(texts) }
}

/// A heading, 1 to 3.
pub(crate) fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

/// A paragraph of one run.
pub(crate) fn paragraph(style: ParagraphStyle, text: &str) -> Block {
    Block::Paragraph(Paragraph::plain(style, text))
}

/// A paragraph for every line of `text` that says anything.
pub(crate) fn paragraphs(style: ParagraphStyle, text: &str) -> Vec<Block> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| paragraph(style, line)).collect()
}
