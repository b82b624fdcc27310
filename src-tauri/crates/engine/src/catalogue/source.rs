//! A document of one or several files, read as one, with places named as the
//! person who wrote them sees them.

use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::problem::{Flaw, Problem};

/// A digest in lower-case hexadecimal.
pub(super) fn in_hex(digest: &[u8; 32]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Files read one after the other as a single TOML document.
pub(super) struct Source {
    /// Name, and where its text begins in `text`.
    files: Vec<(String, usize)>,
    text: String,
}

impl Source {
    /// Joins `files`, each a name and its text.
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        let mut source = Self { files: Vec::new(), text: String::new() };
        for (name, text) in files {
            source.files.push(((*name).to_owned(), source.text.len()));
            source.text.push_str(text);
        }
        source
    }

    /// SHA-256 of the bytes of all files in their order.
    pub(super) fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.text.as_bytes()).into()
    }

    /// Reads the document.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Vec<Problem>> {
        let decomposed = self.decomposed();
        if !decomposed.is_empty() {
            return Err(decomposed);
        }
        toml::from_str(&self.text).map_err(|error| {
            let offset = error.span().map(|span| span.start);
            vec![self.problem(offset, ".", Flaw::Unreadable(error.message().to_owned()))]
        })
    }

    /// Names `flaw` at `path`, on the line of byte `offset` where it is known.
    pub(super) fn problem(&self, offset: Option<usize>, path: &str, flaw: Flaw) -> Problem {
        let (file, line) = self.place(offset.unwrap_or(0));
        Problem { file, line: offset.map(|_| line), path: path.to_owned(), flaw }
    }

    fn place(&self, offset: usize) -> (String, u32) {
        let file = self.files.iter().rfind(|(_, start)| *start <= offset);
        let Some((name, start)) = file else { return (String::new(), 1) };
        let before = self.text.as_bytes().get(*start..offset).unwrap_or_default();
        let breaks = before.iter().filter(|byte| **byte == b'\n').count();
        (name.clone(), u32::try_from(breaks + 1).unwrap_or(u32::MAX))
    }

    fn decomposed(&self) -> Vec<Problem> {
        let mut offset = 0;
        let mut problems = Vec::new();
        for line in self.text.split_inclusive('\n') {
            if is_nfc_quick(line.chars()) != IsNormalized::Yes
                && !unicode_normalization::is_nfc(line)
            {
                problems.push(self.problem(Some(offset), ".", Flaw::NotNfc));
            }
            offset += line.len();
        }
        problems
    }
}
