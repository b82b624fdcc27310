//! Moments as Vietnam reads them, seven hours east of Greenwich all year round.

const SECONDS_EAST: u64 = 7 * 3600;
const DAY: u64 = 86_400;

/// `08:00:00 ngày 15/09/2022`, of milliseconds since 1970 (UTC).
pub(crate) fn told(ms: u64) -> String {
    let seconds = (ms / 1000).saturating_add(SECONDS_EAST);
    let (hour, minute, second) = (seconds % DAY / 3600, seconds % 3600 / 60, seconds % 60);
    let (year, month, day) = date(seconds / DAY);
    format!("{hour:02}:{minute:02}:{second:02} ngày {day:02}/{month:02}/{year}")
}

/// The day of the Gregorian calendar, by days since 1970.
///
/// Years are counted from March, so that a leap day is the last of its year; 400 years repeat.
const fn date(days: u64) -> (u64, u64, u64) {
    const DAYS_BEFORE: u64 = 719_468;
    const DAYS_IN_400_YEARS: u64 = 146_097;
    let days = days.saturating_add(DAYS_BEFORE);
    let (era, day) = (days / DAYS_IN_400_YEARS, days % DAYS_IN_400_YEARS);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + later, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_a_calendar() {
        for (ms, expected) in [
            (0, "07:00:00 ngày 01/01/1970"),
            (1_663_203_600_000, "08:00:00 ngày 15/09/2022"),
            (951_782_399_000, "06:59:59 ngày 29/02/2000"),
            (1_709_225_999_999, "23:59:59 ngày 29/02/2024"),
            (1_709_226_000_000, "00:00:00 ngày 01/03/2024"),
        ] {
            assert_eq!(told(ms), expected);
        }
        assert!(!told(u64::MAX).is_empty());
    }
}
