//! Reading our own papers, whole and torn.

use lopdf::dictionary;

use super::*;
use crate::testing::{printed, sealed};
use crate::update::Update;

#[test]
fn the_words_of_our_pages_are_read_as_they_are_printed() {
    let read = contents(printed()).unwrap();
    assert_eq!(read.pages.len(), 2);
    let words = |page: usize| {
        let words: Vec<&str> = read.pages[page].words.split_whitespace().collect();
        words.join(" ")
    };
    assert!(words(0).contains("Tổng số 4.545 hồ sơ, đạt 60,64%."), "{}", words(0));
    assert!(words(1).contains("14/27 trạm đạt yêu cầu."), "{}", words(1));
}

#[test]
fn the_file_inside_is_read_with_what_it_is_to_the_paper() {
    let read = contents(printed()).unwrap();
    let expected = Attached {
        name: "bien-ban.json".to_owned(),
        relationship: "Data".to_owned(),
        bytes: b"{\"ho_so\":4545}".to_vec(),
    };
    assert_eq!(read.attachments, [expected]);
}

#[test]
fn signatures_leave_what_pages_show_as_it_was() {
    assert_eq!(contents(sealed(3)).unwrap(), contents(printed()).unwrap());
}

#[test]
fn a_paper_cut_anywhere_is_refused_or_read_without_a_panic() {
    let whole = printed();
    for end in (0..whole.len()).step_by(997) {
        assert!(contents(&whole[..end]).is_err());
    }
}

/// The printed paper with `change` made to its objects, saved as one revision.
fn changed(change: impl FnOnce(&mut lopdf::Document, &[lopdf::ObjectId])) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(printed()).unwrap();
    let pages: Vec<lopdf::ObjectId> = document.get_pages().into_values().collect();
    change(&mut document, &pages);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn parent(document: &lopdf::Document, page: lopdf::ObjectId) -> lopdf::ObjectId {
    document.get_dictionary(page).unwrap().get(b"Parent").unwrap().as_reference().unwrap()
}

#[test]
fn a_tree_of_pages_that_programs_read_differently_is_refused() {
    let untouched = changed(|_, _| {});
    assert_eq!(contents(&untouched).unwrap().pages.len(), 2);

    let both = changed(|document, pages| {
        let page = document.get_dictionary_mut(pages[0]).unwrap();
        page.set("Kids", vec![lopdf::Object::Reference(pages[1])]);
    });
    let fewer = changed(|document, pages| {
        let tree = parent(document, pages[0]);
        document.get_dictionary_mut(tree).unwrap().set("Count", 1);
    });
    let twice = changed(|document, pages| {
        let tree = parent(document, pages[0]);
        let kids = vec![lopdf::Object::Reference(pages[0]); 2];
        document.get_dictionary_mut(tree).unwrap().set("Kids", kids);
    });
    for paper in [both, fewer, twice] {
        assert_eq!(contents(&paper), Err(STRANGE));
    }
}

#[test]
fn what_a_page_is_painted_with_is_not_taken_from_above() {
    let moved = changed(|document, pages| {
        let tree = parent(document, pages[0]);
        let painted = document.get_dictionary_mut(pages[0]).unwrap().remove(b"Contents").unwrap();
        document.get_dictionary_mut(tree).unwrap().set("Contents", painted);
    });

    let read = contents(&moved).unwrap();
    assert_eq!(read.pages[0].words, "", "programs show a blank page");
    assert_ne!(read.pages[0].digest, contents(printed()).unwrap().pages[0].digest);
}

#[test]
fn a_place_to_sign_that_covers_a_figure_is_told() {
    let honest = contents(&changed(|_, _| {})).unwrap();
    let field = |kind: &str| {
        dictionary! {
            "Type" => "Annot", "Subtype" => kind, "FT" => "Sig",
            "T" => lopdf::Object::string_literal("che"),
            "Rect" => vec![100.into(), 100.into(), 200.into(), 200.into()],
        }
    };
    let covered = |kind: &str| {
        let read = contents(&changed(|document, pages| {
            let mark = document.add_object(field(kind));
            let page = document.get_dictionary_mut(pages[0]).unwrap();
            page.set("Annots", vec![lopdf::Object::Reference(mark)]);
        }));
        read.unwrap().pages.swap_remove(0)
    };

    assert_ne!(covered("Widget").laid_first, honest.pages[0].laid_first);
    assert_ne!(covered("FreeText").laid_over, honest.pages[0].laid_over);
}

/// `pdf` with a note laid over its first page in a revision of its own.
fn noted(pdf: &[u8]) -> Vec<u8> {
    let file = PdfFile::read(pdf).unwrap();
    let mut update = Update::new(&file);
    let page = lopdf::Document::load_mem(pdf).unwrap().get_pages()[&1];
    let mut dict =
        file.object(page, file.newest()).unwrap().unwrap().value.as_dict().unwrap().clone();
    let corners = Object::Array([9, 9, 99, 99].map(Object::Int).to_vec());
    let note = Dict::new([("Subtype", Object::name("Text")), ("Rect", corners)]);
    let mut marks = dict.get("Annots").and_then(Object::as_array).unwrap().to_vec();
    marks.push(Object::Ref(update.add(&Object::Dict(note))));
    dict.set("Annots", Object::Array(marks));
    update.put(page, &Object::Dict(dict));
    update.finish().unwrap().bytes
}

#[test]
fn what_was_laid_over_a_page_before_and_after_the_first_signature_is_told_apart() {
    let first = |pdf: &[u8]| contents(pdf).unwrap().pages.swap_remove(0);
    let later = first(&noted(sealed(1)));
    assert_eq!(later.laid_signed, first(sealed(1)).laid_over);
    assert_ne!(later.laid_signed, later.laid_over);
    let unsigned = first(&noted(printed()));
    assert_eq!(unsigned.laid_signed, unsigned.laid_over);
}

#[test]
fn what_a_program_may_show_in_the_place_of_the_pages_is_told() {
    let other = changed(|document, _| {
        let root = document.trailer.get(b"Root").unwrap().as_reference().unwrap();
        document.get_dictionary_mut(root).unwrap().set("Collection", dictionary! {});
    });

    let honest = contents(printed()).unwrap();
    let read = contents(&other).unwrap();
    let more: Vec<&String> = read.parts.difference(&honest.parts).collect();
    assert_eq!(more, ["Collection"]);
}

#[test]
fn a_tree_of_names_that_branches_without_end_is_refused() {
    let bomb = changed(|document, _| {
        let mut node = document.add_object(dictionary! { "Names" => vec![] as Vec<lopdf::Object> });
        for _ in 0..40 {
            let kids = vec![lopdf::Object::Reference(node); 2];
            node = document.add_object(dictionary! { "Kids" => kids });
        }
        let names = dictionary! { "EmbeddedFiles" => lopdf::Object::Reference(node) };
        let root = document.trailer.get(b"Root").unwrap().as_reference().unwrap();
        document.get_dictionary_mut(root).unwrap().set("Names", names);
    });

    assert_eq!(contents(&bomb), Err(TOO_LARGE));
}
