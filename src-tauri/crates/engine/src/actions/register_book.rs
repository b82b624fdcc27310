//! A register as its screen shows it: the rows, what is wrong in them, and what follows from them.

use std::collections::BTreeMap;

use domain::answer::{Answer, PartValue};
use domain::campaign::Campaign;
use domain::checklist::wording::Values;
use domain::checklist::{Checklist, Naming, Part, PartKind, Register, Sentence, View};
use domain::id::VisitId;
use domain::unit::Unit;
use domain::visit::Visit;
use domain::vocabulary::Vocabulary;

use crate::engine::Engine;
use crate::error::{EngineError, Noun};
use crate::fed;
use crate::folder;
use crate::minutes;
use crate::record::{self, Facts, Row};

/// A register on the list of a visit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RegisterSummary {
    /// The register's id.
    pub id: String,
    /// What the screen calls it.
    pub title: String,
    /// How many rows it has.
    pub rows: u32,
    /// The items at which it is filled, in the order of the checklist.
    pub items: Vec<String>,
}

/// A register of one visit.
#[derive(Clone, Debug)]
pub struct RegisterBook {
    /// The register: its columns and rules.
    pub register: Register,
    /// The items at which it is filled, with their titles.
    pub items: Vec<(String, String)>,
    /// Its rows, in order.
    pub rows: Vec<BookRow>,
    /// The figures that follow from them.
    pub figures: Vec<FedFigure>,
    /// The sentences that are true of them, people not named.
    pub sentences: Vec<Sentence>,
    /// The same with people named.
    pub naming: Vec<Sentence>,
}

/// A row, and where people disagree about it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BookRow {
    /// The row.
    pub row: Row,
    /// The columns in which different texts stand side by side.
    pub disputed: Vec<String>,
}

/// A figure of an item that a register feeds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FedFigure {
    /// The item.
    pub item: String,
    /// What the part is called.
    pub label: String,
    /// What the rows say, as printed: `3/4 công chức có mặt, 75,00%`; `None` without rows.
    pub derived: Option<String>,
    /// What was typed over it, as printed.
    pub typed: Option<String>,
    /// Whether the two differ, so that a note is due.
    pub differs: bool,
}

impl Engine {
    /// Lists the registers that are filled at a visit, in the order of the checklist.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn registers(&self, visit: VisitId) -> Result<Vec<RegisterSummary>, EngineError> {
        let Asked { checklist, view, facts, .. } = self.asked_of(visit)?;
        let rows = record::rows(&facts)?;
        let summary = |register: &Register| RegisterSummary {
            id: register.id.clone(),
            title: register.title.clone(),
            rows: super::campaigns::count(
                rows.iter().filter(|row| row.register == register.id).count(),
            ),
            items: users(&view, &register.id).into_iter().map(|(item, _)| item).collect(),
        };
        let listed = checklist.registers.iter().map(summary);
        // A register nobody is asked about any more is shown while it has rows.
        Ok(listed.filter(|it| !it.items.is_empty() || it.rows != 0).collect())
    }

    /// Reads the register `id` of a visit with all that follows from it.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn register_book(&self, visit: VisitId, id: &str) -> Result<RegisterBook, EngineError> {
        let Asked { checklist, view, facts, words } = self.asked_of(visit)?;
        let register = checklist
            .register(id)
            .cloned()
            .ok_or_else(|| EngineError::NotFound { what: Noun::Register, name: id.to_owned() })?;
        let mut rows = record::rows(&facts)?;
        rows.retain(|row| row.register == register.id);
        super::procedures::complete_decisions(&mut rows, view.on);
        crate::sampling::complete(&mut rows, view.on);
        let typed = record::answers(&facts, visit)?;
        let mut whole = rows.clone();
        crate::sampling::complete(&mut whole, view.on);
        let cells = fed::cells_of(&register, &whole);
        let figures = figures(&view, &register, &cells, &typed);
        let said = |naming| {
            let mut said = register.sentences(&cells, view.on, &words, naming);
            said.retain(|sentence| view.item(&sentence.item).is_some());
            said
        };
        let (sentences, naming) = (said(Naming::Counts), said(Naming::Names));
        let disputed = |row: Row| BookRow { disputed: record::disputed_cells(&facts, row.id), row };
        Ok(RegisterBook {
            items: users(&view, id),
            rows: rows.into_iter().map(disputed).collect(),
            figures,
            sentences,
            naming,
            register,
        })
    }

    /// The checklist of a visit, what of it is asked there, and what was recorded.
    fn asked_of(&self, id: VisitId) -> Result<Asked<'_>, EngineError> {
        let missing = |what, name: String| EngineError::NotFound { what, name };
        let facts = self.facts(id.bytes())?;
        let visit =
            record::visit(&facts, id)?.ok_or_else(|| missing(Noun::Visit, id.to_string()))?;
        let (campaign, _) = self.campaign(visit.campaign)?;
        let unit = campaign.units.iter().find(|unit| unit.id == visit.unit);
        let unit = unit.ok_or_else(|| missing(Noun::Unit, visit.unit.to_string()))?;
        let checklist = self.checklist_of(&campaign)?;
        let vocabulary = self.catalogue.vocabulary();
        let view = folder::view(checklist, vocabulary, &campaign, unit, &visit);
        let words = words_of(vocabulary, &campaign, unit, &visit);
        Ok(Asked { checklist, view, facts, words })
    }
}

/// What fills the places of a sentence of a register besides its counts.
pub(super) fn words_of(
    vocabulary: &Vocabulary,
    campaign: &Campaign,
    unit: &Unit,
    visit: &Visit,
) -> Values {
    let mut words = vocabulary.values(visit.date, Some(unit.kind));
    words.insert("ngay".to_owned(), domain::date::cited(visit.date));
    words.insert("nam".to_owned(), visit.date.format("%Y").to_string());
    words.insert("ten_don_vi".to_owned(), unit.authority());
    words.insert("co_quan_cap_tren".to_owned(), campaign.agency.name.clone());
    words
}

/// What is asked and what was recorded at a visit.
struct Asked<'a> {
    checklist: &'a Checklist,
    view: View,
    facts: Facts,
    /// What fills the places of a sentence besides its counts.
    words: Values,
}

/// The items at which a register is filled, with their titles.
fn users(view: &View, register: &str) -> Vec<(String, String)> {
    let uses = |registers: &[String]| registers.iter().any(|id| id == register);
    let items = view.items().filter(|item| uses(&item.registers));
    items.map(|item| (item.id.clone(), item.title.clone())).collect()
}

fn figures(
    view: &View,
    register: &Register,
    cells: &[domain::checklist::Row],
    typed: &BTreeMap<String, Answer>,
) -> Vec<FedFigure> {
    let mut figures = Vec::new();
    for item in view.items() {
        for part in &item.parts {
            let fed = part.feed.as_ref().filter(|feed| feed.register == register.id);
            if fed.is_none_or(|feed| feed.rule.is_none()) {
                continue;
            }
            let derived = fed::follows(part, register, cells, view.on);
            let typed = typed.get(&item.id).and_then(|answer| answer.parts.get(&part.name));
            figures.push(FedFigure {
                item: item.id.clone(),
                label: part.label.clone(),
                differs: matches!((&derived, typed), (Some(rows), Some(typed)) if !same(rows, typed)),
                derived: derived.map(|value| said(part, &value)),
                typed: typed.map(|value| said(part, value)),
            });
        }
    }
    figures
}

/// Whether two figures say the same; what was quoted beside them is not looked at.
fn same(one: &PartValue, other: &PartValue) -> bool {
    match (one, other) {
        (PartValue::Rate(one), PartValue::Rate(other)) => one.rate == other.rate,
        (one, other) => one == other,
    }
}

/// A figure as the screen says it: `3/4 công chức có mặt, 75,00%`, `2 người`.
fn said(part: &Part, value: &PartValue) -> String {
    let printed = minutes::printed(value);
    match (&part.kind, value) {
        (PartKind::Rate { numerator, .. }, PartValue::Rate(figure)) => match figure.rate {
            domain::answer::Rate::Counts(ratio) => {
                let grouped = |count| domain::number::grouped(u64::from(count));
                let (part, whole) = (grouped(ratio.numerator()), grouped(ratio.denominator()));
                format!("{part}/{whole} {numerator}, {printed}")
            }
            domain::answer::Rate::PercentOnly(_)
            | domain::answer::Rate::Range { .. }
            | domain::answer::Rate::Stated => printed,
        },
        (PartKind::Count { unit }, PartValue::Count(_)) => format!("{printed} {unit}"),
        (
            PartKind::Count { .. }
            | PartKind::Rate { .. }
            | PartKind::Date
            | PartKind::Choice { .. }
            | PartKind::Text
            | PartKind::Document,
            _,
        ) => printed,
    }
}
