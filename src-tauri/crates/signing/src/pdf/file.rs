//! A file as a row of revisions (ISO 32000-2, 7.5.6): the base, and updates appended to it.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use super::{
    object::{Dict, Id, Indirect, Object},
    packed::{Room, unpack},
    parse::Parser,
    section::{Entry, Section, objects_of},
};
use crate::error::{PdfError, Unsupported};

/// More revisions than any paper has; a chain of cross-references beyond it is a trap.
const REVISIONS_MAX: usize = 256;

/// One revision: the bytes from `start` to `end`.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    pub(crate) start: usize,
    /// Where the word `xref`, or the cross-reference stream, stands.
    pub(crate) xref_at: usize,
    /// Behind the last letter of `%%EOF`.
    pub(crate) marker_end: usize,
    /// Behind the end of line that may follow it.
    pub(crate) end: usize,
    pub(crate) entries: BTreeMap<u32, Entry>,
    pub(crate) trailer: Dict,
    /// Where its objects begin, in order: none reaches into the next.
    offsets: Vec<usize>,
}

/// A file, taken apart into revisions.
#[derive(Debug)]
pub(crate) struct PdfFile<'a> {
    pub(crate) bytes: &'a [u8],
    /// Oldest first; never empty.
    pub(crate) revisions: Vec<Revision>,
    cache: RefCell<BTreeMap<usize, Option<Rc<Indirect>>>>,
    packed: RefCell<BTreeMap<usize, Rc<Vec<Rc<Indirect>>>>>,
    room: Room,
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
        let room = Room::default();
        let mut next = parser.digits().and_then(|at| usize::try_from(at).ok());
        let mut sections: Vec<Section> = Vec::new();
        while let Some(at) = next {
            if REVISIONS_MAX <= sections.len() {
                return Err(PdfError::Unsupported(Unsupported::Size));
            }
            let section = Section::read(bytes, at, &room)?;
            // Only the two halves of a linearized file stand the other way round.
            if sections.last().is_some_and(|newer| newer.at <= at && !is_pair(newer, &section)) {
                return Err(PdfError::Unsupported(Unsupported::Order));
            }
            next = section.before()?;
            sections.push(section);
        }
        let mut revisions = revisions(sections)?;
        Self::order(bytes, &mut revisions)?;
        let (cache, packed) = (RefCell::default(), RefCell::default());
        Ok(Self { bytes, revisions, cache, packed, room })
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
        let Some((index, entry)) = self.entry(id.0, at) else { return Ok(None) };
        if entry.generation() != Some(id.1) {
            return Ok(None);
        }
        match entry {
            Entry::Free => Ok(None),
            Entry::InUse { offset, .. } => self.standing(id, (index, offset), at).map(Some),
            Entry::Packed { container, place } => {
                self.unpacked(id, (container, place), at).map(Some)
            }
        }
    }

    /// The object `id`, which revision `index` put at `offset`.
    fn standing(
        &self,
        id: Id,
        (index, offset): (usize, usize),
        at: usize,
    ) -> Result<Rc<Indirect>, PdfError> {
        let known = self.cache.borrow().get(&offset).cloned();
        let found = if let Some(known) = known {
            known
        } else {
            let parsed = self.parse(index, offset, &|length| self.length(length, at)).map(Rc::new);
            self.cache.borrow_mut().insert(offset, parsed.clone());
            parsed
        };
        found.filter(|object| object.id == id).ok_or(PdfError::Damaged { at: offset })
    }

    /// Reads what revision `index` put at `offset`: within the revision, and up to the next object.
    fn parse(
        &self,
        index: usize,
        offset: usize,
        length: &dyn Fn(Id) -> Option<usize>,
    ) -> Option<Indirect> {
        let revision = self.revisions.get(index)?;
        let next = revision.offsets.partition_point(|other| *other <= offset);
        let end = revision.offsets.get(next).copied().unwrap_or(revision.xref_at);
        (revision.start <= offset && offset < end).then_some(())?;
        Parser::new(self.bytes.get(..end.min(revision.xref_at))?, offset).indirect(length)
    }

    /// The object `id` in the object stream `container`.
    fn unpacked(
        &self,
        id: Id,
        (container, place): (u32, usize),
        at: usize,
    ) -> Result<Rc<Indirect>, PdfError> {
        let objects = self.container(container, at)?;
        let found = objects.get(place).filter(|object| object.id == id);
        found.cloned().ok_or(PdfError::Damaged { at: 0 })
    }

    /// The objects in the object stream `container`.
    fn container(&self, container: u32, at: usize) -> Result<Rc<Vec<Rc<Indirect>>>, PdfError> {
        let damaged = PdfError::Damaged { at: 0 };
        let Some((index, Entry::InUse { offset, .. })) = self.entry(container, at) else {
            return Err(damaged);
        };
        if let Some(known) = self.packed.borrow().get(&offset) {
            return Ok(Rc::clone(known));
        }
        // A length that is packed itself could lead round in a circle.
        let plain = |id| self.plain_length(id, at);
        let stream = self.parse(index, offset, &plain).filter(|it| it.id.0 == container);
        let stream = stream.ok_or_else(|| damaged.clone())?;
        let dict = stream.value.as_dict().ok_or_else(|| damaged.clone())?;
        let raw = stream.stream.clone().and_then(|place| self.bytes.get(place));
        let data = unpack(dict, raw.ok_or_else(|| damaged.clone())?, &self.room)?;
        let objects = objects_of(&stream, &data).ok_or(damaged)?;
        let objects = objects.into_iter().map(|(number, value)| Rc::new(packed(number, value)));
        let objects: Rc<Vec<Rc<Indirect>>> = Rc::new(objects.collect());
        self.packed.borrow_mut().insert(offset, Rc::clone(&objects));
        Ok(objects)
    }

    /// The numbers of the objects in the object stream `container`; nothing for what is none.
    pub(crate) fn numbers_in(&self, container: u32, at: usize) -> Vec<u32> {
        self.container(container, at)
            .map(|objects| objects.iter().map(|object| object.id.0).collect())
            .unwrap_or_default()
    }

    /// A length that stands in an object of its own.
    fn length(&self, id: Id, at: usize) -> Option<usize> {
        match self.entry(id.0, at)?.1 {
            Entry::Packed { container, place } => {
                let object = self.unpacked(id, (container, place), at).ok()?;
                usize::try_from(object.value.as_int()?).ok()
            }
            Entry::Free | Entry::InUse { .. } => self.plain_length(id, at),
        }
    }

    fn plain_length(&self, id: Id, at: usize) -> Option<usize> {
        let (index, Entry::InUse { offset, .. }) = self.entry(id.0, at)? else { return None };
        let object = self.parse(index, offset, &|_| None)?;
        (object.id == id).then_some(())?;
        usize::try_from(object.value.as_int()?).ok()
    }

    /// Shows every object that revision `at` itself brings.
    ///
    /// # Errors
    ///
    /// [`PdfError::Damaged`] when one cannot be read.
    pub(crate) fn each_of(
        &self,
        at: usize,
        see: &mut impl FnMut(Id, &Object),
    ) -> Result<(), PdfError> {
        let entries = self.revisions.get(at).map(|it| &it.entries);
        for (number, entry) in entries.into_iter().flatten() {
            let Some(generation) = entry.generation() else { continue };
            let id = (*number, generation);
            if let Entry::InUse { offset, .. } = entry {
                // Not kept: this way every object of a file is seen once.
                let object = self.parse(at, *offset, &|length| self.length(length, at));
                let object = object.filter(|object| object.id == id);
                see(id, &object.ok_or(PdfError::Damaged { at: *offset })?.value);
            } else if let Some(object) = self.object(id, at)? {
                see(id, &object.value);
            }
        }
        Ok(())
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

/// Whether two sections are the halves of a linearized file (annex F): that of the first page,
/// which stands first and is read first, and the main one at the end.
fn is_pair(first_page: &Section, main: &Section) -> bool {
    first_page.says == 0 && main.says == first_page.at && main.trailer.get("Prev").is_none()
}

/// Turns sections, newest first, into revisions, oldest first.
fn revisions(mut sections: Vec<Section>) -> Result<Vec<Revision>, PdfError> {
    let mut revisions = Vec::new();
    if let [.., first_page, main] = sections.as_mut_slice()
        && first_page.at <= main.at
    {
        for (number, entry) in std::mem::take(&mut first_page.entries) {
            if main.entries.insert(number, entry).is_some_and(|other| other != entry) {
                return Err(PdfError::Damaged { at: first_page.at });
            }
        }
        main.trailer = std::mem::take(&mut first_page.trailer);
        main.says = main.at;
        let place = sections.len().saturating_sub(2);
        sections.remove(place);
    }
    for section in sections.into_iter().rev() {
        let Section { at, says, marker_end, end, entries, trailer } = section;
        if says != at {
            return Err(PdfError::Unsupported(Unsupported::Order));
        }
        // Readers differ on objects beyond the size that the trailer tells, and on number 0.
        let size = trailer.get("Size").and_then(Object::as_int);
        let size = size.and_then(|size| u32::try_from(size).ok());
        let last = entries.iter().rev().find(|(_, entry)| **entry != Entry::Free);
        let within = last.is_none_or(|(number, _)| size.is_some_and(|size| *number < size));
        let headed = entries.get(&0).is_some_and(|entry| *entry != Entry::Free);
        if !within || headed {
            return Err(PdfError::Damaged { at });
        }
        let mut offsets: Vec<usize> = entries
            .values()
            .filter_map(|entry| match entry {
                Entry::InUse { offset, .. } => Some(*offset),
                Entry::Free | Entry::Packed { .. } => None,
            })
            .collect();
        offsets.sort_unstable();
        offsets.dedup();
        let start = 0;
        let xref_at = at;
        revisions.push(Revision { start, xref_at, marker_end, end, entries, trailer, offsets });
    }
    Ok(revisions)
}

/// An object out of an object stream; it stands nowhere in the file itself.
const fn packed(number: u32, value: Object) -> Indirect {
    Indirect { id: (number, 0), value, stream: None, span: 0..0, values: Vec::new() }
}

/// Where `needle` stands last.
pub(crate) fn rfind(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).rposition(|window| window == needle)
}

/// Where `needle` stands first.
pub(crate) fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
