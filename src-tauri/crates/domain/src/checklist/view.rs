//! A checklist as one unit sees it on one day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Area, Basis, Checklist, Indicator, Item, ItemCondition, Part, wording};
use crate::answer::Verdict;
use crate::campaign::Period;
use crate::unit::UnitKind;
use crate::vocabulary::Vocabulary;

/// Which day, of whom, and over which period is asked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Selection<'a> {
    /// The day of the visit; it chooses words and legal bases.
    pub date: NaiveDate,
    /// The period inspected; bases that held in any part of it are shown too.
    pub period: Option<Period>,
    /// The kind of the unit; `None` shows what is asked of any unit, in the
    /// words for a rural commune.
    pub kind: Option<UnitKind>,
    /// Optional areas that the campaign switched off, by id.
    pub areas_off: &'a [String],
}

impl Selection<'_> {
    /// Everything that holds on `date`.
    pub const fn day(date: NaiveDate) -> Self {
        Self { date, period: None, kind: None, areas_off: &[] }
    }
}

/// A checklist on one day.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct View {
    /// The checklist's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The day.
    pub on: NaiveDate,
    /// The areas with at least one item.
    pub areas: Vec<AreaView>,
    /// Figures that follow from others.
    pub indicators: Vec<Indicator>,
    /// What figures say about items.
    pub conditions: Vec<ItemCondition>,
}

/// An area on one day.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AreaView {
    /// The area's id.
    pub id: String,
    /// The title of the day.
    pub title: String,
    /// Whether a campaign may switch it off.
    pub optional: bool,
    /// The items asked that day.
    pub items: Vec<ItemView>,
}

/// An item on one day, in the words of that day.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ItemView {
    /// The item's id.
    pub id: String,
    /// A short name for lists.
    pub title: String,
    /// The question.
    pub question: String,
    /// The kind of answer in the short code of the draft.
    pub answer: String,
    /// What is entered besides the verdict.
    pub parts: Vec<Part>,
    /// The registers filled at this item.
    pub registers: Vec<String>,
    /// What proves the answer.
    pub evidence: String,
    /// The bases of the day and of the period, in the order of citation.
    pub bases: Vec<Basis>,
    /// All of them in words, with their days where one does not hold over the
    /// whole period.
    pub shown_bases: Vec<String>,
    /// Those of them that a paper may cite: neither practice nor a rule whose
    /// number is still to be named.
    pub citations: Vec<String>,
    /// Why there is no basis; empty when there is one.
    pub no_basis: String,
    /// Whether everything cited, and every dated word, was matched to a source.
    pub certain: bool,
    /// The default praise; its dated words are filled, the rest is open.
    pub strength: String,
    /// The default shortcoming, likewise.
    pub shortcoming: String,
    /// The milder one, likewise; may be empty.
    pub partly: String,
    /// The default recommendation, likewise.
    pub recommendation: String,
    /// A remark for whoever answers.
    pub note: String,
    /// The source articles.
    pub seeds: Vec<String>,
}

impl Checklist {
    /// What is asked as `selection` says, in the words of that day.
    pub fn on(&self, vocabulary: &Vocabulary, selection: &Selection<'_>) -> View {
        let values = vocabulary.values(selection.date, selection.kind);
        let doubtful = vocabulary.doubtful(selection.date, selection.kind);
        let areas = self.areas_of(selection).map(|area| AreaView {
            id: area.id.clone(),
            title: area.title(selection.date).to_owned(),
            optional: area.optional,
            items: area
                .items
                .iter()
                .filter(|item| item.is_asked(selection))
                .map(|item| item.view(selection, &values, &doubtful))
                .collect(),
        });
        View {
            id: self.id.clone(),
            version: self.version.clone(),
            title: self.title.clone(),
            on: selection.date,
            areas: areas.filter(|area| !area.items.is_empty()).collect(),
            indicators: self.indicators.clone(),
            conditions: self.conditions.clone(),
        }
    }

    /// The items asked as `selection` says, area by area, before their words are chosen.
    pub fn asked(&self, selection: &Selection<'_>) -> impl Iterator<Item = &Item> {
        self.areas_of(selection)
            .flat_map(|area| &area.items)
            .filter(|item| item.is_asked(selection))
    }

    /// The areas that the campaign did not switch off.
    fn areas_of(&self, selection: &Selection<'_>) -> impl Iterator<Item = &Area> {
        let asked = |area: &&Area| !area.optional || !selection.areas_off.contains(&area.id);
        self.areas.iter().filter(asked)
    }
}

impl View {
    /// Every item, area by area.
    pub fn items(&self) -> impl Iterator<Item = &ItemView> {
        self.areas.iter().flat_map(|area| &area.items)
    }

    /// Leaves out the items called `ids`, and areas that have none left.
    pub fn leave_out(&mut self, ids: &[String]) {
        for area in &mut self.areas {
            area.items.retain(|item| !ids.contains(&item.id));
        }
        self.areas.retain(|area| !area.items.is_empty());
    }

    /// The item `id`, when it is asked.
    pub fn item(&self, id: &str) -> Option<&ItemView> {
        self.items().find(|item| item.id == id)
    }
}

impl ItemView {
    /// The wording of praise that fits `verdict`; empty where there is none. What is met only on
    /// the whole is praised where the wording says how much of it is: `{da_so}`.
    pub fn praise(&self, verdict: Option<Verdict>) -> &str {
        let fits = match verdict {
            None | Some(Verdict::Met) => true,
            Some(Verdict::Partly) => self.strength.contains("{da_so}"),
            Some(Verdict::NotMet | Verdict::NotApplicable) => false,
        };
        if fits { &self.strength } else { "" }
    }

    /// The wording of a shortcoming that fits `verdict`.
    pub fn criticism(&self, verdict: Option<Verdict>) -> &str {
        let is_mild = verdict == Some(Verdict::Partly) && !self.partly.is_empty();
        if is_mild { &self.partly } else { &self.shortcoming }
    }
}

impl Item {
    /// Whether the item is asked as `selection` says; areas are not looked at.
    pub fn is_asked(&self, selection: &Selection<'_>) -> bool {
        self.validity.holds(selection.date)
            && selection.kind.is_none_or(|kind| self.kinds.contains(&kind))
    }

    /// Whether one of the texts uses a word of `doubtful`.
    fn leans_on(&self, doubtful: &BTreeSet<String>) -> bool {
        let said = [&self.strength, &self.shortcoming, &self.partly, &self.recommendation];
        [&self.question, &self.evidence]
            .into_iter()
            .chain(said)
            .filter_map(|text| wording::placeholders(text).ok())
            .flatten()
            .any(|name| doubtful.contains(name))
    }

    fn view(
        &self,
        selection: &Selection<'_>,
        values: &wording::Values,
        doubtful: &BTreeSet<String>,
    ) -> ItemView {
        let day = Period { from: selection.date, to: selection.date };
        let period = selection.period.unwrap_or(day);
        let shown =
            |basis: &&Basis| basis.validity.holds(selection.date) || basis.validity.touches(period);
        let bases: Vec<Basis> = self.bases.iter().filter(shown).cloned().collect();
        let crosses = bases
            .iter()
            .any(|basis| !basis.validity.spans(period) || !basis.validity.holds(selection.date));
        let cite = |basis: &Basis| if crosses { basis.with_days() } else { basis.text.clone() };
        let gap = self.gaps.iter().find(|gap| gap.validity.holds(selection.date));
        let word = |template: &str| wording::fill(template, values).to_template();
        ItemView {
            id: self.id.clone(),
            title: self.title.clone(),
            question: word(&self.question),
            answer: self.answer.clone(),
            parts: self.parts.clone(),
            registers: self.registers.clone(),
            evidence: word(&self.evidence),
            shown_bases: bases.iter().map(cite).collect(),
            citations: bases.iter().filter(|it| it.kind.is_citable()).map(cite).collect(),
            no_basis: gap.map_or_else(String::new, |gap| gap.reason.clone()),
            certain: self.certain
                && bases.iter().all(|basis| basis.certain)
                && !self.leans_on(doubtful),
            bases,
            strength: word(&self.strength),
            shortcoming: word(&self.shortcoming),
            partly: word(&self.partly),
            recommendation: word(&self.recommendation),
            note: self.note.clone(),
            seeds: self.seeds.clone(),
        }
    }
}
