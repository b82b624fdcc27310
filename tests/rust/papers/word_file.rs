//! What stands in a file for Word, in its own order.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A paragraph outside of tables, or a row of a table.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Part {
    Paragraph(Vec<String>),
    Row { table: usize, is_head: bool, cells: Vec<Vec<String>> },
}

/// A part of the package as text.
pub(super) fn text_of(file: &Path, part: &str) -> String {
    let mut zip = zip::ZipArchive::new(File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name(part).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The words of the body, in the order in which they stand there.
pub(super) fn parts_of(file: &Path) -> Vec<Part> {
    let xml = text_of(file, "word/document.xml");
    let mut reader = Reader::from_str(&xml);
    let mut points = Points::of(file);
    let mut parts = Vec::new();
    let (mut words, mut in_words) = (String::new(), false);
    let (mut table, mut is_inside, mut is_head) = (0, false, false);
    let mut cells = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => match element.name().as_ref() {
                "w:tbl" => is_inside = true,
                "w:tr" => {
                    is_head = false;
                    cells.clear();
                }
                "w:t" => in_words = true,
                _ => {}
            },
            Event::Empty(element) => match element.name().as_ref() {
                "w:tblHeader" => is_head = true,
                "w:br" | "w:tab" => words.push(' '),
                "w:ilvl" => points.depth = value(&element),
                "w:numId" => words.push_str(&points.next(value(&element))),
                _ => {}
            },
            Event::Text(text) if in_words => words.push_str(&text.xml10_content()),
            Event::GeneralRef(name) if in_words => words.push(entity(&name.xml10_content())),
            Event::End(element) => match element.name().as_ref() {
                "w:t" => in_words = false,
                "w:p" if is_inside => words.push(' '),
                "w:p" => parts.push(Part::Paragraph(split(&std::mem::take(&mut words)))),
                "w:tc" => cells.push(split(&std::mem::take(&mut words))),
                "w:tr" => {
                    parts.push(Part::Row { table, is_head, cells: std::mem::take(&mut cells) });
                }
                "w:tbl" => {
                    is_inside = false;
                    table += 1;
                }
                _ => {}
            },
            Event::Eof => return parts,
            Event::Text(_)
            | Event::GeneralRef(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

fn value(element: &BytesStart<'_>) -> usize {
    let value = element.try_get_attribute("w:val").unwrap().unwrap();
    value.value.parse().unwrap()
}

/// What Word would print before the points of lists.
#[derive(Default)]
struct Points {
    /// For each list, whether it is numbered, and how many points it has had.
    lists: Vec<(bool, usize)>,
    depth: usize,
}

impl Points {
    fn of(file: &Path) -> Self {
        if !text_of(file, "[Content_Types].xml").contains("numbering.xml") {
            return Self::default();
        }
        let xml = text_of(file, "word/numbering.xml");
        let lists = xml.split("<w:num ").skip(1);
        let is_numbered = |list: &str| list.contains("<w:abstractNumId w:val=\"1\"/>");
        Self { lists: lists.map(|list| (is_numbered(list), 0)).collect(), depth: 0 }
    }

    fn next(&mut self, list: usize) -> String {
        let (is_numbered, count) = &mut self.lists[list - 1];
        *count += 1;
        match (*is_numbered, self.depth) {
            (false, 0) => "- ".to_owned(),
            (false, _) => "+ ".to_owned(),
            (true, 0) => format!("{count}. "),
            (true, _) => format!("{}) ", ["a", "b", "c", "d"][*count - 1]),
        }
    }
}

fn entity(name: &str) -> char {
    match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        _ => '\'',
    }
}

/// Words without the space between them, fixed or not.
pub(super) fn split(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
