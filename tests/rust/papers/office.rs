//! A file for Word is opened by `LibreOffice`, and its pages say what ours say, in the same order.

use std::path::{Path, PathBuf};
use std::process::Command;

use acceptance::{Laptop, judges, sample_papers};
use tempfile::TempDir;

use super::word_file::{Part, parts_of, split, text_of};

/// The pages of a printed paper, word by word.
struct Pages {
    pages: Vec<Vec<String>>,
    page: usize,
    word: usize,
    /// How often a table went on over a page, its head repeated there.
    continued: usize,
}

impl Pages {
    /// Reads the pages in the order in which they were written, without what stands in margins.
    fn of(pdf: &Path) -> Option<Self> {
        let text = judges::written_in(pdf)?.replace("D\nỰ\nT\nH\nẢ\nO\n", "");
        let margin = |line: &&str| !line.starts_with("Mã nội dung: ");
        let text = text.split_inclusive('\n').filter(margin).collect::<String>();
        let pages = text.trim_end_matches('\u{c}').split('\u{c}').zip(1..).map(|(page, number)| {
            let mut words = split(page);
            if number > 1 {
                // By the older decree it stands at the bottom.
                let is_first = words.first().is_some_and(|word| *word == number.to_string());
                let own = words.remove(if is_first { 0 } else { words.len() - 1 });
                assert_eq!(own, number.to_string(), "page {number} says its number");
            }
            words
        });
        Some(Self { pages: pages.collect(), page: 0, word: 0, continued: 0 })
    }

    fn rest(&self) -> &[String] {
        self.pages.get(self.page).map_or(&[], |page| &page[self.word..])
    }

    /// Goes to the next page when this one is read.
    fn turn(&mut self) -> bool {
        let is_read = self.rest().is_empty() && self.page + 1 < self.pages.len();
        if is_read {
            self.page += 1;
            self.word = 0;
        }
        is_read
    }

    /// Reads as many of `words` as stand here; gives back how many.
    fn read(&mut self, words: &[String]) -> usize {
        let count = self.rest().iter().zip(words).take_while(|(one, other)| one == other).count();
        self.word += count;
        count
    }

    /// Reads a paragraph, over pages if need be.
    #[track_caller]
    fn paragraph(&mut self, words: &[String]) {
        let mut read = self.read(words);
        while read < words.len() && self.turn() {
            read += self.read(&words[read..]);
        }
        assert_eq!(read, words.len(), "{words:?} is not at {:?}", self.next_words());
    }

    /// Reads a row cell by cell. Over a page each cell goes on under the head, which is repeated.
    #[track_caller]
    fn row(&mut self, cells: &[Vec<String>], head: &[String]) {
        let mut cells: Vec<&[String]> = cells.iter().map(Vec::as_slice).collect();
        loop {
            for cell in &mut cells {
                let read = self.read(cell);
                *cell = &cell[read..];
            }
            if cells.iter().all(|cell| cell.is_empty()) {
                return;
            }
            assert!(self.turn(), "{cells:?} is not at {:?}", self.next_words());
            if !head.is_empty() {
                let read = self.read(head);
                assert_eq!(read, head.len(), "{head:?} is not repeated: {:?}", self.next_words());
                self.continued += 1;
            }
        }
    }

    /// Reads the whole file for Word.
    #[track_caller]
    fn all(&mut self, parts: &[Part]) {
        let mut head = (0, Vec::new());
        for part in parts {
            match part {
                Part::Paragraph(words) => self.paragraph(words),
                Part::Row { table, is_head: true, cells } => {
                    self.row(cells, &[]);
                    if head.0 != *table {
                        head = (*table, Vec::new());
                    }
                    head.1.extend(cells.concat());
                }
                Part::Row { table, is_head: false, cells } => {
                    let repeated = if head.0 == *table { head.1.as_slice() } else { &[] };
                    self.row(cells, repeated);
                }
            }
        }
        assert!(self.rest().is_empty() && !self.turn(), "also says {:?}", self.next_words());
    }

    fn next_words(&self) -> String {
        self.rest().iter().take(12).map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// What `LibreOffice` prints of each file for Word says what the file says, and so does our own PDF
/// beside it. Gives back how often heads of tables were repeated by each.
fn same_words(files: &[PathBuf], out: &Path) -> Option<Vec<(usize, usize)>> {
    let named: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let printed = judges::printed_by_libreoffice(&named, out)?;
    let mut counts = Vec::new();
    for (file, printed) in files.iter().zip(printed) {
        let parts = parts_of(file);
        let mut ours = Pages::of(&file.with_extension("pdf"))?;
        ours.all(&parts);
        let mut theirs = Pages::of(&printed)?;
        theirs.all(&parts);
        counts.push((ours.continued, theirs.continued));
    }
    Some(counts)
}

/// Papers of the kinds named, as PDF and for Word, in a folder that lives as long as the first.
pub(super) fn samples(kinds: &[&[&str]]) -> Option<(TempDir, Vec<PathBuf>)> {
    let program = sample_papers()?;
    let folder = TempDir::new().unwrap();
    let mut files = Vec::new();
    for kind in kinds {
        let pdf = folder.path().join(format!("{}.pdf", kind.join("-")));
        let status = Command::new(&program).arg(&pdf).args(*kind).arg("docx").status().unwrap();
        assert!(status.success(), "{kind:?}");
        files.push(pdf.with_extension("docx"));
    }
    Some((folder, files))
}

#[test]
fn libreoffice_prints_the_words_of_our_pages_in_their_order() {
    let kinds: &[&[&str]] =
        &[&["minutes"], &["minutes", "draft"], &["long"], &["notice"], &["elements"], &["older"]];
    let Some((folder, files)) = samples(kinds) else { return };
    let out = folder.path().join("printed");
    std::fs::create_dir(&out).unwrap();

    let Some(counts) = same_words(&files, &out) else { return };

    let (ours, theirs) = counts[2];
    assert!(ours >= 2 && theirs >= 2, "heads of a table over several pages: {ours}, {theirs}");
    assert!(text_of(&files[2], "word/header1.xml").contains(" PAGE "));
}

#[test]
fn minutes_drafted_for_word_say_what_the_pdf_says() {
    let Some(laptop) = Laptop::set_up() else { return };
    laptop.run(&["sample", "import", "2022-cau-tre"]).done();
    let (pdf, docx) = (laptop.on_desk("bien-ban.pdf"), laptop.on_desk("bien-ban.docx"));
    let words = ["minutes", "draft", "2022-cau-tre/cau-tre", "--out", pdf.to_str().unwrap()];
    let made = laptop.ask(&[&words[..], &["--docx", docx.to_str().unwrap()]].concat());
    assert_eq!(made["docx"], docx.to_str().unwrap());
    let out = laptop.on_desk("printed");
    std::fs::create_dir(&out).unwrap();

    same_words(&[docx], &out);
}
