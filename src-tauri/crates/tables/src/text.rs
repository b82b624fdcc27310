//! A cell as people see it: NFC text, days in ISO form, whole numbers without a point.

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Returns `text` in NFC, line ends as `\n`, outer white space removed.
pub(crate) fn clean(text: &str) -> String {
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        if text.contains(['\r', '\u{a0}']) { tidy(text) } else { text.to_owned() }
    } else {
        tidy(&text.nfc().collect::<String>())
    }
}

fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{a0}', " ")
}

/// A number the way a Vietnamese sheet shows it: `4545`, `0,25`.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    // Excel keeps fifteen digits; what lies beyond is noise of the binary form.
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    format!("{rounded}").replace('.', ",")
}

/// A day with an hour where there is one: `2022-09-15`, `2022-09-15 08:30`.
pub(crate) fn moment(parts: (u16, u8, u8, u8, u8)) -> String {
    let (year, month, day, hour, minute) = parts;
    if (hour, minute) == (0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
    }
}

/// A moment in ISO form (`2022-09-15T00:00:00`) in the form of [`moment`].
pub(crate) fn iso(text: &str) -> String {
    let text = text.trim();
    let (day, hour) = text.split_once('T').unwrap_or((text, ""));
    let hour = hour.get(..5).unwrap_or_default();
    if hour.is_empty() || hour == "00:00" { day.to_owned() } else { format!("{day} {hour}") }
}

/// An hour from the part of a day: `08:30`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a range that fits"
)]
pub(crate) fn duration(days: f64) -> String {
    let minutes = (days.clamp(0.0, 100_000.0) * 24.0 * 60.0).round() as u64;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Days since the start of the sheet's calendar as a [`moment`]; hours alone below one day.
pub(crate) fn serial(value: f64, since_1904: bool) -> String {
    if (0.0..1.0).contains(&value) {
        return duration(value);
    }
    let kind = calamine::ExcelDateTimeType::DateTime;
    let (year, month, day, hour, minute, ..) =
        calamine::ExcelDateTime::new(value, kind, since_1904).to_ymd_hms_milli();
    moment((year, month, day, hour, minute))
}

/// A label in the form in which headings are compared: lower case, no marks, `đ` as `d`, and
/// everything but letters and digits as one space.
pub fn fold(label: &str) -> String {
    let mut folded = String::with_capacity(label.len());
    let letters = label
        .nfd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter))
        .flat_map(char::to_lowercase);
    for letter in letters {
        let letter = if letter == 'đ' { 'd' } else { letter };
        if letter.is_alphanumeric() {
            folded.push(letter);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The name Excel gives the column `index`, counted from 0: `A`, `Z`, `AA`.
pub fn letters(index: u32) -> String {
    let mut name = Vec::new();
    let mut rest = index;
    loop {
        name.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        let Some(next) = (rest / 26).checked_sub(1) else { break };
        rest = next;
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_the_sheet_shows_them() {
        assert_eq!(number(4545.0), "4545");
        assert_eq!(number(0.1 + 0.2), "0,3");
        assert_eq!(number(2.001_009), "2,001009");
        assert_eq!(number(f64::NAN), "");
    }

    #[test]
    fn days_are_iso_and_hours_stay_hours() {
        assert_eq!(serial(44_819.0, false), "2022-09-15");
        assert_eq!(serial(44_819.354_166_666_7, false), "2022-09-15 08:30");
        assert_eq!(serial(0.354_166_666_7, false), "08:30");
        assert_eq!(iso("2022-09-15T00:00:00"), "2022-09-15");
    }

    #[test]
    fn columns_are_named_as_excel_names_them() {
        let names = [0, 25, 26, 701, 702, 16_383].map(letters);
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn labels_are_compared_without_marks_and_signs() {
        assert_eq!(fold(" Mã TTHC (*)\n"), "ma tthc");
        assert_eq!(fold("Đủ bộ phận?"), "du bo phan");
        assert_eq!(fold("Tie\u{302}\u{301}ng"), "tieng");
    }
}
