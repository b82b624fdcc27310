//! Which column is which: found by the headings, changed by a person, then read line by line.

use std::collections::BTreeMap;

use crate::grid::{HEADING_ROWS, Sheet};
use crate::text::fold;

/// A column that an import wants.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Wanted {
    /// The name by which lines hand it out.
    pub name: String,
    /// How headings spell it, the likeliest first.
    pub labels: Vec<String>,
    /// Whether a line means nothing without it.
    pub required: bool,
}

impl Wanted {
    /// A column called `name`, known by `labels`.
    pub fn new(name: &str, labels: &[&str], required: bool) -> Self {
        let labels = labels.iter().map(|label| (*label).to_owned()).collect();
        Self { name: name.to_owned(), labels, required }
    }
}

/// Where the headings stand and which column is which.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Mapping {
    /// The row of the headings as Excel shows it; lines begin below. `None`: every row is a line.
    pub heading_row: Option<u32>,
    /// The column of each wanted name, from 0.
    pub columns: BTreeMap<String, u32>,
}

/// A line under the headings.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Line {
    /// The row as Excel shows it.
    pub row: u32,
    /// What stands in the mapped columns; empty cells are absent.
    pub cells: BTreeMap<String, String>,
    /// The text of a row that has only one, as the title of a group has; a number before it does
    /// not count.
    pub title: Option<String>,
}

impl Line {
    /// What stands in the column `name`, or nothing.
    pub fn get(&self, name: &str) -> &str {
        self.cells.get(name).map_or("", String::as_str)
    }
}

/// Looks for the headings among the first [`HEADING_ROWS`] rows and for the wanted columns in
/// them. Without any heading the mapping is empty.
pub fn suggest(sheet: &Sheet, wanted: &[Wanted]) -> Mapping {
    let labels: Vec<Vec<String>> = wanted
        .iter()
        .map(|column| column.labels.iter().map(|label| fold(label)).collect())
        .collect();
    let rows = sheet.rows.iter().take(HEADING_ROWS).enumerate();
    let best = rows
        .map(|(index, row)| {
            let columns = assign(row, wanted, &labels);
            let worth: u32 = columns.iter().map(|(_, _, worth)| worth).sum();
            (worth, index, columns)
        })
        // The first of equals: a second row of headings repeats the first where cells are merged,
        // so the lowest equal one is where lines begin.
        .max_by_key(|(worth, index, _)| (*worth, *index));
    match best {
        Some((worth, index, columns)) if 0 < worth => Mapping {
            heading_row: Some(sheet.row_number(index)),
            columns: columns.into_iter().map(|(name, column, _)| (name, column)).collect(),
        },
        _ => Mapping::default(),
    }
}

const SAME: u32 = 100;

fn assign(row: &[String], wanted: &[Wanted], labels: &[Vec<String>]) -> Vec<(String, u32, u32)> {
    let headings: Vec<String> = row.iter().map(|cell| fold(cell)).collect();
    let mut pairs = Vec::new();
    for (index, labels) in labels.iter().enumerate() {
        for (column, heading) in (0_u32..).zip(&headings) {
            let worth = labels
                .iter()
                .zip(0_u32..)
                .map(|(label, rank)| likeness(heading, label, rank))
                .max();
            if let Some(worth) = worth.filter(|worth| 0 < *worth) {
                pairs.push((worth, index, column));
            }
        }
    }
    pairs.sort_by_key(|(worth, index, column)| (std::cmp::Reverse(*worth), *column, *index));
    let mut taken_names = Vec::new();
    let mut taken_columns = Vec::new();
    let mut assigned = Vec::new();
    for (worth, index, column) in pairs {
        if taken_names.contains(&index) || taken_columns.contains(&column) {
            continue;
        }
        taken_names.push(index);
        taken_columns.push(column);
        if let Some(wanted) = wanted.get(index) {
            assigned.push((wanted.name.clone(), column, worth));
        }
    }
    assigned
}

/// How alike a heading and a label are; 0 for not at all. A label that comes later counts less.
fn likeness(heading: &str, label: &str, rank: u32) -> u32 {
    if heading.is_empty() || label.is_empty() {
        return 0;
    }
    let base = if heading == label {
        SAME
    } else if begins(heading, label) {
        60
    } else if words(heading, label) && heading.len() <= label.len() * 4 {
        40
    } else {
        return 0;
    };
    base - rank.min(20)
}

fn begins(heading: &str, label: &str) -> bool {
    heading.strip_prefix(label).is_some_and(|rest| rest.starts_with(' '))
}

fn words(heading: &str, label: &str) -> bool {
    format!(" {heading} ").contains(&format!(" {label} "))
}

/// The lines under the headings, without empty ones and without the row that numbers the columns.
pub fn extract<'a>(sheet: &'a Sheet, mapping: &'a Mapping) -> impl Iterator<Item = Line> + 'a {
    let skip = mapping.heading_row.map_or(0, |row| {
        usize::try_from(row.saturating_sub(sheet.first_row)).unwrap_or(usize::MAX).saturating_add(1)
    });
    let numbered = sheet.rows.get(skip).is_some_and(|row| skip != 0 && numbers_columns(row));
    let rows = sheet.rows.iter().enumerate().skip(skip + usize::from(numbered));
    rows.filter_map(|(index, row)| line(sheet.row_number(index), row, mapping))
}

fn line(row: u32, cells: &[String], mapping: &Mapping) -> Option<Line> {
    if cells.iter().all(String::is_empty) {
        return None;
    }
    let mut taken = BTreeMap::new();
    for (name, column) in &mapping.columns {
        let text = usize::try_from(*column).ok().and_then(|column| cells.get(column));
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            taken.insert(name.clone(), text.clone());
        }
    }
    Some(Line { row, cells: taken, title: title(cells) })
}

fn title(cells: &[String]) -> Option<String> {
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    let (first, second, third) = (filled.next()?, filled.next(), filled.next());
    match (second, third) {
        (None, _) => (!ordinal(first)).then(|| first.clone()),
        // A merged title fills several cells with one text.
        (Some(second), None) if ordinal(first) || first == second => Some(second.clone()),
        (Some(_), _) => {
            cells.iter().all(|cell| cell.is_empty() || cell == first).then(|| first.clone())
        }
    }
}

/// `1`, `I.`, `A)`: what stands before the title of a group.
fn ordinal(text: &str) -> bool {
    let core = text.trim_matches(['.', ')', '(', ' ']);
    !core.is_empty()
        && core.len() <= 5
        && (core.bytes().all(|byte| byte.is_ascii_digit())
            || core.bytes().all(|byte| b"IVXLCDM".contains(&byte))
            || (core.len() == 1 && core.bytes().all(|byte| byte.is_ascii_uppercase())))
}

/// `(1) (2) (3)` under the headings.
fn numbers_columns(row: &[String]) -> bool {
    let filled: Vec<&String> = row.iter().filter(|cell| !cell.is_empty()).collect();
    3 <= filled.len() && filled.iter().all(|cell| ordinal(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let row = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
        let rows = rows.iter().map(row).collect();
        Sheet { name: "Sheet1".to_owned(), first_row: 3, rows, faults: Vec::new() }
    }

    fn wanted() -> Vec<Wanted> {
        vec![
            Wanted::new("code", &["Mã TTHC", "Mã số", "Mã"], false),
            Wanted::new("name", &["Tên thủ tục", "Tên TTHC"], true),
            Wanted::new("field", &["Lĩnh vực"], false),
        ]
    }

    #[test]
    fn headings_are_found_below_the_title_of_the_list() {
        let sheet = sheet(&[
            &["DANH MỤC THỦ TỤC HÀNH CHÍNH", "DANH MỤC THỦ TỤC HÀNH CHÍNH"],
            &["(Kèm theo Quyết định số 12/QĐ-UBND)"],
            &["STT", "MÃ SỐ TTHC", "Tên thủ tục hành chính", "Lĩnh vực"],
            &["(1)", "(2)", "(3)", "(4)"],
            &["I", "LĨNH VỰC HỘ TỊCH"],
            &["1", "1.000894", "Đăng ký kết hôn", "Hộ tịch"],
        ]);
        let mapping = suggest(&sheet, &wanted());

        assert_eq!(mapping.heading_row, Some(5));
        let columns: Vec<(&str, u32)> =
            mapping.columns.iter().map(|(name, column)| (name.as_str(), *column)).collect();
        assert_eq!(columns, [("code", 1), ("field", 3), ("name", 2)]);
        let lines: Vec<Line> = extract(&sheet, &mapping).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].title.as_deref(), Some("LĨNH VỰC HỘ TỊCH"));
        assert_eq!((lines[1].row, lines[1].get("name")), (8, "Đăng ký kết hôn"));
        assert_eq!(lines[1].title, None);
    }

    #[test]
    fn a_column_serves_one_name_only() {
        let sheet = sheet(&[&["Mã", "Tên"], &["1", "2"]]);
        let twice = [Wanted::new("a", &["Mã"], true), Wanted::new("b", &["Mã"], true)];
        assert_eq!(suggest(&sheet, &twice).columns.len(), 1);
    }

    #[test]
    fn without_headings_nothing_is_suggested() {
        let sheet = sheet(&[&["1.000894", "Đăng ký kết hôn"]]);
        assert_eq!(suggest(&sheet, &wanted()), Mapping::default());
    }

    #[test]
    fn a_mapping_that_points_beside_the_sheet_gives_no_cells() {
        let sheet = sheet(&[&["a"], &["b"]]);
        let columns = BTreeMap::from([("x".to_owned(), u32::MAX)]);
        let mapping = Mapping { heading_row: Some(u32::MAX), columns };
        assert_eq!(extract(&sheet, &mapping).count(), 0);
    }
}
