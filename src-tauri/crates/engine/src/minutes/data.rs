//! The data that travel inside the PDF, so that a signed file alone can be read by a machine, laid
//! out again and compared with its pages, and taken in on another laptop.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures;
use super::material::{Material, SeenAgain};

/// Version of [`MinutesData`]; grows when a field changes its meaning. Version 1 told the notes
/// of inspectors, which are not printed, and did not hold what the pages are laid out from.
pub const DATA_VERSION: u32 = 2;

/// What the attachment `bien-ban.json` says. Field names are a contract.
#[derive(Debug, JsonSchema, Serialize)]
pub struct MinutesData {
    /// [`DATA_VERSION`].
    pub version: u32,
    /// Key of the campaign.
    pub campaign: String,
    /// Key of the unit.
    pub unit: String,
    /// Name of the unit as printed.
    pub unit_name: String,
    /// Day of the visit, ISO 8601.
    pub date: String,
    /// `planned`, `unannounced` or `follow-up`.
    pub form: String,
    /// Revision of the minutes, from 1.
    pub revision: u32,
    /// `full` or `short`: how much the paper tells.
    pub extent: &'static str,
    /// The checklist, `id@version`.
    pub checklist: String,
    /// Every answer.
    pub answers: Vec<AnswerData>,
    /// Every finding.
    pub findings: Vec<FindingData>,
    /// What was seen again of the demands of last time, for a visit that looks at them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seen_again: Vec<SeenAgainData>,
    /// To which sealed paper this one adds; absent for minutes that stand by themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adds_to: Option<AddsToData>,
    /// Who does not sign, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<RefusalData>,
    /// Digest of the seal in hexadecimal; absent in a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
}

/// The paper that supplementary minutes add to.
#[derive(Debug, JsonSchema, Serialize)]
pub struct AddsToData {
    /// Which supplement this is, from 1.
    pub supplement: u32,
    /// The number that the minutes were given; empty where nobody said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Digest of the minutes' seal in hexadecimal.
    pub seal: String,
    /// Why something is added.
    pub reason: String,
}

/// A demand of last time.
#[derive(Debug, JsonSchema, Serialize)]
pub struct SeenAgainData {
    /// What was found then.
    pub text: String,
    /// The paper that said so.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub paper: String,
    /// Until when, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// Whether this visit found it mended; absent where nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mended: Option<bool>,
}

/// Somebody who does not sign.
#[derive(Debug, JsonSchema, Serialize)]
pub struct RefusalData {
    /// `unit` or `secretary`.
    pub role: String,
    /// The reason given.
    pub reason: String,
}

/// One answer.
#[derive(Debug, JsonSchema, Serialize)]
pub struct AnswerData {
    /// The item.
    pub item: String,
    /// The verdict, absent while not checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<&'static str>,
    /// What was entered, as printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartData>,
}

/// One part of an answer, as printed.
#[derive(Debug, JsonSchema, Serialize)]
pub struct PartData {
    /// Its name.
    pub name: String,
    /// Its counts or value, as printed.
    pub printed: String,
}

/// One finding.
#[derive(Debug, JsonSchema, Serialize)]
pub struct FindingData {
    /// `strength` or `shortcoming`.
    pub kind: &'static str,
    /// The items it rests on.
    pub items: Vec<String>,
    /// The sentence.
    pub text: String,
    /// What the unit said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub explanation: String,
    /// `accepted`, `partly` or `kept`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ruling: Option<&'static str>,
    /// What is to be done.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub recommendation: String,
    /// By whom.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub responsible: String,
    /// Until when, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
}

/// Says what the minutes of `material` state, for a machine.
pub fn data(material: &Material, seal: Option<String>) -> MinutesData {
    let answers = material.answers.iter().map(|(item, answer)| AnswerData {
        item: item.clone(),
        verdict: answer.verdict.map(domain::answer::Verdict::code),
        parts: answer
            .parts
            .iter()
            .map(|(name, value)| PartData { name: name.clone(), printed: figures::printed(value) })
            .collect(),
    });
    let findings = material.findings.iter().map(|finding| FindingData {
        kind: finding.kind.code(),
        items: finding.items.clone(),
        text: finding.text.clone(),
        explanation: finding.explanation.clone(),
        ruling: finding.ruling.map(domain::finding::Ruling::code),
        recommendation: finding.recommendation.clone(),
        responsible: finding.responsible.clone(),
        deadline: finding.deadline.map(|day| day.to_string()),
    });
    MinutesData {
        version: DATA_VERSION,
        campaign: material.campaign.key.clone(),
        unit: material.unit.key.clone(),
        unit_name: material.unit.name.clone(),
        date: material.visit.date.to_string(),
        form: material.visit.form.code().to_owned(),
        revision: material.revision,
        extent: material.extent().code(),
        checklist: material.sheet.version.clone(),
        answers: answers.collect(),
        findings: findings.collect(),
        seen_again: material.demands().iter().map(seen_again).collect(),
        adds_to: material.addition.as_ref().map(|addition| AddsToData {
            supplement: addition.number,
            number: addition.to_number.clone(),
            seal: addition.to_seal.clone(),
            reason: addition.reason.clone(),
        }),
        refusals: material
            .refusals
            .iter()
            .map(|(role, reason)| RefusalData { role: role.clone(), reason: reason.clone() })
            .collect(),
        seal,
    }
}

fn seen_again(demand: &SeenAgain) -> SeenAgainData {
    SeenAgainData {
        text: demand.text.clone(),
        paper: demand.paper.clone(),
        deadline: demand.deadline.map(|day| day.to_string()),
        mended: demand.mended,
    }
}
