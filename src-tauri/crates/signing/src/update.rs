//! Writing an incremental update: a body, a cross-reference table and a trailer behind the old
//! bytes, which stay as they are (ISO 32000-2, 7.5.6).

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::{Compression, write::ZlibEncoder};

use crate::{
    error::{PdfError, Unsupported},
    pdf::{Dict, Id, Object, PdfFile},
};

/// An update in the making.
pub(crate) struct Update<'a> {
    file: &'a PdfFile<'a>,
    objects: BTreeMap<Id, Vec<u8>>,
    next: u32,
}

/// A finished update.
pub(crate) struct Updated {
    pub(crate) bytes: Vec<u8>,
    /// Where each written object begins.
    pub(crate) offsets: BTreeMap<Id, usize>,
}

impl<'a> Update<'a> {
    pub(crate) fn new(file: &'a PdfFile<'a>) -> Self {
        // Numbers are taken above every one ever used, so that no old object comes back to life.
        let used = file.revisions.iter().filter_map(|it| it.entries.keys().next_back()).max();
        let size = file.revisions.iter().filter_map(|it| {
            it.trailer
                .get("Size")
                .and_then(Object::as_int)
                .and_then(|size| u32::try_from(size).ok())
        });
        let next = used.map_or(1, |number| number.saturating_add(1)).max(size.max().unwrap_or(1));
        Self { file, objects: BTreeMap::new(), next }
    }

    /// Takes a number for an object that will be written with [`Self::put`].
    pub(crate) fn reserve(&mut self) -> Id {
        let id = (self.next, 0);
        self.next = self.next.saturating_add(1);
        id
    }

    /// Writes a new version of `id`.
    pub(crate) fn put(&mut self, id: Id, value: &Object) {
        let mut body = Vec::new();
        value.write(&mut body);
        self.objects.insert(id, body);
    }

    /// Writes a body that is finished already.
    pub(crate) fn put_raw(&mut self, id: Id, body: Vec<u8>) {
        self.objects.insert(id, body);
    }

    /// Adds a new object.
    pub(crate) fn add(&mut self, value: &Object) -> Id {
        let id = self.reserve();
        self.put(id, value);
        id
    }

    /// Adds a new stream; `dict` gets its length.
    pub(crate) fn add_stream(&mut self, mut dict: Dict, bytes: &[u8]) -> Id {
        dict.set("Length", Object::Int(i64::try_from(bytes.len()).unwrap_or(i64::MAX)));
        let mut body = Vec::new();
        dict.write(&mut body);
        body.extend_from_slice(b"\nstream\n");
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\nendstream");
        let id = self.reserve();
        self.put_raw(id, body);
        id
    }

    /// Appends everything to the old bytes.
    ///
    /// # Errors
    ///
    /// [`PdfError::Unsupported`] for a file too long for a cross-reference table.
    pub(crate) fn finish(self) -> Result<Updated, PdfError> {
        let too_long = PdfError::Unsupported(Unsupported::Size);
        let mut bytes = self.file.bytes.to_vec();
        if bytes.last() != Some(&b'\n') {
            bytes.push(b'\n');
        }
        let mut offsets = BTreeMap::new();
        for (id, body) in &self.objects {
            offsets.insert(*id, bytes.len());
            bytes.extend_from_slice(format!("{} {} obj\n", id.0, id.1).as_bytes());
            bytes.extend_from_slice(body);
            bytes.extend_from_slice(b"\nendobj\n");
        }
        let xref_at = bytes.len();
        if 9_999_999_999 < u64::try_from(xref_at).unwrap_or(u64::MAX) {
            return Err(too_long);
        }
        bytes.extend_from_slice(b"xref\n");
        write_table(&offsets, &mut bytes);
        bytes.extend_from_slice(b"trailer\n");
        self.trailer()?.write(&mut bytes);
        bytes.extend_from_slice(format!("\nstartxref\n{xref_at}\n%%EOF\n").as_bytes());
        Ok(Updated { bytes, offsets })
    }

    fn trailer(&self) -> Result<Dict, PdfError> {
        let before = self.file.revisions.last().ok_or(PdfError::NotPdf)?;
        if before.trailer.get("Type").is_some() {
            // A table behind a stream is read by some and refused by others.
            return Err(PdfError::Unsupported(Unsupported::CrossReferenceStream));
        }
        let mut trailer = before.trailer.clone();
        trailer.set("Size", Object::Int(i64::from(self.next)));
        trailer.set("Prev", Object::Int(i64::try_from(before.xref_at).unwrap_or(i64::MAX)));
        Ok(trailer)
    }
}

/// Writes one subsection for each run of numbers; lines are twenty bytes each.
fn write_table(offsets: &BTreeMap<Id, usize>, bytes: &mut Vec<u8>) {
    let mut run: Vec<(Id, usize)> = Vec::new();
    let mut flush = |run: &mut Vec<(Id, usize)>| {
        let Some(((first, _), _)) = run.first() else { return };
        bytes.extend_from_slice(format!("{first} {}\n", run.len()).as_bytes());
        for ((_, generation), offset) in run.iter() {
            bytes.extend_from_slice(format!("{offset:010} {generation:05} n \n").as_bytes());
        }
        run.clear();
    };
    for (id, offset) in offsets {
        if run.last().is_some_and(|((number, _), _)| number + 1 != id.0) {
            flush(&mut run);
        }
        run.push((*id, *offset));
    }
    flush(&mut run);
}

/// Compresses a stream for `FlateDecode`. Writing into memory does not fail; were it to, nothing would be shown.
pub(crate) fn squeeze(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(bytes);
    written.and_then(|()| encoder.finish()).unwrap_or_default()
}
