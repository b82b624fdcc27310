//! Registers (sổ): one row per thing, and the figures that follow from them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Statement;
use crate::ratio::Percent;
use crate::{date, number};

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
    /// Sentences that follow from the figures.
    pub statements: Vec<Statement>,
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
    /// The field in which the source itself quotes the rate, in per cent.
    pub quoted: Option<String>,
}

/// Something counted over rows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Measure {
    /// The rows that meet every condition; all rows when there is none.
    Rows(Vec<Condition>),
    /// The sum of count fields.
    Sum {
        /// The fields to add up.
        fields: Vec<String>,
        /// Which rows; all without it. Rows of two sources on the same things
        /// must not be added up.
        prefer: Option<Preference>,
    },
    /// The different texts that one field holds in the rows that meet every condition.
    Distinct {
        /// The field; rows without a text in it do not count.
        field: String,
        /// Which rows; all without a condition.
        rows: Vec<Condition>,
    },
}

/// Picks the rows whose field holds the first text of `order` that any row holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Preference {
    /// Which field; an absent one reads as empty.
    pub field: String,
    /// The texts, best first.
    pub order: Vec<String>,
}

/// Something asked of one field of a row; an absent field reads as empty.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Condition {
    /// The field holds one of the texts.
    AnyOf {
        /// Which field.
        field: String,
        /// The accepted texts.
        texts: Vec<String>,
    },
    /// The field holds something.
    Filled {
        /// Which field.
        field: String,
    },
    /// The field holds nothing.
    Empty {
        /// Which field.
        field: String,
    },
    /// The field holds a day before the visit.
    Past {
        /// Which field.
        field: String,
    },
    /// The field holds no day before the visit: a later one, that very day, or none.
    NotPast {
        /// Which field.
        field: String,
    },
    /// The field holds a day after that of another field.
    After {
        /// Which field.
        field: String,
        /// The other one.
        than: String,
    },
    /// The field holds a day no later than that of another field.
    NotAfter {
        /// Which field.
        field: String,
        /// The other one.
        than: String,
    },
    /// The field holds a count below that of another field.
    Below {
        /// Which field.
        field: String,
        /// The other one.
        than: String,
    },
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
    /// Computes the figure as it is on the day of the visit; `None` without rows,
    /// for no rows is not a figure, nor is a sum of nothing but empty cells.
    pub fn apply(&self, rows: &[Row], day: NaiveDate) -> Option<Derived> {
        if rows.is_empty() {
            return None;
        }
        let denominator = match &self.denominator {
            Some(measure) => Some(measure.of(rows, day)?),
            None => None,
        };
        Some(Derived { numerator: self.numerator.of(rows, day)?, denominator })
    }

    /// The rate that the source quotes; `None` where several rows that are added up
    /// would each have one of their own.
    pub fn quote(&self, rows: &[Row]) -> Option<Percent> {
        let field = self.quoted.as_deref()?;
        let prefer = match &self.numerator {
            Measure::Sum { prefer, .. } => prefer.as_ref(),
            Measure::Rows(_) | Measure::Distinct { .. } => None,
        };
        let mut taken = rows.iter().filter(|row| prefer.is_none_or(|it| it.takes(row, rows)));
        let row = taken.next()?;
        if taken.next().is_some() { None } else { Percent::parse(text(row, field)).ok() }
    }

    /// The different texts that the rule counts, joined as a sentence lists them: `Hộ tịch, Đất
    /// đai`; `None` for a rule that counts something else, and where there are none.
    pub fn names(&self, rows: &[Row], day: NaiveDate) -> Option<String> {
        let Measure::Distinct { field, rows: conditions } = &self.numerator else { return None };
        let names = distinct(rows, field, conditions, day);
        let joint = if names.iter().any(|name| name.contains(',')) { "; " } else { ", " };
        (!names.is_empty()).then(|| names.join(joint))
    }
}

impl Measure {
    /// The fields it looks at.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Rows(conditions) => conditions.iter().flat_map(Condition::fields).collect(),
            Self::Sum { fields, prefer } => {
                let preferred = prefer.iter().map(|preference| preference.field.as_str());
                fields.iter().map(String::as_str).chain(preferred).collect()
            }
            Self::Distinct { field, rows } => std::iter::once(field.as_str())
                .chain(rows.iter().flat_map(Condition::fields))
                .collect(),
        }
    }

    fn of(&self, rows: &[Row], day: NaiveDate) -> Option<u32> {
        Some(match self {
            Self::Rows(conditions) => rows
                .iter()
                .filter(|row| conditions.iter().all(|condition| condition.met_by(row, day)))
                .fold(0, |sum, _| u32::saturating_add(sum, 1)),
            Self::Sum { fields, prefer } => rows
                .iter()
                .filter(|row| prefer.as_ref().is_none_or(|preference| preference.takes(row, rows)))
                .flat_map(|row| fields.iter().map(|field| text(row, field)))
                .filter_map(|text| number::parse(text).ok())
                .reduce(u32::saturating_add)?,
            Self::Distinct { field, rows: conditions } => {
                u32::try_from(distinct(rows, field, conditions, day).len()).unwrap_or(u32::MAX)
            }
        })
    }
}

impl Preference {
    fn takes(&self, row: &Row, rows: &[Row]) -> bool {
        let held = |wanted: &&String| rows.iter().any(|row| text(row, &self.field) == *wanted);
        self.order.iter().find(held).is_some_and(|best| text(row, &self.field) == best)
    }
}

impl Condition {
    /// The fields it looks at, the one it is asked of first.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::AnyOf { field, .. }
            | Self::Filled { field }
            | Self::Empty { field }
            | Self::Past { field }
            | Self::NotPast { field } => vec![field],
            Self::After { field, than }
            | Self::NotAfter { field, than }
            | Self::Below { field, than } => vec![field, than],
        }
    }

    /// Whether `row` meets it on the day of the visit. What cannot be read as a
    /// day or a count meets no condition that compares.
    pub fn met_by(&self, row: &Row, day: NaiveDate) -> bool {
        let date = |field: &str| date::parse(text(row, field));
        let count = |field: &str| number::parse(text(row, field)).ok();
        match self {
            Self::AnyOf { field, texts } => texts.iter().any(|wanted| wanted == text(row, field)),
            Self::Filled { field } => !text(row, field).is_empty(),
            Self::Empty { field } => text(row, field).is_empty(),
            Self::Past { field } => date(field).is_some_and(|it| it < day),
            Self::NotPast { field } => date(field).is_none_or(|it| day <= it),
            Self::After { field, than } => {
                matches!((date(field), date(than)), (Some(it), Some(than)) if than < it)
            }
            Self::NotAfter { field, than } => {
                matches!((date(field), date(than)), (Some(it), Some(than)) if it <= than)
            }
            Self::Below { field, than } => {
                matches!((count(field), count(than)), (Some(it), Some(than)) if it < than)
            }
        }
    }
}

/// The different texts of `field`, in the order of the rows.
fn distinct<'a>(
    rows: &'a [Row],
    field: &str,
    conditions: &[Condition],
    day: NaiveDate,
) -> Vec<&'a str> {
    let met = rows.iter().filter(|row| conditions.iter().all(|it| it.met_by(row, day)));
    let mut seen = std::collections::BTreeSet::new();
    let names = met.map(|row| text(row, field));
    names.filter(|name| !name.is_empty() && seen.insert(name.to_lowercase())).collect()
}

fn text<'a>(row: &'a Row, field: &str) -> &'a str {
    row.get(field).map_or("", |text| text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[(&str, &str)]]) -> Vec<Row> {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        rows.iter().map(|row| row.iter().map(owned).collect()).collect()
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 9, 15).unwrap()
    }

    fn rule(numerator: Measure, denominator: Option<Measure>) -> Rule {
        Rule { id: "r".to_owned(), title: String::new(), numerator, denominator, quoted: None }
    }

    #[test]
    fn keys_in_use_are_counted_against_all_rows() {
        let in_use = Condition::AnyOf {
            field: "trang_thai".to_owned(),
            texts: vec!["đang dùng".to_owned()],
        };
        let rule = rule(Measure::Rows(vec![in_use]), Some(Measure::Rows(Vec::new())));
        let keys = rows(&[
            &[("trang_thai", "đang dùng")],
            &[("trang_thai", "chưa dùng")],
            &[("trang_thai", "đang dùng ")],
            &[],
        ]);

        assert_eq!(rule.apply(&keys, day()), Some(Derived { numerator: 2, denominator: Some(4) }));
        assert_eq!(rule.apply(&[], day()), None);
    }

    #[test]
    fn sums_never_mix_two_sources() {
        let prefer = Preference {
            field: "nguon".to_owned(),
            order: ["phần mềm", "báo cáo", ""].map(str::to_owned).to_vec(),
        };
        let sum = Measure::Sum { fields: vec!["nhan".to_owned()], prefer: Some(prefer) };
        let rule = rule(sum, None);
        let reported = rows(&[
            &[("nguon", "báo cáo"), ("nhan", "4.545")],
            &[("nguon", "báo cáo"), ("nhan", "5")],
        ]);
        let mut both = reported.clone();
        both.extend(rows(&[&[("nguon", "phần mềm"), ("nhan", "4540")]]));

        assert_eq!(rule.apply(&reported, day()).map(|it| it.numerator), Some(4550));
        assert_eq!(rule.apply(&both, day()).map(|it| it.numerator), Some(4540));
        assert_eq!(rule.apply(&rows(&[&[("nhan", "7")]]), day()).map(|it| it.numerator), Some(7));
    }

    #[test]
    fn a_sum_of_empty_cells_is_no_figure() {
        let sum = |field: &str| Measure::Sum { fields: vec![field.to_owned()], prefer: None };
        let told = rows(&[&[("xong", "34.336"), ("dung", "")], &[("xong", "4")]]);

        let solved = rule(sum("xong"), None).apply(&told, day());
        assert_eq!(solved, Some(Derived { numerator: 34_340, denominator: None }));
        assert_eq!(rule(sum("dung"), Some(sum("xong"))).apply(&told, day()), None);
        assert_eq!(rule(sum("xong"), Some(sum("dung"))).apply(&told, day()), None);
    }

    #[test]
    fn a_rate_is_quoted_by_one_row_only() {
        let prefer =
            Preference { field: "nguon".to_owned(), order: vec!["phần mềm".to_owned()] };
        let sum = Measure::Sum { fields: vec!["xong".to_owned()], prefer: Some(prefer) };
        let rule = Rule { quoted: Some("ty_le".to_owned()), ..rule(sum, None) };
        let one = rows(&[
            &[("nguon", "phần mềm"), ("ty_le", "99,56")],
            &[("nguon", "báo cáo"), ("ty_le", "99,9")],
        ]);
        let two = rows(&[
            &[("nguon", "phần mềm"), ("ty_le", "99,56")],
            &[("nguon", "phần mềm"), ("ty_le", "98")],
        ]);

        assert_eq!(rule.quote(&one), Percent::parse("99,56").ok());
        assert_eq!(rule.quote(&two), None);
    }

    #[test]
    fn fields_in_which_something_lacks_are_counted_and_named_once() {
        let missing = Condition::AnyOf { field: "co".to_owned(), texts: vec!["no".to_owned()] };
        let measure = Measure::Distinct { field: "linh_vuc".to_owned(), rows: vec![missing] };
        let rule = rule(measure, None);
        let posted = rows(&[
            &[("linh_vuc", "Hộ tịch"), ("co", "no")],
            &[("linh_vuc", "hộ tịch"), ("co", "no")],
            &[("linh_vuc", "Đất đai"), ("co", "no")],
            &[("linh_vuc", "Chứng thực"), ("co", "yes")],
        ]);

        assert_eq!(rule.apply(&posted, day()).map(|it| it.numerator), Some(2));
        assert_eq!(rule.names(&posted, day()).as_deref(), Some("Hộ tịch, Đất đai"));
        assert_eq!(rule.names(&posted[3..], day()), None);
    }

    #[test]
    fn an_absent_field_is_empty() {
        let field = || "so_xin_loi".to_owned();
        let count = |condition| Some(Measure::Rows(vec![condition]));
        let rule = rule(
            Measure::Rows(vec![Condition::Filled { field: field() }]),
            count(Condition::Empty { field: field() }),
        );
        let late = rows(&[&[("so_xin_loi", "12/XL")], &[("so_xin_loi", " ")], &[]]);

        assert_eq!(rule.apply(&late, day()), Some(Derived { numerator: 1, denominator: Some(2) }));
    }

    #[test]
    fn days_and_counts_are_compared_where_they_can_be_read() {
        let sent = rows(&[
            &[("han", "2022-09-14"), ("ngay_gui", "2022-09-14")],
            &[("han", "2022-09-14"), ("ngay_gui", "2022-09-16")],
            &[("han", "2022-09-15")],
            &[("han", "giữa tháng"), ("ngay_gui", "2022-09-16")],
        ]);
        let field = |name: &str| name.to_owned();
        let count =
            |condition: Condition| sent.iter().filter(|row| condition.met_by(row, day())).count();
        let (gui, han) = (|| field("ngay_gui"), || field("han"));

        assert_eq!(count(Condition::Past { field: han() }), 2);
        assert_eq!(count(Condition::After { field: gui(), than: han() }), 1);
        assert_eq!(count(Condition::NotAfter { field: gui(), than: han() }), 1);
        let usable = rows(&[&[("dung", "2"), ("co", "3")], &[("dung", "3"), ("co", "3")], &[]]);
        let below = Condition::Below { field: field("dung"), than: field("co") };
        assert_eq!(usable.iter().filter(|row| below.met_by(row, day())).count(), 1);
    }
}
