//! The values a PDF is made of (ISO 32000-2, 7.3), and how they are written.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Number and generation of an indirect object.
pub(crate) type Id = (u32, u16);

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Object {
    Null,
    Bool(bool),
    Int(i64),
    /// A number with a fraction, as it was written.
    Real(Vec<u8>),
    /// A string, decoded.
    Text(Vec<u8>),
    /// A string that is to be written in hexadecimal, decoded.
    Hex(Vec<u8>),
    Name(Vec<u8>),
    Array(Vec<Self>),
    Dict(Dict),
    Ref(Id),
}

/// A dictionary: keys are unique and keep their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Dict(Vec<(Vec<u8>, Object)>);

/// An object with a number, and where it stands in the file.
#[derive(Clone, Debug)]
pub(crate) struct Indirect {
    pub(crate) id: Id,
    pub(crate) value: Object,
    /// The raw bytes of the stream, where it is one.
    pub(crate) stream: Option<Range<usize>>,
    /// From the number to behind `endobj`.
    pub(crate) span: Range<usize>,
    /// For a dictionary: where the value of each key stands.
    pub(crate) values: Vec<(Vec<u8>, Range<usize>)>,
}

impl Object {
    pub(crate) fn name(name: &str) -> Self {
        Self::Name(name.as_bytes().to_vec())
    }

    /// A text string: UTF-16 with its mark, unless plain ASCII will do (7.9.2.2).
    pub(crate) fn words(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Text(text.as_bytes().to_vec());
        }
        let units = text.encode_utf16().flat_map(u16::to_be_bytes);
        Self::Hex([0xfe, 0xff].into_iter().chain(units).collect())
    }

    pub(crate) fn as_dict(&self) -> Option<&Dict> {
        if let Self::Dict(dict) = self { Some(dict) } else { None }
    }

    pub(crate) fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    pub(crate) fn as_int(&self) -> Option<i64> {
        if let Self::Int(number) = self { Some(*number) } else { None }
    }

    pub(crate) fn as_ref(&self) -> Option<Id> {
        if let Self::Ref(id) = self { Some(*id) } else { None }
    }

    pub(crate) fn as_name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub(crate) fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Text(bytes) | Self::Hex(bytes) => Some(bytes),
            Self::Null
            | Self::Bool(_)
            | Self::Int(_)
            | Self::Real(_)
            | Self::Name(_)
            | Self::Array(_)
            | Self::Dict(_)
            | Self::Ref(_) => None,
        }
    }

    /// The words of a text string: UTF-16, UTF-8 with its mark, or Latin-1.
    pub(crate) fn as_words(&self) -> Option<String> {
        let bytes = self.as_bytes()?;
        Some(match bytes {
            [0xfe, 0xff, rest @ ..] => {
                let units: Vec<u16> = rest
                    .chunks_exact(2)
                    .map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte)))
                    .collect();
                String::from_utf16_lossy(&units)
            }
            [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
            plain => plain.iter().map(|byte| char::from(*byte)).collect(),
        })
    }

    /// Whether two values mean the same, however their strings and numbers are written.
    pub(crate) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(own) | Self::Hex(own), Self::Text(other) | Self::Hex(other)) => {
                own == other
            }
            (Self::Real(_) | Self::Int(_), Self::Real(_) | Self::Int(_)) => {
                self.digits() == other.digits()
            }
            (Self::Array(own), Self::Array(other)) => {
                own.len() == other.len()
                    && own.iter().zip(other).all(|(own, other)| own.same(other))
            }
            (Self::Dict(own), Self::Dict(other)) => own.differing(other).is_empty(),
            _ => self == other,
        }
    }

    /// A number without the digits that say nothing.
    fn digits(&self) -> Option<String> {
        let text = match self {
            Self::Int(number) => number.to_string(),
            Self::Real(digits) => String::from_utf8_lossy(digits).into_owned(),
            Self::Null
            | Self::Bool(_)
            | Self::Text(_)
            | Self::Hex(_)
            | Self::Name(_)
            | Self::Array(_)
            | Self::Dict(_)
            | Self::Ref(_) => return None,
        };
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", text.strip_prefix('+').unwrap_or(&text)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
        let sign = if whole.is_empty() && part.is_empty() { "" } else { sign };
        Some(format!("{sign}{whole}.{part}"))
    }

    /// Calls `see` with every reference inside.
    pub(crate) fn each_ref(&self, see: &mut impl FnMut(Id)) {
        match self {
            Self::Ref(id) => see(*id),
            Self::Array(items) => items.iter().for_each(|item| item.each_ref(see)),
            Self::Dict(dict) => dict.iter().for_each(|(_, value)| value.each_ref(see)),
            Self::Null
            | Self::Bool(_)
            | Self::Int(_)
            | Self::Real(_)
            | Self::Text(_)
            | Self::Hex(_)
            | Self::Name(_) => {}
        }
    }

    /// Writes the value as PDF.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend_from_slice(b"null"),
            Self::Bool(true) => out.extend_from_slice(b"true"),
            Self::Bool(false) => out.extend_from_slice(b"false"),
            Self::Int(number) => out.extend_from_slice(number.to_string().as_bytes()),
            Self::Real(digits) => out.extend_from_slice(digits),
            Self::Text(bytes) => write_text(bytes, out),
            Self::Hex(bytes) => write_hex(bytes, out),
            Self::Name(name) => write_name(name, out),
            Self::Array(items) => {
                out.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    if 0 < index {
                        out.push(b' ');
                    }
                    item.write(out);
                }
                out.push(b']');
            }
            Self::Dict(dict) => dict.write(out),
            Self::Ref((number, generation)) => {
                out.extend_from_slice(format!("{number} {generation} R").as_bytes());
            }
        }
    }
}

impl Dict {
    pub(crate) fn new<const N: usize>(entries: [(&str, Object); N]) -> Self {
        Self(entries.into_iter().map(|(key, value)| (key.as_bytes().to_vec(), value)).collect())
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Object> {
        self.0.iter().find(|(name, _)| name == key.as_bytes()).map(|(_, value)| value)
    }

    /// Sets `key`; `Null` removes it, which means the same (7.3.7).
    pub(crate) fn set(&mut self, key: &str, value: Object) {
        let place = self.0.iter_mut().find(|(name, _)| name == key.as_bytes());
        match (place, value) {
            (Some(_), Object::Null) => self.0.retain(|(name, _)| name != key.as_bytes()),
            (None, Object::Null) => {}
            (Some((_, old)), value) => *old = value,
            (None, value) => self.0.push((key.as_bytes().to_vec(), value)),
        }
    }

    /// Adds an entry whose key is known to be new.
    pub(crate) fn push(&mut self, key: Vec<u8>, value: Object) {
        self.0.push((key, value));
    }

    /// The keys whose values differ; a key without a value and a missing key are the same.
    pub(crate) fn differing(&self, other: &Self) -> BTreeSet<String> {
        let own: BTreeMap<&[u8], &Object> = self.iter().collect();
        let others: BTreeMap<&[u8], &Object> = other.iter().collect();
        let same = |key: &[u8]| {
            let own = own.get(key).copied().unwrap_or(&Object::Null);
            own.same(others.get(key).copied().unwrap_or(&Object::Null))
        };
        let keys = self.iter().chain(other.iter()).map(|(key, _)| key);
        keys.filter(|key| !same(key)).map(|key| String::from_utf8_lossy(key).into_owned()).collect()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[u8], &Object)> {
        self.0.iter().map(|(key, value)| (key.as_slice(), value))
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"<<");
        for (key, value) in self.iter() {
            write_name(key, out);
            out.push(b' ');
            value.write(out);
        }
        out.extend_from_slice(b">>");
    }
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

fn write_text(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

pub(crate) fn write_hex(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |index: u8| DIGITS.get(usize::from(index & 15)).copied().unwrap_or(b'0');
    out.push(b'<');
    out.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]));
    out.push(b'>');
}
