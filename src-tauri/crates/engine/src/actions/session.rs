//! Making, opening and closing a store; who works here, and how.

use std::path::Path;
use std::sync::Arc;

use domain::text::clean;
use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::engine::{Engine, Ids};
use crate::error::{EngineError, Field};
use crate::ports::{Clock, Randomness};
use crate::store::{
    Home, KeyCost, Passphrase, Ports, Reason, RecoveryCode, Secret, Store, restore_snapshot,
};

/// Who works on this laptop.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The post.
    pub title: String,
    /// The office.
    pub office: String,
}

/// How this person likes the program; belongs to the laptop and is never shared.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Settings {
    /// Minutes without a key or a click after which the store is locked; 0 never.
    pub idle_minutes: u32,
    /// Whether the digits 1 to 4 rate the item that has the focus.
    pub digit_keys: bool,
    /// Whether the tour was taken or waved away.
    #[serde(default)]
    pub tour_seen: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { idle_minutes: 15, digit_keys: true, tour_seen: false }
    }
}

/// Letters a passphrase has at least.
pub(crate) const PASSPHRASE_MIN: usize = 8;

const PERSON: &str = "person";
const SETTINGS: &str = "settings";

impl Engine {
    /// Makes a new store in `folder` and returns the recovery code, which is shown once.
    ///
    /// # Errors
    ///
    /// [`EngineError::BadInput`] for an empty name or a short passphrase, and
    /// [`EngineError::Store`].
    pub fn create(
        folder: &Path,
        person: &Person,
        passphrase: &str,
        cost: KeyCost,
        doors: (Arc<dyn Clock>, Arc<dyn Randomness>),
    ) -> Result<(Self, RecoveryCode), EngineError> {
        let person = checked(person)?;
        let passphrase = checked_passphrase(passphrase)?;
        let ports = ports(&doors);
        let (store, code) = Store::create(&Home::new(folder), &passphrase, cost, ports)?;
        let mut engine = Self::around(store, doors)?;
        engine.save_person(&person)?;
        Ok((engine, code))
    }

    /// Opens the store in `folder` with a passphrase or a recovery code.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`]; a damaged store lists the snapshots to choose from.
    pub fn open(
        folder: &Path,
        secret: &Secret,
        doors: (Arc<dyn Clock>, Arc<dyn Randomness>),
    ) -> Result<Self, EngineError> {
        let store = Store::open(&Home::new(folder), secret, ports(&doors))?;
        Self::around(store, doors)
    }

    /// Puts the snapshot `name` in the place of the present database and opens it.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn open_snapshot(
        folder: &Path,
        secret: &Secret,
        name: &str,
        doors: (Arc<dyn Clock>, Arc<dyn Randomness>),
    ) -> Result<Self, EngineError> {
        let store = restore_snapshot(&Home::new(folder), secret, name, ports(&doors))?;
        Self::around(store, doors)
    }

    fn around(
        store: Store,
        doors: (Arc<dyn Clock>, Arc<dyn Randomness>),
    ) -> Result<Self, EngineError> {
        let mut engine = Self {
            store,
            clock: doors.0,
            randomness: doors.1,
            catalogue: Catalogue::builtin()?,
            layouts: papers::Layouts::shipped()?,
            undo: std::collections::BTreeMap::new(),
            redo: std::collections::BTreeMap::new(),
            memory: std::sync::Mutex::default(),
            visits_read: crate::reading::VisitsRead::default(),
            ids: Ids::default(),
            places: std::cell::RefCell::default(),
        };
        engine.keep_pad_key()?;
        engine.shelve_own_checklists()?;
        Ok(engine)
    }

    /// Signs what was written, folds the log into the database and lets the folder go.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`]; what was acknowledged is safe all the same.
    pub fn close(self) -> Result<(), EngineError> {
        Ok(self.store.close()?)
    }

    /// Who works here.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn person(&self) -> Result<Person, EngineError> {
        Ok(self.local(PERSON)?.unwrap_or_default())
    }

    /// Corrects who works here.
    ///
    /// # Errors
    ///
    /// [`EngineError::BadInput`] for an empty name, and [`EngineError::Store`].
    pub fn save_person(&mut self, person: &Person) -> Result<(), EngineError> {
        let person = checked(person)?;
        self.save_local(PERSON, &person)
    }

    /// How the person likes the program.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn settings(&self) -> Result<Settings, EngineError> {
        Ok(self.local(SETTINGS)?.unwrap_or_default())
    }

    /// Changes how the person likes the program.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn save_settings(&mut self, settings: Settings) -> Result<Settings, EngineError> {
        let settings = Settings { idle_minutes: settings.idle_minutes.min(24 * 60), ..settings };
        self.save_local(SETTINGS, &settings)?;
        Ok(settings)
    }

    /// Replaces the passphrase; the recovery code stays.
    ///
    /// # Errors
    ///
    /// [`EngineError::BadInput`] for a short one, and [`EngineError::Store`] for a wrong `current`.
    pub fn change_passphrase(&mut self, current: &Secret, next: &str) -> Result<(), EngineError> {
        let next = checked_passphrase(next)?;
        Ok(self.store.change_passphrase(current, &next)?)
    }

    /// Writes the whole store to one file, read back and verified.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn backup(&self, out: &Path) -> Result<(), EngineError> {
        self.store.backup(out)?;
        Ok(())
    }

    /// Takes the hourly snapshot if it is due, and says when the latest one was taken.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn keep_snapshots(&self) -> Result<Option<chrono::DateTime<chrono::Utc>>, EngineError> {
        self.store.take_snapshot_if_due()?;
        Ok(self.store.snapshots()?.first().map(|snapshot| snapshot.taken_at))
    }

    /// Takes a snapshot before something large is brought in.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn snapshot_before_import(&self) -> Result<(), EngineError> {
        self.store.take_snapshot(Reason::BeforeImport)?;
        Ok(())
    }

    pub(super) fn local<T: serde::de::DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<T>, EngineError> {
        let Some(text) = self.store.local(name)? else { return Ok(None) };
        // A value of another version is as good as none: it is a liking, not a record.
        Ok(serde_json::from_str(&text).ok())
    }

    pub(super) fn save_local<T: serde::Serialize>(
        &mut self,
        name: &str,
        value: &T,
    ) -> Result<(), EngineError> {
        let text = serde_json::to_string(value).map_err(|source| {
            crate::record::RecordError::Unreadable {
                kind: "local".to_owned(),
                field: name.to_owned(),
                source,
            }
        })?;
        Ok(self.store.set_local(name, &text)?)
    }
}

fn ports(doors: &(Arc<dyn Clock>, Arc<dyn Randomness>)) -> Ports {
    Ports { clock: Arc::clone(&doors.0), randomness: Arc::clone(&doors.1) }
}

fn checked(person: &Person) -> Result<Person, EngineError> {
    let person = Person {
        name: clean(&person.name),
        title: clean(&person.title),
        office: clean(&person.office),
    };
    if person.name.is_empty() {
        return Err(EngineError::BadInput { field: Field::Name, entered: String::new() });
    }
    Ok(person)
}

fn checked_passphrase(typed: &str) -> Result<Passphrase, EngineError> {
    let passphrase = Passphrase::new(typed);
    if passphrase.len() < PASSPHRASE_MIN {
        return Err(EngineError::BadInput { field: Field::Passphrase, entered: String::new() });
    }
    Ok(passphrase)
}
