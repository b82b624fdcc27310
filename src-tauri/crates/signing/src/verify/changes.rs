//! What a revision changed, object by object, against the list of what a signed form allows.
//!
//! Allowed are a value and an appearance for an empty field, the flags of the form, revocation
//! data, and new objects that only these use. Everything else is a change of the paper.

use std::collections::BTreeSet;

use super::{
    locks::Lock,
    metadata,
    report::{Change, ObjectKind},
    revisions,
};
use crate::{
    error::PdfError,
    form::{Field, FieldKind, Form},
    pdf::{Dict, Entry, Id, Indirect, Object, PdfFile},
};

/// Entries of the catalog that say which features a file uses and show nothing.
const QUIET_KEYS: [&str; 2] = ["Extensions", "Version"];

/// Lists what revision `at` changed; `locks` are those of the signatures made before it.
///
/// # Errors
///
/// [`PdfError`] when one of the two revisions cannot be read.
pub(crate) fn changes(
    file: &PdfFile<'_>,
    at: usize,
    locks: &[Lock],
) -> Result<Vec<Change>, PdfError> {
    let before = at.saturating_sub(1);
    let mut diff = Diff {
        file,
        at,
        before,
        old: Form::read(file, before)?,
        new: Form::read(file, at)?,
        locks,
        roots: Vec::new(),
        found: Vec::new(),
    };
    diff.run()?;
    Ok(diff.found)
}

struct Diff<'a> {
    file: &'a PdfFile<'a>,
    at: usize,
    before: usize,
    old: Form,
    new: Form,
    locks: &'a [Lock],
    /// New objects that something permitted uses.
    roots: Vec<Id>,
    found: Vec<Change>,
}

impl Diff<'_> {
    fn run(&mut self) -> Result<(), PdfError> {
        if !revisions::is_sound(self.file, self.at) {
            self.found.push(Change::Smuggled);
        }
        if !revisions::keeps_root(self.file, self.at) {
            self.found.push(Change::CatalogChanged);
        }
        if !revisions::keeps_info(self.file, self.at) {
            let number = 0;
            self.found.push(Change::ObjectChanged { number, kind: ObjectKind::Metadata });
        }
        let Some(revision) = self.file.revisions.get(self.at) else { return Ok(()) };
        let mut added = BTreeSet::new();
        let mut changed = Vec::new();
        for (number, entry) in &revision.entries {
            match (self.file.entry(*number, self.before), entry) {
                (Some((_, Entry::InUse { generation, .. })), Entry::Free) => {
                    let kind = self.kind_of((*number, generation));
                    self.found.push(Change::ObjectRemoved { number: *number, kind });
                }
                (None | Some((_, Entry::Free)), Entry::Free) => {}
                (None | Some((_, Entry::Free)), Entry::InUse { generation, .. }) => {
                    added.insert((*number, *generation));
                }
                (
                    Some((_, Entry::InUse { generation: old, .. })),
                    Entry::InUse { generation, .. },
                ) => {
                    changed.push(((*number, old), (*number, *generation)));
                }
            }
        }
        for (old, new) in changed {
            self.compare(old, new)?;
        }
        self.report_strays(&added)?;
        let harmless = self.found.iter().all(|change| *change == Change::ProofsAdded);
        if self.locks.iter().any(Lock::is_total) && !harmless {
            self.found.push(Change::CertifiedAgainstChange);
        }
        Ok(())
    }

    fn compare(&mut self, old_id: Id, new_id: Id) -> Result<(), PdfError> {
        let old = self.file.object(old_id, self.before)?;
        let new = self.file.object(new_id, self.at)?;
        let (Some(old), Some(new)) = (old, new) else { return Ok(()) };
        if old_id == new_id && old.value.same(&new.value) && self.stream(&old) == self.stream(&new)
        {
            return Ok(());
        }
        let dicts = match (&old.value, &new.value) {
            (Object::Dict(before), Object::Dict(after))
                if old.stream.is_none() && new.stream.is_none() && old_id == new_id =>
            {
                Some((before, after))
            }
            _ => None,
        };
        let (root, catalog) = self.file.catalog(self.before)?;
        let field =
            self.old.fields.iter().find(|it| it.id == old_id || it.widgets.contains(&old_id));
        match dicts {
            Some((before, after)) if old_id == root => self.catalog(before, after),
            Some((before, after)) if Some(old_id) == self.old.id => self.form(before, after),
            Some((before, after)) if catalog.get("DSS") == Some(&Object::Ref(old_id)) => {
                self.proofs(before, after);
                Ok(())
            }
            Some((before, after)) if field.is_some() => {
                let field = field.cloned();
                field.map_or(Ok(()), |field| self.field(&field, old_id, (before, after)))
            }
            _ if self.is_passing(&catalog, &old, &new) => {
                self.found.push(Change::DescriptionUpdated);
                Ok(())
            }
            _ => {
                let kind = kind(&old);
                self.found.push(Change::ObjectChanged { number: old_id.0, kind });
                Ok(())
            }
        }
    }

    fn stream(&self, object: &Indirect) -> Option<&[u8]> {
        self.file.bytes.get(object.stream.clone()?)
    }

    /// Whether an object describes the file and changed only in dates and names of tools.
    fn is_passing(&self, catalog: &Dict, old: &Indirect, new: &Indirect) -> bool {
        let own = Object::Ref(old.id);
        let info = self.file.revisions.get(self.before).and_then(|it| it.trailer.get("Info"));
        let (Some(before), Some(after)) = (old.value.as_dict(), new.value.as_dict()) else {
            return false;
        };
        if info == Some(&own) && old.stream.is_none() && new.stream.is_none() {
            return metadata::same_info(before, after);
        }
        let plain = before.differing(after).iter().all(|key| key == "Length");
        let packets = (self.stream(old), self.stream(new));
        match packets {
            (Some(before_packet), Some(after_packet)) => {
                catalog.get("Metadata") == Some(&own)
                    && plain
                    && before.get("Filter").is_none()
                    && metadata::same_xmp(before_packet, after_packet)
            }
            _ => false,
        }
    }

    fn catalog(&mut self, before: &Dict, after: &Dict) -> Result<(), PdfError> {
        for key in before.differing(after) {
            let new = after.get(&key).unwrap_or(&Object::Null);
            match (key.as_str(), before.get(&key), new) {
                ("AcroForm", Some(Object::Dict(old)), Object::Dict(new)) => self.form(old, new)?,
                ("DSS", old, new) => {
                    let old = old.and_then(Object::as_dict).cloned().unwrap_or_default();
                    match (new.as_dict(), new.as_ref()) {
                        (Some(new), _) => self.proofs(&old, new),
                        (None, Some(id)) if before.get("DSS").is_none() => {
                            self.roots.push(id);
                            self.found.push(Change::ProofsAdded);
                        }
                        (None, _) => self.found.push(Change::CatalogChanged),
                    }
                }
                ("Perms", _, _) => self.found.push(Change::PermissionsChanged),
                (key, _, Object::Dict(_) | Object::Name(_)) if QUIET_KEYS.contains(&key) => {}
                _ => self.found.push(Change::CatalogChanged),
            }
        }
        Ok(())
    }

    /// Only bits may be added to the flags of a form.
    fn form(&mut self, before: &Dict, after: &Dict) -> Result<(), PdfError> {
        let flags = |dict: &Dict| dict.get("SigFlags").and_then(Object::as_int).unwrap_or(0);
        let only_flags = before.differing(after).iter().all(|key| key == "SigFlags");
        if !only_flags || flags(before) & flags(after) != flags(before) {
            self.found.push(Change::FormChanged);
        }
        Ok(())
    }

    /// Proofs may be added, never taken away.
    fn proofs(&mut self, before: &Dict, after: &Dict) {
        let kept = before.iter().all(|(key, _)| after.iter().any(|(other, _)| key == other));
        after.iter().for_each(|(_, value)| value.each_ref(&mut |id| self.roots.push(id)));
        self.found.push(if kept { Change::ProofsAdded } else { Change::CatalogChanged });
    }

    fn field(
        &mut self,
        field: &Field,
        id: Id,
        (before, after): (&Dict, &Dict),
    ) -> Result<(), PdfError> {
        let name = field.name.clone();
        let keys = before.differing(after);
        let filled = self.is_filled_now(field);
        let only_filling = keys.iter().all(|key| key == "V" || key == "AP")
            && field.value.is_none()
            && (id == field.id || !keys.contains("V"));
        let redrawn = keys.contains("AP");
        if !only_filling || (redrawn && !field.is_blank(self.file, self.before)?) {
            self.found.push(Change::FieldChanged { field: name });
            return Ok(());
        }
        if self.locks.iter().any(|lock| lock.covers(&name)) {
            self.found.push(Change::LockedFieldChanged { field: name.clone() });
        }
        for key in ["V", "AP"].iter().filter(|key| keys.contains(**key)) {
            if let Some(value) = after.get(key) {
                value.each_ref(&mut |id| self.roots.push(id));
            }
        }
        if keys.contains("V") {
            self.found.push(self.filling(field, after, name));
        } else if !filled {
            self.found.push(Change::Drawn { field: name });
        }
        Ok(())
    }

    /// What putting a value into an empty field means.
    fn filling(&self, field: &Field, after: &Dict, name: String) -> Change {
        match (field.kind, after.get("V")) {
            (FieldKind::Other, Some(_)) => Change::Filled { field: name },
            (FieldKind::Signature, Some(Object::Ref(id)))
                if self.file.entry(id.0, self.before).is_none() =>
            {
                Change::Signed { field: name }
            }
            (FieldKind::Signature, Some(_)) => Change::SignatureReused { field: name },
            (_, None) => Change::FieldChanged { field: name },
        }
    }

    fn is_filled_now(&self, field: &Field) -> bool {
        self.new.fields.iter().any(|new| new.id == field.id && new.value != field.value)
    }

    /// New objects must be used by something permitted, and by nothing else there can be none.
    fn report_strays(&mut self, added: &BTreeSet<Id>) -> Result<(), PdfError> {
        let mut unused = added.clone();
        let mut next = std::mem::take(&mut self.roots);
        while let Some(id) = next.pop() {
            if unused.remove(&id)
                && let Some(object) = self.file.object(id, self.at)?
            {
                object.value.each_ref(&mut |id| next.push(id));
            }
        }
        let strays = unused.into_iter().map(|(number, _)| Change::StrayObject { number });
        self.found.extend(strays);
        Ok(())
    }

    fn kind_of(&self, id: Id) -> ObjectKind {
        match self.file.object(id, self.before) {
            Ok(Some(object)) => kind(&object),
            Ok(None) | Err(_) => ObjectKind::Other,
        }
    }
}

/// What an object is for, as far as it says so itself.
fn kind(object: &Indirect) -> ObjectKind {
    let name = |key: &str| object.value.as_dict()?.get(key)?.as_name();
    match (name("Type"), object.stream.is_some()) {
        (Some(b"Page" | b"Pages"), _) => ObjectKind::Page,
        (Some(b"Font" | b"FontDescriptor"), _) => ObjectKind::Font,
        (Some(b"Annot"), _) => ObjectKind::Annotation,
        (Some(b"Sig" | b"DocTimeStamp"), _) => ObjectKind::Signature,
        (Some(b"Metadata"), _) => ObjectKind::Metadata,
        (_, true) => ObjectKind::Stream,
        (_, false) => ObjectKind::Other,
    }
}
