//! What this laptop hands to the others of a delegation.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Read};

use exchange::Shipment;
use ledger::{
    BundleManifest, CarriedFile, CarriedKey, Charter, ContentKey, DevicePublic, Digest, KeyId,
    KeyPurpose, SectionId,
};
use rusqlite::{Connection, named_params};

use super::super::blobs::{self, FileDigest};
use super::super::content_keys::Purpose;
use super::super::error::StoreError;
use super::super::home::Home;
use super::super::{Store, device, hex};
use super::{ExchangeFault, receipts};

/// Whose lacks decide what goes along.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wanted {
    /// All there is.
    Everything,
    /// What one of the others, at least, does not answer for.
    ByOthers,
    /// What one device does not answer for: every op, and files of at most so many bytes together, but
    /// one in any case. Papers come first, small files before large ones.
    By(DevicePublic, u64),
}

/// A shipment, and whom it is for.
#[derive(Debug)]
pub struct Outgoing {
    /// What is handed over.
    pub shipment: Shipment,
    /// Whom it is encrypted to, as age spells it; this laptop among them, so that it can read it back.
    pub recipients: Vec<String>,
    /// The names of the others it is for.
    pub names: Vec<String>,
    /// Ops in it.
    pub ops: u32,
    home: Home,
}

impl Outgoing {
    /// Whether there is nothing in it but charters, keys and receipts.
    pub fn is_empty(&self) -> bool {
        self.shipment.segments.is_empty() && self.shipment.files.is_empty()
    }

    /// Opens the encrypted bytes of a file that comes along.
    ///
    /// # Errors
    ///
    /// Those of the disk.
    pub fn open(&self, file: &CarriedFile) -> io::Result<(u64, Box<dyn Read>)> {
        let path = blobs::path_of(&self.home, FileDigest(file.sha256.bytes()));
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        Ok((size, Box::new(BufReader::new(file))))
    }
}

/// A file of a campaign, as it goes out.
pub(super) struct CampaignFile {
    pub(super) digest: FileDigest,
    pub(super) size_bytes: u64,
    media_type: String,
    key_id: KeyId,
    key: [u8; 32],
}

impl Store {
    /// Gathers what goes to other devices of `campaign`.
    ///
    /// # Errors
    ///
    /// [`ExchangeFault::Alone`], [`ExchangeFault::NotAMember`], and [`StoreError`].
    pub fn shipment(
        &mut self,
        campaign: [u8; 16],
        wanted: Wanted,
    ) -> Result<Outgoing, ExchangeFault> {
        self.close_segments()?;
        let charters = device::charters(&self.connection, campaign)?;
        let newest = charters.last().ok_or(ExchangeFault::Alone)?;
        let own = self.device()?;
        let members = &newest.draft().members;
        if !members.iter().any(|member| member.device == own) {
            return Err(ExchangeFault::NotAMember);
        }
        let others: Vec<DevicePublic> =
            members.iter().map(|member| member.device).filter(|device| *device != own).collect();
        if others.is_empty() {
            return Err(ExchangeFault::Alone);
        }
        let asked = match wanted {
            Wanted::Everything => Vec::new(),
            Wanted::ByOthers => others,
            Wanted::By(device, _) => vec![device],
        };
        let (segments, ops) = segments(&self.connection, campaign, &asked)?;
        let mut files = self.lacking_files(campaign, &asked)?;
        if let Wanted::By(_, most) = wanted {
            keep_first(&mut files, most);
        }
        let keys = keys(&self.connection, campaign, &files)?;
        let wall_ms = self.wall_ms();
        let receipt = receipts::own(&self.connection, &self.home, campaign, wall_ms)?;
        let mut receipts = receipts::telling(&self.connection, campaign)?;
        receipts.push(receipt.bytes().to_vec());
        let files: Vec<_> = files.into_iter().map(carried).collect();
        let manifest = BundleManifest {
            campaign,
            wall_ms,
            charters: charters.iter().map(Charter::digest).collect(),
            segments: segments.iter().map(|bytes| Digest::of(bytes)).collect(),
            files: files.clone(),
            keys,
            receipts,
        };
        let recipients = members.iter().map(|member| member.recipient.clone());
        let names = members.iter().filter(|member| member.device != own);
        Ok(Outgoing {
            recipients: recipients.filter(|recipient| !recipient.is_empty()).collect(),
            names: names.map(|member| member.name.clone()).collect(),
            ops,
            shipment: Shipment {
                contents: manifest.sign(&device::key(&self.connection)?),
                charters: charters.iter().map(|charter| charter.bytes().to_vec()).collect(),
                segments,
                files,
            },
            home: self.home.clone(),
        })
    }

    /// The files that one of `wanted` does not answer for; all of them where nobody is asked.
    fn lacking_files(
        &self,
        campaign: [u8; 16],
        wanted: &[DevicePublic],
    ) -> Result<Vec<CampaignFile>, StoreError> {
        let mut lacking = Vec::new();
        for file in files_of(&self.connection, campaign)? {
            let mut everywhere = !wanted.is_empty();
            for device in wanted {
                everywhere &= receipts::has_file(&self.connection, *device, file.digest)?;
            }
            // What is not here any more cannot go out; `check` reports it.
            if !everywhere && blobs::path_of(&self.home, file.digest).exists() {
                lacking.push(file);
            }
        }
        Ok(lacking)
    }
}

/// Leaves those files that go first: papers, then what is small; at most `most` bytes, but one.
fn keep_first(files: &mut Vec<CampaignFile>, most: u64) {
    files.sort_by_key(|file| (file.media_type != "application/pdf", file.size_bytes));
    let mut bytes = 0_u64;
    let fitting = files.iter().take_while(|file| {
        bytes = bytes.saturating_add(file.size_bytes);
        bytes <= most
    });
    let fitting = fitting.count().max(1);
    files.truncate(fitting);
}

fn carried(file: CampaignFile) -> CarriedFile {
    CarriedFile {
        sha256: Digest::from_bytes(file.digest.0),
        size_bytes: file.size_bytes,
        media_type: file.media_type,
        key_id: file.key_id,
    }
}

/// The segments that one of `wanted` does not answer for, stream by stream, and how many ops they hold.
fn segments(
    connection: &Connection,
    campaign: [u8; 16],
    wanted: &[DevicePublic],
) -> Result<(Vec<Vec<u8>>, u32), StoreError> {
    let answered = wanted
        .iter()
        .map(|device| receipts::answered(connection, *device))
        .collect::<Result<Vec<_>, _>>()?;
    let (mut segments, mut ops) = (Vec::new(), 0_u32);
    for stream in device::streams_of(connection, campaign, None)? {
        let has = answered.iter().map(|device| device.get(&stream).copied().unwrap_or_default());
        let after = has.min().unwrap_or_default();
        let mut statement = connection.prepare_cached(
            "select bytes, count from segment
             where stream = :stream and :after < first_seq + count order by first_seq",
        )?;
        let mut rows = statement.query(named_params! {
            ":stream": stream.bytes(), ":after": after.saturating_add(1),
        })?;
        while let Some(row) = rows.next()? {
            segments.push(row.get(0)?);
            ops = ops.saturating_add(row.get(1)?);
        }
    }
    Ok((segments, ops))
}

/// The keys of the campaign's sections and personal values, and of `files`.
fn keys(
    connection: &Connection,
    campaign: [u8; 16],
    files: &[CampaignFile],
) -> Result<Vec<CarriedKey>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select content_key.id, purpose, section, key
         from content_key join section on section.id = content_key.section
         where section.campaign = :campaign and key is not null and purpose != 'file'
         order by content_key.id",
    )?;
    let mut rows = statement.query(named_params! { ":campaign": campaign })?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        let purpose: String = row.get(1)?;
        let section: [u8; 16] = row.get(2)?;
        keys.push(CarriedKey {
            id: KeyId::from_bytes(row.get(0)?),
            purpose: if purpose == Purpose::Section.word() {
                KeyPurpose::Section
            } else {
                KeyPurpose::Value
            },
            section: Some(SectionId::from_bytes(section)),
            key: ContentKey::from_bytes(row.get(3)?),
        });
    }
    keys.extend(files.iter().map(|file| CarriedKey {
        id: file.key_id,
        purpose: KeyPurpose::File,
        section: None,
        key: ContentKey::from_bytes(file.key),
    }));
    Ok(keys)
}

/// The files that something in the campaign names by digest, and whose key is here.
pub(super) fn files_of(
    connection: &Connection,
    campaign: [u8; 16],
) -> Result<Vec<CampaignFile>, StoreError> {
    let named = named_digests(connection, campaign)?;
    let mut statement = connection.prepare_cached(
        "select size_bytes, media_type, key_id, key
         from blob join content_key on content_key.id = blob.key_id
         where sha256 = :sha256 and key is not null",
    )?;
    let mut files = Vec::new();
    for digest in named {
        let mut rows = statement.query(named_params! { ":sha256": digest.0 })?;
        if let Some(row) = rows.next()? {
            files.push(CampaignFile {
                digest,
                size_bytes: u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default(),
                media_type: row.get(1)?,
                key_id: KeyId::from_bytes(row.get(2)?),
                key: row.get(3)?,
            });
        }
    }
    Ok(files)
}

/// Every digest in hexadecimal that stands in a value of the campaign: evidence, papers, manifests.
pub(super) fn named_digests(
    connection: &Connection,
    campaign: [u8; 16],
) -> Result<BTreeSet<FileDigest>, StoreError> {
    const DIGITS: u8 = 64;
    let mut statement = connection.prepare_cached(
        "select value from version join section on section.id = version.section
         where section.campaign = :campaign and state = 'set' and :digits <= length(value)",
    )?;
    let mut rows = statement.query(named_params! { ":campaign": campaign, ":digits": DIGITS })?;
    let mut found = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let value = row.get_ref(0)?.as_blob().unwrap_or_default();
        for run in value.split(|byte| !byte.is_ascii_hexdigit()) {
            let digits =
                (run.len() == usize::from(DIGITS)).then(|| std::str::from_utf8(run).ok()).flatten();
            let bytes = digits.and_then(hex::decode).and_then(|bytes| bytes.try_into().ok());
            found.extend(bytes.map(FileDigest));
        }
    }
    Ok(found)
}
