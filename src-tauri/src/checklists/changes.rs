//! What changed from one version to another, for the screens to tell in words.

use domain::checklist::{
    AreaChange, AreaChangeKind, Basis, Change, Difference, ItemChange, Part, PartKind, Validity,
};
use domain::unit::UnitKind;
use serde::Serialize;
use specta::Type;

use crate::commands::unpack;
use crate::part_value;

/// Everything that changed.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DifferenceView {
    areas: Vec<AreaChangeView>,
    items: Vec<ItemChangeView>,
    /// Areas in another order.
    orders: Vec<String>,
    /// Whether the areas stand in another order.
    areas_arranged: bool,
    registers: Vec<String>,
    formulas: bool,
}

/// What changed about an area: `added`, `gone`, `titled` or `optional`.
#[derive(Debug, Serialize, Type)]
pub(crate) struct AreaChangeView {
    area: String,
    title: String,
    kind: String,
    before: String,
}

/// What changed about an item.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ItemChangeView {
    item: String,
    area: String,
    title: String,
    changes: Vec<ItemChangeLine>,
}

/// One change of an item. Days are ISO, kinds of units are codes with commas.
#[derive(Debug, Default, Serialize, Type)]
pub(crate) struct ItemChangeLine {
    /// `added`, `gone`, `moved`, `retired`, `days`, `worded`, `kinds`, `basis-added`,
    /// `basis-gone`, `basis-changed`, `bases-arranged`, `part-added`, `part-gone`,
    /// `part-rekinded`, `part-changed`, `parts-arranged`, `registers` or `certain`.
    kind: String,
    /// Which text, for `worded`.
    field: String,
    before: String,
    after: String,
}

/// Shows what changed.
pub(crate) fn difference(difference: &Difference) -> DifferenceView {
    DifferenceView {
        areas: difference.areas.iter().map(area).collect(),
        items: difference.items.iter().map(item).collect(),
        orders: difference.orders.iter().map(|order| order.area.clone()).collect(),
        areas_arranged: !difference.area_order.is_empty(),
        registers: difference.registers.clone(),
        formulas: difference.formulas,
    }
}

fn area(change: &AreaChange) -> AreaChangeView {
    let (kind, before) = match &change.kind {
        AreaChangeKind::Added => ("added", String::new()),
        AreaChangeKind::Gone => ("gone", String::new()),
        AreaChangeKind::Titled { before } => ("titled", before.clone()),
        AreaChangeKind::Optional(_) => ("optional", String::new()),
    };
    let (area, title) = (change.area.clone(), change.title.clone());
    AreaChangeView { area, title, kind: kind.to_owned(), before }
}

fn item(change: &ItemChange) -> ItemChangeView {
    ItemChangeView {
        item: change.item.clone(),
        area: change.area.clone(),
        title: change.title.clone(),
        changes: change.changes.iter().map(line).collect(),
    }
}

fn line(change: &Change) -> ItemChangeLine {
    let told = |kind: &str, before: String, after: String| ItemChangeLine {
        kind: kind.to_owned(),
        field: String::new(),
        before,
        after,
    };
    let none = String::new;
    match change {
        Change::Added => told("added", none(), none()),
        Change::Gone => told("gone", none(), none()),
        Change::Moved { from } => told("moved", from.clone(), none()),
        Change::Days { before, after, reason } => days(*before, *after, reason),
        Change::Worded { field, before, after } => ItemChangeLine {
            field: field.code().to_owned(),
            ..told("worded", before.clone(), after.clone())
        },
        Change::Kinds { before, after } => told("kinds", kinds(before), kinds(after)),
        Change::BasisAdded(basis) => told("basis-added", none(), basis.with_days()),
        Change::BasisGone(basis) => told("basis-gone", basis.with_days(), none()),
        Change::BasisChanged { before, after } => {
            told("basis-changed", cited(before), cited(after))
        }
        Change::BasesArranged => told("bases-arranged", none(), none()),
        Change::PartAdded(part) => told("part-added", none(), named(part)),
        Change::PartGone(part) => told("part-gone", named(part), none()),
        Change::PartRekinded { before, after } => {
            told("part-rekinded", named(before), named(after))
        }
        Change::PartChanged { before, after } => told("part-changed", named(before), named(after)),
        Change::PartsArranged => told("parts-arranged", none(), none()),
        Change::Registers(after) => told("registers", none(), after.join(", ")),
        Change::Certain(true) => told("certain", none(), "yes".to_owned()),
        Change::Certain(false) => told("certain", none(), "no".to_owned()),
    }
}

/// Retired says from which day, other days say both ends.
fn days(before: Validity, after: Validity, reason: &str) -> ItemChangeLine {
    let only_end = before.from == after.from && after.to.is_some();
    let (kind, before, after) = if only_end {
        ("retired", reason.to_owned(), unpack::iso(after.to.and_then(|last| last.succ_opt())))
    } else {
        ("days", before.in_words(), after.in_words())
    };
    ItemChangeLine { kind: kind.to_owned(), field: String::new(), before, after }
}

fn kinds(kinds: &[UnitKind]) -> String {
    kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(",")
}

fn cited(basis: &Basis) -> String {
    if basis.note.is_empty() {
        basis.with_days()
    } else {
        format!("{} [{}]", basis.with_days(), basis.note)
    }
}

fn named(part: &Part) -> String {
    let about = match &part.kind {
        PartKind::Count { unit } => unit.clone(),
        PartKind::Rate { numerator, denominator, .. } => {
            let least = part.least(None).map(part_value::printed);
            let least = least.map(|it| format!("; từ {it}% trở lên")).unwrap_or_default();
            format!("{numerator} / {denominator}{least}")
        }
        PartKind::Choice { options } => options.join(", "),
        PartKind::Date | PartKind::Text | PartKind::Document => String::new(),
    };
    if about.is_empty() { part.label.clone() } else { format!("{} ({about})", part.label) }
}
