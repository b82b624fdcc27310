//! What was found in a drawn file, and how many of all files it speaks for.

use chrono::NaiveDate;

use crate::interval::Interval;

/// What is looked at in every drawn file.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Criterion {
    /// Phiếu kiểm soát ghi đủ.
    Slip,
    /// Giấy khớp phần mềm.
    Software,
    /// Đúng, đủ thành phần.
    Components,
    /// Đã kiểm tra, đối chiếu, xác minh.
    Verified,
    /// Đúng hạn.
    OnTime,
    /// Xin lỗi bằng văn bản có số, ngày khi quá hạn.
    Apology,
}

impl Criterion {
    /// Every criterion, in the order of the sheet.
    pub const ALL: [Self; 6] =
        [Self::Slip, Self::Software, Self::Components, Self::Verified, Self::OnTime, Self::Apology];
}

/// How a file stands by one criterion, or by all.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Nothing is wrong, or the criterion does not apply.
    Sound,
    /// Something is wrong.
    Faulty,
    /// Not everything is known yet.
    Open,
}

/// What was written down about one drawn file; `None` is not yet looked at.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Checked {
    /// The control slip part by part: giver, receiver, hour and day, signatures, result, remarks.
    pub slip_parts: [Option<bool>; 6],
    /// Whether the slip is complete, where somebody judged it as a whole.
    pub slip: Option<bool>,
    /// Whether paper and software say the same.
    pub software: Option<bool>,
    /// Whether the components are the published ones, none missing and none too many.
    pub components: Option<bool>,
    /// Whether the papers were compared and verified.
    pub verified: Option<bool>,
    /// The day on which the result was due.
    pub due: Option<NaiveDate>,
    /// The day on which the result was handed over.
    pub returned: Option<NaiveDate>,
    /// Whether there is a letter of apology.
    pub apology: Option<bool>,
    /// Whether the letter's number and date are written down.
    pub apology_is_cited: bool,
}

impl Checked {
    /// Whether the slip is complete: by its parts where any part was looked at, else as judged.
    pub fn slip_is_complete(&self) -> Option<bool> {
        if self.slip_parts.iter().all(Option::is_none) {
            return self.slip;
        }
        if self.slip_parts.contains(&Some(false)) {
            return Some(false);
        }
        self.slip_parts.iter().all(Option::is_some).then_some(true)
    }

    /// Whether the result was, or on `day` still can be, handed over in time. A file that is not
    /// handed over and not due yet is in time.
    pub fn is_on_time(&self, day: NaiveDate) -> Option<bool> {
        self.due.map(|due| self.returned.unwrap_or(day) <= due)
    }

    /// How the file stands by `criterion` on the `day` of the visit.
    pub fn standing(&self, criterion: Criterion, day: NaiveDate) -> Standing {
        match criterion {
            Criterion::Slip => by(self.slip_is_complete()),
            Criterion::Software => by(self.software),
            Criterion::Components => by(self.components),
            Criterion::Verified => by(self.verified),
            Criterion::OnTime => by(self.is_on_time(day)),
            Criterion::Apology => match (self.is_on_time(day), self.apology) {
                (Some(true), _) => Standing::Sound,
                (Some(false), Some(true)) if self.apology_is_cited => Standing::Sound,
                (Some(false), Some(false)) => Standing::Faulty,
                (Some(false), Some(true) | None) | (None, _) => Standing::Open,
            },
        }
    }

    /// How the file stands by all criteria: one fault is enough.
    pub fn whole(&self, day: NaiveDate) -> Standing {
        let standings = Criterion::ALL.map(|criterion| self.standing(criterion, day));
        if standings.contains(&Standing::Faulty) {
            Standing::Faulty
        } else if standings.contains(&Standing::Open) {
            Standing::Open
        } else {
            Standing::Sound
        }
    }
}

fn by(answer: Option<bool>) -> Standing {
    match answer {
        Some(true) => Standing::Sound,
        Some(false) => Standing::Faulty,
        None => Standing::Open,
    }
}

/// How many files of a sample are faulty, and how many of all may be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ErrorRate {
    /// How many are faulty.
    pub faulty: u32,
    /// How many are judged.
    pub judged: u32,
    /// How many are not judged yet. While there are any, figures are provisional.
    pub open: u32,
    /// How many of the whole population may be faulty: for files drawn at random, once all of
    /// them are judged.
    pub interval: Option<Interval>,
}

/// Counts faults over `standings`; with the size of the `population` when the files were drawn
/// from it at random, which alone lets a sample speak for all.
pub fn error_rate(
    standings: impl IntoIterator<Item = Standing>,
    population: Option<u32>,
) -> ErrorRate {
    let (mut faulty, mut judged, mut open) = (0, 0, 0);
    for standing in standings {
        match standing {
            Standing::Faulty => (faulty, judged) = (faulty + 1, judged + 1),
            Standing::Sound => judged += 1,
            Standing::Open => open += 1,
        }
    }
    // Faults are seen before a file is known to be sound: a sample speaks for others only when it
    // is checked to the end.
    let interval = population
        .filter(|_| open == 0)
        .and_then(|all| Interval::exact_95(faulty, judged, all).ok());
    ErrorRate { faulty, judged, open, interval }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 9, day).unwrap()
    }

    #[test]
    fn a_slip_is_as_complete_as_its_parts() {
        let slip = |parts, whole| {
            Checked { slip_parts: parts, slip: whole, ..Checked::default() }.slip_is_complete()
        };
        assert_eq!(slip([Some(true); 6], None), Some(true));
        let mut parts = [Some(true); 6];
        parts[3] = None;
        assert_eq!(slip(parts, Some(true)), None);
        parts[3] = Some(false);
        parts[4] = None;
        assert_eq!(slip(parts, Some(true)), Some(false));
        assert_eq!(slip([None; 6], Some(true)), Some(true));
    }

    #[test]
    fn on_time_follows_from_the_days() {
        let on_time =
            |due, returned| Checked { due, returned, ..Checked::default() }.is_on_time(day(15));
        assert_eq!(on_time(Some(day(10)), Some(day(10))), Some(true));
        assert_eq!(on_time(Some(day(10)), Some(day(11))), Some(false));
        assert_eq!(on_time(Some(day(14)), None), Some(false));
        assert_eq!(on_time(Some(day(15)), None), Some(true));
        assert_eq!(on_time(None, Some(day(11))), None);
    }

    #[test]
    fn an_apology_is_asked_for_late_files_only_and_with_number_and_date() {
        let late = Checked { due: Some(day(1)), returned: Some(day(2)), ..Checked::default() };
        let standing = |checked: &Checked| checked.standing(Criterion::Apology, day(15));
        let in_time = Checked { returned: Some(day(1)), ..late.clone() };
        assert_eq!(standing(&in_time), Standing::Sound);
        assert_eq!(standing(&late), Standing::Open);
        assert_eq!(standing(&Checked { apology: Some(false), ..late.clone() }), Standing::Faulty);
        let named = Checked { apology: Some(true), ..late };
        assert_eq!(standing(&named), Standing::Open);
        assert_eq!(standing(&Checked { apology_is_cited: true, ..named }), Standing::Sound);
    }

    #[test]
    fn one_fault_makes_a_file_faulty_before_all_is_known() {
        let checked = Checked { software: Some(false), ..Checked::default() };
        assert_eq!(checked.whole(day(15)), Standing::Faulty);
        assert_eq!(Checked::default().whole(day(15)), Standing::Open);
    }

    #[test]
    fn files_chosen_by_hand_or_half_checked_speak_for_themselves_only() {
        let standings = || [Standing::Faulty, Standing::Sound, Standing::Open];
        let by_hand = error_rate(standings(), None);
        assert_eq!((by_hand.faulty, by_hand.judged, by_hand.open), (1, 2, 1));
        assert_eq!(by_hand.interval, None);
        let drawn = error_rate([Standing::Sound; 20], Some(4545)).interval.unwrap();
        assert_eq!((drawn.low(), drawn.high()), (0, 763));
        assert_eq!(error_rate(standings(), Some(4545)).interval, None);
    }
}
