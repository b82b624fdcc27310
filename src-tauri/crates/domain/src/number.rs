//! Counts the way Vietnamese papers write them, in digits and in words.

use thiserror::Error;

/// Text that should have been a count, but is not.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum BadCount {
    /// There is no number in the text.
    #[error("not a whole number")]
    NotANumber,
    /// The number is larger than any count kept here.
    #[error("larger than 4294967295")]
    TooLarge,
}

/// Returns `count` with a point before each group of three digits: `4.545`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index != 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// Returns `count` as running text of an official paper has it: numbers below
/// ten with a leading zero (`04`), larger ones grouped.
pub fn in_text(count: u64) -> String {
    if count < 10 { format!("{count:02}") } else { grouped(count) }
}

/// Returns `count` as it stands where it is read out: digits, then words: `03 (ba)`.
pub fn read_out(count: u64) -> String {
    format!("{} ({})", in_text(count), words(count))
}

/// Reads a count as people type it: `4545`, `4.545`, `4 545`.
///
/// # Errors
///
/// [`BadCount::NotANumber`] for anything but digits with well-placed group
/// marks, [`BadCount::TooLarge`] beyond 4.294.967.295.
pub fn parse(text: &str) -> Result<u32, BadCount> {
    let text: String = text.trim().replace(['\u{a0}', '\u{202f}', ' '], ".");
    let groups: Vec<&str> = text.split('.').collect();
    let well_grouped = groups.iter().skip(1).all(|group| group.len() == 3)
        && (groups.len() == 1
            || groups.first().is_some_and(|first| (1..=3).contains(&first.len())));
    let digits = groups.concat();
    if !well_grouped || digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(BadCount::NotANumber);
    }
    digits.parse().map_err(|_| BadCount::TooLarge)
}

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// Returns `count` in words: 4545 is “bốn nghìn năm trăm bốn mươi lăm”.
///
/// Zeros inside are read as the north reads them on papers: “linh”, “nghìn”.
pub fn words(count: u64) -> String {
    if count == 0 {
        return "không".to_owned();
    }
    let mut groups = Vec::new();
    let mut rest = count;
    while rest != 0 {
        groups.push(rest % 1000);
        rest /= 1000;
    }
    let mut out: Vec<String> = Vec::new();
    for (index, group) in groups.iter().enumerate().rev() {
        if *group != 0 {
            out.push(three_digits(*group, !out.is_empty()));
            let scale = scale_name(index);
            if !scale.is_empty() {
                out.push(scale);
            }
        }
    }
    out.join(" ")
}

/// Returns the ordinal of `count` in words: first is “nhất”, fourth “tư”, the others as counted.
pub fn ordinal(count: u64) -> String {
    match count {
        1 => "nhất".to_owned(),
        4 => "tư".to_owned(),
        _ => words(count),
    }
}

fn scale_name(index: usize) -> String {
    let small = ["", "nghìn", "triệu"].get(index % 3).copied().unwrap_or_default();
    let billions = vec!["tỷ"; index / 3].join(" ");
    [small, billions.as_str()]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn three_digits(group: u64, inside: bool) -> String {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let mut out = Vec::new();
    if inside || hundreds != 0 {
        out.push(digit(hundreds));
        out.push("trăm");
    }
    match tens {
        0 if ones != 0 && !out.is_empty() => out.push("linh"),
        0 => {}
        1 => out.push("mười"),
        _ => {
            out.push(digit(tens));
            out.push("mươi");
        }
    }
    match (tens, ones) {
        (_, 0) => {}
        (2..=9, 1) => out.push("mốt"),
        (1..=9, 5) => out.push("lăm"),
        _ => out.push(digit(ones)),
    }
    out.join(" ")
}

fn digit(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|index| DIGITS.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_by_points() {
        assert_eq!(grouped(34_336), "34.336");
        assert_eq!(grouped(999), "999");
        assert_eq!(in_text(4), "04");
        assert_eq!(in_text(4545), "4.545");
    }

    #[test]
    fn reads_what_it_writes() {
        for count in [0, 4, 99, 100, 4545, 21_405, 1_000_001, u32::MAX] {
            assert_eq!(parse(&grouped(u64::from(count))), Ok(count));
            assert_eq!(parse(&count.to_string()), Ok(count));
        }
    }

    #[test]
    fn does_not_guess_at_a_decimal_point() {
        for text in ["4.5", "4,545", "45.45", ".545", "12a", "", "-3"] {
            assert_eq!(parse(text), Err(BadCount::NotANumber), "{text}");
        }
        assert_eq!(parse("99999999999"), Err(BadCount::TooLarge));
    }

    #[test]
    fn the_first_and_the_fourth_have_words_of_their_own() {
        assert_eq!([1, 2, 4, 14].map(ordinal), ["nhất", "hai", "tư", "mười bốn"]);
    }

    #[test]
    fn reads_counts_aloud() {
        for (count, expected) in [
            (0, "không"),
            (15, "mười lăm"),
            (21, "hai mươi mốt"),
            (105, "một trăm linh năm"),
            (4545, "bốn nghìn năm trăm bốn mươi lăm"),
            (21_405, "hai mươi mốt nghìn bốn trăm linh năm"),
            (1_000_001, "một triệu không trăm linh một"),
            (2_000_000_000, "hai tỷ"),
        ] {
            assert_eq!(words(count), expected);
        }
    }
}
