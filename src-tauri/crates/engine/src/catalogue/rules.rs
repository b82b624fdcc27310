//! What every checklist must keep, shipped or made by a user.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::checklist::wording::{self, PLACEHOLDERS};
use domain::checklist::{
    Area, Checklist, Condition, FieldKind, Item, Measure, Part, PartKind, Register, Validity,
    uncovered,
};

use domain::ratio::Percent;

use super::convert::Desk;
use super::problem::Flaw;
use super::statements;

/// Notes everything in `checklist` that breaks a rule.
pub(super) fn check(desk: &mut Desk<'_>, checklist: &Checklist, words: &[String]) {
    let id = checklist.id.as_str();
    if !is_name(id, '-') {
        desk.note(id, "id", Flaw::BadName(id.to_owned()));
    }
    let head = [
        ("version", &checklist.version),
        ("title", &checklist.title),
        ("source", &checklist.source),
        ("to_check", &checklist.to_check),
    ];
    filled(desk, id, &head);
    unique(desk, id, "area", checklist.areas.iter().map(|area| area.id.as_str()));
    unique(desk, id, "register", checklist.registers.iter().map(|it| it.id.as_str()));
    for area in &checklist.areas {
        self::area(desk, area, checklist.valid_from);
        for item in &area.items {
            self::item(desk, item, checklist.valid_from);
            templates(desk, item, words);
            for register in &item.registers {
                if checklist.register(register).is_none() {
                    let flaw = Flaw::Dangling { kind: "register", name: register.clone() };
                    desk.note(&item.id, "registers", flaw);
                }
            }
            for part in &item.parts {
                feed(desk, item, part, checklist);
            }
        }
    }
    for register in &checklist.registers {
        self::register(desk, register);
        statements::check(desk, checklist, register, words);
    }
}

fn area(desk: &mut Desk<'_>, area: &Area, valid_from: NaiveDate) {
    let id = area.id.as_str();
    if id.len() != 2 || !id.bytes().all(|byte| byte.is_ascii_uppercase()) {
        desk.note(id, "id", Flaw::BadName(id.to_owned()));
    }
    let titles: Vec<Validity> = area.titles.iter().map(|title| title.validity).collect();
    if titles.iter().any(|title| title.is_backward()) {
        desk.note(id, "title", Flaw::Backward);
    }
    if area.titles.iter().any(|title| title.text.trim().is_empty()) {
        desk.note(id, "title", Flaw::Empty);
    }
    let always = Validity { from: Some(valid_from), to: None };
    let doubled = titles
        .iter()
        .filter_map(|title| title.from)
        .find(|day| 1 < titles.iter().filter(|other| other.holds(*day)).count());
    if let Some(day) = uncovered(always, &titles).or(doubled) {
        desk.note(id, "title", Flaw::Title(day));
    }
    unique(desk, id, "item", area.items.iter().map(|item| item.id.as_str()));
    for item in &area.items {
        let number = item.id.strip_prefix(id).and_then(|rest| rest.strip_prefix('-'));
        // What an office adds has numbers of its own, so that no shipped item ever meets it.
        let number = number.map(|number| number.strip_prefix('L').unwrap_or(number));
        let two_digits = |it: &str| it.len() == 2 && it.bytes().all(|byte| byte.is_ascii_digit());
        if !number.is_some_and(two_digits) {
            desk.note(&item.id, "id", Flaw::BadName(item.id.clone()));
        }
    }
}

fn item(desk: &mut Desk<'_>, item: &Item, valid_from: NaiveDate) {
    let id = item.id.as_str();
    let texts = [
        ("title", &item.title),
        ("question", &item.question),
        ("answer", &item.answer),
        ("evidence", &item.evidence),
        ("shortcoming", &item.shortcoming),
        ("recommendation", &item.recommendation),
    ];
    filled(desk, id, &texts);
    let limited = item.validity != Validity::ALWAYS;
    if item.validity.is_backward() {
        desk.note(id, "valid_to", Flaw::Backward);
    }
    if limited && item.validity_reason.trim().is_empty() {
        desk.note(id, "validity_reason", Flaw::NoReason);
    }
    let from = item.validity.from.map_or(valid_from, |from| from.max(valid_from));
    let window = Validity { from: Some(from), to: item.validity.to };
    let bases = item.bases.iter().map(|basis| basis.validity);
    let covers: Vec<Validity> = bases.chain(item.gaps.iter().map(|gap| gap.validity)).collect();
    if let Some(day) = uncovered(window, &covers) {
        desk.note(id, "bases", Flaw::NoBasis(day));
    }
    if item.bases.iter().any(|basis| basis.text.trim().is_empty())
        || item.gaps.iter().any(|gap| gap.reason.trim().is_empty())
    {
        desk.note(id, "basis", Flaw::Empty);
    }
    unique(desk, id, "part", item.parts.iter().map(|part| part.name.as_str()));
    let primaries = item.parts.iter().filter(|part| part.primary).count();
    if primaries != usize::from(!item.parts.is_empty()) {
        desk.note(id, "part", Flaw::Primary(primaries));
    }
    for part in &item.parts {
        if !is_name(&part.name, '_') {
            desk.note(id, "part", Flaw::BadName(part.name.clone()));
        }
        let no_options = matches!(&part.kind, PartKind::Choice { options } if options.len() < 2);
        if no_options {
            let flaw = Flaw::PartField { kind: "choice".to_owned(), field: "options" };
            desk.note(id, &part.name, flaw);
        }
        if let Some(least) = part.least(None).filter(|least| WHOLE < *least) {
            let text = Percent::of_hundredths(least).printed();
            desk.note(id, &part.name, Flaw::BadThreshold(text));
        }
    }
}

/// 100 % in hundredths of a per cent.
const WHOLE: u32 = 10_000;

fn templates(desk: &mut Desk<'_>, item: &Item, words: &[String]) {
    let texts = [
        ("question", &item.question),
        ("evidence", &item.evidence),
        ("strength", &item.strength),
        ("shortcoming", &item.shortcoming),
        ("partly", &item.partly),
        ("recommendation", &item.recommendation),
    ];
    for (field, text) in texts {
        if !wording::brackets_pair_up(text) {
            desk.note(&item.id, field, Flaw::BadTemplate);
        }
        let Ok(names) = wording::placeholders(text) else {
            desk.note(&item.id, field, Flaw::BadTemplate);
            continue;
        };
        for name in names {
            let known = PLACEHOLDERS.contains(&name)
                || words.iter().any(|word| word == name)
                || item.part(name).is_some();
            if !known {
                desk.note(&item.id, field, Flaw::UnknownPlaceholder(name.to_owned()));
            }
        }
    }
}

fn feed(desk: &mut Desk<'_>, item: &Item, part: &Part, checklist: &Checklist) {
    let Some(feed) = &part.feed else { return };
    let register =
        checklist.register(&feed.register).filter(|register| item.registers.contains(&register.id));
    let Some(register) = register else {
        let flaw = Flaw::Dangling { kind: "register", name: feed.register.clone() };
        return desk.note(&item.id, &part.name, flaw);
    };
    let Some(id) = &feed.rule else { return };
    let Some(rule) = register.rule(id) else {
        let flaw = Flaw::Dangling { kind: "rule", name: id.clone() };
        return desk.note(&item.id, &part.name, flaw);
    };
    let fits = match part.kind {
        PartKind::Count { .. } => rule.denominator.is_none(),
        PartKind::Rate { .. } => rule.denominator.is_some(),
        PartKind::Text => matches!(rule.numerator, Measure::Distinct { .. }),
        PartKind::Date | PartKind::Choice { .. } | PartKind::Document => false,
    };
    if !fits {
        desk.note(&item.id, &part.name, Flaw::WrongFeed(id.clone()));
    }
}

fn register(desk: &mut Desk<'_>, register: &Register) {
    let id = register.id.as_str();
    unique(desk, id, "field", register.fields.iter().map(|field| field.name.as_str()));
    unique(desk, id, "rule", register.rules.iter().map(|rule| rule.id.as_str()));
    let fields = register.fields.iter().map(|field| field.name.as_str());
    let rules = register.rules.iter().map(|rule| rule.id.as_str());
    for name in fields.chain(rules).chain([id]) {
        if !is_name(name, '_') {
            desk.note(id, name, Flaw::BadName(name.to_owned()));
        }
    }
    for rule in &register.rules {
        for measure in std::iter::once(&rule.numerator).chain(&rule.denominator) {
            self::measure(desk, register, &rule.id, measure);
        }
        let quoted = rule.quoted.iter().filter(|name| register.field(name).is_none());
        for name in quoted {
            let flaw = Flaw::Dangling { kind: "field", name: name.clone() };
            desk.note(id, &rule.id, flaw);
        }
    }
}

/// Notes fields that `measure` names and the register lacks, and texts that a field cannot hold.
pub(super) fn measure(desk: &mut Desk<'_>, register: &Register, rule: &str, measure: &Measure) {
    for name in measure.fields() {
        if register.field(name).is_none() {
            let flaw = Flaw::Dangling { kind: "field", name: name.to_owned() };
            desk.note(&register.id, rule, flaw);
        }
    }
    let asked: Vec<(&str, &[String])> = match measure {
        Measure::Rows(conditions) | Measure::Distinct { rows: conditions, .. } => {
            conditions.iter().filter_map(texts).collect()
        }
        Measure::Sum { prefer, .. } => {
            prefer.iter().map(|it| (it.field.as_str(), it.order.as_slice())).collect()
        }
    };
    for (field, texts) in asked {
        let allowed: Vec<String> = match register.field(field).map(|field| &field.kind) {
            Some(FieldKind::Choice(options)) => options.clone(),
            Some(FieldKind::YesNo) => ["yes", "no"].map(str::to_owned).to_vec(),
            Some(FieldKind::Text | FieldKind::Date | FieldKind::Count) | None => continue,
        };
        for word in texts.iter().filter(|text| !text.is_empty() && !allowed.contains(text)) {
            let flaw = Flaw::UnknownWord { word: word.clone(), allowed: allowed.clone() };
            desk.note(&register.id, rule, flaw);
        }
    }
}

fn texts(condition: &Condition) -> Option<(&str, &[String])> {
    match condition {
        Condition::AnyOf { field, texts } => Some((field, texts)),
        Condition::Filled { .. }
        | Condition::Empty { .. }
        | Condition::Past { .. }
        | Condition::NotPast { .. }
        | Condition::After { .. }
        | Condition::NotAfter { .. }
        | Condition::Below { .. } => None,
    }
}

pub(super) fn filled(desk: &mut Desk<'_>, id: &str, texts: &[(&str, &String)]) {
    for (field, _) in texts.iter().filter(|(_, text)| text.trim().is_empty()) {
        desk.note(id, field, Flaw::Empty);
    }
}

/// Notes names that stand twice.
pub(super) fn unique<'a>(
    desk: &mut Desk<'_>,
    id: &str,
    field: &str,
    names: impl Iterator<Item = &'a str>,
) {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            desk.note(id, field, Flaw::Duplicate(name.to_owned()));
        }
    }
}

/// Small letters and digits, parted by `joint`, beginning with a letter.
pub(super) fn is_name(name: &str, joint: char) -> bool {
    let inside = |letter: char| matches!(letter, 'a'..='z' | '0'..='9') || letter == joint;
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.chars().all(inside)
}
