//! Every sentence that follows from what was recorded, at one visit and over a campaign.

use std::collections::BTreeMap;

use domain::answer::{Answer, PartValue, Rate, RateFigure, Verdict};
use domain::checklist::wording::{self, Values};
use domain::checklist::{ItemView, Naming, figure_values};
use domain::finding::FindingKind;
use domain::id::{CampaignId, UnitId, VisitId};
use domain::ratio::Ratio;
use domain::spread::Spread;

use super::findings::{offer, values};
use super::register_book::words_of;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::fed;
use crate::folder::Folder;

/// A sentence without an open place that the data of a visit make true.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Said {
    /// Praise or criticism.
    pub kind: FindingKind,
    /// The item it rests on.
    pub item: String,
    /// The sentence.
    pub text: String,
}

/// The same, and the units of which it is true.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CampaignSaid {
    /// The sentence.
    pub said: Said,
    /// The units, in the order of their visits.
    pub units: Vec<UnitId>,
}

impl Engine {
    /// Every sentence that the figures, verdicts and registers of a visit make true, by item;
    /// where people can be named, both without and with their names.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn sentences_of(&self, visit: VisitId) -> Result<Vec<Said>, EngineError> {
        Ok(self.said(&self.folder(visit)?))
    }

    /// The sentences of all visits of a campaign, each once, with the units of which it is true.
    /// Rates of one whole that differ from unit to unit make one sentence with a range: `3–4/9`.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn campaign_sentences(&self, id: CampaignId) -> Result<Vec<CampaignSaid>, EngineError> {
        let folders = self.folders_of(id)?;
        let mut all: Vec<CampaignSaid> = Vec::new();
        for folder in &folders {
            for said in self.said(folder) {
                add(&mut all, said, &[folder.visit.unit]);
            }
        }
        for item in short_items(&folders) {
            if let Some((said, units)) = over_units(&folders, &item) {
                add(&mut all, said, &units);
            }
        }
        all.sort_by(|one, other| one.said.item.cmp(&other.said.item));
        Ok(all)
    }

    fn said(&self, folder: &Folder) -> Vec<Said> {
        let mut all: Vec<Said> =
            folder.view.items().flat_map(|item| of_item(folder, item)).collect();
        let words =
            words_of(self.catalogue.vocabulary(), &folder.campaign, &folder.unit, &folder.visit);
        for register in &folder.registers {
            let cells = fed::cells_of(register, &folder.rows);
            let said = [Naming::Counts, Naming::Names]
                .into_iter()
                .flat_map(|naming| register.sentences(&cells, folder.view.on, &words, naming));
            for sentence in said.filter(|it| folder.view.item(&it.item).is_some()) {
                let Some(text) = sentence.text.complete() else { continue };
                let said = Said { kind: sentence.kind, item: sentence.item, text };
                if !all.contains(&said) {
                    all.push(said);
                }
            }
        }
        all
    }
}

/// What the default wordings of an item say, as far as they fit the verdict and are complete.
fn of_item(folder: &Folder, item: &ItemView) -> Vec<Said> {
    let verdict = folder.answers.get(&item.id).and_then(|answer| answer.verdict);
    let (praised, short) = match verdict {
        Some(Verdict::Met) => (true, false),
        Some(Verdict::Partly) => (true, true),
        Some(Verdict::NotMet) => (false, true),
        Some(Verdict::NotApplicable) | None => return Vec::new(),
    };
    let offer = offer(folder, item);
    let complete =
        |text: String, missing: &[String]| (!text.is_empty() && missing.is_empty()).then_some(text);
    let strength = complete(offer.strength, &offer.strength_missing).filter(|_| praised);
    let shortcoming = complete(offer.text, &offer.missing).filter(|_| short);
    let said = |kind, text| Said { kind, item: item.id.clone(), text };
    strength
        .map(|text| said(FindingKind::Strength, text))
        .into_iter()
        .chain(shortcoming.map(|text| said(FindingKind::Shortcoming, text)))
        .collect()
}

fn add(all: &mut Vec<CampaignSaid>, said: Said, units: &[UnitId]) {
    match all.iter_mut().find(|it| it.said == said) {
        Some(known) => {
            let new = units.iter().filter(|unit| !known.units.contains(unit));
            let new: Vec<UnitId> = new.copied().collect();
            known.units.extend(new);
        }
        None => all.push(CampaignSaid { said, units: units.to_vec() }),
    }
}

/// The items at which more than one unit falls short.
fn short_items(folders: &[Folder]) -> Vec<String> {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for folder in folders {
        for (id, _) in folder.answers.iter().filter(|(_, answer)| falls_short(answer)) {
            *counted.entry(id).or_default() += 1;
        }
    }
    counted.into_iter().filter(|(_, count)| 1 < *count).map(|(id, _)| id.to_owned()).collect()
}

fn falls_short(answer: &Answer) -> bool {
    answer.verdict.is_some_and(Verdict::falls_short)
}

/// The shortcoming at `id` over all units that fall short there: what they have in common, and
/// rates of one whole as a range.
fn over_units(folders: &[Folder], id: &str) -> Option<(Said, Vec<UnitId>)> {
    let short = |folder: &&Folder| folder.answers.get(id).is_some_and(falls_short);
    let asked = folders.iter().filter(short).filter_map(|it| Some((it, it.view.item(id)?)));
    let asked: Vec<(&Folder, &ItemView)> = asked.collect();
    let (first, item) = asked.first()?;
    let known: Vec<Values> = asked.iter().map(|(folder, item)| values(folder, item)).collect();
    let mut common = known.first()?.clone();
    common.retain(|name, value| known.iter().all(|it| it.get(name) == Some(&*value)));
    let parts = item.parts.iter().filter_map(|part| {
        let rates = asked.iter().map(|(folder, _)| rate(folder, id, &part.name));
        let rate = spread(&rates.collect::<Option<Vec<Rate>>>()?)?;
        let figure = RateFigure { rate, quoted: None, as_of: None };
        Some((part.name.clone(), PartValue::Rate(figure)))
    });
    let merged = Answer { parts: parts.collect(), ..Answer::default() };
    common.extend(figure_values(&item.parts, &merged));
    let verdict = first.answers.get(id).and_then(|answer| answer.verdict);
    let text = wording::compose(item.criticism(verdict), &common).complete()?;
    let said = Said { kind: FindingKind::Shortcoming, item: id.to_owned(), text };
    Some((said, asked.iter().map(|(folder, _)| folder.visit.unit).collect()))
}

fn rate(folder: &Folder, item: &str, part: &str) -> Option<Rate> {
    match folder.answers.get(item)?.parts.get(part)? {
        PartValue::Rate(figure) => Some(figure.rate),
        PartValue::Count(_)
        | PartValue::Date(_)
        | PartValue::Choice(_)
        | PartValue::Text(_)
        | PartValue::Document(_) => None,
    }
}

fn spread(rates: &[Rate]) -> Option<Rate> {
    match Spread::of(rates)? {
        Spread::OfOneWhole { low, high, denominator } if low == high => {
            Ratio::new(low, denominator).ok().map(Rate::Counts)
        }
        Spread::OfOneWhole { low, high, denominator } => {
            Some(Rate::Range { from: low, to: high, denominator })
        }
        Spread::Percentages { .. } => None,
    }
}
