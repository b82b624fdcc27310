//! Workbooks and lists of values on their way in: an opened file, the columns an import wants of
//! it, and what is wrong with its lines.

use std::sync::Arc;

use chrono::NaiveDate;
use tables::{Fault, Line, Mapping, Sheet, TableError, Wanted, Watch, Workbook};

/// A file that a person chose. A sheet is read once, however often its columns are changed.
pub struct TableFile {
    name: String,
    workbook: Workbook,
    read: Option<Arc<Sheet>>,
}

impl TableFile {
    /// Opens the file called `name`.
    ///
    /// # Errors
    ///
    /// [`TableError`].
    pub fn open(name: &str, bytes: &[u8]) -> Result<Self, TableError> {
        let workbook = tables::open(bytes, name)?;
        Ok(Self { name: name.to_owned(), workbook, read: None })
    }

    /// What the file is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names of its sheets.
    pub fn sheets(&self) -> Vec<String> {
        self.workbook.sheets()
    }

    /// Reads a sheet; `watch` is told how far it came and may stop it.
    ///
    /// # Errors
    ///
    /// [`TableError`].
    pub fn sheet(&mut self, name: &str, watch: Watch<'_>) -> Result<Arc<Sheet>, TableError> {
        if let Some(sheet) = self.read.as_ref().filter(|sheet| sheet.name == name) {
            return Ok(Arc::clone(sheet));
        }
        let sheet = Arc::new(self.workbook.read_watched(name, watch)?);
        self.read = Some(Arc::clone(&sheet));
        Ok(sheet)
    }
}

/// A column that an import wants, as the screen names it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WantedColumn {
    /// What the screen calls it.
    pub label: String,
    /// How it is found.
    pub wanted: Wanted,
}

impl WantedColumn {
    /// A column called `name` in code and `label` on the screen; headings may also spell it as one
    /// of `others`.
    pub fn new(name: &str, label: &str, others: &[&str], required: bool) -> Self {
        let labels: Vec<&str> = std::iter::once(label).chain(others.iter().copied()).collect();
        Self { label: label.to_owned(), wanted: Wanted::new(name, &labels, required) }
    }
}

/// What is wrong with one line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LineProblem {
    /// The row as Excel shows it.
    pub row: u32,
    /// The column, from 0; `None` where no column is meant.
    pub column: Option<u32>,
    /// What the column is called on the screen.
    pub label: String,
    /// What stands there.
    pub text: String,
    /// Why it cannot be taken.
    pub flaw: LineFlaw,
}

/// Why a line cannot be taken.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum LineFlaw {
    /// Nothing stands in a column without which the line means nothing.
    Missing,
    /// Not a day.
    NotADate,
    /// Not a whole number.
    NotACount,
    /// None of the options.
    NotAnOption(Vec<String>),
    /// Neither yes nor no.
    NotYesNo,
    /// A formula shows an error.
    Formula,
    /// The same thing stands in an earlier row.
    Repeated(u32),
}

/// Reads lines and collects what is wrong with them.
pub(crate) struct Reader<'a> {
    columns: &'a [WantedColumn],
    mapping: &'a Mapping,
    faults: &'a [Fault],
    /// What was found so far.
    pub(crate) problems: Vec<LineProblem>,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(
        columns: &'a [WantedColumn],
        mapping: &'a Mapping,
        faults: &'a [Fault],
    ) -> Self {
        Self { columns, mapping, faults, problems: Vec::new() }
    }

    /// Notes a problem with the column `name` of a line.
    pub(crate) fn note(&mut self, line: &Line, name: &str, flaw: LineFlaw) {
        let label = self.columns.iter().find(|column| column.wanted.name == name);
        self.problems.push(LineProblem {
            row: line.row,
            column: self.mapping.columns.get(name).copied(),
            label: label.map_or_else(|| name.to_owned(), |column| column.label.clone()),
            text: line.get(name).to_owned(),
            flaw,
        });
    }

    /// Whether every required column holds something and no mapped cell shows an error; notes what
    /// does not.
    pub(crate) fn sound(&mut self, line: &Line) -> bool {
        let before = self.problems.len();
        let columns = self.columns;
        for column in columns {
            let name = &column.wanted.name;
            let at = self.mapping.columns.get(name);
            let fault = |fault: &&Fault| fault.row == line.row && Some(&fault.column) == at;
            if let Some(fault) = self.faults.iter().find(fault) {
                let text = fault.text.clone();
                self.note(line, name, LineFlaw::Formula);
                if let Some(problem) = self.problems.last_mut() {
                    problem.text = text;
                }
            } else if column.wanted.required && line.get(name).is_empty() {
                self.note(line, name, LineFlaw::Missing);
            }
        }
        self.problems.len() == before
    }

    /// Reads a day; `None` for an empty cell, and for one that holds no day, which is noted.
    pub(crate) fn day(&mut self, line: &Line, name: &str) -> Option<NaiveDate> {
        let text = line.get(name);
        // Workbooks keep an hour beside some days.
        let day = text.split_once(' ').map_or(text, |(day, _)| day);
        let read = domain::date::parse(text).or_else(|| domain::date::parse(day));
        if read.is_none() && !text.is_empty() {
            self.note(line, name, LineFlaw::NotADate);
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn line(cells: &[(&str, &str)]) -> Line {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Line { row: 7, cells: cells.iter().map(owned).collect(), title: None }
    }

    #[test]
    fn what_is_wrong_is_noted_with_row_and_column() {
        let columns = [
            WantedColumn::new("ten", "Tên TTHC", &[], true),
            WantedColumn::new("ngay", "Ngày hiệu lực", &[], false),
        ];
        let columns_at = BTreeMap::from([("ten".to_owned(), 2), ("ngay".to_owned(), 4)]);
        let mapping = Mapping { heading_row: Some(3), columns: columns_at };
        let faults = [Fault { row: 7, column: 4, text: "#N/A".to_owned() }];
        let mut reader = Reader::new(&columns, &mapping, &faults);

        assert!(!reader.sound(&line(&[])));
        assert_eq!(reader.day(&line(&[("ngay", "31/02/2022")]), "ngay"), None);
        assert_eq!(
            reader.day(&line(&[("ngay", "2022-09-15 08:30")]), "ngay"),
            NaiveDate::from_ymd_opt(2022, 9, 15)
        );

        let found: Vec<(u32, Option<u32>, &LineFlaw)> =
            reader.problems.iter().map(|it| (it.row, it.column, &it.flaw)).collect();
        let expected = [
            (7, Some(2), &LineFlaw::Missing),
            (7, Some(4), &LineFlaw::Formula),
            (7, Some(4), &LineFlaw::NotADate),
        ];
        assert_eq!(found, expected);
    }
}
