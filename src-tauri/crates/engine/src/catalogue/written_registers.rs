//! Registers in their written shape.

use domain::checklist::{Condition, Field, FieldKind, Listing, Measure, Register, Rule, Statement};

use super::shape::{
    ConditionShape, FieldShape, ListingShape, MeasureShape, PreferenceShape, RegisterShape,
    RuleShape, StatementShape,
};
use super::written::placed;

/// The written shape of `register`.
pub(super) fn register(register: &Register) -> RegisterShape {
    RegisterShape {
        id: placed(&register.id),
        title: register.title.clone(),
        field: register.fields.iter().map(field).collect(),
        rule: register.rules.iter().map(rule).collect(),
        statement: register.statements.iter().map(statement).collect(),
    }
}

fn field(field: &Field) -> FieldShape {
    let options = match &field.kind {
        FieldKind::Choice(options) => Some(options.clone()),
        FieldKind::Text | FieldKind::Date | FieldKind::YesNo | FieldKind::Count => None,
    };
    FieldShape {
        name: field.name.clone(),
        label: field.label.clone(),
        kind: field.kind.code().to_owned(),
        options,
        personal: field.personal,
    }
}

fn rule(rule: &Rule) -> RuleShape {
    RuleShape {
        id: rule.id.clone(),
        title: rule.title.clone(),
        numerator: measure(&rule.numerator),
        denominator: rule.denominator.as_ref().map(measure),
        quoted: rule.quoted.clone(),
    }
}

fn measure(measure: &Measure) -> MeasureShape {
    let empty = MeasureShape { rows: None, sum: None, prefer: None, distinct: None };
    let conditions = |rows: &[Condition]| rows.iter().map(condition).collect::<Vec<_>>();
    match measure {
        Measure::Rows(rows) => MeasureShape { rows: Some(conditions(rows)), ..empty },
        Measure::Sum { fields, prefer } => MeasureShape {
            sum: Some(fields.clone()),
            prefer: prefer
                .as_ref()
                .map(|it| PreferenceShape { field: it.field.clone(), order: it.order.clone() }),
            ..empty
        },
        Measure::Distinct { field, rows } => MeasureShape {
            distinct: Some(field.clone()),
            rows: (!rows.is_empty()).then(|| conditions(rows)),
            ..empty
        },
    }
}

fn condition(condition: &Condition) -> ConditionShape {
    let about = |field: &str| ConditionShape {
        field: field.to_owned(),
        any_of: None,
        filled: None,
        past: None,
        after: None,
        not_after: None,
        below: None,
    };
    match condition {
        Condition::AnyOf { field, texts } => {
            ConditionShape { any_of: Some(texts.clone()), ..about(field) }
        }
        Condition::Filled { field } => ConditionShape { filled: Some(true), ..about(field) },
        Condition::Empty { field } => ConditionShape { filled: Some(false), ..about(field) },
        Condition::Past { field } => ConditionShape { past: Some(true), ..about(field) },
        Condition::NotPast { field } => ConditionShape { past: Some(false), ..about(field) },
        Condition::After { field, than } => {
            ConditionShape { after: Some(than.clone()), ..about(field) }
        }
        Condition::NotAfter { field, than } => {
            ConditionShape { not_after: Some(than.clone()), ..about(field) }
        }
        Condition::Below { field, than } => {
            ConditionShape { below: Some(than.clone()), ..about(field) }
        }
    }
}

fn statement(statement: &Statement) -> StatementShape {
    StatementShape {
        id: statement.id.clone(),
        kind: statement.kind.code().to_owned(),
        item: statement.item.clone(),
        rule: statement.rule.clone(),
        when: statement.when.code().to_owned(),
        text: statement.text.clone(),
        text_one: statement.text_one.clone(),
        listing: statement.listing.as_ref().map(listing),
    }
}

fn listing(listing: &Listing) -> ListingShape {
    ListingShape {
        rows: listing.rows.iter().map(condition).collect(),
        each: listing.each.clone(),
        tail: listing.tail.clone(),
        days: listing.days.clone().map(|(from, to)| [from, to]),
    }
}
