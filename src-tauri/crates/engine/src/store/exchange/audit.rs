//! A campaign as a record of custody: what an auditor verifies without a store, a key or a word of it.

use std::collections::BTreeSet;
use std::io::Write;

use custody::{Part, Writer};
use ledger::{Charter, CustodyList, Digest, ListedFile, ListedPaper};
use rusqlite::{Connection, named_params};

use super::super::blobs::{self, FileDigest};
use super::super::error::StoreError;
use super::super::{Store, device};
use super::{ExchangeFault, outgoing};

const SEGMENTS: &str = "select segment.bytes from segment join stream on stream.id = segment.stream
     where stream.campaign = :campaign order by segment.stream, first_seq";
const FORKS: &str = "select fork.bytes from fork join stream on stream.id = fork.stream
     where stream.campaign = :campaign order by fork.stream, first_seq, hash";
const RECEIPTS: &str = "select bytes from receipt where campaign = :campaign order by digest";

/// What somebody makes of the bytes of one row after the other.
type Each<'e> = &'e mut dyn FnMut(&[u8]) -> Result<(), StoreError>;

impl Store {
    /// The sections of `campaign`, itself among them, in the order of their names.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn sections_in(&self, campaign: [u8; 16]) -> Result<Vec<[u8; 16]>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("select id from section where campaign = :campaign order by id")?;
        let rows =
            statement.query_map(named_params! { ":campaign": campaign }, |row| row.get(0))?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }

    /// Writes the record of custody of `campaign` to `out`: all that devices signed, as they signed it,
    /// and the manifests of `papers` that are here. Equal contents at an equal time are equal bytes.
    ///
    /// Rows go in as they are, whether they hold or not: telling that is for whoever verifies.
    ///
    /// # Errors
    ///
    /// [`ExchangeFault::UnknownCampaign`], [`StoreError::Stopped`], and those of `out`, without a path.
    pub fn write_audit(
        &mut self,
        campaign: [u8; 16],
        papers: &[ListedPaper],
        out: &mut dyn Write,
    ) -> Result<(), ExchangeFault> {
        self.close_segments()?;
        let charters = device::charters(&self.connection, campaign)?;
        if charters.is_empty() {
            return Err(ExchangeFault::UnknownCampaign);
        }
        let (papers, manifests) = self.manifests(papers)?;
        let list = CustodyList {
            campaign,
            wall_ms: self.wall_ms(),
            charters: charters.iter().map(Charter::digest).collect(),
            segments: digests(&self.connection, SEGMENTS, campaign)?,
            forks: digests(&self.connection, FORKS, campaign)?,
            receipts: digests(&self.connection, RECEIPTS, campaign)?,
            papers,
            files: self.listed_files(campaign)?,
        };
        self.gauge.expect(list.segments.len().saturating_add(list.receipts.len()));
        let failed = |source| StoreError::Io { path: std::path::PathBuf::new(), source };
        let contents = list.sign(&device::key(&self.connection)?);
        let mut writer = Writer::begin(out, &contents).map_err(failed)?;
        for charter in &charters {
            writer.put(Part::Charter, charter.bytes()).map_err(failed)?;
        }
        let rows = [(Part::Segment, SEGMENTS), (Part::Fork, FORKS), (Part::Receipt, RECEIPTS)];
        for (part, sql) in rows {
            each(&self.connection, sql, campaign, &mut |bytes| {
                self.gauge.step(1)?;
                writer.put(part, bytes).map_err(failed)
            })?;
        }
        for manifest in &manifests {
            writer.put(Part::Seal, manifest).map_err(failed)?;
        }
        writer.finish().map_err(failed)?;
        Ok(())
    }

    /// Which of `papers` have their manifests here, and those.
    fn manifests(
        &self,
        papers: &[ListedPaper],
    ) -> Result<(Vec<ListedPaper>, Vec<Vec<u8>>), StoreError> {
        let (mut listed, mut manifests) = (Vec::new(), Vec::new());
        for paper in papers {
            let bytes = if paper.carried {
                match self.read_file(FileDigest(paper.manifest.bytes())) {
                    Ok(bytes) => Some(bytes),
                    // `check` tells of it; here it is one that cannot come along.
                    Err(
                        StoreError::FileMissing { .. }
                        | StoreError::FileDamaged { .. }
                        | StoreError::Purged,
                    ) => None,
                    Err(error) => return Err(error),
                }
            } else {
                None
            };
            listed.push(ListedPaper { carried: bytes.is_some(), ..*paper });
            manifests.extend(bytes);
        }
        Ok((listed, manifests))
    }

    /// Every file that the campaign names, with those whose keys were destroyed.
    fn listed_files(&self, campaign: [u8; 16]) -> Result<Vec<ListedFile>, StoreError> {
        let named: BTreeSet<FileDigest> = outgoing::named_digests(&self.connection, campaign)?;
        let mut files = Vec::new();
        for digest in named {
            if let Some(kept) = blobs::find(&self.connection, digest)? {
                files.push(ListedFile {
                    sha256: Digest::from_bytes(digest.0),
                    size_bytes: kept.size_bytes,
                    media_type: kept.media_type,
                    here: !kept.purged && blobs::path_of(&self.home, digest).exists(),
                });
            }
        }
        Ok(files)
    }
}

fn digests(
    connection: &Connection,
    sql: &str,
    campaign: [u8; 16],
) -> Result<Vec<Digest>, StoreError> {
    let mut digests = Vec::new();
    each(connection, sql, campaign, &mut |bytes| {
        digests.push(Digest::of(bytes));
        Ok(())
    })?;
    Ok(digests)
}

fn each(
    connection: &Connection,
    sql: &str,
    campaign: [u8; 16],
    take: Each<'_>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":campaign": campaign })?;
    while let Some(row) = rows.next()? {
        take(row.get_ref(0)?.as_blob().unwrap_or_default())?;
    }
    Ok(())
}
