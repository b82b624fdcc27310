//! What minutes are laid out from.

use std::collections::BTreeMap;

use domain::id::{CampaignId, UnitId, VisitId};
use domain::layout::MinutesLayout;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Made;
use super::annexed::{ExtraEntry, PhotoEntry};
use super::earlier::{AdditionEntry, SeenAgainEntry};
use super::fields::{self, Entry};
use super::sheet::AreaEntry;
use crate::minutes::{self, Extra, Material, Photo, SeenAgain, Sheet, SheetArea};
use crate::record::{self, RecordError, SlotEdit, kind};

/// Everything that the pages of minutes are laid out from, photographs apart.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct MinutesSource {
    /// How and when they were laid out.
    pub(crate) made: Made,
    /// Which campaign.
    pub(crate) campaign: String,
    /// Which unit.
    pub(crate) unit: String,
    /// Which visit.
    pub(crate) visit: String,
    /// Why they replace the former ones; empty for the first.
    pub(crate) reason: String,
    /// Their number without what follows it; empty while they had none.
    pub(crate) number: String,
    /// Campaign, unit, visit, answers, findings and layout, field by field as in the ledger.
    pub(crate) record: Vec<Entry>,
    /// Items at which something is recorded that does not travel.
    pub(crate) bare: Vec<String>,
    /// The checklist of that day.
    pub(crate) sheet: Vec<AreaEntry>,
    /// What samples of case files add.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) extras: Vec<ExtraEntry>,
    /// The photographs of the annex.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) photos: Vec<PhotoEntry>,
    /// What was seen again of the demands of last time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) looked_back: Vec<SeenAgainEntry>,
    /// To what supplementary minutes add.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) addition: Option<AdditionEntry>,
    /// What people wrote in the place of generated text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) slots: BTreeMap<String, String>,
}

impl MinutesSource {
    /// What the minutes of `material` with the texts of `slots` are laid out from.
    ///
    /// # Errors
    ///
    /// [`RecordError`].
    pub(crate) fn of(
        material: &Material,
        slots: &BTreeMap<String, SlotEdit>,
        made: Made,
    ) -> Result<Self, RecordError> {
        let visit = &material.visit;
        let campaign = fields::campaign_told(&material.campaign, vec![material.unit.clone()]);
        let mut edits = record::campaign_edits(&campaign, None, &BTreeMap::new())?;
        let usual = MinutesLayout::default();
        edits.extend(record::layout_edits(campaign.id, &usual, &material.layout)?);
        edits.extend(record::visit_edits(visit)?);
        for (role, reason) in &material.refusals {
            edits.push(record::refusal_edit(visit.id, None, (role, Some(reason)))?);
        }
        let (answers, bare) = fields::answers_told(visit.id, &material.answers)?;
        edits.extend(answers);
        for finding in &material.findings {
            edits.extend(record::finding_edits(finding)?);
        }
        Ok(Self {
            made,
            campaign: campaign.id.to_string(),
            unit: material.unit.id.to_string(),
            visit: visit.id.to_string(),
            reason: material.reason.clone(),
            number: material.number.clone(),
            record: fields::entries(edits)?,
            bare,
            sheet: material.sheet.areas.iter().map(AreaEntry::from).collect(),
            extras: material.extras.iter().map(ExtraEntry::from).collect(),
            photos: material.photos.iter().map(PhotoEntry::from).collect(),
            looked_back: material.looked_back.iter().map(SeenAgainEntry::from).collect(),
            addition: material.addition.as_ref().map(AdditionEntry::from),
            slots: fields::slots_told(minutes::outline(material).iter(), slots),
        })
    }

    /// The material without the bytes of photographs, and the texts that people wrote. `revision`
    /// and `checklist` are what the paper says beside it.
    ///
    /// # Errors
    ///
    /// [`RecordError`].
    pub(crate) fn read(
        &self,
        revision: u32,
        checklist: &str,
    ) -> Result<(Material, BTreeMap<String, SlotEdit>), RecordError> {
        let facts = fields::facts(&self.record)?;
        let missing = |kind, field| RecordError::Missing { kind, field };
        let campaign: CampaignId = fields::id_of("campaign id", &self.campaign)?;
        let visit: VisitId = fields::id_of("visit id", &self.visit)?;
        let unit: UnitId = fields::id_of("unit id", &self.unit)?;
        let about = record::campaign(&facts, campaign)?;
        let about = about.ok_or_else(|| missing(kind::CAMPAIGN, "name"))?;
        let who = about.units.iter().find(|it| it.id == unit).cloned();
        let visited = record::visit(&facts, visit)?.filter(|it| it.unit == unit);
        let visited = visited.filter(|it| it.campaign == campaign);
        let material = Material {
            unit: who.ok_or_else(|| missing(kind::UNIT, "name"))?,
            visit: visited.ok_or_else(|| missing(kind::VISIT, "unit"))?,
            campaign: about,
            sheet: Sheet {
                version: checklist.to_owned(),
                areas: self.sheet.iter().map(SheetArea::from).collect(),
            },
            answers: fields::answers_read(&facts, visit, &self.bare)?,
            findings: record::findings(&facts)?,
            extras: self.extras.iter().map(Extra::from).collect(),
            photos: self.photos.iter().map(Photo::from).collect(),
            refusals: record::refusals(&facts, visit, None)?,
            looked_back: self.looked_back.iter().map(SeenAgain::from).collect(),
            addition: self.addition.as_ref().map(AdditionEntry::read).transpose()?,
            number: self.number.clone(),
            layout: record::layout(&facts, campaign)?,
            revision,
            reason: self.reason.clone(),
        };
        let slots = fields::slots_read(minutes::outline(&material).iter(), &self.slots);
        Ok((material, slots))
    }
}

#[cfg(test)]
mod tests {
    use domain::finding::FindingKind;

    use crate::actions::FindingDraft;
    use crate::crosscheck::inside;
    use crate::minutes_kinds_tests::{sample_visit, stage};
    use crate::tests::shortcoming;

    #[test]
    fn a_strength_that_a_person_took_out_of_the_text_does_not_travel() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let visit = sample_visit(engine, "2022-cau-tre", "cau-tre");
        let praise = |text: &str| FindingDraft {
            kind: FindingKind::Strength,
            items: vec!["MC-19".to_owned()],
            ..shortcoming(text)
        };
        for text in ["Bàn ghế chờ đã cũ", "Có máy lấy số tự động"] {
            engine.save_finding(visit, None, &praise(text)).unwrap();
        }
        engine.edit_slot(visit, "uu_diem/MC", Some("Có máy lấy số tự động.")).unwrap();
        engine.seal(visit).unwrap();
        let contents = signing::contents(&engine.paper(visit).unwrap()).unwrap();
        let carried = String::from_utf8(inside(&contents).unwrap().bytes).unwrap();
        assert!(!carried.contains("Bàn ghế chờ"), "it is printed nowhere");
        assert!(carried.contains("Có máy lấy số tự động"), "it is printed");
        let kept = engine.folder(visit).unwrap().findings;
        assert!(kept.iter().any(|it| it.text == "Bàn ghế chờ đã cũ"), "the laptop keeps it");
    }
}
