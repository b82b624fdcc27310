//! Promises about files for Word.

use std::io::{Cursor, Read as _};

use super::*;
use crate::document::{
    Align, Block, Column, Figure, Orientation, Paragraph, ParagraphStyle, Rotation, Run, Table,
};
use crate::fixture::{elements, long_minutes, minutes, notice};

/// A part of the file as text.
fn part(file: &[u8], path: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    zip.by_name(path).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn main_part(document: &Document) -> String {
    part(&docx(document).unwrap(), "word/document.xml")
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph::plain(ParagraphStyle::Body, text))
}

/// A paper of these blocks alone.
fn paper(blocks: Vec<Block>) -> Document {
    Document { blocks, ..notice().unwrap() }
}

fn names(file: &[u8]) -> Vec<String> {
    let zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    zip.file_names().map(|name| name.unwrap().into_owned()).collect()
}

#[test]
fn equal_documents_give_equal_bytes_and_others_do_not() {
    let document = minutes().unwrap();
    let first = docx(&document).unwrap();
    let mut changed = document.clone();
    changed.title.push('!');

    assert_eq!(first, docx(&document).unwrap());
    assert_ne!(first, docx(&changed).unwrap());
}

#[test]
fn every_part_is_well_formed_and_every_relation_leads_somewhere() {
    let document = Document { draft: true, ..long_minutes().unwrap() };
    let file = docx(&document).unwrap();
    let names = names(&file);

    for name in names.iter().filter(|name| !name.ends_with(".jpeg")) {
        let text = part(&file, name);
        let mut reader = quick_xml::Reader::from_str(&text);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{name}: {error}"),
            }
        }
    }
    let relations = part(&file, "word/_rels/document.xml.rels");
    let main = part(&file, "word/document.xml");
    for target in relations.split("Target=\"").skip(1) {
        let target = target.split('"').next().unwrap();
        assert!(names.contains(&format!("word/{target}")), "{target}");
    }
    for id in main.split("r:id=\"").skip(1).chain(main.split("r:embed=\"").skip(1)) {
        let id = id.split('"').next().unwrap();
        assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}");
    }
}

#[test]
fn styles_are_real_and_every_used_one_is_there() {
    let file = docx(&minutes().unwrap()).unwrap();
    let styles = part(&file, "word/styles.xml");
    let main = part(&file, "word/document.xml");

    for used in main.split("<w:pStyle w:val=\"").skip(1) {
        let used = used.split('"').next().unwrap();
        assert!(styles.contains(&format!("w:styleId=\"{used}\"")), "{used}");
    }
    for name in ["heading 1", "heading 2", "heading 3", "Title", "Quốc hiệu", "caption"] {
        assert!(styles.contains(&format!("<w:name w:val=\"{name}\"/>")), "{name}");
    }
    assert!(styles.contains("w:ascii=\"Times New Roman\""));
    assert!(styles.contains("<w:lang w:val=\"vi-VN\""));
    assert!(main.contains(
        "<w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t xml:space=\"preserve\">I. THÀNH PHẦN"
    ));
}

#[test]
fn heads_of_tables_repeat_and_rows_are_whole_unless_they_may_break() {
    let main = main_part(&minutes().unwrap());

    assert_eq!(main.matches("<w:tblHeader/>").count(), 2);
    let criteria = main.split("Bảng 1. Kết quả").nth(1).unwrap();
    let table = criteria.split("</w:tbl>").next().unwrap();
    assert_eq!(table.matches("<w:tr>").count(), 15);
    assert_eq!(table.matches("<w:cantSplit/>").count(), 1, "only its head");
}

#[test]
fn what_is_never_parted_is_held_by_fixed_spaces_outside_of_cells() {
    let text = "theo khoản 9 Điều 19, đạt 60,64 %";
    let main = main_part(&paper(vec![paragraph(text)]));

    assert!(main.contains("theo khoản\u{a0}9\u{a0}Điều\u{a0}19, đạt 60,64\u{a0}%"));
}

#[test]
fn runs_say_only_where_they_differ_from_their_paragraph() {
    let runs = vec![Run::plain("một "), Run::bold("hai"), Run::plain("\nba")];
    let main =
        main_part(&paper(vec![Block::Paragraph(Paragraph { runs, ..Paragraph::default() })]));

    assert!(main.contains(
        "<w:r><w:t xml:space=\"preserve\">một </w:t></w:r><w:r><w:rPr><w:b w:val=\"1\"/>"
    ));
    assert!(main.contains("<w:r><w:br/><w:t xml:space=\"preserve\">ba</w:t></w:r>"));
}

#[test]
fn number_of_the_page_is_a_field_from_the_second_page_on() {
    let file = docx(&minutes().unwrap()).unwrap();

    let field = "w:instr=\" PAGE \"";
    assert!(part(&file, "word/header1.xml").contains(field));
    assert!(!part(&file, "word/header2.xml").contains(field));
    let main = part(&file, "word/document.xml");
    assert_eq!(main.matches("<w:titlePg/>").count(), 1);
    assert!(main.contains("<w:headerReference w:type=\"first\""));
}

#[test]
fn words_that_run_over_every_page_stand_with_both_numbers() {
    let file =
        docx(&paper(vec![Block::RunningHead("Xã B – 15/9".into()), paragraph("a")])).unwrap();

    let header = part(&file, "word/header1.xml");
    assert!(header.contains("Xã B – 15/9") && header.contains("NUMPAGES"));
    assert!(!part(&file, "word/document.xml").contains("titlePg"));
}

#[test]
fn pages_that_lie_another_way_are_sections() {
    let main = main_part(&paper(vec![
        paragraph("một"),
        Block::Turn(Orientation::Wide),
        paragraph("hai"),
        Block::Turn(Orientation::Upright),
        paragraph("ba"),
    ]));

    let sizes: Vec<&str> =
        main.split("<w:pgSz ").skip(1).map(|size| size.split("/>").next().unwrap()).collect();
    assert_eq!(
        sizes,
        [
            "w:w=\"11905\" w:h=\"16837\"",
            "w:w=\"16837\" w:h=\"11905\" w:orient=\"landscape\"",
            "w:w=\"11905\" w:h=\"16837\""
        ]
    );
    assert_eq!(main.matches("titlePg").count(), 1, "only the first page has no number");
}

#[test]
fn a_turn_before_any_words_leaves_no_empty_page() {
    let main = main_part(&paper(vec![Block::Turn(Orientation::Wide), paragraph("một")]));

    assert_eq!(main.matches("<w:sectPr>").count(), 1);
    assert!(main.contains("landscape"));
}

#[test]
fn tables_do_not_grow_together_and_none_is_last() {
    let columns = || vec![Column::auto("A", Align::Left)];
    let table = || Block::Table(Table { columns: columns(), ..Table::default() });
    let main = main_part(&paper(vec![table(), table()]));

    assert!(!main.contains("</w:tbl><w:tbl>") && !main.contains("</w:tbl><w:sectPr>"));
}

#[test]
fn photographs_keep_their_bytes_and_say_what_they_show() {
    let jpeg = crate::jpeg::tests::tiny(b"Exif\0\0 21.38 N");
    let figure = Figure {
        jpeg,
        caption: "Bảng \"niêm yết\"".into(),
        rotation: Rotation::Quarter,
        series: None,
    };
    let file = docx(&paper(vec![Block::Figure(figure)])).unwrap();

    let main = part(&file, "word/document.xml");
    assert!(main.contains("descr=\"Bảng &quot;niêm yết&quot;\""));
    assert!(main.contains("rot=\"5400000\""));
    let mut zip = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
    let mut bytes = Vec::new();
    zip.by_name("word/media/image1.jpeg").unwrap().read_to_end(&mut bytes).unwrap();
    assert!(bytes.ends_with(&[0x3F, 0xFF, 0xD9]));
    assert!(!bytes.windows(4).any(|w| w == b"Exif"), "where it was taken stays behind");
}

#[test]
fn a_draft_says_so_on_every_page_and_others_do_not() {
    let headers = |draft: bool| {
        let file = docx(&Document { draft, ..minutes().unwrap() }).unwrap();
        [part(&file, "word/header1.xml"), part(&file, "word/header2.xml")]
    };

    assert!(headers(true).iter().all(|header| header.contains("string=\"DỰ THẢO\"")));
    assert!(headers(false).iter().all(|header| !header.contains("DỰ THẢO")));
}

#[test]
fn refuses_what_the_pdf_refuses() {
    let odd = paper(vec![paragraph("đạt ✓")]);
    assert!(matches!(docx(&odd), Err(PaperError::NoGlyph { .. })));
    let figure = Figure { jpeg: b"\x89PNG".to_vec(), ..Figure::default() };
    assert!(matches!(docx(&paper(vec![Block::Figure(figure)])), Err(PaperError::BadJpeg(_))));
}

#[test]
fn a_paper_without_blocks_is_a_file_all_the_same() {
    assert!(main_part(&paper(Vec::new())).contains("<w:p>"));
}

#[test]
fn lists_are_lists_of_word_and_each_begins_anew() {
    let file = docx(&elements().unwrap()).unwrap();
    let main = part(&file, "word/document.xml");
    let numbering = part(&file, "word/numbering.xml");

    assert_eq!(main.matches("<w:numPr>").count(), 9);
    assert_eq!(main.matches("<w:ilvl w:val=\"1\"/>").count(), 4);
    assert_eq!(numbering.matches("<w:num ").count(), 4);
    assert_eq!(numbering.matches("<w:startOverride w:val=\"1\"/>").count(), 4);
}

#[test]
fn merged_cells_are_merged_in_word() {
    let main = main_part(&elements().unwrap());

    assert_eq!(main.matches("<w:tblHeader/>").count(), 2, "both levels of the head");
    assert_eq!(main.matches("<w:gridSpan w:val=\"3\"/>").count(), 2);
    assert_eq!(main.matches("<w:vMerge w:val=\"restart\"/>").count(), 4 + 6);
    assert_eq!(main.matches("<w:vMerge w:val=\"continue\"/>").count(), 4 + 18);
}

#[test]
fn numbers_of_pages_are_fields_that_lead_to_bookmarks() {
    let main = main_part(&elements().unwrap());

    for (number, page) in [("1", "2"), ("2", "4")] {
        let name = format!("_Ref0000000{number}");
        assert!(main.contains(&format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/>")));
        let field = main.split(&format!("PAGEREF {name} ")).nth(1).unwrap();
        let shown = field.split("</w:fldSimple>").next().unwrap();
        assert!(shown.contains(&format!(">{page}</w:t>")), "{shown}");
    }
}

#[test]
fn figures_of_a_series_are_counted_by_word() {
    let main = main_part(&elements().unwrap());

    assert_eq!(main.matches("SEQ Hình \\* ARABIC").count(), 6);
    assert!(main.contains("descr=\"Hình 6. Bảng niêm yết tại xã số 6\""));
}
