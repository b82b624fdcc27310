//! What was found in a drawn file, and how many of all files it speaks for.

use chrono::NaiveDate;

use crate::interval::{Interval, Sampled};

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
    /// Whether it was in time, as somebody said where the days do not tell.
    pub in_time: Option<bool>,
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

    /// Whether the result was, or on `day` still can be, handed over in time: by its days, else as
    /// somebody said. A file without a day of return that is not due yet is in time; one that is
    /// due may have been returned unnoted, so nothing is known of it.
    pub fn is_on_time(&self, day: NaiveDate) -> Option<bool> {
        if let (Some(due), Some(returned)) = (self.due, self.returned) {
            return Some(returned <= due);
        }
        let not_due = self.due.is_some_and(|due| day <= due).then_some(true);
        self.in_time.or(not_due)
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

/// The drawn files of one stratum, or of the whole population, with how each stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Group {
    /// The stratum; empty for the whole population.
    pub stratum: String,
    /// How many files it has, drawn or not.
    pub of: u32,
    /// How each drawn file stands.
    pub standings: Vec<Standing>,
}

/// What the drawn files of one stratum say.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StratumRate {
    /// The stratum.
    pub stratum: String,
    /// How many files it has.
    pub of: u32,
    /// How many of the drawn ones are faulty.
    pub faulty: u32,
    /// How many are judged.
    pub judged: u32,
    /// How many are not judged yet.
    pub open: u32,
    /// How many files of this stratum may be faulty, at 95 % for it alone; `None` while none is
    /// judged.
    pub interval: Option<Interval>,
}

/// How many files of a sample are faulty, and how many of all may be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ErrorRate {
    /// How many are faulty.
    pub faulty: u32,
    /// How many are judged.
    pub judged: u32,
    /// How many are not judged yet. While there are any, figures are provisional.
    pub open: u32,
    /// How many of the whole population may be faulty: for files drawn at random, once any is
    /// judged. Those not judged yet count either way, see [`Interval::joint`].
    pub interval: Option<Interval>,
    /// The strata one by one; empty for files that were drawn from the whole, or chosen by hand.
    pub strata: Vec<StratumRate>,
}

impl ErrorRate {
    /// Counts faults over files that a member chose: they speak for themselves only.
    pub fn by_hand(standings: &[Standing]) -> Self {
        let Sampled { found, open, drawn, .. } = sampled(standings, 0);
        Self { faulty: found, judged: drawn - open, open, interval: None, strata: Vec::new() }
    }

    /// Counts faults over files drawn at random, stratum by stratum, which lets them speak for all.
    pub fn drawn(groups: &[Group]) -> Self {
        let all: Vec<Sampled> =
            groups.iter().map(|group| sampled(&group.standings, group.of)).collect();
        let sum = |of: fn(&Sampled) -> u32| all.iter().map(of).sum::<u32>();
        let judged = sum(|one| one.drawn - one.open);
        let strata = groups.iter().zip(&all).map(|(group, one)| StratumRate {
            stratum: group.stratum.clone(),
            of: group.of,
            faulty: one.found,
            judged: one.drawn - one.open,
            open: one.open,
            interval: known(std::slice::from_ref(one)),
        });
        Self {
            faulty: sum(|one| one.found),
            judged,
            open: sum(|one| one.open),
            interval: known(&all),
            strata: if groups.len() < 2 { Vec::new() } else { strata.collect() },
        }
    }
}

/// The interval of what is known; `None` while nothing is judged.
fn known(all: &[Sampled]) -> Option<Interval> {
    all.iter().any(|one| one.open < one.drawn).then(|| Interval::joint(all).ok())?
}

fn sampled(standings: &[Standing], population: u32) -> Sampled {
    let count = |wanted: Standing| {
        u32::try_from(standings.iter().filter(|it| **it == wanted).count()).unwrap_or(u32::MAX)
    };
    let (found, open) = (count(Standing::Faulty), count(Standing::Open));
    Sampled { found, open, drawn: found + open + count(Standing::Sound), population }
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
        assert_eq!(on_time(Some(day(15)), None), Some(true));
        assert_eq!(on_time(None, Some(day(11))), None);
    }

    #[test]
    fn a_due_file_without_a_day_of_return_is_not_late_until_somebody_says_so() {
        let due = Checked { due: Some(day(14)), ..Checked::default() };
        assert_eq!(due.is_on_time(day(15)), None);
        assert_eq!(due.standing(Criterion::OnTime, day(15)), Standing::Open);
        assert_eq!(due.standing(Criterion::Apology, day(15)), Standing::Open);
        let late = Checked { in_time: Some(false), ..due };
        assert_eq!(late.standing(Criterion::OnTime, day(15)), Standing::Faulty);
        let dated = Checked { returned: Some(day(14)), ..late };
        assert_eq!(dated.is_on_time(day(15)), Some(true));
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
    fn files_chosen_by_hand_speak_for_themselves_only() {
        let rate = ErrorRate::by_hand(&[Standing::Faulty, Standing::Sound, Standing::Open]);
        assert_eq!((rate.faulty, rate.judged, rate.open), (1, 2, 1));
        assert_eq!(rate.interval, None);
    }

    fn group(stratum: &str, of: u32, standings: &[Standing]) -> Group {
        Group { stratum: stratum.to_owned(), of, standings: standings.to_vec() }
    }

    fn ends(interval: Option<Interval>) -> Option<(u32, u32)> {
        interval.map(|it| (it.low(), it.high()))
    }

    #[test]
    fn a_running_interval_holds_whatever_the_open_files_turn_out_to_be() {
        let open = ErrorRate::drawn(&[group("", 4545, &[Standing::Open; 20])]);
        assert_eq!(open.interval, None);
        let mut standings = [Standing::Sound; 20];
        let done = ErrorRate::drawn(&[group("", 4545, &standings)]);
        assert_eq!(ends(done.interval), Some((0, 763)));
        standings[19] = Standing::Open;
        let running = ErrorRate::drawn(&[group("", 4545, &standings)]);
        assert_eq!(ends(running.interval), Some((0, 1128)));
        assert_eq!((running.judged, running.open), (19, 1));
    }

    #[test]
    fn strata_are_told_one_by_one_and_together() {
        let (sound, faulty) = (Standing::Sound, Standing::Faulty);
        let rate = ErrorRate::drawn(&[
            group("Hộ tịch", 3, &[faulty, sound, sound]),
            group("Đất đai", 40, &[sound, sound]),
        ]);
        assert_eq!((rate.faulty, rate.judged), (1, 5));
        assert_eq!(ends(rate.strata[0].interval), Some((1, 1)));
        // The first stratum is known, so the doubt of the second is that of the whole.
        let second = ends(rate.strata[1].interval).unwrap();
        assert_eq!(ends(rate.interval), Some((second.0 + 1, second.1 + 1)));
    }
}
