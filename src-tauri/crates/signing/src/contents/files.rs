//! The files inside a paper.

use super::{Attached, DEPTH_MAX, FILES_MAX, NAMES_MAX, Reader, TOO_LARGE};
use crate::error::PdfError;
use crate::pdf::{Dict, Object};

impl Reader<'_, '_> {
    /// Every file inside, as the names of the catalog and its associated files have them.
    pub(super) fn attachments(&self, catalog: &Dict) -> Result<Vec<Attached>, PdfError> {
        let mut specs = self.items(catalog.get("AF"))?;
        let names = self.dict(self.dict(catalog.get("Names"))?.get("EmbeddedFiles"))?;
        self.named(&names, 0, &mut specs)?;
        if NAMES_MAX < specs.len() {
            return Err(TOO_LARGE);
        }
        let mut files: Vec<Attached> = Vec::new();
        let mut known: Vec<Object> = Vec::new();
        for spec in specs {
            if known.contains(&spec) {
                continue;
            }
            known.push(spec.clone());
            for file in self.file_of(&self.dict(Some(&spec))?)? {
                if !files.contains(&file) {
                    files.push(file);
                }
            }
            if FILES_MAX < files.len() {
                return Err(TOO_LARGE);
            }
        }
        Ok(files)
    }

    /// The values of a tree of names.
    fn named(&self, node: &Dict, depth: usize, out: &mut Vec<Object>) -> Result<(), PdfError> {
        self.count()?;
        if DEPTH_MAX < depth || NAMES_MAX < out.len() {
            return Err(TOO_LARGE);
        }
        out.extend(self.items(node.get("Names"))?.into_iter().skip(1).step_by(2));
        for kid in self.items(node.get("Kids"))? {
            self.named(&self.dict(Some(&kid))?, depth + 1, out)?;
        }
        Ok(())
    }

    /// What a file specification leads to: once, unless its entries disagree.
    fn file_of(&self, spec: &Dict) -> Result<Vec<Attached>, PdfError> {
        let words = |key: &str| spec.get(key).and_then(Object::as_words);
        let relationship = spec.get("AFRelationship").and_then(Object::as_name);
        let relationship = String::from_utf8_lossy(relationship.unwrap_or_default()).into_owned();
        let embedded = self.dict(spec.get("EF"))?;
        let mut files: Vec<Attached> = Vec::new();
        let mut before = None;
        for key in ["UF", "F"] {
            let Some(stream) = embedded.get(key) else { continue };
            if before.replace(stream).is_some_and(|before| before == stream) {
                continue;
            }
            let name = words(key).or_else(|| words("F")).unwrap_or_default();
            let bytes = self.stream(stream)?;
            files.push(Attached { name, relationship: relationship.clone(), bytes });
        }
        files.dedup();
        Ok(files)
    }
}
