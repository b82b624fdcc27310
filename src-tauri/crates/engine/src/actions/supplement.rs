//! Supplementary minutes (biên bản bổ sung): a paper that adds to a sealed one and leaves it standing.

use std::collections::{BTreeMap, BTreeSet};

use domain::answer::{Answer, Verdict};
use domain::id::{EvidenceId, FindingId, PaperId, VisitId};
use domain::text::clean;
use domain::visit::Attendee;
use ledger::{DriftKind, OpRef, SealManifest};

use super::campaigns::count;
use super::sealed_since::in_one;
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field};
use crate::folder::Folder;
use crate::minutes::{self, Addition, Material, Since};
use crate::record::{self, Paper, Sitting, kind};
use crate::store::Target;

/// What was written after the paper that is added to.
#[derive(Debug, Default)]
struct Written {
    /// Items, and what the paper had told of them.
    items: BTreeMap<String, Since>,
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
        // Whoever was there before is taken to be there again until somebody says otherwise.
        let sitting = folder.sitting(Some(sealed));
        let mut edits = record::paper_edits(&paper)?;
        edits.extend(record::sitting_edits(visit, &paper, &sitting)?);
        self.save(visit.bytes(), &edits, Some("Lập biên bản bổ sung".to_owned()))?;
        Ok(supplement)
    }

    /// Says who was there when the supplement at work was made; the list of the visit stays as it is.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`] where no supplement is at work, [`EngineError::AlreadySealed`], and
    /// [`EngineError`] when the store cannot be written.
    pub fn attend_supplement(
        &mut self,
        visit: VisitId,
        delegation_present: Vec<Attendee>,
        unit_present: Vec<Attendee>,
    ) -> Result<Saved, EngineError> {
        let folder = self.folder(visit)?;
        let paper = folder.supplement().ok_or(EngineError::NotSealed)?;
        if !paper.seal.is_empty() {
            return Err(EngineError::AlreadySealed);
        }
        let refusals = folder.sitting(Some(paper)).refusals;
        let sitting = Sitting { delegation_present, unit_present, refusals };
        let edits = record::sitting_edits(visit, paper, &sitting)?;
        let name = "Sửa thành phần của biên bản bổ sung".to_owned();
        self.save(visit.bytes(), &edits, Some(name))
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
        let says = |answer: &Answer| answer.verdict.is_some() || !answer.parts.is_empty();
        let items = since.items.into_iter().filter(|(id, since)| {
            !since.cleared.is_empty() || material.answers.get(id).is_some_and(says)
        });
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
    fn since(&self, folder: &Folder, paper: &Paper) -> Result<Written, EngineError> {
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
        let mut since = Written::default();
        for drift in sealed.drift(&in_one(&self.stated_by_minutes(folder)?)) {
            let (target, rewritten) = (&drift.target, drift.kind == DriftKind::Rewritten);
            match target.kind() {
                kind::ANSWER => {
                    let Some((item, what)) = target.field().split_once('/') else { continue };
                    // What no minutes print is nothing to add.
                    if matches!(what, "note" | "reviewed") {
                        continue;
                    }
                    let cleared = self.cleared(folder, &sealed, target)?;
                    let told = since.items.entry(item.to_owned()).or_default();
                    told.rewritten |= rewritten;
                    told.cleared.extend(cleared);
                }
                kind::ROW => {
                    let register = register(target.id())?;
                    for item in items_fed_by(folder, &register) {
                        let told = since.items.entry(item).or_default();
                        told.rewritten |= counted.contains(&register);
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

    /// What the sealed paper said at a field of an answer where nothing is said now.
    fn cleared(
        &self,
        folder: &Folder,
        sealed: &SealManifest,
        target: &ledger::Target,
    ) -> Result<Option<String>, EngineError> {
        let Some(stated) = sealed.heads.get(target) else { return Ok(None) };
        let Some((item, what)) = target.field().split_once('/') else { return Ok(None) };
        let answer = folder.answers.get(item);
        let stands = match what.strip_prefix("part/") {
            Some(part) => answer.is_some_and(|answer| answer.parts.contains_key(part)),
            None if what == "verdict" => answer.is_some_and(|answer| answer.verdict.is_some()),
            // What no minutes print.
            None => true,
        };
        if stands {
            return Ok(None);
        }
        let (section, id) = (folder.visit.id.bytes(), target.id());
        let field = Target::new(section, target.kind(), id, target.field());
        let versions = self.store.history(&field)?;
        let stated: BTreeSet<OpRef> = stated.iter().map(|head| head.op).collect();
        let version = versions.iter().find(|version| stated.contains(&version.head.op));
        let bytes = version.and_then(|version| version.head.value.bytes());
        Ok(bytes.and_then(|bytes| told(folder, (item, what), bytes)))
    }
}

/// What a value of an answer said, as the paper printed it; `None` where it said nothing.
fn told(folder: &Folder, (item, what): (&str, &str), bytes: &[u8]) -> Option<String> {
    let Some(part) = what.strip_prefix("part/") else {
        let code: Option<String> = serde_json::from_slice(bytes).ok()?;
        let verdict = code.as_deref().and_then(Verdict::from_code);
        return verdict.map(|verdict| minutes::verdict_word(Some(verdict)).to_owned());
    };
    let value = record::read_part(bytes).ok()??;
    let asked = folder.view.item(item)?.parts.iter().find(|it| it.name == part)?;
    Some(minutes::part_told(&asked.label, &value))
}

/// The items whose figures follow from a register.
fn items_fed_by(folder: &Folder, register: &str) -> Vec<String> {
    let feeds = |part: &domain::checklist::Part| {
        part.feed.as_ref().is_some_and(|feed| feed.register == register)
    };
    let fed = folder.view.items().filter(|item| item.parts.iter().any(feeds));
    fed.map(|item| item.id.clone()).collect()
}
