//! A checklist as one file: what [`Catalogue::read`](super::Catalogue::read) reads back the same.

use chrono::NaiveDate;
use domain::checklist::{
    Area, Basis, BasisKind, Checklist, Gap, Indicator, Item, ItemCondition, Part, PartKind, Title,
    Warning,
};
use domain::ratio::Percent;
use domain::unit::UnitKind;
use toml::Spanned;

use super::shape::{
    AreaShape, BasisShape, Day, Document, Head, IndicatorShape, ItemConditionShape, ItemShape,
    PartShape, TitleShape, WarningShape,
};
use super::written_registers;

/// Writes `checklist` as one TOML document. Equal checklists give equal bytes; reading them gives
/// an equal checklist.
///
/// Sequences of bases that items shared in a file of several parts stand at each item.
pub fn to_toml(checklist: &Checklist) -> String {
    let document = Document {
        checklist: Head {
            id: placed(&checklist.id),
            version: checklist.version.clone(),
            title: checklist.title.clone(),
            valid_from: Day(checklist.valid_from),
            source: checklist.source.clone(),
            to_check: checklist.to_check.clone(),
        },
        bases: std::collections::BTreeMap::new(),
        area: checklist.areas.iter().map(area).collect(),
        register: checklist.registers.iter().map(written_registers::register).collect(),
        indicator: checklist.indicators.iter().map(indicator).collect(),
        condition: checklist.conditions.iter().map(condition).collect(),
    };
    // The shapes hold texts, days, lists and tables of them: nothing that TOML cannot say.
    toml::to_string(&document).unwrap_or_default()
}

/// An id; where it stands in the file matters to readers only.
pub(super) fn placed(id: &str) -> Spanned<String> {
    Spanned::new(0..0, id.to_owned())
}

fn area(area: &Area) -> AreaShape {
    AreaShape {
        id: placed(&area.id),
        optional: area.optional,
        title: area.titles.iter().map(title).collect(),
        item: area.items.iter().map(item).collect(),
    }
}

fn title(title: &Title) -> TitleShape {
    let Title { text, validity } = title;
    TitleShape { text: text.clone(), from: day(validity.from), to: day(validity.to) }
}

fn item(item: &Item) -> ItemShape {
    let (kinds, also_for) = kinds(&item.kinds);
    ItemShape {
        id: placed(&item.id),
        title: item.title.clone(),
        question: item.question.clone(),
        answer: item.answer.clone(),
        evidence: item.evidence.clone(),
        registers: item.registers.clone(),
        valid_from: day(item.validity.from),
        valid_to: day(item.validity.to),
        validity_reason: item.validity_reason.clone(),
        bases: Vec::new(),
        basis: item.bases.iter().map(basis).chain(item.gaps.iter().map(gap)).collect(),
        certain: item.certain,
        strength: item.strength.clone(),
        shortcoming: item.shortcoming.clone(),
        partly: item.partly.clone(),
        recommendation: item.recommendation.clone(),
        note: item.note.clone(),
        kinds,
        also_for,
        seeds: item.seeds.clone(),
        part: item.parts.iter().map(part).collect(),
    }
}

/// `kinds` and `also_for`: who is asked besides the communes, or else the whole list.
fn kinds(kinds: &[UnitKind]) -> (Vec<String>, Vec<String>) {
    let codes = |kinds: &[UnitKind]| kinds.iter().map(|kind| kind.code().to_owned()).collect();
    let communes: Vec<UnitKind> =
        UnitKind::ALL.into_iter().filter(|kind| kind.is_commune()).collect();
    match kinds.strip_prefix(communes.as_slice()) {
        Some(others) => (Vec::new(), codes(others)),
        None => (codes(kinds), Vec::new()),
    }
}

fn basis(basis: &Basis) -> BasisShape {
    let law = basis.kind == BasisKind::Law;
    BasisShape {
        text: Some(basis.text.clone()),
        reason: None,
        from: day(basis.validity.from),
        to: day(basis.validity.to),
        kind: (!law).then(|| basis.kind.code().to_owned()),
        certain: Some(basis.certain),
        note: basis.note.clone(),
    }
}

fn gap(gap: &Gap) -> BasisShape {
    BasisShape {
        text: None,
        reason: Some(gap.reason.clone()),
        from: day(gap.validity.from),
        to: day(gap.validity.to),
        kind: None,
        certain: None,
        note: String::new(),
    }
}

fn part(part: &Part) -> PartShape {
    let shape = PartShape {
        name: part.name.clone(),
        label: part.label.clone(),
        kind: part.kind.code().to_owned(),
        primary: part.primary,
        unit: None,
        numerator: None,
        denominator: None,
        percent_only: None,
        least: None,
        options: None,
        from_register: part.feed.as_ref().map(|feed| feed.register.clone()),
        rule: part.feed.as_ref().and_then(|feed| feed.rule.clone()),
    };
    match &part.kind {
        PartKind::Count { unit } => PartShape { unit: Some(unit.clone()), ..shape },
        PartKind::Rate { numerator, denominator, percent_only, least } => PartShape {
            numerator: Some(numerator.clone()),
            denominator: Some(denominator.clone()),
            percent_only: percent_only.then_some(true),
            least: least.map(|it| Percent::of_hundredths(it).printed()),
            ..shape
        },
        PartKind::Choice { options } => PartShape { options: Some(options.clone()), ..shape },
        PartKind::Date | PartKind::Text | PartKind::Document => shape,
    }
}

fn indicator(indicator: &Indicator) -> IndicatorShape {
    IndicatorShape {
        id: placed(&indicator.id),
        title: indicator.title.clone(),
        numerator: indicator.numerator.clone(),
        denominator: indicator.denominator.clone(),
        unit: indicator.unit.clone(),
        warning: indicator.warnings.iter().map(warning).collect(),
    }
}

fn condition(condition: &ItemCondition) -> ItemConditionShape {
    ItemConditionShape {
        item: placed(&condition.item),
        show_if: condition.show_if.clone(),
        warning: condition.warnings.iter().map(warning).collect(),
    }
}

fn warning(warning: &Warning) -> WarningShape {
    WarningShape { when: warning.when.clone(), text: warning.text.clone() }
}

fn day(day: Option<NaiveDate>) -> Option<Day> {
    day.map(Day)
}

#[cfg(test)]
#[path = "written_tests.rs"]
mod tests;
