//! What the sentences of a register must keep.

use domain::checklist::wording::{self, PLACEHOLDERS};
use domain::checklist::{
    COUNTED, Checklist, DAYS, Listing, Measure, Register, Statement, brackets_pair_up,
};

use super::convert::Desk;
use super::problem::Flaw;
use super::rules::{is_name, measure, unique};

/// Notes every statement of `register` that names what is not there or leaves a place open.
pub(super) fn check(
    desk: &mut Desk<'_>,
    checklist: &Checklist,
    register: &Register,
    words: &[String],
) {
    let ids = register.statements.iter().map(|statement| statement.id.as_str());
    unique(desk, &register.id, "statement", ids);
    for statement in &register.statements {
        if !is_name(&statement.id, '_') {
            desk.note(&register.id, "statement", Flaw::BadName(statement.id.clone()));
        }
        bearings(desk, checklist, register, statement);
        for text in [&statement.text, &statement.text_one] {
            self::text(desk, register, statement, (text, words));
        }
        if statement.text.trim().is_empty() {
            desk.note(&register.id, &statement.id, Flaw::Empty);
        }
        if let Some(listing) = &statement.listing {
            self::listing(desk, register, &statement.id, listing);
        }
    }
}

/// The item and the rule that a statement rests on.
fn bearings(
    desk: &mut Desk<'_>,
    checklist: &Checklist,
    register: &Register,
    statement: &Statement,
) {
    let users = checklist.users_of(&register.id);
    if !users.iter().any(|item| item.id == statement.item) {
        let flaw = Flaw::Dangling { kind: "item", name: statement.item.clone() };
        desk.note(&register.id, &statement.id, flaw);
    }
    match register.rule(&statement.rule) {
        None => {
            let flaw = Flaw::Dangling { kind: "rule", name: statement.rule.clone() };
            desk.note(&register.id, &statement.id, flaw);
        }
        Some(rule) if rule.denominator.is_some() != statement.when.of_a_rate() => {
            desk.note(&register.id, &statement.id, Flaw::WrongFeed(rule.id.clone()));
        }
        Some(_) => {}
    }
}

fn text(
    desk: &mut Desk<'_>,
    register: &Register,
    statement: &Statement,
    (text, words): (&str, &[String]),
) {
    let (id, at) = (register.id.as_str(), statement.id.as_str());
    if !brackets_pair_up(text) {
        desk.note(id, at, Flaw::BadTemplate);
    }
    let Ok(names) = wording::placeholders(text) else {
        return desk.note(id, at, Flaw::BadTemplate);
    };
    for name in names {
        let listed = name != "ten" || statement.listing.is_some();
        let known = COUNTED.contains(&name) && listed
            || PLACEHOLDERS.contains(&name)
            || register.rule(name).is_some_and(|rule| rule.denominator.is_none())
            || words.iter().any(|word| word == name);
        if !known {
            desk.note(id, at, Flaw::UnknownPlaceholder(name.to_owned()));
        }
    }
}

fn listing(desk: &mut Desk<'_>, register: &Register, at: &str, listing: &Listing) {
    let id = register.id.as_str();
    // The conditions name fields as those of a rule do.
    measure(desk, register, at, &Measure::Rows(listing.rows.clone()));
    let days = listing.days.iter().flat_map(|(from, to)| [from, to]);
    for name in days.filter(|name| register.field(name).is_none()) {
        desk.note(id, at, Flaw::Dangling { kind: "field", name: name.clone() });
    }
    for template in [&listing.each, &listing.tail] {
        let names = wording::placeholders(template);
        if names.is_err() || !brackets_pair_up(template) {
            desk.note(id, at, Flaw::BadTemplate);
        }
        for name in names.unwrap_or_default() {
            let days = name == DAYS && listing.days.is_some();
            if !days && register.field(name).is_none() {
                desk.note(id, at, Flaw::UnknownPlaceholder(name.to_owned()));
            }
        }
    }
}

#[cfg(test)]
#[path = "statements_tests.rs"]
mod tests;
