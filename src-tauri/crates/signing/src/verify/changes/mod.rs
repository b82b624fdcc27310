//! What a revision changed, object by object, against the list of what a signed form allows.
//!
//! Allowed are a value and an appearance for an empty field, a signature field that a signing tool
//! adds as it signs (unless the paper is certified), notes where the certification allows them,
//! the flags of the form, revocation data, and new objects that only these use. Everything else
//! is a change of the paper.

mod extensions;
mod fields;
mod growth;
mod mentions;

use std::{cell::OnceCell, collections::BTreeSet};

pub(crate) use mentions::Mentions;

use super::{
    locks::Lock,
    metadata,
    proofs::Kept,
    report::{Change, ObjectKind},
    revisions,
};
use crate::{
    error::PdfError,
    form::Form,
    pdf::{Dict, Entry, Id, Indirect, Object, PdfFile},
};

/// Lists what revision `at` changed; `locks` are those of the signatures made before it.
///
/// # Errors
///
/// [`PdfError`] when one of the two revisions cannot be read.
pub(crate) fn changes(
    file: &PdfFile<'_>,
    at: usize,
    locks: &[Lock],
    mentions: &mut Mentions,
) -> Result<Vec<Change>, PdfError> {
    let before = at.saturating_sub(1);
    mentions.read_to(file, before)?;
    let mut diff = Diff {
        file,
        at,
        before,
        old: Form::read(file, before)?,
        new: Form::read(file, at)?,
        locks,
        mentions,
        kept: OnceCell::new(),
        roots: Vec::new(),
        found: Vec::new(),
    };
    diff.run()?;
    Ok(diff.found)
}

/// Whether changes are nothing but proofs, which may be added even where nothing may be changed
/// (ISO 32000-2, table 257). Tools note the date in the description of the file as they do it.
pub(crate) fn only_prove(found: &[Change]) -> bool {
    let proof = |it: &Change| matches!(it, Change::ProofsAdded | Change::Timestamped { .. });
    let quiet = |it: &Change| proof(it) || *it == Change::DescriptionUpdated;
    found.iter().all(quiet) && found.iter().any(proof)
}

struct Diff<'a> {
    file: &'a PdfFile<'a>,
    at: usize,
    before: usize,
    old: Form,
    new: Form,
    locks: &'a [Lock],
    mentions: &'a Mentions,
    /// The proofs of the revision before, once they were asked for.
    kept: OnceCell<Option<Kept>>,
    /// New objects that something permitted uses.
    roots: Vec<Id>,
    found: Vec<Change>,
}

/// The objects of a revision.
#[derive(Default)]
struct Sorted {
    /// Those that are new.
    added: BTreeSet<Id>,
    /// Those that were there before: as what, and as what now.
    changed: Vec<(Id, Id)>,
}

impl Diff<'_> {
    fn run(&mut self) -> Result<(), PdfError> {
        if !revisions::is_sound(self.file, self.at) {
            self.found.push(Change::Smuggled);
        }
        if !revisions::keeps_root(self.file, self.at) {
            self.found.push(Change::CatalogChanged);
        }
        self.info()?;
        let Sorted { added, changed } = self.sort_out();
        for (old, new) in changed {
            self.compare(old, new)?;
        }
        self.report_strays(&added)?;
        if self.locks.iter().any(Lock::is_total)
            && !self.found.is_empty()
            && !only_prove(&self.found)
        {
            self.found.push(Change::CertifiedAgainstChange);
        }
        Ok(())
    }

    /// Sorts the objects of the revision, and tells of those that went or came back.
    fn sort_out(&mut self) -> Sorted {
        let Sorted { mut added, mut changed } = Sorted::default();
        let revision = self.file.revisions.get(self.at);
        for (number, entry) in revision.into_iter().flat_map(|it| &it.entries) {
            let number = *number;
            let old = self.file.entry(number, self.before).and_then(|(_, it)| it.generation());
            match (old, entry.generation()) {
                (Some(generation), None) => {
                    let kind = self.kind_of((number, generation), self.before);
                    self.found.push(Change::ObjectRemoved { number, kind });
                }
                (None, None) => {}
                (None, Some(generation)) => {
                    if !self.mentions.of(number).is_empty() {
                        // It was spoken of before it was there: what was signed changes with it.
                        let kind = self.kind_of((number, generation), self.at);
                        self.found.push(Change::ObjectChanged { number, kind });
                    } else if !self.is_container((number, generation)) {
                        added.insert((number, generation));
                    }
                }
                (Some(old), Some(generation)) => {
                    changed.push(((number, old), (number, generation)));
                }
            }
        }
        Sorted { added, changed }
    }

    /// Whether an object holds others, each of which this revision lists.
    fn is_container(&self, id: Id) -> bool {
        let Some(revision) = self.file.revisions.get(self.at) else { return false };
        let numbers = self.file.numbers_in(id.0, self.at);
        let listed = |number: &u32| {
            let entry = revision.entries.get(number);
            matches!(entry, Some(Entry::Packed { container, .. }) if *container == id.0)
        };
        !numbers.is_empty() && numbers.iter().all(listed)
    }

    /// Judges the reference to the information dictionary; a tool may add one as it signs.
    fn info(&mut self) -> Result<(), PdfError> {
        if revisions::keeps_info(self.file, self.at) {
            return Ok(());
        }
        let info = |at: usize| self.file.revisions.get(at).and_then(|it| it.trailer.get("Info"));
        if let (None, Some(new)) = (info(self.before), info(self.at))
            && let Some(id) = new.as_ref()
            && self.file.entry(id.0, self.before).is_none()
            && let Object::Dict(dict) = self.file.resolve(new, self.at)?
            && metadata::same_info(&Dict::default(), &dict)
        {
            self.roots.push(id);
            self.found.push(Change::DescriptionUpdated);
        } else {
            let kind = ObjectKind::Metadata;
            self.found.push(Change::ObjectChanged { number: 0, kind });
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
        if old_id != new_id || !self.has_part(&old, &new)? {
            let kind = kind(&old);
            self.tell_once(Change::ObjectChanged { number: old_id.0, kind });
        }
        Ok(())
    }

    /// Judges an object that has a part in what may change. Returns false when it has none.
    fn has_part(&mut self, old: &Indirect, new: &Indirect) -> Result<bool, PdfError> {
        let (root, catalog) = self.file.catalog(self.before)?;
        let streams = old.stream.is_some() || new.stream.is_some();
        let own = Object::Ref(old.id);
        if self.is_passing(&catalog, old, new) {
            self.found.push(Change::DescriptionUpdated);
            return Ok(true);
        }
        let field =
            self.old.fields.iter().find(|it| it.id == old.id || it.widgets.contains(&old.id));
        match (&old.value, &new.value) {
            (Object::Dict(before), Object::Dict(after)) if !streams => {
                if old.id == root {
                    self.catalog(before, after)?;
                } else if Some(old.id) == self.old.id {
                    self.form(before, after)?;
                } else if self.held_proofs(old.id) {
                    self.proofs();
                } else if let Some(field) = field.cloned() {
                    self.field(&field, old.id, (before, after))?;
                } else if catalog.get("Extensions") == Some(&own) {
                    self.extensions(&own);
                    return Ok(self.is_only_for(old.id, root));
                } else {
                    return Ok(self.page(old, new)? || self.look(old, new)?);
                }
                Ok(true)
            }
            (Object::Array(_), Object::Array(_)) if self.old.dict.get("Fields") == Some(&own) => {
                let form = self.old.id.unwrap_or(root);
                self.fields(&old.value, &new.value);
                Ok(self.is_only_for(old.id, form))
            }
            (Object::Array(_), Object::Array(_)) if self.held_proofs(old.id) => {
                self.proofs();
                Ok(true)
            }
            (Object::Array(_), Object::Array(_)) => self.page_list(old, new),
            _ if old.stream.is_some() && new.stream.is_some() => self.look(old, new),
            _ => Ok(false),
        }
    }

    /// Whether nothing but `by` refers to `id`, so that it has no second meaning.
    fn is_only_for(&self, id: Id, by: Id) -> bool {
        self.mentions.of(id.0).iter().all(|other| *other == by.0)
    }

    fn tell_once(&mut self, change: Change) {
        if !self.found.contains(&change) {
            self.found.push(change);
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

    /// Whether a new description of the file says nothing but dates and names of tools.
    fn is_passing_packet(&self, id: Id) -> Result<bool, PdfError> {
        let found = self.file.object(id, self.at)?;
        let fresh = self.file.entry(id.0, self.before).is_none();
        Ok(fresh
            && found.is_some_and(|found| {
                let plain = found.value.as_dict().is_some_and(|it| it.get("Filter").is_none());
                plain && self.stream(&found).is_some_and(metadata::is_passing_xmp)
            }))
    }

    fn catalog(&mut self, before: &Dict, after: &Dict) -> Result<(), PdfError> {
        for key in before.differing(after) {
            let new = after.get(&key).unwrap_or(&Object::Null);
            match (key.as_str(), before.get(&key), new) {
                ("AcroForm", Some(Object::Dict(old)), Object::Dict(new)) => self.form(old, new)?,
                ("DSS", _, _) => self.proofs(),
                ("Perms", _, _) => self.found.push(Change::PermissionsChanged),
                // Which features a file uses shows nothing.
                ("Version", _, Object::Name(_)) => {}
                ("Metadata", None, Object::Ref(id)) if self.is_passing_packet(*id)? => {
                    self.roots.push(*id);
                    self.tell_once(Change::DescriptionUpdated);
                }
                ("Extensions", _, new) => self.extensions(new),
                _ => self.found.push(Change::CatalogChanged),
            }
        }
        Ok(())
    }

    /// Which extensions a file uses may be told anew, if that is all that stands there.
    fn extensions(&mut self, entry: &Object) {
        match extensions::read(self.file, self.at, entry) {
            Some(used) => self.roots.extend(used),
            None => self.tell_once(Change::CatalogChanged),
        }
    }

    /// Whether an object held proofs before.
    fn held_proofs(&self, id: Id) -> bool {
        self.proofs_before().is_some_and(|kept| kept.holders.contains(&id))
    }

    fn proofs_before(&self) -> Option<&Kept> {
        self.kept.get_or_init(|| Kept::read(self.file, self.before)).as_ref()
    }

    /// Proofs may be added, never taken away; and nothing may be added among them.
    fn proofs(&mut self) {
        if self.found.contains(&Change::ProofsAdded) {
            return;
        }
        let after = Kept::read(self.file, self.at);
        let grown = self.proofs_before().zip(after.as_ref());
        if grown.is_some_and(|(before, after)| after.has_all_of(before)) {
            let new = after.iter().flat_map(|after| after.holders.iter().chain(&after.proofs));
            self.roots.extend(new);
            self.found.push(Change::ProofsAdded);
        } else {
            self.tell_once(Change::CatalogChanged);
        }
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
        for id in unused {
            // Tools leave proofs behind that their new list no longer names.
            let proofs = self.found.contains(&Change::ProofsAdded) && self.is_proof(id)?;
            if !proofs {
                self.found.push(Change::StrayObject { number: id.0 });
            }
        }
        Ok(())
    }

    fn is_proof(&self, id: Id) -> Result<bool, PdfError> {
        let found = self.file.resolve(&Object::Ref(id), self.at)?;
        let kind = found.as_dict().and_then(|dict| dict.get("Type")).and_then(Object::as_name);
        Ok(kind == Some(b"VRI"))
    }

    fn kind_of(&self, id: Id, at: usize) -> ObjectKind {
        match self.file.object(id, at) {
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
