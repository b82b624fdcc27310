//! `.xls` of Excel 97 to 2003.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use crate::biff::{
    Record, Records, f64_at, known_days, rk, shows_days, strings, text, u16_at, u32_at,
};
use crate::error::{Looks, Place, TableError};
use crate::grid::{Area, Grid, Sheet, Watch};
use crate::limits::FILE_MAX;
use crate::text as cells;

/// An opened `.xls`.
pub(crate) struct Book {
    stream: Vec<u8>,
    sheets: Vec<(String, usize)>,
    strings: Vec<String>,
    /// Of each cell format, whether it shows days.
    days: Vec<bool>,
    since_1904: bool,
}

impl Book {
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, TableError> {
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes))
            .map_err(|error| TableError::damaged(&error))?;
        let stream =
            file.open_stream("/Workbook").map_err(|_| TableError::NotATable(Looks::OldExcel))?;
        let mut book = Self {
            stream: Vec::new(),
            sheets: Vec::new(),
            strings: Vec::new(),
            days: Vec::new(),
            since_1904: false,
        };
        stream
            .take(FILE_MAX)
            .read_to_end(&mut book.stream)
            .map_err(|error| TableError::damaged(&error))?;
        book.globals()?;
        Ok(book)
    }

    fn globals(&mut self) -> Result<(), TableError> {
        let stream = std::mem::take(&mut self.stream);
        let mut formats = BTreeMap::new();
        let mut uses = Vec::new();
        for record in Records::new(&stream, 0) {
            let data = record.data;
            match record.kind {
                BOF if u16_at(data, 0) != Some(BIFF8) => {
                    return Err(TableError::NotATable(Looks::OldExcel));
                }
                FILE_PASS => return Err(TableError::Protected),
                DATE_1904 => self.since_1904 = u16_at(data, 0) == Some(1),
                FORMAT => {
                    if let (Some(id), Some(count)) = (u16_at(data, 0), u16_at(data, 2)) {
                        let format = text(data, 4, usize::from(count)).unwrap_or_default();
                        formats.insert(id, shows_days(&format));
                    }
                }
                XF => uses.push(u16_at(data, 2).unwrap_or(0)),
                BOUND_SHEET => self.sheets.extend(bound_sheet(data)),
                SST => self.strings = strings(&record)?,
                EOF => break,
                _ => {}
            }
        }
        let shows = |id: u16| formats.get(&id).copied().unwrap_or_else(|| known_days(id));
        self.days = uses.into_iter().map(shows).collect();
        self.stream = stream;
        if self.sheets.is_empty() {
            return Err(TableError::damaged(&"no sheet is listed"));
        }
        Ok(())
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        self.sheets.iter().map(|(name, _)| name.clone()).collect()
    }

    pub(crate) fn read(&self, name: &str, watch: Watch<'_>) -> Result<Sheet, TableError> {
        let at = self.sheets.iter().find(|(known, _)| known == name).map(|(_, at)| *at);
        let mut reading =
            Reading { book: self, grid: Grid::new(name, watch), merged: Vec::new(), formula: None };
        let mut depth = 0_u32;
        let mut ended = false;
        for record in Records::new(&self.stream, at.unwrap_or(usize::MAX)) {
            match record.kind {
                BOF => depth += 1,
                EOF if depth <= 1 => {
                    ended = true;
                    break;
                }
                EOF => depth -= 1,
                // What stands deeper belongs to a chart in the sheet.
                _ if depth == 1 => {
                    let place = Place::sheet(name);
                    let reason = format!("record {:#06x} is cut off", record.kind);
                    reading.take(&record)?.ok_or(TableError::Damaged { place, reason })?;
                }
                _ => {}
            }
        }
        if !ended {
            return Err(TableError::damaged_in(name, &"the sheet is cut off"));
        }
        let Reading { grid, merged, .. } = reading;
        grid.finish(&merged)
    }
}

const BIFF8: u16 = 0x0600;
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const DATE_1904: u16 = 0x0022;
const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
const BOUND_SHEET: u16 = 0x0085;
const SST: u16 = 0x00FC;
const FORMULA: u16 = 0x0006;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_ERR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const RK: u16 = 0x027E;
const LABEL_SST: u16 = 0x00FD;
const MUL_RK: u16 = 0x00BD;
const MERGE_CELLS: u16 = 0x00E5;

/// Name and place of a sheet that can be seen; `None` for charts, macros and hidden ones.
fn bound_sheet(data: &[u8]) -> Option<(String, usize)> {
    let at = usize::try_from(u32_at(data, 0)?).ok()?;
    let (state, kind, count) = (*data.get(4)?, *data.get(5)?, *data.get(6)?);
    let name = text(data, 7, usize::from(count))?;
    (state & 3 == 0 && kind == 0).then_some((name, at))
}

struct Reading<'b, 'w> {
    book: &'b Book,
    grid: Grid<'w>,
    merged: Vec<Area>,
    /// The cell whose text comes in the next record.
    formula: Option<(u32, u32)>,
}

impl Reading<'_, '_> {
    /// Takes one record; `None` when it is shorter than its kind.
    fn take(&mut self, record: &Record<'_>) -> Result<Option<()>, TableError> {
        let data = record.data;
        let done = match record.kind {
            NUMBER => self.number(data, f64_at(data, 6))?,
            RK => self.number(data, rk(data, 6))?,
            MUL_RK => self.many(data)?,
            FORMULA => self.formula(data)?,
            STRING => self.string(data)?,
            LABEL => {
                let count = u16_at(data, 6).map(usize::from);
                self.text(data, count.and_then(|count| text(data, 8, count)))?
            }
            LABEL_SST => {
                let index = u32_at(data, 6).and_then(|index| usize::try_from(index).ok());
                let known = index.and_then(|index| self.book.strings.get(index)).cloned();
                self.text(data, known)?
            }
            BOOL_ERR => self.flag(data)?,
            MERGE_CELLS => {
                self.merge(data);
                Some(())
            }
            _ => Some(()),
        };
        Ok(done)
    }

    fn text(&mut self, data: &[u8], text: Option<String>) -> Result<Option<()>, TableError> {
        let (Some((row, column)), Some(text)) = (place(data), text) else { return Ok(None) };
        self.grid.put(row, column, cells::clean(&text)).map(Some)
    }

    fn number(&mut self, data: &[u8], value: Option<f64>) -> Result<Option<()>, TableError> {
        let (Some((row, column)), Some(value)) = (place(data), value) else { return Ok(None) };
        let shown = self.shown(u16_at(data, 4), value);
        self.grid.put(row, column, shown).map(Some)
    }

    fn shown(&self, format: Option<u16>, value: f64) -> String {
        let days = format.and_then(|format| self.book.days.get(usize::from(format)));
        if days == Some(&true) {
            cells::serial(value, self.book.since_1904)
        } else {
            cells::number(value)
        }
    }

    fn many(&mut self, data: &[u8]) -> Result<Option<()>, TableError> {
        let Some((row, first)) = place(data) else { return Ok(None) };
        let inner = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (column, part) in (first..).zip(inner.chunks_exact(6)) {
            let Some(value) = rk(part, 2) else { return Ok(None) };
            let shown = self.shown(u16_at(part, 0), value);
            self.grid.put(row, column, shown)?;
        }
        Ok(Some(()))
    }

    fn formula(&mut self, data: &[u8]) -> Result<Option<()>, TableError> {
        let Some((row, column)) = place(data) else { return Ok(None) };
        self.formula = None;
        if u16_at(data, 12) != Some(0xFFFF) {
            return self.number(data, f64_at(data, 6));
        }
        match (data.get(6), data.get(8)) {
            (Some(0), _) => self.formula = Some((row, column)),
            (Some(1), Some(value)) => return self.truth(row, column, *value),
            (Some(2), Some(code)) => self.grid.fault(row, column, error_name(*code)),
            _ => {}
        }
        Ok(Some(()))
    }

    fn string(&mut self, data: &[u8]) -> Result<Option<()>, TableError> {
        let Some((row, column)) = self.formula.take() else { return Ok(Some(())) };
        let count = u16_at(data, 0).map(usize::from);
        let Some(text) = count.and_then(|count| text(data, 2, count)) else { return Ok(None) };
        self.grid.put(row, column, cells::clean(&text)).map(Some)
    }

    fn flag(&mut self, data: &[u8]) -> Result<Option<()>, TableError> {
        let (Some((row, column)), Some(value)) = (place(data), data.get(6)) else {
            return Ok(None);
        };
        if data.get(7) == Some(&1) {
            self.grid.fault(row, column, error_name(*value));
            return Ok(Some(()));
        }
        self.truth(row, column, *value)
    }

    fn truth(&mut self, row: u32, column: u32, value: u8) -> Result<Option<()>, TableError> {
        let text = if value == 0 { "FALSE" } else { "TRUE" };
        self.grid.put(row, column, text.to_owned()).map(Some)
    }

    fn merge(&mut self, data: &[u8]) {
        for part in data.get(2..).unwrap_or_default().chunks_exact(8) {
            let read = |at| u16_at(part, at).map_or(0, u32::from);
            self.merged.push(Area { rows: (read(0), read(2)), columns: (read(4), read(6)) });
        }
    }
}

fn place(data: &[u8]) -> Option<(u32, u32)> {
    Some((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)))
}

const fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#?",
    }
}
