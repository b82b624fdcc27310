//! Promises about whole papers: pages, tables, fields, the file.

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_page_begins_or_ends_with_a_single_line(
        sizes in prop::collection::vec(1_usize..30, 5..40),
    ) {
        let document = with(sizes.iter().map(|&size| body(size)).collect());
        let (galley, sheets) = pages(&document).unwrap();

        for (tag, parts) in lines_by_page(&sheets) {
            let total: usize = parts.iter().map(|(_, count)| count).sum();
            let alone = parts.iter().any(|&(_, count)| count == 1);
            prop_assert!(total == 1 || !alone, "{tag:?}: {parts:?}");
        }
        prop_assert!(sheets.iter().all(|sheet| is_inside(&galley, sheet)));
    }

    #[test]
    fn a_paragraph_that_stays_with_the_next_ends_on_its_page(
        sizes in prop::collection::vec((1_usize..12, any::<bool>()), 5..30),
    ) {
        let blocks = sizes.iter().map(|&(words, keep_with_next)| {
            let paragraph = Paragraph::plain(ParagraphStyle::Body, sentence(words));
            Block::Paragraph(Paragraph { keep_with_next, ..paragraph })
        });
        let document = with(blocks.collect());
        let (galley, sheets) = pages(&document).unwrap();

        let page_of = |number: usize, last: bool| {
            let has = |sheet: &&Sheet| lines_of_paragraph(&galley, sheet, number) > 0;
            let found = sheets.iter().enumerate().filter(|(_, sheet)| has(sheet));
            let pages: Vec<usize> = found.map(|(page, _)| page).collect();
            if last { pages[pages.len() - 1] } else { pages[0] }
        };
        // What is kept together in one piece longer than a page parts all the same.
        let longest = sizes.chunk_by(|one, _| one.1).map(<[_]>::len).max().unwrap();
        prop_assume!(longest <= 3);
        for (number, (_, keeps)) in sizes.iter().enumerate().take(sizes.len() - 1) {
            if *keeps {
                prop_assert_eq!(page_of(number, true), page_of(number + 1, false));
            }
        }
    }

    #[test]
    fn headings_stay_with_what_follows(sizes in prop::collection::vec(1_usize..25, 5..30)) {
        let heading = || Block::Heading { level: 2, text: "1. Đề mục".into() };
        let document =
            with(sizes.iter().flat_map(|&size| [heading(), heading(), body(size)]).collect());
        let (galley, sheets) = pages(&document).unwrap();

        for sheet in &sheets {
            let last = texts(sheet).filter_map(|(tag, _)| tag).max().unwrap();
            prop_assert_eq!(galley.tree.role(last), Role::Paragraph);
        }
    }

    #[test]
    fn heads_of_tables_stand_once_on_every_page_with_rows(
        rows in prop::collection::vec(1_usize..40, 1..40), may_break in any::<bool>(),
    ) {
        let document = with(vec![body(2), table(&rows, may_break)]);
        let (galley, sheets) = pages(&document).unwrap();

        let mut seen = 0;
        for sheet in &sheets {
            let heads = texts(sheet).filter(|(_, t)| words(t) == "STT").count();
            let cells = texts(sheet)
                .filter(|(tag, _)| tag.is_some_and(|t| galley.tree.role(t) == Role::Cell));
            let count = cells.count();
            prop_assert_eq!(heads, usize::from(count > 0));
            seen += count;
        }
        // No line of any cell is lost: each row has one line for its number, and its sentence.
        let set: usize = galley
            .strips
            .iter()
            .flat_map(|s| &s.pieces)
            .filter(|p| p.tag.is_some_and(|t| galley.tree.role(t) == Role::Cell))
            .count();
        prop_assert_eq!(seen, set);
        prop_assert!(sheets.iter().all(|sheet| is_inside(&galley, sheet)));
    }

    #[test]
    fn any_words_are_printed_or_their_character_is_named(
        text in any::<String>(), bold in any::<bool>(), cell in any::<String>(),
    ) {
        let run = |text: &str| Run { text: text.into(), bold, ..Run::default() };
        let Block::Table(mut table) = table(&[1], true) else { unreachable!() };
        table.rows.push(Row { cells: vec![vec![run(&cell)]], may_break: true });
        let paragraph = Paragraph { runs: vec![run(&text)], ..Paragraph::default() };
        let document = with(vec![
            Block::Heading { level: 1, text: text.clone() },
            Block::Paragraph(paragraph),
            Block::Table(table),
        ]);

        match render(&document) {
            Ok(rendered) => prop_assert!(rendered.pages > 0),
            Err(PaperError::NoGlyph { character, .. }) => {
                let first = [&text, &cell].into_iter().find_map(|t| crate::unprintable(t));
                prop_assert_eq!(first, Some(character));
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }

    #[test]
    fn signatures_stay_with_the_end_of_the_closing_paragraph(
        before in 1_usize..60, closing in 4_usize..20, count in 1_usize..7,
    ) {
        let document = with(vec![body(before), body(closing), signers(count)]);
        let (galley, sheets) = pages(&document).unwrap();

        let first = sheets.iter().find(|s| !s.fields.is_empty()).unwrap();
        prop_assert!(lines_of_paragraph(&galley, first, 1) >= 2);
    }

    #[test]
    fn recipients_and_signatures_share_the_page_of_the_closing_lines(
        before in 1_usize..60, closing in 4_usize..20, count in 1_usize..7, lines in 1_usize..12,
    ) {
        let document = with(vec![body(before), body(closing), signers(count), recipients(lines)]);
        let (galley, sheets) = pages(&document).unwrap();

        let last = sheets.last().unwrap();
        prop_assert_eq!(last.fields.len(), count);
        prop_assert!(texts(last).any(|(_, text)| words(text) == "Nơi nhận:"));
        prop_assert!(lines_of_paragraph(&galley, last, 1) >= 2);
    }

    #[test]
    fn recipients_stay_with_the_last_signatures_when_all_are_more_than_a_page(
        count in 16_usize..40, lines in 1_usize..20,
    ) {
        let document = with(vec![body(4), signers(count), recipients(lines)]);
        let (galley, sheets) = pages(&document).unwrap();

        let last = sheets.last().unwrap();
        prop_assert!(!last.fields.is_empty());
        prop_assert!(lines_of_paragraph(&galley, &sheets[0], 0) >= 2);
        prop_assert!(!sheets[0].fields.is_empty());
    }
}

/// Signature blocks without names.
fn signers(count: usize) -> Block {
    let signer = |number: usize| SignatureBlock {
        field: format!("f{number}"),
        heading: vec!["Thư ký".into()],
        ..SignatureBlock::default()
    };
    Block::Signatures((0..count).map(signer).collect())
}

fn recipients(lines: usize) -> Block {
    Block::Recipients(vec!["Sở Nội vụ;".into(); lines])
}

/// How many lines of the paragraph with this number, from 0, stand on the page.
fn lines_of_paragraph(galley: &Galley<'_>, sheet: &Sheet, number: usize) -> usize {
    let nodes = galley.tree.nodes.iter().enumerate();
    let mut paragraphs = nodes.filter(|(_, n)| n.role == Role::Paragraph).map(|(i, _)| Tag(i));
    let wanted = paragraphs.nth(number);
    texts(sheet).filter(|(tag, _)| *tag == wanted).count()
}

/// The lines of the names in a row of three, each with its size.
fn names_of_three(names: [&str; 3]) -> Vec<(String, u16)> {
    let signer = |(number, name): (usize, &&str)| SignatureBlock {
        field: format!("f{number}"),
        name: (*name).to_owned(),
        ..SignatureBlock::default()
    };
    let document = with(vec![Block::Signatures(names.iter().enumerate().map(signer).collect())]);
    let (_, sheets) = pages(&document).unwrap();
    let first_line = texts(&sheets[0]).map(|(_, text)| text.y).min().unwrap();
    let wide: Vec<_> = texts(&sheets[0]).filter(|(_, text)| text.y == first_line).collect();
    let apart = |pair: &[(Option<Tag>, &TextMark)]| pair[1].1.x - pair[0].1.x - pair[0].1.width;
    assert!(wide.windows(2).all(|pair| apart(pair) >= 4000));
    texts(&sheets[0]).map(|(_, text)| (words(text), text.size_pt)).collect()
}

#[test]
fn names_side_by_side_grow_smaller_together_before_they_break() {
    let name = "(Họ, đệm và tên người ký)";

    let found = names_of_three([name, "Họ và tên", name]);

    assert_eq!(found, [(name.into(), 13), ("Họ và tên".into(), 13), (name.into(), 13)]);
}

#[test]
fn names_that_fit_keep_their_size_and_too_long_ones_break_evenly() {
    let name = "(Họ và tên thư ký đoàn)";
    let long = "Học hàm, học vị, họ, chữ đệm và tên";

    assert_eq!(
        names_of_three([name; 3]),
        [(name.into(), 14), (name.into(), 14), (name.into(), 14)]
    );
    let found = names_of_three(["Họ và tên", long, "Họ và tên"]);
    let expected = ["Họ và tên", "Học hàm, học vị,", "họ, chữ đệm và tên", "Họ và tên"];
    assert_eq!(found, expected.map(|line| (line.to_owned(), 14)));
}

#[test]
fn rows_that_may_not_break_are_whole() {
    let document = with(vec![table(&[8; 40], false)]);
    let (_, sheets) = pages(&document).unwrap();

    assert!(sheets.len() > 1);
    assert!(lines_by_page(&sheets).values().all(|parts| parts.len() == 1));
}

#[test]
fn a_row_taller_than_a_page_breaks_all_the_same() {
    let document = with(vec![table(&[400], false)]);
    let (galley, sheets) = pages(&document).unwrap();

    assert!(sheets.len() > 1);
    assert!(sheets.iter().all(|sheet| is_inside(&galley, sheet)));
}

#[test]
fn fields_lie_on_their_page_and_cover_no_words() {
    let document = minutes().unwrap();
    let (galley, sheets) = pages(&document).unwrap();
    let rendered = render(&document).unwrap();

    let names: Vec<&str> = rendered.fields.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names, ["so", "thu_ky", "don_vi", "dau_don_vi", "truong_doan"]);
    let page = &galley.style.page;
    for place in &rendered.fields {
        let rect = place.rect;
        assert!(rect.left_mpt >= 0 && rect.right_mpt <= page.width_mpt(), "{place:?}");
        assert!(rect.bottom_mpt >= 0 && rect.top_mpt <= page.height_mpt(), "{place:?}");
        assert!(rect.left_mpt < rect.right_mpt && rect.bottom_mpt < rect.top_mpt);
        if place.kind == FieldKind::Seal {
            // Seals overlap the signature and its surroundings on purpose.
            continue;
        }
        let sheet = &sheets[usize::try_from(place.page).unwrap() - 1];
        for (_, text) in texts(sheet) {
            let size = i64::from(text.size_pt);
            let base = page.height_mpt() - text.y;
            let (low, high) = (base - 216 * size, base + 700 * size);
            let apart = text.x + text.width <= rect.left_mpt
                || text.x >= rect.right_mpt
                || high <= rect.bottom_mpt
                || low >= rect.top_mpt;
            assert!(apart, "{:?} lies on {:?}", place.name, words(text));
        }
    }
}

#[test]
fn equal_documents_give_equal_bytes_and_others_do_not() {
    let document = minutes().unwrap();
    let first = render(&document).unwrap();
    let mut changed = document.clone();
    changed.title.push('!');

    assert_eq!(first, render(&document).unwrap());
    assert_ne!(identity(&first.pdf), identity(&render(&changed).unwrap().pdf));
}

fn identity(pdf: &[u8]) -> Vec<u8> {
    let pdf = lopdf::Document::load_mem(pdf).unwrap();
    let ids = pdf.trailer.get(b"ID").unwrap().as_array().unwrap();
    assert_eq!(ids[0], ids[1]);
    ids[0].as_str().unwrap().to_vec()
}

#[test]
fn the_file_is_ready_for_signing_and_for_archives() {
    let rendered = render(&minutes().unwrap()).unwrap();
    let bytes = &rendered.pdf;
    let pdf = lopdf::Document::load_mem(bytes).unwrap();

    assert!(bytes.starts_with(b"%PDF-1.7\n"));
    assert!(bytes.ends_with(b"%%EOF"));
    let count = |needle: &[u8]| bytes.windows(needle.len()).filter(|w| *w == needle).count();
    assert_eq!(count(b"GTS_PDFX"), 0);
    assert_eq!(count(b"startxref"), 1);
    // One run from 0, as signing by incremental update needs it.
    let table = format!("xref\n0 {}", pdf.max_id + 1);
    assert_eq!(count(table.as_bytes()), 1);
    assert_eq!(pdf.objects.len(), usize::try_from(pdf.max_id).unwrap());
    assert_eq!(pdf.get_pages().len(), usize::try_from(rendered.pages).unwrap());
    let catalog = pdf.catalog().unwrap();
    for key in
        ["Metadata", "OutputIntents", "StructTreeRoot", "AF", "Names", "AcroForm", "Outlines"]
    {
        assert!(catalog.has(key.as_bytes()), "{key}");
    }
    assert_eq!(catalog.get(b"PageMode").unwrap(), &Object::Name(b"UseOutlines".to_vec()));
}

#[test]
fn every_font_is_embedded_as_a_named_subset() {
    let rendered = render(&minutes().unwrap()).unwrap();
    let pdf = lopdf::Document::load_mem(&rendered.pdf).unwrap();

    let mut fonts = 0;
    for object in pdf.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        if dict.has_type(b"FontDescriptor") {
            fonts += 1;
            let name = dict.get(b"FontName").unwrap().as_name().unwrap();
            assert_eq!(name[6], b'+');
            assert!(name[..6].iter().all(u8::is_ascii_uppercase));
            let file = dict.get_deref(b"FontFile2", &pdf).unwrap().as_stream().unwrap();
            assert!(file.decompressed_content().unwrap().len() < 100_000, "the whole face");
        }
    }
    assert_eq!(fonts, 4);
}

#[test]
fn words_come_out_composed_and_apart() {
    let text: String = sentence(12).nfd().collect();
    let document = with(vec![Block::Paragraph(Paragraph::plain(ParagraphStyle::Body, text))]);

    let rendered = render(&document).unwrap();

    let pdf = lopdf::Document::load_mem(&rendered.pdf).unwrap();
    let extracted = pdf.extract_text(&[1]).unwrap();
    let found: Vec<&str> = extracted.split_whitespace().collect();
    let expected = sentence(12);
    let wanted: Vec<&str> = expected.split_whitespace().collect();
    assert!(found.windows(wanted.len()).any(|window| window == wanted), "{extracted}");
}

#[test]
fn drafts_say_so_on_every_page() {
    let mut document = minutes().unwrap();
    document.draft = true;
    let rendered = render(&document).unwrap();
    let pdf = lopdf::Document::load_mem(&rendered.pdf).unwrap();

    for page in 1..=rendered.pages {
        assert!(pdf.extract_text(&[page]).unwrap().contains("DỰ THẢO"), "page {page}");
    }
}

#[test]
fn page_numbers_begin_with_the_second_page() {
    let mut document = long_minutes().unwrap();
    document.foot = None;
    let rendered = render(&document).unwrap();
    let (mut galley, mut sheets) = pages(&document).unwrap();
    crate::furniture::furnish(&document, &mut galley, &mut sheets).unwrap();

    assert!((8..=12).contains(&rendered.pages), "{} pages", rendered.pages);
    let top = galley.style.page.height_mpt() * 20 / 297;
    let numbers: Vec<String> = sheets
        .iter()
        .map(|s| texts(s).filter(|(_, t)| t.y < top).map(|(_, t)| words(t)).collect())
        .collect();
    let expected: Vec<String> =
        std::iter::once(String::new()).chain((2..=rendered.pages).map(|n| n.to_string())).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn refuses_two_fields_of_one_name_and_names_with_full_stops() {
    let signer = |field: &str| SignatureBlock { field: field.into(), ..SignatureBlock::default() };

    let twice = with(vec![Block::Signatures(vec![signer("a"), signer("a")])]);
    let path = with(vec![Block::Signatures(vec![signer("a.b")])]);

    assert!(matches!(render(&twice), Err(PaperError::DuplicateField(name)) if name == "a"));
    assert!(matches!(render(&path), Err(PaperError::BadFieldName(_))));
}

#[test]
fn refuses_rows_with_more_cells_than_columns() {
    let table =
        Table { rows: vec![Row { cells: vec![Vec::new()], may_break: false }], ..Table::default() };

    let error = render(&with(vec![Block::Table(table)])).unwrap_err();

    assert_eq!(error.to_string(), "row 0 has 1 cells for 0 columns");
}

#[test]
fn an_empty_document_is_an_empty_page() {
    let rendered = render(&with(Vec::new())).unwrap();

    assert_eq!(rendered.pages, 1);
    assert!(rendered.fields.is_empty());
}

#[test]
fn a_wide_table_lies_on_turned_pages_between_upright_ones() {
    let paragraph = || Block::Paragraph(Paragraph::plain(ParagraphStyle::Body, "Văn bản."));
    let document = with(vec![
        Block::RunningHead("Phường Cầu Tre".into()),
        paragraph(),
        Block::Turn(Orientation::Wide),
        paragraph(),
        Block::Turn(Orientation::Upright),
        paragraph(),
    ]);

    let (_, sheets) = pages(&document).unwrap();

    let lying: Vec<Orientation> = sheets.iter().map(|sheet| sheet.orientation).collect();
    assert_eq!(lying, [Orientation::Upright, Orientation::Wide, Orientation::Upright]);
    assert_eq!(render(&document).unwrap().pages, 3);
}
