//! What a file is, by its bytes; its name may lie.

use crate::error::{Looks, TableError};

/// A kind of table this crate reads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Xlsx,
    Ods,
    Xls,
    Csv,
}

/// Tells the kind of `bytes`.
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, TableError> {
    let not = |looks| Err(TableError::NotATable(looks));
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return not(Looks::Empty);
    }
    if bytes.starts_with(b"PK") {
        return packed(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return compound(bytes);
    }
    if bytes.starts_with(b"%PDF") {
        return not(Looks::Pdf);
    }
    if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xFF\xD8\xFF") {
        return not(Looks::Picture);
    }
    if bytes.starts_with(b"\x09\x02") || bytes.starts_with(b"\x09\x04") {
        return not(Looks::OldExcel);
    }
    let head = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    if ["<html", "<!doctype", "<table", "<?xml", "<meta", "mime-version"]
        .iter()
        .any(|start| head.starts_with(start))
    {
        return not(Looks::WebPage);
    }
    if head.starts_with("{\\rtf") {
        return not(Looks::Word);
    }
    Ok(Kind::Csv)
}

fn packed(bytes: &[u8]) -> Result<Kind, TableError> {
    let names = |name: &str| find(bytes, name.as_bytes());
    if names("xl/workbook.bin") {
        Err(TableError::NotATable(Looks::BinaryExcel))
    } else if names("xl/") || names("xl\\") {
        Ok(Kind::Xlsx)
    } else if names("content.xml") {
        if names("opendocument.text") {
            Err(TableError::NotATable(Looks::Word))
        } else {
            Ok(Kind::Ods)
        }
    } else if names("word/") {
        Err(TableError::NotATable(Looks::Word))
    } else {
        Err(TableError::NotATable(Looks::Unknown))
    }
}

fn compound(bytes: &[u8]) -> Result<Kind, TableError> {
    let names = |name: &str| find(bytes, &wide(name));
    if names("EncryptedPackage") {
        Err(TableError::Protected)
    } else if names("Workbook") {
        Ok(Kind::Xls)
    } else if names("WordDocument") {
        Err(TableError::NotATable(Looks::Word))
    } else if names("Book") {
        Err(TableError::NotATable(Looks::OldExcel))
    } else {
        Err(TableError::NotATable(Looks::Unknown))
    }
}

/// The name as a compound file spells it: two bytes a letter.
fn wide(name: &str) -> Vec<u8> {
    name.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn find(bytes: &[u8], wanted: &[u8]) -> bool {
    memchr::memmem::find(bytes, wanted).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide_not_the_name() {
        let pdf = kind(b"%PDF-1.7 ...");
        assert_eq!(pdf, Err(TableError::NotATable(Looks::Pdf)));
        let page = kind("\u{feff}\r\n<html><table><tr><td>x".as_bytes());
        assert_eq!(page, Err(TableError::NotATable(Looks::WebPage)));
        assert_eq!(kind(b" \r\n"), Err(TableError::NotATable(Looks::Empty)));
        assert_eq!(kind("Mã;Tên".as_bytes()), Ok(Kind::Csv));
    }

    #[test]
    fn a_protected_workbook_is_told_from_an_old_one() {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.extend(wide("EncryptedPackage"));
        assert_eq!(kind(&bytes), Err(TableError::Protected));
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.extend(wide("Workbook"));
        assert_eq!(kind(&bytes), Ok(Kind::Xls));
    }
}
