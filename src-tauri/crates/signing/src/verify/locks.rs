//! What earlier signatures forbid: certification (`DocMDP`) and locked fields (`FieldMDP`).

use crate::{
    error::PdfError,
    form::{FieldKind, Form},
    pdf::{Dict, Object, PdfFile},
};

/// What one signature forbids from then on (ISO 32000-2, 12.8.2.2 and 12.8.2.4).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Lock {
    /// The level of a certifying signature: 1 allows nothing, 2 and 3 allow filling in.
    pub(crate) certifies: Option<i64>,
    fields: Vec<FieldLock>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum FieldLock {
    All,
    Only(Vec<String>),
    Except(Vec<String>),
}

impl Lock {
    /// Reads what a signature dictionary says it locks.
    ///
    /// # Errors
    ///
    /// [`PdfError::Damaged`] when a reference leads nowhere sound.
    pub(crate) fn read(file: &PdfFile<'_>, signature: &Dict, at: usize) -> Result<Self, PdfError> {
        let mut lock = Self::default();
        let get = |dict: &Dict, key: &str| file.resolve(dict.get(key).unwrap_or(&Object::Null), at);
        let references = get(signature, "Reference")?;
        for reference in references.as_array().unwrap_or_default() {
            let Object::Dict(reference) = file.resolve(reference, at)? else { continue };
            let parameters = get(&reference, "TransformParams")?;
            let empty = Dict::default();
            let parameters = parameters.as_dict().unwrap_or(&empty);
            match get(&reference, "TransformMethod")?.as_name() {
                Some(b"DocMDP") => {
                    let level = get(parameters, "P")?.as_int().unwrap_or(2);
                    // Of two levels the stricter holds.
                    lock.certifies = Some(lock.certifies.map_or(level, |known| known.min(level)));
                }
                Some(b"FieldMDP") => {
                    let names = get(parameters, "Fields")?;
                    let names = names.as_array().unwrap_or_default();
                    let names = names.iter().filter_map(Object::as_words).collect();
                    lock.fields.push(match get(parameters, "Action")?.as_name() {
                        Some(b"Include") => FieldLock::Only(names),
                        Some(b"Exclude") => FieldLock::Except(names),
                        _ => FieldLock::All,
                    });
                }
                _ => {}
            }
        }
        Ok(lock)
    }

    /// Whether the field `name` may no longer change.
    pub(crate) fn covers(&self, name: &str) -> bool {
        let listed = |names: &[String]| {
            names.iter().any(|listed| {
                name.strip_prefix(listed.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        };
        self.fields.iter().any(|lock| match lock {
            FieldLock::All => true,
            FieldLock::Only(names) => listed(names),
            FieldLock::Except(names) => !listed(names),
        })
    }

    /// Whether the paper may no longer change at all.
    pub(crate) fn is_total(&self) -> bool {
        // A level that is none allows nothing either.
        self.certifies.is_some_and(|level| !(2..=3).contains(&level))
    }
}

/// Whether a signature of `form` forbids signing the field `name`.
///
/// # Errors
///
/// [`PdfError::Damaged`] when a signature cannot be read.
pub(crate) fn forbids(file: &PdfFile<'_>, form: &Form, name: &str) -> Result<bool, PdfError> {
    let at = file.newest();
    for field in form.fields.iter().filter(|field| field.kind == FieldKind::Signature) {
        let Some(value) = &field.value else { continue };
        let Object::Dict(signature) = file.resolve(value, at)? else { continue };
        let lock = Lock::read(file, &signature, at)?;
        if lock.is_total() || lock.covers(name) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::paper;

    fn lock(method: &str, parameters: Dict) -> Lock {
        let pdf = paper();
        let file = PdfFile::read(&pdf).unwrap();
        let reference = Dict::new([
            ("TransformMethod", Object::name(method)),
            ("TransformParams", Object::Dict(parameters)),
        ]);
        let references = Object::Array(vec![Object::Dict(reference)]);
        Lock::read(&file, &Dict::new([("Reference", references)]), 0).unwrap()
    }

    fn fields(action: &str) -> Lock {
        let names = Object::Array(vec![Object::words("Bên"), Object::words("Số")]);
        lock("FieldMDP", Dict::new([("Action", Object::name(action)), ("Fields", names)]))
    }

    #[test]
    fn reads_which_fields_are_locked() {
        let covered = |lock: &Lock| ["Bên", "Bên.ký", "Bên2", "Khác"].map(|name| lock.covers(name));
        assert_eq!(covered(&fields("Include")), [true, true, false, false]);
        assert_eq!(covered(&fields("Exclude")), [false, false, true, true]);
        assert_eq!(covered(&fields("All")), [true; 4]);
        assert_eq!(covered(&Lock::default()), [false; 4]);
    }

    #[test]
    fn reads_what_a_certification_allows() {
        assert!(lock("DocMDP", Dict::new([("P", Object::Int(1))])).is_total());
        let usual = lock("DocMDP", Dict::default());
        assert_eq!(usual.certifies, Some(2));
        assert!(!usual.is_total());
    }
}
