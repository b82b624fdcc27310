//! What a file may cost. A real catalogue has a few thousand rows; an export of dossiers some
//! hundred thousand. Everything above is a mistake or an attack.

use std::io::{Read, Seek};

use zip::ZipArchive;

use crate::error::{Limit, Place, TableError};

/// Bytes of a file.
pub const FILE_MAX: u64 = 64 << 20;
/// Bytes of everything in a file after unpacking.
pub const UNPACKED_MAX: u64 = 768 << 20;
/// Bytes of the one part of a workbook that is read as a whole.
pub const STRINGS_MAX: u64 = 128 << 20;
/// Sheets of a workbook.
pub const SHEETS_MAX: usize = 256;
/// Rows of a sheet, the number Excel itself allows.
pub const ROWS_MAX: u32 = 1_048_576;
/// Columns of a sheet.
pub const COLUMNS_MAX: u32 = 1024;
/// Cells of a sheet, empty ones before a filled one included.
pub const CELLS_MAX: usize = 5_000_000;
/// Bytes of text in a sheet.
pub const TEXT_MAX: usize = 160 << 20;
/// Files in a packed workbook.
const PARTS_MAX: usize = 4096;

/// Unpacks every part once and counts, for what a packed file says of its own size may be a lie.
/// `look` sees the bytes of each part as they go by.
pub(crate) fn weigh<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    mut look: impl FnMut(&str, &[u8]),
) -> Result<(), TableError> {
    let too_much = |what, max| TableError::TooMuch { what, max, place: Place::default() };
    if PARTS_MAX < zip.len() {
        return Err(too_much(Limit::Sheets, PARTS_MAX as u64));
    }
    let mut total = 0_u64;
    let mut buffer = vec![0; 1 << 16];
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|error| {
            if matches!(error, zip::result::ZipError::UnsupportedArchive(_)) {
                TableError::Protected
            } else {
                TableError::damaged(&error)
            }
        })?;
        let name = part.name().map_err(|error| TableError::damaged(&error))?.into_owned();
        // Pictures and embedded files are never read.
        if !matches!(name.rsplit('.').next(), Some("xml" | "rels" | "XML")) {
            continue;
        }
        let mut own = 0_u64;
        loop {
            let read = part.read(&mut buffer).map_err(|error| TableError::damaged(&error))?;
            let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            own += read as u64;
            total += read as u64;
            if UNPACKED_MAX < total {
                return Err(too_much(Limit::Unpacked, UNPACKED_MAX));
            }
            // The table of texts and the styles are the parts that a reader keeps in memory.
            if STRINGS_MAX < own && !name.contains("worksheets/") && name != "content.xml" {
                return Err(too_much(Limit::Text, STRINGS_MAX));
            }
            look(&name, bytes);
        }
    }
    Ok(())
}
