//! Writes `.xlsx`: headings bold and frozen, a filter on them, text kept as text. Equal input
//! gives equal bytes.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
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
}

impl Column {
    /// A column of text under `heading`.
    pub fn text(heading: &str) -> Self {
        Self { heading: heading.to_owned(), kind: ColumnKind::Text }
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
        head(worksheet, sheet)?;
        for (row, cells) in (1_u32..).zip(&sheet.rows) {
            for (column, text) in (0_u16..).zip(cells) {
                let known = sheet.columns.get(usize::from(column));
                cell(worksheet, (row, column), text, known.map_or(ColumnKind::Text, |it| it.kind))?;
            }
        }
    }
    workbook.save_to_buffer()
}

fn head(worksheet: &mut Worksheet, sheet: &SheetOut) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    for (column, out) in (0_u16..).zip(&sheet.columns) {
        worksheet.write_string_with_format(0, column, &out.heading, &bold)?;
        worksheet.set_column_width(column, width(sheet, usize::from(column)))?;
        if out.kind == ColumnKind::Text {
            // Also what a person types below stays text.
            worksheet.set_column_format(column, &Format::new().set_num_format("@"))?;
        }
    }
    let last = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX).checked_sub(1);
    if let Some(last) = last {
        worksheet.set_freeze_panes(1, 0)?;
        worksheet.autofilter(0, 0, u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX), last)?;
    }
    Ok(())
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
    kind: ColumnKind,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    match kind {
        ColumnKind::Text => {
            let format = Format::new().set_num_format("@");
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
                let format = Format::new().set_num_format("dd/mm/yyyy");
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
                Column { heading: "Số lượng".to_owned(), kind: ColumnKind::Number },
                Column { heading: "Ngày".to_owned(), kind: ColumnKind::Day },
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
    fn equal_input_gives_equal_bytes() {
        assert_eq!(write(&[list()]), write(&[list()]));
    }

    #[test]
    fn a_name_that_excel_forbids_is_refused() {
        let sheet = SheetOut { name: "a/b".to_owned(), ..list() };
        assert!(matches!(write(&[sheet]), Err(TableError::Writing(_))));
    }
}
