//! Codes as people type them: one by one, or from one to another.

use thiserror::Error;

use crate::text::clean;

/// The most codes that may be typed or imported: ten years of a large commune.
pub const CODES_MAX: usize = 500_000;

/// What cannot be read as codes.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum BadCodes {
    /// The two ends differ in more than the number they end in, or have none.
    #[error("`{text}` is no range")]
    NoRange {
        /// What was typed.
        text: String,
    },
    /// The range ends before it begins.
    #[error("`{text}` runs backwards")]
    Backwards {
        /// What was typed.
        text: String,
    },
    /// There are more than [`CODES_MAX`].
    #[error("more than {CODES_MAX} codes")]
    TooMany,
}

/// Reads codes, one a line or parted by semicolons.
///
/// `A…B` (also `A..B`, `A...B` and `A đến B`) stands for every code from A to B, where B may be written in full or as the last digits alone:
/// `000.01.H27-220915-0001…0040`.
///
/// # Errors
///
/// [`BadCodes`] for the first line that cannot be read.
pub fn codes(text: &str) -> Result<Vec<String>, BadCodes> {
    let mut codes = Vec::new();
    for typed in text.split(['\n', ';']).map(clean).filter(|typed| !typed.is_empty()) {
        match ends(&typed) {
            None => codes.push(typed),
            Some((from, to)) => range(&typed, from, to, &mut codes)?,
        }
        if CODES_MAX < codes.len() {
            return Err(BadCodes::TooMany);
        }
    }
    Ok(codes)
}

fn ends(typed: &str) -> Option<(&str, &str)> {
    let parted = ["…", "...", "..", "→", " đến "].iter().find_map(|mark| typed.split_once(mark));
    parted.map(|(from, to)| (from.trim(), to.trim()))
}

fn range(typed: &str, from: &str, to: &str, codes: &mut Vec<String>) -> Result<(), BadCodes> {
    let no_range = || BadCodes::NoRange { text: typed.to_owned() };
    let (stem, first) = number_at_end(from);
    let (other, last) = number_at_end(to);
    // The second end in full, or its last digits alone.
    let in_full = other == stem;
    if first.is_empty() || last.is_empty() || !(in_full || other.is_empty()) {
        return Err(no_range());
    }
    let cut = if in_full { 0 } else { first.len().saturating_sub(last.len()) };
    let (kept, first) =
        (first.get(..cut).unwrap_or_default(), first.get(cut..).unwrap_or_default());
    let number = |digits: &str| digits.parse::<u64>().map_err(|_| no_range());
    let (low, high) = (number(first)?, number(last)?);
    if high < low {
        return Err(BadCodes::Backwards { text: typed.to_owned() });
    }
    let room = u64::try_from(CODES_MAX - codes.len().min(CODES_MAX)).unwrap_or(0);
    if room <= high - low {
        return Err(BadCodes::TooMany);
    }
    let width = first.len();
    codes.extend((low..=high).map(|number| format!("{stem}{kept}{number:0width$}")));
    Ok(())
}

/// The code without the digits at its end, and those digits.
fn number_at_end(code: &str) -> (&str, &str) {
    let stem = code.trim_end_matches(|letter: char| letter.is_ascii_digit());
    (stem, code.get(stem.len()..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(codes(text).unwrap(), expected, "{text}");
    }

    #[test]
    fn a_range_is_every_code_between_its_ends() {
        check("H27-0008…0011", &["H27-0008", "H27-0009", "H27-0010", "H27-0011"]);
        check("H27-0008..H27-0009", &["H27-0008", "H27-0009"]);
        check("H27-0098 đến 101", &["H27-0098", "H27-0099", "H27-0100", "H27-0101"]);
        check("98…101", &["98", "99", "100", "101"]);
    }

    #[test]
    fn single_codes_stand_on_lines_or_between_semicolons() {
        check(" A-1 ;A-2\r\n\r\nA-3", &["A-1", "A-2", "A-3"]);
        check("", &[]);
    }

    #[test]
    fn what_is_no_range_is_named() {
        let no_range = |text: &str| BadCodes::NoRange { text: text.to_owned() };
        for text in ["A-1…B-2", "A…B", "A-1…", "…A-1"] {
            assert_eq!(codes(text), Err(no_range(text)), "{text}");
        }
        let backwards = BadCodes::Backwards { text: "A-9…3".to_owned() };
        assert_eq!(codes("A-9…3"), Err(backwards));
        assert_eq!(codes("A-000000001…999999999"), Err(BadCodes::TooMany));
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_fall_over(text in "\\PC{0,40}(…|\\.\\.|;|\n)?\\PC{0,40}") {
            if let Ok(codes) = codes(&text) {
                prop_assert!(codes.iter().all(|code| !code.trim().is_empty()));
            }
        }

        #[test]
        fn a_range_holds_as_many_as_it_says(from in 0_u32..9000, more in 0_u32..900) {
            let codes = codes(&format!("H27-{from:04}…{:04}", from + more)).unwrap();
            prop_assert_eq!(codes.len(), usize::try_from(more).unwrap() + 1);
            prop_assert_eq!(codes.last().unwrap(), &format!("H27-{:04}", from + more));
        }
    }
}
