//! A file as a row of revisions (ISO 32000-2, 7.5.6): the base, and updates appended to it.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use super::{
    object::{Dict, Id, Indirect, Object},
    parse::Parser,
};
use crate::error::{PdfError, Unsupported};

/// More revisions than any paper has; a chain of cross-references beyond it is a trap.
const REVISIONS_MAX: usize = 256;
/// More objects than any paper has.
const OBJECTS_MAX: u64 = 4_000_000;

/// Where an object stands, according to one cross-reference section.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Entry {
    Free,
    InUse { offset: usize, generation: u16 },
}

/// One revision: the bytes from `start` to `end`.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    pub(crate) start: usize,
    /// Where the word `xref` stands.
    pub(crate) xref_at: usize,
    /// Behind the last letter of `%%EOF`.
    pub(crate) marker_end: usize,
    /// Behind the end of line that may follow it.
    pub(crate) end: usize,
    pub(crate) entries: BTreeMap<u32, Entry>,
    pub(crate) trailer: Dict,
}

/// A file, taken apart into revisions.
#[derive(Debug)]
pub(crate) struct PdfFile<'a> {
    pub(crate) bytes: &'a [u8],
    /// Oldest first; never empty.
    pub(crate) revisions: Vec<Revision>,
    cache: RefCell<BTreeMap<usize, Option<Rc<Indirect>>>>,
}

impl<'a> PdfFile<'a> {
    /// Reads the cross-reference sections from the end of the file back to its start.
    ///
    /// # Errors
    ///
    /// [`PdfError`], also for files that are fine but built in ways this reader leaves alone.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, PdfError> {
        if !bytes.starts_with(b"%PDF-") {
            return Err(PdfError::NotPdf);
        }
        let last = rfind(bytes, b"startxref").ok_or(PdfError::Damaged { at: bytes.len() })?;
        let mut parser = Parser::new(bytes, last + b"startxref".len());
        parser.skip_space();
        let mut next = parser.digits().and_then(|at| usize::try_from(at).ok());
        let mut revisions = Vec::new();
        while let Some(at) = next {
            if REVISIONS_MAX <= revisions.len() {
                return Err(PdfError::Unsupported(Unsupported::Size));
            }
            let revision = read_section(bytes, at)?;
            next = match revision.trailer.get("Prev") {
                None => None,
                Some(before) => Some(
                    before
                        .as_int()
                        .and_then(|at| usize::try_from(at).ok())
                        .ok_or(PdfError::Damaged { at })?,
                ),
            };
            revisions.push(revision);
        }
        revisions.reverse();
        Self::order(bytes, &mut revisions)?;
        Ok(Self { bytes, revisions, cache: RefCell::default() })
    }

    /// Each revision must lie wholly behind the one before, and the last must end the file.
    fn order(bytes: &[u8], revisions: &mut [Revision]) -> Result<(), PdfError> {
        let mut start = 0;
        for revision in revisions.iter_mut() {
            if revision.xref_at < start {
                return Err(PdfError::Unsupported(Unsupported::Order));
            }
            revision.start = start;
            start = revision.end;
        }
        let rest = bytes.len() - start;
        if revisions.is_empty() {
            return Err(PdfError::Damaged { at: bytes.len() });
        }
        if rest != 0 {
            return Err(PdfError::TrailingBytes { count: rest });
        }
        Ok(())
    }

    /// Index of the newest revision.
    pub(crate) fn newest(&self) -> usize {
        self.revisions.len().saturating_sub(1)
    }

    /// Where object `number` stands as of revision `at`, and the revision that put it there.
    pub(crate) fn entry(&self, number: u32, at: usize) -> Option<(usize, Entry)> {
        let revisions = self.revisions.get(..=at)?;
        revisions.iter().enumerate().rev().find_map(|(index, revision)| {
            revision.entries.get(&number).map(|entry| (index, *entry))
        })
    }

    /// Reads object `id` as of revision `at`. An object that is not there is `None`, which means
    /// null (7.3.10).
    ///
    /// # Errors
    ///
    /// [`PdfError::Damaged`] when the cross-reference leads elsewhere.
    pub(crate) fn object(&self, id: Id, at: usize) -> Result<Option<Rc<Indirect>>, PdfError> {
        let Some((index, Entry::InUse { offset, generation })) = self.entry(id.0, at) else {
            return Ok(None);
        };
        if generation != id.1 {
            return Ok(None);
        }
        let damaged = PdfError::Damaged { at: offset };
        let revision = self.revisions.get(index).ok_or_else(|| damaged.clone())?;
        if offset < revision.start || revision.xref_at <= offset {
            return Err(damaged);
        }
        let known = self.cache.borrow().get(&offset).cloned();
        let found = if let Some(known) = known {
            known
        } else {
            let parsed = self.parse_at(offset, at).map(Rc::new);
            self.cache.borrow_mut().insert(offset, parsed.clone());
            parsed
        };
        match found {
            Some(object) if object.id == id && object.span.end <= revision.xref_at => {
                Ok(Some(object))
            }
            _ => Err(damaged),
        }
    }

    fn parse_at(&self, offset: usize, at: usize) -> Option<Indirect> {
        Parser::new(self.bytes, offset).indirect(&|length| self.length(length, at))
    }

    /// A length that stands in an object of its own.
    fn length(&self, id: Id, at: usize) -> Option<usize> {
        let Some((_, Entry::InUse { offset, .. })) = self.entry(id.0, at) else { return None };
        let object = Parser::new(self.bytes, offset).indirect(&|_| None)?;
        (object.id == id).then_some(())?;
        usize::try_from(object.value.as_int()?).ok()
    }

    /// Follows `value` to what it refers to, as of revision `at`.
    ///
    /// # Errors
    ///
    /// [`PdfError::Damaged`] when the reference leads nowhere sound.
    pub(crate) fn resolve(&self, value: &Object, at: usize) -> Result<Object, PdfError> {
        match value {
            Object::Ref(id) => {
                Ok(self.object(*id, at)?.map_or(Object::Null, |found| found.value.clone()))
            }
            Object::Null
            | Object::Bool(_)
            | Object::Int(_)
            | Object::Real(_)
            | Object::Text(_)
            | Object::Hex(_)
            | Object::Name(_)
            | Object::Array(_)
            | Object::Dict(_) => Ok(value.clone()),
        }
    }

    /// The number of the catalog as of revision `at`, and its dictionary.
    ///
    /// # Errors
    ///
    /// [`PdfError::Damaged`] when there is none.
    pub(crate) fn catalog(&self, at: usize) -> Result<(Id, Dict), PdfError> {
        let damaged =
            || PdfError::Damaged { at: self.revisions.get(at).map_or(0, |it| it.xref_at) };
        let revision = self.revisions.get(at).ok_or_else(damaged)?;
        let id = revision.trailer.get("Root").and_then(Object::as_ref).ok_or_else(damaged)?;
        let catalog = self.object(id, at)?.ok_or_else(damaged)?;
        let dict = catalog.value.as_dict().ok_or_else(damaged)?;
        Ok((id, dict.clone()))
    }
}

/// Reads a cross-reference table, its trailer and the lines behind it; no comments between.
fn read_section(bytes: &[u8], at: usize) -> Result<Revision, PdfError> {
    let damaged = |parser: &Parser<'_>| PdfError::Damaged { at: parser.at };
    let mut parser = Parser::new(bytes, at);
    if parser.keyword(b"xref").is_none() {
        let stream = parser.peek().is_some_and(|byte| byte.is_ascii_digit())
            && parser.indirect(&|_| None).is_some();
        return Err(if stream {
            PdfError::Unsupported(Unsupported::CrossReferenceStream)
        } else {
            PdfError::Damaged { at }
        });
    }
    let entries = read_entries(&mut parser).ok_or_else(|| damaged(&parser))?;
    parser.skip_white();
    let trailer = parser.dictionary().ok_or_else(|| damaged(&parser))?;
    parser.skip_white();
    parser.keyword(b"startxref").ok_or_else(|| damaged(&parser))?;
    parser.skip_white();
    // Linearized files point elsewhere here, and are told apart by that.
    let here = parser.digits().ok_or_else(|| damaged(&parser))?;
    if usize::try_from(here) != Ok(at) {
        return Err(PdfError::Unsupported(Unsupported::Order));
    }
    parser.skip_white();
    parser.literal(b"%%EOF").ok_or_else(|| damaged(&parser))?;
    let marker_end = parser.at;
    parser.skip_line_end();
    if trailer.get("XRefStm").is_some() {
        return Err(PdfError::Unsupported(Unsupported::CrossReferenceStream));
    }
    if trailer.get("Encrypt").is_some() {
        return Err(PdfError::Unsupported(Unsupported::Encryption));
    }
    Ok(Revision { start: 0, xref_at: at, marker_end, end: parser.at, entries, trailer })
}

fn read_entries(parser: &mut Parser<'_>) -> Option<BTreeMap<u32, Entry>> {
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

/// Where `needle` stands last.
pub(crate) fn rfind(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).rposition(|window| window == needle)
}

/// Where `needle` stands first.
pub(crate) fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
