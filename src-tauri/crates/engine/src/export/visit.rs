//! A visit in the shape of the visit file, with what was computed from it.

use std::collections::BTreeMap;

use domain::answer::{Answer, PartValue, Rate, RateFigure};
use domain::campaign::Campaign;
use domain::finding::Finding;
use domain::progress::{Meter, Progress};
use domain::score::Points;
use schemars::JsonSchema;
use serde::Serialize;

use crate::fed;
use crate::folder::Folder;
use crate::import::{
    AnswerFile, AttendanceFile, DocumentFile, FigureFile, PartFile, PersonFile, VisitPeriodFile,
};

/// `visit show ID --json`: the visit file, plus what follows from it.
#[derive(Debug, JsonSchema, Serialize)]
pub struct VisitShown {
    /// The visit's id on this laptop.
    pub id: String,
    /// Key of the campaign.
    pub campaign: String,
    /// Key of the unit.
    pub unit: String,
    /// `planned`, `unannounced` or `follow-up`.
    pub form: &'static str,
    /// The day, ISO 8601.
    pub date: String,
    /// When it began, `HH:MM`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// When it ended, `HH:MM`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Where.
    pub place: String,
    /// How many copies of the minutes.
    pub copies: u32,
    /// `full` or `short`, where a person chose how much the minutes tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<&'static str>,
    /// The unit's own inspected period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<VisitPeriodFile>,
    /// Who was there.
    pub attendance: AttendanceFile,
    /// What was seen.
    pub answers: Vec<AnswerFile>,
    /// Rows of registers.
    pub registers: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    /// Strengths and shortcomings.
    pub findings: Vec<FindingShown>,
    /// The rates that have both counts.
    pub rates: Vec<RateShown>,
    /// How far the checklist has come.
    pub progress: ProgressShown,
    /// How many fields hold different values side by side.
    pub disagreements: u32,
    /// `draft`, `sealed`, `partly-signed`, `signed` or `replaced`.
    pub state: &'static str,
    /// Revision of the minutes, from 1.
    pub revision: u32,
    /// Pieces of evidence.
    pub evidence: Vec<EvidenceShown>,
}

/// A finding as it stands.
#[derive(Debug, JsonSchema, Serialize)]
pub struct FindingShown {
    /// Its id.
    pub id: String,
    /// `strength` or `shortcoming`.
    pub kind: &'static str,
    /// The items it rests on.
    pub items: Vec<String>,
    /// The sentence.
    pub text: String,
    /// Keys of the units it concerns.
    pub units: Vec<String>,
    /// Whether the list of units ends in “…”.
    pub open_list: bool,
    /// What the unit said.
    pub explanation: String,
    /// `accepted`, `partly` or `kept`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ruling: Option<&'static str>,
    /// What is to be done.
    pub recommendation: String,
    /// By whom.
    pub responsible: String,
    /// Until when, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
}

/// A rate with both counts.
#[derive(Debug, JsonSchema, Serialize)]
pub struct RateShown {
    /// The item.
    pub item: String,
    /// The named part.
    pub part: String,
    /// The part.
    pub numerator: u32,
    /// The whole.
    pub denominator: u32,
    /// Per cent, two decimals, half up: `60,64`.
    pub printed: String,
    /// Whether the percentage the unit printed follows from the counts; `null` where none was.
    pub quoted_ok: Option<bool>,
}

/// The three meters and the counts of verdicts.
#[derive(Debug, JsonSchema, Serialize)]
pub struct ProgressShown {
    /// Items with a verdict, of all.
    pub answered: [u32; 2],
    /// Answers looked over, of the answered ones.
    pub reviewed: [u32; 2],
    /// Items that fall short and have evidence, of those that fall short.
    pub evidenced: [u32; 2],
    /// Items met.
    pub met: u32,
    /// Items met on the whole.
    pub partly: u32,
    /// Items not met.
    pub not_met: u32,
    /// Items that do not apply.
    pub not_applicable: u32,
}

/// A piece of evidence.
#[derive(Debug, JsonSchema, Serialize)]
pub struct EvidenceShown {
    /// Its id.
    pub id: String,
    /// The item it was added at first; empty when it proves nothing yet.
    pub item: String,
    /// Every item it proves something about.
    pub items: Vec<String>,
    /// The name the file had.
    pub file_name: String,
    /// SHA-256 of the original bytes.
    pub sha256: String,
}

/// Says everything recorded at a visit.
pub fn shown(folder: &Folder) -> VisitShown {
    let visit = &folder.visit;
    let time = |time: Option<chrono::NaiveTime>| time.map(|it| it.format("%H:%M").to_string());
    VisitShown {
        id: visit.id.to_string(),
        campaign: folder.campaign.key.clone(),
        unit: folder.unit.key.clone(),
        form: visit.form.code(),
        date: visit.date.to_string(),
        start: time(visit.start),
        end: time(visit.end),
        place: visit.place.clone(),
        copies: visit.copies,
        minutes: visit.extent.map(domain::visit::Extent::code),
        period: visit
            .period
            .map(|it| VisitPeriodFile { from: it.from.to_string(), to: it.to.to_string() }),
        attendance: AttendanceFile {
            delegation: people(&visit.delegation_present),
            unit: people(&visit.unit_present),
        },
        answers: folder
            .answers
            .iter()
            .map(|(id, answer)| answer_file(folder, id, answer))
            .collect(),
        registers: registers(folder),
        findings: folder.findings.iter().map(|it| finding(it, &folder.campaign)).collect(),
        rates: rates(folder),
        progress: progress(&folder.progress().0),
        disagreements: folder.disputes,
        state: folder.state().code(),
        revision: folder.revision(),
        evidence: evidence(folder),
    }
}

fn people(people: &[domain::visit::Attendee]) -> Vec<PersonFile> {
    let person = |it: &domain::visit::Attendee| PersonFile {
        name: it.name.clone(),
        title: it.title.clone(),
    };
    people.iter().map(person).collect()
}

fn answer_file(folder: &Folder, item: &str, answer: &Answer) -> AnswerFile {
    // What follows from rows is not filed a second time: the rows are.
    let follows = |(name, value): &(&String, &PartValue)| {
        let part =
            folder.view.item(item).and_then(|it| it.parts.iter().find(|it| it.name == **name));
        let derived = part.and_then(|part| {
            fed::derived(part, &folder.registers, &folder.rows, folder.visit.date)
        });
        derived.as_ref() == Some(*value)
    };
    let filed = answer.parts.iter().filter(|part| !follows(part));
    AnswerFile {
        item: item.to_owned(),
        verdict: answer.verdict.map(|it| it.code().to_owned()),
        note: answer.note.clone(),
        self_points: answer.self_points.map(Points::printed),
        points: answer.points.map(Points::printed),
        reviewed: answer.review.state.is_reviewed(),
        figure: None,
        parts: filed.map(|(name, value)| (name.clone(), part_file(value))).collect(),
    }
}

fn part_file(value: &PartValue) -> PartFile {
    match value {
        PartValue::Count(count) => PartFile::Count(*count),
        PartValue::Rate(figure) => PartFile::Figure(figure_file(figure)),
        PartValue::Date(day) => PartFile::Text(day.to_string()),
        PartValue::Choice(text) | PartValue::Text(text) => PartFile::Text(text.clone()),
        PartValue::Document(document) => PartFile::Document(DocumentFile {
            number: document.number.clone(),
            date: document.date.map(|day| day.to_string()),
            subject: document.subject.clone(),
        }),
    }
}

fn figure_file(figure: &RateFigure) -> FigureFile {
    let mut file = FigureFile {
        quoted: figure.quoted.map(domain::ratio::Percent::printed),
        as_of: figure.as_of.map(|day| day.to_string()),
        ..FigureFile::default()
    };
    match figure.rate {
        Rate::Counts(ratio) => {
            file.numerator = Some(ratio.numerator());
            file.denominator = Some(ratio.denominator());
        }
        Rate::PercentOnly(percent) => file.percent_only = Some(percent.printed()),
        Rate::Range { from, to, denominator } => {
            file.numerator = Some(from);
            file.numerator_to = Some(to);
            file.denominator = Some(denominator);
        }
        Rate::Stated => file.stated = true,
    }
    file
}

fn registers(folder: &Folder) -> BTreeMap<String, Vec<BTreeMap<String, String>>> {
    let mut registers: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for row in &folder.rows {
        registers.entry(row.register.clone()).or_default().push(row.cells.clone());
    }
    registers
}

pub(super) fn finding(finding: &Finding, campaign: &Campaign) -> FindingShown {
    let key = |id| campaign.units.iter().find(|unit| unit.id == id).map(|unit| unit.key.clone());
    FindingShown {
        id: finding.id.to_string(),
        kind: finding.kind.code(),
        items: finding.items.clone(),
        text: finding.text.clone(),
        units: finding.units.iter().filter_map(|id| key(*id)).collect(),
        open_list: finding.open_list,
        explanation: finding.explanation.clone(),
        ruling: finding.ruling.map(domain::finding::Ruling::code),
        recommendation: finding.recommendation.clone(),
        responsible: finding.responsible.clone(),
        deadline: finding.deadline.map(|day| day.to_string()),
    }
}

fn rates(folder: &Folder) -> Vec<RateShown> {
    let mut rates = Vec::new();
    for (item, answer) in &folder.answers {
        for (part, value) in &answer.parts {
            let PartValue::Rate(figure) = value else { continue };
            let Rate::Counts(ratio) = figure.rate else { continue };
            rates.push(RateShown {
                item: item.clone(),
                part: part.clone(),
                numerator: ratio.numerator(),
                denominator: ratio.denominator(),
                printed: ratio.percent().printed(),
                quoted_ok: figure.quoted_agrees(),
            });
        }
    }
    rates
}

fn progress(progress: &Progress) -> ProgressShown {
    let pair = |meter: Meter| [meter.done, meter.of];
    ProgressShown {
        answered: pair(progress.answered),
        reviewed: pair(progress.reviewed),
        evidenced: pair(progress.evidenced),
        met: progress.met,
        partly: progress.partly,
        not_met: progress.not_met,
        not_applicable: progress.not_applicable,
    }
}

fn evidence(folder: &Folder) -> Vec<EvidenceShown> {
    let piece = |it: &crate::record::Evidence| EvidenceShown {
        id: it.id.to_string(),
        item: it.items.first().cloned().unwrap_or_default(),
        items: it.items.clone(),
        file_name: it.file_name.clone(),
        sha256: it.sha256.clone(),
    };
    folder.evidence.iter().map(piece).collect()
}
