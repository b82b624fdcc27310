//! `/Extensions`: which features beyond the standard a file uses (ISO 32000-2, 7.12).

use crate::pdf::{Id, Object, PdfFile};

/// The objects that the entry uses in revision `at`; `None` when it holds anything else than the
/// names and numbers of extensions.
pub(super) fn read(file: &PdfFile<'_>, at: usize, entry: &Object) -> Option<Vec<Id>> {
    let mut walk = Walk { file, at, used: Vec::new() };
    let list = walk.open(entry)?;
    for (key, value) in list.as_dict()?.iter() {
        if key == b"Type" {
            value.as_name()?;
            continue;
        }
        let value = walk.open(value)?;
        match value.as_array() {
            Some(several) => several.iter().try_for_each(|one| walk.extension(one))?,
            None => walk.extension(&value)?,
        }
    }
    Some(walk.used)
}

struct Walk<'a> {
    file: &'a PdfFile<'a>,
    at: usize,
    used: Vec<Id>,
}

impl Walk<'_> {
    fn open(&mut self, value: &Object) -> Option<Object> {
        let Some(id) = value.as_ref() else { return Some(value.clone()) };
        self.used.push(id);
        let found = self.file.object(id, self.at).ok()??;
        found.stream.is_none().then(|| found.value.clone())
    }

    fn extension(&mut self, entry: &Object) -> Option<()> {
        let extension = self.open(entry)?;
        for (key, value) in extension.as_dict()?.iter() {
            match key {
                b"Type" | b"BaseVersion" => value.as_name().map(drop)?,
                b"ExtensionLevel" => value.as_int().map(drop)?,
                b"URL" | b"ExtensionRevision" => value.as_bytes().map(drop)?,
                _ => return None,
            }
        }
        Some(())
    }
}
