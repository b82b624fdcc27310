//! Evidence and papers: files beside the database, named by the digest of
//! their plain bytes, each encrypted under a key of its own.
//!
//! A file is on the disk, whole and durable, before the op that names it is
//! committed. A file whose op never came has no key left in the database: it is
//! noise that `check` counts and the next file of the same digest replaces.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use ledger::KeyId;
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::cipher::Key;
use super::content_keys::{self, Purpose};
use super::error::StoreError;
use super::hex;
use super::home::{self, Home};
use super::vault;
use crate::ports::Randomness;

/// SHA-256 of a file's plain bytes: what the ledger calls it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FileDigest(pub [u8; 32]);

impl fmt::Display for FileDigest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hex::encode(&self.0))
    }
}

/// A text that is no digest.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not a SHA-256 digest in hexadecimal")]
pub struct BadDigest;

impl FromStr for FileDigest {
    type Err = BadDigest;

    fn from_str(text: &str) -> Result<Self, BadDigest> {
        let bytes = hex::decode(text).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or(BadDigest)
    }
}

/// A file that the database knows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeptFile {
    /// Its name.
    pub digest: FileDigest,
    /// Length of the plain bytes.
    pub size_bytes: u64,
    /// Media type.
    pub media_type: String,
    /// Whether its key was destroyed by a lawful purge.
    pub purged: bool,
}

/// Where the file `digest` lies.
pub(super) fn path_of(home: &Home, digest: FileDigest) -> PathBuf {
    let name = digest.to_string();
    home.files().join(name.get(..2).unwrap_or_default()).join(name)
}

/// A file that lies encrypted on the disk and that nothing names yet. Dropped, it goes.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    home: Home,
    key: Key,
    digest: FileDigest,
    size_bytes: u64,
}

impl Draft {
    /// What the file will be called.
    pub const fn digest(&self) -> FileDigest {
        self.digest
    }

    /// Length of the plain bytes.
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        home::discard(&self.path);
    }
}

/// The place where files are encrypted before anything names them. The slow part of keeping a file,
/// encrypting it and waiting for the disk, happens here, while others save.
#[derive(Clone)]
pub struct Drafts {
    home: Home,
    randomness: Arc<dyn Randomness>,
}

impl fmt::Debug for Drafts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Drafts(…)")
    }
}

impl Drafts {
    pub(super) const fn new(home: Home, randomness: Arc<dyn Randomness>) -> Self {
        Self { home, randomness }
    }

    /// Encrypts `plain`; it is durable when this returns.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the disk; an unreadable `plain` counts as one.
    pub fn write(&self, plain: &mut dyn Read) -> Result<Draft, StoreError> {
        draft(&self.home, self.randomness.as_ref(), plain)
    }

    /// A new path for a bundle that is on its way; swept with the drafts if nobody takes it away.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the disk.
    pub fn bundle_path(&self) -> Result<PathBuf, StoreError> {
        self.home.make_folders()?;
        let mut number = vault::Prefix::default();
        self.randomness.fill(&mut number)?;
        Ok(self.home.files().join(format!("{}.doan.draft", hex::encode(&number))))
    }

    /// Takes bytes that another laptop encrypted under `key`; they are durable, and known to hold
    /// what `digest` says, when this returns.
    ///
    /// # Errors
    ///
    /// [`StoreError::FileDamaged`] when they hold something else, and those of the disk.
    pub fn adopt(
        &self,
        (digest, size_bytes): (FileDigest, u64),
        key: [u8; 32],
        sealed: &mut dyn Read,
    ) -> Result<Draft, StoreError> {
        self.home.make_folders()?;
        let mut number = vault::Prefix::default();
        self.randomness.fill(&mut number)?;
        let path = self.home.files().join(format!("{}.draft", hex::encode(&number)));
        let key = Key::from_slice(&key).ok_or(StoreError::Unreadable { what: "key of a file" })?;
        // From here on the draft removes itself when anything fails.
        let draft = Draft { path, home: self.home.clone(), key, digest, size_bytes };
        let failed = |source| StoreError::io(&draft.path, source);
        let mut out = File::create(&draft.path).map_err(failed)?;
        io::copy(sealed, &mut out).map_err(failed)?;
        out.sync_all().map_err(failed)?;
        let mut counted = Counted(0);
        let whole = decrypt_at(&draft.path, &draft.key, digest, &mut counted).is_ok();
        if whole && counted.0 == size_bytes {
            Ok(draft)
        } else {
            Err(StoreError::FileDamaged { sha256: digest.to_string() })
        }
    }
}

/// Counts what is written to it.
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn draft(
    home: &Home,
    randomness: &dyn Randomness,
    plain: &mut dyn Read,
) -> Result<Draft, StoreError> {
    home.make_folders()?;
    let key = Key::draw(randomness)?;
    let mut prefix = vault::Prefix::default();
    randomness.fill(&mut prefix)?;
    let path = home.files().join(format!("{}.draft", hex::encode(&prefix)));
    let (digest, size_bytes) =
        write_draft(&path, &key, prefix, plain).inspect_err(|_| home::discard(&path))?;
    Ok(Draft { path, home: home.clone(), key, digest, size_bytes })
}

/// Encrypts `plain` into place and notes it; the same bytes are kept once.
///
/// Call it inside the transaction of the op that names the file: then the file
/// is durable before the op is, and a failure leaves noise but no promise.
pub(super) fn keep(
    connection: &Connection,
    home: &Home,
    randomness: &dyn Randomness,
    plain: &mut dyn Read,
    media_type: &str,
) -> Result<KeptFile, StoreError> {
    let draft = draft(home, randomness, plain)?;
    keep_draft(connection, randomness, &draft, media_type)
}

/// Gives a draft its place and notes it; the same bytes are kept once.
pub(super) fn keep_draft(
    connection: &Connection,
    randomness: &dyn Randomness,
    draft: &Draft,
    media_type: &str,
) -> Result<KeptFile, StoreError> {
    if let Some(kept) = find_whole(connection, draft)? {
        return Ok(kept);
    }
    place(draft)?;
    let key_id = content_keys::put(connection, randomness, Purpose::File, None, &draft.key)?;
    put(connection, draft, media_type, key_id)
}

/// Gives a draft that came from another laptop its place, under the key that came along as `key_id`.
/// `None` when the file is here, or was erased by law.
pub(super) fn keep_arrived(
    connection: &Connection,
    draft: &Draft,
    media_type: &str,
    key_id: KeyId,
) -> Result<Option<KeptFile>, StoreError> {
    let known = find(connection, draft.digest)?;
    if known.is_some_and(|file| file.purged) || find_whole(connection, draft)?.is_some() {
        return Ok(None);
    }
    place(draft)?;
    put(connection, draft, media_type, key_id).map(Some)
}

/// The file of `draft`, if it is here already, with its key and its bytes.
fn find_whole(connection: &Connection, draft: &Draft) -> Result<Option<KeptFile>, StoreError> {
    let known = find(connection, draft.digest)?.filter(|file| !file.purged);
    Ok(known.filter(|_| path_of(&draft.home, draft.digest).exists()))
}

/// Moves a draft to where the file of its digest lies.
fn place(draft: &Draft) -> Result<(), StoreError> {
    let Draft { path: from, home, digest, .. } = draft;
    let path = path_of(home, *digest);
    if let Some(shelf) = path.parent().filter(|shelf| !shelf.exists()) {
        fs::create_dir_all(shelf).map_err(|source| StoreError::io(shelf, source))?;
        home::sync_folder(&home.files()).map_err(|source| StoreError::io(shelf, source))?;
    }
    home::move_into_place(from, &path)
}

fn write_draft(
    draft: &Path,
    key: &Key,
    prefix: vault::Prefix,
    plain: &mut dyn Read,
) -> Result<(FileDigest, u64), StoreError> {
    let failed = |source| StoreError::io(draft, source);
    let mut out = BufWriter::new(File::create(draft).map_err(failed)?);
    let (digest, size) = vault::encrypt(key, prefix, plain, &mut out).map_err(failed)?;
    out.flush().map_err(failed)?;
    out.get_ref().sync_all().map_err(failed)?;
    Ok((FileDigest(digest), size))
}

/// Notes a file in the database, under a key that is there.
fn put(
    connection: &Connection,
    draft: &Draft,
    media_type: &str,
    key_id: KeyId,
) -> Result<KeptFile, StoreError> {
    let (digest, size_bytes) = (draft.digest, draft.size_bytes);
    let file = KeptFile { digest, size_bytes, media_type: media_type.to_owned(), purged: false };
    connection
        .prepare_cached(
            "insert into blob (sha256, size_bytes, media_type, key_id)
             values (:sha256, :size, :media_type, :key_id)
             on conflict (sha256) do update set key_id = excluded.key_id",
        )?
        .execute(named_params! {
            ":sha256": file.digest.0,
            ":size": i64::try_from(file.size_bytes).unwrap_or(i64::MAX),
            ":media_type": file.media_type,
            ":key_id": key_id.bytes(),
        })?;
    Ok(file)
}

/// Finds what the database knows of the file `digest`.
pub(super) fn find(
    connection: &Connection,
    digest: FileDigest,
) -> Result<Option<KeptFile>, StoreError> {
    connection
        .prepare_cached(
            "select sha256, size_bytes, media_type, key is null
             from blob join content_key on content_key.id = blob.key_id
             where sha256 = :sha256",
        )?
        .query_row(named_params! { ":sha256": digest.0 }, read)
        .optional()
        .map_err(StoreError::from)
}

/// Lists every file the database knows, by digest.
pub(super) fn list(connection: &Connection) -> Result<Vec<KeptFile>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select sha256, size_bytes, media_type, key is null
         from blob join content_key on content_key.id = blob.key_id
         order by sha256",
    )?;
    let rows = statement.query_map([], read)?;
    rows.map(|row| row.map_err(StoreError::from)).collect()
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<KeptFile> {
    Ok(KeptFile {
        digest: FileDigest(row.get(0)?),
        size_bytes: u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default(),
        media_type: row.get(2)?,
        purged: row.get(3)?,
    })
}

/// Decrypts the file `digest` to `out` and verifies it.
///
/// What was written before an error is not to be used.
pub(super) fn copy(
    connection: &Connection,
    home: &Home,
    digest: FileDigest,
    out: &mut dyn Write,
) -> Result<(), StoreError> {
    decrypt(home, &key_of(connection, digest)?, digest, out)
}

/// Decrypts the file `digest` under its key and verifies it, as [`copy`] does.
pub(super) fn decrypt(
    home: &Home,
    key: &Key,
    digest: FileDigest,
    out: &mut dyn Write,
) -> Result<(), StoreError> {
    decrypt_at(&path_of(home, digest), key, digest, out)
}

fn decrypt_at(
    path: &Path,
    key: &Key,
    digest: FileDigest,
    out: &mut dyn Write,
) -> Result<(), StoreError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(StoreError::FileMissing { sha256: digest.to_string() });
        }
        Err(error) => return Err(StoreError::io(path, error)),
    };
    let found = vault::decrypt(key, &mut BufReader::new(file), out).map_err(|error| {
        if error.kind() == io::ErrorKind::InvalidData {
            StoreError::FileDamaged { sha256: digest.to_string() }
        } else {
            StoreError::io(path, error)
        }
    })?;
    if found == digest.0 {
        Ok(())
    } else {
        Err(StoreError::FileDamaged { sha256: digest.to_string() })
    }
}

pub(super) fn key_of(connection: &Connection, digest: FileDigest) -> Result<Key, StoreError> {
    let key: Option<Option<Vec<u8>>> = connection
        .prepare_cached(
            "select key from blob join content_key on content_key.id = blob.key_id
             where sha256 = :sha256",
        )?
        .query_row(named_params! { ":sha256": digest.0 }, |row| row.get(0))
        .optional()?;
    match key {
        None => Err(StoreError::FileMissing { sha256: digest.to_string() }),
        Some(None) => Err(StoreError::Purged),
        Some(Some(bytes)) => {
            Key::from_slice(&bytes).ok_or(StoreError::Unreadable { what: "key of a file" })
        }
    }
}
