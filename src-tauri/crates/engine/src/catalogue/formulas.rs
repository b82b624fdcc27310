//! What the formulas of a checklist must keep: they can be read, and everything they name exists.

use domain::checklist::{Checklist, PartKind, Warning};
use formula::{Call, Formula};

use super::convert::Desk;
use super::problem::Flaw;
use super::rules::{filled, unique};

/// Notes every formula in `checklist` that cannot be worked out.
pub(super) fn check(desk: &mut Desk<'_>, checklist: &Checklist) {
    let id = checklist.id.as_str();
    unique(desk, id, "indicator", checklist.indicators.iter().map(|it| it.id.as_str()));
    unique(desk, id, "condition", checklist.conditions.iter().map(|it| it.item.as_str()));
    for indicator in &checklist.indicators {
        let id = indicator.id.as_str();
        filled(desk, id, &[("title", &indicator.title)]);
        one(desk, checklist, (id, "numerator"), &indicator.numerator);
        if let Some(denominator) = &indicator.denominator {
            one(desk, checklist, (id, "denominator"), denominator);
        }
        warnings(desk, checklist, id, &indicator.warnings);
    }
    for condition in &checklist.conditions {
        let id = condition.item.as_str();
        if checklist.item(id).is_none() {
            let flaw = Flaw::Dangling { kind: "item", name: id.to_owned() };
            desk.note(id, "condition", flaw);
        }
        if let Some(show_if) = &condition.show_if {
            one(desk, checklist, (id, "show_if"), show_if);
        }
        warnings(desk, checklist, id, &condition.warnings);
    }
}

fn warnings(desk: &mut Desk<'_>, checklist: &Checklist, id: &str, warnings: &[Warning]) {
    for warning in warnings {
        filled(desk, id, &[("warning.text", &warning.text)]);
        one(desk, checklist, (id, "warning.when"), &warning.when);
    }
}

fn one(desk: &mut Desk<'_>, checklist: &Checklist, (id, field): (&str, &str), text: &str) {
    match Formula::parse(text) {
        Err(error) => desk.note(id, field, Flaw::Formula(error)),
        Ok(formula) => {
            for (kind, name) in formula.calls().iter().filter_map(|call| dangling(checklist, call))
            {
                desk.note(id, field, Flaw::Dangling { kind, name });
            }
        }
    }
}

/// What `call` names and the checklist does not have.
fn dangling(checklist: &Checklist, call: &Call) -> Option<(&'static str, String)> {
    let argument = |index: usize| call.arguments.get(index).map_or("", String::as_str);
    let (thing, second) = (argument(0), argument(1));
    let missing = |kind, name: &str| Some((kind, name.to_owned()));
    match call.function {
        // Without an area, all of them are meant.
        "muc_dat" | "muc_tinh" => {
            let known = thing.is_empty() || checklist.areas.iter().any(|area| area.id == thing);
            if known { None } else { missing("area", thing) }
        }
        "dong" => match checklist.register(thing) {
            None => missing("register", thing),
            Some(register) if second.is_empty() || register.field(second).is_some() => None,
            Some(_) => missing("field", second),
        },
        function => {
            let Some(item) = checklist.item(thing) else { return missing("item", thing) };
            // `it_nhat(item, percent)` has no part.
            let part = if function == "it_nhat" && call.arguments.len() == 2 { "" } else { second };
            let rate = matches!(function, "tu" | "mau" | "it_nhat" | "dat_nguong");
            let found = match (part, function) {
                ("", "so") => item.count_part().is_some(),
                ("", _) if rate => item.rate_part().is_some(),
                ("", _) => true,
                (name, _) => item.part(name).is_some_and(|part| match part.kind {
                    PartKind::Rate { .. } => function != "so",
                    PartKind::Count { .. } => !rate,
                    PartKind::Date
                    | PartKind::Choice { .. }
                    | PartKind::Text
                    | PartKind::Document => function == "co",
                }),
            };
            if found { None } else { missing("part", &format!("{thing} {part}")) }
        }
    }
}
