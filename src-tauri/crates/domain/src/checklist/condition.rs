//! What follows from figures: indicators, items that are asked only sometimes, warnings.
//!
//! Formulas stay texts here; the language they are written in is not part of the nouns.

/// A derived figure (chỉ số): one count, or a rate of two.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Indicator {
    /// The id, unique within the checklist.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Formula of the count, or of the part above the line.
    pub numerator: String,
    /// Formula of the part below the line; absent for a plain count.
    pub denominator: Option<String>,
    /// The unit of a plain count: `hồ sơ`.
    pub unit: String,
    /// When to point it out.
    pub warnings: Vec<Warning>,
}

/// Something pointed out while a condition holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Warning {
    /// Formula that gives yes or no; nothing is pointed out while it is unknown.
    pub when: String,
    /// What is pointed out.
    pub text: String,
}

/// What figures say about one item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ItemCondition {
    /// The item.
    pub item: String,
    /// Formula that gives yes or no: the item is asked while it holds or is unknown. Absent: always.
    pub show_if: Option<String>,
    /// What to point out at the item.
    pub warnings: Vec<Warning>,
}
