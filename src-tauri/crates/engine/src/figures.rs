//! What follows from figures: indicators, items that are not asked, warnings, scores.
//!
//! Formulas come checked out of the catalogue. One that is unknown, because a figure is not there
//! yet, hides nothing and warns of nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::answer::{self, Answer, PartValue, Rate};
use domain::campaign::{ItemPoints, Threshold};
use domain::checklist::{PartKind, View, Warning};
use domain::ratio::{Percent, Ratio};
use domain::score::{ItemScore, Score, Scorer};
use formula::{Evaluator, Facts, Formula, Verdict};

use crate::record::Row;

/// An indicator worked out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct IndicatorFigure {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Its value; `None` while a figure is missing.
    pub value: Option<IndicatorValue>,
    /// What is to be pointed out.
    pub warnings: Vec<String>,
}

/// The value of an indicator.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum IndicatorValue {
    /// A count with its unit.
    Count(u32, String),
    /// A rate.
    Rate(Ratio),
}

/// The score of an area, or of everything.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ScorePair {
    /// What the unit gave itself.
    pub self_assessed: Score,
    /// What the delegation gave.
    pub appraised: Score,
}

/// Everything formulas may look at, of one visit.
#[derive(Clone, Debug, Default)]
pub struct Known {
    answers: BTreeMap<String, Answer>,
    /// The part that a bare count and a bare rate mean, by item.
    primary: BTreeMap<String, (String, String)>,
    areas: BTreeMap<String, Vec<String>>,
    rows: Vec<Row>,
    /// The least rate that is not pointed out, by item and part, in hundredths of a per cent.
    least: BTreeMap<(String, String), u32>,
}

impl Known {
    /// What is known of a visit that is asked what `view` says.
    pub fn new(
        view: &View,
        answers: &BTreeMap<String, Answer>,
        rows: &[Row],
        thresholds: &[Threshold],
    ) -> Self {
        let mut known = Self { answers: answers.clone(), rows: rows.to_vec(), ..Self::default() };
        for area in &view.areas {
            let ids = area.items.iter().map(|item| item.id.clone()).collect();
            known.areas.insert(area.id.clone(), ids);
        }
        for item in view.items() {
            let first = |wanted: fn(&PartKind) -> bool| {
                let fits = item.parts.iter().filter(|part| wanted(&part.kind));
                let mut fits: Vec<_> = fits.collect();
                fits.sort_by_key(|part| !part.primary);
                fits.first().map(|part| part.name.clone()).unwrap_or_default()
            };
            let count = first(|kind| matches!(kind, PartKind::Count { .. }));
            let rate = first(|kind| matches!(kind, PartKind::Rate { .. }));
            known.primary.insert(item.id.clone(), (count, rate));
            let own = thresholds.iter().find(|it| it.item == item.id);
            for part in &item.parts {
                if let Some(least) = part.least(own) {
                    known.least.insert((item.id.clone(), part.name.clone()), least);
                }
            }
        }
        known
    }

    fn value(&self, item: &str, part: &str) -> Option<&PartValue> {
        self.answers.get(item)?.parts.get(part)
    }

    /// The rate that `part` of an item means: itself, or the first one.
    fn rate_part<'a>(&'a self, item: &str, part: &'a str) -> &'a str {
        let primary = self.primary.get(item).map_or("", |(_, rate)| rate.as_str());
        if part.is_empty() { primary } else { part }
    }

    fn rate_of(&self, item: &str, part: &str) -> Option<Rate> {
        match self.value(item, self.rate_part(item, part))? {
            PartValue::Rate(figure) => Some(figure.rate),
            PartValue::Count(_)
            | PartValue::Date(_)
            | PartValue::Choice(_)
            | PartValue::Text(_)
            | PartValue::Document(_) => None,
        }
    }
}

impl Facts for Known {
    fn count(&self, item: &str, part: &str) -> Option<u32> {
        let primary = self.primary.get(item).map_or("", |(count, _)| count.as_str());
        match self.value(item, if part.is_empty() { primary } else { part })? {
            PartValue::Count(count) => Some(*count),
            PartValue::Rate(_)
            | PartValue::Date(_)
            | PartValue::Choice(_)
            | PartValue::Text(_)
            | PartValue::Document(_) => None,
        }
    }

    fn rate(&self, item: &str, part: &str) -> Option<(u32, u32)> {
        match self.rate_of(item, part)? {
            Rate::Counts(ratio) => Some((ratio.numerator(), ratio.denominator())),
            Rate::PercentOnly(_) | Rate::Range { .. } | Rate::Stated => None,
        }
    }

    fn has_figure(&self, item: &str, part: &str) -> bool {
        let Some(answer) = self.answers.get(item) else { return false };
        if part.is_empty() { !answer.parts.is_empty() } else { answer.parts.contains_key(part) }
    }

    fn verdict(&self, item: &str) -> Option<Verdict> {
        Some(match self.answers.get(item)?.verdict? {
            answer::Verdict::Met => Verdict::Met,
            answer::Verdict::Partly => Verdict::Partly,
            answer::Verdict::NotMet => Verdict::NotMet,
            answer::Verdict::NotApplicable => Verdict::NotApplicable,
        })
    }

    fn rows(&self, register: &str, cell: Option<(&str, &str)>) -> u32 {
        let fits = |row: &&Row| {
            row.register == register
                && cell.is_none_or(|(column, text)| {
                    row.cells.get(column).map_or("", String::as_str).trim() == text
                })
        };
        u32::try_from(self.rows.iter().filter(fits).count()).unwrap_or(u32::MAX)
    }

    fn area(&self, area: &str) -> (u32, u32) {
        let wanted = self.areas.iter().filter(|(id, _)| area.is_empty() || *id == area);
        let verdicts = wanted.flat_map(|(_, items)| items).filter_map(|item| self.verdict(item));
        verdicts.fold((0, 0), |(met, judged), verdict| match verdict {
            Verdict::Met => (met + 1, judged + 1),
            Verdict::Partly | Verdict::NotMet => (met, judged + 1),
            Verdict::NotApplicable => (met, judged),
        })
    }

    fn reaches(&self, item: &str, part: &str, percent: &str) -> Option<bool> {
        let hundredths = Percent::parse(percent).ok()?.hundredths()?;
        self.rate_of(item, part)?.is_at_least(hundredths)
    }

    fn reaches_threshold(&self, item: &str, part: &str) -> Option<bool> {
        let part = self.rate_part(item, part);
        let least = self.least.get(&(item.to_owned(), part.to_owned()))?;
        self.rate_of(item, part)?.is_at_least(*least)
    }
}

/// The items of `view` that figures say need not be asked.
pub fn not_asked(view: &View, known: Known) -> Vec<String> {
    let facts: Arc<dyn Facts> = Arc::new(known);
    let evaluator = Evaluator::new(&facts);
    let hidden = |text: &Option<String>| {
        let formula = text.as_deref().and_then(|text| Formula::parse(text).ok());
        formula.is_some_and(|formula| evaluator.holds(&formula) == Ok(false))
    };
    let conditions = view.conditions.iter().filter(|condition| hidden(&condition.show_if));
    conditions.map(|condition| condition.item.clone()).collect()
}

/// Works out every indicator of `view`.
pub fn indicators(view: &View, known: Known) -> Vec<IndicatorFigure> {
    let facts: Arc<dyn Facts> = Arc::new(known);
    let evaluator = Evaluator::new(&facts);
    let count = |text: &str| evaluator.count(&Formula::parse(text).ok()?).ok();
    let worked = |indicator: &domain::checklist::Indicator| {
        let value = match &indicator.denominator {
            None => count(&indicator.numerator)
                .map(|count| IndicatorValue::Count(count, indicator.unit.clone())),
            Some(denominator) => count(&indicator.numerator)
                .zip(count(denominator))
                .and_then(|(part, whole)| Ratio::new(part, whole).ok())
                .map(IndicatorValue::Rate),
        };
        IndicatorFigure {
            id: indicator.id.clone(),
            title: indicator.title.clone(),
            value,
            warnings: due(&evaluator, &indicator.warnings),
        }
    };
    view.indicators.iter().map(worked).collect()
}

/// What is to be pointed out at items of `view`, by item.
pub fn warnings(view: &View, known: Known) -> BTreeMap<String, Vec<String>> {
    let facts: Arc<dyn Facts> = Arc::new(known);
    let evaluator = Evaluator::new(&facts);
    let due = |condition: &domain::checklist::ItemCondition| {
        (condition.item.clone(), due(&evaluator, &condition.warnings))
    };
    view.conditions.iter().map(due).filter(|(_, texts)| !texts.is_empty()).collect()
}

fn due(evaluator: &Evaluator, warnings: &[Warning]) -> Vec<String> {
    let holds = |warning: &&Warning| {
        let formula = Formula::parse(&warning.when);
        formula.is_ok_and(|formula| evaluator.holds(&formula) == Ok(true))
    };
    warnings.iter().filter(holds).map(|warning| warning.text.clone()).collect()
}

/// The score of every area of `view` that has points, and of all together; `None` in a campaign
/// that does not score.
pub fn scores(
    view: &View,
    answers: &BTreeMap<String, Answer>,
    points: &[ItemPoints],
) -> Option<(ScorePair, Vec<(String, ScorePair)>)> {
    if points.is_empty() {
        return None;
    }
    let item = |id: &str| {
        let most = points.iter().find(|it| it.item == id)?.most;
        let answer = answers.get(id);
        let verdict = answer.and_then(|it| it.verdict);
        Some(ItemScore {
            most,
            self_assessed: answer.and_then(|it| it.self_points),
            appraised: answer.and_then(|it| it.points),
            applies: verdict != Some(answer::Verdict::NotApplicable),
        })
    };
    let mut all = Vec::new();
    let mut areas = Vec::new();
    for area in &view.areas {
        let items: Vec<ItemScore> = area.items.iter().filter_map(|it| item(&it.id)).collect();
        if !items.is_empty() {
            areas.push((area.id.clone(), pair(&items)));
            all.extend(items);
        }
    }
    Some((pair(&all), areas))
}

fn pair(items: &[ItemScore]) -> ScorePair {
    ScorePair {
        self_assessed: Score::of(items, Scorer::Unit),
        appraised: Score::of(items, Scorer::Delegation),
    }
}
