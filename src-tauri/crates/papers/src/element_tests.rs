//! Promises about lists, merged cells, numbers of pages and counted figures.

use proptest::prelude::*;

use crate::document::{
    Align, Block, Column, Document, HeadGroup, List, ListItem, ListKind, MergedTable, Paragraph,
    ParagraphStyle, Row, Run, Span, Table,
};
use crate::error::PaperError;
use crate::fixture::{elements, notice};
use crate::galley::Mark;
use crate::memory::Memory;
use crate::page::Sheet;
use crate::render::{pages_with, render, settled};
use crate::tree::{Role, Tree};

fn paper(blocks: Vec<Block>) -> Document {
    Document { blocks, ..notice().unwrap() }
}

/// The words of each page in reading order, and the tree they belong to.
fn laid_out(document: &Document) -> (Vec<Vec<(Role, String)>>, Tree) {
    let mut memory = Memory::default();
    let numbers = settled(document, &mut Memory::default()).unwrap();
    let (galley, sheets) = pages_with(document, &numbers, &mut memory).unwrap();
    let words = |sheet: &Sheet| {
        let mut found: Vec<(Role, String)> = Vec::new();
        for piece in &sheet.pieces {
            if let (Some(tag), Mark::Text(text)) = (piece.tag, &piece.mark) {
                let line: String = text.spans.iter().map(|span| span.text.as_str()).collect();
                found.push((galley.tree.role(tag), line));
            }
        }
        found
    };
    (sheets.iter().map(words).collect(), galley.tree)
}

fn refused(document: &Document) -> PaperError {
    render(document).unwrap_err()
}

#[test]
fn points_stand_behind_their_numbers_and_are_read_in_order() {
    let inner = List {
        kind: ListKind::Numbered,
        items: (0..6).map(|_| ListItem::plain("nhỏ")).collect(),
    };
    let list = List {
        kind: ListKind::Numbered,
        items: vec![
            ListItem { runs: vec![Run::plain("một")], inner: Some(inner) },
            ListItem::plain("hai"),
        ],
    };

    let (pages, tree) = laid_out(&paper(vec![Block::List(list)]));

    let words: Vec<&str> = pages[0].iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(
        words,
        [
            "1.", "một", "a)", "nhỏ", "b)", "nhỏ", "c)", "nhỏ", "d)", "nhỏ", "đ)", "nhỏ", "e)",
            "nhỏ", "2.", "hai"
        ]
    );
    assert!(pages[0].iter().step_by(2).all(|(role, _)| *role == Role::ListLabel));
    let lists = tree.nodes.iter().filter(|node| node.role == Role::List(true));
    let parents: Vec<Role> = lists.map(|node| tree.role(node.parent)).collect();
    assert_eq!(parents, [Role::Document, Role::ListWords], "the inner list is part of a point");
}

#[test]
fn the_tags_of_merged_cells_say_how_far_they_reach() {
    let pdf = render(&elements().unwrap()).unwrap().pdf;
    let pdf = lopdf::Document::load_mem(&pdf).unwrap();
    let mut spans = std::collections::BTreeMap::new();
    for object in pdf.objects.values() {
        let Ok(dictionary) = object.as_dict() else { continue };
        let Ok(attributes) = dictionary.get(b"A").and_then(|it| it.as_dict()) else { continue };
        for name in ["RowSpan", "ColSpan"] {
            if let Ok(count) = attributes.get(name.as_bytes()).and_then(lopdf::Object::as_i64) {
                *spans.entry((name, count)).or_insert(0) += 1;
            }
        }
    }

    let expected = [(("ColSpan", 3), 2), (("RowSpan", 2), 4), (("RowSpan", 4), 6)];
    assert_eq!(spans.into_iter().collect::<Vec<_>>(), expected);
}

fn table(rows: usize, columns: usize) -> Table {
    let column = Column::auto("A", Align::Left);
    let cell = |row, index| vec![Run::plain(format!("{row}.{index}"))];
    let row =
        |row| Row { cells: (0..columns).map(|index| cell(row, index)).collect(), may_break: true };
    Table { caption: None, columns: vec![column; columns], rows: (0..rows).map(row).collect() }
}

#[test]
fn refuses_cells_that_reach_out_of_their_table_or_over_each_other() {
    let merged = |groups, spans| {
        paper(vec![Block::MergedTable(MergedTable { table: table(2, 3), groups, spans })])
    };
    let span = |row, column, rows, columns| Span { row, column, rows, columns };
    let group = |first, columns| HeadGroup { title: "B".into(), first, columns };

    let reach = merged(Vec::new(), vec![span(1, 0, 2, 1)]);
    assert!(matches!(refused(&reach), PaperError::BadSpan { row: 1, column: 0 }));
    let over = merged(Vec::new(), vec![span(0, 0, 2, 2), span(1, 1, 1, 1)]);
    assert!(matches!(refused(&over), PaperError::BadSpan { row: 1, column: 1 }));
    let wide = merged(vec![group(2, 2)], Vec::new());
    assert!(matches!(refused(&wide), PaperError::BadSpan { column: 2, .. }));
    let twice = merged(vec![group(0, 2), group(1, 1)], Vec::new());
    assert!(matches!(refused(&twice), PaperError::BadSpan { column: 1, .. }));
}

#[test]
fn refuses_numbers_of_pages_nobody_named_and_names_given_twice() {
    let asks =
        Block::Paragraph(Paragraph { runs: vec![Run::page_of("x")], ..Paragraph::default() });
    let label = || Block::Label("x".into());

    assert!(matches!(refused(&paper(vec![asks.clone()])), PaperError::BadLabel(_)));
    assert!(matches!(refused(&paper(vec![label(), label(), asks])), PaperError::BadLabel(_)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_printed_number_of_a_page_is_right(
        before in 0_usize..40, labels in prop::collection::vec(0_usize..60, 1..4),
    ) {
        let filler = |count: usize| (0..count).map(|_| {
            Block::Paragraph(Paragraph::plain(ParagraphStyle::Body, "kết quả kiểm tra ".repeat(12)))
        });
        let asks = (0..labels.len()).flat_map(|number| {
            [Run::plain(format!("[{number}]")), Run::page_of(number.to_string()), Run::plain(" ")]
        });
        let mut blocks: Vec<Block> = filler(before).collect();
        blocks.push(Block::Paragraph(Paragraph { runs: asks.collect(), ..Paragraph::default() }));
        for (number, &distance) in labels.iter().enumerate() {
            blocks.extend(filler(distance));
            blocks.push(Block::Label(number.to_string()));
            blocks.push(Block::Paragraph(Paragraph::plain(
                ParagraphStyle::Body,
                format!("<{number}>"),
            )));
        }

        let (pages, _) = laid_out(&paper(blocks));

        let all: String = pages.iter().flatten().map(|(_, words)| format!("{words} ")).collect();
        for number in 0..labels.len() {
            let place = format!("<{number}>");
            let page = pages.iter().position(|page| page.iter().any(|(_, words)| *words == place));
            let printed = all.split(&format!("[{number}]")).nth(1).unwrap();
            let digits = printed.trim_start().split(' ').next().unwrap();
            prop_assert_eq!(digits.parse::<usize>().unwrap(), page.unwrap() + 1);
        }
    }

    #[test]
    fn every_word_of_a_merged_table_is_printed_once(
        rows in 1_usize..30, spans in prop::collection::vec((0_usize..60, 0_usize..4, 1_usize..9, 1_usize..4), 0..8),
        words in 1_usize..60,
    ) {
        let mut merged = MergedTable { table: table(rows, 4), ..MergedTable::default() };
        for (row, column, down, across) in spans {
            let span = Span { row, column, rows: down, columns: across };
            merged.spans.push(span);
            if crate::merges::Merges::of(&merged).is_err() {
                merged.spans.pop();
            }
        }
        let merges = crate::merges::Merges::of(&merged).unwrap();
        let mut expected = Vec::new();
        for row in 0..rows {
            for column in 0..4 {
                let cell = &mut merged.table.rows[row].cells[column];
                if merges.is_covered(row, column) {
                    cell.clear();
                } else {
                    let long = if row % 7 == 0 { words } else { 1 };
                    *cell = vec![Run::plain(format!("{row}.{column} ").repeat(long))];
                    expected.extend(std::iter::repeat_n(format!("{row}.{column}"), long));
                }
            }
        }

        let (pages, _) = laid_out(&paper(vec![Block::MergedTable(merged)]));

        let mut found: Vec<String> = pages
            .iter()
            .flatten()
            .filter(|(role, _)| *role == Role::Cell)
            .flat_map(|(_, words)| words.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }
}
