//! The folder of one store: what lies where, and who may write.
//!
//! ```text
//! keys.json     the database key, wrapped by passphrase and by recovery code
//! lock          held by the one program that has the store open
//! sound.json    how the database looked when it was last closed cleanly
//! store.db      the encrypted database (-wal and -shm beside it)
//! files/ab/…    evidence and papers, one encrypted file each, named by digest
//! copies/       smaller copies of pictures, encrypted; can be thrown away at any time
//! snapshots/    verified copies of the database
//! set-aside/    what a restore replaced; never deleted by this program
//! pad.key       the public key that the emergency pad seals to
//! pad.log       what was written on it, sealed
//! window.json   where the window stood and how it looked; nothing of anybody's work
//! ```

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// File name of the database.
pub(crate) const DATABASE: &str = "store.db";
/// File name of the key file.
pub(crate) const KEYS: &str = "keys.json";
/// Folder of the encrypted files.
pub(crate) const FILES: &str = "files";
/// Folder of smaller copies that can be made again.
pub(crate) const SIDE_COPIES: &str = "copies";
/// Folder of the verified copies.
pub(crate) const SNAPSHOTS: &str = "snapshots";
/// Folder of what a restore replaced.
pub(crate) const SET_ASIDE: &str = "set-aside";
/// File that the one program holds.
pub(crate) const LOCK: &str = "lock";
/// Note that the database was closed cleanly, and how it looked then.
pub(crate) const SOUND: &str = "sound.json";

/// The public key that the emergency pad seals to.
pub(crate) const PAD_KEY: &str = "pad.key";
/// What was written on the emergency pad, sealed.
pub(crate) const PAD: &str = "pad.log";
/// What the window remembers in the clear.
pub(crate) const WINDOW: &str = "window.json";

/// Marks a store that is being made.
const UNFINISHED: &str = "unfinished";

/// Where a store lies.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// Names the folder `root`; nothing is read or made yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a store was made here once, even if its database is lost.
    ///
    /// One whose making was cut short does not count: nobody has its keys.
    pub fn holds_a_store(&self) -> bool {
        !self.root.join(UNFINISHED).exists() && (self.keys().exists() || self.database().exists())
    }

    /// Marks the folder as being made, and clears what an earlier try left.
    pub(crate) fn begin_creation(&self) -> Result<(), StoreError> {
        write_whole(&self.root.join(UNFINISHED), b"")?;
        for name in [DATABASE, "store.db-wal", "store.db-shm", KEYS, SOUND] {
            discard(&self.root.join(name));
        }
        Ok(())
    }

    /// Says that the store is whole.
    pub(crate) fn end_creation(&self) -> Result<(), StoreError> {
        let marker = self.root.join(UNFINISHED);
        fs::remove_file(&marker)
            .and_then(|()| sync_folder(&self.root))
            .map_err(|source| StoreError::io(&marker, source))
    }

    pub(crate) fn keys(&self) -> PathBuf {
        self.root.join(KEYS)
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.root.join(DATABASE)
    }

    pub(crate) fn sound(&self) -> PathBuf {
        self.root.join(SOUND)
    }

    pub(crate) fn files(&self) -> PathBuf {
        self.root.join(FILES)
    }

    pub(crate) fn side_copies(&self) -> PathBuf {
        self.root.join(SIDE_COPIES)
    }

    pub(crate) fn snapshots(&self) -> PathBuf {
        self.root.join(SNAPSHOTS)
    }

    pub(crate) fn set_aside(&self) -> PathBuf {
        self.root.join(SET_ASIDE)
    }

    pub(crate) fn pad_key(&self) -> PathBuf {
        self.root.join(PAD_KEY)
    }

    pub(crate) fn pad(&self) -> PathBuf {
        self.root.join(PAD)
    }

    pub(crate) fn window(&self) -> PathBuf {
        self.root.join(WINDOW)
    }

    /// Makes the folders that are missing.
    pub(crate) fn make_folders(&self) -> Result<(), StoreError> {
        for folder in [self.root.clone(), self.files(), self.snapshots()] {
            fs::create_dir_all(&folder).map_err(|source| StoreError::io(&folder, source))?;
        }
        Ok(())
    }

    /// Removes what a kill left half written: drafts have no reader. The caller
    /// holds the lock, so nobody is writing them. What cannot be removed stays.
    pub(crate) fn sweep_drafts(&self) {
        for folder in [self.root.clone(), self.files(), self.side_copies(), self.snapshots()] {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.file_name().to_string_lossy().contains(".draft") {
                    discard(&entry.path());
                }
            }
        }
    }

    /// Takes the folder for this program, until the lock is dropped.
    pub(crate) fn lock(&self) -> Result<Lock, StoreError> {
        let path = self.root.join(LOCK);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|source| StoreError::io(&path, source))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: self.root.clone() }),
            Err(TryLockError::Error(source)) => Err(StoreError::io(&path, source)),
        }
    }
}

/// Proof that no other program has the store open.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Replaces the file `path` by `bytes`, whole or not at all, even if the power fails.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let draft = draft_of(path);
    let written = write_synced(&draft, bytes);
    if let Err(source) = written {
        discard(&draft);
        return Err(StoreError::io(path, source));
    }
    move_into_place(&draft, path)
}

/// Renames `draft`, whose bytes are on the disk already, to `path`, durably.
pub(crate) fn move_into_place(draft: &Path, path: &Path) -> Result<(), StoreError> {
    fs::rename(draft, path).map_err(|source| StoreError::io(path, source))?;
    match path.parent() {
        // A bare name lies in the folder of the process, whose path is not empty but `.`.
        Some(folder) if folder.as_os_str().is_empty() => {
            sync_folder(Path::new(".")).map_err(|source| StoreError::io(path, source))
        }
        Some(folder) => sync_folder(folder).map_err(|source| StoreError::io(folder, source)),
        None => Ok(()),
    }
}

/// The name under which a file is written before it is whole.
pub(crate) fn draft_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(".draft");
    PathBuf::from(name)
}

/// Removes a draft that nobody will finish; what cannot be removed stays a draft.
pub(crate) fn discard(draft: &Path) {
    drop(fs::remove_file(draft));
}

/// Makes a rename or a new file in `folder` outlive a power cut.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows writes a rename through; a folder cannot be opened as a file there.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_second_program_that_the_store_is_in_use() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());

        let first = home.lock().unwrap();
        let second = home.lock();

        assert!(matches!(second, Err(StoreError::InUse { .. })));
        drop(first);
        assert!(home.lock().is_ok());
    }

    #[test]
    fn replaces_a_file_whole_and_leaves_no_draft() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");

        write_whole(&path, b"one").unwrap();
        write_whole(&path, b"two").unwrap();

        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
