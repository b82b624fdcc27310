//! Dates and times the way Vietnamese papers write them.

use chrono::{Datelike as _, NaiveDate, NaiveTime, Timelike as _};

/// Returns `dd/mm/yyyy`, both parts with two digits, for screens and tables.
pub fn short(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// Returns `d/m/yyyy` as legal papers are cited: day always with two digits,
/// month with two only in January and February.
///
/// # Source
///
/// The habit that Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4 makes a rule for
/// the date line: a leading zero for days below 10 and for months 1 and 2.
pub fn cited(date: NaiveDate) -> String {
    format!("{:02}/{}/{}", date.day(), month(date), date.year())
}

/// Returns `ngày dd tháng m năm yyyy`.
///
/// # Source
///
/// Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4: days below 10 and months 1
/// and 2 are written with a leading zero.
pub fn long(date: NaiveDate) -> String {
    format!("ngày {:02} tháng {} năm {}", date.day(), month(date), date.year())
}

/// Returns `hh giờ mm phút`.
pub fn clock(time: NaiveTime) -> String {
    format!("{:02} giờ {:02} phút", time.hour(), time.minute())
}

/// Reads a date in the ways people type it: `5/9/2022`, `05-09-2022`,
/// `5.9.22`, `05092022`, or the ISO form `2022-09-05`.
///
/// Two-digit years are years of this century. `None` when the text is no date
/// of the calendar; nothing is guessed.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(date);
    }
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return from_parts(text.get(0..2)?, text.get(2..4)?, text.get(4..8)?);
    }
    let mut parts = text.split(['/', '-', '.', ' ']);
    let date = from_parts(parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() { None } else { date }
}

fn from_parts(day: &str, month: &str, year: &str) -> Option<NaiveDate> {
    let year = match year.len() {
        2 => 2000 + year.parse::<i32>().ok()?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

fn month(date: NaiveDate) -> String {
    if date.month() < 3 { format!("{:02}", date.month()) } else { date.month().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn small_days_and_the_first_two_months_get_a_zero() {
        assert_eq!(long(day(2022, 2, 5)), "ngày 05 tháng 02 năm 2022");
        assert_eq!(long(day(2022, 9, 15)), "ngày 15 tháng 9 năm 2022");
        assert_eq!(cited(day(2017, 4, 3)), "03/4/2017");
    }

    #[test]
    fn reads_the_ways_people_type_a_date() {
        for text in ["15/9/2022", "15-09-2022", "15.9.22", "15092022", "2022-09-15"] {
            assert_eq!(parse(text), Some(day(2022, 9, 15)), "{text}");
        }
    }

    #[test]
    fn guesses_no_date() {
        for text in ["31/2/2022", "9/2022", "15/9/2022/1", "mai", "15/9/022"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
