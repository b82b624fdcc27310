//! The data that travel inside the PDF, so that the file alone can be read by a machine.

use schemars::JsonSchema;
use serde::Serialize;

use domain::notice::Paragraph;

use super::sentences::Gathered;
use crate::record::{self, SlotEdit};
use crate::slots::slot_text;

use super::outline::{NoticeSlot, Section};

/// Version of [`NoticeData`]; grows when a field changes its meaning. Version 1 did not
/// hold what the pages are laid out from.
pub const NOTICE_DATA_VERSION: u32 = 2;

/// What the attachment `thong-bao.json` says. Field names are a contract.
#[derive(Debug, JsonSchema, Serialize)]
pub struct NoticeData {
    /// [`NOTICE_DATA_VERSION`].
    pub version: u32,
    /// Key of the campaign.
    pub campaign: String,
    /// Name of the campaign.
    pub campaign_name: String,
    /// Revision of the notice, from 1.
    pub revision: u32,
    /// The checklist, `id@version`.
    pub checklist: String,
    /// Keys of the units that were visited.
    pub visited: Vec<String>,
    /// Keys of the units that were looked at through systems only.
    pub desk_checked: Vec<String>,
    /// The strengths and shortcomings, in the order in which they are printed.
    pub paragraphs: Vec<ParagraphData>,
    /// What is to be done.
    pub recommendations: Vec<RecommendationData>,
    /// Digest of the seal in hexadecimal; absent in a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
}

/// One strength or shortcoming.
#[derive(Debug, JsonSchema, Serialize)]
pub struct ParagraphData {
    /// `strength` or `shortcoming`.
    pub kind: &'static str,
    /// The area, or empty.
    pub area: String,
    /// The items it rests on.
    pub items: Vec<String>,
    /// The whole paragraph, as printed.
    pub text: String,
    /// Keys of the units it names.
    pub units: Vec<String>,
    /// Whether there are more units than are named.
    pub open_list: bool,
    /// How many findings it rests on.
    pub findings: usize,
    /// Whether a person wrote the text.
    pub edited: bool,
}

/// One thing to be done.
#[derive(Debug, JsonSchema, Serialize)]
pub struct RecommendationData {
    /// By whom.
    pub addressee: String,
    /// What.
    pub text: String,
    /// Keys of the units; empty for everybody.
    pub units: Vec<String>,
    /// Until when, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
}

/// Says what the notice states, for a machine; `seal` is the digest of its seal.
pub fn data(gathered: &Gathered<'_>, slots: &[NoticeSlot], seal: Option<String>) -> NoticeData {
    let material = gathered.material;
    let edits = &material.record.slots;
    let key =
        |unit: &domain::id::UnitId| gathered.named.get(unit).map(|named| named.unit.key.clone());
    let printed = slots.iter().filter_map(|slot| Some((slot, slot.paragraph.as_ref()?)));
    let recommendations = gathered.duties.iter().flat_map(|duties| {
        duties.duties.iter().map(|duty| RecommendationData {
            addressee: duties.addressee.clone(),
            text: duty.text.clone(),
            units: duty.units.iter().filter_map(key).collect(),
            deadline: duty.deadline.map(|day| day.to_string()),
        })
    });
    NoticeData {
        version: NOTICE_DATA_VERSION,
        campaign: material.campaign.key.clone(),
        campaign_name: material.campaign.name.clone(),
        revision: record::revision(&material.papers),
        checklist: material.agenda.version.clone(),
        visited: material.visited().iter().filter_map(key).collect(),
        desk_checked: material.desk_checked().iter().filter_map(key).collect(),
        paragraphs: printed
            .filter(|(slot, _)| !slot_text(&slot.slot.id, &slot.slot.generated, edits).is_empty())
            .map(|(slot, it)| paragraph(gathered, slot, it, edits.get(&slot.slot.id)))
            .collect(),
        recommendations: recommendations.collect(),
        seal,
    }
}

fn paragraph(
    gathered: &Gathered<'_>,
    slot: &NoticeSlot,
    paragraph: &Paragraph,
    edit: Option<&SlotEdit>,
) -> ParagraphData {
    let mut items: Vec<String> = Vec::new();
    for at in &paragraph.remarks {
        let finding = gathered.material.remarks.get(*at).map(|remark| &remark.finding);
        for item in finding.into_iter().flat_map(|finding| &finding.items) {
            if !items.contains(item) {
                items.push(item.clone());
            }
        }
    }
    let area = match &slot.section {
        Section::Strengths(id, _) | Section::Figures(id, _) | Section::Shortcomings(id, _) => {
            id.clone()
        }
        Section::Opening
        | Section::Scope
        | Section::DeskNote
        | Section::Explained
        | Section::Duties(_)
        | Section::CarryingOut
        | Section::Closing
        | Section::Recipients => String::new(),
    };
    let named = paragraph.named(&gathered.named);
    ParagraphData {
        kind: paragraph.kind.code(),
        area,
        items,
        text: edit.map_or(&slot.slot.generated, |edit| &edit.text).clone(),
        units: named.into_iter().map(|it| it.unit.key.clone()).collect(),
        open_list: paragraph.open,
        findings: paragraph.remarks.len(),
        edited: edit.is_some(),
    }
}
