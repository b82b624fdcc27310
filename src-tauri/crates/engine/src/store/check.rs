//! The whole store, verified: every chain, signature, file, snapshot and table.
//! Nothing is repaired here.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use ledger::{Chain, OpRef, StreamId};
use rusqlite::Connection;

use super::blobs::{self, FileDigest};
use super::error::StoreError;
use super::exchange::{Writer, witness};
use super::home::{
    DATABASE, FILES, Home, KEYS, LOCK, PAD, PAD_KEY, SET_ASIDE, SIDE_COPIES, SNAPSHOTS, SOUND,
    WINDOW,
};
use super::keys::Keys;
use super::rebuild::{self, Difference};
use super::record::{self, Opened};
use super::{Store, database, project, search_index, segments, snapshot};

/// What a check found.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CheckReport {
    /// Streams whose chains were followed.
    pub streams: u32,
    /// Ops read.
    pub ops: u32,
    /// Ops written since the last signature of their stream.
    pub unsigned: u32,
    /// Ops whose words were erased by a lawful purge.
    pub purged: u32,
    /// Signatures verified.
    pub segments: u32,
    /// Receipts of devices whose signatures were verified.
    pub receipts: u32,
    /// Files of evidence and papers read through.
    pub files: u32,
    /// Snapshots read through.
    pub snapshots: u32,
    /// Files in the folder that nothing refers to, by their path in it.
    pub strays: Vec<String>,
    /// What a person should know although the store is sound.
    pub remarks: Vec<Remark>,
    /// Everything that is not as it should be.
    pub flaws: Vec<Flaw>,
}

impl CheckReport {
    /// Whether everything is as it should be. Strays and remarks are no flaw.
    pub const fn is_sound(&self) -> bool {
        self.flaws.is_empty()
    }
}

/// One thing that is not as it should be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Flaw {
    /// The key file cannot be read: the next start will ask for it in vain.
    Keys,
    /// The database does not read through.
    Database,
    /// An op does not follow the one before it, or is not what its row says.
    Chain {
        /// The op.
        op: OpRef,
    },
    /// An op does not open with its key.
    Op {
        /// The op.
        op: OpRef,
    },
    /// A signature does not cover what stands in its place.
    Signature {
        /// The stream.
        stream: StreamId,
        /// The first op it should cover.
        first_seq: u32,
    },
    /// Ops that once were here are not: the device that signed for them says so.
    Lost {
        /// The first that is not here.
        first: OpRef,
        /// The number of the last.
        last: u32,
        /// Who answers for them.
        by: Writer,
        /// When it did, in milliseconds since 1970, by its clock.
        wall_ms: u64,
    },
    /// This laptop once answered for another op than the one that is here.
    Exchanged {
        /// The op; the difference may lie in any before it.
        op: OpRef,
        /// When it did, in milliseconds since 1970, by its clock.
        wall_ms: u64,
    },
    /// What a device is said to answer for is not what it signed.
    Receipt {
        /// Who is said to answer.
        by: Writer,
    },
    /// A stored table is not what the ops amount to.
    Projection(Difference),
    /// A file of evidence or a paper is missing.
    FileMissing(FileDigest),
    /// A file of evidence or a paper does not hold what its name says.
    FileDamaged(FileDigest),
    /// A snapshot does not read through.
    Snapshot {
        /// Its file name.
        name: String,
    },
}

/// What a person should know.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Remark {
    /// A device signed two pasts under the same numbers; the second is kept aside.
    Fork {
        /// Who wrote.
        writer: Writer,
        /// The first op that is another one in the second.
        op: OpRef,
    },
    /// A device answers for another op than the one that is here.
    Disputed {
        /// Who answers.
        by: Writer,
        /// Who wrote.
        writer: Writer,
        /// The op; the difference may lie in any before it.
        op: OpRef,
        /// When it did, in milliseconds since 1970, by its clock.
        wall_ms: u64,
    },
}

impl Store {
    /// Verifies everything; repairs nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError`] only where looking itself failed; what was found wrong is
    /// in the report.
    pub fn check(&mut self) -> Result<CheckReport, StoreError> {
        let mut report = CheckReport::default();
        if Keys::read(&self.home).is_err() {
            report.flaws.push(Flaw::Keys);
        }
        match database::quick_check(&self.connection) {
            Ok(()) => {}
            Err(StoreError::Damaged { .. }) => {
                report.flaws.push(Flaw::Database);
                return Ok(report);
            }
            Err(error) => return Err(error),
        }
        check_streams(&self.connection, &mut report)?;
        segments::check(&self.connection, &mut report)?;
        witness::check(&self.connection, self.device()?, &mut report)?;
        search_index::catch_up(&self.connection, &self.gauge)?;
        let differences = rebuild::compare(&self.connection)?;
        report.flaws.extend(differences.into_iter().map(Flaw::Projection));
        self.check_files(&mut report)?;
        self.check_snapshots(&mut report)?;
        report.strays = strays(&self.home, &self.connection)?;
        Ok(report)
    }

    fn check_files(&self, report: &mut CheckReport) -> Result<(), StoreError> {
        for file in blobs::list(&self.connection)? {
            match self.copy_file(file.digest, &mut io::sink()) {
                Ok(()) => report.files += 1,
                Err(StoreError::Purged) => {}
                Err(StoreError::FileMissing { .. }) => {
                    report.flaws.push(Flaw::FileMissing(file.digest));
                }
                Err(StoreError::FileDamaged { .. }) => {
                    report.flaws.push(Flaw::FileDamaged(file.digest));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn check_snapshots(&self, report: &mut CheckReport) -> Result<(), StoreError> {
        for snapshot in snapshot::list(&self.home)? {
            match snapshot::verify(&self.home, &self.key, &snapshot.name) {
                Ok(()) => report.snapshots += 1,
                Err(StoreError::SnapshotDamaged { name }) => {
                    report.flaws.push(Flaw::Snapshot { name });
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

fn check_streams(connection: &Connection, report: &mut CheckReport) -> Result<(), StoreError> {
    let mut statement = connection
        .prepare("select stream, seq, section, hlc, hash, bytes from op order by stream, seq")?;
    let mut rows = statement.query([])?;
    let mut chain: Option<Chain> = None;
    while let Some(row) = rows.next()? {
        let op = OpRef::new(StreamId::from_bytes(row.get(0)?), row.get(1)?);
        let mut current = match chain {
            Some(chain) if chain.stream() == op.stream => chain,
            Some(_) | None => {
                report.streams += 1;
                Chain::new(op.stream)
            }
        };
        report.ops += 1;
        let Ok(sealed) = record::decode(row.get_ref(5)?.as_blob().unwrap_or_default()) else {
            report.flaws.push(Flaw::Op { op });
            chain = Some(Chain::resume(op.stream, op.seq, ledger::Digest::from_bytes(row.get(4)?)));
            continue;
        };
        let section: [u8; 16] = row.get(2)?;
        let hash: [u8; 32] = row.get(4)?;
        let follows = current.append(&sealed).is_ok();
        if !follows
            || sealed.op() != op
            || sealed.header().section.bytes() != section
            || sealed.hash().bytes() != hash
        {
            report.flaws.push(Flaw::Chain { op });
            current = Chain::resume(op.stream, op.seq, sealed.hash());
        }
        chain = Some(current);
        match record::open(connection, &sealed) {
            Ok(Opened::Entry(entry)) => {
                if project::signed(entry.version.head.hlc)? != row.get::<_, i64>(3)? {
                    report.flaws.push(Flaw::Chain { op });
                }
            }
            Ok(Opened::Purged) => report.purged += 1,
            Ok(Opened::Unknown | Opened::Withheld) => {}
            Err(StoreError::Unreadable { .. }) => report.flaws.push(Flaw::Op { op }),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Files in the folder that nothing refers to.
fn strays(home: &Home, connection: &Connection) -> Result<Vec<String>, StoreError> {
    let kept: BTreeSet<_> = blobs::list(connection)?
        .into_iter()
        .map(|file| blobs::path_of(home, file.digest))
        .collect();
    let snapshots: BTreeSet<_> = snapshot::list(home)?
        .into_iter()
        .map(|snapshot| home.snapshots().join(snapshot.name))
        .collect();
    let mut found = Vec::new();
    walk(home.root(), &mut |path| {
        let inside = path.strip_prefix(home.root()).unwrap_or(path);
        let first = inside.iter().next().and_then(|part| part.to_str()).unwrap_or_default();
        let known = match first {
            KEYS | LOCK | SOUND | DATABASE | "store.db-wal" | "store.db-shm" | SET_ASIDE
            | SIDE_COPIES => true,
            PAD | PAD_KEY | WINDOW => true,
            FILES => kept.contains(path),
            SNAPSHOTS => snapshots.contains(path),
            _ => false,
        };
        if !known {
            found.push(inside.to_string_lossy().into_owned());
        }
    })?;
    found.sort();
    Ok(found)
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) -> Result<(), StoreError> {
    let failed = |source| StoreError::io(folder, source);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            walk(&path, visit)?;
        } else {
            visit(&path);
        }
    }
    Ok(())
}
