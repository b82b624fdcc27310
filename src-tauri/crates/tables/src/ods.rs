//! `.ods`, read as a stream: repeated rows and cells are counted before they are made.

use std::io::{BufRead, BufReader, Cursor};

use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use crate::error::{Place, TableError};
use crate::grid::{Area, Grid, Sheet, Watch};
use crate::limits::weigh;
use crate::text;

/// An opened `.ods`.
pub(crate) struct Book {
    bytes: Vec<u8>,
    sheets: Vec<String>,
}

const CONTENT: &str = "content.xml";

impl Book {
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, TableError> {
        let mut zip =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| TableError::damaged(&error))?;
        let mut protected = false;
        weigh(&mut zip, |name, part| {
            let marked = || memchr::memmem::find(part, b"manifest:encryption-data").is_some();
            protected = protected || (name == "META-INF/manifest.xml" && marked());
        })?;
        if protected {
            return Err(TableError::Protected);
        }
        let mut book = Self { bytes: bytes.to_vec(), sheets: Vec::new() };
        let mut names = Vec::new();
        book.walk("", |event, _| {
            if let Event::Start(element) = event
                && element.name().as_ref() == "table:table"
            {
                names.push(attribute(element, "table:name").unwrap_or_default());
            }
            Ok(Step::On)
        })?;
        book.sheets = names;
        Ok(book)
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        self.sheets.clone()
    }

    pub(crate) fn read(&self, name: &str, watch: Watch<'_>) -> Result<Sheet, TableError> {
        let mut table = Table {
            grid: Grid::new(name, watch),
            merged: Vec::new(),
            row: 0,
            repeat: 1,
            column: 0,
            line: Vec::new(),
            cell: None,
            skip: 0,
        };
        let mut inside = false;
        self.walk(name, |event, sheet| {
            if let Event::Start(element) = event
                && element.name().as_ref() == "table:table"
            {
                inside = attribute(element, "table:name").as_deref() == Some(sheet);
            } else if inside {
                let ends = |end: &BytesEnd<'_>| end.name().as_ref() == "table:table";
                if matches!(event, Event::End(end) if ends(end)) {
                    return Ok(Step::Done);
                }
                table.take(event)?;
            }
            Ok(Step::On)
        })?;
        table.grid.finish(&table.merged)
    }

    /// Shows every event of the content to `take`, until the end or until it is done.
    fn walk(
        &self,
        sheet: &str,
        mut take: impl FnMut(&Event<'_>, &str) -> Result<Step, TableError>,
    ) -> Result<(), TableError> {
        let mut zip = ZipArchive::new(Cursor::new(self.bytes.as_slice()))
            .map_err(|error| TableError::damaged(&error))?;
        let part = zip.by_name(CONTENT).map_err(|error| TableError::damaged(&error))?;
        let mut reader = reader(BufReader::new(part));
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event =
                reader.read_event_into(&mut buffer).map_err(|error| damaged(sheet, &error))?;
            if matches!(event, Event::Eof) {
                return Ok(());
            }
            match take(&event, sheet)? {
                Step::On => {}
                Step::Done => return Ok(()),
            }
        }
    }
}

enum Step {
    On,
    Done,
}

fn reader<R: BufRead>(from: R) -> Reader<R> {
    let mut reader = Reader::from_reader(from);
    reader.config_mut().expand_empty_elements = true;
    reader
}

fn damaged(sheet: &str, error: &quick_xml::Error) -> TableError {
    if sheet.is_empty() {
        TableError::damaged(error)
    } else {
        TableError::Damaged { place: Place::sheet(sheet), reason: error.to_string() }
    }
}

/// A table in the making.
struct Table<'w> {
    grid: Grid<'w>,
    merged: Vec<Area>,
    row: u32,
    /// How often the row stands there.
    repeat: u32,
    column: u32,
    /// The filled cells of the row.
    line: Vec<(u32, String)>,
    cell: Option<Cell>,
    /// Depth inside something that is not part of the cell's text: a remark.
    skip: u32,
}

struct Cell {
    /// The value that the file gives beside the text: a day, a number.
    value: Option<String>,
    text: String,
    paragraphs: u32,
    repeat: u32,
    span: (u32, u32),
    error: bool,
}

/// Cells one row may repeat; the columns after them are empty in every real sheet.
const REPEAT_MAX: u32 = 16_384;

impl Table<'_> {
    fn take(&mut self, event: &Event<'_>) -> Result<(), TableError> {
        match event {
            Event::Start(element) => self.open(element),
            Event::End(element) => match element.name().as_ref() {
                "table:table-cell" | "table:covered-table-cell" => self.close_cell(),
                "table:table-row" => self.close_row()?,
                "office:annotation" => self.skip = self.skip.saturating_sub(1),
                _ => {}
            },
            Event::Text(text) => self.say(&text.xml10_content()),
            Event::CData(text) => self.say(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let letter = match entity.xml10_content().as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => entity.resolve_char_ref().ok().flatten(),
                };
                self.say(letter.map_or(String::new(), String::from).as_str());
            }
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::Eof => {}
        }
        Ok(())
    }

    fn open(&mut self, element: &BytesStart<'_>) {
        match element.name().as_ref() {
            "table:table-row" => {
                self.repeat = count(element, "table:number-rows-repeated");
                self.column = 0;
                self.line.clear();
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell = Some(cell(element)),
            "office:annotation" => self.skip += 1,
            "text:p" if self.skip == 0 => {
                if let Some(cell) = &mut self.cell {
                    cell.paragraphs += 1;
                    if 1 < cell.paragraphs {
                        cell.text.push('\n');
                    }
                }
            }
            "text:s" | "text:tab" => self.say(" "),
            "text:line-break" => self.say("\n"),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        if self.skip == 0
            && let Some(cell) = self.cell.as_mut().filter(|cell| 0 < cell.paragraphs)
        {
            cell.text.push_str(text);
        }
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let text = text::clean(cell.value.as_deref().unwrap_or(&cell.text));
        if cell.error || text.starts_with("#N/A") || text.starts_with("Err:") {
            self.grid.fault(self.row, self.column, &text);
        } else if !text.is_empty() {
            for step in 0..cell.repeat.min(REPEAT_MAX) {
                self.line.push((self.column.saturating_add(step), text.clone()));
            }
            if cell.span != (1, 1) {
                self.merged.push(Area {
                    rows: (self.row, self.row.saturating_add(cell.span.0 - 1)),
                    columns: (self.column, self.column.saturating_add(cell.span.1 - 1)),
                });
            }
        }
        self.column = self.column.saturating_add(cell.repeat);
    }

    fn close_row(&mut self) -> Result<(), TableError> {
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            for step in 0..self.repeat {
                for (column, text) in &line {
                    self.grid.put(self.row.saturating_add(step), *column, text.clone())?;
                }
            }
        }
        self.row = self.row.saturating_add(self.repeat);
        Ok(())
    }
}

fn cell(element: &BytesStart<'_>) -> Cell {
    let own = |name| attribute(element, name);
    let value = match own("office:value-type").as_deref() {
        Some("float" | "percentage" | "currency") => {
            own("office:value").and_then(|value| value.parse().ok()).map(text::number)
        }
        Some("date") => own("office:date-value").map(|value| text::iso(&value)),
        Some("boolean") => own("office:boolean-value").map(|value| value.to_uppercase()),
        _ => None,
    };
    Cell {
        value,
        text: String::new(),
        paragraphs: 0,
        repeat: count(element, "table:number-columns-repeated"),
        span: (
            count(element, "table:number-rows-spanned"),
            count(element, "table:number-columns-spanned"),
        ),
        error: own("calcext:value-type").as_deref() == Some("error"),
    }
}

fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
