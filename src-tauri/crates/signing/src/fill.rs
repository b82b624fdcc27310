//! Filling in a field of words, such as the number of a paper, after others have signed.

use unicode_normalization::UnicodeNormalization as _;

use crate::{
    appearance,
    drawing::{show, size_of, widget},
    error::{PdfError, SignError},
    form::{FieldKind, Form},
    pdf::{Object, PdfFile},
    update::Update,
    verify::locks,
};

/// Writes `text` into the empty field `field` and returns the longer file; the old bytes stay as they
/// are. `font` is a TrueType file that has the letters.
///
/// # Errors
///
/// [`SignError::NoSuchField`], [`SignError::AlreadyFilled`], [`SignError::Locked`] where a signature
/// forbids it, [`SignError::Font`], and what reading the file may give.
pub fn fill_in(pdf: &[u8], field: &str, text: &str, font: &[u8]) -> Result<Vec<u8>, SignError> {
    let file = PdfFile::read(pdf)?;
    let form = Form::read(&file, file.newest())?;
    let mut fields = form.fields.iter().filter(|it| it.kind == FieldKind::Other);
    let found = fields.clone().find(|it| it.name == field).ok_or_else(|| {
        let known = fields.by_ref().map(|it| it.name.clone()).collect();
        SignError::NoSuchField { name: field.to_owned(), known }
    })?;
    if found.value.is_some() || !found.is_blank(&file, file.newest())? {
        return Err(SignError::AlreadyFilled { name: field.to_owned() });
    }
    if locks::forbids(&file, &form, field)? {
        return Err(SignError::Locked { name: field.to_owned() });
    }
    let text: String = text.nfc().collect();
    let mut update = Update::new(&file);
    let size = size_of(&file, found)?;
    let look = appearance::entry(&mut update, size, &text, font)?;
    let (shown, mut dict) = widget(&file, found)?;
    show(&mut dict, look);
    let value = Object::words(&text);
    if shown == found.id {
        dict.set("V", value);
    } else {
        let mut own = found.dict.clone();
        own.set("V", value);
        update.put(found.id, &Object::Dict(own));
    }
    update.put(shown, &Object::Dict(dict));
    Ok(update.finish()?.bytes)
}

/// What stands in the fields of words: for each its name and its words, none where it is empty.
///
/// # Errors
///
/// [`PdfError`] when the file cannot be read.
pub fn entries(pdf: &[u8]) -> Result<Vec<(String, String)>, PdfError> {
    let file = PdfFile::read(pdf)?;
    let form = Form::read(&file, file.newest())?;
    let mut entries = Vec::new();
    for field in form.fields.into_iter().filter(|it| it.kind == FieldKind::Other) {
        let value = field.value.as_ref().map(|value| file.resolve(value, file.newest()));
        let words = value.transpose()?.as_ref().and_then(Object::as_words);
        entries.push((field.name, words.unwrap_or_default()));
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        testing::{NUMBER, PLACES, SEAL, font, printed, root, sealed},
        verify::{Change, Verdict, added_since, verify},
    };

    #[test]
    fn a_number_given_after_everybody_signed_leaves_every_signature_sound() {
        let signed = sealed(3);

        let numbered = fill_in(signed, NUMBER, "12", &font()).unwrap();

        assert!(numbered.starts_with(signed));
        assert_eq!(entries(signed).unwrap(), [(NUMBER.to_owned(), String::new())]);
        assert_eq!(entries(&numbered).unwrap(), [(NUMBER.to_owned(), "12".to_owned())]);
        let report = verify(&numbered, &root(), None);
        assert_eq!(report.verdict, Verdict::Extended, "{report:#?}");
        let filled = Change::Filled { field: NUMBER.to_owned() };
        assert_eq!(added_since(&numbered, signed.len()).unwrap(), [filled]);
    }

    #[test]
    fn a_number_is_given_once_and_no_place_to_sign_takes_one() {
        let font = font();
        let numbered = fill_in(printed(), NUMBER, "12", &font).unwrap();

        let again = fill_in(&numbered, NUMBER, "13", &font).unwrap_err();
        assert_eq!(again, SignError::AlreadyFilled { name: NUMBER.into() });
        for place in [PLACES[0], SEAL, "khac"] {
            let refused = fill_in(printed(), place, "12", &font).unwrap_err();
            assert!(matches!(refused, SignError::NoSuchField { .. }), "{place}");
        }
    }
}
