//! An opened workbook, the cells that were read, and what is wrong with them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::checklist::{FieldKind, Validity, YES};
use domain::text::clean;
use tables::{HEADING_ROWS, Line, Mapping, Sheet, TableError, Workbook, fold};

use super::forms::{Form, FormColumn};
use super::problem::{SheetFlaw, SheetProblem};
use crate::catalogue::Problem;
use crate::import::table::{LineFlaw, Reader, WantedColumn};

/// A workbook on its way to a checklist.
pub(super) struct Desk {
    workbook: Workbook,
    /// What was found so far.
    pub(super) problems: Vec<SheetProblem>,
    /// Where each field of the checklist stands, by the path that the catalogue gives it.
    places: BTreeMap<String, (&'static str, u32, Option<u32>)>,
}

/// The lines of one sheet.
pub(super) struct Table {
    form: &'static Form,
    columns: Vec<WantedColumn>,
    mapping: Mapping,
    sheet: Sheet,
    /// The lines, top to bottom.
    pub(super) lines: Vec<Line>,
}

impl Desk {
    pub(super) fn open(name: &str, bytes: &[u8]) -> Result<Self, TableError> {
        let workbook = tables::open(bytes, name)?;
        Ok(Self { workbook, problems: Vec::new(), places: BTreeMap::new() })
    }

    /// The lines of `form`; without its sheet or one of its columns this is noted, and there are
    /// none. `None` too where nothing below could be read rightly.
    pub(super) fn table(&mut self, form: &'static Form) -> Result<Option<Table>, TableError> {
        let known = |name: &&String| fold(name) == fold(form.name);
        let Some(name) = self.workbook.sheets().iter().find(known).cloned() else {
            self.note(form, None, SheetFlaw::NoSheet);
            return Ok(None);
        };
        let sheet = self.workbook.read(&name)?;
        let mapping = headings(&sheet, form);
        let missing = |it: &&FormColumn| !it.later && !mapping.columns.contains_key(it.key);
        for column in form.columns.iter().filter(missing) {
            self.note(form, mapping.heading_row, SheetFlaw::NoColumn(column.heading.to_owned()));
        }
        if form.columns.iter().any(|it| missing(&it)) {
            return Ok(None);
        }
        let columns = form
            .columns
            .iter()
            .map(|it| WantedColumn::new(it.key, it.heading, &[], it.required))
            .collect();
        let filled = |line: &Line| !line.cells.is_empty();
        let lines = lines(&sheet, &mapping).into_iter().filter(filled).collect();
        Ok(Some(Table { form, columns, mapping, sheet, lines }))
    }

    /// Whether there is a sheet for `form`.
    pub(super) fn has(&self, form: &Form) -> bool {
        self.workbook.sheets().iter().any(|name| fold(name) == fold(form.name))
    }

    /// Notes a problem with a sheet, or with one of its rows.
    pub(super) fn note(&mut self, form: &Form, row: Option<u32>, flaw: SheetFlaw) {
        self.problems.push(SheetProblem { sheet: form.name.to_owned(), row, column: None, flaw });
    }

    /// Notes a problem with one cell.
    pub(super) fn note_at(&mut self, table: &Table, line: &Line, key: &str, flaw: SheetFlaw) {
        self.problems.push(SheetProblem {
            sheet: table.form.name.to_owned(),
            row: Some(line.row),
            column: table.mapping.columns.get(key).copied(),
            flaw,
        });
    }

    /// Notes why a cell cannot be taken.
    pub(super) fn refuse(&mut self, table: &Table, line: &Line, key: &str, flaw: LineFlaw) {
        let mut reader = table.reader();
        reader.note(line, key, flaw);
        self.take(table, reader);
    }

    /// Whether the line holds what it must; what it lacks is noted.
    pub(super) fn sound(&mut self, table: &Table, line: &Line) -> bool {
        let mut reader = table.reader();
        let sound = reader.sound(line);
        self.take(table, reader);
        sound
    }

    /// The days in the columns `from` and `to`.
    pub(super) fn validity(&mut self, table: &Table, line: &Line) -> Validity {
        Validity { from: self.day(table, line, "from"), to: self.day(table, line, "to") }
    }

    pub(super) fn day(&mut self, table: &Table, line: &Line, key: &str) -> Option<NaiveDate> {
        let mut reader = table.reader();
        let day = reader.day(line, key);
        self.take(table, reader);
        day
    }

    /// Yes or no; an empty cell is no.
    pub(super) fn yes(&mut self, table: &Table, line: &Line, key: &str) -> bool {
        let read = FieldKind::YesNo.read(line.get(key));
        if read.fault.is_some() {
            self.refuse(table, line, key, LineFlaw::NotYesNo);
        }
        read.text == YES
    }

    /// Which of `words` the cell holds, whatever its capitals and marks.
    pub(super) fn word(
        &mut self,
        (table, line, key): (&Table, &Line, &str),
        text: &str,
        words: &[&str],
    ) -> Option<usize> {
        let options: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let read = FieldKind::Choice(options.clone()).read(text);
        let found = options.iter().position(|option| *option == read.text);
        if found.is_none() {
            self.refuse(table, line, key, LineFlaw::NotAnOption(options));
        }
        found
    }

    /// Remembers that the field `path` of the checklist stands in a cell.
    pub(super) fn stands(&mut self, table: &Table, line: &Line, path: &str, key: &str) {
        let column = table.mapping.columns.get(key).copied();
        self.places.entry(path.to_owned()).or_insert((table.form.name, line.row, column));
    }

    /// Notes what the catalogue found, at the cell where it stands; a row that was blamed already
    /// is not blamed for what follows from that.
    ///
    /// What stands in no cell is noted at a sheet as a whole: `whole` names it for a path.
    pub(super) fn note_rules(
        &mut self,
        problems: Vec<Problem>,
        whole: impl Fn(&str) -> &'static Form,
    ) {
        let blamed: Vec<(String, Option<u32>)> =
            self.problems.iter().map(|it| (it.sheet.clone(), it.row)).collect();
        for problem in problems {
            let (sheet, row, column) = self
                .place(&problem.path)
                .map_or((whole(&problem.path).name, None, None), |(sheet, row, column)| {
                    (sheet, Some(row), column)
                });
            if !blamed.contains(&(sheet.to_owned(), row)) {
                let Problem { path, flaw, .. } = problem;
                let (sheet, flaw) = (sheet.to_owned(), SheetFlaw::Rule { path, flaw });
                self.problems.push(SheetProblem { sheet, row, column, flaw });
            }
        }
    }

    fn place(&self, path: &str) -> Option<(&'static str, u32, Option<u32>)> {
        let whole = self.places.get(path).copied();
        whole.or_else(|| {
            let (id, _) = path.split_once('.')?;
            self.places.get(id).map(|(sheet, row, _)| (*sheet, *row, None))
        })
    }

    fn take(&mut self, table: &Table, reader: Reader<'_>) {
        let problems = reader.problems.into_iter().map(|it| SheetProblem {
            sheet: table.form.name.to_owned(),
            row: Some(it.row),
            column: it.column,
            flaw: SheetFlaw::Cell { label: it.label, text: it.text, flaw: it.flaw },
        });
        self.problems.extend(problems);
    }
}

impl Table {
    fn reader(&self) -> Reader<'_> {
        Reader::new(&self.columns, &self.mapping, &self.sheet.faults)
    }

    /// The heading of the column `key`.
    pub(super) fn heading(&self, key: &str) -> &'static str {
        self.form.columns.iter().find(|it| it.key == key).map_or("", |it| it.heading)
    }

    /// Whether the sheet has the column `key`.
    pub(super) fn has(&self, key: &str) -> bool {
        self.mapping.columns.contains_key(key)
    }

    /// What stands in the cell, in the form in which texts are kept.
    pub(super) fn text(line: &Line, key: &str) -> String {
        clean(line.get(key))
    }
}

/// The texts of a cell that holds several, parted by `joints`.
pub(super) fn several(text: &str, joints: &[char]) -> Vec<String> {
    text.split(joints).map(clean).filter(|text| !text.is_empty()).collect()
}

/// The row whose cells are the headings of `form`, and where each of them stands. Headings are our
/// own and are taken as they are, whatever their capitals and marks: nothing is guessed.
fn headings(sheet: &Sheet, form: &Form) -> Mapping {
    let rows = sheet.rows.iter().enumerate().take(HEADING_ROWS);
    let found = rows.map(|(index, row)| {
        let cells: Vec<String> = row.iter().map(|cell| fold(cell)).collect();
        let columns: BTreeMap<String, u32> = form
            .columns
            .iter()
            .filter_map(|column| {
                let wanted = fold(column.heading);
                let at = cells.iter().position(|cell| *cell == wanted)?;
                Some((column.key.to_owned(), u32::try_from(at).ok()?))
            })
            .collect();
        Mapping { heading_row: Some(sheet.row_number(index)), columns }
    });
    // Of equals the first: below the headings stand texts of people.
    let best = found.reduce(
        |best, next| {
            if best.columns.len() < next.columns.len() { next } else { best }
        },
    );
    best.filter(|mapping| !mapping.columns.is_empty()).unwrap_or_default()
}

fn lines(sheet: &Sheet, mapping: &Mapping) -> Vec<Line> {
    let heading = mapping.heading_row.unwrap_or(0);
    let rows = sheet.rows.iter().enumerate().map(|(index, row)| (sheet.row_number(index), row));
    rows.filter(|(number, _)| heading < *number)
        .map(|(row, cells)| {
            let cell = |column: &u32| cells.get(usize::try_from(*column).ok()?);
            let named = mapping.columns.iter().filter_map(|(key, column)| {
                let text = cell(column).filter(|text| !text.is_empty())?;
                Some((key.clone(), text.clone()))
            });
            Line { row, cells: named.collect(), title: None }
        })
        .collect()
}
