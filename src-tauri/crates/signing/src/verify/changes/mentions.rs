//! Which objects refer to which, over all revisions so far.
//!
//! A reference to nothing is where content is prepared: the signed page names an object that is
//! not there, and a later update, which looks like any other, brings it.

use std::collections::BTreeMap;

use crate::{
    error::PdfError,
    pdf::{Object, PdfFile},
};

/// The number under which trailers count as referring.
pub(super) const TRAILER: u32 = 0;

/// The objects that name an object, by its number.
#[derive(Default)]
pub(crate) struct Mentions {
    by: BTreeMap<u32, Vec<u32>>,
    next: usize,
}

impl Mentions {
    /// Takes in everything up to revision `at`.
    ///
    /// # Errors
    ///
    /// [`PdfError`] when an object cannot be read: what it would refer to is not known then.
    pub(crate) fn read_to(&mut self, file: &PdfFile<'_>, at: usize) -> Result<(), PdfError> {
        while self.next <= at {
            if let Some(revision) = file.revisions.get(self.next) {
                revision.trailer.iter().for_each(|(_, value)| self.note(TRAILER, value));
            }
            file.each_of(self.next, &mut |id, value| self.note(id.0, value))?;
            self.next += 1;
        }
        Ok(())
    }

    fn note(&mut self, own: u32, value: &Object) {
        value.each_ref(&mut |(number, _)| {
            let by = self.by.entry(number).or_default();
            if by.last() != Some(&own) {
                by.push(own);
            }
        });
    }

    /// Who refers to object `number`, or did in an earlier revision.
    pub(super) fn of(&self, number: u32) -> &[u32] {
        self.by.get(&number).map(Vec::as_slice).unwrap_or_default()
    }
}
