//! Figures that follow from rows of registers (số liệu lấy từ sổ).

use std::collections::BTreeMap;

use domain::answer::{Answer, PartValue, Rate, RateFigure};
use domain::checklist::{Derived, Part, PartKind, Register, View};
use domain::ratio::Ratio;

use crate::record::Row;

/// Fills in the figures that follow from rows of registers, where nothing was typed over them, at
/// the items that somebody has judged: rows alone do not say that an item was looked at.
pub(crate) fn fill_from_registers(
    view: &View,
    registers: &[Register],
    rows: &[Row],
    answers: &mut BTreeMap<String, Answer>,
) {
    let cells: BTreeMap<&str, Vec<_>> =
        registers.iter().map(|register| (register.id.as_str(), cells_of(register, rows))).collect();
    for item in view.items() {
        let Some(answer) = answers.get_mut(&item.id).filter(|it| it.verdict.is_some()) else {
            continue;
        };
        for part in &item.parts {
            let feed = part.feed.as_ref().map_or("", |feed| feed.register.as_str());
            let register = registers.iter().find(|register| register.id == feed);
            let Some((register, cells)) = register.zip(cells.get(feed)) else { continue };
            if let Some(value) = follows(part, register, cells, view.on) {
                answer.parts.entry(part.name.clone()).or_insert(value);
            }
        }
    }
}

/// What the rows of a register say of `part` on `day`; `None` without rows or rule.
pub(crate) fn derived(
    part: &Part,
    registers: &[Register],
    rows: &[Row],
    day: chrono::NaiveDate,
) -> Option<PartValue> {
    let feed = part.feed.as_ref()?;
    let register = registers.iter().find(|register| register.id == feed.register)?;
    follows(part, register, &cells_of(register, rows), day)
}

/// The cells of the rows of `register`, in order.
pub(crate) fn cells_of(register: &Register, rows: &[Row]) -> Vec<domain::checklist::Row> {
    let own = rows.iter().filter(|row| row.register == register.id);
    own.map(|row| row.cells.clone()).collect()
}

/// What `cells`, the rows of `register`, say of `part` on `day`; of a rate whose counts they do
/// not have, what they quote.
pub(crate) fn follows(
    part: &Part,
    register: &Register,
    cells: &[domain::checklist::Row],
    day: chrono::NaiveDate,
) -> Option<PartValue> {
    let rule = register.rule(part.feed.as_ref()?.rule.as_deref()?)?;
    if part.kind == PartKind::Text {
        return rule.names(cells, day).map(PartValue::Text);
    }
    let quoted = rule.quote(cells);
    let only_quoted = || {
        let rate = Rate::PercentOnly(quoted?);
        let is_rate = matches!(part.kind, PartKind::Rate { .. });
        is_rate.then_some(PartValue::Rate(RateFigure { rate, quoted: None, as_of: None }))
    };
    let Some(derived) = rule.apply(cells, day) else { return only_quoted() };
    match (derived, &part.kind) {
        (Derived { numerator, denominator: Some(denominator) }, PartKind::Rate { .. }) => {
            let rate = Rate::Counts(Ratio::new(numerator, denominator).ok()?);
            Some(PartValue::Rate(RateFigure { rate, quoted, as_of: None }))
        }
        (Derived { numerator, .. }, PartKind::Count { .. }) => Some(PartValue::Count(numerator)),
        (
            Derived { .. },
            PartKind::Rate { .. }
            | PartKind::Date
            | PartKind::Choice { .. }
            | PartKind::Text
            | PartKind::Document,
        ) => None,
    }
}
