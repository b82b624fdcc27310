//! From the written shape to the domain's types; every mistake is collected.

use std::collections::BTreeMap;

use domain::checklist::{
    Area, Basis, BasisKind, Checklist, Feed, Gap, Indicator, Item, ItemCondition, Part, PartKind,
    Register, Title, Warning,
};
use domain::ratio::Percent;
use domain::unit::UnitKind;

use super::problem::{Flaw, Problem};
use super::shape::{
    AreaShape, BasisShape, Document, IndicatorShape, ItemConditionShape, ItemShape, PartShape,
    WarningShape, validity,
};
use super::source::Source;
use super::{fields, formulas, rules};

/// Collects problems, each on the line of the id it belongs to.
pub(super) struct Desk<'a> {
    source: &'a Source,
    offsets: BTreeMap<String, usize>,
    /// What was found so far.
    pub(super) problems: Vec<Problem>,
}

impl<'a> Desk<'a> {
    /// An empty desk over `source`.
    pub(super) const fn new(source: &'a Source) -> Self {
        Self { source, offsets: BTreeMap::new(), problems: Vec::new() }
    }

    /// Remembers where `id` is written.
    pub(super) fn stands(&mut self, id: &toml::Spanned<String>) {
        self.offsets.entry(id.get_ref().clone()).or_insert(id.span().start);
    }

    /// Notes `flaw` at `field` of `id`.
    pub(super) fn note(&mut self, id: &str, field: &str, flaw: Flaw) {
        let path = if field.is_empty() { id.to_owned() } else { format!("{id}.{field}") };
        let offset = self.offsets.get(id).copied();
        self.problems.push(self.source.problem(offset, &path, flaw));
    }
}

/// Reads the checklist that `source` holds, knowing the placeholders in `words`.
pub(super) fn checklist(source: &Source, words: &[String]) -> Result<Checklist, Vec<Problem>> {
    let (mut desk, checklist) = read(source)?;
    rules::check(&mut desk, &checklist, words);
    formulas::check(&mut desk, &checklist);
    if desk.problems.is_empty() { Ok(checklist) } else { Err(desk.problems) }
}

/// Reads the checklist that `source` holds without looking at what it must keep.
pub(super) fn read(source: &Source) -> Result<(Desk<'_>, Checklist), Vec<Problem>> {
    let document: Document = source.read()?;
    let mut desk = Desk::new(source);
    let head = document.checklist;
    desk.stands(&head.id);
    let bases = shared(&mut desk, document.bases);
    let areas = document.area.into_iter().map(|area| self::area(&mut desk, area, &bases)).collect();
    let registers: Vec<Register> =
        document.register.into_iter().map(|shape| fields::register(&mut desk, shape)).collect();
    let checklist = Checklist {
        id: head.id.into_inner(),
        version: head.version,
        title: head.title,
        valid_from: head.valid_from.0,
        source: head.source,
        to_check: head.to_check,
        areas,
        registers,
        indicators: document
            .indicator
            .into_iter()
            .map(|shape| indicator(&mut desk, shape))
            .collect(),
        conditions: document.condition.into_iter().map(condition).collect(),
    };
    Ok((desk, checklist))
}

fn indicator(desk: &mut Desk<'_>, shape: IndicatorShape) -> Indicator {
    desk.stands(&shape.id);
    Indicator {
        id: shape.id.into_inner(),
        title: shape.title,
        numerator: shape.numerator,
        denominator: shape.denominator,
        unit: shape.unit,
        warnings: shape.warning.into_iter().map(warning).collect(),
    }
}

fn condition(shape: ItemConditionShape) -> ItemCondition {
    ItemCondition {
        item: shape.item.into_inner(),
        show_if: shape.show_if,
        warnings: shape.warning.into_iter().map(warning).collect(),
    }
}

fn warning(shape: WarningShape) -> Warning {
    Warning { when: shape.when, text: shape.text }
}

/// Bases and gaps, in the order of citation.
#[derive(Clone, Default)]
struct Sequence {
    bases: Vec<Basis>,
    gaps: Vec<Gap>,
}

fn shared(
    desk: &mut Desk<'_>,
    shapes: BTreeMap<String, Vec<BasisShape>>,
) -> BTreeMap<String, Sequence> {
    let read = |(name, shapes): (String, Vec<BasisShape>)| {
        let mut sequence = Sequence::default();
        let at = format!("bases.{name}");
        shapes.into_iter().for_each(|shape| basis(desk, &at, shape, &mut sequence));
        (name, sequence)
    };
    shapes.into_iter().map(read).collect()
}

fn basis(desk: &mut Desk<'_>, at: &str, shape: BasisShape, into: &mut Sequence) {
    let validity = validity(shape.from, shape.to);
    if validity.is_backward() {
        desk.note(at, "basis", Flaw::Backward);
    }
    match (shape.text, shape.reason, shape.certain, shape.kind) {
        (Some(text), None, Some(certain), kind) => {
            let code = kind.unwrap_or_else(|| BasisKind::Law.code().to_owned());
            let kind = BasisKind::from_code(&code).unwrap_or_else(|| {
                let allowed = ["law", "local", "practice", "open"].map(str::to_owned).to_vec();
                desk.note(at, "basis.kind", Flaw::UnknownWord { word: code, allowed });
                BasisKind::Law
            });
            into.bases.push(Basis { text, validity, kind, certain, note: shape.note });
        }
        (None, Some(reason), None, None) => into.gaps.push(Gap { validity, reason }),
        _ => desk.note(at, "basis", Flaw::BadBasis),
    }
}

fn area(desk: &mut Desk<'_>, shape: AreaShape, bases: &BTreeMap<String, Sequence>) -> Area {
    desk.stands(&shape.id);
    let titles = shape
        .title
        .into_iter()
        .map(|title| Title { text: title.text, validity: validity(title.from, title.to) });
    Area {
        id: shape.id.into_inner(),
        titles: titles.collect(),
        optional: shape.optional,
        items: shape.item.into_iter().map(|shape| item(desk, shape, bases)).collect(),
    }
}

fn item(desk: &mut Desk<'_>, shape: ItemShape, shared: &BTreeMap<String, Sequence>) -> Item {
    desk.stands(&shape.id);
    let id = shape.id.into_inner();
    let mut sequence = Sequence::default();
    for name in shape.bases {
        match shared.get(&name) {
            Some(found) => {
                sequence.bases.extend(found.bases.iter().cloned());
                sequence.gaps.extend(found.gaps.iter().cloned());
            }
            None => desk.note(&id, "bases", Flaw::Dangling { kind: "basis", name }),
        }
    }
    shape.basis.into_iter().for_each(|shape| basis(desk, &id, shape, &mut sequence));
    let communes = UnitKind::ALL.into_iter().filter(|kind| kind.is_commune());
    let mut kinds = self::kinds(desk, &id, &shape.kinds);
    if kinds.is_empty() {
        kinds.extend(communes);
    }
    kinds.extend(self::kinds(desk, &id, &shape.also_for));
    Item {
        title: shape.title,
        question: shape.question,
        answer: shape.answer,
        parts: shape.part.into_iter().map(|shape| part(desk, &id, shape)).collect(),
        registers: shape.registers,
        evidence: shape.evidence,
        bases: sequence.bases,
        gaps: sequence.gaps,
        certain: shape.certain,
        strength: shape.strength,
        shortcoming: shape.shortcoming,
        partly: shape.partly,
        recommendation: shape.recommendation,
        note: shape.note,
        validity: validity(shape.valid_from, shape.valid_to),
        validity_reason: shape.validity_reason,
        kinds,
        seeds: shape.seeds,
        id,
    }
}

fn kinds(desk: &mut Desk<'_>, id: &str, codes: &[String]) -> Vec<UnitKind> {
    let mut kinds = Vec::new();
    for code in codes {
        if let Some(kind) = UnitKind::from_code(code) {
            kinds.push(kind);
        } else {
            let allowed = UnitKind::ALL.map(|kind| kind.code().to_owned()).to_vec();
            desk.note(id, "kinds", Flaw::UnknownWord { word: code.clone(), allowed });
        }
    }
    kinds
}

/// A threshold as it is written, in hundredths of a per cent.
fn least(desk: &mut Desk<'_>, id: &str, part: &str, text: String) -> Option<u32> {
    let read = Percent::parse(&text).ok().and_then(Percent::hundredths);
    if read.is_none() {
        desk.note(id, part, Flaw::BadThreshold(text));
    }
    read
}

fn part(desk: &mut Desk<'_>, id: &str, shape: PartShape) -> Part {
    let PartShape { name, label, kind: code, primary, from_register, rule, .. } = shape;
    let mut needs = |text: Option<String>, field: &'static str| {
        text.unwrap_or_else(|| {
            desk.note(id, &name, Flaw::PartField { kind: code.clone(), field });
            String::new()
        })
    };
    let given = [
        ("unit", shape.unit.is_some()),
        ("numerator", shape.numerator.is_some()),
        ("denominator", shape.denominator.is_some()),
        ("percent_only", shape.percent_only.is_some()),
        ("least", shape.least.is_some()),
        ("options", shape.options.is_some()),
    ];
    let (kind, known): (PartKind, &[&str]) = match code.as_str() {
        "count" => (PartKind::Count { unit: needs(shape.unit, "unit") }, &["unit"]),
        "rate" => {
            let kind = PartKind::Rate {
                numerator: needs(shape.numerator, "numerator"),
                denominator: needs(shape.denominator, "denominator"),
                percent_only: shape.percent_only.unwrap_or_default(),
                least: shape.least.and_then(|text| least(desk, id, &name, text)),
            };
            (kind, &["numerator", "denominator", "percent_only", "least"])
        }
        "choice" => (PartKind::Choice { options: shape.options.unwrap_or_default() }, &["options"]),
        "date" => (PartKind::Date, &[]),
        "document" => (PartKind::Document, &[]),
        "text" => (PartKind::Text, &[]),
        _ => {
            let allowed = ["count", "rate", "date", "choice", "text", "document"];
            let allowed = allowed.map(str::to_owned).to_vec();
            desk.note(id, &name, Flaw::UnknownWord { word: code.clone(), allowed });
            let all = &["unit", "numerator", "denominator", "percent_only", "least", "options"];
            (PartKind::Text, all)
        }
    };
    for (field, _) in given.iter().filter(|(field, there)| *there && !known.contains(field)) {
        desk.note(id, &name, Flaw::PartField { kind: code.clone(), field });
    }
    if rule.is_some() && from_register.is_none() {
        desk.note(id, &name, Flaw::PartField { kind: code.clone(), field: "rule" });
    }
    let feed = from_register.map(|register| Feed { register, rule });
    Part { name, label, kind, primary, feed }
}
