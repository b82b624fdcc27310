//! Checklists and vocabulary: those shipped with the program, and the user's own.
//!
//! **Invariant:** a published version never changes; minutes name `id@version`
//! and its digest.

mod baked;
mod convert;
mod fields;
mod formulas;
#[cfg(test)]
pub(crate) mod invented;
mod made;
mod places;
mod problem;
mod rules;
mod shape;
mod show;
mod source;
mod statements;
#[cfg(test)]
mod tests;
mod token_modules;
mod versions;
mod words;
mod work_days;
mod written;
mod written_registers;

use chrono::NaiveDate;
use domain::campaign::ChecklistPin;
use domain::checklist::{Checklist, Selection};
use domain::vocabulary::Vocabulary;

pub use places::places;
pub use problem::{CatalogueError, Flaw, Problem};
pub use show::{Bases, Dated, Shown, ShownArea, ShownBasis, ShownItem, ShownPart};
pub use token_modules::{TokenModule, token_modules};
pub use versions::Version;
pub use work_days::work_days;
pub use written::to_toml;

use source::Source;

/// Every checklist at hand, with the words of all times.
#[derive(Clone, Debug)]
pub struct Catalogue {
    checklists: Vec<Shelved>,
    vocabulary: Vocabulary,
    /// The placeholders that the vocabulary fills.
    words: Vec<String>,
}

#[derive(Clone, Debug)]
struct Shelved {
    checklist: Checklist,
    digest: [u8; 32],
    /// Whether the office made it; otherwise it ships with the program.
    own: bool,
}

/// One line of `bienban checklist list`.
#[derive(Clone, Debug, Eq, PartialEq, serde::Serialize)]
pub struct Listed {
    /// The checklist's id.
    pub id: String,
    /// The version.
    pub version: String,
    /// The title.
    pub title: String,
    /// The first day of campaigns that use it, ISO.
    pub valid_from: String,
    /// How many areas it has.
    pub areas: usize,
    /// How many items it has.
    pub items: usize,
}

impl Catalogue {
    /// Reads what ships with the program.
    ///
    /// # Errors
    ///
    /// [`CatalogueError`] when the shipped data is broken; a test reads all of it.
    pub fn builtin() -> Result<Self, CatalogueError> {
        let vocabulary =
            words::vocabulary(&Source::new(baked::VOCABULARY)).map_err(CatalogueError)?;
        let words = vocabulary.placeholders().into_iter().collect();
        let mut catalogue = Self { checklists: Vec::new(), vocabulary, words };
        for files in baked::CHECKLISTS {
            catalogue.add(&Source::new(files))?;
        }
        Ok(catalogue)
    }

    /// The words of all times.
    pub const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The shipped version of checklist `id` for a campaign whose first day is `on` and that names
    /// no version. Ask [`crate::Engine::checklist_of`] what a campaign goes by.
    pub fn checklist(&self, id: &str, on: NaiveDate) -> Option<&Checklist> {
        self.shipped(id)
            .filter(|checklist| checklist.valid_from <= on)
            .max_by_key(|checklist| checklist.valid_from)
    }

    /// The shipped checklist `id` in the version that minutes named.
    pub fn version(&self, id: &str, version: &str) -> Option<&Checklist> {
        self.shipped(id).find(|checklist| checklist.version == version)
    }

    /// SHA-256 of the files of the shipped `id` in `version`.
    pub fn digest(&self, id: &str, version: &str) -> Option<[u8; 32]> {
        let pin = ChecklistPin { version: version.to_owned(), sha256: None };
        self.shelved(id, &pin).map(|it| it.digest)
    }

    /// Every version of every checklist, by id and first day.
    pub fn list(&self) -> Vec<Listed> {
        let mut list: Vec<Listed> = self
            .checklists
            .iter()
            .map(|Shelved { checklist, .. }| Listed {
                id: checklist.id.clone(),
                version: checklist.version.clone(),
                title: checklist.title.clone(),
                valid_from: checklist.valid_from.to_string(),
                areas: checklist.areas.len(),
                items: checklist.items().count(),
            })
            .collect();
        list.sort_by(|one, other| (&one.id, &one.valid_from).cmp(&(&other.id, &other.valid_from)));
        list
    }

    /// What the checklist `id` says on the day `on`, or through time without
    /// one; the history is that of the latest version.
    pub fn show(&self, id: &str, on: Option<NaiveDate>) -> Option<Shown> {
        match on {
            Some(day) => {
                let checklist = self.checklist(id, day)?;
                Some(Shown::day(&checklist.on(&self.vocabulary, &Selection::day(day))))
            }
            None => {
                let latest = self.shipped(id).max_by_key(|checklist| checklist.valid_from)?;
                Some(Shown::history(latest))
            }
        }
    }

    /// Reads a user's own checklist: one file that holds everything.
    ///
    /// # Errors
    ///
    /// [`CatalogueError`] with every problem that was found.
    pub fn read(&self, file: &str, text: &str) -> Result<Checklist, CatalogueError> {
        convert::checklist(&Source::new(&[(file, text)]), &self.words).map_err(CatalogueError)
    }

    /// What is wrong in a user's own checklist; nothing when it can be used.
    pub fn check(&self, file: &str, text: &str) -> Vec<Problem> {
        self.read(file, text).map_or_else(|error| error.0, |_| Vec::new())
    }

    fn shipped<'a, 'b>(&'a self, id: &'b str) -> impl Iterator<Item = &'a Checklist> + use<'a, 'b> {
        let shipped = self.checklists.iter().filter(|it| !it.own).map(|it| &it.checklist);
        shipped.filter(move |it| it.id == id)
    }

    fn add(&mut self, source: &Source) -> Result<(), CatalogueError> {
        let checklist = convert::checklist(source, &self.words).map_err(CatalogueError)?;
        self.checklists.push(Shelved { checklist, digest: source.digest(), own: false });
        Ok(())
    }
}
