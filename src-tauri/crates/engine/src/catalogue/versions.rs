//! Versions that an office made, beside those that ship.

use domain::campaign::ChecklistPin;
use domain::checklist::Checklist;

use super::convert::Desk;
use super::source::{Source, in_hex};
use super::{Catalogue, CatalogueError, Flaw, Problem, Shelved, convert};

/// A version on the shelf.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// What it says.
    pub checklist: &'a Checklist,
    /// SHA-256 of its files.
    pub digest: [u8; 32],
    /// Whether the office made it; otherwise it ships with the program.
    pub own: bool,
}

impl Version<'_> {
    /// How a campaign names it.
    pub fn pin(&self) -> ChecklistPin {
        let sha256 = self.own.then(|| in_hex(&self.digest));
        ChecklistPin { version: self.checklist.version.clone(), sha256 }
    }
}

impl Catalogue {
    /// Every version of every checklist, shipped ones first, own ones in the order in which they
    /// were shelved.
    pub fn every_version(&self) -> impl Iterator<Item = Version<'_>> {
        self.checklists.iter().map(|Shelved { checklist, digest, own }| Version {
            checklist,
            digest: *digest,
            own: *own,
        })
    }

    /// The version of checklist `id` that a new campaign whose first day is `on` goes by: the one
    /// for the latest first day, and of several the one that was made last.
    pub fn latest(&self, id: &str, on: chrono::NaiveDate) -> Option<ChecklistPin> {
        self.every_version()
            .filter(|it| it.checklist.id == id && it.checklist.valid_from <= on)
            .max_by_key(|it| it.checklist.valid_from)
            .map(|it| it.pin())
    }

    /// The checklist `id` in the version `pin`.
    pub fn pinned(&self, id: &str, pin: &ChecklistPin) -> Option<&Checklist> {
        self.shelved(id, pin).map(|it| &it.checklist)
    }

    /// SHA-256 of the files of `id` in the version `pin`.
    pub fn pinned_digest(&self, id: &str, pin: &ChecklistPin) -> Option<[u8; 32]> {
        self.shelved(id, pin).map(|it| it.digest)
    }

    pub(super) fn shelved(&self, id: &str, pin: &ChecklistPin) -> Option<&Shelved> {
        let wanted = |it: &&Shelved| match &pin.sha256 {
            Some(sha256) => it.own && in_hex(&it.digest) == *sha256,
            None => !it.own && it.checklist.version == pin.version,
        };
        self.checklists.iter().filter(|it| it.checklist.id == id).find(wanted)
    }

    /// Shelves a version that an office published; once for equal bytes.
    ///
    /// What a version has to keep was asked when it was published. A later program that asks more
    /// must still read it.
    ///
    /// # Errors
    ///
    /// [`CatalogueError`] when it cannot be read at all.
    pub fn shelve(&mut self, file: &str, text: &str) -> Result<(), CatalogueError> {
        let source = Source::new(&[(file, text)]);
        let digest = source.digest();
        if self.checklists.iter().any(|it| it.own && it.digest == digest) {
            return Ok(());
        }
        let (_, checklist) = convert::read(&source).map_err(CatalogueError)?;
        self.checklists.push(Shelved { checklist, digest, own: true });
        Ok(())
    }

    /// Reads a file without asking what a checklist must keep: what is still wrong in it is shown
    /// beside the item where it can be mended.
    ///
    /// # Errors
    ///
    /// [`CatalogueError`] when it cannot be read at all.
    pub fn read_loosely(&self, file: &str, text: &str) -> Result<Checklist, CatalogueError> {
        let source = Source::new(&[(file, text)]);
        convert::read(&source).map(|(_, checklist)| checklist).map_err(CatalogueError)
    }

    /// What keeps `checklist`, made from `base`, from being published. Paths begin with the id they
    /// belong to: `MC-19.question`.
    pub fn problems(&self, checklist: &Checklist, base: &Checklist) -> Vec<Problem> {
        let source = Source::new(&[]);
        let mut desk = Desk::new(&source);
        desk.problems = self.flaws("", checklist);
        for area in &base.areas {
            if !checklist.areas.iter().any(|it| it.id == area.id) {
                desk.note(&area.id, "", Flaw::Gone(area.id.clone()));
            }
        }
        for item in base.items().filter(|item| checklist.item(&item.id).is_none()) {
            desk.note(&item.id, "", Flaw::Gone(item.id.clone()));
        }
        self.taken(&mut desk, checklist, base);
        desk.problems
    }

    /// Notes ids that are new here and stand for something else in another version.
    fn taken(&self, desk: &mut Desk<'_>, checklist: &Checklist, base: &Checklist) {
        for item in checklist.items().filter(|item| base.item(&item.id).is_none()) {
            let others = self.every_version().filter(|it| it.checklist.id == checklist.id);
            let taken = others
                .filter_map(|it| Some((it.checklist, it.checklist.item(&item.id)?)))
                .find(|(_, other)| other.question != item.question);
            if let Some((other, _)) = taken {
                let (id, version) = (item.id.clone(), other.version.clone());
                desk.note(&item.id, "id", Flaw::Taken { id, version });
            }
        }
    }
}
