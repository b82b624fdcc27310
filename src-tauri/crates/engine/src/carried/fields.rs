//! Nouns as they travel: field by field, spelled as in the ledger.

use std::collections::{BTreeMap, BTreeSet};

use domain::answer::Answer;
use domain::campaign::{Campaign, Member};
use domain::id::VisitId;
use domain::unit::Unit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::record::{self, AnswerField, Edit, Facts, RecordError, SlotEdit, Value};
use crate::slots::Slot;

/// One field of one thing, spelled as in the ledger.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct Entry {
    /// What kind of thing: `campaign`, `finding`, …
    pub(crate) kind: String,
    /// Which one.
    pub(crate) id: String,
    /// The field.
    pub(crate) field: String,
    /// Its value.
    #[schemars(with = "serde_json::Value")]
    pub(crate) value: Box<RawValue>,
}

/// `edits` as they travel.
pub(super) fn entries(edits: Vec<Edit>) -> Result<Vec<Entry>, RecordError> {
    let entry = |edit: Edit| {
        let unreadable = |source| RecordError::Unreadable {
            kind: edit.kind.to_owned(),
            field: edit.field.clone(),
            source,
        };
        let text = String::from_utf8_lossy(&edit.value).into_owned();
        let value = RawValue::from_string(text).map_err(unreadable)?;
        let id = Uuid::from_bytes(edit.id).to_string();
        Ok(Entry { kind: edit.kind.to_owned(), id, field: edit.field, value })
    };
    edits.into_iter().map(entry).collect()
}

/// What travelled, to be read like a section of the ledger.
pub(super) fn facts(entries: &[Entry]) -> Result<Facts, RecordError> {
    let mut facts = Facts::default();
    let mut seen = BTreeSet::new();
    for Entry { kind, id, field, value } in entries {
        let id = Uuid::parse_str(id).map_err(|error| impossible("id", &error))?.into_bytes();
        if !seen.insert((kind, id, field)) {
            let reason = format!("{kind}/{field} is there twice");
            return Err(RecordError::Impossible { what: "record", reason });
        }
        let bytes = value.get().as_bytes().to_vec();
        facts.add(kind, id, field, Value { bytes, wall_ms: 0, stream: [0; 32] });
    }
    Ok(facts)
}

/// What cannot be: `what`, because of `error`.
pub(super) fn impossible(what: &'static str, error: &dyn std::error::Error) -> RecordError {
    RecordError::Impossible { what, reason: error.to_string() }
}

/// An id that has to be there.
pub(super) fn id_of<T: std::str::FromStr>(
    what: &'static str,
    text: &str,
) -> Result<T, RecordError> {
    text.parse().map_err(|_| RecordError::UnknownWord { what, word: text.to_owned() })
}

/// A campaign as far as papers about `units` say it: how it scores and warns, and who looks after
/// which area, is the delegation's own.
pub(super) fn campaign_told(campaign: &Campaign, units: Vec<Unit>) -> Campaign {
    let member = |member: &Member| Member { areas: Vec::new(), ..member.clone() };
    Campaign {
        units,
        members: campaign.members.iter().map(member).collect(),
        thresholds: Vec::new(),
        points: Vec::new(),
        local_bases: Vec::new(),
        rules: Vec::new(),
        ..campaign.clone()
    }
}

/// Verdicts and figures of a visit, and the items at which there is nothing that travels.
pub(crate) fn answers_told(
    visit: VisitId,
    answers: &BTreeMap<String, Answer>,
) -> Result<(Vec<Edit>, Vec<String>), RecordError> {
    let (mut edits, mut bare) = (Vec::new(), Vec::new());
    for (item, answer) in answers {
        let verdict = answer.verdict.map(|verdict| AnswerField::Verdict(Some(verdict)));
        let parts = answer.parts.iter();
        let parts = parts.map(|(name, value)| AnswerField::Part(name.clone(), Some(value.clone())));
        let fields: Vec<AnswerField> = verdict.into_iter().chain(parts).collect();
        if fields.is_empty() {
            bare.push(item.clone());
        }
        for field in &fields {
            edits.push(record::answer_edit(visit, item, field)?);
        }
    }
    Ok((edits, bare))
}

pub(super) fn answers_read(
    facts: &Facts,
    visit: VisitId,
    bare: &[String],
) -> Result<BTreeMap<String, Answer>, RecordError> {
    let mut answers = record::answers(facts, visit)?;
    for item in bare {
        answers.entry(item.clone()).or_default();
    }
    Ok(answers)
}

/// The texts that people wrote for slots that are printed.
pub(super) fn slots_told<'s>(
    slots: impl Iterator<Item = &'s Slot>,
    edits: &BTreeMap<String, SlotEdit>,
) -> BTreeMap<String, String> {
    slots.filter_map(|slot| Some((slot.id.clone(), edits.get(&slot.id)?.text.clone()))).collect()
}

/// The same, beside what is generated.
pub(super) fn slots_read<'s>(
    slots: impl Iterator<Item = &'s Slot>,
    texts: &BTreeMap<String, String>,
) -> BTreeMap<String, SlotEdit> {
    let edit = |slot: &Slot| {
        let text = texts.get(&slot.id)?.clone();
        Some((slot.id.clone(), SlotEdit { text, generated: slot.generated.clone() }))
    };
    slots.filter_map(edit).collect()
}
