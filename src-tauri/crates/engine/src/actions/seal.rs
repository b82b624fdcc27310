//! Sealing (chốt): the paper says exactly what it lists, from then on.

use std::collections::BTreeMap;
use std::io::Cursor;

use chrono::{DateTime, Utc};
use domain::id::{PaperId, VisitId};
use domain::text::clean;
use ledger::{Digest, SealManifest};
use sha2::{Digest as _, Sha256};

use super::minutes::moment;
use crate::engine::Engine;
use crate::error::{EngineError, Field};
use crate::folder::Folder;
use crate::minutes::{self, CheckLevel, Stamp};
use crate::record::{self, Edit, Paper, SigningWay, kind};
use crate::seal;
use crate::store::{Secrecy, Stated, StoreError, Target};

/// Where the minutes of a visit stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PaperState {
    /// Being written; every page says so.
    Draft,
    /// Sealed, signed by nobody.
    Sealed,
    /// Signed by some of those who sign.
    PartlySigned,
    /// Signed by all, on screen or in ink.
    Signed,
    /// Another revision took its place.
    Replaced,
}

impl PaperState {
    /// Where the latest paper of a visit stands.
    pub fn of(folder: &Folder) -> Self {
        folder.sealed().map_or(Self::Draft, |paper| Self::of_paper(folder, paper))
    }

    /// Where the paper of a visit stands that holds now: one that is only being added to still does.
    pub fn standing(folder: &Folder) -> Self {
        folder.standing().map_or(Self::Draft, |paper| Self::of_paper(folder, paper))
    }

    /// Where one sealed paper of a visit stands.
    pub fn of_paper(folder: &Folder, paper: &Paper) -> Self {
        let last = folder.papers.last();
        if paper.supplement == 0 && last.is_some_and(|last| paper.revision < last.revision) {
            return Self::Replaced;
        }
        let fields = folder.material().signatories();
        let signed = |field: &str| paper.signings.iter().any(|signing| signing.field == field);
        let count = fields.iter().filter(|it| signed(it.field)).count();
        if !paper.scans.is_empty() || count == fields.len() {
            Self::Signed
        } else if count == 0 {
            Self::Sealed
        } else {
            Self::PartlySigned
        }
    }

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sealed => "sealed",
            Self::PartlySigned => "partly-signed",
            Self::Signed => "signed",
            Self::Replaced => "replaced",
        }
    }
}

/// Field of a paper that holds the seal itself.
const SEALED: &str = "sealed";

/// Milliseconds in a minute: later edits of one field within a minute are told once.
const MS_PER_MINUTE: u64 = 60_000;

/// An edit that came after sealing and is not on the paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LaterChange {
    /// When it was written.
    pub at: DateTime<Utc>,
    /// What was edited, in Vietnamese.
    pub text: String,
}

impl Engine {
    /// Seals the minutes of a visit and returns the digest of the seal in hexadecimal.
    ///
    /// # Errors
    ///
    /// [`EngineError::AlreadySealed`], [`EngineError::SealRefused`] with every check that blocks, and
    /// [`EngineError`] when the paper cannot be laid out or the store cannot be written. Nothing is
    /// sealed then.
    pub fn seal(&mut self, visit: VisitId) -> Result<String, EngineError> {
        let state = self.minutes(visit)?;
        let folder = state.folder;
        if folder.sealed().is_some() {
            return Err(EngineError::AlreadySealed);
        }
        if state.checks.iter().any(|check| check.level == CheckLevel::Block) {
            return Err(EngineError::SealRefused(state.checks));
        }
        let material = self.material_with_photos(&folder)?;
        let unsound = self.unsound_evidence(&folder.evidence);
        let unseen = material.photos.iter().filter(|photo| photo.jpeg.is_none()).count();
        if unsound != 0 || unseen != 0 {
            let checks = minutes::file_checks(unsound, super::campaigns::count(unseen));
            return Err(EngineError::SealRefused(checks));
        }
        let now = self.clock.local();
        let manifest = self.manifest(&folder)?;
        let manifest_bytes = manifest.encode();
        let digest = hex(manifest.digest().as_bytes());
        let data = minutes::data(&material, Some(digest.clone()));
        let data = Edit::new(kind::PAPER, visit.bytes(), "data", &data)?.value;
        let style = self.style(folder.visit.date);
        let foot = format!("Mã niêm phong: {digest}");
        let (_, rendered) = minutes::settled(&mut papers::Memory::default(), |pages| {
            let (foot, data) = (Some(foot.clone()), Some(data.clone()));
            let stamp = Stamp { created: moment(now), draft: false, foot, data, pages };
            minutes::document(&material, &folder.slots, style, stamp)
        })?;
        let pdf = rendered.pdf;
        let open = folder.papers.last().filter(|paper| paper.seal.is_empty());
        let paper = Paper {
            id: match open {
                Some(paper) => paper.id,
                None => PaperId::from_bytes(self.new_id()?),
            },
            revision: folder.revision(),
            supplement: open.map_or(0, |paper| paper.supplement),
            reason: open.map(|paper| paper.reason.clone()).unwrap_or_default(),
            adds_to: open.map(|paper| paper.adds_to.clone()).unwrap_or_default(),
            begun: open.and_then(|paper| paper.begun),
            seal: digest.clone(),
            sealed_at: now.to_rfc3339(),
            manifest: sha256_hex(&manifest_bytes),
            pdf: sha256_hex(&pdf),
            current: sha256_hex(&pdf),
            signings: Vec::new(),
            scans: Vec::new(),
        };
        let edits = record::paper_edits(&paper)?;
        self.save_with_files(
            visit.bytes(),
            &edits,
            &[(&manifest_bytes, "application/cbor"), (&pdf, "application/pdf")],
            Some((paper.id, &manifest_bytes)),
        )?;
        self.store.close_segments()?;
        self.forget_acts(visit);
        Ok(digest)
    }

    /// Opens revision n+1, which will replace the sealed paper.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`], [`EngineError::BadInput`] without a reason, and [`EngineError`]
    /// when the store cannot be written.
    pub fn revise(&mut self, visit: VisitId, reason: &str) -> Result<u32, EngineError> {
        let folder = self.folder(visit)?;
        let sealed = folder.sealed().ok_or(EngineError::NotSealed)?;
        let reason = clean(reason);
        if reason.is_empty() {
            return Err(EngineError::BadInput { field: Field::Name, entered: String::new() });
        }
        let revision = sealed.revision.saturating_add(1);
        let paper =
            Paper { id: PaperId::from_bytes(self.new_id()?), revision, reason, ..Paper::empty() };
        self.save(visit.bytes(), &record::paper_edits(&paper)?, None)?;
        Ok(revision)
    }

    /// Lists what was edited after the paper was sealed, latest last.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub(super) fn changes_after_seal(
        &self,
        folder: &Folder,
    ) -> Result<Vec<LaterChange>, EngineError> {
        let Some(paper) = folder.sealed() else { return Ok(Vec::new()) };
        let sealed = SealManifest::decode(&self.file(&paper.manifest)?)?;
        let written = self.written_at(folder)?;
        let mut changes: BTreeMap<(u64, String), LaterChange> = BTreeMap::new();
        for drift in sealed.drift(&self.stated(folder)?) {
            let text = seal::target_in_words(&drift.target);
            let wall_ms = written.get(&drift.target).copied().unwrap_or(sealed.sealed_ms);
            let seconds = i64::try_from(wall_ms).unwrap_or_default();
            let at = DateTime::from_timestamp_millis(seconds).unwrap_or_default();
            changes.insert((wall_ms / MS_PER_MINUTE, text.clone()), LaterChange { at, text });
        }
        Ok(changes.into_values().collect())
    }

    /// What the paper of `folder` states: the exact versions and files.
    fn manifest(&self, folder: &Folder) -> Result<SealManifest, EngineError> {
        let checklist = self.checklist_digest(&folder.campaign);
        let charter = self.store.charter(folder.campaign.id.bytes())?;
        let charter = charter.map_or(Digest::from_bytes([0; 32]), |charter| charter.digest());
        let now_ms = u64::try_from(self.clock.now().timestamp_millis()).unwrap_or_default();
        let heads = self.stated(folder)?;
        let mut manifest =
            seal::manifest(folder, heads, checklist.unwrap_or_default(), charter, now_ms);
        let layout = self.style(folder.visit.date).name.clone();
        manifest.labels.insert("layout".to_owned(), layout);
        if let Some(paper) = folder.supplement() {
            manifest.labels.insert("supplement".to_owned(), paper.supplement.to_string());
        }
        Ok(manifest)
    }

    /// The versions that the paper states: everything of the visit but the papers themselves, and
    /// what the campaign says of itself, its members and its units.
    pub(super) fn stated(&self, folder: &Folder) -> Result<Stated, EngineError> {
        let mut stated = self.store.stated(folder.visit.id.bytes(), &[kind::PAPER])?;
        let unstated = [&[kind::FINDING, kind::NOTICE][..], &kind::AFTER_MINUTES].concat();
        stated.extend(self.store.stated(folder.campaign.id.bytes(), &unstated)?);
        stated.extend(self.stated_of_last(folder)?);
        Ok(stated)
    }

    /// When each field of the visit and its campaign was last written, in milliseconds since 1970.
    fn written_at(&self, folder: &Folder) -> Result<BTreeMap<ledger::Target, u64>, EngineError> {
        let mut written = BTreeMap::new();
        for section in [folder.visit.id.bytes(), folder.campaign.id.bytes()] {
            for head in self.store.heads(section)? {
                let target = head.target;
                if let Ok(target) = ledger::Target::new(target.kind, target.id, target.field) {
                    written.insert(target, head.wall_ms);
                }
            }
        }
        Ok(written)
    }

    /// Keeps `bytes` and writes `edits` that name it, in one transaction.
    pub(super) fn save_with_file(
        &mut self,
        section: [u8; 16],
        edits: &[Edit],
        bytes: &[u8],
        media_type: &str,
    ) -> Result<(), EngineError> {
        self.save_with_files(section, edits, &[(bytes, media_type)], None)
    }

    fn save_with_files(
        &mut self,
        section: [u8; 16],
        edits: &[Edit],
        files: &[(&[u8], &str)],
        seal: Option<(PaperId, &[u8])>,
    ) -> Result<(), EngineError> {
        self.store.write(|tx| {
            for (bytes, media_type) in files {
                tx.keep_file(&mut Cursor::new(*bytes), media_type)?;
            }
            for edit in edits {
                let target = Target::new(section, edit.kind, edit.id, edit.field.as_str());
                let secrecy = if edit.personal { Secrecy::Personal } else { Secrecy::Shared };
                tx.set(&target, &edit.value, secrecy)?;
            }
            if let Some((paper, manifest)) = seal {
                tx.seal(&Target::new(section, kind::PAPER, paper.bytes(), SEALED), manifest)?;
            }
            Ok::<(), StoreError>(())
        })?;
        Ok(())
    }
}

/// Whether a paper carries a certificate signature.
pub(super) fn has_certificate(paper: &Paper) -> bool {
    paper.signings.iter().any(|signing| signing.way == SigningWay::Certificate)
}

pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// `bytes` in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
