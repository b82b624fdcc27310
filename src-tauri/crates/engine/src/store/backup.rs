//! The whole store in one file, and back.
//!
//! A tar archive of the key file, a verified copy of the database and the
//! encrypted files; the last entry lists every other one with its digest.
//! Nothing is decrypted on the way, so a backup is as safe to carry as the
//! laptop, and the passphrase or recovery code that opens the one opens the
//! other.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tar::{Archive, Builder, EntryType, Header};

use super::cipher::Key;
use super::error::StoreError;
use super::hex;
use super::home::{self, DATABASE, FILES, Home, KEYS};
use super::snapshot;

const FORMAT: u32 = 1;
const LIST: &str = "backup.json";
/// A list longer than this was not written by us.
const LIST_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// What a backup holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BackupSummary {
    /// When it was made, by the clock of the laptop that made it.
    pub taken_at_ms: i64,
    /// Evidence and papers in it.
    pub files: u32,
    /// Size of the contents in bytes.
    pub size_bytes: u64,
}

#[derive(Debug, Deserialize, Serialize)]
struct List {
    format: u32,
    taken_at_ms: i64,
    entries: BTreeMap<String, Line>,
}

#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
struct Line {
    size: u64,
    sha256: String,
}

/// Writes the backup to `out`, reads it back, and only then gives it its name.
pub(super) fn write(
    connection: &Connection,
    home: &Home,
    key: &Key,
    out: &Path,
    now: DateTime<Utc>,
) -> Result<BackupSummary, StoreError> {
    let database = home.root().join("backup.db.draft");
    let draft = home::draft_of(out);
    let summary = snapshot::copy(connection, key, &database, now)
        .and_then(|()| write_draft(home, &database, &draft, now))
        .and_then(|()| read_through(&draft, None));
    home::discard(&database);
    match summary {
        Ok(summary) => home::move_into_place(&draft, out).map(|()| summary),
        Err(error) => {
            home::discard(&draft);
            Err(error)
        }
    }
}

/// Puts the backup `from` into the folder of `home`, which must be empty or absent.
///
/// # Errors
///
/// [`StoreError::AlreadyThere`], [`StoreError::BackupDamaged`] naming the first
/// entry that fails, and those of the disk. On failure `home` is as before.
pub fn restore(from: &Path, home: &Home) -> Result<BackupSummary, StoreError> {
    let root = home.root();
    let failed = |source| StoreError::io(root, source);
    if root.exists() && fs::read_dir(root).map_err(failed)?.next().is_some() {
        return Err(StoreError::AlreadyThere { path: root.to_path_buf() });
    }
    let draft = home::draft_of(root);
    if draft.exists() {
        fs::remove_dir_all(&draft).map_err(failed)?;
    }
    let unpacked = Home::new(&draft).make_folders().and_then(|()| read_through(from, Some(&draft)));
    let summary = match unpacked {
        Ok(summary) => summary,
        Err(error) => {
            drop(fs::remove_dir_all(&draft));
            return Err(error);
        }
    };
    if root.exists() {
        fs::remove_dir(root).map_err(failed)?;
    }
    home::move_into_place(&draft, root)?;
    Ok(summary)
}

fn write_draft(
    home: &Home,
    database: &Path,
    draft: &Path,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let failed = |source| StoreError::io(draft, source);
    let mut archive = Builder::new(BufWriter::new(File::create(draft).map_err(failed)?));
    let mut list =
        List { format: FORMAT, taken_at_ms: now.timestamp_millis(), entries: BTreeMap::new() };
    for (name, path) in contents(home, database)? {
        let line = append(&mut archive, &name, &path)?;
        list.entries.insert(name, line);
    }
    let text =
        serde_json::to_vec(&list).map_err(|_| StoreError::Unreadable { what: "backup list" })?;
    archive.append_data(&mut header(text.len() as u64), LIST, text.as_slice()).map_err(failed)?;
    let mut out = archive.into_inner().map_err(failed)?;
    out.flush().map_err(failed)?;
    out.get_ref().sync_all().map_err(failed)
}

/// Every file of the backup: its name in the archive and where it lies.
fn contents(home: &Home, database: &Path) -> Result<Vec<(String, PathBuf)>, StoreError> {
    let mut all =
        vec![(KEYS.to_owned(), home.keys()), (DATABASE.to_owned(), database.to_path_buf())];
    for folder in folder_entries(&home.files())? {
        for path in if folder.is_dir() { folder_entries(&folder)? } else { Vec::new() } {
            let shelf = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let name = format!("{FILES}/{shelf}/{file}");
            if is_known(&name) {
                all.push((name, path));
            }
        }
    }
    Ok(all)
}

fn folder_entries(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let failed = |source| StoreError::io(folder, source);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn append(
    archive: &mut Builder<BufWriter<File>>,
    name: &str,
    path: &Path,
) -> Result<Line, StoreError> {
    let failed = |source| StoreError::io(path, source);
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    let mut reader = Digesting { inner: BufReader::new(file).take(size), digest: Sha256::new() };
    archive.append_data(&mut header(size), name, &mut reader).map_err(failed)?;
    Ok(Line { size, sha256: hex::encode(&reader.digest.finalize()) })
}

fn header(size: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_size(size);
    header.set_mode(0o600);
    header.set_entry_type(EntryType::Regular);
    header
}

/// Compares every entry with the list; unpacks into `target` if there is one.
fn read_through(path: &Path, target: Option<&Path>) -> Result<BackupSummary, StoreError> {
    let failed = |source| StoreError::io(path, source);
    let damaged =
        |entry: &str| StoreError::BackupDamaged { path: path.to_path_buf(), entry: entry.into() };
    let mut archive = Archive::new(BufReader::new(File::open(path).map_err(failed)?));
    let mut found = BTreeMap::new();
    for entry in archive.entries().map_err(failed)? {
        let mut entry = entry.map_err(|_| damaged(LIST))?;
        let name = entry_name(&entry.path().map_err(|_| damaged(LIST))?);
        if name == LIST {
            let mut text = Vec::new();
            entry.take(LIST_BYTES_MAX).read_to_end(&mut text).map_err(|_| damaged(LIST))?;
            let list: List = serde_json::from_slice(&text).map_err(|_| damaged(LIST))?;
            return compare(&list, found, damaged);
        }
        if !is_known(&name) || found.contains_key(&name) {
            return Err(damaged(&name));
        }
        let line = match target {
            Some(folder) => unpack(&mut entry, &folder.join(&name), || damaged(&name))?,
            None => digest(&mut entry, &mut io::sink()).map_err(|_| damaged(&name))?,
        };
        found.insert(name, line);
    }
    Err(damaged(LIST))
}

fn compare(
    list: &List,
    mut found: BTreeMap<String, Line>,
    damaged: impl Fn(&str) -> StoreError,
) -> Result<BackupSummary, StoreError> {
    if FORMAT < list.format {
        return Err(StoreError::TooNew { found: list.format, known: FORMAT });
    }
    if !list.entries.contains_key(KEYS) || !list.entries.contains_key(DATABASE) {
        return Err(damaged(LIST));
    }
    let mut size_bytes = 0;
    for (name, line) in &list.entries {
        if found.remove(name).as_ref() != Some(line) {
            return Err(damaged(name));
        }
        size_bytes += line.size;
    }
    if let Some(name) = found.keys().next() {
        return Err(damaged(name));
    }
    let files = u32::try_from(list.entries.len().saturating_sub(2)).unwrap_or(u32::MAX);
    Ok(BackupSummary { taken_at_ms: list.taken_at_ms, files, size_bytes })
}

fn unpack(
    entry: &mut dyn Read,
    path: &Path,
    damaged: impl Fn() -> StoreError,
) -> Result<Line, StoreError> {
    let failed = |source| StoreError::io(path, source);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut out = File::create(path).map_err(failed)?;
    let line = digest(entry, &mut out).map_err(|error| {
        let error = StoreError::io(path, error);
        // A full disk is said as such; everything else is the archive's fault.
        if matches!(error, StoreError::Io { .. }) { damaged() } else { error }
    })?;
    out.sync_all().map_err(failed)?;
    Ok(line)
}

fn digest(from: &mut dyn Read, out: &mut dyn Write) -> io::Result<Line> {
    let mut reader = Digesting { inner: from, digest: Sha256::new() };
    let size = io::copy(&mut reader, out)?;
    Ok(Line { size, sha256: hex::encode(&reader.digest.finalize()) })
}

/// Only names that a store has may come out of an archive; none climbs out of the folder.
fn is_known(name: &str) -> bool {
    if name == KEYS || name == DATABASE {
        return true;
    }
    let parts: Vec<&str> = name.split('/').collect();
    match parts.as_slice() {
        [FILES, shelf, file] => {
            file.len() == 64 && hex::decode(file).is_some() && file.get(..2) == Some(*shelf)
        }
        _ => false,
    }
}

fn entry_name(path: &Path) -> String {
    let parts: Vec<&str> = path
        .components()
        .map(|part| match part {
            Component::Normal(part) => part.to_str().unwrap_or(".."),
            Component::Prefix(_)
            | Component::RootDir
            | Component::CurDir
            | Component::ParentDir => "..",
        })
        .collect();
    parts.join("/")
}

struct Digesting<R> {
    inner: R,
    digest: Sha256,
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.digest.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_no_name_climb_out_of_the_folder() {
        let hash = "ab".repeat(32);

        assert!(is_known(&format!("files/ab/{hash}")));
        for name in ["../keys.json", "/keys.json", "files/../keys.json", "files/cd/x", "lock"] {
            assert!(!is_known(&entry_name(Path::new(name))), "{name}");
        }
        assert!(!is_known(&format!("files/cd/{hash}")));
    }
}
