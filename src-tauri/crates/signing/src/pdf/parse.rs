//! Reading PDF values strictly: what two readers might read differently is refused.

use std::{collections::BTreeSet, ops::Range};

use super::object::{Dict, Id, Indirect, Object};

/// How deep values may nest. Papers need about ten.
const DEPTH_MAX: usize = 64;

/// A place in a file, moving forward. `None` from a method means: not well formed here.
pub(crate) struct Parser<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) at: usize,
}

/// Whether a byte is white space (ISO 32000-2, table 1).
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Parser<'a> {
    pub(crate) const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Skips white space and comments.
    pub(crate) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if is_space(byte) {
                self.at += 1;
            } else if byte == b'%' {
                let length = self.rest().iter().take_while(|byte| !b"\r\n".contains(byte)).count();
                self.at += length;
            } else {
                return;
            }
        }
    }

    /// Skips white space only.
    pub(crate) fn skip_white(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    /// Skips one end of line, if there is one.
    pub(crate) fn skip_line_end(&mut self) {
        if self.rest().starts_with(b"\r\n") {
            self.at += 2;
        } else if matches!(self.peek(), Some(b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// Reads exactly `word`.
    pub(crate) fn literal(&mut self, word: &[u8]) -> Option<()> {
        if !self.rest().starts_with(word) {
            return None;
        }
        self.at += word.len();
        Some(())
    }

    /// Reads `word`, not followed by more of a word.
    pub(crate) fn keyword(&mut self, word: &[u8]) -> Option<()> {
        self.literal(word)?;
        match self.peek() {
            Some(byte) if !is_space(byte) && !is_delimiter(byte) => None,
            _ => Some(()),
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length =
            rest.iter().take_while(|byte| !is_space(**byte) && !is_delimiter(**byte)).count();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Reads digits as a number.
    pub(crate) fn digits(&mut self) -> Option<u64> {
        let length = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(self.rest().get(..length)?).ok()?.parse().ok()?;
        self.at += length;
        Some(number)
    }

    /// Reads a value.
    pub(crate) fn value(&mut self) -> Option<Object> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Option<Object> {
        if DEPTH_MAX < depth {
            return None;
        }
        self.skip_space();
        match self.peek()? {
            b'/' => self.name().map(Object::Name),
            b'(' => self.text().map(Object::Text),
            b'<' if self.rest().starts_with(b"<<") => {
                self.dict(depth, &mut Vec::new()).map(Object::Dict)
            }
            b'<' => self.hex().map(Object::Hex),
            b'[' => self.array(depth),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number_or_ref(),
            _ => match self.regular() {
                b"true" => Some(Object::Bool(true)),
                b"false" => Some(Object::Bool(false)),
                b"null" => Some(Object::Null),
                _ => None,
            },
        }
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        self.literal(b"/")?;
        let mut raw = self.regular().iter();
        let mut name = Vec::new();
        while let Some(byte) = raw.next() {
            if *byte == b'#' {
                let high = char::from(*raw.next()?).to_digit(16)?;
                let low = char::from(*raw.next()?).to_digit(16)?;
                name.push(u8::try_from(high << 4 | low).ok()?);
            } else {
                name.push(*byte);
            }
        }
        Some(name)
    }

    fn text(&mut self) -> Option<Vec<u8>> {
        self.literal(b"(")?;
        let mut text = Vec::new();
        let mut open = 1;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    self.escape(&mut text)?;
                    continue;
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Some(text);
            }
            text.push(byte);
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Option<()> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' | b'\n' => {
                self.at -= 1;
                self.skip_line_end();
            }
            b'0'..=b'7' => {
                let mut number = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.peek() else { break };
                    number = number << 3 | u32::from(next - b'0');
                    self.at += 1;
                }
                text.push(u8::try_from(number & 0xff).ok()?);
            }
            other => text.push(other),
        }
        Some(())
    }

    fn hex(&mut self) -> Option<Vec<u8>> {
        self.literal(b"<")?;
        let length = self.rest().iter().position(|byte| *byte == b'>')?;
        let raw = self.rest().get(..length)?;
        self.at += length + 1;
        let digits = raw
            .iter()
            .filter(|byte| !is_space(**byte))
            .map(|byte| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<Vec<u8>>>()?;
        let byte = |pair: &[u8]| match pair {
            [high, low] => high << 4 | low,
            [high] => high << 4,
            _ => 0,
        };
        Some(digits.chunks(2).map(byte).collect())
    }

    fn array(&mut self, depth: usize) -> Option<Object> {
        self.literal(b"[")?;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.literal(b"]").is_some() {
                return Some(Object::Array(items));
            }
            items.push(self.nested(depth + 1)?);
        }
    }

    /// Reads a dictionary and notes where its values stand. A key that comes twice is refused.
    fn dict(&mut self, depth: usize, values: &mut Vec<(Vec<u8>, Range<usize>)>) -> Option<Dict> {
        self.literal(b"<<")?;
        let mut dict = Dict::default();
        let mut known = BTreeSet::new();
        loop {
            self.skip_space();
            if self.literal(b">>").is_some() {
                return Some(dict);
            }
            let key = self.name()?;
            self.skip_space();
            let start = self.at;
            let value = self.nested(depth + 1)?;
            values.push((key.clone(), start..self.at));
            known.insert(key.clone()).then_some(())?;
            dict.push(key, value);
        }
    }

    /// Reads a dictionary at this place.
    pub(crate) fn dictionary(&mut self) -> Option<Dict> {
        self.skip_space();
        self.dict(0, &mut Vec::new())
    }

    fn number_or_ref(&mut self) -> Option<Object> {
        let word = self.regular();
        let text = std::str::from_utf8(word).ok()?;
        if let Ok(number) = text.parse::<i64>() {
            if let Ok(object) = u32::try_from(number)
                && let Some(id) = self.reference(object)
            {
                return Some(Object::Ref(id));
            }
            return Some(Object::Int(number));
        }
        let digits = text.trim_start_matches(['+', '-']);
        let well_formed = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && digits.bytes().filter(|byte| *byte == b'.').count() == 1
            && digits.bytes().any(|byte| byte.is_ascii_digit())
            && text.len() <= digits.len() + 1;
        well_formed.then(|| Object::Real(word.to_vec()))
    }

    /// Reads ` G R` behind the number `object`, or nothing.
    fn reference(&mut self, object: u32) -> Option<Id> {
        let before = self.at;
        let id = (|| {
            is_space(self.peek()?).then_some(())?;
            self.skip_space();
            let generation = u16::try_from(self.digits()?).ok()?;
            is_space(self.peek()?).then_some(())?;
            self.skip_space();
            self.keyword(b"R")?;
            Some((object, generation))
        })();
        if id.is_none() {
            self.at = before;
        }
        id
    }

    /// Reads `N G obj … endobj` at this place. `length_of` finds a length that is a reference.
    pub(crate) fn indirect(&mut self, length_of: &dyn Fn(Id) -> Option<usize>) -> Option<Indirect> {
        let start = self.at;
        let number = u32::try_from(self.digits()?).ok()?;
        self.skip_space();
        let generation = u16::try_from(self.digits()?).ok()?;
        self.skip_space();
        self.keyword(b"obj")?;
        self.skip_space();
        let mut values = Vec::new();
        let value = if self.rest().starts_with(b"<<") {
            Object::Dict(self.dict(0, &mut values)?)
        } else {
            self.nested(0)?
        };
        self.skip_space();
        let stream = match value.as_dict() {
            Some(dict) if self.rest().starts_with(b"stream") => Some(self.stream(dict, length_of)?),
            Some(_) | None => None,
        };
        self.skip_space();
        self.keyword(b"endobj")?;
        Some(Indirect { id: (number, generation), value, stream, span: start..self.at, values })
    }

    fn stream(
        &mut self,
        dict: &Dict,
        length_of: &dyn Fn(Id) -> Option<usize>,
    ) -> Option<Range<usize>> {
        self.literal(b"stream")?;
        if !matches!(self.peek()?, b'\r' | b'\n') {
            return None;
        }
        self.skip_line_end();
        let length = dict.get("Length")?;
        let length = match length.as_ref() {
            Some(id) => length_of(id)?,
            None => usize::try_from(length.as_int()?).ok()?,
        };
        let start = self.at;
        let end = start.checked_add(length).filter(|end| *end <= self.bytes.len())?;
        self.at = end;
        self.skip_line_end();
        self.keyword(b"endstream")?;
        Some(start..end)
    }
}
