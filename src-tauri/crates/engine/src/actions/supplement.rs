//! Supplementary minutes (biên bản bổ sung): a paper that adds to a sealed one and leaves it standing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::id::{EvidenceId, FindingId, PaperId, VisitId};
use domain::text::clean;
use ledger::{DriftKind, SealManifest};

use super::campaigns::count;
use super::sealed_since::in_one;
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::folder::Folder;
use crate::minutes::{Addition, Material};
use crate::record::{self, Edit, Paper, REMOVED, kind};

/// What was written after the paper that is added to.
#[derive(Debug, Default)]
struct Since {
    /// Items, and whether the paper told something else of them.
    items: BTreeMap<String, bool>,
    /// Findings, and whether the paper had them in other words.
    findings: BTreeMap<FindingId, bool>,
    evidence: BTreeSet<EvidenceId>,
}

impl Engine {
    /// Begins a paper that adds to the sealed minutes of a visit, and returns which one it is, from 1.
    /// The minutes and what was signed on them stand. `number` is what the clerk gave the minutes.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`], [`EngineError::BadInput`] without a reason, and [`EngineError`]
    /// when the store cannot be written.
    pub fn supplement(
        &mut self,
        visit: VisitId,
        reason: &str,
        number: &str,
    ) -> Result<u32, EngineError> {
        let folder = self.folder(visit)?;
        let sealed = folder.sealed().ok_or(EngineError::NotSealed)?;
        let reason = clean(reason);
        if reason.is_empty() {
            return Err(EngineError::BadInput { field: Field::Reason, entered: String::new() });
        }
        let supplement = sealed.supplement.saturating_add(1);
        let paper = Paper {
            id: PaperId::from_bytes(self.new_id()?),
            revision: sealed.revision,
            supplement,
            reason,
            adds_to: clean(number),
            begun: Some(self.clock.local().date_naive()),
            ..Paper::empty()
        };
        let name = "Lập biên bản bổ sung".to_owned();
        self.save(visit.bytes(), &record::paper_edits(&paper)?, Some(name))?;
        Ok(supplement)
    }

    /// Puts away a paper that was begun and not sealed: a supplement, or a revision. What is sealed
    /// stands again as it did.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`] where no paper was begun after a sealed one,
    /// [`EngineError::AlreadySealed`] for one that is sealed, and [`EngineError`] when the store
    /// cannot be written.
    pub fn withdraw_paper(&mut self, visit: VisitId) -> Result<Saved, EngineError> {
        let folder = self.folder(visit)?;
        let open = folder.papers.last().ok_or(EngineError::NotSealed)?;
        if !open.seal.is_empty() {
            return Err(EngineError::AlreadySealed);
        }
        let edit = Edit::new(kind::PAPER, open.id.bytes(), REMOVED, &true)?;
        self.save(visit.bytes(), &[edit], Some("Bỏ biên bản đang soạn".to_owned()))
    }

    /// The bytes of one sealed paper of a visit, with every signature added since.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for a seal that no paper of the visit has, and [`EngineError`] when
    /// the file is missing or damaged.
    pub fn paper_with_seal(&self, visit: VisitId, seal: &str) -> Result<Vec<u8>, EngineError> {
        let folder = self.folder(visit)?;
        let is_asked = |paper: &&Paper| !paper.seal.is_empty() && paper.seal.starts_with(seal);
        let mut found = folder.papers.iter().filter(is_asked);
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
    pub fn export_sealed(&self, visit: VisitId, seal: &str, out: &Path) -> Result<(), EngineError> {
        let bytes = self.paper_with_seal(visit, seal)?;
        Ok(crate::store::write_whole(out, &bytes)?)
    }

    /// Leaves in `material` only what came after the paper that is added to.
    pub(super) fn only_added(
        &self,
        folder: &Folder,
        material: Material,
    ) -> Result<Material, EngineError> {
        let Some(paper) = folder.supplement() else { return Ok(material) };
        let before = folder.papers.iter().rev().skip(1).find(|it| !it.seal.is_empty());
        let minutes =
            folder.papers.iter().rev().find(|it| {
                it.supplement == 0 && it.revision == paper.revision && !it.seal.is_empty()
            });
        let Some((before, minutes)) = before.zip(minutes) else { return Ok(material) };
        let since = self.since(folder, before)?;
        let mut material = material;
        material.looked_back.clear();
        material.extras.clear();
        material.answers.retain(|item, _| since.items.contains_key(item));
        material.findings.retain(|finding| since.findings.contains_key(&finding.id));
        let reworded = since.findings.iter().filter(|(_, is_reworded)| **is_reworded);
        let reworded: BTreeSet<FindingId> = reworded.map(|(id, _)| *id).collect();
        let stands = |id: &FindingId| folder.findings.iter().any(|finding| finding.id == *id);
        let withdrawn = reworded.iter().filter(|id| !stands(id)).count();
        let items = since.items.into_iter().filter(|(id, _)| material.answers.contains_key(id));
        material.addition = Some(Addition {
            number: paper.supplement,
            to_number: paper.adds_to.clone(),
            to_seal: minutes.seal.clone(),
            begun: paper.begun,
            reason: paper.reason.clone(),
            items: items.collect(),
            reworded,
            withdrawn: count(withdrawn),
        });
        let annex = folder.annex().zip(std::mem::take(&mut material.photos));
        let added = annex.filter(|(piece, _)| since.evidence.contains(&piece.id));
        material.photos = added.map(|(_, photo)| photo).collect();
        for (photo, number) in material.photos.iter_mut().zip(1..) {
            photo.number = number;
        }
        Ok(material)
    }

    /// What was written after `paper` was sealed.
    fn since(&self, folder: &Folder, paper: &Paper) -> Result<Since, EngineError> {
        let sealed = SealManifest::decode(&self.file(&paper.manifest)?)?;
        // Rows that were taken away too: they are in no folder, and the figures moved with them.
        let rows = self.facts_of(folder.visit.id.bytes(), kind::ROW)?;
        let register = |row| rows.get_or_default::<String>(kind::ROW, row, "register");
        let told: BTreeSet<(&str, [u8; 16])> =
            sealed.heads.keys().map(|target| (target.kind(), target.id())).collect();
        let mut counted = BTreeSet::new();
        for (_, row) in told.iter().filter(|(what, _)| *what == kind::ROW) {
            counted.insert(register(*row)?);
        }
        let mut since = Since::default();
        for drift in sealed.drift(&in_one(&self.stated_by_minutes(folder)?)) {
            let (target, rewritten) = (&drift.target, drift.kind == DriftKind::Rewritten);
            match target.kind() {
                kind::ANSWER => {
                    let Some((item, what)) = target.field().split_once('/') else { continue };
                    // What no minutes print is nothing to add.
                    if matches!(what, "note" | "reviewed") {
                        continue;
                    }
                    *since.items.entry(item.to_owned()).or_default() |= rewritten;
                }
                kind::ROW => {
                    let register = register(target.id())?;
                    for item in items_fed_by(folder, &register) {
                        *since.items.entry(item).or_default() |= counted.contains(&register);
                    }
                }
                kind::FINDING => {
                    let id = FindingId::from_bytes(target.id());
                    // Taking one away writes a field that it did not have before.
                    let is_told = told.contains(&(kind::FINDING, target.id()));
                    *since.findings.entry(id).or_default() |= is_told;
                }
                kind::EVIDENCE if drift.kind == DriftKind::Added => {
                    since.evidence.insert(EvidenceId::from_bytes(target.id()));
                }
                _ => {}
            }
        }
        Ok(since)
    }
}

/// The items whose figures follow from a register.
fn items_fed_by(folder: &Folder, register: &str) -> Vec<String> {
    let feeds = |part: &domain::checklist::Part| {
        part.feed.as_ref().is_some_and(|feed| feed.register == register)
    };
    let fed = folder.view.items().filter(|item| item.parts.iter().any(feeds));
    fed.map(|item| item.id.clone()).collect()
}
