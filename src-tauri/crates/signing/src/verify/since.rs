//! What was added to a paper that is known up to some byte.

use super::changes::{self, Mentions};
use super::report::Change;
use crate::error::PdfError;
use crate::form::Form;
use crate::pdf::PdfFile;

/// Lists what the revisions of `pdf` changed that end after its first `known` bytes, oldest first.
/// Whether that was allowed, signatures tell: [`super::verify`].
///
/// # Errors
///
/// [`PdfError`] when a revision cannot be read.
pub fn added_since(pdf: &[u8], known: usize) -> Result<Vec<Change>, PdfError> {
    let file = PdfFile::read(pdf)?;
    let mut mentions = Mentions::default();
    let mut found = Vec::new();
    for (at, revision) in file.revisions.iter().enumerate().skip(1) {
        if known < revision.marker_end {
            let mut added = changes::changes(&file, at, &[], &mut mentions)?;
            // Whoever signs first may certify the paper.
            if !Form::read(&file, at - 1)?.has_signature() {
                added.retain(|it| *it != Change::PermissionsChanged);
            }
            found.extend(added);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{FIELDS, paper, signed};

    #[test]
    fn what_is_known_is_not_told_again() {
        let (one, three) = (signed(1), signed(3));
        let signed = |field: &str| Change::Signed { field: field.to_owned() };

        assert_eq!(added_since(&three, paper().len()).unwrap(), FIELDS.map(signed));
        assert_eq!(added_since(&one, one.len()).unwrap(), []);
        assert_eq!(added_since(&one, paper().len()).unwrap(), [signed(FIELDS[0])]);
    }
}
