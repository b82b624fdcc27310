//! The days off of offices, as they ship: read once, when first asked for.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::follow_up::{WorkCalendar, WorkYear};
use serde::Deserialize;
use toml::Spanned;

use super::problem::{CatalogueError, Flaw, Problem};
use super::shape::Day;
use super::source::Source;

const FILE: &str = "calendar/work-days.toml";
const TEXT: &str = include_str!("../../../../../assets/calendar/work-days.toml");

static WORK_DAYS: LazyLock<Result<WorkCalendar, CatalogueError>> =
    LazyLock::new(|| read(&Source::new(&[(FILE, TEXT)])).map_err(CatalogueError));

/// The days off of the years that were announced when the program was made.
///
/// # Errors
///
/// [`CatalogueError`] when the shipped list is broken; a test reads all of it.
pub fn work_days() -> Result<&'static WorkCalendar, CatalogueError> {
    WORK_DAYS.as_ref().map_err(Clone::clone)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    year: Vec<YearShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearShape {
    year: Spanned<i32>,
    source: String,
    off: Vec<OffShape>,
    #[serde(default)]
    worked: Vec<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OffShape {
    from: Day,
    to: Option<Day>,
    name: String,
}

fn read(source: &Source) -> Result<WorkCalendar, Vec<Problem>> {
    let file: File = source.read()?;
    let years = file.year.into_iter().map(|shape| year(source, shape));
    Ok(WorkCalendar::new(years.collect::<Result<Vec<_>, _>>()?))
}

fn year(source: &Source, shape: YearShape) -> Result<WorkYear, Vec<Problem>> {
    let at = shape.year.span().start;
    let number = shape.year.into_inner();
    let days = |off: OffShape| {
        let last = off.to.unwrap_or(off.from).0;
        off.from.0.iter_days().take_while(move |day| *day <= last).map(move |day| {
            let name = off.name.clone();
            (day, name)
        })
    };
    let off: BTreeMap<NaiveDate, String> = shape.off.into_iter().flat_map(days).collect();
    let worked = shape.worked.into_iter().map(|day| day.0).collect();
    WorkYear::new(number, off, worked, shape.source).map_err(|flaw| {
        let path = format!("year.{number}");
        vec![source.problem(Some(at), &path, Flaw::Unreadable(flaw.to_string()))]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_year_from_2017_to_2026_is_there_with_its_source() {
        let years: Vec<i32> = work_days().unwrap().years().map(|it| it.year).collect();
        assert_eq!(years, (2017..=2026).collect::<Vec<_>>());
        assert!(work_days().unwrap().years().all(|it| it.source.contains("Bộ luật Lao động")));
    }

    #[test]
    fn every_year_has_the_days_that_the_labour_code_fixes_or_their_compensation() {
        let calendar = work_days().unwrap();
        for year in calendar.years().map(|it| it.year) {
            for fixed in ["01-01", "04-30", "05-01", "09-02"] {
                let holiday = day(&format!("{year}-{fixed}"));
                assert_eq!(calendar.is_worked(holiday), Ok(false), "{holiday}");
            }
            // Since 2021 Quốc khánh has a second day, before or after.
            let beside = ["09-01", "09-03"].map(|it| day(&format!("{year}-{it}")));
            let beside = beside.iter().filter(|it| calendar.is_worked(**it) == Ok(false)).count();
            assert!(year < 2021 || 0 < beside, "{year}");
        }
    }

    #[test]
    fn swapped_days_come_in_pairs() {
        let calendar = work_days().unwrap();
        let swapped = |year: &&WorkYear| {
            year.off.values().filter(|name| name.starts_with("Hoán đổi")).count()
        };
        let off: usize = calendar.years().map(|year| swapped(&year)).sum();
        let worked: usize = calendar.years().map(|it| it.worked.len()).sum();
        assert_eq!(off, worked);
    }

    #[test]
    fn a_day_that_lies_in_another_year_is_named() {
        let text =
            "[[year]]\nyear = 2030\nsource = \"\"\noff = [{ from = 2031-01-01, name = \"\" }]";
        let problems = read(&Source::new(&[("calendar/thu.toml", text)])).unwrap_err();
        assert_eq!(problems.first().map(|it| it.line), Some(Some(2)));
    }
}
