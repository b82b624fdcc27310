//! The file: the same bytes for the same paper, ready for signing and archives, its words readable.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

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
fn an_empty_document_is_an_empty_page() {
    let rendered = render(&with(Vec::new())).unwrap();

    assert_eq!(rendered.pages, 1);
    assert!(rendered.fields.is_empty());
}
