//! The states that a paper went through, as bytes: each one is the beginning of the next.

use crate::error::PdfError;
use crate::form::{FieldKind, Form};
use crate::pdf::{Object, PdfFile};
use crate::verify::byterange::Covered;
use crate::verify::is_timestamp;

/// What a paper was when somebody signed it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignedState {
    /// The field that was signed.
    pub field: String,
    /// How many bytes the paper had then.
    pub end: usize,
}

/// Lists what the paper was at each signature, in the order in which they were made. Nothing is
/// judged: a range that makes no sense is left out, and whether a signature holds says
/// [`crate::verify`].
///
/// # Errors
///
/// [`PdfError`] when the file cannot be read.
pub fn signed_states(pdf: &[u8]) -> Result<Vec<SignedState>, PdfError> {
    let file = PdfFile::read(pdf)?;
    let form = Form::read(&file, file.newest())?;
    let mut states = Vec::new();
    for field in form.fields.iter().filter(|field| field.kind == FieldKind::Signature) {
        let value = field.value.as_ref().map(|value| file.resolve(value, file.newest()));
        let Some(Object::Dict(dict)) = value.transpose()? else { continue };
        let covered = dict.get("ByteRange").and_then(|range| Covered::of(range, pdf.len()));
        if let Some(Covered { end, .. }) = covered.filter(|_| !is_timestamp(&dict)) {
            states.push(SignedState { field: field.name.clone(), end });
        }
    }
    states.sort_by_key(|state| state.end);
    Ok(states)
}

/// How many bytes the paper had before anybody added to it, up to its end mark; a line end may follow.
///
/// # Errors
///
/// [`PdfError`] when the file cannot be read.
pub fn first_state(pdf: &[u8]) -> Result<usize, PdfError> {
    let file = PdfFile::read(pdf)?;
    Ok(file.revisions.first().map_or(pdf.len(), |revision| revision.marker_end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        testing::{PLACES, printed, root, sealed},
        verify::{Verdict, verify},
    };

    #[test]
    fn each_state_is_the_paper_as_it_was_signed() {
        let pdf = sealed(3);

        let states = signed_states(pdf).unwrap();

        let fields: Vec<&str> = states.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, PLACES);
        for (count, state) in (1..).zip(&states) {
            let report = verify(&pdf[..state.end], &root(), None);
            assert_eq!(report.verdict, Verdict::Intact);
            assert_eq!(report.signatures.len(), count);
        }
        assert_eq!(states.last().map(|it| it.end), Some(pdf.len()));
    }

    #[test]
    fn the_first_state_is_what_was_sealed() {
        let begun = printed();
        let first = first_state(sealed(2)).unwrap();

        assert!(sealed(2).starts_with(begun));
        assert!(begun.get(first..).unwrap().iter().all(u8::is_ascii_whitespace));
        assert_eq!(signed_states(begun).unwrap(), []);
    }
}
