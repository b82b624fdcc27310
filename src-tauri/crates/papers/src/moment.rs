//! Moments as PDF and XMP spell them.

use crate::error::PaperError;

/// A moment with its distance from UTC, as a PDF date spells it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Timestamp {
    /// Year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
    /// Minutes east of UTC; 420 in Việt Nam.
    pub offset_minutes: i16,
}

impl Timestamp {
    /// Refuses what no calendar has. Leap years count; leap seconds do not.
    pub(crate) fn check(&self) -> Result<(), PaperError> {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let is_day = (1..=9999).contains(&self.year)
            && (1..=12).contains(&self.month)
            && (1..=days).contains(&self.day);
        let is_time = self.hour < 24 && self.minute < 60 && self.second < 60;
        if is_day && is_time && self.offset_minutes.unsigned_abs() < 24 * 60 {
            Ok(())
        } else {
            Err(PaperError::BadTimestamp(self.iso()))
        }
    }

    /// Such as `D:20220915103000+07'00'` (ISO 32000-1, 7.9.4).
    pub(crate) fn pdf(&self) -> String {
        let (sign, hours, minutes) = self.offset();
        format!(
            "D:{:04}{:02}{:02}{:02}{:02}{:02}{sign}{hours:02}'{minutes:02}'",
            self.year, self.month, self.day, self.hour, self.minute, self.second
        )
    }

    /// Such as `2022-09-15T10:30:00+07:00`.
    pub(crate) fn iso(&self) -> String {
        let (sign, hours, minutes) = self.offset();
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{hours:02}:{minutes:02}",
            self.year, self.month, self.day, self.hour, self.minute, self.second
        )
    }

    const fn offset(&self) -> (char, u16, u16) {
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let minutes = self.offset_minutes.unsigned_abs();
        (sign, minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOMENT: Timestamp = Timestamp {
        year: 2022,
        month: 9,
        day: 15,
        hour: 10,
        minute: 30,
        second: 0,
        offset_minutes: 420,
    };

    #[test]
    fn moments_are_spelled_for_pdf_and_for_xmp() {
        assert_eq!(MOMENT.pdf(), "D:20220915103000+07'00'");
        assert_eq!(MOMENT.iso(), "2022-09-15T10:30:00+07:00");
        assert!(Timestamp { offset_minutes: -210, ..MOMENT }.pdf().ends_with("-03'30'"));
    }

    #[test]
    fn refuses_days_that_no_calendar_has() {
        assert!(MOMENT.check().is_ok());
        assert!(Timestamp { year: 2024, month: 2, day: 29, ..MOMENT }.check().is_ok());
        assert!(Timestamp { year: 2023, month: 2, day: 29, ..MOMENT }.check().is_err());
        assert!(Timestamp { month: 13, ..MOMENT }.check().is_err());
        assert!(Timestamp { hour: 24, ..MOMENT }.check().is_err());
    }
}
