//! What a screen reader says of our papers: the words of the structure tree, in its order.

use std::path::Path;

use acceptance::{Laptop, judges};

use super::office::samples;
use super::word_file::{Part, parts_of, split};

/// The tree says what the file for Word says, word by word, and nothing on the pages is left out.
#[track_caller]
fn heard_as_written(file: &Path) {
    let Some(said) = judges::heard(&file.with_extension("pdf")) else { return };
    assert_eq!(said["unheard"], serde_json::json!([]), "{}", file.display());
    let heard = said["heard"].as_array().unwrap().iter().map(|it| it.as_str().unwrap());
    let heard: Vec<String> = heard.flat_map(split).collect();
    let words = parts_of(file).into_iter().flat_map(|part| match part {
        Part::Paragraph(words) => words,
        Part::Row { cells, .. } => cells.concat(),
    });
    let words: Vec<String> = words.collect();
    let apart = heard.iter().zip(&words).position(|(one, other)| one != other);
    let around =
        |all: &[String], at: usize| all.iter().skip(at).take(9).cloned().collect::<Vec<_>>();
    assert_eq!(apart.map(|at| around(&heard, at)), apart.map(|at| around(&words, at)));
    assert_eq!(heard.len(), words.len());
    assert!(40 < words.len(), "a paper has words");
}

#[test]
fn screen_readers_hear_sample_papers_in_the_order_of_their_words() {
    let kinds: &[&[&str]] = &[&["minutes"], &["long"], &["notice"], &["elements"], &["older"]];
    let Some((_folder, files)) = samples(kinds) else { return };
    for file in files {
        heard_as_written(&file);
    }
}

#[test]
fn screen_readers_hear_drafted_minutes_in_the_order_of_their_words() {
    let Some(laptop) = Laptop::set_up() else { return };
    laptop.run(&["sample", "import", "2022-cau-tre"]).done();
    let (pdf, docx) = (laptop.on_desk("bien-ban.pdf"), laptop.on_desk("bien-ban.docx"));
    let words = ["minutes", "draft", "2022-cau-tre/cau-tre", "--out", pdf.to_str().unwrap()];
    laptop.ask(&[&words[..], &["--docx", docx.to_str().unwrap()]].concat());

    heard_as_written(&docx);
}

#[test]
fn screen_readers_hear_a_drafted_notice_in_the_order_of_its_words() {
    let Some(laptop) = Laptop::set_up() else { return };
    laptop.run(&["sample", "import", "2017-dak-lak-3027"]).done();
    let (pdf, docx) = (laptop.on_desk("thong-bao.pdf"), laptop.on_desk("thong-bao.docx"));
    let words = ["notice", "draft", "2017-dak-lak-3027", "--out", pdf.to_str().unwrap()];
    laptop.ask(&[&words[..], &["--docx", docx.to_str().unwrap()]].concat());

    heard_as_written(&docx);
}
