//! What a paper shows and carries: its pages, the words on them, its photographs, and the files inside.
//!
//! For telling whether two papers show the same, and for reading out where they do not. Nothing here
//! judges a signature.

mod files;
mod marks;
mod tree;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use ring::digest::{Context, SHA256};

use crate::error::{PdfError, Unsupported};
use crate::form::Form;
use crate::pdf::{Dict, Id, Object, PdfFile, Room, unpack};
use crate::words::{Letters, page_words};

/// How deep pages, names and resources may nest, and how many pages and files a paper may have.
const DEPTH_MAX: usize = 64;
const PAGES_MAX: usize = 20_000;
const FILES_MAX: usize = 64;
/// How many names may lead to them.
const NAMES_MAX: usize = 1_000;
/// How many nodes the trees of pages and names may have together; no paper has a tenth of it.
const NODES_MAX: usize = 200_000;

/// What decides what is seen of a page and may stand above it (ISO 32000-2, table 31).
const FROM_ABOVE: [&str; 4] = ["Resources", "MediaBox", "CropBox", "Rotate"];
/// What decides it and stands in the page's own dictionary.
const OWN: [&str; 3] = ["Contents", "Group", "UserUnit"];

/// What a paper shows and carries, as of its last revision.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Contents {
    /// How many bytes the first revision has, up to its end mark: what was there before anybody
    /// added to it.
    pub first: usize,
    /// What the first revision has beside pages: the entries of its catalog, of its form and of its
    /// names. A program may be told there to show something else than the pages.
    pub parts: BTreeSet<String>,
    /// The pages in order.
    pub pages: Vec<PageContent>,
    /// The files inside, each once for every place that names it differently.
    pub attachments: Vec<Attached>,
    /// The photographs (JPEG) that pages use, each once.
    pub photographs: Vec<Vec<u8>>,
}

/// One page, without what is laid over it to be signed or filled in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PageContent {
    /// SHA-256 over everything the page is painted with, fonts and pictures included. Equal digests
    /// mean that two pages look the same, whatever their files look like around them.
    pub digest: [u8; 32],
    /// What lies over the page beside fields to be signed: notes, drawings, fields to be filled, each
    /// with its place.
    pub laid_over: Vec<String>,
    /// The same as of the revision in which the paper was signed first; as of the last one where nobody
    /// signed.
    pub laid_signed: Vec<String>,
    /// Everything that lay over the page in the first revision, fields to be signed among them: each
    /// with its kind, name, place and look.
    pub laid_first: Vec<String>,
    /// The words on it in the order in which they are painted, without what repeats at its edges.
    pub words: String,
}

/// A file inside a paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// What it is to the paper: `Data`, or another word of ISO 32000-2, table 43; may be empty.
    pub relationship: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads what a paper shows and carries.
///
/// # Errors
///
/// [`PdfError`] for files that cannot be read, or that unpack to more than a paper needs.
pub fn contents(pdf: &[u8]) -> Result<Contents, PdfError> {
    let file = PdfFile::read(pdf)?;
    let mut reader = Reader::of(&file, file.newest());
    let (_, catalog) = file.catalog(reader.at)?;
    let attachments = reader.attachments(&catalog)?;
    let mut pages = Vec::new();
    for (seen, node) in reader.pages(&catalog)? {
        pages.push(reader.page(&seen, &node)?);
    }
    let photographs = std::mem::take(&mut reader.photographs).into_values().collect();
    let first = file.revisions.first().map_or(pdf.len(), |revision| revision.marker_end);
    let mut begun = Reader::of(&file, 0);
    let (_, catalog) = file.catalog(0)?;
    for (page, (_, node)) in pages.iter_mut().zip(begun.pages(&catalog)?) {
        page.laid_first = begun.laid_first(&node)?;
    }
    let parts = begun.parts(&catalog)?;
    let signed = Reader::of(&file, first_signed(&file)?);
    let (_, catalog) = file.catalog(signed.at)?;
    for (page, (_, node)) in pages.iter_mut().zip(signed.pages(&catalog)?) {
        page.laid_signed = signed.laid_over(&node)?;
    }
    Ok(Contents { first, parts, pages, attachments, photographs })
}

/// The revision in which the paper was signed first; the last one where nobody signed.
fn first_signed(file: &PdfFile<'_>) -> Result<usize, PdfError> {
    for at in 0..file.newest() {
        if Form::read(file, at)?.has_signature() {
            return Ok(at);
        }
    }
    Ok(file.newest())
}

struct Reader<'f, 'b> {
    file: &'f PdfFile<'b>,
    at: usize,
    room: Room,
    digests: BTreeMap<Id, [u8; 32]>,
    /// Objects whose digest is being made: one that leads back to itself is refused.
    open: BTreeSet<Id>,
    letters: BTreeMap<Id, Rc<Letters>>,
    photographs: BTreeMap<Id, Vec<u8>>,
    /// How many nodes of trees were seen.
    nodes: Cell<usize>,
}

/// A tree that programs read in different ways.
const STRANGE: PdfError = PdfError::Damaged { at: 0 };
const TOO_LARGE: PdfError = PdfError::Unsupported(Unsupported::Size);

impl<'f, 'b> Reader<'f, 'b> {
    fn of(file: &'f PdfFile<'b>, at: usize) -> Self {
        Self {
            file,
            at,
            room: Room::default(),
            digests: BTreeMap::new(),
            open: BTreeSet::new(),
            letters: BTreeMap::new(),
            photographs: BTreeMap::new(),
            nodes: Cell::new(0),
        }
    }

    /// One node more of a tree, which may be written so that it never ends.
    fn count(&self) -> Result<(), PdfError> {
        self.nodes.set(self.nodes.get() + 1);
        if NODES_MAX < self.nodes.get() { Err(TOO_LARGE) } else { Ok(()) }
    }

    fn resolved(&self, value: Option<&Object>) -> Result<Object, PdfError> {
        value.map_or(Ok(Object::Null), |value| self.file.resolve(value, self.at))
    }

    /// The dictionary that `value` is or leads to; an empty one for anything else.
    fn dict(&self, value: Option<&Object>) -> Result<Dict, PdfError> {
        Ok(self.resolved(value)?.as_dict().cloned().unwrap_or_default())
    }

    fn items(&self, value: Option<&Object>) -> Result<Vec<Object>, PdfError> {
        Ok(self.resolved(value)?.as_array().map(<[Object]>::to_vec).unwrap_or_default())
    }

    /// The unpacked stream that `value` leads to; nothing for anything else.
    fn stream(&self, value: &Object) -> Result<Vec<u8>, PdfError> {
        let Some((dict, raw)) = self.raw(value)? else { return Ok(Vec::new()) };
        unpack(&dict, raw, &self.room)
    }

    fn raw(&self, value: &Object) -> Result<Option<(Dict, &[u8])>, PdfError> {
        let Some(id) = value.as_ref() else { return Ok(None) };
        let Some(object) = self.file.object(id, self.at)? else { return Ok(None) };
        let raw = object.stream.clone().and_then(|place| self.file.bytes.get(place));
        Ok(object.value.as_dict().cloned().zip(raw))
    }

    fn page(&mut self, seen: &Dict, node: &Dict) -> Result<PageContent, PdfError> {
        let mut context = Context::new(&SHA256);
        self.value(&Object::Dict(seen.clone()), &mut context, 0)?;
        let resources = self.dict(seen.get("Resources"))?;
        self.photographs(&resources)?;
        let letters = self.letters(&resources)?;
        let painted = seen.get("Contents").cloned().unwrap_or(Object::Null);
        let parts = self.resolved(Some(&painted))?.as_array().map(<[Object]>::to_vec);
        let parts = parts.unwrap_or_else(|| vec![painted]);
        let mut bytes = Vec::new();
        for part in &parts {
            bytes.extend(self.stream(part)?);
            bytes.push(b'\n');
        }
        let (digest, words) = (finished(context), page_words(&bytes, &letters));
        let laid_over = self.laid_over(node)?;
        Ok(PageContent {
            digest,
            laid_over,
            laid_signed: Vec::new(),
            laid_first: Vec::new(),
            words,
        })
    }

    /// What the catalog, its form and its names have.
    fn parts(&self, catalog: &Dict) -> Result<BTreeSet<String>, PdfError> {
        let mut parts = BTreeSet::new();
        for (above, dict) in [
            ("", catalog.clone()),
            ("AcroForm/", self.dict(catalog.get("AcroForm"))?),
            ("Names/", self.dict(catalog.get("Names"))?),
        ] {
            let keys = dict.iter().map(|(key, _)| String::from_utf8_lossy(key).into_owned());
            parts.extend(keys.map(|key| format!("{above}{key}")));
        }
        Ok(parts)
    }

    /// What the codes of each font of a page mean.
    fn letters(&mut self, resources: &Dict) -> Result<BTreeMap<Vec<u8>, Rc<Letters>>, PdfError> {
        let mut fonts = BTreeMap::new();
        for (name, font) in self.dict(resources.get("Font"))?.iter() {
            let font = self.dict(Some(font))?;
            let Some(map) = font.get("ToUnicode").cloned() else { continue };
            let Some(id) = map.as_ref() else { continue };
            if !self.letters.contains_key(&id) {
                let letters = Letters::read(&self.stream(&map)?);
                self.letters.insert(id, Rc::new(letters));
            }
            fonts.extend(self.letters.get(&id).map(|letters| (name.to_vec(), Rc::clone(letters))));
        }
        Ok(fonts)
    }

    fn photographs(&mut self, resources: &Dict) -> Result<(), PdfError> {
        for (_, value) in self.dict(resources.get("XObject"))?.iter() {
            let Some(id) = value.as_ref() else { continue };
            if self.photographs.contains_key(&id) {
                continue;
            }
            let Some((dict, raw)) = self.raw(value)? else { continue };
            if dict.get("Filter").and_then(Object::as_name) == Some(b"DCTDecode") {
                let raw = raw.to_vec();
                self.photographs.insert(id, raw);
            }
        }
        Ok(())
    }

    /// Feeds `value` and everything it leads to into `context`.
    fn value(
        &mut self,
        value: &Object,
        context: &mut Context,
        depth: usize,
    ) -> Result<(), PdfError> {
        if DEPTH_MAX < depth {
            return Err(TOO_LARGE);
        }
        match value {
            Object::Ref(id) => {
                let digest = self.digest(*id, depth)?;
                context.update(&digest);
            }
            Object::Array(items) => {
                context.update(b"[");
                for item in items {
                    self.value(item, context, depth + 1)?;
                }
                context.update(b"]");
            }
            Object::Dict(dict) => {
                let sorted: BTreeMap<&[u8], &Object> = dict.iter().collect();
                context.update(b"<");
                // The bytes tell how long they are, and whether they were packed.
                for (key, value) in
                    sorted.into_iter().filter(|(key, _)| *key != b"Length" && *key != b"Filter")
                {
                    tell(context, b'/', key);
                    self.value(value, context, depth + 1)?;
                }
                context.update(b">");
            }
            Object::Text(bytes) | Object::Hex(bytes) => tell(context, b'(', bytes),
            Object::Null | Object::Bool(_) | Object::Int(_) | Object::Real(_) | Object::Name(_) => {
                let mut written = Vec::new();
                value.write(&mut written);
                tell(context, b'=', &written);
            }
        }
        Ok(())
    }

    /// The digest of an object with everything it leads to.
    fn digest(&mut self, id: Id, depth: usize) -> Result<[u8; 32], PdfError> {
        if let Some(known) = self.digests.get(&id) {
            return Ok(*known);
        }
        if !self.open.insert(id) {
            return Err(TOO_LARGE);
        }
        let mut context = Context::new(&SHA256);
        let object = self.file.object(id, self.at)?;
        if let Some(object) = object {
            self.value(&object.value, &mut context, depth + 1)?;
            if let Some(raw) = object.stream.clone().and_then(|place| self.file.bytes.get(place)) {
                let dict = object.value.as_dict().cloned().unwrap_or_default();
                // How it is packed depends on who packed it.
                match unpack(&dict, raw, &self.room) {
                    Err(PdfError::Unsupported(Unsupported::Filter)) => {
                        let mut packing = Vec::new();
                        dict.get("Filter").unwrap_or(&Object::Null).write(&mut packing);
                        tell(&mut context, b'f', &packing);
                        tell(&mut context, b's', raw);
                    }
                    plain => tell(&mut context, b's', &plain?),
                }
            }
        }
        let digest = finished(context);
        self.open.remove(&id);
        self.digests.insert(id, digest);
        Ok(digest)
    }
}

/// Feeds `bytes` with what they are and how many there are.
fn tell(context: &mut Context, what: u8, bytes: &[u8]) {
    context.update(&[what]);
    context.update(&bytes.len().to_be_bytes());
    context.update(bytes);
}

fn finished(context: Context) -> [u8; 32] {
    let digest = context.finish();
    digest.as_ref().try_into().unwrap_or_default()
}

#[cfg(test)]
#[path = "contents_tests.rs"]
mod tests;
