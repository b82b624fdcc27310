//! Writes sheets as comma-separated text, one file a sheet, in one archive.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::error::TableError;
use crate::write::SheetOut;

/// Without it Excel takes the text for that of an older code page.
const MARK: &str = "\u{feff}";

/// Writes a `.zip` with one `.csv` for each sheet: UTF-8 with its mark, RFC 4180.
///
/// A text that Excel would take for a formula gets an apostrophe before it, so that a list typed by a stranger
/// cannot calculate on somebody's machine. Equal input gives equal bytes.
///
/// # Errors
///
/// [`TableError::Writing`] when two sheets have one name.
pub fn write_csv(sheets: &[SheetOut]) -> Result<Vec<u8>, TableError> {
    packed(sheets).map_err(|error| TableError::Writing(error.to_string()))
}

fn packed(sheets: &[SheetOut]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for sheet in sheets {
        archive.start_file(format!("{}.csv", sheet.name), options)?;
        archive.write_all(MARK.as_bytes())?;
        archive.write_all(&lines(sheet)?)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn lines(sheet: &SheetOut) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    writer.write_record(sheet.columns.iter().map(|column| harmless(&column.heading)))?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|text| harmless(text)))?;
    }
    Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::write_csv;
    use crate::write::{Column, SheetOut};

    #[test]
    fn a_sheet_reads_back_and_nothing_in_it_calculates() {
        let sheet = SheetOut {
            name: "Nhận xét".to_owned(),
            columns: vec![Column::text("Đơn vị"), Column::text("Nội dung")],
            rows: vec![
                vec!["Phường Cầu Tre".to_owned(), "có \"dấu\", và phẩy".to_owned()],
                vec!["=1+1".to_owned(), String::new()],
            ],
        };
        let bytes = write_csv(std::slice::from_ref(&sheet)).unwrap();
        assert_eq!(bytes, write_csv(&[sheet]).unwrap());

        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = Vec::new();
        archive.by_name("Nhận xét.csv").unwrap().read_to_end(&mut text).unwrap();
        assert!(text.starts_with("\u{feff}".as_bytes()));
        let read = crate::open(&text, "x.csv").unwrap();
        let name = read.sheets().first().cloned().unwrap();
        let rows = crate::open(&text, "x.csv").unwrap().read(&name).unwrap().rows;
        assert_eq!(rows.first().unwrap(), &["Đơn vị", "Nội dung"]);
        assert_eq!(rows.get(1).unwrap().get(1).unwrap(), "có \"dấu\", và phẩy");
        assert_eq!(rows.get(2).unwrap().first().unwrap(), "'=1+1");
    }
}
