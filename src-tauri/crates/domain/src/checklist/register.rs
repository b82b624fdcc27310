//! Registers (sổ): one row per thing, and the figures that follow from them.

use std::collections::BTreeMap;

/// A row as it is compared here: the field's name and its text. A yes-no field
/// holds `yes` or `no`, a count its digits, a date its ISO form.
pub type Row = BTreeMap<String, String>;

/// A register.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Register {
    /// The id in files: `chia_khoa`.
    pub id: String,
    /// What the screen calls it.
    pub title: String,
    /// The columns, in order.
    pub fields: Vec<Field>,
    /// Figures that follow from the rows.
    pub rules: Vec<Rule>,
}

/// A column of a register.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Field {
    /// The name in files: `trang_thai`.
    pub name: String,
    /// What the screen calls it.
    pub label: String,
    /// What is entered.
    pub kind: FieldKind,
    /// Whether it is personal data (a name, a dossier code): kept under a key
    /// of its own, which a lawful erasure destroys.
    pub personal: bool,
}

/// What is entered in a column.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FieldKind {
    /// Words.
    Text,
    /// A day.
    Date,
    /// One of the options.
    Choice(Vec<String>),
    /// Yes or no.
    YesNo,
    /// A count.
    Count,
}

impl FieldKind {
    /// The word used in files.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Choice(_) => "choice",
            Self::YesNo => "yes_no",
            Self::Count => "count",
        }
    }
}

/// How a figure follows from the rows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rule {
    /// The id, unique within the register.
    pub id: String,
    /// What it computes, in words.
    pub title: String,
    /// The count itself, or the part above the line.
    pub numerator: Measure,
    /// The part below the line; absent for a plain count.
    pub denominator: Option<Measure>,
}

/// Something counted over rows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Measure {
    /// The rows that meet every condition; all rows when there is none.
    Rows(Vec<Condition>),
    /// The sum of count fields over all rows.
    Sum(Vec<String>),
}

/// A row meets it when the field holds one of the values.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Condition {
    /// Which field.
    pub field: String,
    /// The accepted texts.
    pub any_of: Vec<String>,
}

/// What a rule makes of the rows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Derived {
    /// The count, or the part above the line.
    pub numerator: u32,
    /// The part below the line, for a rate.
    pub denominator: Option<u32>,
}

impl Register {
    /// The column called `name`.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The rule `id`.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

impl Rule {
    /// Computes the figure; `None` without rows, for no rows is not a figure.
    pub fn apply(&self, rows: &[Row]) -> Option<Derived> {
        if rows.is_empty() {
            return None;
        }
        let denominator = self.denominator.as_ref().map(|measure| measure.of(rows));
        Some(Derived { numerator: self.numerator.of(rows), denominator })
    }
}

impl Measure {
    /// The fields it looks at.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        let (conditions, sums) = match self {
            Self::Rows(conditions) => (conditions.as_slice(), [].as_slice()),
            Self::Sum(fields) => ([].as_slice(), fields.as_slice()),
        };
        conditions.iter().map(|it| it.field.as_str()).chain(sums.iter().map(String::as_str))
    }

    fn of(&self, rows: &[Row]) -> u32 {
        match self {
            Self::Rows(conditions) => rows
                .iter()
                .filter(|row| conditions.iter().all(|condition| condition.met_by(row)))
                .fold(0, |sum, _| u32::saturating_add(sum, 1)),
            Self::Sum(fields) => rows
                .iter()
                .flat_map(|row| fields.iter().filter_map(|field| row.get(field)))
                .filter_map(|text| crate::number::parse(text).ok())
                .fold(0, u32::saturating_add),
        }
    }
}

impl Condition {
    fn met_by(&self, row: &Row) -> bool {
        row.get(&self.field).is_some_and(|text| self.any_of.contains(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(state: &str, count: &str) -> Row {
        [("trang_thai", state), ("nhan", count)]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into()
    }

    #[test]
    fn keys_in_use_are_counted_against_all_rows() {
        let in_use =
            Condition { field: "trang_thai".to_owned(), any_of: vec!["đang dùng".to_owned()] };
        let rule = Rule {
            id: "dang_dung".to_owned(),
            title: String::new(),
            numerator: Measure::Rows(vec![in_use]),
            denominator: Some(Measure::Rows(Vec::new())),
        };
        let rows = [row("đang dùng", ""), row("chưa dùng", ""), row("đang dùng", "")];

        assert_eq!(rule.apply(&rows), Some(Derived { numerator: 2, denominator: Some(3) }));
        assert_eq!(rule.apply(&[]), None);
    }

    #[test]
    fn sums_read_counts_as_people_type_them() {
        let rule = Rule {
            id: "nhan".to_owned(),
            title: String::new(),
            numerator: Measure::Sum(vec!["nhan".to_owned()]),
            denominator: None,
        };
        let derived = rule.apply(&[row("", "4.545"), row("", "5"), row("", "không")]);

        assert_eq!(derived, Some(Derived { numerator: 4550, denominator: None }));
    }
}
