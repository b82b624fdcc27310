//! What the leader decided of a campaign's concluding notice.
//!
//! Every decision is a field of its own, so that two laptops that decide of different paragraphs
//! never meet in one value.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{CampaignId, FindingId};
use domain::notice::alike::{Apart, apart};
use domain::notice::naming::{ListOrder, Listing, Naming, OpenEnd};
use domain::notice::{Decision, Wording};
use serde::{Deserialize, Serialize};

use super::{Edit, Facts, RecordError, SlotEdit, kind, word};

/// Everything decided of one notice.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct NoticeRecord {
    /// Slots that a person edited.
    pub slots: BTreeMap<String, SlotEdit>,
    /// Paragraphs that were put together, reworded or left out.
    pub decisions: Vec<Decision>,
    /// Pairs that are not to be suggested.
    pub apart: Apart,
    /// Rates whose highest and lowest units are named: `CN-01/ty_le`.
    pub extremes: BTreeSet<String>,
}

const SLOT: &str = "slot/";
const PARAGRAPH: &str = "paragraph/";
const APART: &str = "apart/";
const EXTREMES: &str = "extremes/";

/// Twin of [`Decision`], whose key is the name of the field.
#[derive(Deserialize, Serialize)]
struct DecisionRecord {
    findings: Vec<String>,
    wordings: Vec<String>,
    sentence: String,
    lead: String,
    naming: String,
    order: String,
    end: String,
    left_out: bool,
}

impl From<&Decision> for DecisionRecord {
    fn from(decision: &Decision) -> Self {
        Self {
            findings: decision.findings.iter().map(FindingId::to_string).collect(),
            wordings: decision.wordings.iter().map(Wording::to_string).collect(),
            sentence: decision.sentence.clone(),
            lead: decision.listing.lead.clone(),
            naming: decision.listing.naming.code().to_owned(),
            order: decision.listing.order.code().to_owned(),
            end: decision.listing.end.code().to_owned(),
            left_out: decision.left_out,
        }
    }
}

impl DecisionRecord {
    fn read(self, key: &str) -> Result<Decision, RecordError> {
        let findings = self.findings.iter().map(|id| word("finding id", id, id.parse().ok()));
        Ok(Decision {
            key: Wording::kept(key),
            findings: findings.collect::<Result<_, _>>()?,
            wordings: self.wordings.into_iter().map(Wording::kept).collect(),
            sentence: self.sentence,
            listing: Listing {
                lead: self.lead,
                naming: word("way of naming", &self.naming, Naming::from_code(&self.naming))?,
                order: word("order", &self.order, ListOrder::from_code(&self.order))?,
                end: word("end of a list", &self.end, OpenEnd::from_code(&self.end))?,
            },
            left_out: self.left_out,
        })
    }
}

/// The edit that writes a slot; `None` goes back to the generated text.
///
/// # Errors
///
/// [`RecordError`].
pub fn notice_slot_edit(
    campaign: CampaignId,
    slot: &str,
    edit: Option<&SlotEdit>,
) -> Result<Edit, RecordError> {
    Edit::new(kind::NOTICE, campaign.bytes(), format!("{SLOT}{slot}"), &edit)
}

/// The edit that writes what was decided of the paragraph `key`; `None` decides nothing.
///
/// # Errors
///
/// [`RecordError`].
pub fn decision_edit(
    campaign: CampaignId,
    key: &Wording,
    decision: Option<&Decision>,
) -> Result<Edit, RecordError> {
    let record = decision.map(DecisionRecord::from);
    Edit::new(kind::NOTICE, campaign.bytes(), format!("{PARAGRAPH}{key}"), &record)
}

/// The edit that says two paragraphs are to stay apart.
///
/// # Errors
///
/// [`RecordError`].
pub fn apart_edit(
    campaign: CampaignId,
    one: &Wording,
    other: &Wording,
) -> Result<Edit, RecordError> {
    let (one, other) = apart(one, other);
    Edit::new(kind::NOTICE, campaign.bytes(), format!("{APART}{one}/{other}"), &true)
}

/// The edit that says whether the highest and lowest units of a rate are named.
///
/// # Errors
///
/// [`RecordError`].
pub fn extremes_edit(campaign: CampaignId, rate: &str, named: bool) -> Result<Edit, RecordError> {
    Edit::new(kind::NOTICE, campaign.bytes(), format!("{EXTREMES}{rate}"), &named)
}

/// Reads what was decided of the notice of `campaign`.
///
/// # Errors
///
/// [`RecordError`].
pub fn notice(facts: &Facts, campaign: CampaignId) -> Result<NoticeRecord, RecordError> {
    let id = campaign.bytes();
    let mut record = NoticeRecord::default();
    for field in facts.fields(kind::NOTICE, id, "") {
        if let Some(slot) = field.strip_prefix(SLOT) {
            let edit = facts.get::<Option<SlotEdit>>(kind::NOTICE, id, field)?.flatten();
            record.slots.extend(edit.map(|edit| (slot.to_owned(), edit)));
        } else if let Some(key) = field.strip_prefix(PARAGRAPH) {
            let decision = facts.get::<Option<DecisionRecord>>(kind::NOTICE, id, field)?.flatten();
            record.decisions.extend(decision.map(|it| it.read(key)).transpose()?);
        } else if let Some(pair) = field.strip_prefix(APART) {
            let kept: Option<bool> = facts.get(kind::NOTICE, id, field)?;
            if let Some((one, other)) = two(pair).filter(|_| kept == Some(true)) {
                record.apart.insert(apart(&one, &other));
            }
        } else if let Some(rate) = field.strip_prefix(EXTREMES) {
            let named: Option<bool> = facts.get(kind::NOTICE, id, field)?;
            record.extremes.extend((named == Some(true)).then(|| rate.to_owned()));
        }
    }
    Ok(record)
}

/// Reads `MC-01/1a2b/MC-02/3c4d`.
fn two(pair: &str) -> Option<(Wording, Wording)> {
    let (at, _) = pair.match_indices('/').nth(1)?;
    let (one, other) = pair.split_at_checked(at)?;
    Some((Wording::kept(one), Wording::kept(other.strip_prefix('/')?)))
}
