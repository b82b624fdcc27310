//! Smaller copies beside the files: a cache that can be thrown away and made again.
//!
//! A copy is encrypted under a key that follows from the key of its file, so whoever may not read
//! the file cannot read its copies either, and a lawful purge takes both. Copies are in no seal, no
//! backup and no check. What does not read back counts as not there.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::Store;
use super::blobs::{self, FileDigest};
use super::cipher::Key;
use super::error::StoreError;
use super::hex;
use super::home::{self, Home};
use super::vault;
use crate::ports::Randomness;

/// Sets the keys of copies apart from every other use of a file's key.
const PURPOSE: &[u8] = b"bienban side copy 1";

/// The way to one file and its copies that needs no hold on the store: reading and decrypting a
/// large photograph must not keep anybody from saving.
#[derive(Clone)]
pub struct FileAccess {
    home: Home,
    key: Key,
    digest: FileDigest,
    randomness: Arc<dyn Randomness>,
}

impl std::fmt::Debug for FileAccess {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "FileAccess({})", self.digest)
    }
}

impl Store {
    /// The way to the file `digest`.
    ///
    /// # Errors
    ///
    /// [`StoreError::FileMissing`] for a file nobody knows, [`StoreError::Purged`], and those of the
    /// database. Whether the bytes are there shows when they are read.
    pub fn access(&self, digest: FileDigest) -> Result<FileAccess, StoreError> {
        Ok(FileAccess {
            home: self.home.clone(),
            key: blobs::key_of(&self.connection, digest)?,
            digest,
            randomness: Arc::clone(&self.ports.randomness),
        })
    }
}

impl FileAccess {
    /// Which file it is.
    pub const fn digest(&self) -> FileDigest {
        self.digest
    }

    /// The bytes of the file, verified.
    ///
    /// # Errors
    ///
    /// [`StoreError::FileMissing`], [`StoreError::FileDamaged`], and those of the disk.
    pub fn read(&self) -> Result<Vec<u8>, StoreError> {
        let mut plain = Vec::new();
        blobs::decrypt(&self.home, &self.key, self.digest, &mut plain)?;
        Ok(plain)
    }

    /// Whether something lies where the file should; whether it is whole shows when it is read.
    pub fn is_there(&self) -> bool {
        blobs::path_of(&self.home, self.digest).is_file()
    }

    /// The copy called `label`; `None` when it has to be made.
    pub fn copy(&self, label: &str) -> Option<Vec<u8>> {
        let file = File::open(self.path(label)).ok()?;
        let mut plain = Vec::new();
        vault::decrypt(&self.copy_key(label)?, &mut BufReader::new(file), &mut plain).ok()?;
        Some(plain)
    }

    /// Keeps a copy under `label`. It is not forced to the disk: it can be made again.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the disk; there is then no copy.
    pub fn keep_copy(&self, label: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let Some(key) = self.copy_key(label) else { return Ok(()) };
        let mut prefix = vault::Prefix::default();
        self.randomness.fill(&mut prefix)?;
        let folder = self.home.side_copies();
        fs::create_dir_all(&folder).map_err(|source| StoreError::io(&folder, source))?;
        let draft = folder.join(format!("{}.draft", hex::encode(&prefix)));
        let written = File::create(&draft).and_then(|file| {
            let mut out = BufWriter::new(file);
            vault::encrypt(&key, prefix, &mut &*bytes, &mut out)?;
            out.flush()
        });
        let placed = written.and_then(|()| fs::rename(&draft, self.path(label)));
        placed.map_err(|source| {
            home::discard(&draft);
            StoreError::io(&draft, source)
        })
    }

    /// A name that tells nothing about the file.
    fn path(&self, label: &str) -> PathBuf {
        let mut name = Sha256::new();
        name.update(b"name");
        name.update(self.key.bytes());
        name.update(label.as_bytes());
        self.home.side_copies().join(hex::encode(&name.finalize()))
    }

    fn copy_key(&self, label: &str) -> Option<Key> {
        let mut key = Sha256::new();
        key.update(PURPOSE);
        key.update(self.key.bytes());
        key.update(label.as_bytes());
        Key::from_slice(&key.finalize())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::store::testing::{Counting, still};
    use crate::store::{KeyCost, Passphrase, Ports};

    fn store(folder: &std::path::Path) -> Store {
        let ports = Ports { clock: still(), randomness: Arc::new(Counting::default()) };
        let passphrase = Passphrase::new("một mật khẩu");
        Store::create(&Home::new(folder), &passphrase, KeyCost::CHEAP, ports).unwrap().0
    }

    #[test]
    fn a_copy_reads_back_and_a_damaged_one_counts_as_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(&folder.path().join("kho"));
        let kept =
            store.write(|tx| tx.keep_file(&mut Cursor::new(b"photo"), "image/jpeg")).unwrap().value;
        let access = store.access(kept.digest).unwrap();

        assert_eq!(access.copy("thumb"), None);
        access.keep_copy("thumb", b"small photo").unwrap();

        assert_eq!(access.copy("thumb").unwrap(), b"small photo");
        assert_eq!(access.copy("work"), None);
        let path = access.path("thumb");
        let mut bytes = fs::read(&path).unwrap();
        assert!(!bytes.windows(5).any(|five| five == b"photo"), "nothing lies in the clear");
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_eq!(access.copy("thumb"), None);
        assert_eq!(access.read().unwrap(), b"photo");
    }

    #[test]
    fn copies_are_no_matter_of_check_or_backup() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(&folder.path().join("kho"));
        let kept =
            store.write(|tx| tx.keep_file(&mut Cursor::new(b"photo"), "image/jpeg")).unwrap().value;
        store.access(kept.digest).unwrap().keep_copy("thumb", &[7; 5000]).unwrap();

        let report = store.check().unwrap();
        let backup = folder.path().join("kho.backup");
        store.backup(&backup).unwrap();

        assert_eq!((report.files, report.strays.len(), report.flaws.len()), (1, 0, 0));
        let copies = |home: &str| folder.path().join(home).join("copies").exists();
        let other = Home::new(folder.path().join("khac"));
        crate::store::restore(&backup, &other).unwrap();
        assert!(copies("kho") && !copies("khac"));
    }
}
