//! Findings: offer the default wording, save, take away.

use chrono::NaiveDate;
use domain::checklist::wording::{self, Values};
use domain::checklist::{ItemView, figure_values};
use domain::finding::{Finding, FindingKind, Ruling};
use domain::id::{FindingId, VisitId};
use domain::text::clean;

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::folder::Folder;
use crate::minutes::open_places;
use crate::record::{self, Edit, REMOVED, kind};

/// A default wording, its places filled as far as the data go.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Offer {
    /// The shortcoming; what is missing stands as `{place}`.
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

impl Engine {
    /// Offers the default wording for a shortcoming at `item`.
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
        let values = values(&folder, known);
        let text = wording::fill(&known.shortcoming, &values);
        let recommendation = wording::fill(&known.recommendation, &values);
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        Ok(Offer {
            text: text.to_template(),
            missing: owned(text.missing()),
            recommendation: recommendation.to_template(),
            recommendation_missing: owned(recommendation.missing()),
        })
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
        let finding = Finding {
            id: match id {
                Some(id) => id,
                None => FindingId::from_bytes(self.new_id()?),
            },
            kind: draft.kind,
            text,
            items: draft.items.clone(),
            units: vec![folder.visit.unit],
            open_list: draft.open_list,
            explanation: clean(&draft.explanation),
            ruling: draft.ruling,
            recommendation: clean(&draft.recommendation),
            responsible: clean(&draft.responsible),
            deadline: draft.deadline,
        };
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

/// What the places of a default wording may be filled with at one item.
pub(super) fn values(folder: &Folder, item: &ItemView) -> Values {
    let mut values = Values::new();
    let mut put = |name: &str, value: String| values.insert(name.to_owned(), value);
    let year = folder.period().to.format("%Y").to_string();
    let before = (folder.period().to - chrono::Months::new(12)).format("%Y").to_string();
    put("nam", year);
    put("nam_truoc", before);
    put("ngay", domain::date::short(folder.visit.date));
    put("ten_don_vi", folder.unit.authority());
    put("co_quan_cap_tren", folder.campaign.agency.name.clone());
    if let Some(answer) = folder.answers.get(&item.id) {
        if !answer.note.is_empty() {
            put("ghi_chu", answer.note.trim_end_matches('.').to_owned());
        }
        values.extend(figure_values(&item.parts, answer));
    }
    values
}
