//! `.xlsx`, read cell by cell: what a sheet declares costs nothing, what it holds is counted.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use crate::error::{Place, TableError};
use crate::grid::{Area, Grid, Sheet, Watch};
use crate::limits::weigh;
use crate::text;

/// An opened `.xlsx`.
pub(crate) struct Book {
    inner: Xlsx<Cursor<Vec<u8>>>,
    /// Whether any sheet has merged cells; looking for them costs a second reading.
    merges: bool,
}

impl Book {
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, TableError> {
        let mut zip =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| TableError::damaged(&error))?;
        let mut merges = false;
        let mut last: Vec<u8> = Vec::new();
        weigh(&mut zip, |_, part| {
            // The word may lie across two pieces.
            last.extend(part.get(..MERGE.len()).unwrap_or(part));
            merges = merges || contains(&last) || contains(part);
            last = part.get(part.len().saturating_sub(MERGE.len())..).unwrap_or(part).to_vec();
        })?;
        let inner = Xlsx::new(Cursor::new(bytes.to_vec())).map_err(|error| failure("", &error))?;
        Ok(Self { inner, merges })
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        let seen = self.inner.sheets_metadata().iter().filter(|sheet| {
            sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet
        });
        seen.map(|sheet| sheet.name.clone()).collect()
    }

    pub(crate) fn read(&mut self, name: &str, watch: Watch<'_>) -> Result<Sheet, TableError> {
        let merged = self.merged(name)?;
        let mut reader =
            self.inner.worksheet_cells_reader(name).map_err(|error| failure(name, &error))?;
        let mut grid = Grid::new(name, watch);
        let mut last = (0, 0);
        loop {
            let cell = reader.next_cell().map_err(|error| after(name, last, &error))?;
            let Some(cell) = cell else { break };
            last = cell.get_position();
            let (row, column) = last;
            if let DataRef::Error(error) = cell.get_value() {
                grid.fault(row, column, &error.to_string());
                continue;
            }
            grid.put(row, column, shown(cell.get_value()))?;
        }
        grid.finish(&merged)
    }

    fn merged(&mut self, name: &str) -> Result<Vec<Area>, TableError> {
        if !self.merges {
            return Ok(Vec::new());
        }
        let areas =
            self.inner.merge_cells_by_sheet_name(name).map_err(|error| failure(name, &error))?;
        let area = |area: calamine::Dimensions| Area {
            rows: (area.start.0, area.end.0),
            columns: (area.start.1, area.end.1),
        };
        Ok(areas.into_iter().map(area).collect())
    }
}

const MERGE: &[u8] = b"<mergeCell";

fn contains(part: &[u8]) -> bool {
    memchr::memmem::find(part, MERGE).is_some()
}

fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => text::number(*value),
        DataRef::String(value) => text::clean(value),
        DataRef::SharedString(value) => text::clean(value),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(value) if value.is_duration() => text::duration(value.as_f64()),
        DataRef::DateTime(value) if (0.0..1.0).contains(&value.as_f64()) => {
            text::duration(value.as_f64())
        }
        DataRef::DateTime(value) => {
            let (year, month, day, hour, minute, ..) = value.to_ymd_hms_milli();
            text::moment((year, month, day, hour, minute))
        }
        DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => text::iso(value),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn failure(sheet: &str, error: &XlsxError) -> TableError {
    if matches!(error, XlsxError::Password) {
        TableError::Protected
    } else if sheet.is_empty() {
        TableError::damaged(error)
    } else {
        TableError::damaged_in(sheet, error)
    }
}

fn after(sheet: &str, last: (u32, u32), error: &XlsxError) -> TableError {
    let place = Place::cell(sheet, last.0.saturating_add(1), last.1);
    TableError::Damaged { place, reason: error.to_string() }
}
