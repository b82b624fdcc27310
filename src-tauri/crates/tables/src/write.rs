//! Writes `.xlsx`: headings bold and frozen, a filter on them, text kept as text; where columns
//! explain themselves, a line above the headings does. Equal input gives equal bytes.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    Workbook, Worksheet, XlsxError,
};

use crate::error::TableError;

/// How the cells of a column are kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ColumnKind {
    /// As text, so that `012` and `1.000894` stay what they are.
    Text,
    /// As numbers where they are whole numbers, with points between groups.
    Number,
    /// As days where they are ISO days.
    Day,
}

/// A column of a sheet to write.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Column {
    /// The heading.
    pub heading: String,
    /// How its cells are kept.
    pub kind: ColumnKind,
    /// What belongs into it, written above the heading; empty for a column that needs no word.
    pub about: String,
    /// Its width in letters; found from the cells where it is not given.
    pub width: Option<u16>,
    /// The texts that Excel offers in a list; other texts make it ask, not refuse.
    pub offers: Vec<String>,
}

impl Column {
    /// A column under `heading`.
    pub fn new(heading: &str, kind: ColumnKind) -> Self {
        let heading = heading.to_owned();
        Self { heading, kind, about: String::new(), width: None, offers: Vec::new() }
    }

    /// A column of text under `heading`.
    pub fn text(heading: &str) -> Self {
        Self::new(heading, ColumnKind::Text)
    }

    /// The column, explained, and `width` letters wide.
    #[must_use]
    pub fn explained(self, about: &str, width: u16) -> Self {
        Self { about: about.to_owned(), width: Some(width), ..self }
    }

    /// The column, with a list of texts to choose from.
    #[must_use]
    pub fn offering(self, offers: Vec<String>) -> Self {
        Self { offers, ..self }
    }
}

/// A sheet to write.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SheetOut {
    /// Its name; Excel allows 31 letters without `[]:*?/\`.
    pub name: String,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows; cells beyond the columns are text.
    pub rows: Vec<Vec<String>>,
}

/// Writes a workbook.
///
/// # Errors
///
/// [`TableError::Writing`] for a name or a text that Excel does not allow.
pub fn write(sheets: &[SheetOut]) -> Result<Vec<u8>, TableError> {
    let mut workbook = Workbook::new();
    made(&mut workbook, sheets).map_err(|error| TableError::Writing(error.to_string()))
}

fn made(workbook: &mut Workbook, sheets: &[SheetOut]) -> Result<Vec<u8>, XlsxError> {
    // The day a file was made is no part of what it says.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&sheet.name)?;
        let first = head(worksheet, sheet)?;
        for (row, cells) in (first..).zip(&sheet.rows) {
            for (column, text) in (0_u16..).zip(cells) {
                let plain = Column::text("");
                let known = sheet.columns.get(usize::from(column)).unwrap_or(&plain);
                cell(worksheet, (row, column), text, known)?;
            }
        }
    }
    workbook.save_to_buffer()
}

/// Writes what stands above the rows, and gives the number of the first row.
fn head(worksheet: &mut Worksheet, sheet: &SheetOut) -> Result<u32, XlsxError> {
    let explained = sheet.columns.iter().any(|column| !column.about.is_empty());
    let row = u32::from(explained);
    let last_row = row.saturating_add(u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX));
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let quiet = Format::new().set_italic().set_text_wrap().set_align(FormatAlign::Top);
    let quiet = quiet.set_font_color("#5A5A5A");
    for (column, out) in (0_u16..).zip(&sheet.columns) {
        if explained {
            worksheet.write_string_with_format(0, column, &out.about, &quiet)?;
        }
        worksheet.write_string_with_format(row, column, &out.heading, &bold)?;
        let width = out.width.map_or_else(|| width(sheet, usize::from(column)), f64::from);
        worksheet.set_column_width(column, width)?;
        if out.kind == ColumnKind::Text {
            // Also what a person types below stays text.
            worksheet.set_column_format(column, &text_format(out.width.is_some()))?;
        }
        if !out.offers.is_empty() && offers_fit(&out.offers) {
            let list = DataValidation::new()
                .allow_list_strings(&out.offers)?
                .set_error_style(DataValidationErrorStyle::Warning);
            let until = last_row.saturating_add(ROWS_TO_COME);
            worksheet.add_data_validation(row + 1, column, until, column, &list)?;
        }
    }
    let last = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX).checked_sub(1);
    if let Some(last) = last {
        worksheet.set_freeze_panes(row + 1, 0)?;
        worksheet.autofilter(row, 0, last_row, last)?;
    }
    Ok(row + 1)
}

/// Rows below the last one in which Excel still offers its lists.
const ROWS_TO_COME: u32 = 500;

/// Whether Excel takes the list: all texts and the commas between them within 255 letters, and no
/// comma inside a text.
fn offers_fit(offers: &[String]) -> bool {
    let letters: usize = offers.iter().map(|offer| offer.encode_utf16().count() + 1).sum();
    letters <= 255 && offers.iter().all(|offer| !offer.contains([',', '"']))
}

/// Text that stays text; in a column of a given width it is wrapped, and every cell begins at the
/// top.
fn text_format(wrapped: bool) -> Format {
    let format = Format::new().set_num_format("@");
    if wrapped { format.set_text_wrap().set_align(FormatAlign::Top) } else { format }
}

/// The longest of the heading and the first rows, within what a screen can show.
fn width(sheet: &SheetOut, column: usize) -> f64 {
    let heading = sheet.columns.get(column).map(|column| column.heading.as_str());
    let cells = sheet.rows.iter().take(200).filter_map(|row| row.get(column)).map(String::as_str);
    let longest = heading.into_iter().chain(cells).map(|text| text.chars().count()).max();
    f64::from(u32::try_from(longest.unwrap_or(0)).unwrap_or(u32::MAX).clamp(8, 48)) + 2.0
}

fn cell(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    known: &Column,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    match known.kind {
        ColumnKind::Text => {
            let format = text_format(known.width.is_some());
            worksheet.write_string_with_format(row, column, text, &format)?;
        }
        ColumnKind::Number => match text.parse::<u32>() {
            Ok(count) => {
                let format = Format::new().set_num_format("#,##0");
                worksheet.write_number_with_format(row, column, f64::from(count), &format)?;
            }
            Err(_) => {
                worksheet.write_string(row, column, text)?;
            }
        },
        ColumnKind::Day => match ExcelDateTime::parse_from_str(text) {
            Ok(day) if text.len() == 10 => {
                let format = Format::new().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Top);
                worksheet.write_datetime_with_format(row, column, &day, &format)?;
            }
            Ok(_) | Err(_) => {
                worksheet.write_string(row, column, text)?;
            }
        },
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> SheetOut {
        SheetOut {
            name: "Danh mục".to_owned(),
            columns: vec![
                Column::text("Mã"),
                Column::new("Số lượng", ColumnKind::Number),
                Column::new("Ngày", ColumnKind::Day),
            ],
            rows: vec![vec!["012".to_owned(), "4545".to_owned(), "2022-09-15".to_owned()]],
        }
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let bytes = write(&[list()]).unwrap();
        let sheet = crate::open(&bytes, "x.xlsx").unwrap().read("Danh mục").unwrap();
        assert_eq!(sheet.rows, [["Mã", "Số lượng", "Ngày"], ["012", "4545", "2022-09-15"]]);
    }

    #[test]
    fn columns_that_explain_themselves_stand_below_a_line_that_does() {
        let offers = ["có", "không"].map(str::to_owned).to_vec();
        let mut sheet = list();
        sheet.columns[0] = Column::text("Mã").explained("Không đổi", 12).offering(offers);
        let bytes = write(&[sheet]).unwrap();
        let read = crate::open(&bytes, "x.xlsx").unwrap().read("Danh mục").unwrap();
        assert_eq!(read.rows[0], ["Không đổi"]);
        assert_eq!(read.rows[1], ["Mã", "Số lượng", "Ngày"]);
        assert_eq!(read.rows[2], ["012", "4545", "2022-09-15"]);
    }

    #[test]
    fn a_list_too_long_for_excel_is_not_offered() {
        let sheet = SheetOut {
            columns: vec![Column::text("Mã").offering(vec!["x".repeat(200), "y".repeat(60)])],
            ..list()
        };
        assert!(write(&[sheet]).is_ok());
    }

    #[test]
    fn equal_input_gives_equal_bytes() {
        assert_eq!(write(&[list()]), write(&[list()]));
    }

    #[test]
    fn a_name_that_excel_forbids_is_refused() {
        let sheet = SheetOut { name: "a/b".to_owned(), ..list() };
        assert!(matches!(write(&[sheet]), Err(TableError::Writing(_))));
    }
}
