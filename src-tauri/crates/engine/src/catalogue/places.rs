//! The dated list of communes, as it ships: read once, when first asked for.

use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::places::{Place, Places, Province, Until};
use domain::unit::UnitKind;

use super::problem::{CatalogueError, Flaw, Problem};

const COMMUNES: &str = include_str!("../../../../../assets/units/communes.tsv");
const PROVINCES: &str = include_str!("../../../../../assets/units/provinces.tsv");

static PLACES: LazyLock<Result<Places, CatalogueError>> = LazyLock::new(|| {
    let read = read(COMMUNES, PROVINCES);
    read.map_err(|problem| CatalogueError(vec![problem]))
});

/// The dated list of communes.
///
/// # Errors
///
/// [`CatalogueError`] when the shipped list is broken; a test reads all of it.
pub fn places() -> Result<&'static Places, CatalogueError> {
    PLACES.as_ref().map_err(Clone::clone)
}

fn read(communes: &str, provinces: &str) -> Result<Places, Problem> {
    let provinces = rows("units/provinces.tsv", provinces, province)?;
    let communes = rows("units/communes.tsv", communes, place)?;
    Places::new(communes, provinces).map_err(|flaw| Problem {
        file: "units/communes.tsv".to_owned(),
        line: None,
        path: ".".to_owned(),
        flaw: Flaw::Unreadable(flaw.to_string()),
    })
}

/// Reads every line below the first, which names the columns.
fn rows<T>(
    file: &str,
    text: &str,
    read: impl Fn(&[&str]) -> Result<T, String>,
) -> Result<Vec<T>, Problem> {
    let read = |(number, line): (u32, &str)| {
        let columns: Vec<&str> = line.split('\t').collect();
        read(&columns).map_err(|reason| Problem {
            file: file.to_owned(),
            line: Some(number),
            path: ".".to_owned(),
            flaw: Flaw::Unreadable(reason),
        })
    };
    (1..).zip(text.lines()).skip(1).map(read).collect()
}

fn place(columns: &[&str]) -> Result<Place, String> {
    let [id, kind, name, district, province, from, until, code, successors, also] = *columns else {
        return Err(format!("{} columns", columns.len()));
    };
    let (folded, also): (Vec<&str>, Vec<&str>) =
        listed(also, ';').into_iter().partition(|name| name.starts_with('~'));
    let id_of = |id: &str| id.parse().map_err(|_| format!("`{id}` is no id"));
    Ok(Place {
        id: id_of(id)?,
        kind: UnitKind::from_code(kind).ok_or_else(|| format!("`{kind}` is no kind"))?,
        name: name.to_owned(),
        district: district.to_owned(),
        province: province.to_owned(),
        from: day(from)?,
        until: self::until(until)?,
        code: code.to_owned(),
        successors: listed(successors, ',').into_iter().map(id_of).collect::<Result<_, _>>()?,
        also: also.into_iter().map(str::to_owned).collect(),
        also_folded: folded
            .into_iter()
            .map(|name| name.trim_start_matches('~').to_owned())
            .collect(),
    })
}

fn province(columns: &[&str]) -> Result<Province, String> {
    let [key, name, from, until, code, successors] = *columns else {
        return Err(format!("{} columns", columns.len()));
    };
    Ok(Province {
        key: key.to_owned(),
        name: name.to_owned(),
        from: day(from)?,
        until: day(until)?,
        code: code.to_owned(),
        successors: listed(successors, ',').into_iter().map(str::to_owned).collect(),
    })
}

/// The last day; `~` before it means: on some day no later.
fn until(text: &str) -> Result<Option<Until>, String> {
    let last = day(text.trim_start_matches('~'))?;
    Ok(last.map(|day| Until { day, exact: !text.starts_with('~') }))
}

fn day(text: &str) -> Result<Option<NaiveDate>, String> {
    let read = |text: &str| {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| format!("`{text}` is no day"))
    };
    Some(text).filter(|text| !text.is_empty()).map(read).transpose()
}

fn listed(text: &str, by: char) -> Vec<&str> {
    text.split(by).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
#[path = "places_tests.rs"]
mod tests;
