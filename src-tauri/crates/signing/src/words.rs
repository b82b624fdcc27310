//! The words that a page paints, for reading them out; who paints with other fonts than ours says
//! through `ToUnicode` what its codes mean.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::pdf::{Object, Parser};

/// How often a font may explain a code, and how many letters one stands for.
const CODES_MAX: usize = 70_000;
const LETTERS_MAX: usize = 8;

/// What the codes of a font mean (ISO 32000-2, 9.10.3).
#[derive(Clone, Debug, Default)]
pub(crate) struct Letters {
    letters: BTreeMap<u16, String>,
    /// How many meanings were given, those that were given anew among them.
    given: usize,
}

impl Letters {
    /// Reads a `ToUnicode` map; what is not understood means nothing.
    pub(crate) fn read(map: &[u8]) -> Self {
        let mut letters = Self::default();
        each_operation(map, |operator, operands| match operator {
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [code, means] = pair {
                        letters.put(number(code), means);
                    }
                }
            }
            b"endbfrange" => {
                for range in operands.chunks_exact(3) {
                    if let [from, to, means] = range {
                        letters.put_range((number(from), number(to)), means);
                    }
                }
            }
            _ => {}
        });
        letters
    }

    fn put(&mut self, code: Option<u16>, means: &Object) {
        if let (Some(code), Some(bytes)) = (code, means.as_bytes())
            && self.given < CODES_MAX
        {
            self.given += 1;
            let units: Vec<u16> = bytes
                .chunks_exact(2)
                .take(LETTERS_MAX)
                .map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte)))
                .collect();
            self.letters.insert(code, String::from_utf16_lossy(&units));
        }
    }

    fn put_range(&mut self, (from, to): (Option<u16>, Option<u16>), means: &Object) {
        let (Some(from), Some(to)) = (from, to) else { return };
        if let Some(each) = means.as_array() {
            for (code, means) in (from..=to).zip(each) {
                self.put(Some(code), means);
            }
            return;
        }
        let Some([high, low]) = means.as_bytes().and_then(|bytes| <[u8; 2]>::try_from(bytes).ok())
        else {
            return;
        };
        let first = u16::from(high) << 8 | u16::from(low);
        for (step, code) in (from..=to).enumerate().take(CODES_MAX - self.given) {
            let step = u16::try_from(step).unwrap_or(u16::MAX);
            let unit = first.saturating_add(step).to_be_bytes().to_vec();
            self.put(Some(code), &Object::Hex(unit));
        }
    }

    /// The words that a string of two-byte codes spells.
    fn spell(&self, bytes: &[u8], out: &mut String) {
        for pair in bytes.chunks_exact(2) {
            let code = pair.iter().fold(0, |code, byte| code << 8 | u16::from(*byte));
            match self.letters.get(&code) {
                Some(letters) => out.push_str(letters),
                None => out.push('\u{fffd}'),
            }
        }
    }
}

fn number(code: &Object) -> Option<u16> {
    let bytes = code.as_bytes().filter(|bytes| bytes.len() <= 2)?;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | u16::from(*byte)))
}

/// The words that `painted` shows, one line a text section, furniture left out.
pub(crate) fn page_words(painted: &[u8], fonts: &BTreeMap<Vec<u8>, Rc<Letters>>) -> String {
    let mut page = Page { fonts, font: None, marks: Vec::new(), words: String::new() };
    each_operation(painted, |operator, operands| page.see(operator, operands));
    page.words
}

struct Page<'f> {
    fonts: &'f BTreeMap<Vec<u8>, Rc<Letters>>,
    font: Option<&'f Letters>,
    /// The marked sequences that are open, and whether each is furniture (14.8.2.2).
    marks: Vec<bool>,
    words: String,
}

impl Page<'_> {
    fn see(&mut self, operator: &[u8], operands: &[Object]) {
        match (operator, operands) {
            (b"Tf", [Object::Name(name), ..]) => self.font = self.fonts.get(name).map(Rc::as_ref),
            (b"BMC" | b"BDC", [Object::Name(tag), ..]) => self.marks.push(tag == b"Artifact"),
            (b"EMC", _) => drop(self.marks.pop()),
            (b"Tj" | b"'" | b"\"", [.., shown]) => self.show(shown),
            (b"TJ", [Object::Array(shown)]) => shown.iter().for_each(|part| self.show(part)),
            (b"ET", _) if !self.words.ends_with('\n') && !self.words.is_empty() => {
                self.words.push('\n');
            }
            _ => {}
        }
    }

    fn show(&mut self, shown: &Object) {
        let (Some(font), Some(bytes)) = (self.font, shown.as_bytes()) else { return };
        if !self.marks.contains(&true) {
            font.spell(bytes, &mut self.words);
        }
    }
}

/// Shows every operator of a content stream with what stands before it. A place that is not well
/// formed ends it.
fn each_operation(bytes: &[u8], mut see: impl FnMut(&[u8], &[Object])) {
    let mut parser = Parser::new(bytes, 0);
    let mut operands = Vec::new();
    loop {
        parser.skip_space();
        let before = parser.at;
        if let Some(value) = parser.value() {
            operands.push(value);
            continue;
        }
        parser.at = before;
        let length = operator_length(bytes.get(before..).unwrap_or_default());
        let Some(operator) = bytes.get(before..before + length).filter(|it| !it.is_empty()) else {
            return;
        };
        parser.at += length;
        see(operator, &operands);
        operands.clear();
    }
}

fn operator_length(rest: &[u8]) -> usize {
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'\'' | b'"');
    rest.iter().take_while(is_part).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_that_explains_everything_again_and_again_is_read_once() {
        let map = b"<0000> <ffff> <0041> endbfrange\n".repeat(1000);

        let letters = Letters::read(&map);

        assert_eq!(letters.given, CODES_MAX);
        assert_eq!(letters.letters.get(&0).map(String::as_str), Some("A"));
    }
}
