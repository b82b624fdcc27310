//! What lies over pages: notes, and fields to be signed or filled in.

use ring::digest::{Context, SHA256};

use super::{Reader, finished};
use crate::appearance::thousandths;
use crate::error::PdfError;
use crate::pdf::{Dict, Object};

impl Reader<'_, '_> {
    /// Everything that lies over a page, with its look.
    pub(super) fn laid_first(&mut self, page: &Dict) -> Result<Vec<String>, PdfError> {
        let mut marks = Vec::new();
        for mark in self.items(page.get("Annots"))? {
            let mark = self.dict(Some(&mark))?;
            let above = self.dict(mark.get("Parent"))?;
            let mut written = place_of(&mark, &self.resolved(mark.get("Rect"))?);
            for key in ["FT", "T"] {
                mark.get(key)
                    .or_else(|| above.get(key))
                    .unwrap_or(&Object::Null)
                    .write(&mut written);
            }
            for key in ["AP", "AS", "F"] {
                let mut context = Context::new(&SHA256);
                self.value(mark.get(key).unwrap_or(&Object::Null), &mut context, 0)?;
                written.extend(finished(context));
            }
            marks.push(written.iter().map(|byte| format!("{byte:02x}")).collect());
        }
        marks.sort();
        Ok(marks)
    }

    /// What lies over a page, fields to be signed left out.
    pub(super) fn laid_over(&self, page: &Dict) -> Result<Vec<String>, PdfError> {
        let mut marks = Vec::new();
        for mark in self.items(page.get("Annots"))? {
            let mark = self.dict(Some(&mark))?;
            let above = self.dict(mark.get("Parent"))?;
            let kind = mark.get("FT").or_else(|| above.get("FT")).and_then(Object::as_name);
            let is_widget = mark.get("Subtype").and_then(Object::as_name) == Some(b"Widget");
            if kind != Some(b"Sig") || !is_widget {
                let written = place_of(&mark, &self.resolved(mark.get("Rect"))?);
                marks.push(String::from_utf8_lossy(&written).into_owned());
            }
        }
        Ok(marks)
    }
}

/// What kind of mark it is and where it lies, whatever way the numbers are written.
fn place_of(mark: &Dict, place: &Object) -> Vec<u8> {
    let mut written = Vec::new();
    mark.get("Subtype").unwrap_or(&Object::Null).write(&mut written);
    for side in place.as_array().unwrap_or_default() {
        match thousandths(side) {
            Some(side) => written.extend(format!(" {side}").bytes()),
            None => side.write(&mut written),
        }
    }
    written
}
