//! What the screens of a visit show, as the window's border carries it.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::evidence::EvidenceView;
use crate::checklists::LostView;
use crate::commands::campaigns::PaperStateView;
use crate::part_value::PartValueView;

/// A legal basis with its days.
#[derive(Debug, Serialize, Type)]
pub(crate) struct BasisView {
    pub(super) text: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) certain: bool,
}

/// A named part of an item.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PartView {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) kind: PartKindView,
    pub(super) unit: String,
    pub(super) numerator_label: String,
    pub(super) denominator_label: String,
    pub(super) options: Vec<String>,
    /// The least rate that is not pointed out: `98,00`; empty for none.
    pub(super) least: String,
    pub(super) primary: bool,
}

/// What is entered at a part.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "lowercase")]
#[serde(rename = "PartKind")]
pub(crate) enum PartKindView {
    /// A count.
    Count,
    /// A rate.
    Rate,
    /// A day.
    Date,
    /// One of the options.
    Choice,
    /// Words.
    Text,
    /// A document.
    Document,
}

/// An item of the checklist.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ItemView {
    pub(super) id: String,
    pub(super) area: String,
    pub(super) title: String,
    pub(super) question: String,
    pub(super) evidence: String,
    pub(super) bases: Vec<BasisView>,
    pub(super) certain: bool,
    pub(super) parts: Vec<PartView>,
    pub(super) register: String,
    pub(super) note: String,
    pub(super) threshold: String,
    /// The most points it can bring; empty where the campaign does not score it.
    pub(super) points: String,
    pub(super) critical: String,
}

/// An area of the checklist.
#[derive(Debug, Serialize, Type)]
pub(crate) struct AreaView {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) items: Vec<ItemView>,
}

/// A derived figure.
#[derive(Debug, Serialize, Type)]
pub(crate) struct IndicatorView {
    pub(super) id: String,
    pub(super) title: String,
    /// `4.545 hồ sơ`, or the counts of a rate; empty while a figure is missing.
    pub(super) counts: String,
    /// `60,64`; empty for a plain count.
    pub(super) rate: String,
    pub(super) warnings: Vec<String>,
}

/// The score of an area, or of everything when it names none.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ScoreView {
    pub(super) area: String,
    /// What can be reached; empty where nothing applies.
    pub(super) of: String,
    pub(super) self_assessed: String,
    pub(super) appraised: String,
    /// How much of it the delegation gave, in per cent; empty where nothing applies.
    pub(super) percent: String,
    /// Items that the delegation gave no points yet.
    pub(super) open: u32,
}

/// Where the looking over of an answer stands.
#[derive(Debug, Default, Serialize, Type)]
pub(crate) struct ReviewView {
    pub(super) state: String,
    pub(super) remark: String,
    pub(super) by: String,
    pub(super) at: String,
}

/// Something that matters and is missing at an item.
#[derive(Debug, Serialize, Type)]
pub(crate) struct UnmetView {
    pub(super) gravity: String,
    pub(super) text: String,
}

/// What was recorded at an item.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AnswerView {
    pub(super) item: String,
    pub(super) verdict: String,
    pub(super) note: String,
    pub(super) review: ReviewView,
    pub(super) unmet: Vec<UnmetView>,
    pub(super) parts: Vec<PartValueView>,
    pub(super) disagreement: bool,
    /// What figures point out here.
    pub(super) warnings: Vec<String>,
    /// The points the unit gave itself: `1,5`.
    pub(super) self_points: String,
    /// The points the delegation gave.
    pub(super) points: String,
    pub(super) evidence: u32,
    pub(super) findings: u32,
}

/// What figures point out at one item.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ItemWarnings {
    pub(super) item: String,
    pub(super) texts: Vec<String>,
}

/// A meter.
#[derive(Debug, Serialize, Type)]
pub(crate) struct MeterView {
    pub(super) done: u32,
    pub(super) of: u32,
}

/// The meters and the counts of verdicts.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProgressView {
    pub(super) answered: MeterView,
    pub(super) reviewed: MeterView,
    pub(super) accepted: MeterView,
    pub(super) evidenced: MeterView,
    pub(super) met: u32,
    pub(super) partly: u32,
    pub(super) not_met: u32,
    pub(super) not_applicable: u32,
}

/// The meters of one area.
#[derive(Debug, Serialize, Type)]
pub(crate) struct AreaProgressView {
    pub(super) area: String,
    pub(super) progress: ProgressView,
}

/// Somebody who was there.
#[derive(Debug, Deserialize, Serialize, Type)]
pub(crate) struct AttendeeView {
    pub(super) name: String,
    pub(super) title: String,
}

/// When, where and with whom.
#[derive(Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VisitDetails {
    pub(super) date: String,
    pub(super) form: String,
    pub(super) start: String,
    pub(super) end: String,
    pub(super) place: String,
    pub(super) copies: u32,
    pub(super) period_from: String,
    pub(super) period_to: String,
    pub(super) delegation_present: Vec<AttendeeView>,
    pub(super) unit_present: Vec<AttendeeView>,
}

/// What a person writes into a finding.
#[derive(Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FindingInput {
    pub(crate) kind: String,
    pub(crate) text: String,
    pub(crate) items: Vec<String>,
    pub(crate) open_list: bool,
    pub(crate) explanation: String,
    pub(crate) ruling: String,
    pub(crate) recommendation: String,
    pub(crate) responsible: String,
    pub(crate) deadline: String,
}

/// A finding.
#[derive(Debug, Serialize, Type)]
pub(crate) struct FindingView {
    pub(super) id: String,
    pub(super) input: FindingInput,
    pub(super) author: String,
    pub(super) at: String,
}

/// A visit with everything its screen needs.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VisitView {
    pub(super) id: String,
    pub(super) campaign: String,
    pub(super) campaign_name: String,
    pub(super) delegation: String,
    pub(super) leader: String,
    pub(super) unit: String,
    pub(super) unit_name: String,
    pub(super) unit_authority: String,
    pub(super) sample: bool,
    pub(super) details: VisitDetails,
    pub(super) areas: Vec<AreaView>,
    pub(super) answers: Vec<AnswerView>,
    pub(super) findings: Vec<FindingView>,
    pub(super) evidence: Vec<EvidenceView>,
    pub(super) progress: ProgressView,
    pub(super) area_progress: Vec<AreaProgressView>,
    pub(super) indicators: Vec<IndicatorView>,
    pub(super) scores: Vec<ScoreView>,
    /// Answers for which the checklist has no place any more.
    pub(super) lost: Vec<LostView>,
    pub(super) state: PaperStateView,
    pub(super) revision: u32,
    pub(super) disagreements: u32,
    pub(super) undo: String,
    pub(super) redo: String,
    pub(super) leads: bool,
    pub(super) looks_over: Vec<String>,
    pub(super) last_saved: String,
    pub(super) last_backup: String,
    pub(super) unshared: u32,
}

/// What an edit brought, after its commit.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Saved {
    pub(super) at: String,
    pub(super) undo: String,
    pub(super) redo: String,
    pub(super) answer: Option<AnswerView>,
    pub(super) progress: ProgressView,
    pub(super) area_progress: Vec<AreaProgressView>,
    pub(super) indicators: Vec<IndicatorView>,
    pub(super) scores: Vec<ScoreView>,
    /// What figures point out, at every item where they do.
    pub(super) warnings: Vec<ItemWarnings>,
    /// How many items are asked: another number than before means that the list changed.
    pub(super) asked: u32,
    pub(super) findings: Option<Vec<FindingView>>,
    pub(super) evidence: Option<Vec<EvidenceView>>,
    pub(super) state: PaperStateView,
    pub(super) unshared: u32,
}
