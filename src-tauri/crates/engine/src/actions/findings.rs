//! Findings: offer the default wording, save, take away.

use chrono::NaiveDate;
use domain::checklist::wording::{self, Values};
use domain::checklist::{ItemView, figure_values};
use domain::finding::{Finding, FindingKind, Ruling};
use domain::id::{FindingId, UnitId, VisitId};
use domain::text::clean;

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::folder::Folder;
use crate::minutes::open_places;
use crate::record::{self, Edit, REMOVED, kind};
use crate::sampling::dossiers;

/// The default wordings of an item, their places filled as far as the data go.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Offer {
    /// The praise; what is missing stands as `{place}`. Empty where none fits the verdict.
    pub strength: String,
    /// The places of the praise that nobody has filled.
    pub strength_missing: Vec<String>,
    /// The shortcoming, worded for the verdict that stands there.
    pub text: String,
    /// The places of the text that nobody has filled.
    pub missing: Vec<String>,
    /// The recommendation, likewise.
    pub recommendation: String,
    /// The places of the recommendation that nobody has filled.
    pub recommendation_missing: Vec<String>,
}

/// What a person writes into a finding.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FindingDraft {
    /// Praise or criticism.
    pub kind: FindingKind,
    /// The sentence.
    pub text: String,
    /// The items it rests on.
    pub items: Vec<String>,
    /// Whether the list of units ends in “…”.
    pub open_list: bool,
    /// What the unit said.
    pub explanation: String,
    /// What the leader made of it.
    pub ruling: Option<Ruling>,
    /// What is to be done.
    pub recommendation: String,
    /// By whom.
    pub responsible: String,
    /// Until when.
    pub deadline: Option<NaiveDate>,
}

impl FindingDraft {
    /// The finding that this is, about `units`.
    pub(crate) fn of(&self, id: FindingId, units: Vec<UnitId>) -> Finding {
        Finding {
            id,
            kind: self.kind,
            text: clean(&self.text),
            items: self.items.clone(),
            units,
            open_list: self.open_list,
            explanation: clean(&self.explanation),
            ruling: self.ruling,
            recommendation: clean(&self.recommendation),
            responsible: clean(&self.responsible),
            deadline: self.deadline,
        }
    }
}

impl Engine {
    /// Offers the default wordings at `item`: praise, shortcoming, recommendation.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn offer_finding(&self, visit: VisitId, item: &str) -> Result<Offer, EngineError> {
        let folder = self.folder(visit)?;
        let known = folder
            .view
            .item(item)
            .ok_or_else(|| EngineError::NotFound { what: Noun::Item, name: item.to_owned() })?;
        Ok(offer(&folder, known))
    }

    /// Saves a finding of a visit: the one called `id`, or a new one.
    ///
    /// # Errors
    ///
    /// [`EngineError::BadInput`] for an empty sentence or one with open places, and [`EngineError`]
    /// when the store cannot be written.
    pub fn save_finding(
        &mut self,
        visit: VisitId,
        id: Option<FindingId>,
        draft: &FindingDraft,
    ) -> Result<(FindingId, Saved), EngineError> {
        let folder = self.folder(visit)?;
        let text = clean(&draft.text);
        if text.is_empty() {
            return Err(EngineError::BadInput { field: Field::Name, entered: String::new() });
        }
        for sentence in [&text, &draft.recommendation] {
            if let Some(place) = open_places(sentence).into_iter().next() {
                return Err(EngineError::BadInput { field: Field::OpenPlace, entered: place.0 });
            }
        }
        let id = match id {
            Some(id) => id,
            None => FindingId::from_bytes(self.new_id()?),
        };
        let finding = draft.of(id, vec![folder.visit.unit]);
        let name = match draft.kind {
            FindingKind::Strength => "Ghi ưu điểm",
            FindingKind::Shortcoming => "Ghi tồn tại",
        };
        let edits = record::finding_edits(&finding)?;
        let saved = self.save(visit.bytes(), &edits, Some(name.to_owned()))?;
        Ok((finding.id, saved))
    }

    /// Takes a finding away; undo brings it back.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn remove_finding(&mut self, visit: VisitId, id: FindingId) -> Result<Saved, EngineError> {
        if !self.facts_of(visit.bytes(), kind::FINDING)?.has(kind::FINDING, id.bytes()) {
            return Err(EngineError::NotFound { what: Noun::Finding, name: id.to_string() });
        }
        let edit = Edit::new(kind::FINDING, id.bytes(), REMOVED, &true)?;
        self.save(visit.bytes(), &[edit], Some("Xóa nhận xét".to_owned()))
    }
}

/// The default wordings of `item` as the data of a visit fill them.
pub(super) fn offer(folder: &Folder, item: &ItemView) -> Offer {
    let values = values(folder, item);
    let verdict = folder.answers.get(&item.id).and_then(|answer| answer.verdict);
    let said = |template: &str| {
        let said = wording::compose(template, &values);
        (said.to_template(), said.missing().into_iter().map(str::to_owned).collect())
    };
    let (strength, strength_missing) = said(item.praise(verdict));
    let (text, missing) = said(item.criticism(verdict));
    let (recommendation, recommendation_missing) = said(&item.recommendation);
    Offer { strength, strength_missing, text, missing, recommendation, recommendation_missing }
}

/// What the places of a default wording may be filled with at one item.
pub(super) fn values(folder: &Folder, item: &ItemView) -> Values {
    let mut values = Values::new();
    let mut put = |name: &str, value: String| values.insert(name.to_owned(), value);
    let year = folder.period().to.format("%Y").to_string();
    let before = (folder.period().to - chrono::Months::new(12)).format("%Y").to_string();
    put("nam", year);
    put("nam_truoc", before);
    put("ngay", domain::date::cited(folder.visit.date));
    put("ten_don_vi", folder.unit.authority());
    put("co_quan_cap_tren", folder.campaign.agency.name.clone());
    put("can_cu", item.citations.join("; "));
    if let Some(answer) = folder.answers.get(&item.id) {
        if !answer.note.is_empty() {
            put("ghi_chu", answer.note.trim_end_matches('.').to_owned());
        }
        values.extend(figure_values(&item.parts, answer));
    }
    if item.registers.iter().any(|it| it == dossiers::REGISTER) {
        let differs = dossiers::differences(&folder.rows);
        if !differs.is_empty() {
            values.entry("ghi_chu".to_owned()).or_insert(differs);
        }
    }
    values
}
