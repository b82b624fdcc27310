//! Sealing (chốt): the paper says exactly what it lists, from then on.

use std::collections::BTreeSet;
use std::io::Cursor;

use chrono::{DateTime, FixedOffset};
use domain::campaign::Campaign;
use domain::id::{CampaignId, LetterId, PaperId, VisitId};
use domain::text::clean;
use ledger::SealManifest;
use papers::Rendered;

use super::papers::{PaperOf, Shelf};
use crate::carried::{LetterSource, Made, MinutesSource, NoticeSource, SealedData};
use crate::engine::Engine;
use crate::error::{EngineError, Field};
use crate::letters;
use crate::minutes::{self, Check, CheckLevel, Signatory, Stamp};
use crate::notice::{self, Annexes, Gathered};
use crate::record::{self, Edit, Paper, SigningWay, kind};
use crate::seal::{self, Stating, stamp};
pub(crate) use crate::seal::{hex, sha256_hex};
use crate::store::{Secrecy, StoreError, Target};

/// Where a paper stands.
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
    /// Where the sealed `paper`, one of `papers`, stands: one that is only being added to still does.
    pub fn of(paper: &Paper, papers: &[Paper], signatories: &[Signatory]) -> Self {
        let last = papers.last();
        if paper.supplement == 0 && last.is_some_and(|last| paper.revision < last.revision) {
            return Self::Replaced;
        }
        let signed = |field: &str| paper.signings.iter().any(|signing| signing.field == field);
        // Who does not sign has no field and is not waited for.
        let mut asked = signatories.iter().filter(|it| it.refusal.is_none());
        if !paper.scans.is_empty() || asked.clone().all(|it| signed(it.field)) {
            Self::Signed
        } else if asked.any(|it| signed(it.field)) {
            Self::PartlySigned
        } else {
            Self::Sealed
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

/// A seal that is being made.
struct Seal {
    shelf: Shelf,
    at: DateTime<FixedOffset>,
    manifest: Vec<u8>,
    digest: String,
}

impl Engine {
    /// Seals a paper and returns the digest of the seal in hexadecimal. What came from others since the
    /// screen was read would be sealed unseen, so it has to be looked at first.
    ///
    /// # Errors
    ///
    /// [`EngineError::AlreadySealed`], [`EngineError::SealRefused`] with every check that blocks, and
    /// [`EngineError`] when the paper cannot be laid out or the store cannot be written. Nothing is
    /// sealed then.
    pub fn seal(&mut self, of: impl Into<PaperOf>) -> Result<String, EngineError> {
        if self.store.has_unseen() {
            return Err(EngineError::SealRefused(vec![minutes::unseen_check()]));
        }
        match of.into() {
            PaperOf::Minutes(visit) => self.seal_minutes(visit),
            PaperOf::Notice(campaign) => self.seal_notice(campaign),
            PaperOf::Letter(campaign, letter) => self.seal_letter(campaign, letter),
        }
    }

    fn seal_minutes(&mut self, visit: VisitId) -> Result<String, EngineError> {
        let state = self.minutes(visit)?;
        let folder = state.folder;
        may_be_sealed(folder.sealed(), state.checks)?;
        let material = self.material_with_photos(&folder)?;
        let unsound = self.unsound_evidence(&folder.evidence);
        let unseen = material.photos.iter().filter(|photo| photo.jpeg.is_none()).count();
        if unsound != 0 || unseen != 0 {
            let checks = minutes::file_checks(unsound, super::campaigns::count(unseen));
            return Err(EngineError::SealRefused(checks));
        }
        let material = minutes::without_unprinted(material, &folder.slots);
        let style = self.style(folder.visit.date).clone();
        let seal = self.begin_seal(
            visit.into(),
            &folder.campaign,
            &Stating {
                evidence: folder.evidence.iter().map(|piece| piece.sha256.as_str()).collect(),
                data_version: minutes::DATA_VERSION,
                layout: &style.name,
            },
        )?;
        let source = MinutesSource::of(&material, &folder.slots, Made::here(seal.at, &style))?;
        let data = minutes::data(&material, Some(seal.digest.clone()));
        let data = as_json(&SealedData { data, source })?;
        let (_, rendered) = minutes::settled(&mut papers::Memory::default(), |pages| {
            let stamp = Stamp { pages, ..stamp(seal.at, &seal.digest, data.clone()) };
            minutes::document(&material, &folder.slots, &style, stamp)
        })?;
        self.keep_seal(seal, &rendered)
    }

    fn seal_notice(&mut self, campaign: CampaignId) -> Result<String, EngineError> {
        let state = self.notice(campaign)?;
        may_be_sealed(state.shelf.sealed(), state.checks)?;
        let material = state.material;
        let style = self.style(material.days().1).clone();
        let seal = self.begin_seal(
            campaign.into(),
            &material.campaign,
            &Stating {
                evidence: BTreeSet::new(),
                data_version: notice::NOTICE_DATA_VERSION,
                layout: &style.name,
            },
        )?;
        let gathered = Gathered::new(&material);
        let slots = notice::outline(&gathered);
        let source = NoticeSource::of(&gathered, &slots, Made::here(seal.at, &style))?;
        let data = notice::data(&gathered, &slots, Some(seal.digest.clone()));
        let stamp = stamp(seal.at, &seal.digest, as_json(&SealedData { data, source })?);
        let document = notice::document(&gathered, &slots, Annexes::All, (&style, stamp));
        self.keep_seal(seal, &papers::render(&document)?)
    }

    fn seal_letter(
        &mut self,
        campaign: CampaignId,
        letter: LetterId,
    ) -> Result<String, EngineError> {
        let of = PaperOf::Letter(campaign, letter);
        may_be_sealed(record::sealed(&self.papers_of(of)?), Vec::new())?;
        let date = self.letter(campaign, letter)?.letter.date;
        let style = self.style(date).clone();
        let about = self.campaign(campaign)?.0;
        let stating = Stating {
            evidence: BTreeSet::new(),
            data_version: letters::LETTER_DATA_VERSION,
            layout: &style.name,
        };
        let seal = self.begin_seal(of, &about, &stating)?;
        let material = self.letter_material(campaign, letter)?;
        let reminder = material.reminder();
        let source = LetterSource::of(&reminder, Made::here(seal.at, &style))?;
        let data = letters::data(&reminder, &seal.digest);
        let stamp = stamp(seal.at, &seal.digest, as_json(&SealedData { data, source })?);
        let document = letters::document(&reminder, &style, stamp);
        self.keep_seal(seal, &papers::render(&document)?)
    }

    /// Opens revision n+1, which will replace the sealed paper.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`], [`EngineError::BadInput`] without a reason, and [`EngineError`]
    /// when the store cannot be written.
    pub fn revise(&mut self, of: impl Into<PaperOf>, reason: &str) -> Result<u32, EngineError> {
        let of = of.into();
        let papers = self.papers_of(of)?;
        let sealed = record::sealed(&papers).ok_or(EngineError::NotSealed)?;
        let reason = clean(reason);
        if reason.is_empty() {
            return Err(EngineError::BadInput { field: Field::Name, entered: String::new() });
        }
        let revision = sealed.revision.saturating_add(1);
        let id = PaperId::from_bytes(self.new_id()?);
        let paper = Paper { id, letter: of.letter(), revision, reason, ..Paper::empty() };
        self.save(of.section(), &record::paper_edits(&paper)?, None)?;
        Ok(revision)
    }

    /// Fixes what the paper states, before it is laid out with the digest of that on every page.
    fn begin_seal(
        &self,
        of: PaperOf,
        campaign: &Campaign,
        stating: &Stating<'_>,
    ) -> Result<Seal, EngineError> {
        let (at, manifest) = self.stated_manifest(of, campaign, stating)?;
        let digest = hex(manifest.digest().as_bytes());
        Ok(Seal { shelf: self.shelf(of)?, at, manifest: manifest.encode(), digest })
    }

    /// The list of what stands now for `of`, and the moment.
    pub(super) fn stated_manifest(
        &self,
        of: PaperOf,
        campaign: &Campaign,
        stating: &Stating<'_>,
    ) -> Result<(DateTime<FixedOffset>, SealManifest), EngineError> {
        let papers = self.papers_of(of)?;
        let at = self.clock.local();
        let charter = self.store.charter(campaign.id.bytes())?;
        let manifest = SealManifest {
            campaign: campaign.id.bytes(),
            subject: of.subject(),
            checklist: ledger::Digest::from_bytes(
                self.checklist_digest(campaign).unwrap_or_default(),
            ),
            charter: charter
                .map_or(ledger::Digest::from_bytes([0; 32]), |charter| charter.digest()),
            sealed_ms: u64::try_from(at.timestamp_millis()).unwrap_or_default(),
            heads: self.stated(of)?.into_values().flatten().collect(),
            ..seal::manifest(&papers, stating)
        };
        Ok((at, manifest))
    }

    /// Keeps the paper, laid out for good, with its seal, in one transaction.
    fn keep_seal(&mut self, seal: Seal, rendered: &Rendered) -> Result<String, EngineError> {
        let Seal { shelf, at, manifest, digest } = seal;
        let open = shelf.papers.last().filter(|paper| paper.seal.is_empty()).cloned();
        let begun = match open {
            Some(paper) => paper,
            None => Paper { id: PaperId::from_bytes(self.new_id()?), ..Paper::empty() },
        };
        let paper = Paper {
            letter: shelf.of.letter(),
            revision: shelf.revision(),
            seal: digest.clone(),
            sealed_at: at.to_rfc3339(),
            manifest: sha256_hex(&manifest),
            pdf: sha256_hex(&rendered.pdf),
            current: sha256_hex(&rendered.pdf),
            pages: rendered.pages,
            signings: Vec::new(),
            scans: Vec::new(),
            ..begun
        };
        self.save_with_files(
            shelf.of.section(),
            &record::paper_edits(&paper)?,
            &[(&manifest, "application/cbor"), (&rendered.pdf, "application/pdf")],
            Some((paper.id, &manifest)),
        )?;
        self.store.close_segments()?;
        self.forget_acts(shelf.of.section());
        Ok(digest)
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

    /// Keeps `files` and writes `edits` that name them, in one transaction, with what was sealed.
    pub(super) fn save_with_files(
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

/// Another laptop that signed that it has a sealed paper: the seal itself, and the bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SealWitness {
    /// Who works there.
    pub name: String,
    /// When its receipt came, as the person at this laptop reads the clock.
    pub at: DateTime<FixedOffset>,
}

impl Engine {
    /// The laptops that countersigned the seal of `paper`: whoever alters it later would have to alter
    /// theirs too.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn seal_witnesses(
        &self,
        of: PaperOf,
        paper: &Paper,
    ) -> Result<Vec<SealWitness>, EngineError> {
        let target = Target::new(of.section(), kind::PAPER, paper.id.bytes(), SEALED);
        let files = [&paper.manifest, &paper.pdf].into_iter();
        let files: Vec<_> = files.filter_map(|sha256| sha256.parse().ok()).collect();
        let mut witnesses = Vec::new();
        for (device, came_ms) in self.store.witnesses(&target, &files)? {
            let at = self.moment_of(u64::try_from(came_ms).unwrap_or_default());
            let device = device.to_string();
            let known = self.laptop_name(&device)?;
            let name = if known.is_empty() { device.chars().take(16).collect() } else { known };
            witnesses.push(SealWitness { name, at });
        }
        Ok(witnesses)
    }
}

/// Refuses what is sealed already, and what a check blocks.
fn may_be_sealed(sealed: Option<&Paper>, checks: Vec<Check>) -> Result<(), EngineError> {
    if sealed.is_some() {
        return Err(EngineError::AlreadySealed);
    }
    if checks.iter().any(|check| check.level == CheckLevel::Block) {
        return Err(EngineError::SealRefused(checks));
    }
    Ok(())
}

/// Data as they travel inside a paper.
fn as_json(data: &impl serde::Serialize) -> Result<Vec<u8>, EngineError> {
    Ok(Edit::new(kind::PAPER, [0; 16], "data", data)?.value)
}

/// Whether a paper carries a certificate signature.
pub(super) fn has_certificate(paper: &Paper) -> bool {
    paper.signings.iter().any(|signing| signing.way == SigningWay::Certificate)
}
