//! Rates and counts over the units of a campaign.

use domain::answer::{PartValue, Rate, RateFigure};
use domain::id::{UnitId, VisitId};
use domain::notice::rates::{Extremes, extremes};
use domain::number;
use domain::spread::Spread;

use super::material::{AgendaArea, Material};
use crate::minutes::printed;

/// One figure over all units that have it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FigureLine {
    /// Item and part: `CN-01/ty_le`.
    pub key: String,
    /// What is counted.
    pub label: String,
    /// What was found at each unit, by the day of the visit.
    pub units: Vec<UnitFigure>,
}

/// A figure at one unit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnitFigure {
    /// The visit.
    pub visit: VisitId,
    /// The unit.
    pub unit: UnitId,
    /// The value.
    pub value: PartValue,
}

impl FigureLine {
    /// The rates among its values, by unit.
    pub fn rates(&self) -> Vec<(UnitId, Rate)> {
        let rate = |it: &UnitFigure| match &it.value {
            PartValue::Rate(figure) => Some((it.unit, figure.rate)),
            PartValue::Count(_)
            | PartValue::Date(_)
            | PartValue::Choice(_)
            | PartValue::Text(_)
            | PartValue::Document(_) => None,
        };
        self.units.iter().filter_map(rate).collect()
    }

    /// The range over all units: `3–4/9`; `None` for counts, and where a rate has no number.
    pub fn spread(&self) -> Option<String> {
        let rates: Vec<Rate> = self.rates().into_iter().map(|(_, rate)| rate).collect();
        Spread::of(&rates).map(Spread::printed)
    }

    /// Which units have the highest and lowest rate.
    pub fn extremes(&self) -> Option<Extremes> {
        extremes(&self.rates())
    }
}

/// The figures of an area, in the order of the checklist: counts and rates that some unit has. Of
/// a unit that was visited twice the later visit counts.
pub(super) fn lines(material: &Material, area: &AgendaArea) -> Vec<FigureLine> {
    let mut lines = Vec::new();
    for item in &area.items {
        for part in &item.parts {
            let mut units: Vec<UnitFigure> = Vec::new();
            for seen in &material.seen {
                let value = seen.answers.get(&item.id).and_then(|it| it.parts.get(&part.name));
                let Some(value @ (PartValue::Count(_) | PartValue::Rate(_))) = value else {
                    continue;
                };
                units.retain(|known| known.unit != seen.unit);
                let (visit, unit) = (seen.visit, seen.unit);
                units.push(UnitFigure { visit, unit, value: value.clone() });
            }
            if !units.is_empty() {
                let key = format!("{}/{}", item.id, part.name);
                lines.push(FigureLine { key, label: part.label.clone(), units });
            }
        }
    }
    lines
}

/// A value in one piece: `4/9 (44,44%)`, `4.545`.
pub(super) fn told(value: &PartValue) -> String {
    let said = printed(value);
    match value {
        PartValue::Rate(RateFigure { rate: Rate::Counts(ratio), .. }) => {
            let grouped = |count| number::grouped(u64::from(count));
            format!("{}/{} ({said})", grouped(ratio.numerator()), grouped(ratio.denominator()))
        }
        PartValue::Rate(_)
        | PartValue::Count(_)
        | PartValue::Date(_)
        | PartValue::Choice(_)
        | PartValue::Text(_)
        | PartValue::Document(_) => said,
    }
}
