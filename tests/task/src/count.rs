//! How many tests passed and failed, read from what the test programs say.

use std::ops::AddAssign;

/// A count of checks and tests.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Tally {
    /// A check that counts as one.
    pub(crate) const fn one(passed: bool) -> Self {
        if passed { Self { passed: 1, failed: 0 } } else { Self { passed: 0, failed: 1 } }
    }

    /// These tests, as counted by a program that ended well or not. A program
    /// that failed without a failed test did not compile or fell over; a
    /// program that ran nothing proved nothing.
    pub(crate) const fn of_program(self, ended_well: bool) -> Self {
        if self.failed == 0 && (!ended_well || self.passed == 0) {
            return Self { passed: self.passed, failed: 1 };
        }
        self
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed = self.passed.saturating_add(other.passed);
        self.failed = self.failed.saturating_add(other.failed);
    }
}

/// Reads a line such as `test result: ok. 12 passed; 0 failed; …`.
pub(crate) fn rust(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut tally = Tally::default();
    for part in counts.split(';') {
        let mut words = part.split_whitespace();
        match (words.next().map(str::parse), words.next()) {
            (Some(Ok(count)), Some("passed")) => tally.passed = count,
            (Some(Ok(count)), Some("failed")) => tally.failed = count,
            _ => {}
        }
    }
    Some(tally)
}

/// Reads the report that Vitest writes.
pub(crate) fn vitest(report: &str) -> Tally {
    Tally { passed: number(report, "numPassedTests"), failed: number(report, "numFailedTests") }
}

/// Reads the report that Playwright writes. A test that passed at the second
/// try is a failed one.
pub(crate) fn playwright(report: &str) -> Tally {
    let stats = report.rfind("\"stats\"").and_then(|at| report.get(at..)).unwrap_or_default();
    let failed = number(stats, "unexpected").saturating_add(number(stats, "flaky"));
    Tally { passed: number(stats, "expected"), failed }
}

/// The number behind the first `"key":` of a JSON text, or 0.
fn number(text: &str, key: &str) -> u32 {
    let key = format!("\"{key}\":");
    let Some((_, rest)) = text.split_once(&key) else { return 0 };
    let rest = rest.trim_start();
    let end = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end).and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Tally, playwright, rust, vitest};

    #[test]
    fn reads_what_cargo_says() {
        let line = "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 3 filtered out";
        assert_eq!(rust(line), Some(Tally { passed: 2, failed: 1 }));
        assert_eq!(rust("test store::tests::opens ... ok"), None);
    }

    #[test]
    fn reads_what_vitest_says() {
        let report = r#"{"numTotalTests":5,"numPassedTests":4,"numFailedTests":1}"#;
        assert_eq!(vitest(report), Tally { passed: 4, failed: 1 });
    }

    #[test]
    fn reads_what_playwright_says() {
        let report = r#"{"suites": [], "stats": {"expected": 3, "skipped": 0, "unexpected": 1, "flaky": 1}}"#;
        assert_eq!(playwright(report), Tally { passed: 3, failed: 2 });
    }

    #[test]
    fn a_program_that_fell_over_counts_as_a_failure() {
        let none = Tally::default();
        assert_eq!(none.of_program(false), Tally::one(false));
        assert_eq!(none.of_program(true), Tally::one(false));
        let some = Tally { passed: 3, failed: 0 };
        assert_eq!(some.of_program(true), some);
        assert_eq!(some.of_program(false), Tally { passed: 3, failed: 1 });
    }
}
