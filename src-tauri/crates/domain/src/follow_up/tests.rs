//! Promises of counting days and of states.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU16;

use chrono::{Datelike as _, Days, NaiveDate};
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// 2026 as it was announced, in short: Tết, one swapped pair, a compensating day.
fn of_2026() -> WorkYear {
    let off = [
        "2026-01-01",
        "2026-01-02",
        "2026-02-16",
        "2026-02-17",
        "2026-02-18",
        "2026-02-19",
        "2026-02-20",
        "2026-04-26",
        "2026-04-27",
        "2026-04-30",
        "2026-05-01",
        "2026-08-31",
        "2026-09-01",
        "2026-09-02",
        "2026-11-24",
    ];
    let off: BTreeMap<NaiveDate, String> =
        off.into_iter().map(|it| (day(it), "nghỉ".to_owned())).collect();
    let worked = BTreeSet::from([day("2026-01-10"), day("2026-08-22")]);
    WorkYear::new(2026, off, worked, "thử".to_owned()).unwrap()
}

fn calendar() -> WorkCalendar {
    WorkCalendar::new([of_2026()])
}

#[track_caller]
fn check(delivered: &str, days: u16, counting: Counting, last: &str) {
    let days = NonZeroU16::new(days).unwrap();
    let counted = last_day(day(delivered), days, counting, &calendar());
    assert_eq!(counted, Ok(day(last)), "{delivered} + {days} {counting:?}");
}

#[test]
fn the_day_after_delivery_is_day_one() {
    check("2026-03-02", 1, Counting::Calendar, "2026-03-03");
    check("2026-03-02", 15, Counting::Calendar, "2026-03-17");
    check("2026-03-02", 5, Counting::Working, "2026-03-09");
}

#[test]
fn a_last_day_off_moves_to_the_next_day_worked() {
    // Saturday, Sunday, and Giỗ Tổ with its compensating Monday.
    check("2026-03-04", 10, Counting::Calendar, "2026-03-16");
    check("2026-04-15", 10, Counting::Calendar, "2026-04-28");
    // Tết: Saturday 14/02 to Sunday 22/02.
    check("2026-02-09", 5, Counting::Calendar, "2026-02-23");
}

#[test]
fn a_swapped_saturday_is_worked_and_its_weekday_is_off() {
    check("2026-01-08", 2, Counting::Calendar, "2026-01-10");
    check("2026-01-08", 2, Counting::Working, "2026-01-10");
    check("2026-08-28", 1, Counting::Working, "2026-09-03");
}

#[test]
fn a_year_nobody_announced_gives_no_day() {
    let days = NonZeroU16::new(30).unwrap();
    for counting in [Counting::Calendar, Counting::Working] {
        let counted = last_day(day("2026-12-15"), days, counting, &calendar());
        assert_eq!(counted, Err(NoCalendar { year: 2027 }));
    }
}

#[test]
fn a_year_that_cannot_be_is_refused() {
    let off = |text| BTreeMap::from([(day(text), String::new())]);
    let new = |off, worked: &[&str]| {
        WorkYear::new(2026, off, worked.iter().map(|it| day(it)).collect(), String::new()).map(drop)
    };
    assert_eq!(new(BTreeMap::new(), &[]), Err(BadWorkYear::Empty));
    assert_eq!(new(off("2027-01-01"), &[]), Err(BadWorkYear::OtherYear(day("2027-01-01"))));
    assert_eq!(new(off("2026-08-22"), &["2026-08-22"]), Err(BadWorkYear::Both(day("2026-08-22"))));
    assert_eq!(
        new(off("2026-01-01"), &["2026-08-21"]),
        Err(BadWorkYear::Weekday(day("2026-08-21")))
    );
}

fn recorded() -> Recorded {
    let term = Term {
        days: NonZeroU16::new(15).unwrap(),
        counting: Counting::Calendar,
        start: Start::Notice,
    };
    Recorded {
        fixed: Some(day("2026-12-31")),
        term: Some(term),
        delivered: Some(day("2026-03-02")),
        ..Recorded::default()
    }
}

fn state_on(recorded: &Recorded, today: &str) -> (State, Option<i64>) {
    let standing = standing(recorded, &calendar(), day(today));
    (standing.state, standing.days_left)
}

#[test]
fn a_demand_goes_from_open_to_overdue() {
    let recorded = recorded();
    assert_eq!(state_on(&recorded, "2026-03-09"), (State::Open, Some(8)));
    assert_eq!(state_on(&recorded, "2026-03-10"), (State::DueSoon, Some(7)));
    assert_eq!(state_on(&recorded, "2026-03-17"), (State::DueSoon, Some(0)));
    assert_eq!(state_on(&recorded, "2026-03-18"), (State::Overdue, Some(-1)));
}

#[test]
fn a_term_that_has_not_begun_is_not_overdue_whatever_the_minutes_say() {
    let recorded = Recorded { delivered: None, ..recorded() };
    let standing = standing(&recorded, &calendar(), day("2027-06-01"));
    assert_eq!((standing.state, standing.due), (State::Open, Due::Undelivered));
}

#[test]
fn an_extension_goes_before_the_term() {
    let recorded = Recorded { extended: Some(day("2026-04-01")), ..recorded() };
    assert_eq!(state_on(&recorded, "2026-04-01"), (State::DueSoon, Some(0)));
    assert_eq!(state_on(&recorded, "2026-04-02"), (State::Overdue, Some(-1)));
}

#[test]
fn a_report_waits_until_the_delegation_looks() {
    let mut recorded = Recorded { reported: vec![day("2026-03-20")], ..recorded() };
    let told = standing(&recorded, &calendar(), day("2026-04-20"));
    assert_eq!((told.state, told.reported_late), (State::Reported, Some(3)));

    recorded.verified = Some((day("2026-03-20"), Outcome::Partly));
    let told = standing(&recorded, &calendar(), day("2026-04-20"));
    assert_eq!((told.state, told.partly), (State::Overdue, true));

    recorded.extended = Some(day("2026-06-30"));
    assert_eq!(state_on(&recorded, "2026-04-20").0, State::Partly);

    recorded.reported.push(day("2026-04-18"));
    assert_eq!(state_on(&recorded, "2026-04-20").0, State::Reported);

    recorded.verified = Some((day("2026-04-19"), Outcome::Fixed));
    assert_eq!(state_on(&recorded, "2026-12-20"), (State::Closed, None));
}

#[test]
fn a_demand_that_a_later_visit_took_up_is_followed_there() {
    let carried = Recorded { carried: true, ..recorded() };
    assert_eq!(state_on(&carried, "2026-12-01"), (State::Carried, None));
    let fixed = Some((day("2026-12-01"), Outcome::Fixed));
    assert_eq!(state_on(&Recorded { verified: fixed, ..carried }, "2026-12-01").0, State::Closed);
}

#[test]
fn words_in_files_are_found_again() {
    for state in State::ALL {
        assert_eq!(State::from_code(state.code()), Some(state));
    }
    for outcome in Outcome::ALL {
        assert_eq!(Outcome::from_code(outcome.code()), Some(outcome));
    }
    assert_eq!(Counting::from_code("weeks"), None);
    assert_eq!(Start::from_code("minutes"), Some(Start::Minutes));
}

#[test]
fn counts_add_up() {
    let counts = Counts::of([State::Open, State::Closed, State::Closed, State::Overdue]);
    assert_eq!((counts.open, counts.closed, counts.overdue, counts.all()), (1, 2, 1, 4));
}

/// The last day by the plainest reading of the law: walk day by day and count.
fn walked(delivered: NaiveDate, days: u16, counting: Counting) -> NaiveDate {
    let calendar = calendar();
    let (mut at, mut counted) = (delivered, 0);
    loop {
        at = at.checked_add_days(Days::new(1)).unwrap();
        let worked = calendar.is_worked(at).unwrap();
        counted += u16::from(counting == Counting::Calendar || worked);
        if days <= counted && worked {
            return at;
        }
    }
}

fn days_of_2026() -> impl Strategy<Value = NaiveDate> {
    (1_u32..=240).prop_map(|ordinal| NaiveDate::from_yo_opt(2026, ordinal).unwrap())
}

fn countings() -> impl Strategy<Value = Counting> {
    prop_oneof![Just(Counting::Calendar), Just(Counting::Working)]
}

proptest! {
    #[test]
    fn the_last_day_is_what_counting_on_fingers_gives(
        delivered in days_of_2026(), days in 1_u16..60, counting in countings(),
    ) {
        let last = last_day(delivered, NonZeroU16::new(days).unwrap(), counting, &calendar());
        prop_assert_eq!(last, Ok(walked(delivered, days, counting)));
        let last = last.unwrap();
        prop_assert!(delivered < last);
        prop_assert!(calendar().is_worked(last).unwrap());
        prop_assert_eq!(last.year(), 2026);
    }

    #[test]
    fn more_days_never_end_sooner_and_working_days_never_sooner_than_calendar_days(
        delivered in days_of_2026(), days in 1_u16..59,
    ) {
        let last = |days, counting| {
            last_day(delivered, NonZeroU16::new(days).unwrap(), counting, &calendar()).unwrap()
        };
        for counting in [Counting::Calendar, Counting::Working] {
            prop_assert!(last(days, counting) <= last(days + 1, counting));
        }
        prop_assert!(last(days, Counting::Calendar) <= last(days, Counting::Working));
    }

    #[test]
    fn a_state_says_what_the_days_say(
        delivered in days_of_2026(),
        days in 1_u16..60,
        today in 1_u32..=365,
        reported in proptest::option::of(1_u32..=365),
        verified in proptest::option::of((1_u32..=365, 0_usize..3)),
    ) {
        let of = |ordinal| NaiveDate::from_yo_opt(2026, ordinal).unwrap();
        let verified = verified.map(|(on, at)| (of(on), Outcome::ALL[at]));
        let reported: Vec<NaiveDate> = reported.map(of).into_iter().collect();
        let recorded = Recorded {
            delivered: Some(delivered),
            term: Some(Term {
                days: NonZeroU16::new(days).unwrap(),
                counting: Counting::Calendar,
                start: Start::Minutes,
            }),
            reported: reported.clone(),
            verified,
            ..Recorded::default()
        };
        let told = standing(&recorded, &calendar(), of(today));
        let Due::On(last) = told.due else { panic!("{:?}", told.due) };
        let closed = matches!(verified, Some((_, Outcome::Fixed)));
        let waits = !closed
            && reported.iter().any(|came| verified.is_none_or(|(looked, _)| looked < *came));
        prop_assert_eq!(told.state == State::Closed, closed);
        prop_assert_eq!(told.state == State::Reported, waits);
        prop_assert_eq!(told.state == State::Overdue, !closed && !waits && last < of(today));
        prop_assert_eq!(told.days_left.is_none(), closed);
    }
}
