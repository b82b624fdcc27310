//! Registers from their written shape.

use domain::checklist::{Condition, Field, FieldKind, Measure, Preference, Register, Rule};

use super::convert::Desk;
use super::problem::Flaw;
use super::shape::{ConditionShape, FieldShape, MeasureShape, RegisterShape, RuleShape};

/// Reads a register.
pub(super) fn register(desk: &mut Desk<'_>, shape: RegisterShape) -> Register {
    desk.stands(&shape.id);
    let id = shape.id.into_inner();
    let fields = shape.field.into_iter().map(|shape| field(desk, &id, shape)).collect();
    let rules = shape.rule.into_iter().map(|shape| rule(desk, &id, shape)).collect();
    Register { id, title: shape.title, fields, rules }
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
        id: shape.id,
    }
}

fn measure(desk: &mut Desk<'_>, id: &str, rule: &str, shape: MeasureShape) -> Measure {
    match (shape.rows, shape.sum, shape.prefer) {
        (Some(rows), None, None) => {
            let conditions = rows.into_iter().map(|shape| condition(desk, id, rule, shape));
            Measure::Rows(conditions.collect())
        }
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
    let field = shape.field;
    match (shape.any_of, shape.filled) {
        (Some(texts), None) => Condition::AnyOf { field, texts },
        (None, Some(true)) => Condition::Filled { field },
        (None, Some(false)) => Condition::Empty { field },
        _ => {
            desk.note(id, rule, Flaw::BadMeasure);
            Condition::Filled { field }
        }
    }
}
