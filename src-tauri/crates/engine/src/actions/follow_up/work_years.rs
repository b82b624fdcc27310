//! The days off by which terms are counted: those that ship, and those the office added.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::follow_up::{WorkCalendar, WorkYear};
use domain::text::clean;

use crate::catalogue;
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field};
use crate::record::{self, WORK_YEARS, WorkYearRecord};

/// The days off of a year as an office writes them down.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct OfficeYear {
    /// The year.
    pub year: i32,
    /// Days off with their names; weekends need not be among them.
    pub off: Vec<(NaiveDate, String)>,
    /// Saturdays and Sundays that are worked.
    pub worked: Vec<NaiveDate>,
    /// The papers that say so.
    pub source: String,
    /// Whether the office added it; otherwise it ships with the program.
    pub own: bool,
}

impl OfficeYear {
    /// Reads days off as people type them, one line each: `01/01 Tết Dương lịch`, or for several days
    /// `05/02 - 11/02 Tết Nguyên đán`.
    ///
    /// # Errors
    ///
    /// [`EngineError::BadInput`] with the line that cannot be read.
    pub fn read_off(year: i32, text: &str) -> Result<Vec<(NaiveDate, String)>, EngineError> {
        let mut off = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let days = days_of_line(year, line).ok_or_else(|| unreadable(line))?;
            off.extend(days);
        }
        Ok(off)
    }

    /// Reads days that are worked, separated by commas, semicolons or line ends: `22/8, 09/01`.
    ///
    /// # Errors
    ///
    /// [`EngineError::BadInput`] with what cannot be read.
    pub fn read_worked(year: i32, text: &str) -> Result<Vec<NaiveDate>, EngineError> {
        let parts = text.split([',', ';', '\n']).map(str::trim).filter(|it| !it.is_empty());
        parts.map(|it| day_of_year(year, it).ok_or_else(|| unreadable(it))).collect()
    }
}

fn unreadable(entered: &str) -> EngineError {
    EngineError::BadInput { field: Field::WorkYear, entered: entered.to_owned() }
}

/// The days of a line with the name behind them.
fn days_of_line(year: i32, line: &str) -> Option<Vec<(NaiveDate, String)>> {
    let is_date = |letter: char| letter.is_ascii_digit() || matches!(letter, '/' | '-' | '–' | ' ');
    let end = line.find(|letter| !is_date(letter)).unwrap_or(line.len());
    let (dates, name) = line.split_at_checked(end)?;
    let mut days = dates.split(['-', '–']).map(str::trim).filter(|it| !it.is_empty());
    let first = day_of_year(year, days.next()?)?;
    let last = days.next().map_or(Some(first), |it| day_of_year(year, it))?;
    if days.next().is_some() || last < first {
        return None;
    }
    let name = clean(name.trim_start_matches([':', ' ']));
    let days = first.iter_days().take_while(|day| *day <= last);
    Some(days.map(|day| (day, name.clone())).collect())
}

/// `22/8` or `22/8/2027` of this very year.
fn day_of_year(year: i32, text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let (day, month) = match parts.as_slice() {
        [day, month] => (day, month),
        [day, month, own] if own.parse() == Ok(year) => (day, month),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

impl Engine {
    /// The calendar by which terms are counted. A year that the office added goes before the one
    /// that ships.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn work_calendar(&self) -> Result<WorkCalendar, EngineError> {
        let mut calendar = catalogue::work_days()?.clone();
        for (year, days) in self.own_years()? {
            // One that cannot be is left out: then the year is unknown, or as it ships.
            if let Ok(year) = work_year(year, &days) {
                calendar.add(year);
            }
        }
        Ok(calendar)
    }

    /// The days off of every year that is known, latest first.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn office_years(&self) -> Result<Vec<OfficeYear>, EngineError> {
        let own = self.own_years()?;
        let calendar = self.work_calendar()?;
        let told = |it: &WorkYear| OfficeYear {
            year: it.year,
            off: it.off.iter().map(|(day, name)| (*day, name.clone())).collect(),
            worked: it.worked.iter().copied().collect(),
            source: it.source.clone(),
            own: own.iter().any(|(year, _)| *year == it.year),
        };
        let mut years: Vec<OfficeYear> = calendar.years().map(told).collect();
        years.reverse();
        Ok(years)
    }

    /// Adds the days off of a year, or puts them in the place of what was known.
    ///
    /// # Errors
    ///
    /// [`EngineError::BadInput`] for days that cannot be, and [`EngineError`] when the store cannot
    /// be written.
    pub fn add_office_year(&mut self, year: &OfficeYear) -> Result<Saved, EngineError> {
        let days = WorkYearRecord {
            off: year.off.iter().map(|(day, name)| (*day, clean(name))).collect(),
            worked: year.worked.clone(),
            source: clean(&year.source),
        };
        work_year(year.year, &days).map_err(|_| EngineError::BadInput {
            field: Field::WorkYear,
            entered: year.year.to_string(),
        })?;
        let edit = record::work_year_edit(year.year, Some(&days))?;
        self.save(WORK_YEARS, &[edit], Some(format!("Thêm lịch nghỉ năm {}", year.year)))
    }

    /// Takes away the days off that the office added for `year`.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be written.
    pub fn drop_office_year(&mut self, year: i32) -> Result<Saved, EngineError> {
        let edit = record::work_year_edit(year, None)?;
        self.save(WORK_YEARS, &[edit], Some(format!("Bỏ lịch nghỉ tự thêm năm {year}")))
    }

    fn own_years(&self) -> Result<Vec<(i32, WorkYearRecord)>, EngineError> {
        Ok(record::work_years(&self.facts(WORK_YEARS)?)?)
    }
}

fn work_year(year: i32, days: &WorkYearRecord) -> Result<WorkYear, domain::follow_up::BadWorkYear> {
    let off: BTreeMap<NaiveDate, String> = days.off.iter().cloned().collect();
    let worked: BTreeSet<NaiveDate> = days.worked.iter().copied().collect();
    WorkYear::new(year, off, worked, days.source.clone())
}
