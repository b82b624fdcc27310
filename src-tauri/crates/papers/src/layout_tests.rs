//! Promises about whole papers, and what their tests share.

mod breaks;
mod file;
mod signers;
mod tables;

use std::collections::BTreeMap;

use lopdf::Object;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

use crate::document::{
    Align, Block, Column, Document, FieldKind, Orientation, Paragraph, ParagraphStyle, Row, Run,
    SignatureBlock, Table,
};
use crate::error::PaperError;
use crate::fixture::{long_minutes, minutes};
use crate::galley::{Galley, Mark, TextMark};
use crate::page::Sheet;
use crate::references::PageNumbers;
use crate::render::{pages_with, render};
use crate::tree::{Role, Tag};

/// Pages of a paper that asks for no page numbers.
fn pages(document: &Document) -> Result<(Galley<'_>, Vec<Sheet>), PaperError> {
    static NONE: std::sync::LazyLock<PageNumbers> = std::sync::LazyLock::new(PageNumbers::default);
    pages_with(document, &NONE, Box::leak(Box::default()))
}

fn empty() -> Document {
    Document { blocks: Vec::new(), ..minutes().unwrap() }
}

fn with(blocks: Vec<Block>) -> Document {
    Document { blocks, ..empty() }
}

fn texts(sheet: &Sheet) -> impl Iterator<Item = (Option<Tag>, &TextMark)> {
    sheet.pieces.iter().filter_map(|piece| match &piece.mark {
        Mark::Text(text) => Some((piece.tag, text)),
        Mark::Rule(_) | Mark::Image(_) | Mark::Code(_) => None,
    })
}

fn words(text: &TextMark) -> String {
    text.spans.iter().map(|s| s.text.as_str()).collect()
}

fn sentence(count: usize) -> String {
    "kết quả kiểm tra công tác cải cách hành chính tại đơn vị ".repeat(count)
}

fn body(words: usize) -> Block {
    Block::Paragraph(Paragraph::plain(ParagraphStyle::Body, sentence(words)))
}

fn table(rows: &[usize], may_break: bool) -> Block {
    let column = |title| Column::auto(title, Align::Left);
    let row = |&words: &usize| Row {
        cells: vec![vec![Run::plain("1")], vec![Run::plain(sentence(words))]],
        may_break,
    };
    Block::Table(Table {
        caption: None,
        columns: vec![column("STT"), column("Kết quả")],
        rows: rows.iter().map(row).collect(),
    })
}

/// Lines of each node on each page, as (page, count) in order.
fn lines_by_page(sheets: &[Sheet]) -> BTreeMap<Tag, Vec<(usize, usize)>> {
    let mut found: BTreeMap<Tag, Vec<(usize, usize)>> = BTreeMap::new();
    for (page, sheet) in sheets.iter().enumerate() {
        for tag in texts(sheet).filter_map(|(tag, _)| tag) {
            let own = found.entry(tag).or_default();
            match own.last_mut() {
                Some(last) if last.0 == page => last.1 += 1,
                _ => own.push((page, 1)),
            }
        }
    }
    found
}

fn is_inside(galley: &Galley<'_>, sheet: &Sheet) -> bool {
    let page = &galley.style.page;
    let left = page.left_mpt();
    let right = left + page.text_width_mpt();
    texts(sheet).filter(|(tag, _)| tag.is_some()).all(|(_, text)| {
        text.x >= left
            && text.x + text.width <= right + 10
            && text.y > 0
            && text.y < page.height_mpt()
    })
}

/// How many lines of the paragraph with this number, from 0, stand on the page.
fn lines_of_paragraph(galley: &Galley<'_>, sheet: &Sheet, number: usize) -> usize {
    let nodes = galley.tree.nodes.iter().enumerate();
    let mut paragraphs = nodes.filter(|(_, n)| n.role == Role::Paragraph).map(|(i, _)| Tag(i));
    let wanted = paragraphs.nth(number);
    texts(sheet).filter(|(tag, _)| *tag == wanted).count()
}
