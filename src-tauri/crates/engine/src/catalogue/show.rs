//! A checklist as `bienban checklist show` prints it.

use domain::checklist::{Basis, Checklist, ItemView, Part, PartKind, Validity, View};
use domain::ratio::Percent;
use serde::Serialize;

/// A checklist on one day, or through time when `on` is absent.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Shown {
    /// The checklist's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The day, ISO; `null` for the whole history.
    pub on: Option<String>,
    /// The areas.
    pub areas: Vec<ShownArea>,
}

/// An area as it is printed.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ShownArea {
    /// The area's id.
    pub id: String,
    /// Its title of the day, or the latest one.
    pub title: String,
    /// Every title with its days; only in the history.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<Dated>,
    /// Whether a campaign may switch it off.
    pub optional: bool,
    /// Its items.
    pub items: Vec<ShownItem>,
}

/// Words with their days.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Dated {
    /// The words.
    pub text: String,
    /// The first day, ISO.
    pub from: Option<String>,
    /// The last day, ISO.
    pub to: Option<String>,
}

/// An item as it is printed.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ShownItem {
    /// The item's id.
    pub id: String,
    /// A short name.
    pub title: String,
    /// The question, in the words of the day or with their placeholders.
    pub question: String,
    /// The kind of answer.
    pub answer: String,
    /// What is entered besides the verdict.
    pub parts: Vec<ShownPart>,
    /// The registers filled here.
    pub registers: Vec<String>,
    /// What proves the answer.
    pub evidence: String,
    /// The legal bases.
    pub bases: Bases,
    /// Why there are none that day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub no_basis: String,
    /// Whether everything cited was matched to a source.
    pub certain: bool,
    /// The default praise.
    pub strength: String,
    /// The default shortcoming.
    pub shortcoming: String,
    /// The milder one, for what is met on the whole; may be empty.
    pub partly: String,
    /// The default recommendation.
    pub recommendation: String,
    /// A remark.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When the item exists; only in the history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validity: Option<Dated>,
    /// The source articles.
    pub seeds: Vec<String>,
}

/// Legal bases: citations of one day, or all with their days.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Bases {
    /// What is cited that day.
    Day(Vec<String>),
    /// All of them.
    History(Vec<ShownBasis>),
}

/// A basis in the history.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ShownBasis {
    /// What is cited.
    pub text: String,
    /// The first day, ISO.
    pub from: Option<String>,
    /// The last day, ISO.
    pub to: Option<String>,
    /// `law`, `local`, `practice` or `open`.
    pub kind: &'static str,
    /// Whether it was matched to a source.
    pub certain: bool,
    /// What is doubtful.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A part as it is printed.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ShownPart {
    /// Its name in files.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What is entered: `count`, `rate`, `date`, `choice`, `text`, `document`.
    pub kind: &'static str,
    /// Whether a bare `figure` means it.
    pub primary: bool,
    /// What is counted, or what stands above and below the line, or the options.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// The least rate that is not pointed out, in per cent: `98,00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<String>,
    /// The register it follows from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_register: Option<String>,
}

impl Shown {
    /// What a day shows.
    pub(super) fn day(view: &View) -> Self {
        let areas = view.areas.iter().map(|area| ShownArea {
            id: area.id.clone(),
            title: area.title.clone(),
            titles: Vec::new(),
            optional: area.optional,
            items: area.items.iter().map(on_day).collect(),
        });
        Self {
            id: view.id.clone(),
            version: view.version.clone(),
            title: view.title.clone(),
            on: iso(Some(view.on)),
            areas: areas.collect(),
        }
    }

    /// What the whole time shows.
    pub(super) fn history(checklist: &Checklist) -> Self {
        let areas = checklist.areas.iter().map(|area| ShownArea {
            id: area.id.clone(),
            title: area.titles.last().map(|title| title.text.clone()).unwrap_or_default(),
            titles: area.titles.iter().map(|title| dated(&title.text, title.validity)).collect(),
            optional: area.optional,
            items: area.items.iter().map(through_time).collect(),
        });
        Self {
            id: checklist.id.clone(),
            version: checklist.version.clone(),
            title: checklist.title.clone(),
            on: None,
            areas: areas.collect(),
        }
    }
}

fn iso(day: Option<chrono::NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn dated(text: &str, validity: Validity) -> Dated {
    Dated { text: text.to_owned(), from: iso(validity.from), to: iso(validity.to) }
}

fn on_day(item: &ItemView) -> ShownItem {
    ShownItem {
        id: item.id.clone(),
        title: item.title.clone(),
        question: item.question.clone(),
        answer: item.answer.clone(),
        parts: item.parts.iter().map(part).collect(),
        registers: item.registers.clone(),
        evidence: item.evidence.clone(),
        bases: Bases::Day(item.shown_bases.clone()),
        no_basis: item.no_basis.clone(),
        certain: item.certain,
        strength: item.strength.clone(),
        shortcoming: item.shortcoming.clone(),
        partly: item.partly.clone(),
        recommendation: item.recommendation.clone(),
        note: item.note.clone(),
        validity: None,
        seeds: item.seeds.clone(),
    }
}

fn through_time(item: &domain::checklist::Item) -> ShownItem {
    ShownItem {
        id: item.id.clone(),
        title: item.title.clone(),
        question: item.question.clone(),
        answer: item.answer.clone(),
        parts: item.parts.iter().map(part).collect(),
        registers: item.registers.clone(),
        evidence: item.evidence.clone(),
        bases: Bases::History(item.bases.iter().map(basis).collect()),
        no_basis: String::new(),
        certain: item.certain,
        strength: item.strength.clone(),
        shortcoming: item.shortcoming.clone(),
        partly: item.partly.clone(),
        recommendation: item.recommendation.clone(),
        note: item.note.clone(),
        validity: (item.validity != Validity::ALWAYS)
            .then(|| dated(&item.validity_reason, item.validity)),
        seeds: item.seeds.clone(),
    }
}

fn basis(basis: &Basis) -> ShownBasis {
    ShownBasis {
        text: basis.text.clone(),
        from: iso(basis.validity.from),
        to: iso(basis.validity.to),
        kind: basis.kind.code(),
        certain: basis.certain,
        note: basis.note.clone(),
    }
}

fn part(part: &Part) -> ShownPart {
    let of = match &part.kind {
        PartKind::Count { unit } => vec![unit.clone()],
        PartKind::Rate { numerator, denominator, .. } => {
            vec![numerator.clone(), denominator.clone()]
        }
        PartKind::Choice { options } => options.clone(),
        PartKind::Date | PartKind::Text | PartKind::Document => Vec::new(),
    };
    ShownPart {
        name: part.name.clone(),
        label: part.label.clone(),
        kind: part.kind.code(),
        primary: part.primary,
        of,
        least: part.least(None).map(|it| Percent::of_hundredths(it).printed()),
        from_register: part.feed.as_ref().map(|feed| feed.register.clone()),
    }
}
