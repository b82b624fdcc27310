//! Lists of values: the spelling and the separator are told from the text itself.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization as _;

use crate::error::{Looks, Place, TableError};
use crate::grid::{Grid, Sheet, Watch};
use crate::text::clean;

/// An opened list of values.
pub(crate) struct Book {
    name: String,
    text: String,
    separator: u8,
}

impl Book {
    pub(crate) fn open(bytes: &[u8], file_name: &str) -> Result<Self, TableError> {
        let text = decoded(bytes);
        let control = |letter: char| letter.is_control() && !matches!(letter, '\t' | '\r' | '\n');
        if text.chars().take(4096).any(control) {
            return Err(TableError::NotATable(Looks::Unknown));
        }
        let (separator, text) = separated(&text);
        let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
        let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        Ok(Self { name: clean(name), text: text.to_owned(), separator })
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        vec![self.name.clone()]
    }

    pub(crate) fn read(&self, name: &str, watch: Watch<'_>) -> Result<Sheet, TableError> {
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .from_reader(self.text.as_bytes());
        let mut grid = Grid::new(name, watch);
        let mut record = ::csv::StringRecord::new();
        let mut row = 0_u32;
        loop {
            let read = reader.read_record(&mut record).map_err(|error| {
                let place = Place { row: Some(row + 1), ..Place::sheet(name) };
                TableError::Damaged { place, reason: error.to_string() }
            })?;
            if !read {
                break;
            }
            row = row.saturating_add(empty_before(&self.text, &record));
            for (column, text) in (0_u32..).zip(&record) {
                grid.put(row, column, clean(text))?;
            }
            row += 1;
        }
        grid.finish(&[])
    }
}

/// Empty lines before a record, which its reader skips and people see as rows.
fn empty_before(text: &str, record: &::csv::StringRecord) -> u32 {
    let start = record.position().and_then(|place| usize::try_from(place.byte()).ok()).unwrap_or(0);
    let bytes = text.as_bytes();
    let rest = bytes.get(start..).unwrap_or_default();
    let gap: Vec<u8> =
        rest.iter().copied().take_while(|byte| matches!(byte, b'\r' | b'\n')).collect();
    // The second half of the line end that closed the record before.
    let before = start.checked_sub(1).and_then(|before| bytes.get(before));
    let gap = match gap.split_first() {
        Some((b'\n', rest)) if before == Some(&b'\r') => rest,
        _ => gap.as_slice(),
    };
    let ends = |end: u8| gap.iter().filter(|byte| **byte == end).count();
    u32::try_from(ends(b'\n').max(ends(b'\r'))).unwrap_or(u32::MAX)
}

fn decoded(bytes: &[u8]) -> String {
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return marked.decode_without_bom_handling(rest).0.into_owned();
    }
    if let Some(wide) = wide(bytes) {
        return wide.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return text.into_owned();
    }
    let vietnamese: String = WINDOWS_1258.decode_without_bom_handling(bytes).0.nfc().collect();
    // In a list that really is in the Vietnamese code page every mark finds its letter.
    let stray = vietnamese.chars().any(unicode_normalization::char::is_combining_mark);
    if stray { WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned() } else { vietnamese }
}

/// UTF-16 without a mark: every other byte of the first line is zero, for signs and digits.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..512).unwrap_or(bytes);
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    if half / 3 < zeros(1) && zeros(0) == 0 {
        Some(UTF_16LE)
    } else if half / 3 < zeros(0) && zeros(1) == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The separator, and the text without the line with which Excel names it.
fn separated(text: &str) -> (u8, &str) {
    if let Some(rest) = text.strip_prefix("sep=") {
        let mut letters = rest.chars();
        if let Some(separator) = letters.next().and_then(|letter| u8::try_from(letter).ok()) {
            return (separator, letters.as_str().trim_start_matches(['\r', '\n']));
        }
    }
    let even = |separator: char| -> (usize, usize) {
        let counts: Vec<usize> = lines(text).map(|line| outside(line, separator)).collect();
        let most = counts.iter().copied().max().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == most).count();
        (alike * most, most)
    };
    let best = [';', '\t', ','].into_iter().max_by_key(|separator| even(*separator));
    (
        best.filter(|best| even(*best).1 != 0)
            .and_then(|best| u8::try_from(best).ok())
            .unwrap_or(b','),
        text,
    )
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty()).take(20)
}

/// How often the separator stands outside quotes.
fn outside(line: &str, separator: char) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for letter in line.chars() {
        if letter == '"' {
            quoted = !quoted;
        } else if letter == separator && !quoted {
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let book = Book::open(bytes, "danh-muc.csv").unwrap();
        book.read("danh-muc", &mut |_| true).unwrap().rows
    }

    #[test]
    fn every_spelling_of_an_office_gives_the_same_text() {
        let text = "Mã;Tên thủ tục\r\n1.000894;Đăng ký kết hôn, lại";
        let expected = vec![vec!["Mã", "Tên thủ tục"], vec!["1.000894", "Đăng ký kết hôn, lại"]];
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(wide.clone()).collect();
        let decomposed: String = text.nfd().collect();
        let with_mark = format!("\u{feff}{text}");
        let spellings: [&[u8]; 4] =
            [text.as_bytes(), with_mark.as_bytes(), decomposed.as_bytes(), &marked];
        for bytes in spellings {
            assert_eq!(rows(bytes), expected);
        }
    }

    #[test]
    fn the_vietnamese_code_page_is_told_from_the_western_one() {
        // The marks of tones stand as letters of their own after the vowel.
        let vietnamese = b"Ma\xde,T\xean thu\xd2 tu\xf2c\n1,\xd0\xe3ng ky\xec";
        assert_eq!(rows(vietnamese), [["Mã", "Tên thủ tục"], ["1", "Đăng ký"]]);
        assert_eq!(rows(b"caf\xe9,na\xefve,x\xcc1\n1,2,3")[0][0], "café");
    }

    #[test]
    fn the_separator_is_the_one_that_makes_even_rows() {
        assert_eq!(rows(b"a\tb,c\td\n1\t2\t3")[1], ["1", "2", "3"]);
        assert_eq!(rows(b"sep=|\r\na|b\n1|2")[1], ["1", "2"]);
        assert_eq!(rows(b"\"x;y\",b\n\"a;b\",2")[1], ["a;b", "2"]);
        assert_eq!(rows(b"mot cot\n1"), [["mot cot"], ["1"]]);
    }

    #[test]
    fn rows_keep_the_number_that_people_see() {
        let book = Book::open(b"\n\na;b\n\n1;2", "x.csv").unwrap();
        let sheet = book.read("x", &mut |_| true).unwrap();
        assert_eq!((sheet.first_row, sheet.rows.len()), (3, 3));
    }

    #[test]
    fn bytes_of_a_program_are_no_list() {
        assert!(Book::open(b"\x7fELF\0\0\x01\x02", "x.csv").is_err());
    }
}
