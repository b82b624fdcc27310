//! Cells of a register: what was typed or pasted, read as the column wants it.
//!
//! What cannot be read is kept as it was typed and marked, never dropped: a
//! list that was pasted from elsewhere is worth more with its mistakes in it.

use super::{Field, FieldKind, Register, Row};
use crate::text::{clean, fold};
use crate::{date, number};

/// The spelling of yes in the record.
pub const YES: &str = "yes";
/// The spelling of no in the record.
pub const NO: &str = "no";

/// A cell after reading.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CellRead {
    /// The text to keep: a date in its ISO form, a count as digits, an option
    /// in its own spelling, `yes` or `no`; else what was typed, in NFC.
    pub text: String,
    /// Why it is not what the column holds.
    pub fault: Option<CellFault>,
}

/// Why a text is not what its column holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CellFault {
    /// The column holds days.
    NotADate,
    /// The column holds whole numbers.
    NotACount,
    /// The column holds one of its options.
    NotAnOption,
    /// The column holds yes or no.
    NotYesNo,
}

impl CellFault {
    /// The word used on the border of the window.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotADate => "date",
            Self::NotACount => "count",
            Self::NotAnOption => "choice",
            Self::NotYesNo => "yes_no",
        }
    }
}

impl FieldKind {
    /// Reads `typed` as this kind of column holds it. An empty text is right in
    /// every column.
    pub fn read(&self, typed: &str) -> CellRead {
        let text = clean(typed);
        if text.is_empty() {
            return CellRead { text, fault: None };
        }
        let (read, fault) = match self {
            Self::Text => return CellRead { text, fault: None },
            Self::Date => (date::parse(&text).map(|day| day.to_string()), CellFault::NotADate),
            Self::Count => {
                (number::parse(&text).ok().map(|count| count.to_string()), CellFault::NotACount)
            }
            Self::Choice(options) => (option(options, &text), CellFault::NotAnOption),
            Self::YesNo => (yes_no(&text), CellFault::NotYesNo),
        };
        match read {
            Some(text) => CellRead { text, fault: None },
            None => CellRead { text, fault: Some(fault) },
        }
    }
}

impl Register {
    /// The columns of `row` that hold what they should not, in the order of the
    /// columns.
    pub fn faults<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a Field, CellFault)> {
        self.fields.iter().filter_map(|field| {
            let text = row.get(&field.name)?;
            Some((field, field.kind.read(text).fault?))
        })
    }
}

/// The option that `text` means: letter by letter, or else the only one that
/// reads alike without marks, capitals and points.
fn option(options: &[String], text: &str) -> Option<String> {
    if options.iter().any(|option| option == text) {
        return Some(text.to_owned());
    }
    let wanted = plain(text);
    let mut alike = options.iter().filter(|option| plain(option) == wanted);
    let found = alike.next()?;
    if alike.next().is_some() { None } else { Some(found.clone()) }
}

fn plain(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn yes_no(text: &str) -> Option<String> {
    let said = match plain(text).as_str() {
        "yes" | "co" | "c" | "1" | "x" | "dung" | "true" => YES,
        "no" | "khong" | "k" | "2" | "0" | "sai" | "false" => NO,
        _ if matches!(text, "✓" | "✔" | "☑") => YES,
        _ => return None,
    };
    Some(said.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(kind: &FieldKind, typed: &str, expected: &str, fault: Option<CellFault>) {
        assert_eq!(kind.read(typed), CellRead { text: expected.to_owned(), fault }, "{typed}");
    }

    fn states() -> FieldKind {
        let options = ["đang dùng", "chưa dùng", "hỏng, mất", "dung"];
        FieldKind::Choice(options.map(str::to_owned).to_vec())
    }

    #[test]
    fn a_date_is_kept_in_one_spelling_however_it_was_typed() {
        for typed in ["5/9/2022", "05-09-2022", "2022-09-05", " 5.9.22 "] {
            check(&FieldKind::Date, typed, "2022-09-05", None);
        }
        check(&FieldKind::Date, "đầu tháng 9", "đầu tháng 9", Some(CellFault::NotADate));
    }

    #[test]
    fn a_count_is_kept_as_digits() {
        check(&FieldKind::Count, "4.545", "4545", None);
        check(&FieldKind::Count, "4,5", "4,5", Some(CellFault::NotACount));
    }

    #[test]
    fn an_option_is_found_without_marks_and_nothing_else_is_guessed() {
        check(&states(), "ĐANG DÙNG", "đang dùng", None);
        check(&states(), "hong mat", "hỏng, mất", None);
        check(&states(), "đã thu", "đã thu", Some(CellFault::NotAnOption));
        let twins = FieldKind::Choice(["có", "cò"].map(str::to_owned).to_vec());
        check(&twins, "co", "co", Some(CellFault::NotAnOption));
        check(&twins, "cò", "cò", None);
    }

    #[test]
    fn yes_and_no_are_read_as_people_write_them() {
        for typed in ["Có", "x", "1", "đúng", "✓"] {
            check(&FieldKind::YesNo, typed, YES, None);
        }
        for typed in ["Không", "0", "2", "sai"] {
            check(&FieldKind::YesNo, typed, NO, None);
        }
        check(&FieldKind::YesNo, "chưa rõ", "chưa rõ", Some(CellFault::NotYesNo));
    }

    #[test]
    fn an_empty_cell_is_right_everywhere() {
        for kind in [FieldKind::Date, FieldKind::Count, states(), FieldKind::YesNo] {
            check(&kind, "  ", "", None);
        }
    }

    proptest! {
        #[test]
        fn reading_twice_is_reading_once(typed in "\\PC{0,12}") {
            for kind in [FieldKind::Text, FieldKind::Date, FieldKind::Count, states(), FieldKind::YesNo] {
                let once = kind.read(&typed);
                prop_assert_eq!(&kind.read(&once.text), &once);
            }
        }
    }
}
