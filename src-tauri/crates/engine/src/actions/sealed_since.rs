//! What a paper states, and what was edited since it was sealed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::id::VisitId;
use ledger::{DriftKind, SealManifest};

use super::papers::{PaperOf, Shelf};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::folder::Folder;
use crate::record::{self, kind};
use crate::seal;
use crate::store::Stated;

/// Milliseconds in a minute: later edits of one field within a minute are told once.
const MS_PER_MINUTE: u64 = 60_000;

/// What stands at a visit and is no part of what a notice states: the words of its minutes, how its
/// answers were looked over, what is told of the time before, and its photographs, which no notice
/// shows.
const NOT_IN_NOTICES: [&str; 7] = [
    kind::NUMBER,
    kind::PAPER,
    kind::SLOT,
    kind::REVIEW,
    kind::ACCEPTANCE,
    kind::LAST,
    kind::EVIDENCE,
];

/// An edit that came after sealing and is not on the paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LaterChange {
    /// When it was written.
    pub at: DateTime<Utc>,
    /// What was edited, in Vietnamese.
    pub text: String,
}

/// How the unit of a section is named before a change, and when each of its fields was last written,
/// in milliseconds since 1970.
#[derive(Default)]
struct Written {
    unit: String,
    times: BTreeMap<ledger::Target, u64>,
}

impl Engine {
    /// Lists what was edited after the paper was sealed, latest last.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub(super) fn changes_after_seal(
        &self,
        shelf: &Shelf,
    ) -> Result<Vec<LaterChange>, EngineError> {
        let Some(paper) = shelf.sealed() else { return Ok(Vec::new()) };
        let sealed = SealManifest::decode(&self.file(&paper.manifest)?)?;
        let now = self.stated(shelf.of)?;
        let sections: BTreeMap<&ledger::Target, [u8; 16]> =
            now.iter().flat_map(|(at, stated)| stated.keys().map(|it| (it, *at))).collect();
        let all = in_one(&now);
        let (mut read, nowhere) = (BTreeMap::new(), Written::default());
        let mut changes: BTreeMap<(u64, String), LaterChange> = BTreeMap::new();
        for drift in sealed.drift(&all) {
            let field = drift.target.field();
            // Going to the bin and coming back edits nothing.
            if field == record::BINNED || record::is_of_another(field, Some(paper)) {
                continue;
            }
            // A number that was given to the sealed paper stands on it.
            if drift.target.kind() == kind::NUMBER && drift.kind == DriftKind::Added {
                continue;
            }
            let section = sections.get(&drift.target).copied();
            if let Some(section) = section.filter(|section| !read.contains_key(section)) {
                read.insert(section, self.written_at(section, shelf.of)?);
            }
            let written = section.and_then(|section| read.get(&section)).unwrap_or(&nowhere);
            let wall_ms = written.times.get(&drift.target).copied().unwrap_or(sealed.sealed_ms);
            let text = format!("{}{}", written.unit, seal::target_in_words(&drift.target));
            let milliseconds = i64::try_from(wall_ms).unwrap_or_default();
            let at = DateTime::from_timestamp_millis(milliseconds).unwrap_or_default();
            changes.insert((wall_ms / MS_PER_MINUTE, text.clone()), LaterChange { at, text });
        }
        Ok(changes.into_values().collect())
    }

    /// The versions that a paper states, by section: of minutes, everything of the visit and what
    /// the campaign says of itself, its members and its units; of a notice, what was recorded at
    /// every visit and what was decided of the notice; of a letter, the letter and what all letters
    /// have in common.
    pub(super) fn stated(&self, of: PaperOf) -> Result<BTreeMap<[u8; 16], Stated>, EngineError> {
        let mut sections = BTreeMap::new();
        match of {
            PaperOf::Minutes(visit) => return self.stated_by_minutes(&self.folder(visit)?),
            PaperOf::Notice(id) => {
                let unstated = [&[kind::PAPER, kind::LAYOUT][..], &kind::AFTER_MINUTES].concat();
                sections.insert(id.bytes(), self.store.stated(id.bytes(), &unstated)?);
                for visit in self.visit_ids_of(id)? {
                    let stated = self.store.stated(visit.bytes(), &NOT_IN_NOTICES)?;
                    sections.insert(visit.bytes(), stated);
                }
            }
            PaperOf::Letter(campaign, letter) => {
                let mut stated = self.store.stated(campaign.bytes(), &[])?;
                stated.retain(|target, _| {
                    (target.kind() == kind::REMINDER && target.id() == letter.bytes())
                        || (target.kind() == kind::FOLLOW_UP && target.id() == campaign.bytes())
                        || target.kind() == kind::CAMPAIGN
                });
                sections.insert(campaign.bytes(), stated);
            }
        }
        Ok(sections)
    }

    /// What [`Self::stated`] gives of the minutes of `folder`.
    pub(super) fn stated_by_minutes(
        &self,
        folder: &Folder,
    ) -> Result<BTreeMap<[u8; 16], Stated>, EngineError> {
        let (visit, campaign) = (folder.visit.id.bytes(), folder.campaign.id.bytes());
        let unstated =
            [&[kind::PAPER, kind::FINDING, kind::NOTICE][..], &kind::AFTER_MINUTES].concat();
        let mut own = self.store.stated(visit, &[kind::PAPER])?;
        own.extend(self.stated_of_last(folder)?);
        // What belongs to another supplement alone stands on that one.
        own.retain(|target, _| {
            let is_own =
                target.kind() != kind::NUMBER || [visit, folder.numbered()].contains(&target.id());
            is_own && !record::is_of_another(target.field(), folder.papers.last())
        });
        Ok([(visit, own), (campaign, self.store.stated(campaign, &unstated)?)].into())
    }

    fn written_at(&self, section: [u8; 16], of: PaperOf) -> Result<Written, EngineError> {
        let mut times = BTreeMap::new();
        for head in self.store.heads(section)? {
            let target = head.target;
            if let Ok(target) = ledger::Target::new(target.kind, target.id, target.field) {
                times.insert(target, head.wall_ms);
            }
        }
        // A notice is about several units.
        if !matches!(of, PaperOf::Notice(_)) || section == of.section() {
            return Ok(Written { unit: String::new(), times });
        }
        let unit = self.folder(VisitId::from_bytes(section))?.unit;
        Ok(Written { unit: format!("{}: ", unit.authority()), times })
    }
}

/// The versions of all `sections` together.
pub(super) fn in_one(sections: &BTreeMap<[u8; 16], Stated>) -> Stated {
    let versions = sections.values().flatten();
    versions.map(|(target, heads)| (target.clone(), heads.clone())).collect()
}
