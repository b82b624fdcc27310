//! Photographs and files on their way in, and the copies of them that screens and papers show.
//!
//! Everything here is slow (it reads millions of pixels or waits for the disk) and needs no hold on
//! the engine, so that nobody who types has to wait for it.

use std::io::Cursor;

use pictures::{Copies, Layer, Notes};

use crate::error::EngineError;
use crate::record;
use crate::store::{Draft, Drafts, FileAccess};

/// The largest file kept as evidence: 200 MiB.
pub const BYTES_MAX: u64 = 200 << 20;

/// The place where files are made ready. Get one from [`crate::Engine::intake`].
#[derive(Clone, Debug)]
pub struct Intake {
    drafts: Drafts,
}

/// A file that was looked at, encrypted and copied, and that nothing names yet.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) draft: Draft,
    pub(crate) file_name: String,
    pub(crate) media_type: &'static str,
    pub(crate) notes: Notes,
    copies: Option<Copies>,
}

impl Intake {
    pub(crate) const fn new(drafts: Drafts) -> Self {
        Self { drafts }
    }

    /// Looks at a file, makes its copies if it is a picture, and encrypts it. A picture that cannot
    /// be read is kept all the same: the original is what counts.
    ///
    /// # Errors
    ///
    /// [`EngineError::TooLarge`], and [`EngineError::Store`] of the disk.
    pub fn prepare(&self, bytes: &[u8], file_name: &str) -> Result<Prepared, EngineError> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if BYTES_MAX < size {
            return Err(EngineError::TooLarge { bytes: size, most: BYTES_MAX });
        }
        let media_type = pictures::media_type(bytes, file_name);
        let is_picture = pictures::is_picture(media_type);
        Ok(Prepared {
            draft: self.drafts.write(&mut Cursor::new(bytes))?,
            file_name: domain::text::clean(file_name),
            media_type,
            notes: pictures::notes(bytes),
            copies: is_picture.then(|| pictures::copies(bytes).ok()).flatten(),
        })
    }
}

impl Prepared {
    /// SHA-256 of the bytes, in hexadecimal: what the ledger will call the file.
    pub fn sha256(&self) -> String {
        self.draft.digest().to_string()
    }

    /// Keeps the copies, now that the file has its key.
    pub(crate) fn keep_copies(&self, access: &FileAccess) {
        if let Some(copies) = &self.copies {
            keep(access, copies);
        }
    }
}

/// How large a picture is wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Size {
    /// For lists.
    Thumb,
    /// For the screen and for papers.
    Work,
}

/// Whether the marks are painted into a picture.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Marks {
    /// As the camera saw it. Never for a paper.
    Without,
    /// With every mark; what a blur covers is not in the picture.
    Painted,
}

/// The way to the pictures of one piece of evidence. Get one from
/// [`crate::Engine::evidence_source`].
#[derive(Clone, Debug)]
pub struct Source {
    access: FileAccess,
    layer: Layer,
}

impl Source {
    pub(crate) const fn new(access: FileAccess, layer: Layer) -> Self {
        Self { access, layer }
    }

    /// A picture, upright, as JPEG without the camera's notes; made from the original where no
    /// copy is at hand, and kept then.
    ///
    /// # Errors
    ///
    /// [`EngineError::Picture`] when it is none that can be read, and those of
    /// [`FileAccess::read`].
    pub fn picture(&self, size: Size, marks: Marks) -> Result<Vec<u8>, EngineError> {
        match marks {
            Marks::Painted if !self.layer.is_empty() => self.painted(size),
            Marks::Painted | Marks::Without => self.plain(size),
        }
    }

    /// The original bytes.
    ///
    /// # Errors
    ///
    /// Those of [`FileAccess::read`].
    pub fn original(&self) -> Result<Vec<u8>, EngineError> {
        Ok(self.access.read()?)
    }

    fn painted(&self, size: Size) -> Result<Vec<u8>, EngineError> {
        let label = format!("{}/{}", label(size), record::layer_digest(&self.layer)?);
        if let Some(copy) = self.access.copy(&label) {
            return Ok(copy);
        }
        let painted = pictures::paint(&self.plain(size)?, &self.layer);
        let painted = painted.map_err(|_| EngineError::Picture)?;
        // A copy that cannot be kept is made again next time.
        drop(self.access.keep_copy(&label, &painted));
        Ok(painted)
    }

    fn plain(&self, size: Size) -> Result<Vec<u8>, EngineError> {
        if let Some(copy) = self.access.copy(label(size)) {
            return Ok(copy);
        }
        let copies = pictures::copies(&self.access.read()?).map_err(|_| EngineError::Picture)?;
        keep(&self.access, &copies);
        Ok(match size {
            Size::Thumb => copies.thumb,
            Size::Work => copies.work,
        })
    }
}

const fn label(size: Size) -> &'static str {
    match size {
        Size::Thumb => "thumb",
        Size::Work => "work",
    }
}

/// Copies that cannot be kept are made again when they are wanted.
fn keep(access: &FileAccess, copies: &Copies) {
    drop(access.keep_copy(label(Size::Work), &copies.work));
    drop(access.keep_copy(label(Size::Thumb), &copies.thumb));
}

#[cfg(test)]
#[path = "evidence_tests.rs"]
mod tests;
