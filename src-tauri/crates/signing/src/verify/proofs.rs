//! Whether what a revision adds for proof is nothing else: `/DSS` with its lists, and fields of
//! timestamps over the whole file.

use std::collections::BTreeSet;

use super::signature::is_timestamp;
use crate::{
    der::definite,
    dss::unpacked_within,
    pdf::{Id, Object, PdfFile, Room},
};

/// Lists that `/DSS` may have, and what may stand beside them (ISO 32000-2, 12.8.4.3).
const LISTS: [&str; 3] = ["Certs", "CRLs", "OCSPs"];
/// The same for the proofs of one signature (12.8.4.4).
const LISTS_OF_ONE: [&str; 3] = ["Cert", "CRL", "OCSP"];

/// The objects that `/DSS` is made of in one revision.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Dictionaries and lists.
    pub(crate) holders: BTreeSet<Id>,
    /// Certificates, lists of revoked ones and answers.
    pub(crate) proofs: BTreeSet<Id>,
    /// Lists that were read.
    lists: BTreeSet<Id>,
    /// How many bytes may still be unpacked.
    room: Room,
}

impl Kept {
    /// The proofs of revision `at`; `None` when anything else is kept there.
    pub(crate) fn read(file: &PdfFile<'_>, at: usize) -> Option<Self> {
        let mut kept = Self::default();
        let (_, catalog) = file.catalog(at).ok()?;
        let Some(entry) = catalog.get("DSS") else { return Some(kept) };
        let dict = kept.holder(file, at, entry)?;
        for (key, value) in dict.as_dict()?.iter() {
            let key = std::str::from_utf8(key).ok()?;
            match key {
                "Type" => value.as_name().map(drop)?,
                "VRI" => kept.by_signature(file, at, value)?,
                _ if LISTS.contains(&key) => kept.list(file, at, value)?,
                _ => return None,
            }
        }
        Some(kept)
    }

    /// Whether everything in `before` is still there.
    pub(crate) fn has_all_of(&self, before: &Self) -> bool {
        before.proofs.is_subset(&self.proofs)
    }

    fn by_signature(&mut self, file: &PdfFile<'_>, at: usize, value: &Object) -> Option<()> {
        let all = self.holder(file, at, value)?;
        for (key, one) in all.as_dict()?.iter() {
            if key == b"Type" {
                continue;
            }
            let one = self.holder(file, at, one)?;
            for (key, value) in one.as_dict()?.iter() {
                let key = std::str::from_utf8(key).ok()?;
                match key {
                    "Type" => value.as_name().map(drop)?,
                    "TU" => value.as_bytes().map(drop)?,
                    "TS" => self.proof(file, at, value)?,
                    _ if LISTS_OF_ONE.contains(&key) => self.list(file, at, value)?,
                    _ => return None,
                }
            }
        }
        Some(())
    }

    fn list(&mut self, file: &PdfFile<'_>, at: usize, value: &Object) -> Option<()> {
        // Every signature may name the same list.
        if value.as_ref().is_some_and(|id| !self.lists.insert(id)) {
            return Some(());
        }
        let list = self.holder(file, at, value)?;
        list.as_array()?.iter().try_for_each(|item| self.proof(file, at, item))
    }

    fn holder(&mut self, file: &PdfFile<'_>, at: usize, value: &Object) -> Option<Object> {
        self.holders.extend(value.as_ref());
        file.resolve(value, at).ok()
    }

    /// A proof is a stream that refers to nothing and holds one element of ASN.1.
    fn proof(&mut self, file: &PdfFile<'_>, at: usize, value: &Object) -> Option<()> {
        const KEYS: [&[u8]; 3] = [b"Length", b"Filter", b"Type"];
        let id = value.as_ref()?;
        if self.proofs.contains(&id) {
            return Some(());
        }
        let object = file.object(id, at).ok()??;
        let dict = object.value.as_dict()?;
        let plain = |(key, value): (&[u8], &Object)| KEYS.contains(&key) && stands_alone(value);
        dict.iter().all(plain).then_some(())?;
        let is_one = |bytes: &[u8]| definite(bytes).is_some_and(|(_, rest)| rest.is_empty());
        // What lies there as it is takes no room.
        let sound = if dict.get("Filter").is_none() {
            is_one(file.bytes.get(object.stream.clone()?)?)
        } else {
            is_one(&unpacked_within(file, &object, &self.room)?.ok()?)
        };
        sound.then(|| {
            self.proofs.insert(id);
        })
    }
}

/// Whether a field that came with revision `at` shows nothing, does nothing and holds nothing but
/// a timestamp that came with it.
pub(crate) fn is_plain_timestamp(file: &PdfFile<'_>, at: usize, id: Id) -> bool {
    plain_timestamp(file, at, id).is_some()
}

fn plain_timestamp(file: &PdfFile<'_>, at: usize, id: Id) -> Option<()> {
    const KEYS: [&[u8]; 10] =
        [b"Type", b"Subtype", b"FT", b"T", b"TU", b"V", b"F", b"Ff", b"Rect", b"P"];
    const REFERRING: [&[u8]; 2] = [b"V", b"P"];
    is_new(file, at, id)?;
    let object = file.object(id, at).ok()??;
    let field = object.value.as_dict()?;
    let is_empty = |rect: &[Object]| match rect {
        [left, bottom, right, top] => left.same(right) && bottom.same(top),
        _ => false,
    };
    let sound = object.stream.is_none()
        && field.iter().all(|(key, value)| {
            KEYS.contains(&key) && (REFERRING.contains(&key) || stands_alone(value))
        })
        && field.get("FT").and_then(Object::as_name) == Some(b"Sig")
        && field.get("Rect").and_then(Object::as_array).is_none_or(is_empty);
    sound.then_some(())?;
    if let Some(page) = field.get("P") {
        // Whatever came along with it would count as used.
        file.entry(page.as_ref()?.0, at.checked_sub(1)?)?;
    }
    plain_value(file, at, field.get("V").and_then(Object::as_ref)?)
}

/// Whether an object that came with revision `at` is a timestamp and refers to nothing.
pub(crate) fn is_plain_value(file: &PdfFile<'_>, at: usize, id: Id) -> bool {
    plain_value(file, at, id).is_some()
}

fn plain_value(file: &PdfFile<'_>, at: usize, id: Id) -> Option<()> {
    const KEYS: [&[u8]; 8] =
        [b"Type", b"Filter", b"SubFilter", b"Contents", b"ByteRange", b"V", b"M", b"Name"];
    is_new(file, at, id)?;
    let object = file.object(id, at).ok()??;
    let value = object.value.as_dict()?;
    let sound = object.stream.is_none()
        && is_timestamp(value)
        && value.iter().all(|(key, value)| KEYS.contains(&key) && stands_alone(value));
    sound.then_some(())
}

fn is_new(file: &PdfFile<'_>, at: usize, id: Id) -> Option<()> {
    file.entry(id.0, at.checked_sub(1)?).is_none().then_some(())
}

/// Whether a value refers to nothing else.
fn stands_alone(value: &Object) -> bool {
    let mut alone = true;
    value.each_ref(&mut |_| alone = false);
    alone
}
