//! How Word treats the paper.

use crate::error::PaperError;

use super::xml::Xml;
use super::{LANGUAGE, NAMESPACE};

/// Writes `settings.xml`.
pub(super) fn part() -> Result<Vec<u8>, PaperError> {
    let mut xml = Xml::new();
    xml.inside("w:settings", &[("xmlns:w", NAMESPACE)], |xml| {
        xml.value("w:defaultTabStop", "720");
        xml.inside("w:compat", &[], |xml| {
            // A line that the text itself ends is not stretched to the margin.
            xml.leaf("w:doNotExpandShiftReturn", &[]);
            let mode = [
                ("w:name", "compatibilityMode"),
                ("w:uri", "http://schemas.microsoft.com/office/word"),
                ("w:val", "15"),
            ];
            xml.leaf("w:compatSetting", &mode);
        });
        xml.leaf("w:themeFontLang", &[("w:val", LANGUAGE)]);
        xml.value("w:decimalSymbol", ",");
        xml.value("w:listSeparator", ";");
    });
    xml.finish()
}
