//! What the language can say, and what it refuses.

use std::sync::Arc;

use proptest::prelude::*;

use crate::{Call, Evaluator, Facts, Formula, FormulaError, Known, Unknown, Verdict};

/// One commune: 4 files overdue of 4.545 solved, 4 of 9 keys in use.
#[derive(Debug)]
struct Commune;

impl Facts for Commune {
    fn count(&self, item: &str, _: &str) -> Option<u32> {
        (item == "MC-13").then_some(4)
    }
    fn rate(&self, item: &str, _: &str) -> Option<(u32, u32)> {
        match item {
            "MC-12" => Some((4541, 4545)),
            "CN-01" => Some((4, 9)),
            _ => None,
        }
    }
    fn has_figure(&self, item: &str, part: &str) -> bool {
        self.count(item, part).is_some() || self.rate(item, part).is_some()
    }
    fn verdict(&self, item: &str) -> Option<Verdict> {
        match item {
            "MC-13" => Some(Verdict::NotMet),
            "MC-23" => Some(Verdict::NotApplicable),
            _ => None,
        }
    }
    fn rows(&self, register: &str, cell: Option<(&str, &str)>) -> u32 {
        match (register, cell) {
            ("chia_khoa", Some(("trang_thai", "đang dùng"))) => 4,
            ("chia_khoa", None) => 9,
            _ => 0,
        }
    }
    fn area(&self, _: &str) -> (u32, u32) {
        (20, 24)
    }
    fn reaches(&self, item: &str, part: &str, percent: &str) -> Option<bool> {
        let (part, whole) = self.rate(item, part)?;
        let percent: u32 = percent.parse().ok()?;
        Some(percent * whole <= part * 100)
    }
    fn reaches_threshold(&self, _: &str, _: &str) -> Option<bool> {
        None
    }
}

fn result(text: &str) -> Result<Known, Unknown> {
    let facts: Arc<dyn Facts> = Arc::new(Commune);
    Evaluator::new(&facts).result(&Formula::parse(text).unwrap())
}

#[track_caller]
fn gives(text: &str, expected: Known) {
    assert_eq!(result(text), Ok(expected), "{text}");
}

#[test]
fn figures_add_up_and_compare() {
    gives("so('MC-13') > 0 and not co('MC-14')", Known::Flag(true));
    gives("tu('CN-01') + 2 * so('MC-13') - 1", Known::Number(11));
    gives("mau('CN-01') - tu('CN-01')", Known::Number(5));
    gives("100 * tu('CN-01') >= 60 * mau('CN-01')", Known::Flag(false));
    gives("it_nhat('MC-12', '95') and not it_nhat('CN-01', '', '60')", Known::Flag(true));
    gives(
        "dong('chia_khoa', 'trang_thai', 'đang dùng') == 4 and dong(\"chia_khoa\") == 9",
        Known::Flag(true),
    );
    gives("muc_dat('MC') if muc_tinh('MC') > 0 else 0", Known::Number(20));
    gives(
        "chua_dat('MC-13') and khong_ap_dung('MC-23') and not da_kiem('MC-01')",
        Known::Flag(true),
    );
}

#[test]
fn what_is_not_known_makes_the_result_unknown() {
    assert_eq!(result("so('MC-99') + 1"), Err(Unknown::Missing("MC-99".to_owned())));
    assert_eq!(result("dat_nguong('MC-12')"), Err(Unknown::Missing("MC-12".to_owned())));
    gives("co('MC-99') and so('MC-99') > 3", Known::Flag(false));
}

#[test]
fn a_formula_names_what_it_needs() {
    let formula = Formula::parse("tu('CN-01') + so('CN-06', 'chung_thu')").unwrap();
    let call = |function, arguments: &[&str]| Call {
        function,
        arguments: arguments.iter().map(|&it| it.to_owned()).collect(),
    };
    assert_eq!(formula.calls(), [call("tu", &["CN-01"]), call("so", &["CN-06", "chung_thu"])]);
}

#[track_caller]
fn refuses(text: &str, what: &str, at: usize) {
    assert_eq!(
        Formula::parse(text),
        Err(FormulaError::Unknown { what: what.to_owned(), at }),
        "{text}"
    );
}

#[test]
fn nothing_inexact_endless_or_foreign_passes() {
    refuses("tu('CN-01') / mau('CN-01')", "/", 13);
    refuses("1.5 + 1", "1.5", 1);
    refuses("9999999999999", "9999999999999", 1);
    refuses("2 ** 9", "**", 3);
    refuses("'a' * 100000000", "'", 1);
    refuses("range(5)", "range", 1);
    refuses("so('MC-13')|string", "|", 12);
    refuses("so('MC-13').x", ".", 12);
    refuses("[1]", "[", 1);
    let arguments = |text| {
        assert!(matches!(Formula::parse(text), Err(FormulaError::Arguments { .. })), "{text}");
    };
    arguments("so('a' * 1000000)");
    arguments("so(so('MC-13'))");
    arguments("so()");
    arguments("so('a', 'b', 'c')");
    assert!(matches!(Formula::parse("so('MC-13') +"), Err(FormulaError::Shape { .. })));
    assert!(matches!(Formula::parse(""), Err(FormulaError::Shape { .. })));
    assert_eq!(Formula::parse(&"1".repeat(501)), Err(FormulaError::TooLong));
}

#[test]
fn a_number_beyond_all_counts_is_no_result() {
    let product = ["999999999999"; 12].join(" * ");
    assert!(matches!(result(&product), Err(Unknown::Senseless(_))));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[a-z'()+*<>=0-9 .,/-]{0,60}") {
        // What passes can be worked out in few steps: it gives a result or says why not.
        if let Ok(formula) = Formula::parse(&text) {
            let facts: Arc<dyn Facts> = Arc::new(Commune);
            let senseless = match Evaluator::new(&facts).result(&formula) {
                Err(Unknown::Senseless(why)) => why,
                Ok(_) | Err(Unknown::Missing(_)) => String::new(),
            };
            prop_assert!(!senseless.contains("fuel"), "{senseless}");
        }
    }

    #[test]
    fn sums_of_counts_are_exact(a in 0_u32.., b in 0_u32..) {
        prop_assert_eq!(result(&format!("{a} + {b}")), Ok(Known::Number(i128::from(a) + i128::from(b))));
    }
}
