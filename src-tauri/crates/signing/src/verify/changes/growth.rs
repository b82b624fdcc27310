//! What a form and a page may grow by: signature fields that a signing tool makes as it signs,
//! and notes, where the certification allows them.

use std::collections::BTreeSet;

use super::Diff;
use crate::{
    error::PdfError,
    form::{Field, FieldKind, SIG_FLAGS},
    pdf::{Dict, Id, Indirect, Object, PdfFile},
    verify::{
        proofs::is_plain_timestamp,
        report::{Change, ObjectKind},
        signature::is_timestamp,
    },
};

/// More pages than any paper has.
const PAGES_MAX: usize = 100_000;
/// How deep the tree of pages may be.
const DEPTH_MAX: usize = 32;

impl Diff<'_> {
    /// Judges a change of the form: bits added to its flags, and signature fields to its list.
    pub(super) fn form(&mut self, before: &Dict, after: &Dict) -> Result<(), PdfError> {
        let flags = |dict: &Dict| dict.get("SigFlags").and_then(Object::as_int).unwrap_or(0);
        let drawn_by_viewers = after.get("NeedAppearances") == Some(&Object::Bool(true));
        for key in before.differing(after) {
            match key.as_str() {
                "SigFlags"
                    if (flags(before) | SIG_FLAGS) & flags(after) == flags(after)
                        && flags(before) & flags(after) == flags(before) => {}
                "Fields" => {
                    let list = |dict: &Dict, at| {
                        self.file.resolve(dict.get("Fields").unwrap_or(&Object::Null), at)
                    };
                    let (old, new) = (list(before, self.before)?, list(after, self.at)?);
                    self.roots.extend(after.get("Fields").and_then(Object::as_ref));
                    self.fields(&old, &new);
                }
                // Fonts and styles for fields to come; looks that are there stay as they are.
                "DA" | "DR"
                    if !drawn_by_viewers && adds_only(before.get(&key), after.get(&key)) =>
                {
                    if let Some(value) = after.get(&key) {
                        value.each_ref(&mut |id| self.roots.push(id));
                    }
                }
                _ => self.found.push(Change::FormChanged),
            }
        }
        Ok(())
    }

    /// Judges a longer list of fields: each new one must be a signature field.
    pub(super) fn fields(&mut self, old: &Object, new: &Object) {
        let old = old.as_array().unwrap_or_default();
        let new = new.as_array().unwrap_or_default();
        let Some(added) = new.strip_prefix(old).filter(|added| !added.is_empty()) else {
            self.found.push(Change::FormChanged);
            return;
        };
        for node in added {
            let field = self.new.fields.iter().find(|field| Some(field.id) == node.as_ref());
            let fresh = |field: &&Field| self.file.entry(field.id.0, self.before).is_none();
            let signature = |field: &&Field| field.kind == FieldKind::Signature;
            match field.filter(fresh).filter(signature).cloned() {
                Some(field) => self.field_added(&field),
                None => self.found.push(Change::FormChanged),
            }
        }
    }

    fn field_added(&mut self, field: &Field) {
        if let Some(value) = self.timestamp_in(field.value.as_ref()) {
            if is_plain_timestamp(self.file, self.at, field.id) {
                // It locks nobody out and nobody locks it out: it only says that all this was there.
                self.roots.extend([field.id, value]);
                self.found.push(Change::Timestamped { field: field.name.clone() });
            } else {
                self.found.push(Change::FormChanged);
            }
            return;
        }
        let certified = self.locks.iter().any(|lock| lock.certifies.is_some());
        if certified && self.is_visible(field) {
            self.found.push(Change::FormChanged);
            return;
        }
        self.respect_locks(&field.name);
        self.roots.push(field.id);
        self.found.push(Change::FieldAdded { field: field.name.clone() });
        if let Some(value) = &field.value {
            let change = self.filling(field, Some(value));
            self.found.push(change);
        }
    }

    /// The timestamp over the whole file that a field holds as its value.
    pub(super) fn timestamp_in(&self, value: Option<&Object>) -> Option<Id> {
        let id = value.and_then(Object::as_ref)?;
        let found = self.file.object(id, self.at).ok()??;
        found.value.as_dict().is_some_and(is_timestamp).then_some(id)
    }

    /// Whether a field takes up room on a page. What cannot be told counts as visible.
    pub(super) fn is_visible(&self, field: &Field) -> bool {
        let widgets = field.widgets.iter().chain([&field.id]);
        widgets.into_iter().any(|widget| {
            let Ok(shown) = self.file.resolve(&Object::Ref(*widget), self.at) else { return true };
            let Some(corners) = shown.as_dict().and_then(|dict| dict.get("Rect")) else {
                return false;
            };
            match corners.as_array() {
                Some([left, bottom, right, top]) => !left.same(right) && !bottom.same(top),
                _ => true,
            }
        })
    }

    /// Judges a page of which nothing but the list of annotations changed. Returns false for
    /// anything else.
    pub(super) fn page(&mut self, old: &Indirect, new: &Indirect) -> Result<bool, PdfError> {
        let (Some(before), Some(after)) = (old.value.as_dict(), new.value.as_dict()) else {
            return Ok(false);
        };
        let is_page = before.get("Type").and_then(Object::as_name) == Some(b"Page");
        let keys = before.differing(after);
        if !is_page || keys.iter().any(|key| key != "Annots") {
            return Ok(false);
        }
        let list =
            |dict: &Dict, at| self.file.resolve(dict.get("Annots").unwrap_or(&Object::Null), at);
        let (before, listed) = (list(before, self.before)?, list(after, self.at)?);
        self.roots.extend(after.get("Annots").and_then(Object::as_ref));
        self.annotations(old.id, &before, &listed)
    }

    /// Judges a list of annotations that is an object of its own. Returns false when it is not
    /// that of one page.
    pub(super) fn page_list(&mut self, old: &Indirect, new: &Indirect) -> Result<bool, PdfError> {
        let [by] = self.mentions.of(old.id.0) else { return Ok(false) };
        let by = *by;
        for page in pages(self.file, self.before)? {
            let dict = self.file.resolve(&Object::Ref(page), self.before)?;
            let own = dict.as_dict().and_then(|dict| dict.get("Annots")).and_then(Object::as_ref);
            if page.0 == by && own == Some(old.id) {
                return self.annotations(page, &old.value, &new.value);
            }
        }
        Ok(false)
    }

    fn annotations(&mut self, page: Id, old: &Object, new: &Object) -> Result<bool, PdfError> {
        let old = old.as_array().unwrap_or_default();
        let new = new.as_array().unwrap_or_default();
        let Some(added) = new.strip_prefix(old) else { return Ok(false) };
        let number = pages(self.file, self.before)?.iter().position(|other| *other == page);
        for annotation in added {
            let Some(id) = annotation.as_ref() else { return Ok(false) };
            if self.file.entry(id.0, self.before).is_some() {
                return Ok(false);
            }
            if self.is_widget_of_new_field(id) {
                self.roots.push(id);
            } else if self.allows_notes() && !self.is_widget(id)? {
                self.roots.push(id);
                let page = number.and_then(|it| u32::try_from(it + 1).ok()).unwrap_or(0);
                self.tell_once(Change::Annotated { page });
            } else {
                let (number, kind) = (page.0, ObjectKind::Page);
                self.tell_once(Change::ObjectChanged { number, kind });
            }
        }
        Ok(true)
    }

    /// Whether a new field, judged with the form, is shown by this widget.
    fn is_widget_of_new_field(&self, id: Id) -> bool {
        let fresh = |field: &&Field| self.file.entry(field.id.0, self.before).is_none();
        self.new
            .fields
            .iter()
            .filter(|field| field.kind == FieldKind::Signature)
            .filter(fresh)
            .any(|field| field.id == id || field.widgets.contains(&id))
    }

    fn is_widget(&self, id: Id) -> Result<bool, PdfError> {
        let found = self.file.resolve(&Object::Ref(id), self.at)?;
        let subtype = found.as_dict().and_then(|dict| dict.get("Subtype"));
        Ok(subtype.and_then(Object::as_name).is_none_or(|name| name == b"Widget"))
    }

    /// Whether a certification allows notes and no other forbids them.
    fn allows_notes(&self) -> bool {
        let mut levels = self.locks.iter().filter_map(|lock| lock.certifies).peekable();
        levels.peek().is_some() && levels.all(|level| level == 3)
    }
}

/// Whether a value is new, or a dictionary that only gained entries.
fn adds_only(before: Option<&Object>, after: Option<&Object>) -> bool {
    match (before, after) {
        (None, Some(_)) => true,
        (Some(Object::Dict(before)), Some(Object::Dict(after))) => {
            before.differing(after).iter().all(|key| adds_only(before.get(key), after.get(key)))
        }
        _ => false,
    }
}

/// The pages of a revision, in order.
fn pages(file: &PdfFile<'_>, at: usize) -> Result<Vec<Id>, PdfError> {
    let (_, catalog) = file.catalog(at)?;
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next: Vec<(Id, usize)> =
        catalog.get("Pages").and_then(Object::as_ref).map(|root| (root, 0)).into_iter().collect();
    while let Some((id, depth)) = next.pop() {
        if DEPTH_MAX < depth || PAGES_MAX < found.len() || !seen.insert(id) {
            continue;
        }
        let node = file.resolve(&Object::Ref(id), at)?;
        let Some(node) = node.as_dict() else { continue };
        let kids = file.resolve(node.get("Kids").unwrap_or(&Object::Null), at)?;
        match kids.as_array() {
            Some(kids) => {
                let kids = kids.iter().rev().filter_map(Object::as_ref);
                next.extend(kids.map(|kid| (kid, depth + 1)));
            }
            None => found.push(id),
        }
    }
    Ok(found)
}
