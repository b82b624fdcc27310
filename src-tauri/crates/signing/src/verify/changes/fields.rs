//! Filling in, drawing in and signing fields that were empty.

use std::collections::BTreeSet;

use super::Diff;
use crate::{
    error::PdfError,
    form::{Field, FieldKind},
    pdf::{Dict, Id, Indirect, Object},
    verify::{proofs::is_plain_value, report::Change},
};

/// Flag of a widget that it must not be moved or removed (ISO 32000-2, table 167).
const LOCKED: i64 = 1 << 7;

impl Diff<'_> {
    /// Judges a change of the field, or of the widget `id` that shows it.
    pub(super) fn field(
        &mut self,
        field: &Field,
        id: Id,
        (before, after): (&Dict, &Dict),
    ) -> Result<(), PdfError> {
        let name = field.name.clone();
        let keys = before.differing(after);
        let filled = self.is_filled_now(field);
        let signed = field.kind == FieldKind::Signature && filled;
        let may_change = |key: &String| match key.as_str() {
            "V" | "AP" => true,
            // Signing tools lock the widget against being moved.
            "F" => signed && flags(before) | LOCKED == flags(after),
            _ => false,
        };
        let only_filling = keys.iter().all(may_change)
            && field.value.is_none()
            && (id == field.id || !keys.contains("V"));
        if !only_filling {
            self.found.push(Change::FieldChanged { field: name });
            return Ok(());
        }
        if keys.contains("AP") && !self.redraw(field)? {
            return Ok(());
        }
        self.respect_locks(&name);
        for key in ["V", "AP"].iter().filter(|key| keys.contains(**key)) {
            if let Some(value) = after.get(key) {
                value.each_ref(&mut |id| self.roots.push(id));
            }
        }
        if let Some(value) = self.timestamp_in(after.get("V")) {
            // It says when, not who: where a person signs it would look like a signature.
            let plain = is_plain_value(self.file, self.at, value);
            self.found.push(if plain && !keys.contains("AP") && !self.is_visible(field) {
                Change::Timestamped { field: name }
            } else {
                Change::FieldChanged { field: name }
            });
        } else if keys.contains("V") {
            let change = self.filling(field, after.get("V"));
            self.found.push(change);
        } else if !filled {
            self.found.push(Change::Drawn { field: name });
        }
        Ok(())
    }

    /// Judges a look, or the list of looks, that was changed where it stands. Returns false when
    /// it is not that of one empty field.
    pub(super) fn look(&mut self, old: &Indirect, new: &Indirect) -> Result<bool, PdfError> {
        let Some(field) = self.shown_by(old.id)? else { return Ok(false) };
        if field.value.is_some() {
            return Ok(false);
        }
        if self.redraw(&field)? {
            self.respect_locks(&field.name);
            new.value.each_ref(&mut |id| self.roots.push(id));
            if !self.is_filled_now(&field) {
                self.found.push(Change::Drawn { field: field.name });
            }
        }
        Ok(true)
    }

    /// The only field that shows `look`, if nothing else uses it.
    fn shown_by(&self, look: Id) -> Result<Option<Field>, PdfError> {
        for field in &self.old.fields {
            let widgets = field.widgets.iter().chain([&field.id]);
            let mut own = BTreeSet::new();
            for widget in widgets {
                let shown = self.file.resolve(&Object::Ref(*widget), self.before)?;
                let Some(entry) = shown.as_dict().and_then(|dict| dict.get("AP")) else { continue };
                own.insert(widget.0);
                let looks = self.file.resolve(entry, self.before)?;
                let mut shows = entry.as_ref() == Some(look);
                looks.each_ref(&mut |id| shows |= id == look);
                if !shows {
                    continue;
                }
                if let Some(list) = entry.as_ref() {
                    let alone = self.mentions.of(list.0).iter().all(|by| own.contains(by));
                    own.extend(alone.then_some(list.0));
                }
                let by = self.mentions.of(look.0);
                return Ok(by.iter().all(|by| own.contains(by)).then(|| field.clone()));
            }
        }
        Ok(None)
    }

    /// Whether the look of an empty field may be replaced: where it shows something, only by
    /// signing the field. Tells what it finds.
    fn redraw(&mut self, field: &Field) -> Result<bool, PdfError> {
        let name = || field.name.clone();
        if field.is_blank(self.file, self.before)? {
            return Ok(true);
        }
        let signed = field.kind == FieldKind::Signature && self.is_filled_now(field);
        self.tell_once(if signed {
            Change::Redrawn { field: name() }
        } else {
            Change::FieldChanged { field: name() }
        });
        Ok(signed)
    }

    pub(super) fn respect_locks(&mut self, name: &str) {
        if self.locks.iter().any(|lock| lock.covers(name)) {
            self.tell_once(Change::LockedFieldChanged { field: name.to_owned() });
        }
    }

    /// What putting `value` into an empty field means.
    pub(super) fn filling(&self, field: &Field, value: Option<&Object>) -> Change {
        let name = field.name.clone();
        match (field.kind, value) {
            (FieldKind::Other, Some(_)) => Change::Filled { field: name },
            (FieldKind::Signature, Some(Object::Ref(id))) => {
                let fresh = self.file.entry(id.0, self.before).is_none();
                // A value that leads nowhere looks like a signature and is none.
                let there = self
                    .file
                    .object(*id, self.at)
                    .is_ok_and(|found| found.is_some_and(|found| found.value.as_dict().is_some()));
                match (fresh, there) {
                    (true, true) => Change::Signed { field: name },
                    (true, false) => Change::FieldChanged { field: name },
                    (false, _) => Change::SignatureReused { field: name },
                }
            }
            (FieldKind::Signature, Some(_)) => Change::SignatureReused { field: name },
            (_, None) => Change::FieldChanged { field: name },
        }
    }

    fn is_filled_now(&self, field: &Field) -> bool {
        self.new.fields.iter().any(|new| new.id == field.id && new.value != field.value)
    }
}

fn flags(widget: &Dict) -> i64 {
    widget.get("F").and_then(Object::as_int).unwrap_or(0)
}
