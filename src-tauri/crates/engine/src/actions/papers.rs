//! The papers that are sealed and signed, whichever they are about: where they are kept, who signs
//! them, and their bytes.

use std::collections::BTreeMap;
use std::path::Path;

use domain::id::{CampaignId, LetterId, PaperId, VisitId};

use super::minutes::PaperVersion;
use super::seal::PaperState;
use super::sealed_since::LaterChange;
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Noun};
use crate::folder::Folder;
use crate::letters;
use crate::minutes::Signatory;
use crate::notice::{self, Annexes};
use crate::record::{self, Edit, Paper, REMOVED, kind};

/// A paper that can be sealed and signed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PaperOf {
    /// The minutes of a visit.
    Minutes(VisitId),
    /// The concluding notice of a campaign.
    Notice(CampaignId),
    /// A letter of reminder of a campaign.
    Letter(CampaignId, LetterId),
}

impl PaperOf {
    /// The section of the ledger in which it is kept.
    pub(super) fn section(self) -> [u8; 16] {
        match self {
            Self::Minutes(visit) => visit.bytes(),
            Self::Notice(campaign) | Self::Letter(campaign, _) => campaign.bytes(),
        }
    }

    /// What it is about, as its seal names it.
    pub(super) fn subject(self) -> [u8; 16] {
        match self {
            Self::Letter(_, letter) => letter.bytes(),
            Self::Minutes(_) | Self::Notice(_) => self.section(),
        }
    }

    /// The letter that it is, if it is one.
    pub(super) const fn letter(self) -> Option<LetterId> {
        match self {
            Self::Letter(_, letter) => Some(letter),
            Self::Minutes(_) | Self::Notice(_) => None,
        }
    }
}

impl From<VisitId> for PaperOf {
    fn from(visit: VisitId) -> Self {
        Self::Minutes(visit)
    }
}

impl From<CampaignId> for PaperOf {
    fn from(campaign: CampaignId) -> Self {
        Self::Notice(campaign)
    }
}

/// Where a paper stands: its sealed revisions and who signs it.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// Which paper.
    pub of: PaperOf,
    /// Its revisions, the first one first, each followed by what adds to it; the last one may be
    /// open.
    pub papers: Vec<Paper>,
    /// Who signs the one at work, or sealed last.
    pub signatories: Vec<Signatory>,
    /// Who signs each of them, where they differ.
    pub(super) signing: BTreeMap<PaperId, Vec<Signatory>>,
}

impl Shelf {
    /// The latest paper, where it is sealed.
    pub fn sealed(&self) -> Option<&Paper> {
        record::sealed(&self.papers)
    }

    /// The paper that stands: sealed, or sealed and being added to.
    pub fn standing(&self) -> Option<&Paper> {
        record::standing(&self.papers)
    }

    /// The revision that is being worked on, or was sealed last.
    pub fn revision(&self) -> u32 {
        record::revision(&self.papers)
    }

    /// Where the latest paper stands.
    pub fn state(&self) -> PaperState {
        self.sealed().map_or(PaperState::Draft, |paper| self.state_of(paper))
    }

    /// Where one sealed paper of the shelf stands.
    pub fn state_of(&self, paper: &Paper) -> PaperState {
        PaperState::of(paper, &self.papers, self.signatories_of(paper))
    }

    /// Who signs one paper of the shelf.
    pub fn signatories_of(&self, paper: &Paper) -> &[Signatory] {
        self.signing.get(&paper.id).unwrap_or(&self.signatories)
    }

    /// The paper that was begun after a sealed one, and can be put away.
    pub fn begun(&self) -> Option<&Paper> {
        self.papers.last().filter(|paper| paper.seal.is_empty())
    }
}

impl Folder {
    /// Where the latest paper of the visit stands.
    pub fn state(&self) -> PaperState {
        self.state_or_draft(self.sealed())
    }

    /// Where the paper of the visit stands that holds now: one that is only being added to still
    /// does.
    pub fn standing_state(&self) -> PaperState {
        self.state_or_draft(self.standing())
    }

    fn state_or_draft(&self, paper: Option<&Paper>) -> PaperState {
        let Some(paper) = paper else { return PaperState::Draft };
        PaperState::of(paper, &self.papers, &self.signatories_of(Some(paper)))
    }

    /// Where its papers stand, and who signs them.
    pub(super) fn shelf(&self) -> Shelf {
        let signing = |paper: &Paper| (paper.id, self.signatories_of(Some(paper)));
        Shelf {
            of: self.visit.id.into(),
            papers: self.papers.clone(),
            signatories: self.signatories(),
            signing: self.papers.iter().map(signing).collect(),
        }
    }
}

impl Engine {
    /// Reads where a paper stands.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn shelf(&self, of: impl Into<PaperOf>) -> Result<Shelf, EngineError> {
        let of = of.into();
        let (papers, signatories) = match of {
            PaperOf::Minutes(visit) => return Ok(self.folder(visit)?.shelf()),
            PaperOf::Notice(id) => {
                (self.papers_of(of)?, vec![notice::signatory(&self.campaign(id)?.0)])
            }
            PaperOf::Letter(campaign, letter) => {
                let form = self.letter(campaign, letter)?;
                (self.papers_of(of)?, vec![letters::signatory(&form.habit)])
            }
        };
        Ok(Shelf { of, papers, signatories, signing: BTreeMap::new() })
    }

    /// The revisions of one paper.
    pub(super) fn papers_of(&self, of: PaperOf) -> Result<Vec<Paper>, EngineError> {
        let mut papers = record::papers(&self.facts_of(of.section(), kind::PAPER)?)?;
        papers.retain(|paper| paper.letter == of.letter());
        Ok(papers)
    }

    /// Where a paper stands, and what was edited after it was sealed.
    ///
    /// # Errors
    ///
    /// As [`Self::shelf`].
    pub fn paper_standing(
        &self,
        of: impl Into<PaperOf>,
    ) -> Result<(Shelf, Vec<LaterChange>), EngineError> {
        let shelf = self.shelf(of)?;
        let later = self.changes_after_seal(&shelf)?;
        Ok((shelf, later))
    }

    /// The paper as it is to be printed: sealed and signed bytes where there are some, the draft
    /// otherwise.
    ///
    /// # Errors
    ///
    /// [`EngineError::Paper`], and [`EngineError`] when the store cannot be read.
    pub fn paper(&self, of: impl Into<PaperOf>) -> Result<Vec<u8>, EngineError> {
        let shelf = self.shelf(of)?;
        match (shelf.sealed(), shelf.of) {
            (Some(paper), _) => self.file(&paper.current),
            (None, PaperOf::Minutes(visit)) => Ok(self.draft_minutes(visit)?.pdf),
            (None, PaperOf::Notice(id)) => Ok(self.draft_notice(id, Annexes::All)?.pdf),
            (None, PaperOf::Letter(campaign, id)) => Ok(self.letter_paper(campaign, id)?.pdf),
        }
    }

    /// Writes the paper to `out`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`] of the disk, and those of [`Self::paper`].
    pub fn export_paper(&self, of: impl Into<PaperOf>, out: &Path) -> Result<(), EngineError> {
        let bytes = self.paper(of)?;
        Ok(crate::store::write_whole(out, &bytes)?)
    }

    /// The bytes that were sealed, with every signature added since.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`], and [`EngineError`] when the file is missing or damaged.
    pub fn sealed_paper(&self, of: impl Into<PaperOf>) -> Result<Vec<u8>, EngineError> {
        let papers = self.papers_of(of.into())?;
        let paper = record::standing(&papers).ok_or(EngineError::NotSealed)?;
        self.file(&paper.current)
    }

    /// The bytes of one of the sealed papers, with every signature added since; `seal` is the
    /// beginning of its seal.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for a seal that none of them has, and [`EngineError`] when the file
    /// is missing or damaged.
    pub fn paper_with_seal(
        &self,
        of: impl Into<PaperOf>,
        seal: &str,
    ) -> Result<Vec<u8>, EngineError> {
        let papers = self.papers_of(of.into())?;
        let is_asked = |paper: &&Paper| !paper.seal.is_empty() && paper.seal.starts_with(seal);
        let mut found = papers.iter().filter(is_asked);
        match (found.next(), found.next()) {
            (Some(paper), None) => self.file(&paper.current),
            (None | Some(_), _) => {
                Err(EngineError::NotFound { what: Noun::Paper, name: seal.to_owned() })
            }
        }
    }

    /// Writes what [`Self::paper_with_seal`] gives to `out`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`] of the disk, and those of [`Self::paper_with_seal`].
    pub fn export_sealed(
        &self,
        of: impl Into<PaperOf>,
        seal: &str,
        out: &Path,
    ) -> Result<(), EngineError> {
        let bytes = self.paper_with_seal(of, seal)?;
        Ok(crate::store::write_whole(out, &bytes)?)
    }

    /// Puts away a paper that was begun and not sealed: a revision, or a supplement. What is sealed
    /// stands again as it did; what was recorded meanwhile stays recorded.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`] where no paper was begun after a sealed one,
    /// [`EngineError::AlreadySealed`] for one that is sealed, and [`EngineError`] when the store
    /// cannot be written.
    pub fn withdraw_paper(&mut self, of: impl Into<PaperOf>) -> Result<Saved, EngineError> {
        let of = of.into();
        let papers = self.papers_of(of)?;
        let open = papers.last().ok_or(EngineError::NotSealed)?;
        if !open.seal.is_empty() {
            return Err(EngineError::AlreadySealed);
        }
        let edit = Edit::new(kind::PAPER, open.id.bytes(), REMOVED, &true)?;
        self.save(of.section(), &[edit], Some("Bỏ bản đang soạn".to_owned()))
    }

    /// Lays out a paper as a document for Word, for those who go on with it there; a draft on every
    /// page where the paper knows drafts, since nothing that leaves this way is sealed.
    ///
    /// # Errors
    ///
    /// [`EngineError::Paper`], and [`EngineError`] when the store cannot be read.
    pub fn draft_word(&self, of: impl Into<PaperOf>) -> Result<Vec<u8>, EngineError> {
        Ok(papers::docx(&match of.into() {
            PaperOf::Minutes(visit) => self.drafted(&self.folder(visit)?)?.0,
            PaperOf::Notice(id) => self.notice_document(&self.notice_material(id)?, Annexes::All),
            PaperOf::Letter(campaign, id) => self.letter_document(campaign, id)?,
        })?)
    }

    /// Writes what [`Self::draft_word`] gives to `out`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`] of the disk, and those of [`Self::draft_word`].
    pub fn export_word(&self, of: impl Into<PaperOf>, out: &Path) -> Result<(), EngineError> {
        let bytes = self.draft_word(of)?;
        Ok(crate::store::write_whole(out, &bytes)?)
    }

    /// Every paper of this laptop, whichever it is, replaced ones and begun ones among them.
    pub(super) fn every_paper(&self) -> Result<Vec<(PaperOf, Paper)>, EngineError> {
        let mut found = Vec::new();
        for (visit, _) in self.visit_campaigns()? {
            let of = PaperOf::from(visit);
            found.extend(self.papers_of(of)?.into_iter().map(|paper| (of, paper)));
        }
        for section in self.sections_of(kind::CAMPAIGN)? {
            let campaign = CampaignId::from_bytes(section);
            for paper in record::papers(&self.facts_of(section, kind::PAPER)?)? {
                let letter = paper.letter.map(|letter| PaperOf::Letter(campaign, letter));
                found.push((letter.unwrap_or(campaign.into()), paper));
            }
        }
        Ok(found)
    }

    /// The first paper that `is_it`.
    pub(super) fn find_paper(
        &self,
        is_it: impl Fn(&Paper) -> bool,
    ) -> Result<Option<(PaperOf, Paper)>, EngineError> {
        Ok(self.every_paper()?.into_iter().find(|(_, paper)| is_it(paper)))
    }
}

/// Which bytes a sealed paper has; `None` when it was sealed before pages were counted.
pub(super) fn sealed_version(paper: &Paper) -> Option<PaperVersion> {
    (paper.pages != 0).then(|| PaperVersion { version: paper.current.clone(), pages: paper.pages })
}

/// The person of `role` among those who sign `paper`.
///
/// # Errors
///
/// [`EngineError::NotFound`] for an unknown role and [`EngineError::RefusedToSign`].
pub(super) fn signatory<'a>(
    shelf: &'a Shelf,
    paper: &Paper,
    role: &str,
) -> Result<&'a Signatory, EngineError> {
    let role = if role == "deputy" { "leader" } else { role };
    let signatory = shelf.signatories_of(paper).iter().find(|it| it.role == role);
    let signatory = signatory
        .ok_or_else(|| EngineError::NotFound { what: Noun::Signatory, name: role.to_owned() })?;
    if signatory.refusal.is_some() { Err(EngineError::RefusedToSign) } else { Ok(signatory) }
}
