//! What follows from figures: indicators, warnings, scores.

use std::collections::BTreeMap;

use domain::number::grouped;
use domain::score::{Points, Score};
use engine::Folder;
use engine::figures::{IndicatorFigure, IndicatorValue, ScorePair};

use super::shapes::{IndicatorView, ItemWarnings, ScoreView};

pub(super) fn indicators(folder: &Folder) -> Vec<IndicatorView> {
    folder.indicators().into_iter().map(indicator).collect()
}

fn indicator(figure: IndicatorFigure) -> IndicatorView {
    let (counts, rate) = match figure.value {
        None => (String::new(), String::new()),
        Some(IndicatorValue::Count(count, unit)) => {
            (format!("{} {unit}", grouped(u64::from(count))).trim_end().to_owned(), String::new())
        }
        Some(IndicatorValue::Rate(ratio)) => {
            let [part, whole] =
                [ratio.numerator(), ratio.denominator()].map(|count| grouped(u64::from(count)));
            (format!("{part}/{whole}"), ratio.percent().printed())
        }
    };
    let IndicatorFigure { id, title, warnings, value: _ } = figure;
    IndicatorView { id, title, counts, rate, warnings }
}

pub(super) fn warnings(by_item: &BTreeMap<String, Vec<String>>) -> Vec<ItemWarnings> {
    let view = |(item, texts): (&String, &Vec<String>)| ItemWarnings {
        item: item.clone(),
        texts: texts.clone(),
    };
    by_item.iter().map(view).collect()
}

/// The score of everything first, then of each area; none in a campaign that does not score.
pub(super) fn scores(folder: &Folder) -> Vec<ScoreView> {
    let Some((whole, areas)) = folder.scores() else { return Vec::new() };
    let areas = areas.into_iter().map(|(area, pair)| score(area, pair));
    std::iter::once(score(String::new(), whole)).chain(areas).collect()
}

fn score(area: String, pair: ScorePair) -> ScoreView {
    let printed = |score: Score| match score {
        Score::NotAssessed => (String::new(), String::new(), 0),
        Score::Assessed { points, of, open } => (Points::printed(points), of.printed(), open),
    };
    let (appraised, of, open) = printed(pair.appraised);
    ScoreView {
        area,
        of,
        self_assessed: printed(pair.self_assessed).0,
        appraised,
        percent: pair.appraised.percent().map(domain::ratio::Percent::printed).unwrap_or_default(),
        open,
    }
}
