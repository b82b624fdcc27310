//! One cross-reference section: a table with its trailer, or a stream (ISO 32000-2, 7.5.4, 7.5.8).

use std::collections::BTreeMap;

use super::{
    object::{Dict, Indirect, Object},
    packed::{Room, unpack},
    parse::Parser,
};
use crate::error::{PdfError, Unsupported};

/// More objects than any paper has.
const OBJECTS_MAX: u64 = 4_000_000;
/// Widest number in a cross-reference stream, in bytes.
const WIDTH_MAX: usize = 8;

/// Where an object stands, according to one cross-reference section.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Entry {
    Free,
    InUse {
        offset: usize,
        generation: u16,
    },
    /// In the object stream `container`, at `place` from 0.
    Packed {
        container: u32,
        place: usize,
    },
}

impl Entry {
    /// The generation of an object that is there. Packed ones have 0 (7.5.7).
    pub(crate) const fn generation(self) -> Option<u16> {
        match self {
            Self::Free => None,
            Self::InUse { generation, .. } => Some(generation),
            Self::Packed { .. } => Some(0),
        }
    }
}

/// One section and the lines behind it.
#[derive(Debug)]
pub(super) struct Section {
    /// Where the word `xref`, or the object of the stream, stands.
    pub(super) at: usize,
    /// What stands behind its `startxref`; not `at` in linearized files only.
    pub(super) says: usize,
    /// Behind the last letter of `%%EOF`.
    pub(super) marker_end: usize,
    /// Behind the end of line that may follow it.
    pub(super) end: usize,
    pub(super) entries: BTreeMap<u32, Entry>,
    pub(super) trailer: Dict,
}

impl Section {
    /// Reads the section at `at`; no comments between its parts.
    ///
    /// # Errors
    ///
    /// [`PdfError::Damaged`], and [`PdfError::Unsupported`] for encrypted and hybrid files.
    pub(super) fn read(bytes: &[u8], at: usize, room: &Room) -> Result<Self, PdfError> {
        let mut parser = Parser::new(bytes, at);
        let (entries, trailer) = if parser.keyword(b"xref").is_some() {
            read_table(&mut parser)?
        } else {
            read_stream(&mut parser, room)?
        };
        let damaged = |parser: &Parser<'_>| PdfError::Damaged { at: parser.at };
        parser.skip_white();
        parser.keyword(b"startxref").ok_or_else(|| damaged(&parser))?;
        parser.skip_white();
        let says = parser.digits().and_then(|says| usize::try_from(says).ok());
        let says = says.ok_or_else(|| damaged(&parser))?;
        parser.skip_white();
        parser.literal(b"%%EOF").ok_or_else(|| damaged(&parser))?;
        let marker_end = parser.at;
        parser.skip_line_end();
        if trailer.get("XRefStm").is_some() {
            return Err(PdfError::Unsupported(Unsupported::HybridReference));
        }
        if trailer.get("Encrypt").is_some() {
            return Err(PdfError::Unsupported(Unsupported::Encryption));
        }
        Ok(Self { at, says, marker_end, end: parser.at, entries, trailer })
    }

    /// Where the section before this one stands.
    ///
    /// # Errors
    ///
    /// [`PdfError::Damaged`] when that is not a place.
    pub(super) fn before(&self) -> Result<Option<usize>, PdfError> {
        let Some(before) = self.trailer.get("Prev") else { return Ok(None) };
        let place = before.as_int().and_then(|at| usize::try_from(at).ok());
        place.map(Some).ok_or(PdfError::Damaged { at: self.at })
    }
}

type Read = (BTreeMap<u32, Entry>, Dict);

fn read_table(parser: &mut Parser<'_>) -> Result<Read, PdfError> {
    let entries = read_lines(parser).ok_or(PdfError::Damaged { at: parser.at })?;
    parser.skip_white();
    let trailer = parser.dictionary().ok_or(PdfError::Damaged { at: parser.at })?;
    Ok((entries, trailer))
}

fn read_lines(parser: &mut Parser<'_>) -> Option<BTreeMap<u32, Entry>> {
    let mut entries = BTreeMap::new();
    loop {
        parser.skip_white();
        if parser.keyword(b"trailer").is_some() {
            return Some(entries);
        }
        let first = parser.digits()?;
        parser.skip_white();
        let count = parser.digits()?;
        if OBJECTS_MAX < first.checked_add(count)? {
            return None;
        }
        for number in first..first + count {
            parser.skip_white();
            let offset = parser.digits()?;
            parser.skip_white();
            let generation = parser.digits()?;
            parser.skip_white();
            let entry = if parser.keyword(b"n").is_some() {
                let generation = u16::try_from(generation).ok()?;
                Entry::InUse { offset: usize::try_from(offset).ok()?, generation }
            } else {
                parser.keyword(b"f")?;
                Entry::Free
            };
            if entries.insert(u32::try_from(number).ok()?, entry).is_some() {
                return None;
            }
        }
    }
}

fn read_stream(parser: &mut Parser<'_>, room: &Room) -> Result<Read, PdfError> {
    let at = parser.at;
    let damaged = PdfError::Damaged { at };
    let object = parser.indirect(&|_| None).ok_or_else(|| damaged.clone())?;
    let dict = object.value.as_dict().ok_or_else(|| damaged.clone())?;
    if dict.get("Type").and_then(Object::as_name) != Some(b"XRef") {
        return Err(damaged);
    }
    if dict.get("Encrypt").is_some() {
        return Err(PdfError::Unsupported(Unsupported::Encryption));
    }
    let raw = object.stream.clone().and_then(|place| parser.bytes.get(place));
    let data = unpack(dict, raw.unwrap_or_default(), room)?;
    let mut entries = read_rows(dict, &data).ok_or(damaged)?;
    // The stream stands in its own list. It is no object of the paper, as a table is none.
    let own = Entry::InUse { offset: at, generation: object.id.1 };
    if entries.get(&object.id.0) == Some(&own) {
        entries.remove(&object.id.0);
    }
    Ok((entries, dict.clone()))
}

fn read_rows(dict: &Dict, data: &[u8]) -> Option<BTreeMap<u32, Entry>> {
    let number = |value: &Object| value.as_int().and_then(|it| usize::try_from(it).ok());
    let numbers = |key: &str| -> Option<Vec<usize>> {
        dict.get(key)?.as_array()?.iter().map(number).collect()
    };
    let widths = numbers("W")?;
    let [kind, second, third] = widths.as_slice() else { return None };
    let fits = widths.iter().all(|width| *width <= WIDTH_MAX);
    let size = number(dict.get("Size")?)?;
    let index = if dict.get("Index").is_some() { numbers("Index")? } else { vec![0, size] };
    let row = kind + second + third;
    let count = index.chunks(2).try_fold(0usize, |sum, run| sum.checked_add(*run.get(1)?))?;
    if !fits || row == 0 || data.len() != count.checked_mul(row)? {
        return None;
    }
    let mut rows = data.chunks(row);
    let mut entries = BTreeMap::new();
    for run in index.chunks(2) {
        let (first, count) = (*run.first()?, *run.get(1)?);
        for number in first..first.checked_add(count)? {
            let (kind, rest) = rows.next()?.split_at_checked(*kind)?;
            let (second, third) = rest.split_at_checked(*second)?;
            let kind = if kind.is_empty() { 1 } else { big_endian(kind) };
            let second = usize::try_from(big_endian(second)).ok()?;
            let third = big_endian(third);
            let entry = match kind {
                1 => Entry::InUse { offset: second, generation: u16::try_from(third).ok()? },
                2 => Entry::Packed {
                    container: u32::try_from(second).ok()?,
                    place: usize::try_from(third).ok()?,
                },
                // Other kinds mean null (table 18).
                _ => Entry::Free,
            };
            if entries.insert(u32::try_from(number).ok()?, entry).is_some() {
                return None;
            }
        }
    }
    Some(entries)
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// The objects of an object stream, in its order (7.5.7).
pub(super) fn objects_of(container: &Indirect, data: &[u8]) -> Option<Vec<(u32, Object)>> {
    let dict = container.value.as_dict()?;
    (dict.get("Type").and_then(Object::as_name) == Some(b"ObjStm")).then_some(())?;
    let number = |key: &str| usize::try_from(dict.get(key)?.as_int()?).ok();
    let (count, first) = (number("N")?, number("First")?);
    let mut head = Parser::new(data.get(..first)?, 0);
    let mut places = Vec::new();
    for _ in 0..count {
        head.skip_space();
        let number = u32::try_from(head.digits()?).ok()?;
        head.skip_space();
        places.push((number, first.checked_add(usize::try_from(head.digits()?).ok()?)?));
    }
    let mut objects = Vec::new();
    let mut read_to = first;
    for (number, at) in places {
        // Two objects out of the same bytes would make reading take the square of the length.
        (read_to <= at).then_some(())?;
        let mut parser = Parser::new(data, at);
        objects.push((number, parser.value()?));
        read_to = parser.at;
    }
    Some(objects)
}
