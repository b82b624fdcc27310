//! Registers from their written shape.

use domain::checklist::{
    Condition, Field, FieldKind, Listing, Measure, Preference, Register, Rule, Statement, When,
};
use domain::finding::FindingKind;

use super::convert::Desk;
use super::problem::Flaw;
use super::shape::{
    ConditionShape, FieldShape, MeasureShape, RegisterShape, RuleShape, StatementShape,
};

/// Reads a register.
pub(super) fn register(desk: &mut Desk<'_>, shape: RegisterShape) -> Register {
    desk.stands(&shape.id);
    let id = shape.id.into_inner();
    let fields = shape.field.into_iter().map(|shape| field(desk, &id, shape)).collect();
    let rules = shape.rule.into_iter().map(|shape| rule(desk, &id, shape)).collect();
    let statements = shape.statement.into_iter().map(|shape| statement(desk, &id, shape)).collect();
    Register { id, title: shape.title, fields, rules, statements }
}

fn field(desk: &mut Desk<'_>, id: &str, shape: FieldShape) -> Field {
    let kind = match (shape.kind.as_str(), shape.options) {
        ("text", None) => FieldKind::Text,
        ("date", None) => FieldKind::Date,
        ("choice", Some(options)) => FieldKind::Choice(options),
        ("yes_no", None) => FieldKind::YesNo,
        ("count", None) => FieldKind::Count,
        ("text" | "date" | "choice" | "yes_no" | "count", _) => {
            desk.note(id, &shape.name, Flaw::PartField { kind: shape.kind, field: "options" });
            FieldKind::Text
        }
        _ => {
            let allowed = ["text", "date", "choice", "yes_no", "count"].map(str::to_owned);
            let flaw = Flaw::UnknownWord { word: shape.kind, allowed: allowed.to_vec() };
            desk.note(id, &shape.name, flaw);
            FieldKind::Text
        }
    };
    Field { name: shape.name, label: shape.label, kind, personal: shape.personal }
}

fn rule(desk: &mut Desk<'_>, id: &str, shape: RuleShape) -> Rule {
    Rule {
        numerator: measure(desk, id, &shape.id, shape.numerator),
        denominator: shape.denominator.map(|it| measure(desk, id, &shape.id, it)),
        title: shape.title,
        quoted: shape.quoted,
        id: shape.id,
    }
}

fn measure(desk: &mut Desk<'_>, id: &str, rule: &str, shape: MeasureShape) -> Measure {
    let mut conditions = |rows: Vec<ConditionShape>| -> Vec<Condition> {
        rows.into_iter().map(|shape| condition(desk, id, rule, shape)).collect()
    };
    if let (Some(field), None, None) = (&shape.distinct, &shape.sum, &shape.prefer) {
        let rows = conditions(shape.rows.unwrap_or_default());
        return Measure::Distinct { field: field.clone(), rows };
    }
    match (shape.rows, shape.sum, shape.prefer) {
        (Some(rows), None, None) => Measure::Rows(conditions(rows)),
        (None, Some(fields), prefer) => Measure::Sum {
            fields,
            prefer: prefer.map(|it| Preference { field: it.field, order: it.order }),
        },
        _ => {
            desk.note(id, rule, Flaw::BadMeasure);
            Measure::Rows(Vec::new())
        }
    }
}

fn condition(desk: &mut Desk<'_>, id: &str, rule: &str, shape: ConditionShape) -> Condition {
    let ConditionShape { field, any_of, filled, past, after, not_after, below } = shape;
    let mut asked = Vec::new();
    asked.extend(any_of.map(|texts| Condition::AnyOf { field: field.clone(), texts }));
    asked.extend(filled.map(|filled| {
        let field = field.clone();
        if filled { Condition::Filled { field } } else { Condition::Empty { field } }
    }));
    asked.extend(past.map(|past| {
        let field = field.clone();
        if past { Condition::Past { field } } else { Condition::NotPast { field } }
    }));
    asked.extend(after.map(|than| Condition::After { field: field.clone(), than }));
    asked.extend(not_after.map(|than| Condition::NotAfter { field: field.clone(), than }));
    asked.extend(below.map(|than| Condition::Below { field: field.clone(), than }));
    match (asked.pop(), asked.is_empty()) {
        (Some(condition), true) => condition,
        (Some(_) | None, _) => {
            desk.note(id, rule, Flaw::BadMeasure);
            Condition::Filled { field }
        }
    }
}

fn statement(desk: &mut Desk<'_>, id: &str, shape: StatementShape) -> Statement {
    let mut unknown = |word: &str, allowed: Vec<String>| {
        desk.note(id, &shape.id, Flaw::UnknownWord { word: word.to_owned(), allowed });
    };
    let kind = FindingKind::from_code(&shape.kind).unwrap_or_else(|| {
        let kinds = [FindingKind::Strength, FindingKind::Shortcoming];
        unknown(&shape.kind, kinds.map(|kind| kind.code().to_owned()).to_vec());
        FindingKind::Shortcoming
    });
    let when = When::from_code(&shape.when).unwrap_or_else(|| {
        unknown(&shape.when, When::ALL.map(|when| when.code().to_owned()).to_vec());
        When::Any
    });
    let listing = shape.listing.map(|listing| Listing {
        rows: listing.rows.into_iter().map(|it| condition(desk, id, &shape.id, it)).collect(),
        each: listing.each,
        tail: listing.tail,
        days: listing.days.map(|[from, to]| (from, to)),
    });
    Statement {
        kind,
        when,
        listing,
        id: shape.id,
        item: shape.item,
        rule: shape.rule,
        text: shape.text,
        text_one: shape.text_one,
    }
}
